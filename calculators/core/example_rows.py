"""Which rows of a table are still those of the page's example: they are nobody's own, and no paper may call them so."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from calculators.core.field import Field
from calculators.core.fields import Records
from calculators.core.values import written
from calculators.core.words import listed

# Of more rows than these the number says more than the names.
MOST_NAMES = 4


class ExampleRows(NamedTuple):
    """The rows of a table that its example holds too.

    Attributes:
        field: the table's declaration.
        rows: how many rows there are in all.
        kept: how many of them are the example's.
        names: what these are called, each once.
    """

    field: Records
    rows: int
    kept: int
    names: Sequence[str]

    def words(self) -> str:
        """Return how many rows are whose, as in "1 of 3 ours or changed, 2 the page's examples: B, C".

        A row of the example under another name is not yet one's own.
        """
        if self.kept == self.rows:
            return f"all {self.rows} the page's examples" if self.rows > 1 else "the page's example"
        more = len(self.names) - MOST_NAMES
        names = ", ".join(self.names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
        examples = f"{self.kept} the page's {'examples' if self.kept > 1 else 'example'}: {names}"
        return f"{self.rows - self.kept} of {self.rows} ours or changed, {examples}"

    @property
    def subject(self) -> str:
        """The rows as the subject of a sentence, as in "B and C of “The quotes”"."""
        if self.kept == self.rows:
            which = f"all {self.rows} rows" if self.rows > 1 else "the only row"
        elif len(self.names) <= MOST_NAMES:
            which = listed(list(self.names))
        else:
            which = f"{self.kept} of {self.rows} rows"
        return f"{which} of “{self.field.label}”"


def example_rows(field: Field, value: Any) -> ExampleRows | None:
    """Return the rows of a table that stand unchanged in its example; None where there are none, or it has none."""
    if not isinstance(field, Records):
        return None
    known = [row for row in value if row in field.basis.value]
    if not known:
        return None
    columns = field.row.fields()
    naming = field.unique or next(iter(columns))
    names = dict.fromkeys(written(columns[naming], getattr(row, naming)) for row in known)
    return ExampleRows(field, len(value), len(known), list(names))
