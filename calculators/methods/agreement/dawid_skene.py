"""Estimating the right labels and each person's mistakes together, from the labels alone: Dawid and Skene's model."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from calculators.core import Better, InputError, Progress, Step

# Who gave which label to an item: (person, label) places, counted from 0; a person may label an item more than once.
type Given = tuple[tuple[int, int], ...]

SETTLED = 1e-6
_TINY = 1e-150
# So many products between two words of progress: a frame or two. And so many in all before it stops unsettled.
_STEP, _MOST = 100_000, 12_000_000


@dataclass(frozen=True, kw_only=True)
class DawidSkene:
    """What the labels say of the right answers and of the people.

    Attributes:
        priors: for each label, the estimated share of items whose right answer it is.
        errors: for each person a row for each right label and a column for each given one: the estimated chance that
            this person gives it. Without a prior, a row of zeros where a person met no item with that right label.
        posteriors: for each distinct pattern of labels, the chance of each label to be right.
        rounds: how often both were estimated in turn.
        settled: whether the last round changed no chance by more than one in a million.
    """

    priors: tuple[float, ...]
    errors: tuple[tuple[tuple[float, ...], ...], ...]
    posteriors: Mapping[Given, tuple[float, ...]]
    rounds: int
    settled: bool

    def accuracy(self, person: int) -> float:
        """Return the estimated share of items that a person labels right, were all like these (0 to 1).

        Right labels that the person never met are left out, and the rest weighed as often as they are right.
        """
        rows = self.errors[person]
        met = [(share, row[at]) for at, (share, row) in enumerate(zip(self.priors, rows, strict=True)) if sum(row)]
        return sum(share * right for share, right in met) / (sum(share for share, _ in met) or 1.0)


def dawid_skene(
    items: Mapping[Given, int], people: int, labels: int, *, prior: float = 0.0, most_rounds: int = 200
) -> Iterator[Step[DawidSkene]]:
    """Yield progress while estimating and, last, the estimate by expectation and maximisation.

    Both steps go on in turn from each item's shares of votes. The maximising one takes a label's share of all items as
    its prior, and of what a person said on items of a right label the shares as that person's chances; the expecting
    one takes an item's chances proportional to the prior times the chances of everything that was said of it. The
    likelihood can have several peaks, so the start is part of the rule.

    Args:
        items: how many items show each pattern of labels; each has a label or more.
        people: the number of people.
        labels: the number of labels.
        prior: how many items of each right label every person is taken to have labelled besides, in every way alike;
            0 is the published rule, which makes whoever agrees most infallible where items are few.
        most_rounds: after how many rounds to stop where nothing has settled.

    Raises:
        InputError: there is no item, or an item without a label.

    Source: Dawid and Skene (1979), Maximum likelihood estimation of observer error-rates using the EM algorithm,
    Journal of the Royal Statistical Society C 28(1), equations 2.3 to 2.5 and 3.1.
    """
    if not items or not all(items):
        raise InputError("items", "items with a label or more")
    work = labels * sum(map(len, items))
    most = max(1, min(most_rounds, _MOST // work))
    weighed = list(items.items())
    chances = [_votes(pattern, labels) for pattern in items]
    estimate = _Estimate(people, labels)
    for (pattern, weight), row in zip(weighed, chances, strict=True):
        estimate.count(pattern, weight, row)
    rounds, change, size = 0, 1.0, max(1, len(weighed) * _STEP // work)
    while change > SETTLED and rounds < most:
        before, estimate = estimate.divided(prior), _Estimate(people, labels)
        rounds, change = rounds + 1, 0.0
        for start in range(0, len(weighed), size):
            for at, (pattern, weight) in enumerate(weighed[start : start + size], start):
                better = before.expected(pattern)
                change = max(change, *(abs(new - old) for new, old in zip(better, chances[at], strict=True)))
                chances[at] = better
                estimate.count(pattern, weight, better)
            share = (rounds - 1 + min(1.0, (start + size) / len(weighed))) / most
            yield Progress(share=share, doing="Estimating how often each person is right")
    estimate = estimate.divided(prior)
    yield Better(
        DawidSkene(
            priors=tuple(estimate.priors),
            errors=tuple(tuple(zip(*by_label, strict=True)) for by_label in estimate.columns),
            posteriors={pattern: tuple(row) for pattern, row in zip(items, chances, strict=True)},
            rounds=rounds,
            settled=change <= SETTLED,
        )
    )


class _Estimate:
    """The labels' priors, and for each person and given label its chance at each right label."""

    def __init__(self, people: int, labels: int) -> None:
        self.priors = [0.0] * labels
        self.columns = [[[0.0] * labels for _ in range(labels)] for _ in range(people)]

    def count(self, pattern: Given, weight: int, chances: Sequence[float]) -> None:
        """Add so many items of a pattern, whose right label is known by its chances."""
        likely = [(at, weight * chance) for at, chance in enumerate(chances) if chance]
        for at, share in likely:
            self.priors[at] += share
        for person, label in pattern:
            counts = self.columns[person][label]
            for at, share in likely:
                counts[at] += share

    def divided(self, prior: float) -> "_Estimate":
        """Return the counts as chances, each right label of a person with ``prior`` items more, said in every way."""
        items = sum(self.priors)
        self.priors = [share / items for share in self.priors]
        for by_label in self.columns:
            totals = [sum(column) + prior for column in zip(*by_label, strict=True)]
            share = prior / len(by_label)
            for counts in by_label:
                counts[:] = [
                    (count + share) / total if total else 0.0 for count, total in zip(counts, totals, strict=True)
                ]
        return self

    def expected(self, pattern: Given) -> list[float]:
        """Return the chance of each label to be an item's right one."""
        chances = self.priors
        for person, label in pattern:
            chances = [chance * said for chance, said in zip(chances, self.columns[person][label], strict=True)]
            largest = max(chances)
            if largest < _TINY:
                # Only their proportions count, and products of many small chances would come to nothing.
                chances = [chance / largest for chance in chances]
        total = sum(chances)
        return [chance / total for chance in chances]


def _votes(pattern: Given, labels: int) -> list[float]:
    shares = [0.0] * labels
    for _, label in pattern:
        shares[label] += 1 / len(pattern)
    return shares
