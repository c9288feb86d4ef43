"""What a test asks of any browser's engine."""

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

LONG = 90.0
# Source: https://www.w3.org/TR/webdriver2/#keyboard-actions
NAMED_KEYS = {"Tab": "\ue004", "Enter": "\ue007"}


class Engine(ABC):
    """A browser with one page; use it in a ``with`` statement, which closes it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @abstractmethod
    def open(self, address: str) -> None:
        """Go to an address, and wait until the page has loaded."""

    def go(self, address: str) -> None:
        """Go to an address, and wait for nothing: what a page needs may never come."""
        self.open("about:blank")
        self.ask(f"(setTimeout(() => location.assign({json.dumps(address)}), 0), true)")

    @abstractmethod
    def ask(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, as JSON carries it; a promise is waited for."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Give the page a window of that size, or of the smallest that this browser has."""

    @abstractmethod
    def close(self) -> None:
        """End the browser."""

    def wait(self, expression: str, wanted: Callable[[Any], bool]) -> Any:
        """Return the value of an expression once it is as wanted.

        Raises AssertionError with the last value when it never is.
        """
        end = time.monotonic() + LONG
        while not wanted(value := self.ask(expression)):
            assert time.monotonic() < end, f"{expression} stayed {value!r}"
            time.sleep(0.2)
        return value


class WithKeyboard(Engine):
    """An engine whose keyboard and window for files a test can use."""

    @abstractmethod
    def act(self, actions: list[dict[str, object]]) -> None:
        """Do what WebDriver calls actions."""

    @abstractmethod
    def open_files(self, selector: str, paths: list[Path]) -> None:
        """Pick files for an input, as the system's own window would."""

    def press(self, *keys: str) -> None:
        """Press keys one after the other: named ones such as "Tab", or the letters of a text."""
        pressed = [[NAMED_KEYS[key]] if key in NAMED_KEYS else [*key] for key in keys]
        strokes = [{"type": kind, "value": one} for key in pressed for one in key for kind in ("keyDown", "keyUp")]
        self.act([{"type": "key", "id": "keyboard", "actions": strokes}])

    def tab_to(self, selector: str) -> None:
        """Reach what a selector finds with the tabulator alone.

        Raises AssertionError when it is never reached.
        """
        for _ in range(250):
            if self.ask(f"document.activeElement === document.querySelector({json.dumps(selector)})"):
                return
            self.press("Tab")
        raise AssertionError(f"{selector} cannot be reached with the keyboard")
