"""Installs programs as packages of the system, where this machine allows that without asking."""

import os
import shutil
import subprocess

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def install(*packages: str) -> bool:
    """Install packages of the system, showing what the installer says only if it fails; return whether it succeeded.

    Only on systems with apt: elsewhere nothing can be installed without a person who is asked.
    """
    if not shutil.which("apt-get"):
        return False
    # A hosted runner is no root, and needs no password to become it.
    front = [] if IS_ROOT else ["sudo", "-n"]
    return run([*front, "apt-get", "update", "-qq"]) and run(
        [*front, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    )


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
