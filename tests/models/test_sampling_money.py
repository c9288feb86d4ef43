"""What the sampling model says about money holds of the plan too, which is none of the sizes that were tried."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.catalog import find, presented
from calculators.core import Lines, Rows
from calculators.models.sampling.best import pays_from, plan_is_cheapest
from calculators.models.sampling.strips import CHECKS, strips
from calculators.show import strips as shown

SAMPLING = find("sampling")
PROCESS = {"refusal_cost": 1, "population": "process"}
# Every size tried is dearer here than no check, and the plan alone is not.
BEATS_NONE = {
    "lot_size": 100, "acceptance_quality_limit": 0.5, "limiting_quality": 12, "error_cost": 10, "refusal_cost": 1,
    "delivered_error_rate": 1, "delivered_error_spread": 1, "rework_billed": 50, "producer_risk": 0.1,
    "consumer_risk": 1,
}  # fmt: skip
SMALL = {"lot_size": 100, "error_cost": 50}


def finished(**given: object) -> tuple[Any, Any]:
    """Return the inputs and the finished result."""
    inputs = SAMPLING.inputs.parse(given)
    return inputs, SAMPLING.finished(inputs)


def costs(**given: object) -> tuple[str, list[list[str]], Lines]:
    """Return the first sentences, the table's rows and the chart of the section about money."""
    inputs, result = finished(**given)
    found = next(section for section in presented(SAMPLING, inputs, result).sections if section.id == "costs")
    (table,) = (item for item in found.content if isinstance(item, Rows))
    (chart,) = (item for item in found.content if isinstance(item, Lines))
    return found.content[0], [[str(cell) for cell in row] for row in table.rows], chart


def all_words(**given: object) -> str:
    """Return the sentences of the section about money."""
    inputs, result = finished(**given)
    found = next(section for section in presented(SAMPLING, inputs, result).sections if section.id == "costs")
    return " ".join(item for item in found.content if isinstance(item, str))


def test_what_is_called_the_cheapest_is_not_dearer_than_the_plan() -> None:
    """Where the plan costs less than each size tried, words and table call the plan the cheapest."""
    words, rows, _ = costs(**PROCESS)
    assert words.endswith("At ¤1.00 the plan is the cheapest of all that were tried: it checks 306 and allows 10.")
    assert [row[0] for row in rows] == [
        "Nothing checked", "The plan, the cheapest of all tried", "The cheapest of the other sizes",
        "Everything checked",
    ]  # fmt: skip
    assert [row[3] for row in rows[1:3]] == ["¤162", "¤164"]
    assert finished(**PROCESS)[1].costs.cheapest.checks == 501


def test_where_a_size_tried_is_cheaper_it_is_still_the_cheapest() -> None:
    """At the starting values the plan is not the cheapest, and the rows keep their names."""
    words, rows, _ = costs()
    assert words.endswith("the cheapest is to check 200 and allow 7.")
    assert [row[0] for row in rows] == ["Nothing checked", "The plan", "The cheapest", "Everything checked"]


