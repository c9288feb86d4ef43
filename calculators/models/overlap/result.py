"""From inputs to a result: what each way of using people gets right and costs, and where the answer changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculators.methods.search import bisect
from calculators.methods.voting import majority, wins
from calculators.models.overlap.inputs import OverlapInputs
from calculators.models.overlap.options import (
    Option,
    agreement,
    best_of,
    ceiling,
    equal,
    fraction,
    options_of,
    own_accuracy,
    three_people,
    vote_of,
    wrong_labels,
)

# Accuracies that differ by less are the same: what is left is rounding noise.
SAME_ACCURACY = 1e-6
NOTHING = 1e-12
NOISE = 1e-9


@dataclass(frozen=True, kw_only=True)
class Switch:
    """An option, and the cost of a wrong label from which it is the cheapest with mistakes counted."""

    option: str
    from_error_cost: float


@dataclass(frozen=True, kw_only=True)
class Sureness:
    """One outcome of a vote: the winner's votes, how often that happens, and how often the winner is right.

    Attributes:
        people: how many vote.
        votes: the votes of the sole winner; 0 where nobody wins alone.
        share: the share of items with this outcome.
        right: the share of these on which the winner is right; None for a tie, or where it never happens.
    """

    people: int
    votes: int
    share: float
    right: float | None


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A team whose members' accuracies are known.

    Attributes:
        people: how many they are.
        accuracy: how often their majority is right.
        tied: the share of items on which they split evenly.
        best_alone: how often the best of them is right alone.
    """

    people: int
    accuracy: float
    tied: float
    best_alone: float


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """What a vote reaches here, what each option costs, and what would change the choice. Shares are from 0 to 1.

    Attributes:
        own_accuracy: how often one person is right on items that do not mislead everybody.
        ceiling: the share of items that do not mislead everybody: no vote can be right more often.
        agreement: how often two people give the same label.
        error_correlation: how far two people's mistakes go together; None where there are none, or nothing else.
        options: every option in the order of the page.
        best: the option with the lowest cost, mistakes included.
        best_vote: the same among the plain votes.
        cheapest_reaching: the cheapest option that reaches the target; None where none does.
        highest_accuracy: the highest accuracy of all options.
        switches: which option is best as a wrong label costs more.
        sureness: what each outcome of a vote of three, and of five, is worth.
        expert_break_even_price: the expert's price at which asking the expert alone costs as much as the best option
            without one; None where even a free expert costs more.
        three_match_expert: how often one person must be right for three to match the expert; None if they never do.
        panel: the team typed in; None without one.
    """

    own_accuracy: float
    ceiling: float
    agreement: float
    error_correlation: float | None
    options: Sequence[Option]
    best: str
    best_vote: str
    cheapest_reaching: str | None
    highest_accuracy: float
    switches: Sequence[Switch]
    sureness: Sequence[Sureness]
    expert_break_even_price: float | None
    three_match_expert: float | None
    panel: Panel | None


def compute(inputs: OverlapInputs) -> Overlap:
    """Return what every option gets right and costs, the best of them, and where that changes."""
    options = options_of(inputs)
    reaching = [option for option in options if option.accuracy >= fraction(inputs.target_accuracy) - NOTHING]
    return Overlap(
        own_accuracy=own_accuracy(inputs.annotator_accuracy, inputs.shared_mistakes),
        ceiling=ceiling(inputs),
        agreement=agreement(inputs),
        error_correlation=_error_correlation(inputs),
        options=options,
        best=best_of(options),
        best_vote=best_of([option for option in options if option.name.startswith("vote_")]),
        cheapest_reaching=_first_lowest(reaching) if reaching else None,
        highest_accuracy=max(option.accuracy for option in options),
        switches=tuple(_switches(options)),
        sureness=tuple(_sureness(inputs)),
        expert_break_even_price=_expert_break_even_price(inputs, options),
        three_match_expert=_three_match_expert(inputs),
        panel=_panel(inputs),
    )


