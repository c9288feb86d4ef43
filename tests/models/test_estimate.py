"""The first estimate is the cost calculator's own answer, at both ends of the published price, in the place's money."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.catalog import find
from calculators.core import Amount, Choice, Rows
from calculators.core.currency import DEFAULT
from calculators.facts import all_facts, fact
from calculators.vocabulary.exchange import rate
from calculators.vocabulary.places import PAY
from tests.test_paper import contents, saved

ESTIMATE, COST = find("estimate"), find("cost")
FIELDS = ESTIMATE.inputs.fields()


def options(name: str) -> list[str]:
    """Return the answers that a field offers."""
    field = FIELDS[name]
    assert isinstance(field, Choice)
    return list(field.options)


everywhere = pytest.mark.parametrize("place", options("place"))


def test_the_ends_of_the_price_are_the_published_ones() -> None:
    """In dollars the lowest and the highest price for a box are those of the two published bands, as they stand."""
    found = ESTIMATE.compute(ESTIMATE.inputs(place="us"))
    low, high = fact("offshore_india_bbox_price").low, fact("onshore_us_bbox_price").high
    assert (found.prices[0].price, found.prices[-1].price) == (low, high)


@pytest.mark.parametrize("task", options("task"))
def test_only_prices_published_by_place_are_said_to_follow_from_it(task: str) -> None:
    """The headline lays the gap on where people sit where the ends are of two places, and on one seller's band else."""
    inputs = ESTIMATE.inputs(task=task)
    words = ESTIMATE.present(inputs, ESTIMATE.compute(inputs)).headline
    places = all_facts()["prices_by_place"]
    ends = {
        (places[key].low, places[key.replace("offshore_india", "onshore_us")].high)
        for key in places
        if key.startswith("offshore_india")
    }
    by_place = (inputs.what.price.low, inputs.what.price.high) in ends
    assert ("where its people sit" in words) == by_place
    assert ("one seller's own band" in words) != by_place


def test_a_price_in_euros_is_the_one_in_dollars_at_the_dated_rate() -> None:
    """0.06 dollars at 0.8684 euros are 0.0521 euros, to three digits."""
    known = rate("EUR")
    assert known
    middle = ESTIMATE.compute(ESTIMATE.inputs(place="de")).prices[1]
    assert middle.price == pytest.approx(0.06 * float(known.value), rel=0.005)


@given(st.sampled_from(options("task")), st.sampled_from(options("place")), st.integers(1, 10_000_000))
def test_each_tile_opens_its_parts_which_add_up_to_it(task: str, place: str, volume: int) -> None:
    """The table behind each tile has a column for its side that sums to the tile, in its last row too."""
    inputs = ESTIMATE.inputs(task=task, place=place, volume=volume)
    shown = ESTIMATE.present(inputs, ESTIMATE.compute(inputs))
    section = next(section for section in shown.sections if section.id == "parts")
    assert {figure.why for figure in shown.figures} == {section.id}
    (table,) = section.content
    assert isinstance(table, Rows)
    *parts, (_, *whole) = table.rows
    assert whole == [figure.value for figure in shown.figures]
    for side, total in enumerate(whole, 1):
        cells = [row[side] for row in parts]
        amounts = [cell.value for cell in cells if isinstance(cell, Amount)]
        assert isinstance(total, Amount)
        assert sum(amounts) == pytest.approx(total.value)
        assert {cell for cell in cells if not isinstance(cell, Amount)} <= {"-"}


@given(st.sampled_from(options("task")), st.sampled_from(options("place")), st.integers(1, 10_000_000))
def test_the_link_opens_the_same_case(task: str, place: str, volume: int) -> None:
    """The first way on leads to the cost calculator with inputs that give the same totals there."""
    inputs = ESTIMATE.inputs(task=task, place=place, volume=volume)
    found = ESTIMATE.compute(inputs)
    opened = COST.compute(COST.inputs.parse(ESTIMATE.present(inputs, found).next_steps[0].inputs))
    assert opened.in_house.total == pytest.approx(found.own_total)
    assert opened.outsourced.total == pytest.approx(found.prices[1].total)


@given(st.sampled_from(options("task")), st.sampled_from(options("place")), st.integers(1, 10_000_000))
def test_a_higher_price_never_costs_less(task: str, place: str, volume: int) -> None:
    """The three totals rise with the price, and the headline's verdict follows from the outer two."""
    inputs = ESTIMATE.inputs(task=task, place=place, volume=volume)
    found = ESTIMATE.compute(inputs)
    low, middle, high = (at.total for at in found.prices)
    assert low <= middle <= high
    words = ESTIMATE.present(inputs, found).headline
    assert ("buying is cheaper" in words) <= (high <= found.own_total)
    assert ("your own people are cheaper" in words) <= (found.own_total <= low)


@pytest.mark.parametrize("volume", [30_000, 100_000])
def test_amounts_behind_a_verdict_do_not_read_the_same(volume: int) -> None:
    """Where one side is said to be cheaper, its amount reads lower: €418,000 against €423,000."""
    inputs = ESTIMATE.inputs(volume=volume)
    answer = ESTIMATE.present(inputs, ESTIMATE.compute(inputs))
    own, low, high = re.findall(r"¤[\d.,]*\d(?: million)?", answer.headline)
    assert "So buying is cheaper at every published price." in answer.headline
    assert len({own, low, high}) == 3
    assert own in answer.figures[0].note
    assert high in answer.figures[2].note


