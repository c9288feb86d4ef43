"""Packs what stands beside the code for a browser: JSON, which it reads thirty times as fast as the TOML people write.

Figures get a file each, so that a calculator's own file can hold those it asks for and none of the hundreds beside.
"""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from scripts.machine.errors import BuildError

OUTLINES = "outlines.json"
# Written by the catalogue itself, so that there is no list to keep.
TELL_OUTLINES = """
import json
from calculators.catalog import catalog
print(json.dumps({name: {"version": one.version, "fields": sorted(one.fields)} for name, one in catalog().items()}))
"""


def pack_data(package: Path) -> None:
    """Pack the data of an unpacked wheel: the outlines of its calculators, its figures, and the tables of its models.

    Raises:
        BuildError: a calculator cannot be imported, or a figure is called like a topic.
    """
    calculators = package / "calculators"
    (calculators / OUTLINES).write_text(outlines(package), encoding="utf-8", newline="\n")
    for path in sorted((calculators / "facts").glob("*.toml")):
        for key, figure in tomllib.loads(path.read_text("utf-8")).items():
            if path.with_name(f"{key}.toml").exists():
                raise BuildError(f"{path.name}: a figure cannot be called {key}, which is a topic's name")
            write(path.with_name(f"{key}.json"), figure)
    pack_tables(calculators)


def pack_tables(folder: Path) -> None:
    """Put a JSON file in the place of every TOML file below a folder; see ``core.data.tables``."""
    for path in sorted(folder.rglob("*.toml")):
        write(path.with_suffix(".json"), tomllib.loads(path.read_text("utf-8")))
        path.unlink()


def outlines(package: Path) -> str:
    """Return what the links between calculators must know of each, as JSON.

    Raises:
        BuildError: a calculator cannot be imported; the message holds what Python said.
    """
    command = [sys.executable, "-B", "-c", TELL_OUTLINES]
    environment = {**os.environ, "PYTHONPATH": str(package)}
    done = subprocess.run(command, cwd=package, env=environment, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BuildError(f"The calculators cannot be imported:\n{done.stderr[-4000:]}")
    return done.stdout


def write(path: Path, table: dict[str, Any]) -> None:
    """Write a table as JSON in one line."""
    packed = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    path.write_text(packed, encoding="utf-8", newline="\n")
