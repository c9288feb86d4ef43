"""Writes the files that readers take away: the calculators' blank forms, and the texts of pages as documents.

A calculator names its forms. A page names a document by a link, `[Take it away](site:files/NAME.docx)`, and the block
of text that follows at once is what the document says, so there is one copy of the words.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from calculators.catalog import catalog
from calculators.show.workbooks import workbook
from scripts.machine.errors import BuildError
from scripts.publishing.documents import document

FOLDER = "files"
_DOCUMENT = re.compile(rf"\]\(site:{FOLDER}/([a-z0-9-]+\.docx)\)")
# The block of text stands right behind the link's paragraph, or under a heading of its own.
_BLOCK = re.compile(r"[^\n]*\n(?:[ \t]*\n|#[^\n]*\n)*```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def write_files(site: Path, docs: Path) -> None:
    """Write all forms and documents into one folder of the site.

    Raises BuildError when two of them have one name, or a page names a document and has no text for it.
    """
    for name, contents in files(docs).items():
        target = site / FOLDER / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(contents)


def files(docs: Path) -> dict[str, bytes]:
    """Return all forms and documents by the name of their file.

    Raises BuildError as ``write_files`` does.
    """
    found: dict[str, bytes] = {}
    for name, contents in [*_forms(), *_documents(docs)]:
        if name in found:
            raise BuildError(f"Two files to take away are called {name}")
        found[name] = contents
    return found


def _forms() -> Iterator[tuple[str, bytes]]:
    for calculator in catalog().values():
        for name, make in calculator.forms.items():
            yield f"{name}.xlsx", workbook(make())


def _documents(docs: Path) -> Iterator[tuple[str, bytes]]:
    found: dict[str, str] = {}
    for page in sorted(docs.rglob("*.md")):
        text = page.read_text("utf-8")
        for link in _DOCUMENT.finditer(text):
            block = _BLOCK.match(text, link.end())
            # Other pages may link to the document too; the one with its text says what is in it.
            said = block[1] if block else ""
            if said and found.get(link[1]):
                raise BuildError(f"{page.relative_to(docs)}: another page has a text for {link[1]} too")
            found[link[1]] = said or found.get(link[1], "")
    if empty := sorted(name for name, text in found.items() if not text):
        raise BuildError(f"No page has a block of text for {', '.join(empty)}")
    for name, text in found.items():
        yield name, document(text)
