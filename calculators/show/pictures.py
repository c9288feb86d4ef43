"""An answer as pictures: the headline, the figures and one chart as an SVG that stands alone, styles and all."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculators.core import Answer, Figure, Inputs
from calculators.core.answer import Section
from calculators.core.currency import currency_of, localized
from calculators.show.charts import Drawn, keys, placed
from calculators.show.charts.style import WAYS, colour, of_picture
from calculators.show.markup import Markup, tag

WIDTH, EDGE = 720, 24
_ROOM = WIDTH - 2 * EDGE
_MOST_FIGURES = 4
_GAP = 12
# The width of a letter, in its size, in the widest of the fonts that readers' systems have.
_LETTER = 0.6
_STYLE = (
    f".picture {{ font-family: {colour('md-text-font')}; font-size: 12px; fill: {colour('md-default-fg-color')} }}\n"
    ".headline { font-size: 17px; font-weight: 700 } .value { font-size: 18px; font-weight: 700 }\n"
    ".chart-title { font-size: 13px; font-weight: 700 } .quiet { font-size: 11px; fill: #4d565e }\n"
)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture of an answer.

    Attributes:
        name: the id of the section whose chart it shows, with a number where that has several; else "answer".
        title: what the chart shows, or empty.
        svg: the picture, which asks for nothing beside it.
    """

    name: str
    title: str
    svg: str


def pictures(title: str, inputs: Inputs, answer: Answer, source: str) -> Iterator[Picture]:
    """Yield a picture for each chart of an answer; one of the figures alone where it has none.

    ``title`` names the calculator and ``source`` says where the answer comes from; both stand in each picture.
    """
    found = [(section, chart) for section in answer.sections for chart in _charts(section)]
    for number, (section, chart) in enumerate(found):
        several = sum(one is section for one, _ in found) > 1
        name = f"{section.id}-{number + 1}" if several else section.id
        yield _picture(name, title, inputs, answer, source, chart)
    if not found:
        yield _picture("answer", title, inputs, answer, source, None)


def _charts(section: Section) -> Iterator[Drawn]:
    # A table with shaded cells is no drawing.
    return (item for item in section.content if isinstance(item, Drawn.__value__))


def _picture(name: str, title: str, inputs: Inputs, answer: Answer, source: str, chart: Drawn | None) -> Picture:
    parts: list[Markup] = []
    bottom = _paragraph(parts, answer.headline, EDGE, 17, "headline") + _GAP
    figures = list(answer.figures)
    for start in range(0, len(figures), _MOST_FIGURES):
        bottom = _figures(parts, figures[start : start + _MOST_FIGURES], bottom) + _GAP
    if chart:
        bottom = _paragraph(parts, chart.title, bottom + 4, 13, "chart-title") + 6
        height, drawn = placed(chart, name, EDGE, bottom, _ROOM)
        parts.append(drawn)
        bottom = _legend(parts, chart, bottom + height + 8) + _GAP
    bottom = _paragraph(parts, f"{title}. {source}", bottom, 11, "quiet") + EDGE - 8
    written = tag(
        "svg",
        tag("title", f"{title}: {chart.title}" if chart else title),
        tag("desc", f"{answer.headline} {chart.description}" if chart else answer.headline),
        tag("style", Markup(_STYLE + of_picture())),
        tag("rect", width=str(WIDTH), height=f"{bottom:g}", fill=colour("md-default-bg-color")),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        width=str(WIDTH),
        height=f"{bottom:g}",
        viewBox=f"0 0 {WIDTH} {bottom:g}",
        class_="picture",
        role="img",
    )
    return Picture(name=name, title=chart.title if chart else "", svg=localized(written, currency_of(inputs)))


def _paragraph(parts: list[Markup], words: str, top: float, size: int, class_: str) -> float:
    """Write words in lines that fit the picture, and return where they end."""
    line = size * 1.35
    for number, one in enumerate(_wrapped(words, size, _ROOM), 1):
        parts.append(_text(EDGE, top + number * line - size * 0.35, one, class_))
    return top + number * line


def _figures(parts: list[Markup], figures: Sequence[Figure], top: float) -> float:
    """Write figures side by side, each with its way's colour on the left, and return where they end."""
    room = _ROOM / len(figures)
    names = [_wrapped(figure.name, 12, room - 16) for figure in figures]
    notes = [_wrapped(figure.note, 11, room - 16) if figure.note else [] for figure in figures]
    values = top + max(map(len, names)) * 15 + 22
    bottom = values + 6 + max(map(len, notes)) * 14
    for number, figure in enumerate(figures):
        left = EDGE + number * room
        edge = colour(figure.style) if figure.style in WAYS else "#8a939b"
        box = {"x": f"{left:g}", "y": f"{top:g}", "width": "4", "height": f"{bottom - top:g}"}
        parts.append(tag("rect", fill=edge, **box))
        for row, line in enumerate(names[number], 1):
            parts.append(_text(left + 12, top + row * 15 - 3, line))
        parts.append(_text(left + 12, values - 2, str(figure.value), "value"))
        for row, line in enumerate(notes[number], 1):
            parts.append(_text(left + 12, values + row * 14, line, "quiet"))
    return bottom


def _legend(parts: list[Markup], chart: Drawn, top: float) -> float:
    """Write the key to a chart's marks, as many a line as fit, and return where it ends."""
    left, bottom = float(EDGE), top
    for mark, name in keys(chart):
        width = 32 + len(name) * 12 * _LETTER + 14
        if left > EDGE and left + width > WIDTH - EDGE:
            left, bottom = float(EDGE), bottom + 20
        words = _text(32, 11, name)
        parts.append(tag("g", mark, words, transform=f"translate({left:g} {bottom:g})", class_="chart key"))
        left += width
    return bottom + 20 if keys(chart) else bottom


def _text(left: float, down: float, words: str, class_: str = "") -> Markup:
    return tag("text", words, x=f"{left:g}", y=f"{down:g}", class_=class_ or None)


def _wrapped(words: str, size: int, room: float) -> list[str]:
    # The mark of a currency is up to four letters.
    longer = words.replace("¤", "¤¤¤¤")
    return [line.replace("¤¤¤¤", "¤") for line in textwrap.wrap(longer, int(room / (size * _LETTER)))] or [""]
