"""Readers of the real site: one at a laptop with a keyboard alone, one with a finger on a phone of 360 pixels.

Both do the same things by the words that they read, so that a task is written once and done by both. Where a tool
stands on a calculator's page is known here alone.
"""

import re
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from playwright.sync_api import Download, Locator, Page, expect

from tests.site.keyboard import LONG, choose, press, settled, tab_to

# A page with no more than these presses, taps and entries is gone through within two minutes, at four seconds each.
IN_TWO_MINUTES = 30
# The theme notes where a page was scrolled a tenth of a second later, and no finger is quicker than that.
FINGER = 300


def bring_into_view(page: Page, target: Locator) -> None:
    """Scroll to what is to be tapped until it stays there: what comes near the screen is laid out, and moves it."""
    for _ in range(20):
        target.scroll_into_view_if_needed()
        place = target.bounding_box()
        page.wait_for_timeout(FINGER)
        if target.bounding_box() == place:
            return
    raise AssertionError(f"{target} never comes to rest")


def tap(page: Page, target: Locator) -> None:
    """Scroll to something, and tap it once it rests: a page that still moves below a finger takes no tap."""
    bring_into_view(page, target)
    target.tap()


class Reader(ABC):
    """A person before a page; ``deeds`` counts what was pressed, tapped, chosen and typed."""

    window: dict[str, Any]

    def __init__(self, page: Page) -> None:
        self.page = page
        self.deeds = 0

    @abstractmethod
    def press(self, target: Locator) -> None:
        """Press a link, a button or the title of a fold."""

    @abstractmethod
    def write(self, entry: Locator, text: str) -> None:
        """Type over what stands in a field."""

    @abstractmethod
    def choose(self, menu: Locator, words: str) -> None:
        """Choose an entry of a menu."""

    @abstractmethod
    def tick(self, answer: Locator) -> None:
        """Choose one of several answers, or tick a box."""

    @property
    def calculator(self) -> Locator:
        """The calculator of the page."""
        return self.page.locator("live-calculator")

    @property
    def headline(self) -> Locator:
        """The answer in words."""
        return self.calculator.locator("output.headline")

    def follow(self, words: str | re.Pattern[str], title: str | re.Pattern[str]) -> None:
        """Follow a link in the text of a page by its words, until the next page has its title."""
        self.press(self.page.locator("article").get_by_role("link", name=words).first)
        expect(self.page.locator("article h1").first).to_contain_text(title)

    def answered(self) -> Locator:
        """Wait until the calculator has nothing more to say, and return the answer in words."""
        settled(self.page, "live-calculator")
        expect(self.headline).not_to_be_empty()
        return self.headline

    def field(self, label: str) -> Locator:
        """Return the entry with this label, unfolding the part of the form that it stands in."""
        entry = self.page.locator("live-calculator, decision-paper").get_by_label(label, exact=True).first
        if not entry.is_visible():
            self.press(self.calculator.locator("form details:not([open])").filter(has=entry).locator("> summary"))
        return entry

    def one_of(self, question: str, words: str) -> Locator:
        """Return one answer of a question that offers several."""
        group = self.calculator.get_by_role("group", name=question, exact=True)
        # Its picture is named before the words.
        name = re.compile(rf"(^|\s){re.escape(words)}$")
        return group.get_by_role("radio", name=name).or_(group.get_by_role("checkbox", name=name))

    def tool(self, words: str) -> Locator:
        """Return the tool of the calculator, or of the paper, of these words; open the menu that it stands in."""
        holder = self.page.locator("live-calculator, decision-paper")
        menu = holder.locator(".keep-menu")
        if menu.is_hidden() and menu.locator("button, a").filter(has_text=words).count():
            self.press(holder.get_by_role("button", name="Keep or share"))
        return holder.get_by_role("button", name=words, exact=True).or_(
            holder.get_by_role("link", name=words, exact=True)
        )

    def use(self, words: str) -> None:
        """Use a tool of the calculator."""
        self.press(self.tool(words))

    def saved(self, target: Locator, folder: Path) -> Path:
        """Press what saves a file, and return where it was saved."""
        with self.page.expect_download(timeout=LONG) as waiting:
            self.press(target)
        download: Download = waiting.value
        path = folder / download.suggested_filename
        download.save_as(path)
        return path

    def open(self, picker: Locator, file: Path) -> None:
        """Press what opens a file, and pick one in the window of the system."""
        with self.page.expect_file_chooser(timeout=LONG) as waiting:
            self.press(picker)
        waiting.value.set_files(file)

    def copied(self) -> str:
        """Return the text that was copied last."""
        return str(self.page.evaluate("navigator.clipboard.readText()"))

    def fits(self) -> None:
        """Check that nothing is wider than the screen."""
        wider = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0


class AtLaptop(Reader):
    """Has the keyboard alone: Tab, Enter, Space, arrows and letters."""

    window = {"viewport": {"width": 1280, "height": 800}}  # noqa: RUF012 - never changed

    def press(self, target: Locator) -> None:
        """Walk there by Tab, and press Enter."""
        self.deeds += 1
        press(self.page, target)

    def write(self, entry: Locator, text: str) -> None:
        """Walk there by Tab, select what stands there, and type."""
        self.deeds += 1
        tab_to(self.page, entry)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, menu: Locator, words: str) -> None:
        """Walk there by Tab, and type how the entry begins, as menus take it."""
        self.deeds += 1
        tab_to(self.page, menu)
        choose(self.page, words)
        expect(menu.locator("option:checked")).to_have_text(words)

    def tick(self, answer: Locator) -> None:
        """Walk there by Tab; of radio buttons Tab reaches one, and arrows lead to the others."""
        self.deeds += 1
        if answer.get_attribute("type") == "checkbox":
            return press(self.page, answer, "Space")
        expect(answer).to_be_visible()
        name = answer.get_attribute("name")
        many = self.calculator.locator(f"input[name='{name}']").count()
        for _ in range(700):
            if self.page.evaluate("name => document.activeElement.name === name", name):
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _ in range(many):
            if answer.evaluate("one => one === document.activeElement"):
                break
            self.page.keyboard.press("ArrowDown")
        expect(answer).to_be_checked()
        return None


class OnPhone(Reader):
    """Has a finger on a screen of 360 pixels; the keys are those that the phone shows in a field."""

    window = {  # noqa: RUF012 - never changed
        "viewport": {"width": 360, "height": 780},
        "has_touch": True,
        "is_mobile": True,
        "device_scale_factor": 2,
    }

    def press(self, target: Locator) -> None:
        """Scroll there, and tap."""
        self.deeds += 1
        tap(self.page, target)

    def write(self, entry: Locator, text: str) -> None:
        """Tap the field, select what stands there, and type."""
        self.deeds += 1
        tap(self.page, entry)
        expect(entry).to_be_focused()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, menu: Locator, words: str) -> None:
        """Choose from the list that the phone opens."""
        self.deeds += 1
        menu.scroll_into_view_if_needed()
        menu.select_option(label=words)

    def tick(self, answer: Locator) -> None:
        """Tap its words."""
        self.deeds += 1
        words = answer.locator("xpath=ancestor::label")
        box = words.bounding_box()
        assert box
        assert box["height"] >= 24, "too small for a finger"
        tap(self.page, words)
        expect(answer).to_be_checked()


READERS = {"laptop": AtLaptop, "phone": OnPhone}
