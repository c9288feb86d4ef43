"""What the reader knows about the delivery, the risks, the sample that was checked and the money."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from calculators.core import InputError, Inputs, assumption, choice, number, words
from calculators.core.words import count, plain
from calculators.facts import basis
from calculators.methods.acceptance import FORGIVEN
from calculators.models.sampling.images import Image, images
from calculators.vocabulary import shared

FIRST = "What matters most"
PLAN = "The plan"
TOGETHER = "Labels that hang together"
COSTS = "What it costs"

GROUPS = {
    FIRST: "The first three make the plan. Put in what you found once you have checked.",
    PLAN: "The risks that both sides accept, and what the sample is to speak for.",
    TOGETHER: "Boxes of one image go wrong together, so they tell less than as many boxes from different images.",
    COSTS: "What a check costs, and what happens to wrong labels.",
}

POPULATIONS = {"delivery": "This delivery alone", "process": "The process behind it"}

_DELIVERED = dataclasses.replace(
    basis(
        "label_error_rate_benchmarks", convert=round,
        working="rounded to whole per cent; the low end is an assumption, and one paid and checked set had 18%",
    ),
    low=1.0,
)  # fmt: skip


# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
@dataclass(frozen=True, kw_only=True)
class SamplingInputs(Inputs):
    """Everything the sampling model asks, in the order of the form."""

    lot_size: int = number(
        "Labels in the delivery", "labels", 1, 1_000_000,
        assumption(10_000, "A week of a small team.", low=1_000, high=100_000),
        help="All labels that you accept or refuse at once.", group=FIRST, first=True, whole=True,
    )
    acceptance_quality_limit: float = number(
        "Wrong labels you call good (AQL)", "%", 0, 99,
        assumption(2.0, 'What buyers write as "98%".', low=1.0, high=3.0),
        help="The acceptance quality limit. A delivery this good should pass.", group=FIRST, first=True,
    )
    limiting_quality: float = number(
        "Wrong labels you must not accept", "%", 0.01, 100,
        assumption(5.0, '"About 95%" is the claim you will meet most.', low=4.0, high=8.0),
        help="The limiting quality. A delivery this bad should be refused.", group=FIRST, first=True,
    )
    checked: int = number(
        "Labels you have checked", "labels", 0, 1_000_000,
        assumption(0, "Nothing is checked yet, so only the plan is shown."),
        help="Drawn at random by you from the delivery.", group=FIRST, first=True, whole=True,
    )
    errors_found: int = number(
        "Wrong ones among them", "labels", 0, 1_000_000,
        assumption(0, "Nothing is checked yet."),
        help="By the rule for errors that you settled before you looked.", group=FIRST, first=True, whole=True,
    )
    error_cost: float = shared(
        "error_cost", group=FIRST, first=True,
        start=assumption(1.0, "An example: at nothing, no check would ever pay.", low=0.05, high=20.0),
    )
    cluster_size: int = shared("cluster_size", group=FIRST, first=True)

    producer_risk: float = number(
        "Chance that a good delivery is refused", "%", 0.1, 50,
        assumption(5.0, "The usual convention."),
        help="The vendor's risk, or that of your own team.", group=PLAN,
    )
    consumer_risk: float = number(
        "Chance that a bad delivery is accepted", "%", 0.1, 50,
        assumption(10.0, "The usual convention.", low=5.0, high=10.0),
        help="Your own risk.", group=PLAN,
    )
    population: str = choice(
        "What is judged?", POPULATIONS,
        assumption("delivery", "You sign for what you were sent."),
        help="A process has no size: choose it to judge a vendor or a team rather than one delivery.", group=PLAN,
    )
    confidence_level: float = shared("confidence_level", group=PLAN)
    margin_of_error: float = number(
        "Wanted margin when you measure a rate", "points either way", 0.01, 50,
        assumption(1.0, "Enough to separate 2% from 4%.", low=0.5, high=3.0),
        help="For a report of the error rate, where no decision hangs on it.", group=PLAN,
    )
    check_share: float = shared("check_share", group=PLAN)

    intraclass_correlation: float = shared("intraclass_correlation", group=TOGETHER)
    image_errors: str = words(
        "Wrong and checked labels, image by image", assumption("", "Nothing was counted by image."),
        help=(
            "One entry for each image, such as 3/8 for 3 wrong of 8, with blanks or commas between. It replaces the "
            "two counts above, which are then not looked at, and measures how labels hang together."
        ),
        group=TOGETHER, limit=10_000, pasted=True,
    )

    review_seconds: float = shared("review_seconds", group=COSTS)
    reviewer_wage: float = shared("reviewer_wage", group=COSTS)
    benefit_load: float = shared("benefit_load", group=COSTS)
    utilisation: float = shared("utilisation", group=COSTS)
    delivered_error_rate: float = number(
        "Wrong labels you expect", "%", 0, 100, _DELIVERED,
        help="On average over many deliveries.", group=COSTS,
    )
    delivered_error_spread: float = number(
        "How much that varies from delivery to delivery", "points (standard deviation)", 0, 50,
        assumption(2.0, "Some weeks are far worse than others.", low=0.0, high=4.0),
        help="0 where every delivery is alike.", group=COSTS,
    )
    rework_billed: float = shared("rework_billed", group=COSTS)
    refusal_cost: float = number(
        "What one refusal costs you besides", "¤ a refusal", 0, 1_000_000,
        assumption(240.0, "Four hours of your own time to manage the vendor.", low=0.0, high=1_000.0),
        help="Talks, delay, a second sample.", group=COSTS,
    )
    currency: str = shared("currency", group=COSTS)
    # fmt: on

    def images(self) -> tuple[Image, ...]:
        """Return the checked images, none where they were not counted one by one."""
        return images(self.image_errors)

    def refusals(self) -> Iterator[InputError]:
        """Yield what contradicts itself: limits, spread and counts that cannot be."""
        if self.limiting_quality <= self.acceptance_quality_limit:
            good = plain(self.acceptance_quality_limit)
            yield InputError("limiting_quality", f"above the {good}% you call good", plain(self.limiting_quality))
        spread, widest = self.delivered_error_spread, self.delivered_error_rate * (100 - self.delivered_error_rate)
        # In per cent a limit that is met on paper is met in floating point too, but for noise.
        if spread > 0 and spread * spread >= widest * (1 - FORGIVEN):
            yield InputError(
                "delivered_error_spread",
                f"below {count(widest**0.5, 2)} points at a rate of "
                f"{plain(self.delivered_error_rate)}%; 0 at 0 or 100",
                plain(self.delivered_error_spread),
            )
        yield from self._counts() if not self.image_errors else self._images()

    def _images(self) -> Iterator[InputError]:
        try:
            found = self.images()
        except InputError as error:
            yield error
            return
        if self.population == "delivery":
            reached = accumulate(image.checked for image in found)
            over = next((place for place, checked in enumerate(reached) if checked > self.lot_size), None)
            if over is not None:
                most = f"at most {self.lot_size:,} checked labels in all, the whole delivery, in entries such as 3/8"
                entry = f"{found[over].wrong}/{found[over].checked}, the entry that goes beyond"
                yield InputError("image_errors", f"{most}; or judge the process", entry)

    def _counts(self) -> Iterator[InputError]:
        if self.errors_found > self.checked:
            yield InputError("errors_found", f"at most {self.checked:,}, the labels checked", f"{self.errors_found:,}")
        if self.population == "delivery" and self.checked > self.lot_size:
            expected = f"at most {self.lot_size:,}, the whole delivery; or judge the process"
            yield InputError("checked", expected, f"{self.checked:,}")
