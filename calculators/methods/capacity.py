"""How many people work takes, how many remain, and how long things wait."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculators.core import InputError
from calculators.methods.labour import NOISE, whole_up


@dataclass(frozen=True, kw_only=True)
class Workload:
    """The people that work takes.

    Attributes:
        base_fte: full-time people for the work alone.
        fte: the same with the buffer.
        headcount: whole people.
    """

    base_fte: float
    fte: float
    headcount: int


def workload_fte(
    volume: float,
    handle_hours: float,
    hours: float = 1.0,
    occupancy: float = 1.0,
    shrinkage: float = 0.0,
    buffer: float = 0.0,
) -> Workload:
    """Return how many full-time people it takes to do ``volume`` items of ``handle_hours`` each.

    Work divided by what one person gives, which is ``hours`` less the share lost to absence (``shrinkage``) and the
    share without work (``occupancy`` is the rest); ``buffer`` is a share on top. Shares are fractions. The work is
    divided by what remains, and never multiplied by one plus what is lost.

    Raises:
        InputError: nobody is ever available, or the occupancy is not above 0 and up to 1.

    Source: Cleveland, Call Center Management on Fast Forward; Reynolds, The Call Center School.
    """
    if not 0 <= shrinkage < 1:
        raise InputError("shrinkage", "a share from 0 up to but not including 1: somebody must be available")
    if not 0 < occupancy <= 1:
        raise InputError("occupancy", "a share above 0 and up to 1")
    base = volume * handle_hours / (hours * occupancy * (1 - shrinkage))
    return Workload(base_fte=base, fte=base * (1 + buffer), headcount=whole_up(base * (1 + buffer)))


def gross_up_chain(start: float, factors: Sequence[float], round_up: bool = True) -> tuple[float, ...]:
    """Return a number multiplied by each factor in turn, by default rounded up after each.

    A share that is lost on the way is a division: pass one over the share that stays. Rounding up at each step gives
    whole people at each step, and so a larger end than rounding once.

    Source: the gross-to-net staffing chain of call centres, such as turnella.com's worked example.
    """
    steps: list[float] = []
    for factor in factors:
        start = whole_up(start * factor) if round_up else start * factor
        steps.append(start)
    return tuple(steps)


def littles_law(number: float | None = None, rate: float | None = None, wait: float | None = None) -> float:
    """Return the one of three that is left out: the mean number in a queue, the rate through it, the mean wait.

    The number is the rate times the wait, whatever the distributions.

    Raises:
        InputError: not exactly two are given, or the one to divide by is 0, so that the third does not exist.

    Source: Little (1961), A proof for the queuing formula L = λW, Operations Research 9(3); Little and Graves (2008).
    """
    if [number, rate, wait].count(None) != 1:
        raise InputError("littles_law", "two of number, rate and wait")
    if number is None:
        assert rate is not None
        assert wait is not None
        return rate * wait
    name, divisor = ("rate", rate) if wait is None else ("wait", wait)
    if not divisor:
        raise InputError(name, "more than 0, or the third is not defined")
    return number / divisor


@dataclass(frozen=True, kw_only=True)
class Headcount:
    """People by grade, period by period.

    Attributes:
        stock: for each period, the people in each grade at its end.
        leavers: for each period, the people who left altogether.
    """

    stock: Sequence[Sequence[float]]
    leavers: Sequence[float]


def markov_headcount(
    start: Sequence[float],
    shares: Sequence[Sequence[float]],
    periods: int = 1,
    recruits: Sequence[float] = (),
) -> Headcount:
    """Return the people in each grade after each period, when fixed shares move between grades or leave.

    Row i of ``shares`` says which share of grade i is in each grade a period later; what is missing from 1 leaves.
    ``recruits`` join each grade at the end of every period. Nothing is rounded on the way.

    Raises:
        InputError: a row is not a set of shares with a sum of at most 1.

    Source: Bartholomew, Forbes and McClean (1991), Statistical techniques for manpower planning.
    """
    for row in shares:
        if min(row) < 0 or sum(row) > 1 + NOISE:
            raise InputError("shares", "rows of shares from 0 to 1 whose sum is at most 1")
    stay = [sum(row) for row in shares]
    columns = list(zip(*shares, strict=True))
    joining = recruits or [0.0] * len(start)
    stock, leavers, here = [], [], list(start)
    for _ in range(periods):
        leavers.append(sum(people * (1 - share) for people, share in zip(here, stay, strict=True)))
        here = [
            sum(people * share for people, share in zip(here, column, strict=True)) + new
            for column, new in zip(columns, joining, strict=True)
        ]
        stock.append(here)
    return Headcount(stock=stock, leavers=leavers)


@dataclass(frozen=True, kw_only=True)
class Hires:
    """How many people must join to make a volume in time.

    Attributes:
        existing_output: what those already there make.
        output_per_hire: what one who joins makes by the end.
        hires: the whole people who must join.
        total_output: what all make together.
    """

    existing_output: float
    output_per_hire: float
    hires: int
    total_output: float


def hires_for_deadline(
    volume: float,
    periods: int,
    rate: float,
    start_headcount: float,
    lag: int,
    ramp: Sequence[float],
    attrition: float = 0.0,
) -> Hires | None:
    """Return how many people must join after ``lag`` periods to make ``volume`` in ``periods``; None if none can.

    Each makes ``rate`` a period at full speed, and the shares of it in ``ramp`` in the first periods after joining.
    The share ``attrition`` of everybody leaves after each period, and nobody is replaced.

    Source: our own definition, for no published example has lag, ramp and leavers; after Sterman (2000), Business
    Dynamics, chapter 12 (hiring delays and rookies).
    """
    stays = [(1 - attrition) ** period for period in range(periods)]
    existing = rate * start_headcount * sum(stays)
    speeds = [*ramp, *[1.0] * periods][: max(0, periods - lag)]
    each = rate * sum(speed * share for speed, share in zip(speeds, stays, strict=False))
    gap = volume - existing
    if gap <= volume * NOISE:
        needed = 0
    elif each <= 0:
        return None
    else:
        needed = whole_up(gap / each)
    return Hires(existing_output=existing, output_per_hire=each, hires=needed, total_output=existing + needed * each)
