"""The cost model agrees with an independent computation, and its searches find what they claim."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.catalog import find
from calculators.methods.ranges import uncertain
from calculators.models.cost.flips import PRICE_FIELDS
from calculators.models.cost.ways import difference
from tests.strategies import scenarios

COST = find("cost")
TABLED = {
    "volume": 200000, "growth": 0, "months": 24, "seconds": 26.5, "overlap": 1, "review_share": 20,
    "review_seconds": 9.0, "rework_effort": 100, "wage": 17.5, "reviewer_wage": 25, "benefit_load": 34.6,
    "paid_hours": 173.33, "utilisation": 70, "inhouse_acceptance": 95, "attrition": 37.5, "hire_cost": 4425,
    "training_weeks": 2, "ramp_months": 1.5, "ramp_speed": 50, "span": 10, "lead_salary": 65000, "tool_seat": 33,
    "workstation": 1500, "seat_overhead": 300, "inhouse_setup": 20000, "engineer_hours": 30, "engineer_rate": 100,
    "inhouse_escape": 3, "vendor_escape": 3, "pricing": "per_label", "label_price": 0.06, "hour_rate": 8,
    "seat_fee": 499, "seat_hours": 121, "vendor_seconds": 26.5, "vendor_acceptance": 95, "rework_billed": 0,
    "minimum_month": 500, "vendor_setup": 5000, "project_fee": 10, "oversight_hours": 40, "oversight_rate": 60,
    "check_share": 5, "price_rise": 3, "exit_cost": 0, "hybrid_share": 70, "discount": 8, "error_cost": 0,
    "currency": "USD",
}  # fmt: skip


def made(x: dict[str, Any], demand: list[float]) -> dict[str, list[float]]:
    """Compute in-house costs one month after the other, in the words of the published model."""
    out: dict[str, list[float]] = {}
    people_before, peak = 0, 0.0
    acceptance = x["inhouse_acceptance"] / 100
    for month, d in enumerate(demand, 1):
        first = {}
        redo = x["rework_effort"] / 100 * (1 - acceptance) / acceptance
        hours = d * x["seconds"] / 3600 * x["overlap"] * (1 + redo)
        review = d * x["review_seconds"] / 3600 * x["review_share"] / 100 / acceptance
        capacity = x["paid_hours"] * x["utilisation"] / 100
        need = hours / capacity
        annotators = whole(need)
        reviewers, leads = review / capacity, annotators / x["span"]
        hires = max(0, annotators - people_before) + annotators * (1 - (1 - x["attrition"] / 100) ** (1 / 12))
        seats = annotators + reviewers + leads
        loaded = 1 + x["benefit_load"] / 100
        first["labelling"] = annotators * x["paid_hours"] * x["wage"]
        first["review"] = reviewers * x["paid_hours"] * x["reviewer_wage"]
        first["management"] = leads * x["lead_salary"] / 12
        first["benefits"] = x["benefit_load"] / 100 * (first["labelling"] + first["review"] + first["management"])
        first["recruiting"] = hires * x["hire_cost"]
        lost = x["training_weeks"] * x["paid_hours"] * 12 / 52
        lost += x["ramp_months"] * x["paid_hours"] * (1 - x["ramp_speed"] / 100)
        first["training"] = hires * lost * x["wage"] * loaded
        first["tools"] = (annotators + reviewers) * x["tool_seat"]
        first["workstations"] = max(0.0, seats - peak) * x["workstation"]
        first["space"] = seats * x["seat_overhead"]
        first["engineering"] = x["engineer_hours"] * x["engineer_rate"]
        first["setup"] = x["inhouse_setup"] if month == 1 else 0
        first["errors"] = d * x["inhouse_escape"] / 100 * x["error_cost"]
        people_before, peak = annotators, max(peak, seats)
        for name, value in first.items():
            out.setdefault(name, []).append(value)
    return out


def bought(x: dict[str, Any], demand: list[float]) -> dict[str, list[float]]:
    """Compute outsourced costs one month after the other, in the words of the published model."""
    out: dict[str, list[float]] = {}
    acceptance = x["vendor_acceptance"] / 100
    redo = x["rework_effort"] / 100 * (1 - acceptance) / acceptance
    for month, d in enumerate(demand, 1):
        rise = (1 + x["price_rise"] / 100) ** math.floor((month - 1) / 12)
        hours = d * x["vendor_seconds"] / 3600 * x["overlap"]
        bill = {
            "per_label": d * x["label_price"] * x["overlap"] * (1 + x["rework_billed"] / 100 * redo),
            "per_hour": hours * (1 + x["rework_billed"] / 100 * redo) * x["hour_rate"],
            "per_seat": whole(hours * (1 + redo) / x["seat_hours"]) * x["seat_fee"],
        }[x["pricing"]]
        service = max(bill * rise, x["minimum_month"])
        checks = d * x["check_share"] / 100 * x["review_seconds"] / 3600 * x["reviewer_wage"]
        parts = {
            "service": service,
            "project_fee": service * x["project_fee"] / 100,
            "oversight": x["oversight_hours"] * x["oversight_rate"],
            "checking": checks * (1 + x["benefit_load"] / 100) / (x["utilisation"] / 100),
            "setup": x["vendor_setup"] if month == 1 else 0,
            "exit": x["exit_cost"] if month == len(demand) else 0,
            "errors": d * x["vendor_escape"] / 100 * x["error_cost"],
        }
        for name, value in parts.items():
            out.setdefault(name, []).append(value)
    return out


def whole(seats: float) -> int:
    """Round up, forgiving a billionth of floating noise."""
    return round(seats) if 0 <= seats - math.floor(seats) <= 1e-9 else math.ceil(seats)


def expected(x: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return totals, present values, unit costs, components and months of the three ways."""
    demand = [x["volume"] * (1 + x["growth"] / 100) ** (m - 1) for m in range(1, x["months"] + 1)]
    share = x["hybrid_share"] / 100
    mixed: dict[str, list[float]] = {}
    if share < 1:
        mixed |= {f"in_house_{name}": v for name, v in made(x, [d * (1 - share) for d in demand]).items()}
    if share > 0:
        mixed |= {f"vendor_{name}": v for name, v in bought(x, [d * share for d in demand]).items()}
    found = {}
    for way, parts in (("in_house", made(x, demand)), ("outsourced", bought(x, demand)), ("hybrid", mixed)):
        monthly = [sum(values[index] for values in parts.values()) for index in range(len(demand))]
        rate = (1 + x["discount"] / 100) ** (1 / 12) - 1
        found[way] = {
            "total": math.fsum(monthly),
            "npv": math.fsum(value / (1 + rate) ** m for m, value in enumerate(monthly, 1)),
            "unit_cost": math.fsum(monthly) / math.fsum(demand),
            "components": {name: math.fsum(values) for name, values in parts.items()},
            "monthly": monthly,
        }
    return found


