"""Finds a Java for the test of Spark, or installs one."""

import os
import shutil

from scripts.machine.system_packages import install

PACKAGE = "default-jre-headless"


def find_or_install() -> str:
    """Return the path of a Java, installing a runtime without windows if there is none.

    Ends the program with a message when none can be had.
    """
    for attempt in range(2):
        home = os.environ.get("JAVA_HOME")
        found = (home and shutil.which("java", path=f"{home}/bin")) or shutil.which("java")
        if found:
            return found
        if attempt == 0:
            print("java: no Java was found; installing a runtime", flush=True)
            install(PACKAGE)
    raise SystemExit(
        "The test of Spark needs Java, which is not here and could not be installed.\n"
        f"Install a Java of version 17 or newer (on Debian: the package {PACKAGE})."
    )
