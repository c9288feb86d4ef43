"""Where to go from a split, with what is known on the way."""

from collections.abc import Iterator, Mapping

from calculators.core import InputError, Link
from calculators.models.hybrid.inputs import HybridInputs
from calculators.models.hybrid.phrases import carried
from calculators.models.hybrid.result import Hybrid
from calculators.models.hybrid.routes import GATES, Work, work
from calculators.vocabulary import shared_number


def next_steps(inputs: HybridInputs, hybrid: Hybrid) -> Iterator[Link]:
    """Yield the next steps that this split calls for."""
    modelled = _largest_on_model(inputs, hybrid)
    if modelled:
        words = f"Measure the model, and prove it, for {modelled.segment.name}"
        yield Link(
            words=words, page="calculators/prelabel.md", calculator="prelabel", inputs=_model_case(inputs, modelled)
        )
    bought = sum(carried(share, "outsourced") for share in hybrid.split or ())
    if bought:
        yield Link(
            words="Compare the quotes for what goes out",
            page="calculators/quotes.md",
            calculator="quotes",
            inputs=_known(inputs, {"volume": max(1.0, bought)}),
        )
    if _closes_most(hybrid) == "data":
        words = "Ask whether masked data may leave, since that is what closes most routes"
        yield Link(words=words, page="calculators/decide.md", calculator="decide")
    if any(row.expertise == "specialist" for row in inputs.segments):
        yield Link(
            words="Give specialists' work two rows, one of first passes by trained people and one of reviews by "
            "specialists, and see which is cheaper",
            page="decide/hybrid.md#should-experts-label",
        )
    if hybrid.hybrid_share is not None:
        volume = sum(row.volume for row in inputs.segments)
        yield Link(
            words="See the same share with whole people, growth and price rises",
            page="calculators/cost.md",
            calculator="cost",
            inputs=_known(inputs, {"volume": volume, "hybrid_share": hybrid.hybrid_share}),
        )
    yield Link(words="Plan the border between the routes", page="decide/hybrid.md#step-by-step")


def _largest_on_model(inputs: HybridInputs, hybrid: Hybrid) -> Work | None:
    """Return the part with the most labels on the model's route."""
    shares = [(carried(share, "model"), -place) for place, share in enumerate(hybrid.split or ())]
    most, place = max(shares, default=(0.0, 0))
    return work(inputs, inputs.segments[-place]) if most else None


def _model_case(inputs: HybridInputs, row: Work) -> dict[str, str]:
    """Return what the calculator of models should know of a part beyond what both ask."""
    values = {
        "volume": row.segment.volume,
        "seconds": row.seconds,
        "review_seconds": inputs.review_seconds * row.ratio,
        "correct_seconds": inputs.correct_seconds * row.ratio,
        "inhouse_acceptance": row.acceptance,
    }
    if row.segment.expertise == "specialist":
        values |= {"wage": inputs.specialist_wage, "reviewer_wage": inputs.specialist_wage}
    return _known(inputs, values)


def _known(inputs: HybridInputs, values: Mapping[str, float]) -> dict[str, str]:
    """Return values as a link has them, without those that their fields refuse."""
    written = {}
    for name, value in values.items():
        try:
            field = shared_number(name, inputs.currency)
            written[name] = field.text(field.parse(name, value))
        except InputError:
            continue
    return written


def _closes_most(hybrid: Hybrid) -> str:
    """Return the gate that closes the most routes; nothing where none closes any."""
    shut = [gate for part in hybrid.routes for gates in part.closed.values() for gate in gates]
    return max(GATES, key=shut.count) if shut else ""
