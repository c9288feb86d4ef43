"""Intraclass correlation and Lin's concordance: published answers, independent programs, and what must always hold."""

import json
import math
from pathlib import Path
from random import Random

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core import InputError
from calculators.methods.agreement import Undefined
from calculators.methods.agreement.concordance import concordance
from calculators.methods.agreement.intraclass import intraclass_correlations

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "agreement_measures.json").read_text(encoding="utf-8"))
# Table 2 of Shrout and Fleiss (1979): six items, four judges.
SHROUT_AND_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]

rows = st.integers(2, 5).flatmap(
    lambda people: st.lists(st.lists(st.integers(0, 9), min_size=people, max_size=people), min_size=2, max_size=12)
)


def by_form(ratings, confidence=0.95):
    """Return each form's correlation by its name."""
    return {one.form: one for one in intraclass_correlations(ratings, confidence)}


def test_shrout_and_fleiss_published_answers():
    """The six forms of the published example are the printed ones, to the printed digits."""
    found = {form: round(one.value, 2) for form, one in by_form(SHROUT_AND_FLEISS).items()}
    assert found == {
        "ICC(1,1)": 0.17, "ICC(2,1)": 0.29, "ICC(3,1)": 0.71, "ICC(1,k)": 0.44, "ICC(2,k)": 0.62, "ICC(3,k)": 0.91,
    }  # fmt: skip


@pytest.mark.parametrize("case", VECTORS["intraclass"], ids=lambda case: case["name"])
def test_all_forms_and_limits_are_those_of_pingouin(case):
    """Values and limits equal pingouin's, which rounds its limits to two digits."""
    for form, one in by_form(case["ratings"]).items():
        value, low, high = case["icc"][form]
        assert one.value == pytest.approx(value, abs=1e-8)
        assert (one.low, one.high) == pytest.approx((low, high), abs=0.0051)


@given(rows, st.integers(-50, 50), st.integers(1, 5))
def test_a_shift_and_a_stretch_of_all_ratings_change_nothing(ratings, shift, stretch):
    """Every form and limit is the same in another unit, and every value lies within its limits."""
    found = intraclass_correlations(ratings)
    moved = intraclass_correlations([[value * stretch + shift for value in row] for row in ratings])
    if isinstance(found, Undefined):
        assert isinstance(moved, Undefined)
        return
    for one, other in zip(found, moved, strict=True):
        assert (one.value is None) == (other.value is None)
        if one.value is not None:
            assert one.value <= 1 + 1e-12
            assert other.value == pytest.approx(one.value, abs=1e-9)
        if None not in (one.low, one.high) and one.form in ("ICC(1,1)", "ICC(3,1)"):
            assert one.low - 1e-9 <= one.value <= one.high + 1e-9


def test_an_offset_counts_as_disagreement_in_two_of_three_models():
    """Who always gives two more agrees fully by ICC(3), not by ICC(2); perfect agreement is 1 with limits of 1."""
    shifted = by_form([[value, value + 2] for value in (1, 4, 6, 9)])
    assert (shifted["ICC(3,1)"].value, shifted["ICC(3,1)"].low, shifted["ICC(3,1)"].high) == (1, 1, 1)
    assert shifted["ICC(2,1)"].value < 0.9
    for one in by_form([[value, value] for value in (1, 4, 6, 9)]).values():
        assert (one.value, one.low, one.high) == (1, 1, 1)


@pytest.mark.parametrize("ratings", [[], [[1, 2]], [[1], [2]], [[3, 3], [3, 3]]])
def test_too_little_is_undefined(ratings):
    """One item, one person, or no spread at all has no correlation."""
    assert isinstance(intraclass_correlations(ratings), Undefined)


@pytest.mark.parametrize(
    ("ratings", "confidence", "field"),
    [([[1, 2], [1]], 0.95, "ratings"), ([[1, math.nan], [1, 2]], 0.95, "ratings"), ([[1, 2], [3, 4]], 1, "confidence")],
)
def test_ratings_that_are_none_are_refused(ratings, confidence, field):
    """Rows of unlike length, numbers that are none and a confidence of 1 are refused at their field."""
    with pytest.raises(InputError) as refusal:
        intraclass_correlations(ratings, confidence)
    assert refusal.value.field == field


@pytest.mark.parametrize("seed", range(20))
def test_concordance_is_what_numpy_makes_of_its_definition(seed):
    """The value is 1 less the mean squared difference over what it would be without any correlation."""
    draw = numpy.random.default_rng(seed)
    first = draw.normal(5, 2, 30)
    second = first * draw.uniform(0.5, 1.5) + draw.normal(0, 1, 30) + draw.uniform(-2, 2)
    unrelated = first.var() + second.var() + (first.mean() - second.mean()) ** 2
    found = concordance(list(map(float, first)), list(map(float, second)))
    assert found.value == pytest.approx(1 - ((first - second) ** 2).mean() / unrelated, abs=1e-12)
    assert found.correlation == pytest.approx(numpy.corrcoef(first, second)[0, 1], abs=1e-12)
    assert found.low < found.value < found.high
    assert abs(found.value) <= abs(found.correlation)


@pytest.mark.parametrize(("shift", "stretch", "noise"), [(0, 1, 1), (1, 1, 0.5), (0.5, 1.3, 1)])
def test_the_interval_of_concordance_covers_the_truth_as_often_as_it_says(shift, stretch, noise):
    """In 2,000 simulated studies of 60 items the interval holds the true value in 93 to 97 of 100."""
    draw = numpy.random.default_rng(7)
    spread, another = 1, stretch**2 + noise**2
    truth = 2 * stretch / (spread + another + shift**2)
    covered = 0
    for _ in range(2_000):
        first = draw.normal(0, 1, 60)
        second = stretch * first + shift + draw.normal(0, noise, 60)
        found = concordance(first.tolist(), second.tolist())
        covered += found.low <= truth <= found.high
    assert 0.93 <= covered / 2_000 <= 0.97


def test_concordance_at_its_ends():
    """Equal numbers give 1, mirrored ones -1, one number throughout none, and two items no interval."""
    assert concordance([1, 2, 4], [1, 2, 4]).value == 1
    assert concordance([1, 2, 3], [3, 2, 1]).value == -1
    assert isinstance(concordance([1, 1], [1, 2]), Undefined)
    assert isinstance(concordance([1], [2]), Undefined)
    assert concordance([1, 2], [1, 3]).low is None
    draw = Random(1)
    numbers = [draw.random() for _ in range(20)]
    assert concordance(numbers, [value + 1 for value in numbers]).correlation == pytest.approx(1)
    with pytest.raises(InputError):
        concordance([1, 2], [1])
    with pytest.raises(InputError):
        concordance([1, math.inf], [1, 2])
    with pytest.raises(InputError):
        concordance([1, 2], [1, 2], 0)
