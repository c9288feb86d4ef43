"""The only name JavaScript knows: text in, text out, and the bytes of the files a reader opened.

A request is JSON: ``{"name": calculator, "inputs": {field: text}}``. A reply is JSON with a ``state``:

- ``answer``: ``parts`` (inner markup by part; first those that answer, then all), ``link`` (the fragment that opens
  the same inputs), ``scenario`` (what was answered or differs from the defaults, as text by field), ``known`` (what the
  answer adds to the scenario, as text and label by field), ``too_long`` (the tables that the link had to leave out,
  since it would be longer than a link may be), ``did`` (the one input that was changed, if it was one, and what it did
  to the first figure that moved) and ``rows`` (which fixed rows count);
- ``finished``: no better answer will follow;
- ``progress``: ``share`` from 0 to 1 and ``doing``;
- ``refused``: ``errors``, a sentence by field, and ``readings``, the two numbers that a text can mean, by field.

An answer and a refusal also have ``offers``: answers to choose from, by the field of words that takes them.

A decision paper is asked for with ``{"paper": contents, "site": address}``, see ``calculators.paper.contents``; its
replies are ``progress``, ``refused`` and

- ``paper``: ``parts`` (inner markup by part), ``order`` (the parts of now, in order), ``sheets`` (those that
  start on a new sheet), ``link`` (empty where it would be
  longer than a link may be), ``link_length``, ``link_without`` (calculators that the link leaves out), ``left_out``
  (a sentence by calculator);
- ``paper-opened``: ``paper``, the contents.

Pinned answers are compared by ``{"name": calculator, "pins": [...], "link": text}``; the replies are ``progress``,
``refused`` and

- ``compared``: ``pins`` (each with ``name``, ``inputs``, ``version`` and ``without``, to be kept), ``opens`` (for each
  what fills the form with it again, as text by field), ``markup`` (the inside of their panel) and ``link`` (what
  stands behind the given one for them).

What others paste to show an answer elsewhere comes as ``elsewhere``: ``forms``, a text by what it is called, and
``pictures``, each with ``name``, ``title`` and ``svg``.
"""

import json
from binascii import b2a_base64
from collections.abc import Buffer, Collection, Generator, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

from calculators.arrivals import take_in
from calculators.bridge.files import WORKBOOK, WORKBOOK_TYPE, workbook_file, written
from calculators.bridge.opening import about, opening_texts, saved_file
from calculators.bridge.own_rows import folded, rows, saved_rows
from calculators.bridge.replies import Opened, all_contents, contents, lists, refusal, refused
from calculators.catalog import find, outlines, presented
from calculators.core import Calculator, InputError, InputErrors, Inputs, Progress
from calculators.core.changes import State, change_told, differing, field_told, figures_told, likely_change
from calculators.core.currency import currency_of, localized
from calculators.show import answers
from calculators.show.markup import Markup, joined

__all__ = [
    "APART",
    "COMPARED",
    "ELSEWHERE",
    "PAPER",
    "answer",
    "arrived",
    "compared",
    "elsewhere",
    "file",
    "folded",
    "opened",
    "paper",
    "paper_file",
    "paper_opened",
    "rehearse",
    "rows",
    "saved_rows",
]

# What few readers ask for arrives as a calculator does, under these names; the module of each.
PAPER, ELSEWHERE, COMPARED = "paper", "elsewhere", "compared"
APART: Mapping[str, str] = {PAPER: "papers", ELSEWHERE: "show_elsewhere", COMPARED: "comparing"}
# To say what an answer changed: a calculator's state before that answer, and the last one it was asked about.
_states: dict[str, tuple[State, State]] = {}
# The last finished result, so that copying or saving an answer does not compute it again.
_last: dict[tuple[str, Inputs], Any] = {}


def arrived(name: str, packed: Buffer) -> None:
    """Take in what a calculator adds to what all share, and import it, so that its first question need not wait."""
    take_in(bytes(packed))
    if name in APART:
        import_module(f"{__name__}.{APART[name]}")
    else:
        find(name)


def answer(request: str, files: Mapping[str, Opened] = MappingProxyType({})) -> Iterator[str]:
    """Yield the replies to a request: the first answer, progress, better answers, and last the finished one.

    ``files`` holds the contents of opened files by field; of several opened together pairs of path and contents.
    """
    try:
        asked = json.loads(request)
        name, calculator, inputs = _read(asked, files)
        yield from _answers(name, calculator, inputs, [key for key in calculator.questions if key in asked["inputs"]])
    except (InputErrors, InputError) as error:
        yield refusal(error)


