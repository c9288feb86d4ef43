"""The planning calculators in a real browser, by keyboard alone: a date, a split, and a sample of scores."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from calculators.catalog import find
from calculators.core import Folded
from calculators.core.currency import DEFAULT, localized

LONG = 60_000
MOST_STOPS = 600


def headline(name: str, given: dict[str, object]) -> str:
    """Return the headline CPython writes."""
    calculator = find(name)
    inputs = calculator.inputs.parse(given)
    return localized(calculator.present(inputs, calculator.finished(inputs)).headline, DEFAULT)


def finished(page: Page, name: str) -> None:
    """Wait until the calculator has nothing more to say."""
    calculator = page.locator(f"#{name}")
    expect(calculator).to_have_attribute("data-python", "ready", timeout=LONG)
    expect(calculator.locator(".answer-sections:not([aria-busy])")).to_have_count(1, timeout=LONG)


def reach(page: Page, selector: str) -> None:
    """Press Tab until the focus stands on what is wanted."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def follow(page: Page, path: str, landmark: str) -> None:
    """Go on by a link in the text that Tab reaches, and wait for something of the next page."""
    reach(page, f"main a[href$='{path}']:not(.headerlink):not(.md-nav__link)")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(path))
    expect(page.locator(landmark)).to_have_count(1)


def write(page: Page, selector: str, text: str) -> None:
    """Type over what stands in a field that Tab reaches."""
    reach(page, selector)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def test_an_operations_lead_gets_a_date_from_the_landing_page(page: Page, address: str) -> None:
    """200,000 boxes by 1 March with three people: whom to book by which date, and how sure that is."""
    page.goto(address)
    follow(page, "decide/#operations", "#operations")
    follow(page, "calculators/turnaround/", "#turnaround")
    write(page, "[name=project_labels]", "200,000")
    write(page, "[name=annotators_now]", "3")
    reach(page, "details:has([name=start_date]) > summary")
    page.keyboard.press("Enter")
    write(page, "[name=start_date]", "2026-11-26")
    write(page, "[name=deadline_date]", "2027-03-01")
    finished(page, "turnaround")
    given: dict[str, object] = {"start_date": "2026-11-26", "deadline_date": "2027-03-01"}
    expect(page.locator("#turnaround output")).to_have_text(headline("turnaround", given), timeout=LONG)
    for said in ("the deadline is 1 March 2027", "of 100 cases", "Book the vendor by 3 December 2026"):
        expect(page.locator("#turnaround output")).to_contain_text(said)
    assert page.locator("#turnaround-over-time .band").count() == 3
    needed = page.locator("#turnaround-needed")
    expect(needed).to_contain_text("24 December 2026")


def test_an_ml_lead_gets_a_split_from_the_landing_page(page: Page, address: str) -> None:
    """Five parts pasted from a spreadsheet, one that may not leave: the split, its cost and the dearest rule."""
    page.goto(address)
    follow(page, "decide/#ml-lead", "#ml-lead")
    follow(page, "calculators/hybrid/", "#hybrid")
    reach(page, "[data-records=segments] [data-rows-tool=paste]")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(
        "Name\tVolume\tSeconds\tMay leave\nDay\t125000\t\t\nNight\t40000\t40\t\nFaces\t30000\t\tno\n"
        "Hazards\t5000\t90\t\nSigns\t20000\t10\tanyone\n"
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-records=segments] tbody tr")).to_have_count(5, timeout=LONG)
    finished(page, "hybrid")
    rows = "Day,125000;Night,40000,40;Faces,30000,,no;Hazards,5000,90;Signs,20000,10,anyone"
    expect(page.locator("#hybrid output")).to_have_text(headline("hybrid", {"segments": rows}), timeout=LONG)
    expect(page.locator("#hybrid output")).to_contain_text("let a model label Faces first: $28,371 a month")
    expect(page.locator("#hybrid-rules")).to_contain_text("The dearest is Faces: data, at $8,488")
    assert page.locator("#hybrid-split .hatch").count() == 1


def test_the_last_thing_typed_overtakes_a_long_search(page: Page, address: str) -> None:
    """While chances are searched the next number is answered, and nothing of the one before it comes after."""
    page.goto(f"{address}calculators/turnaround/")
    finished(page, "turnaround")
    field = page.locator("[name=project_labels]")
    for labels in ("150000", "160000", "170000", "180000"):
        field.fill(labels)
        expect(page).to_have_url(re.compile("turnaround/"))
    finished(page, "turnaround")
    wanted = headline("turnaround", {"project_labels": "180000"})
    expect(page.locator("#turnaround output")).to_have_text(wanted, timeout=LONG)


def test_a_sample_of_scores_is_opened_and_taken_back(page: Page, address: str, tmp_path: Path) -> None:
    """A file fills the counts and the thresholds; its fault is named, nothing typed is lost, and the way back works."""
    file = tmp_path / "sample.csv"
    lines = (f"{1 - index / 5_000:.4f},{int(index % 50 < 49 - index // 500)}" for index in range(4_000))
    file.write_text("score,right\n" + "\n".join(lines), "utf-8")
    page.goto(f"{address}calculators/prelabel/")
    page.locator("[name=volume]").fill("123000")
    finished(page, "prelabel")
    notice = page.locator("#prelabel .calculator-notice")
    page.locator("[data-fold=sample]").set_input_files(file)
    expect(notice).to_contain_text("sample.csv: Read 4,000 rows", timeout=LONG)
    finished(page, "prelabel")
    *_, last = find("prelabel").folds["sample"].read("sample", file.read_bytes())
    assert isinstance(last, Folded)
    inputs = dict(last.inputs)
    wanted = headline("prelabel", {**inputs, "volume": 123_000})
    expect(page.locator("#prelabel output")).to_have_text(wanted, timeout=LONG)
    expect(page.locator("[name=calibration_items]")).to_have_value("4000")
    expect(page.locator("[data-records=risk_coverage] tbody tr")).to_have_count(len(inputs["risk_coverage"]))
    file.write_text("score;right\n0,9;1\nhigh;0\n", "utf-8")
    page.locator("[data-fold=sample]").set_input_files(file)
    expect(notice).to_contain_text("cannot be used. row 2 (line 3), score: expected a number such as 0.95, got 'high'")
    expect(page.locator("[name=calibration_items]")).to_have_value("4000")
    file.write_text("0.9,1\n0.8,0\n", "utf-8")
    page.locator("[data-fold=sample]").set_input_files(file)
    expect(page.locator("[name=calibration_items]")).to_have_value("2", timeout=LONG)
    notice.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=calibration_items]")).to_have_value("4000")
    expect(page.locator("[name=volume]")).to_have_value("123000")
    finished(page, "prelabel")
    expect(page.locator("#prelabel output")).to_have_text(wanted, timeout=LONG)


@pytest.mark.parametrize("name", ["turnaround", "hybrid", "prelabel"])
def test_no_column_is_cut_on_paper(page: Page, address: str, name: str) -> None:
    """On a sheet of A4 every table of the answer and of the inputs is as wide as what it holds."""
    page.set_viewport_size({"width": 718, "height": 1000})
    page.emulate_media(media="print")
    page.goto(f"{address}calculators/{name}/")
    cut = page.evaluate(
        "name => [...document.querySelectorAll(`#${name} .table-holder`)].filter((one) => one.offsetParent && "
        "one.scrollWidth > one.clientWidth + 1).map((one) => one.getAttribute('aria-label'))",
        name,
    )
    assert cut == []
    expect(page.locator("main ol").first).to_be_hidden()
