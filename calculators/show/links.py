"""Addresses: the fragment that holds a scenario, and the way to a page of ours."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode


def fragment(name: str, inputs: Mapping[str, str], version: int) -> str:
    """Return the link's fragment: the calculator, the inputs that differ from the defaults, the model's version.

    A fragment is never sent to a server.
    """
    if not inputs:
        return f"#{name}"
    return f"#{name}?{urlencode({**inputs, 'version': str(version)}, quote_via=quote)}"


def address(page: str) -> str:
    """Return a page's address from the site's root, for a source path with or without an anchor.

    The ``site:`` in front is replaced by the way to the root: by the build in a page, by the script in an answer.
    """
    path, _, anchor = page.partition("#")
    folder = path.removesuffix(".md").removesuffix("index")
    if folder and not folder.endswith("/"):
        folder += "/"
    return f"site:{folder}" + (f"#{anchor}" if anchor else "")
