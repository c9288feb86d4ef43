"""Builds the site: MkDocs makes the pages, then plain steps over the result add the runtime and the policy.

Everything happens in a scratch folder. Only a site that passed every gate is copied over the last good one,
and then only the files that differ.
"""

import filecmp
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.utils.yaml import yaml_load

from scripts.machine.environment import CACHE, ROOT
from scripts.machine.errors import BuildError, exit_code
from scripts.markdown.markup import Page, read_pages
from scripts.publishing.hosting import fill_hosting
from scripts.publishing.notices import write_notices
from scripts.publishing.open_data import write_open_data
from scripts.publishing.precompressed import precompress
from scripts.publishing.steps import SOURCES, add_what_others_read
from scripts.publishing.take_away import write_files
from scripts.runtime.beside import runtime_beside
from scripts.runtime.folder import build_runtime, fingerprint, module_text, runtime_inputs
from scripts.site.bundles import SCRIPTS, bundle_assets
from scripts.site.navigation import navigation
from scripts.site.offline import add_offline
from scripts.site.policy import apply_policy
from scripts.site.search.fields import add_fields
from scripts.site.site_links import resolve_site_links
from scripts.site.tabs import keep_tabs
from scripts.site.theme_repairs import repair_theme

DOCS = ROOT / "docs"
SETTINGS = ROOT / "mkdocs.yml"


def build_site(destination: Path, site_url: str, docs: Path = DOCS, *, compressed: bool = False) -> None:
    """Build the site for one address and put it into the destination; with compressed files beside, where asked for.

    The destination is left as it was when anything fails.
    Raises BuildError when MkDocs or a gate refuses a page.
    """
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="build-") as scratch, runtime_beside() as runtime:
        site = Path(scratch) / "site"
        settings_file = Path(scratch) / "mkdocs.yml"
        asked = configuration(settings(), site, site_url, docs)
        # JSON is YAML too.
        settings_file.write_text(json.dumps(asked), encoding="utf-8")
        run_mkdocs(settings_file, site_url)
        write_files(site, docs)
        write_open_data(site, site_url, str(settings()["site_name"]))
        resolve_site_links(site)
        repair_theme(site)
        add_fields(site)
        keep_tabs(site, asked["nav"], settings()["extra"]["tabs"])
        add_what_others_read(site, docs, site_url, settings())
        # Python takes longest, and nothing before this needs it.
        runtime()
        add_runtime(site)
        bundle_assets(site)
        if (site / SCRIPTS).exists() and docs == DOCS:
            write_notices(site, str(settings()["site_name"]))
        pages = read_pages(site)
        refuse_faults(pages, site)
        refuse_unread_blocks(pages, site)
        fill_hosting(site, site_url, apply_policy(pages))
        add_offline(site)
        if compressed:
            precompress(site)
        publish(site, destination)


def address_from_settings() -> str:
    """Return the address of ``SITE_URL``, or the one mkdocs.yml falls back to."""
    return str(settings()["site_url"])


def settings() -> dict[str, Any]:
    """Return what mkdocs.yml says, read the way MkDocs reads it, tags and all."""
    with SETTINGS.open("rb") as opened:
        return yaml_load(opened)


def configuration(base: Mapping[str, Any], site: Path, site_url: str, docs: Path) -> dict[str, Any]:
    """Return the settings that only a build knows, to go on top of those of mkdocs.yml.

    Raises BuildError as ``navigation`` does.
    """
    added: dict[str, Any] = {
        "INHERIT": str(SETTINGS),
        "docs_dir": str(docs),
        "site_dir": str(site),
        "nav": navigation(docs, base["extra"]["tabs"], base["extra"]["below"]),
        # The theme's key for what it keeps in the browser. Constant, it makes the inline script that holds
        # it the same on every page, so the policy does not grow with the depth of the folders.
        "extra": {"scope": urlsplit(site_url).path or "/"},
    }
    overrides = base["theme"].get("custom_dir")
    if overrides:
        # MkDocs would look for the folder beside the file we write, and publish its templates as pages.
        added["theme"] = {"custom_dir": str(ROOT / overrides)}
        added["exclude_docs"] = f"{base.get('exclude_docs', '')}\n/{Path(overrides).relative_to('docs').as_posix()}/"
    return added


def run_mkdocs(settings_file: Path, site_url: str) -> None:
    """Let MkDocs build the pages.

    Raises BuildError when it fails; it has printed why.
    """
    # Never add --quiet: it switches off the counting of warnings that --strict lives on.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(settings_file)]
    variables = {**os.environ, "SITE_URL": site_url, "NO_MKDOCS_2_WARNING": "1"}
    # From the root, where our Markdown extensions can be imported.
    if subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode:
        raise BuildError("MkDocs stopped; the lines above say why")


def add_runtime(site: Path) -> None:
    """Add the runtime, and the module by which the page's scripts find its folder."""
    name = build_runtime(site / "runtime")
    scripts = site / SCRIPTS
    scripts.mkdir(parents=True, exist_ok=True)
    (scripts / "runtime.mjs").write_text(module_text(name, site / "runtime" / name), encoding="utf-8")


def refuse_faults(pages: Mapping[Path, Page], site: Path) -> None:
    """Refuse broken HTML and everything the security policy would block.

    Raises BuildError with all of it, page by page.
    """
    found = [f"{path.relative_to(site)}: {fault}" for path, page in pages.items() for fault in page.faults]
    if found:
        raise BuildError("These pages are not publishable:\n" + "\n".join(found))


def refuse_unread_blocks(pages: Mapping[Path, Page], site: Path) -> None:
    """Refuse pages with a block that the Markdown extension left as text, for a misspelt option, say.

    Raises BuildError with the line as the reader would see it.
    """
    found = [
        f"{path.relative_to(site)}: {line.strip()}"
        for path, page in pages.items()
        for line in page.prose.splitlines()
        if "///" in line
    ]
    if found:
        raise BuildError("These blocks were not understood; check their options:\n" + "\n".join(found))


def publish(site: Path, destination: Path) -> None:
    """Make the destination equal to the site, touching only what differs."""
    wanted = {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    for path in sorted(destination.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(destination) not in wanted:
            path.unlink()
    for name in sorted(wanted):
        target = destination / name
        if not target.exists() or not filecmp.cmp(site / name, target, shallow=False):
            target.parent.mkdir(parents=True, exist_ok=True)
            # Renamed into place, so that a reader of the running server never gets half a file.
            unfinished = target.with_name(target.name + ".unfinished")
            shutil.copyfile(site / name, unfinished)
            unfinished.replace(target)


def site_inputs() -> list[Path]:
    """Return every file whose contents can change the site."""
    folders = (DOCS, ROOT / "scripts")
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    others = (ROOT / name for name in SOURCES)
    return [
        *runtime_inputs(),
        SETTINGS,
        *(path for path in others if path.exists()),
        *(path for path in found if "__pycache__" not in path.parts),
    ]


def site_fingerprint(site_url: str) -> str:
    """Return a text that stays the same exactly as long as building again would change nothing."""
    return f"{fingerprint(site_inputs(), ROOT)} {site_url}"


def main() -> int:
    """Build into the folder of the first argument for the address of the second; return the exit code.

    A third argument, ``compressed``, asks for compressed files beside the others.
    """
    destination, site_url, *more = sys.argv[1:]
    return exit_code(lambda: build_site(Path(destination), site_url, compressed=more == ["compressed"]))


if __name__ == "__main__":
    raise SystemExit(main())
