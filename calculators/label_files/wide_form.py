"""Tables with one row an item: which columns are people, or labels that are counted."""

from collections.abc import Sequence
from itertools import combinations

from calculators.core import InputError
from calculators.label_files import counts, doubts, joined_names, no_people
from calculators.label_files.columns import Column, families
from calculators.label_files.names import column, is_nobodys
from calculators.label_files.request import question
from calculators.label_files.seen import Layout, Seen, is_count_up, known_item, peoples
from calculators.label_files.table import named
from calculators.label_files.told_apart import are_pairs

_FEW_ROWS = 2
_ROWS_AN_ITEM = 4  # a column whose values come again more often than that tells groups rather than items
_FEW_AGAIN = 4
_MANY_ROWS = 20  # columns without names may each hold a few labels only
_SIDES = "The rows are one annotator's labels and the columns the other's."


def _refuse_matrix(seen: Seen) -> None:
    """Refuse a table of how far each two people agree.

    Raises:
        InputError: its rows and columns bear the same names, and it does not count.
    """
    if seen.header and counts.square([seen.names, *seen.body]) and not all(one.counts for one in seen.found[1:]):
        raise InputError(
            seen.request.field,
            "labels; this looks like a matrix of how far each two people agree, or how often, from which labels cannot "
            "be told",
        )


def read_wide(seen: Seen) -> Layout:
    """Return what the columns of a table with one row an item are.

    Raises:
        InputError: fewer than two columns can be people, or it cannot be told which are.
    """
    _refuse_matrix(seen)
    item = _item_of_wide(seen)
    names, options = seen.names, seen.options
    if options.annotators:
        places = [column(name, names, "annotators") for name in options.annotators]
    else:
        everybody = _of_their_names(seen, peoples(seen, item))
        if options.form == "auto" and (other := _other_form(seen, item, everybody)):
            return other
        if options.form == "auto" and (asked := joined_names.layout_of(seen, everybody)):
            return asked
        places = [one.place for one in _of_one_list(seen, everybody)]
        _doubt(seen, [seen.found[place] for place in places])
    if options.form == "auto" and places and item is None:
        _ask_about_repeats(seen, places)
    elif options.form == "auto" and item is not None and not (options.annotators or seen.person):
        _ask_who_said(seen, item, places)
    people = [(place, names[place] if seen.header and names[place] else f"column {place + 1}") for place in places]
    called = [name for _, name in people]
    if len(places) < 2 and not seen.person:
        raise question(
            "annotators" if len(names) > 2 else seen.request.field,
            "a column for each of two or more annotators, or columns that name the item, the annotator and the label; "
            f"found {', '.join(map(repr, names))}",
            names,
        )
    if len(set(called)) < len(called):
        twice = next(name for name in called if called.count(name) > 1)
        raise InputError(seen.request.field, "a different name for each annotator's column on line 1", twice)
    if len(places) > 1 and seen.person and options.form == "auto" and not options.annotators:
        raise seen.ask(
            "label",
            f"the column of the label to be chosen, of {named(map(repr, called), 20)}: in a file of one person "
            f"({seen.person}) these are no people",
        )
    if len(places) == 1:
        return Layout(seen.header, names, "long", item, None, places[0])
    unsaid = "" if options.annotators or options.form != "auto" else no_people.unsaid(called)
    return Layout(seen.header, names, "wide", item, people=tuple(people), notes=(unsaid,) if unsaid else ())


def _ask_about_repeats(seen: Seen, people: Sequence[int]) -> None:
    """Ask whether rows that begin alike are of one item, which somebody then labelled twice.

    Raises:
        InputError: a column before the people's holds words that come again, but few times each, and no other one that
            does so tells its rows apart, as a column of what is rated would.
    """
    others = [one for one in seen.found if one.repeats and one.place not in people]
    for one in (one for one in others if one.place < people[0]):
        few = len(one.cells) <= _ROWS_AN_ITEM * len(one.distinct)
        apart = any(are_pairs(seen, one.place, other.place) for other in others)
        if few and seen.header and len(seen.body) >= _FEW_AGAIN and not (one.numbers or apart or is_nobodys(one.name)):
            raise seen.ask(
                "item",
                f"the column that names the item to be chosen: {one.name!r} may name it, and then some items have "
                "several rows. If each row is an item of its own, choose the form “One column an annotator” instead",
            )


