"""The advisor: every outcome can be reached, every rule can fire and matters, and sensitivity only holds data back."""

import itertools
import random
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.catalog import find
from calculators.core import Better
from calculators.models.decide.gates import GATES, Gate
from calculators.models.decide.inputs import CONTRADICTIONS, STRICTER, options, questions
from calculators.models.decide.outcomes import shortest_ways
from calculators.models.decide.result import FITS, OUTCOMES
from calculators.models.decide.rules import RULES, Rule
from calculators.models.decide.ways import ASIDES, MAIN, NAMES, SENDING
from calculators.models.decide.weigh import best, weigh
from tests.models.decide_answers import answer_sets_drawn, inputs_of

DECIDE = find("decide")
START = DECIDE.inputs().values()
EVERYTHING = [*GATES, *RULES]


def decide(**answers: str) -> Any:
    """Return the finished decision for the starting answers with some changed."""
    return DECIDE.finished(inputs_of(answers))


def holds(rule: Gate | Rule, answers: Mapping[str, Any]) -> bool:
    """Say whether a rule holds."""
    return not [name for name, wanted in rule.when.items() if answers[name] not in wanted]


def judged(answers: Mapping[str, Any], rules: list[Any]) -> tuple[str, dict[str, str]]:
    """Judge by the plainest reading of some rules: the recommendation, and a verdict on each of the other ways."""
    fired = [rule for rule in rules if holds(rule, answers)]
    closed = {way for rule in fired if isinstance(rule, Gate) for way in rule.closes}
    points = dict.fromkeys(NAMES, 0)
    for rule in fired:
        for way, number in getattr(rule, "points", {}).items():
            points[way] += number
    order = sorted(set(MAIN) - closed, key=lambda way: (-points[way], MAIN.index(way)))
    asides = {way: "closed" if way in closed else "fits" if points[way] >= FITS else "does_not_fit" for way in ASIDES}
    return order[0], asides


def answer_sets(count: int, seed: int = 20261124) -> Iterator[dict[str, str]]:
    """Yield sets of answers, the same ones every time; in every other one no answer about the data is sensitive."""
    chance = random.Random(seed)
    mild = {name: steps[0][0] for name, steps in STRICTER.items()}
    for number in range(count):
        answers = {name: chance.choice(given) for name, given in options().items()}
        yield answers if number % 2 else answers | mild


# --- Outcomes and rules ---------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_can_be_reached(outcome: str) -> None:
    """The shortest way there, as the page of rules names it, leads there."""
    changes = {change.question: change.instead for change in shortest_ways()[outcome]}
    found = decide(**changes)
    assert found.outcome == outcome
    assert found.recommendation == (outcome if outcome in MAIN else "in_house")
    assert len(changes) <= 3


@pytest.mark.parametrize("way", ASIDES)
def test_every_verdict_on_the_other_ways_can_be_reached(way: str) -> None:
    """Freelancers, crowd, rented staff and help from models can each fit and not fit; all but models can be closed."""
    found = {judged(answers, EVERYTHING)[1][way] for answers in answer_sets(4_000)}
    assert found >= {"fits", "does_not_fit"}
    assert ("closed" in found) == (way != "model_assisted")


@pytest.mark.parametrize("rule", EVERYTHING, ids=lambda rule: rule.id)
def test_every_rule_can_fire(rule: Gate | Rule) -> None:
    """Answering as a rule asks makes it hold, and the answer then knows of it."""
    for chosen in itertools.product(*rule.when.values()):
        answers = {**START, **dict(zip(rule.when, chosen, strict=True))}
        assert holds(rule, answers)
        text = str(DECIDE.present(inputs_of(answers), DECIDE.compute(inputs_of(answers))))
        assert rule.says in text or set(getattr(rule, "points", {})).isdisjoint(MAIN)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_weighted_rule_matters(rule: Rule) -> None:
    """Some set of answers gets another answer without the rule: none is there for show."""
    rest = [other for other in EVERYTHING if other is not rule]
    chance = random.Random(rule.id)
    for answers in answer_sets(6_000):
        asked = answers | {name: chance.choice(list(wanted)) for name, wanted in rule.when.items()}
        if judged(asked, rest) != judged(asked, EVERYTHING):
            return
    pytest.fail("it never changes an answer")


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.id)
def test_a_gate_is_never_averaged_away(gate: Gate) -> None:
    """Whatever else is answered, a gate that holds closes what it closes and sets its condition on what is open."""
    for answers in answer_sets(40):
        asked = answers | {name: wanted[0] for name, wanted in gate.when.items()}
        found = DECIDE.compute(inputs_of(asked))
        assert found.recommendation not in gate.closes
        assert all(gate.id in found.closed[way] for way in gate.closes)
        assert all(gate.id in found.conditions[way] for way in gate.binds if way not in found.closed)


