"""Compressed files beside the others: smaller, of the same contents, and made once."""

import gzip
import subprocess
from pathlib import Path

import pytest

from scripts.machine.errors import BuildError
from scripts.machine.node import node_program
from scripts.publishing import precompressed

TEXT = b"a box, a polygon and a span; " * 200


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site: what shrinks, what does not, what is too small, and what pages inflate themselves."""
    monkeypatch.setattr(precompressed, "CACHE", tmp_path / "cache")
    files = {
        "index.html": TEXT,
        "small.html": b"<p>",
        "picture.png": TEXT,
        "sitemap.xml.gz": gzip.compress(TEXT),
        "runtime/0123/snapshot.gz": gzip.compress(TEXT * 50),
    }
    for name, contents in files.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents)
    return tmp_path / "site"


def unbrotlied(path: Path) -> bytes:
    """Return what a brotli file holds, by Node, since Python has nothing for it."""
    code = "process.stdout.write(require('zlib').brotliDecompressSync(require('fs').readFileSync(process.argv[1])))"
    return subprocess.run([node_program(), "-e", code, str(path)], capture_output=True, check=True).stdout


def added(site: Path) -> dict[str, Path]:
    """Return what was added, by its place."""
    precompressed.precompress(site)
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*.*") if path.suffix in {".br", ".gz"}}
    return {place: path for place, path in found.items() if place not in {"sitemap.xml.gz", "runtime/0123/snapshot.gz"}}


def test_each_holds_what_stands_beside_it(site: Path) -> None:
    """Both ways for a page; brotli alone, of the inflated contents, for what pages inflate; nothing for the rest."""
    files = added(site)
    assert files.keys() == {"index.html.br", "index.html.gz", "runtime/0123/snapshot.gz.br"}
    assert gzip.decompress(files["index.html.gz"].read_bytes()) == TEXT
    assert unbrotlied(files["index.html.br"]) == TEXT
    assert unbrotlied(files["runtime/0123/snapshot.gz.br"]) == TEXT * 50


def test_what_would_be_no_smaller_is_left_out(site: Path) -> None:
    """The host sends the file itself."""
    (site / "index.html").unlink()
    (site / "noise.txt").write_bytes(gzip.compress(bytes(range(256)) * 4) * 20)
    assert all(path.stat().st_size < path.with_suffix("").stat().st_size for path in added(site).values())


def test_the_second_build_compresses_nothing_anew(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes minutes for the whole site, so what an unchanged file became is kept, and gives the same bytes."""
    before = {place: path.read_bytes() for place, path in added(site).items()}
    for place in before:
        (site / place).unlink()
    monkeypatch.setattr(precompressed, "pack", lambda jobs: pytest.fail(f"compressed {jobs} again"))
    assert {place: path.read_bytes() for place, path in added(site).items()} == before


def test_a_failure_is_said_and_leaves_nothing(site: Path) -> None:
    """A file that is no gzip, though its name says so, ends the build."""
    (site / "runtime/0123/snapshot.gz").write_bytes(b"no gzip")
    with pytest.raises(BuildError, match="could not be compressed"):
        precompressed.precompress(site)
    assert not [*site.rglob("*.br")]
