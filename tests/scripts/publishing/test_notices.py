"""What others wrote and a reader is sent is named with its licence in full, and nothing that is sent is missing."""

import json
import re
from importlib.resources import files
from pathlib import Path

from scripts.machine.environment import ROOT
from scripts.publishing.notices import BILL, NOTICES, TEXTS, shipped
from scripts.runtime.folder import LOADER_NAME, PYODIDE, SCRIPT_NAME, WASM_NAME
from scripts.runtime.webassembly.shake import shake
from scripts.runtime.webassembly.trim import trim_script


def test_every_package_in_the_theme_s_files_is_named(site: Path) -> None:
    """The theme's own maps say what was joined into scripts and styles; each is there, and no script without a map."""
    theme = Path(str(files("material"))) / "templates/assets"
    sources = [source for path in theme.rglob("*.map") for source in json.loads(path.read_text("utf-8"))["sources"]]
    joined = {found[1] for source in sources if (found := re.search(r"node_modules/((?:@[^/]+/)?[^/]+)/", source))}
    assert joined
    assert joined <= shipped().keys()
    scripts = {path.relative_to(site / "assets/javascripts").parts[0] for path in (site / "assets").rglob("*.min.js")}
    assert {name.partition(".")[0] for name in scripts} == {"bundle", "workers"}


def test_whoever_is_named_inside_a_file_is_named_in_the_notices(site: Path) -> None:
    """Pictures inside a style sheet or a page may bring a notice of their own; its author stands in the notices."""
    text = (site / NOTICES).read_text("utf-8")
    inside = {
        found
        for path in site.rglob("*")
        if path.suffix in {".css", ".html", ".js", ".mjs", ".svg"}
        for found in re.findall(r"by @\w+ - https://(\w+)\.com License", path.read_text("utf-8"))
    }
    assert inside == {"fontawesome"}
    assert "font-awesome" in text


def test_the_notices_hold_every_licence_in_full(site: Path) -> None:
    """Each name, each holder and each text stands in the file that a reader can open."""
    text = (site / NOTICES).read_text("utf-8")
    for name, about in shipped().items():
        assert name in text
        assert about["copyright"] in text
        assert (TEXTS / f"{about['licence']}.txt").read_text("utf-8").strip() in text
    assert {path.stem for path in TEXTS.iterdir()} == {about["licence"] for about in shipped().values()}


def test_the_bill_names_the_same_with_the_files_of_the_site(site: Path) -> None:
    """Programs read the same list, with the digests of the very files that are sent."""
    bill = json.loads((site / BILL).read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert [part["name"] for part in bill["components"]] == [*shipped()]
    listed = {file["name"] for part in bill["components"] for file in part.get("components", [])}
    assert {"pyodide.asm.wasm", "pyodide.asm.js", "snapshot.gz"} <= listed
    assert not [name for name in listed if not [*site.rglob(name)]]


def test_the_runtime_is_the_release_that_is_pinned(site: Path) -> None:
    """Pyodide is the one whose sum the lock file holds, and the glue is that with what nothing calls taken out."""
    pinned, installed = (
        json.loads((ROOT / name).read_text("utf-8"))["packages"]["node_modules/pyodide"]
        for name in ("package-lock.json", "node_modules/.package-lock.json")
    )
    assert pinned["integrity"] == installed["integrity"]
    (folder,) = (site / "runtime").iterdir()
    loader, script = ((PYODIDE / name).read_text("utf-8") for name in (LOADER_NAME, SCRIPT_NAME))
    assert (folder / LOADER_NAME).read_text("utf-8") == loader
    shaken = shake(trim_script(script), (folder / WASM_NAME).read_bytes(), loader)
    assert (folder / SCRIPT_NAME).read_text("utf-8") == shaken
