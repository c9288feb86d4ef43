"""A browser that has been here before, for tests that are not about a first visit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from scripts.runtime.folder import WASM_NAME

# Half of what a visit costs is compiling Python's WebAssembly. Tabs of one process share what each has compiled, for
# as long as one of them holds it: so the first holds it for those of all tests.
HOLD = "async (address) => { window.held = await WebAssembly.compileStreaming(fetch(address)); }"
# A browser that saves data: Python starts only when a field is entered, so never for tests that need none.
SAVING_DATA = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
# No store for reading offline, which a page fills with eight megabytes once it rests, and each of these tests anew.
NO_STORE = "Object.defineProperty(globalThis, 'caches', {value: undefined})"
# What a page may have kept that another test's page would find; the browser's own cache is no page's.
KEPT = "cookies,indexeddb,local_storage,service_workers"


def pytest_configure(config: pytest.Config) -> None:
    """Name the word by which a file's tests ask for such a browser."""
    config.addinivalue_line("markers", "later_visit: each test gets another tab of a browser that has been here before")


class Visited:
    """A context of a browser, with one tab in it that has Python compiled for all others."""

    def __init__(self, context: BrowserContext, address: str, site: Path) -> None:
        self.context = context
        parts = urlsplit(address)
        self.origin = f"{parts.scheme}://{parts.netloc}"
        (runtime,) = (site / "runtime").iterdir()
        self.holder = context.new_page()
        # A page of plain text, since it shall do nothing else.
        self.holder.goto(f"{address}llms.txt")
        self.holder.evaluate(HOLD, f"{address}runtime/{runtime.name}/{WASM_NAME}")

    @contextmanager
    def lent(self) -> Iterator[BrowserContext]:
        """Lend the context to one test; then close its tabs, and undo what it has kept, allowed or caught."""
        yield self.context
        for tab in self.context.pages:
            if tab != self.holder:
                tab.close()
        self.context.unroute_all()
        self.context.clear_permissions()
        session = self.context.new_cdp_session(self.holder)
        session.send("Storage.clearDataForOrigin", {"origin": self.origin, "storageTypes": KEPT})
        session.detach()


@contextmanager
def been_here(browser: Browser, address: str, site: Path, **asked: Any) -> Iterator[Visited]:
    """Give a context of that kind whose browser has been here before."""
    # Pages that a worker had kept would be older than the test.
    context = browser.new_context(**asked, service_workers="block")
    context.add_init_script(NO_STORE)
    yield Visited(context, address, site)
    context.close()


@pytest.fixture(scope="session")
def visited(browser: Browser, browser_context_args: dict[str, Any], address: str, site: Path) -> Iterator[Visited]:
    """The one that files of later visits share."""
    with been_here(browser, address, site, **browser_context_args) as found:
        yield found


@pytest.fixture
def context(request: pytest.FixtureRequest, new_context: Callable[[], BrowserContext]) -> Iterator[BrowserContext]:
    """A context of the test's own; in a file of later visits the one that they share, unless it asks for a kind."""
    own = request.node.get_closest_marker("browser_context_args")
    if own or not request.node.get_closest_marker("later_visit"):
        yield new_context()
        return
    visited: Visited = request.getfixturevalue("visited")
    with visited.lent() as shared:
        yield shared


@pytest.fixture(scope="module")
def desk(browser: Browser, address: str, site: Path) -> Iterator[Visited]:
    """A browser that has been here before."""
    with been_here(browser, address, site, viewport={"width": 1280, "height": 900}) as visited:
        yield visited


@pytest.fixture
def reader(desk: Visited) -> Iterator[Page]:
    """A page with nothing kept, in which downloads and the clipboard work."""
    with desk.lent() as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield context.new_page()
