"""The turnaround model agrees with an independent one, and its searches find what they claim."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.catalog import find
from calculators.core import InputErrors
from calculators.models.turnaround.deadline import Deadline
from calculators.models.turnaround.flow import Flow
from calculators.models.turnaround.inflow import Keeping, worked_off
from calculators.models.turnaround.supply import WAYS, Plan, Supply
from tests.models import turnaround_oracle as oracle
from tests.models.turnaround_draws import drawn

TURNAROUND = find("turnaround")
ONCE = settings(deadline=None, max_examples=25)


def known(**changes: Any) -> tuple[Any, dict[str, Any]]:
    """Return inputs, and the same as a plain mapping."""
    inputs = TURNAROUND.inputs.parse(changes)
    return inputs, dict(inputs.values())


def same(found: Any, wanted: Any, name: str = "") -> bool:
    """Say whether two figures agree as far as the model promises."""
    if found is None or wanted is None or isinstance(wanted, bool):
        return found == wanted
    if isinstance(wanted, list):
        return all(map(same, found, wanted))
    relative, absolute = {"margin": (1e-9, 1e-12), "finish_weeks": (0, 1e-6)}.get(name, (1e-8, 1e-6))
    return found == pytest.approx(wanted, rel=relative, abs=absolute)


def test_the_answer_at_the_defaults() -> None:
    """The published answer: days, people needed, chances, and the steps from a shortage to hires."""
    result = TURNAROUND.finished(TURNAROUND.inputs())
    ways = [getattr(result, way) for way in WAYS]
    needed = [getattr(result.needed, way) for way in WAYS]
    assert [way.finish_days for way in ways] == [76, 63, 48]
    assert [need.people for need in needed] == [13, 13, 3]
    assert [way.chance.probability for way in ways] == pytest.approx([0.45, 52.93, 99.99], abs=0.01)
    assert result.work.trained_people == 5
    assert result.work.gross_up == (2, 3, 4)
    assert needed[0].sure.people is None
    assert needed[1].sure.people == 19


@ONCE
@given(drawn("project"))
def test_a_project_agrees_with_the_plain_computation(given_: dict[str, Any]) -> None:
    """Every figure of every way is that of a computation group by group, as far as ninety weeks show it."""
    inputs, x = known(**given_)
    result = TURNAROUND.compute(inputs)
    for way in WAYS:
        ours, plain = vars(getattr(result, way)), oracle.project(x, way, last=90)
        if plain["finish_days"] is None:
            assert ours["finish_weeks"] is None or ours["finish_weeks"] > 89
            plain = {name: plain[name] for name in ("meets", "capacity", "margin", "tail_days", "people", "accepted")}
        for name, wanted in plain.items():
            length = len(ours[name]) if isinstance(wanted, list) else 0
            assert same(ours[name], wanted[:length] if length else wanted, name), (way, name)


@ONCE
@given(drawn("inflow"))
def test_an_inflow_agrees_with_the_plain_computation(given_: dict[str, Any]) -> None:
    """Every figure of every way is that of a computation week by week."""
    inputs, x = known(**given_)
    result = TURNAROUND.compute(inputs)
    for way in WAYS:
        ours, plain = vars(getattr(result, way)), oracle.inflow(x, way)
        for name, wanted in plain.items():
            assert same(ours[name], wanted, name), (way, name)


@ONCE
@given(drawn("project", deadline_weeks=13), st.sampled_from(WAYS))
def test_people_needed_for_a_project_are_the_fewest(given_: dict[str, Any], way: str) -> None:
    """With the people and reviewers needed the plan meets the deadline; with one fewer of either it does not."""
    inputs, x = known(**given_)
    need = getattr(TURNAROUND.compute(inputs).needed, way)
    field = "hires" if way == "in_house" else "vendor_annotators"
    most = x["hires_possible" if way == "in_house" else "vendor_annotators_possible"]
    plain = oracle.Oracle(x, 13)
    if need.people is None:
        assert need.reviewer_hires is None
        assert not oracle.meets(plain, way, reviewed=False, **{field: most})
        return
    assert oracle.meets(plain, way, reviewed=False, **{field: need.people})
    assert not need.people or not oracle.meets(plain, way, reviewed=False, **{field: need.people - 1})
    tried = {field: need.people}
    if need.reviewer_hires is None:
        assert not oracle.meets(plain, way, **tried, reviewer_hires=1000)
        return
    assert oracle.meets(plain, way, **tried, reviewer_hires=need.reviewer_hires)
    if need.reviewer_hires:
        assert not oracle.meets(plain, way, **tried, reviewer_hires=need.reviewer_hires - 1)


@ONCE
@given(drawn("inflow"), st.sampled_from(WAYS))
def test_people_needed_for_an_inflow_are_the_fewest(given_: dict[str, Any], way: str) -> None:
    """With the people and reviewers needed the promise is kept; with one fewer of either it is broken."""
    inputs, x = known(**given_)
    need = getattr(TURNAROUND.compute(inputs).needed, way)
    field = "hires" if way == "in_house" else "vendor_annotators"

    def kept(people: int, reviewers: int | None = None) -> bool:
        extra = {} if reviewers is None else {"reviewer_hires": reviewers}
        return oracle.inflow(x, way, reviewed=reviewers is not None, **{field: people}, **extra)["meets"]

    if need.people is None:
        assert not kept(x["hires_possible" if way == "in_house" else "vendor_annotators_possible"])
        return
    assert kept(need.people)
    assert not need.people or not kept(need.people - 1)
    if need.reviewer_hires is not None:
        assert kept(need.people, need.reviewer_hires)
        assert not need.reviewer_hires or not kept(need.people, need.reviewer_hires - 1)
    assert (need.idle_share is None) or need.found


@ONCE
@given(drawn("project"), st.sampled_from(WAYS))
def test_slack_is_every_shorter_delay_too(given_: dict[str, Any], way: str) -> None:
    """Everybody may come so many weeks later, and any fewer, but not one more."""
    inputs, x = known(**given_)
    here = getattr(TURNAROUND.compute(inputs), way)
    plain, longest = oracle.Oracle(x, 20), oracle.deadline(x) // 5
    last = -1 if here.slack_weeks is None else here.slack_weeks
    for weeks in range(min(longest, last + 1) + 1):
        met = oracle.meets(plain, way, A=plain.A + weeks, V=plain.V + weeks)
        assert met == (weeks <= last)


@ONCE
@given(drawn("inflow"), st.sampled_from(WAYS))
def test_the_margin_of_an_inflow_is_where_it_breaks(given_: dict[str, Any], way: str) -> None:
    """The promise is kept at the margin and broken a little above it; without one, it is broken at a tenth."""
    inputs, x = known(**given_)
    margin = getattr(TURNAROUND.compute(inputs), way).margin
    if margin is None:
        assert not oracle.inflow(x, way, factor=0.1)["meets"]
        return
    assert oracle.inflow(x, way, factor=margin * (1 - 1e-9))["meets"]
    assert margin == 10 or not oracle.inflow(x, way, factor=margin * (1 + 2e-6))["meets"]


@ONCE
@given(drawn("project"))
def test_the_margin_is_how_much_all_times_may_grow(given_: dict[str, Any]) -> None:
    """Times per label and per review that grow by the margin still meet the deadline, just."""
    inputs, _ = known(**given_)
    result = TURNAROUND.compute(inputs)
    times = ("seconds", "vendor_seconds", "review_seconds")
    for way in WAYS:
        margin = getattr(result, way).margin
        if not 1e-3 < margin < 1e3:
            continue
        for factor, met in ((margin * (1 - 1e-7), True), (margin * (1 + 1e-7), False)):
            slower = inputs.varied({name: getattr(inputs, name) * factor for name in times})
            assert getattr(TURNAROUND.compute(slower), way).meets == met


WEEKS = st.lists(st.tuples(st.floats(0.1, 10), st.booleans(), st.floats(0, 10)), min_size=2, max_size=20)


@given(WEEKS, st.floats(0, 1), st.sampled_from([0, 0.2, 1]))
def test_two_stations_agree_with_a_fine_simulation(
    weeks: list[tuple[float, bool, float]], share: float, light: float
) -> None:
    """The labels accepted by any time are those whose review a reviewer has done by then, moment by moment."""
    made, brought, reviewing = [0.0], [0.0], [0.0]
    for number, heavy, hours in weeks:
        made.append(made[-1] + number)
        brought.append(brought[-1] + (number if heavy else light * number))
        reviewing.append(reviewing[-1] + hours)
    time = share * len(weeks)
    accepted = Flow(made, brought, reviewing).accepted(time)
    assert accepted == pytest.approx(oracle.cap(made, brought, reviewing, time), rel=1e-9, abs=1e-9)
    moments, done = [time * moment / 1000 for moment in range(1001)], 0.0
    for before, now in pairwise(moments):
        done = min(oracle.line(brought, now), done + oracle.line(reviewing, now) - oracle.line(reviewing, before))
    last = oracle.line(brought, numpy.interp(accepted, made, range(len(made))))
    assert last == pytest.approx(done, abs=0.05 * time + 1e-9)


@ONCE
@given(drawn("inflow"), st.sampled_from(WAYS))
def test_no_label_is_lost_or_accepted_before_it_arrives(given_: dict[str, Any], way: str) -> None:
    """What has arrived is open or accepted; acceptance never falls and never runs ahead of arrival."""
    inputs, _ = known(**given_)
    here = getattr(TURNAROUND.compute(inputs), way)
    for there, done, waiting in zip(here.arrived, here.accepted, here.open, strict=True):
        assert there == pytest.approx(done + waiting)
        assert done <= there * (1 + 1e-12) + 1e-9
    assert all(later >= sooner for sooner, later in pairwise(here.accepted))


def test_faster_work_and_a_smaller_inflow_are_one() -> None:
    """All times cut to a third do the same as a third of the labels, which the margin counts on."""
    promise = Keeping(TURNAROUND.inputs(work_shape="inflow", backlog=5_000.0))
    flow = promise.flow("hybrid", Plan.of(promise.inputs))
    third = Flow([3 * made for made in flow.made], flow.brought, flow.reviewing)
    scaled = list(worked_off(flow, promise.new, 5_000, factor=1 / 3))
    assert scaled == pytest.approx(list(worked_off(third, promise.new, 5_000)))


def test_hires_for_deadline_is_the_special_case() -> None:
    """One group of hires, nobody replaced, all passing, no review and no tail: the published needs and outputs."""
    case = {
        "work_shape": "project", "project_labels": 10_000, "deadline_weeks": 8, "annotators_now": 5,
        "seconds": 3600 / 150, "paid_hours": 52 / 12, "utilisation": 100, "review_share": 0, "check_share": 0,
        "inhouse_acceptance": 100, "batch_days": 0, "attrition": 0, "leavers_replaced": "no", "training_pass": 100,
        "training_weeks": 0, "hiring_weeks": 2, "hires_a_week": 1_000, "ramp_months": 2 * 12 / 52, "ramp_speed": 62.5,
    }  # fmt: skip
    inputs, _ = known(**case)
    assert TURNAROUND.compute(inputs).needed.in_house.people == 6
    supply, plan = Supply(inputs, 8), Plan.of(inputs).with_people("in_house", 6)
    assert supply.flow("in_house", plan, 8).made[8] == pytest.approx(10_725)
    assert supply.flow("in_house", plan.with_people("in_house", 0), 8).made[8] == pytest.approx(6_000)


def test_the_capacity_page_and_the_cost_calculator_agree() -> None:
    """Seven trained or twelve new people, as the page says; an inflow takes the cost calculator's annotators."""
    result = TURNAROUND.compute(TURNAROUND.inputs.parse(TURNAROUND.presets["capacity-page"].inputs))
    assert (result.work.trained_people, result.needed.in_house.people, result.needed.outsourced.people) == (7, 12, 12)
    inflow = TURNAROUND.compute(TURNAROUND.inputs(work_shape="inflow"))
    cost = find("cost")
    assert inflow.work.trained_people == cost.compute(cost.inputs()).people[0].annotators


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"start_date": "2027-02-30"}, "start_date"),
        ({"start_date": "1899-12-31"}, "start_date"),
        ({"start_date": "2200-01-01"}, "start_date"),
        ({"start_date": "4 January 2027"}, "start_date"),
        ({"deadline_date": "2027-13-01", "start_date": "2027-01-04"}, "deadline_date"),
        ({"deadline_date": "2027-01-04"}, "start_date"),
        ({"deadline_date": "2027-01-03", "start_date": "2027-01-04"}, "deadline_date"),
        ({"deadline_date": "2027-01-03", "start_date": "2027-01-02"}, "deadline_date"),
        ({"deadline_date": "2030-01-01", "start_date": "2027-01-04"}, "deadline_date"),
        ({"attrition": 100}, "attrition"),
        ({"hires": 1.5}, "hires"),
        ({"deadline_weeks": 0.1}, "deadline_weeks"),
    ],
)
def test_bad_input_names_its_field(changes: dict[str, Any], field: str) -> None:
    """Dates that are none, stand alone, or leave no working day or too many are refused at their own field."""
    with pytest.raises(InputErrors) as refused:
        TURNAROUND.inputs.parse(changes)
    assert [error.field for error in refused.value.errors] == [field]


