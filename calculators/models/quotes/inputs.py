"""The quotes on the table, and what the reader knows about the work. The names are those of the model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar, Self

from calculators.core import (
    InputError,
    Inputs,
    Number,
    Row,
    assumption,
    blank,
    choice,
    number,
    records,
    required,
    words,
)
from calculators.core.currency import CURRENCIES, mark_of, may_mean
from calculators.core.words import plain
from calculators.facts import basis, fact
from calculators.vocabulary import shared

FIRST = "The quotes"
WORK = "The work"
OWN_SIDE = "Your own side"
PAY = "What reaches the annotator"

GROUPS = {
    FIRST: "One line for each quote, as it stands. Leave a cell empty where the quote says nothing. A, B and C "
    "are an example that yours replace.",
    WORK: "How the same work is done, whoever does it.",
    OWN_SIDE: "What buying still costs you, whichever quote you take.",
    PAY: "Which part of the price an annotator may get.",
}

PRICING = {
    "per_label": "Per label",
    "per_item": "Per item, such as an image",
    "per_thousand": "Per 1,000 units, such as tokens",
    "per_hour": "Per hour",
    "per_seat": "Per seat and month",
    "per_month": "Per month, in all",
}
PAYMENT = {
    "accepted": "Labels that pass: rejects are redone free, unless rework is billed",
    "delivered": "All that is delivered: rejects are paid for",
}
QA = {"included": "Included in the price", "extra": "At a price of their own", "none": "None"}
ENDS = {"low": "Its cheapest reading", "middle": "A middle reading", "high": "Its dearest reading"}

SILENT = blank("The quote does not say.")


# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
@dataclass(frozen=True, kw_only=True)
class Quote(Row):
    """One quote as it stands, amounts in its own money; a blank means that it does not say."""

    name: str = words("Name", required("What you call it."), least=1, limit=24)
    pricing: str = choice("Charges", PRICING, required("The unit of its price."))
    price: float = number("Price", "¤", 0, 10_000_000, required("For one unit, in the quote's own money."))
    currency: str = words(
        "Currency", assumption("", "Your own."), limit=3, help="Three letters where it is not your own. Only shown.",
    )
    exchange_rate: float = number(
        "Exchange rate", "", 0.000001, 1_000_000, assumption(1.0, "The quote is in your own money."),
        help="Your money for one of the quote's. No rate is built in.",
    )
    units_per_label: float = number(
        "Units in a label", "", 0.000001, 1_000_000, assumption(1.0, "One billed unit in one label."),
        help="Tokens, seconds or other billed units in one label, for a price per 1,000 of them.",
    )
    payment: str | None = choice(
        "Paid for", PAYMENT, SILENT, help="Whether a label that fails your check is paid for. It can decide alone.",
    )
    rework_billed: float | None = shared("rework_billed", start=SILENT)
    minimum_month: float | None = shared("minimum_month", start=SILENT)
    vendor_setup: float | None = shared("vendor_setup", start=SILENT)
    project_fee: float | None = shared("project_fee", start=SILENT)
    price_rise: float | None = shared("price_rise", start=SILENT)
    exit_cost: float | None = shared("exit_cost", start=SILENT)
    qa: str | None = choice("The vendor's own checks", QA, SILENT, help="Whether they are in the price.")
    qa_price: float | None = number(
        "Price of these checks", "¤ a label", 0, 100_000, SILENT, help="Only where they have a price of their own.",
    )
    tool_month: float | None = number(
        "Tool", "¤ a month", 0, 10_000_000, SILENT, help="What the tool costs you under this quote; 0 where included.",
    )
    seat_hours: float | None = shared("seat_hours", start=SILENT)
    acceptance: float | None = number(
        "First passes you accept", "%", 1, 100, blank("The shared figure."), help="Where a pilot measured this vendor.",
    )
    seconds: float | None = number(
        "Time for one label", "seconds", 0.1, 360_000, blank("The shared figure."),
        help="Where a pilot measured this vendor.",
    )

    # Cells with the mark of a currency, by column, as they were typed. A number keeps no mark, and whether this one is
    # right depends on the reader's currency, which a row does not know.
    marked: ClassVar[Mapping[str, str]] = MappingProxyType({})

    @classmethod
    def parse(cls, given: Mapping[str, object]) -> Self:
        """Return the row that the cells describe, with its marks of currencies kept until they are looked at.

        Raises:
            InputErrors: see ``Row.parse``.
        """
        row, columns = super().parse(given), cls.fields()
        marked = {
            name: cell for name, cell in given.items()
            if isinstance(cell, str) and isinstance(column := columns[name], Number) and column.is_money
            if mark_of(cell)
        }
        object.__setattr__(row, "marked", MappingProxyType(marked))
        return row

    def foreign(self, reader: str) -> Iterator[InputError]:
        """Yield an error for each amount whose mark is not that of the quote's currency: nothing is converted.

        Of a currency that we do not know we do not know the marks either, so there nothing is refused.
        """
        code = self.currency.upper() or reader
        if code not in CURRENCIES:
            return
        whose = (
            "the currency of this quote; change one of the two" if self.currency
            else "the currency chosen here; name the quote's own where it has another"
        )
        for name, cell in self.marked.items():
            if not may_mean(mark_of(cell), code):
                yield InputError(name, f"an amount in {CURRENCIES[code].name}, {whose}", cell)

    def refusals(self) -> Iterator[InputError]:
        """Yield an error where the currency is no code."""
        if self.currency and not (len(self.currency) == 3 and self.currency.isascii() and self.currency.isalpha()):
            yield InputError("currency", "three letters such as EUR, or nothing", self.currency)


def published(key: str) -> float:
    """Return a figure of ours as a number."""
    value = fact(key).value
    assert isinstance(value, int | float)
    return float(value)


STATED: dict[str, Any] = {"vendor_setup": 5_000, "qa": "included", "tool_month": 0, "price_rise": 3}
DEFAULT_QUOTES = (
    Quote(
        name="A", pricing="per_label", price=published("vendor_band_a_bbox"), payment="accepted", rework_billed=0,
        minimum_month=500, project_fee=10, exit_cost=0, **STATED,
    ),
    Quote(
        name="B", pricing="per_hour", price=published("offshore_bill_rate_hour_band"), payment="delivered",
        minimum_month=0, project_fee=0, **STATED,
    ),
    Quote(
        name="C", pricing="per_seat", price=published("getannotator_subscription_month"), project_fee=0, qa="included",
    ),
)


@dataclass(frozen=True, kw_only=True)
class QuotesInputs(Inputs):
    """Everything the quotes model asks, in the order of the form."""

    quotes: tuple[Quote, ...] = records(
        "The quotes", Quote,
        assumption(
            DEFAULT_QUOTES,
            "Three published prices: the middle of a band for a box, a usual offshore hour and one vendor's seat. "
            "Their other terms are assumptions.",
        ),
        least=1, most=12, unique="name", row_name="quote", group=FIRST, first=True,
        help="Amounts are in the money that a quote's column “Currency” names, and in yours where it names none. An "
        "empty cell means that the quote does not say.",
    )
    volume: float = shared("volume", group=FIRST, first=True)
    months: int = shared("months", group=FIRST, first=True)
    vendor_seconds: float = shared("vendor_seconds", group=FIRST, first=True)
    vendor_acceptance: float = shared("vendor_acceptance", group=FIRST, first=True)
    objects_per_item: float = number(
        "Labels in one item", "labels an item", 0.01, 100_000, basis("coco_instances_per_image"),
        help="For a price per item: how many labels an image or document holds. Count your own.", group=FIRST,
        first=True, slider=(1, 50, 0.1),
    )
    living_wage: float = number(
        "Living wage where the people sit", "¤ an hour", 0, 1_000,
        assumption(0.0, "0 means not entered. It differs by city, so none is assumed."),
        help="For the city of the labelling site. 0 leaves the question out.", group=FIRST, first=True,
    )
    pass_through: float = number(
        "Share of the price that reaches the annotator", "%", 0, 100,
        assumption(
            30.0,
            "Published for a call centre in the Philippines (2021). A contract in Kenya (2021-2022) gives 10.6 to 16.",
            low=16.0, high=60.0,
        ),
        help="The rest pays managers, place, tools, tax and margin.", group=FIRST, first=True, slider=(0, 100, 1),
    )
    unknown_terms: str = choice(
        "What a quote leaves open is priced at", ENDS,
        assumption("middle", "No guess in the seller's favour, and none that decides alone."),
        help="The range of each quote shows the other two.", group=FIRST, first=True,
    )
    currency: str = shared("currency", group=FIRST, first=True)

    growth: float = shared("growth", group=WORK)
    overlap: float = shared("overlap", group=WORK)
    rework_effort: float = shared("rework_effort", group=WORK)

    check_share: float = shared("check_share", group=OWN_SIDE)
    recheck_share: float = number(
        "Redone labels you check again", "%", 0, 100,
        assumption(0.0, "No second check is counted, as in the cost calculator.", low=0.0, high=100.0),
        help="100 where every label that comes back is looked at once more.", group=OWN_SIDE,
    )
    review_seconds: float = shared("review_seconds", group=OWN_SIDE)
    reviewer_wage: float = shared("reviewer_wage", group=OWN_SIDE)
    benefit_load: float = shared("benefit_load", group=OWN_SIDE)
    utilisation: float = shared("utilisation", group=OWN_SIDE)
    oversight_hours: float = shared("oversight_hours", group=OWN_SIDE)
    oversight_rate: float = shared("oversight_rate", group=OWN_SIDE)

    pass_through_low: float = number(
        "Lowest share that reaches the annotator", "%", 0, 100,
        assumption(
            16.0,
            "What one published contract in Kenya works out at for its better-paid people: 1 in 6.25 (2021-2022). For "
            "the others it was 10.6%.",
        ),
        help="The low end of the pay shown. At most the share above.", group=PAY,
    )
    pass_through_high: float = number(
        "Highest share that reaches the annotator", "%", 0, 100,
        assumption(
            60.0,
            "A firm with little above its annotators. For firms no such figure was found, while a crowd passes on 70% "
            "and more, because you manage and check it yourself.",
        ),
        help="The high end of the pay shown. At least the share above.", group=PAY,
    )

    def refusals(self) -> Iterator[InputError]:
        """Yield an error for an amount in another money than its quote's, and for an end of the share of the price that
        lies on the wrong side of the share itself.
        """
        for place, quote in enumerate(self.quotes, 1):
            yield from (error.within(f"quotes[{place}]") for error in quote.foreign(self.currency))
        if self.pass_through_low > self.pass_through:
            most = f"at most {plain(self.pass_through)}, the share itself"
            yield InputError("pass_through_low", most, plain(self.pass_through_low))
        if self.pass_through_high < self.pass_through:
            least = f"at least {plain(self.pass_through)}, the share itself"
            yield InputError("pass_through_high", least, plain(self.pass_through_high))
# fmt: on
