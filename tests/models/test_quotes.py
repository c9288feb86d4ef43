"""The quotes model agrees with a second computation and with the cost calculator, and refuses what it must."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.catalog import find
from calculators.core import InputErrors
from calculators.models.quotes.bill import bill
from calculators.models.quotes.inputs import Quote
from calculators.models.quotes.presets import BARE
from calculators.models.quotes.terms import filled
from calculators.show.links import LONGEST, fragment
from calculators.show.tables import plain
from tests.models import quotes_oracle as oracle

QUOTES, COST = find("quotes"), find("cost")
ENDS = ("low", "middle", "high")


def computed(**given_: Any) -> Any:
    """Return the first result."""
    return QUOTES.compute(QUOTES.inputs.parse(given_))


def stated(name: str, price: float, **changed: Any) -> dict[str, Any]:
    """Return a row of a price per accepted label that leaves nothing open."""
    return {"name": name, "pricing": "per_label", "price": price, "payment": "accepted", **BARE, **changed}


# --- Published figures ----------------------------------------------------------------------------


def test_the_columns_and_inputs_are_those_of_the_model() -> None:
    """Every column and input exists with the published name, and no other."""
    assert list(Quote.fields()) == [
        "name", "pricing", "price", "currency", "exchange_rate", "units_per_label", "payment", "rework_billed",
        "minimum_month", "vendor_setup", "project_fee", "price_rise", "exit_cost", "qa", "qa_price", "tool_month",
        "seat_hours", "acceptance", "seconds",
    ]  # fmt: skip
    assert set(QUOTES.inputs.fields()) == {
        "quotes", "volume", "months", "vendor_seconds", "vendor_acceptance", "objects_per_item", "living_wage",
        "pass_through", "unknown_terms", "pass_through_low", "pass_through_high", "recheck_share", "growth", "overlap",
        "rework_effort", "check_share", "review_seconds", "reviewer_wage", "benefit_load", "utilisation",
        "oversight_hours", "oversight_rate", "currency",
    }  # fmt: skip


def test_the_result_has_the_published_names_in_order() -> None:
    """The printed result is named, nested and ordered as published."""
    result = plain(QUOTES.finished(QUOTES.inputs()))
    assert list(result) == ["quotes", "first", "second", "tied", "spread", "lowest_list_price", "firm", "flips"]
    assert list(result["quotes"][0]) == [
        "name", "total", "unit_cost", "unit_cost_low", "unit_cost_high", "components", "rank", "list_price", "missing",
        "revenue_hour", "pay_low", "pay", "pay_high", "pay_verdict", "fair_price", "fair_seconds",
    ]  # fmt: skip
    components = ["service", "project_fee", "tool", "oversight", "checking", "setup", "exit"]
    assert list(result["quotes"][0]["components"]) == components
    assert list(result["flips"]) == ["second", "first", "shared"]
    assert list(result["spread"]) == ["absolute", "percent"]


def test_the_default_is_the_published_one() -> None:
    """The seat looks cheapest, leaves six terms open and pays least; A leaves nothing open."""
    result = computed()
    a, b, c = result.quotes
    assert (result.first, result.second, result.lowest_list_price) == (2, 1, 2)
    assert list(a.missing) == []
    assert list(b.missing) == ["exit_cost"]
    assert len(c.missing) == 6
    assert c.pay == min(one.pay for one in (a, b, c))
    assert a.revenue_hour == pytest.approx(0.06 * 3600 / 26.5 * 0.95)
    assert (round(a.pay_low, 2), round(a.pay_high, 2)) == (1.24, 4.65)


def test_the_guides_two_bids_turn_with_what_is_paid() -> None:
    """Paid for all that is delivered, B is first at 0.0714 against 0.075; paid for what passes, A at 0.0625."""
    bids = QUOTES.presets["two-bids"].inputs
    delivered = computed(**bids)
    assert [one.unit_cost for one in delivered.quotes] == pytest.approx([0.075, 0.07 / 0.98])
    assert delivered.first == 1
    accepted = computed(**{**bids, "quotes": [{**one, "payment": "accepted"} for one in bids["quotes"]]})
    assert [one.unit_cost for one in accepted.quotes] == pytest.approx([0.0625, 0.06 + 0.01 / 0.98])
    assert accepted.first == 0


def test_the_prices_that_the_guide_prints_are_list_prices() -> None:
    """8/3600*26.5 is 0.059, 499 over 160 hours 0.023 and over 80 hours 0.046."""
    rows = [
        {"name": "Hour", "pricing": "per_hour", "price": 8},
        {"name": "Seat", "pricing": "per_seat", "price": 499, "seat_hours": 160},
        {"name": "Half", "pricing": "per_seat", "price": 499, "seat_hours": 80},
        {"name": "Month", "pricing": "per_month", "price": 3_200},
    ]
    found = [round(one.list_price, 3) for one in computed(quotes=rows, overlap=2).quotes]
    assert found == [0.059, 0.023, 0.046, 0.008]


# --- A second computation -------------------------------------------------------------------------


def assert_agrees(table: list[dict[str, Any]], x: dict[str, Any]) -> None:
    """Compare every quote of a table with the independent computation."""
    inputs = QUOTES.inputs.parse({**x, "quotes": table})
    result, shown = QUOTES.compute(inputs), inputs.values()
    for ours, row in zip(result.quotes, map(oracle.row, table), strict=True):
        low, middle, high = (oracle.priced(row, shown, end) for end in range(3))
        counted = (low, middle, high)[ENDS.index(inputs.unknown_terms)]
        assert ours.total == pytest.approx(counted["total"], rel=1e-9, abs=1e-9)
        assert ours.unit_cost == pytest.approx(counted["total"] / counted["labels"], rel=1e-9)
        assert ours.unit_cost_low == pytest.approx(low["total"] / low["labels"], rel=1e-9)
        assert ours.unit_cost_high == pytest.approx(high["total"] / high["labels"], rel=1e-9)
        assert ours.unit_cost_low <= ours.unit_cost * (1 + 1e-9)
        assert ours.unit_cost <= ours.unit_cost_high * (1 + 1e-9)
        assert dict(ours.components) == pytest.approx(counted["components"], rel=1e-9, abs=1e-9)
        assert ours.list_price == pytest.approx(middle["list_price"])
        assert list(ours.missing) == oracle.missing(row)
        assert ours.revenue_hour == pytest.approx(middle["revenue_hour"])
        assert ours.pay == pytest.approx(middle["revenue_hour"] * 0.3)
        assert_pay(ours, row, middle, shown)


def assert_pay(ours: Any, row: dict[str, Any], middle: dict[str, Any], x: dict[str, Any]) -> None:
    """Compare what is said of the pay with its definition."""
    wage, low, high = x["living_wage"], middle["revenue_hour"] * 0.16, middle["revenue_hour"] * 0.6
    if wage == 0:
        assert ours.pay_verdict == "not_asked"
    elif min(abs(wage - low), abs(wage - high)) > 1e-9 * wage:
        assert ours.pay_verdict == ("below" if high < wage else "above" if low >= wage else "unclear")
    if wage == 0 or ours.pay == 0:
        assert ours.fair_price is None
        assert ours.fair_seconds is None
        return
    assert ours.fair_price == pytest.approx(row["price"] * wage / ours.pay)
    if row["pricing"] in {"per_hour", "per_seat"}:
        assert ours.fair_seconds is None
    else:
        assert ours.fair_seconds == pytest.approx(middle["seconds"] * ours.pay / wage)


@settings(deadline=None, max_examples=200)
@given(oracle.tables(), oracle.work())
def test_any_quotes_agree_with_an_independent_computation(table: list[dict[str, Any]], x: dict[str, Any]) -> None:
    """Totals, ranges, components, list prices, open terms and pay agree, whatever is stated or left open."""
    assert_agrees(table, x)


def test_the_default_agrees_with_an_independent_computation() -> None:
    """So do the default and every preset."""
    for given_ in ({}, *(preset.inputs for preset in QUOTES.presets.values())):
        inputs = QUOTES.inputs.parse(given_)
        assert_agrees([row.plain() for row in inputs.quotes], {k: v for k, v in given_.items() if k != "quotes"})


COST_FORMS = {"per_label": "label_price", "per_hour": "hour_rate", "per_seat": "seat_fee"}
IN_COST = sorted(QUOTES.inputs.fields().keys() & COST.inputs.fields().keys() - {"currency"})
TERMS = ("rework_billed", "minimum_month", "vendor_setup", "project_fee", "price_rise", "exit_cost")


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(sorted(COST_FORMS)), st.floats(0, 100), st.floats(1, 744), oracle.rows(blanks=False), oracle.work()
)
def test_a_quote_paid_for_accepted_labels_is_the_cost_calculators_to_the_last_digit(
    form: str, price: float, seat_hours: float, row: dict[str, Any], x: dict[str, Any]
) -> None:
    """With checks included, no tool and no second check, total, unit cost and components are the same numbers."""
    terms = {name: row[name] for name in TERMS}
    quote = {"name": "One", "pricing": form, "price": price, "payment": "accepted", **terms}
    ours = computed(
        **{**x, "recheck_share": 0, "quotes": [{**quote, "qa": "included", "tool_month": 0, "seat_hours": seat_hours}]}
    )
    same = {name: x[name] for name in IN_COST if name in x}
    theirs = COST.compute(
        COST.inputs.parse({**same, **terms, "pricing": form, COST_FORMS[form]: price, "seat_hours": seat_hours})
    ).outsourced
    one = ours.quotes[0]
    assert one.total == theirs.total
    assert one.unit_cost == theirs.unit_cost
    for name, value in theirs.components.items():
        assert one.components.get(name, 0.0) == value, name


@settings(deadline=None)
@given(st.floats(0.001, 10), st.floats(0.01, 100), st.floats(0.01, 100), oracle.work())
def test_one_price_in_four_forms_is_one_total(price: float, times: float, rate: float, x: dict[str, Any]) -> None:
    """The same price by the label, the item, the thousand units or in foreign money comes to the same."""
    rows = [
        stated("Label", price),
        stated("Item", price * x["objects_per_item"], pricing="per_item"),
        stated("Thousand", price / times * 1000, pricing="per_thousand", units_per_label=times),
        stated("Foreign", price / rate, currency="XYZ", exchange_rate=rate),
    ]
    result = computed(**x, quotes=rows)
    for one in result.quotes:
        assert one.total == pytest.approx(result.quotes[0].total, rel=1e-9)
        assert one.rank == 1
    assert (result.first, result.second, result.tied) == (0, 1, True)


# --- Blanks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "counted"),
    [
        ({"pricing": "per_label"}, ("accepted", "accepted", "delivered")),
        ({"pricing": "per_hour"}, ("accepted", "delivered", "delivered")),
        # Where rework costs ten first passes, half of it billed costs more than paying for every delivery.
        ({"pricing": "per_label", "rework_billed": None}, ("accepted", "accepted", "accepted")),
    ],
)
def test_a_blank_payment_counts_as_published(changed: dict[str, Any], counted: tuple[str, str, str]) -> None:
    """The middle is accepted for units and delivered for hours; at both ends the cheaper or dearer total counts."""
    effort = 1_000 if "rework_billed" in changed else 100
    quote = {**stated("One", 1, **changed), "payment": None}
    costs = [computed(quotes=[quote], rework_effort=effort, unknown_terms=end).quotes[0].total for end in ENDS]
    for end, payment, cost in zip(ENDS, counted, costs, strict=True):
        said = {**quote, "payment": payment}
        assert computed(quotes=[said], rework_effort=effort, unknown_terms=end).quotes[0].total == cost


def test_equal_payments_are_accepted_at_the_cheapest_and_delivered_at_the_dearest() -> None:
    """With every label accepted both readings cost the same; the flip's answer now says which one counted."""
    rows = [stated("One", 1), {**stated("Two", 2), "payment": None}]
    for end, counted in (("low", "accepted"), ("middle", "accepted"), ("high", "delivered")):
        result = QUOTES.finished(QUOTES.inputs.parse({"quotes": rows, "vendor_acceptance": 100, "unknown_terms": end}))
        assert result.flips.second["payment"].now == counted


