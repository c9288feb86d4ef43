"""A table of typed rows: quotes, vendors, parts of the work. Its columns are fields, and it may stand in a link."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from calculators.core.declared import Row
from calculators.core.errors import InputError, InputErrors
from calculators.core.field import Field
from calculators.core.fields.row_files import cells_of
from calculators.core.fields.row_text import read_rows, write_rows
from calculators.core.json_text import json_text

# In front of rows that are written in a way of their own.
_OWN_FORM = "~"


class LinkForm(NamedTuple):
    """How a table stands in a link where its rows would be too long, or say what is not for others.

    Attributes:
        write: from rows to text.
        read: from the input's name and that text to the cells by column of each row; raises InputError.
    """

    write: Callable[[Any], str]
    read: Callable[[str, str], Sequence[Mapping[str, object]]]


class FixedRow(NamedTuple):
    """A row that is always there to be filled, such as a control of a list.

    Attributes:
        key: what its first column holds.
        words: what it is about, in a sentence.
        heading: the heading it stands under.
    """

    key: str
    words: str
    heading: str


@dataclass(frozen=True, kw_only=True)
class Records(Field):
    """A table of typed rows; its value is a tuple of instances of the row class.

    Attributes:
        row: the class of the rows; its fields are the columns.
        row_name: what one row is called, as in "Add a quote".
        least: the fewest rows accepted.
        most: the most rows accepted.
        unique: a column in which no two rows may say the same; empty where they may.
        link: how the rows stand in a link; None where it is as everywhere.
        grid: the table for each of whose rows a text of ``signs`` has one; empty where there is none.
        names: the table whose rows the first column names; empty where it names none.
        fixed: the rows that a form shows, where these are given; the reader fills them and adds none.
    """

    row: type[Row]
    row_name: str = "row"
    least: int = 0
    most: int = 40
    unique: str = ""
    link: LinkForm | None = None
    grid: str = ""
    names: str = ""
    fixed: Callable[[], Sequence[FixedRow]] | None = None

    @property
    def expected(self) -> str:
        """What is accepted, as the end of "expected ..."."""
        return f"{self.least} to {self.most} rows" if self.least else f"at most {self.most} rows"

    def read(self, name: str, given: object) -> tuple[Any, ...]:
        """Return the rows of a list of objects, of JSON or CSV, of a file's bytes, or of the text of a link.

        Raises:
            InputErrors: a cell is refused ("quotes[3].price", rows from 1), or two rows share a name.
            InputError: it is no table, or has too few or too many rows.
        """
        rows = given if isinstance(given, list | tuple) else self._cells(name, given)
        if not self.least <= len(rows) <= self.most:
            raise InputError(name, f"{self.expected}, got {f'{len(rows):,}' if rows else 'none'}")
        found, errors, places = [], [], self._places(name, rows)
        for (place, at), row in zip(places, rows, strict=True):
            try:
                found.append(self._row(place, row))
            except InputErrors as refusal:
                errors += [error.within(place, at) for error in refusal.errors]
            except InputError as error:
                errors.append(error)
        errors = errors or list(self._repeated(places, found))
        if errors:
            raise InputErrors(errors)
        return tuple(found)

    def _places(self, name: str, rows: Sequence[object]) -> list[tuple[str, str]]:
        """Return what errors call each row, and where a form shows it: of all fixed rows it sends a few."""
        keys = {row.key for row in self.fixed()} if self.fixed else set()
        first = next(iter(self.row.fields()))
        firsts = (row.get(first) if isinstance(row, Mapping) else getattr(row, first, None) for row in rows)
        said = [str(cell).strip() for cell in firsts]
        numbered = enumerate(said, 1)
        return [(f"{name}[{place}]", f"{name}[{cell if cell in keys else place}]") for place, cell in numbered]

    def file_cells(self, name: str, contents: bytes) -> Sequence[Mapping[str, object]]:
        """Return the cells by column of each row in a file's bytes, right or wrong; see ``cells_of``.

        Raises:
            InputError: see ``cells_of``.
        """
        return cells_of(name, contents, self.row.fields(), self._is_row)

    def _is_row(self, cells: Mapping[str, object]) -> bool:
        try:
            self.row.parse(cells)
        except (InputErrors, InputError):
            return False
        return True

    def _cells(self, name: str, given: object) -> Sequence[object]:
        if isinstance(given, bytes):
            return self.file_cells(name, given)
        if not isinstance(given, str):
            raise InputError(name, "a list of rows, each with its cells by column", type(given).__name__)
        if given.lstrip()[:1] in ("[", "{"):
            return _from_json(name, given)
        if self.link and given.startswith(_OWN_FORM):
            return self.link.read(name, given.removeprefix(_OWN_FORM))
        return self.from_text(name, given)

    def _row(self, place: str, row: object) -> Row:
        if isinstance(row, self.row):
            return row
        if not isinstance(row, Mapping):
            raise InputError(place, "a row as an object of cells by column", type(row).__name__)
        return self.row.parse(row)

    def _repeated(self, places: Sequence[tuple[str, str]], rows: Sequence[Row]) -> Iterator[InputError]:
        if not self.unique:
            return
        seen: set[object] = set()
        label = self.row.fields()[self.unique].label.lower()
        expected = f"{'an' if label[0] in 'aeiou' else 'a'} {label} that no other row has"
        for (place, at), row in zip(places, rows, strict=True):
            value = getattr(row, self.unique)
            if value in seen:
                yield InputError(self.unique, expected, str(value)).within(place, at)
            seen.add(value)

    def text(self, value: Any) -> str:
        """Return the rows as one line of text, without what is a column's default."""
        return write_rows(self._written(row) for row in value)

    def _written(self, row: Row) -> list[str]:
        cells = []
        for place, (name, column) in enumerate(self.row.fields().items()):
            cell = getattr(row, name)
            cells.append("" if place and cell == column.basis.value else column.text(cell))
        return cells

    def link_text(self, value: Any) -> str:
        """Return the rows as they stand in a link."""
        return _OWN_FORM + self.link.write(value) if self.link else self.text(value)

    def from_text(self, name: str, text: str) -> list[dict[str, str]]:
        """Return the cells by column of the rows that a line of text describes.

        Raises:
            InputError: a row has more cells than there are columns.
        """
        rows = []
        for place, cells in enumerate(read_rows(text), 1):
            if len(cells) > len(self.row.fields()):
                raise InputError(f"{name}[{place}]", f"at most {len(self.row.fields())} cells", f"{len(cells)} cells")
            rows.append(dict(zip(self.row.fields(), cells, strict=False)))
        return rows

    def schema(self) -> dict[str, object]:
        """Return the field's JSON Schema."""
        columns = self.row.fields()
        needed = [name for name, column in columns.items() if "default" not in column.schema()]
        item = {
            "type": "object",
            "additionalProperties": False,
            "required": needed,
            "properties": {name: column.schema() for name, column in columns.items()},
        }
        return self.described(type="array", items=item, minItems=self.least, maxItems=self.most)

    def plain(self, value: Any) -> object:
        """Return the rows as JSON has them."""
        return [row.plain() for row in value]


def _from_json(name: str, text: str) -> Sequence[object]:
    content = json_text(name, text, "rows as JSON: a list of objects")
    if not isinstance(content, list):
        raise InputError(name, "a list of rows, each with its cells by column", type(content).__name__)
    return content
