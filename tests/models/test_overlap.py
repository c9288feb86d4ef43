"""The overlap model agrees with published people, with every case counted, and with the laws of votes."""

import itertools
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core import InputErrors
from calculators.models.overlap.options import three_people
from tests.models.overlap_cases import OVERLAP, near, option, result, situations

FIRST_EIGHT = [
    "classes", "annotator_accuracy", "shared_mistakes", "target_accuracy", "label_price", "expert_price",
    "expert_accuracy", "error_cost",
]  # fmt: skip
TABLED = {
    "classes": 2, "annotator_accuracy": 90, "shared_mistakes": 2, "target_accuracy": 95, "label_price": 0.06,
    "expert_price": 0.5, "expert_accuracy": 97, "error_cost": 1, "wrong_answers": "spread", "tie_rule": "expert",
    "most_overlap": 9, "accuracies": "",
}  # fmt: skip


# --- Inputs ---------------------------------------------------------------------------------------


def test_the_inputs_are_those_of_the_model() -> None:
    """Every input exists with its name and default; the eight that matter most come first."""
    values = OVERLAP.inputs().values()
    assert {name: values[name] for name in TABLED} == TABLED
    assert values.keys() - TABLED.keys() <= {"currency"}
    assert [name for name, field in OVERLAP.inputs.fields().items() if getattr(field, "first", False)] == FIRST_EIGHT


@pytest.mark.parametrize("text", ["", "   ", " \t "])
def test_white_space_alone_is_no_team(text: str) -> None:
    """A blank field means that no team is known."""
    assert OVERLAP.inputs(accuracies=text).team == ()


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("92, 88.5, 85", (92, 88.5, 85)),
        ("92;88.5;;85", (92, 88.5, 85)),
        ("92% 88.5%85", (92, 88.5, 85)),
        (" 92 ,  88 ", (92, 88)),
        ("92\t88.5\n85", (92, 88.5, 85)),
        ("0 98", (0, 98)),
        ("92, 88,", (92, 88)),
        ("1 2 3 4 5 6 7 8 9", (1, 2, 3, 4, 5, 6, 7, 8, 9)),
        ("92,5 88", (92, 5, 88)),
    ],
)
def test_a_team_is_read(text: str, team: tuple[float, ...]) -> None:
    """Numbers stand apart by commas, semicolons or blanks, with or without a sign; a decimal comma makes two."""
    assert OVERLAP.inputs.parse({"accuracies": text}).team == team


@pytest.mark.parametrize(
    "text", ["92", "%", ",", "92 x", "92. 88", ".5 88", "-5 88", "+5 88", "1e1 88", "92 100.5", "1 2 3 4 5 6 7 8 9 10",
             "٩٢ ٨٨", "92/88", "9 9" + "9" * 90]
)  # fmt: skip
def test_what_is_no_team_is_refused(text: str) -> None:
    """One number, ten, a sign, an exponent, other digits and numbers above 100 are refused with an example."""
    with pytest.raises(InputErrors) as refusal:
        OVERLAP.inputs.parse({"accuracies": text})
    (error,) = refusal.value.errors
    assert error.field == "accuracies"
    assert error.expected == "2 to 9 numbers from 0 to 100, such as 92, 88.5, 85"


def test_refusals_name_their_field_and_come_together() -> None:
    """Shared mistakes beyond all mistakes are refused, for one annotator and for a team, in the words promised."""
    with pytest.raises(InputErrors) as refusal:
        OVERLAP.inputs.parse({"shared_mistakes": 12, "accuracies": "99, 80"})
    assert [str(error) for error in refusal.value.errors] == [
        "shared_mistakes: expected at most 10 with an annotator who is right 90% of the time, since shared mistakes "
        "are part of the rest, got '12'",
        "accuracies: expected at most 88 for each, since 12% of items mislead everybody, got '99'",
    ]
    with pytest.raises(InputErrors) as refusal:
        OVERLAP.inputs.parse({"accuracies": "80; 99"})
    assert str(refusal.value.errors[0]) == (
        "accuracies: expected at most 98 for each, since 2% of items mislead everybody, got '99'"
    )


@pytest.mark.parametrize(("accuracy", "shared", "fits"), [(90, 10, True), (90, 10.0000001, False), (99.9, 0.1, True)])
def test_both_sides_of_the_limit_of_shared_mistakes(accuracy: float, shared: float, fits: bool) -> None:
    """All mistakes may be shared, and no more; rounding noise is forgiven."""
    if fits:
        assert result(annotator_accuracy=accuracy, shared_mistakes=shared).own_accuracy == 1
        return
    with pytest.raises(InputErrors):
        result(annotator_accuracy=accuracy, shared_mistakes=shared)


