"""Opening files, correcting roles and saving the items to adjudicate of the agreement calculator, by keyboard alone."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from calculators.catalog import find
from scripts.engines.firefox import Firefox
from tests.label_files.written_by_tools import csv_text
from tests.site.keyboard import choose, pick, tab_to
from tests.site.test_agreement import open_page

pytestmark = pytest.mark.later_visit

AGREEMENT = find("agreement")
LONG = 120_000
PEOPLE = ("Eva", "Jonas", "Mia")
LABELS = {(f"item-{at}", who): "xyz"[(at + (at % 4 == by)) % 3] for at in range(12) for by, who in enumerate(PEOPLE)}
# Two columns that may be the label, so that the reader is asked.
TWO_LABELS = [["text", "worker", "topic", "answer", "label"]] + [
    [item, who, "news", label, "yx"[at % 2]] for at, ((item, who), label) in enumerate(LABELS.items())
]


def a_file_a_person(folder: Path) -> list[Path]:
    """Write one table a person and return their paths."""
    paths = []
    for person in PEOPLE:
        rows = [[item, label] for (item, who), label in LABELS.items() if who == person]
        paths.append(folder / f"{person}.csv")
        paths[-1].write_text(csv_text([["id", "label"], *rows]))
    return paths


def headline(**inputs: object) -> str:
    """Return what CPython answers."""
    given = AGREEMENT.inputs(**inputs)
    return AGREEMENT.present(given, AGREEMENT.finished(given)).headline


def opened(page: Page, address: str) -> Locator:
    """Open the calculator's page and return the calculator, ready to take files."""
    open_page(page, address)
    return page.locator("#agreement")


def test_a_file_is_opened_corrected_and_its_items_to_adjudicate_saved_by_keyboard(
    page: Page, address: str, tmp_path: Path
) -> None:
    """Chromium: open, see what was read, correct a role, undo it, correct it again, save the items to adjudicate."""
    path = tmp_path / "labels.csv"
    path.write_text(csv_text(TWO_LABELS))
    calculator = opened(page, address)
    pick(page, calculator.get_by_label("Open a file"), [path])
    expect(page.locator("#agreement-label_column-error")).to_contain_text("to be chosen", timeout=LONG)
    offered = calculator.get_by_label("Column that holds the label, as the file names it")
    tab_to(page, offered)
    choose(page, "label")
    page.keyboard.press("Tab")
    read = page.locator("[data-part=section-read]")
    expect(read).to_contain_text("2 labels for “label”, one of 2 questions; not read: topic.", timeout=LONG)
    notice = calculator.locator(".calculator-notice")
    expect(notice).to_contain_text("Column that holds the label: label.")
    undo = notice.get_by_role("button", name="Undo")
    undo.focus()
    page.keyboard.press("Enter")
    expect(offered).to_have_value("", timeout=LONG)
    expect(offered).to_be_focused()
    choose(page, "answer")
    page.keyboard.press("Tab")
    sentence = "12 items, 3 people (Eva, Jonas, Mia), 3 labels for “answer”, one of 2 questions; not read: topic."
    expect(read).to_contain_text(sentence, timeout=LONG)
    answer = headline(table=path.read_bytes(), label_column="answer")
    expect(calculator.locator("output")).to_have_text(answer, timeout=LONG)
    save = calculator.get_by_role("button", name="Download the items to adjudicate")
    tab_to(page, save)
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "items-to-adjudicate.csv"
    assert_open_items(Path(waiting.value.path()).read_bytes())


def assert_open_items(saved: bytes) -> None:
    """Hold that a saved list names every item on which people differ, and no other."""
    rows = list(csv.reader(io.StringIO(saved.decode("utf-8-sig"))))
    assert {row[0] for row in rows[1:]} == {f"item-{at}" for at in range(12) if at % 4 < 3}


def test_several_files_and_a_folder_are_one_file_a_person(page: Page, address: str, tmp_path: Path) -> None:
    """Files picked together and the folder that holds them give one answer; what a folder holds besides is said."""
    folder = tmp_path / "labels"
    folder.mkdir()
    paths = a_file_a_person(folder)
    answer = headline(table=tuple((path.name, path.read_bytes()) for path in paths))
    calculator = opened(page, address)
    pick(page, calculator.get_by_label("Open a file or several"), paths)
    expect(page.locator("[data-part=section-read]")).to_contain_text("3 people (Eva, Jonas, Mia)", timeout=LONG)
    expect(calculator.locator("output")).to_have_text(answer, timeout=LONG)
    rows = page.get_by_label("Rows of labels")
    assert rows.input_value().split("\n")[1:] == ["Eva.csv", "Jonas.csv", "Mia.csv"]
    calculator.get_by_role("button", name="Empty").click()
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    calculator.get_by_label("Open a folder").set_input_files(folder)
    expect(calculator.locator("output")).to_have_text(answer, timeout=LONG)
    expect(calculator.locator(".calculator-notice")).to_contain_text("Left out: 1 file of kinds that hold no labels.")


DROP = """(field, files) => {
  const dropped = new DataTransfer();
  for (const [name, text] of files) dropped.items.add(new File([text], name));
  const make = (kind) => new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: dropped });
  const over = make("dragover");
  field.dispatchEvent(over);
  field.dispatchEvent(make("drop"));
  return over.defaultPrevented;
}"""


