"""Columns of the same labels as people's that are hardly one: a model, a majority, a number of another kind."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from calculators.label_files.columns import Column, plain_number
from calculators.label_files.names import is_model

_MANY_ROWS = 20
_MOST_PEOPLE = 30  # of more, every two would take long to compare, and no table of results is so wide
_ENOUGH_ROWS = 300
_THREE = 3
_FOUR = 4  # three others have a majority
# By how much people agree beyond chance, in standard errors.
_ONE_SPREAD, _THREE_SPREADS = 1.0, 3.0

type Body = Sequence[Sequence[str]]


def among(people: Sequence[Column], body: Body, missing: frozenset[str]) -> str:
    """Return why one of the columns is hardly a person's, in words; empty where nothing speaks against any."""
    if model := next((one.name for one in people if is_model(one.name)), ""):
        return f"may be people and a model, since {model!r} is called as a program is"
    if len(people) > _MOST_PEOPLE:
        return ""
    body = body[:_ENOUGH_ROWS]
    if derived := _majority_of_others(people, body, missing):
        return f"seem to hold a majority, since {derived!r} says in every row what most of the others do"
    if derived := _mean_of_others(people, body, missing):
        return f"are not each a person's, since {derived!r} is the mean or the sum of the others in every row"
    if stranger := _stranger(people, body, missing):
        return f"do not all agree, since {stranger!r} agrees with the others no more often than chance would have it"
    return ""


def _majority_of_others(people: Sequence[Column], body: Sequence[Sequence[str]], missing: frozenset[str]) -> str:
    """Return the name of a column that is the majority of three or more others in every row; empty where none is."""
    if len(people) < _FOUR:
        return ""
    for one in people:
        differ = 0
        for row in body:
            said = Counter(row[other.place] for other in people if other is not one and row[other.place] not in missing)
            (first, most), (_, second) = [*said.most_common(2), ("", 0), ("", 0)][:2]
            if most > second and row[one.place] != first:
                break
            differ += most > second > 0
        else:
            if differ >= _MANY_ROWS:
                return one.name
    return ""


def _mean_of_others(people: Sequence[Column], body: Body, missing: frozenset[str]) -> str:
    """Return the name of a column that is the mean or the sum of the others, rounded; empty where none is."""
    if len(people) < _THREE or not all(one.numbers for one in people):
        return ""
    for one in people:
        places = max(len(cell.replace(",", ".").partition(".")[2]) for cell in one.cells)
        rows = [row for row in body if row[one.place] not in missing]
        if len(rows) >= _MANY_ROWS and all(_is_mean(row, one, people, missing, places) for row in rows):
            return one.name
    return ""


def _is_mean(row: Sequence[str], one: Column, people: Sequence[Column], missing: frozenset[str], places: int) -> bool:
    others = [float(row[other.place].replace(",", ".")) for other in people
              if other is not one and row[other.place] not in missing]  # fmt: skip
    own, near = float(row[one.place].replace(",", ".")), 0.5 * 10**-places + 1e-9
    return bool(others) and (abs(own - sum(others) / len(others)) <= near or own == sum(others))


def _stranger(people: Sequence[Column], body: Sequence[Sequence[str]], missing: frozenset[str]) -> str:
    """Return the name of a column that agrees with nobody where the others agree; empty where there is none."""
    if len(people) < _THREE:
        return ""
    beyond = {}
    for one, other in combinations(people, 2):
        cells = [(plain_number(row[one.place]), plain_number(row[other.place])) for row in body
                 if not {row[one.place], row[other.place]} & missing]  # fmt: skip
        if len(cells) < _MANY_ROWS:
            return ""
        first, second = (Counter(side) for side in zip(*cells, strict=True))
        chance = sum(times * second[label] for label, times in first.items()) / len(cells) ** 2
        spread = max((chance * (1 - chance) / len(cells)) ** 0.5, 1e-9)
        beyond[one, other] = (sum(a == b for a, b in cells) / len(cells) - chance) / spread
    for one in people:
        own = [much for pair, much in beyond.items() if one in pair]
        rest = [much for pair, much in beyond.items() if one not in pair]
        if max(own) < _ONE_SPREAD and min(rest) > _THREE_SPREADS:
            return one.name
    return ""