def _ask_who_said(seen: Seen, item: int, places: Sequence[int]) -> None:
    """Ask who labelled where an item has several rows, of which each says something else of who or what it is.

    Raises:
        InputError: the item and one further column, both of which come again, tell all rows apart.
    """
    others = [one for one in seen.found if one.place not in (item, *places) and one.cells]
    apart = next((one for one in others if are_pairs(seen, item, one.place)), None)
    if seen.header and places and apart:
        raise seen.ask(
            "annotator",
            f"the column of the annotator to be chosen: one {seen.names[item]!r} has several rows, each with another "
            f"{apart.name!r}, so that may be who labelled, and then {named(repr(seen.names[at]) for at in places)} "
            "hold what they said and are no people. If they are people, choose the form “One column an annotator”",
        )


def _of_their_names(seen: Seen, everybody: list[Column]) -> list[Column]:
    """Return the columns that are called as people are by role and number, or all where there are none.

    Raises:
        InputError: another that is called as a person may hold one's labels too, or they hold no labels.
    """
    called = doubts.called_people(everybody) if seen.header and seen.options.form == "auto" else []
    others = [one for one in everybody if one not in called and one.cells and doubts.are_named([one.name])]
    too = [one for one in others if any(one.like(other) for other in called)]
    if too:
        raise seen.ask(
            "annotators",
            f"the columns that hold people's labels to be named, since {named(repr(one.name) for one in too)} may be a "
            f"person beside {named(repr(one.name) for one in called)}, or what was settled",
        )
    if called and _are_names(seen, called):
        raise seen.ask(
            "annotators",
            f"one row a label, since {named(repr(one.name) for one in called)} seem to name who labelled: no two of "
            "them say the same in any row. If it does not matter who is who, name the columns of the labels instead",
        )
    return called or everybody


def _are_names(seen: Seen, called: Sequence[Column]) -> bool:
    """Say whether columns hold people's names rather than labels: never the same in a row, with others beside them."""
    rows = [[cell for one in called if (cell := row[one.place])] for row in seen.body]
    rows = [row for row in rows if len(row) > 1]
    others = [one for one in seen.found if one not in called and one.cells and one.repeats]
    alike = any(one.like(other) for one, other in combinations(others, 2))
    return alike and len(rows) >= _MANY_ROWS and all(len({*row}) == len(row) for row in rows)


def _other_form(seen: Seen, item: int | None, people: list[Column]) -> Layout | None:
    """Return the layout of a table that counts or stands on its side; None where it does neither.

    Raises:
        InputError: it may count, or not.
    """
    kind, why = counts.suspected(people, seen.body, seen.names if seen.header else ())
    if why:
        raise seen.ask("form", why)
    return counted(seen, kind) if kind else _turned(seen, item)


def _turned(seen: Seen, item: int | None) -> Layout | None:
    """Return the layout of a table that stands on its side, as Krippendorff prints them; None where it does not."""
    if (
        item is None
        or seen.options.gold
        or not seen.header
        or not doubts.are_called_people(row[item] for row in seen.body)
    ):
        return None
    places = [one.place for one in seen.found if one.place != item and one.cells]
    return Layout(
        seen.header, seen.names, "turned", item,
        people=tuple((place, seen.names[place] or f"column {place + 1}") for place in places),
        notes=("Each row is one person's and each column an item.",),
    )  # fmt: skip


def _doubt(seen: Seen, people: list[Column]) -> None:
    """Ask who the people are where something speaks against the columns that were taken for them.

    Raises:
        InputError: it does.
    """
    if seen.options.form != "auto" or seen.person:
        return
    missing = frozenset(seen.options.missing) | {""}
    why = doubts.against_people(people, seen.body, missing, header=seen.header and seen.options.header == "auto")
    if not why:
        return
    listed = named(one.name for one in people)
    raise seen.ask(
        "annotators",
        f"the columns that hold one person's labels each to be named, because {listed} {why}. People who choose from "
        "one list agree more often than by chance, so if this is no table of labels, open one with a column a person "
        "or a row a label",
    )


