"""A calculator on a page: the form beside the default answer, complete before any script runs."""

import json
from collections.abc import Iterator, Mapping, Sequence

from calculators.core import Answer, Calculator, Inputs, Outline, Preset, Records, Section
from calculators.core.currency import currency_of, localized
from calculators.show.answers import brief, section_body, whole
from calculators.show.forms import EMPTY, form
from calculators.show.links import address, fragment
from calculators.show.markup import Markup, joined, tag

# What a reader does with the answer while working on it.
TOOLS = (("pin", "Pin this answer"), ("reset", "Reset"))
# What a reader takes along, by the heading that it stands under in the menu.
KEEP = "Keep or share"
KEPT = {
    "Copy": (("link", "Copy link"), ("markdown", "Copy as Markdown"), ("embed", "Embed")),
    "Save": (
        ("csv", "Download CSV"), ("xlsx", "Download XLSX"), ("json", "Download JSON"), ("picture", "Save as picture"),
    ),
    "More": (("print", "Print"),),
}  # fmt: skip
OPEN = "Open a saved file"
# Alone it undoes what is typed in a field, as in every page.
UNDO, UNDO_KEY = "Undo", "Alt+Z"
PAPER, PAPER_PAGE = "Put it in the paper", "calculators/paper.md"


def block(
    name: str,
    calculator: Calculator,
    inputs: Inputs,
    answer: Answer,
    calculators: Mapping[str, Outline],
    places: Mapping[str, Preset] = EMPTY,
    *,
    waits: bool = False,
) -> Markup:
    """Return the whole calculator as a custom element that a script brings to life; one that ``waits`` when asked."""
    return tag(
        "live-calculator",
        form(name, calculator, inputs, places, answer.rows),
        # Under the form, since it comes with the first answer and would move what stands below it.
        tag("details", class_="calculator-scenario", hidden=True),
        tag(
            "div",
            tag("p", class_="calculator-notice", role="alert", hidden=True),
            tag("p", class_="calculator-offer", role="status", hidden=True),
            tag(
                "div", _undo(), *(_tool(*tool) for tool in TOOLS), *_menu(name, calculator),
                tag("span", class_="calculator-report", role="status"),
                class_="calculator-tools",
                hidden=True,
            ),
            *_unanswered(calculator, inputs),
            Markup(localized(_whole(name, calculator, inputs, answer, calculators), currency_of(inputs))),
            tag(
                "noscript",
                tag("p", "Scripts are off, so this is the answer for the default inputs. "
                         "With scripts on, it follows what you type, in your own browser."),
            ),
            class_="calculator-answer",
        ),
        # Filled once an answer is pinned.
        tag("section", class_="calculator-pins", aria_label="Pinned answers", hidden=True),
        id=name,
        name=name,
        data_version=calculator.version,
        data_changes=_changes(calculator),
        data_renamed=_renamed(calculator),
        data_waits=waits,
        class_="calculator with-records" if _with_records(calculator) else "calculator",
    )  # fmt: skip


def _with_records(calculator: Calculator) -> bool:
    """Tell whether rows take the whole width; a style sheet that asked would have browsers look at every answer."""
    return any(isinstance(field, Records) for field in calculator.inputs.fields().values())


def _whole(
    name: str, calculator: Calculator, inputs: Inputs, answer: Answer, calculators: Mapping[str, Outline]
) -> Markup:
    travelling = {**{one.name: one.text for one in answer.known}, **inputs.link_texts()}
    return whole(name, answer, calculators, travelling, says_changes="polite" if calculator.changed else "off")


def _tool(tool: str, words: str) -> Markup:
    return tag("button", words, type="button", class_="tool", data_tool=tool)


def _undo() -> Markup:
    """Return the way back; it keeps its place and the focus while there is nothing to undo."""
    return tag(
        "button", UNDO, " ", tag("kbd", UNDO_KEY), type="button", class_="tool", data_tool="undo",
        aria_keyshortcuts=UNDO_KEY, aria_disabled="true",
    )  # fmt: skip


def _menu(name: str, calculator: Calculator) -> Iterator[Markup]:
    """Yield the button that opens what can be done with an answer, and what it opens."""
    menu = f"{name}-keep"
    yield tag("button", KEEP, type="button", class_="tool", data_tool="keep", aria_expanded="false", aria_controls=menu)
    groups = []
    for title, kept in KEPT.items():
        tools = [_tool(*tool) for tool in kept if tool[0] != "xlsx" or calculator.workbook]
        more = [_opener(), _paper()] if kept is [*KEPT.values()][-1] else []
        heading = tag("p", title, id=f"{menu}-{title.lower()}")
        groups.append(tag("div", heading, *tools, *more, role="group", aria_labelledby=f"{menu}-{title.lower()}"))
    yield tag("div", *groups, id=menu, class_="keep-menu", hidden=True)


def _opener() -> Markup:
    return tag("label", OPEN, tag("input", type="file", accept=".json", data_tool="open"), class_="tool")


def _paper() -> Markup:
    """Return the way to the decision paper; the script notes that this calculator is to stand in it."""
    return tag("a", PAPER, href=address(PAPER_PAGE), class_="tool", data_tool="paper")


def _unanswered(calculator: Calculator, inputs: Inputs) -> Iterator[Markup]:
    """Yield how many questions are not answered yet; a script keeps the number, the first element, up to date."""
    if asked := calculator.questions:
        fields = calculator.inputs.fields()
        many = sum(getattr(inputs, key) == fields[key].basis.value for key in asked)
        number, rest = tag("strong", str(many)), f" of {len(asked)} questions, for which the example's answers count."
        basis = tag("span", " They are what we assume, and stand under each question.", class_="unanswered-basis")
        yield tag("p", "Not answered yet: ", number, rest, basis, class_="calculator-unanswered", hidden=not many)


def _changes(calculator: Calculator) -> str | None:
    changes = [f"{version}: {words}" for version, words in sorted(calculator.changes.items())]
    return "\n".join(changes) or None


def _renamed(calculator: Calculator) -> str | None:
    renamed = {
        name: {"to": old.to, "values": dict(old.values), "words": old.words} for name, old in calculator.renamed.items()
    }
    return json.dumps(renamed) if renamed else None


def excerpt(name: str, calculator: Calculator, inputs: Inputs, answer: Answer, show: str) -> Markup:
    """Return a part of the answer for a guide page: "answer" or a section's id, with a link to change the inputs.

    Raises:
        KeyError: the answer has no such section.
    """
    link = tag(
        "a",
        "Change the inputs",
        href=address(calculator.page) + fragment(name, inputs.link_texts(), calculator.version),
    )
    if show == "answer":
        inner = brief(answer)
    else:
        sections = {section.id: section for section in [*answer.sections, *_appendix(calculator)]}
        section = sections[show]
        inner = joined(tag("p", section.title, class_="excerpt-title"), section_body(f"excerpt-{name}", section))
    inner = Markup(localized(inner, currency_of(inputs)))
    return tag("div", inner, tag("p", link, class_="excerpt-link"), class_="calculator-excerpt calculator-answer")


def _appendix(calculator: Calculator) -> Sequence[Section]:
    return calculator.appendix() if calculator.appendix else ()
