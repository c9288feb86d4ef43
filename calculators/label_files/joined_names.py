"""Columns that are each called after two things, a question and a person: "Handlung_TM" and "Handlung_X"."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from calculators.core import InputError
from calculators.label_files.columns import Column
from calculators.label_files.doubts import is_role
from calculators.label_files.seen import Layout, Seen
from calculators.label_files.several_questions import Questions, read_questions
from calculators.label_files.table import named

_LAST = re.compile(r"(.*\w)[ _.:|/-]+(\w+)")
_FIRST = re.compile(r"(\w+?)[ _.:|/-]+(\w.*)")
_FEW = 3  # so many questions are named in a refusal


def sides(names: Sequence[str]) -> tuple[Questions, Questions]:
    """Return the columns by question and person, were the question to come first, and were it to come last.

    Both are empty unless two or more first parts are each followed by the same two or more last parts, since names
    like "rater 1" and "rater 2" have two parts too.
    """
    for form in (_LAST, _FIRST):
        first: dict[str, dict[str, int]] = {}
        for place, name in enumerate(names):
            if told := form.fullmatch(name.strip()):
                first.setdefault(told[1], {}).setdefault(told[2], place)
        ends = [frozenset(lasts) for lasts in first.values() if len(lasts) > 1]
        if any(ends.count(one) > 1 for one in ends):
            last: dict[str, dict[str, int]] = {}
            for question, people in first.items():
                for person, place in people.items():
                    last.setdefault(person, {})[question] = place
            return _of_several(first), _of_several(last)
    return {}, {}


def _of_several(questions: Questions) -> Questions:
    return {name: people for name, people in questions.items() if len(people) > 1}


def chosen(names: Sequence[str], wanted: str) -> Questions:
    """Return the columns by question and person where one part of their names is a question, or the chosen one.

    People are the part that names a role and a number each, "rater 1"; without any, the part that was not chosen.
    """
    first, last = sides(names)
    known = [one for one in (first, last) if all(is_role(who) for people in one.values() for who in people)]
    if len(known) == 1 and known[0] and (not wanted or wanted in known[0]):
        return known[0]
    return next((one for one in (first, last) if wanted and wanted in one and wanted not in names), {})


def layout_of(seen: Seen, everybody: Sequence[Column]) -> Layout | None:
    """Return the layout of a table whose columns that may be people's are called after two things; else None.

    What people choose from differs between questions and not between people, so the labels may tell which part is
    the question.

    Raises:
        InputError: they do not; then the question is asked for.
    """
    first, last = sides([one.name for one in everybody]) if seen.header else ({}, {})
    if not first or not last:
        return None
    ways: list[Questions] = [
        {question: {who: everybody[at].place for who, at in people.items()} for question, people in one.items()}
        for one in (first, last)
    ]
    alike = [[_alike(seen, people.values()) for people in one.values()] for one in ways]
    for at, way in enumerate(ways):
        if all(alike[at]) and not any(alike[1 - at]):
            return read_questions(seen, way, "")
    (question, people), (other, others_) = next(iter(first.items())), next(iter(last.items()))
    some = named(map(repr, [*first, *last]), 2 * _FEW)
    raise InputError(
        "label",
        f"the question to be chosen, of {some}: each column is called after two things, as "
        f"{everybody[next(iter(people.values()))].name!r} is, and either may be the question. With {question!r} as the "
        f"question {named(map(repr, people), _FEW)} are the people, with {other!r} it is "
        f"{named(map(repr, others_), _FEW)}",
        offers={"label": (*first, *last), "annotators": tuple(name for name in seen.names if name)},
    )


def _alike(seen: Seen, places: Iterable[int]) -> bool:
    """Say whether each two columns have labels in common, as answers to one question do."""
    return all(seen.found[one].like(seen.found[other]) for one, other in combinations(places, 2))
