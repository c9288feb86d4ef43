"""Turns the `site:` addresses of answers and of files to take away into ways from each page to what is meant."""

import os
import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from scripts.machine.errors import BuildError

ADDRESS = re.compile(r'href="site:([^"#]*)(#[^"]*)?"')


def resolve_site_links(site: Path, pages: Iterable[Path]) -> None:
    """Make every `site:` address of these pages of a site relative to its page.

    Raises BuildError naming the page and the address when there is no such page or file.
    """
    for page in pages:
        text = page.read_text("utf-8")
        if 'href="site:' in text:
            page.write_text(ADDRESS.sub(partial(_relative, page=page, site=site), text), "utf-8")


def _relative(found: re.Match[str], page: Path, site: Path) -> str:
    folder, anchor = found[1], found[2] or ""
    if (site / folder).is_file():
        return f'href="{_way(site / folder, page)}"'
    if not (site / folder / "index.html").is_file():
        raise BuildError(f"{page.relative_to(site)}: a link leads to {folder!r}, which is no page and no file")
    return f'href="{_way(site / folder, page)}/{anchor}"'


def _way(target: Path, page: Path) -> str:
    return os.path.relpath(target, page.parent).replace(os.sep, "/")
