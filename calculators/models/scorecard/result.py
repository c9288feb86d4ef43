"""From inputs to a result: at once what is exact, then the shares that have to be drawn."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from calculators.core import Better, Progress, Step
from calculators.methods import ranking
from calculators.models.scorecard import weighing
from calculators.models.scorecard.inputs import ScorecardInputs
from calculators.models.scorecard.marks import marks_by_vendor
from calculators.models.scorecard.raters import Disagreement, Rater, disagreements, raters_of, same_marks
from calculators.models.scorecard.scoring import EQUAL_SCORES, Standing, standings, weights_of
from calculators.models.scorecard.value_line import ValueLine, value_line

DRAWS = 30_000
SEED = 20261126

type RankShares = Sequence[Sequence[float] | None]


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    """Who is first, and whether another weighting would change that.

    Vendors and criteria are named by their place in their table, from 0.

    Attributes:
        weights: each criterion's share of the score; 0 where it does not score.
        vendors: how each vendor stands.
        values: each vendor's value on each criterion, from 0 to 4.
        first: the eligible vendor with the highest score, the earlier row where two are equal.
        second: the next one.
        tied: whether both have rank 1.
        intervals: for each criterion, the weights between which the first stays first.
        swaps: for each criterion, the change of its weight that makes first and second equal.
        smallest_change: the least of those.
        pairwise: the share of all weightings in which the vendor of the row beats that of the column.
        dominates: pairs of which the one is nowhere worse and somewhere better.
        acceptability: how often each vendor takes each rank under all weightings; None until it has been drawn.
        acceptability_exact: whether that needs no drawing.
        acceptability_in_order: the same under the weightings that keep the given order of importance.
        second_method: what another method says.
        raters: what each rater alone would say.
        same_marks: the share of cells with several marks in which all are equal.
        disagreements: the cells to talk about.
        holds_whatever_unknown: whether the first stays first whatever the unknowns turn out to be.
        value_line: cost against score.
    """

    weights: Sequence[float]
    vendors: Sequence[Standing]
    values: Sequence[Sequence[float | None]]
    first: int | None
    second: int | None
    tied: bool
    intervals: Sequence[weighing.Interval | None]
    swaps: Sequence[float | None]
    smallest_change: weighing.Change | None
    pairwise: Sequence[Sequence[float | None]]
    dominates: Sequence[tuple[int, int]]
    acceptability: RankShares | None
    acceptability_exact: bool
    acceptability_in_order: RankShares | None
    second_method: weighing.SecondMethod | None
    raters: Sequence[Rater]
    same_marks: float | None
    disagreements: Sequence[Disagreement]
    holds_whatever_unknown: bool
    value_line: ValueLine


def compute(inputs: ScorecardInputs) -> Scorecard:
    """Return everything but the shares that have to be drawn."""
    marks = marks_by_vendor(inputs)
    weights = weights_of(inputs)
    found, values = standings(inputs, marks, weights)
    contest = contest_of(found, values, weights)
    # Equal scores share a rank, so of two equal vendors the earlier row comes first.
    order = sorted(contest.eligible, key=lambda vendor: found[vendor].rank or 0)
    first = order[0] if order else None
    second = order[1] if len(order) > 1 else None
    tied = second is not None and found[second].rank == 1
    swaps = weighing.swaps(contest, first, second, tied)
    shares = weighing.exact_ranks(contest) if contest.eligible else None
    return Scorecard(
        weights=weights,
        vendors=found,
        values=values,
        first=first,
        second=second,
        tied=tied,
        intervals=weighing.intervals(contest, first),
        swaps=swaps,
        smallest_change=weighing.smallest_change(swaps),
        pairwise=weighing.pairwise(contest),
        dominates=weighing.dominating(contest),
        acceptability=None if shares is None else contest.for_vendors(shares),
        acceptability_exact=shares is not None,
        acceptability_in_order=None,
        second_method=weighing.second_method(contest),
        raters=raters_of(inputs, marks, weights, found),
        same_marks=same_marks(marks),
        disagreements=disagreements(marks),
        holds_whatever_unknown=first is not None and _holds(found, first),
        value_line=value_line(inputs, found, first),
    )


def contest_of(
    found: Sequence[Standing], values: Sequence[Sequence[float | None]], weights: Sequence[float]
) -> weighing.Contest:
    """Return the eligible vendors on the criteria that score."""
    eligible = [place for place, standing in enumerate(found) if standing.eligible]
    scoring = [place for place, weight in enumerate(weights) if weight > 0]
    return weighing.Contest(
        vendors=len(found),
        eligible=eligible,
        # An eligible vendor has a score, which stands in where a criterion does not apply: no value is missing.
        rows=[[value for place in scoring if (value := values[vendor][place]) is not None] for vendor in eligible],
        criteria=len(weights),
        scoring=scoring,
        weights=[weights[place] for place in scoring],
    )


def _holds(found: Sequence[Standing], first: int) -> bool:
    least = found[first].score_low or 0.0
    others = [standing for place, standing in enumerate(found) if standing.eligible and place != first]
    return all(least >= (other.score_high or 0.0) - EQUAL_SCORES for other in others)


def refine(_: ScorecardInputs, card: Scorecard) -> Iterator[Step[Scorecard]]:
    """Draw weightings and count the ranks: first all, then those that keep the order of importance."""
    if card.first is None:
        return
    contest = contest_of(card.vendors, card.values, card.weights)
    parts = 1 if card.acceptability_exact else 2
    if not card.acceptability_exact:
        for step in _drawn(contest, [1.0] * len(contest.scoring), 0, parts):
            if isinstance(step, Progress):
                yield step
            else:
                card = replace(card, acceptability=step.result)
                yield Better(card)
    for step in _drawn(contest, contest.weights, parts - 1, parts):
        if isinstance(step, Progress):
            yield step
        else:
            yield Better(replace(card, acceptability_in_order=step.result))


def _drawn(
    contest: weighing.Contest, importance: Sequence[float], part: int, parts: int
) -> Iterator[Step[list[list[float] | None]]]:
    orders: Counter[ranking.Order] = Counter()
    kinds, rows = weighing.distinct(contest)
    for number, order in enumerate(ranking.drawn_orders(rows, importance, DRAWS, SEED), 1):
        orders[order] += 1
        if number % 1_000 == 0:
            yield Progress(share=(part + number / DRAWS) / parts, doing=f"Trying {DRAWS:,} weightings")
    yield Better(contest.for_vendors(ranking.rank_shares(orders, kinds)))
