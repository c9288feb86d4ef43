"""Links are written and read by Python and by JavaScript in the same way, by the same cases; old ones still open."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.catalog import catalog
from calculators.core import InputError
from calculators.core.fields.row_text import read_rows, write_rows
from calculators.show.links import LONGEST, fragment, read

ROOT = Path(__file__).parents[2]
VECTORS = ROOT / "tests" / "vectors"
WRITTEN = json.loads((VECTORS / "links.json").read_text("utf-8"))
READ = json.loads((VECTORS / "links_read.json").read_text("utf-8"))
ROWS = json.loads((VECTORS / "rows.json").read_text("utf-8"))
OLD = json.loads((VECTORS / "links_version_1.json").read_text("utf-8"))


@pytest.mark.parametrize("case", WRITTEN, ids=lambda case: case["fragment"][:30])
def test_links_are_written_and_read_back(case: dict[str, Any]) -> None:
    """The inputs give exactly this fragment, and it gives them back."""
    assert fragment(case["name"], case["inputs"], case["version"]) == case["fragment"]
    assert read(case["fragment"], case["version"]) == (case["name"], case["inputs"], case["version"], [])


@pytest.mark.parametrize(("text", "version", "opened"), READ)
def test_links_of_any_hand_are_read_or_refused(text: str, version: int, opened: dict[str, Any] | None) -> None:
    """A point is the decimal mark; an input twice and a version that does not exist are refused."""
    if opened is None:
        with pytest.raises(InputError):
            read(text, version)
    else:
        assert read(text, version)._asdict() == opened


def test_a_link_has_a_longest() -> None:
    """One character more than the longest is refused."""
    start = "#survey?note="
    assert read(start + "x" * (LONGEST - len(start)), 1)
    with pytest.raises(InputError):
        read(start + "x" * (LONGEST - len(start) + 1), 1)


@pytest.mark.parametrize(("text", "rows"), ROWS)
def test_rows_are_written_and_read(text: str, rows: list[list[str]]) -> None:
    """A line of rows is read as these rows and written back the same."""
    assert read_rows(text) == rows
    assert write_rows(rows) == text


def test_javascript_reads_and_writes_the_same() -> None:
    """The page's own reader and writer agree with Python's on every case."""
    done = subprocess.run(
        ["node", str(ROOT / "tests" / "links.mjs"), str(VECTORS)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == f"{len(WRITTEN) + len(READ) + len(ROWS)} cases"


@given(
    st.dictionaries(
        st.from_regex(r"[a-z_]{1,9}", fullmatch=True).filter(lambda name: name != "version"), st.text(max_size=30)
    )
)
def test_any_text_travels(inputs: dict[str, str]) -> None:
    """Whatever text an input has, the link gives it back, a number without a second reading aside."""
    if inputs:
        found = read(fragment("survey", inputs, 1), 1).inputs
        assert found.keys() == inputs.keys()
        for name, text in inputs.items():
            assert found[name] in {text, text + "0"}


@pytest.mark.parametrize("link", OLD)
def test_links_of_the_first_version_still_open(link: str) -> None:
    """Every link that was published opens today: its inputs are accepted, under today's names."""
    calculator = catalog()[link.removeprefix("#").partition("?")[0]]
    opened = read(link, calculator.version)
    inputs, notices = calculator.opening(opened.inputs, opened.version)
    assert calculator.inputs.parse(inputs)
    assert bool(notices) == (calculator.version > opened.version)
