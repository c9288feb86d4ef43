"""Answers in a notebook: run by a real kernel, and shown with their charts and nothing from elsewhere."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import html5lib
import nbformat
import pytest
from nbclient import NotebookClient

from calculators.catalog import catalog
from calculators.core import InputError, InputErrors
from calculators.extras.notebook import answer
from calculators.extras.warehouse import folded
from scripts.machine.environment import ROOT
from tests.examples import EXAMPLE, READER


def run(lines: str, folder: Path = ROOT) -> dict[str, str]:
    """Return what a notebook of one cell holds after it ran in a folder, by media type."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(lines)])  # type: ignore[no-untyped-call]
    # In a thread of its own: a browser that other tests drive keeps a loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}})
        apart.submit(client.execute).result()
    # What a cell writes beside its answer, as warnings of packages, is no answer.
    (output,) = (one for one in notebook.cells[0].outputs if one.output_type == "execute_result")
    return dict(output.data)


@pytest.fixture(scope="module")
def shown() -> dict[str, str]:
    """What a notebook holds after its one cell ran, by media type."""
    return run(f'from calculators.extras.notebook import answer\nanswer("{EXAMPLE}", volume=50_000)')


def test_a_cell_shows_the_answer(shown: dict[str, str]) -> None:
    """The output of a cell is the answer to its inputs, with drawn charts; as text it is what the terminal says."""
    html = shown["text/html"]
    assert html.count('role="img"') >= 2
    headline = re.search(r'<p class="headline">(.*?)</p>', html)
    assert headline
    words = " ".join(shown["text/plain"].split())
    assert headline[1].replace("&#x27;", "'") in words


def test_the_cell_of_the_warehouse_s_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the page shows from Python folds Parquet files of a pattern in a real kernel, and shows their answer."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    page = (ROOT / "docs/reference/warehouse.md").read_text("utf-8")
    (lines,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    folder = tmp_path / "labels"
    folder.mkdir()
    text = catalog()[READER].inputs.fields()["table"].examples["One row a label (CSV)"]  # type: ignore[attr-defined]
    (folder / "all.csv").write_text(text, "utf-8")
    for part in range(2):
        rows = f"FROM read_csv('{folder}/all.csv', all_varchar = true) LIMIT 60 OFFSET {60 * part}"
        duckdb.execute(f"COPY ({rows}) TO '{folder}/{part}.parquet' (FORMAT parquet)")
    found = run(lines, tmp_path)
    assert 'role="img"' in found["text/html"]
    assert repr(answer(READER, table=folded(f"{folder}/*.parquet"))) == found["text/plain"]


@pytest.mark.parametrize("name", catalog())
def test_an_answer_stands_alone(name: str) -> None:
    """No script, no file from elsewhere, no variable of a page's, and no style that reaches beyond the answer."""
    html = answer(name)._repr_html_()
    html5lib.HTMLParser(strict=True).parseFragment(html)
    assert not re.search(r"<script|<link|@import|\bsrc=|var\(--|site:", html)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    selectors = [one for rule in re.findall(r"^(.*?) \{", style, re.MULTILINE) for one in rule.split(", ")]
    assert all(selector.startswith(".labelling-answer") for selector in selectors)


def test_what_cannot_be_used_is_named() -> None:
    """A calculator, a typical case or an input that does not exist is refused by its name."""
    with pytest.raises(InputError, match="nothing"):
        answer("nothing")
    with pytest.raises(InputError, match="bogus"):
        answer(EXAMPLE, preset="bogus")
    with pytest.raises(InputErrors):
        answer(EXAMPLE, volume="many")
