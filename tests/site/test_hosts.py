"""The site works wherever it is put: behind a login, and from a stick with Python's own one-line server."""

import base64
import subprocess
import sys
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import PREFIX
from tests.examples import EXAMPLE, page_of
from tests.site.fault_table import TYPE, WANTED
from tests.site.faulty import FaultyHandler, FaultyServer, faulty

LONG = 60_000
READER = {"username": "reader", "password": "of: this"}
PASS = "Basic " + base64.b64encode(":".join(READER.values()).encode()).decode()


class Guarded(FaultyHandler):
    """Answers those alone who say their name and password, as a company's proxy does."""

    def do_GET(self) -> None:  # noqa: N802 - the library's name
        """Answer, or ask who it is."""
        if self.headers.get("Authorization") == PASS:
            super().do_GET()
            return
        self.send_response(HTTPStatus.UNAUTHORIZED)
        self.send_header("WWW-Authenticate", 'Basic realm="Handbook"')
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def guarded(site: Path) -> Iterator[FaultyServer]:
    """The site behind a login."""
    with faulty(site, PREFIX) as server:
        server.RequestHandlerClass = Guarded
        yield server


def test_behind_a_login_a_calculator_answers(browser: Browser, guarded: FaultyServer) -> None:
    """Page, worker and Python's files all pass with what the reader gave once."""
    context = browser.new_context(http_credentials=READER)
    page = context.new_page()
    refused: list[str] = []
    page.on("response", lambda answer: refused.append(answer.url) if answer.status == HTTPStatus.FORBIDDEN else None)
    page.goto(f"{guarded.url}{page_of(EXAMPLE)}")
    page.evaluate(TYPE)
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(WANTED, timeout=LONG)
    assert refused == []
    context.close()


def test_from_a_stick_a_calculator_answers(browser: Browser, site: Path) -> None:
    """`python -m http.server` in the folder is enough, though the site was built for another address."""
    command = [sys.executable, "-u", "-m", "http.server", "--bind", "127.0.0.1", "--directory", str(site), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout
        said = server.stdout.readline()
        address = said.partition("(")[2].partition(")")[0]
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}{page_of(EXAMPLE)}")
        page.evaluate(TYPE)
        expect(page.locator(f"#{EXAMPLE} output")).to_have_text(WANTED, timeout=LONG)
        context.close()
        server.terminate()
