"""An answer as page parts, each of which can be replaced alone when it changes."""

from collections.abc import Container, Iterator, Mapping, Sequence
from types import MappingProxyType

from calculators.core import (
    Amount,
    Answer,
    BulletList,
    Download,
    Figure,
    HeatTable,
    Link,
    Outline,
    Rows,
    Scenario,
    Section,
)
from calculators.core.answer import Content
from calculators.core.charts import Chart
from calculators.show.chart_tables import table_of
from calculators.show.charts import draw, legend
from calculators.show.links import address, fragment
from calculators.show.markup import Markup, joined, tag
from calculators.show.strips import strips

SHADES = 6
# Taken away by the page's script; where that never arrives, nobody must take this for the answer to what they typed.
WITHOUT_SCRIPT = "This is the example's answer. It follows what you type once the page's script has arrived."
# Seen once it is some seconds late.
NOT_COME = (
    " It has not arrived yet, so nothing here is worked out from what you type. Reload the page, or run the calculator "
    "on your own machine: python -m calculators {}"
)
EMPTY: Scenario = MappingProxyType({})

# Sections by their ids, each with what was written of it.
type Written = dict[str, tuple[Section, Markup]]


def parts(
    name: str,
    answer: Answer,
    calculators: Mapping[str, Outline] | None = None,
    scenario: Scenario = EMPTY,
    *,
    before: Written | None = None,
) -> dict[str, Markup | None]:
    """Return the inner markup of every part by its name, in the order of the page; None where better is on its way.

    Links to other calculators carry what these know of the scenario. What was written ``before`` of a section that is
    still the same is taken from there, and what is written now is kept there: of an answer that comes in steps, most
    sections stay as they were.
    """
    before = {} if before is None else before
    shown = {section.id for section in answer.sections if section.content}
    written: dict[str, Markup | None] = {**first_parts(name, answer, shown)}
    if answer.strips:
        written["strips"] = strips(answer.strips)
    for section in answer.sections:
        if not section.pending and (section.id not in before or before[section.id][0] != section):
            before[section.id] = section, section_body(name, section)
        written[f"section-{section.id}"] = None if section.pending else before[section.id][1]
    written["cautions"] = _list(answer.cautions)
    written["next-steps"] = tag("ul", *(_link(link, calculators or {}, scenario) for link in answer.next_steps))
    return written


def first_parts(name: str, answer: Answer, shown: Container[str] | None = None) -> dict[str, Markup]:
    """Return the parts that answer the question; the others explain it, and each figure leads to the one it is from.

    Which sections have anything to show is known once they are made; until then each figure leads to its own.
    """
    leads = [one.why and (shown is None or one.why in shown) for one in answer.figures]
    figures = [
        _figure(one, f"{name}-{one.why}" if is_led else "") for one, is_led in zip(answer.figures, leads, strict=True)
    ]
    return {"headline": joined(answer.headline), "figures": joined(*figures)}


def whole(
    name: str,
    answer: Answer,
    calculators: Mapping[str, Outline] | None = None,
    scenario: Scenario = EMPTY,
    *,
    says_changes: str = "",
) -> Markup:
    """Return the whole answer, complete without a script; with room for what changed where ``says_changes``.

    "polite" reads that out at once, which suits questions; with "off" the script does once the answer is finished,
    since numbers are typed key by key.
    """
    inner = {part: markup or Markup() for part, markup in parts(name, answer, calculators, scenario).items()}
    sections = [_section(section, inner[f"section-{section.id}"], name) for section in answer.sections]
    head = (
        # Read out once it is finished, by the line below, and not at every key that is pressed.
        tag("output", inner["headline"], class_="headline", data_part="headline", aria_live="off"),
        tag("p", class_="unseen calculator-announced", aria_live="polite"),
        tag("dl", inner["figures"], class_="figures-row", data_part="figures"),
        *([tag("p", class_="answer-changed", data_part="changed", aria_live=says_changes)] if says_changes else []),
        tag("div", WITHOUT_SCRIPT, tag("span", NOT_COME.format(name), class_="not-come"), class_="calculator-status"),
    )
    return joined(
        tag("div", *head, class_="answer-head"),
        *_strips(name, inner),
        tag(
            "div",
            *sections,
            _aside("Keep in mind", "cautions", name, inner["cautions"], shown=bool(answer.cautions)),
            _aside("What to do next", "next-steps", name, inner["next-steps"], shown=bool(answer.next_steps)),
            class_="answer-sections",
        ),
    )


def _strips(name: str, inner: Mapping[str, Markup]) -> Iterator[Markup]:
    if "strips" in inner:
        title = tag("h3", "Where the answer flips")
        yield tag(
            "section", title, tag("div", inner["strips"], data_part="strips"), id=f"{name}-strips", class_="strips"
        )


def brief(answer: Answer) -> Markup:
    """Return the headline and the figures alone."""
    figures = tag("dl", *map(_figure, answer.figures), class_="figures-row")
    return joined(tag("p", answer.headline, class_="headline"), figures)


def section_body(name: str, section: Section) -> Markup:
    """Return what stands under a section's heading."""
    return joined(*(content(item, f"{name}-{section.id}-{number}") for number, item in enumerate(section.content)))


