"""The questions to the engine, in Ibis: the same expressions for DuckDB, Spark, BigQuery and Snowflake."""

from collections.abc import Mapping, Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

EXAMPLES = 12


@ibis.udf.agg.builtin(name="bit_or")  # type: ignore[untyped-decorator]
def _bit_or(bits: int) -> int:  # type: ignore[empty-body]
    """Return the bits of all numbers together; Spark has it, and Ibis does not say so."""


@ibis.udf.agg.builtin(name="arg_min", signature=(("string", "float64", "int32"), "array<string>"))
def _first_by_value(item, key, most):  # type: ignore[no-untyped-def]
    """Return the first items by a number; DuckDB has it, and Ibis has only the very first."""


@ibis.udf.agg.builtin(name="arg_min", signature=(("string", "string", "int32"), "array<string>"))
def _first_by_text(item, key, most):  # type: ignore[no-untyped-def]
    """Return the first items by a text."""


def prepared(table: ir.Table, item: str | None, annotator: str, label: str, gold: str | None) -> ir.Table:
    """Return one row a label with the columns item, annotator, label and, where one is named, gold.

    All are text, but items that are whole numbers stay so, since these are quicker. Without a column of the item each
    row is one.
    """
    right = {"gold": _text(table, gold)} if gold else {}
    return table.select(item=_item(table, item), annotator=_text(table, annotator), label=_text(table, label), **right)


def turned(table: ir.Table, item: str | None, people: Mapping[str, str], gold: str | None) -> ir.Table:
    """Return the same of a table that has a column for each of the people, by their names."""
    names = [*people]
    right = {"gold": _text(table, gold)} if gold else {}
    cells = {f"person{at}": _text(table, column) for at, column in enumerate(people.values())}
    long = table.select(item=_item(table, item), **right, **cells).pivot_longer(
        [*cells], names_to="annotator", values_to="label", names_transform=lambda name: names[int(name[6:])]
    )
    return long.select("item", "annotator", "label", *right)


def _item(table: ir.Table, name: str | None) -> ir.Value:
    if name is None:
        return ibis.literal("row ") + (ibis.row_number() + 1).cast("string")
    return table[name] if table[name].type().is_integer() else _text(table, name)


def _text(table: ir.Table, name: str) -> ir.StringValue:
    return table[name].cast("string").fill_null("")


def said(labels: ir.Table) -> ir.Table:
    """Return how often each person gave each label and, where rows are numbered, the first time."""
    first = {"first": _.row.min()} if "row" in labels.columns else {}
    return labels.group_by(["annotator", "label"]).agg(rows=_.count(), **first)


def by_item(coded: ir.Table, words: Sequence[str], combined: str) -> ir.Table:
    """Return one row an item: how many labels it has, and its numbers, combined by bits ("or", "builtin or") or added.

    Where rows hold a right answer, the first and the last of an item's stand beside, which differ where it has two.
    """
    combine = {"sum": lambda bits: bits.sum(), "or": lambda bits: bits.bit_or(), "builtin or": _bit_or}[combined]
    answers = {"right": _.gold.min(), "other": _.gold.max()} if "gold" in coded.columns else {}
    numbers = {word: combine(coded[word]) for word in words}
    return coded.group_by("item").agg(labels=_.counts.sum(), **numbers, **answers)


def patterns(items: ir.Table, *, by_value: bool, several: bool) -> ir.Table:
    """Return how many items have the same numbers, the first items by name, and what is wrong with names.

    Args:
        items: one row an item.
        by_value: whether items are named by numbers, and come in their order.
        several: whether the engine gives the first dozen items, or only the very first.
    """
    whole = items.item.type().is_integer()
    name = items.item.cast("string")
    value = (items.item.cast("float64") if whole else name.try_cast("float64")) if by_value else name
    firsts = _first_by_value if by_value else _first_by_text
    first = firsts(name, value, EXAMPLES) if several else name.argmin(value)
    # A whole number has no spaces, and may be nothing at all.
    doubts = {} if whole else {"spaced": (name != name.strip()).sum()}
    return items.group_by([name for name in items.columns if name != "item"]).agg(
        items=_.count(),
        first=first,
        **doubts,
        unnamed=items.item.isnull().sum() if whole else (name == "").sum(),
        words=value.isnull().sum(),
    )


def once(labels: ir.Table) -> ir.Table:
    """Return one row an item and person: their first, last, least and greatest label, and how many they gave."""
    ordered = {"first": _.place.argmin(_.row), "last": _.place.argmax(_.row)} if "row" in labels.columns else {}
    answers = {"gold_least": _.gold.min(), "gold_most": _.gold.max()} if "gold" in labels.columns else {}
    return labels.group_by(["item", "person"]).agg(
        least=_.place.min(), most=_.place.max(), rows=_.count(), **ordered, **answers
    )
