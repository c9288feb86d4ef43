"""Money: its currency and its worth over time."""

from collections.abc import Mapping

from calculators.core import Choice, Field, Number, assumption
from calculators.core.currency import CURRENCIES, DEFAULT
from calculators.vocabulary.exchange import details

# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
FIELDS: Mapping[str, Field] = {
    "currency": Choice(
        label="Currency", options={code: f"{code} ({one.name})" for code, one in CURRENCIES.items()},
        details={code: details(code) for code in CURRENCIES},
        basis=assumption(DEFAULT, "Most published prices are in US dollars."),
        help="Every amount is taken to be in it unless a row names another. Nothing is converted unless you ask.",
    ),
    "discount": Number(
        label="Discount rate", unit="% a year", minimum=0, maximum=100,
        basis=assumption(8.0, "A common cost of capital; ask finance for yours.", low=4.0, high=15.0),
        help="Only the present value uses it.",
    ),
}
# fmt: on
