"""The range around a way's line says what its chances say, and closes where nothing varies."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.catalog import find
from calculators.core import Better
from calculators.models.turnaround.chance import Odds
from calculators.models.turnaround.deadline import Deadline
from calculators.models.turnaround.likely import HIGH, LOW, Likely, likely
from calculators.models.turnaround.supply import WAYS, Plan, Supply
from tests.models.turnaround_draws import drawn

TURNAROUND = find("turnaround")
FEW = settings(deadline=None, max_examples=12)
SURE = {
    "optimistic_time": 100,
    "pessimistic_time": 100,
    "optimistic_lead": 100,
    "pessimistic_lead": 100,
    "attrition": 0,
}


def odds_of(inputs: Any) -> Odds:
    """Return the odds for some inputs, with hours known for ten years."""
    return Odds(Deadline(inputs, Supply(inputs, 520)))


def range_of(inputs: Any, way: str, weeks: int) -> Likely:
    """Return the range of a way up to a week."""
    *_, last = likely(odds_of(inputs), way, Plan.of(inputs), weeks)
    assert isinstance(last, Better)
    return last.result


@FEW
@given(drawn("project", attrition=0, project_labels=200_000), st.sampled_from(WAYS), st.integers(4, 40))
def test_as_many_labels_as_an_end_of_the_range_are_as_likely_as_it_says(
    given_: dict[str, Any], way: str, week: int
) -> None:
    """A project as large as the low end is done by then in 90 of 100 cases, one as large as the high end in 10."""
    inputs = TURNAROUND.inputs.parse(given_)
    found = range_of(inputs, way, week)
    for labels, share in ((found.low[week], 100 - LOW), (found.high[week], 100 - HIGH)):
        if not 500 < labels < inputs.project_labels - 2:
            continue
        smaller, larger = (
            TURNAROUND.inputs.parse({**given_, "project_labels": round(labels * part)}) for part in (0.99, 1.01)
        )
        assert 100 * odds_of(larger).on_time(way, Plan.of(inputs), 5 * week) <= share + 0.1
        assert 100 * odds_of(smaller).on_time(way, Plan.of(inputs), 5 * week) >= share - 0.1


@FEW
@given(drawn("project"), st.sampled_from(WAYS), st.sampled_from([0, 7, 39, 40, 41, 130]))
def test_the_range_rises_to_the_project(given_: dict[str, Any], way: str, weeks: int) -> None:
    """There is one for every week, its low end is never above its high end, and neither falls or passes the project."""
    inputs = TURNAROUND.inputs.parse(given_)
    found = range_of(inputs, way, weeks)
    assert len(found.low) == len(found.high) == weeks + 1
    for side in (found.low, found.high):
        assert all(0 <= value <= inputs.project_labels for value in side)
        assert list(side) == sorted(side)
    assert all(low <= high for low, high in zip(found.low, found.high, strict=True))


def test_the_range_holds_nothing_before_the_first_label_is_made() -> None:
    """Where no case has made a label yet, both ends are 0, so that the low end is not above the line."""
    result = TURNAROUND.finished(TURNAROUND.inputs())
    for way in WAYS:
        here = getattr(result, way)
        assert (here.accepted[0], here.likely.low[0], here.likely.high[0]) == (0, 0, 0)
    bought = result.outsourced
    assert [*bought.accepted[:4], *bought.likely.low[:4], *bought.likely.high[:4]] == [0] * 12


@pytest.mark.parametrize("way", WAYS)
def test_where_nothing_varies_the_range_is_the_line(way: str) -> None:
    """With times and waits as given and nobody leaving, both ends are the accepted labels."""
    result = TURNAROUND.finished(TURNAROUND.inputs(**SURE))
    here = getattr(result, way)
    assert here.likely.low == pytest.approx(here.accepted, abs=2)
    assert here.likely.high == pytest.approx(here.accepted, abs=2)
