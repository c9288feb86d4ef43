"""What must hold for agreement on any data."""

import itertools

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators.methods.agreement import (
    PairTable,
    Ratings,
    Undefined,
    box_iou,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    gwet_ac2,
    krippendorff_alpha,
    matched_iou,
    observed_agreement,
    scott_pi,
    span_f1,
)

LABELS = ("1", "2", "3", "4")
units_of = st.integers(1, 5).flatmap(
    lambda annotators: st.lists(
        st.lists(st.none() | st.sampled_from(LABELS), min_size=annotators, max_size=annotators), max_size=20
    )
)
pairs_of = st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), max_size=30)
spans_of = st.lists(st.tuples(st.integers(0, 3), st.integers(3, 5), st.sampled_from("AB")), max_size=8)
boxes_of = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9), st.integers(1, 9)).map(
        lambda box: (box[0], box[1], box[0] + box[2], box[1] + box[3])
    ),
    max_size=5,
)


def everything(units, categories=LABELS):
    """Return every coefficient that takes any number of annotators and missing labels."""
    ratings = Ratings.from_units(units, categories)
    return (
        observed_agreement(ratings),
        *(krippendorff_alpha(ratings, level) for level in ("nominal", "ordinal", "interval", "ratio")),
        *(gwet_ac2(ratings, weights) for weights in ("none", "linear", "quadratic")),
    )


def unordered(units, categories=LABELS):
    """Return those whose labels have no order."""
    ratings = Ratings.from_units(units, categories)
    return observed_agreement(ratings), krippendorff_alpha(ratings), gwet_ac1(ratings)


@settings(deadline=None)
@given(units_of, st.randoms(use_true_random=False))
def test_order_never_matters(units, random):
    """Permuting items, or the annotators of any item, changes no bit of any coefficient."""
    shuffled = [random.sample(row, len(row)) for row in random.sample(units, len(units))]
    assert everything(shuffled) == everything(units)


@settings(deadline=None)
@given(units_of, st.permutations(LABELS))
def test_renaming_labels_changes_no_nominal_coefficient(units, other):
    """Labels without an order are only names."""
    renamed = dict(zip(LABELS, other, strict=True)) | {None: None}
    assert unordered([[renamed[label] for label in row] for row in units]) == unordered(units)


@settings(deadline=None)
@given(units_of)
def test_turning_the_scale_round_changes_nothing(units):
    """On an ordered scale only distances count, so the reversed scale gives the same."""
    ratings, turned = Ratings.from_units(units, LABELS), Ratings.from_units(units, LABELS[::-1])
    assert krippendorff_alpha(ratings, "ordinal") == krippendorff_alpha(turned, "ordinal")
    assert gwet_ac2(ratings, "linear") == gwet_ac2(turned, "linear")


@settings(deadline=None)
@given(units_of)
def test_missing_labels_are_not_labels(units):
    """Items without a label, and annotators who labelled nothing, change nothing."""
    more = [[*row, None] for row in [[None], *units, [None, None]]]
    assert everything(more) == everything(units)


@settings(deadline=None)
@given(units_of)
def test_single_labels_count_only_where_they_should(units):
    """An item with one label changes neither observed agreement nor alpha."""
    more = [*units, ["1"]]
    one, other = (Ratings.from_units(rows, LABELS) for rows in (units, more))
    assert observed_agreement(one) == observed_agreement(other)
    assert krippendorff_alpha(one, "ordinal") == krippendorff_alpha(other, "ordinal")


@settings(deadline=None)
@given(st.lists(st.sampled_from(LABELS), min_size=2, max_size=20), st.integers(2, 4))
def test_perfect_agreement_is_1(labels, annotators):
    """Everyone saying the same over at least two labels gives 1 in every coefficient."""
    assume(len(set(labels)) >= 2)
    units = [[label] * annotators for label in labels]
    ratings = Ratings.from_units(units, LABELS)
    table = PairTable.from_pairs([row[:2] for row in units], LABELS)
    assert observed_agreement(ratings).pairwise == observed_agreement(ratings).all_equal == 1
    assert fleiss_kappa(ratings).kappa == gwet_ac1(ratings).coefficient == 1
    for level in ("nominal", "ordinal", "interval", "ratio"):
        assert krippendorff_alpha(ratings, level).alpha == 1
    for weights in ("none", "linear", "quadratic"):
        found = cohen_kappa(table, weights)
        assert (found.kappa, found.standard_error, found.low, found.high) == (1, 0, 1, 1)
        assert scott_pi(table, weights).pi == gwet_ac2(ratings, weights).coefficient == 1


@settings(deadline=None)
@given(st.sampled_from(LABELS), st.integers(1, 20), st.integers(2, 4))
def test_one_label_throughout_is_undefined(label, items, annotators):
    """With one label in use chance explains everything: undefined, but for AC1 with another declared."""
    units = [[label] * annotators] * items
    ratings = Ratings.from_units(units)
    table = PairTable.from_pairs([row[:2] for row in units])
    assert observed_agreement(ratings).pairwise == 1
    for found in (
        fleiss_kappa(ratings),
        krippendorff_alpha(ratings),
        krippendorff_alpha(ratings, "ordinal"),
        gwet_ac1(ratings),
        cohen_kappa(table),
        cohen_kappa(table, "quadratic"),
        scott_pi(table),
    ):
        assert isinstance(found, Undefined)
    assert gwet_ac1(Ratings.from_units(units, LABELS)).coefficient == 1


