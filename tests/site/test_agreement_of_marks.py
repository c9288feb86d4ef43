"""Files of shapes and workbooks with several tables in the real page of the agreement calculator."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from calculators.catalog import find
from tests.label_files.drawn_files import cvat_polygons
from tests.label_files.written_by_tools import workbook
from tests.site.test_agreement import open_file, open_page

pytestmark = pytest.mark.later_visit

AGREEMENT = find("agreement")
LONG = 120_000


def test_of_shapes_only_what_applies_is_shown_and_the_pictures_are_saved(
    page: Page, address: str, tmp_path: Path
) -> None:
    """Polygons have their scores, advice and list of pictures; parts about coefficients are hidden, folded or not."""
    path = tmp_path / "polygons.zip"
    path.write_bytes(cvat_polygons())
    picker = open_page(page, address, f"#agreement?overlap_needed=0.75&version={AGREEMENT.version}")
    calculator = page.locator("#agreement")
    expect(calculator).to_have_attribute("data-python", "ready", timeout=LONG)
    picker.set_input_files(path)
    expect(calculator.locator("output")).to_contain_text("agree on polygons with an F1 of 0.00", timeout=LONG)
    expect(page.locator("[data-part=section-advice]")).to_contain_text("agree least on polygons")
    for name in ("measures", "enough", "rules", "confusion", "pairs", "disputed"):
        expect(page.locator(f"#agreement-{name}")).to_be_hidden()
    with page.expect_download() as waiting:
        calculator.get_by_role("button", name="Download the names of the pictures").click(timeout=LONG)
    assert Path(waiting.value.path()).read_text("utf-8") == "1.jpg\n"


def test_the_sheet_of_a_workbook_is_chosen_from_its_titles(page: Page, address: str, tmp_path: Path) -> None:
    """A workbook with two tables asks which, offers the titles of its sheets, and another can be chosen afterwards."""
    rows = [["item", "Eva", "Jo"], ["1", "x", "y"], ["2", "y", "y"]]
    path = tmp_path / "rounds.xlsx"
    path.write_bytes(workbook({"June": rows, "July": [["item", "Max", "Ida"], *rows[1:]]}))
    open_file(page, address, path)
    calculator = page.locator("#agreement")
    expect(page.locator("#agreement-sheet-error")).to_contain_text("different tables on June, July", timeout=LONG)
    offered = calculator.get_by_label("Sheet of a workbook, as the file names it")
    offered.select_option("July")
    read = page.locator("[data-part=section-read]")
    expect(read).to_contain_text("2 people (Max, Ida)", timeout=LONG)
    expect(read).to_contain_text("not read: sheet June")
    offered.select_option("June")
    expect(read).to_contain_text("2 people (Eva, Jo)", timeout=LONG)
