"""What the answers of a paper rest on: each input once, with its source or the reason it was assumed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from calculators.catalog import origin_of
from calculators.core import Field, Number, Records, Rows, Source
from calculators.core.currency import localized
from calculators.core.document import Address, Heading, Part, Piece
from calculators.core.example_rows import ExampleRows, example_rows
from calculators.core.sources import Origin
from calculators.core.values import with_unit
from calculators.core.words import listed
from calculators.paper.answering import Answered

MOST_FIRST = 4
GIVEN, CHOSEN, OUR_OWN = "our own figure", "our own answer", "our own"


class Used(NamedTuple):
    """An input as it stands in one answer; without a known origin its value is the reader's own."""

    name: str
    field: Field
    value: str
    known: Origin | None
    examples: ExampleRows | None

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
        if self.known:
            return self.known.words
        if self.examples:
            return self.examples.words()
        return GIVEN if isinstance(self.field, Number | Records) else CHOSEN


def used(one: Answered) -> Iterator[Used]:
    """Yield the inputs that count in an answer, with their values in words."""
    for name, field in one.inputs.fields().items():
        value = getattr(one.inputs, name)
        counts = field.when is None or str(getattr(one.inputs, field.when[0])) == field.when[1]
        if field.travels and counts:
            words = localized(with_unit(field, value), one.currency)
            examples = example_rows(field, value)
            yield Used(name, field, words, _known(one, name, field, examples), examples)


def _known(one: Answered, name: str, field: Field, examples: ExampleRows | None) -> Origin | None:
    """Return what a value rests on; nothing where the reader said it, be it in the very words that we assume."""
    value = getattr(one.inputs, name)
    if name in one.answered:
        return None
    if value == field.basis.value or (examples and examples.kept == examples.rows):
        return Origin(field.basis)
    return origin_of(name, field, value, one.currency)


def basis_of(one: Answered) -> str:
    """Return how many inputs were given, rest on a source or on an assumption, and which rows are examples."""
    inputs = list(used(one))
    given = sum(each.given for each in inputs)
    sourced = sum(each.source is not None for each in inputs)
    numbers = {OUR_OWN: given, "published": sourced, "assumed": len(inputs) - given - sourced}
    # What a first estimate says rests on published figures too, though none of its inputs does.
    counts = ", ".join(f"{number} {words}" for words, number in numbers.items() if number or words == OUR_OWN)
    rows = [f"of “{each.field.label}” {each.examples.words()}" for each in inputs if each.examples]
    return f"{counts} ({'; '.join(rows)})" if rows else counts


def examples_told(one: Answered) -> str:
    """Return the warning that an answer rests on rows of the page's example; nothing where it does not."""
    found = [each.examples for each in used(one) if each.examples]
    if not found:
        return ""
    subjects = listed([each.subject for each in found])
    several = sum(each.kept for each in found) > 1
    are, their = ("are the page's examples", "their") if several else ("is the page's example", "its")
    return (
        f"{subjects[:1].upper()}{subjects[1:]} {are}, so put {OUR_OWN} in {their} place before this decides anything."
    )


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
        return each.origin
    if each.examples:
        return each.examples.words()
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