@pytest.mark.parametrize(("end", "days"), [("2027-01-04", 1), ("2029-12-28", 780), ("2027-01-10", 5)])
def test_dates_at_the_edges(end: str, days: int) -> None:
    """One working day and 780 of them are accepted; a deadline on a Sunday is that of the Friday before."""
    inputs = TURNAROUND.inputs.parse({"start_date": "2027-01-04", "deadline_date": end})
    assert TURNAROUND.compute(inputs).deadline_days == days


def test_dates_say_the_same_as_days() -> None:
    """A start on a Saturday counts from Monday; the finish is the date of its working day."""
    result = TURNAROUND.compute(TURNAROUND.inputs(start_date="2027-01-02", deadline_date="2027-04-02"))
    assert result.deadline_days == 65
    assert (result.outsourced.finish_days, result.outsourced.finish_date) == (63, "2027-03-31")


@pytest.mark.parametrize("shape", ["project", "inflow"])
def test_by_start_begins_with_what_is_needed_now(shape: str) -> None:
    """Week 0 is the need itself, the latest start is the last week with an answer, and dates are working days."""
    result = TURNAROUND.finished(
        TURNAROUND.inputs(work_shape=shape, start_date="2027-01-04", vendor_annotators_possible=200)
    )
    for way in WAYS:
        need, weeks = getattr(result.needed, way), [getattr(entry, way) for entry in result.by_start]
        assert (weeks[0].people, weeks[0].reviewer_hires) == (need.people, need.reviewer_hires)
        answered = [week for week, entry in enumerate(weeks) if entry.found]
        assert need.latest_start_weeks == (max(answered) if answered else None)
        assert (need.latest_start_date is None) == (not answered)
    assert result.by_start[0].outsourced.people
    assert len(result.by_start) == (14 if shape == "project" else 13)


