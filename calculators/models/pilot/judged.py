"""The verdict on a pilot's result: the gate of the floor, the days, the classes, the pairs, the winner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from calculators.methods.acceptance import FORGIVEN
from calculators.methods.comparison import holm, hypergeometric_tail, separate_difference
from calculators.methods.proportions import binomial_tail, clopper_pearson, wilson
from calculators.models.pilot.gate import errors_allowed, verdict
from calculators.models.pilot.inputs import PilotInputs
from calculators.models.pilot.pairs import NotWorse, Pair, not_worse, pairs
from calculators.models.pilot.scores import Scores, Tally
from calculators.models.pilot.terms import Terms

LARGEST_FACTOR = 20  # times the items, beyond which no factor is named


@dataclass(frozen=True, kw_only=True)
class VendorVerdict:
    """One vendor against the floor.

    Attributes:
        vendor: its name.
        items: how many of its items were scored.
        right: how many are right.
        accuracy: their share.
        low: the low end of the exact interval of the accuracy.
        high: the high end.
        wilson_low: the low end of Wilson's interval.
        wilson_high: the high end.
        final: PASS, REPEAT or FAIL, with the days and classes in mind.
        reasons: why it is no PASS: undecided or floor, drift, class.
        gate_errors: the most errors with which so many items pass; -1 where even none is too many.
        gate: PASS, REPEAT or FAIL by the errors alone.
        factor_to_decide: how many times the items would decide at the same accuracy; None where 20 would not.
    """

    vendor: str
    items: int
    right: int
    accuracy: float
    low: float
    high: float
    wilson_low: float
    wilson_high: float
    final: str
    reasons: tuple[str, ...]
    gate_errors: int
    gate: str
    factor_to_decide: int | None


@dataclass(frozen=True, kw_only=True)
class DayCount:
    """One vendor's day."""

    vendor: str
    day: str
    items: int
    right: int


@dataclass(frozen=True, kw_only=True)
class Drift:
    """One vendor's last day against its first.

    Attributes:
        vendor: its name.
        first_day: the first day.
        last_day: the last.
        first_items: items scored of the first day.
        first_right: those of them that are right.
        last_items: items scored of the last day.
        last_right: those of them that are right.
        difference: the accuracy of the last day minus that of the first.
        low: the low end of its interval.
        high: the high end.
        p_value: the chance of so many errors on the last day if those of both days fell at random.
        p_adjusted: the same, adjusted for all vendors after Holm.
        drifted: whether the last day is shown to be worse.
    """

    vendor: str
    first_day: str
    last_day: str
    first_items: int
    first_right: int
    last_items: int
    last_right: int
    difference: float
    low: float
    high: float
    p_value: float
    p_adjusted: float
    drifted: bool


@dataclass(frozen=True, kw_only=True)
class ClassVerdict:
    """One class at one vendor.

    Attributes:
        vendor: its name.
        class_name: the class.
        items: how many of its items were scored.
        right: how many are right.
        accuracy: their share.
        low: the low end of the exact interval of the accuracy.
        high: the high end.
        rare: whether there are too few to judge.
        p_value: the chance of so many errors at the floor; None for a rare class.
        p_adjusted: the same, adjusted for the vendor's classes after Holm.
        below_floor: whether the class is shown to be below the floor.
    """

    vendor: str
    class_name: str
    items: int
    right: int
    accuracy: float
    low: float
    high: float
    rare: bool
    p_value: float | None
    p_adjusted: float | None
    below_floor: bool


