"""Which answers lead to which outcome, found from the rules themselves: counted, not sampled."""

import functools
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from calculators.models.decide.flips import Change, changed, changes
from calculators.models.decide.gates import GATES
from calculators.models.decide.inputs import DecideInputs, answers_of, options
from calculators.models.decide.result import OUTCOMES, outcome
from calculators.models.decide.rules import RULES
from calculators.models.decide.ways import MAIN
from calculators.models.decide.weigh import PointsByWay, Verdict, alone, best, holds, main_points, total, weigh

# What some answers amount to: how far hybrid and outsourced are ahead of in-house, how many main ways are closed
# (the first to close is always outsourced), and whether nobody can label in-house.
type State = tuple[int, int, int, bool]

_START: State = (0, 0, 0, False)


@dataclass(frozen=True, kw_only=True)
class Shares:
    """How often an outcome comes up, in per cent: of all sets of answers, and of those that close no main way."""

    everywhere: float
    where_all_are_open: float


@dataclass(frozen=True, kw_only=True)
class Pull:
    """Answers that bring a way ahead: the rule's condition, and the points ahead of each of the other main ways."""

    when: Mapping[str, Sequence[str]]
    ahead: Mapping[str, int]


def possible() -> int:
    """Return how many sets of answers there are."""
    return prod(map(len, options().values()))


@functools.cache
def shares() -> Mapping[str, Shares]:
    """Return how often each outcome comes up among all possible sets of answers.

    Groups of questions that share no rule are independent, so what they amount to is added up, and only the sums
    are listed.
    """
    so_far: Counter[State] = Counter({_START: 1})
    for block in blocks():
        found, joined = _states(block), Counter[State]()
        for state, times in so_far.items():
            for more, often in found.items():
                joined[_added(state, more)] += times * often
        so_far = joined
    everywhere, unclosed = Counter[str](), Counter[str]()
    for state, times in so_far.items():
        name = _outcome(state)
        everywhere[name] += times
        unclosed[name] += times * (state[2] == 0)
    return {
        name: Shares(
            everywhere=100 * everywhere[name] / possible(),
            where_all_are_open=100 * unclosed[name] / unclosed.total(),
        )
        for name in OUTCOMES
    }


def blocks() -> list[tuple[str, ...]]:
    """Return the questions in groups: two are in one group where a rule or a gate asks for both."""
    groups: list[set[str]] = [{name} for name in options()]
    for rule in (*RULES, *GATES):
        touched = [group for group in groups if group & rule.when.keys()]
        groups = [group for group in groups if group not in touched] + [set().union(*touched)]
    return sorted(tuple(sorted(group)) for group in groups)


def _states(questions: Sequence[str]) -> Counter[State]:
    """Return what every set of answers to some questions amounts to, and how often."""
    rules = [rule for rule in RULES if rule.when.keys() <= set(questions)]
    gates = [gate for gate in GATES if gate.when.keys() <= set(questions)]
    found: Counter[State] = Counter()
    for given in itertools.product(*(options()[name] for name in questions)):
        answers = dict(zip(questions, given, strict=True))
        own, both, bought = total(main_points(rule) for rule in rules if holds(rule, answers))
        closed = {way for gate in gates if holds(gate, answers) for way in gate.closes if way in MAIN}
        state = (both - own, bought - own, len(closed), answers.get("own_team") == "cannot_hire")
        found[_added(_START, state)] += 1
    return found


def _added(state: State, more: State) -> State:
    """Return what two sets of answers amount to together, leaving out what cannot matter any more."""
    both, bought, closed, nobody = state
    closed = max(closed, more[2])
    return (both + more[0]) * (closed < 2), (bought + more[1]) * (closed < 1), closed, nobody or more[3]


def _outcome(state: State) -> str:
    points = (0, state[0], state[1])
    closed = frozenset(MAIN[len(MAIN) - state[2] :])
    verdict = Verdict(best=best(points, closed), points=points, closed=closed)
    return outcome({"own_team": "cannot_hire" if state[3] else ""}, verdict)


@functools.cache
def shortest_ways() -> Mapping[str, tuple[Change, ...]]:
    """Return, for each outcome, the fewest changes of the starting answers that lead to it."""
    start = answers_of(DecideInputs())
    found: dict[str, tuple[Change, ...]] = {}
    for made in _tries(start):
        answers = changed(start, made)
        found.setdefault(outcome(answers, weigh(answers)), made)
        if len(found) == len(OUTCOMES):
            break
    return found


def _tries(start: Mapping[str, str]) -> Iterator[tuple[Change, ...]]:
    """Yield changes of the starting answers: none, then of one answer, of two, of three; smaller ones first."""
    for number in range(4):
        for made in itertools.combinations(changes(start), number):
            if len({change.question for change in made}) == number:
                yield made


def pulls(way: str) -> list[Pull]:
    """Return the answers that bring a way ahead of one of the others and behind none, the furthest ahead first."""
    found = []
    for when, points in _pulling():
        standing = dict(zip(MAIN, points, strict=True))
        ahead = {other: standing[way] - number for other, number in standing.items() if other != way}
        if min(ahead.values()) >= 0 and any(ahead.values()):
            found.append(Pull(when=when, ahead=ahead))
    return sorted(found, key=lambda pull: -sum(pull.ahead.values()))


def _pulling() -> Iterator[tuple[Mapping[str, Sequence[str]], PointsByWay]]:
    """Yield what each answer adds by itself, then what each rule adds that asks for several."""
    for question, given in options().items():
        for answer in given:
            yield {question: [answer]}, alone(question, answer)
    yield from ((rule.when, main_points(rule)) for rule in RULES if len(rule.when) > 1)


def closing(way_count: int) -> list[Mapping[str, Sequence[str]]]:
    """Return the answers whose gate closes that many main ways by itself."""
    return [gate.when for gate in GATES if len(set(MAIN).intersection(gate.closes)) == way_count]
