"""What the hybrid split says: what goes where, why there is none, what to remember and where to go next."""

from typing import Any

import pytest

from calculators.catalog import find
from calculators.core import Answer, Rows, Section, StackedBars
from calculators.models.hybrid.phrases import amount, beside, heads, hours, labels
from calculators.show.chart_tables import table_of

HYBRID = find("hybrid")
INPUTS: Any = HYBRID.inputs
ONE = [{"name": "A", "volume": 125_000}]


def answer(finished: bool = True, **given: Any) -> Answer:
    """Return what is said for inputs that differ from the defaults."""
    inputs = HYBRID.inputs.parse(given)
    return HYBRID.present(inputs, HYBRID.finished(inputs) if finished else HYBRID.first(inputs))


def section(shown: Answer, name: str) -> Section:
    """Return one part of an answer."""
    return next(one for one in shown.sections if one.id == name)


DATA = [{"name": "A", "volume": 9_000, "may_leave": "no"}]
FREE = [{"name": "A", "volume": 9_000, "may_leave": "anyone"}]
# A second way costs nothing before its first label.
NOTHING_BEFORE = {
    "segments": FREE, "people": 50, "label_price": 5, "model_price": 5,
    "oversight_hours": 0, "vendor_setup": 0, "exit_cost": 0, "model_setup": 0, "model_upkeep": 0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {},
            "Send Daylight roads and Night and rain out, let a model label Faces and plates first, keep Rare hazards:",
        ),
        ({}, "everything bought about ¤19,000, but the rules forbid it for Faces and plates and Rare hazards."),
        ({}, "All in-house would cost about ¤100,000 and take 15 trained people where you have 3, "),
        ({}, "Rare hazards moves when the model's accuracy on it rises to 86.8%, from 60%."),
        ({"segments": ONE}, "A split does not pay, because a team of your own costs ¤3,833 a month"),
        ({"segments": ONE}, "No vendor's price and no accuracy of the model moves a part."),
        ({"people": 100, "label_price": 5, "model_accuracy": 0}, "Keep everything in-house: "),
        ({"segments": DATA, "model_accuracy": 0}, "Your rules leave no other way for any part."),
        (NOTHING_BEFORE, "No split within your rules costs less."),
        ({"segments": FREE, "people": 0, "specialists": 0}, "You have no people of your own who could take a part."),
        ({"segments": DATA}, "Let a model label everything first and your own people review it: "),
        ({"segments": FREE, "people": 50, "label_price": 0.2}, "A moves when its price rises by 112%."),
        ({"segments": FREE, "people": 50, "label_price": 0}, "would cost about ¤"),
        (
            {"people": 0.5},
            "What must stay with trained people needs 177 hours a month more than you have: 2 more people",
        ),
        ({"people": 0.5}, "Lifting one rule for one part would not be enough."),
        ({"people": 0, "segments": DATA}, "Lifting one rule would be enough: data for A ("),
        ({"error_limit": 2.9}, "Daylight roads has no way left: too many labels stay wrong in-house, at the vendor"),
        ({"error_limit": 2.9}, "The same is true of Faces and plates and Rare hazards."),
        ({"error_limit": 2.9}, "would not be enough, unless you lift quality for all parts."),
        (
            {"error_limit": 2.9},
            "A limit of 3.0% wrong labels would open a way for Daylight roads, Night and rain, Faces and plates and "
            "Rare hazards.",
        ),
        ({"segments": DATA, "error_limit": 2.9, "inhouse_escape": 3.14}, "A limit of 3.2% wrong labels would open"),
    ],
)
def test_the_headline(given: dict[str, Any], words: str) -> None:
    """The headline says what goes where or why nothing can, what else there is, and what would change it."""
    assert words in answer(**given).headline


def test_a_minimum_of_nothing_decides_nothing() -> None:
    """Without a minimum bill nothing is called small beside one, even where labels cost nothing."""
    said = str(answer(minimum_month=0, label_price=0, segments=FREE))
    assert "minimum bill" not in said


def cells(shown: Answer, name: str, title: str) -> dict[str, list[str]]:
    """Return the cells of a table by its rows."""
    (table,) = (one for one in section(shown, name).content if isinstance(one, Rows) and one.title == title)
    return {str(row[0]): [str(cell) for cell in row[1:]] for row in table.rows}


