"""A sequence that is made when somebody first looks into it, so that what explains an answer never holds it up."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import overload


class Later[Item](Sequence[Item]):
    """The items that ``make`` returns, asked for once and not before they are wanted; equal to any sequence of them."""

    def __init__(self, make: Callable[[], Iterable[Item]]) -> None:
        self._make = make

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        return tuple(self._make())

    @overload
    def __getitem__(self, place: int) -> Item: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Item]: ...

    def __getitem__(self, place: int | slice) -> Item | Sequence[Item]:
        """Return an item, or some of them."""
        return self._items[place]

    def __len__(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        """Return whether another sequence has the same items in the same order."""
        return self._items == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        """Return the hash of the items."""
        return hash(self._items)

    def __repr__(self) -> str:
        """Return the items as they would be written."""
        return repr(self._items)
