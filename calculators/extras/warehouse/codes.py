"""What is said of an item as a few whole numbers, so that an engine can add up labels without keeping a list of them.

Numbers of one size take little memory and can be written to disk where it ends, which lets a fold grow past it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Every engine has whole numbers of 64 bits, and one of these is the sign.
_BITS = 62


@dataclass(frozen=True)
class Named:
    """Who gave which label: some bits a person, that hold the label's place counted from 1.

    Attributes:
        people: the number of people.
        labels: the number of labels.
    """

    people: int
    labels: int

    @property
    def _each(self) -> int:
        return self.labels.bit_length()

    @property
    def words(self) -> int:
        """How many numbers it takes."""
        return -(-self.people // (_BITS // self._each))

    def encoded(self, person: int, label: int) -> list[int]:
        """Return the numbers of one label; those of an item are these, combined bit by bit."""
        word, place = divmod(person, _BITS // self._each)
        return [(label + 1) << place * self._each if at == word else 0 for at in range(self.words)]

    def decoded(self, numbers: Sequence[int]) -> list[tuple[int, int]]:
        """Return who gave which label."""
        return [*self._parts(numbers)]

    def _parts(self, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
        per_word, mask = _BITS // self._each, (1 << self._each) - 1
        for word, number in enumerate(numbers):
            for place in range(per_word):
                if label := number >> place * self._each & mask:
                    yield word * per_word + place, label - 1


@dataclass(frozen=True)
class Counted:
    """How often each label was given: some bits a label, in which its labels are counted.

    Attributes:
        labels: the number of labels.
        each: bits a label.
    """

    labels: int
    each: int

    @property
    def words(self) -> int:
        """How many numbers it takes."""
        return -(-self.labels // (_BITS // self.each))

    def encoded(self, label: int) -> list[int]:
        """Return the numbers of one label; those of an item are their sums."""
        word, place = divmod(label, _BITS // self.each)
        return [1 << place * self.each if at == word else 0 for at in range(self.words)]

    def decoded(self, numbers: Sequence[int]) -> list[tuple[int, int]]:
        """Return the labels, each once for every time that it was given, with places in the stead of people."""
        per_word, mask = _BITS // self.each, (1 << self.each) - 1
        counts = [number >> place * self.each & mask for number in numbers for place in range(per_word)]
        labels = [label for label, times in enumerate(counts) for _ in range(times)]
        return [*enumerate(labels)]
