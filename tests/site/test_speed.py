"""Python starts when it is wanted, the quick way if it can; whatever breaks leaves a working page with a message."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, Route, expect

from calculators.catalog import catalog
from calculators.core import Progress
from calculators.core.currency import currency_of, localized
from tests.examples import EXAMPLE, READER
from tests.site.conftest import SAVING_DATA
from tests.site.theme import opening_without_a_load

LONG = 60_000
# What the worker replies, in its order.
HEARD = """window.heard = [];
const listen = Worker.prototype.addEventListener;
Worker.prototype.addEventListener = function (kind, hear, ...more) {
  const heard = (event) => {
    if (event.data?.reply) window.heard.push(event.data.reply);
    hear(event);
  };
  return listen.call(this, kind, heard, ...more);
};"""
# How many parts each answer since the last look brought.
PARTS = "window.heard.splice(0).filter(({ parts }) => parts).map(({ parts }) => Object.keys(parts).length)"
# In which order parts of answers come and the page tells that the first text is up, which a test may hold back.
ORDER = """window.order = [];
const [post, hearing] = [Worker.prototype.postMessage, Worker.prototype.addEventListener];
Worker.prototype.postMessage = function (said, ...more) {
  if (said.shown) window.order.push("shown");
  if (!said.shown || !window.heldBack) post.call(this, said, ...more);
};
Worker.prototype.addEventListener = function (kind, hear, ...more) {
  const heard = (event) => {
    if (event.data?.reply?.parts) window.order.push("headline" in event.data.reply.parts ? "first" : "rest");
    hear(event);
  };
  return hearing.call(this, kind, heard, ...more);
};"""
DAMAGED = ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm"]
# Either way to start needs one of the two.
BOTH_WAYS = ["snapshot.gz and library.zip.gz", "snapshot-cost.gz and calculator-cost.gz"]


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Without service workers: one that starts while the test itself answers for the server can crash Chromium."""
    return {**browser_context_args, "service_workers": "block"}


def open_cost(page: Page, address: str) -> None:
    """Open the cost calculator's page."""
    page.goto(f"{address}calculators/{EXAMPLE}/")


def volume(page: Page) -> None:
    """Type a volume other than the default."""
    page.get_by_label("Accepted labels a month", exact=True).fill("50000")


def headline() -> str:
    """Return the headline for that volume."""
    cost = catalog()[EXAMPLE]
    inputs = cost.inputs(volume=50_000)
    return localized(cost.present(inputs, cost.compute(inputs)).headline, currency_of(inputs))


def requests_of(page: Page) -> list[str]:
    """Note the runtime's files as they are asked for, by the page or its worker."""
    found: list[str] = []

    def note(sent: Request) -> None:
        if "/runtime/" in sent.url:
            found.append(sent.url)

    page.context.on("request", note)
    return found


def damaged(site: Path, name: str) -> Callable[[Route], None]:
    """Return an answer with the right size and a wrong middle."""

    def answer(route: Route) -> None:
        (path,) = (site / "runtime").glob(f"*/{name}")
        contents = bytearray(path.read_bytes())
        middle = len(contents) // 2
        contents[middle : middle + 64] = bytes(64)
        route.fulfill(body=bytes(contents), content_type=kinds.get(path.suffix, "application/octet-stream"))

    kinds = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}
    return answer


def test_the_snapshot_is_what_starts(browser: Browser, address: str) -> None:
    """On a quick link the worker wakes from the snapshot, and says so."""
    ways = []
    # On a machine busy with other things, even the way from its own memory may look like a slow link.
    while "snapshot" not in ways and len(ways) < 4:
        context = browser.new_context()
        page = context.new_page()
        open_cost(page, address)
        volume(page)
        expect(page.locator(f"#{EXAMPLE} output")).to_have_text(headline(), timeout=LONG)
        ways.append(page.locator(f"#{EXAMPLE}").get_attribute("data-started-from"))
        context.close()
    assert ways[-1] == "snapshot"


@pytest.mark.parametrize("held_back", [False, True])
def test_the_first_text_is_up_before_the_rest_is_worked_out(page: Page, address: str, held_back: bool) -> None:
    """Both would want the processor at once; where no word of it comes, the rest comes all the same."""
    page.add_init_script(f"window.heldBack = {str(held_back).lower()};{ORDER}")
    open_cost(page, address)
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "ready", timeout=LONG)
    volume(page)
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(headline(), timeout=LONG)
    expect(page.locator(f"#{EXAMPLE} .answer-sections")).not_to_have_attribute("aria-busy", "true", timeout=LONG)
    assert page.evaluate("order")[:3] == ["first", "shown", "rest"]


