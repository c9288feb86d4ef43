"""The overlap model's flip strips: each flip that is drawn is one, and it stays while its strip is dragged."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.models.overlap.strips import SLOPES, lower_edge, strips
from calculators.models.overlap.wording import in_sentence
from tests.models.overlap_cases import OVERLAP, situations

FIELDS: Any = OVERLAP.inputs.fields()


def drawn(inputs: Any) -> dict[str, Any]:
    """Return the strips by field."""
    return {strip.field: strip for strip in strips(inputs, OVERLAP.compute(inputs))}


def totals(inputs: Any) -> dict[str, float]:
    """Return what each option costs with its mistakes, by the words for it."""
    return {in_sentence(option.name): option.total for option in OVERLAP.compute(inputs).options}


@settings(max_examples=80, deadline=None)
@given(situations())
def test_each_flip_that_is_drawn_is_one(x: dict[str, Any]) -> None:
    """A hair below and above each flip the option that is named costs least, and so does the one at the value given."""
    inputs = OVERLAP.inputs.parse(x)
    for name, strip in drawn(inputs).items():
        assert totals(inputs)[strip.here.name] == pytest.approx(min(totals(inputs).values()), rel=1e-8, abs=1e-8)
        assert (strip.stretches[0].low, strip.stretches[-1].high) == (FIELDS[name].minimum, FIELDS[name].maximum)
        for below, above in itertools.pairwise(strip.stretches):
            assert below.high == above.low
            assert below.name != above.name
            for stretch, value in ((below, below.high * (1 - 1e-6)), (above, above.low * (1 + 1e-6))):
                costs = totals(inputs.varied({name: min(value, FIELDS[name].maximum)}))
                assert costs[stretch.name] == pytest.approx(min(costs.values()), rel=1e-8, abs=1e-8)


def test_the_best_option_really_changes_at_each_flip_of_the_guides_example() -> None:
    """The calculator itself names the option below a flip and the other one above it, for all three inputs."""
    inputs: Any = OVERLAP.inputs()
    found = drawn(inputs)
    assert [len(found[name].stretches) > 1 for name in SLOPES] == [True, True, True]
    for name, strip in found.items():
        for below, above in itertools.pairwise(strip.stretches):
            for stretch, value in ((below, below.high * (1 - 1e-3)), (above, above.low * (1 + 1e-3))):
                best = OVERLAP.compute(inputs.varied({name: value})).best
                assert in_sentence(best) == stretch.name


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(list(SLOPES)), st.floats(0, 1))
def test_a_strip_stays_while_it_is_dragged(name: str, share: float) -> None:
    """Anywhere on the published range a value leaves ends and flips where they are: the handle alone moves."""
    inputs: Any = OVERLAP.inputs()
    before = drawn(inputs)[name]
    basis = FIELDS[name].basis
    after = drawn(inputs.varied({name: basis.low + share * (basis.high - basis.low)}))[name]
    assert (after.low, after.high) == pytest.approx((before.low, before.high))
    assert [one.high for one in after.stretches] == pytest.approx([one.high for one in before.stretches], abs=1e-9)


@pytest.mark.parametrize(
    ("lines", "edge"),
    [
        ([(0, 1), (5, 0)], [(0, 0), (1, 5)]),
        ([(5, 0), (0, 1)], [(1, 0), (0, 5)]),
        ([(0, 0), (0, 1)], [(0, 0)]),
        ([(0, 1), (0, 0)], [(1, 0)]),
        ([(0, 1), (0, 1)], [(0, 0)]),
        ([(0, 2), (4, 1), (9, 0)], [(0, 0), (1, 4), (2, 5)]),
        ([(0, 2), (6, 1), (8, 0)], [(0, 0), (2, 4)]),
        ([(0, 1), (10, 0)], [(0, 0)]),
    ],
)
def test_the_lower_edge_of_lines(lines: list[tuple[float, float]], edge: list[tuple[int, float]]) -> None:
    """By hand from 0 to 10: crossings, ties at the start, the same line twice, and one that is never the lowest."""
    assert list(lower_edge(lines, 0, 10)) == edge
