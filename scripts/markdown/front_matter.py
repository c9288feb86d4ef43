"""Reads where a page stands among its neighbours from its front matter and its heading."""

import math
import re
from dataclasses import dataclass
from pathlib import Path

from mkdocs.utils.meta import get_data

from scripts.machine.errors import BuildError

HEADING = re.compile(r"^# +(.+?)(?: *\{[^}]*\})? *$", re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """Where a page or folder stands among its neighbours."""

    order: float
    title: str
    tab: str = ""


def place(page_or_folder: Path) -> Place:
    """Return where a page, or a folder by its index page, stands: its front matter's ``order``, title and ``tab``.

    A page without an order comes after those with one.
    Raises BuildError when a folder has no index page, when a page has neither a title in its front
    matter nor a heading, and when an order is no number.
    """
    page = page_or_folder / "index.md" if page_or_folder.is_dir() else page_or_folder
    if not page.exists():
        raise BuildError(f"{page} is missing: every folder with pages needs an index page")
    text, front_matter = get_data(page.read_text(encoding="utf-8"))
    order = front_matter.get("order", math.inf)
    if isinstance(order, bool) or not isinstance(order, (int, float)):
        raise BuildError(f"{page}: order is {order!r}, which is no number")
    heading = HEADING.search(text)
    title = front_matter.get("title") or (heading and heading[1])
    if not title:
        raise BuildError(f"{page} has neither a title in its front matter nor a '# ' heading")
    return Place(order, str(title), str(front_matter.get("tab", "")))
