"""What the columns of a table mean, told as of any other file's, and its rows as one row a label."""

from collections.abc import Sequence

import ibis.expr.types as ir

from calculators.core import InputError
from calculators.extras.warehouse import expressions
from calculators.extras.warehouse.sources import Source
from calculators.label_files import ReadOptions, crowd, studio_records
from calculators.label_files.layout import layout
from calculators.label_files.reading import is_rows
from calculators.label_files.request import Request
from calculators.label_files.seen import Layout


def columns(source: Source, options: ReadOptions) -> tuple[Layout, ir.Table]:
    """Return what the columns are, told as of any other file's, and the rows below their names.

    Raises:
        InputError: a role has no column, several may have it, or the column that has it is nested.
    """
    head = source.head()
    if not head:
        raise InputError("table", "rows of labels", "an empty table")
    names = () if source.headed else tuple(source.table.columns)
    if options.form == "auto":
        _refuse_tools(source, [cell.strip() for cell in names or head[0]])
    found = layout(head, Request(options=options, limit=None, field="table"), names=names)
    if found.kind not in ("long", "wide"):
        raise InputError("form", "one row a label, or one row an item and one column a person", found.found("").form)
    table = source.headed(named=found.header) if source.headed else source.table
    label = found.label if found.kind == "long" else None
    used = [found.item, found.annotator, label, found.gold, *(place for place, _name in found.people)]
    for at in (place for place in used if place is not None):
        if table[at].type().is_nested():
            raise InputError(
                "table", f"a column of plain values; {found.names[at]!r} is nested, so select one part of it"
            )
    if found.item is None and not source.ordered:
        raise InputError("item", "a column that names the item, since rows of this backend have no number")
    return found, table


def _refuse_tools(source: Source, names: Sequence[str]) -> None:
    """Refuse what a tool or a platform wrote, whose rows mean more than an engine can tell, as work that was rejected.

    Raises:
        InputError: it is such.
    """
    if not is_rows(source.begins) or crowd.platform_of(names) or studio_records.is_flat(names):
        raise InputError(
            "form",
            "plain rows of labels; this is the export of a tool or a platform, which is read without --fold, or say "
            "long or wide if every row counts and a column holds the labels",
        )


def prepared(table: ir.Table, found: Layout) -> ir.Table:
    """Return one row a label, see ``expressions.prepared``."""

    def column(at: int | None) -> str | None:
        return None if at is None else table.columns[at]

    item, gold = column(found.item), column(found.gold)
    people = {name: table.columns[at] for at, name in found.people}
    if found.kind == "wide":
        return expressions.turned(table, item, people, gold)
    assert found.annotator is not None
    return expressions.prepared(table, item, table.columns[found.annotator], table.columns[found.label], gold)
