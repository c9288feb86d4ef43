"""Ten thousand hostile texts, links, pastes and files: each is answered for what it says, or refused in a sentence."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from calculators.bridge import answer, rows
from calculators.catalog import catalog
from calculators.core import InputError
from calculators.show.links import read
from scripts.machine.environment import ROOT
from tests import hostile

# What a text could bring into the page; the package's own markup has none of these.
SCRIPT = re.compile(r"<(script|img|iframe|object)|<svg onload|<[^<>]*\son\w+=", re.IGNORECASE)
NO_NUMBER = re.compile(r"\b(nan|inf|infinity)\b", re.IGNORECASE)


def first(name: str, inputs: dict[str, str], files: dict[str, bytes] | None = None) -> dict[str, Any]:
    """Return the first reply that is more than progress."""
    request = json.dumps({"name": name, "inputs": inputs})
    found: dict[str, Any] = next(
        reply for reply in map(json.loads, answer(request, files or {})) if reply["state"] != "progress"
    )
    return found


def well_said(reply: dict[str, Any]) -> None:
    """Check that a refusal is a sentence by field, and that an answer is a number and brings nothing that runs."""
    if reply["state"] == "refused":
        assert reply["errors"]
        assert all(words and "Traceback" not in words for words in reply["errors"].values())
        return
    assert reply["state"] == "answer"
    for part in reply["parts"].values():
        assert not SCRIPT.search(re.sub(r"&[^;]*;", "", part or "")), part
    assert not NO_NUMBER.search(re.sub(r"<[^>]*>", " ", reply["parts"].get("headline") or ""))


def test_there_are_ten_thousand() -> None:
    """As many as are promised, and none of them by chance of the day."""
    assert hostile.FIELDS + hostile.LINKS + hostile.PASTES + hostile.FILES == 10_000
    assert [*hostile.links(50)] == [*hostile.links(50)]


def test_what_is_typed_is_answered_as_it_was_meant_or_refused() -> None:
    """A number stands for the very inputs that were typed: the link beside it opens them."""
    answered = 0
    for name, inputs in hostile.fields():
        reply = first(name, inputs)
        well_said(reply)
        if reply["state"] == "answer" and not reply["too_long"]:
            calculator = catalog()[name]
            link = reply["link"] if "?" in reply["link"] else f"{reply['link']}?"
            opened = read(link, calculator.version).inputs
            typed, found = (calculator.inputs.parse(texts).link_texts() for texts in (inputs, opened))
            # As in every link, a nought more where a text could be read as a number in two ways.
            assert found.keys() == typed.keys(), (name, inputs, link)
            assert all(found[key] in {typed[key], typed[key] + "0"} for key in typed), (name, inputs, link)
            answered += 1
    assert answered > 100


def test_links_are_read_alike_by_both_or_refused_by_both(tmp_path: Path) -> None:
    """The page's own reader finds in every link what Python finds, and no more."""
    cases: list[tuple[str, int, dict[str, Any] | None]] = []
    for link in hostile.links():
        try:
            cases.append((link, 2, read(link, 2)._asdict()))
        except InputError:
            cases.append((link, 2, None))
    for name, contents in {"links": [], "links_read": cases, "rows": []}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(contents), "utf-8")
    command = ["node", str(ROOT / "tests" / "links.mjs"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip() == f"{len(cases)} cases"


def test_pastes_are_read_or_refused() -> None:
    """Rows with a sentence for each cell that is none, or a sentence for all."""
    for name, field, contents in hostile.pastes():
        reply = json.loads(rows(json.dumps({"name": name, "field": field}), {field: contents}))
        assert reply["state"] in {"rows", "refused"}
        if reply["state"] == "rows":
            well_said(first(name, {field: reply["text"]}))


def test_files_are_read_or_refused() -> None:
    """Spoilt, nested and packed to burst: a reading or a sentence."""
    for name, contents in hostile.files():
        well_said(first(name, {}, {"table": contents}))
