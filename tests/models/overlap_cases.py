"""What the tests of the overlap model share: its result with some inputs changed, and inputs that are not refused."""

from typing import Any

import pytest
from hypothesis import strategies as st

from calculators.catalog import find

OVERLAP = find("overlap")


def result(**changes: Any) -> Any:
    """Return the result with some inputs changed."""
    return OVERLAP.compute(OVERLAP.inputs.parse(changes))


def option(found: Any, name: str) -> Any:
    """Return one option of a result."""
    return next(one for one in found.options if one.name == name)


def near(value: float) -> Any:
    """Return what counts as the same number here."""
    return pytest.approx(value, rel=1e-9, abs=1e-9)


@st.composite
def situations(draw: st.DrawFn, **fixed: Any) -> dict[str, Any]:
    """Return inputs that are not refused: shared mistakes are part of all mistakes."""
    accuracy = draw(st.floats(0, 100))
    drawn = {
        "classes": draw(st.integers(2, 1000)),
        "annotator_accuracy": accuracy,
        "shared_mistakes": draw(st.floats(0, 100 - accuracy)),
        "target_accuracy": draw(st.floats(0, 100)),
        "label_price": draw(st.floats(0, 10)),
        "expert_price": draw(st.floats(0, 100)),
        "expert_accuracy": draw(st.floats(0, 100)),
        "error_cost": draw(st.floats(0, 1000)),
        "wrong_answers": draw(st.sampled_from(["spread", "one"])),
        "tie_rule": draw(st.sampled_from(["expert", "random"])),
        "most_overlap": draw(st.integers(1, 9)),
    }
    return {**drawn, **fixed}
