"""The cost model gives the numbers of sums on paper and of a separate ledger; its searches find what they claim."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.catalog import find
from calculators.facts import figures
from calculators.methods.ranges import uncertain
from calculators.models.cost.flips import PRICE_FIELDS
from calculators.models.cost.ways import demand, difference, hybrid, in_house, outsourced
from tests.models.cost_oracle import ledgers
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


# Worked through with pencil and paper, line by line, from the published model. Labels take a hundredth of an hour and a
# quarter of them is made again: 1,250 hours, of which a person gives 100, so 13 people; 312.5 hours of review are 3.125
# people; with 1.3 leads that is 17.425 seats. A hire costs 96 hours of training and 80 of slower work.
BY_HAND = {
    "volume": 100_000, "growth": 0, "months": 2, "seconds": 36, "overlap": 1, "review_share": 50, "review_seconds": 18,
    "rework_effort": 100, "wage": 10, "reviewer_wage": 20, "benefit_load": 20, "paid_hours": 160, "utilisation": 62.5,
    "inhouse_acceptance": 80, "attrition": 0, "hire_cost": 1_000, "training_weeks": 2.6, "ramp_months": 1,
    "ramp_speed": 50, "span": 10, "lead_salary": 60_000, "tool_seat": 40, "workstation": 1_000, "seat_overhead": 200,
    "inhouse_setup": 5_000, "engineer_hours": 10, "engineer_rate": 100, "inhouse_escape": 2, "vendor_escape": 3,
    "pricing": "per_label", "label_price": 0.1, "vendor_seconds": 36, "vendor_acceptance": 80, "rework_billed": 40,
    "minimum_month": 0, "vendor_setup": 2_000, "project_fee": 10, "oversight_hours": 10, "oversight_rate": 50,
    "check_share": 5, "price_rise": 3, "exit_cost": 3_000, "hybrid_share": 0, "discount": 0, "error_cost": 0.5,
}  # fmt: skip
MADE_BY_HAND = {
    "labelling": 2 * 20_800, "review": 2 * 10_000, "management": 2 * 6_500, "benefits": 2 * 7_460, "recruiting": 13_000,
    "training": 27_456, "tools": 2 * 645, "workstations": 17_425, "space": 2 * 3_485, "engineering": 2 * 1_000,
    "setup": 5_000, "errors": 2 * 1_000,
}  # fmt: skip
BOUGHT_BY_HAND = {
    "service": 2 * 11_000, "project_fee": 2 * 1_100, "oversight": 2 * 500, "checking": 2 * 960, "setup": 2_000,
    "exit": 3_000, "errors": 2 * 1_500,
}  # fmt: skip
# Amounts of money: doubled together, every cost doubles.
AMOUNTS = (
    "wage", "reviewer_wage", "hire_cost", "lead_salary", "tool_seat", "workstation", "seat_overhead", "inhouse_setup",
    "engineer_rate", "label_price", "hour_rate", "seat_fee", "minimum_month", "vendor_setup", "oversight_rate",
    "exit_cost", "error_cost",
)  # fmt: skip
OWN_ONLY = ("seconds", "inhouse_acceptance", "attrition", "span", "tool_seat", "inhouse_setup", "inhouse_escape")
VENDOR_ONLY = ("label_price", "vendor_acceptance", "rework_billed", "vendor_setup", "price_rise", "vendor_escape")


def assert_agrees(x: dict[str, Any], rel: float = 1e-9) -> None:
    """Compare the model with the independent ledger, value by value."""
    result = COST.compute(COST.inputs.parse(x))
    for name, ledger in ledgers(x).items():
        ours = getattr(result, name)
        for key in ("total", "npv", "unit_cost"):
            assert getattr(ours, key) == pytest.approx(getattr(ledger, key), rel=rel, abs=1e-9), (name, key)
        assert list(ours.monthly) == pytest.approx(ledger.monthly, rel=rel, abs=1e-9)
        assert ours.components.keys() >= ledger.components.keys()
        for component, value in ours.components.items():
            # A side that does nothing in a hybrid costs nothing, and has no entries.
            assert value == pytest.approx(ledger.components.get(component, 0), rel=rel, abs=1e-9), component


def typed(value: Any) -> Any:
    """Return a number as somebody might type it: a trillionth of a per cent is beyond what floats can subtract."""
    return math.trunc(value * 10_000) / 10_000 if isinstance(value, float) else value


def computed(x: dict[str, Any], **changes: Any) -> Any:
    """Return the result for inputs with some changed."""
    return COST.compute(COST.inputs.parse({**x, **changes}))


def test_a_project_worked_by_hand() -> None:
    """Each line of both bills, both months, and the cost of a label are the numbers of a sum on paper."""
    result = computed(BY_HAND)
    assert dict(result.in_house.components) == pytest.approx(MADE_BY_HAND, rel=1e-12)
    assert list(result.in_house.monthly) == pytest.approx([113_771, 50_890], rel=1e-12)
    assert result.in_house.unit_cost == pytest.approx(0.823305, rel=1e-12)
    assert dict(result.outsourced.components) == pytest.approx(BOUGHT_BY_HAND, rel=1e-12)
    assert list(result.outsourced.monthly) == pytest.approx([17_060, 18_060], rel=1e-12)
    assert result.outsourced.unit_cost == pytest.approx(0.1756, rel=1e-12)


def test_a_present_value_worked_by_hand() -> None:
    """At one per cent a month, 12.6825 a year, the two months are worth 113,771 / 1.01 and 50,890 / 1.0201."""
    result = computed(BY_HAND, discount=12.682503013196972)
    assert result.in_house.npv == pytest.approx(162_531.820409, rel=1e-9)


def test_leavers_and_growth_worked_by_hand() -> None:
    """Where 1 - 0.9 ** 12 of the people leave in a year, a tenth leaves each month; growth hires on top of them."""
    steady = computed(BY_HAND, attrition=100 * (1 - 0.9**12))
    assert steady.in_house.components["recruiting"] == pytest.approx((13 + 1.3 + 1.3) * 1_000)
    # 60 % more work is 2,000 hours: 20 people, 7 more than before.
    growing = computed(BY_HAND, growth=60)
    assert growing.in_house.components["recruiting"] == pytest.approx((13 + 7) * 1_000)
    assert growing.in_house.components["workstations"] == pytest.approx((20 + 5 + 2) * 1_000)


def test_other_ways_to_pay_worked_by_hand() -> None:
    """A thousand hours with a tenth billed again are 1,100 at 8; 1,250 hours of work need 11 seats of 120 hours."""
    assert computed(BY_HAND, pricing="per_hour", hour_rate=8).outsourced.components["service"] == pytest.approx(17_600)
    seats = computed(BY_HAND, pricing="per_seat", seat_hours=120, seat_fee=500)
    assert seats.outsourced.components["service"] == pytest.approx(2 * 11 * 500)
    # From the thirteenth month on, the price is three per cent higher.
    year = computed(BY_HAND, months=13)
    assert year.outsourced.components["service"] == pytest.approx(12 * 11_000 + 11_330)


@settings(deadline=None)
@given(scenarios(COST.inputs, typical=True))
def test_parts_add_up(x: dict[str, Any]) -> None:
    """Components and months each add up to the total, and a present value is no more than it."""
    result = computed(x)
    for way in (result.in_house, result.outsourced, result.hybrid):
        assert math.fsum(way.components.values()) == pytest.approx(way.total, rel=1e-12)
        assert math.fsum(way.monthly) == pytest.approx(way.total, rel=1e-12)
        assert way.npv <= way.total * (1 + 1e-12)
    flat = computed(x, discount=0)
    assert flat.in_house.npv == pytest.approx(flat.in_house.total, rel=1e-12)


@given(scenarios(COST.inputs))
def test_a_plan_s_sum_needs_no_months(x: dict[str, Any]) -> None:
    """What the draws add up, each count summed once, is the plan month by month; a free side is free."""
    inputs = COST.inputs.parse(x)
    wanted = demand(inputs)
    own, bought = in_house(inputs, wanted), outsourced(inputs, wanted)
    for work in (own, bought, *hybrid(inputs, own, bought).values()):
        assert work.total() == pytest.approx(sum(map(sum, work.by_month().values())), rel=1e-12)
        assert work.free().total() == 0
        assert work.free().by_month().keys() == work.by_month().keys()


@settings(deadline=None)
@given(scenarios(COST.inputs, typical=True))
def test_twice_the_money_is_twice_the_cost(x: dict[str, Any]) -> None:
    """With every amount doubled, in whatever currency, each way costs twice as much, and the heads stay."""
    once = COST.compute(COST.inputs.parse(x))
    twice = COST.compute(COST.inputs.parse(x).varied({name: 2 * x[name] for name in AMOUNTS}))
    for name in ("in_house", "outsourced", "hybrid"):
        assert getattr(twice, name).total == pytest.approx(2 * getattr(once, name).total, rel=1e-12)
    assert twice.people == once.people


@settings(deadline=None)
@given(scenarios(COST.inputs, typical=True), st.data())
def test_each_side_pays_for_its_own(x: dict[str, Any], data: st.DataObject) -> None:
    """What is known of the team moves no bill of the vendor's, and the vendor's terms move nothing in-house."""
    other = data.draw(scenarios(COST.inputs, typical=True))
    once = computed(x)
    assert computed(x, **{name: other[name] for name in OWN_ONLY}).outsourced == once.outsourced
    assert computed(x, **{name: other[name] for name in VENDOR_ONLY}).in_house == once.in_house


@settings(deadline=None)
@given(scenarios(COST.inputs, typical=True))
def test_a_longer_project_begins_like_a_shorter_one(x: dict[str, Any]) -> None:
    """The months before the last cost the same however many follow; only the exit waits for the end."""
    x = {**x, "months": min(x["months"], 60), "exit_cost": 0}
    short, long = computed(x), computed(x, months=x["months"] + 7)
    for name in ("in_house", "outsourced", "hybrid"):
        months = getattr(short, name).monthly
        assert list(getattr(long, name).monthly)[: len(months)] == pytest.approx(list(months), rel=1e-12)


@settings(deadline=None)
@given(scenarios(COST.inputs, typical=True), st.floats(1, 3))
def test_more_costs_more(x: dict[str, Any], factor: float) -> None:
    """More work, higher wages and higher prices never make the way that pays for them cheaper."""
    once, inputs = computed(x), COST.inputs.parse(x)
    more = COST.compute(inputs.varied({"volume": x["volume"] * factor}))
    assert more.outsourced.total >= once.outsourced.total * (1 - 1e-12)
    # Fewer people are hired later where more are there already, so that only a month's running cost must grow.
    assert more.in_house.components["labelling"] >= once.in_house.components["labelling"] * (1 - 1e-12)
    dearer = COST.compute(inputs.varied({"wage": x["wage"] * factor}))
    assert dearer.in_house.total >= once.in_house.total * (1 - 1e-12)
    price = PRICE_FIELDS[x["pricing"]]
    assert COST.compute(inputs.varied({price: x[price] * factor})).outsourced.total >= once.outsourced.total


@settings(deadline=None)
@given(scenarios(COST.inputs, typical=True))
def test_a_price_a_label_is_a_price_an_hour(x: dict[str, Any]) -> None:
    """A label of 36 seconds at 0.10 is an hour at 10: quoted either way, the vendor's bill is the same."""
    x = {**x, "vendor_seconds": 36.0}
    by_label = computed(x, pricing="per_label", label_price=0.1)
    by_hour = computed(x, pricing="per_hour", hour_rate=10)
    assert by_hour.outsourced.total == pytest.approx(by_label.outsourced.total, rel=1e-12)


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
    """No input within bounds raises; typed to four decimals the answer agrees, though one of millions may be noise."""
    inputs = COST.inputs.parse(x)
    answer = COST.present(inputs, COST.compute(inputs))
    assert answer.headline
    assert_agrees({name: typed(value) for name, value in x.items()}, rel=1e-7)


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


