"""Charts are drawn within their frame, named, and with readable numbers."""

import colorsys
import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.catalog import catalog, presented
from calculators.core import Amount, Lines, Ranges, Series, StackedBars, Tornado
from calculators.show.chart_tables import table_of
from calculators.show.charts import draw, legend
from calculators.show.charts.lines import short, ticks
from calculators.show.charts.parts import NARROWEST, crowded, heading, width, wrapped
from calculators.show.charts.style import DARK, LIGHT, WAYS, sheet

DRAWN = (StackedBars, Lines, Ranges, Tornado)
AMOUNTS = st.floats(0, 1e12)


def percentage(element: ElementTree.Element, name: str) -> float:
    """Return an attribute that is a share of the width, in percent."""
    return float(element.get(name, "").removesuffix("%"))


@given(st.lists(AMOUNTS, min_size=1, max_size=8), st.integers(1, 5))
def test_stacked_bars_stay_in_the_frame(values: list[float], labels: int) -> None:
    """Every segment lies between 0 and the width, whatever the amounts."""
    chart = StackedBars(
        title="t", description="d", labels=["a"] * labels,
        series=[Series(name=str(index), values=[value] * labels, style="1") for index, value in enumerate(values)],
    )  # fmt: skip
    for box in ElementTree.fromstring(draw(chart, "c")).iter("rect"):
        assert 0 <= percentage(box, "x") <= 100
        assert percentage(box, "x") + percentage(box, "width") <= 100.05


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=130))
def test_lines_stay_in_the_frame(values: list[float]) -> None:
    """Every point of a line lies in the drawing, with one position or many, level or steep."""
    chart = Lines(
        title="t", description="d", positions=list(range(1, len(values) + 1)), position_name="Month",
        series=[Series(name="a", values=values, style="in-house")],
    )  # fmt: skip
    drawing = draw(chart, "c")
    for points in re.findall(r'points="([^"]+)"', drawing):
        for x, y in (map(float, point.split(",")) for point in points.split()):
            assert 0 <= x <= 1000
            assert 0 <= y <= float(ElementTree.fromstring(drawing).get("height", ""))
    assert len(table_of(chart).rows) <= 26


def test_a_logarithmic_chart_steps_by_ratios() -> None:
    """Tenfold steps are equally wide, the ends and powers of ten between them are named, and decimals are kept."""
    chart = Lines(
        title="t", description="d", positions=[1, 10, 100, 10_000], position_name="Checks", marks=[(100, "plan")],
        series=[Series(name="a", values=[0.125, 1, 1, 1], style="1")], kind="percent", digits=2, position_digits=1,
        logarithmic=True,
    )  # fmt: skip
    drawing = draw(chart, "c")
    (points,) = re.findall(r'points="([^"]+)"', drawing)
    first, second, third, last = (float(point.split(",")[0]) for point in points.split())
    assert second - first == pytest.approx(third - second, abs=0.2)
    assert last - third == pytest.approx(2 * (third - second), abs=0.2)
    assert all(f">{words}<" in drawing for words in ("1", "10", "100", "1k", "10k", "plan"))
    assert [str(cell) for cell in table_of(chart).rows[0]] == ["1.0", "0.13%"]


def test_a_range_lies_around_its_line_and_in_the_table() -> None:
    """A line's range is one area from its low to its high end, stroked as the line is, and its ends are numbers too."""
    chart = Lines(
        title="t", description="d", positions=[0, 1], position_name="Week", kind="count",
        series=[Series(name="In-house", values=[0, 100], low=[0, 50], high=[50, 200], style="in-house"),
                Series(name="Outsourced", values=[0, 10], style="outsourced")],
    )  # fmt: skip
    (area,) = re.findall(r"<polygon[^>]*>", draw(chart, "c"))
    corners = [tuple(map(float, corner.split(","))) for corner in re.findall(r"[\d.]+,[\d.]+", area)]
    assert 'class="band style-in-house"' in area
    assert [x for x, _ in corners] == [0, 1000, 1000, 0]
    assert corners[1][1] < corners[2][1] < corners[3][1]
    assert corners[0][1] < corners[3][1]
    table = table_of(chart)
    assert table.columns == ["Week", "In-house", "In-house, low", "In-house, high", "Outsourced"]
    assert [str(cell) for cell in table.rows[-1]] == ["1", "100", "50", "200", "10"]


