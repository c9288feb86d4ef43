"""Whatever goes wrong with a file on its way, a reader is told in words, and no number stands for what it is not."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from scripts.engines.chromium import Chromium
from scripts.engines.engine import Engine
from scripts.engines.firefox import Firefox
from scripts.engines.webkit import WebKit
from scripts.site.bundles import SCRIPTS
from tests.conftest import PREFIX
from tests.examples import EXAMPLE, page_of
from tests.site.conftest import SAVING_DATA
from tests.site.fault_table import (
    BROWSERS,
    FILES,
    NOT_ASKED,
    PRESS,
    SLOWER,
    TYPE,
    UNANSWERED,
    VOLUME,
    WANTED,
    File,
    open_and_type,
    seen,
    settled,
    shown_on_the_page,
    tried,
)
from tests.site.faulty import FAULTS, FaultyServer, faulty

LONG = 60_000
OTHERS = {"Firefox": Firefox, "WebKit": WebKit}
# What pages ask for, and what stands there for others.
ASKED, FOR_OTHERS = FILES[:-2], FILES[-2:]
# A fault a file, each fault once, since all of them take half an hour; then those that are hardest to see or likeliest
# to happen: a wrong bit in a WebAssembly that still compiles, and a network that breaks off and comes back.
SOME = [*zip(ASKED, FAULTS, strict=True)]
LIKELY = {("pyodide.asm.wasm", "flipped"), ("pyodide.asm.wasm", "broken"), ("snapshot.gz", "broken")}
SOME += [
    (file, fault) for file in ASKED for fault in FAULTS if (file.name, fault) in LIKELY and (file, fault) not in SOME
]
# The other browsers take turns, but for what is likeliest: the whole table, which is tried by a command, has them all.
IN_TURN = [
    (browser, file, fault)
    for place, (file, fault) in enumerate(SOME)
    for turn, browser in enumerate(OTHERS)
    if place % len(OTHERS) == turn or (file.name, fault) in LIKELY
]


@pytest.fixture
def chromium(browser: Browser) -> Iterator[Chromium]:
    """A page with nothing kept."""
    with Chromium(browser) as started:
        yield started


@pytest.fixture(scope="module")
def others() -> Iterator[Callable[[str], Engine]]:
    """The other browsers by their names, each started when it is first asked for, and once."""
    with ExitStack() as running:
        yield cache(lambda name: running.enter_context(OTHERS[name]()))


@pytest.fixture
def server(site: Path) -> Iterator[FaultyServer]:
    """The site on a server that can have faults."""
    with faulty(site, PREFIX) as started:
        yield started


@pytest.mark.parametrize(("file", "fault"), SOME, ids=[f"{file.name} {fault}" for file, fault in SOME])
def test_a_fault_ends_well(chromium: Chromium, site: Path, file: File, fault: str) -> None:
    """A sentence, a way on that gives the answer, what was typed kept, and never a wrong number."""
    assert tried(chromium, site, file, fault)


@pytest.mark.parametrize(
    ("name", "file", "fault"),
    IN_TURN,
    ids=[f"{browser}-{file.name} {fault}" for browser, file, fault in IN_TURN],
)
def test_a_fault_ends_well_in_other_browsers(
    others: Callable[[str], Engine], site: Path, name: str, file: File, fault: str
) -> None:
    """As in Chromium."""
    assert tried(others(name), site, file, fault)


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_the_table_has_a_cell_for_every_fault(file: File) -> None:
    """What was tried of a file stands on the page by fault and browser, and each cell says how it ended."""
    shown = shown_on_the_page(file)
    assert [*shown] == [*FAULTS]
    endings = (NOT_ASKED, "The answer comes", f"The answer comes{SLOWER}")
    for cell in shown.values():
        assert {*cell} == {*BROWSERS}
        assert all(words in endings or words.endswith("helps") for words in cell.values())


@pytest.mark.parametrize("file", FILES[2:6], ids=[file.name for file in FILES[2:6]])
def test_a_damaged_file_that_is_whole_again_is_loaded_anew(
    chromium: Chromium, server: FaultyServer, file: File
) -> None:
    """What came damaged to be kept for a year is loaded past the cache at once, and nobody has to press a button."""
    server.faults, server.once = {file.name: "flipped"}, True
    open_and_type(chromium, server.url)
    assert settled(chromium)["output"] == WANTED


def test_what_runs_although_it_is_damaged_gives_no_number(chromium: Chromium, server: FaultyServer) -> None:
    """A WebAssembly with a wrong bit compiles, and Python answers in it, but the page shows nothing of that answer."""
    server.faults = {"pyodide.asm.wasm": "flipped"}
    open_and_type(chromium, server.url)
    now = settled(chromium, LONG)
    assert "pyodide.asm.wasm is damaged" in now["status"]
    assert now["output"] in UNANSWERED
    assert now["typed"] == VOLUME


@pytest.mark.parametrize("file", FILES[:6], ids=[file.name for file in FILES[:6]])
def test_a_reload_gets_past_what_was_kept_damaged(chromium: Chromium, server: FaultyServer, file: File) -> None:
    """Once the fault is gone a reload answers, though the damaged file was to be kept for a year."""
    server.faults = {file.name: "cut"}
    open_and_type(chromium, server.url)
    settled(chromium)
    server.faults = {}
    chromium.page.reload()
    chromium.ask(TYPE)
    assert settled(chromium)["output"] == WANTED


def test_a_tab_older_than_the_site_is_told_to_reload(chromium: Chromium, server: FaultyServer) -> None:
    """Where a new version was put up before Python started, the page says so, and a reload keeps what was typed."""
    page = chromium.page
    page.add_init_script(SAVING_DATA)
    page.goto(f"{server.url}{page_of(EXAMPLE)}")
    (script,) = (path.name for path in (server.folder / SCRIPTS).glob("handbook.*.mjs"))
    server.faults = {"worker.*.mjs": "missing"}
    server.renamed = {script: "handbook.00000000.mjs"}
    chromium.ask(TYPE)
    status = page.locator(f"#{EXAMPLE} .calculator-status")
    expect(status).to_contain_text("a newer version of this page was put up since you opened it", timeout=LONG)
    server.faults, server.renamed = {}, {}
    status.get_by_role("button", name="Reload").click()
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(WANTED, timeout=LONG)


def test_a_policy_without_webassembly_is_called_that(chromium: Chromium, server: FaultyServer) -> None:
    """A server that forbids WebAssembly is told as a rule, not as a damaged file."""
    server.policy = "script-src 'self' 'unsafe-inline'"
    open_and_type(chromium, server.url)
    now = settled(chromium)
    assert "a rule of the server or of this browser forbids WebAssembly" in now["status"]
    server.policy = ""
    chromium.ask(PRESS)
    expect(chromium.page.locator(f"#{EXAMPLE} output")).to_have_text(WANTED, timeout=LONG)


def test_a_policy_without_scripts_is_told_by_the_page_itself(chromium: Chromium, server: FaultyServer) -> None:
    """Where no script may run, the page says that the answer is the example's, and dims it."""
    server.policy = "script-src 'none'"
    open_and_type(chromium, server.url)
    now = settled(chromium)
    assert (now["alive"], now["late"], now["dimmed"]) == (False, True, True)


