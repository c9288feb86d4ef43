"""What was read or saved opens without a network; a second visit transfers nothing; nobody online reads an old page."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from scripts.benchmark.link import Line, metered
from scripts.site.offline import WORKER
from tests.conftest import PREFIX
from tests.examples import EXAMPLE, READER

LONG = 120_000


class Host:
    """A copy of the site on a server that counts, and that can be switched off."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.line = Line()
        self.running = ExitStack()
        self.address = self.running.enter_context(metered(folder, self.line, PREFIX))

    def stop(self) -> None:
        """Cut the network."""
        self.line.cut = True
        self.running.close()


@pytest.fixture
def host(site: Path, tmp_path: Path) -> Iterator[Host]:
    """The site on a server of its own."""
    started = Host(Path(shutil.copytree(site, tmp_path / "site")))
    yield started
    started.stop()


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A new profile."""
    context = browser.new_context()
    yield context
    context.close()


def registered(page: Page) -> None:
    """Wait until the service worker is there and this visit is kept."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(2500)


def ready(page: Page) -> None:
    """Wait until Python is."""
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "ready", timeout=LONG)


def test_a_second_visit_transfers_nothing(host: Host, reader: BrowserContext) -> None:
    """On a repeat visit of a calculator's page the server sends no body at all, only word that nothing changed."""
    page = reader.new_page()
    for _ in range(2):
        page.goto(f"{host.address}calculators/{EXAMPLE}/")
        ready(page)
        registered(page)
    before = host.line.bodies
    page.goto(f"{host.address}calculators/{EXAMPLE}/")
    ready(page)
    page.wait_for_timeout(1000)
    assert host.line.bodies == before


def test_a_page_read_before_opens_without_a_network(host: Host, reader: BrowserContext) -> None:
    """The page of the very first visit is kept, with its styles; one never seen is a message, with what was kept."""
    page = reader.new_page()
    page.goto(f"{host.address}cost/")
    registered(page)
    title = page.title()
    host.stop()
    page.goto(f"{host.address}cost/")
    assert page.title() == title
    assert page.evaluate("document.styleSheets.length") > 0
    for never in ("scale/", "no/such/page/"):
        page.goto(f"{host.address}{never}")
        message = page.get_by_role("heading", level=1)
        expect(message).to_have_text("There is no network, and this page was not saved")
        page.get_by_role("link", name=title, exact=True).click()
        assert page.title() == title


def test_a_reload_without_a_network_shows_the_kept_page(host: Host, reader: BrowserContext) -> None:
    """A reload shows the page, and navigation preload is off, with which Firefox shows an error of its own instead."""
    page = reader.new_page()
    page.goto(f"{host.address}cost/")
    registered(page)
    state = page.evaluate("navigator.serviceWorker.ready.then((found) => found.navigationPreload.getState())")
    assert state["enabled"] is False
    title = page.title()
    host.stop()
    page.reload()
    assert page.title() == title


def test_the_saved_guide_works_without_a_network(host: Host, reader: BrowserContext) -> None:
    """One tap saves everything, its size shown before; then pages and calculators work with the network cut."""
    page = reader.new_page()
    page.goto(f"{host.address}reference/performance/")
    button = page.get_by_role("button", name="Save the guide for offline")
    expect(button).to_contain_text("MB")
    button.click()
    expect(page.locator("offline-guide")).to_contain_text("Saved.", timeout=LONG)
    registered(page)
    host.stop()
    page.goto(f"{host.address}calculators/{EXAMPLE}/")
    before = page.locator(f"#{EXAMPLE} output").text_content() or "-"
    page.get_by_label("Accepted labels a month", exact=True).fill("50000")
    ready(page)
    expect(page.locator(f"#{EXAMPLE} output")).not_to_have_text(before, timeout=LONG)
    page.goto(f"{host.address}scale/")
    expect(page.locator("h1").first).to_be_visible()


