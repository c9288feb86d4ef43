"""Builds the site into a folder that keeps it, unless the folder holds this very site already."""

import subprocess
import sys
import time
from pathlib import Path

from scripts.machine.environment import ROOT
from scripts.site.pages import site_fingerprint


def build_if_changed(folder: Path, url: str) -> None:
    """Build, unless the folder already holds this very site; after a failure the last good one stays."""
    wanted = site_fingerprint(url)
    # Beside the folder, never in it: it says from what the site there was built.
    stamp = folder.with_suffix(".built-from")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    # Half-copied, the folder is neither the old site nor the new one.
    stamp.unlink(missing_ok=True)
    started = time.monotonic()
    # In a process of its own, where changed scripts are loaded afresh and a crash harms nobody.
    command = [sys.executable, "-m", "scripts.site.pages", str(folder), url]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        print("\n  Not rebuilt; still showing the last good site.\n", flush=True)
        return
    stamp.write_text(wanted, encoding="utf-8")
    print(f"  Built in {time.monotonic() - started:.1f} s", flush=True)
