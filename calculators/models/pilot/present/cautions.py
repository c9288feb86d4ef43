"""What the reader must not forget."""

from collections.abc import Iterator

from calculators.core.words import count, counted, listed
from calculators.models.pilot.doubts import compared_as_different, days_as_text
from calculators.models.pilot.inputs import PilotInputs
from calculators.models.pilot.judged import Judged
from calculators.models.pilot.phrases import clusters
from calculators.models.pilot.result import Pilot
from calculators.models.pilot.terms import Terms

MANY = 3  # vendors from which on the luckiest looks best
MUCH_SHARED = 0.5  # of the fewer errors, from which on the guideline or the gold is in doubt


def cautions(inputs: PilotInputs, result: Pilot) -> Iterator[str]:
    """Yield what the plan and the result leave open."""
    if result.judged:
        yield from _found(inputs, result, result.judged)
    if inputs.question == "not_worse":
        yield (
            "The size for no worse is a formula. At the starting values the rule passes 76 times in 100 with 303 of "
            "the same items and 79 times with 376 of each vendor's own, so take a tenth more."
        )
    if inputs.question == "better" and inputs.pairing == "separate_items":
        yield (
            "The chance that a number of each vendor's own items shows the difference is by a formula without a "
            "correction. At the starting values it is 17 times in 100 with 200 items where the exact test has 11, and "
            "82 with 1,600 where that has 80. The number needed has the correction."
        )
    if inputs.question == "floor":
        yield (
            "Sizes for a floor are exact and rise in steps: with a floor of 95%, 153 items pass a vendor at 98.5% 80 "
            "times in 100, and 160 items only 78 times. More items are not always better."
        )
    vendors = max(inputs.vendor_count, len(result.judged.vendors) if result.judged else 0)
    if vendors >= MANY:
        yield f"Of {count(vendors)} vendors the luckiest looks best. Test the winner again on fresh items."
    yield "Fix the rule before the first item goes out. Adding items until the result looks good makes any vendor pass."


def _found(inputs: PilotInputs, result: Pilot, judged: Judged) -> Iterator[str]:
    yield from filter(None, (compared_as_different(inputs, judged), days_as_text(judged)))
    floor = Terms.of(inputs).floor
    dips = [one.vendor for one in judged.vendors if one.final == "PASS" and one.low < floor]
    if dips:
        yield (
            f"The gate is one-sided, so a vendor may pass while its two-sided interval dips below the floor: "
            f"{listed(dips)}."
        )
    for pair in judged.pairs:
        if pair.better is None and (pair.low > 0 or pair.high < 0):
            yield (
                f"The interval of {pair.first} and {pair.second} leaves out 0, yet the exact test decides nothing. "
                "The verdict follows the test."
            )
    yield from _shared_errors(judged, Terms.of(inputs).alpha)
    failed = [one.vendor for one in judged.vendors if one.final == "FAIL"]
    if failed:
        yield (
            f"Sort the errors of {listed(failed)} before you act on a fail: where most trace to your guideline, mend "
            "it and repeat once on new items."
        )
    if result.design_effect > 1:
        for items in dict.fromkeys(one.items for one in judged.vendors):
            yield f"The verdict is {clusters(inputs, items)}."
    if judged.skipped:
        left_out = "was left out, since it" if judged.skipped == 1 else "were left out, since they"
        yield f"{counted(judged.skipped, 'row')} {left_out} had no verdict or said again what another row had said."
    few = [one.vendor for one in judged.vendors if result.needed is not None and one.items < result.needed]
    if few:
        yield (
            f"Fewer items were scored than the plan's {count(result.needed or 0)}, for {listed(few)}: what is not "
            "shown here may still be so."
        )


def _shared_errors(judged: Judged, alpha: float) -> Iterator[str]:
    for pair in judged.pairs:
        if pair.p_shared is None or pair.shared_error_share is None:
            continue
        if pair.p_shared <= alpha and pair.shared_error_share >= MUCH_SHARED:
            yield (
                f"{pair.first} and {pair.second} are wrong on the same {counted(pair.neither or 0, 'item')}, far more "
                "than chance explains. Look at the guideline and the gold for these items before you blame a vendor; "
                "hard items alone make the chance small too."
            )
