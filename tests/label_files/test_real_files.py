"""Files of public projects: what became of each, with the numbers that a program of its own found in it."""

import os
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np
import pytest

from calculators.core import InputError
from calculators.label_files import LabelTable, ReadOptions, read
from tests.label_files import by_hand
from tests.label_files.written_by_tools import zipped

ROOT = Path(__file__).parents[2]
FILES = tomllib.loads((ROOT / "tests/data/real_files.toml").read_text(encoding="utf-8"))["file"]
KEPT = ROOT / "tests/data/labels"
# Where somebody has the others, as OWNER+NAME/PATH; their licences or sizes keep them out of this repository.
FOLDER = os.environ.get("REAL_FILES", "")
OUTCOMES = {"right", "alone", "asked", "refused"}
# Each format that the page on agreement names, but for tables as people write them.
TWICE = (
    *("Label Studio", "Label Studio CSV", "Label Studio TSV", "Label Studio JSON-MIN", "doccano", "Prodigy", "brat"),
    *("WebAnno TSV 3", "CAS XMI", "CVAT for images", "CVAT for video", "COCO", "Labelbox NDJSON", "Mechanical Turk"),
    *("Toloka", "Prolific", "Figure Eight", "crowd table without a header", "nested JSON", "JSON records", "Excel"),
    *("table of counts", "confusion matrix", "long table", "wide table", "turned table"),
)


def test_every_file_can_be_found_again() -> None:
    """Each file has its project, commit and licence, numbers where it was read, and a reason where it was not."""
    for one in FILES:
        assert re.fullmatch(r"[\w.-]+/[\w.-]+", one["repository"])
        assert re.fullmatch(r"[0-9a-f]{40}", one["commit"])
        assert one["licence"]
        assert one["outcome"] in OUTCOMES
        assert (one["outcome"] in {"asked", "refused"}) == ("why" in one)
        assert one["outcome"] != "right" or "items" in one
    assert len({(one["repository"], one["path"]) for one in FILES}) == len(FILES)


def test_every_format_was_tried_twice() -> None:
    """Each format that people bring has two files with numbers that another program found."""
    read_ = Counter(one["format"] for one in FILES if "items" in one)
    assert not [name for name in TWICE if read_[name] < 2]


def test_kept_files_are_small_and_may_be_kept() -> None:
    """Each file that is kept stands in the list with a licence that allows it, and there is no other."""
    listed = {path for one in FILES if one.get("kept") for path in paths(one)}
    every = {path for path in KEPT.rglob("*") if path.is_file() and path.name not in ("LICENSE", "APACHE-2.0.txt")}
    assert listed == every
    assert all(path.stat().st_size < 60_000 for path in every)
    assert sum(path.stat().st_size for path in KEPT.rglob("*") if path.is_file()) < 600_000
    for one in FILES:
        if one.get("kept"):
            assert one["licence"] in {"MIT", "Apache-2.0"} or "built" in one
            assert "built" in one or (KEPT / one["repository"].replace("/", "+") / "LICENSE").is_file()


def paths(one: dict[str, Any]) -> list[Path]:
    """Return where a file stands, or several."""
    root = KEPT if one.get("kept") else Path(FOLDER)
    folder = root if "built" in one else root / one["repository"].replace("/", "+")
    if "*" not in one["path"] and "?" not in one["path"]:
        return [folder / one["path"]]
    return sorted(folder.glob(one["path"]))


def contents(one: dict[str, Any]) -> bytes:
    """Return a file, or several as a zip."""
    found = paths(one)
    if len(found) == 1:
        return found[0].read_bytes()
    return zipped({"/".join(path.parts[-2:]) if path.suffix == ".ann" else path.name: path.read_bytes()
                   for path in found})  # fmt: skip


def facts_of(table: LabelTable) -> list[by_hand.Fact]:
    """Return who said what of which item and, for marks, where, as the other program tells it."""
    found: list[by_hand.Fact] = [] if table.marks else [*table.ratings]
    for marks in table.marks:
        who = table.items[marks.item], table.annotators[marks.annotator]
        found += [(*who, label, start, end) for start, end, label in marks.spans]
        found += [(*who, one.label, *(round(end, 3) for end in one.box)) for one in marks.boxes]
        found += [(*who, one.label, one.kind) for one in marks.shapes]
    return sorted(found, key=repr)


def by_itself(one: dict[str, Any], columns: Sequence[str]) -> list[by_hand.Fact]:
    """Return the facts that the other program finds in columns of a file."""
    files = {"/".join(path.parts[-2:]): path.read_bytes() for path in paths(one)}
    more = {"delimiter": one["delimiter"]} if "delimiter" in one else {}
    return sorted(by_hand.READERS[one["by_hand"]](files, columns, **more), key=repr)


@pytest.mark.parametrize(
    "one", [one for one in FILES if one.get("kept")], ids=lambda one: f"{one['repository']}/{one['path']}"
)
def test_kept_files_say_what_another_program_finds(one: dict[str, Any]) -> None:
    """Every label, span and box, with its person and item, is the same to a program that knows nothing of ours."""
    table = read(contents(one))
    assert facts_of(table) == by_itself(one, one["columns"])
    for question, columns in one.get("each", {}).items():
        assert facts_of(read(contents(one), ReadOptions(label=question))) == by_itself(one, columns)
    assert (len(table.annotators) == 1) == (one["outcome"] == "alone")


@pytest.mark.parametrize("one", FILES, ids=lambda one: f"{one['repository']}/{one['path']}")
def test_the_files_themselves(one: dict[str, Any]) -> None:
    """Each file gives the numbers that another program found in it, or is asked about or refused."""
    if not FOLDER and not one.get("kept"):
        pytest.skip("the file is not kept here")
    data = contents(one)
    if one["outcome"] in {"asked", "refused"}:
        with pytest.raises(InputError):
            read(data)
        return
    table = read(data)
    assert (len(table.annotators) == 1) == (one["outcome"] == "alone")
    assert len(table.detected.questions) == one.get("questions", 0)
    if "items" not in one:
        return
    assert len(table.items) >= one["items"] if table.marks else len(table.items) == one["items"]
    assert len(table.annotators) == one.get("people", len(table.annotators))
    assert sum(len(marks.spans) for marks in table.marks) == one.get("spans", 0)
    assert sum(len(marks.boxes) for marks in table.marks) == one.get("boxes", 0)
    assert sum(len(marks.shapes) for marks in table.marks) == one.get("shapes", 0)
    if "observed" in one:
        counts = np.zeros((len(table.items), len(table.labels)), int)
        np.add.at(counts, (table.item_of, table.label_of), 1)
        twice = counts[counts.sum(1) > 1]
        people = twice.sum(1)
        observed = ((twice * (twice - 1)).sum(1) / (people * (people - 1))).mean()
        assert observed == pytest.approx(one["observed"], abs=1e-6)
        alpha = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
        assert alpha == pytest.approx(one["alpha"], abs=1e-6)
