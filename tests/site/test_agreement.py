"""Opening files in the agreement calculator: right answers, clear refusals, and a page that never freezes."""

import csv
import io
import json
import random
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from calculators.bridge.files import written
from calculators.catalog import find
from calculators.models.agreement.samples import SAMPLES
from tests.label_files.written_by_tools import doccano_new, workbook
from tests.site.keyboard import choose, finished, pick, tab_to
from tests.site.menu import kept

pytestmark = pytest.mark.later_visit

LONG = 120_000
AGREEMENT = find("agreement")

# A task that takes longer keeps the page from answering.
LONG_TASK_MILLISECONDS = 50
TASKS = ["disabled-by-default-devtools.timeline"]


def long_tasks(trace: bytes) -> list[int]:
    """Return how long each long task of the page's main thread ran, in milliseconds of the processor's time.

    By the clock any task is long on a machine that has other work.
    """
    events = json.loads(trace)["traceEvents"]
    main = {(event["pid"], event["tid"]) for event in events if event.get("args", {}).get("name") == "CrRendererMain"}
    ran = [event for event in events if event["name"] == "RunTask" and (event["pid"], event["tid"]) in main]
    assert ran
    took = [event.get("tdur", 0) // 1000 for event in ran]
    return [milliseconds for milliseconds in took if milliseconds > LONG_TASK_MILLISECONDS]


def labels(items: int, people: int = 3) -> str:
    """Return a table in long form in which people mostly agree."""
    rng = random.Random(7)
    rows = ["task,worker,label"]
    for item in range(items):
        truth = "abcde"[item % 5]
        for who in range(people):
            rows.append(f"task-{item},person-{who},{rng.choice('abcde') if rng.random() < 0.2 else truth}")
    return "\n".join(rows) + "\n"


def open_page(page: Page, address: str, fragment: str = "") -> Locator:
    """Open the calculator's page, and return what opens files once it is offered: before, nothing hears a choice."""
    page.goto(f"{address}calculators/agreement/{fragment}")
    picker = page.locator("#agreement").get_by_label("Open a file")
    expect(picker).to_be_visible(timeout=LONG)
    return picker


def open_file(page: Page, address: str, path: Path) -> None:
    """Open a file in the calculator."""
    open_page(page, address).set_input_files(path)


def test_ten_thousand_items_are_answered_and_the_page_stays_alive(page: Page, address: str, tmp_path: Path) -> None:
    """10,000 items by three people give CPython's answer, and no task of the page runs for more than 50 ms."""
    path = tmp_path / "labels.csv"
    path.write_text(labels(10_000))
    inputs = AGREEMENT.inputs(table=path.read_bytes())
    answer = AGREEMENT.present(inputs, AGREEMENT.finished(inputs))
    page.goto(f"{address}calculators/agreement/")
    page.get_by_role("button", name="JSON lines").click()
    finished(page, "agreement")
    browser = page.context.browser
    assert browser
    browser.start_tracing(page=page, categories=TASKS)
    page.locator("#agreement").get_by_label("Open a file").set_input_files(path)
    expect(page.locator("#agreement output")).to_contain_text("10,000 items", timeout=LONG)
    finished(page, "agreement")
    assert long_tasks(browser.stop_tracing()) == []
    expect(page.locator("#agreement output")).to_have_text(answer.headline)


@pytest.mark.parametrize(
    ("button", "kind"), [("majority labels", "majority-labels"), ("all disputed items", "disputed-items")]
)
def test_downloads_hold_every_item(page: Page, address: str, tmp_path: Path, button: str, kind: str) -> None:
    """Majority labels and disputed items are downloaded as CPython writes them."""
    path = tmp_path / "labels.csv"
    path.write_text(labels(200))
    open_file(page, address, path)
    finished(page, "agreement")
    page.locator("#agreement summary", has_text="The most disputed items").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"Download {button}").click()
    text = Path(waiting.value.path()).read_bytes().decode("utf-8")
    inputs = AGREEMENT.inputs(table=path.read_bytes())
    assert text == written(kind, "agreement", AGREEMENT, inputs, AGREEMENT.finished(inputs))[0]
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert waiting.value.suggested_filename == f"{kind}.csv"
    assert len(rows) > 1


