"""Finds the calculators by file name: there is no list to edit, and only the one that is asked for is loaded."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any, NamedTuple

from calculators import models
from calculators.core import Answer, Calculator, Field, InputError, Inputs, Later, Outline, Preset
from calculators.core.data import packed
from calculators.core.sources import Origin
from calculators.vocabulary.exchange import unconverted

OUTLINES = "outlines"


class _PackedOutline(NamedTuple):
    """What a link to a calculator must know of it, as the build packed it."""

    version: int
    fields: frozenset[str]


class _Catalog(Mapping[str, Calculator]):
    """Every calculator by the name of its module, in alphabetical order; each is imported when it is looked at."""

    def __init__(self) -> None:
        self._names = tuple(sorted(_packed_outlines() or _names_of_files()))

    def __getitem__(self, name: str) -> Calculator:
        if name not in self._names:
            raise KeyError(name)
        calculator: Calculator = import_module(f"{models.__name__}.{name}").calculator
        return calculator

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@functools.cache
def catalog() -> Mapping[str, Calculator]:
    """Return every calculator by the name of its module, in alphabetical order."""
    return _Catalog()


def outlines() -> Mapping[str, Outline]:
    """Return what links to each calculator must know of it; in a browser without importing a single one."""
    return _packed_outlines() or catalog()


@functools.cache
def _packed_outlines() -> Mapping[str, Outline]:
    found = packed("calculators", OUTLINES) or {}
    return {name: _PackedOutline(one["version"], frozenset(one["fields"])) for name, one in found.items()}


def _names_of_files() -> Iterator[str]:
    # Only our own machines look for files.
    import pkgutil

    for module in pkgutil.iter_modules(models.__path__):
        if not module.name.startswith("_"):
            yield module.name


def find(name: str) -> Calculator:
    """Return one calculator.

    Raises:
        InputError: there is none of that name.
    """
    if name not in catalog():
        raise InputError("calculator", "one of " + ", ".join(catalog()), name)
    return catalog()[name]


def presented(calculator: Calculator, inputs: Inputs, result: Any) -> Answer:
    """Return a calculator's answer, with what must be said of every amount that no calculator may forget to say."""
    answer = calculator.present(inputs, result)
    return replace(answer, cautions=Later(lambda: [*unconverted(inputs), *answer.cautions]))


def origin_of(name: str, field: Field, value: object, code: str) -> Origin | None:
    """Return what a value of an input rests on, in a currency, where it is one that the handbook itself fills in."""
    # Only a decision paper asks.
    from calculators.vocabulary import origins

    return origins.origin_of(name, field, value, code)


def places_of(calculator: Calculator) -> dict[str, Preset]:
    """Return the places whose figures fill some of a calculator's fields, each with its sources in words."""
    # Only whoever builds pages or reads a command needs them: a page's own Python does not.
    from calculators.vocabulary.places import places_for

    return {
        code: Preset(title=place.name, words=place.words(calculator.inputs), inputs=place.values(calculator.inputs))
        for code, place in places_for(calculator.inputs).items()
    }
