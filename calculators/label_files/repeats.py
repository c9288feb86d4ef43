"""Cells that hold what one person said of an item each time: "0, 0" beside cells that hold "0" alone."""

from collections.abc import Iterable

_SIGNS = (", ", ";", "|", "\n")


def in_cells(labels: Iterable[str]) -> dict[str, list[str]]:
    """Return the labels that are several answers of one person, with each of them; empty where they are none.

    A set of labels holds none of them twice, so one cell that does so tells repeats from sets, provided that each part
    of every such cell is a label by itself too.
    """
    every = {*labels}
    for sign in _SIGNS:
        parts = {label: [part.strip() for part in label.split(sign)] for label in every if sign in label}
        alone = every - parts.keys()
        if any(len({*one}) == 1 for one in parts.values()) and all(alone.issuperset(one) for one in parts.values()):
            return parts
    return {}


def note(several: Iterable[str]) -> str:
    """Return in words how such cells were read; empty without any."""
    first = min(several, default="")
    return first and f"Cells such as {first!r} hold what one person said of an item, one time after the other."
