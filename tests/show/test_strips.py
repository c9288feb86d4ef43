"""Flip strips become a slider over a picture, with the same in words; no value is anything but text."""

from typing import Any

import html5lib
import pytest

from calculators.core import Answer, Stretch, Strip
from calculators.show.answers import parts, whole
from calculators.show.strips import POSITIONS, SEARCHING, strips, words

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script>\"'&`=x"
OWN = Stretch(low=0, high=20, name="in-house", style="in-house")
BOUGHT = Stretch(low=20, high=60, name="outsourcing", style="outsourced")
AGAIN = Stretch(low=60, high=1000, name="in-house", style="in-house")
WAGE: dict[str, Any] = {"field": "wage", "label": "Wage", "unit": "an hour", "kind": "money"}


def tree_of(*given: Strip) -> html5lib.treebuilders.base.Node:
    """Return the strips as a browser reads them."""
    return html5lib.parseFragment(strips(given), namespaceHTMLElements=False)


@pytest.mark.parametrize(
    ("at", "stretches", "said"),
    [
        (15, [OWN, BOUGHT], "In-house is cheaper below ¤20.00, outsourcing above it."),
        (20, [OWN, BOUGHT], "Outsourcing is cheaper above ¤20.00, in-house below it."),
        (30, [OWN, BOUGHT, AGAIN], "Outsourcing is cheaper from ¤20.00 to ¤60.00, in-house beyond."),
        (15, [OWN], "No flip: in-house is cheaper all the way from ¤0 to ¤20.00."),
        (15, [], SEARCHING),
    ],
)
def test_a_strip_says_what_it_draws(at: float, stretches: list[Stretch], said: str) -> None:
    """The way that wins, and where that ends, stand in words on the page and at the slider."""
    strip = Strip(**WAGE, low=10, high=30, at=at, stretches=stretches)
    assert words(strip) == said
    tree = tree_of(strip)
    assert said in "".join(tree.itertext())
    (slider,) = tree.iter("input")
    assert slider.get("aria-label") == "Wage, strip"
    assert slider.get("aria-valuetext") == f"¤{at}.00 an hour. {said}"


@pytest.mark.parametrize(
    ("low", "high", "at", "position", "by_ratio"),
    [(10, 30, 15, 50, False), (10, 100, 55, 100, False), (1, 100, 10, 100, True), (0, 100, 50, 100, False),
     (10, 30, 5, 0, False), (10, 30, 99, 200, False)],
)  # fmt: skip
def test_a_handle_stands_where_the_value_is(low: float, high: float, at: float, position: int, by_ratio: bool) -> None:
    """Steps are equal amounts, or equal ratios where the ends lie more than tenfold apart; beyond an end is at it."""
    (slider,) = tree_of(Strip(**WAGE, low=low, high=high, at=at, stretches=[OWN])).iter("input")
    assert int(slider.get("value")) == position
    assert slider.get("max") == str(POSITIONS)
    assert ("data-by-ratio" in slider.attrib) == by_ratio


FEW = Stretch(low=0, high=13, name="neither", style="3")
SOME = Stretch(low=13, high=16, name="Acme GmbH", style="1")
MANY = Stretch(low=16, high=50, name="both", style="2")
LAST = Stretch(low=50, high=90, name="neither", style="3")
ONE, REST = Stretch(low=13, high=14, name="Acme GmbH", style="1"), Stretch(low=14, high=50, name="both", style="2")


@pytest.mark.parametrize(
    ("at", "stretches", "said"),
    [
        (12, [FEW, SOME], "Neither is cheaper below 13, Acme GmbH from 13 on."),
        (13, [FEW, SOME], "Acme GmbH is cheaper from 13 on, neither below it."),
        (15, [FEW, SOME, MANY], "Acme GmbH is cheaper from 13 to 15, neither below it, both above it."),
        (12, [FEW, SOME, MANY], "Neither is cheaper below 13, Acme GmbH from 13 to 15, both from 16 on."),
        (16, [FEW, SOME, MANY], "Both is cheaper from 16 on, Acme GmbH from 13 to 15, neither below 13."),
        (13, [FEW, ONE, REST, LAST], "Acme GmbH is cheaper at 13, and between 0 and 90 that changes 3 times."),
        (12, [FEW, ONE, REST], "Neither is cheaper below 13, Acme GmbH at 13, both from 14 on."),
    ],
)
def test_whole_values_flip_from_the_next_one_on(at: float, stretches: list[Stretch], said: str) -> None:
    """A whole value on a flip belongs to the upper way, a name keeps its capitals, and no way beyond is left out."""
    strip = Strip(field="hires", label="Hires", low=0, high=50, at=at, stretches=stretches, whole=True)
    assert words(strip) == said