def test_amounts_that_are_filled_in_are_in_the_readers_money() -> None:
    """A blank minimum is 500 of the reader's money whatever the rate, and stands as 500 / rate in the quote's."""
    row = {**stated("One", 0, currency="XYZ", exchange_rate=4), "minimum_month": None}
    inputs = QUOTES.inputs.parse({"quotes": [row], "months": 1, "check_share": 0, "oversight_hours": 0})
    assert QUOTES.compute(inputs).quotes[0].total == 500
    terms = filled(inputs.quotes[0], "middle", accepted=True)
    assert terms.minimum_month == 125
    assert bill(terms.but(exchange_rate=2.0), inputs, [1.0]).total == 250


def test_both_sides_of_a_whole_seat() -> None:
    """Work for exactly two seats buys two; a thousandth more buys three; so does the tool at its dearest."""
    row = {"name": "One", "pricing": "per_seat", "price": 10, **BARE, "seat_hours": 100, "tool_month": None}
    shared = {"vendor_seconds": 3600, "vendor_acceptance": 100, "months": 1, "unknown_terms": "high"}
    two = computed(quotes=[row], volume=200, **shared).quotes[0].components
    three = computed(quotes=[row], volume=200.1, **shared).quotes[0].components
    assert (two["service"], three["service"]) == (20, 30)
    assert (two["tool"], computed(quotes=[row], volume=160, **shared).quotes[0].components["tool"]) == (66, 33)


