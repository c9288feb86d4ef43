"""A paper says of each value whose it is: the reader's own, published, assumed, or a row of the page's example."""

import json
from typing import Any

import pytest

from calculators.bridge import paper_opened
from calculators.catalog import catalog
from calculators.core import Choice, Records
from calculators.core.values import written
from tests.examples import EXAMPLE, QUESTIONS, ROWS
from tests.test_paper import answered, contents, saved

ASKING = {name: calculator for name, calculator in catalog().items() if calculator.questions}
TABLES = [
    (name, key)
    for name, calculator in catalog().items()
    for key, field in calculator.inputs.fields().items()
    if isinstance(field, Records) and len(field.basis.value) > 1
]
((TABLE, QUOTES),) = (
    (key, field) for key, field in catalog()[ROWS].inputs.fields().items() if isinstance(field, Records)
)


def as_assumed(name: str) -> dict[str, str]:
    """Return an answer to each choice that a calculator asks, the one that is assumed until there is one."""
    calculator = catalog()[name]
    fields = calculator.inputs.fields()
    return {key: fields[key].text(fields[key].basis.value) for key in calculator.questions if is_choice(name, key)}


def is_choice(name: str, key: str) -> bool:
    """Say whether an input is a choice that is asked whatever else was answered."""
    field = catalog()[name].inputs.fields()[key]
    return isinstance(field, Choice) and field.when is None


def part(text: str, heading: str) -> str:
    """Return what stands under a heading."""
    return text.partition(f"## {heading}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("name", ASKING)
def test_an_answered_question_is_the_readers_own_even_where_the_answer_is_the_usual_one(name: str) -> None:
    """Whoever answered as is assumed has answered; whoever has not is told that it was assumed."""
    given = as_assumed(name)
    text = saved(contents(name, **{name: given}), "markdown")
    assert f": {len(given)} our own, " in part(text, "What was assumed, and from where")
    rows = text.partition("assumptions and sources")[2]
    fields = catalog()[name].inputs.fields()
    for key in given:
        value = written(fields[key], fields[key].basis.value)
        assert f"| {fields[key].label} | {value} | our own answer |" in rows, key
    assert "| our own" not in saved(contents(name), "markdown")


def test_a_form_that_starts_filled_in_has_no_answer_in_its_defaults() -> None:
    """Where nothing is asked as a question, a value that stands at its default stays an assumption."""
    fields = catalog()[EXAMPLE].inputs.fields()
    usual = {key: field.text(field.basis.value) for key, field in fields.items()}
    text = saved(contents(EXAMPLE, **{EXAMPLE: usual}), "markdown")
    assert ": 0 our own, " in part(text, "What was assumed, and from where")


def test_what_was_answered_as_assumed_outlasts_a_file_and_a_link() -> None:
    """A saved paper and a link open with the same answers counted as the reader's own."""
    content = contents(QUESTIONS, **{QUESTIONS: as_assumed(QUESTIONS)})
    text = saved(content, "json")
    for opened in (
        json.loads(paper_opened("{}", {"saved": text.encode()})),
        json.loads(paper_opened(json.dumps({"link": answered(content)["link"]}))),
    ):
        assert saved(opened["paper"], "markdown") == saved(content, "markdown")


def rows_of(field: Records) -> list[dict[str, Any]]:
    """Return the rows of a table's example as JSON has them."""
    return [row.plain() for row in field.basis.value]


def test_example_rows_among_the_readers_own_are_named_wherever_it_counts() -> None:
    """After one price was changed, the paper says which rows are the page's, and warns beside the recommendation."""
    rows = rows_of(QUOTES)
    rows[0] = {**rows[0], "price": 0.05}
    names = [str(row["name"]) for row in rows[1:]]
    text = saved(contents(ROWS, **{ROWS: {TABLE: json.dumps(rows)}}), "markdown")
    whose = f"1 of {len(rows)} ours or changed, {len(names)} the page's examples: {', '.join(names)}"
    warning = f"{names[0]} and {names[1]} of “{QUOTES.label}” are the page's examples, so put our own in their place"
    assert warning in part(text, "Recommendation")
    assumed = part(text, "What was assumed, and from where")
    assert f"of “{QUOTES.label}” {whose}" in assumed
    assert f"| {QUOTES.label} | {len(rows)} {QUOTES.row_name}s | {whose} |" in assumed
    assert f"| {len(rows)} {QUOTES.row_name}s | {whose} |" in text.partition("assumptions and sources")[2]


def test_rows_that_are_all_the_readers_own_bring_no_warning() -> None:
    """Once no row is the page's any more, the table is the reader's own figure."""
    rows = [{**row, "price": 0.05 + place} for place, row in enumerate(rows_of(QUOTES))]
    text = saved(contents(ROWS, **{ROWS: {TABLE: json.dumps(rows)}}), "markdown")
    assert "the page's example" not in text
    assert f"| {QUOTES.label} | {len(rows)} {QUOTES.row_name}s | our own figure |" in text


@pytest.mark.parametrize(("name", "key"), TABLES)
def test_an_example_that_nobody_touched_is_never_passed_off(name: str, key: str) -> None:
    """Of every calculator whose tables start with rows, the paper says beside the recommendation that they are ours."""
    label = catalog()[name].inputs.fields()[key].label
    told = part(saved(contents(name), "markdown"), "Recommendation")
    assert f"rows of “{label}”" in told
    assert "are the page's examples, so put our own in their place" in told
