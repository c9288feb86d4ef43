"""Would another weighting change it: one weight at a time, in pairs, and over all weightings."""

from calculators.core import Amount, Rows, Section, Series, StackedBars
from calculators.core.words import count, listed
from calculators.models.scorecard.present.view import View, share_words
from calculators.models.scorecard.result import RankShares

ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")


def weights(view: View) -> Section:
    """Show how far each weight may move before another vendor leads, the tightest first."""
    title = "Would another weight change it?"
    if view.card.first is None:
        return Section(id="weights", title=title, content=[])
    if len(view.contest.scoring) == 1:
        words = "Only one criterion has a weight, so there is nothing to shift between criteria."
        return Section(id="weights", title=title, content=[words])
    first = view.vendor(view.card.first)
    ends = "the two ends, which are about right and not exact" if view.about else "the two ends"
    words = (
        f"While one weight moves, the others keep their proportions. {first} stays first as long as that weight stays "
        f"between {ends}. The last column asks something else: how far that weight alone would have "
        "to be raised or cut, with the others as they are, until first and second are equal."
    )
    return Section(id="weights", title=title, content=[words, _smallest(view), _intervals(view)])


def _smallest(view: View) -> str:
    change = view.card.smallest_change
    if change is None or view.card.second is None:
        return "No change of one weight alone makes first and second equal."
    first, second = view.vendor(view.card.first or 0), view.vendor(view.card.second)
    if view.card.tied:
        return f"{first} and {second} are equal already."
    way = "cut" if change.percent > 0 else "raised"
    return (
        f"The smallest such change is {view.criterion(change.criterion)}, {way} by "
        f"{view.about}{count(abs(change.percent), 1)}% of its weight: then {first} and {second} are equal."
    )


def _intervals(view: View) -> Rows:
    found = {edge.criterion: edge for edge in view.edges}
    others = [place for place in view.contest.scoring if place not in found]
    rows: list[list[Amount | str]] = []
    for place in [*found, *others]:
        interval, swap = view.card.intervals[place], view.card.swaps[place]
        assert interval is not None
        rows.append(
            [
                view.title(place),
                _percent(view.card.weights[place]),
                _percent(interval.low),
                _percent(interval.high),
                view.vendor(found[place].leader) if place in found else "nobody",
                "none" if swap is None else f"{'cut' if swap > 0 else 'raise'} by {count(abs(swap), 1)}%",
            ]
        )
    return Rows(
        title=f"Weights, and {view.about}how far each may move",
        columns=[
            "Criterion",
            "Weight",
            "May fall to",
            "May rise to",
            "Who leads past the nearer end",
            "What makes a tie",
        ],
        rows=rows,
    )


def _percent(share: float) -> Amount:
    return Amount(value=100 * share, kind="percent", digits=1)


def pairs(view: View) -> Section:
    """Show for each pair in what share of all weightings the one beats the other."""
    title = "Who beats whom, over all weightings"
    eligible = view.contest.eligible
    if len(eligible) < 2:
        return Section(id="pairs", title=title, content=[])
    table = Rows(
        title=f"In {view.about}what share of all weightings the row scores more than the column",
        columns=["", *(view.vendor(place) for place in eligible)],
        rows=[[view.vendor(one), *(_pair(view.card.pairwise[one][other]) for other in eligible)] for one in eligible],
    )
    better = [f"{view.vendor(one)} is nowhere worse than {view.vendor(other)} and somewhere better"
              for one, other in view.card.dominates]  # fmt: skip
    words = f"{'; '.join(better)}: no weighting can change that." if better else (
        "Each vendor is better than each other one somewhere, so some weighting favours it."
    )  # fmt: skip
    return Section(id="pairs", title=title, folded=True, content=[words, table])


def _pair(share: float | None) -> Amount | str:
    return "–" if share is None else _percent(share)


def ranks(view: View) -> Section:
    """Show how often each vendor takes each rank, over all weightings and over those in the reader's order."""
    card, title = view.card, "How often each vendor comes first"
    if card.first is None:
        return Section(id="ranks", title=title, content=[])
    waiting = card.acceptability_in_order is None
    content: list[str | StackedBars] = []
    if card.acceptability is not None:
        content.append(_bars(view, card.acceptability, "Over all weightings"))
    if card.acceptability_in_order is not None:
        content.append(_bars(view, card.acceptability_in_order, "Over the weightings in your order of importance"))
    words = "“All weightings” counts silly ones too, such as nearly everything on one criterion."
    content.insert(0, "Weightings are being drawn." if waiting else f"{_sentence(view)} {words}")
    return Section(id="ranks", title=title, content=content, pending=waiting)


def _sentence(view: View) -> str:
    card = view.card
    assert card.first is not None
    assert card.acceptability is not None
    assert card.acceptability_in_order is not None
    over_all, in_order = card.acceptability[card.first], card.acceptability_in_order[card.first]
    assert over_all is not None
    assert in_order is not None
    return (
        f"{view.vendor(card.first)} is first in {view.about}{share_words(over_all[0])} of all weightings, and in "
        f"{view.about}{share_words(in_order[0])} of those that keep your order of importance."
    )


def _bars(view: View, shares: RankShares, title: str) -> StackedBars:
    eligible = view.contest.eligible
    rows = [row for place in eligible if (row := shares[place]) is not None]
    firsts = [f"{view.vendor(place)} {share_words(row[0])}" for place, row in zip(eligible, rows, strict=True)]
    return StackedBars(
        title=title,
        description=f"First: {listed(firsts)}.",
        labels=[view.vendor(place) for place in eligible],
        series=[
            Series(name=ORDINALS[rank], values=[100 * row[rank] for row in rows], style=str(rank + 1))
            for rank in range(len(eligible))
        ],
        kind="percent",
    )
