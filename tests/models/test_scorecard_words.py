"""What the scorecard says: the headline, the texts to copy, the questions."""

from typing import Any

import pytest

from calculators.catalog import find
from calculators.models.scorecard.present.view import share_apart
from tests.models.scorecard_cases import SCORECARD, THREE, finished, gated, headline, table


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        (table({"A": "430", "B": "340"}),
         "A and B are as good as tied; let the pilot decide. If both pass it, price and risk decide between them."),
        (table({"A": "430", "B": "340", "C": "430"}), "87.5, the same as B and C. A, B and C are"),
        (table({"A": "430", "B": "430", "C": "430"}), "let the pilot decide. If more than one passes it, price and"),
        (table({"A": "???", "B": "???"}),
         "Nobody is ahead yet, because nothing that scores has a level: every unknown counts as 0, so"),
        (table({"A": "???", "B": "?1?"}), "B scores highest of the 2: 13 against 0 for A."),
        (table({"A": "440", "B": "330"}), "No change of a single weight puts another first."),
        (table({"A": "433", "B": "22?"}, gated(2)),
         "A scores highest of the 2 that fail no gate: 88 against 50 for B."),
        (table({"A": "43?", "B": "222"}, gated(2)),
         "A scores highest of the 2 that fail no gate, if it proves Three before signing: 88 against 50 for B."),
        (table({"A": "43?", "B": "22?"}, gated(2)),
         "No vendor passes every gate; 2 could if they prove Three. Of these, A scores highest: 88 against 50 for B."),
        (table({"A": "441", "B": "222", "C": "112"}, gated(2)), "A scores 100 and is out: it fails Three."),
        (table({"A": "441", "B": "220"}, gated(2)),
         "No vendor passes every gate, and no proof can change that: A fails Three; B fails Three."),
    ],
)  # fmt: skip
def test_the_headline_says_what_matters(inputs: dict[str, Any], words: str) -> None:
    """Near ties, open gates, nobody, and a failed vendor that scores most are named in the headline."""
    assert words in headline(inputs)


def test_without_a_level_nobody_is_called_first() -> None:
    """Before anything is marked there is nothing to show in large but how much is unknown."""
    inputs = SCORECARD.inputs.parse(table({"A": "???", "B": "???"}))
    figures = SCORECARD.present(inputs, SCORECARD.finished(inputs)).figures
    assert [(one.name, str(one.value)) for one in figures] == [("Unknowns", "6")]


def test_one_person_who_marked_all_is_one_persons_eye() -> None:
    """A rater who marked some vendors only stands for no second opinion on which to pick."""
    inputs = table({"A": "430", "B": "340"})
    only_one = [{"vendor": "A", "rater": "Mo", "levels": "430"}]
    said = section({**inputs, "scores": [*inputs["scores"], *only_one]}, "raters")
    assert "Only R gave marks to every vendor that is still in, and alone would pick A, so the choice hangs on" in said
    assert "does not hang" not in said
    both = [{**row, "rater": "Mo"} for row in inputs["scores"]]
    assert "does not hang on one person's eye" in section({**inputs, "scores": [*inputs["scores"], *both]}, "raters")


@pytest.mark.parametrize(("others", "said"), [("4?0", True), ("4?", False), ("4-0", False)])
def test_a_level_from_one_rater_and_a_question_mark_from_another_is_not_unknown(others: str, said: bool) -> None:
    """The marks to talk about say why such a criterion is none of the unknowns, where there is one."""
    inputs = table({"A": "430", "B": "340"})
    rows = [*inputs["scores"], {"vendor": "A", "rater": "Mo", "levels": others.ljust(3, "0")}]
    if others == "4?":
        # Nobody has a level here, so it is an unknown like any other.
        rows[0] = {**rows[0], "levels": "4?0"}
    text = section({**inputs, "scores": rows}, "talk")
    assert ("the level alone counts, so the criterion is not one of the unknowns" in text) is said


def test_the_table_of_weights_says_who_leads() -> None:
    """Its headings are whole words."""
    text = section(table({"A": "430", "B": "340"}), "weights")
    assert "Who leads past the nearer end" in text
    assert "What makes a tie" in text


def test_what_keeps_the_first_in_front_is_one_readable_sentence() -> None:
    """The weight is what stays between the ends, and the ends are about right where a score stands in."""
    exact = section(table({"A": "430", "B": "340"}), "weights")
    assert "A stays first as long as that weight stays between the two ends. The last column" in exact
    about = section(table({"A": "43-", "B": "34-", "C": "2-0"}), "weights")
    assert "as long as that weight stays between the two ends, which are about right and not exact." in about


def test_a_pilot_tells_two_vendors_apart_by_its_test_alone() -> None:
    """A pilot's intervals may overlap though its exact test shows one to be better, so overlap is called no tie."""
    answer = SCORECARD.present(SCORECARD.inputs(), SCORECARD.finished(SCORECARD.inputs()))
    (caution,) = [words for words in answer.cautions if "measured quality" in words]
    assert caution.startswith("Unless a pilot's exact test shows one of two vendors to be better")
    pilot = find("pilot")
    inputs = pilot.inputs.parse(pilot.presets["results"].inputs)
    judged = pilot.finished(inputs).judged
    first, second = judged.vendors
    assert first.low < second.high
    assert judged.pairs[0].better == first.vendor


def section(inputs: dict[str, Any], name: str) -> str:
    """Return everything a section of the finished answer says."""
    parsed = SCORECARD.inputs.parse(inputs)
    answer = SCORECARD.present(parsed, SCORECARD.finished(parsed))
    return str(next(one for one in answer.sections if one.id == name).content)


