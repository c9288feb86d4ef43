"""The answer in a few sentences: the best option, where that changes, and what the target takes."""

from collections.abc import Iterator

from calculators.core.words import money
from calculators.models.overlap.inputs import OverlapInputs
from calculators.models.overlap.options import fraction
from calculators.models.overlap.result import NOTHING, Overlap
from calculators.models.overlap.wording import cost_of_mistake, in_sentence, sentence, share, typed, verb


def headline(inputs: OverlapInputs, result: Overlap) -> str:
    """Return the answer in a few sentences."""
    return " ".join(_sentences(inputs, result))


def _sentences(inputs: OverlapInputs, result: Overlap) -> Iterator[str]:
    options = {option.name: option for option in result.options}
    one, three = options["vote_1"], options.get("vote_3")
    if three and three.accuracy < one.accuracy - NOTHING:
        yield (
            f"Voting makes this worse: three people are right {share(three.accuracy, one.accuracy)} of the time, "
            f"one person {share(one.accuracy)}."
        )
    best, target = options[result.best], fraction(inputs.target_accuracy)
    yield (
        f"{sentence(in_sentence(best.name))} {verb(best.name, 'is', 'are')} best while a wrong label costs "
        f"{cost_of_mistake(inputs.error_cost)}: {money(best.cost)} an item, {share(best.accuracy, target)} right."
    )
    yield from _tipping_points(inputs, result)
    if best.accuracy < target - NOTHING:
        yield _target(inputs, result)


def _tipping_points(inputs: OverlapInputs, result: Overlap) -> Iterator[str]:
    names = [switch.option for switch in result.switches]
    place = names.index(result.best) if result.best in names else 0
    if place > 0:
        yield (f"Below {money(result.switches[place].from_error_cost)}, {in_sentence(names[place - 1])} would do.")
    later = next(
        (one for one in result.switches if one.from_error_cost >= inputs.error_cost and one.option != result.best), None
    )
    if later:
        yield (
            f"Above {money(later.from_error_cost)}, {in_sentence(later.option)} {verb(later.option, 'costs', 'cost')} "
            "less, mistakes included."
        )
    else:
        yield "However much a wrong label costs, nothing here is better."


def _target(inputs: OverlapInputs, result: Overlap) -> str:
    wanted = typed(inputs.target_accuracy)
    if result.cheapest_reaching is None:
        most = result.highest_accuracy
        above = [one for one in (fraction(inputs.target_accuracy), result.ceiling) if one > most]
        return (
            f"Nothing here reaches {wanted}: the most is {share(most, min(above))}, and no vote can pass "
            f"{share(result.ceiling)}."
        )
    cost = next(option.cost for option in result.options if option.name == result.cheapest_reaching)
    return f"For {wanted} you need {in_sentence(result.cheapest_reaching)}, {money(cost)}."
