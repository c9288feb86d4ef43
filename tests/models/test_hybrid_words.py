"""What the hybrid split says: what goes where, why there is none, what to remember and where to go next."""

from typing import Any

import pytest

from calculators.catalog import find
from calculators.core import Answer, Rows, Section

HYBRID = find("hybrid")
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