def _error_correlation(inputs: OverlapInputs) -> float | None:
    """Return the correlation between the mistakes of two people, worked in per cent so that round numbers stay so."""
    accuracy, shared = inputs.annotator_accuracy, inputs.shared_mistakes
    if accuracy in (0, 100) or shared == 100:
        return None
    return accuracy * shared / ((100 - accuracy) * (100 - shared))


def _first_lowest(options: Sequence[Option]) -> str:
    lowest = min(option.cost for option in options)
    return next(option.name for option in options if equal(option.cost, lowest))


def _switches(options: Sequence[Option]) -> Iterator[Switch]:
    """Walk from a free mistake to an endlessly expensive one and yield each option that becomes the best.

    The total of an option is a straight line in the cost of a wrong label, so the best ones form the lower edge of
    all lines: from each, the next is the more accurate one whose line is met first.
    """
    lowest = min(option.cost for option in options)
    now = _most_accurate([option for option in options if option.cost <= lowest + NOISE])
    yield Switch(option=now.name, from_error_cost=0.0)
    while True:
        met = [
            (option, (option.cost - now.cost) / (option.accuracy - now.accuracy))
            for option in options
            if option.accuracy > now.accuracy + SAME_ACCURACY
        ]
        if not met:
            return
        first = min(cost for _, cost in met)
        now = _most_accurate([option for option, cost in met if equal(cost, first)])
        yield Switch(option=now.name, from_error_cost=first)


def _most_accurate(options: Sequence[Option]) -> Option:
    highest = max(option.accuracy for option in options)
    return next(option for option in options if option.accuracy >= highest - SAME_ACCURACY)


def _sureness(inputs: OverlapInputs) -> Iterator[Sureness]:
    unshared = ceiling(inputs)
    chance = own_accuracy(inputs.annotator_accuracy, inputs.shared_mistakes)
    wrong = wrong_labels(inputs)
    for people in (3, 5):
        if people > inputs.most_overlap:
            return
        outcomes = wins(people, wrong, chance)
        for votes, win in outcomes.items():
            # What misleads everybody is unanimous, and wrong.
            share = unshared * win.any + (fraction(inputs.shared_mistakes) if votes == people else 0.0)
            yield Sureness(
                people=people,
                votes=votes,
                share=share,
                right=unshared * win.right / share if share > NOTHING else None,
            )
        if wrong > 1:
            yield Sureness(people=people, votes=0, share=unshared * vote_of(inputs, people).tied, right=None)


def _expert_break_even_price(inputs: OverlapInputs, options: Sequence[Option]) -> float | None:
    without = min(option.total for option in options if option.expert_share <= NOTHING)
    price = without - (1 - fraction(inputs.expert_accuracy)) * inputs.error_cost
    return None if price < -NOISE else max(0.0, price)


def _three_match_expert(inputs: OverlapInputs) -> float | None:
    expert = fraction(inputs.expert_accuracy)

    def ahead(chance: float) -> float:
        return three_people(inputs, chance) - expert

    if ahead(1) < -NOTHING:
        return None
    if ahead(0) >= 0:
        return 0.0
    if ahead(1) <= NOTHING:
        return ceiling(inputs)
    return bisect(ahead, 0.0, 1.0, steps=80) * ceiling(inputs)


def _panel(inputs: OverlapInputs) -> Panel | None:
    team = inputs.team
    if not team:
        return None
    unshared = ceiling(inputs)
    vote = majority([own_accuracy(member, inputs.shared_mistakes) for member in team])
    settled = fraction(inputs.expert_accuracy) if inputs.tie_rule == "expert" else 0.5
    return Panel(
        people=len(team),
        accuracy=unshared * (vote.won + vote.tied * settled),
        tied=unshared * vote.tied,
        best_alone=fraction(max(team)),
    )
