"""The one error that means: the site cannot be built as its sources stand."""

import sys
from collections.abc import Callable


class BuildError(Exception):
    """The site could not be built; the message names the file and says what to change."""


def exit_code(work: Callable[[], object]) -> int:
    """Do a program's work and return its exit code; why it could not be done is said without a traceback."""
    try:
        work()
    except BuildError as error:
        print(f"\n{error}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        # As shells report it; whoever pressed the keys needs no traceback.
        return 130
    return 0
