"""Flip strips as markup: a picture with its numbers in words, under a slider that a script brings to life."""

import math
from collections.abc import Iterator, Sequence

from calculators.core import Amount, Stretch, Strip
from calculators.show.markup import Markup, joined, tag

POSITIONS = 200
# A name is written into its stretch where that has, on a phone's strip, room for half the handle and for each letter.
ROOM_FOR_HANDLE, ROOM_FOR_LETTER = 5, 3.2
SEARCHING = "Looking for where it flips."


def strips(answer_strips: Sequence[Strip]) -> Markup:
    """Return the strips one under the other."""
    return joined(*map(_strip, answer_strips))


def words(strip: Strip) -> str:
    """Return which way wins where the value stands, and up to where; while that is looked for, so much.

    >>> own = Stretch(low=0, high=20, name="in-house", style="in-house")
    >>> bought = Stretch(low=20, high=1000, name="outsourcing", style="outsourced")
    >>> words(Strip(field="wage", label="Wage", low=10, high=30, at=15, stretches=[own, bought]))
    'In-house is cheaper below 20, outsourcing above it.'
    """
    if not strip.stretches:
        return SEARCHING
    here = strip.here
    place = strip.stretches.index(here)
    below, above = strip.stretches[:place], strip.stretches[place + 1 :]
    low = _amount(strip, here.low)
    high = _amount(strip, here.high)
    won = f"{here.name} {strip.outcome}"
    if not (below or above):
        return f"No flip: {won} all the way from {low} to {high}."
    won = f"{won[:1].upper()}{won[1:]}"
    if below and above:
        return f"{won} {_within(strip, here)}, {_beyond(strip, below, above)}."
    # A whole value may lie on a flip, where the upper way has won already.
    if above:
        *middle, last = above
        ways = [f"{one.name} {_within(strip, one)}" for one in middle]
        beyond = f"from {_amount(strip, last.low)} on" if strip.whole else "beyond" if middle else "above it"
        return f"{', '.join([f'{won} below {high}', *ways, f'{last.name} {beyond}'])}."
    first, *middle = below
    ways = [f"{one.name} {_within(strip, one)}" for one in reversed(middle)]
    under = f"below {_amount(strip, first.high)}" if middle else "below it"
    won = f"{won} {f'from {low} on' if strip.whole else f'above {low}'}"
    return f"{', '.join([won, *ways, f'{first.name} {under}'])}."


def _beyond(strip: Strip, below: Sequence[Stretch], above: Sequence[Stretch]) -> str:
    """Return what wins on both sides of the stretch that the value stands in, or how often that changes."""
    if len(below) > 1 or len(above) > 1:
        ends = f"{_amount(strip, below[0].low)} and {_amount(strip, above[-1].high)}"
        return f"and between {ends} that changes {len(below) + len(above)} times"
    if below[0].name == above[0].name:
        return f"{above[0].name} beyond"
    return f"{below[0].name} below it, {above[0].name} above it"


def _within(strip: Strip, one: Stretch) -> str:
    """Return from where to where a way wins that has others on both sides; one whole value is no range."""
    # Of whole values the last is told, because the next stretch begins where this one ends.
    low, high = _amount(strip, one.low), _amount(strip, one.high - 1 if strip.whole else one.high)
    return f"at {low}" if low == high else f"from {low} to {high}"


def _strip(strip: Strip) -> Markup:
    amount = _amount(strip, strip.at)
    # A label that names the unit already need not be followed by it.
    now = amount if not strip.unit or strip.unit in strip.label else f"{amount} {strip.unit}"
    said = words(strip)
    return tag(
        "div",
        tag("p", tag("strong", strip.label), " ", tag("span", f"now {now}", class_="strip-now"), class_="strip-head"),
        tag("div", _step(strip, -1, "−"), _track(strip, f"{now}. {said}"), _step(strip, 1, "+"), class_="strip-row"),
        tag("p", *_ends(strip), class_="strip-ends", aria_hidden="true"),
        tag("p", said, class_="strip-words"),
        class_="strip",
        data_strip=strip.field,
    )


def _step(strip: Strip, by: int, sign: str) -> Markup:
    name = f"{strip.label}: {'more' if by > 0 else 'less'}"
    return tag("button", sign, type="button", class_="strip-step", data_step=by, aria_label=name, hidden=True)


def _track(strip: Strip, said: str) -> Markup:
    """Return the slider over its picture; positions are whole, and the script turns them into values."""
    positions = min(POSITIONS, int(strip.high - strip.low)) if strip.whole else POSITIONS
    slider = tag(
        "input", type="range", min=0, max=positions, step=1, value=round(positions * _share(strip, strip.at)),
        data_low=strip.low, data_high=strip.high, data_by_ratio=strip.by_ratio, data_whole=strip.whole, hidden=True,
        aria_label=f"{strip.label}, strip", aria_valuetext=said,
    )  # fmt: skip
    here = f"{100 * _share(strip, strip.at):.2f}%"
    mark = tag("line", x1=here, x2=here, y1="0", y2="100%", class_="strip-mark")
    picture = tag("svg", *_picture(strip), mark, class_="strip-picture", aria_hidden="true", focusable="false")
    return tag("div", slider, picture, class_="strip-track")


def _picture(strip: Strip) -> Iterator[Markup]:
    if not strip.stretches:
        yield tag("rect", x="0", y="0", width="100%", height="100%", class_="strip-unknown")
    for one in _drawn(strip):
        left, right = (100 * _share(strip, end) for end in (one.low, one.high))
        yield tag(
            "rect", x=f"{left:.2f}%", y="0", width=f"{right - left:.2f}%", height="100%",
            class_=f"segment style-{one.style}",
        )  # fmt: skip
        # Beside the handle, where it can be read.
        here = min(right, max(left, 100 * _share(strip, strip.at)))
        from_, to = max((left, here), (here, right), key=lambda part: part[1] - part[0])
        if to - from_ >= ROOM_FOR_HANDLE + ROOM_FOR_LETTER * len(one.name):
            yield tag("text", one.name, x=f"{(from_ + to) / 2:.2f}%", y="50%", class_="strip-name")


def _drawn(strip: Strip) -> list[Stretch]:
    """Return the stretches that reach into what is drawn."""
    return [one for one in strip.stretches if one.low < strip.high and one.high > strip.low]


def _share(strip: Strip, value: float) -> float:
    """Return how far along the strip a value lies, from 0 to 1; what lies beyond an end is drawn there."""
    inside = min(strip.high, max(strip.low, value))
    if strip.by_ratio:
        return math.log(inside / strip.low) / math.log(strip.high / strip.low)
    return (inside - strip.low) / (strip.high - strip.low)


def _ends(strip: Strip) -> list[Markup]:
    return [tag("span", _amount(strip, end)) for end in (strip.low, strip.high)]


def _amount(strip: Strip, value: float) -> str:
    digits = 0 if abs(value) >= 100 or value == round(value) else 1
    return str(Amount(value=value, kind=strip.kind, digits=digits))
