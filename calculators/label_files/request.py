"""What is to be read, and how: the values that every reader is given."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass

from calculators.core import InputError, Progress
from calculators.core.spreadsheet.cells import Row
from calculators.label_files.options import ReadOptions


@dataclass(frozen=True, kw_only=True)
class Request:
    """How to read a file, and what errors are about.

    Attributes:
        options: what to take for granted rather than detect.
        limit: the most rows (or tasks) accepted; None for any number.
        field: the name that errors carry.
    """

    options: ReadOptions
    limit: int | None
    field: str


@dataclass(frozen=True, slots=True)
class File:
    """A file as text.

    Attributes:
        text: its characters, without a byte order mark.
        encoding: how its bytes stood for them.
        name: its path where it comes out of an archive, else empty.
        person: whose work it is, where its name or folder says so, else empty.
        sheets: the rows of each sheet, where it is a workbook among other files; else None.
    """

    text: str
    encoding: str = "text"
    name: str = ""
    person: str = ""
    sheets: Mapping[str, list[Row]] | None = None


@dataclass(frozen=True, kw_only=True)
class Found:
    """How a file was read.

    Attributes:
        form: its form.
        columns: what was used, as (role, column's name).
        sheets: the titles of a workbook's sheets that hold tables; empty elsewhere.
        names: every column it has, for a reader who wants others used; empty where it has none.
        not_read: what it also holds, by name.
        delimiter: what separates its columns; empty elsewhere.
        header: whether its first row names the columns.
        notes: what else the reader should know, a sentence each.
        cautions: what could mislead in numbers made from it, a sentence each.
        alone: what to do where it turns out to hold one person's work, a sentence.
        question: which of several questions is read; empty where the file answers one.
        questions: all of them, in the file's order.
    """

    form: str
    columns: tuple[tuple[str, str], ...] = ()
    sheets: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()
    delimiter: str = ""
    header: bool = False
    notes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    alone: str = ""
    question: str = ""
    questions: tuple[str, ...] = ()


# A reader fills a collector, says how far it is, and last how the file was read.
type Reading = Generator[Progress, None, Found]


def question(field: str, words: str, columns: Sequence[str] = ()) -> InputError:
    """Return the error that asks the reader where two readings are possible; any column may be the answer."""
    names = tuple(name for name in columns if name)
    offers = dict.fromkeys(("item", "annotator", "label", "annotators"), names) if names else {}
    return InputError(field, words, offers=offers)
