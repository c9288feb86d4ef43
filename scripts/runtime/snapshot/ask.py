"""Runs inside Pyodide before ``compile_library.py``, which learns what a calculator needs by asking it everything.

What was answered comes back as one number, so that two ways to run the same Python can be compared.
"""

import json
import struct
import sys
from binascii import crc32
from collections.abc import Iterable
from importlib import import_module

from calculators import bridge
from calculators.bridge import answer, file
from calculators.bridge.files import WORKBOOK
from calculators.catalog import find
from calculators.core import Records

TABLE = "item,annotator,label\n1,a,x\n1,b,y\n"
SHAPES = (
    '[{"id": 1, "annotations": [{"completed_by": 1, "result": [{"type": "polygonlabels", "value": '
    '{"points": [[1, 1], [2, 1], [2, 2]], "polygonlabels": ["x"]}}]}, {"completed_by": 2, "result": []}]}]'
)


def zipped(name: str, content: bytes) -> bytes:
    """Return a zip of one file, not packed: the standard library's own module would count as needed."""
    path, size, checksum = name.encode(), len(content), crc32(content)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, checksum, size, size, len(path), 0) + path + content
    numbers = (20, 20, 0, 0, 0, 0, checksum, size, size, len(path), 0, 0, 0, 0, 0, 0)
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", *numbers) + path
    return local + entry + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(local), 0)


FOLDED = (
    b'{"folded_labels":1,"people":["a","b"],"labels":["x","y"],"read":{"form":"x","columns":[],"names":[],"not_read":[],'
    b'"missing":[],"rows":8,"skipped":0,"notes":[],"cautions":[]},'
    b'"patterns":[[4,[[0,0],[1,0]],null,["1"]],[1,[[0,0],[1,1]],null,["2"]]]}'
)

# One file of each kind that a reader of files tells apart, since what reads a kind is loaded when a file asks for it.
FILES = (
    TABLE.encode(),
    b"\xe9,a,b\nx,y,y\n",
    b"[{}]",
    b'[{"id": 1, "annotations": [{"completed_by": 1, "result": []}]}]',
    SHAPES.encode(),
    b'{"images": [], "annotations": []}',
    b'{"a": {"x": "1"}, "b": {"x": "1"}}',
    FOLDED,
    b"<annotations></annotations>",
    b"T1\tA 0 1\tx\n",
    b"PK\x03\x04",
    zipped("a.csv", TABLE.encode()),
    zipped("xl/workbook.xml", b"<workbook/>"),
)


_heard = [0]


def ask(name: str) -> int:
    """Ask a calculator, or what stands apart, all that a reader can ask: answers, refusals, presets and files.

    Returns a checksum of all that it said.
    """
    _heard[0] = 0
    APART.get(name, _ask_calculator)(name)
    return _heard[0]


def _hear(*said: object) -> None:
    for one in said:
        _heard[0] = crc32(repr(one).encode("utf-8", "backslashreplace"), _heard[0])


def _hear_all(replies: Iterable[object]) -> None:
    _hear(*replies)


def _ask_calculator(name: str) -> None:
    calculator = find(name)
    for preset in calculator.presets.values():
        _first(name, dict(preset.inputs))
    for field, declared in calculator.inputs.fields().items():
        # A figure that one option alone needs is packed only if it is asked for.
        for typed in ("", "x", *getattr(declared, "options", ())):
            _first(name, {field: typed})
        for content in FILES:
            _hear_all(answer(_request(name, {}), {field: content}))
    for reply in answer(_request(name, {})):
        assert json.loads(reply)["state"] != "refused", reply
        _hear(reply)
    _rows_and_saved_inputs(name)
    for kind in ("markdown", "csv", "json", *calculator.downloads, *([WORKBOOK] if calculator.workbook else [])):
        _hear(file(json.dumps({"name": name, "inputs": {}, "kind": kind})))


def ask_paper(_name: str) -> None:
    """Ask for a paper without calculators, since these bring their own, for each of its files, and for origins."""
    from calculators.catalog import origin_of
    from calculators.vocabulary import VOCABULARY

    for field in ("wage", "label_price"):
        _hear(origin_of(field, VOCABULARY[field], 0, "EUR"))
    details = {"title": "x", "question": "x", "date": "2027-01-15", "actions": "2027-01-15 x", "notes": "x"}
    contents: list[object] = [
        {"details": details, "calculators": [{"name": "nothing"}]},
        {"details": {"date": "x"}},
        "x",
    ]
    for content in contents:
        request = {"paper": content, "site": "", "missing": {}}
        _hear_all(bridge.paper(json.dumps(request)))
        for kind in ("html", "pasted", "markdown", "json", "docx"):
            _hear(bridge.paper_file(json.dumps({**request, "form": kind})))
    for saved in (*FILES, b'{"paper": {}}'):
        _hear(bridge.paper_opened("{}", {"saved": saved}))
    for link in ("#paper?title=x&calculator=nothing?a%3D1&note=x", "#x"):
        _hear(bridge.paper_opened(json.dumps({"link": link})))


def import_apart(name: str) -> None:
    """Import what shows answers elsewhere, or side by side: all it needs comes with it, and the answers are others'."""
    import_module(f"{bridge.__name__}.{bridge.APART[name]}")


APART = {bridge.PAPER: ask_paper, bridge.ELSEWHERE: import_apart, bridge.COMPARED: import_apart}


def _rows_and_saved_inputs(name: str) -> None:
    for key, field in find(name).inputs.fields().items():
        if isinstance(field, Records):
            for content in (*FILES, b"name;x\n\xe9;1,5\n", b'[{"name": "x"}]'):
                _hear(bridge.rows(json.dumps({"name": name, "field": key}), {key: content}))
            _hear(bridge.saved_rows(json.dumps({"name": name, "field": key, "inputs": {key: "a,b"}})))
    for key in find(name).folds:
        for content in (*FILES, b"score;right\r\n0,9;1\r\n0,8;0\r\n", b"0.9,1\n", b"0.9,x\n", b'0.9,"1\n'):
            _hear_all(bridge.folded(json.dumps({"name": name, "fold": key}), {key: content}))
    for content in (b"{}", b'{"scenario": {"bogus": "1"}}', b"[", b"\xff"):
        _hear(bridge.opened(json.dumps({"name": name}), {"saved": content}))


def ask_once(name: str) -> None:
    """Ask a calculator for its default answer and for a refusal: what the first reader would wait for is then built.

    What is drawn is forgotten, since drawing takes less time than downloading it would.
    """
    if name in APART:
        APART[name](name)
        return
    for reply in answer(_request(name, {})):
        assert json.loads(reply)["state"] != "refused", reply
    _first(name, {next(iter(find(name).fields)): "x"})
    if simulation := sys.modules.get("calculators.methods.simulation"):
        for kept in (simulation.stratified, simulation.drawn):
            kept.cache_clear()


def _request(name: str, inputs: dict[str, object]) -> str:
    return json.dumps({"name": name, "inputs": inputs})


def _first(name: str, inputs: dict[str, object]) -> None:
    _hear(next(answer(_request(name, inputs))))


# Where only one calculator is to be asked once, it is given.
if given := globals().get("once"):
    ask_once(given)
result = ask
