"""Tables of data that stand beside the code: TOML where people write them, JSON where a reader's browser loads them.

Reading TOML takes thirty times as long as reading JSON, so ``scripts/snapshot/data.py`` turns one into the other as
the package is packed for the browser. Both hold the same tables.
"""

import importlib
import json
from typing import Any


def tables(package: str, name: str) -> dict[str, Any]:
    """Return what stands in a package's data file: ``name.json`` where it was packed, else ``name.toml``.

    Raises:
        OSError: the package has neither.
        ValueError: the file cannot be read.
    """
    try:
        packed = _contents(package, f"{name}.json")
    except OSError:
        # Only our own machines read TOML, so only they load what reads it.
        import tomllib

        return tomllib.loads(_contents(package, f"{name}.toml").decode())
    found: dict[str, Any] = json.loads(packed)
    return found


def _contents(package: str, name: str) -> bytes:
    """Return a file beside a package's code, from a folder or from an archive."""
    module: Any = importlib.import_module(package)
    contents: bytes = module.__spec__.loader.get_data(f"{module.__path__[0]}/{name}")
    return contents
