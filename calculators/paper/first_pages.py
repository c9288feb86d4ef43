"""The first pages of a paper, for whoever decides: question, recommendation, flips, costs, gates, what to do."""

import re
from collections.abc import Iterator, Sequence

from calculators.core import Amount, BulletList, Figure, Rows, Section
from calculators.core.answer import Content
from calculators.core.currency import CURRENCIES, localized
from calculators.core.document import Heading, Part, Piece, Strong
from calculators.core.guesses import STILL_ASSUMED
from calculators.core.words import listed
from calculators.paper.answering import Answered, LeftOut
from calculators.paper.assumed import basis_of, examples_told, first_inputs
from calculators.paper.conflicts import different
from calculators.paper.details import WITH, Details
from calculators.paper.steps import steps

UNTITLED = "Decision paper"
# What a page holds: the rest stands in the appendices.
_FIGURES, _MOST_FIGURES, _STEPS, _MOST_SENTENCES, _MOST_CAUTIONS, _MOST_STEPS = 9, 3, 4, 2, 1, 2
# Of more ways to choose from than these a first page shows some.
_MOST_WAYS = 3
_AMOUNT = re.compile(r"¤[\d.,]*\d(?: million)?")
# Up to so many calculators have room for longer tables.
_FEW = 2
# Of a rule or a step its name and the next column are enough; amounts side by side need all of theirs.
_COLUMNS = {"flip": 4, "gates": 2, "actions": 2}
# A column with longer words than these is no amount, and would make each row of amounts several lines high.
_LONGEST_WORDS = 40
_ROLES = {
    "flip": "What would flip it",
    "cost": "What it costs, and how long it takes",
    "gates": "Risks, and what must hold first",
}


def first_pages(details: Details, found: Sequence[Answered | LeftOut]) -> Iterator[Part]:
    """Yield the parts of the first pages in their order; one that would be empty is left out."""
    answered = [one for one in found if isinstance(one, Answered)]
    yield from _part("head", [*_people(details), *_headed("The question", _own(details.question))])
    yield from _part("recommendation", _headed("Recommendation", _recommendation(details, answered)))
    yield from _part("figures", _headed("The numbers", _figures(answered)))
    for role, title in _ROLES.items():
        pieces = _roles(answered, role, details)
        more = _risks(answered) if role == "gates" else []
        yield from _part(role, _headed(title, [*pieces, *more]))
    yield from _part("assumed", _headed("What was assumed, and from where", _assumed(answered, details)))
    yield from _part("actions", _headed("What to do next", _actions(details, answered)))
    yield from _part("notes", _headed("Notes", _own(details.notes)))
    yield from _part("left-out", _headed("Left out of this paper", _left_out(found)))


def _part(name: str, pieces: Sequence[Piece]) -> Iterator[Part]:
    if pieces:
        yield Part(id=name, pieces=pieces)


def _headed(title: str, pieces: Sequence[Piece]) -> Sequence[Piece]:
    return [Piece(content=Heading(words=title)), *pieces] if pieces else []


def _own(words: str) -> Sequence[Piece]:
    """Return the reader's own words, a piece a line."""
    return [Piece(content=line.strip()) for line in words.splitlines() if line.strip()]


def _people(details: Details) -> Sequence[Piece]:
    fields = details.fields()
    said = [f"{fields[key].label}: {value}" for key in ("owner", "names", "date") if (value := getattr(details, key))]
    return [Piece(content=" · ".join(said))] if said else []


def _recommendation(details: Details, answered: Sequence[Answered]) -> Sequence[Piece]:
    pieces = list(_own(details.recommendation))
    for one in answered:
        strong = Strong(lead=f"{one.short_title}.", words=one.answer.headline)
        pieces.append(Piece(content=strong, currency=one.currency))
        if examples := examples_told(one):
            pieces.append(Piece(content=Strong(lead="Examples among them.", words=examples)))
        pieces += [Piece(content=f"Our note: {line.content}") for line in _own(one.entry.note)]
        pieces += [Piece(content=words) for words in one.notices]
    return pieces


def _figures(answered: Sequence[Answered]) -> Sequence[Piece]:
    most = _each(_FIGURES, _MOST_FIGURES, answered)
    rows = [
        [
            one.short_title,
            *(localized(str(cell), one.currency) for cell in (figure.name, figure.value, figure.note)),
        ]
        for one in answered
        for figure in _first(one, most)
    ]
    table = Rows(title="The figures that matter", columns=["Question", "Figure", "Value", "Note"], rows=rows)
    return [Piece(content=table)] if rows else []


def _first(one: Answered, most: int) -> Sequence[Figure]:
    """Return as many figures as there is room for, money first.

    Ways to choose from stand together, since none says much alone. Of many, or where there is little room and a table
    of costs further down holds them all, the one that the headline tells first stands here.
    """
    figures = sorted(one.answer.figures, key=lambda figure: not _is_money(figure))
    ways = [figure for figure in figures if figure.style]
    if not ways or ways[0] not in figures[:most]:
        return figures[:most]
    room = most >= _MOST_FIGURES or not section_of(one, role="cost")
    return ways if room and len(ways) <= _MOST_WAYS else [min(ways, key=lambda way: _place(way, one.answer.headline))]


def _place(figure: Figure, headline: str) -> int:
    """Return where a headline first tells an amount of a figure; its end where it tells none."""
    places = [headline.find(amount) for amount in (str(figure.value), *_AMOUNT.findall(figure.note))]
    return min((place for place in places if place >= 0), default=len(headline))


