"""Asking our agreement functions the question of a published case: the same lines run in CPython and in Pyodide."""

import statistics
from collections import Counter

from calculators.core import InputError
from calculators.methods.agreement import (
    PairTable,
    Ratings,
    bootstrap_exact,
    box_iou,
    cohen_kappa,
    cohen_kappa_statistic,
    fleiss_kappa,
    gwet_ac2,
    krippendorff_alpha,
    matched_iou,
    observed_agreement,
    scott_pi,
    span_f1,
    span_f1_from_counts,
)


def ratings_of(inputs):
    """Fold the inputs of a vector, whatever form they have."""
    if "table" in inputs:
        return Ratings.from_pairs(PairTable.from_rows(inputs["table"]))
    if "counts" in inputs:
        return Ratings.from_counts(inputs["counts"])
    return Ratings.from_units(inputs["units"], inputs.get("categories"))


def exact_bootstrap_of(inputs):
    """Resample the distinct values of a list, the statistic being their mean, median or kappa."""
    counted = Counter(map(tuple, inputs["data"]) if inputs["statistic"] == "cohen_kappa" else inputs["data"])
    if inputs["statistic"] == "cohen_kappa":
        table = PairTable.from_pairs(inputs["data"])
        frequencies, statistic = table.frequencies, cohen_kappa_statistic(table)
    else:
        summarise = {"mean": statistics.fmean, "median": statistics.median}[inputs["statistic"]]
        values = sorted(counted)
        frequencies = [counted[value] for value in values]

        def statistic(sample):
            return summarise([value for value, n in zip(values, sample, strict=True) for _ in range(n)])

    return bootstrap_exact(frequencies, statistic, confidence=inputs.get("conf", 0.95))


def answer(method, inputs):
    """Ask our function the question of a vector."""
    weights = inputs.get("weights", "none")
    span = inputs.get("counts")
    return {
        "percent_agreement": lambda: observed_agreement(ratings_of(inputs)),
        "cohen_kappa": lambda: cohen_kappa(PairTable.from_rows(inputs["table"]), weights),
        "scott_pi": lambda: scott_pi(PairTable.from_rows(inputs["table"]), weights),
        "fleiss_kappa": lambda: fleiss_kappa(ratings_of(inputs)),
        "krippendorff_alpha": lambda: krippendorff_alpha(ratings_of(inputs), inputs["level"]),
        "gwet_ac": lambda: gwet_ac2(ratings_of(inputs), weights),
        "span_f1": lambda: (
            span_f1_from_counts(span["tp"], span["n_a"], span["n_b"])
            if span
            else span_f1([tuple(s) for s in inputs["a"]], [tuple(s) for s in inputs["b"]])
        ),
        "box_iou": lambda: box_iou(inputs["a"], inputs["b"], pixel_inclusive=inputs.get("pixel_inclusive", False)),
        "matched_iou": lambda: matched_iou(inputs["a"], inputs["b"], inputs["threshold"]),
        "bootstrap_exact": lambda: exact_bootstrap_of(inputs),
    }[method]()


def written(method, inputs):
    """Return the answer as text, to the last digit, or that the question is refused."""
    try:
        return repr(answer(method, inputs))
    except InputError:
        return "refused"
