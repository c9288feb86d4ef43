"""Answers side by side: only what differs, each number as its own answer writes it, and hostile names as text."""

import re
from html import unescape
from typing import Any

import html5lib
import pytest

from calculators.catalog import catalog, presented
from calculators.core import Amount, Answer, Figure, Records, Table
from calculators.core.currency import currency_of, localized
from calculators.show.comparison import CURRENCIES_DIFFER, Compared, comparison
from calculators.show.links import LONGEST
from calculators.show.markup import tag
from calculators.show.pins import Card, panel
from tests.examples import EXAMPLE, READER, ROWS
from tests.show.test_answers import HOSTILE

ASKED = catalog()[EXAMPLE].inputs


def column(name: str, inputs: Any = None, *figures: Figure) -> Compared:
    """Return a pinned answer with these figures."""
    return Compared(name=name, inputs=inputs or ASKED(), answer=Answer(headline=f"{name}.", figures=figures))


def tables(markup: str) -> list[list[list[str]]]:
    """Return the texts of every table, row by row."""
    tree = html5lib.parse(markup, namespaceHTMLElements=False)
    return [
        [["".join(cell.itertext()) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        for table in tree.iter("table")
    ]


def titles(markup: str) -> list[str]:
    """Return the titles of the charts."""
    return re.findall(r"<figcaption>(.*?)</figcaption>", markup)


def test_one_alone_is_not_compared() -> None:
    """Nothing stands beside a single answer."""
    assert comparison([column("A")], "x") == ""


def test_only_what_differs_stands_in_the_tables() -> None:
    """An input and a figure that are the same everywhere are no rows; the figure is named as the same."""
    same, one, other = (Figure(name=name, value=Amount(value=value)) for name, value in (("S", 7), ("D", 1), ("D", 2)))
    markup = comparison([column("A", ASKED(wage=20), same, one), column("B", ASKED(wage=30), same, other)], "x")
    results, inputs = tables(markup)
    assert results == [["", "A", "B"], ["D", "1", "2"]]
    assert "The same in all: S (7)." in markup
    assert inputs == [["", "A", "B"], ["Annotator's wage ($ an hour)", "20", "30"]]
    assert titles(markup) == ["D", "Annotator&#x27;s wage ($ an hour)"]


def test_equal_inputs_are_said_to_be_equal() -> None:
    """Where nothing was asked differently, a sentence says so in place of an empty table."""
    markup = comparison([column("A"), column("B")], "x")
    assert "All were asked the same." in markup
    assert tables(markup) == []


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        (("96 times in 100", "10 times in 100"), ["96", "10"]),
        (("day 76", "day 1,063"), ["76", "1,063"]),
        (("0.72", "0.9"), ["0.72", "0.90"]),
        (("73%", "5%"), ["73%", "5%"]),
        # Not the same thing counted: of another whole, an open end, or no number.
        (("2 of 3", "2 of 5"), []),
        (("73%", "over 99%"), []),
        (("Best fit", "Behind"), []),
        (("−3 points", "4 points"), []),
    ],
)
def test_numbers_in_words_are_drawn_where_they_count_the_same(values: tuple[str, str], drawn: list[str]) -> None:
    """A figure in words has bars only if its words are the same but for one number, none of them below zero."""
    columns = [column(name, None, Figure(name="F", value=value)) for name, value in zip("AB", values, strict=True)]
    markup = comparison(columns, "x")
    assert titles(markup) == (["F"] if drawn else [])
    assert tables(markup)[0][1] == ["F", *values]
    for number in drawn:
        assert f">{number}</text>" in markup


def test_a_figure_that_one_answer_lacks_is_a_dash() -> None:
    """Figures are matched by name; none is put beside another one's number."""
    markup = comparison([column("A", None, Figure(name="F", value="x")), column("B")], "x")
    assert tables(markup)[0] == [["", "A", "B"], ["F", "x", "–"]]


