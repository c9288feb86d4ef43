"""The list of figures says of each where it comes from and where it stands, and names what must not stand."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from calculators.facts import all_facts, fact
from scripts.publishing import figure_list as listing
from scripts.publishing.figure_list import figure_list, must_not_stand, quoting, starting, unsaid_in_fields
from scripts.site.pages import DOCS

PRICE = "labelyourdata_bbox"
WEAK = "crowd_hidden_cost_multiple"


def test_every_figure_is_listed_with_all_that_is_asked_of_it() -> None:
    """A line has key, value, source, year, grade, last check and pages."""
    lines = {line.split(" | ")[0]: line.split(" | ") for line in figure_list(DOCS)}
    assert set(lines) == {key for facts in all_facts().values() for key in facts}
    assert all(len(cells) == 7 for cells in lines.values())
    figure = fact(PRICE)
    assert lines[PRICE][1:6] == [
        f"{figure.value} {figure.unit}", f"{figure.publisher}, {figure.source}", figure.year,
        f"{figure.confidence}, {figure.status}", f"{figure.checked} ({figure.evidence})",
    ]  # fmt: skip


def test_pages_are_those_that_quote_and_those_that_start_from_it(tmp_path: Path) -> None:
    """A reference in a page counts, and so does an input of a calculator."""
    (tmp_path / "cost").mkdir()
    (tmp_path / "cost" / "a.md").write_text(f"It is {{fact {PRICE} range}} a box.", encoding="utf-8")
    calculator, _, basis = next(starting())
    pages = quoting(tmp_path)
    assert pages[PRICE] >= {"/cost/a.md"}
    assert f"/calculators/{calculator}.md" in pages[basis.fact]


def test_nothing_of_ours_must_not_stand() -> None:
    """No figure is past its date twice over today, and none is weak out of sight."""
    assert must_not_stand(DOCS, date.today()) == []


def test_a_figure_past_its_date_twice_over_is_named() -> None:
    """Prices pass after twice twelve months from the end of the month of their check, and on the last day they hold."""
    year, month = map(int, fact(PRICE).checked.split("-"))
    last_day = date(year + 2, month, 30)
    assert not any(PRICE in line for line in must_not_stand(DOCS, last_day))
    assert any(PRICE in line for line in must_not_stand(DOCS, date(year + 2, month + 1, 1)))


def test_a_weak_figure_without_its_grade_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that quotes it, and a field that starts from it, each have to say so."""
    assert fact(WEAK).confidence == "low"
    monkeypatch.setattr(listing, "rendered", lambda _: "7 x invoice")
    assert any(WEAK in line for line in must_not_stand(DOCS, date.today()))
    calculator, field, basis = next(starting())
    monkeypatch.setattr(listing, "starting", lambda: iter([(calculator, field, replace(basis, fact=WEAK))]))
    assert list(unsaid_in_fields()) == [f"{WEAK} is weak, and the field {field} of {calculator} does not say so"]


def test_a_topic_that_no_page_lists_is_named(tmp_path: Path) -> None:
    """Its weak figures would be seen nowhere."""
    (tmp_path / "a.md").write_text("/// figures | quality\n///\n", encoding="utf-8")
    faults = must_not_stand(tmp_path, date(2026, 11, 30))
    assert "no page lists the figures of scale with their grades" in faults
    assert not any("figures of quality" in fault for fault in faults)
