"""Puts a brotli and a gzip file beside each file that shrinks, for hosts that send such a file as it is.

A host that compresses while it serves takes a quick and weak setting; here it is done once and as far as it goes.
What pages fetch as ``NAME.gz`` and inflate themselves, so that it is small on any host, gets ``NAME.gz.br``: the same
contents, inflated and then packed by brotli. The page's scripts take either, and check both by their hashes.
"""

import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.machine.environment import CACHE
from scripts.machine.errors import BuildError
from scripts.machine.node import node_program

PACKER = Path(__file__).with_name("precompress.mjs")
SHRINKS = frozenset(
    [".css", ".csv", ".html", ".js", ".json", ".map", ".md", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest", ".xml"]
)
# What a browser inflates by itself. Only Python's files are: others of that ending are for people to save.
PACKED = ".gz"
# Below it, the headers of an answer outweigh what is saved.
SMALLEST = 1000


class Job(NamedTuple):
    """One file to be written beside another."""

    source: Path
    way: str

    @property
    def packed(self) -> bool:
        """Say whether the source is gzip already."""
        return self.source.suffix == PACKED

    @property
    def target(self) -> Path:
        """Where a host looks for it."""
        return self.source.with_name(f"{self.source.name}.{self.way}")

    @property
    def kept(self) -> Path:
        """Where the result is kept from one build to the next, named by what it was made of."""
        contents = hashlib.sha256(self.source.read_bytes()).hexdigest()
        return CACHE / "precompressed" / f"{contents}.{self.way}"


def precompress(site: Path) -> None:
    """Add the compressed files to a site that is complete.

    Raises:
        BuildError: Node is missing or failed.
    """
    write_beside(sorted(all_jobs(site)))


def write_beside(wanted: Sequence[Job]) -> None:
    """Write each wanted file, from what an earlier build kept where that was made of the same.

    Raises:
        BuildError: Node is missing or failed.
    """
    jobs = {job: job.kept for job in wanted}
    fresh = {kept: job for job, kept in jobs.items() if not kept.exists()}
    if fresh:
        pack(fresh)
    for job, kept in jobs.items():
        # Where it would be no smaller, the host sends the file itself.
        if kept.stat().st_size < job.source.stat().st_size:
            shutil.copyfile(kept, job.target)


def all_jobs(site: Path) -> Iterator[Job]:
    """Return what is to be written: both ways for what shrinks, brotli alone for what is gzip already."""
    runtime = site / "runtime"
    for path in site.rglob("*"):
        if path.suffix in SHRINKS and path.stat().st_size >= SMALLEST:
            yield Job(path, "br")
            yield Job(path, "gz")
        elif path.suffix == PACKED and runtime in path.parents:
            yield Job(path, "br")


def pack(jobs: dict[Path, Job]) -> None:
    """Write each result to where it is kept; an interrupted build leaves none that is half-written.

    Raises:
        BuildError: Node is missing or failed.
    """
    folder = CACHE / "precompressed"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        lines = [
            json.dumps({"from": str(job.source), "to": f"{scratch}/{kept.name}", "way": job.way, "packed": job.packed})
            for kept, job in jobs.items()
        ]
        done = subprocess.run(
            [node_program(), str(PACKER)], input="\n".join(lines), capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode:
            raise BuildError(f"The files could not be compressed:\n{done.stderr[-4000:]}")
        for kept in jobs:
            (Path(scratch) / kept.name).replace(kept)
