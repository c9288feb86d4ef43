"""Tables of typed rows: read from objects, files and links, refused by row and column, written back the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core import FixedRow, InputErrors, Records, assumption
from calculators.core.fields.row_text import read_rows, write_rows
from tests.throwaway import PEOPLE, Person, SurveyInputs

FIELD = SurveyInputs.fields()["people"]
OBJECTS = [
    {"name": "Ann", "fee": 5, "language": "en", "answers": None},
    {"name": "Bo", "fee": 7.5, "language": "de", "answers": 3},
]


def refusals(given: object) -> list[str]:
    """Return what is said of a table that cannot be used."""
    with pytest.raises(InputErrors) as refusal:
        SurveyInputs.parse({"people": given})
    return [str(error) for error in refusal.value.errors]


@pytest.mark.parametrize(
    "given",
    [
        OBJECTS,
        json.dumps(OBJECTS),
        json.dumps(OBJECTS).encode(),
        json.dumps({"people": OBJECTS}).encode(),
        "Ann,5;Bo,7.5,de,3",
        b"name,fee,language,answers\r\nAnn,5,,\r\nBo,7.5,de,3\r\n",
        b"Ann\t5\nBo\t7.5\tGerman\t3\n",
        "\ufeffName;Fee;Language;Answers\nAnn;5,00;English;\n;;;\nBo;7,50;German;3\n".encode(),
        b"sep=;\nfee;name;answers;language\n5;Ann;;en\n7,50;Bo;3;de\n",
        "Name\tFee\tLanguage\tAnswers\nAnn\t5\t\t\nBo\t7,5\tde\t3\n".encode("utf-16"),
        [{"name": "Ann", "fee": "5", "language": ""}, {"name": " Bo ", "fee": "7,50 ".strip().replace(",", "."),
                                                    "language": "de", "answers": "3"}],
    ],
)  # fmt: skip
def test_one_table_in_every_form(given: object) -> None:
    """Objects, JSON, a link's line, and CSV with any separator, encoding, order and decimal mark are the same rows."""
    assert SurveyInputs.parse({"people": given}).people == PEOPLE


def test_a_cell_is_named_by_row_and_column() -> None:
    """Every cell at fault is named, rows from 1, with what was expected; nothing is computed from the others."""
    assert refusals([{"name": "Ann", "fee": -1}, {"name": "Bo", "fee": 2, "language": "fr", "colour": "red"}]) == [
        "people[1].fee: expected a number from 0 to 1,000 (¤), got '-1'",
        "people[2].colour: expected one of the columns name, fee, language, answers",
        "people[2].language: expected one of en, de, got 'fr'",
    ]
    assert refusals([{"name": "Ann"}]) == ["people[1].fee: expected a number from 0 to 1,000 (¤)"]
    assert refusals([{"name": "x" * 13, "fee": 1}])[0].startswith("people[1].name: expected 1 to 12")


def test_rows_are_counted_and_told_apart() -> None:
    """No row, a row too many and a name used twice are refused in a sentence; the limits themselves are accepted."""
    one = {"name": "Ann", "fee": 1}
    assert refusals([]) == ["people: expected 1 to 3 rows, got none"]
    assert refusals([{**one, "name": str(number)} for number in range(4)]) == ["people: expected 1 to 3 rows, got 4"]
    assert refusals([one, one]) == ["people[2].name: expected a name that no other row has, got 'Ann'"]
    assert len(SurveyInputs.parse({"people": [{**one, "name": str(number)} for number in range(3)]}).people) == 3


def test_a_row_that_is_always_there_is_shown_by_its_key() -> None:
    """Errors count the rows that were sent, and say where a form shows them, which sends a few of its fixed rows."""
    rows = [FixedRow(name, f"{name} is asked.", "") for name in ("Ann", "Bo", "Cy")]
    field = Records(label="People", row=Person, basis=assumption((), "Nobody."), unique="name", fixed=lambda: rows)
    with pytest.raises(InputErrors) as refusal:
        field.parse("people", "Bo,1;Cy,x;Di,y")
    assert [error.field for error in refusal.value.errors] == ["people[2].fee", "people[3].fee"]
    assert [error.said_in("EUR").at for error in refusal.value.errors] == ["people[Cy].fee", "people[3].fee"]
    with pytest.raises(InputErrors) as refusal:
        field.parse("people", [{"name": " Cy", "fee": 1}, Person(name="Cy", fee=2)])
    assert [(error.field, error.at) for error in refusal.value.errors] == [("people[2].name", "people[Cy].name")]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (b"name,fee,,\nAnn,5,en,1\n", "merged heading"),
        (b"name,wage\nAnn,5\n", "a column's name in cell 2 of the first row: one of Name, Fee, Language, Answers"),
        (b"name,name\nAnn,5\n", "each column once in the first row; Name stands there twice"),
        (b"%PDF-1.7\n", "expected an Excel workbook (.xlsx), CSV or JSON; a spreadsheet program can save as either"),
        (b'name,fee\n"Ann,5\n', "quotation marks"),
        (b"PK\x03\x04 a workbook", "damaged, so save it again"),
        (b"[{]", "JSON that is complete"),
        (b"[1]", "people[1]: expected a row as an object"),
        (b"Ann,5,en,1,more\n", "at most 4 cells"),
        ("Ann,5,en,1,more", "at most 4 cells"),
        (7, "a list of rows"),
        ([7], "people[1]: expected a row"),
        ("[1", "rows as JSON"),
        (b"name;fee\nAnn;1,234\n", "Did you mean"),
    ],
)
def test_what_is_no_table_says_why(given: object, words: str) -> None:
    """A merged header, an unknown column, a damaged workbook and broken text are refused with what to do instead."""
    assert words in "; ".join(refusals(given))


