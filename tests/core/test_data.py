"""Tables beside the code: the same from TOML and from JSON, from a folder and from an archive."""

import importlib
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from calculators.core.data import tables
from scripts.runtime.snapshot.data import pack_tables

WRITTEN = 'title = "Crème & “quotes”"\n[[rows]]\nid = 1\nnames = ["a", "b"]\nwhen = { sites = ["x"] }\n'
READ = {
    "title": "Crème & “quotes”",
    "rows": [{"id": 1, "names": ["a", "b"], "when": {"sites": ["x"]}}],
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package with one data file, which can be imported."""
    folder = tmp_path / "packed_example"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "things.toml").write_text(WRITTEN, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    sys.modules.pop("packed_example", None)
    importlib.invalidate_caches()


def test_toml_is_read_where_nothing_was_packed(package: Path) -> None:
    """In a checkout, what people write is what is read."""
    assert tables("packed_example", "things") == READ


def test_packing_leaves_the_same_tables_and_no_toml(package: Path) -> None:
    """What a browser loads says the same as what people wrote, and TOML does not travel."""
    pack_tables(package)
    assert [path.name for path in package.iterdir() if path.suffix != ".py" and path.is_file()] == ["things.json"]
    assert tables("packed_example", "things") == READ


def test_an_archive_serves_as_well_as_a_folder(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser imports from an archive, and the data beside the code come from there too."""
    pack_tables(package)
    archive = tmp_path / "library.zip"
    with zipfile.ZipFile(archive, "w") as written:
        for path in package.iterdir():
            if path.is_file():
                written.write(path, f"packed_example/{path.name}")
    shutil.rmtree(package)
    monkeypatch.syspath_prepend(archive)
    assert tables("packed_example", "things") == READ


def test_a_file_that_is_not_there_is_refused(package: Path) -> None:
    """A misspelt name is an error, not an empty table."""
    with pytest.raises(OSError, match=r"nothing\.toml"):
        tables("packed_example", "nothing")
