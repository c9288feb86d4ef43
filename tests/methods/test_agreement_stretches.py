"""Spans in part and by length, cut texts and tracks: published answers and independent programs."""

import json
from pathlib import Path
from random import Random

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching
from sklearn.metrics import f1_score

from calculators.core import InputError
from calculators.methods.agreement import Undefined, box_iou, span_f1, token_f1
from calculators.methods.agreement.segmentation import segmentation_difference
from calculators.methods.agreement.span_overlap import span_overlap
from calculators.methods.agreement.tracks import track_agreement

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "agreement_measures.json").read_text(encoding="utf-8"))

spans = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 8), st.sampled_from("xy")).map(lambda s: (s[0], s[0] + s[1], s[2])),
    max_size=8,
)


def spans_of(tags):
    """Return the spans that tags begin and go on with, one tag a token."""
    found = []
    for at, tag in enumerate([*tags, "O"]):
        if found and found[-1][1] is None and not tag.startswith("I-"):
            found[-1] = (found[-1][0], at, found[-1][2])
        if tag.startswith("B-"):
            found.append((at, None, tag[2:]))
    return found


@pytest.mark.parametrize("case", VECTORS["spans"])
def test_exact_spans_are_those_of_seqeval(case):
    """The F1 of whole spans equals seqeval's strict one on recorded random tags."""
    assert span_f1(spans_of(case["first"]), spans_of(case["second"])).f1 == pytest.approx(case["f1"])


@given(spans, spans)
def test_partial_matches_and_lengths_are_counted_as_by_brute_force(first, second):
    """Pairs are a largest matching (scipy's), and lengths those of the sets of places, label by label."""
    found = span_overlap(first, second)
    pairs = 0
    places = [{(at, label) for start, end, label in marked for at in range(start, end)} for marked in (first, second)]
    if first and second:
        meets = [[a[2] == b[2] and max(a[0], b[0]) < min(a[1], b[1]) for b in second] for a in first]
        matching = maximum_bipartite_matching(csr_matrix(numpy.array(meets, dtype=int)), perm_type="column")
        pairs = sum(place >= 0 for place in matching)
    assert (found.overlapping, found.first, found.second) == (pairs, len(first), len(second))
    assert found.shared_length == len(places[0] & places[1])
    assert (found.first_length, found.second_length) == (len(places[0]), len(places[1]))


class CountedPlace(float):
    """A place that counts how often places are compared."""

    compared = 0

    def __lt__(self, other):
        CountedPlace.compared += 1
        return float(self) < float(other)

    def __eq__(self, other):
        CountedPlace.compared += 1
        return float(self) == float(other)

    __hash__ = float.__hash__


def test_twice_as_many_spans_of_a_text_take_hardly_more_than_twice_as_many_comparisons():
    """Pairing the spans of one long text grows with their number, not with its square."""

    def compared(number):
        marked = [
            [(CountedPlace(10 * at + by), CountedPlace(10 * at + by + 5), "a") for at in range(number)] for by in (0, 3)
        ]
        CountedPlace.compared = 0
        assert span_overlap(*marked).overlapping == number
        return CountedPlace.compared

    assert compared(2_000) < 2.5 * compared(1_000)


@given(spans, spans)
def test_exact_is_never_more_than_partial(first, second):
    """What matches exactly overlaps too, where it has a length; and the order of people changes nothing."""
    kept = [[one for one in marked if one[0] < one[1]] for marked in (first, second)]
    exact, partial = span_f1(*kept), span_overlap(*kept)
    if not isinstance(exact, Undefined):
        assert exact.f1 <= partial.partial_f1 + 1e-12
    assert span_overlap(second, first).partial_f1 == span_overlap(first, second).partial_f1


def test_spans_by_hand():
    """A company marked one word longer is a partial match, and shares 7 of 12 characters marked by the other."""
    found = span_overlap([(4, 11, "company")], [(4, 16, "company")])
    assert (found.partial_f1, found.length_f1) == (1, pytest.approx(14 / 19))
    assert span_overlap([(0, 5, "a")], [(0, 5, "b")]).partial_f1 == 0
    assert isinstance(span_overlap([], []).partial_f1, Undefined)
    assert isinstance(span_overlap([], []).length_f1, Undefined)
    with pytest.raises(InputError):
        span_overlap([(5, 4, "a")], [])


