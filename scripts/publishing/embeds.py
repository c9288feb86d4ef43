"""Makes the pages that others show in a frame, one a calculator: the calculator alone, without header and navigation.

Each is cut from the calculator's own page, so that it is the same calculator with the same style sheets. Beside it
stands what oEmbed asks for (https://oembed.com). A static host answers with this one file whatever size a consumer asks
for, and knows the calculator's own address alone: one with inputs in it is not found by discovery.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from pathlib import Path

from calculators.catalog import catalog
from calculators.core import Calculator
from calculators.show.embeds import FOLDER, HEIGHT, frame
from scripts.machine.errors import BuildError

OEMBED = "oembed.json"
OEMBED_TYPE = "application/json+oembed"
# Stands before anything is seen, so that nothing moves and nothing changes colour; the build puts the script's text in.
EARLY = "HANDBOOK_EMBED_EARLY"
BLOCK = re.compile(r"<live-calculator\b.*?</live-calculator>", re.DOTALL)
STYLE_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
LINK = re.compile(r' href="(?P<path>[^"#]*)(?P<anchor>#[^"]*)?"')
ID = re.compile(r' id="([^"]+)"')
# For consumers that want numbers; the frame itself is as wide as it may be.
WIDTH = 900


def write_embeds(site: Path, site_url: str, name: str) -> None:
    """Write the page and the oEmbed file of every calculator whose own page the site has.

    Raises BuildError when the calculator is not on its page.
    """
    for key, calculator, page in _pages(site):
        text = page.read_text("utf-8")
        found = BLOCK.search(text)
        if not found or f'name="{key}"' not in found[0].partition(">")[0]:
            raise BuildError(f"{page.relative_to(site)}: expected the calculator {key} first on its own page")
        target = site / FOLDER / key / "index.html"
        target.parent.mkdir(parents=True)
        sheets = [_way(page.parent / address, target) for address in map(unescape, STYLE_SHEET.findall(text))]
        block = _with_links(found[0], page, target)
        html = _page(calculator, block, sheets, _way(page.parent, target), _folder(site, page), site_url, name)
        target.write_text(html, encoding="utf-8", newline="\n")
        answer = json.dumps(_oembed(key, calculator, site_url, name), ensure_ascii=False, indent=1)
        target.with_name(OEMBED).write_text(f"{answer}\n", encoding="utf-8", newline="\n")


def discovery(source: str, site_url: str) -> Iterator[tuple[str, str]]:
    """Yield the title and the address of the oEmbed file of the calculators whose own page has this source path."""
    for key, calculator in catalog().items():
        if calculator.page == source:
            yield calculator.title, f"{site_url}{FOLDER}/{key}/{OEMBED}"


def _pages(site: Path) -> Iterator[tuple[str, Calculator, Path]]:
    for key, calculator in catalog().items():
        page = site / calculator.page.removesuffix(".md") / "index.html"
        if page.exists():
            yield key, calculator, page


def _with_links(block: str, page: Path, target: Path) -> str:
    """Return a block of a page whose links lead from another page to where they led from its own."""
    inside = set(ID.findall(block))

    def link(found: re.Match[str]) -> str:
        path, anchor = found["path"], found["anchor"] or ""
        if ":" in path.partition("/")[0] or (not path and anchor.removeprefix("#") in inside):
            return found[0]
        end = "/" if not path or path.endswith("/") else ""
        return f' href="{_way(page.parent / path, target)}{end}{anchor}"'

    return LINK.sub(link, block)


def _way(target: Path, page: Path) -> str:
    return os.path.relpath(target, page.parent).replace(os.sep, "/")


def _folder(site: Path, page: Path) -> str:
    return page.parent.relative_to(site).as_posix()


def _page(
    calculator: Calculator, block: str, sheets: list[str], way: str, folder: str, site_url: str, name: str
) -> str:
    """Return the page in a frame; ``way`` leads to the calculator's own page, whose folder is ``folder``.

    Search engines list the canonical page instead, which says the same and more.
    """
    up = "../" * 2
    styles = "".join(f'<link rel="stylesheet" href="{escape(sheet)}">\n' for sheet in sheets)
    title = escape(calculator.title)
    return f"""<!doctype html>
<html lang="en" data-md-color-scheme="default" data-md-color-primary="custom" data-md-color-accent="custom">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<meta name="description" content="{title}: the calculator alone, for a frame in another page.">
<link rel="canonical" href="{escape(site_url)}{folder}/">
<link rel="icon" href="{up}assets/icon.svg" type="image/svg+xml">
<base target="_blank">
<script>{EARLY}</script>
{styles}</head>
<body class="embed">
<main class="md-typeset">
<h1 class="unseen">{title}</h1>
<h2 class="unseen">Calculator</h2>
{block}
<p class="embed-source">From {escape(name)}: <a href="{way}/">{title}, with all sources</a></p>
</main>
<script src="{up}assets/scripts/embed.mjs" type="module"></script>
</body>
</html>
"""


def _oembed(key: str, calculator: Calculator, site_url: str, name: str) -> Mapping[str, object]:
    picture = f"{site_url}assets/previews/{calculator.page.removesuffix('.md')}.png"
    return {
        "version": "1.0",
        "type": "rich",
        "title": calculator.title,
        "provider_name": name,
        "provider_url": site_url,
        "html": frame(key, calculator, site_url),
        "width": WIDTH,
        "height": HEIGHT,
        "thumbnail_url": picture,
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
