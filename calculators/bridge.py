"""The only name JavaScript knows: text in, text out, and the bytes of the files a reader opened.

A request is JSON: ``{"name": calculator, "inputs": {field: text}}``. A reply is JSON with a ``state``:

- ``answer``: ``parts`` (inner markup by part; first those that answer, then all) and ``link`` (the fragment that opens
  the same inputs);
- ``finished``: no better answer will follow;
- ``progress``: ``share`` from 0 to 1 and ``doing``;
- ``refused``: ``errors``, a sentence by field.
"""

import json
from collections.abc import Buffer, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from calculators.catalog import catalog, find
from calculators.core import Calculator, InputError, InputErrors, Inputs, Progress
from calculators.show import answers, links, memos, records, tables

# The last finished result, so that copying or saving an answer does not compute it again.
_last: dict[tuple[str, Inputs], Any] = {}


def answer(request: str, files: Mapping[str, Buffer] = MappingProxyType({})) -> Iterator[str]:
    """Yield the replies to a request: the first answer, progress, better answers, and last the finished one.

    ``files`` holds the contents of opened files by field.
    """
    try:
        name, calculator, inputs = _read(json.loads(request), files)
        yield from _answers(name, calculator, inputs)
    except InputErrors as refusal:
        yield _refused({error.field: error.sentence for error in refusal.errors})
    except InputError as error:
        yield _refused({error.field: error.sentence})


def _answers(name: str, calculator: Calculator, inputs: Inputs) -> Iterator[str]:
    result = None
    for step in calculator.steps(inputs):
        if isinstance(step, Progress):
            yield json.dumps({"state": "progress", "share": step.share, "doing": step.doing})
            continue
        result = step
        shown = calculator.present(inputs, result)
        link = links.fragment(name, inputs.changed(), calculator.version)
        # What answers the question leaves first: writing what explains it takes longer than computing it.
        yield json.dumps({"state": "answer", "parts": answers.first_parts(shown), "link": link})
        yield json.dumps({"state": "answer", "parts": answers.parts(name, shown, catalog()), "link": link})
    _last.clear()
    _last[name, inputs] = result
    yield json.dumps({"state": "finished"})


def _refused(errors: dict[str, str]) -> str:
    return json.dumps({"state": "refused", "errors": errors})


def _read(request: dict[str, Any], files: Mapping[str, Buffer]) -> tuple[str, Calculator, Inputs]:
    calculator = find(request["name"])
    given = {**request["inputs"], **{name: bytes(content) for name, content in files.items()}}
    return request["name"], calculator, calculator.inputs.parse(given)


def file(request: str, files: Mapping[str, Buffer] = MappingProxyType({})) -> str:
    """Return the answer to a request as a file: JSON with ``name``, ``type`` and ``text``, or a refusal.

    The request also has ``kind``: "markdown", "csv", "json" or one of the calculator's downloads.
    """
    asked = json.loads(request)
    try:
        name, calculator, inputs = _read(asked, files)
    except InputErrors as refusal:
        return _refused({error.field: error.sentence for error in refusal.errors})
    except InputError as error:
        return _refused({error.field: error.sentence})
    result = _last.get((name, inputs)) or calculator.finished(inputs)
    text, ending, kind = written(asked["kind"], name, calculator, inputs, result)
    title = asked["kind"] if asked["kind"] in calculator.downloads else name
    return json.dumps({"state": "file", "name": f"{title}.{ending}", "type": kind, "text": text})


def written(kind: str, name: str, calculator: Calculator, inputs: Inputs, result: object) -> tuple[str, str, str]:
    """Return a finished result as text, with the file's ending and media type.

    Raises:
        InputError: the kind is unknown.
    """
    if kind == "markdown":
        return memos.memo(name, calculator, inputs, calculator.present(inputs, result)), "md", "text/markdown"
    if kind == "csv":
        return tables.result_table(inputs, result), "csv", "text/csv"
    if kind == "json":
        return records.record(inputs, result), "json", "application/json"
    if kind in calculator.downloads:
        return tables.comma_separated(calculator.downloads[kind](inputs, result)), "csv", "text/csv"
    raise InputError("kind", "one of " + ", ".join(["markdown", "csv", "json", *calculator.downloads]), kind)
