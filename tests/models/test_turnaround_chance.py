"""The chance of being on time agrees with an independent computation, and the days and people it gives are right."""

import random
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators.catalog import find
from calculators.methods.pert import PertTable, pert_share
from calculators.models.turnaround.chance import LAST_DAY, Odds
from calculators.models.turnaround.deadline import Deadline
from calculators.models.turnaround.supply import WAYS, Plan, Supply
from tests.models import turnaround_oracle as oracle
from tests.models.turnaround_draws import drawn

TURNAROUND = find("turnaround")
FEW = settings(deadline=None, max_examples=12)


def odds_of(inputs: Any) -> tuple[Odds, Plan]:
    """Return the odds for some inputs, with hours known for ten years, and the plan."""
    return Odds(Deadline(inputs, Supply(inputs, 520))), Plan.of(inputs)


def close_call(given_: dict[str, Any], way: str, near: float) -> Any:
    """Return inputs whose project is about as large as what a way can do, so that the chance is neither 0 nor 100."""
    inputs = TURNAROUND.inputs.parse(given_)
    capacity = getattr(TURNAROUND.compute(inputs), way).capacity
    assume(capacity > 2)
    return TURNAROUND.inputs.parse({**given_, "project_labels": int(max(1, near * capacity))})


@FEW
@given(drawn("project"), st.sampled_from(WAYS), st.sampled_from([0.7, 0.9, 1.0]), st.booleans())
def test_the_chance_agrees_with_the_plain_computation(
    given_: dict[str, Any], way: str, near: float, reviewed: bool
) -> None:
    """Summed case by case with another library's distributions, the chance is the same."""
    inputs = close_call(given_, way, near)
    odds, plan = odds_of(inputs)
    ours = 100 * odds.on_time(way, plan, odds.promise.left(way), reviewed=reviewed)
    plain = oracle.probability(dict(inputs.values()), way, odds.promise.days, reviewed=reviewed)
    assert ours == pytest.approx(plain, abs=0.02)


@FEW
@given(drawn("project"), st.sampled_from(WAYS))
def test_the_days_are_the_first_with_their_chance(given_: dict[str, Any], way: str) -> None:
    """Looking at every day from the first on finds the same days for 50, 80 and 90%."""
    inputs = close_call(given_, way, 0.9)
    odds, plan = odds_of(inputs)
    *_, last = odds.chance(way, plan)
    tail = getattr(odds.promise.tails, way)
    for share, found in ((50, last.result.days_50), (80, last.result.days_80), (90, last.result.days_90)):
        days = range(1, (found or 400) + 1)
        first = next((day for day in days if 100 * odds.on_time(way, plan, day - tail) >= share - 1e-6), None)
        assert first == found if found else first is None


@FEW
@given(drawn("project", annotators_now=3), st.sampled_from(["in_house", "hybrid"]), st.integers(1, 120))
def test_no_case_is_better_than_the_best(given_: dict[str, Any], way: str, left: int) -> None:
    """The chance never exceeds the one that says where looking closely is worth the while."""
    odds, plan = odds_of(close_call(given_, way, 0.9))
    assert odds.on_time(way, plan, left) <= odds.at_best(way, plan, left) + 1e-6


def test_the_days_of_a_team_that_is_never_replaced() -> None:
    """Where people leave for good the chance falls for a while; the first day is found all the same."""
    inputs = TURNAROUND.inputs(
        project_labels=60_000, annotators_now=1, hires=0, attrition=80, leavers_replaced="no", pessimistic_time=120
    )
    odds, plan = odds_of(inputs)
    *_, last = odds.chance("in_house", plan)
    chances = [odds.on_time("in_house", plan, day) for day in range(1, 400)]
    first = next(day for day, chance in enumerate(chances, 1) if chance >= 0.5)
    assert min(chances[first:]) < 0.4
    assert last.result.days_50 == first + odds.promise.tails.in_house


@FEW
@given(drawn("project", attrition=0), st.sampled_from(WAYS))
def test_without_leavers_a_later_deadline_is_never_less_likely(given_: dict[str, Any], way: str) -> None:
    """With nobody leaving, the chance never falls as the deadline moves out."""
    odds, plan = odds_of(close_call(given_, way, 1.0))
    chances = [odds.on_time(way, plan, day) for day in range(0, 200, 3)]
    assert all(later >= sooner - 1e-9 for sooner, later in pairwise(chances))


