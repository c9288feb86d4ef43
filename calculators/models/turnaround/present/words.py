"""How people, days, chances and ways are said."""

from calculators.core import Amount
from calculators.core.words import at_most, count, counted, percent
from calculators.models.turnaround.inputs import TurnaroundInputs

NAMES = {"in_house": "In-house", "outsourced": "Outsourced", "hybrid": "Hybrid"}
# In the order in which the handbook shows them.
STYLES = {"in_house": "in-house", "outsourced": "outsourced", "hybrid": "hybrid"}
# From this many times on, a limit is so far away that two digits of it are enough.
FAR = 10
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


def done_on(day: int | None, written: str | None, people: int) -> str:
    """Return when some people are done, as the end of a sentence."""
    verb = "is" if people == 1 else "are"
    if day is None:
        return f"{verb} not done within ten years"
    return f"{verb} done on {said_date(written) if written else f'working day {count(day)}'}"


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
    if way == "in_house":
        return counted(people, "hire") if people else "no hires"
    return vendors(people) or "no vendor people"


def comers(inputs: TurnaroundInputs, way: str) -> int:
    """Return how many people are to come in a way of working."""
    own = 0 if way == "outsourced" else inputs.hires
    return own + inputs.reviewer_hires + (0 if way == "in_house" else inputs.vendor_annotators)


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


def trimmed(number: str) -> str:
    """Return a written number without the noughts that end its decimals."""
    return number.rstrip("0").removesuffix(".") if "." in number else number


def tenths(value: float) -> str:
    """Return a number as a sentence says it: a decimal only where it has one, and never rounded to nothing."""
    return "less than 0.1" if 0 < value < 0.05 else trimmed(count(value, 1))


def measured(value: float, unit: str) -> str:
    """Return a number with its unit: "27.9 seconds", "1 hour"."""
    text = tenths(value)
    return f"{text} {unit if text == '1' else unit + 's'}"


def two_digits(value: float) -> int:
    """Return a number from 10 up, rounded down to two digits: what is so far from its limit is worth no more."""
    whole = int(value * (1 + 1e-9))
    return whole - whole % int(f"1{'0' * (len(str(whole)) - 2)}")


def longer(margin: float) -> str:
    """Return how much longer every label may take at most, from how many times as long."""
    if margin >= FAR:
        return f"takes {count(two_digits(margin))} times as long"
    if margin >= 2:
        return f"takes {trimmed(at_most(margin, 1))} times as long"
    more = 100 * (margin - 1)
    return f"takes {trimmed(at_most(more, 0 if more >= 10 else 1))}% longer"


def times_allowed(margin: float) -> str:
    """Return how far all times may grow, or must shrink, from how many times as long they may be."""
    if margin <= 0:
        return "no time is short enough"
    if margin >= FAR:
        return f"may grow to {count(two_digits(margin))} times"
    # One more digit where it decides on which side of the times given the limit lies, or where there is no other.
    share = trimmed(at_most(100 * margin, 1 if abs(margin - 1) < 0.01 or margin < 0.01 else 0))
    if margin < 1 - 1e-9:
        return f"must shrink to {'less than 0.1' if share == '0' else share}%"
    return "may not grow" if share == "100" else f"may grow to {share}%"


def or_none(number: float | None, none: str = "none", digits: int = 0) -> Amount | str:
    """Return a number, or a word where there is none."""
    return none if number is None else Amount(value=number, digits=digits)
