"""The page for addresses that lead nowhere: it says so, and offers the main ways and every page there is.

All stands in the page, with addresses from the root of the host since it is shown at any depth, so that it helps
without a script too. A script brings the pages to the top whose addresses are nearest to the one that was asked for.
"""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from scripts.machine.errors import BuildError
from scripts.publishing.contents import Document

PAGE = "404.html"
THEIRS = "<h1>404 - Not found</h1>"
OURS = "There is no page at this address"


def write_not_found(site: Path, site_url: str, documents: Sequence[Document], order: Sequence[str]) -> None:
    """Fill the theme's page for addresses that lead nowhere; a site without one is left as it is.

    The main ways stand in the order of those folders, which is that of the tabs; the first pages come before.

    Raises BuildError when the theme writes another page than the one that was to be filled.
    """
    if not (site / PAGE).exists():
        return
    text = (site / PAGE).read_text("utf-8")
    if THEIRS not in text:
        raise BuildError(f"{PAGE}: {THEIRS} is not in it. Look at what the theme writes now, and change not_found.py")
    root = urlsplit(site_url).path or "/"
    text = text.replace(THEIRS, content(root, documents, order)).replace("<title>", f"<title>{OURS} - ", 1)
    (site / PAGE).write_text(text, encoding="utf-8", newline="\n")


def content(root: str, documents: Sequence[Document], order: Sequence[str]) -> str:
    """Return what stands on the page: the first page of each section, then all pages."""
    # Whoever keeps the handbook decides which folders there are.
    places = {f"{folder}/": place for place, folder in enumerate(order)}
    main = [page for page in documents if page.folder.count("/") <= 1]
    main.sort(key=lambda page: places.get(page.folder, -1))
    return f"""<h1 id="no-such-page">{OURS}</h1>
<p>The address may be misspelt, or the page may have moved before its address was promised to last.</p>
<div class="not-found" data-root="{escape(root)}">
<div class="not-found-near" hidden><h2 id="near">You may have meant</h2><ul></ul>
<p><button type="button" class="md-button">Search the handbook</button></p></div>
<h2 id="main-ways">The main ways</h2>
{_list(root, main)}
<details class="not-found-all"><summary>Every page there is</summary>
{_list(root, documents)}
</details>
</div>"""


def _list(root: str, documents: Iterable[Document]) -> str:
    lines = (f'<li><a href="{escape(root + page.folder)}">{escape(page.title)}</a></li>' for page in documents)
    return f"<ul>{''.join(lines)}</ul>"
