"""What each rater alone would say, and where raters disagree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculators.methods.ranking import ranks
from calculators.models.scorecard.inputs import ScorecardInputs
from calculators.models.scorecard.marks import Marks, values_of
from calculators.models.scorecard.scoring import EQUAL_SCORES, Shares, Standing, score_of
from calculators.models.scorecard.signs import LEVELS


@dataclass(frozen=True, kw_only=True)
class Rater:
    """What one rater's rows say by themselves.

    Attributes:
        name: the rater.
        scores: each vendor's score; None where the rater gave none, and for a vendor that is not eligible.
        first: the vendor with the highest score; None unless every eligible vendor has one.
    """

    name: str
    scores: Sequence[float | None]
    first: int | None


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """A cell on which raters are two levels apart or of unlike minds, with their marks in the order of the rows."""

    vendor: int
    criterion: int
    marks: str


def raters_of(
    inputs: ScorecardInputs, marks: Sequence[Sequence[Marks]], weights: Shares, standings: Sequence[Standing]
) -> list[Rater]:
    """Return the raters in the order of their first rows."""
    return [
        _rater(inputs, name, marks, weights, standings) for name in dict.fromkeys(row.rater for row in inputs.scores)
    ]


def _rater(
    inputs: ScorecardInputs,
    name: str,
    marks: Sequence[Sequence[Marks]],
    weights: Shares,
    standings: Sequence[Standing],
) -> Rater:
    scores: list[float | None] = []
    for given, standing in zip(marks, standings, strict=True):
        own = [one for one in given if one.rater == name]
        if own and standing.eligible:
            values = values_of(own, len(weights))
            scores.append(score_of(values.with_unknown(inputs.unknown_level), weights))
        else:
            scores.append(None)
    eligible = [place for place, standing in enumerate(standings) if standing.eligible]
    known = [score for place in eligible if (score := scores[place]) is not None]
    first = None
    if eligible and len(known) == len(eligible):
        first = eligible[ranks(known, EQUAL_SCORES).index(1)]
    return Rater(name=name, scores=scores, first=first)


def disagreements(marks: Sequence[Sequence[Marks]]) -> list[Disagreement]:
    """Return the cells to talk about, by vendor, then criterion."""
    return [
        Disagreement(vendor=vendor, criterion=criterion, marks=given)
        for vendor, criterion, given in _cells(marks)
        if _disagreeing(given)
    ]


def _disagreeing(marks: str) -> bool:
    """Return whether raw marks are two levels apart, or of unlike kinds."""
    if marks == marks[0] * len(marks):
        return False
    levels = sorted(mark for mark in marks if mark in LEVELS)
    others = {mark for mark in marks if mark not in LEVELS}
    return len(others) + bool(levels) > 1 or (bool(levels) and int(levels[-1]) - int(levels[0]) > 1)


def _cells(marks: Sequence[Sequence[Marks]]) -> Iterator[tuple[int, int, str]]:
    """Yield vendor, criterion and the marks in the order of rows, of every cell that two or more raters marked."""
    for vendor, given in enumerate(marks):
        if len(given) > 1:
            for criterion, signs in enumerate(zip(*(one.signs for one in given), strict=True)):
                yield vendor, criterion, "".join(signs)


def same_marks(marks: Sequence[Sequence[Marks]]) -> float | None:
    """Return the share of cells with two or more marks in which all are equal; None where there is no such cell."""
    same = [len(set(given)) == 1 for _, _, given in _cells(marks)]
    return sum(same) / len(same) if same else None
