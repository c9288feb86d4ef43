"""No figure and no page of ours is past its date twice over on the day the tests run."""

from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from scripts.publishing.contents import Document
from scripts.publishing.last_checked import twice_over
from tests.prose import PAGES


def test_nothing_is_past_its_date_twice_over() -> None:
    """Check it against its source, renew `checked`, or say that it is historical."""
    published = [
        Document(
            PurePosixPath(path), "", Path(), "", "", page.front.get("checked"), page.front.get("changes_with", ""), ()
        )
        for path, page in PAGES.items()
    ]
    assert twice_over(published, datetime.now(UTC).date()) == []
