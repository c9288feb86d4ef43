"""A server that sends one file with a fault, until it is mended."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fnmatch import fnmatch
from http import HTTPStatus
from io import BufferedIOBase
from pathlib import Path
from typing import cast

from scripts.machine.server import FOR_EVER, Handler, Server
from scripts.runtime.webassembly.format import DATA, MAGIC, Reader

# As a reader would meet them.
FAULTS = {
    "missing": "The server answers 404",
    "500": "The server answers 500",
    "cut": "Half of it comes, as if that were all",
    "broken": "The connection breaks half way",
    "flipped": "One bit in it is wrong",
    "empty": "Nothing is in it",
    "type": "It comes as plain text",
    "login": "A page to log in comes in its place",
    "never": "It never comes",
    "slow": "It comes at 20 kilobytes a second",
}
LOGIN = b"<!doctype html><title>Hotel network</title><form><input name=room><button>Log in</button></form>"
# Seconds without a byte after which the page gives up, and how much quicker than life a slow file comes here.
PATIENCE = 4
QUICKER = 30 // PATIENCE
SLOW_BYTES_A_SECOND = 20_000


def flipped(name: str, body: bytes) -> bytes:
    """Return a file with one wrong bit where it does the most harm unseen: in data, so that it still compiles."""
    place = len(body) // 2
    if body.startswith(MAGIC):
        reader = Reader(body, len(MAGIC))
        while reader.byte() != DATA:
            reader.counted()
        size = reader.number()
        place = reader.at + size // 2
    elif name.endswith(("js", "mjs")):
        # In the first text of some length, where no parser minds.
        place = body.index(b'"', len(body) // 3) + 1
        while not body[place : place + 4].isalpha():
            place = body.index(b'"', place) + 1
    changed = bytearray(body)
    changed[place] ^= 2
    return bytes(changed)


Sent = tuple[HTTPStatus, str, bytes]


def spoiled(fault: str, name: str, good: Sent) -> Sent:
    """Return the status, the ending that gives the type, and the body of an answer with that fault."""
    status, suffix, body = good
    found: dict[str, Sent] = {
        "missing": (HTTPStatus.NOT_FOUND, suffix, b"Sorry"),
        "500": (HTTPStatus.INTERNAL_SERVER_ERROR, suffix, b"Sorry"),
        "cut": (status, suffix, body[: len(body) // 2]),
        "empty": (status, suffix, b""),
        "type": (status, ".txt", body),
        "login": (status, ".html", LOGIN),
    }
    return (status, suffix, flipped(name, body)) if fault == "flipped" else found.get(fault, good)


class FaultyServer(Server):
    """Serves a folder, and some files of it with a fault."""

    def __init__(self, folder: Path, prefix: str) -> None:
        super().__init__(folder, prefix, 0)
        self.RequestHandlerClass = FaultyHandler
        # By the pattern of a file's name.
        self.faults: dict[str, str] = {}
        self.asked: list[str] = []
        self.patience: int | None = None
        # Whether each fault is gone once it was met, and other names for what the pages' text names.
        self.once = False
        self.renamed: dict[str, str] = {}
        # A policy beside that of the pages.
        self.policy = ""
        self.over = threading.Event()


class FaultyHandler(Handler):
    """Answers with the fault that its server has for the file."""

    def handle(self) -> None:
        """Answer until the browser goes away, which is no news here."""
        with suppress(ConnectionError):
            super().handle()

    @property
    def site(self) -> FaultyServer:
        """The server, as what it is."""
        return cast(FaultyServer, self.server)

    @property
    def name(self) -> str:
        """The name of the file that is asked for."""
        return self.path.partition("?")[0].rpartition("/")[2]

    @property
    def fault(self) -> str | None:
        """The fault of the file that is asked for."""
        return next((fault for pattern, fault in self.site.faults.items() if fnmatch(self.name, pattern)), None)

    def accepted(self) -> str:
        """Return what the browser takes; a fault is put into plain bodies."""
        return super().accepted() if self.fault in {None, "slow"} and self.name else ""

    def send_body(self, body: bytes, status: HTTPStatus, suffix: str, headers: dict[str, str]) -> None:
        """Send one answer, with its fault and with the headers of the file that was asked for."""
        self.site.asked.append(self.name)
        if not self.name and self.site.patience:
            body = body.replace(b"<live-calculator ", b'<live-calculator data-patience="%d" ' % self.site.patience)
        if not self.name:
            for old, new in self.site.renamed.items():
                body = body.replace(old.encode(), new.encode())
        if self.site.policy:
            headers = {**headers, "Content-Security-Policy": self.site.policy}
        fault = self.fault
        if fault == "never":
            self.site.over.wait()
            self.close_connection = True
            return
        if fault:
            status, suffix, body = spoiled(fault, self.name, (status, suffix, body))
            headers = {**headers, "Cache-Control": FOR_EVER, "ETag": f'"{fault}"'}
            if self.site.once:
                self.site.faults = {}
        whole = self.wfile
        if fault == "slow":
            self.wfile = cast("BufferedIOBase", Drops(self.wfile))
        if fault == "broken":
            self.wfile = cast("BufferedIOBase", Breaks(self.wfile))
        super().send_body(body, status, suffix, headers)
        self.wfile = whole


class Drops:
    """A stream that lets through a little at a time."""

    def __init__(self, stream: object) -> None:
        self.stream = stream

    def write(self, data: bytes) -> int:
        """Send the data at the speed of a slow link."""
        step = SLOW_BYTES_A_SECOND * QUICKER // 5
        for start in range(0, len(data), step):
            self.stream.write(data[start : start + step])  # type: ignore[attr-defined]
            time.sleep(0.2)
        return len(data)

    def __getattr__(self, name: str) -> object:
        return getattr(self.stream, name)


class Breaks:
    """A stream that lets the headers through, which come first, and then breaks half way through the body."""

    def __init__(self, stream: object) -> None:
        self.stream = stream
        self.begun = False

    def write(self, data: bytes) -> int:
        """Send the headers, or half of the data.

        Raises ConnectionError in place of the other half.
        """
        if not self.begun:
            self.begun = True
            return self.stream.write(data)  # type: ignore[attr-defined, no-any-return]
        self.stream.write(data[: len(data) // 2])  # type: ignore[attr-defined]
        raise ConnectionResetError

    def __getattr__(self, name: str) -> object:
        return getattr(self.stream, name)


@contextmanager
def faulty(folder: Path, prefix: str = "/") -> Iterator[FaultyServer]:
    """Serve a folder with faults for the length of a block."""
    server = FaultyServer(folder, prefix)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
