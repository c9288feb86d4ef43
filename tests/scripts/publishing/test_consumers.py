"""Other sites that link to ours by name: a real Sphinx project and a real MkDocs project resolve every name."""

import json
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

CONF = """
project = "A wiki"
extensions = ["sphinx.ext.intersphinx"]
intersphinx_mapping = {{"labelling": ("{address}", None)}}
nitpicky = True
"""
MKDOCS = """
site_name: A wiki
plugins:
  - search
  - mkdocstrings:
      handlers:
        python:
          inventories:
            - url: {address}objects.inv
              domains: [std]
"""
HREF = re.compile(r'href="([^"]+)"')


@pytest.fixture(scope="module")
def links(site: Path) -> dict[str, tuple[str, str]]:
    """Every name, with its kind and its address."""
    found = json.loads((site / "links.json").read_text("utf-8"))["links"]
    return {link["id"]: ("doc" if link["kind"] == "page" else "ref", link["address"]) for link in found}


def run(folder: Path, *arguments: str) -> None:
    """Run a Python module as its users would, and show what it said if it fails."""
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
    assert not done.returncode, (done.stdout + done.stderr)[-4000:]


def addresses_on(page: Path) -> set[str]:
    """Return where a built page links to. The home page may be reached by its heading."""
    return {unescape(address) for address in HREF.findall(page.read_text("utf-8"))}


def test_sphinx_resolves_every_name(links: dict[str, tuple[str, str]], address: str, tmp_path: Path) -> None:
    """With intersphinx, every page and part is reached by its name; a name that is not found is a failure."""
    lines = ["A wiki", "======", "", *(f"- :external+labelling:{role}:`{name}`" for name, (role, _) in links.items())]
    (tmp_path / "conf.py").write_text(CONF.format(address=address), "utf-8")
    (tmp_path / "index.rst").write_text("\n".join(lines) + "\n", "utf-8")
    run(tmp_path, "sphinx", "--fail-on-warning", "--quiet", ".", "built")
    assert {target for _, target in links.values()} <= addresses_on(tmp_path / "built" / "index.html") | {address}


def test_mkdocs_resolves_every_name(links: dict[str, tuple[str, str]], address: str, tmp_path: Path) -> None:
    """With mkdocstrings, every page and part is reached by its name; strict mode fails on one that is not."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(MKDOCS.format(address=address), "utf-8")
    lines = "\n".join(f"- [{number}][{name}]" for number, name in enumerate(links))
    (tmp_path / "docs" / "index.md").write_text(f"# A wiki\n\n{lines}\n", "utf-8")
    run(tmp_path, "mkdocs", "build", "--strict", "--quiet")
    assert {target for _, target in links.values()} <= addresses_on(tmp_path / "site" / "index.html") | {address}


def test_the_page_for_wikis_shows_these_very_settings(site: Path, address: str) -> None:
    """What a keeper of a wiki copies from the page is what is tried here, with the site's own address."""
    page = unescape(re.sub("<[^>]+>", "", (site / "reference/link-to-us/index.html").read_text("utf-8")))
    assert f'intersphinx_mapping = {{"labelling": ("{address}", None)}}' in page
    assert MKDOCS.format(address=address).partition("plugins:")[2].strip() in page
    assert ":external+labelling:ref:`decide/compare.cost`" in page
    assert "HANDBOOK_" not in page