def to_agreement(page: Page) -> None:
    """Move to the agreement calculator's page, as a reader does within the site."""
    opening_without_a_load(page)
    page.evaluate("window.stayed = true")
    page.locator(f'a[href$="calculators/{READER}/"], a[href$="../{READER}/"]').first.evaluate("(link) => link.click()")
    page.wait_for_selector(f"#{READER}")
    assert page.evaluate("window.stayed")


def of_calculators(found: list[str]) -> set[str]:
    """Return which files of single calculators were asked for."""
    names = {address.rpartition("/")[2] for address in found}
    return {name for name in names if name.startswith(("calculator-", "snapshot-"))}


def test_a_reader_fetches_the_calculator_that_is_open(page: Page, address: str) -> None:
    """A page fetches nothing of other calculators; the same Python takes the next one in when its page is opened."""
    found = requests_of(page)
    open_cost(page, address)
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "ready", timeout=LONG)
    # On a link that seems slow it takes the smaller one, after it asked whether the browser keeps the other.
    assert of_calculators(found) in ({"snapshot-cost.gz"}, {"calculator-cost.gz", "snapshot-cost.gz"})
    before = {*found}
    found.clear()
    to_agreement(page)
    field = page.locator(f"#{READER} form [data-field] input:not([type=file]):visible").first
    field.wait_for()
    page.locator(f"#{READER} [data-tool=reset]").click()
    expect(page.locator(f"#{READER} .answer-sections")).not_to_have_attribute("aria-busy", "true", timeout=LONG)
    expect(page.locator(f"#{READER} .calculator-status")).not_to_contain_text("stopped")
    # The browser's cache is asked once more for what it has, to keep that for when there is no network.
    assert {name.rpartition("/")[2] for name in {*found} - before} == {"calculator-agreement.gz"}


def test_a_calculator_that_does_not_come_is_said(page: Page, context: BrowserContext, address: str) -> None:
    """Where Python runs and the next page's calculator cannot be fetched, the page says so, and a retry helps."""
    open_cost(page, address)
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "ready", timeout=LONG)
    context.route("**/*-agreement.gz", lambda route: route.fulfill(status=404))
    to_agreement(page)
    status = page.locator(f"#{READER} .calculator-status")
    expect(status).to_contain_text("The calculator stopped: calculator-agreement.gz could not be loaded", timeout=LONG)
    context.unroute_all()
    status.get_by_role("button", name="Try again").click()
    expect(page.locator(f"#{READER}")).to_have_attribute("data-python", "ready", timeout=LONG)
    expect(page.locator(f"#{READER} .answer-sections")).not_to_have_attribute("aria-busy", "true", timeout=LONG)
    expect(status).not_to_contain_text("stopped")


def test_an_idle_calculator_page_starts_by_itself(page: Page, address: str) -> None:
    """On a page with a calculator nothing has to be touched."""
    open_cost(page, address)
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "ready", timeout=LONG)


def test_python_starts_without_a_word_from_the_page(page: Page, address: str) -> None:
    """The worker knows what to start for when it is made: a word to it would wait until the page has time for it."""
    page.add_init_script("Worker.prototype.postMessage = () => {};")
    open_cost(page, address)
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "ready", timeout=LONG)


def test_the_browser_keeps_the_compiled_code_of_a_first_visit(
    playwright: Playwright, browser_type_launch_args: dict[str, Any], tmp_path: Path, address: str
) -> None:
    """What Chromium compiled of the WebAssembly is laid by for the next visit, as soon as it finds that worth while."""
    soon = [*browser_type_launch_args["args"], "--js-flags=--wasm-caching-hard-threshold=100000"]
    options = {**browser_type_launch_args, "args": soon}
    with playwright.chromium.launch_persistent_context(tmp_path, service_workers="block", **options) as context:
        page = context.pages[0]
        open_cost(page, address)
        expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "ready", timeout=LONG)
        for _ in range(100):
            if any(entry.stat().st_size > 100_000 for entry in tmp_path.glob("*/Code Cache/wasm/*_0")):
                break
            page.wait_for_timeout(100)
        else:
            pytest.fail("nothing was laid by in ten seconds")


def test_python_has_rehearsed_before_the_reader_asks(page: Page, address: str) -> None:
    """Once it is there and nothing is asked it tries what may be asked, and the page neither shows nor recalls that."""
    page.add_init_script(HEARD)
    open_cost(page, address)
    expect(page.locator("live-calculator[data-python=ready]")).to_be_visible(timeout=LONG)
    shown = page.locator(".answer-head").inner_text()
    rehearsals(page, 1)
    assert page.evaluate("window.heard") == []
    assert page.locator(".answer-head").inner_text() == shown
    volume(page)
    expect(page.locator(f"#{EXAMPLE} .headline")).to_have_text(headline())
    expect(page.locator(f"#{EXAMPLE} [data-part=changed]")).to_contain_text("200,000 to 50,000")


