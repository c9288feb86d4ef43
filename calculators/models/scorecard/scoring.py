"""Each vendor's gates, score and rank, and the values that everything else compares."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from calculators.methods.ranking import rank_order_centroid, ranks, weighted_sum
from calculators.models.scorecard.inputs import ScorecardInputs
from calculators.models.scorecard.marks import Marks, gates_of, values_of

# The score runs to 100 and a level to 4.
POINTS_A_LEVEL = 25
TOP_LEVEL = 4
# Scores no further apart than this are equal.
EQUAL_SCORES = 1e-9

type Shares = Sequence[float]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How one vendor stands; criteria are named by their place in the table, from 0.

    Attributes:
        name: the vendor.
        gate: "passed", "open" or "failed".
        gates_failed: the criteria whose gates it fails.
        gates_open: those whose gates wait for an answer or a proof.
        eligible: whether it fails no gate and has a score.
        score: from 0 to 100; None where no criterion with a weight applies.
        score_low: the score with every unknown at level 0.
        score_high: the score with every unknown at level 4.
        unknown: the criteria nobody could give a level for.
        not_applicable: the criteria that do not apply to it.
        rank: its place among the eligible, equal scores sharing the better one; None for the others.
    """

    name: str
    gate: str
    gates_failed: Sequence[int]
    gates_open: Sequence[int]
    eligible: bool
    score: float | None
    score_low: float | None
    score_high: float | None
    unknown: Sequence[int]
    not_applicable: Sequence[int]
    rank: int | None = None


def weights_of(inputs: ScorecardInputs) -> list[float]:
    """Return the share of each criterion in the score, adding up to 1; 0 for one that stays out of it."""
    counting = [place for place, criterion in enumerate(inputs.criteria) if criterion.weight > 0]
    if inputs.weighting == "ranks":
        given = rank_order_centroid([inputs.criteria[place].rank for place in counting])
    elif inputs.weighting == "equal":
        given = [1.0] * len(counting)
    else:
        given = [inputs.criteria[place].weight for place in counting]
    weights = [0.0] * len(inputs.criteria)
    whole = math.fsum(given)
    for place, weight in zip(counting, given, strict=True):
        weights[place] = weight / whole
    return weights


def score_of(values: Sequence[float | None], weights: Shares) -> float | None:
    """Return the score over the criteria that apply, from 0 to 100, or None where none with a weight does."""
    applying = [
        (value, weight) for value, weight in zip(values, weights, strict=True) if value is not None and weight > 0
    ]
    if not applying:
        return None
    levels, shares = zip(*applying, strict=True)
    return POINTS_A_LEVEL * weighted_sum([levels], shares)[0]


def standings(
    inputs: ScorecardInputs, marks: Sequence[Sequence[Marks]], weights: Shares
) -> tuple[list[Standing], list[list[float | None]]]:
    """Return how each vendor stands, and its values: an unknown at the level chosen, and its own score standing in
    where a criterion does not apply, which leaves the score as it is.
    """
    found, values = [], []
    for vendor, given in zip(inputs.vendors, marks, strict=True):
        standing, row = _standing(inputs, vendor.name, given, weights)
        found.append(standing)
        values.append(row)
    eligible = [place for place, standing in enumerate(found) if standing.eligible]
    scores = [found[place].score or 0.0 for place in eligible]
    for place, rank in zip(eligible, ranks(scores, EQUAL_SCORES), strict=True):
        found[place] = replace(found[place], rank=rank)
    return found, values


def _standing(
    inputs: ScorecardInputs, name: str, marks: Sequence[Marks], weights: Shares
) -> tuple[Standing, list[float | None]]:
    found = values_of(marks, len(weights))
    failed, still_open = gates_of(marks, [criterion.gate for criterion in inputs.criteria])
    row = found.with_unknown(inputs.unknown_level)
    score, low, high = (
        score_of(values, weights) for values in (row, found.with_unknown(0), found.with_unknown(TOP_LEVEL))
    )
    standing = Standing(
        name=name,
        gate="failed" if failed else "open" if still_open else "passed",
        gates_failed=failed,
        gates_open=still_open,
        eligible=not failed and score is not None,
        score=score,
        score_low=low,
        score_high=high,
        unknown=found.unknown,
        not_applicable=found.not_applicable,
    )
    stand_in = None if score is None else score / POINTS_A_LEVEL
    return standing, [stand_in if value is None else value for value in row]