# --- One vote, counted again ----------------------------------------------------------------------


def counted(x: dict[str, Any], people: int) -> tuple[float, float]:
    """Return a vote's accuracy and the expert's share by going through every set of votes."""
    shared, expert = x["shared_mistakes"] / 100, x["expert_accuracy"] / 100
    chance = min(1, x["annotator_accuracy"] / (100 - x["shared_mistakes"])) if shared < 1 else 0
    wrong = 1 if x["wrong_answers"] == "one" else x["classes"] - 1
    right = asked = 0.0
    for votes in itertools.product(range(wrong + 1), repeat=people):
        share = math.prod(chance if vote == 0 else (1 - chance) / wrong for vote in votes)
        most = max(votes.count(label) for label in set(votes))
        winners = [label for label in set(votes) if votes.count(label) == most]
        if len(winners) == 1:
            right += share * (winners == [0])
        elif x["tie_rule"] == "random":
            right += share * (0 in winners) / len(winners)
        else:
            right += share * expert
            asked += share
    return (1 - shared) * right, (1 - shared) * asked


@settings(deadline=None, max_examples=60)
@given(situations(classes=4, most_overlap=5))
def test_votes_agree_with_every_case_counted(x: dict[str, Any]) -> None:
    """One, three and five people are right, and ask an expert, as often as going through all votes says."""
    found = result(**x)
    for people in (1, 3, 5):
        accuracy, asked = counted(x, people)
        assert option(found, f"vote_{people}").accuracy == near(accuracy)
        assert option(found, f"vote_{people}").expert_share == near(asked)
    assert option(found, "two_then_third").accuracy == option(found, "vote_3").accuracy


@settings(deadline=None, max_examples=60)
@given(situations(classes=5, most_overlap=3))
def test_two_people_agree_as_every_case_says(x: dict[str, Any]) -> None:
    """Agreement, the third person and the expert follow from going through the votes of two."""
    shared = x["shared_mistakes"] / 100
    chance = min(1, x["annotator_accuracy"] / (100 - x["shared_mistakes"])) if shared < 1 else 0
    wrong = 1 if x["wrong_answers"] == "one" else 4
    chances = [chance, *[(1 - chance) / wrong] * wrong]
    same = sum(one * one for one in chances)
    found = result(**x)
    assert found.agreement == near(shared + (1 - shared) * same)
    assert option(found, "two_then_third").people == near(2 + (1 - shared) * (1 - same))
    with_expert = option(found, "two_then_expert")
    assert with_expert.accuracy == near((1 - shared) * (chance**2 + (1 - same) * x["expert_accuracy"] / 100))
    assert with_expert.expert_share == near((1 - shared) * (1 - same))


@settings(deadline=None)
@given(situations())
def test_money_follows_from_people_and_mistakes(x: dict[str, Any]) -> None:
    """Each option costs its people, its expert and its mistakes, and the named ones are the lowest."""
    found = result(**x)
    for one in found.options:
        cost = one.people * x["label_price"] + one.expert_share * x["expert_price"]
        assert one.cost == near(cost)
        assert one.total == near(cost + (1 - one.accuracy) * x["error_cost"])
        if one.cost_per_correct is not None:
            assert one.cost_per_correct * one.accuracy == pytest.approx(cost, rel=1e-9, abs=1e-9)
    lowest = min(one.total for one in found.options)
    assert option(found, found.best).total == near(lowest)
    assert found.highest_accuracy == max(one.accuracy for one in found.options)
    reaching = [one for one in found.options if one.accuracy >= x["target_accuracy"] / 100 - 1e-12]
    assert (found.cheapest_reaching is None) == (not reaching)
    if reaching:
        assert option(found, found.cheapest_reaching).cost == near(min(one.cost for one in reaching))


@pytest.mark.parametrize(
    ("most", "names"),
    [
        (1, "vote_1 expert"),
        (2, "vote_1 two_then_expert expert"),
        (3, "vote_1 two_then_third vote_3 two_then_expert expert"),
        (4, "vote_1 two_then_third vote_3 two_then_expert expert"),
        (7, "vote_1 two_then_third vote_3 two_then_expert vote_5 vote_7 expert"),
    ],
)
def test_options_stand_in_their_order(most: int, names: str) -> None:
    """Even votes are left out, and what needs more people than are allowed is not offered."""
    assert [one.name for one in result(most_overlap=most).options] == names.split()


# --- Laws -----------------------------------------------------------------------------------------


@settings(deadline=None)
@given(situations())
def test_one_person_is_the_typed_accuracy_and_no_vote_passes_the_ceiling(x: dict[str, Any]) -> None:
    """One person is right as often as typed; items that mislead everybody stay wrong whoever votes."""
    found = result(**x)
    assert option(found, "vote_1").accuracy == near(x["annotator_accuracy"] / 100)
    for one in found.options:
        if one.name != "expert":
            assert one.accuracy <= found.ceiling + 1e-12


