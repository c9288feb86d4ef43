"""The standard output of a command, as machines of every kind have it."""

import io
import os
import sys


def speak_utf8() -> None:
    """Write UTF-8 whatever the machine's own encoding is: the answers hold signs beyond ASCII."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def silence() -> None:
    """Lead the output nowhere once it cannot be written, since Python would try to write the rest when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
