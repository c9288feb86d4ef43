"""One new calculator, three files, gets all else by itself: form, rows, link, command line, files and presets."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest

from calculators import bridge, models
from calculators.__main__ import main
from calculators.bridge.opening import about
from calculators.catalog import catalog, places_of, presented
from calculators.core.fields.row_text import read_rows
from calculators.show import links
from calculators.show.blocks import block
from tests.examples import EXAMPLE


@pytest.fixture(autouse=True)
def survey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the throw-away calculator where the models stand, and take it away again."""
    (tmp_path / "survey.py").write_text("from tests.throwaway import calculator\n", encoding="utf-8")
    monkeypatch.setattr(models, "__path__", [*models.__path__, str(tmp_path)])
    catalog.cache_clear()
    yield
    catalog.cache_clear()
    sys.modules.pop("calculators.models.survey", None)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Return the exit code and what the command line wrote."""
    code = main(["survey", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_it_is_found_and_shown() -> None:
    """Its page part holds a form with every kind of field, its rows, its preset, and the default answer."""
    calculator = catalog()["survey"]
    inputs = calculator.inputs()
    answer = presented(calculator, inputs, calculator.finished(inputs))
    html = block("survey", calculator, inputs, answer, catalog(), places_of(calculator))
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(html)
    assert tree is not None
    assert "It costs $800,000." in html
    for name in calculator.inputs.fields():
        assert f'name="{name}"' in html, name
    assert 'data-records="people"' in html
    assert 'value="Ann"' in html
    assert '<input type="checkbox" name="topics" value="cost" checked' in html
    assert 'id="survey-preset-cheap"' in html
    assert f"#{EXAMPLE}" in html


def test_the_page_asks_and_gets_rows_links_and_files() -> None:
    """The bridge answers it, says its link, reads a file of rows, saves rows, and opens saved inputs."""
    request = {"name": "survey", "inputs": {"people": "Cy,9;Di,1", "currency": "EUR", "volume": "10k"}}
    replies = [json.loads(reply) for reply in bridge.answer(json.dumps(request))]
    assert "€40,000" in replies[0]["parts"]["headline"]
    assert replies[0]["link"] == "#survey?currency=EUR&volume=10000&people=Cy,9;Di,1&version=2"
    assert f"#{EXAMPLE}?currency=EUR&amp;volume=10000&amp;version=2" in replies[1]["parts"]["next-steps"]
    rows = json.loads(bridge.rows(json.dumps({"name": "survey", "field": "people"}), {"people": b"fee\tname\n5\tEd\n"}))
    assert read_rows(rows["text"]) == [["Ed", "5"]]
    saved = json.loads(bridge.saved_rows(json.dumps({**request, "field": "people"})))
    assert saved["text"].splitlines() == ["name,fee,language,answers", "Cy,9", "Di,1"]
    kept = json.loads(bridge.file(json.dumps({**request, "kind": "json"})))["text"].encode()
    opened = json.loads(bridge.opened(json.dumps({"name": "survey"}), {"saved": kept}))
    assert opened["inputs"] == replies[0]["scenario"]
    refused = json.loads(bridge.rows(json.dumps({"name": "survey", "field": "people"}), {"people": b"name,,\nEd,5,\n"}))
    assert "merged heading" in refused["errors"]["people"]


@pytest.mark.parametrize(
    ("contents", "got"),
    [(b"PK\3\4", ", got 'an Excel workbook or a ZIP file'"), (b"Name,Fee\nAnn,5\n", ""), (b"\xff\xfe\0x", "")],
)
def test_who_opens_rows_as_a_saved_file_is_told_where_they_are_opened(contents: bytes, got: str) -> None:
    """A saved file is the JSON of the page's own menu; a workbook and CSV are refused alike, with the way to go."""
    reply = json.loads(bridge.opened(json.dumps({"name": "survey"}), {"saved": contents}))
    words = "the JSON that “Keep or share” saves; rows of a spreadsheet are opened by “Open a file” at “People”"
    assert reply["errors"] == {"file": f"expected {words}{got}"}
    other = json.loads(bridge.opened(json.dumps({"name": EXAMPLE}), {"saved": contents}))
    assert other["errors"] == {"file": f"expected the JSON that “Keep or share” saves{got}"}


def test_a_saved_file_that_is_damaged_says_so() -> None:
    """What began as JSON was meant as a saved file, so that the reader is told what is wrong with it."""
    for contents in (b'{"inputs": ', b"[1]"):
        reply = json.loads(bridge.opened(json.dumps({"name": "survey"}), {"saved": contents}))
        assert "Keep or share" not in reply["errors"]["file"]


def test_rows_too_long_for_a_link_are_left_out_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A link keeps everything but rows that would make it longer than a link may be, and says which."""
    name = "é" * 12
    people = [{"name": f"{name[:-1]}{number}", "fee": 1} for number in range(3)]
    replies = bridge.answer(json.dumps({"name": "survey", "inputs": {"people": people, "volume": "7"}}))
    first = json.loads(next(replies))
    assert first["too_long"] == []
    calculator = catalog()["survey"]
    inputs = calculator.inputs.parse({"people": people, "volume": 7})
    monkeypatch.setattr(links, "LONGEST", 60)
    assert about("survey", calculator, inputs)["too_long"] == ["people"]
    assert about("survey", calculator, inputs)["link"] == "#survey?volume=7&version=2"


def test_the_command_line_echoes_every_kind(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Rows come from CSV, JSON and an inputs file, are echoed as objects; choices of many are lists."""
    table = tmp_path / "people.csv"
    table.write_text("Name;Fee\nFay;2,5\n", encoding="utf-16")
    code, out, _ = run(capsys, "--people", str(table), "--topics", "quality,cost", "--start", "2027-01-04", "--json")
    echoed = json.loads(out)["inputs"]
    assert code == 0
    assert echoed["people"] == [{"name": "Fay", "fee": 2.5, "language": "en", "answers": None}]
    assert echoed["topics"] == ["cost", "quality"]
    assert echoed["start"] == "2027-01-04"
    saved = tmp_path / "saved.json"
    saved.write_text(out, encoding="utf-8")
    assert run(capsys, "--inputs", str(saved), "--json")[1] == out
    assert run(capsys, "--preset", "cheap", "--json")[0] == 0
    assert ",Name,Ann," in run(capsys, "--csv")[1]
    assert "| Name | Fee" in run(capsys, "--markdown")[1]


def test_a_scenario_is_taken_and_what_is_left_out_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Known values count, others are named on the error stream, and a bad one is refused by its field."""
    scenario = tmp_path / "scenario.json"
    scenario.write_text(json.dumps({"scenario": {"volume": "12", "wage": "20", "currency": "EUR"}}), encoding="utf-8")
    code, out, err = run(capsys, "--scenario", str(scenario), "--json")
    assert code == 0
    assert json.loads(out)["inputs"]["volume"] == 12
    assert "Left out, since this calculator does not ask for it: wage" in err
    scenario.write_text(json.dumps({"volume": "many"}), encoding="utf-8")
    code, _, err = run(capsys, "--scenario", str(scenario), "--json")
    assert code == 2
    assert err.startswith("volume: expected a number")


def test_every_refusal_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """All faults are named at once, each with its field, and nothing is computed."""
    code, out, err = run(capsys, "--volume", "200.000", "--fee", "x", "--start", "2027-02-30")
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "volume: Did you mean 200,000 or 200? '200.000' can be read both ways.",
        "start: expected a date such as 2027-01-04, or nothing, got '2027-02-30'",
        "fee: expected a number from 0 to 100 ($ an answer), got 'x'",
    ]
