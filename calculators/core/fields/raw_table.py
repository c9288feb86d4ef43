"""Rows of the reader's own, as text or as the bytes of a file."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from calculators.core.errors import InputError
from calculators.core.field import Field

# Several files that were opened together: each with its path, as the folder or the reader names it.
type OpenedFiles = tuple[tuple[str, bytes], ...]
# What a page can list, and more than any tool's export has.
MOST_FILES = 20_000


@dataclass(frozen=True, kw_only=True)
class Table(Field):
    """Raw rows of the reader's own, pasted or opened from a file; they never stand in a link.

    Attributes:
        examples: further rows to try, by title.
        limit: the most characters or bytes accepted, of several files together.
        page_limit: the most that a page opens, in bytes.
        accept: the file endings offered when opening a file; of a folder, files with other endings are left out.
        several: whether several files or a folder may be opened together.
    """

    examples: Mapping[str, str] = dataclasses.field(default_factory=dict)
    limit: int = 1_000_000_000
    page_limit: int = 64_000_000
    accept: str = ".csv,.tsv,.txt,.json,.jsonl"
    several: bool = False

    travels: ClassVar[bool] = False

    @property
    def expected(self) -> str:
        """What is accepted, as the end of "expected ..."."""
        return f"text of at most {self.limit:,} characters"

    def takes(self, path: str) -> bool:
        """Say whether a file of a folder may hold rows, by its ending; hidden files never do."""
        parts = path.split("/")
        ending = parts[-1].rpartition(".")[2].lower()
        return f".{ending}" in self.accept.split(",") and not any(
            part.startswith((".", "__")) for part in parts if part not in (".", "..")
        )

    def read(self, name: str, given: object) -> str | bytes | OpenedFiles:
        """Return the text, the bytes of an opened file, or several files; what the rows mean is for the model to say.

        A single file that was opened as one of several is the same as that file.

        Raises:
            InputError: it is none of them, or longer than the limit.
        """
        if self.several and isinstance(given, tuple):
            return self._files(name, given)
        if not isinstance(given, str | bytes):
            raise InputError(name, self.expected, type(given).__name__)
        if len(given) > self.limit:
            raise InputError(name, self.expected, f"{len(given):,}")
        return given

    def _files(self, name: str, files: OpenedFiles) -> bytes | OpenedFiles:
        if not 0 < len(files) <= MOST_FILES:
            raise InputError(name, f"from 1 to {MOST_FILES:,} files", f"{len(files):,}")
        size = sum(len(contents) for _, contents in files)
        if size > self.limit:
            raise InputError(name, f"files of at most {self.limit:,} bytes together", f"{size:,}")
        return files[0][1] if len(files) == 1 else files

    def schema(self) -> dict[str, object]:
        """Return the field's JSON Schema."""
        return {"type": "string", "title": self.label, "description": self.help, "maxLength": self.limit}

    def text(self, value: Any) -> str:
        """Return the rows as they stand in the field."""
        return str(value)