# --- Order ----------------------------------------------------------------------------------------


def test_ranks_forgive_noise_and_ties_go_to_the_earlier_row() -> None:
    """A billionth apart is equal, more is not; equal ones share the rank, and the earlier row is named first."""
    result = computed(quotes=[stated("A", 0.08), stated("B", 0.06), stated("C", 0.06 * (1 + 1e-10)), stated("D", 0.07)])
    assert [one.rank for one in result.quotes] == [4, 1, 1, 3]
    assert (result.first, result.second, result.tied) == (1, 2, True)
    apart = computed(quotes=[stated("B", 0.06 * (1 + 1e-8)), stated("C", 0.06)])
    assert (apart.first, apart.second, apart.tied) == (1, 0, False)


def test_one_quote_has_no_second() -> None:
    """It is first, firm and at no distance, whatever it leaves open; there is nothing to turn round."""
    result = QUOTES.finished(QUOTES.inputs.parse({"quotes": [{"name": "A", "pricing": "per_hour", "price": 8}]}))
    assert (result.first, result.second, result.tied, result.firm, result.flips) == (0, None, False, True, None)
    assert (result.spread.absolute, result.spread.percent) == (0, 0)


def test_a_tie_has_nothing_to_turn_round() -> None:
    """The flips of equal quotes are null."""
    result = QUOTES.finished(QUOTES.inputs.parse({"quotes": [stated("A", 1), stated("B", 1)]}))
    assert result.tied
    assert result.flips is None