def assert_agrees(x: dict[str, Any], rel: float = 1e-9) -> None:
    """Compare the model with the independent computation."""
    result = COST.compute(COST.inputs.parse(x))
    for name, way in expected(x).items():
        ours = getattr(result, name)
        for key in ("total", "npv", "unit_cost"):
            assert getattr(ours, key) == pytest.approx(way[key], rel=rel, abs=1e-9), (name, key)
        assert list(ours.monthly) == pytest.approx(way["monthly"], rel=rel, abs=1e-9)
        for component, value in way["components"].items():
            assert ours.components[component] == pytest.approx(value, rel=rel, abs=1e-9), component


def test_the_defaults_are_those_of_the_model() -> None:
    """Every input exists with the published name and default, and no other."""
    assert COST.inputs().values() == TABLED


def test_the_default_agrees_with_an_independent_computation() -> None:
    """The default project's totals, components and months are those of a second, separate computation."""
    assert_agrees(TABLED)


@settings(deadline=None)
@given(scenarios(COST.inputs, typical=True))
def test_typical_projects_agree_with_an_independent_computation(x: dict[str, Any]) -> None:
    """Random projects near the defaults agree to a billionth, in all pricing forms and hybrid shares."""
    assert_agrees(x)


@settings(deadline=None)
@given(scenarios(COST.inputs))
def test_any_project_within_bounds_agrees_and_presents(x: dict[str, Any]) -> None:
    """No input within bounds raises, and the answer agrees even where one of many millions of people is noise."""
    inputs = COST.inputs.parse(x)
    answer = COST.present(inputs, COST.compute(inputs))
    assert answer.headline
    assert_agrees(x, rel=1e-7)


@settings(deadline=None, max_examples=8)
@given(scenarios(COST.inputs))
def test_long_work_within_bounds_never_raises(x: dict[str, Any]) -> None:
    """Swings, break-evens and uncertainty finish for every input within bounds, and the answer can be shown."""
    inputs = COST.inputs.parse({**x, "months": 1 + x["months"] % 12})
    result = COST.finished(inputs)
    assert COST.present(inputs, result).headline
    assert 0 <= result.uncertainty.buying_cheaper <= 100


@pytest.mark.parametrize(("share", "same_as"), [(0, "in_house"), (100, "outsourced")])
@pytest.mark.parametrize("pricing", PRICE_FIELDS)
def test_the_hybrid_at_its_ends_is_one_of_the_ways(share: int, same_as: str, pricing: str) -> None:
    """Buying nothing is in-house and buying everything is outsourced, fixed costs included."""
    result = COST.compute(COST.inputs(hybrid_share=share, pricing=pricing))
    assert result.hybrid.total == pytest.approx(getattr(result, same_as).total, rel=1e-12)


def test_both_sides_of_a_whole_person() -> None:
    """Work for exactly two people hires two; a hundredth more work hires three."""
    paper = dict(COST.examples[0].inputs)
    assert COST.compute(COST.inputs.parse(paper)).people[0].annotators == 2
    assert COST.compute(COST.inputs.parse({**paper, "volume": 727.2})).people[0].annotators == 3


