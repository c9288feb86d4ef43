"""What a page may weigh, as it crosses the wire without Python; a page that outgrows its budget needs a decision."""

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from calculators.catalog import catalog
from calculators.core import Records
from scripts.site.inner_styles import CALCULATOR
from tests.examples import EXAMPLE, page_of
from tests.site.conftest import SAVING_DATA

KILOBYTE = 1000
# The largest page lists every figure with its source.
HEAVIEST_PAGE = 60 * KILOBYTE
# The first page has three pictures, of a kilobyte or two each.
REQUESTS = 12
# Rows of inputs that are printed whole, and a title for them on paper, took some tenths of a kilobyte; what shows the
# keyboard's place, that a wide table goes on, and whole names took another half; the addresses of sources on paper two
# tenths, what says on a phone that an answer is for other inputs another, and a calendar of a finger's height one more.
# The last keep the first column of a wide table in view, and say what is wrong in a cell of a long one. What was
# answered is printed, and no way left out at 400 per cent, for two tenths; what brings the theme's script takes one.
STYLES = 35.9 * KILOBYTE
# Among them what checks each file of Python, and each script that comes later, before it is used; what tells of a
# fault; the one line of figures that a phone keeps in view; that styles stay from page to page; that the browser's
# way back passes through the questions of a form that asks one at a time; that what a link takes the place of is
# offered back; that amounts left in dollars can be converted at once; and that a row is not called wrong while it is
# filled in for the first time.
SCRIPTS = 71.9 * KILOBYTE
# Comes only to a page whose form has a table of rows; that a column is pasted as one took a tenth of a kilobyte, and
# that each cell is told with its row and a paste that is refused stays in its box another three. What names the row of
# an error, and the answers of a list by their words, takes as much of the scripts of every page. That marks and names
# follow the rows they stand for took six, and that a new row is known until it is left one.
TABLE_EDITOR = 5.0 * KILOBYTE
# One of the rows that a form shows from the start, for the reader to fill.
ROW = KILOBYTE // 5


def rows_shown(name: str) -> int:
    """Return how many rows a calculator's form shows from the start."""
    fields = catalog()[name].inputs.fields().values()
    return sum(len(field.fixed()) for field in fields if isinstance(field, Records) and field.fixed)


# The kind of page, and what its own text may weigh.
PAGES = {
    # It holds a whole question with its answer, and what tells that its script has not come.
    "": 16 * KILOBYTE,
    # It holds a live chart.
    "cost/": 16 * KILOBYTE,
    # It shows a drawing for each of nine tasks, both ends of each price, and on paper where each comes from.
    "tasks/": 17.5 * KILOBYTE,
    # Beside each figure stands the way to what it is made of.
    **{page_of(name): 32 * KILOBYTE + rows_shown(name) * ROW for name in catalog()},
}
LOADED = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map(
  (entry) => [entry.name, entry.initiatorType, entry.encodedBodySize, entry.renderBlockingStatus])"""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_to_its_budget(browser: Browser, address: str, path: str) -> None:
    """The text, styles, scripts and number of requests of a page stay within bounds, compressed as they are sent."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.add_init_script(SAVING_DATA)
    page.goto(f"{address}{path}", wait_until="networkidle")
    loaded, text = page.evaluate(LOADED), page.content()
    context.close()
    weights: Counter[str] = Counter()
    # A script that is checked is asked for twice, and comes the second time from where the browser keeps it.
    sent = {name: (origin, size) for name, origin, size, _ in loaded}
    for name, (origin, size) in sent.items():
        weights["html" if origin == "navigation" else name.rpartition(".")[2]] += size
    # Styles stand inside a page with a calculator, and beside any other.
    styles = 0 if "css" in weights else STYLES
    assert ("css" in weights) != (CALCULATOR in text)
    assert 0 < weights["html"] <= PAGES[path] + styles
    assert weights["css"] <= STYLES
    editor = TABLE_EDITOR if "data-records" in text else 0
    assert 0 < weights["js"] + weights["mjs"] <= SCRIPTS + editor
    assert len(sent) <= REQUESTS


@pytest.mark.parametrize("path", ["", "start/", f"calculators/{EXAMPLE}/", "cost/"])
def test_nothing_but_styles_holds_up_the_first_paint(browser: Browser, address: str, path: str) -> None:
    """A page with a calculator waits for nothing, any other for the theme's styles and one sheet of ours."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{address}{path}")
    loaded, text = page.evaluate(LOADED), page.content()
    context.close()
    blocking = [name.removeprefix(address) for name, _, _, status in loaded if status == "blocking"]
    folders = [name.rpartition("/")[0] for name in blocking]
    assert folders == ([] if CALCULATOR in text else ["assets/stylesheets", "assets/stylesheets", "assets/styles"])


def test_no_page_outgrows_the_heaviest(site: Path) -> None:
    """No page's text weighs more than the list of all figures does, whatever styles stand in it."""
    heavy = {}
    for path in site.rglob("*.html"):
        text = re.sub("<style>.*?</style>", "", path.read_text("utf-8"), flags=re.DOTALL)
        weight = len(gzip.compress(text.encode(), compresslevel=6, mtime=0))
        if weight > HEAVIEST_PAGE:
            heavy[path.relative_to(site).as_posix()] = weight
    assert heavy == {}


def test_every_picture_has_its_size(site: Path) -> None:
    """The text does not jump when a picture comes."""
    unsized = [
        (path.relative_to(site).as_posix(), picture)
        for path in site.rglob("*.html")
        for picture in re.findall(r"<img[^>]*>", path.read_text("utf-8"))
        if not re.search(r'\bwidth="\d+"', picture) or not re.search(r'\bheight="\d+"', picture)
    ]
    assert unsized == []


def test_python_is_not_among_what_a_page_without_a_calculator_names(site: Path) -> None:
    """Only pages with a calculator make the worker, and of these not the ones where it waits to be asked."""
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        eager = re.search(r"<live-calculator\b(?![^>]*data-waits)", text)
        assert ("new Worker(" in text) == bool(eager), path
