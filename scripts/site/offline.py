"""Tells the service worker its version, and lists what a reader must keep to read the guide without a network."""

import gzip
import json
from pathlib import Path

from scripts.machine.errors import BuildError
from scripts.runtime.folder import PYODIDE_FILES, SNAPSHOT_NAME, calculator_file, fingerprint

WORKER = "service-worker.js"
LIST = "assets/offline.json"
KEPT = frozenset([".css", ".docx", ".html", ".js", ".json", ".mjs", ".png", ".svg", ".woff2", ".xlsx"])
# Compressing these again gains nothing.
PACKED = frozenset([".docx", ".gz", ".png", ".woff2", ".xlsx"])
# What loads nobody but machines and frames on other sites, or only where the snapshot fails.
LEFT_OUT = (
    *("runtime/", "embed/", "assets/scripts/embed.", "assets/previews/", "data/"),
    *("sitemap", "feed", "objects", "links.json", "bill-of-materials", "404.html"),
)


def add_offline(site: Path) -> None:
    """Write the list, and the two names into the service worker; the site's other files must be finished.

    A docs folder without a service worker gets neither.
    Raises BuildError when there is not exactly one runtime.
    """
    worker = site / WORKER
    if not worker.exists():
        return
    runtimes = list((site / "runtime").iterdir())
    if len(runtimes) != 1:
        raise BuildError(f"{site / 'runtime'}: expected one folder, found {len(runtimes)}")
    (runtime,) = runtimes
    pages = sorted(path for path in site.rglob("*") if path.is_file() and kept(path.relative_to(site).as_posix()))
    version = fingerprint(pages, site)
    tied = [runtime / name for name in (*PYODIDE_FILES, SNAPSHOT_NAME)]
    tied += sorted(runtime.glob(calculator_file("*")))
    files = [{"path": address(path, site), "bytes": weight(path)} for path in [*pages, *tied]]
    total = sum(weight(path) for path in [*pages, *tied])
    contents = {"version": version, "runtime": runtime.name, "bytes": total, "files": files}
    (site / LIST).write_text(json.dumps(contents, sort_keys=True), encoding="utf-8")
    text = worker.read_text("utf-8").replace("HANDBOOK_VERSION", version).replace("HANDBOOK_RUNTIME", runtime.name)
    worker.write_text(text, encoding="utf-8", newline="\n")


def kept(place: str) -> bool:
    """Say whether a reader without a network may need the file."""
    return Path(place).suffix in KEPT and not place.startswith(LEFT_OUT) and place not in {LIST, WORKER}


def address(path: Path, site: Path) -> str:
    """Return a file's address from the root of the site, as pages are linked: by their folder."""
    return path.relative_to(site).as_posix().removesuffix("index.html")


def weight(path: Path) -> int:
    """Return about what a file weighs on the wire."""
    contents = path.read_bytes()
    return (
        len(contents)
        if path.suffix in {".docx", ".gz", ".png", ".woff2", ".xlsx"}
        else len(gzip.compress(contents, mtime=0))
    )
