"""Reads the arguments of a command."""

import argparse
from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """A parser that names what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line; exit with 2."""
        # argparse names the flag; "expected" comes from us, and a value that starts with a minus wants an equals sign.
        hint = " (write a negative number as --name=-1e1)" if "expected one argument" in message else ""
        self.exit(2, f"{message.removeprefix('argument ')}{hint}\n")
