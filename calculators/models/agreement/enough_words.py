"""Whether the agreement is enough, in words."""

from calculators.core import Rows, Section
from calculators.core.words import NOT_YET, counted, percent
from calculators.models.agreement.enough import Enough, rules
from calculators.models.agreement.measures import NAMES, RESAMPLES
from calculators.models.agreement.result import Agreement

TITLE = "Is it enough, for whom, and how sure is that"
# More than this nobody labels for an interval.
_TOO_MANY = 100


def enough(result: Agreement) -> Section:
    """Return what was needed, with what chance it is missed, how many more items would settle it, and others' rules."""
    main = result.main
    if main is None or main.value is None:
        return Section(id="enough", title=TITLE, content=[])
    if result.enough is None:
        return Section(id="enough", title=TITLE, content=[NOT_YET], pending=True)
    return Section(
        id="enough",
        title=TITLE,
        content=[
            _verdict(result, result.enough),
            _how_many(result, result.enough),
            "No mark in use was derived from what a wrong label costs. They are customs of their fields, so the "
            "one that counts is the one you set under “Agreement you need”.",
        ],
    )


def others_rules(result: Agreement) -> Section:
    """Return what the rules that people quote call this value, and the low end of its interval."""
    title, main = "What others call such a value", result.main
    if main is None or main.value is None:
        return Section(id="rules", title=title, content=[], folded=True)
    values = [main.value, *([main.low] if main.low is not None and main.low < main.value else [])]
    rows = [
        [
            f"{rule.author} {rule.year}",
            *(rule.verdict(value) for value in values),
            rule.field,
            ", ".join(f"{name} from {least:g}" for least, name in rule.bands),
        ]
        for rule in rules()
    ]
    low = ["At the interval's low end"] if len(values) > 1 else []
    columns = ["Whose rule", "Yours", *low, "Made for", "It says"]
    return Section(
        id="rules", title=title, content=[Rows(title="Custom, not law", columns=columns, rows=rows)], folded=True
    )


def _verdict(result: Agreement, found: Enough) -> str:
    name = NAMES[result.fitting]
    side = "is on" if abs(found.reached - found.needed) < 0.005 else "is below"
    side = "reaches" if found.reached >= found.needed and side != "is on" else side
    start = f"{name} of {_two(found.reached)} {side} the {_two(found.needed)} that you need."
    if found.below is None:
        return f"{start} With what chance the true value is below cannot be said, because every drawing is alike."
    return (
        f"{start} The chance that the true value is below it is {_chance(found.below)}: that many of "
        f"{RESAMPLES:,} drawings of your items came out lower. It holds for items like these, labelled by these people."
    )


def _chance(share: float) -> str:
    if share < 0.01:
        return "less than 1%"
    return "more than 99%" if share > 0.99 else f"about {percent(100 * share)}"


def _how_many(result: Agreement, found: Enough) -> str:
    if found.below is None:
        return "How many more items would settle it cannot be said either."
    if found.certain:
        return "The 95% interval lies on one side of it, so more items are not needed to settle this."
    if found.on_the_mark:
        return (
            "No number of items will settle this while the value lies on your mark, because an interval around it "
            "always reaches to both sides."
        )
    more = found.more_items or 0
    if more > _TOO_MANY * result.items_with_two:
        return (
            f"To settle it takes more than {_TOO_MANY} times as many items, because the value lies so near to your "
            "mark. Decide by the chance instead."
        )
    return (
        f"To settle it takes about {counted(_rounded(more), 'more item')} labelled by as many people, an estimate: the "
        "interval shrinks with the square root of their number, and the value is taken to stay where it is."
    )


def _rounded(more: int) -> int:
    """Return a number of items with two digits that count."""
    step = int(10 ** max(0, len(str(more)) - 2))
    return -(-more // step) * step


def _two(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")
