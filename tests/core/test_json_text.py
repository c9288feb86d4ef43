"""JSON that somebody wrote is read whole, or refused with its place, wherever it comes from."""

import pytest

from calculators.core import InputError, InputErrors
from calculators.core.json_text import json_text
from calculators.core.saved_inputs import saved_inputs
from tests.throwaway import SurveyInputs

DEEP = "[" * 5_000


def test_what_is_json_is_read() -> None:
    """Brackets within text are text."""
    assert json_text("rows", '[{"a": "[[["}]', "rows") == [{"a": "[[["}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DEEP, "JSON nested at most 100 deep, from line 1 on"),
        ('[{"a": 1,\n"b": }]', "rows; line 2 is not JSON"),
        ("[" + "9" * 6_000 + "]", "rows, with numbers"),
        ("[NaN]", "rows without NaN"),
        ('[{"a": 1, "a": 2}]', "rows with each name once"),
    ],
)
def test_what_cannot_be_read_says_where_and_why(text: str, said: str) -> None:
    """In a browser brackets without end would end Python, so they are refused before they are read."""
    with pytest.raises(InputError) as refusal:
        json_text("rows", text, "rows")
    assert said in refusal.value.expected


def test_every_way_in_refuses_it() -> None:
    """A link, a file of rows and a file of inputs all say so at their field."""
    with pytest.raises(InputErrors, match="people: expected JSON nested"):
        SurveyInputs.parse({"people": DEEP})
    with pytest.raises(InputErrors, match="people: expected JSON nested"):
        SurveyInputs.parse({"people": DEEP.encode()})
    with pytest.raises(InputError, match="inputs: expected JSON nested"):
        saved_inputs("inputs", DEEP.encode())
