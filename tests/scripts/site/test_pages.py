"""The steps of a build, and the built site as a whole."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import html5lib  # type: ignore[import-untyped]
import pytest

from calculators.catalog import catalog
from scripts.machine.environment import ROOT
from scripts.machine.errors import BuildError
from scripts.markdown.markup import read_page
from scripts.site import pages
from scripts.site.preview import Builder
from tests.conftest import Served
from tests.examples import EXAMPLE

BASE = {"theme": {"name": "material"}, "extra": {"tabs": {}, "below": []}}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A docs folder with only a home page."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "index.md").write_text("# Home\n\nWelcome.\n")
    return folder


def test_the_scope_is_where_the_site_is_mounted(docs: Path) -> None:
    """What the theme keeps in the browser is kept under the site's own path."""
    added = pages.configuration(BASE, docs, "https://example.org/handbook/", docs)
    assert added["extra"] == {"scope": "/handbook/"}
    assert added["nav"] == [{"Home": "index.md"}]


def test_theme_overrides_are_found_and_not_published(docs: Path) -> None:
    """Templates kept below docs/ are used from where they are, and are no pages."""
    base = {**BASE, "theme": {"custom_dir": "docs/assets/theme"}}
    added = pages.configuration(base, docs, "https://example.org/", docs)
    assert added["theme"] == {"custom_dir": str(ROOT / "docs/assets/theme")}
    assert added["exclude_docs"] == "\n/assets/theme/"


def test_the_address_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """SITE_URL is where the site will be published; without it, mkdocs.yml has an answer."""
    monkeypatch.setenv("SITE_URL", "https://example.org/handbook/")
    assert pages.address_from_settings() == "https://example.org/handbook/"
    monkeypatch.delenv("SITE_URL")
    assert pages.address_from_settings().startswith("http://127.0.0.1")


def test_an_unread_block_is_refused(tmp_path: Path) -> None:
    """A block that stayed text stops the build, with its page and line; quoted code does not."""
    good = read_page("<p><code>/// calculator | survey</code></p>")
    bad = read_page("<p>Text</p>\n<p>/// calculator | survey\n    bogus: 1</p>")
    pages.refuse_unread_blocks({tmp_path / "a.html": good}, tmp_path)
    with pytest.raises(BuildError, match=r"b\.html: /// calculator \| survey$"):
        pages.refuse_unread_blocks({tmp_path / "a.html": good, tmp_path / "b.html": bad}, tmp_path)


def test_a_page_with_an_inline_style_is_refused(tmp_path: Path) -> None:
    """The security policy would drop it in silence, so the build does not."""
    page = read_page('<p style="color: red">Text</p>')
    with pytest.raises(BuildError, match=r"a\.html: line 1: a style= attribute on <p>"):
        pages.refuse_faults({tmp_path / "a.html": page}, tmp_path)


def test_publishing_touches_only_what_differs(tmp_path: Path) -> None:
    """Equal files keep their date, changed ones change, vanished ones go with their folders."""
    site, destination = tmp_path / "site", tmp_path / "destination"
    for folder, files in {
        site: {"same.html": "a", "changed.html": "new", "added/b.html": "b"},
        destination: {"same.html": "a", "changed.html": "old", "gone/c.html": "c"},
    }.items():
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
    before = (destination / "same.html").stat().st_mtime_ns
    pages.publish(site, destination)
    found = {path.relative_to(destination).as_posix() for path in destination.rglob("*")}
    assert found == {"same.html", "changed.html", "added", "added/b.html"}
    assert (destination / "changed.html").read_text() == "new"
    assert (destination / "same.html").stat().st_mtime_ns == before


@pytest.mark.parametrize("text", ["# Home\n\n[Nowhere](nowhere.md)\n", "# Home\n\n<p style='color: red'>a</p>\n"])
def test_a_failed_build_leaves_the_last_good_site(docs: Path, tmp_path: Path, text: str) -> None:
    """Whether MkDocs or a gate refuses, the destination stays as it was."""
    destination = tmp_path / "destination"
    destination.mkdir()
    (destination / "index.html").write_text("last good")
    (docs / "index.md").write_text(text)
    with pytest.raises(BuildError):
        pages.build_site(destination, "http://127.0.0.1:8000/", docs)
    assert [path.name for path in destination.iterdir()] == ["index.html"]
    assert (destination / "index.html").read_text() == "last good"


def test_a_small_site_builds(docs: Path, tmp_path: Path) -> None:
    """A site of one page is built whole."""
    destination = tmp_path / "destination"
    pages.build_site(destination, "http://127.0.0.1:8000/", docs)
    assert (destination / "index.html").exists()


def test_every_page_parses_without_an_error(site: Path) -> None:
    """A browser has nothing to repair on any page."""
    for path in site.rglob("*.html"):
        html5lib.HTMLParser(strict=True).parse(path.read_text(encoding="utf-8"))


def test_every_page_has_the_same_policy(site: Path) -> None:
    """Instant navigation would add a different one to the first."""
    pattern = re.compile('<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
    assert len({tuple(pattern.findall(path.read_text(encoding="utf-8"))) for path in site.rglob("*.html")}) == 1


@pytest.fixture(scope="module")
def second(served_site: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Builder]]:
    """The site built again, in another process, zone and language, with the process that can make pages of it again."""
    folder = tmp_path_factory.mktemp("second")
    with pytest.MonkeyPatch.context() as patched:
        for name, value in {"TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "7"}.items():
            patched.setenv(name, value)
        builder = Builder(folder, served_site.address, pages.DOCS, {})
    while builder.is_building:
        time.sleep(0.2)
    assert builder.show()
    yield folder, builder
    builder.stop()


def test_a_second_build_has_the_same_bytes(site: Path, second: tuple[Path, Builder]) -> None:
    """Built again, in another zone and language, every file of the site is the same to the last byte."""
    folder, _ = second
    first = {path.relative_to(site): path for path in site.rglob("*") if path.is_file()}
    found = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    assert first.keys() == found.keys()
    assert [name for name in first if first[name].read_bytes() != found[name].read_bytes()] == []


@pytest.mark.parametrize("source", ["index.md", "quality/index.md", "vendors/pilot.md", catalog()[EXAMPLE].page])
def test_a_page_made_again_is_the_page_of_a_whole_build(site: Path, second: tuple[Path, Builder], source: str) -> None:
    """Made by itself, a page, its Markdown and its picture are the same as those of a whole build, to the last byte."""
    folder, builder = second
    page = Path(source).with_suffix("")
    page = page.parent if page.name == "index" else page
    files = [page / "index.html", page / "index.md", Path("assets/previews") / Path(source).with_suffix(".png")]
    for file in files:
        (folder / file).unlink()
    assert builder.show([source])
    for file in files:
        assert (folder / file).read_bytes() == (site / file).read_bytes()


def test_the_pages_find_the_runtime(site: Path) -> None:
    """The worker names the one folder there is."""
    (folder,) = (site / "runtime").iterdir()
    (worker,) = (site / "assets/scripts").glob("worker.*.mjs")
    assert f"../../runtime/{folder.name}/" in worker.read_text()


def test_no_file_of_the_site_names_this_machine(site: Path) -> None:
    """Paths of the machine that built a site are nobody's business."""
    for path in site.rglob("*"):
        if path.suffix in {".html", ".json", ".mjs", ".xml", ".css"}:
            assert str(ROOT) not in path.read_text(encoding="utf-8")
