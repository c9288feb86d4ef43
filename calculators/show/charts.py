"""Charts as SVG: classes only, so that the page's colours apply in light, dark and print.

A drawing is 360 units wide, so that its text stays readable on a phone; names stand above the bars for the same reason.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from calculators.core import Amount, Lines, Ranges, Series, StackedBars, Tornado
from calculators.show.markup import Markup, tag

WIDTH = 360
ROW = 40
LINES_HEIGHT = 230
# The one style of bars that is told by strokes too: what a model labels, beside what people do.
HATCHED = "model"


def draw(chart: StackedBars | Lines | Tornado | Ranges, id: str) -> Markup:  # noqa: A002 - it is an HTML id
    """Return the chart's drawing, named for people who cannot see it; ``id`` makes its names unique on the page."""
    height, parts = _DRAWERS[type(chart)](chart)
    return tag(
        "svg",
        tag("title", chart.title, id=f"{id}-title"),
        tag("desc", f"{chart.description} The numbers stand in the table below.", id=f"{id}-description"),
        *parts,
        viewBox=f"0 0 {WIDTH} {height}",
        class_="chart",
        role="img",
        aria_labelledby=f"{id}-title {id}-description",
    )


def legend(chart: StackedBars | Lines | Tornado | Ranges) -> Markup:
    """Return the key to a chart whose colours are not named in the drawing itself."""
    if not isinstance(chart, StackedBars):
        return Markup()
    items = [
        tag("li", tag("span", str(number), class_=f"swatch style-{one.style}"), f" {one.name}")
        for number, one in enumerate(chart.series, 1)
    ]
    return tag("ul", *items, class_="legend")


