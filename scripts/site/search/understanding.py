"""Teaches the theme's search the readers' names for things and their misspellings; what is taught is JavaScript."""

import json
import re
import tomllib
from pathlib import Path

from scripts.machine.errors import BuildError
from scripts.site.bundles import without_comments

HERE = Path(__file__).parent
CODE, NAMES = HERE / "understanding.mjs", HERE / "names.toml"
PLACE = '"HANDBOOK_NAMES"'
# What turns the text in the box into terms, and what hands over the pages that were found.
READING = re.compile(r"(?P<query>[\w$]+)=(?P<read>[\w$]+)\((?P=query)\),!(?P=query)\)return\{items:\[\]\}")
FOUND = re.compile(r"items:\[\.\.\.(?P<pages>[\w$]+)\.values\(\)\]")


def understanding(script: str) -> str:
    """Return the theme's search so that it understands what a reader types as ``understanding.mjs`` says.

    Raises BuildError when the script is not as expected.
    """
    reading = r"\g<query>=withNearWords(\g<read>(withOtherNames(\g<query>)),this.index),!\g<query>)return{items:[]}"
    script, read = READING.subn(reading, script)
    script, found = FOUND.subn(r"items:byWordsFound([...\g<pages>.values()])", script)
    if (read, found) != (1, 1):
        raise BuildError(
            "it reads a query or hands over its pages in a way not known here; "
            f"sought {READING.pattern} and {FOUND.pattern} once each"
        )
    # The theme's script is no module.
    taught = without_comments(CODE).replace("export function", "function")
    return taught.replace(PLACE, json.dumps(json.dumps(names()))) + script


def names() -> dict[str, str]:
    """Return what to search for instead of a word, by that word in small letters."""
    return tomllib.loads(NAMES.read_text("utf-8"))
