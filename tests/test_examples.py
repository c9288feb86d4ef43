"""The examples declared in each calculator hold, in CPython and in Pyodide."""

import json
from typing import Any

import pytest

from calculators.catalog import catalog
from calculators.show.tables import plain

CASES = [(name, example) for name, calculator in catalog().items() for example in calculator.examples]


def at(result: Any, path: str) -> Any:
    """Return what stands at a dotted path into a plain result."""
    for step in path.split("."):
        result = result[int(step) if isinstance(result, list) else step]
    return result


@pytest.mark.parametrize(("name", "example"), CASES, ids=[f"{name}: {example.name}" for name, example in CASES])
def test_the_example_holds(name: str, example: Any) -> None:
    """Each example's result is the number it names, within its tolerance."""
    calculator = catalog()[name]
    result = plain(calculator.finished(calculator.inputs.parse(example.inputs)))
    for path, value in example.expect.items():
        found = at(result, path)
        assert found == (value if isinstance(value, str) else pytest.approx(value, rel=example.tolerance, abs=1e-12))


@pytest.mark.parametrize("name", catalog())
def test_pyodide_gives_the_same_bytes(name: str, pyodide: Any) -> None:
    """In Pyodide the default, the presets and the examples give the bytes that CPython gives, record and page alike."""
    calculator = catalog()[name]
    cases = [{}, *(dict(preset.inputs) for preset in calculator.presets.values())]
    cases += [dict(example.inputs) for example in calculator.examples]
    code = (
        "import json\n"
        "from calculators.bridge.files import written\n"
        "from calculators.catalog import find\n"
        "def texts(name, given):\n"
        "    calculator = find(name)\n"
        "    inputs = calculator.inputs.parse(given)\n"
        "    result = calculator.finished(inputs)\n"
        "    return [written(kind, name, calculator, inputs, result)[0] for kind in ('json', 'csv', 'markdown')]\n"
    )
    namespace: dict[str, Any] = {}
    exec(code, namespace)  # noqa: S102 - the same lines run in both
    for given in cases:
        call = f"result = json.dumps(texts({name!r}, json.loads({json.dumps(given)!r})))"
        there = json.loads(pyodide(code + call))
        assert there == namespace["texts"](name, given)
