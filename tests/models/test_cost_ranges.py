"""The ranges of the cost model's inputs: in any currency, and where none can follow a value."""

from typing import Any

import pytest

from calculators.catalog import find
from calculators.core import InputErrors
from calculators.core.currency import DEFAULT
from calculators.methods.ranges import certain, uncertain
from calculators.vocabulary.exchange import dollar_in, worth_of_a_dollar
from calculators.vocabulary.tasks import TASKS, Task
from tests.models.test_cost import AMOUNTS

COST = find("cost")


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ({}, ""),
        ({"error_cost": 0.1}, ""),
        ({"error_cost": 0.5}, "“Cost of one wrong label”, so it counts as certain"),
        (
            {"error_cost": 0.5, "vendor_setup": 0},
            "“Set-up with the vendor” and “Cost of one wrong label”, so they count",
        ),
        # Where a quote is by the label, an hour's price counts for nothing.
        ({"hour_rate": 0}, ""),
    ],
)
def test_a_value_to_which_no_range_moves_is_said_to_be_certain(given: dict[str, float], held: str) -> None:
    """Beyond the range of a default of nought, and at nought itself, nothing is drawn, and the answer says so."""
    inputs = COST.inputs.parse(given)
    sections = {one.id: one for one in COST.present(inputs, COST.finished(inputs)).sections}
    words = str(sections["uncertainty"].content[0])
    assert held in words
    assert ("as certain" in words) is bool(held)
    assert len(uncertain(inputs)) + len(certain(inputs)) == len(uncertain(COST.inputs.parse({})))


@pytest.mark.parametrize("given", [{}, {"label_price": 0.3}, {"wage": 8, "label_price": 0.28}, {"error_cost": 400}])
def test_a_currency_of_small_units_changes_nothing_that_flips(given: dict[str, float]) -> None:
    """With every amount as many yen as a dollar has, all that flips is as many yen: no search ends where dollars would.

    The price itself lies outside its range in dollars, so its range moves along with it.
    """
    scale = 150
    fields = COST.inputs.fields()
    dollars: dict[str, Any] = {**{name: fields[name].basis.value for name in AMOUNTS}, **given}
    yen = {name: scale * value for name, value in dollars.items()}
    one, other = (COST.inputs.parse(x) for x in (dollars, {**yen, "currency": "JPY"}))
    known, found = (COST.finished(inputs).break_even for inputs in (one, other))
    for name in ("price", "wage", "error_cost"):
        wanted = getattr(known, name)
        assert getattr(found, name) == (wanted and pytest.approx(scale * wanted, rel=1e-9))
    assert (found.months, found.volume) == (known.months, pytest.approx(known.volume))
    ranges, theirs = uncertain(one), uncertain(other)
    # Nought has no ratio to the ends of its range, and what lies outside in dollars has moved its range already.
    inside = {name for name in ranges if name in dollars and 0 < fields[name].basis.low <= dollars[name]}
    inside = {name for name in inside if dollars[name] <= fields[name].basis.high}
    assert inside >= {"engineer_rate", "lead_salary", "oversight_rate"}
    for name in inside - {"label_price"} | {"wage"}:
        assert theirs[name] == pytest.approx([scale * end for end in ranges[name]])


@pytest.mark.parametrize(
    ("price", "says"),
    [
        (0.06, ""),
        (0.34, "It is not sure: within the ranges of the inputs labelling in-house is cheaper in"),
        (0.43, "It is not sure: within the ranges of the inputs outsourcing is cheaper in"),
        (5, ""),
    ],
)
def test_a_headline_says_how_often_the_other_way_wins(price: float, says: str) -> None:
    """Where the draws do not bear the verdict out, it says so at once, with the share that stands further down."""
    inputs = COST.inputs.parse({"label_price": price})
    first, whole = COST.first(inputs), COST.finished(inputs)
    assert "not sure" not in COST.present(inputs, first).headline
    headline = COST.present(inputs, whole).headline
    buying = whole.uncertainty.buying_cheaper
    sure = buying if whole.outsourced.total < whole.in_house.total else 100 - buying
    assert ("not sure" in headline) == (sure < 80) == bool(says)
    if says:
        assert f"{says} {100 - sure:.0f}% of 1,000 draws." in headline


