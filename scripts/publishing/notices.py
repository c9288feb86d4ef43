"""Writes whose work the site ships and under which licence: a text for people, and a CycloneDX bill for programs.

Source of the bill's form: https://cyclonedx.org/docs/1.6/json/
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from scripts.machine.environment import ROOT
from scripts.machine.errors import BuildError

HERE = Path(__file__).parent
SHIPPED, TEXTS = HERE / "shipped.toml", HERE / "licences"
NOTICES, BILL = "third-party-notices.txt", "bill-of-materials.cdx.json"


def shipped() -> Mapping[str, Mapping[str, str]]:
    """Return what others wrote and the site ships, by name."""
    return tomllib.loads(SHIPPED.read_text("utf-8"))


def versions() -> Mapping[str, str]:
    """Return the versions that are pinned here; what comes inside another part has that one's."""
    package = json.loads((ROOT / "node_modules" / "pyodide" / "package.json").read_text("utf-8"))
    lock = json.loads((ROOT / "node_modules" / "pyodide" / "pyodide-lock.json").read_text("utf-8"))["info"]
    emscripten = lock["platform"].removeprefix("emscripten_").replace("_", ".")
    theme = version("mkdocs-material")
    return {
        "mkdocs-material": theme,
        "pyodide": package["version"],
        "cpython": lock["python"],
        "emscripten": emscripten,
    }


def write_notices(site: Path, name: str) -> None:
    """Write both files into a built site, in place of what stands there for the links that lead to them.

    Raises BuildError when something named is not in the site any more.
    """
    known = versions()
    parts, components, texts = [], [], {}
    for key, about in shipped().items():
        files = sorted(path for path in site.glob(about["in"]) if path.is_file())
        if not files:
            raise BuildError(f"{SHIPPED.name}: {key} is not at {about['in']}; take it out, or correct the place")
        texts[about["licence"]] = (TEXTS / f"{about['licence']}.txt").read_text("utf-8").strip()
        title = " ".join(filter(None, (key, known.get(key))))
        parts.append(f"{title}\n  (c) {about['copyright']}\n  {about['licence']}; source: {about['source']}")
        components.append(component(key, about, known.get(key), files))
    head = f"{name}: whose work this site sends to a browser beside its own, and the licences in full."
    full = [f"{'=' * 70}\n{licence}\n{'=' * 70}\n\n{text}" for licence, text in sorted(texts.items())]
    (site / NOTICES).write_text("\n\n".join([head, *parts, *full]) + "\n", encoding="utf-8", newline="\n")
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    about_us = {"component": {"type": "application", "name": name, "version": ours}}
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": about_us}
    text = json.dumps({**bill, "components": components}, indent=1)
    (site / BILL).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def component(key: str, about: Mapping[str, str], pinned: str | None, files: list[Path]) -> Mapping[str, object]:
    """Return a component of the bill, with the digest of each file that it comes in."""
    evidence = [
        {
            "type": "file",
            "name": path.name,
            "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}],
        }
        for path in files
        if path.suffix != ".html"
    ]
    return {
        "type": "library",
        "name": key,
        **({"version": pinned} if pinned else {}),
        "copyright": about["copyright"],
        "licenses": [{"license": {"id": about["licence"]}}],
        "externalReferences": [{"type": "vcs", "url": about["source"]}],
        **({"components": evidence} if evidence else {}),
    }
