"""Writes each page as Markdown beside it, and ``llms.txt``, which lists them for programs that read text.

What our own extensions draw is written out: a calculator as its inputs, defaults and default answer, a figure with
its source, a checklist as a list, a control with all that is known of it. Links lead to the pages themselves.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from mkdocs.utils.meta import get_data

from calculators.catalog import catalog
from calculators.facts import Fact, all_facts, fact
from calculators.show.memos import memo
from scripts.markdown.control_reference import as_markdown as controls_as_markdown
from scripts.markdown.control_reference import with_controls
from scripts.markdown.fact_reference import cited, home, written
from scripts.markdown.method_reference import as_markdown as methods_as_markdown
from scripts.markdown.picture import as_markdown as picture_as_markdown
from scripts.publishing.contents import Document

# In front of an address that is given from the site's root.
FROM_ROOT = "site:"
FENCE = re.compile(r"^[ \t]*(```+|~~~+)")
HEADING = re.compile(r"^(#{1,6} .+?)[ \t]*\{[#:.][^}]*\}[ \t]*$")
# At the start of an item the space behind goes too.
ATTRIBUTES = re.compile(r"(?<=[-*] )\{[#:.][^}\n]*\}[ \t]*|\{[#:.][^}\n]*\}")
WRAPPER = re.compile(r"^</?div\b[^>]*>\s*$")
FACT = re.compile(r"\{fact ([a-z0-9_]+)(?: (range|number))?\}")
LINK = re.compile(r"(?<=\]\()(?!https?:|mailto:)([^)\s#]*)(#[^)\s]*)?(?=[\s)])")
ADMONITION = re.compile(r'^!!! \w+(?: "(.*)")?$')
BLOCK = re.compile(r"^/// (\w+)(?: \| (.+))?$")
_SECTION = "\n#### "
_LAST_LINE = "\nModel "
OPTION = re.compile(r"^    (\w+): *(.+)$")


def write_markdown_pages(site_url: str, docs: Path, pages: Sequence[Document], published: Sequence[Document]) -> None:
    """Write these pages of all that are published as ``index.md``, each beside the page."""
    folders = {str(document.source): document.folder for document in published}
    for document in pages:
        body, _ = get_data((docs / document.source).read_text("utf-8"))
        address = partial(_address, source=str(document.source), folders=folders, site_url=site_url)
        text = as_markdown(body, address)
        head = f"<!-- {site_url}{document.folder} -->\n\n"
        document.file.with_name("index.md").write_text(head + text, encoding="utf-8", newline="\n")


def write_list(site: Path, site_url: str, name: str, about: str, published: Sequence[Document]) -> None:
    """Write the list of all pages to the root of the site."""
    (site / "llms.txt").write_text(_list(site_url, name, about, published), encoding="utf-8", newline="\n")


def _address(path: str, source: str, folders: Mapping[str, str], site_url: str) -> str:
    if path.startswith(FROM_ROOT):
        return site_url + path.removeprefix(FROM_ROOT)
    base = posixpath.join("/", posixpath.dirname(source))
    target = posixpath.normpath(posixpath.join(base, path)).removeprefix("/") if path else source
    return site_url + folders.get(target, target)


def as_markdown(body: str, address: Callable[[str], str]) -> str:
    """Return a page's body in Markdown that needs no extension.

    ``address`` turns a source path as a link has it into an address; an empty one is the page's own.
    """
    source = list(with_controls(body.splitlines()))
    lines = [plain for line in _blocks_written_out(source, address) for plain in line.splitlines() or [""]]
    result: list[str] = []
    for fenced, line in _with_fences(lines):
        if fenced:
            result.append(line)
        elif not WRAPPER.match(line):
            result.append(_plain(line, address))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(result)).strip() + "\n"


def _with_fences(lines: Sequence[str]) -> Iterator[tuple[bool, str]]:
    fence = ""
    for line in lines:
        found = FENCE.match(line)
        if found and not fence:
            fence = found[1]
            yield True, line
        elif fence:
            yield True, line
            if line.strip() == fence:
                fence = ""
        else:
            yield False, line


def _plain(line: str, address: Callable[[str], str]) -> str:
    line = HEADING.sub(r"\1", line)
    line = ATTRIBUTES.sub("", line)
    line = FACT.sub(lambda found: _quoted(fact(found[1]), found[1], found[2] or "", address), line)
    return LINK.sub(lambda found: address(found[1]) + (found[2] or ""), line)


def _quoted(figure: Fact, key: str, form: str, address: Callable[[str], str]) -> str:
    page, _, anchor = home(key).partition("#")
    return f"{written(figure, form)} [({cited(figure)})]({address(page)}#{anchor})"


def _blocks_written_out(lines: Sequence[str], address: Callable[[str], str]) -> Iterator[str]:
    marked = list(_with_fences(lines))
    place = 0
    while place < len(marked):
        fenced, line = marked[place]
        place += 1
        block, admonition = BLOCK.match(line), ADMONITION.match(line)
        if fenced or not (block or admonition or line == "///"):
            yield line
        elif block:
            options = {}
            while place < len(marked) and (option := OPTION.match(marked[place][1])):
                options[option[1]] = option[2]
                place += 1
            yield _block(block[1], block[2] or "", options, address)
        elif admonition:
            yield f"> **{admonition[1] or 'Note'}**\n>"
            while place < len(marked) and re.match(r"    |$", marked[place][1]):
                yield f"> {marked[place][1].strip()}".rstrip()
                place += 1
            yield ""


def _block(kind: str, argument: str, options: dict[str, str], address: Callable[[str], str]) -> str:
    if kind == "calculator":
        return calculator_as_markdown(argument, options.get("preset", ""), options.get("show", ""), address)
    if kind == "figures":
        return _figures(argument)
    if kind == "controls":
        return controls_as_markdown(argument.strip())
    if kind == "methods":
        return methods_as_markdown(argument.strip(), address)
    if kind == "picture":
        return picture_as_markdown(argument.strip(), address)
    # A checklist's items are a list already, and a paper is empty until there are answers; anything folded is shown.
    return "" if kind in {"checklist", "paper"} else f"**{argument}**"


def calculator_as_markdown(name: str, preset: str, show: str, address: Callable[[str], str]) -> str:
    """Return a calculator with its inputs, their defaults and the answer to them, or just the answer in short."""
    page = address(f"/{catalog()[name].page}")
    text = re.sub(r"^#", "###", _memo(name, preset), flags=re.MULTILINE)
    if show:
        return f"{text.partition(_SECTION)[0].strip()}\n\n[All inputs and the whole answer]({page}#{name})"
    # The last line names the inputs for the clipboard; here the link does.
    return f"{text.rpartition(_LAST_LINE)[0].strip()}\n\n[The calculator itself]({page}#{name})"


@cache
def _memo(name: str, preset: str) -> str:
    calculator = catalog()[name]
    inputs = calculator.inputs.parse(calculator.presets[preset].inputs) if preset else calculator.inputs()
    return memo(name, calculator, inputs, calculator.present(inputs, calculator.finished(inputs)))


def _figures(topic: str) -> str:
    lines = ["| Key | Figure | Value | Range | Source | Year | Confidence |", "|---|---|---|---|---|---|---|"]
    for key, figure in all_facts()[topic].items():
        source = f"[{figure.source}]({figure.url})" if figure.url.startswith("http") else figure.source
        spread = written(figure, "range") if figure.low != figure.high else "-"
        cells = [key, figure.description, written(figure), spread, f"{source}, {figure.publisher}", figure.year]
        cells.append(figure.confidence + ("" if figure.status == "current" else f", {figure.status}"))
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines)


def _list(site_url: str, name: str, about: str, published: Sequence[Document]) -> str:
    lines = [f"# {name}", "", f"> {about}", ""]
    lines += [f"Everything that can be linked, as data: [links.json]({site_url}links.json).", ""]
    sections: dict[str, list[Document]] = {}
    for document in published:
        sections.setdefault(document.folder.partition("/")[0], []).append(document)
    for inside in sections.values():
        # The first is the section's own page.
        lines += [f"## {inside[0].title}", ""]
        for document in inside:
            about_it = f": {document.description}" if document.description else ""
            lines.append(f"- [{document.title}]({site_url}{document.folder}index.md){about_it}")
        lines.append("")
    return "\n".join(lines)
