"""Tables with one row a label: which columns are the item, the annotator and the label."""

from collections.abc import Sequence
from itertools import pairwise

from calculators.core import InputError
from calculators.label_files import doubts, told_apart
from calculators.label_files.names import (
    NAMES,
    WEAK,
    Role,
    candidates,
    is_content,
    is_nobodys,
    plain_name,
    recognised,
)
from calculators.label_files.seen import Layout, Seen, known_item, peoples
from calculators.label_files.table import named

_SEVERAL = 20  # so many rows with one and the same second column are taken for one annotator's
_FEW_ROWS = 5


def is_long(seen: Seen) -> bool:
    """Say whether a table has one row a label.

    Raises:
        InputError: it may be read in two ways; then the reader is asked.
    """
    options = seen.options
    if options.form in ("long", "wide", "sets"):
        return options.form != "wide"
    if options.annotators:
        return False
    if {"annotator", "label"} & seen.given.keys():
        return True
    known = recognised(seen.names) if seen.header else {}
    if "label" in known and "annotator" not in known and _people_beside(seen, known["label"]):
        return False
    both = {"label", "annotator"} <= known.keys()
    if both and told_apart.item_beside(seen, known["annotator"], known["label"]) is not None:
        return True
    if "label" in known:
        return _label_is_no_persons(seen, known["label"], known.get("annotator"))
    if "annotator" in known:  # the names of annotators, or the labels of one who is called so
        place = known["annotator"]
        item = _item_of_long(seen, {"annotator": place})
        if item is not None and (
            told_apart.are_pairs(seen, item, place) or told_apart.is_one_after_the_other(seen, item, place)
        ):
            return True
        if item is None and told_apart.item_beside(seen, place, None) is not None:
            return True
        others = {cell for one in seen.found if one.place != place for cell in one.distinct}
        return not others & seen.found[place].distinct and len(seen.names) > 2
    return len(seen.names) == len(NAMES) and _looks_long(seen)


def _people_beside(seen: Seen, label: int) -> bool:
    """Say whether columns called "Rater 1" and "Rater 2" hold labels, and the one that is called a label holds none."""
    called = doubts.called_people(peoples(seen, known_item(seen)))
    return bool(called) and not any(one.like(seen.found[label]) for one in called)


def _label_is_no_persons(seen: Seen, label: int, annotator: int | None) -> bool:
    """Say that a table is long, since it has a column of labels, unless that may be one person's beside others'."""
    item = known_item(seen)
    people = [one for one in peoples(seen, item) if one.place not in (label, annotator)]
    like = [one for one in people if one.like(seen.found[label])]
    if len(like) >= 2 or (annotator is None and like and not seen.person):
        listed = ", ".join(one.name for one in like[:5])
        raise seen.ask(
            "annotators",
            f"the columns that hold one person's labels each, to be named: {seen.names[label]!r} may be one of them, "
            f"beside {listed}, or the right answer. If each row holds one label, choose the form instead",
        )
    return True


def _looks_long(seen: Seen) -> bool:
    """Say whether three columns look like item, annotator and label, not an item and two annotators.

    Raises:
        InputError: they may be either.
    """
    first, second, third = seen.found
    apart = not (
        second.distinct & third.distinct or first.distinct & third.distinct or first.distinct & second.distinct
    )
    several = first.repeats or (len(second.distinct) == 1 and len(seen.body) >= _SEVERAL)
    if apart:
        return several
    pairs = {(row[0], row[1]) for row in seen.body}
    numbers = all(one.counts for one in seen.found)
    if not numbers or not several or len(pairs) < len(seen.body) or len(seen.body) < _FEW_ROWS:
        return False
    smaller = len(third.distinct) * 2 <= min(len(first.distinct), len(second.distinct))
    if smaller and not second.like(third):
        return True
    if smaller:
        raise seen.ask("form", "the form to be chosen: three columns of numbers may be item, person and label in each "
                               "row, or the labels of three people")  # fmt: skip
    return False


def read_long(seen: Seen) -> Layout:
    """Return what the columns of a table with one row a label are.

    Raises:
        InputError: a role has no column, or several may have it.
    """
    roles = dict(seen.given)
    if seen.header:
        _recognise(seen, roles)
    if {"item", "annotator"} <= roles.keys():
        find = told_apart.chosen_of_several if "label" in seen.given else told_apart.label_of
        several = find(seen, roles)
        if several:
            return several
    roles = _completed(seen, roles)
    if len(seen.names) == len(NAMES) and not roles:
        roles = _order(seen)
    for role in NAMES:
        if role not in roles and not (role == "annotator" and seen.person):
            others = [seen.names[at] for at in _left(seen, roles)]
            if role == "annotator" and all(is_content(name) or is_nobodys(name) for name in others):
                raise InputError(
                    role,
                    f"a column that names the {role}, to tell people apart; without one this may be one person's work. "
                    "Open the files of several people together, each named after its person",
                    ", ".join(map(repr, seen.names)),
                )
            listed = named(map(repr, seen.names), 20)
            raise seen.ask(role, f"a column that names the {role}; say which it is, of {listed}")
    _check_people(seen, roles)
    return Layout(seen.header, seen.names, "long", roles["item"], roles.get("annotator"), roles["label"])


