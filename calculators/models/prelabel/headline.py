"""The answer in a few sentences: what to do, what is nearly as good but unproven, and what would flip it."""

from collections.abc import Iterator

from calculators.core.words import money
from calculators.models.prelabel.inputs import PrelabelInputs
from calculators.models.prelabel.result import Prelabel
from calculators.models.prelabel.ways import equal
from calculators.models.prelabel.wording import NAMES, alone, at_most, expected, items, score, typed


def headline(inputs: PrelabelInputs, result: Prelabel) -> str:
    """Return the answer in a few sentences."""
    return " ".join([_advice(inputs, result), *_unproven(inputs, result), *_least_limit(result), *_flips(result)])


def _advice(inputs: PrelabelInputs, result: Prelabel) -> str:
    limit, people = typed(inputs.error_limit), result.ways.people
    if result.cheapest is None:
        keeps = "keeps" if result.cheapest_hoped is None else "is shown to keep"
        return (
            f"None of the four {keeps} {limit}: people alone leave {expected(people.wrong, inputs.error_limit)} wrong."
        )
    if result.cheapest == "people":
        return f"Keep people: {_why_people(inputs, result)}."
    way = result.ways.given()[result.cheapest]
    most = at_most(way.wrong_bound, inputs.error_limit)
    price = f"{money(way.unit_cost)} a label instead of {money(people.unit_cost)}"
    if result.cheapest == "threshold":
        row = next(one for one in result.thresholds if one.threshold == result.threshold)
        return (
            f"Let labels with a score of {score(row.threshold)} or more pass unseen: {expected(row.passed)} of items, "
            f"at most {most} wrong in all, {price}."
        )
    does = "label first and review everything" if result.cheapest == "review_all" else "label alone"
    return f"Let the model {does}: {price}, and at most {most} wrong."


def _why_people(inputs: PrelabelInputs, result: Prelabel) -> str:
    price = money(result.ways.people.unit_cost)
    others = [way for name, way in result.ways.given().items() if name != "people" and way.state == "within"]
    if others:
        least = money(min(way.unit_cost for way in others))
        return "the model saves nothing" if least == price else f"the model costs more, {least} a label against {price}"
    return f"no way with a model is shown to keep {typed(inputs.error_limit)}, so a label costs {price}"


def _unproven(inputs: PrelabelInputs, result: Prelabel) -> Iterator[str]:
    """Yield the way that would cost less and is only expected to keep the limit."""
    name = result.cheapest_hoped
    if name is None or name == result.cheapest:
        return
    way = result.ways.given()[name]
    if result.cheapest and equal(result.ways.given()[result.cheapest].unit_cost, way.unit_cost):
        return
    enough = way.items_needed
    more = f"; about {items(enough)} would" if isinstance(enough, int) and enough > inputs.calibration_items else ""
    yield (
        f"{alone(name, result.threshold)} would cost {money(way.unit_cost)}, but your sample of "
        f"{items(inputs.calibration_items)} does not prove it{more}."
    )


def _least_limit(result: Prelabel) -> Iterator[str]:
    """Yield the lowest limit that would be kept, where none of the four keeps the one given."""
    if result.cheapest is None:
        name, way = min(result.ways.given().items(), key=lambda one: one[1].wrong_bound)
        yield f"The lowest limit that one of them keeps is {at_most(way.wrong_bound)}: {NAMES[name].lower()}."


def _flips(result: Prelabel) -> Iterator[str]:
    """Yield what breaks the limit where every proposal is reviewed; the proof that it is kept is lost sooner."""
    accuracy, misses = result.needed.accuracy, result.needed.undercorrection
    if result.ways.review_all.state != "within":
        return
    if accuracy:
        yield (
            f"A model right on less than {expected(accuracy)} breaks your limit even if all of it is reviewed, and "
            "a sample like yours would stop proving that the limit is kept even before the model gets that bad."
        )
    if misses is not None and misses < 100:
        yield f"Reviewers who miss more than {expected(misses)} of its errors break it too."
