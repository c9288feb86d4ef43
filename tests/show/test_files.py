"""Files: spreadsheets run nothing, records read back, schemas are schemas."""

import csv
import io
import json

import jsonschema
import pytest

from calculators.bridge import file, written
from calculators.catalog import catalog
from calculators.show.records import schema
from calculators.show.tables import comma_separated
from tests.examples import EXAMPLE


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\tx", "\rx"])
def test_a_spreadsheet_runs_nothing(text: str) -> None:
    """A text that a spreadsheet would take for a formula gets an apostrophe; a negative number stays a number."""
    assert next(csv.reader(io.StringIO(comma_separated([[text]]), newline="")))[0].startswith("'")
    assert comma_separated([[-1.5]]) == "-1.5\r\n"


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


def test_a_table_of_results_names_every_number() -> None:
    """The table has a row for each input and each number of the result, totals at full precision."""
    calculator = catalog()[EXAMPLE]
    inputs = calculator.inputs()
    result = calculator.compute(inputs)
    rows = list(csv.reader(io.StringIO(written("csv", "cost", calculator, inputs, result)[0], newline="")))
    found = {(kind, name): value for kind, name, value, _ in rows}
    assert float(found["result", "in_house.total"]) == result.in_house.total
    assert found["input", "volume"] == "200000.0"


def test_a_file_is_refused_like_an_answer() -> None:
    """Asking for a file with bad inputs names the field instead of failing."""
    reply = json.loads(file(json.dumps({"name": EXAMPLE, "inputs": {"wage": "x"}, "kind": "csv"})))
    assert reply["state"] == "refused"
    assert set(reply["errors"]) == {"wage"}
