"""Lines over a run of positions, with an axis on the left and below."""

import math
from collections.abc import Callable, Sequence

from calculators.core import Lines, Series
from calculators.show.charts.parts import (
    LINE,
    NARROWEST,
    Drawing,
    anchor,
    box,
    dot,
    percent,
    rule,
    text,
    width,
    wrapped,
)
from calculators.show.markup import Markup, tag

HEIGHT = 168
# The words of the axis stand in the drawing's margin, which the style sheet leaves free on its left: places across are
# percentages, and pixels cannot be taken off them in an attribute.
_MARGINS = {True: 66, False: 48}
_STEPS = 1000


def lines(chart: Lines) -> Drawing:
    """Draw the axes, the lines, and one line of words for each marked position."""
    values = [value for one in chart.series for value in (*one.values, *one.low, *one.high)]
    steps = ticks(min(0.0, *values), max(values))
    named = len(chart.spans) + len(chart.marks)
    top = LINE * named + 8.0
    bottom = top + HEIGHT
    share = _scale(chart)

    def down(value: float) -> float:
        return round(bottom - HEIGHT * (value - steps[0]) / (steps[-1] - steps[0]), 1)

    parts = _above(chart, share, bottom)
    for step in steps:
        parts += [
            rule(0, down(step), 1, down(step), "grid"),
            text("-6", down(step) + 4, short(step, chart.kind), "end", "small"),
        ]
    places = [share(position) for position in chart.positions]
    parts += [_band(one, places, down, bottom) for one in chart.series if one.low]
    parts += [_path(one, [(at, down(value)) for at, value in zip(places, one.values, strict=True)], bottom)
              for one in chart.series]  # fmt: skip
    room = NARROWEST - _MARGINS[chart.kind == "money"]
    parts += [_named(at, bottom + LINE, words) for at, words in _axis_words(chart, share, room)]
    bottom += LINE
    for line in wrapped(chart.position_name, "small", room):
        bottom += LINE
        parts.append(text("50%", bottom, line, "middle", "small"))
    return bottom + 5, parts


def _above(chart: Lines, share: Callable[[float], float], bottom: float) -> list[Markup]:
    """Return the stretches and positions worth a word; each has a line of its own above the plot."""
    parts, row = [], 0
    for start, end, words in chart.spans:
        row += 1
        # A span may end beyond the axis, whose ends are those of the positions.
        first, last = (min(1.0, max(0.0, share(at))) for at in (start, end))
        middle = (first + last) / 2
        parts.append(box(first, last, LINE * row, bottom - LINE * row, "span", words))
        parts.append(text(percent(middle), LINE * row - 3, words, anchor(middle), "small"))
    for position, words in chart.marks:
        row += 1
        at = share(position)
        parts.append(rule(at, LINE * row, at, bottom, "mark"))
        parts.append(text(percent(at), LINE * row - 3, words, anchor(at), "small"))
    return parts


def _band(one: Series, places: Sequence[float], down: Callable[[float], float], height: float) -> Markup:
    """Return the range around a line; its edge has the line's own strokes, so that colour alone tells nothing."""
    ends = [*zip(places, one.high, strict=True), *reversed(list(zip(places, one.low, strict=True)))]
    points = " ".join(f"{_STEPS * at:.1f},{down(value):g}" for at, value in ends)
    drawn = tag("polygon", tag("title", f"{one.name}, range"), points=points, class_=f"band style-{one.style}")
    return _stretched(drawn, height)


def margin(chart: Lines) -> str:
    """Return the class of the drawing's margin: amounts of money need more of it."""
    return f"margin-{_MARGINS[chart.kind == 'money']}"


def margins(chart: Lines) -> tuple[float, float]:
    """Return the pixels left free on both sides of the drawing."""
    return _MARGINS[chart.kind == "money"], 8


def key(one: Series) -> Markup:
    """Return a short piece of a series' line."""
    return tag("svg", stroke(one, 5), width="26", height="10", class_="chart-key", aria_hidden="true")


def stroke(one: Series, down: float) -> Markup:
    """Return that piece as part of a drawing."""
    return tag("line", x1="0", y1=f"{down:g}", x2="26", y2=f"{down:g}", class_=f"line style-{one.style}")


def _scale(chart: Lines) -> Callable[[float], float]:
    """Return the function from a position to its share of the width."""
    scaled = math.log10 if chart.logarithmic else float
    first, last = scaled(chart.positions[0]), scaled(chart.positions[-1])
    return lambda position: (scaled(position) - first) / (last - first) if last > first else 0.5


def _named(at: float, down: float, words: str) -> Markup:
    return text(percent(at), down, words, "end" if at > 0.9 else "start" if at < 0.1 else "middle", "small")


def _axis_words(chart: Lines, share: Callable[[float], float], room: float) -> list[tuple[float, str]]:
    """Return what the axis names: both ends, and between them the middle or the powers of ten that have room."""
    first, last = chart.positions[0], chart.positions[-1]
    between = [chart.positions[len(chart.positions) // 2]]
    if chart.logarithmic:
        between = [10.0**power for power in range(-9, 16) if first < 10.0**power < last]

    def words(position: float) -> str:
        return short(position, "count") if chart.logarithmic else f"{position:g}"

    ends = list(dict.fromkeys((first, last)))
    named = [(share(position), words(position)) for position in ends]
    free = width(words(first), "small") + 8
    until = room - width(words(last), "small") - 8
    for position in between:
        half = width(words(position), "small") / 2
        middle = share(position) * room
        if free <= middle - half and middle + half <= until:
            named.append((share(position), words(position)))
            free = middle + half + 8
    return named


def _path(one: Series, points: Sequence[tuple[float, float]], height: float) -> Markup:
    if len(points) == 1:
        return dot(*points[0], f"dot style-{one.style}")
    run = " ".join(f"{_STEPS * across:.1f},{down:g}" for across, down in points)
    return _stretched(tag("polyline", tag("title", one.name), points=run, class_=f"line style-{one.style}"), height)


def _stretched(drawn: Markup, height: float) -> Markup:
    """Return what is drawn over ``_STEPS`` units across, as wide as the chart."""
    return tag(
        "svg", drawn, viewBox=f"0 0 {_STEPS} {height:g}", preserveAspectRatio="none", width="100%",
        height=f"{height:g}",
    )  # fmt: skip


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