def test_amounts_in_different_currencies_are_not_drawn() -> None:
    """Each amount keeps the mark of its own answer, no bar stands for it, and a sentence says why."""
    price = Figure(name="Price", value=Amount(value=5, kind="money"))
    count = [Figure(name="Labels", value=Amount(value=value)) for value in (1, 2)]
    columns = [
        column("A", ASKED(currency="EUR", wage=20), price, count[0]),
        column("B", ASKED(currency="USD", wage=20), price, count[1]),
    ]
    markup = comparison(columns, "x")
    assert CURRENCIES_DIFFER in markup
    assert ["Price", "€5.00", "$5.00"] in tables(markup)[0]
    assert titles(markup) == ["Labels"]


def test_rows_are_compared_cell_by_cell() -> None:
    """Of two tables of typed rows the cells that differ are told, and how many rows there are."""
    asked = catalog()[ROWS].inputs
    name, field = next((key, field) for key, field in asked.fields().items() if isinstance(field, Records))
    rows = [row.plain() for row in field.basis.value]
    markup = comparison([column("A", asked()), column("B", asked.parse({name: rows[:1]}))], "x")
    assert tables(markup)[0][1][0] == field.label
    assert any(line[0].startswith(f"{field.row_name.capitalize()} 2: ") for line in tables(markup)[0])
    assert not any(line[0].startswith(f"{field.row_name.capitalize()} 1: ") for line in tables(markup)[0])


def test_rows_of_the_reader_s_own_are_named_and_not_printed() -> None:
    """A table of the reader's own is told from the example without a word of what is in it."""
    asked = catalog()[READER].inputs
    name = next(key for key, field in asked.fields().items() if isinstance(field, Table))
    markup = comparison([column("A", asked()), column("B", asked.parse({name: "id,secret\n1,x\n"}))], "x")
    assert ["the example", "rows of your own, 2"] in [line[1:] for line in tables(markup)[0]]
    assert "secret" not in markup


@pytest.mark.parametrize("name", catalog())
def test_every_calculator_can_be_compared(name: str) -> None:
    """The typical cases of any calculator stand side by side with their own figures, in well-formed markup."""
    calculator = catalog()[name]
    cases = [{}, *(preset.inputs for preset in calculator.presets.values())][:4]
    columns = []
    for number, case in enumerate(cases):
        inputs = calculator.inputs.parse(case)
        answer = presented(calculator, inputs, calculator.first(inputs))
        columns.append(Compared(name=f"Case {number}", inputs=inputs, answer=answer))
    markup = panel(name, [Card(name=one.name, compared=one) for one in columns], [], 0)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parseFragment(markup)
    assert [error for error in parser.errors if "unexpected" in error[1]] == []
    assert "¤" not in markup
    if len(columns) > 1:
        for one in columns:
            for figure in one.answer.figures:
                assert tag("td", localized(str(figure.value), currency_of(one.inputs))) in markup.replace(
                    ' class="number"', ""
                ) or localized(f"{figure.name} ({figure.value})", currency_of(one.inputs)) in unescape(markup)


def test_a_hostile_name_is_text() -> None:
    """A name of the reader's is escaped in the card, the tables and the charts."""
    figures = [Figure(name="F", value=Amount(value=value)) for value in (1, 2)]
    columns = [column(HOSTILE, None, figures[0]), column("B", None, figures[1])]
    markup = panel("case", [Card(name=one.name, compared=one, notices=[HOSTILE]) for one in columns], [HOSTILE], 0)
    tree = html5lib.parse(markup, namespaceHTMLElements=False)
    assert tree.findall(".//script") == []
    assert {key for element in tree.iter() for key in element.attrib if key.startswith("on")} == set()
    assert next(tree.iter("input")).get("value") == HOSTILE


def test_the_panel_says_whether_the_link_holds_the_pins() -> None:
    """At the longest that a link may be it says yes, with one character more it offers the file."""
    cards = [Card(name="A", compared=column("A"))]
    assert "“Copy link” holds them too" in panel("case", cards, [], LONGEST)
    long = panel("case", cards, [], LONGEST + 1)
    assert "A file holds them all" in long
    assert "8,193 characters" in long
    assert "leave out “A”" in panel("case", cards, ["A"], 0)