def _is_money(figure: Figure) -> bool:
    return isinstance(figure.value, Amount) and figure.value.kind == "money"


def _each(room: int, most: int, answered: Sequence[Answered]) -> int:
    """Return how many of a thing each calculator can have: the more calculators there are, the fewer."""
    return max(1, min(most, room // max(1, len(answered))))


def _roles(answered: Sequence[Answered], role: str, details: Details) -> list[Piece]:
    """Return what the calculators say in one role, each with as many rows as there is room for."""
    most = 3 if len(answered) <= _FEW else 2
    found = [(one, section) for one in answered if (section := section_of(one, role))]
    return [
        Piece(content=content, currency=one.currency)
        for one, section in found
        for content in _shortened(one.short_title, section.content, role, details, most)
    ]


def section_of(one: Answered, role: str) -> Section | None:
    """Return the section of an answer that plays a role in a paper, if it has one."""
    wanted = one.calculator.paper.get(role)
    return next((section for section in one.answer.sections if section.id == wanted), None)


def _shortened(
    title: str, contents: Sequence[Content], role: str, details: Details, most: int
) -> Iterator[Strong | BulletList | Rows]:
    """Yield the first list and the first table, or the first sentences, as long and wide as a first page bears."""
    where = "the rest is in the appendix" if details.appendices == WITH else "the rest is in the calculator's answer"
    if not any(isinstance(content, BulletList | Rows) for content in contents):
        sentences = [content for content in contents if isinstance(content, str)][:_MOST_SENTENCES]
        yield from (Strong(lead=f"{title}.", words=words) for words in sentences)
    for bullets in [one for one in contents if isinstance(one, BulletList)][:1]:
        items, more = _most(bullets.items, most, where)
        yield Strong(lead=f"{title}{more}.")
        yield BulletList(items=items, ordered=bullets.ordered)
    for table in [one for one in contents if isinstance(one, Rows)][:1]:
        first, more = _most(table.rows, most, where)
        kept = _columns(table, role)
        name = f"{title}: {table.title[:1].lower()}{table.title[1:]}" if table.title else title
        cells = [[row[place] for place in kept] for row in first]
        yield Rows(title=f"{name}{more}", columns=[table.columns[place] for place in kept], rows=cells)


def _columns(table: Rows, role: str) -> Sequence[int]:
    """Return the places of the columns that a first page bears; the name of a row is always one."""
    if role in _COLUMNS:
        return range(len(table.columns))[: _COLUMNS[role]]
    return [
        place
        for place in range(len(table.columns))
        if place == 0 or all(len(str(row[place])) <= _LONGEST_WORDS for row in table.rows)
    ]


def _most[Item](items: Sequence[Item], most: int, where: str) -> tuple[Sequence[Item], str]:
    """Return as many items as a first page bears, and what to say of the rest; a single one is not worth leaving."""
    if len(items) <= most + 1:
        return items, ""
    return items[:most], f" ({most} of {len(items)}; {where})"


def _risks(answered: Sequence[Answered]) -> Sequence[Piece]:
    pieces = [
        Piece(content=Strong(lead=f"{one.short_title}.", words=words), currency=one.currency)
        for one in answered
        # What is still assumed stands in a table of its own.
        for words in [said for said in one.answer.cautions if not said.startswith(STILL_ASSUMED)][:_MOST_CAUTIONS]
    ]
    # An answer about a country is in that country's money without asking for one.
    codes = sorted({one.currency for one in answered if hasattr(one.inputs, "currency")})
    if len(codes) > 1:
        names = listed([CURRENCIES[code].name for code in codes])
        words = f"The answers are in {names}, and nothing is converted between them."
        pieces.insert(0, Piece(content=Strong(lead="Currencies.", words=words)))
    items = list(different(answered))
    if items:
        lead = Strong(
            lead="Not the same everywhere.", words="These inputs differ between the calculators of this paper:"
        )
        pieces = [Piece(content=lead), Piece(content=BulletList(items=items)), *pieces]
    return pieces


def _assumed(answered: Sequence[Answered], details: Details) -> Sequence[Piece]:
    if not answered:
        return []
    said = [f"{one.short_title}: {basis_of(one)}" for one in answered]
    pieces = [Piece(content=Strong(lead="Inputs.", words=f"{'; '.join(said)}."))]
    rows = first_inputs(answered)
    if rows:
        table = Rows(title="The inputs that matter most, our own first", columns=["Input", "Value", "From"], rows=rows)
        pieces.append(Piece(content=table))
    if details.appendices == WITH:
        pieces.append(Piece(content="Every input with its source or reason stands in the last appendix."))
    return pieces


def _actions(details: Details, answered: Sequence[Answered]) -> Sequence[Piece]:
    rows = steps(details.actions)
    pieces = []
    if rows:
        pieces.append(Piece(content=Rows(title="Our steps", columns=["Date", "Step"], rows=rows)))
    pieces += _roles(answered, "actions", details)
    most = _each(_STEPS, _MOST_STEPS, answered)
    here = {one.entry.name for one in answered}
    # What a calculator of this paper answers has been done.
    links = [(one, [link for link in one.answer.next_steps if link.calculator not in here]) for one in answered]
    onward = [f"{one.short_title}: {link.words}." for one, ahead in links for link in ahead[:most]]
    if onward and not rows:
        pieces.append(Piece(content=BulletList(items=onward)))
    return pieces


def _left_out(found: Sequence[Answered | LeftOut]) -> Sequence[Piece]:
    items = [f"{one.title}. {one.why}" for one in found if isinstance(one, LeftOut)]
    return [Piece(content=BulletList(items=items))] if items else []
