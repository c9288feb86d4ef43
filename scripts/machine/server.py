"""A small server for a folder of static files that behaves like a good host on the web."""

import gzip
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urlsplit

HOST = "127.0.0.1"
# Stated here, because the system's own table may say otherwise, and a browser refuses a module or a
# streamed WebAssembly file of the wrong type without a word.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
SQUEEZED_ALREADY = frozenset([".gz", ".ico", ".jpg", ".png", ".webp", ".whl", ".woff2", ".zip"])
# As bundle.1a2b3c4d.min.js and handbook.1a2b3c4d.css.
NAMED_BY_CONTENTS = re.compile(r"\.[0-9a-f]{8}\.(min\.)?(css|js|mjs)$")
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


class Version(NamedTuple):
    """One state of a file; a file that changed has another."""

    path: Path
    changed: int
    size: int

    @property
    def tag(self) -> str:
        """The name by which a browser asks whether its copy is still good."""
        return f'"{self.changed:x}-{self.size:x}"'


@lru_cache(maxsize=512)
def squeezed(version: Version) -> bytes:
    """Return a file's contents compressed, the second time at no cost."""
    return gzip.compress(version.path.read_bytes(), compresslevel=6, mtime=0)


class Server(ThreadingHTTPServer):
    """A server that knows its folder and the path it is mounted at."""

    daemon_threads = True
    # Browsers open many connections at once.
    request_queue_size = 128

    def __init__(self, folder: Path, prefix: str, port: int) -> None:
        self.folder = folder.resolve()
        self.prefix = prefix
        super().__init__((HOST, port), Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of an error as the library does, unless it is only that a reader has gone, for another page say."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    @property
    def url(self) -> str:
        """The address of the folder's own index page."""
        return f"http://{HOST}:{self.server_address[1]}{self.prefix}"


class Handler(BaseHTTPRequestHandler):
    """Answers one browser's requests."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the file, a redirect to the folder's own address, or the page for lost readers."""
        path = urlsplit(self.path).path
        file = self.file_of(path)
        if file is None:
            self.send_lost()
        elif file.is_dir() and not path.endswith("/"):
            self.send_redirect(f"{path}/")
        else:
            self.send_file(file / "index.html" if path.endswith("/") else file)

    def file_of(self, path: str) -> Path | None:
        """Return the file or folder that a path names, or nothing if it leads out of the folder."""
        if not path.startswith(self.server.prefix):
            return None
        try:
            file = (self.server.folder / unquote(path.removeprefix(self.server.prefix))).resolve()
        except ValueError:
            # A path with a null in it.
            return None
        return file if file.is_relative_to(self.server.folder) else None

    do_HEAD = do_GET  # noqa: N815 - the library's name

    def send_redirect(self, address: str) -> None:
        """Send the browser to a folder's address with its slash, from which relative links work."""
        query = urlsplit(self.path).query
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", quote(unquote(address)) + (f"?{query}" if query else ""))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send_lost(self) -> None:
        """Send the site's own page for addresses that lead nowhere."""
        page = self.server.folder / "404.html"
        self.send_body(page.read_bytes() if page.exists() else b"Not found", HTTPStatus.NOT_FOUND, ".html", {})

    def send_file(self, file: Path) -> None:
        """Send a file, compressed if that helps, or word that the browser's copy is still good."""
        try:
            state = file.stat()
            version = Version(file, state.st_mtime_ns, state.st_size)
            encoding, body = self.packed(version)
        except OSError:
            # Missing, a folder, or replaced by a rebuild this very moment.
            self.send_lost()
            return
        headers = {"ETag": version.tag, "Cache-Control": self.caching(file), "Vary": "Accept-Encoding"}
        if self.headers.get("If-None-Match") == version.tag:
            self.send_body(b"", HTTPStatus.NOT_MODIFIED, file.suffix, headers)
            return
        if encoding:
            headers["Content-Encoding"] = encoding
        self.send_body(body, HTTPStatus.OK, file.suffix, headers)

    def packed(self, version: Version) -> tuple[str, bytes]:
        """Return how a file is sent, and its bytes: as was made beside it when the site was built, else by gzip.

        Raises OSError when it is not there.
        """
        file, accepted = version.path, self.accepted()
        beside = file.with_name(f"{file.name}.br")
        if "br" in accepted and beside.exists():
            return "br", beside.read_bytes()
        if "gzip" in accepted and file.suffix not in SQUEEZED_ALREADY:
            return "gzip", squeezed(version)
        return "", file.read_bytes()

    def accepted(self) -> str:
        """Return what the browser says of the compressed bodies it takes."""
        return self.headers.get("Accept-Encoding") or ""

    def caching(self, file: Path) -> str:
        """Return how long a file may be kept: for ever if it or its folder is named by its contents."""
        top, *below = file.relative_to(self.server.folder).parts
        named = (top == "runtime" and len(below) > 1) or (top == "assets" and NAMED_BY_CONTENTS.search(file.name))
        return FOR_EVER if named else ASK_AGAIN

    def send_body(self, body: bytes, status: HTTPStatus, suffix: str, headers: dict[str, str]) -> None:
        """Send one complete answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", TYPES.get(suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay silent: the terminal belongs to the build."""


@contextmanager
def serve(folder: Path, prefix: str = "/", port: int = 0) -> Iterator[str]:
    """Serve a folder for the length of a block and give its address; port 0 takes any free one.

    The folder may still be empty. Raises OSError when the port is taken.
    """
    server = Server(folder, prefix, port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.url
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
