"""Says on each page when it was last checked, and in the build which pages are due."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from calculators.facts import all_facts
from scripts.publishing.contents import Document

# In months. Prices and law go out of date by themselves; methods do not.
LIMITS = {"prices": 6, "law": 3}
# The topics of figures that go out of date by themselves.
TOPICS = {"in_house_labour": "prices", "outsourced_pricing": "prices", "security": "law"}
END = "</article>"


def show_last_checked(published: Iterable[Document]) -> None:
    """Put the date at the end of the article of each page that states one."""
    for document in published:
        if document.checked:
            text = document.file.read_text("utf-8")
            line = f"{_line(document.checked, document.changes_with)}\n{END}"
            document.file.write_text(re.sub(END, line, text, count=1), encoding="utf-8", newline="\n")


def _line(checked: date, changes_with: str) -> str:
    day = f"{checked.day} {checked:%B %Y}"
    again = f" We check {changes_with} again within {LIMITS[changes_with]} months." if changes_with in LIMITS else ""
    time = f'<time datetime="{checked.isoformat()}">{day}</time>'
    return f'<p class="last-checked">Last checked: {time}.{again}</p>'


def due(document: Document, today: date) -> bool:
    """Say whether a page was last checked longer ago than its kind of contents allows."""
    limit = LIMITS.get(document.changes_with)
    return bool(limit and document.checked and months_later(document.checked, limit) < today)


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def report_due(published: Iterable[Document], today: date) -> list[str]:
    """Return a line for each page that is due for a check, and one for each topic of figures with such."""
    pages = [
        f"Due for a check: docs/{document.source}, last checked {document.checked}"
        f" ({document.changes_with}: every {LIMITS[document.changes_with]} months)"
        for document in published
        if due(document, today)
    ]
    return [*pages, *_figures_due(today)]


def _figures_due(today: date) -> Iterator[str]:
    for topic, kind in TOPICS.items():
        late = [
            key
            for key, figure in all_facts()[topic].items()
            if months_later(date.fromisoformat(f"{figure.checked}-01"), LIMITS[kind] + 1) < today
        ]
        if late:
            limit = f"{kind}: every {LIMITS[kind]} months"
            yield f"Due for a check: {len(late)} figures of {topic} ({limit}): {', '.join(late)}"