def rehearse(name: str) -> Generator[str]:
    """Answer what a reader may well ask first, which is then answered several times as fast, and forget it.

    Yields the replies, which are nobody's, so that it can be left between any two.
    """
    if name in APART:
        return
    calculator = find(name)
    kept = _told_against(name, calculator)
    try:
        yield from answer(json.dumps({"name": name, "inputs": likely_change(calculator.inputs)}))
    finally:
        _states[name] = kept


def _answers(name: str, calculator: Calculator, inputs: Inputs, answered: Collection[str]) -> Iterator[str]:
    result = None
    now: State | None = None
    told: dict[str, Markup] = {}
    written: answers.Written = {}
    did = ("", "")
    for step in calculator.steps(inputs):
        if isinstance(step, Progress):
            yield json.dumps({"state": "progress", "share": step.share, "doing": step.doing})
            continue
        shown = presented(calculator, inputs, step.result)
        # What a file says may come with a later step, and no sentence may then deny that it changed the answer.
        if now is None or (shown.figures, shown.headline) != (now.figures, now.headline):
            first = step.result if now is None else now.result
            now = State(inputs=inputs, answered=answered, result=first, figures=shown.figures, headline=shown.headline)
            words, did = _change(name, calculator, now)
            told = {"changed": joined(words)}
        result = step.result
        facts = {
            **about(name, calculator, inputs, answered),
            "known": {one.name: {"text": one.text, "label": one.label} for one in shown.known},
            "did": [did[0], localized(did[1], currency_of(inputs))],
            "rows": lists(shown.rows),
            "offers": lists(shown.offers),
        }
        travelling = {**{one.name: one.text for one in shown.known}, **opening_texts(inputs, answered)}
        # What answers the question leaves first: writing what explains it takes longer than computing it.
        yield _answer(inputs, {**answers.first_parts(name, shown), **told}, facts)
        whole = answers.parts(name, shown, outlines(), travelling, before=written)
        yield _answer(inputs, {**whole, **told}, facts)
    _last.clear()
    _last[name, inputs] = result
    yield json.dumps({"state": "finished"})


def _change(name: str, calculator: Calculator, now: State) -> tuple[str, tuple[str, str]]:
    """Return what the last answer changed, in a sentence and at the one field that did it.

    While one answer is tried in several ways, it is told against the state before it.
    """
    before, last = _told_against(name, calculator)
    if differing(last, now) not in ([], differing(before, last)):
        before = last
    _states[name] = before, now
    did = field_told(before, now)
    if calculator.changed:
        return change_told(before, now, calculator.changed(before.result, now.result)), did
    return figures_told(before, now), did


def _told_against(name: str, calculator: Calculator) -> tuple[State, State]:
    """Return the state before the last answer and that answer's own: at first what a page shows untouched."""
    if name not in _states:
        usual = calculator.inputs()
        first = calculator.first(usual)
        shown = presented(calculator, usual, first)
        untouched = State(inputs=usual, answered=(), result=first, figures=shown.figures, headline=shown.headline)
        _states[name] = untouched, untouched
    return _states[name]


def _answer(inputs: Inputs, parts: Mapping[str, Markup | None], facts: Mapping[str, object]) -> str:
    code = currency_of(inputs)
    written = {part: None if markup is None else localized(markup, code) for part, markup in parts.items()}
    return json.dumps({"state": "answer", "parts": written, **facts})


def opened(request: str, files: Mapping[str, Buffer]) -> str:
    """Return what a calculator knows of saved inputs or a saved scenario, as text by field.

    The request has ``name``; the contents stand in ``files`` under ``saved``. The reply is JSON with ``state``
    "opened", ``inputs`` and ``left_out`` (names that this calculator does not have), or a refusal. A file of pinned
    answers gives ``pins``, to be compared, in their place.
    """
    name = json.loads(request)["name"]
    calculator = find(name)
    try:
        content = saved_file(calculator, bytes(files["saved"]))
        if content.keys() == {"calculator", "pins"}:
            if content["calculator"] != name:
                raise InputError(
                    "calculator", f"answers pinned on “{calculator.title}”", str(content["calculator"])[:60]
                )
            return json.dumps({"state": "opened", "pins": content["pins"]})
        inputs, left_out = calculator.inputs.taking(content)
    except (InputErrors, InputError) as error:
        return refusal(error)
    return json.dumps({"state": "opened", "inputs": inputs.scenario(), "left_out": left_out})


