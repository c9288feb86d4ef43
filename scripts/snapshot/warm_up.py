"""Runs inside Pyodide when the runtime is made: every calculator once, so that nothing is left to import or to build.

The readers' worker starts from the memory this leaves behind.
"""

import json
import linecache
import random
import traceback

from calculators.bridge import answer, file, opened, rows, saved_rows
from calculators.catalog import catalog, find
from calculators.core import Records

TABLE = "item,annotator,label\n1,a,x\n1,b,y\n"
# Each in another form, for reading one may need what reading another does not.
FILES = (
    TABLE.encode(),
    b"\xff\xfe" + TABLE.encode("utf-16-le"),
    b"\xfe\xff" + TABLE.encode("utf-16-be"),
    b"[{}]",
    b"PK\x03\x04",
    b"\xff",
)


def warm_up() -> None:
    """Ask every calculator all that a reader can ask: answers, refusals, presets and files."""
    for name, calculator in catalog().items():
        for preset in calculator.presets.values():
            _first(name, dict(preset.inputs))
        for field in calculator.inputs.fields():
            for wrong in ("", "x"):
                _first(name, {field: wrong})
            for content in FILES:
                next(answer(_request(name, {}), {field: content}))
        for reply in answer(_request(name, {})):
            assert json.loads(reply)["state"] != "refused", reply
        _rows_and_saved_inputs(name)
        for kind in ("markdown", "csv", "json"):
            file(json.dumps({"name": name, "inputs": {}, "kind": kind}))
    _first("nothing", {"bogus": "1"})
    _explain_a_failure()
    random.seed(0)


def _rows_and_saved_inputs(name: str) -> None:
    for key, field in find(name).inputs.fields().items():
        if isinstance(field, Records):
            for content in (*FILES, b"name;x\n\xe9;1,5\n", b'[{"name": "x"}]'):
                rows(json.dumps({"name": name, "field": key}), {key: content})
            saved_rows(json.dumps({"name": name, "field": key, "inputs": {key: "a,b"}}))
    for content in (b"{}", b'{"scenario": {"bogus": "1"}}', b"[", b"\xff"):
        opened(json.dumps({"name": name}), {"saved": content})


def _request(name: str, inputs: dict[str, object]) -> str:
    return json.dumps({"name": name, "inputs": inputs})


def _first(name: str, inputs: dict[str, object]) -> None:
    next(answer(_request(name, inputs)))


def _explain_a_failure() -> None:
    """Say an error once, so that a failure of ours is explained without an import either."""
    try:
        raise ValueError("an example")
    except ValueError:
        traceback.format_exc()
    linecache.clearcache()


warm_up()