def test_something_is_always_open() -> None:
    """No gate closes in-house, and none closes the hybrid but leaves outsourcing open."""
    for gate in GATES:
        assert "in_house" not in gate.closes
        assert "outsourced" in gate.closes or "hybrid" not in gate.closes
        assert set(gate.closes) | set(gate.binds) <= set(NAMES)
        assert bool(gate.binds) == bool(gate.needs) == bool(gate.brief)
        assert gate.closes or gate.binds


def test_rules_are_told_apart_and_name_what_exists() -> None:
    """Ids and sentences are unique, conditions name questions and answers that exist, and points are small."""
    ids = [rule.id for rule in EVERYTHING]
    assert len(set(ids)) == len(ids)
    says = [rule.says for rule in EVERYTHING]
    assert len(set(says)) == len(says)
    for rule in EVERYTHING:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
        assert rule.says[0].isupper()
        assert rule.says.endswith(".")
        assert rule.source is None or (rule.source.title and rule.source.year)
        for name, wanted in rule.when.items():
            assert set(wanted) <= set(options()[name])
    for rule in RULES:
        assert set(rule.points) <= set(NAMES)
        assert all(1 <= abs(number) <= 4 for number in rule.points.values())


def test_no_question_is_idle() -> None:
    """Each question is asked for a reason: some rule or gate depends on it, and its help says why it matters."""
    used = {name for rule in EVERYTHING for name in rule.when}
    assert used == set(options())
    for field in questions().values():
        assert field.group in DECIDE.groups


# --- The order changes nothing --------------------------------------------------------------------


@settings(deadline=None)
@given(answer_sets_drawn(), st.randoms(use_true_random=False))
def test_the_order_of_answers_and_of_rules_changes_nothing(answers: dict[str, str], chance: random.Random) -> None:
    """Answers in any order, and rules in any order, give the decision that the plainest reading gives."""
    names, rules = list(answers), list(EVERYTHING)
    chance.shuffle(names)
    chance.shuffle(rules)
    shuffled = {name: answers[name] for name in names}
    found = DECIDE.compute(inputs_of(shuffled))
    assert found == DECIDE.compute(inputs_of(answers))
    assert weigh(shuffled) == weigh(answers)
    assert (found.recommendation, {way: one.verdict for way, one in found.asides.items()}) == judged(answers, rules)


@settings(deadline=None)
@given(answer_sets_drawn(), answer_sets_drawn(), st.randoms(use_true_random=False))
def test_changing_answers_one_by_one_ends_where_giving_them_at_once_does(
    first: dict[str, str], last: dict[str, str], chance: random.Random
) -> None:
    """A reader who changes one answer after the other, in any order, sees what the last answers say: no memory."""
    answers = dict(first)
    names = list(last)
    chance.shuffle(names)
    for name in names:
        answers[name] = last[name]
        weigh(answers)
    assert weigh(answers) == weigh(last)


# --- More sensitive, never further out ------------------------------------------------------------


