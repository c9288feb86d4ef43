"""A security reviewer's task, by keyboard alone: from the landing page to what is missing, on two sheets."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from calculators.core.spreadsheet import table_of
from tests.site.axe import faults_in
from tests.site.keyboard import choose, finished, from_landing, press, saved, tab_to
from tests.site.menu import kept

pytestmark = pytest.mark.later_visit


def test_a_security_reviewer_sees_what_is_missing(page: Page, address: str, tmp_path: Path) -> None:
    """Health data, a vendor abroad, people in the EU: the gates are named, answered, printed and passed round."""
    from_landing(page, address, "security")
    calculator = page.locator("#security")
    press(page, calculator.locator("[name=data_classes][value=special_category]"), "Space")
    finished(page, "security")
    headline = calculator.locator("output")
    expect(headline).to_contain_text("none of the 35 gates that apply is answered")
    press(page, calculator.locator("summary", has_text="What is in place?"))
    answer = calculator.locator("tr[data-key=class-is-set] [data-column=state]")
    tab_to(page, answer)
    choose(page, "In place")
    finished(page, "security")
    expect(headline).to_contain_text("34")
    for size in ("A4", "Letter"):
        printed = page.pdf(format=size)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2, size
    calculator.locator("tr[data-key=masked] [data-column=state]").select_option(label="In place")
    page.emulate_media(media="print")
    rows = calculator.locator("[data-records=answers] tbody tr:visible")
    assert rows.evaluate_all("(rows) => rows.map((row) => row.dataset.key)") == ["class-is-set", "masked"]
    page.emulate_media(media="null")
    contents = saved(page, kept(calculator, "Download XLSX"), tmp_path)
    first = table_of("answers", contents, ["Answers"])[1]
    assert first[:2] == ["class-is-set", "In place"]
    assert faults_in(page) == []
