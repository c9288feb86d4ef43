"""How people, days, chances and ways are said."""

from calculators.core import Amount
from calculators.core.words import count, counted, percent
from calculators.models.turnaround.inputs import TurnaroundInputs

NAMES = {"in_house": "In-house", "outsourced": "Outsourced", "hybrid": "Hybrid"}
# In the order in which the handbook shows them.
STYLES = {"in_house": "in-house", "outsourced": "outsourced", "hybrid": "hybrid"}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def said_date(written: str) -> str:
    """Return a date as people say it: "4 January 2027"."""
    year, month, day = map(int, written.split("-"))
    return f"{day} {MONTHS[month - 1]} {year}"


def said_day(day: int | None, written: str | None) -> str:
    """Return a working day as its date, or as its number where there is no date."""
    if day is None:
        return "never"
    return said_date(written) if written else f"day {count(day)}"


def done_on(day: int | None, written: str | None) -> str:
    """Return when somebody is done, as the end of a sentence."""
    if day is None:
        return "are not done within ten years"
    return f"are done on {said_date(written) if written else f'working day {count(day)}'}"


def team(inputs: TurnaroundInputs) -> str:
    """Return your own people as the plan has them; nothing where there are none."""
    now, hires = inputs.annotators_now, inputs.hires
    there = [counted(now, "annotator")] if now else []
    planned = [counted(hires, "hire")] if hires else []
    return f"your {' and '.join(there + planned)}" if there or planned else ""


def vendors(people: int) -> str:
    """Return a number of the vendor's people; nothing where there are none."""
    return counted(people, "vendor person", "vendor people") if people else ""


def adds(way: str, people: int) -> str:
    """Return the people whom a way would add: hires, or the vendor's."""
    return counted(people, "hire") if way == "in_house" else vendors(people) or "no vendor people"


def in_cases(probability: float) -> str:
    """Return a probability as a number of cases out of a hundred, never none and never all of them."""
    return f"{whole_cases(probability)} of 100 cases"


def whole_cases(probability: float) -> str:
    """Return the cases out of a hundred: "under 1", "53" or "over 99"."""
    return "under 1" if probability < 1 else "over 99" if probability > 99 else count(round(probability))


def part(share: float) -> str:
    """Return a share in per cent as people say it."""
    if 48 <= share <= 52:
        return "half"
    return "all" if share > 99.5 else percent(share)


def longer(margin: float) -> str:
    """Return how much longer every label may take, from how many times as long."""
    if margin >= 2:
        return f"takes {count(margin, 1)} times as long"
    more = 100 * (margin - 1)
    return f"takes {percent(more, 0 if more >= 10 else 1)} longer"


def or_none(number: float | None, none: str = "none", digits: int = 0) -> Amount | str:
    """Return a number, or a word where there is none."""
    return none if number is None else Amount(value=number, digits=digits)
