"""How often each person is right: by the reader's own right answers, and estimated from the labels alone."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from calculators.core import Better, Progress, Step
from calculators.label_files import LabelTable
from calculators.methods.agreement import DawidSkene, dawid_skene
from calculators.methods.proportions import wilson
from calculators.models.agreement.insight import MOST_CELLS, winners
from calculators.models.agreement.numbers import NUMBERS

# Below this the model finds habits in chance, and is worse than the majority; an assumption of ours, said where used.
ENOUGH_ITEMS = 50
ENOUGH_PEOPLE = 3
# One item more of each right label, said in every way, keeps a person without a mistake so far from being infallible.
PRIOR = 1.0
_MISTAKES = 3
# Of a million labels such chances add up to less than a mistake that is shown.
_NEGLIGIBLE = 1e-7


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """A label given in the place of another.

    Attributes:
        right: the right label, or the one estimated to be right.
        given: the label that was given.
        times: how often; an expected number where the right label is estimated.
    """

    right: str
    given: str
    times: float


@dataclass(frozen=True, kw_only=True)
class Checked:
    """How many labels are right by the reader's own answers, with Wilson's 95 % interval of the share."""

    right: int
    of: int
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Person:
    """One annotator.

    Attributes:
        name: who it is.
        labels: how many labels they gave.
        checked: how many are right by the reader's answers; None where none of these items has one.
        estimated: the share of their labels to be expected right from the labels alone (0 to 1); None where it is not
            estimated.
        mistakes: the commonest ones: by the reader's answers where there are any, else the estimated ones.
    """

    name: str
    labels: int
    checked: Checked | None
    estimated: float | None
    mistakes: Sequence[Mistake]


@dataclass(frozen=True, kw_only=True)
class People:
    """How often people are right.

    Attributes:
        persons: everybody, in the order of the file.
        majority: the majority's labels by the reader's answers; None where there are none.
        ties: items with an answer and without a majority.
        unheard: right answers that nobody ever gave.
        not_estimated: why nothing was estimated from the labels alone, or empty.
        thin: whether most items have fewer than three labels, on which an estimate stands badly.
        settled: whether the estimate came to rest.
    """

    persons: Sequence[Person]
    majority: Checked | None
    ties: int
    unheard: Sequence[str]
    not_estimated: str
    thin: bool
    settled: bool


# The last estimate, since a list to save and a changed mark need the same one again.
_last: list[tuple[LabelTable, DawidSkene]] = []


def estimated(table: LabelTable, level: str) -> Iterator[Step[DawidSkene | str]]:
    """Yield progress and, last, what Dawid and Skene's model says of the labels, or why it is not asked."""
    if why := _why_not(table, level):
        yield Better(why)
        return
    if not (_last and _last[0][0] is table):
        # In an order of their own, so that the estimate has the same digits whatever the order of the file.
        items = dict(_in_order(table))
        for step in dawid_skene(items, len(table.annotators), len(table.labels), prior=PRIOR):
            if isinstance(step, Progress):
                yield step
            else:
                _last[:] = [(table, step.result)]
    yield Better(_last[0][1])


def _why_not(table: LabelTable, level: str) -> str:
    """Return why people's accuracy cannot be estimated from the labels alone, or nothing."""
    people, labels = len(table.annotators), len(table.labels)
    if level in NUMBERS:
        return "the model counts a label as right or wrong, and your labels are numbers, which are near or far"
    if table.unnamed:
        return "the file does not say who gave which label"
    if people < ENOUGH_PEOPLE:
        return f"it takes {ENOUGH_PEOPLE} people or more, since with two nothing says which of them is wrong"
    if labels < 2:
        return "there is one label only"
    shared = sum(items for group, items in table.groups.items() if len(group) > 1)
    if shared < ENOUGH_ITEMS:
        return f"it takes about {ENOUGH_ITEMS} items with two labels (an assumption of ours), and there are {shared}"
    if max(len(table.groups), people * labels) * labels > MOST_CELLS:
        return f"there are too many labels for so many items and people ({labels:,} labels)"
    return ""


