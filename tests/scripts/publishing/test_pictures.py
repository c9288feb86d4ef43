"""Each page has its picture, the same on every machine."""

from pathlib import Path, PurePosixPath

import pytest

from scripts.publishing import pictures
from scripts.publishing.contents import Document, documents
from scripts.site.pages import DOCS

PAGE = Document(PurePosixPath("cost/a.md"), "cost/a/", Path("a"), "A <title> & more", "What it is about.", None, "", ())


def size(picture: bytes) -> tuple[int, int]:
    """Return the width and height that a PNG states."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])


def test_every_page_has_its_picture(site: Path) -> None:
    """1200 by 630, as chats and wikis ask for, and no two alike."""
    found = {each.name: (site / pictures.picture_of(each)).read_bytes() for each in documents(site, DOCS)}
    assert {size(picture) for picture in found.values()} == {(1200, 630)}
    assert len(set(found.values())) == len(found)


def test_drawing_again_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second drawing knows nothing of the first: its cache is empty."""
    drawn = []
    for name in ("one", "two"):
        monkeypatch.setattr(pictures, "CACHE", tmp_path / name)
        drawn.append(pictures.drawn(pictures.drawing(PAGE, "Name"), 1200))
    assert drawn[0] == drawn[1]


def test_what_was_drawn_once_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build draws only what changed."""
    monkeypatch.setattr(pictures, "CACHE", tmp_path)
    first = pictures.drawn(pictures.drawing(PAGE, "Name"), 1200)
    monkeypatch.setattr(pictures.resvg_py, "svg_to_bytes", None)
    assert pictures.drawn(pictures.drawing(PAGE, "Name"), 1200) == first
    assert len(list((tmp_path / "pictures").iterdir())) == 1


def test_letters_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its font a picture would be a coloured field, and nothing would say so."""
    monkeypatch.setattr(pictures, "CACHE", tmp_path)
    drawing = pictures.drawing(PAGE, "Name")
    with_words = pictures.drawn(drawing, 1200)
    without = pictures.drawn(drawing.replace("Source Sans Pro", "No such font"), 1200)
    assert len(with_words) > len(without) * 1.2


@pytest.mark.parametrize("title", ["Short", "A title of a middling length, as most are", "Long " * 30])
def test_titles_fit(title: str) -> None:
    """A line has no more letters than there is room for, and there are no more lines than fit."""
    letters, lines = pictures.fitted(title)
    assert len(lines) <= 4
    assert all(len(line) * letters * 0.53 <= 1040 for line in lines)
