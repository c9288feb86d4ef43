"""Installs programs as packages of the system, where this machine allows that without asking."""

from __future__ import annotations

import os
import shutil
import subprocess

from scripts.machine.environment import one_at_a_time

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
# Seconds to wait while another program installs something.
LONGEST = 600


def install(*packages: str) -> bool:
    """Install packages of the system, showing what the installer says only if it fails; return whether it succeeded.

    Only on systems with apt: elsewhere nothing can be installed without a person who is asked.
    """
    if not shutil.which("apt-get"):
        return False
    # A hosted runner is no root, and needs no password to become it.
    apt = [*([] if IS_ROOT else ["sudo", "-n"]), "apt-get", "-qq", "-o", f"DPkg::Lock::Timeout={LONGEST}"]
    # The installer lets one in and turns the others away, so ours wait for each other; it waits for anybody else's.
    with one_at_a_time("system-packages"):
        return run([*apt, "update"]) and run([*apt, "install", "-y", "--no-install-recommends", *packages])


def run(command: list[str]) -> bool:
    """Run an installer, showing what it says only if it fails, and return whether it succeeded."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
    except OSError:
        return False
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0
