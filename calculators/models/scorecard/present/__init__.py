"""The scorecard in words, figures, tables and charts."""

from collections.abc import Sequence

from calculators.core import Amount, Answer, Figure, Later
from calculators.core.words import counted
from calculators.models.scorecard.inputs import ScorecardInputs
from calculators.models.scorecard.present.after import cautions, next_steps
from calculators.models.scorecard.present.headline import headline
from calculators.models.scorecard.present.letters import debrief, justification
from calculators.models.scorecard.present.questions import questions, unknowns
from calculators.models.scorecard.present.raters import raters, talk
from calculators.models.scorecard.present.reading import levels, marks, second_method
from calculators.models.scorecard.present.standings import gates, price, scores
from calculators.models.scorecard.present.view import View, one_digit, range_words, share_words
from calculators.models.scorecard.present.weights import pairs, ranks, weights
from calculators.models.scorecard.result import DRAWS, RankShares, Scorecard

__all__ = ["present"]


def present(inputs: ScorecardInputs, card: Scorecard) -> Answer:
    """Return the answer: who is first and what would change that, then the parts that explain it."""
    view = View(inputs, card)
    return Answer(
        headline=headline(view),
        figures=list(_figures(view)),
        sections=Later(
            lambda: [
                gates(view),
                scores(view),
                weights(view),
                ranks(view),
                pairs(view),
                price(view),
                unknowns(view),
                questions(view),
                raters(view),
                talk(view),
                justification(view),
                debrief(view),
                second_method(view),
                marks(view),
                levels(view),
            ]
        ),
        cautions=Later(lambda: cautions(view)),
        next_steps=Later(lambda: next_steps()),
    )


def _figures(view: View) -> Sequence[Figure]:
    card = view.card
    asked = sum(len(vendor.unknown) for vendor in card.vendors)
    back = {0: "", 1: "; it is a question to send back"}.get(asked, "; each is a question to send back")
    unknown = Figure(
        name="Unknowns",
        value=Amount(value=asked),
        note=f"over {counted(len(card.vendors), 'vendor')}{back}",
        why="unknowns",
    )
    if card.first is None or view.unmarked:
        return [unknown]
    first = card.vendors[card.first]
    exact = "exact" if card.acceptability_exact else f"from {DRAWS:,} drawn weightings"
    return [
        Figure(
            name=f"Score of {first.name}",
            value=one_digit(first.score),
            note=f"of 100; {range_words(first)}",
            why="standings",
        ),
        Figure(
            name=f"{first.name} first, over all weightings",
            value=_share(view, card.acceptability, card.first),
            note=exact,
            why="ranks",
        ),
        Figure(
            name=f"{first.name} first, in your order of importance",
            value=_share(view, card.acceptability_in_order, card.first),
            note="over the weightings that keep your order",
            why="ranks",
        ),
        unknown,
    ]


def _share(view: View, shares: RankShares | None, first: int) -> str:
    row = shares[first] if shares is not None else None
    return "being drawn" if row is None else view.about + share_words(row[0])
