"""What the page on agreement tells of the files that the readers were tried with."""

import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
EVERY = tomllib.loads((ROOT / "tests/data/real_files.toml").read_text(encoding="utf-8"))["file"]
# Those made by us after a tool's description are no experience with real ones.
FILES = [one for one in EVERY if "built" not in one]
PAGE = (ROOT / "docs/calculators/agreement.md").read_text(encoding="utf-8")
OUTCOMES = ("right", "alone", "asked", "refused")


def test_the_page_tells_what_was_tried() -> None:
    """The page's table has each format's files by outcome, and their sum."""
    outcomes = Counter((one["format"], one["outcome"]) for one in FILES)
    for name in dict.fromkeys(one["format"] for one in FILES):
        told = [outcomes[name, outcome] for outcome in OUTCOMES]
        assert f"| {name[0].upper()}{name[1:]} | {sum(told)} | {' | '.join(map(str, told))} |" in PAGE
    every = Counter(one["outcome"] for one in FILES)
    assert f"| **All** | {len(FILES)} | {' | '.join(str(every[outcome]) for outcome in OUTCOMES)} |" in PAGE


def test_the_page_tells_how_many_are_read_at_once() -> None:
    """Of the files with labels by two people or more the page says how many are read at once; nine in ten are.

    Not counted are those that one person's work fills, and those that hold no labels which anybody could read. A file
    that answers several questions can be read in one way alone, and its answer has them all, so it is not asked about.
    """
    every = Counter(one["outcome"] for one in FILES)
    right, several = every["right"], every["right"] + every["asked"]
    assert f"Of the {several} files that hold two people's labels or more, {right} are read at once" in PAGE
    assert f"which is {100 * right / several:.0f}%" in PAGE
    assert right / several >= 9 / 10
