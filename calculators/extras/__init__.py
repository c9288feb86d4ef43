"""What runs on people's own machines alone, each with packages that an extra of ours installs.

Nothing here reaches a browser: the build leaves this folder out of the wheel that it hosts, and ``calculators`` loads
a file of it only where a command asks for it.
"""

from importlib import import_module
from types import ModuleType

from calculators.core import InputError


def load(name: str) -> ModuleType:
    """Return one of the modules in this folder, which needs packages that its extra installs.

    Raises:
        InputError: a package is missing; the error names the command that brings it.
    """
    try:
        return import_module(f"{__name__}.{name}")
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package == __name__.partition(".")[0]:
            raise
        command = f"pip install '.[{name}]' in a copy of this project"
        raise InputError(name, f"the package {package}; install it with: {command}") from None
