"""Stands in for `inspect`: dataclasses ask it for annotations and a description, and `pkgutil` for module names."""


def get_annotations(thing: type) -> dict[str, object]:
    """Return a class's own annotations."""
    found: dict[str, object] = thing.__dict__.get("__annotations__", {})
    return found


def signature(thing: object) -> str:
    """Return no signature: a dataclass without a docstring gets its bare name."""
    return ""


def getmodulename(path: str) -> str | None:
    """Return the name of the module that a file holds, or nothing if it holds none."""
    stem, dot, ending = path.rpartition("/")[2].partition(".")
    return stem if dot and ending in {"py", "pyc"} else None


def iscoroutinefunction(thing: object) -> bool:
    """Say whether calling it gives a coroutine; Pyodide asks for everything it shows to JavaScript."""
    return bool(getattr(getattr(thing, "__code__", None), "co_flags", 0) & 0x80)
