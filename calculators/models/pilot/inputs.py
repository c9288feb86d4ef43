"""What the reader wants to decide, what they hope for, and what the vendors delivered."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculators.core import (
    InputError,
    Inputs,
    Row,
    assumption,
    choice,
    number,
    records,
    required,
    table,
    words,
)
from calculators.models.pilot.reading import MOST_VENDORS, filled
from calculators.models.pilot.samples import SAMPLES
from calculators.vocabulary import shared

PLAN = "The pilot you plan"
RESULT = "Its result, once you have it"
SAME_ITEMS = "If both had the same items and you have only counts"
RULES = "How sure you want to be"
CLUSTERS = "Items that hang together"
MONEY = "What it costs"

GROUPS = {
    PLAN: "Say what you want to decide, and how good you expect the vendors to be.",
    RESULT: "Leave both empty until the pilot is scored. Fill one of them afterwards. It stays in your browser.",
    SAME_ITEMS: "With these two numbers the vendors are compared item by item, which shows smaller differences.",
    RULES: "Fix these before the first item goes out.",
    CLUSTERS: "Boxes in one image are no independent items.",
    MONEY: "What the vendors charge, and what scoring takes of your own people's time.",
}

QUESTIONS = {
    "floor": "Does a vendor clear our floor?",
    "better": "Which vendor is better?",
    "not_worse": "Is another vendor no worse?",
}
PAIRINGS = {"same_items": "Yes", "separate_items": "No, each its own"}


# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
@dataclass(frozen=True, kw_only=True)
class Count(Row):
    """One vendor's result in counts."""

    vendor: str = words("Vendor", required("What you call it."), least=1, limit=40, help="Each vendor once.")
    right: int = number(
        "Right", "items", 0, 1_000_000, required("How many of the scored items are right."), whole=True,
        help="Not more than were scored.",
    )
    checked: int = number(
        "Scored", "items", 1, 1_000_000, required("How many items you scored."), whole=True,
        help="Items without a verdict do not count.",
    )

    def refusals(self) -> Iterator[InputError]:
        """Yield what is wrong with a row: more items right than scored."""
        if self.right > self.checked:
            yield InputError("right", f"at most {self.checked:,}, the items scored", str(self.right))