def test_a_part_of_a_label_is_told() -> None:
    """A part of little more than one label is as large as it was typed, and its noun goes with the number."""
    shown = answer(segments=[{"name": "A", "volume": 1.14, "may_leave": "no"}], people=5)
    assert cells(shown, "split", "Labels a month and what they cost")["A"][:2] == ["1.14", "1.14"]
    (chart,) = (one for one in section(shown, "split").content if isinstance(one, StackedBars))
    assert chart.description == "In-house: 1.14 labels."
    assert [str(cell) for cell in table_of(chart).rows[0]] == ["In-house", "1.14"]
    assert [labels(number) for number in (1, 1.14, 1.004, 9.5, 10.4, 125_000)] == [
        "1 label", "1.14 labels", "1 label", "9.5 labels", "10 labels", "125,000 labels",
    ]  # fmt: skip
    assert [str(amount(number)) for number in (0, 1, 2.5, 40.5)] == ["0", "1", "2.5", "41"]


def test_people_are_quoted_as_typed_beside_what_is_used() -> None:
    """A specialist for 98% of the time is not called one, and a few minutes of one are not nothing."""
    rows = [{"name": "A", "volume": 50, "may_leave": "no", "expertise": "specialist"}]
    shown = answer(segments=rows, specialists=0.98)
    (own,) = (figure for figure in shown.figures if figure.name == "Own people")
    assert (own.value, own.note) == ("0 of 3", "and less than 0.1 of 0.98 specialists")
    assert cells(shown, "team", "Own people who label, or review a model") == {
        "Trained people": ["3.0", "0.0", "0"], "Specialists": ["0.98", "less than 0.1", "0.4"],
    }  # fmt: skip
    assert cells(shown, "alternatives", "One route alone")["In-house"][3] == "less than 0.1"
    (alone,) = (figure for figure in answer(segments=rows, specialists=1).figures if figure.name == "Own people")
    assert alone.note == "and less than 0.1 of 1 specialist"


@pytest.mark.parametrize(
    ("people", "have", "text"),
    [(2, 3, "2"), (2.98, 3, "3"), (0.96, 0.98, "0.96"), (0.98, 0.98, "0.98"), (2.4, 3, "2.4"), (0, 3, "0"),
     (0.01, 3, "less than 0.1"), (15, 3, "15"), (3.02, 3, "3.02"), (3.2, 3, "3.2"), (1, 0.5, "1"), (1_200, 3, "1,200")],
)  # fmt: skip
def test_people_beside_those_there_are(people: float, have: float, text: str) -> None:
    """What is used is not read as more than there is, and what is lacking is."""
    assert beside(people, have) == text


def test_one_person_lacking_is_no_plural() -> None:
    """The noun goes with the number of people who would be needed."""
    assert "and take 1 trained person where you have 0.5" in answer(segments=FREE, people=0.5, seconds=46).headline


def test_what_little_is_lacking_is_something() -> None:
    """Seconds that are lacking are less than a tenth of an hour, and of a person, and still need somebody."""
    rows = [{"name": "A", "volume": 1.4, "seconds": 1.7, "may_leave": "no", "expertise": "specialist"}]
    shown = answer(segments=rows)
    needs = "What must stay with specialists needs less than 0.1 hours a month more than you have: 1 more person."
    assert needs in shown.headline
    (own,) = (figure for figure in shown.figures if figure.name == "Own people")
    assert own.value == "less than 0.1 too few"
    assert cells(shown, "team", "What lacks")["Specialists"] == ["less than 0.1", "less than 0.1"]
    assert [hours(number) for number in (0.01, 0.4, 1, 1.5, 177.2)] == [
        "less than 0.1 hours", "0.4 hours", "1 hour", "1.5 hours", "177 hours",
    ]  # fmt: skip
    assert [heads(number) for number in (0, 0.01, 0.4, 0.97)] == ["0", "less than 0.1", "0.4", "1"]


def test_a_price_that_must_rise_manifold_is_told_as_a_price() -> None:
    """A change of thousands of per cent is told by the price to which it leads, as the table tells it."""
    shown = answer(segments=[{"name": "Only part", "volume": 100}], months=1)
    assert shown.headline.endswith("Only part moves when its price rises to ¤142, from ¤0.06.")
    (row,) = (row for row in section(shown, "moves").content[1].rows if row[1] == "Vendor's bill a label")
    assert [str(cell) for cell in row[2:]] == ["¤0.06", "¤142", "2,400 times as much"]


