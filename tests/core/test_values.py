"""Values of inputs as people read them: with the right unit, in the right currency."""

from dataclasses import dataclass

import pytest

from calculators.core import Number, Row, assumption, number, records, required, words
from calculators.core.example_rows import example_rows
from calculators.core.fields import Records
from calculators.core.values import mark_in, record_table, unit_of, with_unit


def field(unit: str) -> Number:
    """Return a number of a unit."""
    return Number(label="It", unit=unit, minimum=0, maximum=100_000, basis=assumption(3.0, "For tests."))


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        ("people", 1, "1 person"), ("people", 2, "2 people"), ("people a week", 1, "1 person a week"),
        ("labels an item", 1, "1 label an item"), ("working days", 1, "1 working day"),
        ("working days", 1.5, "1.5 working days"), ("hours a month", 1, "1 hour a month"),
        ("level", 1, "1 level"), ("% of wages", 1, "1% of wages"),
        ("times the normal volume", 1, "1 times the normal volume"), ("¤ an hour", 1, "¤1 an hour"),
        ("¤ an hour", 17.5, "¤17.50 an hour"), ("¤", 0.0521, "¤0.0521"), ("", 1, "1"),
    ],
)  # fmt: skip
def test_a_unit_goes_with_its_number(unit: str, value: float, text: str) -> None:
    """One of a thing has its unit in the singular, and an amount its mark in front and whole cents."""
    assert with_unit(field(unit), value) == text
    assert text.removeprefix("¤").endswith(unit_of(field(unit), value).removeprefix("¤"))


@dataclass(frozen=True, kw_only=True)
class Offer(Row):
    """An offer in money of its own."""

    name: str = words("Name", required("Whose."), limit=9)
    price: float = number("Price", "¤", 0, 100, required("In its own money."))
    month: float = number("Rent", "¤ a month", 0, 100, assumption(0.0, "None."))
    currency: str = words("Currency", assumption("", "Your own."), limit=3)


EXAMPLES = tuple(Offer(name=name, price=place) for place, name in enumerate("ABCDEF", 1))
OFFERS: Records = records("Offers", Offer, assumption(EXAMPLES, "Made up."), unique="name", row_name="offer").metadata[
    "field"
]


@pytest.mark.parametrize(("code", "mark"), [("", "¤"), ("EUR", "€"), ("eur", "€"), ("XYZ", "XYZ ")])
def test_a_row_says_what_its_amounts_are_in(code: str, mark: str) -> None:
    """A currency that is known has its mark, another its letters, and none the reader's own."""
    assert mark_in(Offer(name="A", price=1, currency=code)) == mark


def test_amounts_of_rows_in_their_own_money_have_their_marks() -> None:
    """One heading fits no two currencies, so each cell says its own; where all are the reader's, the heading does."""
    table = record_table(OFFERS, [Offer(name="A", price=2, currency="EUR"), Offer(name="B", price=3)])
    assert table.columns == ["Name", "Price", "Rent (a month)", "Currency"]
    assert table.rows == [["A", "€2", "€0", "EUR"], ["B", "¤3", "¤0", ""]]
    table = record_table(OFFERS, EXAMPLES[:1])
    assert table.columns == ["Name", "Price (¤)", "Rent (¤ a month)", "Currency"]
    assert table.rows == [["A", "1", "0", ""]]


OWN = Offer(name="Mine", price=9)


@pytest.mark.parametrize(
    ("rows", "said", "subject"),
    [
        ((OWN, *EXAMPLES[1:3]), "1 of 3 ours or changed, 2 the page's examples: B, C", "B and C of “Offers”"),
        ((OWN, EXAMPLES[1]), "1 of 2 ours or changed, 1 the page's example: B", "B of “Offers”"),
        (EXAMPLES[:2], "all 2 the page's examples", "all 2 rows of “Offers”"),
        (EXAMPLES[:1], "the page's example", "the only row of “Offers”"),
        (
            (OWN, *EXAMPLES),
            "1 of 7 ours or changed, 6 the page's examples: A, B, C, D and 2 more",
            "6 of 7 rows of “Offers”",
        ),
    ],
)
def test_example_rows_are_told_from_others(rows: tuple[Offer, ...], said: str, subject: str) -> None:
    """A row that stands in the example as it is counts as the page's, whatever stands around it."""
    found = example_rows(OFFERS, rows)
    assert found
    assert (found.words(), found.subject) == (said, subject)


def test_a_changed_row_is_nobody_elses() -> None:
    """A row of the example with another price is no example any more."""
    assert example_rows(OFFERS, (Offer(name="A", price=7), OWN)) is None
    assert example_rows(field("people"), 3.0) is None
