"""Shares of all weightings: exact where they can be, and drawn close enough elsewhere."""

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from calculators.core import Progress
from calculators.show.records import record
from tests.models.scorecard_cases import SCORECARD, THREE, finished, scorecards, table


def test_shares_that_can_be_worked_out_by_hand() -> None:
    """4-0, 3-3 and 0-4 on two criteria: first in 25, 50 and 25 of 100 weightings; alone, the ends tie at 50."""
    card = finished(table({"A": "404", "B": "334", "C": "044"}))
    assert card["acceptability_exact"]
    assert [row[0] for row in card["acceptability"]] == pytest.approx([0.25, 0.5, 0.25])
    pair = finished(table({"A": "404", "C": "044"}))
    assert pair["pairwise"] == [[None, 0.5], [0.5, None]]
    assert pair["acceptability"] == [[0.5, 0.5], [0.5, 0.5]]
    assert pair["tied"]
    assert pair["swaps"] == [0, 0, None]
    assert pair["smallest_change"] == {"criterion": 0, "percent": 0}
    assert pair["acceptability_in_order"][0][0] == pytest.approx(0.5, abs=0.015)


def spread(seed: int, vendors: int, criteria: int) -> dict[str, Any]:
    """Return a scorecard with random levels and unequal weights."""
    source = np.random.default_rng(seed)
    rows = [
        {"name": f"C{at}", "weight": float(source.integers(1, 6)), "rank": int(source.integers(1, 9))}
        for at in range(criteria)
    ]
    levels = {f"V{at}": "".join(map(str, source.integers(1, 5, criteria))) for at in range(vendors)}
    return table(levels, rows)


@pytest.mark.parametrize(("seed", "vendors", "criteria"), [(1, 3, 3), (2, 5, 6), (3, 8, 20)])
def test_drawn_shares_agree_with_other_draws(seed: int, vendors: int, criteria: int) -> None:
    """Every share lies within 0.015 of half a million other draws, all and in order, and pairs within 0.005."""
    inputs = spread(seed, vendors, criteria)
    card = finished(inputs)
    values, weights = np.array(card["values"]), np.array(card["weights"])
    source = np.random.default_rng(99)
    drawn = source.exponential(size=(250_000, criteria))
    noise = source.random((250_000, criteria))
    # In order: the largest weight to the most important; equal ones in any order, by chance.
    places = np.lexsort((noise, np.broadcast_to(-weights, noise.shape)), axis=1)
    in_order = np.empty_like(drawn)
    np.put_along_axis(in_order, places, -np.sort(-drawn, axis=1), axis=1)
    for found, draws in ((card["acceptability"], drawn), (card["acceptability_in_order"], in_order)):
        totals = draws @ values.T
        ranks = (totals[:, None, :] > totals[:, :, None] + 1e-9).sum(axis=2)
        for vendor in range(vendors):
            shares = np.bincount(ranks[:, vendor], minlength=vendors) / len(draws)
            assert found[vendor] == pytest.approx(list(shares), abs=0.015)
    totals = drawn @ values.T
    for one, other in permutations(range(vendors), 2):
        share = (totals[:, one] > totals[:, other] + 1e-9).mean()
        assert card["pairwise"][one][other] == pytest.approx(share, abs=0.005)


@settings(max_examples=15, deadline=None)
@given(scorecards())
def test_shares_are_of_a_piece_whatever_the_draws(inputs: dict[str, Any]) -> None:
    """Rows add up to 1, mean ranks and first ranks agree with the exact pairs, and few or alone is exact."""
    card = finished(inputs)
    eligible = [at for at, vendor in enumerate(card["vendors"]) if vendor["eligible"]]
    scoring = sum(weight > 0 for weight in card["weights"])
    assert card["acceptability_exact"] == (bool(eligible) and (len(eligible) <= 2 or scoring <= 2))
    if not eligible:
        assert card["acceptability"] is card["acceptability_in_order"] is card["second_method"] is None
        return
    twins = any(
        card["pairwise"][one][other] == card["pairwise"][other][one] == 0 for one, other in permutations(eligible, 2)
    )
    for at in range(len(card["vendors"])):
        row = card["acceptability"][at]
        assert (row is None) == (at not in eligible) == (card["acceptability_in_order"][at] is None)
        if row is None:
            continue
        assert len(row) == len(eligible)
        assert sum(row) == pytest.approx(1)
        assert sum(card["acceptability_in_order"][at]) == pytest.approx(1)
        rivals = [card["pairwise"][other][at] for other in eligible if other != at]
        mean = sum(rank * share for rank, share in enumerate(row, 1))
        if not twins:
            assert mean == pytest.approx(1 + sum(rivals), abs=0.08)
        assert row[0] <= min((1 - share for share in rivals), default=1) + 0.015


def test_drawing_tells_how_far_it_is() -> None:
    """Progress rises to 1, and the shares of all weightings come before those in order."""
    steps = list(SCORECARD.steps(SCORECARD.inputs()))
    shares = [step.share for step in steps if isinstance(step, Progress)]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    results = [step.result for step in steps if not isinstance(step, Progress)]
    assert [(r.acceptability is None, r.acceptability_in_order is None) for r in results] == [
        (True, True), (False, True), (False, False),
    ]  # fmt: skip


def test_a_change_beyond_any_number_is_none() -> None:
    """A weight of next to nothing would have to be raised by more than a float holds, and JSON has no such number."""
    criteria = [{**THREE[0]}, {**THREE[1]}, {**THREE[2], "weight": 1e-310}]
    inputs: Any = SCORECARD.inputs.parse(table({"A": "430", "B": "334"}, criteria))
    card = SCORECARD.finished(inputs)
    assert card.swaps[2] is None
    assert card.swaps[0] == pytest.approx(100)
    assert '"swaps"' in record(inputs, card)
    assert SCORECARD.present(inputs, card).headline
