"""What the scorecard refuses, and what it accepts at its limits."""

from typing import Any

import pytest

from calculators.core import InputErrors
from tests.models.scorecard_cases import SCORECARD, THREE, first_result, table


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"scores": [{"vendor": "Vendor A", "rater": "R", "levels": "3" * 17},
                     {"vendor": "Vendor B", "rater": "R", "levels": "3" * 16}]},
         "scores[2].levels: expected 17 characters, one for each criterion, got 16"),
        ({"scores": [{"vendor": "Vendor A", "rater": "R"}]},
         "scores[1].levels: expected 17 characters, one for each criterion, got 0"),
        ({"scores": [{"vendor": "Vendor A", "rater": "R", "levels": "3" * 17, "evidence": "A"}]},
         "scores[1].evidence: expected 17 characters, one for each criterion, got 1"),
        ({"vendors": [{"name": "Vendor A"}, {"name": "Vendor B"}],
          "scores": [{"vendor": "Vendor A", "rater": str(at), "levels": "3" * 17} for at in range(3)]
          + [{"vendor": "Vendor X", "rater": "R", "levels": "3" * 17}]},
         "scores[4].vendor: expected one of Vendor A, Vendor B"),
        ({"scores": [{"vendor": "Vendor A", "rater": "R", "levels": "3" * 17}] * 2},
         "scores[2].rater: expected one row for each vendor and rater, got 'Vendor A, R'"),
        ({"scores": [{"vendor": "Vendor A", "rater": "R", "levels": "3" * 16 + "5"}]},
         "scores[1].levels: expected only 0 to 4, ? and -, got '5'"),
        ({"scores": [{"vendor": "Vendor A", "rater": "R", "levels": "3" * 17, "evidence": "E" * 17}]},
         "scores[1].evidence: expected only A, B, C, D and a full stop, got 'E'"),
        ({"criteria": [{**row, "weight": 0} for row in THREE], "scores": []},
         "criteria[1].weight: expected at least one weight above 0"),
        ({"criteria": [*THREE, THREE[0]], "scores": []}, "criteria[4].name: expected"),
        ({"criteria": THREE[:2], "scores": []}, "criteria: expected 3 to 20 rows, got 2"),
        ({"vendors": [{"name": "Vendor A"}]}, "vendors: expected 2 to 8 rows, got 1"),
        ({"criteria": [{**THREE[0], "weight": 100.5}, *THREE[1:]], "scores": []}, "criteria[1].weight: expected"),
        ({"criteria": [{**THREE[0], "gate": 5}, *THREE[1:]], "scores": []}, "criteria[1].gate: expected"),
        ({"criteria": [{**THREE[0], "rank": 0}, *THREE[1:]], "scores": []}, "criteria[1].rank: expected"),
        ({"criteria": [{**THREE[0], "name": "x" * 41}, *THREE[1:]], "scores": []}, "criteria[1].name: expected"),
        ({"vendors": [{"name": "x" * 25}, {"name": "B"}], "scores": []}, "vendors[1].name: expected"),
        ({"vendors": [{"name": "A", "unit_cost": -1}, {"name": "B"}], "scores": []}, "vendors[1].unit_cost: expected"),
        ({"vendors": [{"name": "A"}, {"name": "B", "unit_cost": "€0.08"}], "scores": []},
         "vendors[2].unit_cost: expected an amount in US dollars, the currency chosen here; change one of the two"),
        ({"vendors": "A,$0.08;B,0.09", "scores": [], "currency": "EUR"},
         "vendors[1].unit_cost: expected an amount in euros"),
        ({"weighting": "ahp"}, "weighting: expected one of points, ranks, equal"),
        ({"evidence_use": "maybe"}, "evidence_use: expected one of cap, show"),
        ({"unknown_level": 5}, "unknown_level: expected"),
        ({"volume": 0}, "volume: expected"),
    ],
)  # fmt: skip
def test_what_is_refused(changes: dict[str, Any], message: str) -> None:
    """Each refusal names the cell, rows from 1, and says what is accepted."""
    with pytest.raises(InputErrors) as refusal:
        SCORECARD.inputs.parse(changes)
    assert any(str(error).startswith(message) for error in refusal.value.errors), str(refusal.value)


def test_the_limits_are_accepted() -> None:
    """20 criteria, 8 vendors and 40 rows, the longest names and the bounds of every column are accepted."""
    criteria = [
        {"name": f"{at:040}", "weight": 100 * (at % 2), "rank": 1 + at, "gate": 4 * (at % 2)} for at in range(20)
    ]
    vendors = [{"name": f"{at:024}", "unit_cost": 100_000 * (at % 2)} for at in range(8)]
    scores = [
        {"vendor": vendor["name"], "rater": f"{rater:024}", "levels": "4" * 20, "evidence": "A" * 20}
        for vendor in vendors
        for rater in range(5)
    ]
    card = first_result({"criteria": criteria, "vendors": vendors, "scores": scores, "unknown_level": 4})
    assert [vendor["score"] for vendor in card["vendors"]] == [100] * 8


def test_the_mark_of_the_readers_own_currency_is_taken() -> None:
    """A cost may bear the mark that stands on the page, and a dollar sign is that of each dollar."""
    for cost, currency in (("€0.08", "EUR"), ("$0.08", "CAD"), (0.08, "EUR")):
        given = {"vendors": [{"name": "A", "unit_cost": cost}, {"name": "B"}], "scores": [], "currency": currency}
        inputs: Any = SCORECARD.inputs.parse(given)
        assert inputs.vendors[0].unit_cost == 0.08


def test_blanks_between_marks_count_for_nothing() -> None:
    """Marks and grades may be written in groups."""
    tight, loose = table({"A": "312", "B": "221"}), table({"A": "3 1 2", "B": " 22 1 "})
    tight["scores"][0]["evidence"], loose["scores"][0]["evidence"] = "AB.", "A B ."
    assert first_result(tight) == first_result(loose)
    # As a spreadsheet or a web page gives them.
    loose["scores"][0]["levels"], loose["scores"][0]["evidence"] = "3\t1\u00a02", "A\nB\u00a0."
    assert first_result(tight) == first_result(loose)


def test_the_example_has_the_marks_that_were_meant() -> None:
    """Its two raters give the same mark in 41 of 68 cells, and differ by two levels or in kind in five."""
    card = first_result({})
    assert card["same_marks"] == 41 / 68
    assert len(card["disagreements"]) == 5


def test_a_scorecard_travels_in_a_link() -> None:
    """40 rows with short names stay under 3,000 characters of a link, and come back as they were."""
    criteria = [{"name": f"Criterion {at}", "weight": at + 1, "rank": at + 1, "gate": 0} for at in range(20)]
    scores = [
        {"vendor": f"V{at}", "rater": f"R{rater}", "levels": "01234?-012" * 2, "evidence": "ABCD.ABCD." * 2}
        for at in range(8)
        for rater in range(5)
    ]
    inputs = SCORECARD.inputs.parse(
        {"criteria": criteria, "vendors": [{"name": f"V{at}"} for at in range(8)], "scores": scores}
    )
    text = inputs.scenario()
    assert len(text["scores"]) < 3_000
    assert SCORECARD.inputs.parse(text) == inputs
