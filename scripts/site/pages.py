"""Builds the site: MkDocs makes the pages, then plain steps over the result add the runtime and the policy.

Everything happens in a scratch folder. Only a site that passed every gate is copied over the last good one,
and then only the files that differ.
"""

import filecmp
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.utils.yaml import yaml_load

from scripts.machine.environment import CACHE, ROOT
from scripts.machine.errors import BuildError, exit_code
from scripts.markdown.markup import Page, read_pages
from scripts.publishing.contents import document
from scripts.publishing.hosting import fill_hosting
from scripts.publishing.notices import write_notices
from scripts.publishing.open_data import write_open_data
from scripts.publishing.pictures import picture_of
from scripts.publishing.precompressed import precompress
from scripts.publishing.steps import SOURCES, add_to_pages, add_what_others_read
from scripts.publishing.take_away import write_files
from scripts.runtime.beside import runtime_beside
from scripts.runtime.folder import build_runtime, fingerprint, module_text, runtime_inputs
from scripts.site.bundles import SCRIPTS, bundle_assets, load_from_pages
from scripts.site.inner_styles import put_styles_inside
from scripts.site.navigation import Entry, navigation
from scripts.site.offline import add_offline
from scripts.site.policy import apply_policy
from scripts.site.rendering import Rendering
from scripts.site.search.fields import add_fields
from scripts.site.site_links import resolve_site_links
from scripts.site.tabs import keep_tabs
from scripts.site.theme_repairs import Repair, refuse_idle, repair_pages
from scripts.site.theme_scripts import repair_scripts

DOCS = ROOT / "docs"
SETTINGS = ROOT / "mkdocs.yml"
# The folders and files that can change the site, beside those that Python for the browser is made of.
SITE_INPUTS = (DOCS, ROOT / "includes", ROOT / "scripts", SETTINGS, *(ROOT / name for name in SOURCES))


class Site:
    """A site in a folder, and all that its pages must be told of the whole, so that some can be made again."""

    def __init__(self, scratch: Path, site_url: str, docs: Path) -> None:
        self.folder = scratch / "site"
        self.site_url, self.docs = site_url, docs
        self.settings = settings()
        self.name = str(self.settings["site_name"])
        asked = configuration(self.settings, self.folder, site_url, docs)
        self.nav: Sequence[Entry] = asked["nav"]
        settings_file = scratch / "mkdocs.yml"
        # JSON is YAML too.
        settings_file.write_text(json.dumps(asked), encoding="utf-8")
        self.rendering = Rendering(settings_file, site_url)

    def make(self, runtime: Callable[[], None]) -> None:
        """Make all of it; ``runtime`` waits until Python for the browser is there.

        Raises BuildError when MkDocs or a gate refuses a page.
        """
        site = self.folder
        self.rendering.all()
        write_files(site, self.docs)
        write_open_data(site, self.site_url, self.name)
        self.scripts = repair_scripts(site)
        refuse_idle(self._mend(built_pages(site)), site)
        add_fields(site)
        self.published = add_what_others_read(site, self.docs, self.site_url, self.settings)
        # Python takes longest, and nothing before this needs it.
        runtime()
        add_runtime(site)
        self.bundles = bundle_assets(site)
        if self.bundles and self.docs == DOCS:
            write_notices(site, self.name)
        self.policy = self._finish(built_pages(site))
        add_offline(site)

    def again(self, sources: Collection[str]) -> list[Path]:
        """Make these pages again, named by their places below the docs folder, and return what was written.

        Each becomes what a whole build would make of it, as long as no other page needs to change for that. What the
        site says of it elsewhere stays as it was: other pages' navigation, lists, the search, and files to take away.
        Raises BuildError when MkDocs or a gate refuses a page, or only a whole build can tell.
        """
        if configuration(settings(), self.folder, self.site_url, self.docs)["nav"] != self.nav:
            raise BuildError("The navigation has changed, which stands on every page")
        with self.rendering.again(sources) as pages:
            self._mend(pages)
            made = [document(self.docs / source, self.folder, self.docs) for source in sources]
            others = [one for one in self.published if str(one.source) not in sources]
            published = sorted([*others, *made], key=lambda one: one.folder)
            add_to_pages(self.folder, self.docs, self.site_url, self.name, made, published)
            self._finish(pages, self.policy)
        self.published = published
        beside = [file for page in pages if (file := page.with_name("index.md")).exists()]
        return [*pages, *beside, *(self.folder / picture_of(one) for one in made)]

    def _mend(self, pages: Sequence[Path]) -> Mapping[Repair, int]:
        """Make of the theme's pages ours, and return how often each repair found something."""
        resolve_site_links(self.folder, pages)
        found = repair_pages(pages, self.scripts)
        keep_tabs(self.folder, pages, self.nav, self.settings["extra"]["tabs"])
        return found

    def _finish(self, pages: Sequence[Path], policy: str = "") -> str:
        """Let pages load what is joined, pass the gates and get their policy, made for them or given; return it."""
        if self.bundles:
            load_from_pages(pages, self.bundles)
        read = read_pages(pages)
        refuse_faults(read, self.folder)
        refuse_unread_blocks(read, self.folder)
        put_styles_inside(read)
        policy = apply_policy(read, policy)
        fill_hosting(self.folder, self.site_url, policy)
        return policy


def build_site(destination: Path, site_url: str, docs: Path = DOCS, *, compressed: bool = False) -> None:
    """Build the site for one address and put it into the destination; with compressed files beside, where asked for.

    The destination is left as it was when anything fails.
    Raises BuildError when MkDocs or a gate refuses a page.
    """
    with built(site_url, docs) as site:
        if compressed:
            precompress(site.folder)
        publish(site.folder, destination)


@contextmanager
def built(site_url: str, docs: Path = DOCS) -> Iterator[Site]:
    """Build the site into a folder that is there during the block.

    Raises BuildError when MkDocs or a gate refuses a page.
    """
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="build-") as scratch:
        site = Site(Path(scratch), site_url, docs)
        with runtime_beside() as runtime:
            site.make(runtime)
        yield site


def built_pages(site: Path) -> list[Path]:
    """Return the pages of a built site, in order."""
    return sorted(site.rglob("*.html"))


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
    publish_files(site, sorted(wanted), destination)


def publish_files(site: Path, names: Iterable[Path], destination: Path) -> None:
    """Put these files of the site into the destination, unless they are there and the same."""
    for name in names:
        target = destination / name
        if not target.exists() or not filecmp.cmp(site / name, target, shallow=False):
            target.parent.mkdir(parents=True, exist_ok=True)
            # Renamed into place, so that a reader of the running server never gets half a file.
            unfinished = target.with_name(target.name + ".unfinished")
            shutil.copyfile(site / name, unfinished)
            unfinished.replace(target)


def site_inputs() -> list[Path]:
    """Return every file whose contents can change the site."""
    found = [path for top in SITE_INPUTS for path in (top.rglob("*") if top.is_dir() else [top]) if path.is_file()]
    return [*runtime_inputs(), *(path for path in found if "__pycache__" not in path.parts)]


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
