"""What the reader knows about the people, the expert, the labels and the cost of a mistake."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from calculators.core import InputError, Inputs, assumption, choice, number, words
from calculators.core.words import plain
from calculators.facts import basis
from calculators.vocabulary import shared

FIRST = "What matters most"
VOTE = "How the vote works"
TEAM = "A team you know"
MONEY = "Money"

GROUPS = {
    FIRST: "These eight decide most of the answer.",
    VOTE: "Where wrong answers go, who settles a tie, and how many people you would ever ask.",
    TEAM: "If you have measured your people one by one, put them in here.",
    MONEY: "Every amount is in one currency.",
}

WRONG_ANSWERS = {"spread": "Evenly over all wrong labels", "one": "All to the same wrong label"}
TIE_RULE = {"expert": "An expert", "random": "A fair draw"}

LEAST_TEAM, MOST_TEAM = 2, 9
NOISE = 1e-9


# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
@dataclass(frozen=True, kw_only=True)
class OverlapInputs(Inputs):
    """Everything the overlap model asks, in the order of the form."""

    classes: int = number(
        "Labels to choose from", "labels", 2, 1_000,
        assumption(2, "A yes-or-no question."),
        help="How many different answers an item can get.", group=FIRST, first=True, whole=True, slider=(2, 100, 1),
    )
    annotator_accuracy: float = number(
        "How often one annotator is right", "%", 0, 100,
        assumption(90.0, "The guide's example. Measure it with gold items.", low=80.0, high=97.0),
        help="Over all items, the misleading ones included.", group=FIRST, first=True, slider=(50, 100, 0.5),
    )
    shared_mistakes: float = number(
        "Items that mislead everybody alike", "% of items", 0, 100,
        assumption(2.0, "A fifth of the mistakes, as among real people in a published set.", low=0.0, high=5.0),
        help="On these the guideline or the item leads all annotators to the same wrong label.",
        group=FIRST, first=True, slider=(0, 20, 0.5),
    )
    target_accuracy: float = number(
        "Accuracy you want", "%", 0, 100,
        assumption(95.0, "What sellers promise.", low=90.0, high=99.0),
        help="The share of final labels that should be right.", group=FIRST, first=True, slider=(80, 100, 0.5),
    )
    label_price: float = shared("label_price", group=FIRST, first=True)
    expert_price: float = number(
        "Price of an expert's label", "¤ a label", 0, 100_000,
        assumption(0.5, "A box takes 26.5 seconds, and at 70 dollars an hour that is 0.52.", low=0.3, high=0.75),
        help="What one label by the expert costs you.", group=FIRST, first=True, slider=(0, 10, 0.05),
    )
    expert_accuracy: float = number(
        "How often the expert is right", "%", 0, 100,
        assumption(97.0, "The mistakes of good public data, rounded.", low=90.0, high=99.0),
        help="On any item, those on which people differ included.", group=FIRST, first=True, slider=(50, 100, 0.5),
    )
    error_cost: float = shared(
        "error_cost", group=FIRST, first=True,
        start=assumption(1.0, "At no cost one person nearly always wins.", low=0.05, high=20.0),
    )

    wrong_answers: str = choice(
        "Where do wrong answers go?", WRONG_ANSWERS,
        assumption("spread", "Alike with two labels. With more, the same wrong label is the cautious answer."),
        help="People confuse neighbours, so with several labels mistakes may gather on one.", group=VOTE,
    )
    tie_rule: str = choice(
        "Who decides a tie?", TIE_RULE,
        assumption("expert", "A draw throws the doubt away."),
        help="With more than two labels a vote of three can end three ways.", group=VOTE,
    )
    most_overlap: int = number(
        "Most people for one item", "people", 1, 15,
        basis("workers_per_object_limit"),
        help="Votes of up to this many people are compared.", group=VOTE, whole=True, slider=(1, 15, 1),
    )

    accuracies: str = words(
        "Each person's accuracy, for a team you know", assumption("", "Few teams are measured."),
        limit=100, pasted=True,
        help=(
            "Two to nine numbers in per cent, such as 92, 88.5, 85. Write decimals with a point: a decimal comma makes "
            "two people of one."
        ),
        group=TEAM,
    )

    currency: str = shared("currency", group=MONEY)
    # fmt: on

    @property
    def team(self) -> tuple[float, ...]:
        """Return the accuracy of each person of the team in per cent; empty where there is none."""
        return read_team(self.accuracies) or ()

    def refusals(self) -> Iterator[InputError]:
        """Yield what cannot be true together: shared mistakes are part of everybody's mistakes."""
        left = plain(round(100 - self.annotator_accuracy, 9))
        if self.annotator_accuracy + self.shared_mistakes > 100 + NOISE:
            yield InputError(
                "shared_mistakes",
                f"at most {left} with an annotator who is right {plain(self.annotator_accuracy)}% of the time, since "
                "shared mistakes are part of the rest",
                plain(self.shared_mistakes),
            )
        team = read_team(self.accuracies)
        if team is None:
            expected = f"{LEAST_TEAM} to {MOST_TEAM} numbers from 0 to 100, such as 92, 88.5, 85"
            yield InputError("accuracies", expected, self.accuracies)
            return
        for member in team:
            if member + self.shared_mistakes > 100 + NOISE:
                most = plain(round(100 - self.shared_mistakes, 9))
                yield InputError(
                    "accuracies",
                    f"at most {most} for each, since {plain(self.shared_mistakes)}% of items mislead everybody",
                    plain(member),
                )
                return


def read_team(text: str) -> tuple[float, ...] | None:
    """Return the accuracies that a text lists, in per cent: none for a blank text, None for one that cannot be read.

    Numbers stand apart by commas, semicolons or white space, with or without a per cent sign.
    """
    if not text.strip():
        return ()
    pieces = re.findall(r"[^,;\s]+", text.replace("%", " "))
    if not LEAST_TEAM <= len(pieces) <= MOST_TEAM or not all(re.fullmatch(r"[0-9]+(\.[0-9]+)?", one) for one in pieces):
        return None
    team = tuple(map(float, pieces))
    return team if max(team) <= 100 else None
