"""The lists of methods are those of the code: every calculator, every formula with its source and its users."""

import pytest
from markdown import Markdown

from calculators.catalog import catalog
from scripts.markdown.method_reference import METHODS, MethodsError, as_markdown, calculators, formulas, sources_of
from scripts.publishing.markdown_pages import as_markdown as page_as_markdown
from tests.examples import asking

# The one whose inputs are parts of the work, each with its routes.
KNAPSACK_USER = catalog()[asking("segments")]


def test_every_calculator_is_listed_with_its_cases() -> None:
    """Each stands there with its code and the number of its worked cases."""
    rows = {row[0][0].title: row for row in calculators().rows if not isinstance(row[0][0], str)}
    assert set(rows) == {calculator.title for calculator in catalog().values()}
    for name, calculator in catalog().items():
        _, (code,), (cases, *_) = rows[calculator.title]
        assert name in str(code)
        assert cases == f"{len(calculator.examples)} worked cases"


def test_a_formula_names_its_source_and_its_users() -> None:
    """The knapsack names Zemel and the split that uses it; the code's own marks do not show."""
    (row,) = (row for row in formulas().rows if "knapsack" in str(row[0][1]))
    assert any("Zemel (1980)" in str(source) for source in row[1])
    assert [part.title for part in row[2] if not isinstance(part, str)] == [KNAPSACK_USER.title]
    assert "``" not in str(formulas())


def test_every_topic_is_listed() -> None:
    """No file or folder of formulas is left out."""
    listed = {str(row[0][1]) for row in formulas().rows}
    assert {
        f"calculators/methods/{path.name}" for path in METHODS.iterdir() if not path.name.startswith("__")
    } == listed


def test_a_source_is_read_to_its_end() -> None:
    """A source that runs over lines is one sentence."""
    assert any(source.endswith("Operations Research 28, 1412-1423.") for source in sources_of("knapsack"))


def test_the_lists_stand_on_the_page_and_in_its_markdown() -> None:
    """A page has a table of HTML, and the same cells in the text for programs."""
    page = "/// methods | formulas\n///\n"
    html = Markdown(extensions=["scripts.markdown.method_reference"]).convert(page)
    assert f'<a href="/{KNAPSACK_USER.page}">{KNAPSACK_USER.title}</a>' in html
    assert html.count("<tr>") == 1 + len(formulas().rows)
    assert as_markdown("formulas", lambda path: f"https://example.org{path}") in page_as_markdown(
        page, lambda path: f"https://example.org{path}"
    )
    with pytest.raises(MethodsError, match="there are calculators, formulas"):
        Markdown(extensions=["scripts.markdown.method_reference"]).convert("/// methods | x\n///\n")
