"""Sampling plans agree with published ones and with a search through every plan in exact fractions."""

import json
import math
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from calculators.core import InputError
from calculators.methods.acceptance import (
    AQL_SERIES,
    Plan,
    Urn,
    average_checked,
    average_outgoing_quality,
    finite_sample,
    outgoing_quality_limit,
    proportion_sample,
    single_plan,
    smallest_sample,
    standard_plan,
)
from calculators.methods.proportions import normal_quantile

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "acceptance.json").read_text("utf-8"))


def oc(given: dict) -> dict:
    """Answer an operating characteristic; where a lot is named, from the lot."""
    if given.get("model") == "hypergeometric":
        urn = Urn.lot(given["D"], given["N"])
    elif "N" in given:
        urn = Urn.lot(round(given["N"] * given["p"]), given["N"])
    else:
        urn = Urn.process(given["p"])
    return {"pa": urn.at_most(given["c"], given["n"])}


def aoq(given: dict) -> dict:
    """Answer the average outgoing quality of a finite and of an endless lot, and the inspection it takes."""
    plan, lot, rate = Plan(given["n"], given["c"]), given["N"], given["p"]
    accepted = Urn.process(rate).at_most(plan.allowed, plan.checks)
    return {
        "pa": accepted,
        "aoq": average_outgoing_quality(plan, rate, lot),
        "aoq_large_lot": average_outgoing_quality(plan, rate, math.inf),
        "ati": plan.checks + (1 - accepted) * (lot - plan.checks),
    }


def aoql(given: dict) -> dict:
    """Answer the limit of the average outgoing quality."""
    limit, rate = outgoing_quality_limit(Plan(given["n"], given["c"]), given.get("N", math.inf))
    return {"aoql": limit, "at_p": rate}


def plan(given: dict) -> dict:
    """Answer the smallest plan of a process."""
    good, bad = Urn.process(given["aql"]), Urn.process(given["ltpd"])
    found = single_plan(good, bad, given["alpha"], given["beta"])
    assert found
    return {
        "n": found.checks,
        "c": found.allowed,
        "pa_aql": good.at_most(found.allowed, found.checks),
        "pa_ltpd": bad.at_most(found.allowed, found.checks),
    }


def table(given: dict) -> dict:
    """Answer a plan of the standard."""
    found = standard_plan(given["lot"], given["aql"])
    return {
        "letter": found.letter,
        "plan_letter": found.plan_letter,
        "n": found.plan.checks,
        "ac": found.plan.allowed,
        "re": found.plan.allowed + 1,
        "inspect_all": found.plan.checks >= given["lot"],
    }


def zero_failures(given: dict) -> dict:
    """Answer how many without failure show a rate; the two approximations are written out here."""
    found = smallest_sample(Urn.process(given["p"]), given.get("failures_allowed", 0), 1 - given["conf"])
    raw = math.log(1 - given["conf"]) / math.log(1 - given["p"])
    return {"n": found, "n_raw": raw, "rule_of_three_n": math.ceil(3 / given["p"] - 1e-9)}


def zero_failures_finite(given: dict) -> dict | None:
    """Answer the same for a lot, None where it holds no bad one."""
    found = smallest_sample(Urn.lot(given["D"], given["N"]), 0, 1 - given["conf"])
    if found is None:
        return None
    rough = given["N"] * (1 - (1 - given["conf"]) ** (1 / given["D"]))
    return {"n": found, "n_macdiarmid": math.ceil(rough - 1e-9)}


def proportion(given: dict) -> dict:
    """Answer how many measure a rate."""
    z = given.get("z") or normal_quantile((1 + given["conf"]) / 2)
    first = given.get("n0") or proportion_sample(given["p"], given["e"], z)
    raw = finite_sample(first, given["N"]) if "N" in given else first
    return {"n0": first, "n_raw": raw, "n": math.ceil(raw - 1e-9)}


METHODS = {
    "oc": oc,
    "aoq": aoq,
    "aoql": aoql,
    "single_plan": plan,
    "z14_single_normal": table,
    "n_zero_failures": zero_failures,
    "n_zero_failures_finite": zero_failures_finite,
    "n_for_proportion": proportion,
}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_published_answers(vector: dict) -> None:
    """Each part of each known answer is met; what is undefined or impossible is said to be so."""
    method, expected = METHODS[vector["method"]], vector["expected"]
    if expected.get("error"):
        with pytest.raises(InputError):
            method(vector["inputs"])
        return
    found = method(vector["inputs"])
    if expected.get("undefined"):
        assert found is None
        return
    for key, value in expected.items():
        assert found[key] == (pytest.approx(value, abs=1e-9) if isinstance(value, float) else value), key
    for key, (printed, rounding) in vector.get("published", {}).items():
        assert abs(found[key] - printed) <= rounding


