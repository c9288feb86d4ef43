"""Tries each file that a calculator's page needs with each fault in each browser, and says what the reader saw.

    python -m tests.site.fault_table

writes the table of docs/reference/faults.md anew, in half an hour; the tests try one fault a file.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from playwright.sync_api import sync_playwright

from calculators.catalog import catalog
from calculators.core.currency import currency_of, localized
from scripts.engines.chromium import Chromium
from scripts.engines.engine import Engine
from scripts.engines.firefox import Firefox
from scripts.engines.webkit import WebKit
from scripts.machine.browser import LAUNCH_ARGUMENTS, find_or_install
from scripts.machine.environment import ROOT
from scripts.site.pages import build_site
from tests.conftest import PREFIX
from tests.examples import EXAMPLE, page_of
from tests.site.faulty import FAULTS, PATIENCE, FaultyServer, faulty

VOLUME = "50000"
# How long a page may be without its script before the test lets its clock run on.
LATE = 2.0
LONG = 60.0
ELEMENT = f"document.getElementById('{EXAMPLE}')"
SEEN = f"""(() => {{
  const element = {ELEMENT};
  const late = element?.querySelector(".not-come");
  const status = element?.querySelector(".calculator-status");
  return element && {{
    alive: element.matches(":defined"),
    output: element.querySelector("output").textContent,
    dimmed: Number(getComputedStyle(element.querySelector(".headline")).opacity) < 1,
    busy: Boolean(element.querySelector("[aria-busy]")),
    late: Boolean(late) && getComputedStyle(late).visibility === "visible",
    status: status.textContent,
    button: [...status.querySelectorAll("button")].find((one) => one.textContent !== "Stop")?.textContent ?? "",
    typed: element.querySelector("[name=volume]").value,
    from: element.dataset.startedFrom ?? "",
  }};
}})()"""
TYPE = f"""(() => {{
  const field = {ELEMENT}.querySelector("[name=volume]");
  field.focus();
  field.value = "{VOLUME}";
  return field.dispatchEvent(new Event("input", {{ bubbles: true }}));
}})()"""
PRESS = f"({ELEMENT}.querySelector('.calculator-status button').click(), true)"
PATIENT = "(document.querySelector('[data-patience]')?.removeAttribute('data-patience'), true)"
NOT_ASKED = "No page asks for it"
SLOWER = ", by the slower way"
LET_RUN_ON = "(document.getAnimations().forEach((one) => one.finish()), true)"


class File(NamedTuple):
    """A file that a page needs: its title, the pattern of its name, and what must be away for it to be asked for."""

    title: str
    name: str
    without: str = ""


FILES = [
    File("The page's script", "handbook.*.mjs"),
    File("The theme's script", "bundle.*.js"),
    File("The worker", "worker.*.mjs"),
    File("Python's loader", "pyodide.mjs"),
    File("The glue around the WebAssembly", "pyodide.asm.js"),
    File("The WebAssembly", "pyodide.asm.wasm"),
    File("The snapshot", "snapshot.gz"),
    File("The calculator's snapshot", f"snapshot-{EXAMPLE}.gz"),
    File("The library, where there is no snapshot", "library.zip.gz", "snapshot.gz"),
    File("The calculator, where there is no snapshot", f"calculator-{EXAMPLE}.gz", "snapshot.gz"),
    File("The wheel", "*.whl"),
    File("The lock", "pyodide-lock.json"),
]


def headline(**inputs: float) -> str:
    """Return the headline that the command line gives."""
    example = catalog()[EXAMPLE]
    parsed = example.inputs(**inputs)
    return localized(example.present(parsed, example.compute(parsed)).headline, currency_of(parsed))


WANTED, BEFORE = headline(volume=int(VOLUME)), headline()
# What was typed before the page's script came is opened as a link is, beside no other answer.
UNANSWERED = {BEFORE, "There is no answer to these inputs yet."}


def seen(engine: Engine) -> dict[str, Any]:
    """Return what the page shows now; nothing while it is on its way."""
    try:
        return engine.ask(SEEN) or {}
    except RuntimeError:
        # It goes to another page this very moment.
        return {}


def settled(engine: Engine, late: float = LATE) -> dict[str, Any]:
    """Return what the page shows once it is over: the answer, a button, or the sentence that the script has not come.

    That sentence is looked for once the script has been away for some seconds, ``late``.
    Raises AssertionError with the last thing seen when it never is.
    """
    begun = time.monotonic()
    now: dict[str, Any] = {}
    while time.monotonic() < begun + LONG:
        now = seen(engine)
        if now and not now["alive"] and time.monotonic() > begun + late:
            engine.ask(LET_RUN_ON)
            now = seen(engine)
            if now.get("late"):
                return now
        elif now and (now["button"] or now["output"] == WANTED):
            return now
        time.sleep(0.1)
    raise AssertionError(f"never over: {now}")


def open_and_type(engine: Engine, address: str) -> None:
    """Open the calculator's page and type, as soon as there is a field."""
    engine.go(f"{address}{page_of(EXAMPLE)}")
    end = time.monotonic() + LONG
    while not seen(engine):
        assert time.monotonic() < end, "the page never came"
        time.sleep(0.1)
    engine.ask(TYPE)


