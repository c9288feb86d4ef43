"""The same visits in Firefox, with a new profile and again with the same one, and each calculator's changes there."""

import tempfile
from pathlib import Path

from calculators.catalog import catalog
from scripts.benchmark.changes import changing, page_of
from scripts.benchmark.figures import Figures
from scripts.benchmark.peers import OURS, WORKER, Peer, probe
from scripts.engines.firefox import Firefox
from scripts.machine.environment import CACHE

CHANGES = 10
# A fresh browser is busy with itself at first, and that is nobody's page; caches are written after the answer.
SETTLED = "new Promise((resolve) => setTimeout(resolve, 1500))"


def firefox_visits(address: str, figures: Figures, rounds: int) -> None:
    """Note how long ours and Pyodide in a worker take there to a changed answer, and ours for each calculator."""
    for number in range(rounds):
        for peer in (OURS, WORKER):
            visits(address, peer, figures)
        print(f"Firefox, round {number + 1} of {rounds}", flush=True)
    for name in catalog():
        with Firefox() as browser:
            browser.open(address + page_of(name))
            browser.wait(f"document.getElementById('{name}').dataset.python", lambda state: state == "ready")
            browser.ask(SETTLED)
            for found in browser.ask(changing(name, CHANGES)):
                figures.add(name, "firefox change", found["first"])
                figures.add(name, "firefox whole change", found["whole"])


def visits(address: str, peer: Peer, figures: Figures) -> None:
    """Visit a page with a new profile, and again with the same one."""
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="profile-", ignore_cleanup_errors=True) as profile:
        for visit in ("cold", "warm"):
            with Firefox(Path(profile)) as browser:
                browser.ask(SETTLED)
                browser.before_each_page(probe(peer))
                browser.open(address + peer.path)
                figures.firefox = browser.version
                figures.add(peer.name, f"firefox {visit} answered", browser.ask("window.measured")["answered"])
                browser.ask(SETTLED)
