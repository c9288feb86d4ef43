"""WebKit by its GTK port's own driver, which speaks WebDriver over HTTP.

Source: https://www.w3.org/TR/webdriver2/
"""

import contextlib
import json
import os
import socket
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from scripts.engines.engine import LONG, WithKeyboard
from scripts.machine.programs import SCREEN, WEBKIT_DRIVER

# Rendered in software and, as tests may run as root, without a sandbox that root cannot build. Of its compilers for
# WebAssembly the slowest is left out, since no page is open here for long enough to gain by it.
SURROUNDINGS = {
    "JSC_useOMGJIT": "0",
    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
    "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    "LIBGL_ALWAYS_SOFTWARE": "1",
}


class WebKit(WithKeyboard):
    """A new session of WebKit's browser on a screen that nobody sees."""

    def __init__(self, *, waits: bool = True) -> None:
        """Start it; where it does not wait for pages, it can be asked about one that never has all it needs."""
        self.waits = waits
        reading, writing = os.pipe()
        screen = [
            SCREEN.find_or_install(),
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            "1400x1000x24",
            "-nolisten",
            "tcp",
        ]
        self.screen = subprocess.Popen(screen, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as said:
            display = f":{said.readline().strip()}"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        around = {**os.environ, **SURROUNDINGS, "DISPLAY": display}
        self.driver = subprocess.Popen([WEBKIT_DRIVER.find_or_install(), f"--port={self.port}"], env=around)
        self._wait_for_driver()
        wanted = {} if waits else {"alwaysMatch": {"pageLoadStrategy": "none"}}
        self.session = self._send("POST", "/session", {"capabilities": wanted})["sessionId"]
        self._command("POST", "timeouts", {"script": int(1000 * LONG), "pageLoad": int(1000 * LONG)})

    def _wait_for_driver(self) -> None:
        end = time.monotonic() + LONG
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                self._send("GET", "/status")
                return
            time.sleep(0.1)
        raise RuntimeError("WebKit's driver did not start")

    def _send(self, method: str, path: str, body: object = None) -> Any:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=2 * LONG)
        try:
            connection.request(method, path, None if body is None else json.dumps(body))
            answer = connection.getresponse()
            content = json.load(answer)["value"]
        finally:
            connection.close()
        if answer.status >= 400:
            raise RuntimeError(f"{path}: {content['error']}: {content['message']}")
        return content

    def _command(self, method: str, path: str, body: object = None) -> Any:
        return self._send(method, f"/session/{self.session}/{path}", body)

    def open(self, address: str) -> None:
        """Go to an address, and wait until the page has loaded."""
        self._command("POST", "url", {"url": address})

    def go(self, address: str) -> None:
        """Go to an address, and wait for nothing but for the page before it to be gone."""
        if self.waits:
            super().go(address)
            return
        self.open("about:blank")
        here = ""
        while here != "about:blank":
            # Asked while it goes, there is no page to answer.
            with contextlib.suppress(RuntimeError):
                here = self.ask("location.href")
        self.open(address)

    def ask(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, as JSON carries it; a promise is waited for."""
        script = f"const tell = arguments[0]; Promise.resolve({expression}).then(tell)"
        return self._command("POST", "execute/async", {"script": script, "args": []})

    def act(self, actions: list[dict[str, object]]) -> None:
        """Do what WebDriver calls actions."""
        self._command("POST", "actions", {"actions": actions})

    def open_files(self, selector: str, paths: list[Path]) -> None:
        """Pick files for an input, as the system's own window would."""
        (element,) = self._command("POST", "element", {"using": "css selector", "value": selector}).values()
        self._command("POST", f"element/{element}/value", {"text": "\n".join(map(str, paths))})

    def resize(self, width: int, height: int) -> None:
        """Give the page a window of that size, or of the smallest that this browser has."""
        self._command("POST", "window/rect", {"width": width, "height": height})

    def close(self) -> None:
        """End the browser, its driver and its screen."""
        with contextlib.suppress(OSError):
            self._send("DELETE", f"/session/{self.session}")
        for process in (self.driver, self.screen):
            process.terminate()
            process.wait(30)
