"""Labels that were folded where they are: how many items have each pattern of labels, and no item's own labels.

A warehouse folds a hundred million labels into a few hundred patterns. They are written as one JSON object, from which
every measure follows, so that the labels themselves never leave.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from calculators.core import InputError
from calculators.core.file_text import refuse_depth
from calculators.label_files import checks
from calculators.label_files.options import ReadOptions
from calculators.label_files.table import Detected, LabelTable

# The version of the file, under the name that it begins with.
NAME, VERSION = "folded_labels", 1

type Group = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class FoldedTable(LabelTable):
    """A table of labels of which only some items are named, those that come first of each pattern.

    Attributes:
        folded: how many items have each pattern and each right answer, None where there is none.
        in_all: how many people labelled; where they are not named, annotators are places within an item.
    """

    folded: Mapping[tuple[Group, str | None], int] = field(default_factory=dict)
    in_all: int = 0

    @property
    def people(self) -> int:
        """How many people labelled."""
        return self.in_all

    @property
    def item_count(self) -> int:
        """The number of items, those included that are not named."""
        return sum(self.folded.values())

    @cached_property
    def groups(self) -> Mapping[Group, int]:
        """How many items have each set of (annotator, label) places."""
        found: Counter[Group] = Counter()
        for (group, _), items in self.folded.items():
            found[group] += items
        return found

    @cached_property
    def answered(self) -> Mapping[tuple[Group, str | None], int]:
        """How many items have each set of places and each right answer."""
        return self.folded

    def sentence(self) -> str:
        """Return what was read, in a sentence: where people are not named, how many they are."""
        if not self.unnamed:
            return super().sentence()
        people, labels = self.people, len(self.labels)
        return f"I read {self.item_count:,} items, {people:,} people (not told apart), {labels:,} labels."


def read_folded(text: str, options: ReadOptions, name: str) -> FoldedTable:
    """Return the table that a fold describes; ``name`` is the field that errors carry.

    Raises:
        InputError: it is broken, or an option asks for columns to be read otherwise than they were folded.
    """
    refuse_depth(text, 1, name)
    broken = InputError(name, "a fold as the command line writes it; this one is broken, so fold again")
    try:
        whole = json.loads(text)
    except ValueError:
        raise broken from None
    if whole[NAME] != VERSION:
        raise InputError(name, f"a fold of version {VERSION}, so fold the labels again", str(whole[NAME]))
    _refuse_changes(whole, options)
    try:
        return _table(whole)
    except (KeyError, TypeError, ValueError):
        raise broken from None


def _refuse_changes(whole: Mapping[str, object], options: ReadOptions) -> None:
    used = whole.get("options")
    for key in ("item", "annotator", "label", "annotators", "gold", "again", "minus_one"):
        given = getattr(options, key)
        given = [*given] if isinstance(given, tuple) else given
        before = used.get(key) if isinstance(used, dict) else None
        if given and given not in ("ask", before):
            words = "nothing, since these labels are folded already; fold them again with another choice"
            raise InputError(key, words, str(given))


def _table(whole: Mapping[str, object]) -> FoldedTable:
    people, labels = _names(whole["people"]), _names(whole["labels"])
    in_all = whole["people_in_all"]
    if type(in_all) is not int or in_all < len(people) or not people or not 0 < len(labels) <= checks.MOST_LABELS:
        raise ValueError
    items: list[str] = []
    given: list[tuple[int, int, int]] = []
    gold: dict[str, str] = {}
    folded: Counter[tuple[Group, str | None]] = Counter()
    for number, said, answer, examples in cast("Sequence[tuple[int, list[list[int]], str | None, list[str]]]",
                                               whole["patterns"]):  # fmt: skip
        group = tuple(sorted((_place(who, people), _place(label, labels)) for who, label in said))
        if type(number) is not int or number < len(examples) or not examples or len(dict(group)) < len(group):
            raise ValueError
        folded[group, None if answer is None else str(answer)] += number
        for item in _names(examples):
            given += [(len(items), who, label) for who, label in group]
            items.append(item)
            if answer is not None:
                gold[item] = str(answer)
    if len({*items}) < len(items):
        raise ValueError
    sets = checks.sets(labels, {}, ours=True)
    cautions = (*checks.no_people(people), *filter(None, [checks.joined(sets)]))
    return FoldedTable(
        items=tuple(items),
        annotators=people,
        labels=labels,
        item_of=tuple(item for item, _, _ in given),
        annotator_of=tuple(who for _, who, _ in given),
        label_of=tuple(label for _, _, label in given),
        detected=_detected(cast("Mapping[str, object]", whole["read"]), cautions),
        unnamed=whole.get("unnamed") is True,
        gold=gold,
        sets=sets,
        folded=folded,
        in_all=in_all,
    )


def _place(place: object, names: Sequence[str]) -> int:
    if type(place) is not int or not 0 <= place < len(names):
        raise ValueError
    return place


def _names(given: object) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(name, str) and name for name in given):
        raise ValueError
    return tuple(given)


def _detected(read: Mapping[str, object], more: tuple[str, ...]) -> Detected:
    def pairs(key: str) -> tuple[tuple[str, str], ...]:
        return tuple((str(one), str(other)) for one, other in cast("Sequence[tuple[object, object]]", read[key]))

    def words(key: str) -> tuple[str, ...]:
        return tuple(map(str, cast("Sequence[object]", read[key])))

    return Detected(
        encoding="folded",
        form=f"folded labels: {read['form']}",
        columns=pairs("columns"),
        names=words("names"),
        not_read=words("not_read"),
        missing=tuple((word, int(times)) for word, times in pairs("missing")),
        rows_read=int(cast("int", read["rows"])),
        rows_skipped=int(cast("int", read["skipped"])),
        notes=words("notes"),
        cautions=(*words("cautions"), *more),
    )