def test_the_list_to_adjudicate_is_saved_by_keyboard_alone(page: Page, address: str, tmp_path: Path) -> None:
    """A file is opened, the column of right answers named, and the list saved, without a mouse."""
    path = tmp_path / "tickets.csv"
    path.write_text(SAMPLES["Right answers in a column"])
    pick(page, open_page(page, address), path)
    expect(page.locator("#agreement output")).to_contain_text("80 items", timeout=LONG)
    finished(page, "agreement")
    tab_to(page, page.locator("#agreement [name=gold_column]"))
    page.keyboard.type("right_answer")
    page.keyboard.press("Tab")
    expect(page.locator("[data-part=section-people]")).to_contain_text("the majority is right on", timeout=LONG)
    finished(page, "agreement")
    tab_to(page, page.get_by_role("button", name="Download the items to adjudicate"))
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    inputs = AGREEMENT.inputs(table=path.read_bytes(), gold_column="right_answer")
    made = written("items-to-adjudicate", "agreement", AGREEMENT, inputs, AGREEMENT.finished(inputs))[0]
    assert Path(waiting.value.path()).read_bytes().decode("utf-8") == made


def test_disputed_items_stand_on_the_page(page: Page, address: str) -> None:
    """The item on which all three people differ is shown first."""
    page.goto(f"{address}calculators/agreement/")
    first = page.locator("[data-part=section-disputed] tbody tr").first
    expect(first).to_contain_text("review-17")
    expect(first).to_contain_text("100%")


