"""Runs inside Pyodide before the snapshot: forgets what was needed to start and is not needed to answer.

Every byte kept is downloaded by every reader. A test answers with every calculator from what is left.
"""

import gc
import sys

# Stand-ins, and what only a start needs. `inspect` stays: the classes of a calculator that comes later ask for it.
NEEDLESS = ("_colorize", "_sitebuiltins", "asyncio", "html.entities", "ipaddress", "site")
# Names in modules that stay.
NEEDLESS_NAMES = {"html": ("_html5", "unescape", "_replace_charref")}


def shed() -> None:
    """Empty and remove the needless modules, drop the needless names, and let the collector do the rest."""
    modules = {name: module for name, module in sys.modules.items() if _needless(name)}
    for name, module in modules.items():
        del sys.modules[name]
        module.__dict__.clear()
    for name, keys in NEEDLESS_NAMES.items():
        for key in keys:
            if name in sys.modules:
                sys.modules[name].__dict__.pop(key, None)
    for module in sys.modules.values():
        # The archive's list of contents: nothing is imported from it again.
        getattr(getattr(module, "__loader__", None), "_files", {}).clear()
    sys.path_importer_cache.clear()
    modules.clear()
    gc.collect()
    gc.freeze()


def _needless(name: str) -> bool:
    return any(name == other or name.startswith(f"{other}.") for other in NEEDLESS)


shed()
