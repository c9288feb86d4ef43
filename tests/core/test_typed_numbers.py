"""Numbers are read as people type them, in any habit, and where two readings are possible the message asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core import InputError, InputErrors, Number, assumption
from calculators.core.fields.typed_numbers import readings, unmistakable
from calculators.core.words import bound, plain
from tests.throwaway import SurveyInputs

VOLUME = Number(label="Volume", unit="labels", minimum=0, maximum=1e9, basis=assumption(1.0, "One."))
SHARE = Number(label="Share", unit="% of wages", minimum=0, maximum=100, basis=assumption(1.0, "One."))
WAGE = Number(label="Wage", unit="¤ an hour", minimum=0, maximum=1_000, basis=assumption(1.0, "One."))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 000", 1_000), ("1\u00a0000", 1_000), ("1\u202f234,5", 1_234.5), ("1'000", 1_000), ("1’000.5", 1_000.5),
        ("10k", 10_000), ("10 K", 10_000), ("2m", 2_000_000), ("1.5k", 1_500), ("1,234,567", 1_234_567),
        ("200,000", 200_000), ("1.234.567", 1_234_567), ("1.234,5", 1_234.5), ("0,5", 0.5), ("0.125", 0.125),
        ("200.0000", 200), ("1e6", 1_000_000), ("+7", 7), ("5.", 5), (".5", 0.5), ("1e-2", 0.01), ("200000", 200_000),
        ("0,738", 0.738), ("0,125", 0.125), ("0,125k", 125),
    ],
)  # fmt: skip
def test_what_has_one_meaning_is_read(text: str, number: float) -> None:
    """Gaps, apostrophes, thousands, suffixes and exponents are read where they have one meaning."""
    assert VOLUME.parse("volume", text) == number


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("200.000", "Did you mean 200,000 or 200?"),
        ("1,5", "Did you mean 15 or 1.5?"),
        ("12,34", "Did you mean 1,234 or 12.34?"),
        ("17.125", "Did you mean 17,125 or 17.1250?"),
        ("1,5k", "Did you mean 15,000 or 1,500?"),
    ],
)
def test_what_has_two_meanings_is_asked(text: str, question: str) -> None:
    """A point before three digits and a single comma are never guessed: the message names both numbers."""
    with pytest.raises(InputError) as refusal:
        VOLUME.parse("volume", text)
    assert refusal.value.sentence == f"{question} {text!r} can be read both ways."


@pytest.mark.parametrize(("text", "number"), [("17.125", 17.125), ("999.125", 999.125), ("1.000", None)])
def test_a_reading_out_of_bounds_is_none(text: str, number: float | None) -> None:
    """Where only one reading lies within the bounds there is no doubt; at the bound itself both do."""
    if number is None:
        with pytest.raises(InputError, match="Did you mean 1,000 or 1"):
            WAGE.parse("wage", text)
    else:
        assert WAGE.parse("wage", text) == number


@pytest.mark.parametrize(
    "text", ["e5", "", " ", "k", "-", "1_000", "1 00", "12 34", "1,,5", "1.2.3", "٣", "1e999", "nan", "5 %", "€5", "½",
     "\u202e12", "1\x00"]
)  # fmt: skip
def test_what_is_no_number_names_what_was_expected(text: str) -> None:
    """Text without a reading is refused with the bounds and the unit, and raises nothing else."""
    with pytest.raises(InputError) as refusal:
        VOLUME.parse("volume", text)
    assert refusal.value.expected == "a number from 0 to 1,000,000,000 (labels)"


def test_each_reading_can_be_taken() -> None:
    """Both numbers that are asked about come along, written so that either is read without a question."""
    with pytest.raises(InputError) as refusal:
        VOLUME.parse("volume", "17.125")
    assert refusal.value.within("rows[2]").said_in("EUR").readings == ("17,125", "17.1250")
    assert [VOLUME.parse("volume", text) for text in refusal.value.readings] == [17_125, 17.125]


@pytest.mark.parametrize("text", ["1,5", "0,5", "1.5"])
def test_where_only_whole_numbers_count_nothing_else_is_offered(text: str) -> None:
    """A reading that the field could not take is no reason to take the other without a word."""
    months = Number(label="Months", unit="months", minimum=0, maximum=120, whole=True, basis=assumption(1.0, "One."))
    with pytest.raises(InputError, match="expected a whole number from 0 to 120"):
        months.parse("months", text)


def test_units_may_be_typed_along() -> None:
    """A percentage takes its sign, an amount the mark of its currency in front or behind."""
    assert SHARE.parse("share", "5 %") == SHARE.parse("share", "5%") == 5
    assert [WAGE.parse("wage", text) for text in ("$5", "€5", "5 €", "EUR 5", "5 PLN", "-0$")] == [5, 5, 5, 5, 5, 0]


def test_an_amount_in_another_currency_is_not_converted() -> None:
    """€5 in a form in dollars is refused at its field, and taken once the form is in euros."""
    with pytest.raises(InputErrors) as refusal:
        SurveyInputs.parse({"fee": "€5"})
    assert "US dollars" in str(refusal.value)
    assert SurveyInputs.parse({"fee": "€5", "currency": "EUR"}).fee == 5
    assert SurveyInputs.parse({"fee": "$5", "currency": "CAD"}).fee == 5


@given(st.floats(-1e9, 1e9, allow_nan=False))
def test_what_we_write_has_one_reading(number: float) -> None:
    """The text of a number in a field or a link, and in a message, reads back as that number and no other."""
    assert readings(unmistakable(plain(number))) == (number,)
    rounded = round(number, 3)
    assert readings(unmistakable(bound(rounded))) == (pytest.approx(rounded),)


@given(st.text(max_size=45))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever is typed has at most two readings and never raises."""
    assert len(readings(text)) <= 2