@dataclass(frozen=True, kw_only=True)
class PilotInputs(Inputs):
    """Everything the pilot model asks, in the order of the form."""

    question: str = choice(
        "What do you want to decide?", QUESTIONS, assumption("better", "Two vendors are on the shortlist."),
        group=PLAN, first=True, help="Each question takes another number of items.",
    )
    pairing: str = choice(
        "Do the vendors label the same items?", PAIRINGS, assumption("same_items", "Like is compared with like."),
        group=PLAN, first=True, help="On the same items only those count on which one is right and the other wrong.",
    )
    expected_accuracy: float = number(
        "Accuracy of the vendor you hope for", "%", 50, 100,
        assumption(97.0, "Public benchmark labels are wrong about 3 times in 100.", low=95.0, high=99.0),
        group=PLAN, first=True, slider=(80, 100, 0.5),
        help="How often you expect it to be right. Where another vendor is to be no worse, the new vendor's.",
    )
    other_accuracy: float = number(
        "Accuracy of the other vendor", "%", 50, 100,
        assumption(95.0, "What one seller of labels claims for itself.", low=93.0, high=96.0),
        group=PLAN, first=True, slider=(80, 100, 0.5),
        help="Where another vendor is to be no worse, that of the vendor you have.",
    )
    floor_accuracy: float = number(
        "Lowest accuracy you accept", "%", 0, 100,
        assumption(95.0, "What one seller of labels claims for itself.", low=90.0, high=98.0),
        group=PLAN, first=True, slider=(80, 100, 0.5), help="Below it a vendor is of no use to you.",
    )
    noninferiority_margin: float = number(
        "Most accuracy you would give up", "points", 0.1, 50,
        assumption(2.0, "Set it by what a wrong label costs you.", low=1.0, high=5.0),
        group=PLAN, first=True, help="A vendor that is worse by less than this counts as no worse.",
    )
    pilot_items: int = number(
        "Items your budget allows, for each vendor", "items", 1, 100_000,
        assumption(500, "Sellers advise 300 to 1,000.", low=100, high=1_000),
        group=PLAN, first=True, whole=True, slider=(50, 5_000, 50), help="Items that you can pay for and score.",
    )

    table: str | bytes = table(
        "Result, item by item", assumption("", "Nothing is scored yet."), examples=SAMPLES,
        group=RESULT, first=True,
        help="Columns item, vendor and correct; also day, class and annotator where you have them. CSV or JSON.",
    )
    counts: tuple[Count, ...] = records(
        "Result, in counts", Count, assumption((), "Nothing is scored yet."), most=MOST_VENDORS, unique="vendor",
        row_name="vendor", group=RESULT, first=True, help="One row a vendor, if you have no list of items.",
    )

    only_first: int = number(
        "Items only the first vendor got right", "items", 0, 1_000_000,
        assumption(0, "Both at 0 mean that it is not known."), group=SAME_ITEMS, whole=True,
        help="Of the items that both labelled.",
    )
    only_second: int = number(
        "Items only the second vendor got right", "items", 0, 1_000_000,
        assumption(0, "Both at 0 mean that it is not known."), group=SAME_ITEMS, whole=True,
        help="Of the items that both labelled.",
    )

    confidence_level: float = shared("confidence_level", group=RULES)
    power: float = shared("power", group=RULES)
    vendor_count: int = number(
        "Vendors in the pilot", "vendors", 1, 12,
        assumption(2, "Two vendors are on the shortlist.", low=2, high=4), group=RULES, whole=True,
        help="The more are compared, the luckier the best of them looks, so each comparison must be surer.",
    )
    standard_vendor: str = words(
        "Vendor the others are measured against", assumption("", "The first."), limit=60, group=RULES,
        when=("question", "not_worse"), help="Its name as in the result; empty for the first.",
    )
    rare_items: int = number(
        "Fewest items to judge a class", "items", 1, 10_000,
        assumption(
            30, "With 30, twice the errors of a 95% floor is found 18 times in 100.", low=20, high=100,
        ),
        group=RULES, whole=True, help="Classes with fewer items are shown and not judged.",
    )
    shared_errors: float = number(
        "Errors of the better vendor that the other makes too", "%", 0, 100,
        assumption(30.0, "Hard items trip both.", low=0.0, high=60.0), group=RULES,
        help="The more of them, the fewer items show who is better.",
    )
    cluster_size: int = shared("cluster_size", group=CLUSTERS)
    intraclass_correlation: float = shared("intraclass_correlation", group=CLUSTERS)

    items_per_day: int = number(
        "Items one vendor delivers in a day", "items a day", 1, 1_000_000,
        assumption(300, "Fits the days that vendors quote for a pilot.", low=100, high=1_000), group=MONEY, whole=True,
        help="In one working day of the pilot.",
    )
    label_price: float = shared("label_price", group=MONEY)
    review_seconds: float = shared("review_seconds", group=MONEY)
    reviewer_wage: float = shared("reviewer_wage", group=MONEY)
    benefit_load: float = shared("benefit_load", group=MONEY)
    utilisation: float = shared("utilisation", group=MONEY)
    currency: str = shared("currency", group=MONEY)

    def refusals(self) -> Iterator[InputError]:
        """Yield what does not go together: two results at once, or numbers that no result can have."""
        if self.counts and filled(self.table):
            yield InputError("counts", "no rows while the table of items is filled; empty one of the two")
        if self.only_first or self.only_second:
            yield from self._impossible()
        if self.counts and self.question == "not_worse":
            yield from unknown_standard(self, [row.vendor for row in self.counts])

    def _impossible(self) -> Iterator[InputError]:
        """Yield what is wrong with the items that only one vendor got right."""
        if len(self.counts) != 2 or self.counts[0].checked != self.counts[1].checked:
            yield InputError(
                "only_first",
                "both numbers of items that only one got right to be 0, or the counts of two vendors with the same "
                "number of items scored",
            )
            return
        first, second = self.counts
        both, lead = first.right - self.only_first, first.right - second.right
        if self.only_first - self.only_second != lead:
            more = f"{abs(lead):,} {'more' if lead > 0 else 'fewer'}"
            yield InputError(
                "only_first",
                f"{more} than the {self.only_second:,} that only the second got right, because by the counts the first "
                f"got {more} right" if lead else
                f"{self.only_second:,}, as many as only the second got right, because by the counts both got equally "
                "many right",
                f"{self.only_first:,}",
            )
        elif both < 0:
            yield InputError(
                "only_first", f"at most {first.right:,}, all that the first got right", str(self.only_first)
            )
        elif first.checked - first.right - self.only_second < 0:
            yield InputError(
                "only_first",
                f"numbers that fit the {first.checked:,} items scored: only the second got {self.only_second:,} right, "
                f"but the first got only {first.checked - first.right:,} wrong",
            )
# fmt: on


def unknown_standard(inputs: PilotInputs, names: list[str]) -> Iterator[InputError]:
    """Yield an error where the vendor to measure against is none of those in the result."""
    if len(names) > 1 and inputs.standard_vendor and inputs.standard_vendor not in names:
        yield InputError("standard_vendor", "one of " + ", ".join(names), inputs.standard_vendor)
