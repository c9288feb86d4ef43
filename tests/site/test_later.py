"""A script that only some pages need comes whole, or the page says so in words and another try brings it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from calculators.catalog import catalog
from calculators.core import Records
from scripts.site.bundles import LATER
from tests.conftest import PREFIX
from tests.examples import EXAMPLE, READER, page_of
from tests.site.faulty import FaultyServer, faulty

LONG = 60_000
# One that asks for a table of typed rows.
ROWS = next(
    name for name, one in catalog().items() if any(isinstance(field, Records) for field in one.inputs.fields().values())
)
REPORT = ".calculator-report"
NOTICE = ".calculator-notice"


class Script(NamedTuple):
    """A script that comes later: its page, the button that asks for it, where it fails is said, and what is then."""

    page: str
    tool: str
    where: str
    words: str
    works: str


SCRIPTS = {
    "records.mjs": Script(page_of(ROWS), "", NOTICE, "The tables cannot be edited", ".records button"),
    "opened-files.mjs": Script(page_of(READER), "", NOTICE, "Files cannot be opened", "input[type=file]"),
    "checklist.mjs": Script("security/checklist-in-house/", "", NOTICE, "Ticks are not kept", ".checklist-tools"),
    "paper.mjs": Script("calculators/paper/", "", NOTICE, "The paper cannot be put together", ".calculator-tools"),
    "pictures.mjs": Script(page_of(EXAMPLE), "picture", REPORT, "The pictures cannot be shown", "dialog .picture"),
    "pins.mjs": Script(page_of(EXAMPLE), "pin", REPORT, "Answers cannot be pinned", ".pins li"),
}
# Each with a page to log in in its place, and with one other fault.
SOME = [
    *((name, "login") for name in SCRIPTS),
    *zip(SCRIPTS, ("cut", "missing", "flipped", "type", "broken", "empty"), strict=True),
]


@pytest.fixture
def server(site: Path) -> Iterator[FaultyServer]:
    """The site on a server that can have faults."""
    with faulty(site, PREFIX) as started:
        yield started


def use(page: Page, script: Script) -> None:
    """Press what asks for the script, if anything must be pressed."""
    if script.tool:
        page.evaluate(f"document.querySelector('[data-tool={script.tool}]').click()")


def test_every_one_is_tried() -> None:
    """The scripts that the build names as coming later are those tried here."""
    assert {*SCRIPTS} == {*LATER}


@pytest.mark.parametrize(("name", "fault"), SOME)
def test_a_fault_is_told_and_gone_with_the_next_try(page: Page, server: FaultyServer, name: str, fault: str) -> None:
    """What came in its place is not run, the sentence holds no address, and a whole file brings it to life."""
    script = SCRIPTS[name]
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    server.faults = {name.replace(".", ".*."): fault}
    page.goto(f"{server.url}{script.page}")
    use(page, script)
    said = page.locator(f"{script.where}:visible", has_text=script.words)
    expect(said).to_be_visible(timeout=LONG)
    assert "://" not in (said.text_content() or "")
    server.faults = {}
    if not script.tool:
        page.reload()
    use(page, script)
    expect(page.locator(script.works).first).to_be_visible(timeout=LONG)
    assert complaints == []


def test_what_is_kept_damaged_is_loaded_anew_without_a_word(page: Page, server: FaultyServer) -> None:
    """A damaged script that was to be kept for a year is replaced at once."""
    server.faults, server.once = {"records.*.mjs": "flipped"}, True
    page.goto(f"{server.url}{page_of(ROWS)}")
    expect(page.locator(SCRIPTS["records.mjs"].works).first).to_be_visible(timeout=LONG)
    expect(page.locator(NOTICE)).to_be_hidden()