def rehearsals(page: Page, count: int) -> None:
    """Wait until the calculator was rehearsed as often; fail when it was more often or is not within five seconds."""
    worker = next(one for one in page.workers if "/worker." in one.url)
    for _ in range(100):
        found = worker.evaluate("name => performance.getEntriesByName(`rehearsed ${name}`).length", EXAMPLE)
        if found >= count:
            break
        page.wait_for_timeout(50)
    assert found == count


def test_more_is_rehearsed_for_a_reader_who_comes_near_the_form(page: Page, address: str) -> None:
    """Who only reads pays for a little of it; a field entered or a pointer above the form asks for the rest, once."""
    open_cost(page, address)
    expect(page.locator("live-calculator[data-python=ready]")).to_be_visible(timeout=LONG)
    rehearsals(page, 1)
    page.wait_for_timeout(500)
    rehearsals(page, 1)
    page.get_by_label("Accepted labels a month", exact=True).focus()
    rehearsals(page, 2)
    page.keyboard.press("Tab")
    page.locator(f"#{EXAMPLE} .answer-head").hover()
    page.wait_for_timeout(500)
    rehearsals(page, 2)


def test_a_page_without_a_calculator_loads_no_python(page: Page, address: str) -> None:
    """Pages without a form ask for nothing of the runtime."""
    found = requests_of(page)
    page.goto(f"{address}reference/")
    page.wait_for_timeout(2500)
    assert found == []


def test_with_save_data_nothing_starts_until_a_field_is_entered(page: Page, address: str) -> None:
    """A reader who saves data downloads Python only by using the form; coming near is not enough."""
    page.add_init_script(SAVING_DATA)
    open_cost(page, address)
    page.locator(f"#{EXAMPLE} .answer-head").hover()
    page.wait_for_timeout(2500)
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "asleep")
    page.get_by_label("Accepted labels a month", exact=True).focus()
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "ready", timeout=LONG)
    found = requests_of(page)
    to_agreement(page)
    page.locator(f"#{READER} .answer-head").hover()
    page.wait_for_timeout(500)
    assert of_calculators(found) == set()
    field = page.locator(f"#{READER} form [data-field] input:not([type=file]):visible").first
    with page.expect_request("**/calculator-*.gz"):
        field.focus()


@pytest.mark.parametrize("name", ["snapshot.gz", "snapshot-cost.gz"])
@pytest.mark.parametrize("harm", ["damaged", "missing"])
def test_without_a_good_snapshot_python_starts_plainly(
    page: Page, context: BrowserContext, address: str, site: Path, harm: str, name: str
) -> None:
    """A snapshot that is damaged or missing is not used; the archive is, and the page answers as ever."""
    answer = damaged(site, name) if harm == "damaged" else lambda route: route.fulfill(status=404)
    context.route(f"**/{name}", answer)
    open_cost(page, address)
    volume(page)
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(headline(), timeout=LONG)
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-started-from", "archive")


@pytest.mark.parametrize("name", [*DAMAGED, *BOTH_WAYS])
def test_a_damaged_file_is_said_and_mending_it_helps(
    page: Page, context: BrowserContext, address: str, site: Path, name: str
) -> None:
    """With a damaged file the default answer and what was typed stay, the reason is said, and a retry works."""
    for one in name.split(" and "):
        context.route(f"**/{one}", damaged(site, one))
    open_cost(page, address)
    before = page.locator(f"#{EXAMPLE} output").text_content() or "-"
    volume(page)
    status = page.locator(f"#{EXAMPLE} .calculator-status")
    expect(status).to_contain_text("The calculator stopped", timeout=LONG)
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(before)
    expect(page.get_by_label("Accepted labels a month", exact=True)).to_have_value("50000")
    context.unroute_all()
    status.get_by_role("button", name="Try again").click()
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(headline(), timeout=LONG)


def test_a_new_start_replaces_the_message_of_a_failed_one(page: Page, context: BrowserContext, address: str) -> None:
    """Typing after a failure starts Python again, and the page says so instead of that it stopped."""
    context.route("**/pyodide.mjs", lambda route: route.abort())
    open_cost(page, address)
    status = page.locator(f"#{EXAMPLE} .calculator-status")
    expect(status).to_contain_text("The calculator stopped", timeout=LONG)
    context.unroute_all()
    volume(page)
    assert "The calculator stopped" not in (status.text_content() or "")
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(headline(), timeout=LONG)


