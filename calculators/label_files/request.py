"""What is to be read, and how: the values that every reader is given."""

from dataclasses import dataclass

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
class FileText:
    """A file as text.

    Attributes:
        text: its characters, without a byte order mark.
        encoding: how its bytes stood for them.
    """

    text: str
    encoding: str
