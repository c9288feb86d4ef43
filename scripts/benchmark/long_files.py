"""How long a file of labels takes, and one twice as long: the second should take no more than twice the time."""

import json
import random
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Playwright, expect

from calculators.catalog import catalog
from calculators.core import Table
from scripts.benchmark.browsing import opened
from scripts.benchmark.changes import page_of
from scripts.benchmark.figures import Figures
from scripts.machine.environment import CACHE

ROWS = 500_000
TASKS = 60_000  # twice as many take 46 MB; the page takes 50
PEOPLE = 3
LONGEST = 300_000  # milliseconds


def table(rows: int) -> str:
    """Return rows of labels in which people mostly agree."""
    draw = random.Random(7)  # noqa: S311 - a simulation, not a secret
    lines = ["task,worker,label"]
    for at in range(rows):
        item = at // PEOPLE
        label = draw.choice("abcde") if draw.random() < 0.2 else "abcde"[item % 5]
        lines.append(f"task-{item},person-{at % PEOPLE},{label}")
    return "\n".join(lines) + "\n"


def export(tasks: int) -> str:
    """Return a Label Studio export in which two people choose a label."""
    draw = random.Random(7)  # noqa: S311 - a simulation, not a secret
    return json.dumps([
        {"id": at, "data": {"text": f"The quick brown fox {at} jumps"}, "annotations": [
            {"completed_by": {"email": f"{who}@example.org"}, "result": [
                {"from_name": "s", "to_name": "text", "type": "choices", "value": {"choices": [draw.choice("abc")]}}]}
            for who in ("ana", "ben")]}
        for at in range(tasks)
    ])  # fmt: skip


LENGTHS = ("half", "whole")
PARTS = ("first", "whole")
FILES = {"rows": (table, ROWS, "csv"), "tasks": (export, TASKS, "json")}


def reader() -> str:
    """Return the name of the calculator that takes several files of labels at once."""
    fields = ((name, field) for name, one in catalog().items() for field in one.inputs.fields().values())
    return next(name for name, field in fields if isinstance(field, Table) and field.several)


def long_files(playwright: Playwright, address: str, figures: Figures, rounds: int = 2) -> None:
    """Note how long the calculator of labels takes to its first and its whole answer to files of two lengths."""
    for kind, (write, number, ending) in FILES.items():
        for _ in range(rounds):
            for words, size in zip(LENGTHS, (number, 2 * number), strict=True):
                with tempfile.TemporaryDirectory(dir=CACHE, prefix="profile-") as folder:
                    path = Path(folder).with_suffix(f".{ending}")
                    path.write_text(write(size), "utf-8")
                    first, whole = _answered(playwright, address, folder, path)
                    path.unlink()
                for part, took in zip(PARTS, (first, whole), strict=True):
                    figures.add(f"long {kind}", f"{words} {part}", took)


def _answered(playwright: Playwright, address: str, folder: str, path: Path) -> tuple[float, float]:
    context = opened(playwright, folder)
    page = context.pages[0]
    name = reader()
    page.goto(address + page_of(name))
    calculator = page.locator(f"#{name}")
    expect(calculator).to_have_attribute("data-python", "ready", timeout=LONGEST)
    expect(calculator.locator("[aria-busy]")).to_have_count(0, timeout=LONGEST)
    answer = calculator.locator("output")
    before = answer.text_content() or ""
    started = time.monotonic()
    page.get_by_label("Open a file").set_input_files(path)
    expect(answer).not_to_have_text(before, timeout=LONGEST)
    first = time.monotonic()
    expect(calculator.locator("[aria-busy]")).to_have_count(0, timeout=LONGEST)
    whole = time.monotonic()
    context.close()
    return 1000 * (first - started), 1000 * (whole - started)


def ratio(figures: Figures, kind: str, part: str) -> float:
    """Return what a file twice as long takes against the shorter one."""
    half, whole = (figures.median(f"long {kind}", f"{words} {part}") for words in LENGTHS)
    return whole / half
