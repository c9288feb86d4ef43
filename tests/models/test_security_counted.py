"""What the security answer counts and where it sends the reader: one is one, and what is named stands there."""

import re

from calculators.models.security.headline import WITHOUT
from tests.models.security_cases import SECURITY
from tests.models.test_security_words import ONE_GATE, answer, in_place_but, section, table


def test_the_headline_names_the_section_in_which_the_first_gates_stand() -> None:
    """What it sends the reader to is a part of this answer, printed with it, and holds as many gates as it says."""
    for number, given in (("five", {}), ("two", SECURITY.presets["open-crowd"].inputs), ("it", ONE_GATE)):
        found = section("start", **given)
        assert re.search(rf"Start with (the )?{number},? under “{found.title}”\.", answer(**given).headline)
        assert found.on_paper
        assert len(table(found).rows) == {"five": 5, "two": 2, "it": 1}[number]


def test_what_is_one_is_counted_in_the_singular() -> None:
    """One failing gate fails, one gap stands, one holding gate holds, and an owner of one control has one."""
    failing = in_place_but(class_is_set={"state": "no", "owner": "Ann"})
    assert answer(**failing).figures[0].note == "1 fails, 0 not known"
    assert "Owner Ann: control 1." in section("summary", **failing).content
    one = {"answers": [{"id": "class-is-set", "state": "yes", "evidence": "A"}]}
    assert "1 of 26 gates holds: control 1." in section("summary", **one).content
    found = SECURITY.finished(SECURITY.inputs())
    others = [gap.id for gap in found.gaps if gap.id not in found.gates][:11]
    short = in_place_but(**{name.replace("-", "_"): {"state": "no"} for name in others})
    more = "1 more gap stands on the calculator's page, in the list of all controls that apply."
    assert section("gaps", **short).content[-1] == more


def test_a_waived_gate_is_not_said_to_hold() -> None:
    """Beside a headline that counts waived gates apart, the figure says that it counts them in."""
    waived = answer(**in_place_but(class_is_set={"state": "not_applicable"}))
    assert waived.headline.startswith("Go with conditions: 25 gates hold, 1 is waived")
    assert (waived.figures[0].name, waived.figures[0].value) == ("Gates that hold or are waived", "26 of 26")
    assert answer().figures[0].name == "Gates that hold"


def test_a_change_that_is_none_is_not_offered() -> None:
    """Where the work stays in your own rooms already, that is no change; where nothing else is left, it says so."""
    drawings = section("changes", **SECURITY.presets["drawings-in-own-rooms"].inputs)
    assert [row[0] for row in table(drawings).rows] == [
        "As it is",
        WITHOUT["trade_secret"],
        WITHOUT["export_controlled"],
    ]
    assert section("changes", **ONE_GATE).content == [
        "The work stays in your own rooms already, and the data has one class, so nothing is left to try."
    ]