def chances(bad: int, checks: int, lot: int) -> list[Fraction]:
    """Return the exact chances of at most 0, 1, ... wrong in a sample from a lot."""
    ways = [math.comb(bad, x) * math.comb(lot - bad, checks - x) for x in range(checks + 1)]
    return [Fraction(sum(ways[: x + 1]), math.comb(lot, checks)) for x in range(checks + 1)]


def every_plan(good: int, bad: int, lot: int, producer: Fraction, consumer: Fraction) -> Plan | None:
    """Try every number of checks and allowed ones of a lot, in exact fractions."""
    for checks in range(1, lot + 1):
        passes = zip(chances(good, checks, lot), chances(bad, checks, lot), strict=True)
        for allowed, (of_good, of_bad) in enumerate(passes):
            if of_good >= 1 - producer and of_bad <= consumer:
                return Plan(checks, allowed)
    return None


@settings(deadline=None)
@given(st.integers(1, 40), st.data(), st.integers(1, 50), st.integers(1, 50))
def test_no_smaller_plan_keeps_both_risks(lot: int, data: st.DataObject, producer: int, consumer: int) -> None:
    """For small lots and any risk in whole per cent, the plan is the first of all that keep both, ties included."""
    bad = data.draw(st.integers(1, lot))
    good = data.draw(st.integers(0, bad - 1))
    expected = every_plan(good, bad, lot, Fraction(producer, 100), Fraction(consumer, 100))
    assert single_plan(Urn.lot(good, lot), Urn.lot(bad, lot), producer / 100, consumer / 100) == expected


@settings(deadline=None)
@given(st.floats(0, 0.6), st.floats(0.05, 0.4), st.floats(0.01, 0.5), st.floats(0.01, 0.5))
def test_a_process_has_the_smallest_plan(good: float, more: float, producer: float, consumer: float) -> None:
    """For a process no smaller plan keeps both risks by an independent library, and this one does."""
    bad = min(1.0, good + more)
    found = single_plan(Urn.process(good), Urn.process(bad), producer, consumer)
    assert found
    assert stats.binom.cdf(found.allowed, found.checks, good) >= 1 - producer - 1e-9
    assert stats.binom.cdf(found.allowed, found.checks, bad) <= consumer + 1e-9
    for checks in range(1, found.checks):
        allowed = stats.binom.ppf(1 - producer - 1e-9, checks, good)
        assert stats.binom.cdf(allowed, checks, bad) > consumer - 1e-9
    if found.allowed:
        assert stats.binom.cdf(found.allowed - 1, found.checks, good) < 1 - producer + 1e-9


@settings(deadline=None)
@given(st.floats(0.1, 30), st.floats(1.5, 4), st.floats(0.01, 0.5), st.floats(0.01, 0.5), st.floats(0.3, 1))
def test_stricter_is_never_smaller(
    good: float, ratio: float, producer: float, consumer: float, stricter: float
) -> None:
    """A smaller risk, or a bad rate nearer to the good one, never makes the plan smaller."""
    good /= 100
    bad = min(1.0, good * ratio)

    def checks(bad: float, producer: float, consumer: float) -> float:
        found = single_plan(Urn.process(good), Urn.process(bad), producer, consumer)
        return found.checks if found else math.inf

    plain = checks(bad, producer, consumer)
    assert checks(bad, producer * stricter, consumer) >= plain
    assert checks(bad, producer, consumer * stricter) >= plain
    assert checks(good + (bad - good) * max(stricter, 0.4), producer, consumer) >= plain


def test_a_plan_of_many_thousands_is_confirmed_afresh() -> None:
    """After twelve thousand steps both risks still hold exactly, and one check fewer does not do."""
    good, bad = Urn.process(0.02), Urn.process(0.024)
    found = single_plan(good, bad, 0.05, 0.1)
    assert found
    assert 5_000 < found.checks < 20_000
    assert good.at_most(found.allowed, found.checks) >= 0.95 - 1e-12
    assert bad.at_most(found.allowed, found.checks) <= 0.1 + 1e-12
    before = good.first_reaching(0.95 - 1e-12, found.checks - 1)
    assert bad.at_most(before, found.checks - 1) > 0.1 + 1e-12


