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
from collections.abc import Buffer, Callable, Generator, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

from calculators.arrivals import take_in
from calculators.bridge.files import WORKBOOK, WORKBOOK_TYPE, workbook_file, written
from calculators.bridge.opening import about, saved_file
from calculators.bridge.own_rows import folded, rows, saved_rows
from calculators.bridge.replies import Opened, all_contents, contents, refusal, refused
from calculators.bridge.telling import Telling, tell_against, told_against
from calculators.catalog import find, presented
from calculators.core import Calculator, InputError, InputErrors, Inputs, Progress
from calculators.core.changes import likely_change

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
# The last finished result, so that copying or saving an answer does not compute it again.
_last: dict[tuple[str, Inputs], Any] = {}


def arrived(name: str, packed: Buffer) -> None:
    """Take in what a calculator adds to what all share, and import it, so that its first question need not wait."""
    take_in(bytes(packed))
    if name in APART:
        import_module(f"{__name__}.{APART[name]}")
    else:
        find(name)


def answer(
    request: str, files: Mapping[str, Opened] = MappingProxyType({}), due: Callable[[], bool] = lambda: True
) -> Iterator[str]:
    """Yield the replies to a request: the first answer, progress, better answers, and last the finished one.

    ``files`` holds the contents of opened files by field; of several opened together pairs of path and contents.
    ``due`` says, whenever a result could be shown whole before it is finished, whether it is to be: what soon gets
    better is better written once.
    """
    try:
        asked = json.loads(request)
        name, calculator, inputs = _read(asked, files)
        answered = [key for key in calculator.questions if key in asked["inputs"]]
        yield from _answers(Telling(name, calculator, inputs, answered), due)
    except (InputErrors, InputError) as error:
        yield refusal(error)


def rehearse(name: str) -> Generator[str]:
    """Answer what a reader may well ask first, which is then answered several times as fast, and forget it.

    Yields the replies, which are nobody's, so that it can be left between any two.
    """
    if name in APART:
        return
    calculator = find(name)
    kept = told_against(name, calculator)
    try:
        yield from answer(json.dumps({"name": name, "inputs": likely_change(calculator.inputs)}), due=lambda: False)
    finally:
        tell_against(name, kept)


def _answers(telling: Telling, due: Callable[[], bool]) -> Iterator[str]:
    result, waits = None, False
    for step in telling.calculator.steps(telling.inputs):
        if isinstance(step, Progress):
            if waits and due():
                yield telling.whole(result)
                waits = False
            yield json.dumps({"state": "progress", "share": step.share, "doing": step.doing})
            continue
        if result is None:
            yield telling.first(step.result)
        result = step.result
        waits = True
    yield telling.whole(result)
    _last.clear()
    _last[telling.name, telling.inputs] = result
    yield json.dumps({"state": "finished"})


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
