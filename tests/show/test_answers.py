"""Answers become markup in which no value can be anything but text."""

import re
from copy import deepcopy
from dataclasses import replace

import html5lib
import pytest

from calculators.catalog import catalog
from calculators.core import (
    Amount,
    Answer,
    BulletList,
    Download,
    Figure,
    HeatTable,
    Lines,
    Link,
    Ranges,
    Rows,
    Section,
    Series,
    StackedBars,
    Tornado,
)
from calculators.core.currency import currency_of, localized
from calculators.show.answers import Written, parts, rows, whole
from calculators.show.blocks import block, excerpt
from calculators.show.links import address, fragment
from calculators.show.markup import Markup, tag
from calculators.show.memos import memo, terminal
from tests.examples import EXAMPLE

HOSTILE = "<script>alert(1)</script>\"'&`=x"
CHARTS = [
    StackedBars(title=HOSTILE, description=HOSTILE, labels=[HOSTILE],
                series=[Series(name=HOSTILE, values=[5], style="1")]),
    Lines(title=HOSTILE, description=HOSTILE, positions=[1, 2], position_name=HOSTILE, marks=[(1, HOSTILE)],
          series=[Series(name=HOSTILE, values=[1, 2], style="hybrid")]),
    Tornado(title=HOSTILE, description=HOSTILE, bars=[(HOSTILE, HOSTILE, HOSTILE, -1, 2)], centre=0.5,
            negative=HOSTILE, positive=HOSTILE),
    Ranges(title=HOSTILE, description=HOSTILE, rows=[(HOSTILE, 1, 2, 3, "in-house")]),
    HeatTable(title=HOSTILE, description=HOSTILE, row_name=HOSTILE, column_name=HOSTILE, rows=[HOSTILE],
              columns=[HOSTILE], values=[[3]]),
]  # fmt: skip
ANSWER = Answer(
    headline=HOSTILE,
    figures=[Figure(name=HOSTILE, value=HOSTILE, note=HOSTILE)],
    sections=[
        Section(
            id="all",
            title=HOSTILE,
            content=[
                HOSTILE,
                BulletList(items=[HOSTILE]),
                Rows(title=HOSTILE, columns=["", HOSTILE], rows=[[HOSTILE, Amount(value=1)]]),
                Download(name=HOSTILE, words=HOSTILE),
                *CHARTS,
            ],
        )
    ],
    cautions=[HOSTILE],
    next_steps=[Link(words=HOSTILE, page="cost/index.md")],
)


def test_every_value_is_escaped_everywhere() -> None:
    """A hostile text in any place of an answer yields no script element and no broken attribute."""
    tree = html5lib.parse(whole("case", ANSWER), namespaceHTMLElements=False)
    assert tree.findall(".//script") == []
    assert HOSTILE in "".join(tree.itertext())
    assert {name for element in tree.iter() for name in element.attrib if name.startswith("on")} == set()


@pytest.mark.parametrize("name", catalog())
def test_default_block_is_well_formed_and_complete(name: str) -> None:
    """A calculator's block parses without an error, has unique ids, labels every field, and holds the answer."""
    calculator = catalog()[name]
    inputs = calculator.inputs()
    answer = calculator.present(inputs, calculator.finished(inputs))
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(block(name, calculator, inputs, answer, catalog()))
    # html5lib predates custom attributes of none of the kinds below; only real nesting faults matter here.
    assert [error for error in parser.errors if "unexpected" in error[1]] == []
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    labelled = {element.get("for") for element in tree.iter("label")}
    for field in [*tree.iter("input"), *tree.iter("textarea")]:
        if field.get("type") in {None, "text"}:
            assert field.get("id") in labelled
    assert localized(answer.headline, currency_of(inputs)) in "".join(tree.itertext())


@pytest.mark.parametrize("name", catalog())
def test_sections_are_the_same_for_every_case(name: str) -> None:
    """Whatever the inputs, an answer has the same sections in the same order, so that parts can be replaced."""
    calculator = catalog()[name]
    cases = [{}, *(preset.inputs for preset in calculator.presets.values())]
    ids = set()
    for case in cases:
        inputs = calculator.inputs.parse(case)
        for result in (calculator.first(inputs), calculator.finished(inputs)):
            ids.add(tuple(section.id for section in calculator.present(inputs, result).sections))
    assert len(ids) == 1


