"""Stands in for Pyodide's loading of packages: all that is needed is there from the start."""

# Not used, but a snapshot is only taken when Python holds what the loading of packages would hold.
from pyodide_js import loadedPackages

__all__ = ["DSO_DIR", "SITE_PACKAGES", "init_loaded_packages", "loadedPackages"]


class Place:
    """A folder, which JavaScript asks for its text."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __str__(self) -> str:
        return self.path


SITE_PACKAGES = Place("/lib/python3.13/site-packages")
DSO_DIR = Place("/usr/lib")


def init_loaded_packages() -> None:
    """Do nothing: no package was loaded."""
