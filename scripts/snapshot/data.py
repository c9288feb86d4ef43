"""Turns the tables of data that people write as TOML into JSON, which a browser reads thirty times as fast."""

import json
import tomllib
from pathlib import Path


def pack_data(folder: Path) -> None:
    """Put a JSON file in the place of every TOML file below a folder of an unpacked wheel; see ``core.data.tables``."""
    for path in sorted(folder.rglob("*.toml")):
        found = tomllib.loads(path.read_text("utf-8"))
        packed = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        path.with_suffix(".json").write_text(packed, encoding="utf-8", newline="\n")
        path.unlink()
