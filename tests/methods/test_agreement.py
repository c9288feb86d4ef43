"""Published and constructed cases of agreement, and both sides of every limit."""

import json
import math
import statistics
from itertools import permutations
from pathlib import Path

import pytest

from calculators.core import InputError
from calculators.core.scale_order import in_scale_order, number_in
from calculators.methods.agreement import (
    GwetAC,
    MatchedIou,
    PairTable,
    Ratings,
    SpanF1,
    Undefined,
    box_iou,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    gwet_ac2,
    krippendorff_alpha,
    matched_iou,
    observed_agreement,
    observed_agreement_statistic,
    scott_pi,
    span_f1,
    span_f1_from_counts,
)
from tests.methods.agreement_answers import answer, written

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "agreement.json").read_text(encoding="utf-8"))

# The vectors' names of the parts of an answer, where ours are words.
PARTS = {
    "po": "observed",
    "pe": "expected",
    "p_bar": "observed",
    "pa": "observed",
    "ac": "coefficient",
    "ase": "standard_error",
    "ci95_lo": "low",
    "ci95_hi": "high",
    "se_h0": "standard_error_null",
    "z_h0": "z_null",
    "se_simple": "standard_error_simple",
    "n": "items",
    "tp": "shared",
    "se": "standard_error",
    "lo": "low",
    "hi": "high",
}

# O-matched_iou-06 states 3 matched boxes and an F1 of 2/3 for three boxes against three, which cannot both
# be: its overlaps are 0.6, 0.6 and 1/3, so two reach the threshold of 0.5, and 2 x 2 / 6 is the F1 stated.
CORRECTED = {("O-matched_iou-06", "matched"): 2}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_every_vector(vector):
    """Each part of each known answer is met to its stated tolerance; undefined and refused cases are so."""
    expected, tolerance = vector["expected"], vector["tolerance"]
    if expected.get("error"):
        with pytest.raises(InputError):
            answer(vector["method"], vector["inputs"])
        return
    found = answer(vector["method"], vector["inputs"])
    if expected.get("undefined"):
        assert isinstance(found, Undefined)
        assert found.reason
        return
    for part, value in expected.items():
        got = found if part == "iou" else getattr(found, PARTS.get(part, part))
        value = CORRECTED.get((vector["id"], part), value)
        within = tolerance if isinstance(tolerance, float) else tolerance.get(part, tolerance["default"])
        assert got == value if value is None else math.isclose(got, value, rel_tol=0, abs_tol=within), part
        if part in (vector.get("published") or {}):
            printed, rounding = vector["published"][part]
            assert abs(got - printed) <= rounding, part


def test_every_vector_gives_the_same_in_pyodide(pyodide):
    """In Pyodide every case has the answer it has in CPython, to the last digit."""
    lines = (Path(__file__).parent / "agreement_answers.py").read_text("utf-8")
    cases = [(vector["method"], vector["inputs"]) for vector in VECTORS]
    call = f"import json\nresult = json.dumps([written(*case) for case in json.loads({json.dumps(cases)!r})])"
    assert json.loads(pyodide(lines + call)) == [written(*case) for case in cases]


def test_vectors_cover_every_method():
    """The cases contain every topic of the folder, so that none is tested by nothing."""
    assert {vector["method"] for vector in VECTORS} == {
        "percent_agreement",
        "cohen_kappa",
        "scott_pi",
        "fleiss_kappa",
        "krippendorff_alpha",
        "gwet_ac",
        "span_f1",
        "box_iou",
        "matched_iou",
        "bootstrap_exact",
    }


def test_an_annotator_with_one_label_gets_kappa_zero_and_no_z():
    """With a constant annotator kappa is exactly 0 and its null standard error 0, so z does not exist."""
    found = cohen_kappa(PairTable.from_rows([[5, 5], [0, 0]]))
    assert (found.kappa, found.standard_error_null, found.z_null) == (0.0, 0.0, None)


def test_the_prevalence_warning_case():
    """85/5/5/5 of 100: agreement 0.90, kappa 0.444 and AC1 0.878 part company."""
    table = PairTable.from_rows([[85, 5], [5, 5]])
    assert observed_agreement(Ratings.from_pairs(table)).pairwise == 0.9
    assert cohen_kappa(table).kappa == pytest.approx(0.4444, abs=5e-5)
    assert gwet_ac1(Ratings.from_pairs(table)).coefficient == pytest.approx(0.878, abs=5e-4)