@pytest.mark.parametrize(
    ("given", "part", "driver", "change"),
    [
        ({}, "Rare hazards", "Labels the model gets right", "26.8 points more"),
        ({}, "Daylight roads", "Vendor's bill a label", "-"),
        ({"accuracy": 86.75}, "Rare hazards", "Labels the model gets right", "0.1 points more"),
        ({"accuracy": 86.8}, "Rare hazards", "Labels the model gets right", "0.01 points more"),
        ({"accuracy": 0}, "Rare hazards", "Labels the model gets right", "86.8 points more"),
        (
            {"seconds": 40, "vendor_seconds": 26.5, "people": 30},
            "Daylight roads",
            "Vendor's bill a label",
            "163.5% more",
        ),
        ({"seconds": 40, "people": 30, "label_price": 5}, "Daylight roads", "Vendor's bill a label", "97.2% less"),
    ],
)
def test_a_change_says_of_what_it_is(given: dict[str, Any], part: str, driver: str, change: str) -> None:
    """A price changes in per cent of itself, and a share, which is per cent already, in points."""
    rows = [row.plain() for row in INPUTS().segments]
    rows[3]["model_accuracy"] = given.pop("accuracy", 60)
    found = section(answer(segments=rows, **given), "moves").content[1]
    (row,) = (row for row in found.rows if row[:2] == [part, driver])
    assert row[-1] == change


def test_a_route_that_no_split_can_do_without_says_so() -> None:
    """Where closing a route leaves nothing there is no cost to show, and the cell says why."""
    assert cells(answer(), "rules", "One route closed for all parts") == {
        name: ["no split keeps your rules without it"] for name in ("In-house", "Outsourced", "Model first")
    }


@pytest.mark.parametrize(
    ("accuracy", "limit", "words"),
    [
        (60, 5, "rises to 86.8%, from 60%."),
        (86.75, 5, "rises to 86.8%, from 86.75%."),
        (86.8, 4.9885, "rises to 86.84%, from 86.8%."),
        (86.8, 5, "moves with the slightest change of the model's accuracy."),
    ],
)
def test_an_accuracy_is_quoted_as_typed(accuracy: float, limit: float, words: str) -> None:
    """The accuracy there is stands as it was typed, and the one to reach is told from it."""
    rows = [row.plain() for row in INPUTS().segments]
    rows[3]["model_accuracy"] = accuracy
    assert words in answer(segments=rows, error_limit=limit).headline


def test_why_the_cost_calculator_comes_out_higher() -> None:
    """For little work whole people cost more than parts of people, and the caution says so."""
    cost, given = find("cost"), {"volume": 100, "months": 1}
    whole = cost.compute(cost.inputs.parse(given)).in_house.total
    inputs = HYBRID.inputs.parse({"segments": [{"name": "A", "volume": 100}], "months": 1})
    assert whole > 1.5 * HYBRID.compute(inputs).alternatives["in_house"].total
    (told,) = (words for words in answer().cautions if "whole heads" in words)
    assert told.endswith("which counts whole people, comes out higher where a part of a person would do.")


def test_a_split_part_is_named_as_a_part() -> None:
    """A part that two routes share is named twice, as a part of itself; the rest is named whole."""
    headline = answer(**HYBRID.presets["call-centre-audio"].inputs).headline
    assert headline.startswith(
        "Send part of Other calls out, let a model label With card numbers and part of Other calls"
    )


def test_many_parts_are_not_all_named() -> None:
    """Of more than four parts three are named, and how many more there are."""
    rows = [{"name": f"p{n}", "volume": 20_000, "may_leave": "anyone" if n else "no"} for n in range(9)]
    assert (
        "Send p1, p2, p3 and 5 more parts out, let a model label p0 first" in answer(segments=rows, people=50).headline
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"check_share": 0.5}, "You check fewer than 1% of the labels"),
        ({"minimum_month": 20_000, "people": 50}, "¤9,765 a month of it buys nothing."),
        ({}, "That a model gets 90% right is our assumption, and the plan for Faces and plates rests on it."),
        ({}, "The rule on expertise for Rare hazards costs ¤6,630 a month. Ask whether other people can learn it"),
        (dict(HYBRID.presets["contract-clauses"].inputs), "Ask whether masking would let these data out."),
        (dict(HYBRID.presets["hospital-imaging"].inputs), "quality for Image quality cost next to nothing."),
        ({}, "A wrong label costs nothing here until you give it a price"),
    ],
)  # fmt: skip
def test_cautions(given: dict[str, Any], words: str) -> None:
    """Small parts next to a minimum, dear and cheap rules, guesses and raised checks are pointed out."""
    assert any(words in caution for caution in answer(**given).cautions)


def test_no_caution_without_its_reason() -> None:
    """A measured accuracy, enough checks and a large bill call for no caution."""
    said = " ".join(answer(model_accuracy=91, error_cost=1).cautions)
    assert not any(words in said for words in ("our assumption", "fewer than 1%", "minimum bill", "costs nothing here"))


