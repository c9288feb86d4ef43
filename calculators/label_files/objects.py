"""Reading JSON whose outermost value is one object: items or people by name, or a table by column."""

from collections.abc import Iterator, Mapping
from typing import cast

from calculators.core import InputError
from calculators.label_files.collect import Collector
from calculators.label_files.records import Records, is_answers, read_records
from calculators.label_files.request import Reading

type Nested = Mapping[str, Mapping[str, object]]
_OUTER, _INNER = "outer names", "inner names"


def is_nested(whole: Mapping[str, object]) -> bool:
    """Say whether an object holds objects of plain values, as {"item": {"annotator": "label"}} does."""
    return len(whole) > 1 and all(
        isinstance(one, dict) and one and not any(isinstance(value, dict) for value in one.values())
        for one in whole.values()
    )


def is_keyed(whole: Mapping[str, object]) -> bool:
    """Say whether an object holds a record of several answers by its item's name, as {"17": {"labels": …}} does."""
    records = [one for one in whole.values() if isinstance(one, dict)]
    if len(whole) < 2 or len(records) < len(whole):
        return False
    shared = set(records[0]).intersection(*records)
    return bool(shared) and any(is_answers(name) for name in shared)


def is_split(whole: Mapping[str, object]) -> bool:
    """Say whether an object holds a table as pandas writes it with orient="split": names, and rows of values."""
    names, rows = whole.get("columns"), whole.get("data")
    return (
        isinstance(names, list)
        and isinstance(rows, list)
        and all(isinstance(row, list) and len(row) == len(names) for row in rows)
    )


def read_split(whole: Mapping[str, object], person: str, collector: Collector) -> Reading:
    """Read a table of names and rows.

    Raises:
        InputError: see ``read_records``.
    """
    names = [str(name) for name in cast("list[object]", whole["columns"])]
    rows = [dict(zip(names, row, strict=True)) for row in cast("list[list[object]]", whole["data"])]
    return (yield from read_records(_records(rows, person), collector))


def read_keyed(whole: Mapping[str, object], person: str, collector: Collector) -> Reading:
    """Read records, each by the name of its item.

    Raises:
        InputError: see ``read_records``.
    """
    records = cast("Mapping[str, dict[str, object]]", whole).items()
    return (yield from read_records(_records([{"item": name} | one for name, one in records], person), collector))


def read_nested(whole: Mapping[str, object], person: str, collector: Collector) -> Reading:
    """Read items by annotators, annotators by items, or a table by column.

    Raises:
        InputError: which of the names are items cannot be told.
    """
    nested = cast("Nested", whole)
    inner = list(dict.fromkeys(name for one in nested.values() for name in one))
    if {str(at) for at in range(len(inner))} == set(inner) and all(len(one) == len(inner) for one in nested.values()):
        rows = [{name: column[at] for name, column in nested.items()} for at in inner]
        return (yield from read_records(_records(rows, person), collector))
    items = _which_are_items(len(nested), len(inner), collector)
    named = nested.items() if items == _OUTER else _turned(nested, inner)
    found = [{"item": name, **answers} for name, answers in named]
    return (yield from read_records(_records(found, person), collector))


def _records(rows: list[dict[str, object]], person: str) -> Records:
    return Records(enumerate(rows, 1), "record", len(rows), person)


def _turned(nested: Nested, inner: list[str]) -> Iterator[tuple[str, dict[str, object]]]:
    for name in inner:
        yield name, {outer: one[name] for outer, one in nested.items() if name in one}


def _which_are_items(outer: int, inner: int, collector: Collector) -> str:
    """Return which names are the items': the ones that are twice as many, unless the reader says so."""
    said = collector.request.options.item
    if said in (_OUTER, _INNER):
        return said
    if outer >= 2 * inner:
        return _OUTER
    if inner >= 2 * outer:
        return _INNER
    raise InputError(
        "item",
        f"{_OUTER!r} or {_INNER!r} to be chosen as the items: this JSON object holds {outer} names with {inner} names "
        "in each, and either may be the people",
        offers={"item": (_OUTER, _INNER)},
    )