@dataclass(frozen=True, kw_only=True)
class AnnotatorCount:
    """One annotator of one vendor, not judged."""

    vendor: str
    annotator: str
    items: int
    right: int
    accuracy: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What a pilot's result means.

    Attributes:
        vendors: each vendor against the floor, in the order of entry.
        days: the tally of each vendor's days.
        drift: the last day against the first, of each vendor with two days or more.
        classes: each vendor's classes against the floor.
        annotators: each vendor's annotators.
        passed: the vendors whose final verdict is PASS.
        pairs: every two vendors compared.
        not_worse: each vendor measured against the standard, where that is the question.
        winner: the vendor shown to be better than all others in question, if one is.
        source: "rows" or "counts".
        rows: the rows used, or the items checked.
        skipped: the rows without a verdict of their own.
    """

    vendors: tuple[VendorVerdict, ...]
    days: tuple[DayCount, ...]
    drift: tuple[Drift, ...]
    classes: tuple[ClassVerdict, ...]
    annotators: tuple[AnnotatorCount, ...]
    passed: tuple[str, ...]
    pairs: tuple[Pair, ...]
    not_worse: tuple[NotWorse, ...]
    winner: str | None
    source: str
    rows: int
    skipped: int


def judge(inputs: PilotInputs, terms: Terms, scores: Scores) -> Judged:
    """Return what the result means. The standard, where one is named, is among the vendors."""
    drift, classes = _drift(scores, terms.alpha), _classes(scores, terms, inputs.rare_items)
    vendors = tuple(
        _vendor(
            name,
            tally,
            terms,
            drifted=any(one.drifted for one in drift if one.vendor == name),
            below=any(one.below_floor for one in classes if one.vendor == name),
        )
        for name, tally in scores.vendors.items()
    )
    compared = pairs(scores, terms.alpha)
    several = len(vendors) > 1
    standard = inputs.standard_vendor or vendors[0].vendor
    return Judged(
        vendors=vendors,
        days=tuple(
            DayCount(vendor=vendor, day=day, items=tally.items, right=tally.right)
            for vendor, days in scores.days.items()
            for day, tally in days.items()
        ),
        drift=drift,
        classes=classes,
        annotators=tuple(
            AnnotatorCount(vendor=vendor, annotator=annotator, **_counts(tally, terms.alpha))
            for vendor, annotators in scores.annotators.items()
            for annotator, tally in annotators.items()
        ),
        passed=tuple(one.vendor for one in vendors if one.final == "PASS"),
        pairs=compared,
        not_worse=not_worse(scores, standard, terms.alpha, terms.margin)
        if several and terms.question == "not_worse"
        else (),
        winner=_winner(vendors, compared) if several and terms.question == "better" else None,
        source=scores.source,
        rows=sum(tally.items for tally in scores.vendors.values()),
        skipped=scores.skipped,
    )


def _counts(tally: Tally, alpha: float) -> dict[str, Any]:
    """Return the counts of a tally, its accuracy and the exact interval, by the names they have in every result."""
    low, high = clopper_pearson(tally.right, tally.items, 1 - alpha)
    return {
        "items": tally.items, "right": tally.right, "accuracy": tally.right / tally.items, "low": low, "high": high,
    }  # fmt: skip


def _vendor(name: str, tally: Tally, terms: Terms, *, drifted: bool, below: bool) -> VendorVerdict:
    bad = 1 - terms.floor
    gate = verdict(tally.wrong, tally.items, bad, terms.alpha)
    reasons = {"REPEAT": ["undecided"], "FAIL": ["floor"]}.get(gate, [])
    reasons += ["drift"] * drifted + ["class"] * below
    wilson_low, wilson_high = wilson(tally.right, tally.items, 1 - terms.alpha)
    return VendorVerdict(
        vendor=name,
        **_counts(tally, terms.alpha),
        wilson_low=wilson_low,
        wilson_high=wilson_high,
        final="REPEAT" if reasons and gate == "PASS" else gate,
        reasons=tuple(reasons),
        gate_errors=errors_allowed(tally.items, bad, terms.alpha),
        gate=gate,
        factor_to_decide=_factor(tally, bad, terms.alpha) if gate == "REPEAT" else None,
    )


def _factor(tally: Tally, bad: float, alpha: float) -> int | None:
    """Return how many times the items would decide, at the same accuracy."""
    for factor in range(2, LARGEST_FACTOR + 1):
        if verdict(factor * tally.wrong, factor * tally.items, bad, alpha) != "REPEAT":
            return factor
    return None


def _drift(scores: Scores, alpha: float) -> tuple[Drift, ...]:
    found = [_last_against_first(vendor, days, alpha) for vendor, days in scores.days.items() if len(days) > 1]
    adjusted = holm([one.p_value for one in found])
    return tuple(
        replace(one, p_adjusted=p, drifted=p <= alpha + FORGIVEN) for one, p in zip(found, adjusted, strict=True)
    )


def _last_against_first(vendor: str, days: Mapping[str, Tally], alpha: float) -> Drift:
    (first_day, first), *_, (last_day, last) = days.items()
    value = separate_difference(last.right, last.items, first.right, first.items, 1 - alpha)
    p_value = hypergeometric_tail(last.wrong, first.wrong + last.wrong, last.items, first.items + last.items)
    return Drift(
        vendor=vendor,
        first_day=first_day,
        last_day=last_day,
        first_items=first.items,
        first_right=first.right,
        last_items=last.items,
        last_right=last.right,
        difference=value.value,
        low=value.low,
        high=value.high,
        p_value=p_value,
        p_adjusted=p_value,
        drifted=False,
    )


def _classes(scores: Scores, terms: Terms, rare_items: int) -> tuple[ClassVerdict, ...]:
    found: list[ClassVerdict] = []
    for vendor, classes in scores.classes.items():
        chances = {
            name: binomial_tail(tally.wrong, tally.items, 1 - terms.floor)
            for name, tally in classes.items()
            if tally.items >= rare_items
        }
        adjusted = dict(zip(chances, holm(list(chances.values())), strict=True))
        found += [
            ClassVerdict(
                vendor=vendor,
                class_name=name,
                **_counts(tally, terms.alpha),
                rare=name not in chances,
                p_value=chances.get(name),
                p_adjusted=adjusted.get(name),
                below_floor=name in adjusted and adjusted[name] <= terms.alpha + FORGIVEN,
            )
            for name, tally in classes.items()
        ]
    return tuple(found)


def _winner(vendors: Sequence[VendorVerdict], compared: Sequence[Pair]) -> str | None:
    """Return the most accurate vendor that did not fail, if it passed and is better than each other such vendor."""
    left = [one for one in vendors if one.final != "FAIL"]
    if not left:
        return None
    best = max(left, key=lambda one: one.accuracy)
    names = {one.vendor for one in left}
    contests = [
        pair for pair in compared if best.vendor in (pair.first, pair.second) and {pair.first, pair.second} <= names
    ]
    return best.vendor if best.final == "PASS" and all(pair.better == best.vendor for pair in contests) else None
