"""Where the calculators of a paper were not asked about the same situation."""

from collections.abc import Iterator, Sequence

from calculators.core import Field
from calculators.core.currency import PLACEHOLDER, localized
from calculators.core.values import with_unit
from calculators.core.words import listed
from calculators.paper.answering import Answered
from calculators.paper.assumed import used

# An input's name, and the currency of its amounts where it is one: amounts in two of them cannot be compared.
type _Key = tuple[str, str]
# The calculators that take one value, those that take another, and so on.
type _Sides = tuple[tuple[str, ...], ...]
# So many inputs of the same sides stand in one line, or a country's wages and prices would fill half a page.
_MANY = 3


def different(answered: Sequence[Answered]) -> Iterator[str]:
    """Yield in words each input that calculators take unlike values of, with who has which.

    What an answer works out for the inputs of others, such as the wage of a country, is compared with what these took.
    """
    sides: dict[_Sides, list[tuple[str, list[str]]]] = {}
    for label, said in _unlike(answered):
        sides.setdefault(tuple(map(tuple, said.values())), []).append((label, list(said)))
    for parties, inputs in sides.items():
        names = [f"“{'”, “'.join(titles)}”" for titles in parties]
        if len(inputs) < _MANY:
            for label, values in inputs:
                told = [f"{value or 'nothing'} in {who}" for value, who in zip(values, names, strict=True)]
                yield f"{label}: {listed(told)}"
        else:
            told = [f"{label} {' against '.join(value or 'nothing' for value in values)}" for label, values in inputs]
            yield f"In {' against '.join(names)}: {'; '.join(told)}"


def _unlike(answered: Sequence[Answered]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield the label of each such input, with the calculators that take each of its values."""
    values: dict[_Key, dict[str, list[str]]] = {}
    fields: dict[_Key, Field] = {}
    for one in answered:
        for each in used(one):
            if each.name != "currency":
                key = _key(one, each.name, each.field)
                fields[key] = one.inputs.accepted_by()[each.name]
                values.setdefault(key, {}).setdefault(each.value, []).append(one.short_title)
    for one in answered:
        for key, value in _worked_out(one, fields):
            values[key].setdefault(value, []).append(one.short_title)
    for key, said in values.items():
        if len(said) > 1:
            yield fields[key].label, said


def _key(one: Answered, name: str, field: Field) -> _Key:
    return name, one.currency if PLACEHOLDER in field.unit else ""


def _worked_out(one: Answered, fields: dict[_Key, Field]) -> Iterator[tuple[_Key, str]]:
    """Yield what an answer worked out of inputs that others were asked for, as the value of an input is written."""
    for known in one.answer.known:
        for key, field in fields.items():
            if key == _key(one, known.name, field):
                yield key, localized(with_unit(field, field.parse(known.name, known.text)), one.currency)
