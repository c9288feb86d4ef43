"""The tables of which engines are asked: every vector of labels and every file of the tests."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from calculators.core import InputError
from calculators.label_files import read
from scripts.machine.environment import ROOT

FORMS = {"one row a label", "one row an item, one column an annotator"}
VECTORS = ROOT / "tests" / "vectors"


class Given(NamedTuple):
    """A table of labels.

    Attributes:
        name: the vector or file that it is.
        text: its rows.
        options: how to read it, by the names of ``ReadOptions``.
    """

    name: str
    text: str
    options: Mapping[str, str]


def real_files() -> Iterator[tuple[Path, str]]:
    """Yield every file that the tests keep of public projects, with its form, empty where the reader refuses it."""
    for path in sorted((ROOT / "tests/data/labels").rglob("*")):
        if path.is_file() and path.suffix != "" and path.suffix != ".xlsx":
            try:
                yield path, read(path.read_bytes()).detected.form
            except InputError:
                yield path, ""


def flat_files() -> Iterator[Given]:
    """Yield those of them that have a row a label or a column a person."""
    yield from (Given(path.name, path.read_text("utf-8-sig"), {}) for path, form in real_files() if form in FORMS)


def vectors() -> Iterator[Given]:
    """Yield every vector whose data are labels, each table once.

    Items by annotators stay as they are. A table of two people's labels has an item for each that it counts, and of
    how many people gave an item each label they stand in a row. Dawid and Skene's come as one row a label.
    """
    yield from {table.text: table for table in (*_wide(), *_long())}.values()


def _wide() -> Iterator[Given]:
    for one in json.loads((VECTORS / "agreement.json").read_text("utf-8")):
        units = _units(one["inputs"])
        if any(cell is not None for row in units for cell in row):
            yield _table(one["id"], units)
    for at, one in enumerate(json.loads((VECTORS / "agreement_irrcac.json").read_text("utf-8"))):
        yield _table(f"irrCAC {at}", one["units"])


def _units(inputs: Mapping[str, list[list[int]]]) -> Sequence[Sequence[object]]:
    if "units" in inputs:
        return inputs["units"]
    if "table" in inputs:
        return [[row, column] for row, counts in enumerate(inputs["table"]) for column, times in enumerate(counts)
                for _ in range(times)]  # fmt: skip
    if isinstance(inputs.get("counts"), list):
        said = [[label for label, times in enumerate(row) for _ in range(times)] for row in inputs["counts"]]
        return [row + [None] * (max(map(len, said)) - len(row)) for row in said]
    return []


def _table(name: str, units: Sequence[Sequence[object]]) -> Given:
    head = ["item", *(f"rater {at + 1}" for at in range(len(units[0])))]
    rows = [[f"i{at}", *("" if cell is None else f"{cell}" for cell in row)] for at, row in enumerate(units)]
    return Given(name, "\n".join(",".join(row) for row in [head, *rows]), {"form": "wide", "item": "item"})


def _long() -> Iterator[Given]:
    for one in json.loads((VECTORS / "dawid_skene.json").read_text("utf-8")):
        rows = [",".join(map(str, triple)) for triple in one["inputs"]["triples"]]
        yield Given(one["id"], "\n".join(["item,annotator,label", *rows]), {"form": "long", "again": "first"})
