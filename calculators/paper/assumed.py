"""What the answers of a paper rest on: each input once, with its source or the reason it was assumed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from calculators.catalog import origin_of
from calculators.core import Field, Rows, Source
from calculators.core.currency import PLACEHOLDER, localized
from calculators.core.document import Address, Heading, Part, Piece
from calculators.core.sources import Origin
from calculators.core.values import written
from calculators.paper.answering import Answered

MOST_FIRST = 4
GIVEN = "our own figure"


class Used(NamedTuple):
    """An input as it stands in one answer; without a known origin its value is the reader's own."""

    name: str
    field: Field
    value: str
    known: Origin | None

    @property
    def given(self) -> bool:
        """Whether the value is the reader's own."""
        return self.known is None

    @property
    def source(self) -> Source | None:
        """The publication that the value rests on, if it is one."""
        return self.known.basis.source if self.known else None

    @property
    def origin(self) -> str:
        """Where the value comes from."""
        return self.known.words if self.known else GIVEN


def used(one: Answered) -> Iterator[Used]:
    """Yield the inputs that count in an answer, with their values in words."""
    for name, field in one.inputs.fields().items():
        value = getattr(one.inputs, name)
        counts = field.when is None or str(getattr(one.inputs, field.when[0])) == field.when[1]
        if field.travels and counts:
            default = value == field.basis.value
            known = Origin(field.basis) if default else origin_of(name, field, value, one.currency)
            yield Used(name, field, _with_unit(field, value, one.currency), known)


def _with_unit(field: Field, value: object, currency: str) -> str:
    """Return a value with its unit behind it, or with the currency's mark in front of it."""
    words = written(field, value)
    if field.unit.startswith(PLACEHOLDER) and words:
        return localized(f"{PLACEHOLDER}{words}{field.unit.removeprefix(PLACEHOLDER)}", currency)
    return localized(f"{words} {field.unit}".strip(), currency)


def basis_of(one: Answered) -> tuple[int, int, int]:
    """Return how many inputs were given, how many rest on a source, and how many on an assumption."""
    inputs = list(used(one))
    given = sum(each.given for each in inputs)
    sourced = sum(each.source is not None for each in inputs)
    return given, sourced, len(inputs) - given - sourced


def first_inputs(answered: Sequence[Answered]) -> Sequence[Sequence[str]]:
    """Return rows of what was given and of what matters most, each once, the given first."""
    rows: dict[tuple[str, str], list[str]] = {}
    # The currency stands before each amount.
    every = [each for one in answered for each in used(one) if each.value and (each.given or each.name != "currency")]
    for each in sorted((each for each in every if each.given or each.field.first), key=lambda each: not each.given):
        rows.setdefault((each.name, each.value), [each.field.label, each.value, _shortly(each)])
    return list(rows.values())[:MOST_FIRST]


def _shortly(each: Used) -> str:
    if each.known is None:
        return GIVEN
    source, weak = each.source, each.known.basis.weak
    return f"{source.publisher} ({source.year}){', weak' * weak}{each.known.done}" if source else "assumption"


def assumptions(answered: Sequence[Answered], title: str) -> Part:
    """Return the appendix of all inputs, and of the sources that they name."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    sources: dict[str, Source] = {}
    for one in answered:
        for each in used(one):
            row = rows.setdefault(
                (each.name, each.value, each.origin), [each.field.label, each.value, each.origin, one.short_title]
            )
            if one.short_title not in row[3].split("; "):
                row[3] += f"; {one.short_title}"
            if each.source:
                sources[str(each.source)] = each.source
    table = Rows(title="Every input", columns=["Input", "Value", "From", "Used by"], rows=list(rows.values()))
    pieces = [Piece(content=Heading(words=title)), Piece(content=table)]
    if sources:
        pieces.append(Piece(content=Heading(words="Sources", level=3)))
        pieces += [Piece(content=_address(words, source)) for words, source in sorted(sources.items())]
    return Part(id="assumptions", pieces=pieces, new_sheet=True)


def _address(words: str, source: Source) -> Address | str:
    return Address(words=words, url=source.url) if source.url else words
