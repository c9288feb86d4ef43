"""Which items to settle first: those whose right label is the least certain."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculators.core.scale_order import in_scale_order
from calculators.label_files import LabelTable
from calculators.methods.agreement import DawidSkene
from calculators.models.agreement.insight import most_disputed

SHOWN_FIRST = 10


@dataclass(frozen=True, kw_only=True)
class OpenItem:
    """An item on which people differ.

    Attributes:
        item: the item.
        likely: its likeliest label by the model; without one the label given most, or those that tie; empty where
            people marked spans or shapes.
        doubt: the chance by the model that this label is wrong (0 to 1); None without a model.
        bits: how uncertain the right label is: the entropy of its chances by the model, or of the labels given; of
            spans and boxes the share that no other person's matches.
        said: each label that was given with who gave it, most given first; no names where nobody is named.
        votes: each label that was given with how many gave it, in the same order.
    """

    item: str
    likely: str
    doubt: float | None
    bits: float
    said: Sequence[tuple[str, Sequence[str]]]
    votes: Sequence[tuple[str, int]]

    def words(self) -> str:
        """Return who said what, as "positive: Ana, Ben; neutral: Chi"."""
        return "; ".join(f"{label}: {', '.join(who)}" for label, who in self.said)

    def blind(self) -> str:
        """Return what was said, and by how many but not by whom, as "positive: 2 of 3; neutral: 1 of 3"."""
        people = sum(times for _, times in self.votes)
        return "; ".join(f"{label}: {times} of {people}" for label, times in self.votes)


def open_items(table: LabelTable, model: DawidSkene | str, most: int | None = None) -> list[OpenItem]:
    """Return the items whose labels differ, the least certain first; those with a right answer are settled already.

    With a model they are ordered by the entropy of the chances of each label to be right; without one by the share of
    pairs of people who differ. Items that are equal stand in the order of their names.

    Source: entropy: Shannon (1948), A mathematical theory of communication, Bell System Technical Journal 27(3).
    """
    place = {item: at for at, item in enumerate(table.items)}
    if isinstance(model, str):
        found = [one for one in most_disputed(table, len(table.items)) if one.item not in table.gold]
        return [_by_votes(table, place[one.item], one.counts, one.entropy) for one in found[:most]]
    order = {name: at for at, name in enumerate(in_scale_order(table.items))}
    bits = {group: _entropy(chances) for group, chances in model.posteriors.items()}
    differing = [at for at in range(len(table.items)) if is_open(table, at)]
    differing.sort(key=lambda at: (-bits[table.by_item[at]], order[table.items[at]]))
    return [_by_model(table, at, model, bits[table.by_item[at]]) for at in differing[:most]]


def is_open(table: LabelTable, at: int) -> bool:
    """Say whether people differ on an item that has no right answer yet."""
    return len({label for _, label in table.by_item[at]}) > 1 and table.items[at] not in table.gold


def open_count(table: LabelTable) -> int:
    """Return on how many items without a right answer people differ."""
    return sum(
        items for (group, answer), items in table.answered.items()
        if answer is None and len({label for _, label in group}) > 1
    )  # fmt: skip


def _by_votes(table: LabelTable, at: int, counts: Sequence[tuple[str, int]], entropy: float) -> OpenItem:
    likely = " or ".join(label for label, times in counts if times == counts[0][1])
    said, votes = _said(table, at)
    return OpenItem(item=table.items[at], likely=likely, doubt=None, bits=entropy, said=said, votes=votes)


def _by_model(table: LabelTable, at: int, model: DawidSkene, bits: float) -> OpenItem:
    chances = model.posteriors[table.by_item[at]]
    largest = max(chances)
    said, votes = _said(table, at)
    return OpenItem(
        item=table.items[at],
        likely=table.labels[chances.index(largest)],
        doubt=1 - largest,
        bits=bits,
        said=said,
        votes=votes,
    )


def _said(table: LabelTable, at: int) -> tuple[list[tuple[str, list[str]]], list[tuple[str, int]]]:
    people: dict[int, list[str]] = {}
    for who, label in table.by_item[at]:
        people.setdefault(label, []).append(table.annotators[who])
    ordered = sorted(people.items(), key=lambda found: (-len(found[1]), found[0]))
    votes = [(table.labels[label], len(who)) for label, who in ordered]
    if table.unnamed:
        return [(label, [f"{times} of {len(table.by_item[at])}"]) for label, times in votes], votes
    return [(table.labels[label], who) for label, who in ordered], votes


def _entropy(chances: Sequence[float]) -> float:
    return -math.fsum(chance * math.log2(chance) for chance in chances if chance) + 0.0
