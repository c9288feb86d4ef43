"""The circumstances under which pages are measured: the line, the processor and the window."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from scripts.benchmark.link import Line

# Linux has it; it holds a browser and all it starts, workers included, to one core.
ONE_CORE = "taskset"
NEVER_RESTS = "while True: pass"


@dataclass(frozen=True)
class Condition:
    """Circumstances by name, and the words for them; ``rivals`` is how many programs want the browser's one core."""

    name: str
    words: str
    slow_line: bool = False
    one_core: bool = False
    rivals: int = 0
    phone: bool = False


FAST = Condition("fast", "fast link")
SLOW = Condition("slow", "slow link", slow_line=True)
CORE = Condition("one core", "one processor core", one_core=True)
QUARTER = Condition("quarter", "a quarter of a core", one_core=True, rivals=3)
PHONE = Condition(
    "phone", "360 pixels, a quarter of a core, slow link", slow_line=True, one_core=True, rivals=3, phone=True
)
HARD = (CORE, QUARTER, SLOW, PHONE)
CONDITIONS = (FAST, *HARD)


def possible(condition: Condition) -> bool:
    """Say whether this system can hold a browser to one core, where that is asked."""
    return not condition.one_core or shutil.which(ONE_CORE) is not None


@contextmanager
def under(condition: Condition, line: Line) -> Iterator[None]:
    """Hold the line and the first core to a condition for the length of a block.

    Programs that never rest stand for a slower processor, because a browser's own throttle slows the page alone and
    Python runs in a worker.
    """
    with ExitStack() as running:
        running.enter_context(line.slowed(condition.slow_line))
        for _ in range(condition.rivals):
            rival = subprocess.Popen([ONE_CORE, "-c", "0", sys.executable, "-c", NEVER_RESTS])
            running.callback(rival.wait)
            running.callback(rival.kill)
        yield
