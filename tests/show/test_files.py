"""Files: spreadsheets run nothing, records read back, schemas are schemas."""

import csv
import io
import json

import jsonschema
import pytest

from calculators.bridge import file
from calculators.bridge.files import written
from calculators.catalog import catalog, presented
from calculators.core import Amount, Records
from calculators.core.currency import CURRENCIES, currency_of
from calculators.show.records import schema
from calculators.show.tables import answer_table, comma_separated
from tests import throwaway
from tests.examples import EXAMPLE


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1-1", "-a", "+A1", "@a", "\tx", "\rx"])
def test_a_spreadsheet_runs_nothing(text: str) -> None:
    """A text that a spreadsheet would take for a formula gets an apostrophe."""
    assert next(csv.reader(io.StringIO(comma_separated([[text]]), newline="")))[0].startswith("'")


@pytest.mark.parametrize("number", [-1.5, "-1", "+1", "-1.5"])
def test_a_number_stays_a_number(number: object) -> None:
    """Nothing in a plain number can be run, so a label of -1 comes back as it was."""
    assert comma_separated([[number]]) == f"{number}\r\n"


@pytest.mark.parametrize("name", catalog())
def test_a_record_reads_back_to_the_same_record(name: str) -> None:
    """The inputs that JSON holds give the same JSON again."""
    calculator = catalog()[name]
    inputs = calculator.inputs()
    text = written("json", name, calculator, inputs, calculator.finished(inputs))[0]
    content = json.loads(text)
    assert set(content) == {"inputs", "result"}
    again = calculator.inputs.parse(content["inputs"])
    assert written("json", name, calculator, again, calculator.finished(again))[0] == text


@pytest.mark.parametrize("name", catalog())
def test_the_schema_is_valid_and_accepts_the_defaults(name: str) -> None:
    """The printed schema is JSON Schema 2020-12, accepts the defaults and refuses unknown names."""
    calculator = catalog()[name]
    content = json.loads(schema(name, calculator))
    jsonschema.Draft202012Validator.check_schema(content)
    values = {
        key: field.plain(getattr(calculator.inputs(), key))
        for key, field in calculator.inputs.fields().items()
        if field.travels
    }
    jsonschema.validate(values, content)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**values, "bogus": 1}, content)


@pytest.mark.parametrize("name", catalog())
def test_a_table_names_everything_as_a_person_would(name: str) -> None:
    """Each input and figure has a row with its label, its value and its unit, and no row holds a program's name."""
    calculator = catalog()[name]
    inputs = calculator.inputs()
    result = calculator.finished(inputs)
    text = written("csv", name, calculator, inputs, result)[0]
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert head == ["Part", "Name", "Detail", "Value", "Unit"]
    known = {(part, label): (value, unit) for part, label, _, value, unit in rows if part in {"Inputs", "Answer"}}
    for field in inputs.fields().values():
        if field.travels and not isinstance(field, Records):
            assert ("Inputs", field.label) in known
    mark = CURRENCIES[currency_of(inputs)].mark.strip()
    for figure in presented(calculator, inputs, result).figures:
        value, unit = known["Answer", figure.name]
        if isinstance(figure.value, Amount):
            assert float(value) == figure.value.value
            assert unit == {"money": mark, "percent": "%", "count": ""}[figure.value.kind]
    assert "¤" not in text
    assert [row for row in rows if any("_" in cell for cell in row[:3])] == []


def test_rows_stand_in_the_table_with_their_columns() -> None:
    """A typed row's cells are named by the row and the column's label; options are written by their labels."""
    calculator = throwaway.calculator
    inputs = calculator.inputs.parse({"people": [{"name": "=Fay", "fee": 2.5}]})
    text = answer_table(inputs, calculator.present(inputs, calculator.compute(inputs)))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    label = calculator.inputs.fields()["people"].label
    found = {row[2]: row[3:] for row in rows if row[0] == label}
    assert found["Name"] == ["'=Fay", ""]
    assert found["Fee"] == ["2.5", "$"]


def test_a_file_is_refused_like_an_answer() -> None:
    """Asking for a file with bad inputs names the field instead of failing."""
    reply = json.loads(file(json.dumps({"name": EXAMPLE, "inputs": {"wage": "x"}, "kind": "csv"})))
    assert reply["state"] == "refused"
    assert set(reply["errors"]) == {"wage"}
