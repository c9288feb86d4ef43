"""At most six tabs, what is looked up in the footer, and previous and next within a tab."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.machine.errors import BuildError
from scripts.site.tabs import keep_tabs
from tests.prose import TABS


def test_there_are_at_most_six_tabs() -> None:
    """More than six ways to go on are no help."""
    assert len(TABS) <= 6


def test_the_tabs_say_what_a_reader_wants_to_do(page: Page, address: str) -> None:
    """The tabs are those of mkdocs.yml; home and what is looked up stand in the footer, and lead somewhere."""
    page.goto(f"{address}vendors/contract/")
    assert page.locator(".md-tabs__item").all_inner_texts() == list(TABS)
    expect(page.locator(".md-tabs__item--active")).to_have_text("Buy")
    below = page.get_by_role("contentinfo").get_by_role("navigation", name="Beside the tabs")
    assert below.get_by_role("link").all_inner_texts() == ["Home", "Calculators", "Reference", "Contributing"]
    below.get_by_role("link", name="Reference").press("Enter")
    expect(page).to_have_url(f"{address}reference/")
    expect(page.locator(".md-tabs__item--active")).to_have_count(0)


def test_breadcrumbs_name_the_tab(page: Page, address: str) -> None:
    """A page in a folder of a tab says where it stands, in the tab's words."""
    page.goto(f"{address}tasks/segmentation/")
    crumbs = page.get_by_role("navigation", name="Breadcrumb").get_by_role("link")
    assert crumbs.all_inner_texts() == ["Home", "Plan", "Tasks"]


def test_previous_and_next_end_with_the_tab(site: Path) -> None:
    """The first page of a tab has no page before it, and its last none after it."""
    first, last = ((site / "cost" / name / "index.html").read_text("utf-8") for name in (".", "famous-claims"))
    assert re.findall("md-footer__link--(prev|next)", first) == ["next"]
    assert re.findall("md-footer__link--(prev|next)", last) == ["prev"]
    home = (site / "index.html").read_text("utf-8")
    assert 'class="md-footer__link' not in home
    assert 'class="md-footer__inner' not in home


def test_the_drawer_of_a_phone_holds_everything(page: Page, address: str) -> None:
    """On a phone the drawer lists the tabs and what stands below them."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}reference/glossary/")
    names = page.locator(".md-nav--primary > .md-nav__list > .md-nav__item > :is(.md-nav__link, .md-nav__container)")
    found = [" ".join((name.text_content() or "").split()) for name in names.all()]
    assert found == ["Home", *TABS, "Calculators", "Reference", "Contributing"]
    expect(page.locator(".md-tabs")).to_be_hidden()


def test_a_theme_with_other_tabs_is_refused(tmp_path: Path) -> None:
    """Tabs that are not written as known stop the build by the page's address."""
    (tmp_path / "cost").mkdir()
    (tmp_path / "cost/index.html").write_text('<ul class="md-tabs__list"><li>Cost</li></ul>')
    with pytest.raises(BuildError, match="cost/: expected 1 tabs"):
        keep_tabs(tmp_path, [tmp_path / "cost/index.html"], [{"Cost": ["cost/index.md"]}], ["Cost"])
