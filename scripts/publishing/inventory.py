"""Writes ``objects.inv``, by which Sphinx and MkDocs sites link to ours by name.

A page is ``std:doc`` by its source path, ``decide/compare``; a part of it is ``std:label`` by that and its id with a
dot between, ``decide/compare.cost``. Names that moved stay, and lead to where the part is now.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scripts.publishing.anchors import Addresses
from scripts.publishing.contents import Document

HEADER = """# Sphinx inventory version 2
# Project: {project}
# Version: {version}
# The remainder of this file is compressed using zlib.
"""


def write_inventory(
    site: Path, project: str, published: Sequence[Document], addresses: Addresses, names: Mapping[str, str]
) -> None:
    """Write the inventory to the root of the site; ``names`` says what to call each address."""
    lines = sorted({*_now(published), *_before(addresses, names)})
    body = zlib.compress("".join(f"{line}\n" for line in lines).encode(), 9)
    (site / "objects.inv").write_bytes(HEADER.format(project=project, version="").encode() + body)


def _now(published: Sequence[Document]) -> Iterator[str]:
    for document in published:
        # Some readers take no empty address, so the home page is named by its heading.
        place = document.folder or f"#{document.heading.name if document.heading else ''}"
        yield f"{document.name} std:doc -1 {place} {document.title}"
        for part in document.parts:
            yield f"{label(document.name, part.name)} std:label -1 {document.folder}#{part.name} {part.title}"


def _before(addresses: Addresses, names: Mapping[str, str]) -> Iterator[str]:
    for old in addresses.old():
        new = addresses.destination(old) or "/"
        page, sign, part = old.strip("/").partition("#")
        # A page's old source may have been an index or not, so both names stay.
        for name in (page.strip("/"), f"{page.strip('/')}/index".strip("/")):
            role = "std:label" if sign else "std:doc"
            yield f"{label(name, part) if sign else name} {role} -1 {new.removeprefix('/')} {names[new]}"


def label(name: str, part: str) -> str:
    """Return what other sites call a part of a page."""
    return f"{name}.{part}"
