"""Makes the runtime in a process of its own, so that the pages can be built meanwhile.

Nearly all of it is work of Node and of Python's own, of which a thread would let the pages have little.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from scripts.machine.environment import ROOT
from scripts.machine.errors import BuildError, exit_code
from scripts.runtime.folder import cached_runtime, kept_runtime

COMMAND = (sys.executable, "-m", "scripts.runtime.beside")


@contextmanager
def runtime_beside() -> Iterator[Callable[[], None]]:
    """Let the runtime be made during a block, unless it is kept, and give what waits until it is.

    It raises BuildError, with what was said, when the runtime cannot be made. A block that fails first ends
    when the runtime is there or has failed too, so that nothing goes on behind anybody's back.
    """
    if kept_runtime():
        yield lambda: None
        return
    with subprocess.Popen(COMMAND, cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8") as process:

        def wait() -> None:
            _, said = process.communicate()
            if process.returncode:
                raise BuildError(f"The runtime could not be made:\n{said.strip()}")

        yield wait


def main() -> int:
    """Make the runtime, unless it is kept, and return the exit code."""
    return exit_code(cached_runtime)


if __name__ == "__main__":
    raise SystemExit(main())
