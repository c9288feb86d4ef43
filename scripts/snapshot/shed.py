"""Runs inside Pyodide before the snapshot: forgets what was needed to start and is not needed to answer.

Every byte kept is downloaded by every reader. A test answers with every calculator from what is left.
"""

import gc
import sys
from types import ModuleType

# Loading packages, event loops, processes, and what a class needs only while it is being defined.
NEEDLESS = (
    "asyncio", "_asyncio", "bz2", "_bz2", "calendar", "_colorize", "_compression", "concurrent", "datetime",
    "_datetime", "decimal", "_decimal", "_pydecimal", "fractions", "numbers", "dis", "fnmatch", "glob",
    "html.entities", "importlib.metadata", "importlib.readers", "importlib.resources", "inspect", "ipaddress",
    "locale", "logging", "lzma", "_lzma", "opcode", "_opcode_metadata", "pathlib", "pkgutil", "selectors",
    "shutil", "signal", "socket", "_socket", "ssl", "stringprep", "_strptime", "subprocess", "tempfile",
    "threading", "tomllib", "urllib.error", "zipfile", "zlib",
)  # fmt: skip
# Names in modules that stay.
NEEDLESS_NAMES = {
    "ast": ("_Unparser", "unparse", "main"),
    "html": ("_html5", "unescape", "_replace_charref"),
    "pyodide._package_loader": ("ZipFile", "NamedTemporaryFile", "Path", "getsitepackages"),
}


def shed() -> None:
    """Empty and remove the needless modules, drop the needless names, and let the collector do the rest."""
    _quiet(sys.modules.get("logging"))
    modules = {name: module for name, module in sys.modules.items() if _needless(name)}
    for name, module in modules.items():
        del sys.modules[name]
        module.__dict__.clear()
    for name, keys in NEEDLESS_NAMES.items():
        for key in keys:
            if name in sys.modules:
                sys.modules[name].__dict__.pop(key, None)
    # It would look for packages on a disk that has none.
    sys.modules["pyodide._package_loader"].__dict__["init_loaded_packages"] = _nothing
    for module in sys.modules.values():
        # The archive's list of contents: nothing is imported from it again.
        getattr(getattr(module, "__loader__", None), "_files", {}).clear()
    sys.path_importer_cache.clear()
    modules.clear()
    gc.collect()
    gc.freeze()


def _nothing() -> None:
    """Do nothing."""


def _needless(name: str) -> bool:
    return any(name == other or name.startswith(f"{other}.") for other in NEEDLESS)


def _quiet(logging: ModuleType | None) -> None:
    """Let go of the handlers, which would complain when their module is emptied."""
    if logging:
        logging._handlerList.clear()
        logging.lastResort = logging._defaultLastResort = None  # type: ignore[attr-defined]


shed()