def test_a_span_stays_within_the_axis() -> None:
    """A stretch of positions is shaded from its start to its end, cut where the axis ends."""
    chart = Lines(
        title="t", description="d", positions=[0, 10], position_name="Week", spans=[(5, 20, "peak")],
        series=[Series(name="a", values=[0, 1], style="1")],
    )  # fmt: skip
    (box,) = (one for one in ElementTree.fromstring(draw(chart, "c")).iter("rect") if one.get("class") == "span")
    assert (percentage(box, "x"), percentage(box, "width")) == (50, 50)


def test_a_bar_of_money_says_what_it_is_worth() -> None:
    """From 1,000 on a bar has three digits and the table beneath it all of them; smaller amounts stay as they are."""
    values = [2_248_064.0, 412_995.4, 1_000.4, 999.6, 0.436]
    chart = StackedBars(
        title="t", description="d", labels=list("abcde"), kind="money",
        series=[Series(name="n", values=values, style="1")],
    )  # fmt: skip
    words = {one.text for one in ElementTree.fromstring(draw(chart, "c")).iter("text")}
    assert words >= {"¤2.25 million", "¤413,000", "¤1,000", "¤0.436"}
    assert not words & {"¤2,248,064", "¤412,995"}
    (row,) = table_of(chart).rows
    assert str(row[1]) == "¤2,248,064"


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_what_a_model_labels_is_hatched(model: float, people: float) -> None:
    """A model's bar is drawn over with strokes, and nobody else's is."""
    chart = StackedBars(
        title="t", description="d", labels=["a"], kind="count",
        series=[Series(name="Model first", values=[model], style="model"),
                Series(name="In-house", values=[people], style="in-house")],
    )  # fmt: skip
    drawing = ElementTree.fromstring(draw(chart, "c"))
    (pattern,) = drawing.iter("pattern")
    bar, strokes, _ = drawing.iter("rect")
    assert bar.get("class") == "segment style-model"
    assert strokes.get("fill") == f"url(#{pattern.get('id')})"
    assert all(bar.get(side) == strokes.get(side) for side in ("x", "y", "width", "height"))


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_tornado_bars_stay_in_the_frame(low: float, high: float, centre: float) -> None:
    """Bars on either side of zero, or across it, lie in the drawing."""
    chart = Tornado(
        title="t", description="d", bars=[("n", "1", "2", low, high)], centre=centre, negative="a", positive="b"
    )
    for box in ElementTree.fromstring(draw(chart, "c")).iter("rect"):
        assert -0.01 <= percentage(box, "x") <= 100.01


@pytest.mark.parametrize("name", catalog())
def test_what_a_chart_shows_is_seen(name: str) -> None:
    """Every line and bar of every calculator has a colour in the styles, since one without has none at all."""
    styles = sheet()
    calculator = catalog()[name]
    for given_ in ({}, *(preset.inputs for preset in calculator.presets.values())):
        inputs = calculator.inputs.parse(given_)
        shown = presented(calculator, inputs, calculator.finished(inputs))
        charts = [part for section in shown.sections for part in section.content if type(part) in DRAWN]
        for chart in charts:
            drawing = f"{draw(chart, 'c')}{legend(chart)}"
            for kind, style in set(re.findall(r'class="(line|band|segment|swatch) (style-[\w-]+)"', drawing)):
                assert f".{kind}.{style} " in styles, (chart.title, kind, style)


def test_a_chart_is_named_for_those_who_cannot_see_it() -> None:
    """A drawing is an image with a title and a description of its own."""
    chart = Ranges(title="Cost", description="Wide.", rows=[("In-house", 1, 2, 3, "in-house")])
    drawing = ElementTree.fromstring(draw(chart, "here"))
    assert drawing.get("role") == "img"
    assert drawing.get("aria-labelledby") == "here-title here-description"
    assert drawing.findtext("title") == "Cost"


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12))
def test_ticks_cover_the_range_in_round_steps(one: float, other: float) -> None:
    """The first tick is at or below the low end, the last at or above the high end, with at most eight between."""
    low, high = sorted((one, other))
    found = ticks(low, high)
    slack = 1e-6 * max(abs(low), abs(high), 1)
    assert found[0] <= low + slack
    assert found[-1] >= high - slack
    assert 2 <= len(found) <= 9


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [(0, "money", "¤0"), (1_234, "money", "¤1.23k"), (2.5e6, "money", "¤2.5M"), (-3e9, "money", "−¤3B"),
     (25, "percent", "25%"), (340_000, "count", "340k"), (0.05, "money", "¤0.05")],
)  # fmt: skip
def test_axis_numbers_are_short(value: float, kind: str, text: str) -> None:
    """Axis numbers use k, M, B and three digits."""
    assert short(value, kind) == text


