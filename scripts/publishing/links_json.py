"""Writes ``links.json``: everything that can be linked, for programs; ``links.schema.json`` describes it."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.publishing.contents import Document
from scripts.publishing.inventory import label


def write_links(site: Path, site_url: str, published: Sequence[Document]) -> None:
    """Write the list to the root of the site."""
    found = {"site": site_url, "links": [entry for document in published for entry in _entries(document, site_url)]}
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    (site / "links.json").write_text(text, encoding="utf-8", newline="\n")


def _entries(document: Document, site_url: str) -> Iterator[dict[str, str | None]]:
    shared = {
        "page": document.title,
        "last_checked": document.checked.isoformat() if document.checked else None,
    }
    address = f"{site_url}{document.folder}"
    yield {
        "id": document.name,
        "kind": "page",
        "title": document.title,
        "address": address,
        "description": document.description,
        **shared,
    }
    for part in document.parts:
        yield {
            "id": label(document.name, part.name),
            "kind": "heading" if part.kind == "page" else part.kind,
            "title": part.title,
            "address": f"{address}#{part.name}",
            "description": part.summary() or document.description,
            **shared,
        }
