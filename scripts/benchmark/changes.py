"""Finds, for any calculator, a field and values to type there by turns, each of which changes what is seen first."""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from calculators import bridge
from calculators.catalog import catalog
from calculators.core import Choice, Field, Number, Table

HERE = Path(__file__).parent
CHANGES = 20


def page_of(name: str) -> str:
    """Return the address of a calculator's page, from the site's root."""
    return catalog()[name].page.replace(".md", "/")


def changing(name: str, count: int = CHANGES) -> str:
    """Return the script that changes a calculator's page again and again, and gives the milliseconds of each change."""
    field, values = change_of(name, count)
    wanted = json.dumps({"calculator": name, "field": field, "values": values})
    script = (HERE / "changes.js").read_text("utf-8").strip().removesuffix(";")
    return f"({script})({wanted})"


def change_of(name: str, count: int) -> tuple[str, list[str]]:
    """Return the name of a field and as many values as changes are wanted, numbers before others.

    Raises ValueError when no single field changes the answer's first part.
    """
    fields = catalog()[name].inputs.fields()
    in_order = sorted(fields, key=lambda key: (not isinstance(fields[key], Number), not fields[key].first))
    for key in in_order:
        values = [] if fields[key].when else list(values_for(fields[key], count))
        if values and _all_differ([seen_first(name, {}), *(seen_first(name, {key: value}) for value in values)]):
            return key, values
    raise ValueError(f"no single field changes what {name} answers first")


def values_for(field: Field, count: int) -> Iterator[str]:
    """Yield values that a field accepts, none like the one before nor the first like the default."""
    if isinstance(field, Number):
        start = field.basis.value or 0
        widest = min(field.maximum, 2 * start or field.maximum) - start
        for step in range(1, count + 1):
            value = start + widest * step / (count + 1)
            yield field.text(round(value) if field.whole else value)
    elif isinstance(field, Choice):
        other = next(option for option in field.options if option != field.basis.value)
        for step in range(count):
            yield field.basis.value if step % 2 else other
    elif isinstance(field, Table):
        whole = str(field.basis.value)
        for step in range(count):
            yield whole if step % 2 else whole.rstrip().rpartition("\n")[0]


def seen_first(name: str, inputs: dict[str, str]) -> str:
    """Return what a page shows first of an answer; an empty text when the inputs are refused."""
    replies = map(json.loads, bridge.answer(json.dumps({"name": name, "inputs": inputs})))
    parts: dict[str, str] = next((reply["parts"] for reply in replies if reply["state"] == "answer"), {})
    return "".join(parts.get(part, "") for part in ("headline", "figures"))


def _all_differ(texts: Sequence[str]) -> bool:
    return all(texts) and all(one != two for one, two in pairwise(texts))
