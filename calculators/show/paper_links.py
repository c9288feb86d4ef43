"""The link that opens a decision paper: the reader's words, and a link of each calculator, in the fragment.

A fragment is never sent to a server. The contents are those of ``calculators.paper.contents``.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from calculators.core import InputError
from calculators.show.links import LONGEST, NESTED_PLAIN, fragment, read_nested

NAME = "paper"
_CALCULATOR, _NOTE = "calculator", "note"
# Only what a calculator of ours could have been asked; ``read`` refuses longer ones before they are split.
_MOST = 1_000


def paper_fragment(content: Mapping[str, Any]) -> str:
    """Return the link's fragment; each calculator stands in it as its own link does, with its note behind it."""
    pairs = list(content["details"].items())
    for one in content["calculators"]:
        pairs.append((_CALCULATOR, fragment(one["name"], one["inputs"], one["version"]).removeprefix("#")))
        if one.get("note"):
            pairs.append((_NOTE, one["note"]))
    return f"#{NAME}?{urlencode(pairs, safe=NESTED_PLAIN, quote_via=quote)}"


def read_paper(text: str) -> dict[str, Any]:
    """Return the contents that a link's fragment holds.

    Raises:
        InputError: it is too long, is no link of a paper, or says something twice.
    """
    if len(text) > LONGEST:
        raise InputError("link", f"at most {LONGEST:,} characters", f"{len(text):,}")
    name, _, query = text.removeprefix("#").partition("?")
    if name != NAME:
        raise InputError("link", f"a link that begins with #{NAME}?", name)
    details: dict[str, str] = {}
    calculators: list[dict[str, Any]] = []
    for key, value in parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST):
        if key == _CALCULATOR:
            one = read_nested(value)
            calculators.append({"name": one.name, "inputs": one.inputs, "version": one.version})
        elif key == _NOTE:
            if not calculators or "note" in calculators[-1]:
                raise InputError(_NOTE, "one note behind its calculator")
            calculators[-1]["note"] = value
        elif key in details:
            raise InputError(key, "one value", "two values")
        else:
            details[key] = value
    return {"details": details, "calculators": calculators}