def people_of(table: LabelTable, model: DawidSkene | str) -> People:
    """Return how often each person is right."""
    known = model if isinstance(model, DawidSkene) else None
    by_gold = _by_gold(table)
    expected = _expected(table, known) if known and not any(answer for _, answer in table.answered) else {}
    likely = _likely_right(table, known) if known else {}
    given: Counter[int] = Counter()
    for group, items in table.groups.items():
        for who, _ in group:
            given[who] += items
    persons = [
        Person(
            name=name,
            labels=given[at],
            checked=_checked(by_gold.get(at, {})),
            estimated=likely[at] / given[at] if known and given[at] else None,
            mistakes=_mistakes(by_gold.get(at, expected.get(at, {}))),
        )
        for at, name in enumerate(() if table.unnamed else table.annotators)
    ]
    decided: Counter[tuple[str, str]] = Counter()
    ties = 0
    for (group, answer), items in table.answered.items():
        if group and answer is not None:
            first, *others = winners(group)[0]
            ties += items if others else 0
            decided[answer, table.labels[first]] += 0 if others else items
    return People(
        persons=persons,
        majority=_checked(decided),
        ties=ties,
        unheard=sorted(set(table.gold.values()) - set(table.labels)),
        not_estimated=model if isinstance(model, str) else "",
        thin=sum(items for group, items in table.groups.items() if len(group) < ENOUGH_PEOPLE) * 2 > table.item_count,
        settled=known is None or known.settled,
    )


def _in_order(table: LabelTable) -> Iterator[tuple[tuple[tuple[int, int], ...], int]]:
    return ((group, items) for group, items in sorted(table.groups.items()) if group)


type _Said = Mapping[tuple[str, str], float]


def _by_gold(table: LabelTable) -> dict[int, Counter[tuple[str, str]]]:
    """Return for each person how often they gave which label where which was right."""
    found: dict[int, Counter[tuple[str, str]]] = {}
    for (group, answer), items in table.answered.items():
        for who, label in group if answer is not None else ():
            found.setdefault(who, Counter())[str(answer), table.labels[label]] += items
    return found


def _likely_right(table: LabelTable, model: DawidSkene) -> Mapping[int, float]:
    """Return how many labels of each person are to be expected right.

    They are added up from the items' own chances, because a person's chances label by label hold the prior, which
    makes people seem worse the more labels there are that they hardly met.
    """
    found: dict[int, float] = dict.fromkeys(range(len(table.annotators)), 0.0)
    for pattern, items in _in_order(table):
        chances = model.posteriors[pattern]
        for who, label in pattern:
            found[who] += items * chances[label]
    return found


def _expected(table: LabelTable, model: DawidSkene) -> dict[int, dict[tuple[str, str], float]]:
    """Return the same by the model: how often to be expected."""
    found: dict[int, dict[tuple[str, str], float]] = {}
    for pattern, items in _in_order(table):
        for at, chance in enumerate(model.posteriors[pattern]):
            if chance < _NEGLIGIBLE:
                continue
            for who, label in pattern:
                if at != label:
                    said, pair = found.setdefault(who, {}), (table.labels[at], table.labels[label])
                    said[pair] = said.get(pair, 0.0) + items * chance
    return found


def _checked(said: _Said) -> Checked | None:
    of = int(sum(said.values()))
    if not of:
        return None
    right = int(sum(times for (answer, label), times in said.items() if answer == label))
    low, high = wilson(right, of)
    return Checked(right=right, of=of, low=low, high=high)


def _mistakes(said: _Said) -> list[Mistake]:
    wrong = [(times, pair) for pair, times in said.items() if pair[0] != pair[1] and times >= 0.5]
    wrong.sort(key=lambda found: (-found[0], found[1]))
    return [Mistake(right=right, given=given, times=times) for times, (right, given) in wrong[:_MISTAKES]]


def people_rows(table: LabelTable, model: DawidSkene | str) -> list[list[object]]:
    """Return everybody's accuracy and whole confusion: a row for each right and given label of a person."""
    rows: list[list[object]] = [["person", "right_label", "given_label", "share_estimated", "times_by_gold"]]
    by_gold = _by_gold(table)
    answers = [*table.labels, *sorted(set(table.gold.values()) - set(table.labels))]
    for at, name in enumerate(() if table.unnamed else table.annotators):
        counts = by_gold.get(at, Counter())
        for row, answer in enumerate(answers):
            for column, label in enumerate(table.labels):
                known = isinstance(model, DawidSkene) and row < len(table.labels)
                share = f"{model.errors[at][row][column]:.4f}" if known else ""  # type: ignore[union-attr]
                times = counts[answer, label] if table.gold else ""
                if share.strip("0.") or times:
                    rows.append([name, answer, label, share, times])
    return rows
