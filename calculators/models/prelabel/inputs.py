"""What the reader knows about the model, the sample it was tried on, and the people beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculators.core import InputError, Inputs, Row, assumption, number, records, required
from calculators.core.words import bound
from calculators.vocabulary import shared

FIRST = "What matters most"
REVIEW = "How people review and correct"
PEOPLE = "Your people"
MODEL = "The model"
PROOF = "How sure you want to be"
MONEY = "Money"

GROUPS = {
    FIRST: "These ten and the table decide most of the answer.",
    REVIEW: "What happens to a proposal that a person looks at.",
    PEOPLE: "What an hour of your own people costs and yields.",
    MODEL: "What the model costs beyond each item, and how you keep measuring it.",
    PROOF: "Every claim of the answer holds at this confidence.",
    MONEY: "What a wrong label costs, and over how long set-up is spread.",
}


@dataclass(frozen=True, kw_only=True)
class Coverage(Row):
    """One threshold, and what of the sample lies at or above it."""

    threshold: float = number(
        "Threshold", "", -1e15, 1e15, required("A label passes unseen at this score or above."),
        help="In the scale of the model's own scores, whatever that is.",
    )  # fmt: skip
    items: int = number(
        "Items at or above it", "items", 0, 1_000_000, required("Of the sample, however their label turned out."),
        help="Items of the sample with at least this score.", whole=True,
    )  # fmt: skip
    errors: int = number(
        "Wrong ones among them", "items", 0, 1_000_000, required("Counted by comparing with the trusted labels."),
        help="Of these items, how many the model labelled wrongly.", whole=True,
    )  # fmt: skip

    @property
    def right(self) -> int:
        """The items among them that the model labelled right."""
        return self.items - self.errors


EXAMPLE = tuple(
    Coverage(threshold=threshold, items=items, errors=errors)
    for threshold, items, errors in ((0.99, 180, 0), (0.95, 270, 2), (0.9, 330, 5), (0.8, 395, 13), (0.5, 465, 34))
)
EXAMPLE_ITEMS, EXAMPLE_RIGHT = 500, 450


# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
@dataclass(frozen=True, kw_only=True)
class PrelabelInputs(Inputs):
    """Everything the pre-label model asks, in the order of the form."""

    volume: float = shared("volume", group=FIRST, first=True)
    seconds: float = shared("seconds", group=FIRST, first=True)
    review_seconds: float = shared("review_seconds", group=FIRST, first=True)
    wage: float = shared("wage", group=FIRST, first=True)
    correct_seconds: float = shared("correct_seconds", group=FIRST, first=True)
    undercorrection: float = shared("undercorrection", group=FIRST, first=True)
    model_price: float = shared("model_price", group=FIRST, first=True)
    calibration_items: int = number(
        "Items in your sample", "items", 1, 1_000_000,
        assumption(EXAMPLE_ITEMS, "An example of a sample."),
        help=(
            "Drawn at random from the real work, labelled by trusted people who did not see the model's label, and "
            "used neither to build the model nor to choose the prompt."
        ),
        group=FIRST, first=True, whole=True,
    )
    calibration_right: int = number(
        "Of these the model got right", "items", 0, 1_000_000,
        assumption(EXAMPLE_RIGHT, "An example of a sample."),
        help="Items of the sample on which the model's label is right.", group=FIRST, first=True, whole=True,
    )
    error_limit: float = shared("error_limit", group=FIRST, first=True)
    risk_coverage: tuple[Coverage, ...] = records(
        "Errors above each threshold, in the same sample", Coverage,
        assumption(EXAMPLE, "An example of a sample of 500. Without rows no threshold is considered."),
        help="For a few thresholds, how many items of the sample score at least as high, and how many are wrong.",
        group=FIRST, first=True, least=0, most=40, unique="threshold", row_name="threshold",
    )

    overlap: float = shared("overlap", group=REVIEW)
    inhouse_acceptance: float = shared("inhouse_acceptance", group=REVIEW)
    rework_effort: float = shared("rework_effort", group=REVIEW)
    review_share: float = shared("review_share", group=REVIEW)
    overcorrection: float = shared("overcorrection", group=REVIEW)
    inhouse_escape: float = shared("inhouse_escape", group=REVIEW)

    reviewer_wage: float = shared("reviewer_wage", group=PEOPLE)
    benefit_load: float = shared("benefit_load", group=PEOPLE)
    paid_hours: float = shared("paid_hours", group=PEOPLE)
    utilisation: float = shared("utilisation", group=PEOPLE)
    person_overhead: float = shared("person_overhead", group=PEOPLE)

    model_setup: float = shared("model_setup", group=MODEL)
    model_upkeep: float = shared("model_upkeep", group=MODEL)
    audit_items: float = number(
        "Items a month labelled blind, to keep measuring", "items a month", 0, 1e9,
        assumption(200.0, "Models, prompts and data change.", low=50.0, high=1_000.0),
        help="Labelled from scratch, without the model's proposal, and compared with what you use.", group=MODEL,
    )

    confidence_level: float = shared("confidence_level", group=PROOF)
    power: float = shared("power", group=PROOF)

    error_cost: float = shared("error_cost", group=MONEY)
    months: int = shared("months", group=MONEY)
    currency: str = shared("currency", group=MONEY)
    # fmt: on

    @property
    def calibration_wrong(self) -> int:
        """The items of the sample that the model got wrong."""
        return self.calibration_items - self.calibration_right

    @property
    def example_left_out(self) -> bool:
        """Whether the table still holds the example's rows, which belong to the example's sample and to no other."""
        is_example = set(self.risk_coverage) == set(EXAMPLE)
        return is_example and (self.calibration_items, self.calibration_right) != (EXAMPLE_ITEMS, EXAMPLE_RIGHT)

    @property
    def coverage(self) -> tuple[Coverage, ...]:
        """The rows that count, from the strictest threshold to the loosest."""
        if self.example_left_out:
            return ()
        return tuple(sorted(self.risk_coverage, key=lambda row: -row.threshold))

    def refusals(self) -> Iterator[InputError]:
        """Yield what cannot be true together: of the sample, of its thresholds, and of the audit."""
        if self.audit_items > self.volume:
            most = f"at most {bound(self.volume)}, the labels of a month"
            yield InputError("audit_items", most, bound(self.audit_items))
        if self.calibration_wrong < 0:
            most = f"at most {bound(self.calibration_items)}, the items in your sample"
            yield InputError("calibration_right", most, bound(self.calibration_right))
            return
        yield from self._rows_that_do_not_fit()

    def _rows_that_do_not_fit(self) -> Iterator[InputError]:
        places = {row: place for place, row in enumerate(self.risk_coverage, 1)}
        stricter: Coverage | None = None
        for row in self.coverage:
            for column, expected in _faults(row, stricter, self.calibration_items, self.calibration_wrong):
                yield InputError(f"risk_coverage[{places[row]}].{column}", expected, bound(getattr(row, column)))
                break
            stricter = row


def _faults(row: Coverage, stricter: Coverage | None, items: int, wrong: int) -> Iterator[tuple[str, str]]:
    """Yield the column that does not fit the sample or the next stricter row, and what would; ``items`` come first."""
    beside = f", as the stricter threshold {stricter.threshold:g} has" if stricter else ""
    if row.items > items:
        yield "items", f"at most {bound(items)}, the items in your sample"
    if stricter and row.items < stricter.items:
        yield "items", f"at least {bound(stricter.items)}{beside}"
    if row.errors > row.items:
        yield "errors", f"at most {bound(row.items)}, the items of this row"
    if row.errors > wrong:
        yield "errors", f"at most {bound(wrong)}, the wrong items in your sample"
    if row.right > items - wrong:
        yield "errors", f"at least {bound(row.items - items + wrong)}, since your sample has no more right items"
    if stricter and row.errors < stricter.errors:
        yield "errors", f"at least {bound(stricter.errors)}{beside}"
    if stricter and row.right < stricter.right:
        yield "errors", f"at most {bound(row.items - stricter.right)}, since the right ones may not fall either"
