"""People who each set up a Label Studio of their own, where everybody is number 1."""

import csv
import io
import re
from collections.abc import Sequence

from calculators.core import InputError
from calculators.label_files.label_studio import is_flat
from calculators.label_files.request import File

_SAID = re.compile(r'"(?:completed_by|annotator)"\s*:\s*("[^"]*"|[^\s,}\]]+)')
_START = 2_000


def note(files: Sequence[File], field: str) -> str:
    """Return in words why each of several exports is another person's; empty where nothing says so.

    An export names people by their number on the server it comes from. Where each file holds one person and all of
    them say the same number, the same tasks can only have been labelled on servers of their own.

    Raises:
        InputError: two of such files are the same one.
    """
    numbers = {_only_number(file.text) for file in files}
    if len(files) == 1 or len(numbers) > 1 or numbers == {""}:
        return ""
    texts: dict[str, str] = {}
    for file in files:
        if (other := texts.setdefault(file.text, file.name)) != file.name:
            raise InputError(field, f"another export for each person; {file.name} is the same as {other}")
    return (
        f"In each file everything was labelled by number {numbers.pop()}, as happens where people have a Label Studio "
        "of their own each, so every file was taken for another person's and named after it."
    )


def _only_number(text: str) -> str:
    """Return the one number that all annotations of a Label Studio export are by; empty where it is none or several."""
    start = text[:_START]
    if text.lstrip()[:1] == "[":
        known = '"completed_by"' in start or '"annotation_id"' in text
        found = set(_SAID.findall(text)) if known else set()
    else:
        sign = max(",\t;", key=start.partition("\n")[0].count)
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=sign)
        found = {row["annotator"] or "" for row in rows} if is_flat(rows.fieldnames or ()) else set()
    said = found.pop() if len(found) == 1 else ""
    return said if said.isdecimal() else ""
