"""Charts as SVG: classes only, so that the page's colours apply in light, dark and print.

A drawing is as wide as the page lets it be, while its words keep their size: places across are percentages, heights
are pixels. Words are laid out for the narrowest page, 320 pixels or a desk's at four times its size, so that no
number is ever cut or laid over another.
"""

from calculators.core import Lines, Ranges, StackedBars, Tornado
from calculators.show.charts import bars, lines
from calculators.show.charts.parts import Drawing, text
from calculators.show.markup import Markup, tag

type Drawn = StackedBars | Lines | Tornado | Ranges


def draw(chart: Drawn, id: str) -> Markup:  # noqa: A002 - it is an HTML id
    """Return the chart's drawing, named for people who cannot see it; ``id`` makes its names unique on the page."""
    height, parts = _drawing(chart, f"{id}-hatch")
    return tag(
        "svg",
        tag("title", chart.title, id=f"{id}-title"),
        tag("desc", f"{chart.description} The numbers stand in the table below.", id=f"{id}-description"),
        *parts,
        width="100%",
        height=f"{height:g}",
        class_=f"chart {lines.margin(chart)}" if isinstance(chart, Lines) else "chart",
        role="img",
        aria_labelledby=f"{id}-title {id}-description",
    )


def legend(chart: Drawn) -> Markup:
    """Return the key to the marks of a chart whose drawing does not name them itself."""
    match chart:
        case StackedBars():
            keys = [
                (tag("span", bars.numbered(chart, number) or "\u00a0", class_=f"swatch style-{one.style}"), one.name)
                for number, one in enumerate(chart.series, 1)
            ]
        case Lines():
            keys = [(lines.key(one), one.name) for one in chart.series]
        case Tornado():
            keys = [(tag("span", mark), words) for mark, words in bars.tornado_marks(chart)]
        case Ranges():
            return Markup()
    return tag("ul", *(tag("li", mark, f" {name}") for mark, name in keys), class_="legend")


def placed(chart: Drawn, id: str, left: float, top: float, width: float) -> tuple[float, Markup]:  # noqa: A002
    """Return how high a chart is, and its drawing at a place of a larger one that gives it ``width``."""
    height, parts = _drawing(chart, f"{id}-hatch")
    room = lines.margins(chart) if isinstance(chart, Lines) else (5, 5)
    drawn = tag(
        "svg",
        *parts,
        x=f"{left + room[0]:g}",
        y=f"{top:g}",
        width=f"{width - sum(room):g}",
        height=f"{height:g}",
        class_="chart",
    )
    return height, drawn


def keys(chart: Drawn) -> list[tuple[Markup, str]]:
    """Return the marks of a chart whose drawing does not name them itself, 26 wide and 14 high, with their names."""
    match chart:
        case StackedBars():
            return [
                (bars.key(bars.numbered(chart, number), one), one.name) for number, one in enumerate(chart.series, 1)
            ]
        case Lines():
            return [(lines.stroke(one, 7), one.name) for one in chart.series]
        case Tornado():
            return [(text("13", 11, mark, "middle"), words) for mark, words in bars.tornado_marks(chart)]
        case Ranges():
            return []


def _drawing(chart: Drawn, hatch: str) -> Drawing:
    match chart:
        case StackedBars():
            return bars.stacked(chart, hatch)
        case Lines():
            return lines.lines(chart)
        case Tornado():
            return bars.tornado(chart)
        case Ranges():
            return bars.ranges(chart)