def test_ac1_is_ac2_without_weights():
    """AC1 and AC2 with no weights are one number."""
    ratings = Ratings.from_units([["a", "b", None], ["b", "b", "b"], ["c", "a", "c"]])
    assert gwet_ac1(ratings) == gwet_ac2(ratings, "none")
    assert isinstance(gwet_ac1(ratings), GwetAC)


def test_missing_pairs_are_dropped_from_kappa():
    """An item that one of the two did not label changes nothing (JASP once got this wrong: issue 2307)."""
    pairs = [("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]
    with_missing = [*pairs, ("a", None), (None, "b"), (None, None)]
    assert cohen_kappa(PairTable.from_pairs(with_missing)) == cohen_kappa(PairTable.from_pairs(pairs))


def test_weights_run_over_the_declared_scale():
    """A declared label that nobody used moves its neighbours apart, which changes weighted kappa alone.

    At an end of the scale it changes po and pe but cancels out of linear and quadratic kappa.
    """
    pairs = [(1, 1), (1, 2), (2, 2), (2, 2), (3, 2), (3, 2), (3, 3)]
    seen = PairTable.from_pairs(pairs)
    between, beyond = PairTable.from_pairs(pairs, [1, 2, 2.5, 3]), PairTable.from_pairs(pairs, [0, 1, 2, 3])
    for weights in ("linear", "quadratic"):
        kappa = cohen_kappa(seen, weights)
        assert abs(cohen_kappa(between, weights).kappa - kappa.kappa) > 0.001
        assert cohen_kappa(beyond, weights).kappa == pytest.approx(kappa.kappa)
        assert cohen_kappa(beyond, weights).observed > kappa.observed
    assert cohen_kappa(seen).kappa == cohen_kappa(between).kappa == cohen_kappa(beyond).kappa


@pytest.mark.parametrize("confidence", [0, 1, -0.1, 1.5, math.nan])
def test_confidence_is_strictly_between_0_and_1(confidence):
    """A confidence level of 0, 1 or beyond is refused, not turned into an infinite interval."""
    with pytest.raises(InputError, match="between 0 and 1"):
        cohen_kappa(PairTable.from_rows([[3, 1], [1, 3]]), "none", confidence)


def test_confidence_widens_the_interval():
    """A higher confidence level gives a wider interval around the same kappa."""
    table = PairTable.from_rows([[8, 2], [1, 9]])
    narrow, wide = cohen_kappa(table, confidence=0.5), cohen_kappa(table, confidence=0.999)
    assert wide.low < narrow.low < narrow.kappa == wide.kappa < narrow.high < wide.high


def test_unknown_weights_and_levels_are_refused():
    """Only published weightings, levels and kinds are accepted, and the message lists them."""
    table = PairTable.from_rows([[3, 1], [1, 3]])
    with pytest.raises(InputError, match="none, linear or quadratic"):
        cohen_kappa(table, "cubic")
    with pytest.raises(InputError, match="nominal, ordinal, interval or ratio"):
        krippendorff_alpha(Ratings.from_pairs(table), "cardinal")
    with pytest.raises(InputError, match="pairwise or all_equal"):
        observed_agreement_statistic(Ratings.from_pairs(table), "some")


def test_fleiss_needs_equal_numbers_of_labels():
    """Fleiss' kappa refuses items with one label, and items that differ, and names alpha as the way out."""
    with pytest.raises(InputError, match="at least two labels"):
        fleiss_kappa(Ratings.from_units([["a"], ["b"]]))
    with pytest.raises(InputError, match="Krippendorff"):
        fleiss_kappa(Ratings.from_units([["a", "b", None], ["a", "b", "a"]]))
    with pytest.raises(InputError, match="Krippendorff"):
        fleiss_kappa(Ratings.from_units([["a", "b"], [None, None]]))


def test_nothing_to_compare_is_undefined_everywhere():
    """With no items at all every coefficient says that it is not defined; none says 0, 1 or NaN."""
    nothing = Ratings.from_units([])
    for found in (
        observed_agreement(nothing),
        fleiss_kappa(nothing),
        krippendorff_alpha(nothing),
        gwet_ac1(nothing),
        cohen_kappa(PairTable.from_pairs([])),
        scott_pi(PairTable.from_pairs([])),
    ):
        assert isinstance(found, Undefined)


def test_labels_are_refused_that_cannot_be_compared():
    """NaN, infinity, lists and undeclared or twice declared labels are refused with the parameter's name."""
    for units in ([[math.nan, 1]], [[math.inf, 1]], [[["a"], "b"]], [[("a",), "b"]], [3]):
        with pytest.raises(InputError):
            Ratings.from_units(units)
    with pytest.raises(InputError, match="every label that is used"):
        Ratings.from_units([["a", "c"]], ["a", "b"])
    with pytest.raises(InputError, match="declared once"):
        Ratings.from_units([["a", "a"]], ["a", "a"])
    with pytest.raises(InputError, match="pairs of labels"):
        PairTable.from_pairs([3])
    with pytest.raises(InputError, match="two labels in every pair"):
        PairTable.from_pairs([("a", "b", "c")])


def test_counts_are_refused_that_are_not_counts():
    """Tables that are ragged, not square, negative or fractional are refused."""
    with pytest.raises(InputError, match="square"):
        PairTable.from_rows([[1, 2]])
    with pytest.raises(InputError, match="square"):
        PairTable.from_rows([[1, 2], [3]])
    for rows in ([[1, -1], [0, 1]], [[1, 0.5], [0, 1]]):
        with pytest.raises(InputError, match="whole numbers"):
            PairTable.from_rows(rows)
        with pytest.raises(InputError, match="whole numbers"):
            Ratings.from_counts(rows)
    with pytest.raises(InputError, match="in every row"):
        Ratings.from_counts([[1, 2], [3]])
    with pytest.raises(InputError, match="places"):
        Ratings.from_codes({(0, 2): 1}, ["a", "b"])
    with pytest.raises(InputError, match="places"):
        PairTable.from_codes({(0, 2): 1}, ["a", "b"])


def test_units_pairs_and_codes_fold_to_the_same_ratings():
    """However the data come, the same labels make the same ratings."""
    units = [["b", "a"], ["a", "a"], ["a", "b"]]
    folded = Ratings.from_units(units)
    assert folded == Ratings.from_pairs(PairTable.from_pairs(units))
    assert folded == Ratings.from_codes({(1, 0): 1, (0, 0): 1, (0, 1): 1}, ["a", "b"])
    assert folded == Ratings.from_counts([[1, 1], [2, 0], [1, 1]], ["a", "b"])
    assert (folded.items, folded.labels_per_item) == (3, 2)
    assert PairTable.from_pairs(units).rows == ((1, 1), (1, 0))


def test_scale_order():
    """Labels that all read as numbers are ordered by value, others by text; the order given never matters."""
    assert in_scale_order(["10", "9", "-1.5"]) == ["-1.5", "9", "10"]
    assert in_scale_order(["10", "9", "x"]) == ["10", "9", "x"]
    assert in_scale_order([3, 1, 2.5]) == [1, 2.5, 3]
    assert [number_in(text) for text in ("1_0", "1e999", "nan", "x", "9" * 41)] == [None] * 5
    assert number_in("-1e3") == -1000


def test_numeric_levels_need_numbers():
    """Interval and ratio level read numbers in text and refuse words; ratio level refuses less than 0."""
    text, numbers = [["1", "2"], ["2.0", "2"]], [[1, 2], [2, 2]]
    for level in ("interval", "ratio"):
        assert krippendorff_alpha(Ratings.from_units(text), level).alpha == pytest.approx(
            krippendorff_alpha(Ratings.from_units(numbers), level).alpha
        )
        with pytest.raises(InputError, match="numbers"):
            krippendorff_alpha(Ratings.from_units([["1", "two"]]), level)
    negative = Ratings.from_units([[-1, 2], [2, 2]])
    assert krippendorff_alpha(negative, "interval").alpha < 1
    with pytest.raises(InputError, match="at least 0"):
        krippendorff_alpha(negative, "ratio")


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_disagreement_in_the_metric_of_its_level(level):
    """Observed and expected disagreement are the mean squared differences as defined, label by label."""
    units = [[1, 1, None, 2.5], [2.5, 2.5, 4, None], [4, 1, None, None], [None, None, None, 1]]
    pairable = [[label for label in row if label] for row in units[:3]]
    labels = sorted(label for row in pairable for label in row)

    def squared(a, b):
        if level == "ordinal":
            between = [label for label in labels if min(a, b) <= label <= max(a, b)]
            return 0 if a == b else (len(between) - (labels.count(a) + labels.count(b)) / 2) ** 2
        return {"nominal": a != b, "interval": (a - b) ** 2, "ratio": ((a - b) / (a + b)) ** 2}[level]

    observed = sum(squared(a, b) / (len(row) - 1) for row in pairable for a, b in permutations(row, 2)) / len(labels)
    expected = statistics.fmean(squared(a, b) for a, b in permutations(labels, 2))
    found = krippendorff_alpha(Ratings.from_units(units), level)
    assert found.observed_disagreement == pytest.approx(observed)
    assert found.expected_disagreement == pytest.approx(expected)
    assert found.alpha == pytest.approx(1 - observed / expected)
    assert (found.pairable, found.level) == (8, level)


def test_interval_alpha_far_from_zero():
    """Adding a billion to every value leaves interval alpha exactly as it was: nothing cancels."""
    units = [[1, 2, 2], [4, 4, None], [3, 5, 4]]
    moved = [[value and value + 10**9 for value in row] for row in units]
    near, far = (krippendorff_alpha(Ratings.from_units(rows), "interval").alpha for rows in (units, moved))
    assert near == far


def test_span_edges():
    """Duplicates count twice, touching ends are allowed, reversed ends and impossible counts are refused."""
    once, twice = [(0, 2, "A")], [(0, 2, "A"), (0, 2, "A")]
    assert span_f1(once, twice).f1 == pytest.approx(2 / 3)
    assert span_f1(twice, twice) == SpanF1(1.0, 1.0, 1.0, 2, 2, 2)
    assert span_f1([(3, 3, "A")], [(3, 3, "A")]).f1 == 1
    for spans in ([(3, 2, "A")], [(0.5, 2, "A")], [(0, 2, None)]):
        with pytest.raises(InputError, match="first"):
            span_f1(spans, once)
    for counts in ((3, 2, 5), (-1, 2, 2), (1, 0, 2)):
        with pytest.raises(InputError, match="shared"):
            span_f1_from_counts(*counts)


def test_touching_boxes_part_the_two_conventions():
    """Boxes that touch overlap by 0 in continuous coordinates and by a column of pixels in inclusive ones."""
    left, right = (0, 0, 10, 10), (10, 0, 20, 10)
    assert box_iou(left, right) == 0
    assert box_iou(left, right, pixel_inclusive=True) == pytest.approx(11 / 231)
    assert isinstance(box_iou((1, 1, 1, 1), (1, 1, 1, 1)), Undefined)
    assert box_iou((1, 1, 1, 1), (1, 1, 1, 1), pixel_inclusive=True) == 1


@pytest.mark.parametrize(
    "box",
    [(math.nan, 0, 1, 1), (0, 0, math.inf, 1), (0, 0, 1), (0, 0, 1, "1"), (0, 1, 1, 0), (0, 0, 1e151, 1)],
)
def test_boxes_are_refused_that_are_none(box):
    """A box of other than four finite numbers in order is refused, alone and in a list."""
    with pytest.raises(InputError, match="first"):
        box_iou(box, (0, 0, 1, 1))
    with pytest.raises(InputError, match="second"):
        matched_iou([(0, 0, 1, 1)], [box])


def test_iou_threshold_limits():
    """A threshold of 1 is accepted and of 0 or above 1 refused."""
    box = (0, 0, 2, 2)
    assert matched_iou([box], [box], 1).matched == 1
    for threshold in (0, 1.01, -1, math.nan):
        with pytest.raises(InputError, match="threshold"):
            matched_iou([box], [box], threshold)


def test_box_count_limit():
    """A thousand boxes on a picture are matched; one more is refused."""
    row = [(10 * x, 0, 10 * x + 9, 9) for x in range(1_001)]
    with pytest.raises(InputError, match="1,000"):
        matched_iou(row, row[:1])
    assert matched_iou(row[:1_000], row[:1]).matched == 1


def test_boxes_without_area():
    """A dot against a dot has no overlap to speak of; a dot against a box overlaps by nothing."""
    dot, box = (1, 1, 1, 1), (0, 0, 2, 2)
    assert isinstance(matched_iou([dot], [dot]), Undefined)
    assert matched_iou([dot], [box]) == MatchedIou(0.0, 0, 0.0, 1, 1)


def test_matching_breaks_ties_towards_more_matches():
    """Of two matchings with the same total overlap, the one with more pairs at the threshold is taken."""
    # Straight, the overlaps are 0 and 0.375; crossed, 0.125 and 0.25.
    first, second = [(2, 0, 3, 1), (4, 0, 7, 1)], [(6, 0, 8, 1), (0, 0, 8, 1)]
    for one, other in ((first, second), (second, first), (first[::-1], second), (second, first[::-1])):
        assert matched_iou(one, other, 0.1).matched == 2
        assert matched_iou(one, other, 0.3).matched == 1
        assert matched_iou(one, other, 0.1).mean_iou == 0.1875