def _of_one_list(seen: Seen, people: list[Column]) -> list[Column]:
    """Return the columns that hold labels of one list; a single one of another kind beside them is nobody's.

    Raises:
        InputError: several groups of columns hold labels of one list each, or no two do.
    """
    filled = [one for one in people if one.cells]
    few = len(seen.body) < (_FEW_ROWS if seen.header else _MANY_ROWS)
    if seen.options.form == "wide" or len(filled) <= 2 or few:
        return people
    groups = families(filled)
    if len(groups) > 1 and (len(groups[0]) == 1 or len(groups[1]) > 1 or not seen.header):
        listed = "; ".join(named(one.name for one in group) for group in groups[:3])
        raise seen.ask("annotators", f"the columns that hold people's labels to be named, since they are of several "
                                     f"kinds: {listed}")  # fmt: skip
    _refuse_strangers(seen, groups[0])
    return people if len(groups) == 1 else groups[0]


def _refuse_strangers(seen: Seen, people: Sequence[Column]) -> None:
    """Ask who the people are where two columns have no label in common, though others hold labels of both.

    Raises:
        InputError: two such columns hold many cells each.
    """
    if doubts.are_named([one.name for one in people]) or not seen.header:
        return
    full = [one for one in people if len(one.cells) >= _MANY_ROWS]
    apart = next(((one, other) for one, other in combinations(full, 2) if not one.like(other)), None)
    if apart:
        raise seen.ask(
            "annotators",
            f"the columns that hold people's labels to be named, since {named(repr(one.name) for one in apart)} hardly "
            "have a label in common, as people who choose from one list do",
        )


def _item_of_wide(seen: Seen) -> int | None:
    known = known_item(seen)
    if known is not None:
        return known
    first, names = seen.found[0], seen.names
    if names[0] in seen.options.annotators:
        return None
    if seen.header and not names[0] and not first.repeats:
        return 0
    others = {cell for one in seen.found[1:] for cell in one.distinct}
    # What stands for a missing label may be an item's own name, as "." is among marks of punctuation.
    cells = [row[0] for row in seen.body if row[0]]
    distinct = len(names) > 2 and len({*cells}) == len(cells) > 1 and not others.intersection(cells)
    return 0 if distinct and len(cells) == len(seen.body) else None


def _matrix(seen: Seen, before: tuple[str, ...]) -> Layout:
    ours = [one for one in seen.found[1:] if not counts.sums_up(seen.found, seen.body, one.place)]
    counts.refuse_more(ours, seen.request.field)
    people = tuple((one.place, one.name.removeprefix(before[0])) for one in ours)
    return Layout(seen.header, seen.names, "confusion", 0, people=people, notes=(_SIDES,), before=before[1])


def counted(seen: Seen, kind: str, known: Sequence[Column] = ()) -> Layout:
    """Return what the columns of a table of counts or of a confusion matrix are; ``known`` are those that count.

    Raises:
        InputError: fewer than two columns hold whole numbers, or a matrix is not square.
    """
    if kind == "confusion" and seen.header and (before := counts.sides([seen.names, *seen.body])):
        return _matrix(seen, before)
    item = _item_of_wide(seen)
    if item is not None and seen.found[item].repeats:
        item = None
    if item is None and not seen.found[0].counts:
        item = 0
    if item is None and seen.header and is_count_up(seen.found[0]) and len(seen.body) > 2:
        item = 0
    places = known or [one for one in seen.found if one.place != item and one.counts and not is_nobodys(one.name)]
    if kind == "confusion" and len(places) != len(seen.body):
        raise InputError("form", "as many rows as columns in a confusion matrix", f"{len(seen.body)} by {len(places)}")
    if len(places) < 2:
        raise InputError("form", "a column of whole numbers for each of two or more labels", ", ".join(seen.names))
    people = tuple((one.place, one.name or f"column {one.place + 1}") for one in places)
    notes = ("Each number says how many people gave a label.",) if kind == "counts" else (_SIDES,)
    return Layout(seen.header, seen.names, kind, item, people=people, notes=notes)