def test_the_plan_may_be_the_only_check_that_pays() -> None:
    """Where no size tried pays and the plan does, it is said from which cost it does, in words and on the strip."""
    inputs, result = finished(**BEATS_NONE)
    assert result.costs.cheapest.kind == "none"
    words, rows, _ = costs(**BEATS_NONE)
    assert words.startswith("Checking pays once a wrong label costs more than ¤8.24. At ¤10.00 the plan is the ")
    assert [row[0] for row in rows] == ["Nothing checked", "The plan, the cheapest of all tried", "Everything checked"]
    (strip,) = strips(inputs, result)
    assert strip.here.name == CHECKS[0]
    flip = pays_from(inputs, result)
    assert flip is not None
    assert flip < result.costs.break_even_error_cost
    for cost, pays in ((flip * (1 - 1e-6), False), (flip * (1 + 1e-6), True)):
        assert plan_is_cheapest(finished(**{**BEATS_NONE, "error_cost": cost})[1]) is pays


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from([30, 100, 300, 2_000]), st.sampled_from([0.5, 2, 5]), st.sampled_from([0, 1, 100]),
    st.sampled_from([0.1, 1, 10]), st.sampled_from([0.1, 5]), st.sampled_from(["delivery", "process"]),
    st.sampled_from([1, 5]),
)  # fmt: skip
def test_nothing_in_the_table_is_cheaper_than_what_is_called_so(
    lot: int, good: float, refusal: float, error: float, risk: float, population: str, cluster: int
) -> None:
    """The least of all four costs is that of the cheapest, and where no check is best nothing is said to pay."""
    inputs, result = finished(
        lot_size=lot, acceptance_quality_limit=good, limiting_quality=12, refusal_cost=refusal, error_cost=error,
        producer_risk=risk, population=population, cluster_size=cluster,
    )  # fmt: skip
    found = result.costs
    known = [found.none, found.all, found.cheapest.cost, *([found.plan.cost] if found.plan else [])]
    best = found.plan.cost if plan_is_cheapest(result) else found.cheapest.cost
    assert best <= min(known) + 1e-8 * max(1, min(known))
    pays = pays_from(inputs, result)
    assert pays is not None
    assert (best < found.none - 1e-6) <= (error > pays)
    assert (error > pays * (1 + 1e-6)) <= (best < found.none)


def test_the_curve_passes_through_the_plan_where_it_is_marked() -> None:
    """A small delivery's plan allows by the delivery's own count, so its cost stands apart from the curve's rule."""
    _, result = finished(**SMALL)
    _, rows, chart = costs(**SMALL)
    (place,) = (place for place, word in chart.marks if word == "plan")
    assert place == result.plan.labels == 75
    at = dict(zip(chart.positions, chart.series[0].values, strict=True))
    assert at[75] == result.costs.plan.cost
    assert rows[1][3] == "¤113"
    assert list(chart.positions) == sorted(set(chart.positions))
    assert (
        "The plan is drawn among them and stands apart: it allows 2 of 75 labels where that rule would allow 4, "
        "because the plan counts what is wrong in this delivery of 100 alone."
    ) in chart.description


def test_a_plan_by_the_rule_of_the_curve_is_not_said_to_stand_apart() -> None:
    """In a large delivery and in a process both rules allow the same, and the words say only that it is drawn."""
    for inputs in ({}, PROCESS, {"cluster_size": 12, "intraclass_correlation": 0.2}):
        description = costs(**inputs)[2].description
        assert description.endswith("The plan is drawn among them."), inputs
        assert "work with 2% wrong pass at least 95 times in 100, whatever the size of the delivery." in description
    assert "plan" not in costs(population="process", limiting_quality=2.05)[2].description


def test_free_checks_have_no_flip_without_length() -> None:
    """Where a check costs nothing, checking wins all along, and no amount of nothing is named as a limit."""
    inputs, result = finished(reviewer_wage=0)
    (strip,) = strips(inputs, result)
    assert [one.name for one in strip.stretches] == [CHECKS[0]]
    assert shown.words(strip) == "No flip: checking would cost least all the way from ¤0 to ¤1,000,000."
    said = all_words(reviewer_wage=0)
    assert said.startswith("Checks cost nothing here, so they pay however little a wrong label costs.")
    assert "checking everything would pay as soon as anything is wrong (Deming)." in said
    assert "¤0." not in said
    assert "0.0%" not in said
    assert "6 times as much" not in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"review_seconds": 1}, "of 1 second."),
        ({"review_seconds": 1.2}, "of 1.2 seconds."),
        ({"review_seconds": 1.5}, "of 1.5 seconds."),
        ({"review_seconds": 1_200}, "of 1,200 seconds."),
        ({"error_cost": 1_000}, "would pay above 0.012% wrong"),
    ],
)
def test_inputs_are_quoted_as_given(given: dict[str, object], said: str) -> None:
    """The seconds of a look are not rounded, their noun fits the number, and a small rate is not nothing."""
    assert said in all_words(**given)


def test_a_few_wrong_labels_are_not_none() -> None:
    """Of one label 0.03 are wrong on average, which does not read as 0.0."""
    _, rows, _ = costs(lot_size=1)
    assert (rows[0][-1], rows[-1][-1]) == ("0.03", "0")
