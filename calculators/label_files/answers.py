"""Answers to several questions about an item, of which one is compared."""

from collections import Counter
from collections.abc import Iterator, Set

from calculators.core import InputError


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

    def question(self, wanted: str) -> str:
        """Return the question that counts: the wanted one, or the only one; empty where nothing was asked.

        Raises:
            InputError: nobody answered the wanted one, or several were answered and none is wanted.
        """
        counts = Counter(question for *_, question, label in self._given if label)
        names = tuple(sorted(counts))
        if wanted and self._given and wanted not in counts:
            expected = f"one of the questions that were answered: {', '.join(names) or 'none'}"
            raise InputError("label", expected, wanted, offers={"label": names})
        if len(counts) > 1 and not wanted:
            listed = ", ".join(f"{name} ({times:,} answers)" for name, times in sorted(counts.items()))
            expected = f"one question to be chosen, for the file holds answers to several: {listed}"
            raise InputError("label", expected, offers={"label": names})
        return (wanted if self._given else "") or next(iter(names), "")

    def to(self, question: str) -> Iterator[tuple[int, tuple[str, str], str]]:
        """Yield where, who and what of each answer to a question."""
        for at, who, asked, label in self._given:
            if asked == question:
                yield at, who, label
