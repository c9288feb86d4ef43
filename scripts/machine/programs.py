"""Programs that tests need and a machine may not have: each is found, or installed as a package of the system.

python3 -m scripts.machine.programs

installs at once what is missing. Runs under any Python from 3.8 with the standard library only, as the set-up does.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NamedTuple

from scripts.machine.system_packages import IS_ROOT, install


class Program(NamedTuple):
    """A program, and how to come by it.

    Attributes:
        title: what people call it.
        names: the names under which it may be on the path, likeliest first.
        packages: the packages of Debian that bring it.
        places: where else it may be.
        variable: the environment variable by which a person chooses one; empty where there is none.
    """

    title: str
    names: tuple[str, ...]
    packages: tuple[str, ...]
    places: tuple[str, ...] = ()
    variable: str = ""

    def chosen(self) -> str | None:
        """Return the path that a person chose; None where nobody did.

        Ends the program with a message when its variable names no program.
        """
        path = os.environ.get(self.variable) if self.variable else None
        if path and not Path(path).is_file():
            raise SystemExit(f"{self.variable} is {path}, where there is no program")
        return path

    def find(self) -> str | None:
        """Return the path of the program, nearest first; None where there is none.

        Ends the program with a message when its variable names none.
        """
        if chosen := self.chosen():
            return chosen
        found = next(filter(None, map(shutil.which, self.names)), None)
        return found or next((place for place in self.places if Path(place).is_file()), None)

    def find_or_install(self) -> str:
        """Return the path of the program, installing it if there is none.

        Ends the program with a message when its variable names none, or none can be had.
        """
        found = self.find()
        if not found:
            print(f"programs: no {self.title} was found; installing {' and '.join(self.packages)}", flush=True)
            install(*self.packages)
            found = self.find()
        if not found:
            chosen = f", or set {self.variable} to the path of one" if self.variable else ""
            raise SystemExit(
                f"The tests need {self.title}, which is not on this machine and could not be installed.\n"
                f"Install it (on Debian: {' and '.join(self.packages)}){chosen}."
            )
        return found


CHROMIUM = Program(
    "Chromium",
    ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"),
    ("chromium", "fonts-dejavu-core"),
    variable="LABELLING_CHROMIUM",
)
# Chromium without what draws a window around a page, as Playwright starts it too where nobody looks: a tab takes two
# thirds of the work. Where it cannot be had, Chromium itself does the same.
CHROMIUM_SHELL = Program(
    "Chromium without windows",
    ("chromium-headless-shell", "chrome-headless-shell"),
    ("chromium-headless-shell",),
)
FIREFOX = Program(
    "Firefox",
    ("firefox-esr", "firefox"),
    ("firefox-esr",),
    places=("/Applications/Firefox.app/Contents/MacOS/firefox",),
)
# WebKit as its GTK port drives it, and a screen, since its browser draws in a window only.
WEBKIT_DRIVER = Program("WebKitWebDriver", ("WebKitWebDriver",), ("webkit2gtk-driver",))
SCREEN = Program("Xvfb", ("Xvfb",), ("xvfb",))
# Calculates workbooks and reads documents.
OFFICE = Program(
    "LibreOffice",
    ("soffice", "libreoffice", "localc"),
    ("libreoffice-calc-nogui", "libreoffice-writer-nogui"),
    places=(
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "C:/Program Files/LibreOffice/program/soffice.com",
    ),
    variable="LABELLING_OFFICE",
)
# For Spark, which needs version 17 or newer and no windows.
JAVA = Program(
    "Java",
    ("java",),
    ("default-jre-headless",),
    places=(f"{os.environ['JAVA_HOME']}/bin/java",) if "JAVA_HOME" in os.environ else (),
)
APACHE = Program("Apache", ("apache2",), ("apache2-bin",), places=("/usr/sbin/apache2",))
EVERY = (CHROMIUM, FIREFOX, WEBKIT_DRIVER, SCREEN, OFFICE, JAVA, APACHE)


def missing() -> list[str]:
    """Return the packages of all programs that are not here; where nobody is root, Chromium is no package."""
    wanted = [program for program in EVERY if IS_ROOT or program != CHROMIUM]
    return [package for program in wanted if not program.find() for package in program.packages]


def install_missing() -> None:
    """Install at once what the tests would install one by one; where that fails, they say so themselves.

    What makes them quicker alone is asked for apart, because not every system has it.
    """
    packages = missing()
    if packages:
        print("programs: installing " + ", ".join(packages), flush=True)
        install(*packages)
    if IS_ROOT and not CHROMIUM.chosen() and not CHROMIUM_SHELL.find():
        print("programs: installing " + ", ".join(CHROMIUM_SHELL.packages), flush=True)
        if not install(*CHROMIUM_SHELL.packages):
            print("programs: it cannot be had here, so the tests drive Chromium itself and take longer", flush=True)


if __name__ == "__main__":
    install_missing()
