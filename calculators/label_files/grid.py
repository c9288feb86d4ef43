"""Reading tables: rows of cells, whatever file they come from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from calculators.core import InputError, Progress
from calculators.label_files import counts, told_apart
from calculators.label_files.collect import Collector
from calculators.label_files.layout import layout
from calculators.label_files.request import Reading
from calculators.label_files.seen import Layout

_SAMPLE_ROWS = 1_000

_STEP = 5_000
_NARROWEST = 2  # so narrow a table may begin with a cell that is filled alone

# What a row says of its item where none of its labels was given.
_NOTHING = "none of them"

type Row = tuple[int, list[str]]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Rows of cells.

    Attributes:
        rows: each row that is not empty, with its number.
        total: about how many rows there are.
        names: the columns' names where they do not stand in the first row.
        delimiter: what separates cells in the file, in words.
        form: what to call the file; empty to name it by its form.
        person: whose file it is, where that is known.
    """

    rows: Iterable[Row]
    total: int
    names: tuple[str, ...] = ()
    delimiter: str = ""
    form: str = ""
    person: str = ""


def read_grid(grid: Grid, collector: Collector) -> Reading:
    """Read rows of cells.

    Raises:
        InputError: they are no labels, or may be read in two ways; a row at fault is named.
    """
    rows = iter(grid.rows)
    first: list[Row] = []
    for at, row in rows:
        if any(map(str.strip, row)):
            first.append((at, row))
        if len(first) == _SAMPLE_ROWS:
            break
    if not first:
        raise InputError(collector.field, "rows of labels", "an empty file")
    titles = 0 if grid.names else _titles([row for _, row in first])
    first = first[titles:]
    form = layout([row for _, row in first], collector.request, grid.person, grid.names)
    every = chain(first[form.header and not grid.names :], rows)
    while _take_some(islice(every, _STEP), form, collector, grid.person):
        share = min(collector.rows / grid.total, 1.0)
        yield Progress(share=share, doing=f"Reading {collector.place} {collector.rows:,} of about {grid.total:,}")
    if form.header and not collector.rows:
        raise InputError(collector.field, "rows of labels below the header", "none")
    found = form.found(grid.delimiter)
    note = f"Title rows above the table, passed over: {titles}."
    return replace(found, notes=(*found.notes, note)) if titles else found


def _take_some(rows: Iterator[Row], form: Layout, collector: Collector, person: str) -> bool:
    """Take the next rows, and say whether there were any."""
    width, add = form.width, _ADD[form.kind]
    named = form.item is not None and (form.annotator is not None or person)
    plain = form.kind == "long" and named and form.gold is None
    some = False
    while True:
        found: Row | None = None
        if plain and (room := collector.room()):
            assert form.item is not None
            taken, found = collector.take(islice(rows, room), width, (form.item, form.annotator, form.label), person)
            collector.rows += taken
            some = some or taken > 0
        found = found or next(rows, None)
        if found is None:
            return some
        some = True
        at, row = found
        if len(row) != width:
            _check_blank(at, row, form, collector)
        else:
            add(at, row, form, collector, person)


def _titles(rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows above the table hold a title alone: one cell, where the next row fills two or more."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:10]]
    start = next((at for at, cells in enumerate(filled) if cells > 1), 0)
    return start if len(rows[0]) != _NARROWEST else 0


def _check_blank(at: int, row: list[str], form: Layout, collector: Collector) -> None:
    """Let a row without content pass, whatever its width."""
    if any(map(str.strip, row)):
        raise ragged(at, row, form.width, collector)


def ragged(at: int, row: list[str], width: int, collector: Collector) -> InputError:
    """Return the error about a row of another width than the first."""
    return InputError(
        collector.field,
        f"{width} columns on {collector.where(at)}, as on the first",
        f"{len(row)} column" + "s" * (len(row) != 1),
    )


def _add_long(at: int, row: list[str], form: Layout, collector: Collector, person: str) -> None:
    if not any(map(str.strip, row)):
        return
    collector.row(at)
    item = f"row {collector.rows}" if form.item is None else row[form.item].strip()
    who = person if form.annotator is None else row[form.annotator].strip()
    if not collector.add(at, item, who, row[form.label].strip()):
        collector.skipped += 1
    _take_gold(at, item, row, form, collector)


def _add_wide(at: int, row: list[str], form: Layout, collector: Collector, _: str) -> None:
    if not any(map(str.strip, row)):
        return
    collector.row(at)
    item = f"row {collector.rows}" if form.item is None else row[form.item].strip()
    added = 0
    for place, annotator in form.people:
        added += collector.add(at, item, annotator, row[place].strip())
    if not added:
        collector.skipped += 1
    _take_gold(at, item, row, form, collector)


def _take_gold(at: int, item: str, row: list[str], form: Layout, collector: Collector) -> None:
    if form.gold is not None:
        collector.right(at, item, row[form.gold].strip())


def _add_turned(at: int, row: list[str], form: Layout, collector: Collector, _: str) -> None:
    assert form.item is not None
    collector.row(at)
    who = row[form.item].strip()
    added = 0
    for place, item in form.people:
        added += collector.add(at, item, who, row[place].strip())
    collector.skipped += not added


def _add_counts(at: int, row: list[str], form: Layout, collector: Collector, _: str) -> None:
    if not any(map(str.strip, row)):
        return
    collector.row(at)
    collector.unnamed = True
    item = f"row {collector.rows}" if form.item is None else row[form.item].strip()
    said = counts.of_item(row, form.people, collector.field, collector.where(at))
    for person, label in enumerate(said, 1):
        collector.add(at, item, f"person {person}", label, certain=True)
    _take_gold(at, item, row, form, collector)


def _add_confusion(at: int, row: list[str], form: Layout, collector: Collector, _: str) -> None:
    collector.row(at)
    labels = [name for _, name in form.people]
    label = labels[collector.rows - 1] if form.item is None else row[form.item].strip().removeprefix(form.before)
    if label not in labels:
        collector.skipped += 1
        return
    for place, other in form.people:
        for number in range(1, counts.number(row[place], collector.field, collector.where(at)) + 1):
            item = f"{label} against {other}, {number:,}"
            collector.add(at, item, "rows", label, certain=True)
            collector.add(at, item, "columns", other, certain=True)


def _add_sets(at: int, row: list[str], form: Layout, collector: Collector, _: str) -> None:
    if not any(map(str.strip, row)):
        return
    collector.row(at)
    assert form.item is not None
    assert form.annotator is not None
    cells = [(row[place].strip().lower(), label) for place, label in form.people]
    if not any(cell for cell, _ in cells):
        collector.skipped += 1
        return
    who = row[form.item].strip(), row[form.annotator].strip()
    collector.answer(at, who, "", [label for cell, label in cells if told_apart.is_held(cell)] or [_NOTHING])
    _take_gold(at, who[0], row, form, collector)


_ADD: dict[str, Callable[[int, list[str], Layout, Collector, str], None]] = {
    "long": _add_long,
    "wide": _add_wide,
    "sets": _add_sets,
    "turned": _add_turned,
    "counts": _add_counts,
    "confusion": _add_confusion,
}
