"""Tables of statistics on guide pages hold what an independent library computes.

The pages say "computed" in their footnotes; here it is computed, row by row, with scipy.
"""

import math
import re
from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest
from scipy.stats import beta, binom, norm

from tests.prose import PAGES

SAMPLING, OVERLAP, DRIFT, PILOT = (
    "quality/sampling-and-acceptance.md",
    "quality/overlap-and-review.md",
    "quality/drift.md",
    "vendors/pilot.md",
)
ACCURACY = "quality/accuracy-in-a-contract.md"
QUESTIONS, EVALUATION, NO_LABELS = (
    "reference/questions.md",
    "quality/labels-for-evaluation.md",
    "decide/when-not-to-label.md",
)


def exact(found: int, inspected: int) -> tuple[str, str]:
    """Return the exact 95% interval of Clopper and Pearson, in per cent."""
    low = beta.ppf(0.025, found, inspected - found + 1) if found else 0.0
    high = beta.ppf(0.975, found + 1, inspected - found)
    return f"{100 * low:.1f}", f"{100 * high:.1f}"


def interval(found: int, inspected: int) -> str:
    """Return the interval as the tables write it."""
    return " to ".join(exact(found, inspected))


def in_100(share: float) -> str:
    """Return a chance as the tables write it."""
    return "more than 99 in 100" if share > 0.99 else f"{100 * share:.0f} times in 100"


def passes(inspected: int, most: int, errors: float) -> float:
    """Return the chance that a batch passes a plan; errors per 100."""
    return float(binom.cdf(most, inspected, errors / 100))


@cache
def smallest_plan(good: float, bad: float) -> tuple[int, int]:
    """Return the smallest plan that passes the good batch 95 times in 100 and the bad one 10 times at most."""
    for inspected in range(1, 1000):
        most = np.arange(inspected)
        fits = (binom.cdf(most, inspected, bad / 100) <= 0.1) & (binom.cdf(most, inspected, good / 100) >= 0.95)
        if fits.any():
            return inspected, int(most[fits][0])
    raise AssertionError("no plan below 1,000")


@cache
def gate(inspected: int) -> int:
    """Return the most errors that still rule out five in a hundred, with 95% confidence."""
    # The chance rises with the errors, so those that rule it out come first.
    return int((binom.cdf(np.arange(inspected), inspected, 0.05) <= 0.05).sum()) - 1


@cache
def to_clear(errors: float) -> int:
    """Return the fewest items at which a vendor with so many errors in 100 clears the floor 80 times in 100."""
    return next(inspected for inspected in range(59, 2000) if passes(inspected, gate(inspected), errors) >= 0.8)


def alarm(inspected: int) -> int:
    """Return the errors from which an alarm is false at most once in 100 periods, at 2 errors in 100."""
    return next(most for most in range(inspected) if 1 - passes(inspected, most - 1, 2) <= 0.01)


def to_tell_apart(one: float, other: float) -> int:
    """Return the items that each of two vendors must label: two-sided test of two shares, corrected; Fleiss 1981."""
    mean, half, power = (one + other) / 2, norm.ppf(0.975), norm.ppf(0.8)
    spread = half * math.sqrt(2 * mean * (1 - mean)) + power * math.sqrt(one * (1 - one) + other * (1 - other))
    plain = (spread / (one - other)) ** 2
    return math.ceil(plain / 4 * (1 + math.sqrt(1 + 4 / (plain * abs(one - other)))) ** 2)


def majority(people: int, right: float) -> str:
    """Return how often most of them are right."""
    return f"{100 * (1 - binom.cdf(people // 2, people, right)):.1f}%"


