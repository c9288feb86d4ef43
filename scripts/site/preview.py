"""Keeps a folder equal to the site as its sources stand: an edited page at once, and all that follows from it soon.

The process that built what is shown makes an edited page again, in about a second. Search, lists, other pages' menus
and every check of the whole are then put right by a whole build, in another process, once nobody edits for a moment.
Anything but an edit of a page's text waits for a whole build.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from scripts.machine.environment import ROOT
from scripts.site.pages import DOCS, SITE_INPUTS
from scripts.site.rebuild import DONE, is_current

# When each source was last changed, and its size, by its path.
type State = Mapping[str, tuple[int, int]]

WATCHED = (*SITE_INPUTS, ROOT / "calculators")
# How long nobody must have edited before the whole build follows an edited page.
A_MOMENT = 3.0


class Builder:
    """A process that builds the site as its sources stand, and then makes edited pages of it again."""

    def __init__(self, folder: Path, url: str, docs: Path, sources: State) -> None:
        self.sources = sources
        self.started = time.monotonic()
        self.said = ""
        command = [sys.executable, "-m", "scripts.site.rebuild", str(folder), url, str(docs)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self.waiting = threading.Thread(target=self._wait, daemon=True)
        self.waiting.start()

    def _wait(self) -> None:
        self.said = self._answer()

    def _answer(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    @property
    def is_building(self) -> bool:
        """Say whether it has neither built the site nor failed."""
        return self.waiting.is_alive()

    @property
    def has_built(self) -> bool:
        """Say whether the site is there, to be shown."""
        return self.said == DONE

    def show(self, pages: Sequence[str] | None = None) -> bool:
        """Show the whole site, or these pages made again; say whether that was done."""
        assert self.process.stdin
        try:
            print(json.dumps(pages), file=self.process.stdin, flush=True)
        except BrokenPipeError:
            return False
        return self._answer() == DONE

    def stop(self) -> None:
        """End it, wherever it is; what it has shown stays."""
        self.process.terminate()
        # It tidies up by itself, and nobody needs to wait for that.
        threading.Thread(target=self.process.wait).start()


class Preview:
    """What is shown in a folder, what is being built for it, and what has changed meanwhile."""

    def __init__(self, folder: Path, url: str, look: Callable[[], State], docs: Path = DOCS) -> None:
        self.folder, self.url, self.look, self.docs = folder, url, look, docs
        self.seen = look()
        # The sources of the last build, whether it was a success or not.
        self.tried: State = {}
        self.shown: Builder | None = None
        self.coming: Builder | None = None
        # What was made again of the pages of what is shown, or refused, in which state.
        self.again: dict[str, tuple[int, int]] = {}
        self.not_before = 0.0
        # Whether there is something to look at, or a reason why not.
        self.ready = is_current(folder, url)

    def step(self) -> None:
        """Look at the sources once, and do what is to be done now."""
        now = self.look()
        if now != self.seen:
            before, self.seen = self.seen, now
            self._changed(before)
        if self.coming and not self.coming.is_building:
            self._ended(self.coming)
        if not self.coming and self.seen != self.tried and time.monotonic() >= self.not_before:
            self.tried = self.seen
            self.coming = Builder(self.folder, self.url, self.docs, self.seen)

    def close(self) -> None:
        """End what runs."""
        for builder in filter(None, (self.shown, self.coming)):
            builder.stop()

    def _changed(self, before: State) -> None:
        """Show what was edited, if that is all that changed since what is shown was built."""
        if not self._edited_since_shown():
            told = " and ".join(sorted(differing(before, self.seen))[:2])
            say(f"Changed: {named(told)}, and the whole build comes first")
            self.not_before = 0.0
            return
        if self.coming:
            # It would put back what was there before this edit.
            self.coming.stop()
            self.coming = None
        self._show_edited()

    def _ended(self, builder: Builder) -> None:
        """Show what was built, with what was edited since then."""
        self.coming, self.ready = None, True
        if not builder.has_built or not builder.show():
            say("Not rebuilt; what was shown stays.")
            return
        if self.shown:
            self.shown.stop()
        self.shown, self.again = builder, {}
        say(f"Built in {time.monotonic() - builder.started:.1f} s")
        self._show_edited()

    def _edited_since_shown(self) -> list[str]:
        return edited_pages(self.shown.sources, self.seen, self.docs) if self.shown else []

    def _show_edited(self) -> None:
        """Show the pages that were edited and not made again since."""
        places = {page: str(self.docs / page) for page in self._edited_since_shown()}
        pages = [page for page, place in places.items() if self.again.get(page) != self.seen[place]]
        if not pages or not self.shown:
            return
        started = time.monotonic()
        self.again |= {page: self.seen[places[page]] for page in pages}
        names = ", ".join(pages)
        if self.shown.show(pages):
            say(f"Shown after {time.monotonic() - started:.1f} s: {names}. The whole build follows")
        else:
            say(f"Still showing the last good {names}; the lines above say why. The whole build follows")
        self.not_before = time.monotonic() + A_MOMENT


def differing(before: State, now: State) -> Collection[str]:
    """Return the sources that are not the same in both states."""
    return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}


def edited_pages(before: State, now: State, docs: Path) -> list[str]:
    """Return the pages whose text was edited between two states, by their places below the docs folder.

    None of them where anything else changed too: another file, or a page that is new or gone.
    """
    found = []
    for path in sorted(differing(before, now)):
        page = Path(path)
        if path not in before or path not in now or page.suffix != ".md" or not page.is_relative_to(docs):
            return []
        found.append(page.relative_to(docs).as_posix())
    return found


def state_of(tops: Collection[Path]) -> State:
    """Return the state of each file of these folders, and of those of these that are files."""
    state = {}
    for top in tops:
        for folder, folders, files in os.walk(top) if top.is_dir() else [(str(top.parent), [], [top.name])]:
            if "__pycache__" in folders:
                folders.remove("__pycache__")
            for file in files:
                # An editor's own, beside the file that is open in it.
                if file.startswith((".", "#")) or file.endswith("~"):
                    continue
                path = os.path.join(folder, file)  # noqa: PTH118 - many times faster, several times a second
                try:
                    found = os.stat(path)  # noqa: PTH116
                except OSError:
                    # Gone between listing and looking, as editors' scratch files are.
                    continue
                state[path] = (found.st_mtime_ns, found.st_size)
    return state


def named(path: str) -> str:
    """Return paths as a person reads them: from the root of the checkout."""
    return path.replace(f"{ROOT}{os.sep}", "")


def say(what: str) -> None:
    """Say something in the terminal."""
    print(f"\n  {what}\n", flush=True)
