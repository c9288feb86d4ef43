"""Files of public projects: what became of each, with the numbers that a program of its own found in it."""

import os
import re
import tomllib
from contextlib import suppress
from pathlib import Path

import krippendorff
import numpy as np
import pytest

from calculators.core import InputError
from calculators.label_files import read
from tests.label_files.written_by_tools import zipped

ROOT = Path(__file__).parents[2]
FILES = tomllib.loads((ROOT / "tests/data/real_files.toml").read_text(encoding="utf-8"))["file"]
# Where somebody has the files, as OWNER+NAME/PATH; their licences keep them out of this repository.
FOLDER = os.environ.get("REAL_FILES", "")


def test_every_file_can_be_found_again() -> None:
    """Each file has its project, commit and licence, and numbers where it was read."""
    for one in FILES:
        assert re.fullmatch(r"[\w.-]+/[\w.-]+", one["repository"])
        assert re.fullmatch(r"[0-9a-f]{40}", one["commit"])
        assert one["licence"]
        assert one["outcome"] in ("right", "asked", "refused")
        assert (one["outcome"] == "right") == ("items" in one)
    assert len({(one["repository"], one["path"]) for one in FILES}) == len(FILES)


def contents(one: dict[str, str]) -> bytes:
    """Return a file, or several as a zip."""
    folder = Path(FOLDER, one["repository"].replace("/", "+"))
    if "*" not in one["path"] and "?" not in one["path"]:
        return (folder / one["path"]).read_bytes()
    return zipped({"/".join(path.parts[-2:]) if path.suffix == ".ann" else path.name: path.read_bytes()
                   for path in sorted(folder.glob(one["path"]))})  # fmt: skip


@pytest.mark.skipif(not FOLDER, reason="the files are not kept here")
@pytest.mark.parametrize("one", FILES, ids=lambda one: f"{one['repository']}/{one['path']}")
def test_the_files_themselves(one: dict[str, str]) -> None:
    """Each file gives the numbers that another program found in it, or is asked about or refused."""
    data = contents(one)
    if one["outcome"] != "right":
        with suppress(InputError):
            assert len(read(data).annotators) == 1
        return
    table = read(data)
    assert len(table.items) == one["items"]
    assert len(table.annotators) == one.get("people", len(table.annotators))
    assert sum(len(marks.spans) for marks in table.marks) == one.get("spans", 0)
    assert sum(len(marks.boxes) for marks in table.marks) == one.get("boxes", 0)
    if "observed" in one:
        counts = np.zeros((len(table.items), len(table.labels)), int)
        np.add.at(counts, (table.item_of, table.label_of), 1)
        twice = counts[counts.sum(1) > 1]
        people = twice.sum(1)
        observed = ((twice * (twice - 1)).sum(1) / (people * (people - 1))).mean()
        assert observed == pytest.approx(one["observed"], abs=1e-6)
        alpha = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
        assert alpha == pytest.approx(one["alpha"], abs=1e-6)
