"""Where the cost of a mistake and the two prices stand, and where another way of using people becomes the best."""

from collections.abc import Callable, Iterator, Sequence

from calculators.core import Stretch, Strip
from calculators.methods.ranges import reaching, strip_of
from calculators.models.overlap.inputs import OverlapInputs
from calculators.models.overlap.options import Option, equal
from calculators.models.overlap.result import Overlap
from calculators.models.overlap.wording import in_sentence
from calculators.vocabulary.exchange import dollar_in

# Styles of charts are numbered up to this; more ways than that share them.
STYLES = 8
# What each input adds to the cost of an item, mistakes included, as it grows by one.
SLOPES: dict[str, Callable[[Option], float]] = {
    "error_cost": lambda option: 1 - option.accuracy,
    "expert_price": lambda option: option.expert_share,
    "label_price": lambda option: option.people,
}


def strips(inputs: OverlapInputs, result: Overlap) -> list[Strip]:
    """Return the strips of the cost of a wrong label, of the expert's price and of that of a label.

    What an option costs is a straight line in each of them, so the best ones form the lower edge of all lines.
    """
    return [_strip(inputs, result.options, name) for name in SLOPES]


def _strip(inputs: OverlapInputs, options: Sequence[Option], name: str) -> Strip:
    field = inputs.number(name).worth(dollar_in(inputs.currency))
    given = getattr(inputs, name)
    lines = [(option.total - SLOPES[name](option) * given, SLOPES[name](option)) for option in options]
    edge = list(lower_edge(lines, field.minimum, field.maximum))
    ends = [*(low for _, low in edge[1:]), field.maximum]
    stretches = [
        Stretch(low=low, high=high, name=in_sentence(options[place].name), style=str(place % STYLES + 1))
        for (place, low), high in zip(edge, ends, strict=True)
    ]
    return strip_of(inputs, name, stretches, reaching(field, given, *ends[:-1]), "would be best")


def lower_edge(lines: Sequence[tuple[float, float]], low: float, high: float) -> Iterator[tuple[int, float]]:
    """Yield the place of each line that is the lowest somewhere, and the value from which it is so.

    A line is its height at nought and its slope. Of lines that are equally low the flattest counts, since it is the
    lowest right after; of the same ones the first.
    """

    def height(place: int, value: float) -> float:
        return lines[place][0] + lines[place][1] * value

    lowest = min(height(place, low) for place in range(len(lines)))
    now = min(
        (place for place in range(len(lines)) if equal(height(place, low), lowest)), key=lambda place: lines[place][1]
    )
    yield now, low
    while True:
        met = [
            ((lines[place][0] - lines[now][0]) / (lines[now][1] - lines[place][1]), lines[place][1], place)
            for place in range(len(lines))
            if lines[place][1] < lines[now][1]
        ]
        low, _, now = min(met, default=(high, 0.0, now))
        if low >= high:
            return
        yield now, low