def test_an_example_by_the_hour_pays_for_every_hour() -> None:
    """A price by the hour bills rework in full, as the help of that field asks where no quote says otherwise."""
    by_the_hour = [one for one in COST.presets.values() if one.inputs.get("pricing") == "per_hour"]
    assert by_the_hour
    assert all(one.inputs["rework_billed"] == 100 for one in by_the_hour)


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
    assert ranges["seconds"] == pytest.approx((178, 265, 424))
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


@pytest.mark.parametrize(
    ("changes", "both_ends"),
    [
        ({}, True),
        ({"vendor_seconds": 17.8}, True),
        ({"vendor_seconds": 17.7}, False),
        ({"vendor_seconds": 42.4}, True),
        ({"vendor_seconds": 42.5}, False),
        ({"label_price": 0.51}, False),
        ({"pricing": "per_hour", "vendor_seconds": 8}, True),
        ({"pricing": "per_hour", "hour_rate": 61}, False),
    ],
)
def test_only_a_box_is_set_beside_published_prices_of_boxes(changes: dict[str, Any], both_ends: bool) -> None:
    """A price of a label is published for boxes, so a label with another price or time has no ends; hours have theirs.

    Where there are none, the section on prices says so.
    """
    inputs = COST.inputs.parse(changes)
    cost = COST.compute(inputs)
    assert len(cost.at_prices) == (2 if both_ends else 0)
    said = next(part for part in COST.present(inputs, cost).sections if part.id == "prices").content[0]
    assert ("so only your own price is shown" in str(said)) is not both_ends


def test_published_prices_are_exchanged_at_the_dated_rate() -> None:
    """In euros both ends are worth what the rate says, and the answer names it; in dollars nothing changes."""
    cost = find("cost")
    given = {code: cost.inputs(currency=code) for code in ("USD", "EUR")}
    dollars, euros = (cost.compute(inputs).at_prices for inputs in given.values())
    worth = float(figures("exchange_rates")["fx_eur_per_usd"].value)
    assert [end.price for end in dollars] == [0.02, 0.5]
    assert [end.price for end in euros] == pytest.approx([0.02 * worth, 0.5 * worth])
    said = {
        code: next(one for one in cost.present(inputs, cost.compute(inputs)).sections if one.id == "prices").content[0]
        for code, inputs in given.items()
    }
    assert "They were published in US dollars, and one dollar was" in str(said["EUR"])
    assert "dollar" not in str(said["USD"])
