"""The pre-label calculator in a real browser: a sample of scores is opened, refused and taken back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from calculators.catalog import find
from calculators.core import Folded
from tests.site.keyboard import LONG, finished, headline

pytestmark = pytest.mark.later_visit


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
