"""Answers about decision papers; imported only when one is asked for. See ``calculators.bridge`` for the replies."""

import json
from binascii import b2a_base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from calculators.bridge.opening import opening_texts
from calculators.core import Calculator, InputError, InputErrors, Inputs, OpenedFiles, Progress, Table
from calculators.core.currency import DEFAULT, localized
from calculators.core.file_text import decode
from calculators.paper import Answered, Entry, LeftOut, Paper, Results, answers, document, plain, read
from calculators.show import links, paper_links
from calculators.show.documents import markdown, pages, word

# What was opened in place of one table: a file, or several with their paths.
type Files = bytes | OpenedFiles

FILE_NAME = "decision-paper"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {
    "html": ("html", "text/html"),
    "pasted": ("html", "text/html"),
    "markdown": ("md", "text/markdown"),
    "json": ("json", "application/json"),
    "docx": ("docx", _WORD),
}
# The last finished results of the paper that is open, so that a word that is typed computes none of them again.
_kept: Results = {}


def replies(request: Mapping[str, Any], files: Mapping[str, Files]) -> Iterator[dict[str, object]]:
    """Yield progress, and last the paper: its parts in their order, its link, and what became of each calculator."""
    try:
        paper = _paper(request, files)
    except InputErrors as refusal:
        yield refused(refusal)
        return
    found: Sequence[Answered | LeftOut] = []
    for step in answers(paper, _kept, request.get("missing", {})):
        if isinstance(step, Progress):
            yield {"state": "progress", "share": step.share, "doing": step.doing}
        else:
            found = step
    whole = document(paper, found, address_in(str(request.get("site", ""))))
    parts = pages.parts(whole)
    link, without = _link(found, paper)
    yield {
        "state": "paper",
        "parts": parts,
        "order": list(parts),
        "sheets": [part.id for part in whole.parts if part.new_sheet],
        "link": link if len(link) <= links.LONGEST else "",
        "link_length": len(link),
        "link_without": without,
        "left_out": {one.name: one.why for one in found if isinstance(one, LeftOut)},
    }


def file(request: Mapping[str, Any], files: Mapping[str, Files]) -> dict[str, object]:
    """Return the paper as a file of a kind, or a refusal."""
    try:
        paper = _paper(request, files)
        return written(str(request["form"]), paper, _found(paper, request), str(request.get("site", "")))
    except InputErrors as refusal:
        return refused(refusal)


def written(kind: str, paper: Paper, found: Sequence[Answered | LeftOut], site: str) -> dict[str, object]:
    """Return the paper as a file of a kind: its name, its media type, and its text or its bytes in base 64."""
    ending, media = KINDS[kind]
    about: dict[str, object] = {"state": "file", "name": f"{FILE_NAME}.{ending}", "type": media}
    if kind == "json":
        return {**about, "text": record(paper, found)}
    whole = document(paper, found, address_in(site))
    if kind == "docx":
        return {**about, "base64": b2a_base64(word.word(whole), newline=False).decode()}
    writers = {"html": pages.alone, "pasted": pages.pasted, "markdown": markdown.markdown}
    return {**about, "text": writers[kind](whole)}


def opened(request: Mapping[str, Any], files: Mapping[str, Files]) -> dict[str, object]:
    """Return the contents of a saved paper, or of a link, or a refusal."""
    try:
        content = paper_links.read_paper(request["link"]) if "link" in request else saved_paper(_one(files["saved"]))
        return {"state": "paper-opened", "paper": plain(read(content))}
    except InputErrors as refusal:
        return refused(refusal)
    except InputError as error:
        return refused(InputErrors([error]))


def _one(content: Files) -> bytes:
    assert isinstance(content, bytes)
    return content


def saved_paper(contents: bytes) -> object:
    """Return what a file of JSON that ``record`` wrote holds of a paper.

    Raises:
        InputError: it is not such a file.
    """
    expected = "a file of JSON that was saved from a decision paper"
    try:
        content = json.loads(decode(contents, "auto", "saved")[0])
    except (ValueError, RecursionError):
        raise InputError("saved", expected) from None
    if not isinstance(content, dict) or "paper" not in content:
        raise InputError("saved", expected)
    return content["paper"]


