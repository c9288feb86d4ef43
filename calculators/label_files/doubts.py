"""What speaks against columns being people: that they never agree, or agree no more than chance would have them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from calculators.core.scale_order import number_in
from calculators.label_files import no_people, strangers
from calculators.label_files.columns import Column, plain_number

_PEOPLE = re.compile(
    r"(?i).*(?:annotat|rater|coder|judge|review|worker|expert|person|user|label[l]?er|observer|evaluat|turker|crowd"
    r"|bewerter|codeur|juge|nutzer|kodierer)\w*[ _.:-]*\w{0,12}|[a-z]\d{0,3}"
)
_ROLE = re.compile(
    r"(?i)(?:annotator|rater|coder|judge|reviewer|worker|expert|labell?er|observer|evaluator|annotateur|codeur|bewerter)"
    r"[ _-]*(?:\d+|[a-z])"
)
_FEW_ROWS = 5
_MANY_ROWS = 20
_LETTERS = 5
_LARGE = 10  # so many people are a crowd, and so few labels a list
_FILLED = 0.6


def is_role(name: str) -> bool:
    """Say whether a name is a role with a number or a letter of its own: "rater 1", "Coder B"."""
    return _ROLE.fullmatch(name) is not None


def are_named(names: Sequence[str]) -> bool:
    """Say whether columns are called as people are where nobody is named: "rater 1", "A", "Coder_B"."""
    return all(_PEOPLE.fullmatch(name.strip()) for name in names)


def against_people(
    people: Sequence[Column], body: Sequence[Sequence[str]], missing: frozenset[str], *, header: bool
) -> str:
    """Return why columns are hardly people's labels, in words; empty where nothing speaks against it.

    People who choose from one list agree at least sometimes, and more often than chance alone would have them.

    Args:
        people: the columns.
        body: the first rows.
        missing: the words that stand for no label.
        header: whether they have names; without any, a few rows say too little.
    """
    called = [one.name for one in people]
    if why := no_people.things_or_times(called):
        return why
    if len(people) < 2 or are_named(called):
        return ""
    places = [one.place for one in people]
    rows = [[plain_number(row[at]) for at in places if row[at] not in missing] for row in body]
    rows = [row for row in rows if len(row) > 1]
    if header and len(body) == 1:
        return "stand in one row alone"
    if not rows or (len(body) < _FEW_ROWS and not header):
        return ""
    cells = [cell for row in rows for cell in row]
    if why := _measured(cells, len(body)) or no_people.some_other(called):
        return why
    agreed = sum(_agreeing(row) for row in rows) / len(rows)
    if len(body) < _FEW_ROWS:
        apart = not any(one.like(other) for one, other in combinations(people, 2))
        return "hold nothing in common" if apart else ""
    if stranger := strangers.among(people, body, missing):
        return stranger
    if not agreed:
        return "never say the same of an item"
    if len(rows) < _MANY_ROWS or _is_sparse(people, body):
        return ""
    used = Counter(cell for row in rows for cell in row)
    chance = sum(times * times for times in used.values()) / used.total() ** 2
    return "agree no more often than chance would have them" if agreed <= chance < 1 else ""


def _measured(cells: Sequence[str], rows: int) -> str:
    """Return that numbers are measurements, which hardly repeat; empty where they are not."""
    numbers = [number_in(cell) for cell in cells]
    broken = None not in numbers and any(number is not None and not number.is_integer() for number in numbers)
    return "hold numbers that hardly repeat" if broken and rows >= _FEW_ROWS and len({*cells}) * 2 > len(cells) else ""


def _is_sparse(people: Sequence[Column], body: Sequence[Sequence[str]]) -> bool:
    """Say whether many columns have many empty cells, as where each of a crowd labels a few items of one list."""
    cells = sum(len(one.cells) for one in people)
    labels = {cell for one in people for cell in one.distinct}
    return len(people) >= _LARGE and cells < _FILLED * len(people) * len(body) and len(labels) <= _LARGE


def _agreeing(row: Sequence[str]) -> float:
    pairs = len(row) * (len(row) - 1)
    return sum(times * (times - 1) for times in Counter(row).values()) / pairs


def are_called_people(names: Iterable[str]) -> bool:
    """Say whether the first cells of all rows name people by their role: "Coder A", "observer 2"."""
    called = [name.strip() for name in names]
    return len(called) > 1 and len({*called}) == len(called) and all(map(is_role, called))


def called_people(found: Sequence[Column]) -> list[Column]:
    """Return the columns that bear the name of a role and a number each, "Rater 1"; none where fewer than two do."""
    called = [one for one in found if is_role(one.name.strip())]
    return called if len(called) > 1 else []


_WORKER = re.compile(r"A[0-9A-Z]{9,15}|[0-9a-f]{24}|(?i:worker|rater|annotator|coder|judge|user|turker|w)[ _-]?\d+")
_THING = re.compile(
    r"(?i:https?://.*|(?:item|url|task|unit|doc|document|image|img|object|o|question|q|hit|text|sentence|tweet|id)"
    r"[ _-]?\d+)"
)


def are_workers(one: Column) -> bool:
    """Say whether a column's cells look like the numbers that platforms give to people."""
    return all(map(_WORKER.fullmatch, one.distinct))


def are_things(one: Column) -> bool:
    """Say whether a column's cells look like the names of what is labelled: addresses, numbered tasks."""
    return all(map(_THING.fullmatch, one.distinct)) or one.is_no_label == "addresses"


def are_letters_beside(one: Column, other: Column) -> bool:
    """Say whether a column's cells are a few single letters, as people are called beside many numbered items."""
    few = 1 < len(one.distinct) <= _LETTERS and all(len(cell) == 1 and cell.isalpha() for cell in one.distinct)
    return few and other.counts and len(other.distinct) >= _MANY_ROWS
