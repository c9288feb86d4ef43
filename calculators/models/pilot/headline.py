"""The answer in a sentence or two, with what would tip it: the size of the pilot, or what its result means."""

from collections.abc import Iterator

from calculators.core.words import count, counted, plain
from calculators.models.pilot.inputs import PilotInputs
from calculators.models.pilot.judged import LARGEST_FACTOR, Judged, VendorVerdict
from calculators.models.pilot.phrases import points, times, typed, verdict
from calculators.models.pilot.plans import MOST, FloorPlan
from calculators.models.pilot.result import Pilot
from calculators.models.pilot.terms import Terms

MOST_NAMED = 3  # vendors whose way to another verdict the headline says


def headline(inputs: PilotInputs, result: Pilot) -> str:
    """Return the verdict and what would tip it once there is a result, and the size of the pilot before."""
    if result.judged:
        return " ".join([verdict(inputs, result.judged), *_tipping(result.judged)])
    return plan(inputs, result)


def plan(inputs: PilotInputs, result: Pilot) -> str:
    """Return how many items the question takes, and what another number or another hope would do."""
    say = {"floor": _floor, "better": _better, "not_worse": _not_worse}[inputs.question]
    return " ".join(say(inputs, result))


def _tipping(judged: Judged) -> Iterator[str]:
    """Yield how far each vendor is from another verdict on its errors, where they are few enough to be named."""
    if len(judged.vendors) > MOST_NAMED:
        return
    for one in judged.vendors:
        spare = one.gate_errors - (one.items - one.right)
        if one.gate == "PASS":
            yield f"{one.vendor} has {counted(spare, 'error') if spare else 'no error'} to spare."
        elif one.gate == "REPEAT":
            yield _factor(one)


def _factor(one: VendorVerdict) -> str:
    if one.factor_to_decide is None:
        return f"At this accuracy even {LARGEST_FACTOR} times the items would not decide about {one.vendor}."
    return f"At this accuracy {one.factor_to_decide} times the items would decide about {one.vendor}."


def _own_power(inputs: PilotInputs, result: Pilot) -> float | None:
    return next(size.power for size in result.sizes if size.items == inputs.pilot_items)


def _own(inputs: PilotInputs, result: Pilot) -> str:
    """Return what the reader's own number of items would do, as the end of a sentence."""
    power = _own_power(inputs, result)
    return "" if power is None else f"; your {count(inputs.pilot_items)} would show it {times(power)}"


def _hope(result: Pilot) -> Iterator[str]:
    """Yield what a better vendor would take, where that is less."""
    other = result.alternatives[0]
    assert other.name == "expected_accuracy"
    if other.items is not None and (result.needed is None or other.items < result.needed):
        yield f"If you expect {plain(float(other.value))}%, {count(other.items)} are enough."


def _better(inputs: PilotInputs, result: Pilot) -> Iterator[str]:
    if result.needed is None:
        yield "Both vendors are taken to be equally good, so no pilot can show a difference: decide on price."
        yield from _hope(result)
        return
    high, low = sorted((inputs.expected_accuracy, inputs.other_accuracy), reverse=True)
    aim = f"To show that {typed(high)} beats {typed(low)}"
    if inputs.pairing == "separate_items":
        yield f"{aim}, each vendor must label {counted(result.needed, 'item')} of its own{_own(inputs, result)}."
    elif result.plans.paired and result.plans.paired.power is None:
        yield (
            f"{aim}, each vendor must label the same {count(result.needed)} items, by formula: over {count(MOST)} no "
            f"exact size is worked out{_own(inputs, result)}."
        )
    else:
        yield f"{aim}, each vendor must label the same {counted(result.needed, 'item')}{_own(inputs, result)}."
    if result.smallest_difference is None:
        yield f"No lead over {typed(inputs.other_accuracy)}, however large, shows with {count(inputs.pilot_items)}."
    else:
        yield f"{count(inputs.pilot_items)} show {points(result.smallest_difference)} points or more."
    yield from _hope(result)


def _floor(inputs: PilotInputs, result: Pilot) -> Iterator[str]:
    found = result.plans.floor
    good, floor = typed(inputs.expected_accuracy), typed(inputs.floor_accuracy)
    if found is None or result.needed is None:
        if inputs.expected_accuracy / 100 <= Terms.of(inputs).floor:
            yield f"A vendor that is right {good} of the time is not above a floor of {floor}, so no pilot can show it."
        else:
            yield f"Even {count(MOST)} items do not show that {good} clears a floor of {floor}: both are too close."
        yield from _hope(result)
        return
    yield (
        f"{_score(result.needed, found)}: a vendor at {good} passes {times(found.pass_if_good)}, one at the floor "
        f"{_short_times(found.pass_if_floor)}."
    )
    own = next(size for size in result.sizes if size.items == inputs.pilot_items)
    if own.gate_errors < 0:
        yield f"With {count(inputs.pilot_items)} nobody can pass."
    else:
        yield (
            f"Your {count(inputs.pilot_items)} pass with up to {count(own.gate_errors)}, and that vendor does so "
            f"{times(own.gate_pass_good)}."
        )
    yield from _hope(result)


def _short_times(chance: float) -> str:
    """Return how often, after another "times in 100" in the same sentence."""
    return times(chance).removesuffix(" in 100")


def _score(needed: int, found: FloorPlan) -> str:
    errors = counted(found.errors_allowed, "error")
    if needed == found.items:
        return f"Score {count(needed)} and pass with up to {errors}"
    return f"Score {count(needed)}, worth {count(found.items)} independent items, and pass with up to {errors} in those"


def _not_worse(inputs: PilotInputs, result: Pilot) -> Iterator[str]:
    margin = plain(inputs.noninferiority_margin)
    if result.needed is None:
        gap = plain(round(inputs.other_accuracy - inputs.expected_accuracy, 6))
        yield (
            f"The new vendor is taken to be {gap} points worse, which uses up the margin of {margin}, so no pilot can "
            "show that it is no worse."
        )
        yield from _hope(result)
        return
    show = "shows" if result.needed == 1 else "show"
    yield f"About {counted(result.needed, 'item')} {show} it is at most {margin} points worse{_own(inputs, result)}."
    yield from _hope(result)
