"""How charts look: for pages, as a sheet of variables for light and dark, and self-contained, for what stands alone.

A picture is opened by programs that know neither variables nor sizes that are reckoned, so what stands alone has every
colour written out, in its light form, on white.
"""

import re
from collections.abc import Iterator, Mapping

WAYS = ("in-house", "outsourced", "hybrid")
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif'
# One colour for each way of working, everywhere, and for nothing else; the numbered ones keep away from their hues.
# All are dark enough for white text.
LIGHT: Mapping[str, str] = {
    "in-house": "#2f5d9b",
    "outsourced": "#9a4a12",
    "hybrid": "#6d4398",
    "model": "#1b6f69",
    "style-1": "#4b5563",
    "style-2": "#4a6b1f",
    "style-3": "#9b2f66",
    "style-4": "#6b6200",
    "style-5": "#2b313a",
    "style-6": "#a3313b",
    "style-7": "#6f7680",
    "style-8": "#7c5a74",
    **{f"line-{number}": f"var(--style-{number})" for number in range(1, 9)},
    "line-model": "var(--model)",
    "way-text-in-house": "#24497a",
    "way-text-outsourced": "#83400f",
    "way-text-hybrid": "#5b3880",
    "chart-line": "#00000022",
    "chart-edge": "var(--md-default-bg-color)",
    "md-text-font": FONT,
}
# Only what differs: fills keep their colours, for white numbers stand on them.
DARK: Mapping[str, str] = {
    "line-1": "#c3cad3",
    "line-2": "#b5d695",
    "line-3": "#f3a6cd",
    "line-4": "#e3d36b",
    "line-5": "#e8ebef",
    "line-6": "#f5a0a0",
    "line-7": "#a3abb5",
    "line-8": "#d9b8d2",
    "line-model": "#7fd6cd",
    "way-text-in-house": "#9cc3f5",
    "way-text-outsourced": "#f2b183",
    "way-text-hybrid": "#cdb0ec",
    "chart-line": "#ffffff26",
    "chart-edge": "#b9c3cc",
}
# What the theme gives on a page: the colours of text and ground.
_ALONE = {"md-default-fg-color": "#1c2126", "md-default-bg-color": "#ffffff"}
_INK, _PAPER = "var(--md-default-fg-color)", "var(--md-default-bg-color)"
# Strokes tell lines of different series where colour does not.
_STROKES = {
    "in-house": "",
    "outsourced": "7 3",
    "hybrid": "2 2",
    "model": "10 3 2 3",
    "1": "",
    "2": "7 3",
    "3": "2 2",
    "4": "9 3 2 3",
    "5": "12 4",
    "6": "4 4",
    "7": "1 3",
    "8": "7 2 1 2 1 2",
}
# As wide as the page lets it be, with room for the words of the axis; a picture has its sizes in the drawing.
_SIZES: tuple[tuple[str, str], ...] = (
    (".chart", "display: block; width: calc(100% - 10px); margin: 0 5px"),
    (".chart.margin-48", "width: calc(100% - 56px); margin-left: 48px"),
    (".chart.margin-66", "width: calc(100% - 74px); margin-left: 66px"),
)
_RULES: tuple[tuple[str, str], ...] = (
    (".chart, .chart svg", "overflow: visible"),
    (".chart", "font-family: var(--md-text-font); font-size: 12px"),
    (".chart text", f"fill: {_INK}"),
    # A rule that runs behind words leaves their letters alone.
    (".chart .name, .chart .small", f"paint-order: stroke; stroke: {_PAPER}; stroke-width: 4px"),
    (".chart .name", "font-weight: 700"),
    (".chart .small", "font-size: 11px"),
    (".chart .on", "fill: #fff; font-size: 11px"),
    (".chart .grid", "stroke: var(--chart-line)"),
    (".chart .mark", f"stroke: {_INK}; stroke-dasharray: 2 3"),
    (".chart .zero", f"stroke: {_INK}; stroke-width: 2"),
    (".chart .end", f"fill: {_PAPER}; stroke: {_INK}; stroke-width: 1.5"),
    (".chart .segment", "stroke: var(--chart-edge); stroke-width: 1"),
    (".line", "fill: none; stroke-width: 2.5; vector-effect: non-scaling-stroke"),
    (".chart .dot", f"fill: {_INK}"),
    (".chart .hatching", "stroke: #ffffff8c; stroke-width: 1.5"),
    # A number on the strokes is read on a patch of their ground.
    (".chart .on.style-model", "paint-order: stroke; stroke: var(--model); stroke-width: 6px"),
    (".chart .span", "fill: var(--chart-line)"),
    (".band", "fill-opacity: 0.14; stroke-opacity: 0.6; stroke-width: 1; vector-effect: non-scaling-stroke"),
    (
        ".swatch",
        "display: inline-block; min-width: 1.1em; padding: 0 0.15em; color: #fff; text-align: center; "
        "border-radius: 0.15rem",
    ),
)


