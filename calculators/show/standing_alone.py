"""An answer as markup that stands in a document of somebody else's, such as a notebook: its own styles, no script."""

from calculators.core import Answer, Calculator, Download, Figure, Inputs, Section
from calculators.core.currency import currency_of, localized
from calculators.show.answers import content
from calculators.show.charts.style import WAYS, alone, colour
from calculators.show.links import address, fragment
from calculators.show.markup import Markup, joined, tag

SCOPE = ".labelling-answer"
# On white in every scheme, since the colours of charts are those for white.
_OWN = {
    "": "background: #fff; color: #1c2126; padding: 0.8em 1em; max-width: 46em; "
    f"font: 14px/1.45 {colour('md-text-font')}",
    ".headline": "font-size: 1.15em; font-weight: 700; margin: 0 0 0.6em",
    ".figures": "display: flex; flex-wrap: wrap; gap: 0.6em; margin: 0 0 0.8em",
    ".figure": "flex: 1 1 10em; border-left: 4px solid #8a939b; padding: 0.1em 0.7em",
    ".value": "font-size: 1.3em; font-weight: 700",
    ".note": "font-size: 0.85em; color: #4d565e",
    **{f".figure.of-{way}": f"border-left-color: {colour(way)}" for way in WAYS},
    "summary": "font-weight: 700; cursor: pointer; margin: 0.5em 0",
    "figure": "margin: 0.6em 0",
    "table": "border-collapse: collapse; font-size: 0.9em; color: inherit",
    "caption": "text-align: left; color: #4d565e",
    "th, td": "text-align: left; padding: 0.15em 0.5em; border-bottom: 1px solid #d5dade; background: #fff",
    "tbody th": "font-weight: 400",
    ".number": "text-align: right",
    ".legend": "display: flex; flex-wrap: wrap; gap: 0.2em 1em; list-style: none; margin: 0.4em 0; padding: 0",
}


def standing_alone(
    name: str,
    calculator: Calculator,
    inputs: Inputs,
    answer: Answer,
    id: str,  # noqa: A002
    site: str = "",
) -> str:
    """Return a whole answer; ``id`` tells the parts of its charts from those of others in the same document.

    ``site`` is the handbook's address, for a link that opens the same inputs there.
    """
    cautions = [tag("summary", "Keep in mind"), tag("ul", *(tag("li", words) for words in answer.cautions))]
    opened = fragment(name, inputs.link_texts(), calculator.version)
    link = f"{address(calculator.page).replace('site:', site, 1)}{opened}"
    whole = [tag("a", link, href=link)] if site else []
    written = tag(
        "div",
        tag("style", Markup(_styles())),
        tag("p", answer.headline, class_="headline"),
        tag("div", *map(_figure, answer.figures), class_="figures"),
        *(_section(section, f"{id}-{section.id}") for section in answer.sections if section.content),
        *([tag("details", *cautions, open=True)] if answer.cautions else []),
        tag("p", f"{calculator.title}, model version {calculator.version}. ", *whole),
        class_=SCOPE.removeprefix("."),
    )
    return localized(written, currency_of(inputs))


def _styles() -> str:
    own = (
        f"{', '.join(f'{SCOPE} {one}'.strip() for one in selector.split(', '))} {{ {declared} }}\n"
        for selector, declared in _OWN.items()
    )
    return "".join(own) + alone(SCOPE)


def _figure(figure: Figure) -> Markup:
    note = [tag("div", figure.note, class_="note")] if figure.note else []
    class_ = f"figure of-{figure.style}" if figure.style else "figure"
    return tag("div", tag("div", figure.name), tag("div", str(figure.value), class_="value"), *note, class_=class_)


def _section(section: Section, id: str) -> Markup:  # noqa: A002
    # There is nobody who could write a file.
    items = [item for item in section.content if not isinstance(item, Download)]
    body = joined(*(content(item, f"{id}-{number}") for number, item in enumerate(items)))
    return tag("details", tag("summary", section.title), body, open=not section.folded)