def paper(request: str, files: Mapping[str, Opened] = MappingProxyType({})) -> Iterator[str]:
    """Yield progress and last the decision paper of a request; ``files`` by a calculator's name, a point, a field's."""
    # Only who asks for a paper needs what writes one.
    from calculators.bridge import papers

    yield from map(json.dumps, papers.replies(json.loads(request), all_contents(files)))


def paper_file(request: str, files: Mapping[str, Opened] = MappingProxyType({})) -> str:
    """Return a decision paper as a file; the request also has ``form``: one of ``papers.KINDS``."""
    from calculators.bridge import papers

    return json.dumps(papers.file(json.loads(request), all_contents(files)))


def paper_opened(request: str, files: Mapping[str, Opened] = MappingProxyType({})) -> str:
    """Return the contents of a saved paper (``files`` has ``saved``) or of a ``link``, or a refusal."""
    from calculators.bridge import papers

    return json.dumps(papers.opened(json.loads(request), all_contents(files)))


def _read(request: dict[str, Any], files: Mapping[str, Opened]) -> tuple[str, Calculator, Inputs]:
    calculator = find(request["name"])
    given = {**request["inputs"], **{name: contents(content) for name, content in files.items()}}
    return request["name"], calculator, calculator.inputs.parse(given)


def file(request: str, files: Mapping[str, Opened] = MappingProxyType({})) -> str:
    """Return the answer to a request as a file: JSON with ``name``, ``type`` and ``text``, or a refusal.

    The request also has ``kind``: "markdown", "csv", "json", "xlsx" or one of the calculator's downloads; ``site``
    is the handbook's address, for links. A workbook stands in ``base64`` in the place of ``text``.
    """
    asked = json.loads(request)
    try:
        name, calculator, inputs = _read(asked, files)
    except (InputErrors, InputError) as error:
        return refusal(error)
    result = _last.get((name, inputs)) or calculator.finished(inputs)
    if asked["kind"] == WORKBOOK:
        packed = b2a_base64(workbook_file(calculator, inputs, result), newline=False).decode()
        return json.dumps({"state": "file", "name": f"{name}.{WORKBOOK}", "type": WORKBOOK_TYPE, "base64": packed})
    answered = [key for key in calculator.questions if key in asked["inputs"]]
    text, ending, kind = written(
        asked["kind"], name, calculator, inputs, result, answered=answered, site=asked.get("site", "")
    )
    title = asked["kind"] if asked["kind"] in calculator.downloads else name
    return json.dumps({"state": "file", "name": f"{title}.{ending}", "type": kind, "text": text})


def compared(request: str, files: Mapping[str, Opened] = MappingProxyType({})) -> Iterator[str]:
    """Yield progress and last pinned answers side by side; ``files`` by a pin's number, a point, a field's name."""
    asked = json.loads(request)
    if missing := asked.get("missing"):
        yield refused(missing)
        return
    from calculators.bridge import comparing

    name = asked["name"]
    try:
        calculator, given = find(name), asked["pins"]
        yield from map(
            json.dumps, comparing.replies(name, calculator, given, asked["link"], all_contents(files), dict(_last))
        )
    except (InputErrors, InputError) as error:
        yield refusal(error)


def elsewhere(request: str, files: Mapping[str, Opened] = MappingProxyType({})) -> str:
    """Return how an answer is shown elsewhere, or a refusal; the request also has ``site``, the handbook's address."""
    asked = json.loads(request)
    if missing := asked.get("missing"):
        return refused(missing)
    from calculators.bridge import show_elsewhere

    try:
        name, calculator, inputs = _read(asked, files)
    except (InputErrors, InputError) as error:
        return refusal(error)
    result = _last.get((name, inputs)) or calculator.finished(inputs)
    answered = [key for key in calculator.questions if key in asked["inputs"]]
    link = str(about(name, calculator, inputs, answered)["link"])
    shown = presented(calculator, inputs, result)
    return json.dumps(show_elsewhere.reply(name, calculator, inputs, shown, asked["site"], link))
