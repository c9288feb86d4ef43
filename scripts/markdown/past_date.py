"""How long a figure or a page may go without a check before readers are told that it is past its date."""

from calendar import monthrange
from datetime import date, timedelta

from calculators.facts import Fact

# In months. Prices and law go out of date by themselves; methods do not.
PAST = {"prices": 12, "law": 6}
# The topics of figures that go out of date by themselves.
TOPICS = {
    "in_house_labour": "prices", "outsourced_pricing": "prices", "prices_by_place": "prices", "regions": "prices",
    "exchange_rates": "prices", "security": "law",
}  # fmt: skip


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def checked_at_the_latest(figure: Fact) -> date:
    """Return the last day of the month in which the figure was last compared with its source."""
    return months_later(date.fromisoformat(f"{figure.checked}-01"), 1) - timedelta(days=1)


def holds_until(figure: Fact, topic: str, times: int = 1) -> date | None:
    """Return the last day on which the figure is within its date, or within it so many times over.

    None where it never passes: its topic does not go out of date by itself, or the figure is kept for comparison.
    """
    if topic not in TOPICS or figure.status != "current":
        return None
    return months_later(checked_at_the_latest(figure), times * PAST[TOPICS[topic]])
