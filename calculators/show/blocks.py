"""A calculator on a page: the form beside the default answer, complete before any script runs."""

import json
from collections.abc import Iterator, Mapping, Sequence

from calculators.core import Answer, Calculator, Inputs, Outline, Preset, Section
from calculators.core.currency import currency_of, localized
from calculators.show.answers import brief, section_body, whole
from calculators.show.forms import EMPTY, form
from calculators.show.links import address, fragment
from calculators.show.markup import Markup, joined, tag

TOOLS = (
    ("reset", "Reset"),
    ("link", "Copy link"),
    ("markdown", "Copy as Markdown"),
    ("csv", "Download CSV"),
    ("xlsx", "Download XLSX"),
    ("json", "Download JSON"),
    ("embed", "Embed"),
    ("picture", "Save as picture"),
    ("print", "Print"),
)
OPEN = "Open saved inputs"
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
    tools = [
        tag("button", words, type="button", class_="tool", data_tool=tool)
        for tool, words in TOOLS
        if tool != "xlsx" or calculator.workbook
    ]
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
                "div", *tools, _opener(), _paper(), tag("span", class_="calculator-report", role="status"),
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
        id=name,
        name=name,
        data_version=calculator.version,
        data_changes=_changes(calculator),
        data_renamed=_renamed(calculator),
        data_waits=waits,
        class_="calculator",
    )  # fmt: skip


def _whole(
    name: str, calculator: Calculator, inputs: Inputs, answer: Answer, calculators: Mapping[str, Outline]
) -> Markup:
    travelling = {**{one.name: one.text for one in answer.known}, **inputs.link_texts()}
    return whole(name, answer, calculators, travelling, says_changes=bool(calculator.changed))


def _opener() -> Markup:
    return tag("label", OPEN, tag("input", type="file", accept=".json", data_tool="open"), class_="tool")


def _paper() -> Markup:
    """Return the way to the decision paper; the script notes that this calculator is to stand in it."""
    return tag("a", PAPER, href=address(PAPER_PAGE), class_="tool", data_tool="paper")


def _unanswered(calculator: Calculator, inputs: Inputs) -> Iterator[Markup]:
    """Yield how many questions are not answered yet; a script keeps the number, which comes first, up to date."""
    if asked := calculator.questions:
        fields = calculator.inputs.fields()
        many = sum(getattr(inputs, key) == fields[key].basis.value for key in asked)
        words = (
            f" of {len(asked)} questions are not answered yet. Until you answer them, this is the answer for an "
            "example: it rests on what we assume, which stands under each question."
        )
        yield tag("p", tag("strong", str(many)), words, class_="calculator-unanswered", hidden=not many)


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