@settings(deadline=None)
@given(situations(classes=2))
def test_with_two_labels_the_choices_do_not_matter(x: dict[str, Any]) -> None:
    """An odd vote between two labels has no tie and one wrong label, so all four combinations agree."""
    found = [
        result(**{**x, "wrong_answers": wrong, "tie_rule": tie})
        for wrong in ("spread", "one")
        for tie in ("expert", "random")
    ]
    for other in found[1:]:
        assert other.options == found[0].options


@settings(deadline=None)
@given(situations(classes=2, most_overlap=15))
def test_condorcet(x: dict[str, Any]) -> None:
    """More people help if one is right more than half the time, change nothing at half, and hurt below."""
    found = result(**x)
    votes = [one.accuracy for one in found.options if one.name.startswith("vote_")]
    for fewer, more in itertools.pairwise(votes):
        if found.own_accuracy > 0.5:
            assert more >= fewer - 1e-12
        else:
            assert more <= fewer + 1e-12


def test_condorcet_at_one_half() -> None:
    """Coin flippers stay coin flippers, however many they are."""
    found = result(annotator_accuracy=45, shared_mistakes=10)
    for one in found.options:
        if one.name.startswith("vote_"):
            assert one.accuracy == near(0.45)


@settings(deadline=None)
@given(situations(classes=2, most_overlap=15))
def test_the_limits_of_any_vote(x: dict[str, Any]) -> None:
    """Kuncheva and others (2003): no vote of 2l+1 people, however their mistakes hang together, leaves these limits."""
    for one in result(**x).options:
        if one.name.startswith("vote_"):
            n = int(one.name.removeprefix("vote_"))
            half, right = n // 2, x["annotator_accuracy"] / 100 * n
            assert max(0, (right - half) / (half + 1)) - 1e-9 <= one.accuracy
            assert one.accuracy <= min(1, right / (half + 1)) + 1e-9


@settings(deadline=None)
@given(situations(most_overlap=3))
def test_a_third_only_where_two_differ_never_costs_more(x: dict[str, Any]) -> None:
    """Two people and a third where they differ cost at most what three people cost, and are as often right."""
    found = result(**x)
    assert option(found, "two_then_third").cost <= option(found, "vote_3").cost + 1e-12


@settings(deadline=None)
@given(situations())
def test_three_people_in_closed_form(x: dict[str, Any]) -> None:
    """The closed form that the search uses is the vote of three itself."""
    inputs = OVERLAP.inputs.parse({**x, "most_overlap": 3})
    found = OVERLAP.compute(inputs)
    assert three_people(inputs, found.own_accuracy) == near(option(found, "vote_3").accuracy)


@settings(deadline=None)
@given(situations(most_overlap=5))
def test_outcomes_add_up(x: dict[str, Any]) -> None:
    """Shares of all outcomes add up to one, and what they are worth adds up to the vote's accuracy."""
    found = result(**x)
    for people in (3, 5):
        rows = [row for row in found.sureness if row.people == people]
        assert math.fsum(row.share for row in rows) == near(1)
        worth = math.fsum(row.share * (row.right or 0) for row in rows)
        ties = math.fsum(row.share for row in rows if row.votes == 0)
        if x["tie_rule"] == "expert":
            voted = option(found, f"vote_{people}").accuracy
            assert worth + x["expert_accuracy"] / 100 * ties == pytest.approx(voted, abs=1e-9)


@settings(deadline=None)
@given(situations(classes=2, most_overlap=5))
def test_a_margin_says_it_all(x: dict[str, Any]) -> None:
    """Between two labels a winner that is not unanimous is right by its margin alone."""
    found = result(**x)
    u = found.own_accuracy
    for row in found.sureness:
        if row.votes < row.people and row.right is not None:
            margin = 2 * row.votes - row.people
            assert row.right == pytest.approx(u**margin / (u**margin + (1 - u) ** margin), rel=1e-6)


def test_the_outcomes_listed() -> None:
    """Every number of votes that can win alone has a row, and a tie where there can be one."""
    listed = {classes: [(row.people, row.votes) for row in result(classes=classes).sureness] for classes in (2, 3, 4)}
    assert listed[2] == [(3, 3), (3, 2), (5, 5), (5, 4), (5, 3)]
    assert listed[3] == [(3, 3), (3, 2), (3, 0), (5, 5), (5, 4), (5, 3), (5, 0)]
    assert listed[4] == [(3, 3), (3, 2), (3, 0), (5, 5), (5, 4), (5, 3), (5, 2), (5, 0)]
    assert [row.people for row in result(most_overlap=4).sureness] == [3, 3]
    assert result(most_overlap=2).sureness == ()


