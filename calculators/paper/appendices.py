"""The appendices of a paper, for whoever doubts it: an answer a calculator, then all that was assumed."""

from collections.abc import Callable, Iterator, Sequence
from string import ascii_uppercase

from calculators.core import BulletList, Download, Records, Rows, Section
from calculators.core.currency import localized
from calculators.core.document import Address, Heading, Part, Piece, Strong
from calculators.core.values import record_table
from calculators.paper.answering import Answered
from calculators.paper.assumed import assumptions

# More columns than these are wider than a sheet, which a browser would then print smaller, with all that stands on it.
WIDEST = 8

# From an answer to the address that opens the same inputs in the handbook; empty where that is not known.
type AddressOf = Callable[[Answered], str]


def appendices(answered: Sequence[Answered], address_of: AddressOf) -> Iterator[Part]:
    """Yield an appendix for each answer, and last that of all inputs with their sources."""
    for letter, one in zip(_letters(), answered, strict=False):
        yield Part(
            id=f"appendix-{one.entry.name}", pieces=list(_appendix(letter, one, address_of)), new_sheet=True
        )  # fmt: skip
    if answered:
        letter = next(letter for number, letter in enumerate(_letters()) if number == len(answered))
        yield assumptions(answered, f"Appendix {letter}: assumptions and sources")


def _letters() -> Iterator[str]:
    yield from ascii_uppercase
    yield from (first + second for first in ascii_uppercase for second in ascii_uppercase)


def _appendix(letter: str, one: Answered, address_of: AddressOf) -> Iterator[Piece]:
    answer, code = one.answer, one.currency
    yield Piece(content=Heading(words=f"Appendix {letter}: {one.calculator.title}"))
    yield from (Piece(content=words) for words in one.notices)
    yield Piece(content=Strong(words=answer.headline), currency=code)
    if answer.figures:
        rows = [
            [figure.name, localized(str(figure.value), code), localized(figure.note, code)] for figure in answer.figures
        ]
        yield Piece(content=Rows(title="The figures", columns=["Figure", "Value", "Note"], rows=rows), currency=code)
    for section in filter(_printed, answer.sections):
        yield Piece(content=Heading(words=section.title, level=3))
        yield from (Piece(content=item, currency=code) for item in section.content if not isinstance(item, Download))
    if answer.cautions:
        yield Piece(content=Heading(words="Keep in mind", level=3))
        yield Piece(content=BulletList(items=answer.cautions), currency=code)
    for name, field in one.inputs.fields().items():
        if isinstance(field, Records) and (rows_ := getattr(one.inputs, name)):
            yield Piece(content=Heading(words=field.label, level=3))
            yield Piece(content=_upright(record_table(field, rows_)), currency=code)
    if url := address_of(one):
        words = f"The same inputs in the calculator (version {one.calculator.version})"
        yield Piece(content=Address(words=words, url=url))


def _upright(table: Rows) -> Rows:
    """Return a table, or, where it is too wide for a sheet and would be less so, that with rows and columns changed.

    >>> wide = Rows(title="Quotes", columns=["Name", *"abcdefgh"], rows=[["A", *"12345678"]])
    >>> _upright(wide).columns, _upright(wide).rows[0], len(_upright(wide).rows)
    (['Name', 'A'], ['a', '1'], 8)
    """
    if len(table.columns) <= WIDEST or len(table.rows) + 1 >= len(table.columns):
        return table
    heads, *lines = ([str(head), *cells] for head, *cells in zip(table.columns, *table.rows, strict=True))
    return Rows(title=table.title, columns=[str(head) for head in heads], rows=lines)


def _printed(section: Section) -> bool:
    """Say whether a section is printed on the calculator's page too; what is looked up on a screen fills no paper."""
    return section.on_paper and not section.folded and not section.to_copy and bool(section.content)
