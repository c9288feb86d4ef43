"""Sets of answers for the advisor's tests: what its rules ask about, and the inputs that stand for it."""

from typing import Any

from hypothesis import strategies as st

from calculators.catalog import find
from calculators.models.decide.inputs import options


def inputs_of(answers: dict[str, str]) -> Any:
    """Return the inputs that give some answers; a size of the work becomes labels, as in old links."""
    decide = find("decide")
    return decide.inputs.parse(decide.opening(answers, decide.version)[0])


def answer_sets_drawn() -> st.SearchStrategy[dict[str, str]]:
    """Return every set of answers."""
    return st.fixed_dictionaries({name: st.sampled_from(given) for name, given in options().items()})
