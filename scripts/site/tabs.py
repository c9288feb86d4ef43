"""Keeps the theme's tabs to what a reader wants to do, and its previous and next within one of them.

The theme makes a tab of every entry on top of the navigation, and leads from the last page of one to the next. Here
only the tabs of mkdocs.yml stay, what stands below them goes to the footer, and the row of pages ends where its tab
ends. On a phone the drawer still holds everything.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urljoin

from scripts.machine.errors import BuildError
from scripts.site.navigation import Entry, pages_of

TAB = re.compile(
    r'<li class="md-tabs__item[^"]*">\s*<a href="(?P<address>[^"]*)"[^>]*>\s*(?P<name>[^<]*?)\s*</a>\s*</li>'
)
LIST = '<ul class="md-tabs__list">'
COPYRIGHT = '<div class="md-copyright">'
PAGINATION = re.compile(r'<nav class="md-footer__inner.*?</nav>', re.DOTALL)
STEP = re.compile(r'<a href="(?P<address>[^"]*)" class="md-footer__link .*?</a>', re.DOTALL)


def keep_tabs(site: Path, pages: Iterable[Path], nav: Sequence[Entry], tabs: Collection[str]) -> None:
    """On these pages leave the tabs alone that are named, and put the navigation's other entries into the footer.

    Raises BuildError for a page whose tabs are written in a way not known here.
    """
    inside = {address_of(page): number for number, entry in enumerate(nav) for page in pages_of(entry)}
    for page in pages:
        text = page.read_text("utf-8")
        if LIST not in text:
            continue
        address = page.relative_to(site).as_posix().removesuffix("index.html")
        if COPYRIGHT not in text or len(TAB.findall(text)) != len(nav):
            raise BuildError(
                f"{address}: expected {len(nav)} tabs and a footer. See what the theme writes, and change tabs.py"
            )
        page.write_text(within_a_tab(only_tabs(text, tabs), address, inside), encoding="utf-8", newline="\n")


def only_tabs(text: str, tabs: Collection[str]) -> str:
    """Return a page with the named tabs, and with links to the other entries before its copyright."""
    others = [tab for tab in TAB.finditer(text) if tab["name"] not in tabs]
    links = "".join(f'<li><a href="{tab["address"]}">{tab["name"]}</a></li>' for tab in others)
    for tab in others:
        text = text.replace(tab[0], "")
    return text.replace(COPYRIGHT, f'<nav class="below" aria-label="Beside the tabs"><ul>{links}</ul></nav>{COPYRIGHT}')


def within_a_tab(text: str, address: str, inside: Mapping[str, int]) -> str:
    """Return a page without a previous or a next page that stands in another tab."""

    def kept(step: re.Match[str]) -> str:
        # Only the path counts, so any host will do.
        target = urljoin(f"http://host/{address}", step["address"]).removeprefix("http://host/")
        return step[0] if inside[target] == inside[address] else ""

    def steps(pagination: re.Match[str]) -> str:
        left = STEP.sub(kept, pagination[0])
        return left if STEP.search(left) else ""

    return PAGINATION.sub(steps, text)


def address_of(page: str) -> str:
    """Return where a page of docs/ is published: "cost/break-even.md" at "cost/break-even/"."""
    folder = page.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{folder}/" if folder else ""
