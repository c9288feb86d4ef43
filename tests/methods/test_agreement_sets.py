"""Distances of sets, and Krippendorff's alpha with them, against independent programs."""

import json
from pathlib import Path
from random import Random

import krippendorff
import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core import InputError
from calculators.methods.agreement import (
    Ratings,
    krippendorff_alpha,
    krippendorff_alpha_by_distance,
    krippendorff_alpha_by_distance_statistic,
)
from calculators.methods.agreement.sets import jaccard_distance, masi_distance

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "agreement_measures.json").read_text(encoding="utf-8"))
DISTANCES = {"masi": masi_distance, "jaccard": jaccard_distance}

labels = st.frozensets(st.sampled_from("abcde"), max_size=4)


def joined(units):
    """Return rows of sets as rows of texts, with None kept, and what turns a text back."""
    return [[None if one is None else "+".join(sorted(one)) for one in row] for row in units]


def parted(label):
    """Return the set that a text stands for."""
    return frozenset(filter(None, label.split("+")))


def test_passonneau_s_four_cases():
    """Equal, one within the other, crossing and apart: 0, 1 - 2/3 Jaccard, 1 - 1/3 Jaccard, 1."""
    assert masi_distance({"a", "b"}, {"a", "b"}) == 0
    assert masi_distance({"a"}, {"a", "b"}) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert masi_distance({"a", "b"}, {"b", "c"}) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi_distance({"a"}, {"b"}) == 1
    assert jaccard_distance({"a"}, {"a", "b"}) == 1 / 2
    assert jaccard_distance(set(), set()) == masi_distance(set(), set()) == 0
    assert jaccard_distance(set(), {"a"}) == masi_distance(set(), {"a"}) == 1


@given(labels, labels)
def test_distances_are_distances(first, second):
    """Both lie from 0 to 1, are symmetric, 0 for equal sets alone, and MASI is never the smaller."""
    for distance in DISTANCES.values():
        assert 0 <= distance(first, second) <= 1
        assert distance(first, second) == distance(second, first)
        assert (distance(first, second) == 0) == (first == second)
    assert masi_distance(first, second) >= jaccard_distance(first, second)


@pytest.mark.parametrize("case", VECTORS["sets"])
@pytest.mark.parametrize("name", DISTANCES)
def test_alpha_of_sets_is_that_of_nltk(case, name):
    """Alpha with MASI and with Jaccard's distance equals NLTK's on recorded random answers of three people."""
    ratings = Ratings.from_units(joined(case["units"]))
    found = krippendorff_alpha_by_distance(ratings, lambda one, other: DISTANCES[name](parted(one), parted(other)))
    # NLTK holds MASI's factors as 0.67 and 0.33.
    assert found.alpha == pytest.approx(case[name], abs=0.004 if name == "masi" else 1e-9)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("name", DISTANCES)
def test_alpha_of_sets_with_gaps_is_that_of_krippendorff_s_package(seed, name):
    """Given the same distance, the independent package gives the same alpha, with gaps too; and so does the statistic
    that the bootstrap draws."""  # fmt: skip
    draw = Random(seed)
    units = [
        [
            None if draw.random() < 0.2 else base if draw.random() < 0.5 else frozenset(draw.sample("abcd", 2))
            for _ in range(4)
        ]
        for base in (frozenset(draw.sample("abcd", draw.randint(1, 3))) for _ in range(12))
    ]
    ratings = Ratings.from_units(joined(units))

    def distance(one, other):
        return DISTANCES[name](parted(one), parted(other))

    def of_arrays(v1, v2, **_):
        shape = numpy.broadcast_shapes(v1.shape, v2.shape)
        flat = zip(numpy.broadcast_to(v1, shape).ravel(), numpy.broadcast_to(v2, shape).ravel(), strict=True)
        return numpy.array([float(distance(values[int(a)], values[int(b)])) for a, b in flat]).reshape(shape)

    values = list(ratings.categories)
    counts = [
        [sum(cell == value for cell in row if cell is not None) for value in values]
        for row in joined(units)
    ]  # fmt: skip
    theirs = krippendorff.alpha(
        value_counts=numpy.array(counts), value_domain=list(range(len(values))), level_of_measurement=of_arrays
    )
    found = krippendorff_alpha_by_distance(ratings, distance)
    assert found.alpha == pytest.approx(theirs, abs=1e-9)
    assert krippendorff_alpha_by_distance_statistic(ratings, distance)(ratings.frequencies) == found.alpha


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=4), min_size=1, max_size=8))
def test_sets_of_one_label_give_nominal_alpha(units):
    """Where every set holds one label, both distances are 0 or 1, so that alpha is the nominal one."""
    ratings = Ratings.from_units(units)
    plain = krippendorff_alpha(ratings)
    for distance in DISTANCES.values():
        found = krippendorff_alpha_by_distance(ratings, lambda one, other, distance=distance: distance({one}, {other}))
        assert getattr(found, "alpha", None) == getattr(plain, "alpha", None)


def test_a_distance_below_nothing_is_refused():
    """A negative distance is no distance."""
    with pytest.raises(InputError):
        krippendorff_alpha_by_distance(Ratings.from_units([["a", "b"]]), lambda *_: -1.0)
