"""Rows of the reader's own: read into a table, saved from it, or folded into inputs. See ``calculators.bridge``."""

import json
from collections.abc import Buffer, Iterator, Mapping
from types import MappingProxyType

from calculators.bridge.replies import refusal
from calculators.catalog import find
from calculators.core import InputError, InputErrors, Progress, Records
from calculators.core.fields.row_text import read_rows, write_rows
from calculators.show import tables


def rows(request: str, files: Mapping[str, Buffer]) -> str:
    """Return the rows in an opened file or a pasted text for a table of typed rows, as one line of text.

    The request has ``name`` and ``field``; the contents stand in ``files`` under the field's name. The reply is JSON
    with ``state`` "rows", ``text``, ``read`` (how many rows) and ``errors`` (a sentence by cell), or a refusal.
    """
    asked = json.loads(request)
    calculator = find(asked["name"])
    field = calculator.inputs.fields()[asked["field"]]
    assert isinstance(field, Records)
    try:
        cells = field.file_cells(asked["field"], bytes(files[asked["field"]]))
    except InputError as error:
        return refusal(error)
    try:
        field.parse(asked["field"], cells)
        errors = {}
    except InputErrors as several:
        errors = {error.at: error.sentence for error in several.errors}
    except InputError as error:
        errors = {error.at: error.sentence}
    names = list(field.row.fields())
    text = write_rows([str(row.get(name) if row.get(name) is not None else "") for name in names] for row in cells)
    return json.dumps({"state": "rows", "text": text, "read": len(cells), "errors": errors})


def folded(request: str, files: Mapping[str, Buffer]) -> Iterator[str]:
    """Yield ``progress`` while folding an opened file into inputs; last what it came to, or a refusal.

    The request has ``name`` and ``fold``; the contents stand in ``files`` under the fold's name. The last reply has
    ``state`` "folded", ``inputs`` as text by field and ``words`` on what was read.
    """
    asked = json.loads(request)
    calculator, key = find(asked["name"]), asked["fold"]
    try:
        for step in calculator.folds[key].read(key, bytes(files[key])):
            if isinstance(step, Progress):
                yield json.dumps({"state": "progress", "share": step.share, "doing": step.doing})
            else:
                fields = calculator.inputs.fields()
                texts = {name: fields[name].text(value) for name, value in step.inputs.items()}
                yield json.dumps({"state": "folded", "inputs": texts, "words": step.words})
    except InputError as error:
        yield refusal(error)


def saved_rows(request: str, _files: Mapping[str, Buffer] = MappingProxyType({})) -> str:
    """Return the rows of one table as a CSV file, with the columns' names in its first line.

    The request has ``name``, ``field`` and the ``inputs``; the rows are saved as they stand, complete or not.
    """
    asked = json.loads(request)
    field = find(asked["name"]).inputs.fields()[asked["field"]]
    assert isinstance(field, Records)
    body = read_rows(asked["inputs"][asked["field"]])
    text = tables.comma_separated([list(field.row.fields()), *body])
    return json.dumps({"state": "file", "name": f"{asked['field']}.csv", "type": "text/csv", "text": text})
