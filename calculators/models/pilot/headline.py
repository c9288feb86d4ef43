"""The answer in a sentence or two, with what would tip it: the size of the pilot, or what its result means."""

from collections.abc import Iterator

from calculators.core.words import count, counted, plain
from calculators.methods.acceptance import FORGIVEN
from calculators.models.pilot.inputs import PilotInputs
from calculators.models.pilot.judged import LARGEST_FACTOR, Judged, VendorVerdict
from calculators.models.pilot.leads import shown_lead
from calculators.models.pilot.phrases import bare, in_points, missing_size, times, typed, verdict, with_errors
from calculators.models.pilot.plans import MOST, FloorPlan, beyond_search
from calculators.models.pilot.result import Pilot
from calculators.models.pilot.sizes import Size
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


def own_size(inputs: PilotInputs, result: Pilot) -> Size:
    """Return what the reader's own number of items would show."""
    return next(size for size in result.sizes if size.items == inputs.pilot_items)


def _own(inputs: PilotInputs, result: Pilot) -> str:
    """Return what the reader's own number of items would do, as the end of a sentence."""
    power = own_size(inputs, result).power
    if power is None:
        return ""
    yours = f"your {bare(inputs.pilot_items)}"
    if inputs.question == "better" and inputs.pairing == "separate_items":
        # The number needed has a correction that this chance lacks, so it may look too high beside it.
        return f"; by the formula without a correction {yours} would show it {times(power)}"
    return f"; {yours} would show it {times(power)}" if power else f"; {yours} cannot show it"


def _hope(result: Pilot) -> Iterator[str]:
    """Yield what a better vendor would take, where that is less."""
    other = result.alternatives[0]
    assert other.name == "expected_accuracy"
    if other.items is not None and (result.needed is None or other.items < result.needed):
        enough = f"{bare(other.items)} {'is' if other.items == 1 else 'are'} enough"
        yield f"If you expect {plain(float(other.value))}%, {enough}."


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
    if inputs.other_accuracy < 100:
        yield _lead(inputs, result)
    yield from _hope(result)


def _lead(inputs: PilotInputs, result: Pilot) -> str:
    """Return the lead that the reader's own number of items shows as often as they ask."""
    asked, items = f"{plain(inputs.power)} times in 100", counted(inputs.pilot_items, "item")
    lead, over = own_lead(inputs, result), f"lead over {typed(inputs.other_accuracy)}"
    if lead is None:
        return f"With {items} no {over}, however large, shows {asked}."
    return f"With {items} a {over} of {in_points(round(100 * lead, 4))} or more shows at least {asked}."


def own_lead(inputs: PilotInputs, result: Pilot) -> float | None:
    """Return the smallest lead that the reader's own number of items shows as often as they ask; None without one."""
    terms = Terms.of(inputs)
    lead = shown_lead(terms, terms.effective(inputs.pilot_items), result.smallest_difference)
    hoped = terms.good - terms.other
    # The lead hoped for may lie between two tenths, and the reader sees whether it shows.
    return hoped if lead and 0 < hoped < lead and _hoped_shows(inputs, result) else lead


def _hoped_shows(inputs: PilotInputs, result: Pilot) -> bool:
    power = own_size(inputs, result).power
    if inputs.pairing == "same_items" and power is not None:
        return power >= inputs.power / 100 - FORGIVEN
    return result.needed is not None and result.needed <= inputs.pilot_items


def _floor(inputs: PilotInputs, result: Pilot) -> Iterator[str]:
    found = result.plans.floor
    good, floor = typed(inputs.expected_accuracy), typed(inputs.floor_accuracy)
    if found is None or result.needed is None:
        terms = Terms.of(inputs)
        if not beyond_search(terms):
            yield f"A vendor that is right {good} of the time is not above a floor of {floor}, so no pilot can show it."
        else:
            yield (
                f"To show that {good} clears a floor of {floor} takes {missing_size(terms)} items, where the search "
                "for the smallest number ends."
            )
            yield _own_floor(own_size(inputs, result), f"a vendor at {good}")
        yield from _hope(result)
        return
    yield (
        f"{_score(result.needed, found)}: a vendor at {good} passes {times(found.pass_if_good)}, one at the floor "
        f"{_short_times(found.pass_if_floor)}."
    )
    yield _own_floor(own_size(inputs, result), "that vendor")
    yield from _hope(result)


def _own_floor(own: Size, vendor: str) -> str:
    """Return what passes with the reader's own number of items, and how often a vendor does."""
    if own.gate_errors < 0:
        return f"With {bare(own.items)} nobody can pass."
    yours, errors = f"Your {bare(own.items)}", with_errors(own.gate_errors)
    if own.effective != own.items:
        # What is allowed is counted in independent items, which are fewer than the reader's own.
        yours, errors = f"{yours}, worth {counted(own.effective, 'independent item')},", f"{errors} in those"
    passes = "passes" if own.items == 1 else "pass"
    return f"{yours} {passes} with {errors}, and {vendor} does so {times(own.gate_pass_good)}."


def _short_times(chance: float) -> str:
    """Return how often, after another "times in 100" in the same sentence."""
    return times(chance).removesuffix(" in 100")


def _score(needed: int, found: FloorPlan) -> str:
    errors = with_errors(found.errors_allowed)
    if needed == found.items:
        return f"Score {count(needed)} and pass with {errors}"
    return f"Score {count(needed)}, worth {count(found.items)} independent items, and pass with {errors} in those"


def _not_worse(inputs: PilotInputs, result: Pilot) -> Iterator[str]:
    margin = inputs.noninferiority_margin
    if result.needed is None:
        gap = in_points(round(inputs.other_accuracy - inputs.expected_accuracy, 6))
        yield (
            f"The new vendor is taken to be {gap} worse, which uses up the margin of {plain(margin)}, so no pilot can "
            "show that it is no worse."
        )
        yield from _hope(result)
        return
    show = "shows" if result.needed == 1 else "show"
    items = counted(result.needed, "item")
    yield f"About {items} {show} it is at most {in_points(margin)} worse{_own(inputs, result)}."
    yield from _hope(result)