HOSTILE = {
    "binary": bytes(range(256)) * 100,
    "one column": b"label\nx\ny\n",
    "ragged rows": b"item,annotator,label\n1,a,x\n2,b\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_and_the_page_goes_on(page: Page, address: str, tmp_path: Path, name: str) -> None:
    """The message stands at the field, the last answer stays, and the next file is answered."""
    path = tmp_path / "hostile.csv"
    path.write_bytes(HOSTILE[name])
    open_file(page, address, path)
    error = page.locator("#agreement-table-error")
    expect(error).to_contain_text("expected", timeout=LONG)
    page.get_by_role("button", name="One label dominates").click()
    finished(page, "agreement")
    expect(error).to_be_hidden()
    expect(page.locator("#agreement output")).to_contain_text("Cohen's kappa is 0.44")


def test_a_huge_file_is_refused_before_it_is_read(page: Page, address: str, tmp_path: Path) -> None:
    """A file of one gigabyte gets a clear message at once."""
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    open_file(page, address, path)
    expect(page.locator("#agreement .calculator-notice")).to_have_text(
        "huge.csv has 1,000 MB; a page takes files up to 64 MB. The command line takes files up to 1 GB."
    )


def test_labels_never_stand_in_a_link(page: Page, address: str) -> None:
    """The address and the copied link hold the options, never the reader's rows."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}calculators/agreement/")
    page.get_by_label("Rows of labels").fill("item,annotator,label\n1,a,secret\n1,b,secret\n2,a,x\n2,b,y\n")
    page.get_by_role("radio", name="Steps in order").check()
    finished(page, "agreement")
    kept(page, "Copy link").click()
    expect(page.get_by_text("Link copied.")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.endswith(f"#agreement?level=ordinal&version={AGREEMENT.version}")
    assert "secret" not in page.url


def test_markup_in_labels_stays_text(page: Page, address: str) -> None:
    """A label that is markup is shown as text and runs nothing."""
    page.goto(f"{address}calculators/agreement/")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    label = "<img src=x onerror=alert(1)>"
    page.get_by_label("Rows of labels").fill(f"item,annotator,label\n1,a,{label}\n1,b,y\n2,a,{label}\n2,b,{label}\n")
    expect(page.locator("[data-part=section-labels]")).to_contain_text(label, timeout=LONG)
    expect(page.locator("#agreement .calculator-answer img")).to_have_count(0)


def test_an_opened_file_is_not_mixed_with_typing(page: Page, address: str, tmp_path: Path) -> None:
    """While a file is open its name cannot be typed into; "Empty" makes room for pasted rows; a link keeps them."""
    path = tmp_path / "labels.csv"
    path.write_text(labels(50))
    open_file(page, address, path)
    finished(page, "agreement")
    rows = page.get_by_label("Rows of labels")
    assert rows.evaluate("area => area.readOnly")
    page.get_by_role("button", name="Empty").click()
    rows.fill("item,annotator,label\n1,a,x\n1,b,x\n2,a,y\n2,b,x\n")
    expect(page.locator("#agreement output")).to_contain_text("2 items", timeout=LONG)
    page.evaluate("location.hash = '#agreement?overlap_needed=0.7&version=3'")
    expect(page.get_by_label("Overlap at which two shapes match", exact=True)).to_have_value("0.7")
    finished(page, "agreement")
    expect(rows).to_have_value(re.compile("2,b,x"))


def test_a_file_that_changed_is_asked_for_again(page: Page, address: str, tmp_path: Path) -> None:
    """A file edited since it was opened is refused at its field, and opening it again answers."""
    path = tmp_path / "labels.csv"
    path.write_text(labels(50))
    open_file(page, address, path)
    finished(page, "agreement")
    path.write_text(labels(60))
    page.get_by_role("radio", name="Steps in order").check()
    expect(page.locator("#agreement-table-error")).to_contain_text("open it again", timeout=LONG)
    page.locator("#agreement").get_by_label("Open a file").set_input_files(path)
    expect(page.locator("#agreement output")).to_contain_text("60 items", timeout=LONG)


def test_a_link_is_not_blamed_for_the_reader_s_own_rows(page: Page, address: str) -> None:
    """Rows that the tab kept are refused where they stand, with what was typed; the link's inputs are used."""
    page.goto(f"{address}calculators/agreement/")
    table = page.locator("#agreement [name=table]")
    rows = 'task,worker,label\n1,Ana,"never closed'
    table.fill(rows)
    error = page.locator("#agreement-table-error")
    expect(error).to_be_visible(timeout=LONG)
    # Loaded anew, what the tab kept comes first, then the link.
    page.goto(f"{address}reference/methods/")
    page.goto(f"{address}calculators/agreement/#agreement?overlap_needed=0.6&version={AGREEMENT.version}")
    expect(error).to_be_visible(timeout=LONG)
    expect(page.locator("#agreement .calculator-notice")).to_be_hidden()
    expect(page.locator("#agreement .earlier-answer")).to_contain_text("Correct first")
    expect(table).to_have_value(rows)
    expect(page.locator("#agreement [name=overlap_needed]")).to_have_value("0.6")
    page.evaluate("location.hash = '#agreement?overlap_needed=none&version=3'")
    notice = page.locator("#agreement .calculator-notice")
    expect(notice).to_contain_text("This link cannot be used", timeout=LONG)
    expect(notice).not_to_contain_text(error.text_content() or "-")
    expect(table).to_have_value(rows)
    expect(error).to_be_visible()


PEOPLE = ("Eva", "Jonas", "Mia")
LABELS = {(f"item-{at}", who): "xyz"[(at + (at % 4 == by)) % 3] for at in range(12) for by, who in enumerate(PEOPLE)}


def test_a_workbook_and_a_zip_are_read_and_a_role_is_corrected_by_keyboard(
    page: Page, address: str, tmp_path: Path
) -> None:
    """What was read is said; where two columns could be the label it is asked, and the keyboard alone answers."""
    rows = [["text", "worker", "topic", "answer", "label"]]
    rows += [[item, who, "news", label, "yx"[at % 2]] for at, ((item, who), label) in enumerate(LABELS.items())]
    book, archive = tmp_path / "labels.xlsx", tmp_path / "export.zip"
    book.write_bytes(workbook({"Labels": rows}))
    archive.write_bytes(doccano_new(LABELS))
    open_file(page, address, book)
    calculator = page.locator("#agreement")
    error = page.locator("#agreement-label_column-error")
    expect(error).to_contain_text("column of the label to be chosen", timeout=LONG)
    offered = calculator.get_by_label("Column that holds the label, as the file names it")
    expect(offered.locator("option")).to_have_text(["As it was read", *rows[0]])
    page.locator("#agreement-table").focus()
    tab_to(page, offered)
    choose(page, "answer")
    page.keyboard.press("Tab")
    read = page.locator("[data-part=section-read]")
    sentence = "12 items, 3 people (Eva, Jonas, Mia), 3 labels for “answer”, one of 2 questions; not read: topic."
    expect(read).to_contain_text(sentence, timeout=LONG)
    finished(page, "agreement")
    chosen = AGREEMENT.inputs(table=book.read_bytes(), label_column="answer")
    headline = AGREEMENT.present(chosen, AGREEMENT.finished(chosen)).headline
    expect(page.locator("#agreement output")).to_have_text(headline)
    offered.select_option("")
    page.locator("#agreement").get_by_label("Open a file").set_input_files(archive)
    expect(read).to_contain_text("Jonas", timeout=LONG)
    finished(page, "agreement")
    inputs = AGREEMENT.inputs(table=archive.read_bytes())
    headline = AGREEMENT.present(inputs, AGREEMENT.finished(inputs)).headline
    expect(page.locator("#agreement output")).to_have_text(headline)
    expect(page.locator("[data-part=section-reading]")).to_contain_text("a zip of 3 files: doccano export")
