"""A calculator block is complete on any page, and a wrong one stops the build."""

import markdown
import pytest

from calculators.catalog import catalog
from calculators.core.currency import currency_of, localized
from scripts.markdown.calculator_block import CalculatorError
from tests.examples import EXAMPLE


def page(text: str) -> str:
    """Return the HTML of Markdown with the extension."""
    return markdown.markdown(text, extensions=["scripts.markdown.calculator_block"])


@pytest.mark.parametrize("name", catalog())
def test_a_block_holds_form_and_answer(name: str) -> None:
    """The page holds the form and the finished default answer, and no part of it is read as Markdown."""
    html = page(f"/// calculator | {name}\n///\n")
    calculator = catalog()[name]
    inputs = calculator.inputs()
    assert f'<live-calculator id="{name}"' in html
    value = str(calculator.present(inputs, calculator.finished(inputs)).figures[0].value)
    assert localized(value, currency_of(inputs)) in html
    assert "<em>" not in html


def test_a_guide_page_shows_the_answer_alone() -> None:
    """With ``show: answer`` there is no form, and a link leads to the same inputs on the calculator's page."""
    html = page(f"/// calculator | {EXAMPLE}\n    preset: audio-transcription\n    show: answer\n///\n")
    assert "<form" not in html
    assert f"site:calculators/{EXAMPLE}/#{EXAMPLE}?volume=30000&amp;" in html


def test_a_section_can_be_shown_alone() -> None:
    """With ``show:`` and a section's id the page holds that section."""
    assert "<svg" in page(f"/// calculator | {EXAMPLE}\n    show: monthly\n///\n")


def test_a_calculator_can_wait_to_be_asked() -> None:
    """With ``start: asked`` the element says so, and is otherwise the same."""
    plain, waiting = (page(f"/// calculator | {EXAMPLE}\n{option}///\n") for option in ("", "    start: asked\n"))
    assert waiting == plain.replace(' class="calculator"', ' data-waits class="calculator"')
    assert waiting != plain


@pytest.mark.parametrize(
    "block",
    [
        "/// calculator | nothing\n///\n",
        f"/// calculator | {EXAMPLE}\n    preset: nothing\n///\n",
        f"/// calculator | {EXAMPLE}\n    show: nothing\n///\n",
        f"/// calculator | {EXAMPLE}\n    start: nothing\n///\n",
    ],
)
def test_an_unknown_name_stops_the_build(block: str) -> None:
    """A calculator, preset or section that does not exist raises and names what there is."""
    with pytest.raises(CalculatorError):
        page(block)
