"""The smallest plan that keeps both risks."""

from dataclasses import dataclass

from calculators.core import InputError
from calculators.methods.acceptance.urn import FORGIVEN, Urn

MOST_CHECKS = 20_000
# Along thousands of steps a sum drifts by less than this; nearer to a risk it is taken afresh.
_DRIFT = 1e-9


@dataclass(frozen=True, slots=True)
class Plan:
    """Check ``checks`` drawn at random and accept with at most ``allowed`` wrong ones."""

    checks: int
    allowed: int


def single_plan(
    good: Urn, bad: Urn, producer_risk: float, consumer_risk: float, most_checks: int = MOST_CHECKS
) -> Plan | None:
    """Return the plan with the fewest checks, then the fewest allowed, that keeps both risks.

    It accepts ``good`` with a chance of at least ``1 - producer_risk`` and ``bad`` with at most ``consumer_risk``;
    a part in 10^12 is forgiven. None if no plan of up to ``most_checks``, or of the whole lot, does.
    Both chances are carried along one walk through the numbers of checks: for each the fewest allowed that the good
    side needs. The numbers that work are no interval, because one more allowed lets the bad side through again.

    Raises:
        InputError: a risk is not between 0 and 1, or the bad side is not worse than the good one.

    Source: Guenther (1969), Use of the binomial, hypergeometric and Poisson tables to obtain sampling plans, Journal
    of Quality Technology 1(2); the answer is that of Kiermeier (2008), Visualizing and assessing acceptance sampling
    plans: the R package AcceptanceSampling, Journal of Statistical Software 26(6).
    """
    _refuse_risk("producer_risk", producer_risk)
    _refuse_risk("consumer_risk", consumer_risk)
    if not (good.bad <= bad.bad and good.taken == bad.taken and (good.taken or good.bad < bad.bad)):
        raise InputError("bad", "worse than the good side, and drawn alike", f"{bad.bad} against {good.bad}")
    return _walk(good, bad, 1 - producer_risk - FORGIVEN, consumer_risk + FORGIVEN, int(min(most_checks, good.size)))


def smallest_sample(bad: Urn, allowed: int, consumer_risk: float, most_checks: int = MOST_CHECKS) -> int | None:
    """Return the fewest checks of which at most ``allowed`` are wrong with a chance of ``consumer_risk`` or less.

    With ``allowed`` 0 and a process this is log(consumer_risk) / log(1 - rate), rounded up. None if no number up to
    ``most_checks``, or up to the whole lot, is enough.

    Raises:
        InputError: the risk is not between 0 and 1: no finite sample gives certainty.

    Source: Hanley and Lippman-Hand (1983), If nothing goes wrong, is everything all right?, JAMA 249(13); for a lot:
    Cannon and Roe (1982), Livestock Disease Surveys: A Field Manual for Veterinarians.
    """
    _refuse_risk("consumer_risk", consumer_risk)
    enough = consumer_risk + FORGIVEN
    low, high = allowed, int(min(most_checks, bad.size))
    if high <= low or bad.at_most(allowed, high) > enough:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if bad.at_most(allowed, middle) <= enough:
            high = middle
        else:
            low = middle
    return high


def _refuse_risk(name: str, risk: float) -> None:
    if not 0 < risk < 1:
        raise InputError(name, "a number between 0 and 1", str(risk))


def _walk(good: Urn, bad: Urn, needed: float, enough: float, most_checks: int) -> Plan | None:
    taken, left, allowed = float(good.taken), float(good.bad + good.right), 0
    good_bad, good_right, bad_bad, bad_right = map(float, (good.bad, good.right, bad.bad, bad.right))
    good_sum = good_term = bad_sum = bad_term = 1.0
    for checks in range(1, most_checks + 1):
        good_sum -= good_term * good_bad / left
        bad_sum -= bad_term * bad_bad / left
        ratio = checks / ((checks - allowed) * left)
        good_term *= ratio * good_right
        bad_term *= ratio * bad_right
        left -= taken
        good_right -= taken
        bad_right -= taken
        while good_sum < needed + _DRIFT and _falls_short(good, allowed, checks, good_sum, needed):
            good_term = _next_term(good, allowed, checks, good_term)
            bad_term = _next_term(bad, allowed, checks, bad_term)
            good_sum += good_term
            bad_sum += bad_term
            allowed += 1
            # One more of those drawn is wrong, and one fewer right.
            good_bad -= taken
            bad_bad -= taken
            good_right += taken
            bad_right += taken
        if bad_sum <= enough + _DRIFT and bad.at_most(allowed, checks) <= enough:
            return Plan(checks, allowed)
    return None


def _falls_short(good: Urn, allowed: int, checks: int, carried: float, needed: float) -> bool:
    return carried < needed - _DRIFT or good.at_most(allowed, checks) < needed


def _next_term(urn: Urn, allowed: int, checks: int, term: float) -> float:
    ratio = urn.ratio(allowed, checks) if term else 0.0
    return term * ratio if 0 < ratio < 1e300 else urn.exactly(allowed + 1, checks)