@pytest.mark.parametrize(
    ("changes", "name"),
    [({}, "price"), ({"wage": 70, "label_price": 25, "seconds": 330}, "wage"), ({"vendor_escape": 5}, "error_cost"),
     ({"pricing": "per_hour"}, "price"), ({"pricing": "per_seat"}, "price")],
)  # fmt: skip
def test_at_a_break_even_both_ways_cost_the_same(changes: dict[str, Any], name: str) -> None:
    """Putting the break-even value in makes in-house and outsourced meet."""
    inputs = COST.inputs.parse(changes)
    value = getattr(COST.compute(inputs).break_even, name)
    assert value is not None
    field = PRICE_FIELDS[inputs.pricing] if name == "price" else name
    met = COST.compute(inputs.varied({field: value}))
    assert met.in_house.total == pytest.approx(met.outsourced.total, rel=1e-6)


def test_the_sign_differs_on_both_sides_of_a_break_even_volume() -> None:
    """A hair below and above each volume found, another way is cheaper."""
    inputs = COST.inputs(label_price=0.45, minimum_month=20_000)
    volumes = COST.finished(inputs).break_even.volume
    assert volumes
    for volume in volumes:
        below, above = (difference(inputs.varied({"volume": volume * (1 + step)})) for step in (-1e-9, 1e-9))
        assert (below > 0) != (above > 0)


def test_no_break_even_is_said() -> None:
    """Where nothing flips the answer, the break-evens are none and the words say so."""
    inputs = COST.inputs(inhouse_setup=1e9, wage=0)
    result = COST.finished(inputs)
    assert result.break_even.wage is None
    text = str(COST.present(inputs, result))
    assert "none" in text


def test_cumulative_costs_cross_in_the_month_they_do() -> None:
    """With dear set-up and cheap running, in-house falls behind first and overtakes in the month reported."""
    inputs = COST.inputs(label_price=0.7, inhouse_setup=300_000)
    result = COST.compute(inputs)
    (month,) = result.break_even.months
    own, paid = result.in_house.monthly, result.outsourced.monthly
    assert sum(own[: month - 1]) > sum(paid[: month - 1])
    assert sum(own[:month]) <= sum(paid[:month])


def test_swings_are_sorted_and_match_the_model() -> None:
    """The largest swing is first, and each end is the model's own difference at that end."""
    inputs = COST.inputs()
    swings = COST.finished(inputs).swings
    sizes = [abs(swing.difference_at_high - swing.difference_at_low) for swing in swings]
    assert sizes == sorted(sizes, reverse=True)
    for swing in swings[:5]:
        assert difference(inputs.varied({swing.name: swing.high})) == swing.difference_at_high


def test_uncertainty_are_the_same_every_time_and_ordered() -> None:
    """Equal inputs give equal uncertainty; 10, 50 and 90 in 100 stand in order."""
    first, second = (COST.finished(COST.inputs()).uncertainty for _ in range(2))
    assert first == second
    for low, middle, high in first.unit_costs.values():
        assert low < middle < high


def test_shared_drivers_move_together() -> None:
    """With only the time per label uncertain and one price per hour, the costs of both ways rise together."""
    inputs = COST.inputs(pricing="per_hour")
    found = COST.finished(inputs).uncertainty
    assert {"seconds", "vendor_seconds"} <= set(found.drawn)


@given(st.sampled_from(sorted(COST.presets)))
def test_presets_are_accepted(name: str) -> None:
    """Every typical case is a set of inputs within bounds that differs from the defaults."""
    inputs = COST.inputs.parse(COST.presets[name].inputs)
    assert inputs.scenario()
    assert COST.present(inputs, COST.compute(inputs)).headline


@pytest.mark.parametrize("name", [None, *COST.presets])
def test_the_uncertainty_are_about_the_readers_own_numbers(name: str | None) -> None:
    """For the default and every preset the unit costs lie near the drawn ones: within twice the P10-P90 span."""
    inputs = COST.inputs.parse(COST.presets[name].inputs if name else {})
    result = COST.finished(inputs)
    for way, (low, _, high) in result.uncertainty.unit_costs.items():
        assert low - (high - low) / 2 <= getattr(result, way).unit_cost <= high + (high - low) / 2


def test_a_range_moves_with_a_value_outside_it() -> None:
    """Inside the usual range it stays; outside, its ends keep their ratio to the value, within the field's bounds."""
    ranges = uncertain(COST.inputs(seconds=265, wage=18, attrition=99))
    assert ranges["seconds"] == pytest.approx((59, 265, 265))
    assert ranges["wage"] == (15, 18, 20)
    assert ranges["attrition"] == pytest.approx((79.2, 99, 99))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"label_price": 0.3733}, "about the same"),
        ({"months": 1, "minimum_month": 1e6}, "1 month of 1"),
        ({"volume": 8000, "minimum_month": 485}, "12 months of 24"),
        ({"wage": 1000}, "over 99%"),
    ],
)
def test_words_at_the_edges(changes: dict[str, Any], words: str) -> None:
    """Near-equal costs, one month, a minimum that a price rise outgrows, and near-total savings read right."""
    inputs = COST.inputs.parse(changes)
    assert words in str(COST.present(inputs, COST.compute(inputs)))
