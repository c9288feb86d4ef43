"""How the estimate's amounts are written where one is compared with others."""

from collections.abc import Sequence

from calculators.core.words import about_money, money

# The two digits that an estimate is worth, up to as many as an amount of money can show.
DIGITS = range(2, 8)


def beside(one: float, *others: float) -> Sequence[str]:
    """Return an amount and those that it is compared with, in two digits, or in as many as tell it from them."""
    for digits in DIGITS:
        first, *rest = (about_money(amount, digits) for amount in (one, *others))
        if all(its != first or amount == one for its, amount in zip(rest, others, strict=True)):
            return [first, *rest]
    return [money(amount) for amount in (one, *others)]


def from_to(low: str, high: str) -> str:
    """Return what lies between two amounts, or about the one that both are."""
    return f"about {low}" if low == high else f"{low} to {high}"