def record(paper: Paper, found: Sequence[Answered | LeftOut]) -> str:
    """Return a paper as JSON: its contents, which open it again, and what its calculators say.

    Tables of the reader's own are not repeated; each is named in the place of its rows.
    """
    by_name = {one.entry.name: one for one in found if isinstance(one, Answered)}
    entries = [_travelling(entry, by_name.get(entry.name)) for entry in paper.entries]
    said = [
        {
            "name": one.entry.name,
            "title": one.calculator.title,
            "headline": localized(one.answer.headline, one.currency),
            "figures": {each.name: localized(str(each.value), one.currency) for each in one.answer.figures},
        }
        for one in by_name.values()
    ]
    content = {"paper": plain(Paper(details=paper.details, entries=entries)), "answers": said}
    return json.dumps(content, indent=2, allow_nan=False, ensure_ascii=False) + "\n"


def _travelling(entry: Entry, one: Answered | None) -> Entry:
    """Return an entry with what may stand in a file; where it was not asked, with what was given as one line."""
    if one is None:
        texts = {name: value for name, value in entry.inputs.items() if isinstance(value, str) and "\n" not in value}
        # Only rows of the reader's own have several lines.
        return replace(entry, inputs=texts, without=[*entry.without, *(entry.inputs.keys() - texts.keys())])
    fields, lost = one.inputs.fields(), own_tables(one.calculator, one.inputs)
    as_assumed = {name: fields[name].text(getattr(one.inputs, name)) for name in one.answered}
    return replace(entry, inputs={**one.inputs.scenario(), **as_assumed}, version=one.calculator.version, without=lost)


def own_tables(calculator: Calculator, inputs: Inputs) -> list[str]:
    """Return the labels of the tables that hold rows of the reader's own."""
    fields = calculator.inputs.fields()
    return [
        field.label
        for name, field in fields.items()
        if isinstance(field, Table) and getattr(inputs, name) != field.basis.value
    ]


def _link(found: Sequence[Answered | LeftOut], paper: Paper) -> tuple[str, list[str]]:
    """Return the paper's link, and the titles of calculators that it has to leave out."""
    calculators, without = [], [one.title for one in found if isinstance(one, LeftOut)]
    for one in found:
        if isinstance(one, Answered):
            if own_tables(one.calculator, one.inputs):
                without.append(one.calculator.title)
                continue
            texts = opening_texts(one.inputs, one.answered)
            entry = {"name": one.entry.name, "inputs": texts, "version": one.calculator.version}
            calculators.append({**entry, "note": one.entry.note})
    content = {"details": paper.details.scenario(), "calculators": calculators}
    return paper_links.paper_fragment(content), without


def _paper(request: Mapping[str, Any], files: Mapping[str, Files]) -> Paper:
    """Return the paper of a request; an opened file stands under its calculator's name, a point and its field's."""
    paper = read(request["paper"])
    entries = []
    for entry in paper.entries:
        rows = {
            key.removeprefix(f"{entry.name}."): content
            for key, content in files.items()
            if key.startswith(f"{entry.name}.")
        }
        # Rows that are given anew bring back an answer that was saved without them.
        without = [] if rows else entry.without
        entries.append(replace(entry, inputs={**entry.inputs, **rows}, without=without))
    return Paper(details=paper.details, entries=entries)


def _found(paper: Paper, request: Mapping[str, Any]) -> Sequence[Answered | LeftOut]:
    *_, found = answers(paper, _kept, request.get("missing", {}))
    assert not isinstance(found, Progress)
    return found


def address_in(site: str) -> Callable[[Answered], str]:
    """Return what says where a calculator opens with the same inputs: nowhere, as long as the site is not known."""

    def address_of(one: Answered) -> str:
        page = links.published(one.calculator.page, site)
        texts = opening_texts(one.inputs, one.answered)
        return site and f"{page}{links.fragment(one.entry.name, texts, one.calculator.version)}"

    return address_of


def refused(refusal: InputErrors) -> dict[str, object]:
    """Return a refusal as a reply."""
    errors = {error.field: localized(error.sentence, DEFAULT) for error in refusal.errors}
    return {"state": "refused", "errors": errors, "offers": {}}