def test_calculators_that_came_on_the_way_are_kept(host: Host, reader: BrowserContext) -> None:
    """The next page's calculator, which the same Python took in, opens without a network like the first."""
    page = reader.new_page()
    page.goto(f"{host.address}calculators/{EXAMPLE}/")
    ready(page)
    registered(page)
    page.goto(f"{host.address}calculators/{EXAMPLE}/")
    ready(page)
    registered(page)
    link = page.locator(f'a[href$="calculators/{READER}/"], a[href$="../{READER}/"]').first
    link.evaluate("(link) => link.click()")
    page.wait_for_selector(f"#{READER}")
    registered(page)
    host.stop()
    page.goto(f"{host.address}calculators/{READER}/")
    expect(page.locator(f"#{READER}")).to_have_attribute("data-python", "ready", timeout=LONG)
    expect(page.locator(f"#{READER} .calculator-status")).not_to_contain_text("stopped")


def test_nobody_online_reads_an_old_page(host: Host, reader: BrowserContext) -> None:
    """A page that changed on the server is read changed at once, service worker or not."""
    page = reader.new_page()
    for _ in range(2):
        page.goto(f"{host.address}cost/")
        registered(page)
    file = host.folder / "cost" / "index.html"
    file.write_text(file.read_text("utf-8").replace("<title>", "<title>Fresh: "), "utf-8")
    page.goto(f"{host.address}cost/")
    assert page.title().startswith("Fresh: ")


def test_a_new_version_takes_over_and_says_so(host: Host, reader: BrowserContext) -> None:
    """A new version is announced, removes the caches of the old one, and keeps what was saved readable.

    Also on a page that is busy from its start on, which has the browser look for a new version before it does itself.
    """
    page = reader.new_page()
    for _ in range(2):
        page.goto(f"{host.address}cost/")
        registered(page)
    worker = host.folder / WORKER
    text = worker.read_text("utf-8")
    version = text.split('VERSION = "')[1].split('"')[0]
    worker.write_text(text.replace(version, "another"), "utf-8")
    page.add_init_script("window.requestIdleCallback = () => 0")
    page.goto(f"{host.address}cost/")
    expect(page.get_by_text("A newer version of the handbook is here.")).to_be_visible(timeout=LONG)
    names = page.evaluate("caches.keys()")
    assert not any(version in name for name in names)
    assert any(name.endswith("pages another") for name in names)


def test_a_guide_is_saved_once_it_is_known_what_that_is(page: Page, address: str) -> None:
    """The button takes no press that would be lost while the list of what there is to save is on its way."""
    waiting: list[Route] = []
    page.route("**/assets/offline.json", lambda route: waiting.append(route))
    with page.expect_request("**/assets/offline.json"):
        page.goto(f"{address}reference/performance/")
    button = page.get_by_role("button", name="Save the guide for offline")
    expect(button).to_be_disabled()
    for each in waiting:
        each.continue_()
    expect(button).to_be_enabled()
    expect(button).to_contain_text("MB")


def test_a_filled_quota_costs_no_answer(host: Host, reader: BrowserContext) -> None:
    """With no room left in the browser the calculators work as ever, and saving says that it is not complete."""
    page = reader.new_page()
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(host.address))
    reader.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 20_000})
    page.goto(f"{host.address}calculators/{EXAMPLE}/")
    ready(page)
    page.goto(f"{host.address}reference/performance/")
    page.get_by_role("button", name="Save the guide for offline").click()
    expect(page.locator("offline-guide")).to_contain_text("Not saved completely", timeout=LONG)
    page.goto(f"{host.address}calculators/{EXAMPLE}/")
    before = page.locator(f"#{EXAMPLE} output").text_content() or "-"
    page.get_by_label("Accepted labels a month", exact=True).fill("50000")
    expect(page.locator(f"#{EXAMPLE} output")).not_to_have_text(before, timeout=LONG)


def test_full_storage_costs_no_answer(host: Host, reader: BrowserContext) -> None:
    """When nothing can be stored the calculators work as ever, and saving says why it did not."""
    reader.add_init_script("Cache.prototype.put = () => Promise.reject(new Error('the storage is full'))")
    page = reader.new_page()
    page.goto(f"{host.address}calculators/{EXAMPLE}/")
    ready(page)
    page.goto(f"{host.address}reference/performance/")
    page.get_by_role("button", name="Save the guide for offline").click()
    expect(page.locator("offline-guide")).to_contain_text("Not saved completely: the storage is full")
