"""What every chart is made of: words that fit the narrowest page, boxes, lines, and places across in percent."""

import textwrap
from collections.abc import Iterable

from calculators.show.markup import Markup, tag

# The pixels that a page of 320 leaves for a drawing.
NARROWEST = 248
LINE = 15
# Pixels a letter takes in the widest of the fonts that readers' systems have, by the class of the words.
_LETTER = {"name": 8.0, "": 7.2, "small": 6.6}

# A drawing's height in pixels, and what is in it.
type Drawing = tuple[float, list[Markup]]


def percent(share: float) -> str:
    """Return a share of the width, 0 to 1, as a place across."""
    return f"{100 * share:.2f}%".replace("-0.00%", "0.00%")


def width(words: str, class_: str = "") -> float:
    """Return the pixels that words may take; the mark of a currency is up to four letters."""
    return (len(words) + 3 * words.count("¤")) * _LETTER[class_]


def wrapped(words: str, class_: str = "", room: float = NARROWEST) -> list[str]:
    """Return words in lines that fit the room."""
    return textwrap.wrap(words, max(8, int(room / _LETTER[class_]))) or [""]


def text(across: str, down: float, words: str, anchor: str = "start", class_: str = "") -> Markup:
    """Return words at a place; ``down`` is the line they stand on."""
    return tag("text", words, x=across, y=f"{down:g}", text_anchor=anchor, class_=class_ or None)


def anchor(share: float) -> str:
    """Return how words hang on a place across, so that they stay in the drawing."""
    return "start" if share < 0.25 else "end" if share > 0.75 else "middle"


def crowded(headings: Iterable[tuple[str, str]], value_class: str = "") -> bool:
    """Say whether a name of a chart has no room beside its value: then all stand over theirs, and rows are even."""
    return any(
        value and width(wrapped(name, "name")[-1], "name") + 8 + width(value, value_class) > NARROWEST
        for name, value in headings
    )


def heading(name: str, value: str, top: float, over: bool, value_class: str = "") -> tuple[float, list[Markup]]:
    """Return a name on the left with a value on the right, ``over`` it or beside it, and where they end.

    A name that stands over its value is marked, so that a wide page can set both on one line.
    """
    names = wrapped(name, "name")
    class_ = "name over" if over else "name"
    parts = [text("0", top + LINE * (index + 1) - 2, line, class_=class_) for index, line in enumerate(names)]
    bottom = top + LINE * (len(names) + over)
    if value:
        parts.append(text("100%", bottom - 2, value, "end", value_class))
    return bottom, parts


def box(start: float, end: float, top: float, height: float, class_: str, words: str = "", fill: str = "") -> Markup:
    """Return a box between two shares of the width, with words for whoever points at it and a fill of its own."""
    title = [tag("title", words)] if words else []
    size = {"x": percent(start), "y": f"{top:g}", "width": percent(max(0.0, end - start)), "height": f"{height:g}"}
    return tag("rect", *title, class_=class_, fill=fill or None, **size)


def rule(start: float, top: float, end: float, bottom: float, class_: str) -> Markup:
    """Return a line between two places, whose shares of the width are ``start`` and ``end``."""
    return tag("line", x1=percent(start), y1=f"{top:g}", x2=percent(end), y2=f"{bottom:g}", class_=class_)


def dot(share: float, down: float, class_: str) -> Markup:
    """Return a round mark."""
    return tag("circle", cx=percent(share), cy=f"{down:g}", r="4", class_=class_)
