"""Builds the site in a process of its own, and stays there to make edited pages of it again.

In a process of its own, changed scripts are loaded afresh and a crash harms nobody. Once the site is built, the process
says so in a line, and takes orders, each a line of JSON: a list of pages to make again and show, or null for the whole
site. It answers each with a line, ``done`` or ``refused``; why it refused is said in the terminal.
"""

import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import IO

from scripts.machine.errors import BuildError, exit_code
from scripts.site.pages import DOCS, Site, built, publish, publish_files, site_fingerprint

DONE, REFUSED = "done", "refused"
# By which the preview ends a build that was overtaken, and whoever sits at the terminal all of it.
ENDS = (signal.SIGTERM, signal.SIGINT)


def is_current(folder: Path, url: str) -> bool:
    """Say whether a folder holds the very site that building now would put there."""
    stamp = stamp_of(folder)
    return stamp.exists() and stamp.read_text(encoding="utf-8") == site_fingerprint(url)


def stamp_of(folder: Path) -> Path:
    """Return the file that says from what the site in a folder was built: beside the folder, never in it."""
    return folder.with_suffix(".built-from")


def work(folder: Path, url: str, docs: Path, orders: IO[str], answers: IO[str]) -> None:
    """Build, say so, and do what is ordered until nobody can order any more.

    Raises BuildError when the site cannot be built.
    """
    wanted = site_fingerprint(url)
    with built(url, docs) as site:
        print(DONE, file=answers, flush=True)
        for order in orders:
            print(done(site, json.loads(order), folder, wanted), file=answers, flush=True)


def done(site: Site, pages: list[str] | None, folder: Path, wanted: str) -> str:
    """Put the site, or pages of it made again, into the folder, and return the answer."""
    stamp = stamp_of(folder)
    if pages is None:
        # Half-copied, the folder is neither the old site nor the new one.
        stamp.unlink(missing_ok=True)
        publish(site.folder, folder)
        stamp.write_text(wanted, encoding="utf-8")
        return DONE
    try:
        files = site.again(pages)
    except BuildError as error:
        print(f"\n{error}", file=sys.stderr, flush=True)
        return REFUSED
    # Until the whole site is built, other pages may say something else of these.
    stamp.unlink(missing_ok=True)
    publish_files(site.folder, [file.relative_to(site.folder) for file in files], folder)
    return DONE


def stop(_: int, __: FrameType | None) -> None:
    """End as by an error, so that what was begun is tidied away; a second order to end must not disturb that."""
    for number in ENDS:
        # Not the system's own way to ignore it: Python complains when the second came with the first.
        signal.signal(number, lambda *_: None)
    raise SystemExit(1)


def main() -> int:
    """Work for the folder of the first argument, the address of the second and the docs of the third; return the code.

    Whatever else reads or says anything has nothing to read, and speaks to the terminal.
    """
    folder, url, *docs = sys.argv[1:]
    for number in ENDS:
        signal.signal(number, stop)
    with open(os.dup(0), encoding="utf-8") as orders, open(os.dup(1), "w", encoding="utf-8") as answers:  # noqa: PTH123 - these are open files, not paths
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        return exit_code(lambda: work(Path(folder), url, Path(*docs) if docs else DOCS, orders, answers))


if __name__ == "__main__":
    raise SystemExit(main())
