"""A server that counts what it sends and can be as slow as a phone's link."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from io import BufferedIOBase
from pathlib import Path
from typing import Any, cast

from scripts.machine.server import Handler, Server

SLOW_BITS_A_SECOND = 9_000_000
SLOW_DELAY = 0.060
# A slow link hands on what it has two packets at a time, so a page's head need not wait for its middle.
PIECE = 2_920
# A sleep ends a little late; so much of a delay is made up for, or all of them would make the link slower.
MADE_UP = 0.002


class Line:
    """One reader's link, shared by all their connections; a browser's own throttling would not reach workers."""

    def __init__(self) -> None:
        self.slow = False
        self.cut = False
        self.sent = 0
        self.bodies = 0
        self._free = 0.0
        self._lock = threading.Lock()

    @contextmanager
    def slowed(self, slow: bool) -> Iterator[None]:
        """Be slow, or not, for the length of a block."""
        self.slow, before = slow, self.slow
        try:
            yield
        finally:
            self.slow = before

    def take(self, size: int) -> None:
        """Count some bytes and, on a slow link, wait until they would be through."""
        with self._lock:
            self.sent += size
            if not self.slow:
                return
            self._free = max(self._free, time.monotonic() - MADE_UP) + 8 * size / SLOW_BITS_A_SECOND
            wait = self._free - time.monotonic()
        time.sleep(max(0.0, wait))


class Metered:
    """A stream that goes through the line."""

    def __init__(self, stream: BufferedIOBase, line: Line) -> None:
        self._stream = stream
        self._line = line

    def write(self, data: bytes) -> int:
        """Send the data piece by piece."""
        size = PIECE if self._line.slow else max(1, len(data))
        for start in range(0, len(data), size):
            piece = data[start : start + size]
            self._line.take(len(piece))
            self._stream.write(piece)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class MeteredServer(Server):
    """Serves a folder over a line."""

    def __init__(self, folder: Path, prefix: str, line: Line) -> None:
        super().__init__(folder, prefix, 0)
        self.line = line
        self.RequestHandlerClass = MeteredHandler


class MeteredHandler(Handler):
    """Answers over the line; an answer's first byte takes one delay, as a round trip would."""

    def setup(self) -> None:
        """Put the line between us and the browser."""
        super().setup()
        line = cast(MeteredServer, self.server).line
        self.wfile = cast(Any, Metered(self.wfile, line))

    def send_body(self, body: bytes, status: HTTPStatus, suffix: str, headers: dict[str, str]) -> None:
        """Send an answer and count what is in it, without its head."""
        cast(MeteredServer, self.server).line.bodies += len(body)
        super().send_body(body, status, suffix, headers)

    def do_GET(self) -> None:  # noqa: N802 - the library's name
        """Answer, on a slow link after the delay; on a cut one hang up, for browsers keep connections open."""
        line = cast(MeteredServer, self.server).line
        if line.cut:
            self.close_connection = True
            return
        if line.slow:
            time.sleep(SLOW_DELAY)
        super().do_GET()


@contextmanager
def metered(folder: Path, line: Line, prefix: str = "/") -> Iterator[str]:
    """Serve a folder over a line for the length of a block, and give its address."""
    server = MeteredServer(folder, prefix, line)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.url
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
