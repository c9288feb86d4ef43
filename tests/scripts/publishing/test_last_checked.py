"""What is due for a check is said in the build, by the limit of what makes it out of date."""

from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from scripts.publishing.contents import Document
from scripts.publishing.last_checked import due, months_later, report_due, show_last_checked, twice_over

CHECKED = date(2026, 8, 31)


def page(changes_with: str, checked: date | None = CHECKED, file: Path = Path("index.html")) -> Document:
    """Return a page that was checked on a day."""
    return Document(PurePosixPath("cost/a.md"), "cost/a/", file, "A", "", checked, changes_with, ())


@pytest.mark.parametrize(
    ("changes_with", "last_good_day"),
    [("prices", date(2027, 2, 28)), ("law", date(2026, 11, 30)), ("methods", date.max), ("", date.max)],
)
def test_each_kind_has_its_limit(changes_with: str, last_good_day: date) -> None:
    """Prices hold six months, law three, methods for good; on the last day a page is not due yet."""
    assert not due(page(changes_with), last_good_day)
    if last_good_day < date.max:
        assert due(page(changes_with), date.fromordinal(last_good_day.toordinal() + 1))


def test_a_page_without_a_date_is_never_due() -> None:
    """There is nothing to count from; the tests of the guide ask for a date."""
    assert not due(page("law", None), date.max)


def test_months_end_where_months_end() -> None:
    """Six months after the last of August is the last of February."""
    assert months_later(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert months_later(date(2026, 10, 15), 3) == date(2027, 1, 15)


def test_the_report_names_page_date_and_limit() -> None:
    """Nothing is left to look up."""
    lines = report_due([page("law"), page("methods")], date(2026, 12, 1))
    assert lines == ["Due for a check: docs/cost/a.md, last checked 2026-08-31 (law: every 3 months)"]


def test_the_page_shows_the_date_whatever_day_it_is_built(tmp_path: Path) -> None:
    """The page says when it was checked; whether that is long ago is the reader's to say, or a build would differ."""
    file = tmp_path / "index.html"
    file.write_text("<article>Text</article>", "utf-8")
    show_last_checked([page("prices", file=file)])
    assert '<time datetime="2026-08-31">31 August 2026</time>. We check prices again within 6 months' in file.read_text(
        "utf-8"
    )


def test_figures_are_reported_when_their_time_is_up() -> None:
    """Prices are due after six months and law after three, counted from the end of the month they were checked in."""
    assert report_due([], date(2026, 12, 31)) == []
    assert [line.split(" figures of ")[1].split(" (")[0] for line in report_due([], date(2027, 3, 2))] == ["security"]
    assert len(report_due([], date(2027, 6, 2))) == 6


def test_a_page_says_until_when_it_holds(tmp_path: Path) -> None:
    """Prices hold twelve months after their check and law six, and a script can mark the day once it has passed."""
    for kind, end in (("prices", "2027-08-31"), ("law", "2027-02-28")):
        file = tmp_path / f"{kind}.html"
        file.write_text("<article>Text</article>", "utf-8")
        show_last_checked([page(kind, file=file)])
        assert f'data-until="{end}"' in file.read_text("utf-8")


def test_what_is_past_its_date_twice_over_is_named() -> None:
    """Law may not stand a year after its check, prices not two years; what is kept for comparison may."""
    assert twice_over([page("law")], date(2027, 8, 31)) == []
    assert twice_over([page("law"), page("prices")], date(2027, 9, 1)) == ["docs/cost/a.md, last checked 2026-08-31"]
    assert {line.partition(".")[0] for line in twice_over([], date(2027, 12, 1))} == {"security"}
    late = twice_over([], date(2028, 12, 1))
    assert any(line.startswith("outsourced_pricing.") for line in late)
    assert not any("google_bbox_unit" in line for line in late)
