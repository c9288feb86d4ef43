"""The steps that add to a built site what other sites and programs read, one after the other."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scripts.publishing.anchors import INVENTORY, Addresses, published_addresses, recorded, refuse_lost
from scripts.publishing.contents import Document, documents
from scripts.publishing.embeds import write_embeds
from scripts.publishing.feed import write_feed
from scripts.publishing.inventory import write_inventory
from scripts.publishing.last_checked import report_due, show_last_checked
from scripts.publishing.links_json import write_links
from scripts.publishing.markdown_pages import write_list, write_markdown_pages
from scripts.publishing.metadata import write_metadata
from scripts.publishing.not_found import write_not_found
from scripts.publishing.pictures import draw_pictures
from scripts.publishing.redirects import FILE, leave_old_names, read_moves, titles, write_redirects

# What stands beside the docs folder and says which links must hold.
SOURCES = (INVENTORY, FILE)


def add_what_others_read(site: Path, docs: Path, site_url: str, settings: Mapping[str, Any]) -> list[Document]:
    """Add links that hold, and everything that machines read, to a site whose pages are built, and return its pages.

    The inventory and the redirects are those beside the docs folder.
    Raises BuildError when a published address would be lost, or a redirect leads nowhere.
    """
    name, about = str(settings["site_name"]), str(settings["site_description"])
    published = documents(site, docs)
    addresses = addresses_of(published, docs)
    refuse_lost(addresses)
    write_links(site, site_url, published)
    write_inventory(site, name, published, addresses, titles(published))
    write_feed(site, site_url, name, published)
    write_list(site, site_url, name, about, published)
    write_embeds(site, site_url, name)
    add_to_pages(site, docs, site_url, name, published, published)
    tabs, below = settings["extra"]["tabs"], settings["extra"]["below"]
    write_not_found(site, site_url, published, [*(folder for folders in tabs.values() for folder in folders), *below])
    write_redirects(site, site_url, published, addresses)
    for line in report_due(published, datetime.now(UTC).date()):
        print(line, flush=True)
    return published


def add_to_pages(
    site: Path, docs: Path, site_url: str, name: str, pages: Sequence[Document], published: Sequence[Document]
) -> None:
    """Add what stands on or beside each page to these pages of all that are published.

    Raises BuildError when an address that was published would be lost.
    """
    addresses = addresses_of(published, docs)
    refuse_lost(addresses)
    write_markdown_pages(site_url, docs, pages, published)
    draw_pictures(site, name, pages)
    write_metadata(site, site_url, name, pages, published)
    show_last_checked(pages)
    leave_old_names(pages, published, addresses)


def addresses_of(published: Sequence[Document], docs: Path) -> Addresses:
    """Return where links may lead when these pages are published.

    Raises BuildError as ``read_moves`` does.
    """
    return Addresses(
        current=frozenset(published_addresses(published)),
        known=frozenset(recorded(docs.parent / INVENTORY)),
        moved=read_moves(docs.parent / FILE),
    )
