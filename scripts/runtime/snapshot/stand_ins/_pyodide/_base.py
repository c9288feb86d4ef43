"""Stands in for Pyodide's running of code: enough for its own start, for ours, and for the tests.

The original reads the syntax tree of what it runs, for which every reader would download Python's grammar.
"""

from importlib import import_module
from types import ModuleType
from typing import Any


def eval_code(code: str, globals: dict[str, Any] | None = None) -> Any:
    """Run code. Of a single line, return the value of the last expression, behind the last semicolon."""
    names = {} if globals is None else globals
    if "\n" in code:
        exec(compile(code, "<exec>", "exec"), names)
        return None
    before, _, last = code.rpartition(";")
    exec(compile(before, "<exec>", "exec"), names)
    return eval(compile(last.strip(), "<exec>", "eval"), names)


def pyimport_impl(path: str) -> ModuleType | Any:
    """Return the module of that name, or what is behind the last dot in the module before it."""
    stem, dot, name = path.rpartition(".")
    if not dot:
        return import_module(path)
    found = getattr(import_module(stem), name, None)
    return import_module(path) if found is None else found
