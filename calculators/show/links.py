"""Addresses: the fragment that holds a scenario, and the way to a page of ours."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode

from calculators.core import InputError
from calculators.core.fields.typed_numbers import unmistakable

# No browser and no chat cuts a link of this length.
LONGEST = 8_192
# These mean nothing in a fragment, and rows of cells are full of them.
_PLAIN = ",;:/!()*~"
# Nested links are full of this one too.
NESTED_PLAIN = f"{_PLAIN}?"
# Pinned answers stand behind the inputs, whose names have no point in them.
PIN = "pin."
# Only what a calculator of ours could have been asked; links are refused by their length before they are split.
_MOST = 1_000


def fragment(name: str, inputs: Mapping[str, str], version: int) -> str:
    """Return the link's fragment: the calculator, the inputs that differ from the defaults, the model's version.

    A fragment is never sent to a server.
    """
    if not inputs:
        return f"#{name}"
    return f"#{name}?{urlencode({**inputs, 'version': str(version)}, safe=_PLAIN, quote_via=quote)}"


class Opened(NamedTuple):
    """What a fragment says: the calculator, its inputs as text, its version, and pinned answers as they stand there."""

    name: str
    inputs: dict[str, str]
    version: int
    pins: list[str]


def read(text: str, version: int) -> Opened:
    """Return what a link's fragment says; one that names no version has today's, which is given.

    In a link a point is the decimal mark, so a number in it never has two readings.

    Raises:
        InputError: it is too long, gives an input twice, or its version does not exist.
    """
    if len(text) > LONGEST:
        raise InputError("link", f"at most {LONGEST:,} characters", f"{len(text):,}")
    name, _, query = text.removeprefix("#").partition("?")
    inputs: dict[str, str] = {}
    for key, value in parse_qsl(query, keep_blank_values=True):
        if key in inputs:
            raise InputError(key, "one value", "two values")
        inputs[key] = value if key.startswith(PIN) else unmistakable(value)
    given = inputs.pop("version", str(version))
    if not re.fullmatch(r"\d{1,6}", given, re.ASCII) or not 1 <= int(given) <= version:
        raise InputError("version", f"a version from 1 to {version}", given)
    pins = [inputs.pop(key) for key in list(inputs) if key.startswith(PIN)]
    return Opened(name, inputs, int(given), pins)


def nested(name: str, inputs: Mapping[str, str], version: int) -> str:
    """Return inputs under a name of any words as a text to stand in a larger link; it always says its version."""
    # What the larger link does to all words need not be done to the name twice.
    title = name.replace("%", "%25").replace("?", "%3F")
    return f"{title}?{urlencode({**inputs, 'version': str(version)}, safe=_PLAIN, quote_via=quote)}"


def read_nested(text: str) -> Opened:
    """Return what ``nested`` wrote; where it names no version, 0.

    Raises:
        InputError: it gives an input twice, or its version is no number.
    """
    name, _, query = text.partition("?")
    inputs: dict[str, str] = {}
    for key, value in parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST):
        if key in inputs:
            raise InputError(key, "one value", "two values")
        inputs[key] = value
    version = inputs.pop("version", "0")
    if not version.isdecimal() or len(version) > 6:
        raise InputError("version", "a whole number", version)
    return Opened(unquote(name), inputs, int(version), [])


def address(page: str) -> str:
    """Return a page's address from the site's root, for a source path with or without an anchor.

    The ``site:`` in front is replaced by the way to the root: by the build in a page, by the script in an answer.
    """
    path, _, anchor = page.partition("#")
    folder = path.removesuffix(".md").removesuffix("index")
    if folder and not folder.endswith("/"):
        folder += "/"
    return f"site:{folder}" + (f"#{anchor}" if anchor else "")


def published(page: str, site: str) -> str:
    """Return a page's address on the site that it is published at, for what is read elsewhere."""
    return address(page).replace("site:", site, 1)
