"""Takes in the code and the data that a calculator adds, where they come after Python has started.

A reader's browser starts with what all calculators share, and fetches the rest of the one that is open.
``scripts/runtime/snapshot/compile_library.py`` packs it.
"""

import marshal
import sys
from collections.abc import Sequence
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType

from calculators.core.data import ARRIVED


class _Arrivals(Loader):
    """Finds and loads the modules that arrived; where another calculator brought the same one, it is the same."""

    def __init__(self) -> None:
        self.code: dict[str, tuple[bool, CodeType]] = {}

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a module comes from, if it arrived."""
        if name not in self.code:
            return None
        is_package, _ = self.code[name]
        return ModuleSpec(name, self, is_package=is_package)

    def create_module(self, _spec: ModuleSpec) -> None:
        """Leave the making of the module to Python."""

    def exec_module(self, module: ModuleType) -> None:
        """Run a module's code, which is not needed again."""
        _, code = self.code.pop(module.__name__)
        exec(code, module.__dict__)  # noqa: S102 - what an import is

    def get_data(self, path: str) -> bytes:
        """Return a file that stands beside the modules: there is none that did not arrive as such.

        Raises:
            OSError: always.
        """
        raise FileNotFoundError(path)


_ARRIVALS = _Arrivals()


def take_in(packed: bytes) -> None:
    """Make modules and data files, as the build packed them, ready to be imported and read."""
    # The page has compared its hash with the one the build wrote down.
    modules, files = marshal.loads(packed)  # noqa: S302
    if _ARRIVALS not in sys.meta_path:
        # The quickest to say no, so the first that is asked.
        sys.meta_path.insert(0, _ARRIVALS)
    _ARRIVALS.code.update((name, code) for name, code in modules.items() if name not in sys.modules)
    ARRIVED.update(files)
