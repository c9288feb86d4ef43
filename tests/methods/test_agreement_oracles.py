"""Agreement against independent programs, on random tables with missing labels."""

import itertools
import json
import math
import warnings
from collections import Counter
from pathlib import Path
from random import Random

import krippendorff
import numpy
import pytest
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats import inter_rater

from calculators.methods.agreement import (
    PairTable,
    Ratings,
    Undefined,
    bootstrap_exact,
    box_iou,
    cohen_kappa,
    cohen_kappa_statistic,
    fleiss_kappa,
    gwet_ac2,
    krippendorff_alpha,
    krippendorff_alpha_statistic,
    matched_iou,
    observed_agreement,
)

# irrCAC 0.4.4 pins a SciPy that has no wheel for our Python, and counts NaN as a label under pandas 3. So its
# answers on random tables were recorded once, under pandas 2.3.3.
IRRCAC = json.loads((Path(__file__).parent.parent / "vectors" / "agreement_irrcac.json").read_text(encoding="utf-8"))


def random_units(seed, annotators=4, labels=(1, 2, 3, 4), gap=0.2):
    """Return items by annotators, some labels missing, with agreement above chance."""
    draw = Random(seed)
    units = []
    for _ in range(draw.randint(4, 40)):
        truth = draw.choice(labels)
        units.append(
            [
                None if draw.random() < gap else truth if draw.random() < 0.5 else draw.choice(labels)
                for _ in range(annotators)
            ]
        )
    return units


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("weights", ["none", "linear", "quadratic"])
def test_cohen_kappa_is_that_of_scikit_learn_and_statsmodels(seed, weights):
    """Kappa equals scikit-learn's, and with statsmodels' all standard errors; the scale is declared to both.

    Where kappa is undefined scikit-learn gives NaN; we say why.
    """
    pairs = [pair for pair in random_units(seed, annotators=2) if None not in pair]
    table = PairTable.from_pairs(pairs, (1, 2, 3, 4))
    found = cohen_kappa(table, weights)
    firsts, seconds = zip(*pairs, strict=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        oracle = cohen_kappa_score(firsts, seconds, labels=[1, 2, 3, 4], weights=None if weights == "none" else weights)
    if isinstance(found, Undefined):
        assert math.isnan(oracle)
        return
    assert found.kappa == pytest.approx(oracle, abs=1e-12)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = inter_rater.cohens_kappa(numpy.array(table.rows), wt=None if weights == "none" else weights)
    assert found.standard_error == pytest.approx(other.std_kappa, abs=1e-9)
    # Where an annotator used one label the null variance is 0; statsmodels may round it to below 0: NaN.
    null = 0.0 if found.standard_error_null == 0 else other.std_kappa0
    assert found.standard_error_null == pytest.approx(null, abs=1e-9)
    assert (found.low, found.high) == pytest.approx((other.kappa_low, other.kappa_upp), abs=1e-8)


@pytest.mark.parametrize("seed", range(30))
def test_fleiss_kappa_is_that_of_statsmodels(seed):
    """On complete tables kappa equals statsmodels'."""
    ratings = Ratings.from_units(random_units(seed, gap=0), (1, 2, 3, 4))
    counts = [[dict(pattern).get(place, 0) for place in range(4)] for pattern in ratings.patterns]
    repeated = numpy.repeat(numpy.array(counts), ratings.frequencies, axis=0)
    assert fleiss_kappa(ratings).kappa == pytest.approx(inter_rater.fleiss_kappa(repeated), abs=1e-12)


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_krippendorff_alpha_is_that_of_fast_krippendorff(seed, level):
    """With missing labels and labels that skip numbers, alpha equals fast-krippendorff's at every level."""
    units = random_units(seed, labels=(0, 1, 2, 7.5), gap=0.4)
    found = krippendorff_alpha(Ratings.from_units(units), level)
    data = numpy.array([[numpy.nan if label is None else label for label in row] for row in units]).T
    try:
        oracle = krippendorff.alpha(reliability_data=data, level_of_measurement=level)
    except ValueError:  # it refuses data without variation or without two labels on an item
        assert isinstance(found, Undefined)
    else:
        assert found.alpha == pytest.approx(oracle, abs=1e-9)


@pytest.mark.parametrize("row", IRRCAC, ids=range(len(IRRCAC)))
def test_gwet_and_others_are_those_of_irrcac(row):
    """Gwet's coefficients in each weighting, nominal alpha and Fleiss' kappa equal irrCAC's to nine decimals.

    Its Fleiss' kappa is generalised to missing labels by a rule of its own, so it is compared on complete
    tables only; its standard errors are Gwet's and are not compared.
    """
    ratings = Ratings.from_units(row["units"], row["categories"])
    for weights in ("none", "linear", "quadratic"):
        found = gwet_ac2(ratings, weights)
        assert found.coefficient == pytest.approx(row[f"ac_{weights}"], abs=1e-9)
        assert found.observed == pytest.approx(row[f"observed_{weights}"], abs=1e-9)
    assert krippendorff_alpha(ratings).alpha == pytest.approx(row["alpha_nominal"], abs=1e-9)
    assert observed_agreement(ratings).pairwise == pytest.approx(row["observed_none"], abs=1e-9)
    if "fleiss" in row:
        assert fleiss_kappa(ratings).kappa == pytest.approx(row["fleiss"], abs=1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_observed_agreement_pair_by_pair(seed):
    """Counting every pair of labels one by one gives the same observed agreement."""
    units = random_units(seed)
    shares, equal = [], []
    for row in units:
        labels = [label for label in row if label is not None]
        pairs = list(itertools.combinations(labels, 2))
        if pairs:
            shares.append(sum(a == b for a, b in pairs) / len(pairs))
            equal.append(len(set(labels)) == 1)
    found = observed_agreement(Ratings.from_units(units))
    assert found.pairwise == pytest.approx(sum(shares) / len(shares))
    assert found.all_equal == pytest.approx(sum(equal) / len(equal))
    assert found.items_used == len(shares)


@pytest.mark.parametrize("seed", range(20))
def test_matched_iou_is_the_assignment_of_scipy(seed):
    """The matching's total overlap is the largest there is, by SciPy's assignment."""
    draw = Random(seed)

    def boxes():
        corners = [(draw.uniform(0, 30), draw.uniform(0, 30)) for _ in range(draw.randint(1, 12))]
        return [(x, y, x + draw.uniform(1, 20), y + draw.uniform(1, 20)) for x, y in corners]

    first, second = boxes(), boxes()
    overlaps = numpy.array([[box_iou(one, other) for other in second] for one in first])
    rows, columns = linear_sum_assignment(overlaps, maximize=True)
    found = matched_iou(first, second, 0.3)
    assert found.mean_iou == pytest.approx(overlaps[rows, columns].sum() / max(len(first), len(second)))


@pytest.mark.parametrize("seed", range(5))
def test_exact_bootstrap_by_every_resample(seed):
    """Going through all n^n resamples of the items themselves gives the same mean, error and limits."""
    draw = Random(seed)
    pairs = [(draw.choice("ab"), draw.choice("ab")) for _ in range(5)]
    table = PairTable.from_pairs(pairs, "ab")
    found = bootstrap_exact(table.frequencies, cohen_kappa_statistic(table), confidence=0.9)
    values = Counter()
    for sample in itertools.product(pairs, repeat=len(pairs)):
        result = cohen_kappa(PairTable.from_pairs(sample, "ab"))
        values[None if isinstance(result, Undefined) else result.kappa] += 1
    undefined = values.pop(None, 0)
    assert found.undefined_share == undefined / len(pairs) ** len(pairs)
    listed = sorted(values.elements())
    assert found.mean == pytest.approx(numpy.mean(listed))
    assert found.standard_error == pytest.approx(numpy.std(listed))
    assert found.low == numpy.quantile(listed, 0.05, method="inverted_cdf")
    assert found.high == numpy.quantile(listed, 0.95, method="inverted_cdf")


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha_of_a_resample_is_alpha_of_its_items(level):
    """Alpha of frequencies equals alpha of the items so often repeated, ordinal ranks included."""
    units = random_units(3, gap=0.3)
    ratings = Ratings.from_units(units)
    statistic = krippendorff_alpha_statistic(ratings, level)
    draw = Random(1)
    for _ in range(20):
        frequencies = [draw.randint(0, 3) for _ in ratings.patterns]
        repeated = [
            [ratings.categories[place] for place, n in pattern for _ in range(n)]
            for pattern, items in zip(ratings.patterns, frequencies, strict=True)
            for _ in range(items)
        ]
        found = krippendorff_alpha(Ratings.from_units(repeated), level)
        assert statistic(frequencies) == (None if isinstance(found, Undefined) else found.alpha)
