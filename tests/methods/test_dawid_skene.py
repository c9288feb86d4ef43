"""Dawid and Skene's model gives the published numbers, and what must hold of any labels."""

import json
import random
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core import Better, InputError, Progress
from calculators.methods.agreement import DawidSkene, dawid_skene
from calculators.methods.agreement.dawid_skene import Given

CASES = json.loads((Path(__file__).parent.parent / "vectors" / "dawid_skene.json").read_text("utf-8"))


def estimate(items: Counter[Given], people: int, labels: int, **more: Any) -> DawidSkene:
    """Return the finished estimate."""
    *_, last = dawid_skene(items, people, labels, **more)
    assert isinstance(last, Better)
    return last.result


class Folded:
    """A published table, its names as places."""

    def __init__(self, triples: list[list[Any]]) -> None:
        self.items, self.people, self.labels = (sorted({row[at] for row in triples}) for at in range(3))
        said: dict[Any, list[tuple[int, int]]] = {item: [] for item in self.items}
        for item, person, label in triples:
            said[item].append((self.people.index(person), self.labels.index(label)))
        self.patterns = {item: tuple(sorted(found)) for item, found in said.items()}

    def model(self) -> DawidSkene:
        """Return the finished estimate."""
        return estimate(Counter(self.patterns.values()), len(self.people), len(self.labels))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_published_tables_give_the_published_numbers(case: dict[str, Any]) -> None:
    """The anaesthetists of 1979 and three tables more give the published priors, labels, mistakes and accuracies."""
    folded, expected = Folded(case["inputs"]["triples"]), case["expected"]
    found = folded.model()
    assert found.settled
    if "priors" in expected:
        assert found.priors == pytest.approx(expected["priors"], abs=5e-4)
    if "error_matrix" in expected:
        person = folded.people.index(case["inputs"]["rater_for_matrix"])
        for row, wanted in zip(found.errors[person], expected["error_matrix"], strict=True):
            assert row == pytest.approx(wanted, abs=5e-4)
    for name, accuracy in expected.get("rater_accuracy", {}).items():
        person = [str(one) for one in folded.people].index(name)
        assert found.accuracy(person) == pytest.approx(accuracy, abs=5e-4)
    for name, label in expected["labels"].items():
        item = next(item for item in folded.items if str(item) == name)
        chances = found.posteriors[folded.patterns[item]]
        assert folded.labels[chances.index(max(chances))] == label


LABELS = st.lists(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=5).map(
        lambda given: tuple(sorted(given))
    ),
    min_size=1,
    max_size=20,
)


@settings(max_examples=100, deadline=None)
@given(LABELS, st.sampled_from([0.0, 1.0]))
def test_what_is_estimated_are_chances(patterns: list[Given], prior: float) -> None:
    """Priors, every item's chances and every person's rows add up to 1, or to 0 where nothing is known of a row."""
    found = estimate(Counter(patterns), 4, 3, prior=prior)
    assert sum(found.priors) == pytest.approx(1)
    for chances in found.posteriors.values():
        assert sum(chances) == pytest.approx(1)
    for rows in found.errors:
        for row in rows:
            assert sum(row) == pytest.approx(1) or (sum(row) == 0 and not prior)
    for person in range(4):
        assert 0 <= found.accuracy(person) <= 1 + 1e-9


@settings(max_examples=50, deadline=None)
@given(LABELS)
def test_the_order_of_the_items_does_not_matter(patterns: list[Given]) -> None:
    """The same items in another order give the same estimate."""
    first = estimate(Counter(patterns), 4, 3)
    second = estimate(Counter(patterns[::-1]), 4, 3)
    if first.settled and second.settled and first.rounds < 100:
        assert second.priors == pytest.approx(first.priors, abs=1e-3)


def made_up(items: int, seed: int) -> tuple[list[Given], list[int]]:
    """Return labels of three people who are right 95, 85 and 75 times in a hundred, and the right ones."""
    chance = random.Random(seed)
    patterns, right = [], []
    for _ in range(items):
        answer = chance.choices(range(3), [3, 2, 1])[0]
        said = [
            answer if chance.random() < accuracy else chance.choice([at for at in range(3) if at != answer])
            for accuracy in (0.95, 0.85, 0.75)
        ]
        patterns.append(tuple(enumerate(said)))
        right.append(answer)
    return patterns, right


def trust(items: int, times: int) -> tuple[float, float]:
    """Return the mean chance of a wrong label that the model states where people differ, and how often it is wrong."""
    stated = wrong = 0.0
    differing = 0
    for seed in range(times):
        patterns, right = made_up(items, seed)
        found = estimate(Counter(patterns), 3, 3, prior=1)
        for pattern, answer in zip(patterns, right, strict=True):
            if len({label for _, label in pattern}) > 1:
                chances = found.posteriors[pattern]
                differing += 1
                stated += 1 - max(chances)
                wrong += chances.index(max(chances)) != answer
    return stated / differing, wrong / differing


def test_how_far_it_trusts_itself_is_what_the_answer_says() -> None:
    """With 60 items the stated chance of a wrong label is 8 % and 11 % are wrong; with 1,000 items both are alike."""
    few, many = trust(60, 40), trust(1000, 8)
    assert [round(100 * share) for share in few] == [8, 11]
    assert many[0] == pytest.approx(many[1], abs=0.01)


def test_people_s_accuracy_is_found_again() -> None:
    """Of a thousand items the three accuracies that made the labels are found to within three in a hundred."""
    patterns, _ = made_up(1000, 1)
    found = estimate(Counter(patterns), 3, 3, prior=1)
    assert [found.accuracy(person) for person in range(3)] == pytest.approx([0.95, 0.85, 0.75], abs=0.03)


def test_a_prior_keeps_people_from_being_infallible() -> None:
    """Who made no mistake so far is not taken to make none ever, and without any prior is."""
    patterns = Counter({((0, 0), (1, 0), (2, 0)): 20, ((0, 1), (1, 1), (2, 1)): 20, ((0, 0), (1, 0), (2, 1)): 5})
    assert estimate(patterns, 3, 2).accuracy(0) == pytest.approx(1)
    assert estimate(patterns, 3, 2, prior=1).accuracy(0) < 0.99


def test_long_work_says_how_far_it_is_and_stops_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every stretch of work is followed by a word of progress that never falls, and too much work ends unsettled."""
    module = import_module("calculators.methods.agreement.dawid_skene")
    monkeypatch.setattr(module, "_STEP", module._STEP // 10)
    monkeypatch.setattr(module, "_MOST", module._MOST // 10)
    chance = random.Random(1)
    items = Counter(
        tuple(sorted((who, chance.randrange(4)) for who in chance.sample(range(200), 3))) for _ in range(2_000)
    )
    *steps, last = dawid_skene(items, 200, 4)
    assert isinstance(last, Better)
    shares = [step.share for step in steps if isinstance(step, Progress)]
    assert len(shares) > 50
    assert shares == sorted(shares)
    assert 0 < shares[-1] <= 1
    assert last.result.rounds < 200


@pytest.mark.parametrize("items", [Counter[Given](), Counter({(): 3})], ids=["no item", "an item without a label"])
def test_nothing_to_estimate_from_is_refused(items: Counter[Given]) -> None:
    """No item, or an item without a label, is an error about the items."""
    with pytest.raises(InputError, match="label or more"):
        estimate(items, 3, 2)