def test_files_that_are_dropped_are_opened(page: Page, address: str, tmp_path: Path) -> None:
    """Files dropped on the field are read as those that are picked, and the page does not leave for them."""
    paths = a_file_a_person(tmp_path)
    calculator = opened(page, address)
    taken = page.get_by_label("Rows of labels").evaluate(DROP, [[path.name, path.read_text()] for path in paths])
    assert taken
    answer = headline(table=tuple((path.name, path.read_bytes()) for path in paths))
    expect(calculator.locator("output")).to_have_text(answer, timeout=LONG)


def test_corrections_are_put_back_when_other_rows_are_opened(page: Page, address: str, tmp_path: Path) -> None:
    """A column chosen for one file does not stick to the next, which is said, and it can be used again."""
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text(csv_text(TWO_LABELS))
    second.write_text(csv_text([["text", "worker", "label"], *([row[0], row[1], row[3]] for row in TWO_LABELS[1:])]))
    calculator = opened(page, address)
    files = calculator.get_by_label("Open a file")
    files.set_input_files(first)
    offered = calculator.get_by_label("Column that holds the label, as the file names it")
    expect(offered).to_be_visible(timeout=LONG)
    offered.select_option("answer")
    expect(calculator.locator("output")).to_have_text(
        headline(table=first.read_bytes(), label_column="answer"), timeout=LONG
    )
    files.set_input_files(second)
    notice = calculator.locator(".calculator-notice")
    expect(notice).to_contain_text("Put back, since it was for other rows: “Column that holds the label”.")
    expect(page.locator("[data-part=section-read]")).to_contain_text("Label: label", timeout=LONG)
    expect(page.locator("#agreement-label_column")).to_have_value("")
    notice.get_by_role("button", name="Use it again").click()
    expect(page.locator("#agreement-label_column-error")).to_contain_text("answer", timeout=LONG)


def test_a_link_s_correction_waits_for_the_file_it_is_for(page: Page, address: str, tmp_path: Path) -> None:
    """What a link says of the columns holds for the first file that is opened with it."""
    path = tmp_path / "labels.csv"
    path.write_text(csv_text(TWO_LABELS))
    picker = open_page(page, address, f"#agreement?label_column=label&version={AGREEMENT.version}")
    expect(page.locator("#agreement")).to_have_attribute("data-python", "ready", timeout=LONG)
    picker.set_input_files(path)
    read = page.locator("[data-part=section-read]")
    expect(read).to_contain_text("2 labels for “label”, one of 2 questions; not read: topic.", timeout=LONG)


def test_long_work_can_be_stopped_and_begun_again(page: Page, address: str, tmp_path: Path) -> None:
    """While a long file is read it says how far it is and can be stopped; what was typed and the answer before stay."""
    path = tmp_path / "long.csv"
    rows = (f"item-{at // 3},person-{at % 3},{'abc'[at * 7 // 5 % 3]}\n" for at in range(600_000))
    path.write_text("task,worker,label\n" + "".join(rows))
    calculator = opened(page, address)
    calculator.get_by_label("Most rows to read", exact=True).evaluate(
        "one => { one.value = 1e6; one.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    needed = calculator.get_by_label("Agreement you need", exact=True)
    needed.fill("0.91")
    expect(calculator).to_have_attribute("data-python", "ready", timeout=LONG)
    calculator.get_by_label("Open a file").set_input_files(path)
    expect(calculator.locator(".calculator-status")).to_contain_text("Reading", timeout=LONG)
    stop = calculator.get_by_role("button", name="Stop")
    stop.focus(timeout=LONG)
    page.keyboard.press("Enter")
    expect(calculator.locator(".earlier-answer")).to_contain_text("You stopped the work on it")
    again = calculator.get_by_role("button", name="Go on")
    expect(again).to_be_focused()
    expect(needed).to_have_value("0.91")
    assert "long.csv" in page.get_by_label("Rows of labels").input_value()
    # Typing something else is answered while the long file is no longer worked on.
    calculator.get_by_role("button", name="One label dominates").click()
    expect(calculator.locator("output")).to_contain_text("Cohen's kappa is 0.44", timeout=LONG)
    expect(calculator.locator(".earlier-answer")).to_have_count(0)


@pytest.fixture(scope="module")
def firefox() -> Iterator[Firefox]:
    """One Firefox."""
    with Firefox() as started:
        yield started


def test_firefox_opens_a_file_corrects_a_role_and_saves_by_keyboard(
    address: str, tmp_path: Path, firefox: Firefox
) -> None:
    """Firefox: open, see what was read, correct a role, get the answer, and save the items to adjudicate."""
    path = tmp_path / "labels.csv"
    path.write_text(csv_text(TWO_LABELS))
    element = "document.getElementById('agreement')"
    firefox.resize(1280, 900)
    firefox.open(f"{address}calculators/agreement/")
    firefox.wait(f"{element}.querySelector('.file').hidden", lambda hidden: hidden is False)
    picker = "#agreement input[type=file][multiple]"
    firefox.tab_to(picker)
    firefox.open_files(picker, [path])
    error = "document.getElementById('agreement-label_column-error').textContent"
    firefox.wait(error, lambda words: "to be chosen" in words)
    firefox.tab_to("[data-offers=agreement-label_column]")
    firefox.press("answer", "Tab")
    read = "document.querySelector('[data-part=section-read]').textContent"
    firefox.wait(read, lambda words: "3 labels for “answer”, one of 2 questions; not read: topic." in words)
    answer = headline(table=path.read_bytes(), label_column="answer")
    firefox.wait(f"{element}.querySelector('output').textContent", lambda words: words == answer)
    firefox.tab_to("#agreement [data-download=items-to-adjudicate]")
    firefox.press("Enter")
    saved = firefox.saved()
    assert saved.name == "items-to-adjudicate.csv"
    assert_open_items(saved.read_bytes())