def tried(engine: Engine, site: Path, file: File, fault: str) -> str:
    """Return what a reader sees with that fault in that file, and how it ends once the fault is gone.

    Raises AssertionError when what was typed is lost, a number stands for what it is not the answer to, the sentence is
    none for a reader, or the page does not answer once the file is whole.
    """
    with faulty(site, PREFIX) as server:
        server.faults = {file.name: fault} | ({file.without: "missing"} if file.without else {})
        server.patience = PATIENCE if fault == "never" else None
        open_and_type(engine, server.url)
        # On a busy machine the script may be as late without a fault.
        now = settled(engine, LATE if file in FILES[:2] else LONG)
        assert now["typed"] == VOLUME, now
        if not any(fnmatch(name, file.name) for name in server.asked):
            assert now["output"] == WANTED, now
            # A busy machine's link may seem too slow for a snapshot: once more.
            asked = now["from"] == "archive" and not file.without
            return tried(engine, site, file, fault) if asked else NOT_ASKED
        words = said(now)
        if now["output"] == WANTED:
            return words
        mended(engine, server, now)
    return words


def said(now: dict[str, Any]) -> str:
    """Return in a few words what a reader is told.

    Raises AssertionError when that is not fit for one.
    """
    if now["output"] == WANTED:
        return "The answer comes" + (SLOWER if now["from"] == "archive" else "")
    assert now["output"] in UNANSWERED, now
    assert "://" not in now["status"], now
    assert "Traceback" not in now["status"], now
    if now["alive"]:
        assert now["button"], now
        reason = now["status"].removeprefix("The calculator stopped: ").partition(". ")[0]
        # The limit that readers have, not that of the test.
        reason = reason.replace(f"{PATIENCE} seconds", "30 seconds")
        return f"“{reason}”; {now['button']} helps"
    assert now["dimmed"], now
    return "“The page's script has not arrived yet”; a reload helps"


def mended(engine: Engine, server: FaultyServer, now: dict[str, Any]) -> None:
    """Take the fault away and do what the page says.

    Raises AssertionError when the answer does not come.
    """
    server.faults = {}
    server.patience = None
    server.over.set()
    if now["button"]:
        # A busy machine takes longer than the test's short patience.
        engine.ask(PATIENT)
        engine.ask(PRESS)
    else:
        open_and_type(engine, server.url)
    end = time.monotonic() + LONG
    while (now := seen(engine)).get("output") != WANTED:
        assert time.monotonic() < end, now
        time.sleep(0.1)
    assert now["typed"] == VOLUME, now


def row(engine: Engine, site: Path, file: File) -> dict[str, str]:
    """Return what a reader sees by fault; what no page asks for is tried once."""
    found: dict[str, str] = {}
    for fault in FAULTS:
        found[fault] = NOT_ASKED if NOT_ASKED in found.values() else tried(engine, site, file, fault)
    return found


PAGE = ROOT / "docs" / "reference" / "faults.md"
BEGIN, END = "<!-- written by python -m tests.site.fault_table -->", "<!-- until here -->"
HEAD = ("File", "Fault", "What a reader sees")
BROWSERS = ("Chromium", "Firefox", "WebKit")
# What was seen by file and fault, and that by browser.
Rows = Mapping[str, Mapping[str, str]]


def told(seen_by: Mapping[str, str]) -> str:
    """Return a cell: one sentence where all browsers agree, else each with the browsers that it is about."""
    by_words: dict[str, list[str]] = {}
    for browser, words in seen_by.items():
        by_words.setdefault(words, []).append(browser)
    if len(by_words) == 1:
        return next(iter(by_words))
    return "<br>".join(f"{' and '.join(browsers)}: {words}" for words, browsers in by_words.items())


def told_of(cell: str) -> dict[str, str]:
    """Return what a cell says, by browser."""
    found: dict[str, str] = {}
    for line in cell.split("<br>"):
        front, colon, words = line.partition(": ")
        named = front.split(" and ")
        browsers, words = (named, words) if colon and named[0] in BROWSERS else (list(BROWSERS), line)
        found |= dict.fromkeys(browsers, words)
    return found


def written(by_browser: Mapping[str, Rows]) -> str:
    """Return the table, from what was seen in each browser."""
    lines = ["| " + " | ".join(HEAD) + " |", "|---" * len(HEAD) + "|"]
    for file in FILES:
        for fault, words in FAULTS.items():
            cell = told({browser: rows[file.name][fault] for browser, rows in by_browser.items()})
            lines.append("| " + " | ".join([file.title, words, cell]) + " |")
    return "\n".join(lines)


def shown_on_the_page(file: File) -> dict[str, dict[str, str]]:
    """Return what the page says of a file, by fault and browser."""
    table = PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines() if line.startswith("| ")]
    faults = {words: fault for fault, words in FAULTS.items()}
    return {faults[words]: told_of(cell) for title, words, cell in cells if title == file.title}


def put(by_browser: Mapping[str, Rows]) -> None:
    """Write the table into the page."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{written(by_browser)}\n\n{END}{rest.partition(END)[2]}", "utf-8")


@contextmanager
def chromium() -> Iterator[Chromium]:
    """Start a Chromium of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_or_install(), args=list(LAUNCH_ARGUMENTS))
        with Chromium(browser) as engine:
            yield engine


# What never comes keeps WebKit's driver from a page, unless it does not wait for one.
STARTED: dict[str, Callable[[], AbstractContextManager[Engine]]] = dict(
    zip(BROWSERS, (chromium, Firefox, partial(WebKit, waits=False)), strict=True)
)


def everything(browser: str, site: Path) -> Rows:
    """Return what a reader sees in one browser, by file and fault."""
    with STARTED[browser]() as engine:
        return {file.name: row(engine, site, file) for file in FILES}


def main() -> None:
    """Try everything in all browsers side by side, and write the table into the page."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor() as pool:
        site = Path(folder)
        build_site(site, "http://127.0.0.1/handbook/")
        found = pool.map(everything, BROWSERS, [site] * len(BROWSERS))
        put(dict(zip(BROWSERS, found, strict=True)))


if __name__ == "__main__":
    main()
