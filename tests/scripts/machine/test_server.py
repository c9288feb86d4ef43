"""The static server behaves like a good host."""

import gzip
import http.client
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scripts.machine.server import Handler, serve

Reply = tuple[int, dict[str, str], bytes]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small site."""
    files = {
        "index.html": "<p>home</p>",
        "404.html": "<p>lost</p>",
        "page/index.html": "<p>page</p>",
        "assets/a.mjs": "export const a = 1;",
        "assets/lunr.de.min.js": "",
        "assets/deep/b.0123abcd.min.js": "",
        "runtime/0123abcd/a.wasm": "\0asm",
        "runtime/0123abcd/a.zip": "PK",
    }
    for name, text in files.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path / "site"


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Where it is served, below a prefix."""
    with serve(folder, "/kb/") as url:
        yield url


def get(address: str, path: str, method: str = "GET", **headers: str) -> Reply:
    """Ask for exactly this path, as no well-behaved client library would."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    reply = response.status, dict(response.getheaders()), response.read()
    connection.close()
    return reply


def test_the_prefix_holds_the_site(address: str) -> None:
    """The address ends in the prefix; folders answer with their index page."""
    assert urlsplit(address).path == "/kb/"
    assert get(address, "/kb/")[2] == b"<p>home</p>"
    assert get(address, "/kb/page/")[2] == b"<p>page</p>"


@pytest.mark.parametrize("path", ["/", "/page/", "/kb/missing/", "/kb/missing", "/kb/assets/", "/kb/%00"])
def test_lost_readers_get_the_page_for_them(address: str, path: str) -> None:
    """Outside the prefix and where nothing is, the answer is 404 with the site's own page."""
    status, headers, body = get(address, path)
    assert (status, body) == (404, b"<p>lost</p>")
    assert headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "path", ["/kb/../secret.txt", "/kb/%2e%2e/secret.txt", "/kb/..%2fsecret.txt", "/kb//etc/hostname"]
)
def test_nothing_outside_the_folder_is_served(address: str, path: str) -> None:
    """However a path is spelt, it stays inside."""
    assert get(address, path)[0] == 404


def test_a_folder_gets_its_slash(address: str) -> None:
    """Relative links on an index page need the slash; the query is kept."""
    status, headers, _ = get(address, "/kb/page?a=1")
    assert (status, headers["Location"]) == (301, "/kb/page/?a=1")


@pytest.mark.parametrize(
    ("path", "kind", "caching"),
    [
        ("/kb/", "text/html; charset=utf-8", "no-cache"),
        ("/kb/assets/a.mjs", "text/javascript; charset=utf-8", "no-cache"),
        ("/kb/assets/lunr.de.min.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/kb/assets/deep/b.0123abcd.min.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/kb/runtime/0123abcd/a.wasm", "application/wasm", "public, max-age=31536000, immutable"),
        ("/kb/runtime/0123abcd/a.zip", "application/zip", "public, max-age=31536000, immutable"),
    ],
)
def test_types_and_caching(address: str, path: str, kind: str, caching: str) -> None:
    """Modules and WebAssembly have the types browsers insist on; what is named by its contents keeps for ever."""
    _, headers, _ = get(address, path)
    assert (headers["Content-Type"], headers["Cache-Control"]) == (kind, caching)


def test_bodies_are_compressed_for_those_who_ask(address: str) -> None:
    """Text is compressed if accepted; what is compressed already stays as it is."""
    _, headers, body = get(address, "/kb/assets/a.mjs", Accept_Encoding="gzip, br")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == b"export const a = 1;"
    assert "Content-Encoding" not in get(address, "/kb/assets/a.mjs")[1]
    assert "Content-Encoding" not in get(address, "/kb/runtime/0123abcd/a.zip", Accept_Encoding="gzip")[1]


def test_a_changed_file_is_served_changed(address: str, folder: Path) -> None:
    """Neither the browser's copy nor the compressed one outlives the file."""
    _, headers, _ = get(address, "/kb/", Accept_Encoding="gzip")
    assert get(address, "/kb/", If_None_Match=headers["ETag"])[0] == 304
    (folder / "index.html").write_text("<p>changed home</p>")
    status, _, body = get(address, "/kb/", Accept_Encoding="gzip", If_None_Match=headers["ETag"])
    assert (status, gzip.decompress(body)) == (200, b"<p>changed home</p>")


def test_heads_have_no_body(address: str) -> None:
    """HEAD tells the length and sends nothing."""
    status, headers, body = get(address, "/kb/page/", method="HEAD")
    assert (status, headers["Content-Length"], body) == (200, "11", b"")


def leave(address: str, path: str) -> None:
    """Ask for a path and be gone, by a reset, before an answer can come."""
    with socket.create_connection((urlsplit(address).hostname or "", urlsplit(address).port or 0)) as gone:
        # Lingering for no time at all makes closing a reset.
        gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        gone.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())


def test_a_reader_who_has_gone_is_no_news(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The terminal belongs to the build, and readers who leave a page are no failure of it."""
    before = {*threading.enumerate()}
    with serve(folder) as url:
        for _ in range(5):
            leave(url, "/")
        # Who stays is answered all the same.
        assert get(url, "/page/")[2] == b"<p>page</p>"
    # The threads that answer are not waited for by the server; those of others may wait for a browser that is open.
    for thread in {*threading.enumerate()} - before:
        thread.join(10)
    assert capfd.readouterr().err == ""


def test_a_failure_of_ours_is_told(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever else goes wrong while answering comes with its traceback."""

    def send_file(self: Handler, file: Path) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr(Handler, "send_file", send_file)
    with serve(folder) as url, pytest.raises(http.client.RemoteDisconnected):
        get(url, "/page/")
    assert "RuntimeError: ours" in capfd.readouterr().err


def test_a_taken_port_is_an_error(address: str, folder: Path) -> None:
    """Two servers never share a port in silence."""
    with pytest.raises(OSError, match="in use"), serve(folder, port=urlsplit(address).port or 0):
        pass


def test_what_the_build_compressed_is_sent_to_who_takes_it(folder: Path, address: str) -> None:
    """As good hosts do it: the file beside, the type of the file asked for, and the plain one for everybody else."""
    (folder / "runtime/0123abcd/a.wasm.br").write_bytes(b"packed")
    path = "/kb/runtime/0123abcd/a.wasm"
    _, headers, body = get(address, path, Accept_Encoding="gzip, deflate, br")
    assert body == b"packed"
    assert (headers["Content-Encoding"], headers["Content-Type"]) == ("br", "application/wasm")
    _, headers, body = get(address, path)
    assert (body, headers.get("Content-Encoding")) == (b"\0asm", None)
