"""Where a number comes from: a published source, or an assumption that says so."""

from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, kw_only=True)
class Source:
    """A publication that a reader can look up.

    Attributes:
        title: the publication's own title.
        publisher: who stands behind it.
        year: the year or date it speaks for, as text ("2026-03", "undated").
        url: its address, or empty where none is recorded.
    """

    title: str
    publisher: str
    year: str
    url: str = ""

    def __str__(self) -> str:
        return f"{self.publisher}, {self.title} ({self.year})"


@dataclass(frozen=True, kw_only=True)
class Basis[Value]:
    """Why an input starts at the value it starts at.

    Attributes:
        value: the starting value.
        low: the low end of the plausible range; equal to ``high`` where no range is known.
        high: the high end of the plausible range.
        words: what the value stands for, in a sentence or two.
        source: the publication, or None where the value is an assumption of ours.
        fact: the figure's key in the facts, or empty.
        weak: whether the figure is a claim, a guess or has no method.
    """

    value: Value
    low: Value
    high: Value
    words: str
    source: Source | None = None
    fact: str = ""
    weak: bool = False

    @property
    def kind(self) -> str:
        """Return "source" or "assumption": the word shown beside the field."""
        return "source" if self.source else "assumption"

    @property
    def origin(self) -> str:
        """Return the source, with its grade where that is weak, or the assumption in words."""
        if not self.source:
            return f"assumption: {self.words}"
        return f"{self.source}, weak" if self.weak else str(self.source)


class Origin(NamedTuple):
    """What a value rests on, and what was done to it."""

    basis: Basis[Any]
    done: str = ""

    @property
    def words(self) -> str:
        """The source or the reason, and what was done to the value."""
        return f"{self.basis.origin.rstrip('.')}{self.done}" if self.done else self.basis.origin


def assumption[Value](value: Value, words: str, low: Value | None = None, high: Value | None = None) -> Basis[Value]:
    """Return the basis of a value that no source supports, with the reason it was chosen and its range."""
    return Basis(value=value, low=value if low is None else low, high=value if high is None else high, words=words)
