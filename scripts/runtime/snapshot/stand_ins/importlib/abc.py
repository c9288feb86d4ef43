"""Stands in for `importlib.abc`, which also brings in all that reads the files inside packages."""

from abc import ABCMeta
from importlib._abc import Loader

__all__ = ["Loader", "MetaPathFinder"]


class MetaPathFinder(metaclass=ABCMeta):
    """What Pyodide's finder of modules is a kind of."""

    def invalidate_caches(self) -> None:
        """Do nothing."""