def test_nobody_needed_has_no_latest_start() -> None:
    """A team that makes it alone need not hire by any date."""
    need = TURNAROUND.finished(TURNAROUND.inputs(project_labels=5_000)).needed.in_house
    assert (need.people, need.reviewer_hires, need.latest_start_weeks) == (0, 0, None)


def test_no_time_left_before_the_last_batch() -> None:
    """Where the last batch's rounds take all the time, nothing is accepted and no number of people helps."""
    result = TURNAROUND.compute(TURNAROUND.inputs(deadline_weeks=0.6))
    assert result.work.trained_people is None
    assert result.work.gross_up is None
    assert (result.in_house.capacity, result.in_house.meets, result.needed.in_house.people) == (0, False, None)


def test_a_tiny_project_is_done_on_the_first_day() -> None:
    """One label of a large team takes no week at all, and nothing divides by zero."""
    inputs, _ = known(project_labels=1, seconds=0.1, annotators_now=1000, batch_days=0)
    here = TURNAROUND.compute(inputs).in_house
    assert (here.finish_days, here.review_wait_days) == (1, 0)


def test_swings_match_the_model_and_come_in_order() -> None:
    """Each end is the model's own finish there, the largest first; what changes nothing is left out."""
    inputs = TURNAROUND.inputs()
    swings = TURNAROUND.finished(inputs).swings
    assert [swing.size for swing in swings] == sorted((swing.size for swing in swings), reverse=True)
    assert swings[0].name == "project_labels"
    assert "confidence" not in {swing.name for swing in swings}
    for swing in swings[:4]:
        high = TURNAROUND.compute(inputs.varied({swing.name: swing.high}))
        assert (swing.in_house_at_high, swing.outsourced_at_high) == (
            high.in_house.finish_days, high.outsourced.finish_days,
        )  # fmt: skip


