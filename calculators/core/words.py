"""How numbers are written for people: one way everywhere, whatever the machine's language."""

import math

# What stands in a section while what belongs there is worked out.
NOT_YET = "Not worked out yet."
# The title of a section on what each input does alone.
DRIVERS = "Which inputs move the answer most"


def plain(value: float) -> str:
    """Return the shortest text that reads back as the same number, without an exponent where it stays short."""
    if isinstance(value, int) or (value == int(value) and abs(value) < 1e15):
        return str(int(value))
    return repr(value)


def bound(value: float) -> str:
    """Return a number as a message names it: thousands separated, all its decimals, no exponent."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.10f}".rstrip("0")


def count(value: float, digits: int = 0) -> str:
    """Return a number with thousands separated; a negative one with a true minus sign, and a half is rounded up."""
    text = _rounded(abs(value), digits) if abs(value) < 1e15 else f"{abs(value):.3g}"
    return f"−{text}" if value < 0 and text.strip("0.,") else text


def _rounded(size: float, digits: int) -> str:
    # Python rounds a half to the even neighbour, and a decimal half as it is in binary; a reader does neither.
    text = repr(size)
    half = "e" not in text and text.partition(".")[2][digits:] == "5"
    return f"{size + 10.0 ** -(digits + 2) if half else size:,.{digits}f}"


def money(value: float) -> str:
    """Return an amount: whole from 100 up, hundredths below, and three digits that count below 1.

    "¤" stands for the reader's currency; whoever writes the text for a reader puts the currency's mark in its place.
    """
    size = abs(value)
    if size >= 1e15:
        return f"{'−' if value < 0 else ''}¤{size:.3g}"
    digits = 0 if size >= 100 or size == 0 else 2
    text = f"¤{_rounded(size, digits)}"
    if 0 < size < 1:
        # No further than six decimals: below a millionth a price is nothing.
        precise = _rounded(size, min(6, 2 - math.floor(math.log10(size)))).rstrip("0")
        text = f"¤{precise}{'0' * max(0, 2 - len(precise.partition('.')[2]))}"
    return f"−{text}" if value < 0 and text.strip("¤0.,") else text


def about_money(value: float, digits: int = 2) -> str:
    """Return an amount of an estimate with the two digits that it is worth, unless more are asked for."""
    rounded = float(f"{value:.{digits}g}")
    text = money(rounded / 1e6 if rounded >= 1e6 else rounded)
    short = text.rstrip("0").rstrip(".") if "." in text and rounded >= 1 else text
    return f"{short} million" if rounded >= 1e6 else short


def told_apart(one: float, *others: float) -> list[str]:
    """Return an estimate's amount and what it is compared with, in two digits or in as many as tell it from them."""
    for digits in range(2, 8):
        first, *rest = (about_money(amount, digits) for amount in (one, *others))
        if all(its != first or amount == one for its, amount in zip(rest, others, strict=True)):
            return [first, *rest]
    return [money(amount) for amount in (one, *others)]


def percent(value: float, digits: int = 0) -> str:
    """Return a percentage; 30 means 30 %."""
    return f"{count(value, digits)}%"


def at_most(value: float, digits: int = 0) -> str:
    """Return a limit rounded down, so that what is said to be kept is kept; a part in a billion is forgiven."""
    scale = 10**digits
    return count(math.floor(value * scale * (1 + 1e-9)) / scale, digits)


def decimals(value: float, most: int = 6) -> int:
    """Return how many decimals it takes to write a number as it is, at most so many."""
    return len(f"{value:.{most}f}".rstrip("0").partition(".")[2])


def counted(number: float, singular: str, plural: str = "") -> str:
    """Return "1 item" or "2,500 items"; what is written as 1 is one."""
    text = count(number)
    return f"{text} {singular if text == '1' else plural or singular + 's'}"


def listed(items: list[str], last: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""
