"""The real site in Firefox and in WebKit: the same answers, whole charts, readable paper, and no need of a network."""

import json
import re
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

import pytest

from calculators.bridge import about
from calculators.catalog import catalog, presented
from calculators.core.currency import currency_of, localized
from scripts.benchmark.link import Line, metered
from scripts.engines.engine import WithKeyboard
from scripts.engines.firefox import Firefox
from scripts.engines.webkit import WebKit
from tests.conftest import PREFIX
from tests.examples import EXAMPLE, READER, ROWS
from tests.site.fault_table import WANTED
from tests.site.test_charts import FAULTS
from tests.site.test_records import SEEN

ENGINES = {"Firefox": Firefox, "WebKit": WebKit}


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[WithKeyboard]:
    """One browser for all tests of this file."""
    with ENGINES[request.param]() as started:
        yield started


def page_of(address: str, name: str) -> str:
    """Return the address of a calculator's page."""
    return address + catalog()[name].page.replace(".md", "/")


# Each calculator in one of them, in turn: what differs between them is the page, which all calculators share.
@pytest.mark.parametrize(("engine", "name"), [*zip(cycle(ENGINES), catalog())], indirect=["engine"])
def test_a_link_gives_the_command_line_s_answer(engine: WithKeyboard, address: str, name: str) -> None:
    """A shared link to the last typical case opens, and the headline and figures are those that CPython writes."""
    calculator = catalog()[name]
    given = [preset.inputs for preset in calculator.presets.values()][-1:] or [{}]
    inputs = calculator.inputs.parse(given[0])
    shown = presented(calculator, inputs, calculator.finished(inputs))
    engine.resize(1280, 900)
    engine.open("about:blank")
    engine.open(page_of(address, name) + str(about(name, calculator, inputs)["link"]))
    element = f"document.getElementById('{name}')"
    engine.wait(f"{element}.dataset.python", lambda state: state == "ready")
    engine.wait(f"{element}.querySelectorAll('.answer-sections:not([aria-busy])').length", lambda many: many == 1)
    wanted = localized(shown.headline, currency_of(inputs))
    engine.wait(f"{element}.querySelector('output').textContent", lambda words: words == wanted)
    figures = engine.ask(f"[...{element}.querySelectorAll('.figure .value')].map((value) => value.textContent)")
    assert figures == [localized(str(figure.value), currency_of(inputs)) for figure in shown.figures]


def headline(name: str, **inputs: object) -> str:
    """Return the headline that the command line gives."""
    calculator = catalog()[name]
    parsed = calculator.inputs.parse(inputs)
    return localized(calculator.present(parsed, calculator.finished(parsed)).headline, currency_of(parsed))


def opened(engine: WithKeyboard, address: str, name: str) -> str:
    """Open a calculator's page, wait until Python runs, and return the expression for its headline."""
    engine.resize(1280, 900)
    # The tab keeps the scenario of the tests before, so it is emptied on a page that has none of its own.
    engine.open(f"{address}reference/faults/")
    engine.ask("(sessionStorage.clear(), true)")
    engine.open(page_of(address, name))
    engine.wait(f"document.getElementById('{name}')?.dataset.python", lambda state: state == "ready")
    return f"document.querySelector('#{name} output').textContent"


def test_the_keyboard_alone_leads_to_a_field(engine: WithKeyboard, address: str) -> None:
    """From the top of the page the tabulator leads past the search to a field, and what is typed is answered."""
    words = opened(engine, address, EXAMPLE)
    engine.tab_to(f"#{EXAMPLE} [name=volume]")
    engine.ask("(document.activeElement.select(), true)")
    engine.press("50000")
    engine.wait(words, lambda shown: shown == WANTED)


def test_a_file_is_read(engine: WithKeyboard, address: str, tmp_path: Path) -> None:
    """A file that the reader picks gives the answer that the command line has for it."""
    path = tmp_path / "labels.csv"
    path.write_text("task,worker,label\n" + "".join(f"t{at // 3},w{at % 3},{'aab'[at % 7 % 3]}\n" for at in range(90)))
    words = opened(engine, address, READER)
    engine.open_files(f"#{READER} input[type=file][multiple]", [path])
    wanted = headline(READER, table=path.read_bytes())
    engine.wait(words, lambda shown: shown == wanted)


