"""The only name JavaScript knows: text in, text out.

A request is JSON: ``{"name": calculator, "inputs": {field: text}}``. A reply is JSON with a ``state``:

- ``answer``: ``parts`` (inner markup by part) and ``link`` (the fragment that opens the same inputs);
- ``finished``: no better answer will follow;
- ``progress``: ``share`` from 0 to 1 and ``doing``;
- ``refused``: ``errors``, a sentence by field.
"""

import base64
import binascii
import json
from collections.abc import Iterator
from typing import Any

from calculators.catalog import catalog, find
from calculators.core import Calculator, InputError, InputErrors, Inputs, Progress
from calculators.show import answers, links, memos, records, tables

# The last finished result, so that copying or saving an answer does not compute it again.
_last: dict[tuple[str, Inputs], Any] = {}


def answer(request: str) -> Iterator[str]:
    """Yield the replies to a request: the first answer, progress, better answers, and last the finished one."""
    try:
        name, calculator, inputs = _read(json.loads(request))
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
        yield _answer(name, calculator, inputs, result)
    _last.clear()
    _last[name, inputs] = result
    yield json.dumps({"state": "finished"})


def _answer(name: str, calculator: Calculator, inputs: Inputs, result: object) -> str:
    parts = answers.parts(name, calculator.present(inputs, result), catalog())
    link = links.fragment(name, inputs.changed(), calculator.version)
    return json.dumps({"state": "answer", "parts": parts, "link": link})


def _refused(errors: dict[str, str]) -> str:
    return json.dumps({"state": "refused", "errors": errors})


def _read(request: dict[str, Any]) -> tuple[str, Calculator, Inputs]:
    calculator = find(request["name"])
    given = {name: _text(name, value) for name, value in request["inputs"].items()}
    return request["name"], calculator, calculator.inputs.parse(given)


def _text(name: str, value: object) -> object:
    """Return a value as it was typed; an opened file comes as a data address and is given as bytes."""
    if isinstance(value, str) and value.startswith("data:") and ";base64," in value[:200]:
        try:
            return base64.b64decode(value.partition(";base64,")[2], validate=True)
        except binascii.Error:
            raise InputError(name, "a file") from None
    return value


def file(request: str) -> str:
    """Return the answer to a request as a file: JSON with ``name``, ``type`` and ``text``, or a refusal.

    The request also has ``kind``: "markdown", "csv" or "json".
    """
    asked = json.loads(request)
    try:
        name, calculator, inputs = _read(asked)
    except InputErrors as refusal:
        return _refused({error.field: error.sentence for error in refusal.errors})
    except InputError as error:
        return _refused({error.field: error.sentence})
    result = _last.get((name, inputs)) or calculator.finished(inputs)
    text, ending, kind = written(asked["kind"], name, calculator, inputs, result)
    return json.dumps({"state": "file", "name": f"{name}.{ending}", "type": kind, "text": text})


def written(kind: str, name: str, calculator: Calculator, inputs: Inputs, result: object) -> tuple[str, str, str]:
    """Return a finished result as text, with the file's ending and media type.

    Raises:
        InputError: the kind is unknown.
    """
    if kind == "markdown":
        return memos.memo(name, calculator, inputs, calculator.present(inputs, result)), "md", "text/markdown"
    if kind == "csv":
        return tables.result_table(calculator, inputs, result), "csv", "text/csv"
    if kind == "json":
        return records.record(inputs, result), "json", "application/json"
    raise InputError("kind", "one of markdown, csv, json", kind)