@FEW
@given(
    drawn("project", attrition=0, optimistic_time=100, pessimistic_time=100, optimistic_lead=100, pessimistic_lead=100),
    st.sampled_from(WAYS),
)
def test_without_any_uncertainty_it_is_all_or_nothing(given_: dict[str, Any], way: str) -> None:
    """Nothing varies: 0 before the finish and 100 from it on, and all three days are the finish."""
    inputs = TURNAROUND.inputs.parse(given_)
    finish = getattr(TURNAROUND.compute(inputs), way).finish_days
    odds, plan = odds_of(inputs)
    *_, last = odds.chance(way, plan)
    assert [last.result.days_50, last.result.days_80, last.result.days_90] == [
        finish if (finish or 0) <= LAST_DAY else None
    ] * 3
    if finish and finish <= LAST_DAY:
        tail = getattr(odds.promise.tails, way)
        assert odds.on_time(way, plan, finish - tail) == pytest.approx(1)
        assert odds.on_time(way, plan, finish - tail - 1) == 0


@FEW
@given(drawn("project"), st.sampled_from(WAYS))
def test_sure_people_reach_the_confidence_and_one_fewer_do_not(given_: dict[str, Any], way: str) -> None:
    """The people and reviewers that make it sure are right on both sides, within a tenth of a point."""
    inputs = close_call(given_, way, 1.1)
    odds, plan = odds_of(inputs)
    need, left, wanted = odds.sure(way, plan), odds.promise.left(way), inputs.confidence
    if need.people is None:
        assert need.reviewer_hires is None
        return
    staffed = plan.with_people(way, need.people)
    assert 100 * odds.on_time(way, staffed, left, reviewed=False) >= wanted - 0.1
    if need.people:
        fewer = plan.with_people(way, need.people - 1)
        assert 100 * odds.on_time(way, fewer, left, reviewed=False) < wanted + 0.1


def test_more_people_than_are_counted_one_by_one() -> None:
    """Where fifty people are not enough, more are tried with the expected number of leavers."""
    inputs = TURNAROUND.inputs(project_labels=4_000_000, deadline_weeks=26, annotators_now=40, hires_possible=200)
    odds, plan = odds_of(inputs)
    need = odds.sure("in_house", plan)
    assert need.people > 10
    fewer, enough = (
        100
        * odds.on_time("in_house", plan.with_people("in_house", people), odds.promise.left("in_house"), reviewed=False)
        for people in (need.people - 1, need.people)
    )
    assert fewer < 80 <= enough


@given(st.floats(0.1, 1), st.floats(1, 10), st.floats(0, 12))
def test_the_table_of_times_is_close_to_the_distribution(low: float, high: float, value: float) -> None:
    """Looking a share up costs less than a hundredth of a point."""
    assert PertTable.of(low, 1, high).share(value) == pytest.approx(pert_share(value, low, 1, high), abs=1e-4)


@pytest.mark.parametrize("changes", [{}, {"attrition": 60, "deadline_weeks": 15, "hires": 3}])
def test_a_simulation_person_by_person_is_near(changes: dict[str, Any]) -> None:
    """Drawing times, waits and each person's leaving comes within four points of counting the average leaver."""
    inputs = TURNAROUND.inputs.parse({"project_labels": 150_000, **changes})
    odds, plan = odds_of(inputs)
    left, draw = odds.promise.left("in_house"), random.Random(5)
    counted, runs = 100 * odds.on_time("in_house", plan, left), 3000
    one = odds.supply.lasting_seat
    met = sum(_simulated(inputs, odds, plan, left, one.hired, draw) for _ in range(runs))
    assert 100 * met / runs == pytest.approx(counted, abs=4)


def _simulated(inputs: Any, odds: Odds, plan: Plan, left: int, hired: list[float], draw: random.Random) -> bool:
    """Say whether one drawn run makes the labels in time; everybody leaves or stays week by week."""
    later = draw.choices([delay for delay, _ in odds.hiring], [weight for _, weight in odds.hiring])[0]
    joining, weeks, hours = max(0, plan.joining + later), left / 5, 0.0
    seats = [(0, True)] * inputs.annotators_now
    seats += [(joining + person // inputs.hires_a_week, False) for person in range(inputs.hires)]
    while seats:
        first, trained = seats.pop()
        gone = first + 1
        while gone < weeks and draw.random() < odds.supply.stay:
            gone += 1
        there = min(gone, weeks) - first
        if there > 0:
            hours += odds.supply.lasting_seat.present[1] * there if trained else oracle.line(hired, there)
        if gone < weeks:
            seats.append((gone + plan.joining, False))
    width = inputs.pessimistic_time - inputs.optimistic_time
    share = draw.betavariate(
        1 + 4 * (100 - inputs.optimistic_time) / width, 1 + 4 * (inputs.pessimistic_time - 100) / width
    )
    factor = (inputs.optimistic_time + width * share) / 100
    return hours / odds.supply.label_hours / factor >= inputs.project_labels
