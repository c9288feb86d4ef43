"""Fields accept what lies within their bounds, refuse the rest, and say what they expected."""

from fractions import Fraction

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.catalog import catalog
from calculators.core import InputError, InputErrors, Number, Table, Text, assumption
from tests.examples import EXAMPLE
from tests.strategies import outside, scenarios
from tests.throwaway import SurveyInputs

SHARE = Number(label="Share", unit="%", minimum=0, maximum=100, basis=assumption(30.0, "A guess."), below=True)
MONTHS = Number(label="Months", unit="months", minimum=1, maximum=120, basis=assumption(24, "Two years."), whole=True)


@pytest.mark.parametrize(
    ("text", "number"),
    [("5", 5), (" 50.25 ", 50.25), ("+7", 7), ("5e1", 50), (".5", 0.5), ("0", 0), ("99.999", 99.999), ("-0", 0)],
)
def test_numbers_are_read_as_people_write_them(text: str, number: float) -> None:
    """Blanks, signs, decimals and exponents are read."""
    assert SHARE.parse("share", text) == number


def test_thousands_may_be_separated() -> None:
    """A number pasted from a spreadsheet with commas between thousands is read."""
    volume = Number(label="Volume", unit="", minimum=0, maximum=1e9, basis=assumption(1.0, "One."))
    assert volume.parse("volume", "1,250,000.5") == 1_250_000.5


@pytest.mark.parametrize(
    "text", ["", " ", "abc", "nan", "inf", "1e999", "12,34,567", "1_000", "0x1F", "１２", "5€", "-1", "100",
     "1e400", "--1"]
)  # fmt: skip
def test_what_is_no_number_within_bounds_is_refused(text: str) -> None:
    """Words, other alphabets' digits, ambiguous commas, the excluded end and everything beyond are refused."""
    with pytest.raises(InputError) as refusal:
        SHARE.parse("share", text)
    assert refusal.value.field == "share"
    assert "a number from 0 up to but not including 100 (%)" in refusal.value.expected


def test_both_sides_of_each_limit() -> None:
    """The ends are accepted, the next values beyond are not; whole numbers stay whole."""
    assert MONTHS.parse("months", "1") == 1
    assert MONTHS.parse("months", 120) == 120
    assert isinstance(MONTHS.parse("months", 24.0), int)
    for beyond in ("0", "121", "1.5", 10**400, -(10**400), True):
        with pytest.raises(InputError):
            MONTHS.parse("months", beyond)


def test_long_input_is_shortened_in_the_message() -> None:
    """A message repeats at most sixty characters of what was given."""
    error = InputError("share", "a number", "x" * 1000)
    assert len(error.got) == 60


def test_a_table_takes_text_or_bytes_up_to_its_limit() -> None:
    """Rows are text or an opened file's bytes; longer than the limit is refused."""
    rows = Table(label="Rows", basis=assumption("a,b", "Two cells."), limit=5)
    assert rows.parse("table", "a,b,c") == "a,b,c"
    assert rows.parse("table", b"abc") == b"abc"
    for refused in ("a,b,cd", 5, None):
        with pytest.raises(InputError):
            rows.parse("table", refused)


@pytest.mark.parametrize("name", catalog())
@settings(deadline=None)
@given(data=st.data())
def test_nothing_outside_the_bounds_is_accepted(name: str, data: st.DataObject) -> None:
    """Every field of every calculator refuses every value outside its bounds, naming itself."""
    fields = {key: field for key, field in catalog()[name].inputs.fields().items() if field.travels}
    if not fields:
        return
    key = data.draw(st.sampled_from(list(fields)))
    with pytest.raises(InputErrors) as refusal:
        catalog()[name].inputs.parse({key: data.draw(outside(fields[key]))})
    assert {error.field.partition("[")[0] for error in refusal.value.errors} == {key}


@given(scenarios(catalog()[EXAMPLE].inputs))
def test_the_text_of_a_value_reads_back_exactly(given_inputs: dict[str, object]) -> None:
    """What a link or field holds gives back the same number, to the last bit."""
    inputs = catalog()[EXAMPLE].inputs.parse(given_inputs)
    assert type(inputs).parse(inputs.scenario()) == inputs


def test_unknown_names_and_bad_values_are_all_named() -> None:
    """One refusal names every field that must be mended, unknown names first."""
    with pytest.raises(InputErrors) as refusal:
        catalog()[EXAMPLE].inputs.parse({"bogus": 1, "wage": "x", "months": 0})
    assert [error.field for error in refusal.value.errors] == ["bogus", "months", "wage"]


def test_a_pasted_list_becomes_one_line() -> None:
    """Where lists are pasted, line breaks and tabs are blanks, and a run of them is one; elsewhere they are refused."""
    basis = assumption("", "Nothing yet.")
    one_line, pasted = Text(label="l", basis=basis, limit=7), Text(label="l", basis=basis, limit=7, pasted=True)
    assert pasted.parse("list", " 1/2\n\t0/3\r\n") == "1/2 0/3"
    for field, refused in ((one_line, "1/2\n0/3"), (pasted, "1/2\x000/3"), (pasted, "1/2\n0/33")):
        with pytest.raises(InputError):
            field.parse("list", refused)


@pytest.mark.parametrize("value", [[], {}, ["USD"], 5, None])
def test_a_currency_of_another_kind_is_refused_by_its_name(value: object) -> None:
    """What no text can be is refused as a currency, and ends nothing."""
    with pytest.raises(InputErrors, match="currency: expected one of USD"):
        SurveyInputs.parse({"currency": value})


@pytest.mark.parametrize("value", [50_000, Fraction(50_000), numpy.int64(50_000), numpy.float32(50_000)])
def test_every_kind_of_real_number_is_one(value: object) -> None:
    """A number from a data frame is taken as Python's own are, and kept as Python's own."""
    volume = SurveyInputs.parse({"volume": value}).volume
    assert (type(volume), volume) == (float, 50_000)


@pytest.mark.parametrize("value", [True, 1j, numpy.True_, numpy.float64("nan"), numpy.ones(2), 10**400])
def test_what_is_no_finite_real_number_is_none(value: object) -> None:
    """Truth is no number, and neither is what no float can hold."""
    with pytest.raises(InputErrors, match="volume: expected a number from"):
        SurveyInputs.parse({"volume": value})