@pytest.mark.parametrize("code", ["EUR", "JPY", "KES"])
@pytest.mark.parametrize("price", [0.06, 0.3])
def test_ranges_of_amounts_are_worth_the_same(code: str, price: float) -> None:
    """With all amounts converted the draws and the swings are those in dollars, since the ranges are converted too."""
    dollar = worth_of_a_dollar(code)
    assert dollar
    given = COST.inputs.parse({"label_price": price})
    converted = {name: getattr(given, name) * dollar for name in AMOUNTS}
    here, there = COST.finished(given), COST.finished(COST.inputs.parse({"currency": code, **converted}))
    assert there.uncertainty.drawn == here.uncertainty.drawn
    assert there.uncertainty.buying_cheaper == pytest.approx(here.uncertainty.buying_cheaper, abs=0.2)
    # Further down stands what does nothing but round.
    assert [swing.name for swing in there.swings[:20]] == [swing.name for swing in here.swings[:20]]
    for one, other in zip(here.swings[:20], there.swings[:20], strict=True):
        assert other.difference_at_low == pytest.approx(one.difference_at_low * dollar, rel=1e-6, abs=1e-3 * dollar)


def test_francs_have_a_reason_of_their_own() -> None:
    """Where no rate is held, the missing prices by place are explained by that and by nothing that the reader gave."""
    inputs = COST.inputs.parse({"currency": "CHF"})
    sections = {one.id: one.content for one in COST.present(inputs, COST.first(inputs)).sections}
    assert "We hold no dated rate for Swiss francs" in sections["prices"][0]
    assert "lies outside" not in sections["prices"][0]
    whole = {one.id: one.content for one in COST.present(inputs, COST.finished(inputs)).sections}
    assert "Ranges of amounts stand as they are in US dollars" in whole["uncertainty"][0]


def test_bounds_are_told_in_the_reader_s_money() -> None:
    """A refused amount says its bounds with the mark of the currency that was chosen; none is put in for dollars."""
    for code, mark in (("EUR", "€"), ("JPY", "¥"), (DEFAULT, "¤"), ("XXX", "¤")):
        with pytest.raises(InputErrors) as refusal:
            COST.inputs.parse({"currency": code, "wage": "abc"})
        (error,) = (one for one in refusal.value.errors if one.field == "wage")
        assert f"({mark} an hour)" in error.expected


def times(task: Task) -> dict[str, float]:
    """Return the times of a kind of label, as the first estimate fills them in."""
    return {"seconds": task.seconds.value, "vendor_seconds": task.seconds.value}


@pytest.mark.parametrize("code", [DEFAULT, "EUR"])
@pytest.mark.parametrize("name", list(TASKS))
def test_a_price_varies_over_what_is_published_for_its_kind_of_label(name: str, code: str) -> None:
    """With the time of an outline its price is drawn, tried and shown between the ends for outlines, not for boxes."""
    task, dollar = TASKS[name], dollar_in(code)
    ends = [end * dollar for end in (task.price.low, task.price.high)]
    case = {"currency": code, **times(task), "label_price": task.price.value * dollar}
    inputs = COST.inputs.parse(case)
    cost = COST.finished(inputs)
    (swing,) = (swing for swing in cost.swings if swing.name == "label_price")
    assert [swing.low, swing.high] == pytest.approx(ends)
    assert [end.price for end in cost.at_prices] == pytest.approx(ends)
    words = str({one.id: one for one in COST.present(inputs, cost).sections}["uncertainty"].content[0])
    assert (f"published for one {task.one}," in words) is (name != "boxes")


@pytest.mark.parametrize(
    ("case", "ends"),
    [
        # A time that is nobody's, prices beyond either end of all outlines, and a vendor's time that is none of theirs.
        ({"seconds": 80, "label_price": 0.9}, (0.3, 7.5)),
        ({"label_price": 3.01}, (3.01 / 3, 3.01 * 25 / 3)),
        ({"label_price": 0.049}, (0.02, 0.5)),
        ({"label_price": 3}, (0.05, 3)),
        ({"label_price": 0.05}, (0.05, 3)),
        ({"vendor_seconds": 53, "label_price": 0.9}, (0.3, 7.5)),
        ({"vendor_seconds": 54, "label_price": 0.9}, (0.05, 3)),
    ],
)
def test_without_both_the_time_and_the_price_of_a_kind_the_range_is_that_of_boxes(
    case: dict[str, float], ends: tuple[float, float]
) -> None:
    """What is no kind's that we hold prices for keeps the range of boxes, moved along with a price outside it."""
    inputs = COST.inputs.parse({**times(TASKS["outlines"]), **case})
    (swing,) = (one for one in COST.finished(inputs).swings if one.name == "label_price")
    assert (swing.low, swing.high) == pytest.approx(ends)


def test_one_seller_s_band_is_not_called_offshore_and_onshore() -> None:
    """The two ends for a minute of speech are one seller's, so no place is named beside them."""
    for name, placed in (("speech", False), ("outlines", True)):
        inputs = COST.inputs.parse({**times(TASKS[name]), "label_price": TASKS[name].price.value})
        section = {one.id: one for one in COST.present(inputs, COST.first(inputs)).sections}["prices"]
        assert ("offshore" in str(section)) is ("annotators sit" in str(section)) is placed
