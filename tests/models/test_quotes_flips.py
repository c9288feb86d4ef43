"""What would turn the order round does, and nothing nearer would."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.catalog import find
from calculators.core import Better, Number
from calculators.models.quotes.inputs import Quote
from calculators.models.quotes.presets import BARE
from tests.models import quotes_oracle as oracle

QUOTES = find("quotes")
CHEAPER_UP = {"acceptance", "seat_hours"}


def finished(**given_: Any) -> Any:
    """Return the finished result."""
    return QUOTES.finished(QUOTES.inputs.parse(given_))


def stated(name: str, price: float, **changed: Any) -> dict[str, Any]:
    """Return a row of a price per accepted label that leaves nothing open."""
    return {"name": name, "pricing": "per_label", "price": price, "payment": "accepted", **BARE, **changed}


def cost(row: dict[str, Any], x: dict[str, Any]) -> float:
    """Return the total of one stated row, by the independent computation."""
    full = oracle.row(row)
    return float(oracle.total(full, x, 1, full["payment"])["total"])


def entries(row: dict[str, Any]) -> set[str]:
    """Return the terms that a stated row must have an entry for."""
    form = row["pricing"]
    found = {"price", "minimum_month", "vendor_setup", "project_fee", "price_rise", "exit_cost", "tool_month"}
    found |= {"acceptance"} | ({"seconds"} if form in {"per_hour", "per_seat"} else set())
    found |= {"payment"} if form in oracle.BY_WORK else set()
    found |= {"rework_billed"} if form in oracle.BY_WORK and row["payment"] == "accepted" else set()
    found |= {"qa_price"} if row["qa"] == "extra" else set()
    found |= {"seat_hours"} if form == "per_seat" else set()
    return found | ({"units_per_label"} if form == "per_thousand" else set())


def assert_turns(row: dict[str, Any], flips: dict[str, Any], target: float, x: dict[str, Any], down: bool) -> None:
    """Check every term of a row: its value brings the total to the target, and nothing nearer does."""

    def reached(value: float | str, name: str, slack: float) -> bool:
        found = cost({**row, name: value}, x)
        return found <= target * (1 + slack) if down else found >= target * (1 - slack)

    assert flips.keys() == entries(row)
    for name, flip in flips.items():
        if name == "payment":
            other = "delivered" if row["payment"] == "accepted" else "accepted"
            assert flip.now == row["payment"]
            assert flip.value in {None, other}
            assert reached(other, name, 2e-9 if flip.value else -2e-9) == bool(flip.value)
            continue
        column = Quote.fields()[name]
        assert isinstance(column, Number)
        assert flip.now == row[name]
        bound = column.maximum if (name in CHEAPER_UP) == down else column.minimum
        if flip.value is None:
            assert flip.now == bound or not reached(bound, name, -2e-9)
            continue
        # The other computation may round to the other side of a whole seat, so a hair further out counts too.
        further = min(column.maximum, max(column.minimum, flip.value + (flip.value - flip.now) * 1e-9))
        assert reached(flip.value, name, 2e-9) or reached(further, name, 2e-9)
        nearer = flip.value + (flip.now - flip.value) * 1e-4
        # Where the cost hardly moves at all, rounding noise decides how near is near.
        if abs(cost({**row, name: nearer}, x) - target) > 1e-8 * target:
            assert not reached(nearer, name, 0)


@settings(deadline=None, max_examples=60)
@given(oracle.tables(least=2, most=2, blanks=False), oracle.work())
def test_each_term_turns_the_order_and_nothing_nearer_does(table: list[dict[str, Any]], x: dict[str, Any]) -> None:
    """Every term of the first and of the second that applies has an entry, and the nearest value that does it."""
    inputs = QUOTES.inputs.parse({**x, "months": 1 + x["months"] % 14, "quotes": table})
    result = QUOTES.compute(inputs)
    if result.tied or not min(one.total for one in result.quotes):
        return
    flips = QUOTES.finished(inputs).flips
    first, second = table[result.first], table[result.second]
    shown = inputs.values()
    assert_turns(second, flips.second, result.quotes[result.first].total, shown, down=True)
    assert_turns(first, flips.first, result.quotes[result.second].total, shown, down=False)


@settings(deadline=None, max_examples=40)
@given(oracle.tables(least=2, most=2, blanks=False), oracle.work())
def test_the_shared_figures_turn_it_where_a_plain_search_says(table: list[dict[str, Any]], x: dict[str, Any]) -> None:
    """Of 201 values from a hundredth to a hundred times the given one, the nearest that turns it bounds the flip."""
    rows = [{**one, "acceptance": None, "seconds": None} for one in table]
    inputs = QUOTES.inputs.parse({**x, "months": 1 + x["months"] % 3, "quotes": rows})
    result = QUOTES.compute(inputs)
    if result.tied:
        return
    first, second = rows[result.first], rows[result.second]
    for name, flip in QUOTES.finished(inputs).flips.shared.items():
        now = getattr(inputs, name)
        assert flip.now == now

        def lead(value: float, name: str = name) -> float:
            one, other = (cost(row, {**inputs.values(), name: value}) for row in (first, second))
            return (one - other) / max(one, other)

        field = inputs.fields()[name]
        low, high = max(now / 100, field.minimum), min(now * 100, field.maximum)
        grid = [low * (high / low) ** (place / 200) for place in range(200)] + [high]
        leads = {value: lead(value) for value in grid}
        if any(abs(size - 1e-9) < 1e-10 for size in leads.values()):
            return
        turned = [max(value / now, now / value) for value, size in leads.items() if size > 1e-9]
        if flip.value is None:
            assert not turned
            continue
        step = (high / low) ** (1 / 200)
        ratio = max(flip.value / now, now / flip.value)
        assert min(turned) / step * (1 - 1e-9) <= ratio <= min(turned) * (1 + 1e-9)
        # The other computation may round to the other side of a whole seat, so a hair further out counts too.
        further = flip.value * (1 + 1e-9 if flip.value > now else 1 - 1e-9)
        assert max(lead(flip.value), lead(further)) > 0.9e-9


def test_the_guides_pair_flips_where_paper_says() -> None:
    """84 of 100 accepted, or 4.71 cents, would make A first; so would paying only for labels that pass."""
    flips = finished(**QUOTES.presets["two-bids"].inputs).flips
    assert flips.second["acceptance"].value == pytest.approx(84, rel=1e-9)
    assert flips.second["price"].value == pytest.approx(0.8 * 0.07 / 0.98 - 0.01, rel=1e-9)
    assert (flips.second["payment"].now, flips.second["payment"].value) == ("delivered", "accepted")
    # Paid for labels that pass only, B costs less still.
    assert flips.first["payment"].value is None


def test_equal_at_a_bound_counts() -> None:
    """A set-up of nothing makes the second equal to the first, which is enough; above nothing it is not."""
    result = finished(quotes=[stated("A", 1), stated("B", 1, vendor_setup=10)])
    assert result.flips.second["vendor_setup"].value == 0
    assert result.flips.first["vendor_setup"].value == pytest.approx(10)
    assert result.flips.second["exit_cost"].value is None


@pytest.mark.parametrize(
    ("changed", "name", "there"),
    [
        ({}, "tool_month", True),
        ({"tool_month": None}, "tool_month", False),
        ({"minimum_month": None}, "minimum_month", True),
        ({"qa": "extra", "qa_price": 0.1}, "qa_price", True),
        ({"qa": "extra"}, "qa_price", False),
        ({}, "exchange_rate", False),
        ({"currency": "EUR"}, "exchange_rate", True),
        ({}, "seconds", False),
        ({"pricing": "per_hour"}, "seconds", True),
        ({"pricing": "per_seat", "seat_hours": None}, "seat_hours", True),
        ({"pricing": "per_seat"}, "payment", False),
        ({"pricing": "per_seat"}, "rework_billed", False),
        ({"payment": "delivered"}, "rework_billed", False),
        ({"payment": None}, "rework_billed", True),
        ({"payment": None, "pricing": "per_hour"}, "rework_billed", False),
        ({"pricing": "per_month"}, "price", True),
    ],
)
def test_a_term_has_an_entry_where_it_applies(changed: dict[str, Any], name: str, there: bool) -> None:
    """Blank terms are tried too, unless only a stated one can move; what does not count has no entry."""
    flips = finished(quotes=[stated("A", 1e-6), stated("B", 1e6, **changed)]).flips
    assert (name in flips.second) is there


@pytest.mark.parametrize("end", ["low", "middle", "high"])
def test_a_blank_keeps_what_it_was_filled_with(end: str) -> None:
    """The value now of an open term is what was counted, in the quote's own money."""
    filled = {"low": 0, "middle": 500, "high": 10_000}[end]
    rows = [stated("A", 0.001), stated("B", 0.1, minimum_month=None, currency="XYZ", exchange_rate=2.0)]
    flip = finished(quotes=rows, unknown_terms=end).flips.second["minimum_month"]
    assert flip.now == filled / 2


