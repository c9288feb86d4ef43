"""Where the tokens of a text stand, and which of them a span touches."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from calculators.label_files.shapes import Region

# The first place of a token and the place after its last, in characters.
type Place = tuple[int, int]

_TOKEN = re.compile(r"\w+|[^\w\s]")


def tokens_of(text: str) -> list[Place]:
    """Return where the words of a text stand, and each sign that belongs to none."""
    return [found.span() for found in _TOKEN.finditer(text)]


def touched(span: Place, tokens: Sequence[Place]) -> Place:
    """Return the number of the first token of which a span covers anything, and the number after the last.

    A span without a character covers nothing, wherever it stands.
    """
    start, end = span
    first = bisect_right(tokens, start, key=lambda token: token[1])
    last = bisect_left(tokens, end, key=lambda token: token[0]) if end > start else first
    return first, max(first, last)


def tokens_around(data: object, regions: Iterable[Region]) -> list[Place]:
    """Return the tokens of the text among a task's data in which every span covers the words that the file says."""
    pieces = [(*region.span, region.words) for region in regions if region.span]
    for text in data.values() if isinstance(data, Mapping) and pieces else ():
        if isinstance(text, str) and all(text[start:end] == words for start, end, words in pieces):
            return tokens_of(text)
    return []