def test_the_justification_says_what_the_reader_must_defend() -> None:
    """It names the gates the lowest bid fails, the scores, the evidence, the extra cost and the tightest weight."""
    words = section({}, "justification")
    for part in (
        "it fails ownership and reuse", "leaves open exit and worker conditions", "84.4 of 100, Vendor C 41.0",
        "15 on independent evidence", "¤0.034 more an accepted label, ¤6,800 a month", "¤163,200 over 24 months",
        "one more point costs ¤0.00111", "of all weightings", "worker conditions, at 7%",
        "until that weight rises above 14.7%",
        "[ ] Criteria, gates and weights were fixed before the bids were opened.",
    ):  # fmt: skip
        assert part in words, part


def raised(share: float) -> dict[str, Any]:
    """Return the default with worker conditions at a share of all, in per cent, the others in proportion."""
    rows = [{name: getattr(row, name) for name in row.fields()} for row in SCORECARD.inputs().criteria]
    for row in rows:
        row["weight"] = share if row["name"] == "Worker conditions" else row["weight"] * (100 - share) / 93
    return {"criteria": rows}


def test_the_weight_to_watch_is_not_rounded_past_the_truth() -> None:
    """The sentences give the end that the table gives: below it the first leads, and above it the other does."""
    ends = section({}, "weights")
    assert f"value={100 * finished({})['intervals'][11]['high']}" in ends
    assert "above 14.7%, Vendor A leads" in headline({})
    assert headline(raised(14.6)).startswith("Vendor B scores highest")
    assert headline(raised(14.9)).startswith("Vendor A scores highest")


@pytest.mark.parametrize(
    ("weight", "end", "words"),
    [(7, 14.68, ("7%", "14.7%")), (45, 30.0, ("45%", "30%")), (5.88, 5.93, ("5.88%", "5.93%")), (7, 7, ("7%", "7%"))],
)
def test_a_weight_and_its_end_are_told_apart(weight: float, end: float, words: tuple[str, str]) -> None:
    """One digit as in the table, more where both would read the same, and no zeros at the end."""
    assert share_apart(weight, end) == words


def test_a_single_label_and_a_single_unknown_are_one() -> None:
    """What is one is counted in the singular, and nothing is said of sending back what is not there."""
    assert "a month at 1 label, and" in section({"volume": 1}, "justification")
    notes = []
    for levels in ("44", "4?", "??"):
        inputs = SCORECARD.inputs.parse(table({"A": "440", "B": f"{levels}0"}))
        notes.append(SCORECARD.present(inputs, SCORECARD.first(inputs)).figures[-1].note)
    assert notes == [
        "over 2 vendors",
        "over 2 vendors; it is a question to send back",
        "over 2 vendors; each is a question to send back",
    ]


def test_the_justification_is_plain_where_the_lowest_bid_is_good() -> None:
    """Where the lowest bid passes and nobody beats it, the text says so and asks what the points are worth."""
    inputs = table({"A": "440", "B": "330"})
    inputs["vendors"] = [{"name": "A", "unit_cost": 0.3}, {"name": "B", "unit_cost": 0.2}]
    words = section(inputs, "justification")
    assert "nothing here rules it out" in words
    assert "whether 25.0 more points are worth ¤0.10 a label" in words
    inputs["vendors"][0]["unit_cost"] = 0.1
    assert "nothing to justify" in section(inputs, "justification")


def test_the_debrief_names_no_other_vendor_and_no_price() -> None:
    """Each text speaks of one vendor, its gates, its score and where it was stronger or weaker."""
    parsed = SCORECARD.inputs()
    answer = SCORECARD.present(parsed, SCORECARD.finished(parsed))
    texts = next(one for one in answer.sections if one.id == "debrief").content[1].items
    assert [text.split(":")[0] for text in texts] == ["To Vendor A", "To Vendor C", "To Vendor D"]
    for text, own in zip(texts, "ACD", strict=True):
        assert not any(f"Vendor {other}" in text for other in "ABCD" if other != own)
        assert "¤" not in text
    assert "condition on ownership and reuse" in texts[1]


def test_unknowns_that_could_change_the_order_are_named() -> None:
    """A rival that could pass the first is named; where none can, the answer says that the first holds."""
    close = table({"A": "320", "B": "2?0"})
    assert not finished(close)["holds_whatever_unknown"]
    assert "B (up to 75.0)" in section(close, "unknowns")
    assert "Whatever the unknowns turn out to be, A stays first." in section(
        table({"A": "440", "B": "2?0"}), "unknowns"
    )


def test_every_unknown_and_open_gate_is_a_question() -> None:
    """The questions to send back are those of the default: two proofs and one unknown, all to C."""
    words = section({}, "questions")
    assert words.count("'Vendor C'") == 3
    assert "A pay floor at or above the local living wage, by site." in words


def test_the_marks_are_read_back_with_what_they_come_to() -> None:
    """Each cell shows marks and grades in the order of rows, and the value that counts, capped where that is wanted."""
    rows = [("A", "One", "43-", "AD."), ("A", "Two", "2?-", "BB."), ("B", "One", "???", "")]
    inputs = {
        "criteria": THREE,
        "vendors": [{"name": "A"}, {"name": "B"}],
        "scores": [
            {"vendor": vendor, "rater": rater, "levels": levels, "evidence": grades}
            for vendor, rater, levels, grades in rows
        ],
    }
    parsed = SCORECARD.inputs.parse(inputs)
    answer = SCORECARD.present(parsed, SCORECARD.finished(parsed))
    table_ = next(one for one in answer.sections if one.id == "marks").content[1]
    assert table_.rows == [
        ["One", "4A 2B = 3", "? = unknown"],
        ["Two", "3D ?B = 1", "? = unknown"],
        ["Three", "- - = does not apply", "? = unknown"],
    ]
