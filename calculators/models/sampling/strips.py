"""Where the errors found and the cost of a wrong label stand, and where the verdict changes or checking pays."""

from collections.abc import Iterator

from calculators.core import Stretch, Strip
from calculators.methods.ranges import reaching, strip_of
from calculators.models.sampling.best import pays_from
from calculators.models.sampling.inputs import SamplingInputs
from calculators.models.sampling.judging import Judged, refused_from
from calculators.models.sampling.result import Sampling
from calculators.vocabulary.exchange import dollar_in

# A verdict in the words of a strip, with its style.
VERDICTS = {"pass": ("accepting", "2"), "go_on": ("checking more", "1"), "fail": ("refusing", "6")}
NOTHING, CHECKS = ("checking nothing", "3"), ("checking", "1")


def strips(inputs: SamplingInputs, result: Sampling) -> Iterator[Strip]:
    """Yield the strip of the errors found, once something was checked, and that of the cost of a wrong label.

    Errors that were counted image by image have no strip, because their number is no field of its own then.
    """
    if result.judged and not inputs.image_errors:
        yield _strip_of_errors(inputs, result.judged, refused_from(inputs, result.plan, result.judged))
    yield _by_cost(inputs, result)


def by_errors(found: Judged, fails: int | None) -> list[Stretch]:
    """Return for which errors each verdict is right, given the fewest that fail; none fail where that is None."""
    refused = found.checked + 1 if fails is None else fails
    begins = {"pass": 0, "go_on": found.allowed + 1, "fail": refused}
    ends = {"pass": found.allowed + 1, "go_on": refused, "fail": found.checked + 1}
    return [
        Stretch(low=begins[verdict], high=min(ends[verdict], found.checked), name=name, style=style)
        for verdict, (name, style) in VERDICTS.items()
        if begins[verdict] < ends[verdict]
    ]


def _strip_of_errors(inputs: SamplingInputs, found: Judged, fails: int | None) -> Strip:
    """Return the strip of the errors found, as far as twice those with which the sample is refused."""
    most = min(found.checked, max(2 * (found.checked + 1 if fails is None else fails), found.errors))
    return strip_of(inputs, "errors_found", by_errors(found, fails), (0, most), "would be right")


def _by_cost(inputs: SamplingInputs, result: Sampling) -> Strip:
    """Return the strip of the cost of a wrong label; nothing is known before samples of every size were tried."""
    field = inputs.number("error_cost").worth(dollar_in(inputs.currency))
    flip = pays_from(inputs, result)
    if result.costs.cheapest is None:
        changes = []
    elif flip is None or flip >= field.maximum:
        changes = [(field.minimum, NOTHING)]
    elif flip <= field.minimum:
        # Where checks are free they pay from the lowest cost on, and a stretch without length would name no cost.
        changes = [(field.minimum, CHECKS)]
    else:
        changes = [(field.minimum, NOTHING), (flip, CHECKS)]
    ends = [*(at for at, _ in changes[1:]), field.maximum]
    stretches = [
        Stretch(low=at, high=high, name=name, style=style)
        for (at, (name, style)), high in zip(changes, ends, strict=False)
    ]
    return strip_of(inputs, "error_cost", stretches, reaching(field, inputs.error_cost, flip), "would cost least")