def test_a_free_quote_has_no_percentage() -> None:
    """Where the cheapest costs nothing, the spread has an amount and no share."""
    shared = {"check_share": 0, "oversight_hours": 0, "months": 1, "volume": 100}
    result = computed(quotes=[stated("A", 0), stated("B", 1)], **shared)
    assert (result.spread.absolute, result.spread.percent) == (1, None)
    assert result.quotes[0].fair_price is None


def test_of_equal_list_prices_the_first_quote_is_named() -> None:
    """Where the first has one of the lowest list prices it is that one; else the earliest is."""
    rows = [stated("A", 0.06, acceptance=90, rework_billed=100), stated("B", 0.06), stated("C", 0.07)]
    assert computed(quotes=rows).lowest_list_price == 1
    rows = [stated("A", 0.06, project_fee=90), stated("B", 0.06, project_fee=90), stated("C", 0.061)]
    result = computed(quotes=rows)
    assert (result.first, result.lowest_list_price) == (2, 0)


@pytest.mark.parametrize(("open_term", "firm"), [({}, True), ({"project_fee": None}, False)])
def test_firm_means_whatever_is_left_open(open_term: dict[str, None], firm: bool) -> None:
    """An open fee of up to 20% makes a lead of 10% uncertain."""
    assert computed(quotes=[stated("A", 0.06, **open_term), stated("B", 0.066)]).firm is firm