@pytest.mark.parametrize("changes", [{}, {"work_shape": "inflow"}, {"annotators_now": 0, "hires": 0}])
def test_a_second_run_prints_the_same(changes: dict[str, Any], tmp_path: Path) -> None:
    """The command line prints the finished result under the published names, byte for byte the same each time."""
    file = tmp_path / "inputs.json"
    file.write_text(json.dumps(changes), "utf-8")
    command = [sys.executable, "-m", "calculators", "turnaround", "--json", "--inputs", str(file)]
    first, second = (subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2))
    assert first == second
    result = json.loads(first)["result"]
    names = ["work", "deadline_days", "in_house", "outsourced", "hybrid", "needed", "by_start", "swings"]
    assert list(result) == names
    need = ["people", "reviewer_hires", "leads", "latest_start_weeks", "latest_start_date", "sure"]
    inflow = changes.get("work_shape") == "inflow"
    assert list(result["needed"]["hybrid"]) == [*need, *(["idle_share"] if inflow else [])]
    assert list(result["by_start"][0]["hybrid"]) == ["people", "reviewer_hires"]
    chance = result["hybrid"]["chance"]
    assert chance is None if inflow else list(chance) == ["probability", "days_50", "days_80", "days_90"]


def test_the_deadline_object_and_the_result_agree_on_what_meets() -> None:
    """The search's test and the result's own verdict are one, to the last label."""
    inputs = TURNAROUND.inputs(project_labels=228_832)
    promise = Deadline(inputs, Supply(inputs, 20))
    for labels, met in ((228_832, True), (228_833, False)):
        inputs = TURNAROUND.inputs(project_labels=labels)
        promise.inputs = inputs
        assert promise.kept("outsourced", Plan.of(inputs), reviewed=True) == met
        here = TURNAROUND.compute(inputs).outsourced
        assert here.meets == met == (here.late_days <= 0)
