"""The sampling model's flip strips: the verdict changes at the errors they say, and checking pays from their cost."""

import itertools
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators.catalog import find
from calculators.models.sampling.best import plan_is_cheapest
from calculators.models.sampling.strips import VERDICTS, strips

SAMPLING = find("sampling")
INPUTS: Any = SAMPLING.inputs


def drawn(inputs: Any) -> dict[str, Any]:
    """Return the strips of the finished answer by field."""
    return {strip.field: strip for strip in strips(inputs, SAMPLING.finished(inputs))}


def check_verdicts(inputs: Any) -> None:
    """Check the stretch of the errors found, and both sides of each flip, against the verdict itself."""
    strip = next(strips(inputs, SAMPLING.compute(inputs)))
    assert strip.field == "errors_found"
    assert (strip.stretches[0].low, strip.stretches[-1].high) == (0, inputs.checked)
    assert strip.here.name == VERDICTS[SAMPLING.compute(inputs).judged.verdict][0]
    for below, above in itertools.pairwise(strip.stretches):
        assert below.high == above.low
        for stretch, errors in ((below, int(below.high) - 1), (above, int(above.low))):
            verdict = SAMPLING.compute(inputs.varied({"errors_found": errors})).judged.verdict
            assert VERDICTS[verdict][0] == stretch.name


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 600),
    st.floats(0.1, 4),
    st.floats(0.1, 8),
    st.integers(1, 12),
    st.sampled_from(["delivery", "process"]),
    st.data(),
)
def test_the_verdict_changes_where_the_strip_says(
    checked: int, good: float, apart: float, cluster: int, population: str, data: st.DataObject
) -> None:
    """One error fewer than at a flip gets the verdict that is named below it, and as many as there the one above."""
    check_verdicts(
        INPUTS(
            checked=checked, errors_found=data.draw(st.integers(0, checked)), acceptance_quality_limit=good,
            limiting_quality=good + apart, cluster_size=cluster, population=population,
        )
    )  # fmt: skip


@pytest.mark.parametrize("checked", [1, 100, 303, 304, 305, 10_000])
@pytest.mark.parametrize("limit", [2.01, 5])
def test_the_verdict_with_and_without_a_plan(checked: int, limit: float) -> None:
    """The same holds of one label, around the whole sample, of all, and where no plan tells the two rates apart."""
    check_verdicts(INPUTS(checked=checked, errors_found=min(checked, 3), limiting_quality=limit))


@settings(max_examples=15, deadline=None)
@given(st.floats(0.2, 20), st.floats(0, 3), st.integers(100, 20_000))
def test_checking_pays_from_the_cost_that_the_strip_says(rate: float, spread: float, size: int) -> None:
    """A hair below it nothing is the cheapest to check, and a hair above it something is."""
    inputs = INPUTS(delivered_error_rate=rate, delivered_error_spread=spread, lot_size=size)
    below, above = drawn(inputs)["error_cost"].stretches
    assume(above.low < 1_000)
    for cost, nothing in ((below.high * (1 - 1e-4), True), (above.low * (1 + 1e-4), False)):
        found = SAMPLING.finished(inputs.varied({"error_cost": cost}))
        assert (found.costs.cheapest.kind == "none" and not plan_is_cheapest(found)) is nothing


def test_there_is_a_strip_of_errors_once_something_was_checked() -> None:
    """Before that, and where errors are counted image by image, the cost of a wrong label alone has one."""
    assert list(drawn(INPUTS())) == ["error_cost"]
    assert list(drawn(INPUTS(image_errors="1/8 0/8"))) == ["error_cost"]
    assert list(drawn(INPUTS(checked=50))) == ["errors_found", "error_cost"]


def test_nothing_is_known_before_samples_were_tried() -> None:
    """The cost of a wrong label has no stretch before the search, and one alone where nothing is wrong."""
    inputs = INPUTS()
    assert next(strips(inputs, SAMPLING.compute(inputs))).stretches == []
    assert len(drawn(INPUTS(delivered_error_rate=0, delivered_error_spread=0))["error_cost"].stretches) == 1