def _check_people(seen: Seen, roles: dict[Role, int]) -> None:
    """Ask about a table with one row a person, which says something of people rather than of items.

    Raises:
        InputError: nobody stands in it twice.
    """
    at = roles.get("annotator")
    if at is None or seen.given or seen.options.form == "long" or len(seen.names) == len(NAMES):
        return
    if len(seen.body) >= _FEW_ROWS and not seen.found[at].repeats and len(seen.found[at].cells) == len(seen.body):
        raise seen.ask(
            "annotator",
            f"the column that names the annotator to be chosen: each row has another {seen.names[at]!r}, as in a table "
            "about people rather than of their labels. Where everybody labelled one item only, choose it all the same",
        )


def _recognise(seen: Seen, roles: dict[Role, int]) -> None:
    """Add the roles whose columns are known by name.

    Raises:
        InputError: two columns may hold the label or name the annotator.
    """
    names = seen.names
    for role in ("annotator", "label"):
        if role in roles:
            continue
        free = [at for at in candidates(role, names) if at not in roles.values()]
        if len(free) > 1:
            free = [at for at in free if not seen.found[at].is_no_label] or free
        if role == "annotator" and len(free) > 1:
            free = [at for at in free if len(seen.found[at].distinct) > 1] or free
        if role == "label" and len(free) > 1:
            free = [at for at in free if at not in candidates("item", names)] or free
        if len(free) > 1 and not _same(seen, free):
            listed = named(repr(names[at]) for at in free)
            raise seen.ask(role, f"the column of the {role} to be chosen, for several could be: {listed}")
        if free:
            roles[role] = free[0]
    item = roles.get("item", _item_of_long(seen, roles))
    if item is None and "annotator" in roles:
        item = told_apart.item_beside(seen, roles["annotator"], roles.get("label"))
    if item is not None:
        roles["item"] = item


def _same(seen: Seen, places: Sequence[int]) -> bool:
    """Say whether columns divide the rows alike, as a person's number and name do."""
    return all(
        len({(row[places[0]], row[place]) for row in seen.body})
        == len({row[place] for row in seen.body})
        == len({row[places[0]] for row in seen.body})
        for place in places[1:]
    )


def _item_of_long(seen: Seen, roles: dict[Role, int]) -> int | None:
    """Return the column that names the item: one whose values repeat, where people share items, and pair up once."""
    free = [at for at in candidates("item", seen.names) if at not in roles.values()]
    # A number of the row or of the answer may be called an id too.
    free = [at for at in free if seen.found[at].repeats or plain_name(seen.names[at]) not in WEAK] or free
    annotator = roles.get("annotator")
    if annotator is not None:
        once = [at for at in free if len({(row[at], row[annotator]) for row in seen.body}) == len(seen.body)]
        free = once or free
    return free[0] if free else None


def _left(seen: Seen, roles: dict[Role, int]) -> list[int]:
    return [place for place in range(len(seen.names)) if place not in roles.values()]


def _completed(seen: Seen, roles: dict[Role, int]) -> dict[Role, int]:
    """Return the roles, the one that is left given to the one column that is left for it."""
    open_roles = [role for role in NAMES if role not in roles and not (role == "annotator" and seen.person)]
    left = [at for at in _left(seen, roles) if not (seen.header and is_nobodys(seen.names[at]))]
    if open_roles != ["item"]:
        # What was labelled, or its number, is nobody's name and nobody's label.
        left = [at for at in left if not (seen.header and is_content(seen.names[at]))]
    if open_roles == ["annotator"]:
        left = [at for at in left if not seen.found[at].is_no_label and _shares_items(seen, roles["item"], at)]
    if (
        len(open_roles) == 1
        and len(left) == 1
        and (len(left) == len(_left(seen, roles)) or open_roles[0] != "annotator")
    ):
        return roles | {open_roles[0]: left[0]}
    return roles


def _shares_items(seen: Seen, item: int, annotator: int) -> bool:
    """Say whether people share items, or may do so further down, as in a file that holds one person after the other."""
    said = [row[annotator] for row in seen.body]
    changes = sum(one != other for one, other in pairwise(said))
    return seen.found[item].repeats or changes < len({*said})


def _order(seen: Seen) -> dict[Role, int]:
    """Return the roles of three unnamed columns: the item, the annotator and the label, or the annotator first.

    Raises:
        InputError: either of the first two may be the item, or the third one is no label.
    """
    item_first: dict[Role, int] = {role: place for place, role in enumerate(NAMES)}
    person_first: dict[Role, int] = {"item": 1, "annotator": 0, "label": 2}
    first, second, third = seen.found
    if len(third.distinct) <= 2 * len(second.distinct):
        lettered = doubts.are_letters_beside(first, second)
        if (lettered or doubts.are_workers(first) or doubts.are_things(second)) and not doubts.are_workers(second):
            return person_first
        if (doubts.are_things(first) or doubts.are_workers(second)) and not doubts.are_workers(first):
            return item_first
    if len(seen.body) < _FEW_ROWS or seen.options.form == "long":
        return item_first
    by_second, by_third = (len({(row[0], row[place]) for row in seen.body}) for place in (1, 2))
    if by_second < by_third == len(seen.body):
        raise seen.ask("annotator", "the column of the annotator to be chosen, since no row names the columns and the "
                                    "second one says two things of an item")  # fmt: skip
    if len(third.distinct) <= 2 * len(first.distinct) and told_apart.goes_round(seen, item=1, annotator=0, label=2):
        return person_first
    if len(first.distinct) < told_apart.MORE_ITEMS * len(second.distinct) or len(third.distinct) > 2 * len(
        second.distinct
    ):
        raise seen.ask("item", "the column of the item to be chosen, since no row names the columns and the first one "
                               "varies hardly more than the next")  # fmt: skip
    return item_first
