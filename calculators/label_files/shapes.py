"""Regions that people marked, and what is said of those whose overlap is not measured."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculators.label_files.drawn import Box, Drawn


@dataclass(frozen=True, slots=True)
class Region:
    """What somebody marked in a text, picture or recording.

    Attributes:
        kind: what it is, in the plural: "spans", "boxes", or another shape, as "polygons".
        label: what it shows.
        span: the first and last place of a span.
        box: the edges of a box.
        drawn: any other shape whose overlap is measured.
        words: what a span covers, as the file says it.
    """

    kind: str
    label: str
    span: tuple[int, int] | None = None
    box: Box | None = None
    drawn: Drawn | None = None
    words: object = None


def drawn(shape: Drawn) -> Region:
    """Return a region of a shape that can be measured."""
    return Region(shape.kind, shape.label, drawn=shape)


class Shapes:
    """Which labels people marked on items at all, and how many shapes cannot be measured."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._labels: dict[tuple[str, str], tuple[int, set[str]]] = {}

    def __bool__(self) -> bool:
        return bool(self._counts)

    def add(self, at: int, who: tuple[str, str], found: Sequence[Region]) -> None:
        """Take what somebody marked (``who``: item and annotator)."""
        self._counts.update(region.kind for region in found if not (region.span or region.box or region.drawn))
        self._labels.setdefault(who, (at, set()))[1].update(region.label for region in found)

    def labels(self) -> Iterator[tuple[int, tuple[str, str], str]]:
        """Yield where, who and the labels that somebody marked on an item, as one."""
        for who, (at, labels) in self._labels.items():
            yield at, who, " + ".join(sorted(labels)) or "nothing"

    def sets(self) -> dict[str, frozenset[str]]:
        """Return the labels that somebody marked on an item, by the label that stands for all of them."""
        return {" + ".join(sorted(labels)) or "nothing": frozenset(labels) for _, labels in self._labels.values()}

    def compared_as_labels(self) -> str:
        """Return what is said where nothing but such shapes was marked."""
        return (
            f"Compared as labels only: {self._in_words()}. What is compared is which labels somebody marked on "
            "an item at all, not where nor how often, because the overlap of such shapes is not measured."
        )

    def left_out(self) -> str:
        """Return what is said where such shapes stand beside spans or boxes."""
        return f"Not compared, since the overlap of such shapes is not measured: {self._in_words()}."

    def _in_words(self) -> str:
        return ", ".join(f"{kind} ({times:,})" for kind, times in sorted(self._counts.items()))
