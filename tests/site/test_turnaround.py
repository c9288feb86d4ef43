"""The turnaround calculator in a real browser, by keyboard alone: who to hire or book, and by when."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.site.keyboard import LONG, finished, follow, headline, reach, write

pytestmark = pytest.mark.later_visit


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


def test_only_what_counts_is_offered(page: Page, address: str) -> None:
    """The labels a month are offered to an inflow, and not to a project, which would take them and count others."""
    project = {"volume": "30000", "seconds": "40"}
    one = {"label": "Known", "path": "/elsewhere/", "title": "Elsewhere"}
    for known, many in ((project, "1 value"), ({**project, "work_shape": "inflow"}, "3 values")):
        page.goto(f"{address}404.html")
        scenario = json.dumps({name: {"text": text, **one} for name, text in known.items()})
        page.evaluate("scenario => sessionStorage.setItem('scenario', scenario)", scenario)
        page.goto(f"{address}calculators/turnaround/")
        expect(page.locator("#turnaround .calculator-offer")).to_contain_text(f"Use {many} from", timeout=LONG)