def rows() -> Iterator[tuple[str, str]]:
    """Yield each page with a row or clause that it must hold."""
    for inspected, found in [(50, 1), (100, 2), (300, 6), (500, 10), (1000, 20), (2000, 40)]:
        yield SAMPLING, f"| {inspected:,} | {found} | {interval(found, inspected)} |"
    for limit, words in [(0.05, "5 in 100"), (0.02, "2 in 100"), (0.01, "1 in 100"), (0.005, "1 in 200")]:
        yield SAMPLING, f"| {math.ceil(math.log(0.05) / math.log(1 - limit))} | {words} |"
    for good, bad in [(1, 5), (2, 8), (2, 5), (1, 3), (5, 10)]:
        inspected, most = smallest_plan(good, bad)
        yield SAMPLING, f"| {good} | {bad} | {inspected} | {most} |"
    for errors in [0.5, 1, 2, 3, 4, 5, 8]:
        yield SAMPLING, f"| {errors} | {100 * passes(132, 3, errors):.1f} |"
    yield SAMPLING, f"That plan passes the bad batch {100 * passes(89, 2, 5):.0f} times in 100"
    for inspected, found in [(100, 90), (200, 180), (500, 450), (1000, 900)]:
        yield OVERLAP, f"| {inspected:,} | {found} | {interval(found, inspected)} |"
    yield OVERLAP, "between {}% and {}%".format(*exact(5, 100))
    for inspected, most in [(20, 3), (50, 5)]:
        wrongly, caught = (in_100(1 - passes(inspected, most, errors)) for errors in (5, 20))
        yield OVERLAP, f"| {inspected} | {most} errors | {wrongly} | {caught} |"
    yield OVERLAP, f"their majority is right {majority(3, 0.9)} of the time. Five reach {majority(5, 0.9)}"
    yield OVERLAP, f"three reach only {majority(3, 0.8)} and five {majority(5, 0.8)}"
    yield ACCURACY, "between {}% and {}%".format(*exact(10, 50))
    yield ACCURACY, f"only about {100 * 0.98**10:.0f}% of images"
    yield ACCURACY, f"nearly {100 * (1 - 0.99**10):.0f}% of pictures have an error"
    for inspected in [50, 100, 200, 300, 500]:
        errors = alarm(inspected)
        caught = (in_100(1 - passes(inspected, errors - 1, rate)) for rate in (5, 8))
        yield DRIFT, f"| {inspected} | {errors} | {' | '.join(caught)} |"
    for inspected in [100, 200, 300, 500]:
        most = gate(inspected)
        chances = (in_100(passes(inspected, most, rate)) for rate in (2, 1))
        yield PILOT, f"| {inspected} | {most} {'error' if most == 1 else 'errors'} | {' | '.join(chances)} |"
    for one, other in [(85, 95), (90, 95), (95, 98), (95, 97), (97, 98)]:
        yield PILOT, f"| {one} and {other} | {to_tell_apart(one / 100, other / 100):,} |"


def rows_elsewhere() -> Iterator[tuple[str, str]]:
    """Yield what pages that only quote the tables have to say."""
    for right, inspected in [(240, 300), (800, 1000), (285, 300), (950, 1000)]:
        yield EVALUATION, f"| {right} of {inspected:,} | {interval(right, inspected)} |"
    yield NO_LABELS, "300 items with 60 errors put the true error rate between {}% and {}%".format(*exact(60, 300))
    yield QUESTIONS, "180 matches in 200 put the true agreement between {} and {} in 100".format(*exact(180, 200))
    yield QUESTIONS, f"A hundred items give {interval(90, 100)}, and 1,000 give {interval(900, 1000)}"
    yield QUESTIONS, "if 5 of 100 are wrong, the true error rate lies between {}% and {}%".format(*exact(5, 100))
    yield QUESTIONS, "anywhere from {}% to {}%".format(*exact(6, 300))
    yield QUESTIONS, f"right {majority(3, 0.9)} of the time; five reach {majority(5, 0.9)}"
    yield QUESTIONS, f"three reach only {majority(3, 0.8)}"
    yield QUESTIONS, "{}, accepted with up to {} errors, if 1% wrong is good, 5% is not".format(*smallest_plan(1, 5))
    yield QUESTIONS, "1% against 3% needs {} and passes with {}".format(*smallest_plan(1, 3))
    yield QUESTIONS, f"About {to_tell_apart(0.95, 0.97):,} items each"
    yield QUESTIONS, f"{to_tell_apart(0.85, 0.95)} if it is 85 against 95"
    enough = to_clear(2)
    yield QUESTIONS, f"{enough} scored items do if you expect it to be right 98 times in 100"
    yield QUESTIONS, f"up to {gate(enough)} errors, and such a vendor passes {in_100(passes(enough, gate(enough), 2))}"
    yield PILOT, f"score {enough} independent items if you expect 98% right."
    yield PILOT, f"nearer to the floor, at 97%, needs {to_clear(3)}."
    yield QUESTIONS, f"If you expect 97, it takes {to_clear(3)}"
    yield QUESTIONS, f"a sample of 200 shows {alarm(200)} errors or more"
    yield QUESTIONS, f"A weekly sample of 100 alarms at {alarm(100)}"
    for inspected, most, words in [(50, 5, "in {} cases of 100"), (20, 3, "catch only {}")]:
        yield QUESTIONS, words.format(in_100(1 - passes(inspected, most, 20)).split()[0])


@pytest.mark.parametrize(("path", "words"), [*rows(), *rows_elsewhere()])
def test_a_computed_row_is_what_the_library_says(path: str, words: str) -> None:
    """The page holds the row as computed; footnote signs aside."""
    text = re.sub(r"\s+", " ", re.sub(r"\[\^[^\]]+\]", "", PAGES[path].source))
    assert words in text, f"docs/{path} must say {words!r}"
