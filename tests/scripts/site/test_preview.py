"""What is edited is shown at once, and made true by a whole build: each side of that, with a small site."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts.machine.environment import CACHE
from scripts.site import preview
from scripts.site.preview import Preview, edited_pages, state_of

URL = "http://127.0.0.1:8000/"
# Seconds that a build may take on a slow and busy machine.
LONGEST_BUILD = 300


PAGES = {
    "index.md": "# Home\n\nWelcome. Go to [the other](other.md).\n",
    "other.md": "# Other\n\nThe first text.\n",
}


@contextmanager
def begun(folder: Path) -> Iterator[Preview]:
    """A preview of a home page and another whose first build is shown, and no other follows an edit by itself."""
    docs, shown = folder / "docs", folder / "shown"
    for new in (docs, shown):
        new.mkdir()
    for name, text in PAGES.items():
        (docs / name).write_text(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(preview, "A_MOMENT", 10 * LONGEST_BUILD)
        found = Preview(shown, URL, lambda: state_of([docs]), docs)
        try:
            until(found, lambda: found.shown is not None)
            yield found
        finally:
            found.close()


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview for all tests that only edit pages."""
    with begun(tmp_path_factory.mktemp("standing")) as found:
        yield found


@pytest.fixture
def edited(standing: Preview) -> Preview:
    """That preview, with its pages as they were at first."""
    for name, text in PAGES.items():
        edit(standing.docs / name, text)
    standing.step()
    assert "The first text." in text_of(standing)
    return standing


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Preview]:
    """A preview for one test alone."""
    with begun(tmp_path) as found:
        yield found


@pytest.fixture
def docs(request: pytest.FixtureRequest) -> Path:
    """The docs folder of the test's preview."""
    found: Preview = request.getfixturevalue("edited" if "edited" in request.fixturenames else "running")
    return found.docs


def until(running: Preview, happened: Callable[[], bool]) -> None:
    """Let the preview go on until something has happened."""
    end = time.monotonic() + LONGEST_BUILD
    running.step()
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)
        running.step()


def edit(page: Path, text: str) -> None:
    """Save a page, later than it was saved before."""
    before = page.stat().st_mtime_ns if page.exists() else 0
    page.write_text(text)
    while page.stat().st_mtime_ns == before:
        page.write_text(text)


def text_of(running: Preview, page: str = "other/") -> str:
    """Return a page as it is shown."""
    return (running.folder / page / "index.html").read_text("utf-8")


