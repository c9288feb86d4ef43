"""What the reader judges, who answered, who gave which level, and how the levels are added up."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from calculators.core import (
    InputError,
    Inputs,
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
from calculators.models.scorecard.criteria import DESCRIBED
from calculators.models.scorecard.samples import LEVELS_AND_EVIDENCE, UNIT_COSTS
from calculators.models.scorecard.signs import CAPS, MARKS, compact
from calculators.vocabulary import shared

FIRST = "What you judge, and what the raters gave"
UNKNOWN = "Unknowns"
MONEY = "Money in the value line"

GROUPS = {
    FIRST: "Gates come first. Price is kept out of the score and stands beside it. The vendors and marks are an "
    "example that yours replace.",
    UNKNOWN: "A blank is a question to send back. It counts as the level below until it is answered.",
    MONEY: "What the difference to the lowest bid comes to.",
}

WEIGHTING = {
    "points": "Points: each weight as given",
    "ranks": "Ranks: the order of importance alone",
    "equal": "Equal: every criterion alike",
}
EVIDENCE_USE = {
    "cap": "Yes: a claim scores less than a test",
    "show": "No: only show the grades",
}


# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
@dataclass(frozen=True, kw_only=True)
class Criterion(Row):
    """One thing that is judged."""

    name: str = words(
        "Criterion", required("What you judge, in a few words."), limit=40, least=1,
        help="A name of your own, such as “Measured quality”.",
    )
    weight: float = number(
        "Weight", "points", 0, 100, required("How much it counts."),
        help="Weights need not add up to 100. With 0 it stays out of the score and may still be a gate.",
    )
    rank: int = number(
        "Rank", "", 1, 20, required("Its place in the order of importance, 1 first; two may share one."),
        whole=True, help="Used where the weights come from ranks. 1 is the most important.",
    )
    gate: int = number(
        "Gate", "level", 0, 4, assumption(0, "No gate unless you set one."), whole=True,
        help="The level that must be reached, or 0 where it is no gate.",
    )


@dataclass(frozen=True, kw_only=True)
class Vendor(Row):
    """One vendor who answered."""

    name: str = words(
        "Vendor", required("What you call the vendor."), limit=24, least=1,
        help="A letter will do, and keeps names out of a link.",
    )
    unit_cost: float | None = number(
        "Cost per accepted label", "¤", 0, 100_000, blank("No price yet."),
        help="All costs over the labels you accept, as the calculator of quotes gives it.",
    )
    # The cost as it was typed, where that was text. A number keeps no mark of a currency, and whether the mark is right
    # depends on the reader's currency, which a row does not know.
    typed_cost: ClassVar[str] = ""

    @classmethod
    def parse(cls, given: Mapping[str, object]) -> Self:
        """Return the row that the cells describe, with its cost also as it was typed.

        Raises:
            InputErrors: see ``Row.parse``.
        """
        row, cost = super().parse(given), given.get("unit_cost")
        object.__setattr__(row, "typed_cost", cost if isinstance(cost, str) else "")
        return row


@dataclass(frozen=True, kw_only=True)
class Given(Row):
    """What one rater gave one vendor."""

    vendor: str = words(
        "Vendor", required("A vendor of the table above."), limit=24, least=1, help="As in the table of vendors.",
    )
    rater: str = words(
        "Rater", required("Who gave the levels."), limit=24, least=1, help="Two people who scored alone say more.",
    )
    levels: str = words(
        # No mark at all is refused below, with the number of marks that there must be.
        "Levels", assumption("", "One mark for each criterion, in order."), limit=1_000, signs=MARKS, pasted=True,
        help="0 to 4; ? where it is not known; - where it does not apply.",
    )
    evidence: str = words(
        "Evidence", assumption("", "Nothing is graded."), limit=1_000, signs="".join(CAPS), pasted=True,
        help="A tested by you, or independent, in scope and in date; B independent, but partial; C the vendor's own "
        "dated document; D a claim; a full stop where it is not graded.",
    )


@dataclass(frozen=True, kw_only=True)
class ScorecardInputs(Inputs):
    """Everything the scorecard asks, in the order of the form."""

    criteria: tuple[Criterion, ...] = records(
        "What you judge", Criterion,
        assumption(
            tuple(Criterion(name=one.name, weight=one.weight, rank=one.rank, gate=one.gate) for one in DESCRIBED),
            "The handbook's criteria, with weights of our own that add up to 100.",
        ),
        least=3, most=20, unique="name", group=FIRST, first=True,
        help="Fix criteria, weights and gates before you open a bid.",
    )
    vendors: tuple[Vendor, ...] = records(
        "Vendors", Vendor,
        assumption(
            tuple(Vendor(name=name, unit_cost=cost) for name, cost in UNIT_COSTS.items()), "Four invented vendors.",
        ),
        least=2, most=8, unique="name", row_name="vendor", group=FIRST, first=True,
        help="Those who answered, with the cost of one accepted label where you know it.",
    )
    scores: tuple[Given, ...] = records(
        "Who gave which level", Given,
        assumption(
            tuple(
                Given(vendor=vendor, rater=rater, levels=levels, evidence=evidence)
                for (vendor, rater), (levels, evidence) in LEVELS_AND_EVIDENCE.items()
            ),
            "Two invented raters who scored alone.",
        ),
        least=0, most=40, group=FIRST, first=True, grid="criteria", names="vendors",
        help="One row for each vendor and rater, with one mark for each criterion in the order of the first table.",
    )
    weighting: str = choice(
        "Weights come from", WEIGHTING, assumption("points", "The usual form."), group=FIRST, first=True,
        help="Ranks turn the order of importance into weights (rank-order centroid); equal shows what weights decide.",
    )
    evidence_use: str = choice(
        "A level counts only as far as its evidence carries", EVIDENCE_USE,
        assumption("cap", "A claim scores less than a test."), group=FIRST, first=True,
        help="Evidence A, B, C and D carries a level of at most 4, 3, 2 and 1.",
    )
    unknown_level: int = number(
        "An unknown counts as level", "", 0, 4,
        assumption(0, "A blank is a zero and a question; the range from 0 to 4 is shown.", low=0, high=4), whole=True,
        help="What stands in for a mark that nobody could give.", group=UNKNOWN,
    )
    volume: float = shared("volume", group=MONEY)
    months: int = shared("months", group=MONEY)
    currency: str = shared("currency", group=MONEY)

    def refusals(self) -> Iterator[InputError]:
        """Yield what is wrong across the tables: weights that count nothing, costs in another money than the reader's,
        and marks that fit no vendor or form.
        """
        if not any(criterion.weight for criterion in self.criteria):
            yield InputError("criteria[1].weight", "at least one weight above 0")
        for place, vendor in enumerate(self.vendors, 1):
            mark = mark_of(vendor.typed_cost)
            if mark and not may_mean(mark, self.currency):
                own = CURRENCIES[self.currency].name
                expected = f"an amount in {own}, the currency chosen here; change one of the two"
                yield InputError(f"vendors[{place}].unit_cost", expected, vendor.typed_cost)
        vendors = [vendor.name for vendor in self.vendors]
        seen = set()
        for place, row in enumerate(self.scores, 1):
            if row.vendor not in vendors:
                yield InputError(f"scores[{place}].vendor", "one of " + ", ".join(vendors))
            if (row.vendor, row.rater) in seen:
                yield InputError(
                    f"scores[{place}].rater", "one row for each vendor and rater", f"{row.vendor}, {row.rater}"
                )
            seen.add((row.vendor, row.rater))
            yield from self._signs(f"scores[{place}].levels", row.levels, MARKS, "0 to 4, ? and -")
            if row.evidence:
                yield from self._signs(f"scores[{place}].evidence", row.evidence, CAPS, "A, B, C, D and a full stop")

    def _signs(self, field: str, given: str, allowed: Collection[str], expected: str) -> Iterator[InputError]:
        signs, wanted = compact(given), len(self.criteria)
        if len(signs) != wanted:
            yield InputError(field, f"{wanted} characters, one for each criterion, got {len(signs)}")
        if strange := next((sign for sign in signs if sign not in allowed), ""):
            yield InputError(field, f"only {expected}", strange)
