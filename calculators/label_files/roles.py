"""Recognising columns by their names."""

import re
from collections.abc import Sequence
from typing import Literal

from calculators.core import InputError
from calculators.label_files.options import ReadOptions

type Role = Literal["item", "annotator", "label"]

# What columns are called in exports and papers we know; the first name found wins. "id" and the content of an
# item come last, for a file may hold them beside its name.
NAMES: dict[Role, tuple[str, ...]] = {
    "item": (
        *("item", "task", "unit", "example", "sample", "document", "doc", "question", "instance", "subject"),
        *(
            "record",
            "file",
            "filename",
            "image",
            "img",
            "picture",
            "photo",
            "audio",
            "video",
            "url",
            "case",
            "id",
        ),
        *("index", "text", "sentence", "content"),
    ),
    "annotator": (
        *("annotator", "worker", "rater", "coder", "labeler", "labeller", "performer", "judge", "reviewer"),
        *("observer", "user", "username", "expert", "completed_by", "created_by", "email", "member"),
    ),
    "label": (
        *("label", "answer", "value", "annotation", "category", "class", "rating", "response", "choice"),
        *("judgment", "judgement", "score", "code", "result", "output", "verdict", "decision", "sentiment"),
    ),
}


def plain_name(name: str) -> str:
    """Return a name without case, punctuation, a prefix ("INPUT:image") or an ending ("worker_id")."""
    words = re.sub(r"[\W_]+", "_", name.rpartition(":")[2].strip().casefold()).strip("_")
    return re.sub(r"_(id|name|key)$", "", words)


def recognised(names: Sequence[str]) -> dict[Role, int]:
    """Return the columns whose names are known, by role; no column has two roles."""
    plain = [plain_name(name) for name in names]
    found: dict[Role, int] = {}
    for role, known in NAMES.items():
        place = next((plain.index(name) for name in known if name in plain), None)
        if place is not None:
            found[role] = place
    return found


def column(given: str, names: Sequence[str], field: str) -> int:
    """Return the place of the column that an option names, by its name or its number counted from 1.

    Raises:
        InputError: there is no such column; those there are are named.
    """
    wanted = given.strip()
    for same in (str, str.casefold):
        for place, name in enumerate(names):
            if same(name) == same(wanted):
                return place
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 and 1 <= int(wanted) <= len(names):
        return int(wanted) - 1
    listed = ", ".join(name or str(place) for place, name in enumerate(names[:20], 1))
    raise InputError(field, f"one of the columns: {listed}", given)


def chosen(options: ReadOptions, names: Sequence[str]) -> dict[Role, int]:
    """Return the columns that the options name, by role.

    Raises:
        InputError: there is no such column.
    """
    given: dict[Role, str] = {"item": options.item, "annotator": options.annotator, "label": options.label}
    return {role: column(name, names, role) for role, name in given.items() if name}


def completed(given: dict[Role, int], known: dict[Role, int], width: int) -> dict[Role, int]:
    """Return the roles given, then those recognised; one column left takes the one role left."""
    roles = dict(given)
    for role, place in known.items():
        if role not in roles and place not in roles.values():
            roles[role] = place
    left = [place for place in range(width) if place not in roles.values()]
    open_roles = [role for role in NAMES if role not in roles]
    if len(open_roles) == 1 and len(left) == 1:
        roles[open_roles[0]] = left[0]
    return roles