def test_a_killed_network_is_said(page: Page, context: BrowserContext, address: str) -> None:
    """When the runtime cannot be reached the page says so, and a retry works once it can."""
    context.route(re.compile("/runtime/"), lambda route: route.abort())
    open_cost(page, address)
    volume(page)
    status = page.locator(f"#{EXAMPLE} .calculator-status")
    expect(status).to_contain_text("The calculator stopped", timeout=LONG)
    context.unroute_all()
    status.get_by_role("button", name="Try again").click()
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(headline(), timeout=LONG)


def test_a_crashed_worker_is_said(page: Page, context: BrowserContext, address: str) -> None:
    """When the worker dies the page says so and keeps its answer; a retry starts another one."""
    context.route(
        "**/assets/scripts/worker.*.mjs*",
        lambda route: route.fulfill(body="throw new Error('out of luck')", content_type="text/javascript"),
    )
    open_cost(page, address)
    volume(page)
    status = page.locator(f"#{EXAMPLE} .calculator-status")
    expect(status).to_contain_text("its worker is damaged or could not be loaded", timeout=LONG)
    context.unroute_all()
    status.get_by_role("button", name="Try again").click()
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(headline(), timeout=LONG)


def test_a_worker_that_dies_at_work_is_said(page: Page, address: str) -> None:
    """An error that Python cannot survive ends in a message and a page that works again when asked to."""
    open_cost(page, address)
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "ready", timeout=LONG)
    (worker,) = [worker for worker in page.workers if "/scripts/worker." in worker.url]
    worker.evaluate("() => void setTimeout(() => { throw new Error('memory ran out') })")
    status = page.locator(f"#{EXAMPLE} .calculator-status")
    expect(status).to_contain_text("memory ran out", timeout=LONG)
    volume(page)
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(headline(), timeout=LONG)


def test_only_what_changed_is_sent(page: Page, address: str) -> None:
    """The first answer comes whole; of one that says the same again, only what takes long."""
    page.add_init_script(HEARD)
    open_cost(page, address)
    volume(page)
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(headline(), timeout=LONG)
    expect(page.locator(f"#{EXAMPLE} .answer-sections")).not_to_have_attribute("aria-busy", "true", timeout=LONG)
    first = page.evaluate(PARTS)
    page.get_by_label("Accepted labels a month", exact=True).fill("50,000")
    page.wait_for_function("() => window.heard.some(({ state }) => state === 'finished')", timeout=LONG)
    expect(page.locator(f"#{EXAMPLE} .answer-sections")).not_to_have_attribute("aria-busy", "true", timeout=LONG)
    second = page.evaluate(PARTS)
    assert max(first) > 8
    assert second[0] == 0
    # What waits for long work is marked so, and filled again.
    assert max(second) < 5


def test_progress_is_counted_in_bytes(page: Page, address: str) -> None:
    """While Python comes, a bar shows the share that has come, and the share only grows."""
    page.add_init_script("""
        window.shares = [];
        document.addEventListener("DOMContentLoaded", () =>
          new MutationObserver(() => {
            const bar = document.querySelector("live-calculator .calculator-status progress");
            if (bar?.hasAttribute("value") && bar.getAttribute("aria-label").startsWith("Starting"))
              window.shares.push(bar.value);
          }).observe(document.querySelector("live-calculator"), { subtree: true, childList: true, attributes: true }));
    """)
    # Python must not be there before the page listens, however quick the machine is.
    held: list[Route] = []
    for name in ("snapshot.gz", "library.zip.gz"):
        page.context.route(f"**/{name}", lambda route: held.append(route))
    open_cost(page, address)
    expect(page.locator(f"#{EXAMPLE} .calculator-status progress[value]")).to_be_attached(timeout=LONG)
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "starting")
    for name in ("snapshot.gz", "library.zip.gz"):
        page.context.route(f"**/{name}", lambda route: route.continue_())
    for route in held:
        route.continue_()
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "ready", timeout=LONG)
    shares = page.evaluate("window.shares")
    assert shares == sorted(shares)
    assert 0 < shares[-1] <= 1


def test_what_is_begun_is_told_at_once_and_how_far_it_is_now_and_then(page: Page, address: str) -> None:
    """The page hears of each kind of work in its order, since one may be long without a word, and not of each step."""
    page.add_init_script(HEARD)
    cost = catalog()[EXAMPLE]
    steps = [step.doing for step in cost.steps(cost.inputs(volume=50_000)) if isinstance(step, Progress)]
    open_cost(page, address)
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "ready", timeout=LONG)
    volume(page)
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(headline(), timeout=LONG)
    expect(page.locator(f"#{EXAMPLE} .answer-sections")).not_to_have_attribute("aria-busy", "true", timeout=LONG)
    told = page.evaluate("window.heard.filter(({ state }) => state === 'progress').map(({ doing }) => doing)")
    assert list(dict.fromkeys(told)) == list(dict.fromkeys(steps))
    assert len(told) < len(steps)
