"""Finds the calculators by file name: there is no list to edit."""

import functools
import pkgutil
from collections.abc import Mapping
from importlib import import_module

from calculators import models
from calculators.core import Calculator, InputError


@functools.cache
def catalog() -> Mapping[str, Calculator]:
    """Return every calculator by the name of its module, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(models.__path__))
    return {name: import_module(f"{models.__name__}.{name}").calculator for name in names}


def find(name: str) -> Calculator:
    """Return one calculator.

    Raises:
        InputError: there is none of that name.
    """
    if name not in catalog():
        raise InputError("calculator", "one of " + ", ".join(catalog()), name)
    return catalog()[name]
