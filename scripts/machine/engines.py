"""Finds the other browsers' engines for the tests, or installs them: Firefox, and WebKit as its GTK port drives it."""

import shutil
from pathlib import Path

from scripts.machine.system_packages import install

FIREFOX_PLACES = ("/Applications/Firefox.app/Contents/MacOS/firefox",)


def firefox() -> str:
    """Return the path of a Firefox, installing its extended support release if there is none.

    Ends the program with a message when none can be had.
    """
    return _found(("firefox-esr", "firefox"), FIREFOX_PLACES, "Firefox", "firefox-esr")


def webkit_driver() -> str:
    """Return the path of WebKitWebDriver, installing WebKit's GTK port with it if there is none.

    Ends the program with a message when none can be had.
    """
    return _found(("WebKitWebDriver",), (), "WebKitWebDriver", "webkit2gtk-driver")


def virtual_screen() -> str:
    """Return the path of Xvfb, installing it if there is none: WebKit's browser draws in a window only.

    Ends the program with a message when none can be had.
    """
    return _found(("Xvfb",), (), "Xvfb", "xvfb")


def _found(names: tuple[str, ...], places: tuple[str, ...], title: str, package: str) -> str:
    for attempt in range(2):
        found = next(filter(None, map(shutil.which, names)), None)
        found = found or next((place for place in places if Path(place).is_file()), None)
        if found:
            return found
        if attempt == 0:
            print(f"engines: no {title} was found; installing the package {package}", flush=True)
            install(package)
    raise SystemExit(
        f"The tests in other browsers need {title}, which is not on this machine and could not be installed.\n"
        f"Install it (on Debian: the package {package})."
    )
