"""What is labelled: how long one label takes and what vendors ask for it, each from a published figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from calculators.core import Basis, assumption
from calculators.facts import basis
from calculators.vocabulary import VOCABULARY


@dataclass(frozen=True, kw_only=True)
class Task:
    """A kind of label.

    Attributes:
        many: what the reader has, as in "200,000 boxes on pictures".
        one: one of them, as in "per box".
        seconds: how long one takes from start to end.
        asked: the figures of what vendors ask for one in US dollars: whose low end, whose middle, whose high end.
        picture: the small picture that shows what it is.
        apart: why the two ends of the price lie so far apart, as the end of a sentence.
    """

    many: str
    one: str
    seconds: Basis[float]
    asked: tuple[str, str, str]
    picture: str
    apart: str = (
        "depending on where its people sit: in India at the low end, in the United States at the high one, by one "
        "seller's list"
    )

    def __post_init__(self) -> None:
        """Look the price up at once: a page's Python holds the figures that its build asked for, and no others."""
        _ = self.price

    @cached_property
    def price(self) -> Basis[float]:
        """What vendors ask for one, with both ends of what is published."""
        low, common, high = self.asked
        return basis(common, low=low, high=high)

    @property
    def is_priced_by_place(self) -> bool:
        """Whether the two ends of the price are those of two places, and not of one seller's own band."""
        return self.asked[0] != self.asked[2]

    @property
    def review_seconds(self) -> float:
        """How long a review of one takes, if it stands to the time for a label as it does by default."""
        share: float = VOCABULARY["review_seconds"].basis.value / VOCABULARY["seconds"].basis.value
        return round(self.seconds.value * share, 1)


TASKS: Mapping[str, Task] = {
    "boxes": Task(
        many="boxes on pictures",
        picture="box",
        one="box",
        seconds=basis("bbox_pro_end_to_end_seconds"),
        asked=("offshore_india_bbox_price", "vendor_band_a_bbox", "onshore_us_bbox_price"),
    ),
    "outlines": Task(
        many="outlines (polygons) on pictures",
        picture="outline",
        one="outline",
        seconds=basis("mask_coco_seconds"),
        asked=("offshore_india_polygon_price", "vendor_band_a_polygon", "onshore_us_polygon_price"),
    ),
    "texts": Task(
        many="texts put into classes",
        picture="sentence",
        one="text",
        seconds=assumption(8.0, "A short text is read once and put into one of a few classes."),
        asked=("offshore_india_text_record_price", "vendor_band_b_text_classification", "onshore_us_text_record_price"),
    ),
    "speech": Task(
        many="minutes of speech written down",
        picture="speech",
        one="minute",
        seconds=basis(
            "transcription_hours_per_audio_hour", convert=lambda hours: hours * 60,
            working="4 hours of work for an hour of speech",
        ),
        asked=("vendor_band_b_audio_minute",) * 3,
        apart="because one seller's own band is that wide",
    ),
}  # fmt: skip


def task_of(seconds: float, price: float, dollar: float) -> Task | None:
    """Return the kind of label that a time for one and a price, of which a dollar buys so much, are published for.

    The time is that kind's to the second, and the price lies within what is asked for it; None where no kind fits both.
    """
    return next(
        (
            task
            for task in TASKS.values()
            if task.seconds.value == seconds and task.price.low * dollar <= price <= task.price.high * dollar
        ),
        None,
    )
