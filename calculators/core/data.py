"""Tables of data that stand beside the code: TOML where people write them, JSON where a reader's browser loads them.

Reading TOML takes thirty times as long as reading JSON, so ``scripts/runtime/snapshot/data.py`` turns one into the
other as the package is packed for the browser. Both hold the same tables.
"""

import importlib
import json
from typing import Any

# Files that came after Python had started, by their place below the folder that holds the package.
ARRIVED: dict[str, bytes] = {}


def tables(package: str, name: str) -> dict[str, Any]:
    """Return what stands in a package's data file: ``name.json`` where it was packed, else ``name.toml``.

    Raises:
        OSError: the package has neither.
        ValueError: the file cannot be read.
    """
    found = packed(package, name)
    if found is None:
        # Only our own machines read TOML, so only they load what reads it.
        import tomllib

        return tomllib.loads(contents(package, f"{name}.toml").decode())
    return found


def packed(package: str, name: str) -> dict[str, Any] | None:
    """Return what the build packed for the browser as a package's ``name.json``; None where it packed nothing.

    Raises:
        ValueError: the file cannot be read.
    """
    try:
        text = contents(package, f"{name}.json")
    except OSError:
        return None
    found: dict[str, Any] = json.loads(text)
    return found


def contents(package: str, name: str) -> bytes:
    """Return a file beside a package's code: one that arrived, or one in its folder or archive.

    Raises:
        OSError: there is none.
    """
    place = f"{package.replace('.', '/')}/{name}"
    if place in ARRIVED:
        return ARRIVED[place]
    module: Any = importlib.import_module(package)
    # What arrived has no folder.
    folder = next(iter(module.__path__), "")
    found: bytes = module.__spec__.loader.get_data(f"{folder}/{name}")
    return found
