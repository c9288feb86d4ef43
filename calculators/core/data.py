"""Tables of data that stand beside the code: TOML where people write it, JSON where a reader's browser loads it.

Reading TOML takes far longer than reading JSON, so ``scripts/packed_data.py`` turns one into the other as the package
is packed for the browser. Both hold the same tables.
"""

import json
import pkgutil
import tomllib
from typing import Any


def tables(package: str, name: str) -> dict[str, Any]:
    """Return what stands in a package's data file of that name: ``name.json`` where it was packed, else ``name.toml``.

    Raises:
        FileNotFoundError: there is neither.
        ValueError: the file cannot be read.
    """
    try:
        packed = pkgutil.get_data(package, f"{name}.json")
    except OSError:
        packed = None
    if packed is not None:
        found: dict[str, Any] = json.loads(packed)
        return found
    written = pkgutil.get_data(package, f"{name}.toml")
    if written is None:
        raise FileNotFoundError(f"{package} has no data called {name!r}")
    return tomllib.loads(written.decode())