def test_the_sentence_takes_no_room_before_its_time(page: Page, server: FaultyServer) -> None:
    """While the script is only on its way nothing is said, and nothing moves once it has come."""
    server.faults = {"handbook.*.mjs": "never"}
    page.goto(f"{server.url}{page_of(EXAMPLE)}", wait_until="commit")
    late = page.locator(f"#{EXAMPLE} .not-come")
    late.wait_for(state="attached")
    assert late.evaluate("(one) => [getComputedStyle(one).visibility, one.offsetHeight]") == ["hidden", 0]


def test_a_laptop_that_slept_has_waited_for_nothing(page: Page, server: FaultyServer) -> None:
    """A clock that jumped while Python started ends nothing."""
    page.clock.install()
    server.faults = {"pyodide.asm.wasm": "slow"}
    page.goto(f"{server.url}{page_of(EXAMPLE)}")
    page.clock.set_system_time("2030-01-01")
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "ready", timeout=LONG)


def test_two_tabs_start_without_each_other(chromium: Chromium, server: FaultyServer) -> None:
    """One tab's damaged start does not keep a second one from its answer once the fault is gone."""
    server.faults = {"pyodide.asm.wasm": "flipped"}
    open_and_type(chromium, server.url)
    settled(chromium)
    server.faults = {}
    first, chromium.page = chromium.page, chromium.context.new_page()
    open_and_type(chromium, server.url)
    assert settled(chromium)["output"] == WANTED
    chromium.page = first
    chromium.ask(PRESS)
    expect(first.locator(f"#{EXAMPLE} output")).to_have_text(WANTED, timeout=LONG)
    assert seen(chromium)["typed"] == "50000"


def test_a_network_without_https_has_calculators_too(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], server: FaultyServer
) -> None:
    """A company's own server may have no certificate: browsers give its pages no digests, and nothing else is lost."""
    mapped = [*browser_type_launch_args["args"], "--host-resolver-rules=MAP wiki.example 127.0.0.1"]
    with browser_type.launch(**{**browser_type_launch_args, "args": mapped}) as started, Chromium(started) as page:
        open_and_type(page, server.url.replace("127.0.0.1", "wiki.example"))
        assert settled(page)["output"] == WANTED
        assert page.ask("isSecureContext") is False


def nobody_asks(engine: Engine, server: FaultyServer) -> None:
    """Check that a page answers without asking for what is there for others alone."""
    server.faults = {file.name: "missing" for file in FOR_OTHERS}
    open_and_type(engine, server.url)
    assert settled(engine)["output"] == WANTED
    assert [name for name in server.asked for file in FOR_OTHERS if fnmatch(name, file.name)] == []


def test_the_wheel_and_the_lock_are_for_others(chromium: Chromium, server: FaultyServer) -> None:
    """No page asks for them, so nothing that happens to them can touch one."""
    nobody_asks(chromium, server)


@pytest.mark.parametrize("name", OTHERS)
def test_the_wheel_and_the_lock_are_for_others_in_other_browsers(
    others: Callable[[str], Engine], server: FaultyServer, name: str
) -> None:
    """As in Chromium."""
    nobody_asks(others(name), server)
