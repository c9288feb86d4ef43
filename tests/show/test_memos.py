"""The Markdown of an answer says what each table is about, whose each value is, and leads where it says."""

import csv
import io
import json
import re

import pytest

from calculators.bridge import file
from calculators.bridge.files import written
from calculators.catalog import catalog
from calculators.core import Records, Rows
from calculators.core.currency import currency_of, localized
from calculators.show.memos import escaped
from tests.examples import EXAMPLE, QUESTIONS, ROWS

SITE = "https://handbook.example/"
INPUTS = catalog()[ROWS].inputs
((TABLE, QUOTES),) = ((key, field) for key, field in INPUTS.fields().items() if isinstance(field, Records))


def copied(name: str, kind: str = "markdown", site: str = SITE, **inputs: str) -> str:
    """Return an answer as the page copies or saves it."""
    return str(json.loads(file(json.dumps({"name": name, "inputs": inputs, "kind": kind, "site": site})))["text"])


def each() -> list[tuple[str, dict[str, object]]]:
    """Return every calculator with nothing given, and with each of its typical cases."""
    return [
        (name, dict(inputs))
        for name, calculator in catalog().items()
        for inputs in ({}, *(preset.inputs for preset in calculator.presets.values()))
    ]


def test_tables_keep_their_titles_and_no_heading_stands_over_nothing() -> None:
    """In every case of every calculator each table says what it is, and a section without content is left out."""
    for name, given in each():
        calculator = catalog()[name]
        inputs = calculator.inputs.parse(given)
        result = calculator.finished(inputs)
        text = written("markdown", name, calculator, inputs, result)[0]
        for section in calculator.present(inputs, result).sections:
            titles = [one.title for one in section.content if isinstance(one, Rows) and one.title != section.title]
            said = [localized(f"**{escaped(title)}**", currency_of(inputs)) for title in titles if title]
            assert [title for title in said if title not in text] == [], name
        assert not re.search(r"(?m)^## [^\n]*\n+(## |\Z)", text), name
        assert "(File:" not in text, name


def test_the_link_of_a_memo_is_whole_or_not_there() -> None:
    """Pasted into a wiki it opens the same inputs; where the site's address is unknown, no dead link stands there."""
    assert f"Same inputs: <{SITE}calculators/" in copied(EXAMPLE, volume="30000")
    assert "volume=30000" in copied(EXAMPLE, volume="30000")
    unknown = copied(EXAMPLE, site="", volume="30000")
    assert "Same inputs" not in unknown
    assert unknown.rstrip().endswith(".")


def test_an_answered_question_is_given_even_where_the_answer_is_the_usual_one() -> None:
    """A memo calls nothing an assumption that the reader answered."""
    fields = catalog()[QUESTIONS].inputs.fields()
    field = fields["may_leave"]
    line = f"| {field.label} | {field.options[field.basis.value]} |  | "  # type: ignore[attr-defined]
    assert f"{line}given |" in copied(QUESTIONS, may_leave=field.basis.value)
    assert f"{line}assumption: " in copied(QUESTIONS)


def test_example_rows_are_not_called_given() -> None:
    """Where one row was changed and others are the page's, the memo says so."""
    rows = [row.plain() for row in QUOTES.basis.value]
    rows[0]["price"] = 0.05
    names = ", ".join(str(row["name"]) for row in rows[1:])
    assert f"| 1 of {len(rows)} ours or changed, {len(rows) - 1} the page's examples: {names} |" in copied(
        ROWS, **{TABLE: json.dumps(rows)}
    )


@pytest.mark.parametrize(
    ("code", "unit", "cell"), [("EUR", "€", "€0.05"), ("XYZ", "XYZ", "XYZ 0.05"), ("", "$", "$0.05")]
)
def test_amounts_of_a_row_are_in_the_money_that_it_names(code: str, unit: str, cell: str) -> None:
    """A price in euros stands in no file as dollars, neither in the table of values nor in Markdown."""
    rows = [row.plain() for row in QUOTES.basis.value]
    rows[0] |= {"price": 0.05, "currency": code, "exchange_rate": 1.1}
    # A second one is in money of its own, so that no heading can name it for all.
    rows[1] |= {"currency": "GBP"}
    given = {TABLE: json.dumps(rows)}
    found = {
        row[2]: row[3:]
        for row in csv.reader(io.StringIO(copied(ROWS, "csv", **given), newline=""))
        if row[0] == QUOTES.label and row[1] == f"{QUOTES.row_name} 1"
    }
    assert found["Price"] == ["0.05", unit]
    text = copied(ROWS, **given)
    table = text.partition(f"### {QUOTES.label}\n")[2]
    assert "| Price |" in table
    assert f"| {cell} |" in table
