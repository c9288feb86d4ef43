"""Keeps every address that was ever published leading somewhere.

``anchors.txt`` lists them all: a page as ``/decide/compare/``, a part of it as ``/decide/compare/#cost``. Lines are
only ever added, by ``python3 scripts/record_links.py``. An address that is on no page any more needs an entry in
``redirects.toml``, or nothing is built.
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.machine.errors import BuildError
from scripts.publishing.contents import Document

INVENTORY = "anchors.txt"


def published_addresses(published: Iterable[Document]) -> set[str]:
    """Return the address of every page and of every part of one, from the site's own folder."""
    found = set()
    for document in published:
        page = f"/{document.folder}"
        found |= {page, *(f"{page}#{part.name}" for part in document.parts)}
    return found


def recorded(inventory: Path) -> list[str]:
    """Return every address ever published; none where there is no inventory."""
    if not inventory.exists():
        return []
    return [line for line in inventory.read_text("utf-8").splitlines() if line and not line.startswith("//")]


def record(inventory: Path, current: Iterable[str]) -> list[str]:
    """Add the current addresses to the inventory, never removing one, and return those that were new."""
    known = set(recorded(inventory))
    new = sorted(set(current) - known)
    lines = [
        "// Every address ever published. Never edit: python3 scripts/record_links.py adds the new ones.",
        *sorted(known | set(new)),
    ]
    inventory.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return new


@dataclass(frozen=True)
class Addresses:
    """Where links may lead: what is published now, all that ever was, and where what moved is now."""

    current: frozenset[str]
    known: frozenset[str] = frozenset()
    moved: Mapping[str, str] = field(default_factory=dict)

    def old(self) -> list[str]:
        """Return, in order, what was published or is listed as moved and is published no more."""
        return sorted({*self.known, *self.moved} - self.current)

    def destination(self, old: str) -> str | None:
        """Return where an address leads now: itself, where it moved to (in several moves, perhaps), or nowhere.

        A part of a page that moved is looked for under the same name on the new page.
        Raises BuildError when moves lead in a circle.
        """
        address, seen = old, set()
        while address not in self.current:
            if address in seen:
                raise BuildError(f"redirects.toml: {old} leads in a circle")
            seen.add(address)
            page, _, name = address.partition("#")
            if address in self.moved:
                address = self.moved[address]
            elif name and page in self.moved:
                address = f"{self.moved[page].partition('#')[0]}#{name}"
            else:
                return None
        return address


def refuse_lost(addresses: Addresses) -> None:
    """Refuse to publish while an address that people may have linked leads nowhere.

    Raises BuildError with the lines to add to redirects.toml, or naming an entry that is not needed.
    """
    for old in sorted(addresses.moved):
        if old in addresses.current:
            raise BuildError(f"redirects.toml: {old} is still published; take the entry away, or the address")
    lost = [old for old in addresses.old() if addresses.destination(old) is None]
    if lost:
        lines = "\n".join(f'"{old}" = "{_likely(old, addresses)}"' for old in lost)
        raise BuildError(
            "These published addresses lead nowhere any more. Put them back, or say under [moved] in redirects.toml"
            f" where each leads now (what stands on the right is a guess; check it):\n{lines}"
        )


def _likely(lost: str, addresses: Addresses) -> str:
    page, sign, name = lost.partition("#")
    page = (addresses.destination(page) or "").partition("#")[0]
    beside = sorted(each.partition("#")[2] for each in addresses.current if page and each.startswith(f"{page}#"))
    elsewhere = sorted(each for each in addresses.current if sign and each.endswith(f"#{name}"))
    close = [f"{page}#{each}" for each in difflib.get_close_matches(name, beside, n=1)] or elsewhere[:1]
    return close[0] if close else (page or "/")
