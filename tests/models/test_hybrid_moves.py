"""Prices and accuracies that move a part are where a slow search by halving finds them, and the nearest is named."""

from dataclasses import replace
from typing import Any

import pytest

from calculators.catalog import find
from calculators.core import Better, Progress
from calculators.models.hybrid.case import Case, case, without
from calculators.models.hybrid.least import MODEL, OUTSOURCED, cheapest
from calculators.models.hybrid.moves import Move, monotone, smallest
from calculators.models.hybrid.routes import lane
from tests.models.hybrid_oracle import drawn

HYBRID = find("hybrid")
MARGIN = 1e-10


def cost(known: Case, index: int, **changed: Any) -> float | None:
    """Return the least cost with something about one part changed; None where there is no split."""
    parts = list(known.plan.parts)
    parts[index] = replace(parts[index], **changed)
    split = cheapest(replace(known.plan, parts=tuple(parts)))
    return split.cost if split else None


def halved(goes: Any, low: float, high: float) -> float:
    """Return where ``goes`` changes between two ends that differ in it, to a hair."""
    at_low = goes(low)
    while high - low > 1e-9 and high - low > 1e-12 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if goes(middle) == at_low else (low, middle)
    return (low + high) / 2


def price(known: Case, index: int) -> float | str:
    """Return the highest bill at which some of a part goes out, by halving alone."""
    stay = cheapest(without(known.plan, OUTSOURCED, {index}))
    if stay is None:
        return "must_go"

    def goes(bill: float) -> bool:
        here = cost(known, index, bill=bill)
        assert here is not None
        return here < stay.cost * (1 - MARGIN)

    if not goes(0.0):
        return "never"
    return "always" if goes(1e5) else halved(goes, 0.0, 1e5)


def accuracy(known: Case, index: int) -> float | str:
    """Return the lowest accuracy at which some of a part goes to the model, by halving alone."""
    stay = cheapest(without(known.plan, MODEL, {index}))
    if stay is None:
        return "must_go"

    def goes(share: float) -> bool:
        one = lane(known.inputs, replace(known.rows[index], accuracy=share))
        if one.wrong[MODEL] > known.inputs.error_limit + 1e-9:
            return False
        open_ = known.plan.parts[index].routes | {MODEL}
        here = cost(known, index, hours=one.hours, money=one.money, routes=open_)
        return here is not None and here < stay.cost * (1 - MARGIN)

    if not goes(100.0):
        return "never"
    return 0.0 if goes(1e-12) else halved(goes, 0.0, 100.0)


def assert_moves(move: Move, theirs: float | str, case_: object) -> None:
    """Compare a move with what halving found: a reason, or a value that is as far from now as it says."""
    if isinstance(theirs, str):
        assert (move.reason, move.value, move.change) == (theirs, None, None), case_
        return
    assert move.reason == "", case_
    assert move.value == pytest.approx(theirs, rel=1e-5, abs=1e-6), case_
    assert (move.change is None) == (move.now == 0), case_
    if move.change is not None and move.value is not None:
        assert move.change == pytest.approx(100 * (move.value / move.now - 1))


@pytest.mark.parametrize("block", range(8))
def test_moves_are_where_halving_finds_them(block: int) -> None:
    """In random feasible cases every price and accuracy, and every reason for none, agrees with a slow search."""
    for seed in range(40 * block, 40 * block + 40):
        inputs = HYBRID.inputs.parse(drawn(seed, most=4))
        result = HYBRID.finished(inputs)
        known = case(inputs)
        if not result.feasible:
            assert result.moves == ()
            continue
        wanted = [
            ("vendor_price", index) for index, shut in enumerate(known.closed) if not shut[OUTSOURCED]
        ] + [
            ("model_accuracy", index)
            for index, shut in enumerate(known.closed)
            if monotone(known) and "data" not in shut[MODEL]
        ]  # fmt: skip
        assert [(move.driver, move.segment) for move in result.moves] == [(d, known.names[i]) for d, i in wanted]
        for move, (driver, index) in zip(result.moves, wanted, strict=True):
            theirs = price(known, index) if driver == "vendor_price" else accuracy(known, index)
            assert_moves(move, theirs, (seed, move))
        assert result.smallest_move == smallest(result.moves)


def test_all_reasons_occur() -> None:
    """Random cases show each reason for each driver that can have it, and values as well."""
    seen = set()
    for seed in range(300):
        for move in HYBRID.finished(HYBRID.inputs.parse(drawn(seed, most=4))).moves:
            seen.add((move.driver, move.reason))
    reasons = ("must_go", "never", "")
    drivers = ("vendor_price", "model_accuracy")
    assert seen == {(driver, reason) for driver in drivers for reason in reasons} | {("vendor_price", "always")}


def test_an_unused_minimum_sends_some_out_at_any_price() -> None:
    """While the vendor's minimum is not used up, labels there cost nothing more, so some go out at any price."""
    rows = [{"name": "cheap", "volume": 10_000, "vendor_price": 0.01, "expertise": "trained"},
            {"name": "dear", "volume": 500, "seconds": 300}]  # fmt: skip
    inputs = HYBRID.inputs.parse({"segments": rows, "minimum_month": 5_000, "people": 0.5, "model_accuracy": 0})
    moves = {(move.segment, move.driver): move for move in HYBRID.finished(inputs).moves}
    assert moves["dear", "vendor_price"].reason == "always"
    assert moves["cheap", "vendor_price"].reason == "must_go"


@pytest.mark.parametrize(
    ("missed", "spoiled", "shown"),
    [(36, 0, True), (60, 40, True), (61, 40, False), (0, 3, True), (0, 3.1, False), (50, 50, True)],
)
def test_accuracies_are_left_out_where_a_better_model_may_be_worse(missed: float, spoiled: float, shown: bool) -> None:
    """With 3 % escaping, a model's accuracy moves a part only where more of it never costs or spoils more."""
    inputs = HYBRID.inputs(undercorrection=missed, overcorrection=spoiled, error_limit=100, people=50)
    drivers = {move.driver for move in HYBRID.finished(inputs).moves}
    assert ("model_accuracy" in drivers) == shown


def test_the_first_of_the_nearest_moves_is_named() -> None:
    """Of equal changes the first is taken; a move without a change is never the nearest."""

    def move(name: str, change: float | None) -> Move:
        value = None if change is None else 1.0
        return Move(segment=name, driver="vendor_price", now=1.0, value=value, change=change, reason="")

    first = smallest([move("a", None), move("b", -5.0), move("c", 5.0), move("d", 9.0)])
    assert first is not None
    assert first.segment == "b"
    assert smallest([move("a", None)]) is None


def test_what_takes_longer_arrives_in_order() -> None:
    """The split comes first, then what rules and people are worth, then the moves; progress never goes back."""
    steps = list(HYBRID.steps(HYBRID.inputs()))
    results = [step.result for step in steps if isinstance(step, Better)]
    assert [result.gates is not None for result in results] == [False, True, True]
    assert [result.moves is not None for result in results] == [False, False, True]
    assert all(result.without and result.one_more and result.gates_together for result in results[1:])
    shares = [step.share for step in steps if isinstance(step, Progress)]
    assert shares == sorted(shares)
    assert shares[0] > 0
    assert shares[-1] <= 1
