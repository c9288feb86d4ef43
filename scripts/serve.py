"""Build the site, show it on this machine, and build again whenever a source changes. Ctrl-C ends it.

python3 scripts/serve.py
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

# Away with this folder: its `markdown` and `site` would hide the packages of those names.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.machine.environment import CACHE, ROOT, enter

FIRST_PORT = 8000
SECONDS_BETWEEN_LOOKS = 0.5
WATCHED = ("calculators", "docs", "scripts", "mkdocs.yml", "redirects.toml")


def main() -> int:
    """Serve until Ctrl-C, and return the exit code."""
    try:
        serve_and_watch()
    except KeyboardInterrupt:
        print("\nStopped.", flush=True)
    return 0


def serve_and_watch() -> None:
    """Serve the last good site on the first free port, and build whenever a source changed."""
    from scripts.machine.server import serve
    from scripts.site.rebuild import build_if_changed

    port = free_port()
    # A site is built for its address, so two previews must not share a folder.
    folder = CACHE / f"serve-{port}"
    folder.mkdir(parents=True, exist_ok=True)
    with serve(folder, port=port) as url:
        before = state_of_sources()
        build_if_changed(folder, url)
        print(f"\n  The handbook is at {url}   (Ctrl-C stops it)\n", flush=True)
        while True:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            now = state_of_sources()
            if now != before:
                before = now
                build_if_changed(folder, url)


def free_port() -> int:
    """Return the first free port from 8000 on."""
    import socket

    for port in range(FIRST_PORT, FIRST_PORT + 100):
        with socket.socket() as probe:
            # As the server does, or a port would seem taken for a minute after it stopped.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise SystemExit(f"No port from {FIRST_PORT} to {FIRST_PORT + 99} is free")


def state_of_sources() -> dict[str, tuple[int, int]]:
    """Return when each watched file was last changed, and its size."""
    state = {}
    for name in WATCHED:
        top = ROOT / name
        for folder, folders, files in os.walk(top) if top.is_dir() else [(str(ROOT), [], [name])]:
            if "__pycache__" in folders:
                folders.remove("__pycache__")
            for file in files:
                path = os.path.join(folder, file)  # noqa: PTH118 - many times faster, twice a second
                try:
                    found = os.stat(path)  # noqa: PTH116
                except OSError:
                    # Gone between listing and looking, as editors' scratch files are.
                    continue
                state[path] = (found.st_mtime_ns, found.st_size)
    return state


if __name__ == "__main__":
    enter(__file__)
    raise SystemExit(main())
