"""Finds the Node that set-up brought, or this machine's own."""

import os
import shutil

from scripts.machine.environment import PROGRAMS, ROOT
from scripts.machine.errors import BuildError

ESBUILD = ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"


def node_program() -> str:
    """Return the path of Node.

    Raises:
        BuildError: there is none.
    """
    node = shutil.which("node", path=f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")
    if not node:
        raise BuildError("Node was not found; scripts/build.py installs it")
    return node
