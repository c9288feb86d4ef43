"""Labels that an engine folded where they are, opened on the page: the command line's answer, with pictures."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from calculators.__main__ import main
from calculators.catalog import find, presented
from calculators.core import Answer
from scripts.engines.firefox import Firefox
from tests.examples import READER
from tests.site.test_agreement import finished, labels, open_file


@pytest.fixture(scope="module")
def fold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a fold of three people's labels, as the command line writes it."""
    folder = tmp_path_factory.mktemp("fold")
    (folder / "labels.csv").write_text(labels(300), "utf-8")
    kept = folder / "folded.json"
    assert main([READER, "--table", str(folder / "labels.csv"), "--fold", str(kept), "--json"]) == 0
    return kept


def answer(fold: Path) -> Answer:
    """Return what the command line says of a fold."""
    calculator = find(READER)
    inputs = calculator.inputs.parse({"table": fold.read_bytes()})
    return presented(calculator, inputs, calculator.finished(inputs))


def values(shown: Answer) -> Sequence[str]:
    """Return the figures' values."""
    return [str(figure.value) for figure in shown.figures]


def test_a_fold_opens_on_the_page(page: Page, address: str, fold: Path) -> None:
    """The page shows the command line's headline and figures, draws its charts, and no label of an item is in it."""
    shown = answer(fold)
    open_file(page, address, fold)
    expect(page.locator(f"#{READER} output")).to_have_text(shown.headline, timeout=120_000)
    finished(page, READER)
    assert page.locator(f"#{READER} .figure .value").all_text_contents() == values(shown)
    assert page.locator(f"#{READER} svg[role=img]").count() > 0


def test_firefox_opens_the_same_fold(address: str, fold: Path) -> None:
    """In Firefox the headline and the figures are the command line's too."""
    shown, element = answer(fold), f"document.getElementById('{READER}')"
    with Firefox() as engine:
        engine.open(f"{address}calculators/{READER}/")
        engine.ask(
            f"(() => {{ const given = new DataTransfer(); given.items.add(new File([{json.dumps(fold.read_text())}], "
            f"'folded.json')); const files = {element}.querySelector('input[type=file]'); files.files = given.files; "
            "files.dispatchEvent(new Event('change', { bubbles: true })); return true; })()"
        )
        engine.wait(f"{element}.querySelector('output').textContent", lambda words: words == shown.headline)
        engine.wait(f"{element}.dataset.python", lambda state: state == "ready")
        figures = engine.ask(f"[...{element}.querySelectorAll('.figure .value')].map((value) => value.textContent)")
    assert figures == values(shown)
