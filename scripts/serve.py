"""Build the site, show it on this machine, and show what is edited. Ctrl-C ends it.

An edited page is there in about a second, and the whole site, built again with all its checks, half a minute later.

python3 scripts/serve.py
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

# Away with this folder: its `markdown` and `site` would hide the packages of those names.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.machine.environment import CACHE, enter

FIRST_PORT = 8000
SECONDS_BETWEEN_LOOKS = 0.2


def main() -> int:
    """Serve until Ctrl-C, and return the exit code."""
    try:
        serve_and_watch()
    except KeyboardInterrupt:
        print("\nStopped.", flush=True)
    return 0


def serve_and_watch() -> None:
    """Serve the last good site on the first free port, and keep it as the sources stand."""
    from scripts.machine.server import serve
    from scripts.site.preview import WATCHED, Preview, say, state_of

    port = free_port()
    # A site is built for its address, so two previews must not share a folder.
    folder = CACHE / f"serve-{port}"
    folder.mkdir(parents=True, exist_ok=True)
    with serve(folder, port=port) as url:
        preview = Preview(folder, url, lambda: state_of(WATCHED))
        told = False
        try:
            while True:
                preview.step()
                if preview.ready and not told:
                    say(f"The handbook is at {url}   (Ctrl-C stops it)")
                    told = True
                time.sleep(SECONDS_BETWEEN_LOOKS)
        finally:
            preview.close()


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


if __name__ == "__main__":
    enter(__file__)
    raise SystemExit(main())
