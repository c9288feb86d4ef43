"""The inputs that several calculators share, each declared once, so that a reader answers a question once.

A calculator says where an input stands in its form and whether it comes first; everything else stands here.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any

from calculators.core import Basis, Field, Number, declared
from calculators.vocabulary import models, money, people, place, quality, situation, vendor, work


def _joined(*parts: Mapping[str, Field]) -> Mapping[str, Field]:
    joined: dict[str, Field] = {}
    for part in parts:
        for name, field in part.items():
            assert name not in joined, f"{name} is declared twice in the vocabulary"
            joined[name] = field
    return joined


VOCABULARY = _joined(
    work.FIELDS,
    situation.FIELDS,
    people.FIELDS,
    place.FIELDS,
    vendor.FIELDS,
    quality.FIELDS,
    models.FIELDS,
    money.FIELDS,
)


def shared_number(name: str, code: str) -> Number:
    """Return the declaration of a number, as it is for amounts in that currency.

    Raises KeyError where the vocabulary has no such input.
    """
    field = VOCABULARY[name]
    assert isinstance(field, Number)
    return field.in_currency(code)


def shared(
    name: str,
    *,
    group: str = "",
    first: bool = False,
    start: Basis[Any] | None = None,
    when: tuple[str, str] | None = None,
) -> Any:
    """Declare an input of the vocabulary in a calculator's class of inputs.

    Args:
        name: its name, which must be the attribute's name too.
        group: the heading it stands under in this form.
        first: whether it is one of the few that matter most here.
        start: a starting value of this calculator's own, with its own reason, where the shared one would make it say
            nothing. What a scenario carries always wins.
        when: another input's name and the answer under which alone this one counts here.

    Raises:
        KeyError: the vocabulary has no such input.
    """
    field = VOCABULARY[name]
    return declared(dataclasses.replace(field, group=group, first=first, when=when, basis=start or field.basis))