def test_pending_parts_carry_no_markup() -> None:
    """A part that waits for better content is None, so that the page keeps what it shows."""
    answer = Answer(headline="h", sections=[Section(id="later", title="Later", content=["-"], pending=True)])
    assert parts("case", answer)["section-later"] is None


def test_a_section_that_stays_is_written_once_and_one_that_changes_again() -> None:
    """Of an answer in steps, what is still the same is taken as it was written; what changed never is."""
    kept: Written = {}
    first = parts("some", ANSWER, before=kept)
    (section,) = ANSWER.sections
    kept["all"] = section, Markup("kept")
    assert parts("some", deepcopy(ANSWER), before=kept)["section-all"] == "kept"
    other = replace(ANSWER, sections=[replace(section, content=["now"])])
    assert parts("some", other, before=kept)["section-all"] == "<p>now</p>"
    pending = replace(ANSWER, sections=[replace(section, content=[], pending=True)])
    assert parts("some", pending, before=kept)["section-all"] is None
    assert parts("some", ANSWER, before=kept) == first


def test_words_among_numbers_stand_at_their_edge() -> None:
    """A column with a number in it is aligned as numbers are from its name down, dashes too, and no other is."""
    table = Rows(title="T", columns=["", "Sum", "Why"], rows=[["a", Amount(value=1), "-"], ["b", "-", "none"]])
    markup = rows(table)
    assert re.findall(r'<t[hd] scope="col"( class="number")?>', markup) == [' class="number"', ""]
    assert re.findall(r"<td( class=\"number\")?>(1|-|none)<", markup) == [
        (' class="number"', "1"), ("", "-"), (' class="number"', "-"), ("", "none"),
    ]  # fmt: skip


def test_an_excerpt_names_its_section_or_fails() -> None:
    """A part of an answer can be shown alone; an unknown part is refused."""
    calculator = catalog()[EXAMPLE]
    inputs = calculator.inputs()
    answer = calculator.present(inputs, calculator.finished(inputs))
    assert "Month by month" in excerpt(EXAMPLE, calculator, inputs, answer, "monthly")
    with pytest.raises(KeyError):
        excerpt(EXAMPLE, calculator, inputs, answer, "nothing")


def test_a_memo_shows_hostile_text_as_text() -> None:
    """In Markdown, markup and Markdown signs in values are escaped."""
    calculator = catalog()[EXAMPLE]
    text = memo(EXAMPLE, calculator, calculator.inputs(), ANSWER)
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert "| Accepted labels a month | 200,000 | labels a month | assumption: A mid-size vision project. |" in text


def test_a_terminal_answer_is_short() -> None:
    """The terminal shows the headline, figures and cautions within 88 columns."""
    calculator = catalog()[EXAMPLE]
    inputs = calculator.inputs()
    lines = terminal(inputs, calculator.present(inputs, calculator.compute(inputs))).splitlines()
    assert max(map(len, lines)) <= 88
    assert len(lines) < 30


@pytest.mark.parametrize(
    ("page", "way"),
    [
        ("cost/break-even.md#price", "site:cost/break-even/#price"),
        ("cost/index.md", "site:cost/"),
        ("index.md", "site:"),
    ],
)
def test_addresses_follow_the_pages(page: str, way: str) -> None:
    """A source path becomes the page's address from the root of the site."""
    assert address(page) == way


def test_a_fragment_holds_what_differs() -> None:
    """The link names the calculator, the inputs that differ, and the version; with none it is the bare anchor."""
    assert fragment(EXAMPLE, {}, 1) == f"#{EXAMPLE}"
    assert (
        fragment(EXAMPLE, {"volume": "5", "pricing": "a b&c"}, 2) == f"#{EXAMPLE}?volume=5&pricing=a%20b%26c&version=2"
    )


def test_markup_is_escaped_once() -> None:
    """Text is escaped, markup is not escaped again, absent attributes are left out."""
    inner = tag("b", "<")
    assert tag("p", inner, "&", title='"', hidden=False) == '<p title="&quot;"><b>&lt;</b>&amp;</p>'
    assert isinstance(inner, Markup)
