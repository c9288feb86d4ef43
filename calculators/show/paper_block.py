"""The page of the decision paper: the reader's own words beside the paper, and the calculators that may stand in it."""

import json
from collections.abc import Mapping

from calculators.core import Calculator, Choice, Day, Field, Text
from calculators.show.links import address
from calculators.show.markup import Markup, tag

NAME = "paper"
TOOLS = (
    ("copy", "Copy for a document"),
    ("print", "Print"),
    ("docx", "Save for Word"),
    ("html", "Save as a page"),
    ("markdown", "Save as Markdown"),
    ("json", "Save to go on later"),
    ("link", "Copy link"),
)
OPEN = "Open a saved paper"
EMPTY = "None has been used in this tab yet. Open one of these, give it your own values, and come back:"
SHEET = "The paper as it will print"
NOTHING_YET = "The paper appears here as soon as you write a word beside it or have used a calculator in this tab."


def paper_block(fields: Mapping[str, Field], calculators: Mapping[str, Calculator]) -> Markup:
    """Return the paper's form and its place as one element, which a script brings to life."""
    tools = [tag("button", words, type="button", class_="tool", data_tool=tool) for tool, words in TOOLS]
    opener = tag("label", OPEN, tag("input", type="file", accept=".json", data_tool="open"), class_="tool")
    form = tag(
        "form",
        tag(
            "fieldset", tag("legend", "Your own words"), *(_field(name, field) for name, field in fields.items()),
            class_="calculator-group",
        ),
        tag(
            "section",
            tag("h3", "Calculators in the paper"),
            tag("ol", class_="paper-entries"),
            tag("div", tag("p", EMPTY), _ways(calculators), class_="paper-empty"),
            class_="calculator-group",
        ),
        class_="calculator-form",
        aria_label="What stands in the paper",
    )  # fmt: skip
    answer = tag(
        "div",
        tag("p", class_="calculator-notice", role="alert", hidden=True),
        tag(
            "div", *tools, opener, tag("span", class_="calculator-report", role="status"), class_="calculator-tools",
            hidden=True,
        ),
        tag("div", class_="calculator-status", role="status"),
        tag("noscript", tag("p", "The paper is put together by a script in your own browser, and scripts are off.")),
        # No article: what reads pages back takes the first one of a page for the page's own.
        tag("section", tag("p", NOTHING_YET), class_="paper-sheet", aria_label=SHEET, tabindex="0"),
        class_="calculator-answer",
    )  # fmt: skip
    known = {
        name: {"title": calculator.title, "page": address(calculator.page).removeprefix("site:")}
        for name, calculator in calculators.items()
    }
    return tag(
        "decision-paper", form, answer, id=NAME, name=NAME, class_="calculator", data_calculators=json.dumps(known)
    )


def _ways(calculators: Mapping[str, Calculator]) -> Markup:
    ways = [tag("li", tag("a", one.title, href=address(one.page))) for one in calculators.values()]
    return tag("ul", *ways)


def _field(name: str, field: Field) -> Markup:
    place = f"{NAME}-{name}"
    described = {"id": place, "name": name, "aria_describedby": f"{place}-help {place}-error"}
    match field:
        case Choice(options=options):
            listed = [tag("option", words, value=key) for key, words in options.items()]
            entry = tag("select", *listed, **described)
        case Text(lines=True):
            entry = tag("textarea", rows=3, maxlength=field.limit, class_="words", **described)
        case Day():
            entry = tag("input", type="date", min="1900-01-01", max="2199-12-31", **described)
        case _:
            most = field.limit if isinstance(field, Text) else None
            entry = tag("input", type="text", class_="words", maxlength=most, **described)
    return tag(
        "div",
        tag("label", field.label, for_=place),
        entry,
        tag("p", field.help, class_="field-help", id=f"{place}-help"),
        tag("p", class_="field-error", id=f"{place}-error", hidden=True),
        class_="field",
        data_field=name,
    )
