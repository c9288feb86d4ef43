"""Answers to several questions about an item, of which one is compared at a time."""

from collections import Counter
from collections.abc import Iterator, Set

from calculators.core import InputError
from calculators.label_files.names import is_nobodys, short
from calculators.label_files.table import named


class Answers:
    """Answers so far, each to a question or control of an export.

    Attributes:
        sets: the labels that were given at once, by the label that stands for all of them.
    """

    def __init__(self) -> None:
        self._given: list[tuple[int, tuple[str, str], str, str]] = []
        self.sets: dict[str, frozenset[str]] = {}

    def add(self, at: int, who: tuple[str, str], question: str, labels: Set[str]) -> None:
        """Take what somebody said (``who``: item and annotator); several labels at once become one, "a + b"."""
        joined = " + ".join(sorted(labels))
        self._given.append((at, who, question, joined))
        if len(labels) > 1:
            self.sets[joined] = frozenset(labels)

    def question(self, wanted: str) -> tuple[str, tuple[str, ...]]:
        """Return the question that is compared, and all that were answered where there are several; else none.

        It is the wanted one or, of those that people answer from a list, the one with most answers, of several such
        the first in the file.

        Raises:
            InputError: nobody answered the wanted one.
        """
        said: dict[str, Counter[str]] = {}
        for *_, question, label in self._given:
            if label:
                said.setdefault(question, Counter())[label] += 1
        if wanted and self._given and wanted not in said:
            expected = f"one of the questions that were answered: {', '.join(said) or 'none'}"
            raise InputError("label", expected, wanted, offers={"label": tuple(said)})
        listed = [name for name, labels in said.items() if not is_nobodys(name) and 2 * len(labels) <= labels.total()]
        most = max(listed or said, key=lambda name: said[name].total(), default="")
        return (wanted if self._given else "") or most, tuple(said) if len(said) > 1 else ()

    def apart(self) -> str:
        """Return in words that each question was answered by one person, and by different ones; empty otherwise."""
        people: dict[str, set[str]] = {}
        for _, (_, who), question, label in self._given:
            if label:
                people.setdefault(question, set()).add(who)
        if any(len(who) > 1 for who in people.values()) or len(set().union(*people.values())) < 2:
            return ""
        listed = named(f"{short(question)} by {short(*who)}" for question, who in people.items())
        return f"Nobody answered what another did: {listed}. If these are one question, give it one name in each file."

    def to(self, question: str) -> Iterator[tuple[int, tuple[str, str], str]]:
        """Yield where, who and what of each answer to a question."""
        for at, who, asked, label in self._given:
            if asked == question:
                yield at, who, label