@given(st.text(st.characters(codec="utf-8", categories=["L", "Nd", "Zs"]), max_size=120), st.floats(0, 1e15))
def test_a_name_and_its_amount_fit_the_narrowest_page(name: str, value: float) -> None:
    """Long names take more lines, and an amount that has no room beside the last of them stands on its own."""
    words = str(Amount(value=value, kind="money"))
    bottom, parts = heading(name, words, 0, crowded([(name, words)]))
    *lines, amount = (ElementTree.fromstring(part) for part in parts)
    assert all(width(line.text or "", "name") <= NARROWEST for line in lines)
    assert [line.get("y") for line in lines] == [f"{15 * number - 2}" for number in range(1, len(lines) + 1)]
    beside = amount.get("y") == lines[-1].get("y")
    assert beside == (width(lines[-1].text or "", "name") + 8 + width(words) <= NARROWEST)
    assert float(amount.get("y", "")) == bottom - 2
    assert " ".join("".join(wrapped(name, "name")).split()).replace(" ", "") == "".join(name.split())


@pytest.mark.parametrize(("name", "over"), [("Short", False), ("Items on which all agree", True)])
def test_rows_stand_evenly(name: str, over: bool) -> None:
    """Where one name of a chart stands over its value all do, so that as much lies between any two rows."""
    rows = [(each, 1000.5, 1001.5, 1002.5, "1") for each in ("A", name, "B", "C")]
    chart = Ranges(title="t", description="d", rows=rows, kind="count", digits=1)
    names = [one for one in ElementTree.fromstring(draw(chart, "c")).iter("text") if "name" in one.get("class", "")]
    assert {one.get("class") for one in names} == {"name over" if over else "name"}
    downs = [float(one.get("y", "")) for one in names]
    assert len({after - before for before, after in pairwise(downs)}) == 1


def test_every_line_has_a_key_and_every_mark_a_line_of_its_own() -> None:
    """A chart of lines names them below with a piece of each; the words of two marks never share a height."""
    chart = Lines(
        title="t", description="d", positions=[1, 2, 3], position_name="Month", marks=[(2, "plan"), (2.1, "deadline")],
        series=[Series(name=name, values=[1, 2, 3], style=style) for name, style in (("A", "1"), ("B", "hybrid"))],
    )  # fmt: skip
    keys = ElementTree.fromstring(legend(chart))
    assert ["".join(item.itertext()).strip() for item in keys] == ["A", "B"]
    assert [line.get("class") for line in keys.iter("line")] == ["line style-1", "line style-hybrid"]
    heights = {text.text: text.get("y") for text in ElementTree.fromstring(draw(chart, "c")).iter("text")}
    assert heights["plan"] != heights["deadline"]


def parts_of(colour: str) -> tuple[float, float, float]:
    """Return the red, green and blue of a colour, from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_ways_colours_mean_the_ways_alone(colours: dict[str, str]) -> None:
    """No colour of a series that is no way of working comes within a quarter of a sixth of the hue of a way's."""
    hues = [colorsys.rgb_to_hsv(*parts_of(LIGHT[way]))[0] for way in (*WAYS, "model")]
    for name, colour in colours.items():
        if re.fullmatch(r"(style|line)-\d", name) and colour.startswith("#"):
            hue, saturation, _ = colorsys.rgb_to_hsv(*parts_of(colour))
            nearest = min(min(abs(hue - way), 1 - abs(hue - way)) for way in hues)
            assert saturation < 0.26 or nearest > 1 / 24, name


def test_white_numbers_stand_out_on_every_fill() -> None:
    """White on each fill has a contrast of 4.5 at least, as WCAG 2.2 asks of small text."""
    for name, colour in LIGHT.items():
        if name in (*WAYS, "model") or name.startswith("style-"):
            linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts_of(colour)]
            light = sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
            assert 1.05 / (light + 0.05) >= 4.5, name
