"""Bars: stacked, from one end to the other of what a driver does, and intervals."""

from calculators.core import Amount, Ranges, Series, StackedBars, Tornado
from calculators.core.words import about_money
from calculators.show.charts.parts import (
    LINE,
    NARROWEST,
    Drawing,
    box,
    crowded,
    dot,
    heading,
    percent,
    rule,
    text,
    width,
)
from calculators.show.markup import Markup, joined, tag

# The one style of bars that is told by strokes too: what a model labels, beside what people do.
HATCHED = "model"
GAP = 8
# Below this an amount is short enough to be read as it is.
ROUNDED = 1000


def tornado_marks(chart: Tornado) -> list[tuple[str, str]]:
    """Return the marks of such a chart, each with what it stands for."""
    return [("○", "low end"), ("┊", "your values"), ("│", chart.zero)]


def stacked(chart: StackedBars, hatch: str) -> Drawing:
    """Draw one bar a label, made of numbered segments; ``hatch`` is the id that its pattern of strokes gets."""
    sums = [sum(one.values[index] for one in chart.series) for index in range(len(chart.labels))]
    most = max(sums, default=0) or 1
    parts, top = [_pattern(hatch)] if any(one.style == HATCHED for one in chart.series) else [], 0.0
    headings = [(label, _worth(chart, value)) for label, value in zip(chart.labels, sums, strict=True)]
    over = crowded(headings)
    for index, (label, worth) in enumerate(headings):
        top, head = heading(label, worth, top, over)
        parts += head
        left = 0.0
        for number, one in enumerate(chart.series, 1):
            share = one.values[index] / most
            words = f"{label}, {one.name}: {Amount(value=one.values[index], kind=chart.kind, digits=chart.digits)}"
            parts.append(box(left, left + share, top + 3, 22, f"segment style-{one.style}", words))
            if one.style == HATCHED:
                parts.append(box(left, left + share, top + 3, 22, "hatched", fill=f"url(#{hatch})"))
            sign = numbered(chart, number)
            if sign and share * NARROWEST >= width(sign) + 6:
                parts.append(text(percent(left + share / 2), top + 18, sign, "middle", f"on style-{one.style}"))
            left += share
        top += 25 + GAP
    return top, parts


def _worth(chart: StackedBars, value: float) -> str:
    """Return what a bar comes to; money from 1,000 on with three digits, since the table below has all of them."""
    exact = str(Amount(value=value, kind=chart.kind, digits=chart.digits))
    return about_money(value, 3) if chart.kind == "money" and value >= ROUNDED else exact


def numbered(chart: StackedBars, number: int) -> str:
    """Return what tells a segment from others; one that stands alone needs nothing."""
    return str(number) if len(chart.series) > 1 else ""


def key(sign: str, one: Series) -> Markup:
    """Return the box that stands for a segment, with its sign, as part of a drawing."""
    return joined(
        tag("rect", x="0", y="0", width="20", height="14", rx="2", class_=f"segment style-{one.style}"),
        text("10", 11, sign, "middle", f"on style-{one.style}"),
    )


def _pattern(hatch: str) -> Markup:
    """Return slanting strokes to fill a box with."""
    stroke = tag("line", x1="0", y1="0", x2="0", y2="7", class_="hatching")
    pattern = tag(
        "pattern", stroke, id=hatch, width="7", height="7", patternUnits="userSpaceOnUse", patternTransform="rotate(45)"
    )
    return tag("defs", pattern)


def tornado(chart: Tornado) -> Drawing:
    """Draw one bar a driver; its colour changes where the other way becomes the better one."""
    ends = [0.0, chart.centre] + [end for bar in chart.bars for end in bar[3:]]
    low, high = min(ends), max(ends)

    def share(value: float) -> float:
        return (value - low) / ((high - low) or 1)

    top, parts = _sides_named(chart)
    first = top
    over = crowded(((name, f"{from_words} to {to_words}") for name, from_words, to_words, *_ in chart.bars), "small")
    for name, from_words, to_words, at_low, at_high in chart.bars:
        top, head = heading(name, f"{from_words} to {to_words}", top, over, "small")
        parts += head
        words = f"{name}: {Amount(value=at_low, kind=chart.kind)} to {Amount(value=at_high, kind=chart.kind)}"
        for start, end, side in _sides(min(at_low, at_high), max(at_low, at_high), chart.styles):
            parts.append(box(share(start), share(end), top + 3, 14, f"segment {side}", words))
        parts.append(dot(share(at_low), top + 10, "end"))
        top += 17 + GAP
    # Behind the words of the bars.
    behind = [
        rule(share(0), first, share(0), top, "zero"),
        rule(share(chart.centre), first, share(chart.centre), top, "mark"),
    ]
    return top, [*behind, *parts]


def _sides_named(chart: Tornado) -> tuple[float, list[Markup]]:
    """Name both sides, each on a line of its own where one line has no room for both."""
    left, right = f"◂ {chart.negative}", f"{chart.positive} ▸"
    second = 1 if width(left) + width(right) + 8 <= NARROWEST else 2
    return LINE * second + 6, [
        text("0", LINE - 2, left, class_=f"style-text-{chart.styles[0]}"),
        text("100%", LINE * second - 2, right, "end", f"style-text-{chart.styles[1]}"),
    ]


def _sides(low: float, high: float, styles: tuple[str, str]) -> list[tuple[float, float, str]]:
    """Split a bar at zero, so that its colour tells which way is cheaper."""
    parts = []
    if low < 0:
        parts.append((low, min(high, 0.0), f"style-{styles[0]}"))
    if high > 0:
        parts.append((max(low, 0.0), high, f"style-{styles[1]}"))
    return parts


def ranges(chart: Ranges) -> Drawing:
    """Draw an interval a name, with its middle, from zero on; where all lie far from it, from just below the least."""
    least, high = min(row[1] for row in chart.rows), max(row[3] for row in chart.rows)
    low = least - 0.1 * (high - least) if least > high / 2 else min(0.0, least)

    def share(value: float) -> float:
        return (value - low) / ((high - low) or 1)

    headings = [(row[0], _interval(chart, row[1], row[3])) for row in chart.rows]
    over = crowded(headings)
    top, parts = 0.0, []
    for (name, words), (_, first, middle, last, style) in zip(headings, chart.rows, strict=True):
        top, head = heading(name, words, top, over)
        parts += head
        parts += [
            rule(0, top + 12, 1, top + 12, "grid"),
            box(share(first), share(last), top + 6, 12, f"segment style-{style}", words),
            rule(share(middle), top + 3, share(middle), top + 21, "zero"),
        ]
        top += 21 + GAP
    return top, parts


def _interval(chart: Ranges, first: float, last: float) -> str:
    """Return an interval in words; what is one value is none, as a floor that the others are held against."""
    ends = (str(Amount(value=end, kind=chart.kind, digits=chart.digits)) for end in (first, last))
    return " to ".join(dict.fromkeys(ends))