def _section(section: Section, body: Markup, name: str) -> Markup:
    inner = tag("div", body, data_part=f"section-{section.id}")
    anchor = f"{name}-{section.id}"
    heading = tag("summary" if section.folded else "h3", section.title)
    copier = [_copier()] if section.to_copy else []
    return tag(
        "details" if section.folded else "section", heading, *copier, inner, id=anchor,
        class_="calculator-section" if section.on_paper else "calculator-section screen-only",
        hidden=not section.content,
    )  # fmt: skip


def _copier() -> Markup:
    """Return the button that copies a section's text; without a script it could do nothing, so it is hidden."""
    button = tag("button", "Copy this text", type="button", class_="tool", data_copy="", hidden=True)
    return tag("p", button, tag("span", role="status"), class_="copier")


def _aside(title: str, part: str, name: str, body: Markup, *, shown: bool) -> Markup:
    return tag(
        "section", tag("h3", title), tag("div", body, data_part=part), id=f"{name}-{part}",
        class_=f"calculator-section {part}", hidden=not shown,
    )  # fmt: skip


def _figure(figure: Figure, reason: str = "") -> Markup:
    """Return a figure; ``reason`` is the id of what shows where it comes from."""
    note = [tag("dd", figure.note, class_="note")] if figure.note else []
    why = [" ", tag("a", "Why?", href=f"#{reason}", aria_label=f"Why? {figure.name}")] if reason else []
    return tag(
        "div",
        tag("dt", figure.name, *why),
        tag("dd", str(figure.value), class_="value"),
        *note,
        class_=f"figure style-{figure.style}" if figure.style else "figure",
    )


def content(item: Content, id: str) -> Markup:  # noqa: A002 - it is an HTML id
    """Return one item of a section; the id tells a chart's parts from those of others."""
    match item:
        case str():
            return tag("p", item)
        case BulletList():
            return _list(item.items, ordered=item.ordered)
        case Rows():
            return rows(item)
        case Download():
            return _download(item)
        case HeatTable():
            return _heat(item)
        case _:
            return _chart(item, id)


def _chart(chart: Chart, id: str) -> Markup:  # noqa: A002 - it is an HTML id
    assert not isinstance(chart, HeatTable)
    numbers = tag("details", tag("summary", "The numbers"), rows(table_of(chart)), class_="numbers")
    return tag("figure", tag("figcaption", chart.title), draw(chart, id), legend(chart), numbers, class_="chart-figure")


def rows(table: Rows) -> Markup:
    """Return a table with a caption; the first cell of each row names it."""
    numeric = {index for row in table.rows for index, cell in enumerate(row) if isinstance(cell, Amount)}
    head = tag("tr", *(_column(name, index in numeric) for index, name in enumerate(table.columns)))
    body = [
        tag("tr", tag("th", str(first), scope="row"), *(_cell(cell, at in numeric) for at, cell in enumerate(rest, 1)))
        for first, *rest in table.rows
    ]
    inner = tag("table", tag("caption", table.title), tag("thead", head), tag("tbody", *body), class_="rows")
    return tag("div", inner, class_="table-holder", tabindex="0", role="group", aria_label=table.title)


def _column(name: str, numeric: bool) -> Markup:
    return tag("th", name, scope="col", class_="number" if numeric else None) if name else tag("td")


def _cell(cell: Amount | str, numeric: bool) -> Markup:
    """Return a cell; words among numbers stand at the numbers' edge, under the name of their column."""
    return tag("td", str(cell), class_="number" if numeric else None)


def _heat(chart: HeatTable) -> Markup:
    most = max((value for row in chart.values for value in row), default=0) or 1
    head = tag("tr", tag("td"), *(tag("th", name, scope="col") for name in chart.columns))
    body = [
        tag("tr", tag("th", name, scope="row"), *(_heat_cell(value, most) for value in values))
        for name, values in zip(chart.rows, chart.values, strict=True)
    ]
    caption = tag("caption", f"{chart.title} (rows: {chart.row_name}; columns: {chart.column_name})")
    inner = tag("table", caption, tag("thead", head), tag("tbody", *body), class_="rows heat")
    return tag("div", inner, class_="table-holder", tabindex="0", role="group", aria_label=chart.title)


def _heat_cell(value: float, most: float) -> Markup:
    shade = min(SHADES - 1, round((SHADES - 1) * value / most)) if value > 0 else 0
    return tag("td", str(Amount(value=value)), class_=f"number heat-{shade}")


def _download(item: Download) -> Markup:
    words = f"Download {item.words}"
    return tag("p", tag("button", words, type="button", class_="tool", data_download=item.name, hidden=True))


def _list(items: Sequence[str], ordered: bool = False) -> Markup:
    return tag("ol" if ordered else "ul", *(tag("li", item) for item in items))


def _link(link: Link, calculators: Mapping[str, Outline], scenario: Scenario) -> Markup:
    href = address(link.page)
    if target := calculators.get(link.calculator):
        known = {field: value for field, value in scenario.items() if field in target.fields}
        href += fragment(link.calculator, {**known, **link.inputs}, target.version)
    return tag("li", tag("a", link.words, href=href))