def test_unanimity_is_worth_nothing_where_all_mistakes_are_shared() -> None:
    """If everybody who errs errs together, only unanimous votes happen; the others have no share and no worth."""
    for row in result(annotator_accuracy=96, shared_mistakes=4, classes=3).sureness:
        assert (row.share, row.right) == ((1, near(0.96)) if row.votes == row.people else (0, None))


@pytest.mark.parametrize(
    ("accuracy", "shared", "correlation"), [(90, 0, 0), (90, 10, 1), (96, 4, 1), (0, 5, None), (100, 0, None)]
)
def test_how_far_mistakes_go_together(accuracy: float, shared: float, correlation: float | None) -> None:
    """Not at all without shared mistakes, wholly if all are shared, undefined without any or nothing but mistakes."""
    assert result(annotator_accuracy=accuracy, shared_mistakes=shared).error_correlation == correlation


def test_correlation_is_that_of_two_columns() -> None:
    """The correlation is that of the two people's mistakes as columns of noughts and ones."""
    found = result(annotator_accuracy=72, shared_mistakes=4)
    both = 0.04 + 0.96 * 0.25**2
    assert found.error_correlation == near((both - 0.28**2) / (0.28 * 0.72))


# --- Where the answer changes ---------------------------------------------------------------------


@settings(deadline=None)
@given(situations())
def test_at_a_switch_both_options_cost_the_same(x: dict[str, Any]) -> None:
    """Thresholds and accuracies rise; at each, the option before and the option after have the same total."""
    found = result(**x)
    assert found.switches[0].from_error_cost == 0
    for before, after in itertools.pairwise(found.switches):
        assert after.from_error_cost >= before.from_error_cost * (1 - 1e-9)
        one, other = option(found, before.option), option(found, after.option)
        assert other.accuracy > one.accuracy
        at = after.from_error_cost
        assert one.cost + (1 - one.accuracy) * at == pytest.approx(other.cost + (1 - other.accuracy) * at, rel=1e-6)


@settings(deadline=None)
@given(situations(), st.floats(0, 1000))
def test_a_more_expensive_mistake_never_picks_a_less_accurate_option(x: dict[str, Any], more: float) -> None:
    """What is best as mistakes cost more is at least as accurate."""
    found, later = result(**x), result(**{**x, "error_cost": x["error_cost"] + more})
    assert option(later, later.best).accuracy >= option(found, found.best).accuracy - 1e-6


def test_between_switches_the_best_is_the_one_named() -> None:
    """Typing a cost between two thresholds gives the option of the lower one."""
    switches = result().switches
    for here, after in itertools.pairwise(switches):
        middle = (here.from_error_cost + after.from_error_cost) / 2
        assert result(error_cost=middle).best == here.option
    assert result(error_cost=2 * switches[-1].from_error_cost).best == switches[-1].option


@settings(deadline=None)
@given(situations(tie_rule="random"))
def test_the_experts_price_typed_back_gives_equality(x: dict[str, Any]) -> None:
    """At the break-even price the expert alone costs as much as the best option without one."""
    found = result(**x)
    without = min(one.total for one in found.options if one.expert_share <= 1e-12)
    price = found.expert_break_even_price
    if price is None:
        assert (1 - x["expert_accuracy"] / 100) * x["error_cost"] > without
    else:
        assert option(result(**{**x, "expert_price": price}), "expert").total == pytest.approx(without, abs=1e-6)


@settings(deadline=None)
@given(situations(most_overlap=3))
def test_the_accuracy_that_matches_the_expert_typed_back_gives_equality(x: dict[str, Any]) -> None:
    """At that accuracy three people are right as often as the expert; where there is none they never are."""
    expert = x["expert_accuracy"] / 100
    found = result(**x).three_match_expert
    if found is None:
        assert 1 - x["shared_mistakes"] / 100 < expert
    elif found > 0:
        matched = result(**{**x, "annotator_accuracy": min(100 * found, 100 - x["shared_mistakes"])})
        assert option(matched, "vote_3").accuracy == pytest.approx(expert, abs=1e-8)


@pytest.mark.parametrize(("changes", "match"), [
    ({"expert_accuracy": 98}, 0.98), ({"expert_accuracy": 98.1}, None), ({"expert_accuracy": 0}, 0),
])  # fmt: skip
def test_the_edges_of_matching_the_expert(changes: dict[str, Any], match: float | None) -> None:
    """An expert at the ceiling is matched by people who never slip, one above it never, one always wrong at once."""
    assert result(**changes).three_match_expert == match
