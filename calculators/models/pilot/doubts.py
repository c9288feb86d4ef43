"""What the form in which a result was entered leaves in doubt: which items were shared, and how its days follow."""

import re
from collections.abc import Iterator, Sequence

from calculators.core.words import listed
from calculators.models.pilot.inputs import PilotInputs
from calculators.models.pilot.judged import Judged
from calculators.models.pilot.scores import plain_decimals

# By code point only these stand in their order; with the day in front of the month they would not.
_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_LONGEST = 40  # characters of a day that are repeated, because a cell may hold a whole text
MOST_NAMED = 3  # pairs of a first and a last day that are named one by one


def unknown_items(inputs: PilotInputs, judged: Judged) -> bool:
    """Say whether vendors that had the same items were compared as if each had its own, because counts hide which."""
    return (
        judged.source == "counts"
        and inputs.pairing == "same_items"
        and any(pair.method == "separate" for pair in judged.pairs)
    )


def compared_as_different(inputs: PilotInputs, judged: Judged) -> str:
    """Return that the vendors were compared as if each had items of its own, why, and what to enter instead."""
    if not unknown_items(inputs, judged):
        return ""
    instead = "enter the result item by item"
    if len(judged.vendors) == 2 and judged.vendors[0].items == judged.vendors[1].items:
        instead += ", or how many items only the first and how many only the second vendor got right"
    return (
        "The vendors were compared as if each had items of its own, although the same items for all was chosen, "
        f"because counts do not say which items both got right. To compare them item by item, {instead}."
    )


def days_as_text(judged: Judged) -> str:
    """Return which days count as the first and the last where only their spelling orders them; nothing elsewhere."""
    days: dict[str, list[str]] = {}
    for day in judged.days:
        days.setdefault(day.vendor, []).append(day.day)
    ends: dict[tuple[str, str], list[str]] = {}
    for one in judged.drift:
        if not _in_order_of_time(days[one.vendor]):
            ends.setdefault((one.first_day, one.last_day), []).append(one.vendor)
    if not ends:
        return ""
    return (
        "Some days are neither plain numbers nor dates like 2026-11-05, so they were put in order as text: "
        f"{'; '.join(_first_and_last(ends))}. If that is not their order in time, the last day was not compared with "
        "the first and whether a vendor got worse is not known, so write dates as 2026-11-05."
    )


def _first_and_last(ends: dict[tuple[str, str], list[str]]) -> Iterator[str]:
    for (first, last), vendors in list(ends.items())[:MOST_NAMED]:
        yield f"{_short(first)} counts as the first day and {_short(last)} as the last for {listed(vendors)}"
    if len(ends) > MOST_NAMED:
        yield "the table of days has those of the other vendors"


def _short(day: str) -> str:
    return day if len(day) <= _LONGEST else f"{day[: _LONGEST - 3]}..."


def _in_order_of_time(days: Sequence[str]) -> bool:
    return plain_decimals(days) or all(map(_DATE.fullmatch, days))
