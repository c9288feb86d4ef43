"""The benchmark's parts that measure nothing: what it takes away, rewrites, reads and writes."""

import math
from itertools import pairwise

import pytest

from calculators.catalog import catalog
from calculators.label_files import read
from scripts.benchmark import long_files, warehouse
from scripts.benchmark.changes import change_of, seen_first
from scripts.benchmark.figures import Figures
from scripts.benchmark.lighthouse import AUDITS, CATEGORIES, PAGES, summary
from scripts.benchmark.packages import versions
from scripts.benchmark.peers import ELSEWHERE, PEERS, bare, nearby
from scripts.benchmark.picture import drawing
from scripts.benchmark.report import files, number, table, tables
from scripts.benchmark.run import attempt


def filled() -> Figures:
    """Return figures as a run on one round would leave them."""
    figures = Figures(browser="Chromium 1", pages=10)
    for peer in PEERS:
        for visit in ("cold", "warm"):
            figures.add(peer.name, f"fast {visit} answered", 1234.5)
            figures.add(peer.name, f"fast {visit} bytes", 5_000_000)
    figures.add("build", "whole", 5000)
    figures.add("build", "page", 250)
    figures.add("build", "unchanged", 40)
    figures.lighthouse = {page: dict.fromkeys((*CATEGORIES, *AUDITS), 1.0) for page in PAGES}
    return figures


def test_middle_and_high_values() -> None:
    """The median is the middle value; the high one is the least that 95 of 100 do not exceed, so of 20 all but one.

    Nothing noted is no number.
    """
    figures = Figures()
    figures.add("page", "change", *range(1, 101), None)
    assert figures.median("page", "change") == 50.5
    assert figures.high("page", "change") == 95
    for count in range(1, 21):
        figures.add("page", f"{count} changes", *range(1, count + 1))
        assert figures.high("page", f"{count} changes") == count - (count == 20)
    assert math.isnan(figures.median("page", "other"))
    assert math.isnan(figures.high("page", "other"))


def test_a_file_twice_as_long_is_twice_the_rows_and_its_ratio_is_told() -> None:
    """The files hold as many labels as they say, the calculator reads them, and twice the time is a ratio of two."""
    assert len(read(long_files.table(600)).item_of) == 600
    assert len(read(long_files.export(100)).item_of) == 200
    assert catalog()[long_files.reader()].title == "Do our labels agree?"
    figures = Figures()
    for kind in long_files.FILES:
        for part in ("first", "whole"):
            figures.add(f"long {kind}", f"half {part}", 100)
            figures.add(f"long {kind}", f"whole {part}", 190)
    told = files(figures).splitlines()[2:]
    assert [line.split(" | ")[2:] for line in told] == [["0.1", "0.2", "1.90 |"]] * 4


def test_a_part_that_breaks_off_leaves_the_others_measured_and_is_named() -> None:
    """The tables are written with a line where something is missing, and what broke off is known by name."""
    figures = filled()
    figures.lighthouse.clear()
    attempt("Lighthouse", lambda: 1 // 0, figures)  # type: ignore[arg-type]
    assert figures.broken_off == ["Lighthouse"]
    assert "| Total blocking time (ms) | - |" in tables(figures)


def test_each_doubling_of_rows_is_measured_and_the_least_of_its_rounds_told() -> None:
    """Sizes go down by halves; of two rounds the lesser time and the larger memory stand; powers of ten get columns."""
    assert warehouse.halved([1_000, 10_000]) == [10_000, 5_000, 2_500, 1_250]
    way = warehouse.WAYS[0][0]
    rounds = [warehouse.Run(way, rows, 9.0, rows / 1e3 + more, 5_000_000 + more, 0.5)
              for more in (1, 0) for rows in (1_000, 2_500, 5_000, 10_000)]  # fmt: skip
    runs = warehouse.best(rounds)
    assert runs[0] == warehouse.Run(way, 1_000, 9.0, 1.0, 5_000_001, 0.5)
    assert warehouse.columns(runs) == [1_000, 10_000]
    assert warehouse.doublings(runs, way) == [(5_000, 2.0), (10_000, 2.0)]
    text = warehouse.tables(runs, "2026-11-27")
    assert "2.00 up to 10,000" in text
    assert "0.5 cores busy" in text


def test_bare_page_has_no_script_of_ours() -> None:
    """Our scripts go, the theme's stay; a page without any of ours is not the page that is wanted."""
    theme = '<script src="../assets/javascripts/bundle.js"></script>'
    assert bare(f'<script src="../assets/scripts/handbook.mjs" type="module"></script>{theme}') == theme
    with pytest.raises(ValueError, match="no script of ours"):
        bare(theme)


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("https://host.example/ace/1/ace.js", "http://here/markdown-exec/editor/ace.js"),
        ("https://host.example/v0/full/pyodide.js", "http://here/plain/pyodide/pyodide.js"),
        ("https://host.example/a@1/tomorrow.min.css", "http://here/markdown-exec/editor/tomorrow.css"),
        (
            "https://host.example/a@1/tomorrow-night-blue.min.css",
            "http://here/markdown-exec/editor/tomorrow-night-blue.css",
        ),
    ],
)
def test_editor_comes_from_here(written: str, near: str) -> None:
    """Every address of the editor page on another host becomes one on this server."""
    html = f'<link href="{written}">'
    assert ELSEWHERE.sub(lambda found: nearby(found[1], "http://here/"), html) == f'<link href="{near}">'


def test_lighthouse_must_judge_the_whole_page() -> None:
    """The scores count to a hundred; an audit without a value is refused."""
    audits = {name: {"numericValue": 12.0} for name in AUDITS}
    report: dict[str, object] = {"categories": {name: {"score": 0.98} for name in CATEGORIES}, "audits": audits}
    assert summary(report) == {**dict.fromkeys(CATEGORIES, 98.0), **dict.fromkeys(audits, 12.0)}
    audits["total-blocking-time"] = {}
    with pytest.raises(RuntimeError, match="total-blocking-time"):
        summary(report)


def test_report_names_every_page_and_leaves_out_what_was_not_measured() -> None:
    """Tables have at most six columns, every page is in text and picture, and a gap is a line."""
    text = tables(filled())
    assert all(line.count("|") <= 7 for line in text.splitlines())
    assert all(f"| {peer.name} | 1,23" in text for peer in PEERS)
    assert "| one processor core | this handbook | - | - | - |" in text
    assert "10 pages in 5.0 s, which is 500 ms a page" in text
    assert all(peer.name in drawing(filled()) for peer in PEERS)
    assert table(("A", "B"), [("1", number(0.5, 2))]) == "| A | B |\n| --- | --- |\n| 1 | 0.50 |"


def test_versions_are_those_of_the_locks() -> None:
    """Every package of the benchmark has a version to tell."""
    assert {"@pyscript/core", "lighthouse", "markdown-exec", "micropip"} <= versions().keys()


@pytest.mark.parametrize("name", catalog())
def test_every_calculator_has_a_change_that_is_seen(name: str) -> None:
    """Each value that is typed into a calculator gives another first part of the answer than the one before."""
    field, values = change_of(name, 6)
    seen = [seen_first(name, {}), *(seen_first(name, {field: value}) for value in values)]
    assert all(seen)
    assert all(one != two for one, two in pairwise(seen))
