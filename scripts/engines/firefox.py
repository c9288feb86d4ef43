"""Firefox by WebDriver BiDi, which it speaks itself: no driver is needed.

Source: https://www.w3.org/TR/webdriver-bidi/
"""

import base64
import json
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from websockets.sync.client import ClientConnection, connect

from scripts.engines.engine import LONG, WithKeyboard
from scripts.machine.programs import FIREFOX

FORBIDDEN = "NS_ERROR_XPC_SECURITY_MANAGER_VETO"


class Firefox(WithKeyboard):
    """Firefox without a window, with a new profile or with the one in a folder."""

    def __init__(self, profile: Path | None = None) -> None:
        self.running = ExitStack()
        made = self.running.enter_context(TemporaryDirectory(ignore_cleanup_errors=True))
        self.folder = profile or Path(made)
        self.log = Path(made) / "log"
        self.saved_files = Path(made) / "saved"
        self.saved_files.mkdir()
        preferences = {"browser.download.folderList": 2, "browser.download.dir": str(self.saved_files)}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
        (self.folder / "user.js").write_text("".join(lines), "utf-8")
        # Port 0 lets the system choose a free one; Firefox says which.
        command = [
            FIREFOX.find_or_install(),
            "--headless",
            "--no-remote",
            "--profile",
            str(self.folder),
            "--remote-debugging-port",
            "0",
        ]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        self.running.callback(self.process.wait, 30)
        self.running.callback(self.process.terminate)
        self.numbers = count(1)
        self.socket = self._connected()
        self.version = f"Firefox {self._send('session.new', capabilities={})['capabilities']['browserVersion']}"
        # The tab it starts with leaves the focus in the address bar: a key reaches the page, but presses no button.
        self.page = self._send("browsingContext.create", type="tab")["context"]

    def _connected(self) -> ClientConnection:
        end = time.monotonic() + LONG
        while time.monotonic() < end:
            said = re.search(r"WebDriver BiDi listening on (ws://\S+)", self.log.read_text("utf-8", "replace"))
            if said:
                return self.running.enter_context(connect(f"{said[1]}/session", max_size=None))
            time.sleep(0.2)
        raise RuntimeError(f"Firefox did not start: {self.log.read_text('utf-8', 'replace')}")

    def _send(self, method: str, **parameters: object) -> Any:
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv(timeout=LONG))
            if message.get("id") == number:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['error']}: {message['message']}")
                return message["result"]

    def open(self, address: str) -> None:
        """Go to an address, and wait until the page has loaded."""
        self._send("browsingContext.navigate", context=self.page, url=address, wait="complete")

    def reload(self) -> None:
        """Load the page again, from wherever the browser finds it."""
        self._send("browsingContext.reload", context=self.page, wait="complete")

    def before_each_page(self, script: str) -> None:
        """Run a script in every page before its own."""
        self._send("script.addPreloadScript", functionDeclaration=f"() => {{{script}}}")

    def ask(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, as JSON carries it; a promise is waited for."""
        found = self._send(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self.page},
            awaitPromise=True,
        )
        if found["type"] != "success":
            raise RuntimeError(f"{expression}: {found['exceptionDetails']['text']}")
        return json.loads(found["result"].get("value", "null"))

    @contextmanager
    def in_frame(self) -> Iterator[None]:
        """Ask the first frame of the page, which may be another site's, instead of the page itself."""
        whole = self.page
        (tree,) = self._send("browsingContext.getTree", root=whole)["contexts"]
        self.page = tree["children"][0]["context"]
        try:
            yield
        finally:
            self.page = whole

    def open_files(self, selector: str, paths: list[Path]) -> None:
        """Pick files for an input, as the system's own window would."""
        found = self._send("browsingContext.locateNodes", context=self.page, locator={"type": "css", "value": selector})
        node = {"sharedId": found["nodes"][0]["sharedId"]}
        self._send("input.setFiles", context=self.page, element=node, files=[str(path) for path in paths])

    def act(self, actions: list[dict[str, object]]) -> None:
        """Do what WebDriver calls actions."""
        self._send("input.performActions", context=self.page, actions=actions)

    def saved(self) -> Path:
        """Return the one file that the page has saved, once it is whole.

        Raises AssertionError with what there is when it never comes.
        """
        end = time.monotonic() + LONG
        while not self._whole(found := list(self.saved_files.iterdir())):
            assert time.monotonic() < end, f"no whole file was saved: {found}"
            time.sleep(0.2)
        return found[0]

    @staticmethod
    def _whole(found: list[Path]) -> bool:
        # While a file is written, its contents grow in one that ends in "part", beside which it stands empty.
        return len(found) == 1 and found[0].suffix != ".part" and found[0].stat().st_size > 0

    def resize(self, width: int, height: int) -> None:
        """Give the page a window of that size.

        Now and then Firefox forbids its own driver to look at the window it has just resized, so it is told again.
        """
        end = time.monotonic() + LONG
        viewport = {"width": width, "height": height}
        while True:
            try:
                self._send("browsingContext.setViewport", context=self.page, viewport=viewport)
                return
            except RuntimeError as refused:
                if FORBIDDEN not in str(refused) or time.monotonic() > end:
                    raise
            time.sleep(0.2)

    def printed(self, pages: str) -> bytes:
        """Return pages of the page on A4, such as "1" or "2-3", as PDF."""
        paper = {"width": 21.0, "height": 29.7}
        found = self._send("browsingContext.print", context=self.page, page=paper, pageRanges=[pages], background=True)
        return base64.b64decode(found["data"])

    def close(self) -> None:
        """End the browser."""
        self.running.close()