def ticks(low: float, high: float, wanted: int = 4) -> list[float]:
    """Return round values from at or below ``low`` to at or above ``high``, about ``wanted`` steps apart.

    Steps are 1, 2 or 5 times a power of ten.
    Source: Heckbert (1990), Nice numbers for graph labels, in Graphics Gems.
    """
    if not high - low > 1e-300:
        high = low + max(abs(low), 1.0)
    rough = (high - low) / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if rough <= power * factor * (1 + 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [index * step for index in range(first, last + 1)]


def short(value: float, kind: str) -> str:
    """Return a value short enough for an axis: ¤1.2M, 340k, 25%."""
    size = abs(value)
    for limit, letter in ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")):
        if size >= limit and kind != "percent":
            text = f"{size / limit:.3g}{letter}" if size < 1e15 else f"{size:.2g}"
            break
    else:
        text = f"{size:.3g}"
    sign = "−" if value < 0 else ""
    return f"{sign}¤{text}" if kind == "money" else f"{sign}{text}%" if kind == "percent" else sign + text


def _text(x: float, y: float, words: str, anchor: str = "start", class_: str = "") -> Markup:
    return tag("text", words, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, class_=class_ or None)


def _box(x: float, y: float, width: float, height: float, class_: str, words: str = "") -> Markup:
    title = [tag("title", words)] if words else []
    size = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{max(0.0, width):.1f}", "height": f"{height:.1f}"}
    return tag("rect", *title, class_=class_, **size)


def _line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    return tag("line", x1=f"{x1:.1f}", y1=f"{y1:.1f}", x2=f"{x2:.1f}", y2=f"{y2:.1f}", class_=class_)


def _stacked(chart: StackedBars) -> tuple[float, list[Markup]]:
    sums = [sum(one.values[index] for one in chart.series) for index in range(len(chart.labels))]
    most = max(sums, default=0) or 1
    parts = []
    for index, label in enumerate(chart.labels):
        top = index * (ROW + 8)
        parts += [
            _text(0, top + 14, label, class_="name"),
            _text(WIDTH, top + 14, str(Amount(value=sums[index], kind=chart.kind)), "end"),
        ]
        left = 0.0
        for number, one in enumerate(chart.series, 1):
            width = WIDTH * (one.values[index] / most)
            words = f"{label}, {one.name}: {Amount(value=one.values[index], kind=chart.kind)}"
            parts.append(_box(left, top + 20, width, 22, f"segment style-{one.style}", words))
            if one.style == HATCHED and width >= 1:
                parts.append(_hatch(left, top + 20, width, 22, free=16 if width >= 16 else 0))
            if width >= 16:
                parts.append(_text(left + width / 2, top + 36, str(number), "middle", f"on style-{one.style}"))
            left += width
    return len(chart.labels) * (ROW + 8), parts


def _lines(chart: Lines) -> tuple[float, list[Markup]]:
    left, right, top, bottom = 46.0, WIDTH - 8.0, 28.0, LINES_HEIGHT - 34.0
    values = [value for one in chart.series for value in (*one.values, *one.low, *one.high)]
    steps = ticks(min(0.0, *values), max(values))
    scaled = math.log10 if chart.logarithmic else float
    first, last = scaled(chart.positions[0]), scaled(chart.positions[-1])

    def across(position: float) -> float:
        return left + (right - left) * ((scaled(position) - first) / (last - first) if last > first else 0.5)

    def up(value: float) -> float:
        return bottom - (bottom - top) * (value - steps[0]) / (steps[-1] - steps[0])

    parts = []
    for start, end, words in chart.spans:
        # A span may end beyond the axis, whose ends are those of the positions.
        edges = [min(right, max(left, across(at))) for at in (start, end)]
        parts += [
            _box(edges[0], top, edges[1] - edges[0], bottom - top, "span", words),
            _text(sum(edges) / 2, top - 4, words, "middle", "small"),
        ]
    for step in steps:
        parts += [
            _line(left, up(step), right, up(step), "grid"),
            _text(left - 6, up(step) + 4, short(step, chart.kind), "end", "small"),
        ]
    for position in _named(chart):
        words = short(position, "count") if chart.logarithmic else f"{position:g}"
        parts.append(_text(across(position), bottom + 16, words, "middle", "small"))
    parts.append(_text((left + right) / 2, bottom + 30, chart.position_name, "middle", "small"))
    for position, words in chart.marks:
        parts += [
            _line(across(position), top, across(position), bottom, "mark"),
            _text(across(position), top - 4, words, "middle", "small"),
        ]
    places = [across(position) for position in chart.positions]
    parts += [_band(one, places, up) for one in chart.series if one.low]
    parts += [_path(one, [(x, up(v)) for x, v in zip(places, one.values, strict=True)])
              for one in chart.series]  # fmt: skip
    parts += _line_key(chart.series, left)
    return LINES_HEIGHT, parts


def _band(one: Series, places: Sequence[float], up: Callable[[float], float]) -> Markup:
    """Return the range around a line; its edge has the line's own strokes, so that colour alone tells nothing."""
    ends = [*zip(places, one.high, strict=True), *reversed(list(zip(places, one.low, strict=True)))]
    points = " ".join(f"{x:.1f},{up(value):.1f}" for x, value in ends)
    return tag("polygon", tag("title", f"{one.name}, range"), points=points, class_=f"band style-{one.style}")


def _hatch(x: float, y: float, width: float, height: float, free: float) -> Markup:
    """Return slanting strokes over a box; ``free`` is the width in its middle that is left to a number."""
    strokes = []
    middle = width / 2
    for start in range(-int(height) + 4, math.ceil(width), 6):
        low, high = max(0.0, start), min(width, start + height)
        if high > low and (high <= middle - free / 2 or low >= middle + free / 2):
            strokes.append(
                f"M{x + low:.1f} {y + height - (low - start):.1f}L{x + high:.1f} {y + height - (high - start):.1f}"
            )
    return tag("path", d="".join(strokes), class_="hatch")


def _named(chart: Lines) -> list[float]:
    """Return the positions that the axis names: both ends and the middle, or both ends and the powers of ten."""
    first, last = chart.positions[0], chart.positions[-1]
    if not chart.logarithmic:
        return list(dict.fromkeys((first, chart.positions[len(chart.positions) // 2], last)))
    # A power of ten too near an end would stand in its words.
    powers = [10.0**power for power in range(-9, 16) if first * 2.5 < 10.0**power < last / 2.5]
    return list(dict.fromkeys((first, *powers, last)))


def _path(one: Series, points: Sequence[tuple[float, float]]) -> Markup:
    if len(points) == 1:
        return tag("circle", cx=f"{points[0][0]:.1f}", cy=f"{points[0][1]:.1f}", r="4", class_=f"dot style-{one.style}")
    return tag(
        "polyline", tag("title", one.name), points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points),
        class_=f"line style-{one.style}",
    )  # fmt: skip


def _line_key(series: Sequence[Series], left: float) -> list[Markup]:
    parts = []
    for index, one in enumerate(series):
        start = left + index * (WIDTH - left) / len(series)
        parts += [_line(start, 9, start + 18, 9, f"line style-{one.style}"), _text(start + 23, 13, one.name)]
    return parts


def _tornado(chart: Tornado) -> tuple[float, list[Markup]]:
    ends = [0.0, chart.centre] + [end for bar in chart.bars for end in bar[3:]]
    low, high = min(ends), max(ends)

    def across(value: float) -> float:
        return WIDTH * ((value - low) / ((high - low) or 1))

    bottom = 26 + len(chart.bars) * ROW
    parts = [
        _text(0, 14, f"◂ {chart.negative}", class_=f"style-text-{chart.styles[0]}"),
        _text(WIDTH, 14, f"{chart.positive} ▸", "end", f"style-text-{chart.styles[1]}"),
    ]
    for index, (name, from_words, to_words, at_low, at_high) in enumerate(chart.bars):
        top = 26 + index * ROW
        words = f"{name}: {Amount(value=at_low, kind=chart.kind)} to {Amount(value=at_high, kind=chart.kind)}"
        parts += [
            _text(0, top + 13, name, class_="name"),
            _text(WIDTH, top + 13, f"{from_words} to {to_words}", "end", "small"),
        ]
        for start, end, side in _sides(min(at_low, at_high), max(at_low, at_high), chart.styles):
            parts.append(_box(across(start), top + 19, across(end) - across(start), 14, f"segment {side}", words))
        parts.append(tag("circle", cx=f"{across(at_low):.1f}", cy=f"{top + 26:.1f}", r="4", class_="end"))
    parts += [
        _line(across(0), 22, across(0), bottom, "zero"),
        _line(across(chart.centre), 22, across(chart.centre), bottom, "mark"),
        _text(0, bottom + 16, f"● low end   ┊ your values   │ {chart.zero}", class_="small"),
    ]
    return bottom + 22, parts


def _sides(low: float, high: float, styles: tuple[str, str]) -> list[tuple[float, float, str]]:
    """Split a bar at zero, so that its colour tells which way is cheaper."""
    parts = []
    if low < 0:
        parts.append((low, min(high, 0.0), f"style-{styles[0]}"))
    if high > 0:
        parts.append((max(low, 0.0), high, f"style-{styles[1]}"))
    return parts


def _ranges(chart: Ranges) -> tuple[float, list[Markup]]:
    low = min(0.0, *(row[1] for row in chart.rows))
    high = max(row[3] for row in chart.rows)

    def across(value: float) -> float:
        return 8 + (WIDTH - 16) * ((value - low) / ((high - low) or 1))

    parts = []
    for index, (name, first, middle, last, style) in enumerate(chart.rows):
        top = index * (ROW + 4)
        words = " to ".join(str(Amount(value=end, kind=chart.kind, digits=chart.digits)) for end in (first, last))
        parts += [
            _text(0, top + 14, name, class_="name"),
            _text(WIDTH, top + 14, words, "end"),
            _line(across(low), top + 29, across(high), top + 29, "grid"),
            _box(across(first), top + 23, across(last) - across(first), 12, f"segment style-{style}", words),
            _line(across(middle), top + 20, across(middle), top + 38, "zero"),
        ]
    return len(chart.rows) * (ROW + 4), parts


_DRAWERS: Mapping[type, Callable[[Any], tuple[float, list[Markup]]]] = {
    StackedBars: _stacked,
    Lines: _lines,
    Tornado: _tornado,
    Ranges: _ranges,
}
