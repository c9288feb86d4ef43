"""Runs inside Pyodide when the runtime is made: imports what all calculators share, and asks it what it can be asked.

The readers' worker starts from the memory this leaves behind. No calculator is in it: a reader fetches the one that is
open, so a page costs the same however many there are.
"""

import contextlib
import json
import linecache
import random
import traceback

from calculators.bridge import answer
from calculators.core import InputError
from calculators.core.currency import CURRENCIES
from calculators.core.file_text import decode
from calculators.vocabulary.exchange import rate

TEXT = "item,annotator,label\n"
# Each in another form, for reading one may need what reading another does not.
FILES = (TEXT.encode(), b"\xff\xfe" + TEXT.encode("utf-16-le"), b"\xfe\xff" + TEXT.encode("utf-16-be"), b"\xff")


def warm_up() -> None:
    """Ask what needs no calculator: the refusal of an unknown name, files in every encoding, rates, a failure."""
    next(answer(json.dumps({"name": "nothing", "inputs": {"bogus": "1"}})))
    for content in FILES:
        with contextlib.suppress(InputError):
            decode(content, "auto", "table")
    decode(b"\xe9", "windows-1252", "table")
    for code in CURRENCIES:
        rate(code)
    _explain_a_failure()
    random.seed(0)


def _explain_a_failure() -> None:
    """Say an error once, so that a failure of ours is explained without an import either."""
    try:
        raise ValueError("an example")
    except ValueError:
        traceback.format_exc()
    linecache.clearcache()


warm_up()
