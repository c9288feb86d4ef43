"""What a vote of several people says: how often it is right, how often it is a tie, and how sure each outcome is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple


@dataclass(frozen=True, kw_only=True)
class Vote:
    """The chances of a vote in which the label with the most votes wins.

    Attributes:
        alone: the right label alone has the most votes.
        tied: two or more labels share the most votes, whether the right one is among them or not.
        tied_with_right: the right label is among those that share the most votes.
        drawn: the right label wins, if a tie is settled by a fair draw among the labels that share the most votes.
    """

    alone: float
    tied: float
    tied_with_right: float
    drawn: float


@dataclass(frozen=True, kw_only=True)
class Win:
    """The chances that a label wins alone with a given number of votes.

    Attributes:
        any: some label does.
        right: the right label does.
    """

    any: float
    right: float


@dataclass(frozen=True, kw_only=True)
class Majority:
    """The chances of a vote between right and wrong: more than half are right, or exactly half."""

    won: float
    tied: float


@dataclass(frozen=True, kw_only=True)
class _Tally:
    """How many ways lead to each outcome, by the number of right votes.

    A weight is the number of ways divided by ``wrong_labels`` to the power of the wrong votes, so that it is
    multiplied by chance^right * (1 - chance)^wrong alone.

    Attributes:
        alone: weights of the right label winning alone.
        tied: weights of any tie.
        tied_with_right: weights of a tie of the right label with others.
        drawn: weights of ``alone`` and of the right label's part in each of its ties.
        wrong_wins: by the winner's votes, weights of a wrong label winning alone.
    """

    alone: Sequence[float]
    tied: Sequence[float]
    tied_with_right: Sequence[float]
    drawn: Sequence[float]
    wrong_wins: Mapping[int, Sequence[float]]


class _Split(NamedTuple):
    """One way in which wrong votes fall on labels.

    Attributes:
        labels: how many labels get a vote.
        most: the votes of the one that gets most.
        sharing: how many labels get as many.
        alike: the product of the factorials of all sizes, and of how often each size occurs.
    """

    labels: int
    most: int
    sharing: int
    alike: int


@lru_cache(maxsize=64)
def plurality(voters: int, wrong_labels: int, chance: float) -> Vote:
    """Return the chances of a vote of independent people who are all right with the same chance.

    Each of the wrong labels is given with the same chance, (1 - chance) / wrong_labels, so one wrong label makes it
    a vote between two answers (Condorcet 1785). The cases of the multinomial distribution are added up by the sizes of
    the wrong votes, not by label, so that a thousand labels take no longer than two.

    Args:
        voters: how many people vote, at least 1.
        wrong_labels: how many labels a wrong answer may take, at least 1.
        chance: how often one person is right, from 0 to 1.

    Raises:
        ValueError: an argument is outside its range.

    Source: Lin, Yacoub, Burns and Simske (2003), Performance analysis of pattern classifier combination by plurality
    voting, Pattern Recognition Letters 24(12); for two labels Kuncheva (2004), Combining Pattern Classifiers, ch. 4.
    """
    _check(voters, wrong_labels, chance)
    tally = _tally(voters, wrong_labels)
    terms = _terms(voters, chance)
    return Vote(
        alone=_weighed(tally.alone, terms),
        tied=_weighed(tally.tied, terms),
        tied_with_right=_weighed(tally.tied_with_right, terms),
        drawn=_weighed(tally.drawn, terms),
    )


def wins(voters: int, wrong_labels: int, chance: float) -> dict[int, Win]:
    """Return, by the winner's votes, the chance that a label wins alone with them, the most votes first.

    Only numbers of votes with which a label can win alone are listed. Arguments, errors and source are those of
    ``plurality``.
    """
    _check(voters, wrong_labels, chance)
    tally = _tally(voters, wrong_labels)
    terms = _terms(voters, chance)
    found = {}
    for votes in range(voters, 0, -1):
        wrong = tally.wrong_wins.get(votes)
        if wrong is not None:
            right = tally.alone[votes] * terms[votes]
            found[votes] = Win(any=math.fsum((right, _weighed(wrong, terms))), right=right)
    return found


def majority(chances: Sequence[float]) -> Majority:
    """Return the chances that more than half, and that exactly half, of several unlike people are right.

    People err independently, each with a chance of their own (the Poisson-binomial distribution). It is built up one
    person at a time.

    Raises:
        ValueError: there is nobody, or a chance is outside 0 to 1.

    Source: Grofman, Owen and Feld (1983), Thirteen theorems in search of the truth, Theory and Decision 15.
    """
    if not chances or not all(0 <= chance <= 1 for chance in chances):
        raise ValueError("expected at least one chance, each from 0 to 1")
    right = [1.0]
    for chance in chances:
        right = [
            math.fsum((chance * one_less, (1 - chance) * same))
            for one_less, same in zip([0.0, *right], [*right, 0.0], strict=True)
        ]
    voters = len(chances)
    return Majority(
        won=math.fsum(right[voters // 2 + 1 :]),
        tied=right[voters // 2] if voters % 2 == 0 else 0.0,
    )


def _check(voters: int, wrong_labels: int, chance: float) -> None:
    if voters < 1 or wrong_labels < 1 or not 0 <= chance <= 1:
        raise ValueError("expected at least one person and one wrong label, and a chance from 0 to 1")


def _terms(voters: int, chance: float) -> list[float]:
    """Return chance^right * (1 - chance)^wrong by the number of right votes."""
    return [chance**right * (1 - chance) ** (voters - right) for right in range(voters + 1)]


def _weighed(weights: Sequence[float], terms: Sequence[float]) -> float:
    return math.fsum(weight * term for weight, term in zip(weights, terms, strict=True))


@lru_cache(maxsize=64)
def _tally(voters: int, wrong_labels: int) -> _Tally:
    """Sort every possible vote by who wins it. This depends on no chance, so it is done once and kept."""
    alone, tied, tied_with_right, drawn = ([0.0] * (voters + 1) for _ in range(4))
    wrong_wins: dict[int, list[float]] = {}
    for right in range(voters + 1):
        people = math.perm(voters, voters - right)
        scale = wrong_labels ** (voters - right)
        for split in _splits(voters - right, voters + 1):
            weight = people * math.perm(wrong_labels, split.labels) / (split.alike * scale)
            if weight == 0:  # more labels than there are
                continue
            if right > split.most:
                alone[right] += weight
                drawn[right] += weight
                wrong_wins.setdefault(right, [0.0] * (voters + 1))
            elif right == split.most:
                tied[right] += weight
                tied_with_right[right] += weight
                drawn[right] += weight / (1 + split.sharing)
            elif split.sharing > 1:
                tied[right] += weight
            else:
                wrong_wins.setdefault(split.most, [0.0] * (voters + 1))[right] += weight
    return _Tally(alone=alone, tied=tied, tied_with_right=tied_with_right, drawn=drawn, wrong_wins=wrong_wins)


@cache
def _splits(votes: int, below: int) -> tuple[_Split, ...]:
    """Return every way to share out wrong votes among labels not yet named, each of which gets fewer than ``below``."""
    if votes == 0:
        return (_Split(labels=0, most=0, sharing=0, alike=1),)
    return tuple(
        _Split(
            labels=sharing + rest.labels,
            most=most,
            sharing=sharing,
            alike=rest.alike * math.factorial(most) ** sharing * math.factorial(sharing),
        )
        for most in range(min(votes, below - 1), 0, -1)
        for sharing in range(1, votes // most + 1)
        for rest in _splits(votes - most * sharing, most)
    )