@pytest.mark.parametrize("case", VECTORS["segmentation"])
def test_cuts_differ_as_nltk_says(case):
    """Pk and WindowDiff equal NLTK's, on the examples of its documentation and on recorded random cuts."""
    cuts = [[at + 1 for at, sign in enumerate(text) if sign == "1"] for text in (case["reference"], case["other"])]
    units = len(case["reference"]) + 1
    found = segmentation_difference(*cuts, units, case["window"])
    assert (found.pk, found.window_difference) == pytest.approx((case["pk"], case["windowdiff"]))


@given(st.sets(st.integers(1, 39)), st.sets(st.integers(1, 39)))
def test_a_cut_text_differs_from_itself_by_nothing(first, second):
    """Equal cuts differ by 0, and a window that only one cuts also holds a different number of cuts."""
    assert segmentation_difference(sorted(first), sorted(first), 40).window_difference == 0
    found = segmentation_difference(sorted(first), sorted(second), 40)
    assert 0 <= found.pk <= found.window_difference <= 1


def test_cuts_that_are_none():
    """A cut at an end of the text and an empty window are refused; a text of one unit has no window."""
    with pytest.raises(InputError):
        segmentation_difference([0], [], 5)
    with pytest.raises(InputError):
        segmentation_difference([], [5], 5)
    with pytest.raises(InputError):
        segmentation_difference([], [], 5, 0)
    assert isinstance(segmentation_difference([], [], 1), Undefined)
    assert segmentation_difference([5], [5], 10).window == 2


def tracks_of(case, name):
    """Return a person's tracks of a recorded case."""
    return [{int(frame): tuple(box) for frame, box in track.items()} for track in case[name]]


@pytest.mark.parametrize("case", VECTORS["tracks"])
def test_identities_are_followed_as_motmetrics_says(case):
    """Identity F1 and matched frames equal motmetrics' on recorded random tracks, some of them broken in two."""
    found = track_agreement(tracks_of(case, "first"), tracks_of(case, "second"))
    assert found.matched == case["idtp"]
    assert found.identity_f1 == pytest.approx(case["idf1"])


@pytest.mark.parametrize("case", VECTORS["tracks"])
def test_tracks_are_paired_as_scipy_does(case):
    """The matched frames are those of scipy's best assignment of the tables of matching frames."""
    first, second = tracks_of(case, "first"), tracks_of(case, "second")
    table = numpy.array([[sum(box_iou(a[f], b[f]) >= 0.5 for f in a.keys() & b.keys()) for b in second] for a in first])
    rows, columns = linear_sum_assignment(table, maximize=True)
    assert track_agreement(first, second).matched == table[rows, columns].sum()


def test_tracks_by_hand():
    """Equal tracks agree fully; one followed as two agrees on its longer part; nobody's tracks agree on nothing."""
    box = (0.0, 0.0, 2.0, 2.0)
    whole = dict.fromkeys(range(10), box)
    assert track_agreement([whole], [whole]).identity_f1 == 1
    broken = [dict.fromkeys(range(7), box), dict.fromkeys(range(7, 10), box)]
    found = track_agreement([whole], broken)
    assert (found.matched, found.identity_f1, found.mean_iou) == (7, 0.7, pytest.approx(7 / 13))
    assert track_agreement([], [whole]).identity_f1 == 0
    assert track_agreement([], []).identity_f1 == 0
    draw = Random(3)
    moved = {frame: (1.0 + draw.random() * 0, 0.0, 3.0, 2.0) for frame in range(10)}
    assert track_agreement([whole], [moved], 0.3).matched == 10
    assert track_agreement([whole], [moved], 0.5).matched == 0


@given(spans, spans)
def test_tokens_are_compared_as_by_scikit_learn(first, second):
    """The F1 by token is scikit-learn's F1 over a table of tokens by labels."""
    labels = sorted({label for *_, label in (*first, *second)})
    size = max((end for _, end, _ in (*first, *second)), default=0)
    tables = []
    for marked in (first, second):
        table = numpy.zeros((size, max(len(labels), 1)), dtype=int)
        for start, end, label in marked:
            table[start:end, labels.index(label)] = 1
        tables.append(table)
    found = token_f1(first, second)
    assert isinstance(found, Undefined) == (not numpy.any(tables))
    if not isinstance(found, Undefined):
        flat = (table.ravel() for table in tables)
        assert found.f1 == pytest.approx(f1_score(*flat, zero_division=0))