def test_next_steps_carry_what_is_known() -> None:
    """The largest part on the model's route, what goes out, and the share bought travel along."""
    links = {link.calculator or link.page: link for link in answer().next_steps}
    assert float(links["prelabel"].inputs["volume"]) == 30_000
    assert float(links["quotes"].inputs["volume"]) == 165_000
    assert float(links["cost"].inputs["hybrid_share"]) == pytest.approx(82.5)
    assert float(links["cost"].inputs["volume"]) == 200_000
    hospital = answer(**HYBRID.presets["hospital-imaging"].inputs).next_steps
    assert any(link.page == "decide/hybrid.md#should-experts-label" for link in hospital)
    clauses = answer(**HYBRID.presets["contract-clauses"].inputs).next_steps
    assert any(link.calculator == "decide" for link in clauses)
    lost = {link.calculator for link in answer(people=0).next_steps}
    assert lost.isdisjoint({"prelabel", "quotes", "cost"})


def test_what_prelabel_gets_is_that_parts_own() -> None:
    """A specialists' part carries its own times, acceptance and pay; values that no field takes are left out."""
    rows = [{"name": "A", "volume": 900, "seconds": 53, "expertise": "specialist", "may_leave": "no",
             "inhouse_acceptance": 90}]  # fmt: skip
    given = {"segments": rows, "specialists": 9, "specialist_wage": 90, "seconds": 26.5}
    (link,) = (link for link in answer(**given).next_steps if link.calculator == "prelabel")
    known = {name: float(value) for name, value in link.inputs.items()}
    assert known == {"volume": 900, "seconds": 53, "review_seconds": 18, "correct_seconds": 42,
                     "inhouse_acceptance": 90, "wage": 90, "reviewer_wage": 90}  # fmt: skip
    dear = answer(**{**given, "specialist_wage": 5_000, "label_price": 1000, "specialist_rate": 10_000}).next_steps
    assert all("wage" not in link.inputs for link in dear)
    # As many yen are a low wage, and no field refuses them.
    yen = answer(
        **{**given, "specialist_wage": 5_000, "label_price": 1000, "specialist_rate": 10_000, "currency": "JPY"}
    )
    assert [float(link.inputs["wage"]) for link in yen.next_steps if link.calculator == "prelabel"] == [5_000]


def test_sections_are_the_same_whatever_the_inputs() -> None:
    """A first, a finished and an infeasible answer have the same parts; only what takes longer is pending at first."""
    first, finished, none = answer(finished=False), answer(), answer(people=0)
    names = ["split", "team", "routes", "rules", "alternatives", "moves"]
    for shown in (first, finished, none):
        assert [one.id for one in shown.sections] == names
    assert [one.id for one in first.sections if one.pending] == ["rules", "moves"]
    assert not any(one.pending for one in (*finished.sections, *none.sections))


def test_closed_routes_show_their_gates() -> None:
    """The table of routes writes the gates beside what a closed route would cost."""
    (table,) = (item for item in section(answer(), "routes").content if isinstance(item, Rows))
    cells = {row[0]: [str(cell) for cell in row[1:]] for row in table.rows}
    assert cells["Faces and plates"][1].endswith("closed: data")
    assert cells["Rare hazards"][2].endswith("closed: quality")


def test_one_more_person_is_priced_where_hours_run_out() -> None:
    """Where people are scarce the answer says what one more saves; where they are not, that it saves nothing."""
    scarce = section(answer(**HYBRID.presets["call-centre-audio"].inputs), "rules").content
    assert "One more person would save: of your trained people ¤2,024 a month." in scarce
    assert any("would save nothing" in str(item) for item in section(answer(), "rules").content)


@pytest.mark.parametrize("name", HYBRID.presets)
def test_presets_are_feasible_and_fit_a_link(name: str) -> None:
    """Each typical case has a split, says so before and after it is refined, and its link reads back."""
    inputs = HYBRID.inputs.parse(HYBRID.presets[name].inputs)
    assert HYBRID.finished(inputs).feasible
    assert HYBRID.inputs.parse(inputs.scenario()) == inputs
    assert HYBRID.present(inputs, HYBRID.first(inputs)).headline


@pytest.mark.parametrize("escape", [3.0, 3.14, 7.25, 12.0])
def test_the_limit_that_is_named_opens_a_way_and_a_lower_one_does_not(escape: float) -> None:
    """The least change that opens a way is the least: at the limit that is named there is one, a tenth below none."""
    given = {"inhouse_escape": escape, "vendor_escape": escape, "error_limit": 1}
    limit = float(answer(**given).headline.partition("A limit of ")[2].partition("%")[0])
    at, below = (HYBRID.compute(HYBRID.inputs.parse({**given, "error_limit": one})) for one in (limit, limit - 0.1))
    assert not at.nowhere
    assert below.nowhere