def test_an_edited_page_is_shown_before_any_whole_build(
    edited: Preview, docs: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """One look at the sources is enough, for the page and for its Markdown, and the terminal says what follows."""
    edit(docs / "other.md", "# Other\n\nThe second text.\n")
    edited.step()
    assert "The second text." in text_of(edited)
    assert "The second text." in (edited.folder / "other/index.md").read_text("utf-8")
    assert edited.coming is None
    said = capfd.readouterr().out
    assert "Shown after " in said
    assert ": other.md. The whole build follows" in said


def test_a_whole_build_follows_and_makes_all_true(
    running: Preview, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page's new title stands on the page at once, and in lists and the search when the whole site is built."""
    edit(docs / "other.md", "# Another name\n\nThe first text.\n")
    running.step()
    assert "Another name" in text_of(running)
    assert "[Another name]" not in (running.folder / "llms.txt").read_text("utf-8")
    assert "Another name" not in (running.folder / "search/search_index.json").read_text("utf-8")
    monkeypatch.setattr(running, "not_before", 0.0)
    first = running.shown
    until(running, lambda: running.shown is not first)
    assert "[Another name]" in (running.folder / "llms.txt").read_text("utf-8")
    assert "Another name" in (running.folder / "search/search_index.json").read_text("utf-8")


@pytest.mark.parametrize(
    "broken",
    ["[Nowhere](nowhere.md)", "[Home](index.md#no-such-part)", "<p style='color: red'>a</p>", "{fact no_such_figure}"],
)
def test_a_broken_page_says_so_and_the_last_good_one_stays(
    edited: Preview, docs: Path, capfd: pytest.CaptureFixture[str], broken: str
) -> None:
    """Whether MkDocs or a gate refuses, the page stays as it was until it is mended, and is shown then."""
    good = text_of(edited)
    edit(docs / "other.md", f"# Other\n\n{broken}\n")
    edited.step()
    assert text_of(edited) == good
    assert "Still showing the last good other.md" in capfd.readouterr().out
    edit(docs / "other.md", "# Other\n\nMended.\n")
    edited.step()
    assert "Mended." in text_of(edited)


@pytest.mark.parametrize("broken", ["{fact no_such_figure}", "[Home](index.md#no-such-part)", "<p style='color: red'>"])
def test_a_broken_page_does_not_keep_others_from_being_shown(edited: Preview, docs: Path, broken: str) -> None:
    """Only the page at fault stays as it was, and others know of it what is shown of it."""
    edit(docs / "other.md", f"# Broken\n\n{broken}\n")
    edited.step()
    edit(docs / "index.md", "# Home\n\nA new welcome.\n")
    edited.step()
    assert "A new welcome." in text_of(edited, "")
    assert "Broken" not in text_of(edited, "")
    assert "The first text." in text_of(edited)


def test_a_page_that_lost_what_others_link_to_is_not_shown(edited: Preview, docs: Path) -> None:
    """Links from other pages to a heading are checked too."""
    edit(docs / "other.md", "# Other\n\nText.\n\n## Part {#part}\n")
    edit(docs / "index.md", "# Home\n\n[A part](other.md#part)\n")
    edited.step()
    assert 'id="part"' in text_of(edited)
    edit(docs / "other.md", "# Other\n\nText without its part.\n")
    edited.step()
    assert 'id="part"' in text_of(edited)


def test_a_new_page_takes_a_whole_build(running: Preview, docs: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It stands in every page's menu, so it is there when all are built, and the terminal says so."""
    edit(docs / "new.md", "# New\n\nText.\n")
    until(running, lambda: running.coming is not None)
    assert "new.md, and the whole build comes first" in capfd.readouterr().out
    assert not (running.folder / "new").exists()
    until(running, lambda: running.coming is None)
    assert "Text." in text_of(running, "new/")
    assert "New" in text_of(running, "")


def test_an_edit_while_a_whole_build_runs_is_not_lost(running: Preview, docs: Path) -> None:
    """The build may have read the page before; it is shown with what was built, and made true by another build."""
    edit(docs / "new.md", "# New\n\nText.\n")
    until(running, lambda: running.coming is not None)
    coming = running.coming
    # It has read every page by the time that it has made one.
    until(running, lambda: coming is not None and not coming.is_building)
    edit(docs / "other.md", "# Other\n\nEdited meanwhile.\n")
    until(running, lambda: running.shown is coming)
    assert "Edited meanwhile." in text_of(running)
    assert "Text." in text_of(running, "new/")
    assert running.seen != running.tried


def test_a_second_edit_overtakes_the_build_of_the_first(running: Preview, docs: Path) -> None:
    """The build that began with the first text is ended, so that the first text is never shown again."""
    edit(docs / "other.md", "# Other\n\nSecond.\n")
    running.step()
    running.not_before = 0.0
    until(running, lambda: running.coming is not None)
    overtaken = running.coming
    assert overtaken
    edit(docs / "other.md", "# Other\n\nThird.\n")
    running.step()
    assert "Third." in text_of(running)
    assert running.coming is None
    overtaken.process.wait(LONGEST_BUILD)
    running.not_before = 0.0
    first = running.shown

    def third_stays() -> bool:
        assert "Third." in text_of(running)
        return running.shown is not first

    until(running, third_stays)


def test_a_failed_build_leaves_the_last_good_site_and_is_not_tried_again(
    running: Preview, docs: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It would fail again; the next change is what to try with."""
    edit(docs / "new.md", "# New\n\n[Nowhere](nowhere.md)\n")
    until(running, lambda: running.coming is not None)
    until(running, lambda: running.coming is None)
    assert "Not rebuilt; what was shown stays." in capfd.readouterr().out
    running.step()
    assert running.coming is None
    assert not (running.folder / "new").exists()
    assert "The first text." in text_of(running)


def test_a_changed_order_takes_a_whole_build(running: Preview, docs: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The front matter of a page can change the menu of every page, which making that page again would not."""
    edit(docs / "third.md", "# A third\n\nText.\n")
    until(running, lambda: (running.folder / "third").exists())
    good = text_of(running)
    edit(docs / "other.md", "---\norder: 1\n---\n\n# Other\n\nThe second text.\n")
    until(running, lambda: "Still showing the last good other.md" in capfd.readouterr().out)
    assert text_of(running) == good


def test_nothing_is_left_behind(running: Preview, docs: Path) -> None:
    """A build that is ended, in the middle or long after, leaves no folder of its own."""

    def own() -> list[Path]:
        return [found for found in CACHE.glob("build-*/mkdocs.yml") if str(docs) in found.read_text("utf-8")]

    edit(docs / "new.md", "# New\n\nText.\n")
    until(running, lambda: len(own()) == 2)
    builders = [running.shown, running.coming]
    running.close()
    for builder in filter(None, builders):
        builder.process.wait(LONGEST_BUILD)
    assert own() == []


def test_only_edits_of_pages_are_such(tmp_path: Path) -> None:
    """A page that is new, gone or elsewhere, or any other file, takes a whole build, with whatever else changed."""
    page, other = str(tmp_path / "docs/a/b.md"), str(tmp_path / "docs/c.md")
    before = {page: (1, 1), other: (1, 1), str(tmp_path / "docs/x.css"): (1, 1), str(tmp_path / "y.md"): (1, 1)}
    docs = tmp_path / "docs"
    assert edited_pages(before, before, docs) == []
    assert edited_pages(before, {**before, page: (2, 1)}, docs) == ["a/b.md"]
    assert edited_pages(before, {**before, page: (1, 2), other: (2, 2)}, docs) == ["a/b.md", "c.md"]
    edited = {**before, page: (2, 1)}
    assert edited_pages(before, {**edited, str(docs / "new.md"): (1, 1)}, docs) == []
    assert edited_pages({**before, str(docs / "gone.md"): (1, 1)}, edited, docs) == []
    assert edited_pages(before, {**edited, str(tmp_path / "docs/x.css"): (2, 1)}, docs) == []
    assert edited_pages(before, {**edited, str(tmp_path / "y.md"): (2, 1)}, docs) == []


def test_the_state_sees_what_is_saved_and_no_scratch_file(tmp_path: Path) -> None:
    """Folders and single files count, and files that an editor keeps beside an open one do not."""
    (tmp_path / "docs/deep").mkdir(parents=True)
    (tmp_path / "docs/deep/page.md").write_text("a")
    (tmp_path / "settings.yml").write_text("a")
    tops = [tmp_path / "docs", tmp_path / "settings.yml", tmp_path / "missing.toml"]
    before = state_of(tops)
    assert set(before) == {str(tmp_path / "docs/deep/page.md"), str(tmp_path / "settings.yml")}
    for scratch in (".page.md.swp", "page.md~", "#page.md#", ".#page.md"):
        (tmp_path / "docs/deep" / scratch).write_text("a")
    assert state_of(tops) == before
    (tmp_path / "settings.yml").write_text("longer")
    assert preview.differing(before, state_of(tops)) == {str(tmp_path / "settings.yml")}
    shutil.rmtree(tmp_path / "docs")
    assert str(tmp_path / "docs/deep/page.md") in preview.differing(before, state_of(tops))
