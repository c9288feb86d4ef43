"""How to read a file of labels: everything that is otherwise detected can be said."""

from dataclasses import dataclass
from typing import Literal, TypeAliasType, get_args

from calculators.core import InputError
from calculators.core.file_text import Encoding

type Delimiter = Literal["auto", "comma", "tab", "semicolon", "pipe", "space"]
type Header = Literal["auto", "yes", "no"]
type Form = Literal["auto", "long", "wide", "sets", "counts", "confusion", "json", "label studio"]
type Again = Literal["ask", "first", "last", "both"]
type MinusOne = Literal["ask", "label", "missing"]

# A row whose columns are set apart by spaces is split at every run of them, since people align columns so.
SPACE = "space"
DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "pipe": "|"}

# As programs write them. "none" and "na" are not here: people use them as labels.
MISSING = ("", "NA", "N/A", "n/a", "#N/A", "null", "NULL", "None", "nan", "NaN", "<NA>", "-", ".", "*")
# What forms call the options whose names differ there.
FIELDS = {"item": "item_column", "annotator": "annotator_column", "label": "label_column",
          "annotators": "people_columns", "gold": "gold_column", "missing": "missing_words"}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """What to take for granted; an attribute left alone is detected.

    Attributes:
        encoding: how bytes stand for text.
        delimiter: what separates columns.
        header: whether the first row names the columns.
        form: "long" has one row a label, "wide" one row an item and one column an annotator; "sets" has one row an
            item and a person and one column a label, with whether it was given; "counts" has one row an item and one
            column a label, with how many people gave it; "confusion" is one annotator's labels against another's;
            "json" is records, one a line or in a list; "label studio" is its JSON export.
        item: the column that names the item: its name, or its number counted from 1. In a Label Studio export
            a key of the task's data.
        annotator: the column that names the annotator.
        label: the column that holds the label; in an export the question's or control's name.
        annotators: the columns of a wide table that hold labels.
        gold: the column that holds the right answer of each item; nobody's labels.
        missing: the words that stand for no label; an empty cell always does.
        again: which label counts where somebody labelled an item twice; "both" compares the two.
        sheet: the sheet of a workbook that holds the labels, whatever its capitals; the others are left out.
        minus_one: whether -1 is a label or stands for none.
    """

    encoding: Encoding = "auto"
    delimiter: Delimiter = "auto"
    header: Header = "auto"
    form: Form = "auto"
    item: str = ""
    annotator: str = ""
    label: str = ""
    annotators: tuple[str, ...] = ()
    gold: str = ""
    missing: tuple[str, ...] = MISSING
    again: Again = "ask"
    minus_one: MinusOne = "ask"
    sheet: str = ""

    def __post_init__(self) -> None:
        for field, allowed in _ALLOWED.items():
            choices = get_args(allowed.__value__)
            if getattr(self, field) not in choices:
                raise InputError(field, f"one of {', '.join(choices)}", str(getattr(self, field)))


_ALLOWED: dict[str, TypeAliasType] = {
    "encoding": Encoding,
    "delimiter": Delimiter,
    "header": Header,
    "form": Form,
    "again": Again,
    "minus_one": MinusOne,
}
AS_DETECTED = ReadOptions()