def stricter(answers: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield the answers with one answer about the data one step more sensitive."""
    for name, steps in STRICTER.items():
        for milder, harder in steps:
            if answers[name] == milder:
                yield {**answers, name: harder}


def test_every_answer_about_the_data_is_ordered() -> None:
    """The steps from milder to stricter answers name each question of the first two groups and each of its answers."""
    groups = list(DECIDE.groups)[:2]
    assert list(STRICTER) == [name for name, field in DECIDE.inputs.fields().items() if field.group in groups]
    for name, steps in STRICTER.items():
        assert {answer for step in steps for answer in step} == set(options()[name])
        for milder, harder in steps:
            assert options()[name].index(milder) < options()[name].index(harder)


def test_rules_on_the_data_ask_for_nothing_else() -> None:
    """What answers about the data add is added apart from all else, so trying them all proves it for every reader."""
    for rule in EVERYTHING:
        assert set(rule.when) <= set(STRICTER) or set(rule.when).isdisjoint(STRICTER)


def test_more_sensitivity_never_raises_a_way_that_sends_out_and_never_opens_one() -> None:
    """For every set of answers about the data, one step stricter closes no less and favours no way that sends out."""
    about = [rule for rule in EVERYTHING if set(rule.when) <= set(STRICTER)]

    def amount(answers: Mapping[str, str]) -> tuple[frozenset[str], dict[str, int]]:
        fired = [rule for rule in about if holds(rule, answers)]
        closed = frozenset(way for gate in fired if isinstance(gate, Gate) for way in gate.closes)
        points = {way: sum(getattr(rule, "points", {}).get(way, 0) for rule in fired) for way in NAMES}
        return closed, points

    every = [
        dict(zip(STRICTER, given, strict=True)) for given in itertools.product(*(options()[name] for name in STRICTER))
    ]
    known = {tuple(answers.values()): amount(answers) for answers in every}
    assert len(known) == 11_664
    seen = set()
    for answers in every:
        closed, points = known[tuple(answers.values())]
        for harder in stricter(answers):
            shut, after = known[tuple(harder.values())]
            assert closed & set(SENDING) <= shut, harder
            for way in SENDING:
                assert after[way] - after["in_house"] <= points[way] - points["in_house"], (way, harder)
            assert after["outsourced"] - after["hybrid"] <= points["outsourced"] - points["hybrid"], harder
            seen.add((closed & set(MAIN), *steps(points, after), shut & set(MAIN)))
    # So, whatever the other answers add, the recommendation never moves towards sending more out.
    for closed, hybrid, outsourced, shut in seen:
        for own, both in itertools.product(range(-25, 26), repeat=2):
            before = best([0, own, both], closed)
            after_it = best([0, own + hybrid, both + outsourced], shut)
            assert MAIN.index(after_it) <= MAIN.index(before)


def steps(points: Mapping[str, int], after: Mapping[str, int]) -> tuple[int, int]:
    """Return how far hybrid and outsourced move against in-house."""
    hybrid, outsourced = (
        after[way] - after["in_house"] - points[way] + points["in_house"] for way in ("hybrid", "outsourced")
    )
    return hybrid, outsourced


@settings(deadline=None)
@given(answer_sets_drawn())
def test_more_sensitivity_never_moves_the_answer_outwards(answers: dict[str, str]) -> None:
    """For any reader, a stricter answer about the data never recommends a way that sends more out, nor opens one."""
    found = DECIDE.compute(inputs_of(answers))
    for harder in stricter(answers):
        after = DECIDE.compute(inputs_of(harder))
        assert MAIN.index(after.recommendation) <= MAIN.index(found.recommendation)
        assert set(found.closed) & set(SENDING) <= set(after.closed)
        for way in set(SENDING) & set(ASIDES):
            assert after.asides[way].verdict != "fits" or found.asides[way].verdict == "fits"


@settings(deadline=None)
@given(answer_sets_drawn())
def test_a_crowd_never_sees_what_is_not_for_everyone(answers: dict[str, str]) -> None:
    """A crowd fits only data that anyone may see and in which nobody can be recognised."""
    if DECIDE.compute(inputs_of(answers)).asides["crowd"].verdict == "fits":
        assert answers["may_leave"] == "anyone"
        assert answers["people_data"] == "nobody"


# --- Flips and weights ----------------------------------------------------------------------------


def absurd(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Say whether a change brings two answers together that cannot both be so."""
    return any(
        all(after[name] == answer for name, answer in together.items())
        and any(before[name] != answer for name, answer in together.items())
        for together in CONTRADICTIONS
    )


@settings(deadline=None, max_examples=60)
@given(answer_sets_drawn())
def test_no_flip_contradicts_an_answer_that_was_given(answers: dict[str, str]) -> None:
    """No change leads to children or patients whom nobody can recognise, nor to data for all that may not be seen."""
    open_to_all = {**answers, "people_data": "nobody", "may_leave": "anyone"}
    for flip in DECIDE.finished(inputs_of(open_to_all)).flips:
        after = {**open_to_all, **{change.question: change.instead for change in flip.changes}}
        assert not absurd(open_to_all, after)


def test_children_are_not_proposed_where_nobody_can_be_recognised() -> None:
    """Children in the data would flip this case, but the reader said that nobody in it can be recognised."""
    case = {"own_team": "ready", "volume_shape": "steady", "expertise": "anyone", "people_data": "nobody"}
    now, with_children = decide(**case), decide(**case, children_data="yes")
    assert with_children.recommendation != now.recommendation
    assert now.flips
    assert all(flip.changes[0].question != "children_data" for flip in now.flips)


@settings(deadline=None, max_examples=60)
@given(answer_sets_drawn())
def test_flips_flip_and_are_the_smallest(answers: dict[str, str]) -> None:
    """Each flip leads where it says; a pair is named only where no single answer flips; the smallest come first."""
    found = DECIDE.finished(inputs_of(answers))
    assert len(found.flips) <= 5
    for flip in found.flips:
        changed = dict(answers)
        for change in flip.changes:
            assert answers[change.question] == change.given
            changed[change.question] = change.instead
        assert len(flip.changes) == found.changes_tried
        assert judged(changed, EVERYTHING)[0] == flip.recommendation != found.recommendation
    sizes = [flip.size for flip in found.flips]
    assert sizes == sorted(sizes)
    lone = {
        name
        for name, given in options().items()
        for other in given
        if not absurd(answers, {**answers, name: other})
        and judged({**answers, name: other}, EVERYTHING)[0] != found.recommendation
    }
    assert bool(lone) == (found.changes_tried == 1)
    assert {change.question for flip in found.flips for change in flip.changes} <= lone or not lone


def test_a_pair_of_changes_is_found_where_one_is_not_enough() -> None:
    """Two gates that close the same ways take two changes to open, and the answer says that two were tried."""
    inputs = DECIDE.inputs(may_leave="no", sharing_promises="forbidden")
    first, *_, last = (step.result for step in DECIDE.steps(inputs) if isinstance(step, Better))
    section = {section.id: section for section in DECIDE.present(inputs, first).sections}["flips"]
    assert first.flips == ()
    assert section.pending
    assert last.changes_tried == 2
    assert {change.question for change in last.flips[0].changes} == {"may_leave", "sharing_promises"}
    assert not any(section.pending for section in DECIDE.present(inputs, last).sections)


def test_where_nothing_flips_it_says_so() -> None:
    """Three gates that close the same ways stand against any two changes."""
    found = decide(may_leave="no", sharing_promises="forbidden", data_location="own_rooms")
    assert (found.flips, found.changes_tried) == ((), 2)
    answer = DECIDE.present(DECIDE.inputs(may_leave="no", sharing_promises="forbidden"), found)
    assert "No change of one or two answers" in str(answer)


@settings(deadline=None, max_examples=60)
@given(answer_sets_drawn())
def test_hinges_are_what_the_answer_hangs_on(answers: dict[str, str]) -> None:
    """Leaving a rule out, or counting it twice, changes the answer exactly where the decision says so."""
    found = DECIDE.compute(inputs_of(answers))
    decisive_rules = {(rule.id, rule.weight): rule.recommendation for rule in found.decisive_rules}
    for rule in RULES:
        for weight, rules in (("none", [r for r in EVERYTHING if r is not rule]), ("double", [*EVERYTHING, rule])):
            other = judged(answers, rules)[0]
            assert decisive_rules.get((rule.id, weight), found.recommendation) == other


def test_the_runner_up_and_the_lead_are_those_of_the_points() -> None:
    """The runner-up is the best of the other open ways; ties go to the way that sends less out."""
    for answers in answer_sets(400):
        found = DECIDE.compute(inputs_of(answers))
        others = [way for way in MAIN if way not in found.closed and way != found.recommendation]
        if not others:
            assert (found.runner_up, found.lead) == (None, None)
            continue
        assert found.points[found.runner_up] == max(found.points[way] for way in others)
        assert found.lead == found.points[found.recommendation] - found.points[found.runner_up]
        if found.lead == 0:
            assert MAIN.index(found.recommendation) < MAIN.index(found.runner_up)