def test_rates_too_close_have_no_plan() -> None:
    """Up to 20,000 checks cannot separate 2 % from 2.05 %; a lot no larger can be checked in full."""
    assert single_plan(Urn.process(0.02), Urn.process(0.0205), 0.05, 0.1) is None
    assert single_plan(Urn.lot(200, 10_000), Urn.lot(205, 10_000), 0.05, 0.1) is not None


@pytest.mark.parametrize(("producer", "consumer"), [(0, 0.1), (1, 0.1), (0.1, 0), (0.1, 1)])
def test_a_risk_of_nothing_or_everything_is_refused(producer: float, consumer: float) -> None:
    """No plan excludes every risk."""
    with pytest.raises(InputError):
        single_plan(Urn.process(0.1), Urn.process(0.2), producer, consumer)


@given(st.integers(1, 60), st.data(), st.floats(0.001, 0.999))
def test_the_first_count_that_reaches_a_chance(checks: int, data: st.DataObject, chance: float) -> None:
    """It is the smallest whose sum is there, for lots and processes, at every rate."""
    urns = [Urn.process(data.draw(st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1.0]))))]
    lot = data.draw(st.integers(checks, 3 * checks))
    urns.append(Urn.lot(data.draw(st.integers(0, lot)), lot))
    for urn in urns:
        sums = [urn.at_most(count, checks) for count in range(checks + 1)]
        clear = all(abs(value - chance) > 1e-12 for value in sums)
        expected = next((count for count, value in enumerate(sums) if value >= chance), checks)
        assert urn.first_reaching(chance, checks) == expected or not clear


@given(st.integers(1, 200), st.data(), st.floats(0.001, 1))
def test_checks_until_one_too_many(checks: int, data: st.DataObject, rate: float) -> None:
    """The average is the sum, over every check, of the chance that it is still needed."""
    allowed = data.draw(st.integers(0, checks - 1))
    expected = sum(stats.binom.cdf(allowed, done, rate) for done in range(checks))
    assert average_checked(Plan(checks, allowed), rate) == pytest.approx(expected, rel=1e-9)
    assert average_checked(Plan(checks, allowed), 0) == checks


@given(st.integers(1, 500), st.data())
def test_the_limit_is_the_highest_average_outgoing_quality(checks: int, data: st.DataObject) -> None:
    """No rate leaves more than the limit, and it lies where an independent search finds it."""
    plan = Plan(checks, data.draw(st.integers(0, min(checks - 1, 30))))
    limit, rate = outgoing_quality_limit(plan, 1_000)
    grid = [average_outgoing_quality(plan, step / 500, 1_000) for step in range(501)]
    assert max(grid) <= limit + 1e-12
    top = min(1.0, 3 * (plan.allowed + 1) / checks)
    found = optimize.minimize_scalar(
        lambda p: -average_outgoing_quality(plan, p, 1_000), bounds=(0, top), method="bounded", options={"xatol": 1e-9}
    )
    assert limit == pytest.approx(-found.fun, abs=1e-9)
    assert rate == pytest.approx(found.x, abs=1e-4)


def test_nothing_unchecked_has_no_limit() -> None:
    """A plan that checks the whole lot lets nothing out, wherever."""
    assert outgoing_quality_limit(Plan(100, 3), 100) == (0, None)
    assert outgoing_quality_limit(Plan(101, 3), 100) == (0, None)
    assert average_outgoing_quality(Plan(101, 3), 0.1, 100) == 0


@given(st.integers(2, 1_000_000), st.sampled_from(AQL_SERIES))
def test_the_standard_never_loosens_as_the_lot_grows(lot: int, limit: float) -> None:
    """A larger lot has at least as many checks; a plan that allows some has more checks than that."""
    found, larger = standard_plan(lot, limit).plan, standard_plan(lot * 2, limit).plan
    assert larger.checks >= found.checks or found.allowed == 0
    assert found.allowed < found.checks


@given(st.integers(1, 300), st.data(), st.floats(0.01, 0.9))
def test_the_smallest_sample_that_shows_a_rate(lot: int, data: st.DataObject, risk: float) -> None:
    """One check fewer leaves a larger chance than the risk; none is found only where the whole lot is too little."""
    urn = Urn.lot(data.draw(st.integers(0, lot)), lot)
    allowed = data.draw(st.integers(0, 3))
    found = smallest_sample(urn, allowed, risk)
    if found is None:
        assert urn.bad <= allowed
    else:
        assert urn.at_most(allowed, found) <= risk + 1e-12
        assert found == allowed + 1 or urn.at_most(allowed, found - 1) > risk + 1e-12
