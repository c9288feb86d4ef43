"""What a quote leaves open: the terms that are asked for, what each costs meanwhile, and a quote with all terms filled.

A blank is never read in the seller's favour in silence: it stands at the cheapest, the middle or the dearest that is
usual, so the answer has a range, and it sends a question back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from calculators.models.quotes.inputs import Quote, published

CHEAPEST, MIDDLE, DEAREST = "low", "middle", "high"
ENDS = (CHEAPEST, MIDDLE, DEAREST)

UNITS = frozenset(["per_label", "per_item", "per_thousand"])
# Forms in which a rejected label can cost money again; a seat and a month are paid whatever passes.
BY_WORK = UNITS | {"per_hour"}

# Hours a month that one seat of a bought tool serves.
TOOL_SEAT_HOURS = 160


@dataclass(frozen=True, kw_only=True)
class Blank:
    """One term that a quote may leave open.

    Attributes:
        name: the column.
        ends: what it is filled with at the cheapest, the middle and the dearest; empty where two columns share it.
        question: what is asked back.
        asked: whether it matters for a quote.
    """

    name: str
    ends: tuple[float, float, float]
    question: str
    asked: Callable[[Quote], bool] = lambda _: True


def by_work(quote: Quote) -> bool:
    """Return whether a label that fails can be billed again under this quote's form of price."""
    return quote.pricing in BY_WORK


# Amounts are in the reader's own money; their ends are those of the same field of the cost calculator.
BLANKS = (
    Blank(
        name="payment", ends=(0, 0, 0), asked=by_work,
        question="Do we pay for a label that fails our check? Until when do you redo it free?",
    ),
    Blank(
        name="rework_billed", ends=(0, 0, 50), asked=lambda quote: by_work(quote) and quote.payment != "delivered",
        question="What share of rework do you bill?",
    ),
    Blank(
        name="minimum_month", ends=(0, 500, 10_000),
        question="What is the least we pay in a quiet month, and in a year?",
    ),
    Blank(name="vendor_setup", ends=(2_000, 5_000, 25_000), question="What do set-up, training and pilot cost?"),
    Blank(
        name="project_fee", ends=(0, 10, 20),
        question="Is project management included? If not, what is its share?",
    ),
    Blank(name="qa", ends=(0, 0, 20), question="Are your own checks included, how many, by whom?"),
    Blank(
        name="qa_price", ends=(0, 10, 20), asked=lambda quote: quote.qa == "extra",
        question="What do your checks cost for one label?",
    ),
    Blank(name="tool_month", ends=(0, 0, 0), question="Who pays for the tool, how many seats?"),
    Blank(name="price_rise", ends=(0, 3, 8), question="What is the cap on yearly rises?"),
    Blank(name="exit_cost", ends=(0, 0, 25_000), question="What does leaving cost: export, help, notice?"),
    Blank(
        name="seat_hours", ends=(170, 121, 80), asked=lambda quote: quote.pricing == "per_seat",
        question="How many labelling hours a month does a seat give, in writing?",
    ),
)  # fmt: skip
QUESTIONS: Mapping[str, str] = {blank.name: blank.question for blank in BLANKS}
FILLED: Mapping[str, tuple[float, float, float]] = {blank.name: blank.ends for blank in BLANKS}


@dataclass(frozen=True, kw_only=True)
class Terms:
    """One quote with every term filled, amounts in its own money. The names are those of the columns.

    Attributes:
        accepted: whether only labels that pass are paid; else every label or hour delivered is.
        qa_price: the vendor's checks for one label; 0 where they are included or absent.
        qa_share: the same as a share of the price part in per cent, where no price is known.
        tool_month: the tool a month; 0 where ``tool_seat`` stands for it.
        tool_seat: the tool for each seat of 160 hours worked, where the quote does not say who pays for it.
        acceptance: this vendor's own figure; None where it follows the shared one.
        seconds: likewise.
    """

    pricing: str
    price: float
    exchange_rate: float
    units_per_label: float
    accepted: bool
    rework_billed: float
    minimum_month: float
    vendor_setup: float
    project_fee: float
    price_rise: float
    exit_cost: float
    qa_price: float
    qa_share: float
    tool_month: float
    tool_seat: float
    seat_hours: float
    acceptance: float | None
    seconds: float | None

    def but(self, **changed: float | bool) -> "Terms":
        """Return a copy with other values; quicker than ``dataclasses.replace``, for searches that make thousands."""
        copy = object.__new__(Terms)
        copy.__dict__.update(self.__dict__)
        copy.__dict__.update(changed)
        return copy


def missing(quote: Quote) -> tuple[str, ...]:
    """Return the terms that are asked for and blank, in the order in which they are asked."""
    return tuple(blank.name for blank in BLANKS if getattr(quote, blank.name) is None and blank.asked(quote))


def filled(quote: Quote, end: str, accepted: bool) -> Terms:
    """Return the quote with its blanks at one of the three ends, paid for accepted or for delivered labels."""
    place = ENDS.index(end)
    rate = quote.exchange_rate

    def share(name: str) -> float:
        given = getattr(quote, name)
        return float(FILLED[name][place] if given is None else given)

    def amount(name: str) -> float:
        given = getattr(quote, name)
        return float(FILLED[name][place] / rate if given is None else given)

    dear_tool = quote.tool_month is None and end == DEAREST
    return Terms(
        pricing=quote.pricing,
        price=quote.price,
        exchange_rate=rate,
        units_per_label=quote.units_per_label,
        accepted=accepted,
        rework_billed=share("rework_billed"),
        minimum_month=amount("minimum_month"),
        vendor_setup=amount("vendor_setup"),
        project_fee=share("project_fee"),
        price_rise=share("price_rise"),
        exit_cost=amount("exit_cost"),
        qa_price=(quote.qa_price or 0.0) if quote.qa == "extra" else 0.0,
        qa_share=_checks_share(quote, place),
        tool_month=quote.tool_month or 0.0,
        tool_seat=published("cvat_online_seat_month") / rate if dear_tool else 0.0,
        seat_hours=share("seat_hours"),
        acceptance=quote.acceptance,
        seconds=quote.seconds,
    )


def usual_payment(quote: Quote) -> bool:
    """Return whether a quote that does not say is taken to pay for accepted labels only.

    An hour worked is an hour billed unless the contract says otherwise; a unit is a unit that you can use.
    """
    return quote.pricing != "per_hour"


def _checks_share(quote: Quote, place: int) -> float:
    if quote.qa is None:
        return FILLED["qa"][place]
    return FILLED["qa_price"][place] if quote.qa == "extra" and quote.qa_price is None else 0.0