def test_a_blank_acceptance_follows_the_shared_figure() -> None:
    """A vendor whose own share was measured does not move with the shared one; the other does."""
    shared = {"check_share": 0, "oversight_hours": 0}
    rows = [stated("A", 1, payment="delivered", acceptance=90), stated("B", 1, payment="delivered")]
    flips = finished(quotes=rows, vendor_acceptance=80, **shared).flips
    assert flips.shared["vendor_acceptance"].value == pytest.approx(90, rel=1e-6)
    assert flips.second["acceptance"].now == 80


def test_flips_come_in_steps() -> None:
    """The second's terms come before the rest, and the first result has none."""
    inputs = QUOTES.inputs()
    better = [step.result.flips for step in QUOTES.steps(inputs) if isinstance(step, Better)]
    assert better[0] is None
    assert better[1].second
    assert not better[1].shared
    assert set(better[-1].shared) == {"volume", "vendor_seconds", "vendor_acceptance", "objects_per_item"}


@settings(deadline=None, max_examples=15)
@given(oracle.tables(least=2, most=4), st.data())
def test_long_work_within_bounds_never_raises(table: list[dict[str, Any]], data: st.DataObject) -> None:
    """Every search ends, for quotes that leave things open too, and the answer can be shown."""
    x = data.draw(oracle.work())
    inputs = QUOTES.inputs.parse({**x, "quotes": table})
    assert QUOTES.present(inputs, QUOTES.finished(inputs)).headline