@pytest.mark.parametrize(
    "given",
    [
        # The whole answer of a calculator, which "Keep or share" saves as CSV.
        b"Part,Name,Detail,Value,Unit\nPeople,person 1,Name,Ann,\nPeople,person 1,Fee,5,$\n",
        b"part,name,detail\nPeople,person 1,Name\nPeople,person 1,Fee\n",
        b"Vendor,Price\nAcme,cheap\nBcme,dear\n",
        b"Language,Answers\nGerman,3\n",
        b"a,b,c,d,e,f\n1,2,3,4,5,6\n",
        b"1\n2\n",
    ],
)
def test_a_table_of_another_kind_is_refused(given: bytes) -> None:
    """No heading names a column that must be filled, or an ambiguous one alone, and no row reads as one of ours."""
    (words,) = refusals(given)
    assert "a first row that names the columns, Name and Fee among them, or rows with their cells" in words
    assert "in this order: Name, Fee, Language, Answers" in words
    assert words.startswith("people: expected")


@pytest.mark.parametrize("given", [b"Ann,x\nBo,7\n", b"Ann,x\n", b"Who,How much\nBo,7\n", b"Ann;1,234\nBo;2,345\n"])
def test_rows_without_a_heading_are_ours_where_one_reads_as_a_row(given: bytes) -> None:
    """A slip in one of them is told at its cell, and a single row is taken for data that was mistyped."""
    assert all(words.startswith("people[1].fee: ") for words in refusals(given))


def test_rows_of_another_list_of_objects_are_refused() -> None:
    """JSON that has none of the columns that must be filled holds something else."""
    assert refusals(b'[{"part": "People", "value": 1}]') == [
        "people: expected rows with the columns name, fee, got 'part, value'"
    ]


def test_a_saved_file_holds_rows_too() -> None:
    """What "Keep or share" saves as JSON gives its rows, among all other inputs."""
    saved = {"inputs": {"volume": 5, "people": OBJECTS}, "result": {}}
    assert SurveyInputs.parse({"people": json.dumps(saved).encode()}).people == PEOPLE


def test_decimal_commas_are_seen_in_the_file_itself() -> None:
    """One cell that can only be a decimal comma settles the others; without one, the reader is asked."""
    table = SurveyInputs.parse({"people": b"name;fee\nAnn;0,5\nBo;1,234\n"}).people
    assert [person.fee for person in table] == [0.5, 1.234]


cells = st.text(alphabet=st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(",;\\ "), max_size=8)


@given(st.lists(st.lists(cells, min_size=1, max_size=4), max_size=5))
def test_rows_as_one_line_read_back(rows: list[list[str]]) -> None:
    """Whatever cells hold, a line of rows reads back as the same rows, blank cells at the end aside."""
    trimmed = [row[: max((n for n, cell in enumerate(row, 1) if cell), default=1)] for row in rows]
    if trimmed == [[""]]:
        # One alone must not be taken for none.
        trimmed = [["", ""]]
    assert read_rows(write_rows(rows)) == trimmed


@given(st.lists(st.tuples(st.text("abc,;\\", min_size=1, max_size=6), st.floats(0, 1_000)), min_size=1, max_size=3,
                unique_by=lambda row: row[0].strip()))  # fmt: skip
def test_a_table_travels_as_text(rows: list[tuple[str, float]]) -> None:
    """The text of a table in a scenario gives back the same rows, to the last bit."""
    inputs = SurveyInputs(people=tuple(Person(name=name, fee=fee) for name, fee in rows))
    assert SurveyInputs.parse(inputs.scenario()) == inputs
    assert SurveyInputs.parse({"people": FIELD.text(inputs.people)}) == inputs
