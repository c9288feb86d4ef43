"""Numbers as people type them, in any country's habit, and never guessed where two readings are possible."""

import math
import re

# What stands between groups of three digits without a second meaning.
_GAP = "[ \u00a0\u202f\u2009'\u2019]"
_LONGEST = 40
_MULTIPLES = {"": 1.0, "k": 1e3, "m": 1e6}
_SIGN, _EXPONENT, _MULTIPLE = r"(?P<sign>[+-]?)", r"(?P<exponent>e[+-]?\d{1,3})?", r"\s?(?P<multiple>[km]?)"

# Each form with what takes its digits apart: the mark of thousands to drop, the mark of decimals. No habit writes
# thousands behind a nought: "0,738" is less than one.
_ONE_READING = (
    (re.compile(rf"[1-9]\d{{0,2}}({_GAP}\d{{3}})+([.,]\d+)?"), _GAP, "[.,]"),
    (re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d*)?"), ",", r"\."),
    (re.compile(r"[1-9]\d{0,2}(\.\d{3})+,\d+"), r"\.", ","),
    (re.compile(r"[1-9]\d{0,2}(\.\d{3}){2,}"), r"\.", None),
    (re.compile(r"0,\d+"), None, ","),
)
_WHOLE_OR_POINT = re.compile(r"\d+\.?\d*|\.\d+")
# "200.000" may be two hundred thousand or two hundred.
_POINT_AND_THREE = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_ONE_COMMA = re.compile(r"\d+,\d+")
_FRAME = re.compile(rf"{_SIGN}(?P<digits>.*?){_EXPONENT}{_MULTIPLE}", re.IGNORECASE | re.DOTALL)


def readings(text: str) -> tuple[float, ...]:
    """Return every number that a text can mean: none, one, or the two between which only its writer can choose.

    Blanks and apostrophes between thousands, "k" and "m" behind the number, and an exponent are understood. A point
    before exactly three digits, and a single comma before more or fewer, may mean thousands or decimals: then there are
    two readings, thousands first. A comma before exactly three digits stands for thousands, as in all that we write,
    but after a nought for decimals.
    """
    text = text.strip().replace("\u2212", "-")
    found = _FRAME.fullmatch(text) if len(text) <= _LONGEST else None
    if not found:
        return ()
    digits, exponent = found["digits"], found["exponent"] or ""
    if not re.fullmatch(r"[\d.,' \u00a0\u202f\u2009\u2019]+", digits, re.ASCII):
        return ()
    factor = _MULTIPLES[found["multiple"].lower()] * (-1 if found["sign"] == "-" else 1)
    if exponent:
        plain = _WHOLE_OR_POINT.fullmatch(digits)
        return _finite([float(digits + exponent) * factor]) if plain else ()
    return _finite([value * factor for value in _unsigned(digits)])


def _unsigned(digits: str) -> list[float]:
    for form, thousands, decimals in _ONE_READING:
        if form.fullmatch(digits):
            without = re.sub(thousands, "", digits) if thousands else digits
            return [float(re.sub(decimals, ".", without) if decimals else without)]
    if _POINT_AND_THREE.fullmatch(digits):
        return [float(digits.replace(".", "")), float(digits)]
    if _WHOLE_OR_POINT.fullmatch(digits):
        return [float(digits)]
    if _ONE_COMMA.fullmatch(digits):
        return [float(digits.replace(",", "")), float(digits.replace(",", "."))]
    return []


def _finite(numbers: list[float]) -> tuple[float, ...]:
    return tuple(numbers) if all(map(math.isfinite, numbers)) else ()


def unmistakable(text: str) -> str:
    """Return a number's text with a nought behind it where it would otherwise have two readings."""
    return f"{text}0" if _POINT_AND_THREE.fullmatch(text.lstrip("-")) else text