@pytest.mark.parametrize(("high", "positions"), [(20, 20), (200, 200), (1000, POSITIONS)])
def test_a_slider_stops_at_whole_values(high: float, positions: int) -> None:
    """It has no more places than there are whole values, which are never by ratio, and tells the script."""
    strip = Strip(field="hires", label="Hires", low=0, high=high, at=high / 2, stretches=[FEW, MANY], whole=True)
    (slider,) = tree_of(strip).iter("input")
    assert (slider.get("max"), slider.get("value")) == (str(positions), str(positions // 2))
    assert "data-whole" in slider.attrib
    assert not Strip(field="n", label="N", low=1, high=1000, at=1, whole=True).by_ratio


def test_a_name_is_written_where_it_fits() -> None:
    """A long name needs more of the strip than a short one has in the same place."""
    long = Stretch(low=20, high=60, name="two people and a third where they differ", style="1")
    tree = tree_of(Strip(**WAGE, low=10, high=30, at=29, stretches=[OWN, long]))
    assert [one.text for one in tree.iter(f"{SVG}text")] == ["in-house"]


def test_stretches_are_cut_at_the_ends() -> None:
    """Only what lies between the ends is drawn, over the whole of the strip, each with its way's class and name."""
    tree = tree_of(Strip(**WAGE, low=10, high=30, at=29, stretches=[OWN, BOUGHT, AGAIN]))
    assert [(one.get("x"), one.get("width"), one.get("class")) for one in tree.iter(f"{SVG}rect")] == [
        ("0.00%", "50.00%", "segment style-in-house"),
        ("50.00%", "50.00%", "segment style-outsourced"),
    ]
    assert [one.text for one in tree.iter(f"{SVG}text")] == ["in-house", "outsourcing"]


def test_what_is_still_looked_for_has_no_colour() -> None:
    """A strip without stretches is as large as any other, and shows no way."""
    tree = tree_of(Strip(**WAGE, low=10, high=30, at=20))
    assert [one.get("class") for one in tree.iter(f"{SVG}rect")] == ["strip-unknown"]


def test_controls_wait_for_the_script() -> None:
    """Slider and buttons are hidden until a script can hear them, and every button has a name of its own."""
    tree = tree_of(Strip(**WAGE, low=10, high=30, at=20, stretches=[OWN]))
    controls = [*tree.iter("input"), *tree.iter("button")]
    assert all("hidden" in control.attrib for control in controls)
    assert [button.get("aria-label") for button in tree.iter("button")] == ["Wage: less", "Wage: more"]


def test_a_unit_that_the_label_names_is_said_once() -> None:
    """The amount stands alone where the label ends in its unit."""
    strip = Strip(field="volume", label="Labels a month", unit="a month", low=1, high=9, at=5, stretches=[OWN])
    (now,) = (one for one in tree_of(strip).iter("span") if one.get("class") == "strip-now")
    assert now.text == "now 5"


def test_no_text_of_a_strip_becomes_markup() -> None:
    """A hostile text in any place of a strip yields no script element and no handler."""
    hostile = Stretch(low=0, high=99, name=HOSTILE, style=HOSTILE)
    strip = Strip(field=HOSTILE, label=HOSTILE, unit=HOSTILE, low=1, high=9, at=5, stretches=[hostile], outcome=HOSTILE)
    tree = html5lib.parse(whole("case", Answer(headline="h", strips=[strip])), namespaceHTMLElements=False)
    assert tree.findall(".//script") == []
    assert {name for element in tree.iter() for name in element.attrib if name.startswith("on")} == set()


def test_strips_come_after_the_answer_and_before_what_explains_it() -> None:
    """The part of the strips follows headline and figures, and an answer without any has no such part."""
    strip = Strip(**WAGE, low=10, high=30, at=20, stretches=[OWN])
    assert list(parts("case", Answer(headline="h", strips=[strip])))[:3] == ["headline", "figures", "strips"]
    assert "strips" not in parts("case", Answer(headline="h"))
