"""The style sheets that stand inside the pages with a calculator."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.machine.errors import BuildError
from scripts.markdown.markup import read_pages
from scripts.site.inner_styles import CALCULATOR, put_styles_inside
from scripts.site.policy import hash_source
from tests.site.theme import opening_without_a_load

PAGE = """<head><link rel="stylesheet" href="../one.css">
<link rel="stylesheet" href="../two.css"><link rel="icon" href="../icon.svg"></head><body>{body}</body>"""
INSIDE = re.compile("<style>(.*?)</style>", re.DOTALL)


def put(folder: Path, body: str, one: str = "a{}", two: str = "b{}") -> tuple[str, list[str]]:
    """Return what becomes of a page with this body and two sheets, and what it then notes of styles."""
    (folder / "one.css").write_text(one)
    (folder / "two.css").write_text(two)
    page = folder / "page" / "index.html"
    page.parent.mkdir(exist_ok=True)
    page.write_text(PAGE.format(body=body))
    read = read_pages([page])
    put_styles_inside(read)
    return read[page].text, read[page].inline_styles


def test_a_page_with_a_calculator_holds_its_sheets(tmp_path: Path) -> None:
    """They stand in their order where the first was linked, without the statement of an encoding; other links stay."""
    body = '<live-calculator name="a"></live-calculator>'
    text, styles = put(tmp_path, body, '@charset "UTF-8";a{}\n', "b{background:url(data:image/svg+xml,x) url(#y)}")
    held = "a{}b{background:url(data:image/svg+xml,x) url(#y)}"
    assert styles == [held]
    assert text == (f'<head><style>{held}</style>\n<link rel="icon" href="../icon.svg"></head><body>{body}</body>')


def test_any_other_page_links_them(tmp_path: Path) -> None:
    """A guide is read with others, which share the sheets."""
    assert put(tmp_path, "<p></p>") == (PAGE.format(body="<p></p>"), [])


@pytest.mark.parametrize("address", ["x.png", "'../x.png'", '"/x.png"', " x.png "])
def test_a_sheet_that_asks_for_a_file_of_its_own_is_refused(tmp_path: Path, address: str) -> None:
    """Inside a page its ways would lead elsewhere, and the message names the sheet and the way."""
    with pytest.raises(BuildError, match=r"two\.css asks for a file by a way from itself.*url\("):
        put(tmp_path, CALCULATOR, two=f"b{{background:url({address})}}")


def test_a_sheet_that_would_end_its_element_is_refused(tmp_path: Path) -> None:
    """What stood behind that would be read as text of the page."""
    with pytest.raises(BuildError, match=r"one\.css ends the element that holds it"):
        put(tmp_path, CALCULATOR, one='a{content:"</STYLE>"}')


def test_all_pages_with_a_calculator_hold_the_same(site: Path) -> None:
    """Each page of the site either holds the styles, once and as the policy has them, or links them."""
    held = set()
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        inside = INSIDE.findall(text)
        assert len(inside) == (CALCULATOR in text), path
        assert not inside or 'rel="stylesheet"' not in text, path
        held.update(inside)
    (styles,) = held
    assert f"style-src 'self' {hash_source(styles)};" in (site / "index.html").read_text("utf-8")


def test_pages_opened_without_a_load_leave_the_styles_as_they_are(page: Page, address: str) -> None:
    """From a page that holds the styles to one that links them and back, none goes and none comes twice."""
    page.goto(f"{address}calculators/", wait_until="networkidle")
    linked = page.evaluate("[...document.styleSheets].map((sheet) => sheet.href)")
    page.goto(address)
    opening_without_a_load(page)
    page.evaluate("window.stayed = true")
    colour = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
    seen = page.evaluate(colour)
    page.locator(".md-tabs").get_by_role("link", name="Buy").click()
    expect(page.locator(".md-tabs__item--active")).to_have_text("Buy")
    assert page.evaluate("window.stayed")
    assert page.evaluate("[...document.styleSheets].map((sheet) => sheet.href)") == [None]
    assert page.evaluate(colour) == seen
    page.goto(f"{address}vendors/", wait_until="networkidle")
    page.evaluate("window.stayed = true")
    page.locator(".md-header a.md-logo").click()
    expect(page).to_have_url(address)
    assert page.evaluate("window.stayed")
    assert page.evaluate("[...document.styleSheets].map((sheet) => sheet.href)") == linked
