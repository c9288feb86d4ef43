"""Votes agree with published answers, with every case counted one by one, and with known laws."""

import itertools
import json
import math
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, poisson_binom

from calculators.methods.voting import majority, plurality, wins

CASES = json.loads((Path(__file__).parent.parent / "vectors" / "voting.json").read_text("utf-8"))
chances = st.floats(0, 1)


def found(case: dict) -> dict[str, float]:
    """Return our answers to a published case, under its own names."""
    given_ = case["inputs"]
    if case["method"] == "majority_hetero":
        result = majority(given_["ps"])
        return {"p_correct": result.won + result.tied / 2}
    voters, wrong = given_["n"], given_.get("k", 2) - 1
    vote = plurality(voters, wrong, given_["p"])
    return {
        "p_correct": vote.drawn,
        "p_strict": vote.alone,
        "p_tie": vote.tied,
        "p_tied_top_including_correct": vote.tied_with_right,
        "p_strict_majority": sum(
            win.right for votes, win in wins(voters, wrong, given_["p"]).items() if 2 * votes > voters
        ),
    }


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_published_answers(case: dict) -> None:
    """Majorities of equal and unequal people, and pluralities over several labels, are the published ones."""
    ours = found(case)
    assert case["expected"]
    for name, value in case["expected"].items():
        assert ours[name] == pytest.approx(value, abs=case["tolerance"]), name


def counted(voters: int, wrong: int, chance: float) -> tuple[float, float, float, float, dict[int, list[float]]]:
    """Go through every possible set of votes and add up what each leads to."""
    alone = tied = tied_with_right = drawn = 0.0
    sole: dict[int, list[float]] = {}
    for votes in itertools.product(range(wrong + 1), repeat=voters):
        share = math.prod(chance if vote == 0 else (1 - chance) / wrong for vote in votes)
        counts = Counter(votes)
        most = max(counts.values())
        winners = [label for label, count in counts.items() if count == most]
        if len(winners) == 1:
            entry = sole.setdefault(most, [0.0, 0.0])
            entry[0] += share
            entry[1] += share if winners == [0] else 0
            alone += share if winners == [0] else 0
        else:
            tied += share
            tied_with_right += share if 0 in winners else 0
        drawn += share / len(winners) if 0 in winners else 0
    return alone, tied, tied_with_right, drawn, sole


@pytest.mark.parametrize(("voters", "wrong"), [(1, 3), (2, 1), (2, 4), (3, 2), (4, 3), (5, 4), (6, 2), (7, 2), (9, 1)])
@pytest.mark.parametrize("chance", [0.0, 0.2, 0.75, 1.0])
def test_every_case_counted_one_by_one(voters: int, wrong: int, chance: float) -> None:
    """Sorting by the sizes of the wrong votes gives what going through all sets of votes gives."""
    alone, tied, tied_with_right, drawn, sole = counted(voters, wrong, chance)
    vote = plurality(voters, wrong, chance)
    assert vote.alone == pytest.approx(alone, abs=1e-12)
    assert vote.tied == pytest.approx(tied, abs=1e-12)
    assert vote.tied_with_right == pytest.approx(tied_with_right, abs=1e-12)
    assert vote.drawn == pytest.approx(drawn, abs=1e-12)
    ours = wins(voters, wrong, chance)
    assert list(ours) == sorted(sole, reverse=True)
    for votes, win in ours.items():
        assert [win.any, win.right] == pytest.approx(sole[votes], abs=1e-12)


@given(st.integers(1, 15), st.integers(1, 999), chances)
def test_a_vote_is_won_or_tied(voters: int, wrong: int, chance: float) -> None:
    """Somebody wins alone or there is a tie: the chances add up to one, however many labels there are."""
    vote = plurality(voters, wrong, chance)
    sole = wins(voters, wrong, chance)
    assert math.fsum([vote.tied, *(win.any for win in sole.values())]) == pytest.approx(1, abs=1e-12)
    assert math.fsum(win.right for win in sole.values()) == pytest.approx(vote.alone, abs=1e-12)
    assert vote.alone - 1e-15 <= vote.drawn <= vote.alone + vote.tied_with_right + 1e-15
    assert vote.tied_with_right <= vote.tied + 1e-15


@given(st.integers(1, 15), st.floats(1e-9, 1))
def test_two_labels_are_the_binomial(voters: int, chance: float) -> None:
    """With one wrong label the right one wins when more than half are right, as an independent library has it."""
    vote = plurality(voters, 1, chance)
    assert vote.alone == pytest.approx(binom.sf(voters // 2, voters, chance), abs=1e-12)
    assert vote.tied == pytest.approx(0 if voters % 2 else binom.pmf(voters / 2, voters, chance), abs=1e-12)


@given(st.integers(1, 15), st.integers(1, 998), chances)
def test_more_wrong_labels_never_hurt_a_drawn_vote(voters: int, wrong: int, chance: float) -> None:
    """Mistakes spread over more labels gather fewer votes each."""
    assert plurality(voters, wrong + 1, chance).drawn >= plurality(voters, wrong, chance).drawn - 1e-12


@given(st.lists(chances, min_size=1, max_size=9))
def test_unlike_people_are_the_poisson_binomial(people: list[float]) -> None:
    """A team of unlike people agrees with an independent library."""
    result = majority(people)
    half = len(people) // 2
    assert result.won == pytest.approx(poisson_binom.sf(half, people), abs=1e-9)
    assert result.tied == pytest.approx(0 if len(people) % 2 else poisson_binom.pmf(half, people), abs=1e-9)


@given(st.integers(1, 9), chances)
def test_equal_people_are_a_vote_between_two_labels(voters: int, chance: float) -> None:
    """Where all are alike, the team is the plain vote."""
    result = majority([chance] * voters)
    vote = plurality(voters, 1, chance)
    assert (result.won, result.tied) == pytest.approx((vote.alone, vote.tied), abs=1e-12)


@pytest.mark.parametrize(("voters", "wrong", "chance"), [(0, 1, 0.5), (3, 0, 0.5), (3, 1, -0.1), (3, 1, 1.1)])
def test_what_makes_no_vote_is_refused(voters: int, wrong: int, chance: float) -> None:
    """Nobody voting, no wrong label and a chance beyond 0 to 1 are refused."""
    for function in (plurality, wins):
        with pytest.raises(ValueError, match="expected"):
            function(voters, wrong, chance)


@pytest.mark.parametrize("people", [[], [0.5, 1.2], [-0.1]])
def test_what_makes_no_team_is_refused(people: list[float]) -> None:
    """A team of nobody and a chance beyond 0 to 1 are refused."""
    with pytest.raises(ValueError, match="expected"):
        majority(people)
