"""Turns the `site:` addresses that answers carry into ways from each page to the page meant."""

import os
import re
from functools import partial
from pathlib import Path

from scripts.machine.errors import BuildError

ADDRESS = re.compile(r'href="site:([^"#]*)(#[^"]*)?"')


def resolve_site_links(site: Path) -> None:
    """Make every `site:` address of every page relative to that page.

    Raises BuildError naming the page and the address when no such page exists.
    """
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8")
        if 'href="site:' in text:
            page.write_text(ADDRESS.sub(partial(_relative, page=page, site=site), text), "utf-8")


def _relative(found: re.Match[str], page: Path, site: Path) -> str:
    folder, anchor = found[1], found[2] or ""
    if not (site / folder / "index.html").is_file():
        raise BuildError(f"{page.relative_to(site)}: an answer links to {folder!r}, which is no page")
    way = os.path.relpath(site / folder, page.parent).replace(os.sep, "/")
    return f'href="{way}/{anchor}"'
