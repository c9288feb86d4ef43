"""What the page on agreement tells of the files that the readers were tried with."""

import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = tomllib.loads((ROOT / "tests/data/real_files.toml").read_text(encoding="utf-8"))["file"]
PAGE = (ROOT / "docs/calculators/agreement.md").read_text(encoding="utf-8")
OUTCOMES = ("right", "asked", "refused")


def test_the_page_tells_what_was_tried() -> None:
    """The page's table has each format's files by outcome, and their sum."""
    outcomes = Counter((one["format"], one["outcome"]) for one in FILES)
    for name in dict.fromkeys(one["format"] for one in FILES):
        told = [outcomes[name, outcome] for outcome in OUTCOMES]
        assert f"| {name[0].upper()}{name[1:]} | {sum(told)} | {' | '.join(map(str, told))} |" in PAGE
    every = Counter(one["outcome"] for one in FILES)
    assert f"| **All** | {len(FILES)} | {' | '.join(str(every[outcome]) for outcome in OUTCOMES)} |" in PAGE