def test_rows_of_a_spreadsheet_are_pasted(engine: WithKeyboard, address: str) -> None:
    """Offers with decimal commas, pasted as a block, are read as they were meant and answered."""
    block = "Name\tPricing\tPrice\nAlpha\tper_label\t0,055\nBeta\tper_hour\t9,5\nGamma\tper_seat\t520\n"
    words = opened(engine, address, ROWS)
    engine.tab_to("[data-records=quotes] [data-rows-tool=paste]")
    engine.press("Enter")
    # No driver pastes from another program's clipboard.
    engine.ask(f"document.execCommand('insertText', false, {json.dumps(block)})")
    engine.press("Tab", "Enter")
    wanted = headline(ROWS, quotes="Alpha,per_label,0.055;Beta,per_hour,9.5;Gamma,per_seat,520")
    engine.wait(words, lambda shown: shown == wanted)


def test_a_wide_table_is_walked_through(engine: WithKeyboard, address: str) -> None:
    """Each cell that the keyboard reaches is seen whole, beside the first one, which tells whose row it is."""
    opened(engine, address, ROWS)
    engine.resize(800, 900)
    first = "document.querySelector('[data-records=quotes] [data-column]')"
    engine.wait(f"({first}.focus(), document.activeElement === {first})", bool)
    columns = engine.ask(f"{first}.closest('tr').querySelectorAll('[data-column]').length")
    for _ in range(columns - 1):
        engine.press("Tab")
        # Firefox tells of a key before the page has heard of it.
        engine.wait(f"({SEEN})()", lambda seen: seen == [True, True, 0])


def test_no_words_of_a_chart_are_cut_or_covered(engine: WithKeyboard, address: str) -> None:
    """On every calculator's page all words of all charts lie in their frames and apart, and every line has a colour.

    A page is loaded once and then made wider, since its charts are drawn by the build and sized by styles alone.
    """
    for name in catalog():
        engine.resize(320, 900)
        engine.open(page_of(address, name))
        for width in (320, 1280):
            engine.resize(width, 900)
            assert engine.ask(f"({FAULTS})()") == [], (name, width)


def letters(pdf: bytes) -> int:
    """Return how many runs of letters a PDF shows."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    shown = 0
    for stream in streams:
        try:
            shown += len(re.findall(rb"T[jJ]\s", zlib.decompress(stream)))
        except zlib.error:
            # A font, or something else that is no text.
            continue
    return shown


@pytest.mark.parametrize("name", catalog())
def test_firefox_prints_no_empty_first_page(address: str, name: str, firefox: Firefox) -> None:
    """The first sheet holds the answer, not the title alone."""
    firefox.resize(1280, 900)
    firefox.open(page_of(address, name))
    assert letters(firefox.printed("1")) > 20


@pytest.fixture(scope="module")
def firefox() -> Iterator[Firefox]:
    """One Firefox for what it alone did wrong."""
    with Firefox() as started:
        yield started


def test_firefox_shows_a_page_that_was_read_without_a_network(site: Path, firefox: Firefox) -> None:
    """A reload with the server gone shows the page that was kept, not the browser's own error."""
    with ExitStack() as running:
        line = Line()
        host = running.enter_context(metered(site, line, PREFIX))
        firefox.open(page_of(host, EXAMPLE))
        firefox.ask("navigator.serviceWorker.ready.then(() => true)")
        # The visit is kept once the worker has taken over and the page has told it what was loaded.
        firefox.open(page_of(host, EXAMPLE))
        firefox.wait(f"document.getElementById('{EXAMPLE}').dataset.python ?? 'none'", lambda state: bool(state))
        firefox.ask("new Promise((resolve) => setTimeout(() => resolve(true), 3000))")
        line.cut = True
    firefox.reload()
    assert firefox.ask("document.querySelectorAll('live-calculator').length") == 1
