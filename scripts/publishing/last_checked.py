"""Says on each page when it was last checked and until when it holds, and in the build which pages are due."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from calculators.facts import all_facts
from scripts.markdown.past_date import PAST, TOPICS, holds_until, months_later
from scripts.publishing.contents import Document

# We look again after half the time, so that nothing need pass its date.
LIMITS = {kind: months // 2 for kind, months in PAST.items()}
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
    time = f'<time datetime="{checked.isoformat()}">{day}</time>'
    return f'<p class="last-checked">Last checked: {time}.{_again(checked, changes_with)}</p>'


def _again(checked: date, changes_with: str) -> str:
    if changes_with not in LIMITS:
        return ""
    end = months_later(checked, PAST[changes_with])
    # A script marks the day once it has passed, since the page may be older than its last build.
    day = f'<time datetime="{end}" data-until="{end}">{end.day} {end:%B %Y}</time>'
    return f" We check {changes_with} again within {LIMITS[changes_with]} months; without a check this holds to {day}."


def due(document: Document, today: date) -> bool:
    """Say whether a page was last checked longer ago than its kind of contents allows."""
    limit = LIMITS.get(document.changes_with)
    return bool(limit and document.checked and months_later(document.checked, limit) < today)


def report_due(published: Iterable[Document], today: date) -> list[str]:
    """Return a line for each page that is due for a check, and one for each topic of figures with such."""
    pages = [
        f"Due for a check: docs/{document.source}, last checked {document.checked}"
        f" ({document.changes_with}: every {LIMITS[document.changes_with]} months)"
        for document in published
        if due(document, today)
    ]
    return [*pages, *_figures_due(today)]


def twice_over(published: Iterable[Document], today: date) -> list[str]:
    """Return a line for each page and each figure that is past its date twice over, so that it must not stand."""
    pages = [
        f"docs/{document.source}, last checked {document.checked}"
        for document in published
        if document.checked and document.changes_with in PAST
        and months_later(document.checked, 2 * PAST[document.changes_with]) < today
    ]  # fmt: skip
    figures = [
        f"{topic}.{key}, last checked {figure.checked}"
        for topic in TOPICS
        for key, figure in all_facts()[topic].items()
        if (end := holds_until(figure, topic, times=2)) and end < today
    ]
    return [*pages, *figures]


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
