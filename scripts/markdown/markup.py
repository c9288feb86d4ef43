"""Reads a built page once and reports what the gates and the security policy need to know of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

# Elements that never have an end tag.
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
# What stands inside these is not the page's own prose: it is quoted, or run, or kept aside.
NOT_PROSE = frozenset(["pre", "code", "script", "style", "template", "title", "textarea"])
EXECUTABLE = frozenset(["", "module", "text/javascript", "application/javascript", "application/ecmascript"])
EVENT_HANDLER = re.compile("on[a-z]+")


@dataclass
class Page:
    """A built page: its text, the scripts and styles inside it, its prose, and everything wrong with it.

    A style inside is a fault until the last step of a build puts the site's own there.
    """

    text: str
    inline_scripts: list[str] = field(default_factory=list)
    inline_styles: list[str] = field(default_factory=list)
    prose: str = ""
    faults: list[str] = field(default_factory=list)


def read_page(text: str) -> Page:
    """Read a page of HTML. Never raises: what is wrong with the page is in its faults."""
    reader = PageReader(text)
    reader.feed(text)
    reader.close()
    for tag in reader.open_tags:
        reader.fault(f"<{tag}> is never closed")
    reader.page.prose = "".join(reader.prose)
    return reader.page


def read_pages(pages: Iterable[Path]) -> dict[Path, Page]:
    """Read built pages, by path."""
    return {path: read_page(path.read_text(encoding="utf-8")) for path in pages}


class PageReader(HTMLParser):
    """Collects one page's scripts, prose and faults while the parser walks it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.page = Page(text)
        self.prose: list[str] = []
        self.open_tags: list[str] = []
        self.in_inline_script = False

    def fault(self, what: str) -> None:
        """Record that something is wrong at the present line."""
        self.page.faults.append(f"line {self.getpos()[0]}: {what}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge a start tag and remember that it is open."""
        self.judge(tag, attrs)
        if tag not in VOID:
            self.open_tags.append(tag)
        if tag == "style":
            self.page.inline_styles.append("")
        if tag == "script":
            attributes = dict(attrs)
            self.in_inline_script = "src" not in attributes and (attributes.get("type") or "") in EXECUTABLE
            if self.in_inline_script:
                self.page.inline_scripts.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge a tag that closes itself, as in drawings."""
        self.judge(tag, attrs)

    def judge(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record every way in which a tag would need a looser security policy."""
        if tag == "style":
            self.fault("an inline <style>; move it to a style sheet")
        for name, _ in attrs:
            if name == "style":
                self.fault(f"a style= attribute on <{tag}>; give it a class instead")
            if EVENT_HANDLER.fullmatch(name):
                self.fault(f"an {name}= attribute on <{tag}>; listen in a module instead")

    def handle_endtag(self, tag: str) -> None:
        """Check that an end tag closes what was opened last."""
        self.in_inline_script = False
        if self.open_tags and self.open_tags[-1] == tag:
            self.open_tags.pop()
            return
        last = f"<{self.open_tags[-1]}>" if self.open_tags else "nothing"
        self.fault(f"</{tag}> where {last} is open")
        if tag in self.open_tags:
            while self.open_tags.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Keep the text of scripts and of prose apart."""
        if self.in_inline_script:
            self.page.inline_scripts[-1] += data
        if self.open_tags[-1:] == ["style"]:
            self.page.inline_styles[-1] += data
        if NOT_PROSE.isdisjoint(self.open_tags):
            self.prose.append(data)