def _of_series() -> Iterator[tuple[str, str]]:
    for name, strokes in _STROKES.items():
        fill, line, swatch = _colours(name)
        dashes = f"; stroke-dasharray: {strokes}" if strokes else ""
        yield f".segment.style-{name}", f"fill: {fill}"
        # Beats what all dots have.
        yield f".chart .dot.style-{name}", f"fill: {line}"
        yield f".line.style-{name}", f"stroke: {line}{dashes}"
        yield f".band.style-{name}", f"fill: {line}; stroke: {line}{dashes}"
        yield f".swatch.style-{name}", f"background: {swatch}"
        if name in WAYS:
            yield f".chart .style-text-{name}", f"fill: {line}"


def _colours(name: str) -> tuple[str, str, str]:
    """Return the colour of a style's fills and of its lines, and the ground of its key."""
    if name in WAYS:
        return f"var(--{name})", f"var(--way-text-{name})", f"var(--{name})"
    if name == "model":
        hatched = "repeating-linear-gradient(135deg, var(--model) 0 4px, #357f79 4px 6px)"
        return "var(--model)", "var(--line-model)", hatched
    return f"var(--style-{name})", f"var(--line-{name})", f"var(--style-{name})"


def sheet() -> str:
    """Return the style sheet of pages, whose colours follow the theme's scheme; paper is white in both."""
    light, dark = ("; ".join(f"--{name}: {value}" for name, value in all_.items()) for all_ in (LIGHT, DARK))
    on_screens = f"@media screen {{\n{_css([('[data-md-color-scheme="slate"]', dark)])}}}\n"
    return _css([(":root", light)]) + on_screens + _css([*_SIZES, *_RULES, *_of_series()])


def alone(scope: str) -> str:
    """Return the style of charts in a document that is none of our pages; ``scope`` comes before each selector."""
    rules = (*_SIZES, *_RULES, *_of_series())
    return _css([(_scoped(selector, scope), _written_out(declared)) for selector, declared in rules])


def of_picture() -> str:
    """Return the style of charts inside a drawing, which gives them their sizes."""
    return _css([(selector, _written_out(declared)) for selector, declared in (*_RULES, *_of_series())])


def colour(name: str) -> str:
    """Return a colour of charts that stand alone, by the name of its variable."""
    return _written_out(f"var(--{name})")


def _scoped(selector: str, scope: str) -> str:
    return ", ".join(f"{scope} {one}".strip() for one in selector.split(", "))


def _written_out(declared: str) -> str:
    known = {**LIGHT, **_ALONE}
    while "var(" in declared:
        declared = re.sub(r"var\(--([\w-]+)\)", lambda found: known[found[1]], declared)
    return declared


def _css(rules: list[tuple[str, str]]) -> str:
    return "".join(f"{selector} {{ {declared} }}\n" for selector, declared in rules)
