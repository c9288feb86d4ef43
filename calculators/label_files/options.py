"""How to read a file of labels: everything that is otherwise detected can be said."""

from dataclasses import dataclass
from typing import Literal, TypeAliasType, get_args

from calculators.core import InputError
from calculators.core.file_text import Encoding

type Delimiter = Literal["auto", "comma", "tab", "semicolon", "pipe"]
type Header = Literal["auto", "yes", "no"]
type Form = Literal["auto", "long", "wide", "json", "label studio"]

DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "pipe": "|"}

# As programs write them. "none" and "na" are not here: people use them as labels.
MISSING = ("", "NA", "N/A", "n/a", "null", "NULL", "None", "nan", "NaN", "-")


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """What to take for granted; an attribute left alone is detected.

    Attributes:
        encoding: how bytes stand for text.
        delimiter: what separates columns.
        header: whether the first row names the columns.
        form: "long" has one row a label, "wide" one row an item and one column an annotator; "json" is
            records, one a line or in a list; "label studio" is its JSON export.
        item: the column that names the item: its name, or its number counted from 1. In a Label Studio export
            a key of the task's data.
        annotator: the column that names the annotator.
        label: the column that holds the label. In a Label Studio export the control's name.
        annotators: the columns of a wide table that hold labels.
        missing: the words that stand for no label; an empty cell always does.
    """

    encoding: Encoding = "auto"
    delimiter: Delimiter = "auto"
    header: Header = "auto"
    form: Form = "auto"
    item: str = ""
    annotator: str = ""
    label: str = ""
    annotators: tuple[str, ...] = ()
    missing: tuple[str, ...] = MISSING

    def __post_init__(self) -> None:
        self._allow("encoding", self.encoding, Encoding)
        self._allow("delimiter", self.delimiter, Delimiter)
        self._allow("header", self.header, Header)
        self._allow("form", self.form, Form)

    @staticmethod
    def _allow(field: str, value: str, allowed: TypeAliasType) -> None:
        choices = get_args(allowed.__value__)
        if value not in choices:
            raise InputError(field, f"one of {', '.join(choices)}", str(value))


AS_DETECTED = ReadOptions()