def test_equal_ends_are_firm() -> None:
    """A first at its dearest that equals the other at its cheapest stays first."""
    rows = [stated("A", 1, project_fee=None), stated("B", 1.2)]
    result = computed(quotes=rows, unknown_terms="low", check_share=0, oversight_hours=0)
    assert result.quotes[0].unit_cost_high == pytest.approx(result.quotes[1].unit_cost_low)
    assert result.firm


# --- Refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ({"quotes": [stated("A", 1), stated("B", 1), stated("C", -1)]},
         "quotes[3].price: expected a number from 0 to 10,000,000"),
        ({"quotes": [stated("A", 1), {**stated("B", 1), "price": None}]}, "quotes[2].price: expected"),
        ({"quotes": [stated("A", 1, pricing="per_word")]}, "quotes[1].pricing: expected one of per_label, per_item"),
        ({"quotes": [stated("A", 1, colour="red")]}, "quotes[1].colour: expected one of the columns name"),
        ({"quotes": [stated("A", 1, rework_billed=101)]}, "quotes[1].rework_billed: expected a number from 0 to 100"),
        ({"quotes": [stated("A", 1, seat_hours=745)]}, "quotes[1].seat_hours: expected a number from 1 to 744"),
        ({"quotes": [stated("A", 1, currency="EU1")]}, "quotes[1].currency: expected three letters"),
        ({"quotes": [stated("A" * 25, 1)]}, "quotes[1].name: expected"),
        ({"quotes": [stated("A", 1), stated("A", 2)]}, "quotes[2].name: expected"),
        ({"quotes": []}, "quotes: expected 1 to 12 rows"),
        ({"quotes": [stated(str(place), 1) for place in range(13)]}, "quotes: expected 1 to 12 rows"),
        ({"pass_through_low": 31}, "pass_through_low: expected at most 30"),
        ({"pass_through_high": 29}, "pass_through_high: expected at least 30"),
        ({"objects_per_item": 0}, "objects_per_item: expected a number from 0.01"),
        ({"living_wage": 1_001}, "living_wage: expected a number from 0 to 1,000"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_cell_and_what_is_accepted(given_: dict[str, Any], message: str) -> None:
    """Every refusal names the cell, rows from 1, or the field, and says what is accepted."""
    with pytest.raises(InputErrors) as refusal:
        QUOTES.inputs.parse(given_)
    assert message in str(refusal.value)


def test_ends_of_columns_are_accepted() -> None:
    """Both bounds of every number in a row are values that the row takes."""
    for name, column in Quote.fields().items():
        if hasattr(column, "minimum"):
            for value in (column.minimum, column.maximum):
                assert computed(quotes=[stated("A", 1) | {name: value}]).quotes[0].total >= 0


def test_twelve_full_rows_fit_into_a_link() -> None:
    """Twelve rows with long names and every cell filled stay within what a link may hold, and come back the same."""
    full = {
        name: 1 / 3 if name != "seat_hours" else 100 / 3
        for name, column in Quote.fields().items()
        if hasattr(column, "minimum") and name not in {"acceptance"}
    }
    rows = [
        {**full, "name": f"Vendor number {place}, long", "pricing": "per_thousand", "currency": "EUR",
         "payment": "delivered", "qa": "included", "acceptance": 100 / 3}
        for place in range(10, 22)
    ]  # fmt: skip
    inputs = QUOTES.inputs.parse({"quotes": rows, "volume": 123_456.789})
    scenario = inputs.scenario()
    assert len(fragment("quotes", scenario, QUOTES.version)) <= LONGEST
    assert QUOTES.inputs.parse(scenario) == inputs


def test_the_command_line_prints_the_same(tmp_path: Path) -> None:
    """Rows in a file of inputs give the JSON that the library gives."""
    given_ = {"quotes": [stated("A", 0.06), {"name": "B", "pricing": "per_hour", "price": 8}], "living_wage": 3}
    file = tmp_path / "inputs.json"
    file.write_text(json.dumps(given_), "utf-8")
    command = [sys.executable, "-m", "calculators", "quotes", "--json", "--inputs", str(file)]
    printed = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert printed["result"] == json.loads(json.dumps(plain(QUOTES.finished(QUOTES.inputs.parse(given_)))))