@settings(deadline=None)
@given(pairs_of)
def test_two_annotators(pairs):
    """Swapping two annotators keeps kappa; pi is never above kappa; Fleiss' kappa of two annotators is pi."""
    table = PairTable.from_pairs(pairs, LABELS)
    swapped = PairTable.from_pairs([pair[::-1] for pair in pairs], LABELS)
    kappa, pi = cohen_kappa(table), scott_pi(table)
    for weights in ("none", "linear", "quadratic"):
        assert cohen_kappa(table, weights) == cohen_kappa(swapped, weights)
        assert scott_pi(table, weights) == scott_pi(swapped, weights)
    fleiss = fleiss_kappa(Ratings.from_pairs(table))
    if isinstance(pi, Undefined):
        assert isinstance(fleiss, Undefined)
        assert isinstance(kappa, Undefined)
    else:
        assert pi.pi <= kappa.kappa
        assert fleiss.kappa == pi.pi
        assert kappa.observed == observed_agreement(Ratings.from_pairs(table)).pairwise


@settings(deadline=None)
@given(pairs_of, st.permutations(LABELS))
def test_renaming_labels_keeps_plain_kappa(pairs, other):
    """Plain kappa, with its errors, does not look at the order of labels."""
    renamed = dict(zip(LABELS, other, strict=True))
    named = [(renamed[a], renamed[b]) for a, b in pairs]
    assert cohen_kappa(PairTable.from_pairs(named, LABELS)) == cohen_kappa(PairTable.from_pairs(pairs, LABELS))


@settings(deadline=None)
@given(pairs_of, st.integers(2, 50))
def test_repeating_the_data_keeps_the_coefficients(pairs, times):
    """The same shares in a larger sample give the same kappa with a smaller error."""
    once, often = (cohen_kappa(PairTable.from_pairs(pairs * n, LABELS)) for n in (1, times))
    if isinstance(once, Undefined):
        assert isinstance(often, Undefined)
    else:
        assert often.kappa == once.kappa
        assert abs(often.standard_error - once.standard_error / times**0.5) < 1e-12


@settings(deadline=None)
@given(units_of)
def test_coefficients_stay_in_range(units):
    """No coefficient is above 1, no share outside 0 to 1, and nothing is NaN."""
    observed, *others = everything(units)
    if not isinstance(observed, Undefined):
        assert 0 <= observed.all_equal <= observed.pairwise <= 1
    for found in others:
        if not isinstance(found, Undefined):
            value = found.alpha if hasattr(found, "alpha") else found.coefficient
            assert -100 < value <= 1


@settings(deadline=None)
@given(spans_of, spans_of)
def test_spans(first, second):
    """F1 is the same both ways, precision and recall change places, and equal sets give 1."""
    found, turned = span_f1(first, second), span_f1(second, first)
    if not first and not second:
        assert isinstance(found, Undefined)
        return
    assert (found.f1, found.precision, found.recall) == (turned.f1, turned.recall, turned.precision)
    assert 0 <= found.f1 <= 1
    assert (found.f1 == 1) == (sorted(first) == sorted(second))


@settings(deadline=None)
@given(boxes_of, boxes_of, st.integers(1, 9), st.integers(-9, 9))
def test_box_overlap(first, second, scale, shift):
    """IoU is the same both ways, 1 for equal boxes, and keeps under scaling and moving."""

    def moved(box):
        return tuple(scale * side + shift for side in box)

    for one, other in itertools.product(first, second):
        overlap = box_iou(one, other)
        assert 0 <= overlap <= 1
        assert overlap == box_iou(other, one)
        assert abs(overlap - box_iou(moved(one), moved(other))) < 1e-12
        assert (overlap == 1) == (one == other)


@settings(deadline=None, max_examples=60)
@given(boxes_of, boxes_of, st.sampled_from([0.2, 0.5, 0.9]))
def test_matching_is_the_best_of_all(first, second, threshold):
    """No way of pairing boxes has more overlap in total; order and side do not matter."""
    found = matched_iou(first, second, threshold)
    if not first and not second:
        assert isinstance(found, Undefined)
        return
    turned = matched_iou(second[::-1], first, threshold)
    assert (found.matched, found.f1_at_threshold) == (turned.matched, turned.f1_at_threshold)
    assert abs(found.mean_iou - turned.mean_iou) < 1e-12
    few, many = sorted((first, second), key=len)
    best = max(
        sum(box_iou(one, other) for one, other in zip(few, order, strict=True))
        for order in itertools.permutations(many, len(few))
    )
    assert abs(found.mean_iou - best / len(many)) < 1e-12