def test_a_cost_is_not_called_a_price() -> None:
    """The tiles are costs with everything in them, and say so; the price itself stands in the note."""
    inputs = ESTIMATE.inputs()
    answer = ESTIMATE.present(inputs, ESTIMATE.compute(inputs))
    assert [figure.name for figure in answer.figures] == [
        "In-house, all in, per box",
        "Outsourced, all in, per box, at the lowest published price",
        "Outsourced, all in, per box, at the highest published price",
    ]
    assert answer.figures[2].note.endswith("the vendor asks ¤0.434 for one")


@given(st.sampled_from(options("task")), st.sampled_from(options("place")), st.integers(1, 5_000))
def test_what_a_minimum_bill_decides_is_said_once(task: str, place: str, volume: int) -> None:
    """Where the price changes nothing there is one tile and one bar for all prices, and the reason is the minimum."""
    inputs = ESTIMATE.inputs(task=task, place=place, volume=volume)
    found = ESTIMATE.compute(inputs)
    answer = ESTIMATE.present(inputs, found)
    same = found.prices[0].total == found.prices[-1].total
    assert same == ("because the vendor's minimum of ¤" in answer.headline)
    assert len(answer.figures) == (2 if same else 3)
    chart = answer.sections[0].content[0]
    assert len(chart.labels) == (2 if same else 4)
    assert all(len(one.values) == len(chart.labels) for one in chart.series)
    # Rounding of the highest bill to the minimum would be no minimum at all.
    billed = inputs.case.varied({"label_price": found.prices[-1].price})
    assert not same or charge_of(billed) <= inputs.case.minimum_month


def charge_of(case: Any) -> float:
    """Return what a vendor would bill for a month's labels without a minimum."""
    again = 1 + case.rework_billed / 100 * (100 / case.vendor_acceptance - 1) * case.rework_effort / 100
    return float(case.volume * case.label_price * case.overlap * again)


def rests_on(inputs: Any) -> Any:
    """Return the rows of the table that says where each value comes from."""
    sections = ESTIMATE.present(inputs, ESTIMATE.compute(inputs)).sections
    return next(section for section in sections if section.id == "rests-on").content[0].rows


def test_percentages_are_written_in_one_form() -> None:
    """A share of wages has no space before its sign, as everywhere else, and whole seconds no decimals."""
    inputs = ESTIMATE.inputs(task="speech")
    rows = {row[0]: row[1] for row in rests_on(inputs)}
    assert rows["Benefits and employer's taxes, paid leave aside"] == "22% of wages"
    assert rows["Paid hours per person"] == "173.33 hours a month"
    assert rows["Time for one minute"] == "240 seconds"


@everywhere
def test_no_dollar_passes_for_another_currency(place: str) -> None:
    """Abroad, every amount of the case is converted or the place's own; in the United States the amounts stand."""
    inputs = ESTIMATE.inputs(place=place)
    case, usual = inputs.case, COST.inputs()
    amounts = [name for name, field in COST.inputs.fields().items() if getattr(field, "is_money", False)]
    same = [name for name in amounts if getattr(case, name) == getattr(usual, name) != 0]
    # Pay is the place's own, and may be the same number there.
    converted = [name for name in same if name not in PAY]
    if inputs.currency != DEFAULT:
        assert converted == []
    else:
        assert set(amounts) - set(same) - {name for name in amounts if not getattr(usual, name)} == {"wage"}
    words = ESTIMATE.present(inputs, ESTIMATE.compute(inputs)).cautions
    assert any("dollars" in sentence for sentence in words) == (inputs.currency != DEFAULT)


@pytest.mark.parametrize("task", options("task"))
def test_each_price_names_whoever_asks_it(task: str) -> None:
    """The lowest, the common and the highest price stand each beside its own publisher, with "weak" where it is."""
    inputs = ESTIMATE.inputs(task=task)
    rows = {row[0]: row[2] for row in rests_on(inputs)}
    for words, key in zip(("lowest published", "a common", "highest published"), inputs.what.asked, strict=True):
        figure = fact(key)
        weak = ", weak" if figure.confidence == "low" else ""
        assert rows[f"Vendor, {words} price"] == f"{figure.publisher}, {figure.year}{weak}"


@everywhere
def test_every_figure_it_rests_on_has_a_source_or_is_called_an_assumption(place: str) -> None:
    """No row is left without words on where its value comes from."""
    for task in options("task"):
        inputs = ESTIMATE.inputs(place=place, task=task)
        rows = rests_on(inputs)
        assert len(rows) >= 7
        assert all(len(row[2]) > 8 for row in rows)


def test_a_value_that_the_handbook_filled_in_keeps_its_origin() -> None:
    """Of a case that the first estimate made, only what the reader said is their own figure."""
    case = ESTIMATE.inputs.parse({"place": "de", "task": "outlines", "volume": 30_000}).case
    paper_of = contents("cost", cost={**case.link_texts(), "months": "18"})
    rows = saved(paper_of, "markdown").partition("assumptions and sources")[2]
    own = [
        line.split("|")[1].strip() for line in rows.splitlines() if re.search(r"\| our own (answer|figure) \|", line)
    ]
    assert own == ["Currency", "Accepted labels a month", "Months to plan for"]
    text = saved(paper_of, "markdown")
    assert "€21.91 an hour | Eurostat" in text
    assert "79.2 seconds | Lin" in text
    assert ", converted at the dated rate |" in text
    assert ", in proportion to the time for a label |" in text
    assert ", in step with the wage published for Germany |" in text
    assert "3 our own, " in text
