"""Working out what the rows and columns of a table mean, and asking where they can mean two things."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculators.core import InputError
from calculators.core.scale_order import number_in
from calculators.label_files import counts
from calculators.label_files.columns import Column, columns, families
from calculators.label_files.names import (
    NAMES,
    WEAK,
    Role,
    candidates,
    chosen,
    column,
    is_content,
    is_nobodys,
    plain_name,
    recognised,
)
from calculators.label_files.options import ReadOptions
from calculators.label_files.request import Found, Request, question
from calculators.label_files.table import named

_SEVERAL = 20  # so many rows with one and the same second column are taken for one annotator's
_FEW_ROWS = 5


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a table are.

    Attributes:
        header: whether the first row names them.
        names: their names.
        kind: "long", "wide", "counts" or "confusion".
        item: the column of the item's name; None where items are numbered by row.
        annotator: in long form, the column of the annotator's name; None where the file is one person's.
        label: in long form, the column of the label.
        people: in wide form, the columns of labels with the annotators' names; in a table of counts the columns
            with the labels' names.
        notes: what else the reader should know, a sentence each.
    """

    header: bool
    names: tuple[str, ...]
    kind: str
    item: int | None
    annotator: int | None = None
    label: int = -1
    people: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.names)

    def found(self, delimiter: str) -> Found:
        """Return how the table is read, in words."""
        used = {self.item, self.annotator, self.label, *(place for place, _ in self.people)}
        item = "the row's number" if self.item is None else self.names[self.item]
        columns_ = [("Item", item)]
        if self.kind == "long":
            columns_ += [("Annotator", self.names[self.annotator])] if self.annotator is not None else []
            columns_.append(("Label", self.names[self.label]))
        else:
            role = "Annotators" if self.kind == "wide" else "Labels"
            columns_.append((role, named((name for _, name in self.people), 20)))
        return Found(
            form=_FORMS[self.kind],
            columns=tuple(columns_),
            names=self.names,
            not_read=tuple(name or f"column {at + 1}" for at, name in enumerate(self.names) if at not in used),
            delimiter=delimiter,
            header=self.header,
            notes=self.notes,
            alone="Put the files of several people into one zip, each named after its person, and open that.",
        )


_FORMS = {
    "long": "one row a label",
    "wide": "one row an item, one column an annotator",
    "counts": "counts: one row an item, one column a label",
    "confusion": "a confusion matrix: one annotator's labels against another's",
}


@dataclass(frozen=True)
class _Seen:
    """The first rows of a table, and what may be used of it."""

    header: bool
    names: tuple[str, ...]
    found: Sequence[Column]
    body: Sequence[Sequence[str]]
    given: dict[Role, int]
    request: Request
    person: str

    @property
    def options(self) -> ReadOptions:
        return self.request.options

    def ask(self, field: str, words: str) -> InputError:
        return question(field, words, self.names)


def layout(sample: Sequence[Sequence[str]], request: Request, person: str = "", names: Sequence[str] = ()) -> Layout:
    """Return what the columns are, from the first rows and what the options say.

    Args:
        sample: the first rows.
        request: how to read them.
        person: whose file it is, where that is known.
        names: the columns' names where they do not stand in the first row.

    Raises:
        InputError: an option names no column, or no column can be the item, the annotator or the label, or several
            can; then the reader is asked.
    """
    options = request.options
    first = [cell.strip() for cell in sample[0]]
    header = bool(names) or _has_header(first, sample[1:], options)
    own = tuple(names) or (tuple(first) if header else tuple(f"column {at}" for at in range(1, len(first) + 1)))
    rows = sample if names or not header else sample[1:]
    body = [[cell.strip() for cell in row] for row in rows if len(row) == len(own)]
    found = columns(own, body, options.missing)
    seen = _Seen(header, own, found, body, chosen(options, own), request, person)
    if options.form in ("counts", "confusion"):
        return _counted(seen, options.form)
    return _long(seen) if _is_long(seen) else _wide(seen)


def _has_header(first: Sequence[str], rest: Sequence[Sequence[str]], options: ReadOptions) -> bool:
    if options.header != "auto":
        return options.header == "yes"
    known = recognised(first)
    asked = {name for name in (options.item, options.annotator, options.label, *options.annotators) if name}
    named_ = {name for name in asked & set(first) if not name.isdigit()}
    if len(known) >= 2 or known.get("item") == 0 or named_:
        return True
    if rest and not first[0] and all(first[1:]) and all(row[0].strip() for row in rest):
        return True
    if not rest or all(number_in(cell) is not None for cell in first[1:]):
        return False
    if counts.square([first, *rest]):
        return True
    body = {cell.strip() for row in rest for cell in row[1:]}
    return not body & {cell for cell in first[1:] if cell}


def _is_long(seen: _Seen) -> bool:
    options = seen.options
    if options.form in ("long", "wide"):
        return options.form == "long"
    if options.annotators:
        return False
    if {"annotator", "label"} & seen.given.keys():
        return True
    known = recognised(seen.names) if seen.header else {}
    if "label" in known:
        return _label_is_no_persons(seen, known["label"], known.get("annotator"))
    if "annotator" in known:  # the names of annotators, or the labels of one who is called so
        place = known["annotator"]
        others = {cell for one in seen.found if one.place != place for cell in one.distinct}
        return not others & seen.found[place].distinct and len(seen.names) > 2
    return len(seen.names) == len(NAMES) and _looks_long(seen)


def _label_is_no_persons(seen: _Seen, label: int, annotator: int | None) -> bool:
    """Say that a table is long, since it has a column of labels, unless that may be one person's beside others'."""
    item = _known_item(seen)
    people = [one for one in _peoples(seen, item) if one.place not in (label, annotator)]
    like = [one for one in people if one.like(seen.found[label])]
    if len(like) >= 2 or (annotator is None and like and not seen.person):
        listed = ", ".join(one.name for one in like[:5])
        raise seen.ask(
            "annotators",
            f"the columns that hold one person's labels each, to be named: {seen.names[label]!r} may be one of them, "
            f"beside {listed}, or the right answer. If each row holds one label, choose the form instead",
        )
    return True


def _looks_long(seen: _Seen) -> bool:
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


def _long(seen: _Seen) -> Layout:
    roles = dict(seen.given)
    if seen.header:
        _recognise(seen, roles)
    roles = _completed(seen, roles)
    if len(seen.names) == len(NAMES) and not roles:
        _check_order(seen)
        roles = {role: place for place, role in enumerate(NAMES)}
    for role in NAMES:
        if role not in roles and not (role == "annotator" and seen.person):
            if role == "annotator" and not _left(seen, roles):
                raise InputError(
                    role,
                    f"a column that names the {role}, to tell people apart; without one this may be one person's work. "
                    "Put the files of several people into one zip, each named after its person",
                    ", ".join(map(repr, seen.names)),
                )
            listed = named(map(repr, seen.names), 20)
            raise seen.ask(role, f"a column that names the {role}; say which it is, of {listed}")
    return Layout(seen.header, seen.names, "long", roles["item"], roles.get("annotator"), roles["label"])


def _recognise(seen: _Seen, roles: dict[Role, int]) -> None:
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
        if role == "label" and len(free) > 1:
            free = [at for at in free if at not in candidates("item", names)] or free
        if len(free) > 1 and not _same(seen, free):
            listed = named(repr(names[at]) for at in free)
            raise seen.ask(role, f"the column of the {role} to be chosen, for several could be: {listed}")
        if free:
            roles[role] = free[0]
    if "item" not in roles:
        item = _item_of_long(seen, roles)
        if item is not None:
            roles["item"] = item


def _same(seen: _Seen, places: Sequence[int]) -> bool:
    """Say whether columns divide the rows alike, as a person's number and name do."""
    return all(
        len({(row[places[0]], row[place]) for row in seen.body})
        == len({row[place] for row in seen.body})
        == len({row[places[0]] for row in seen.body})
        for place in places[1:]
    )


def _item_of_long(seen: _Seen, roles: dict[Role, int]) -> int | None:
    """Return the column that names the item: one whose values repeat, where people share items, and pair up once."""
    free = [at for at in candidates("item", seen.names) if at not in roles.values()]
    # A number of the row or of the answer may be called an id too.
    free = [at for at in free if seen.found[at].repeats or plain_name(seen.names[at]) not in WEAK] or free
    annotator = roles.get("annotator")
    if annotator is not None:
        once = [at for at in free if len({(row[at], row[annotator]) for row in seen.body}) == len(seen.body)]
        free = once or free
    return free[0] if free else None


def _left(seen: _Seen, roles: dict[Role, int]) -> list[int]:
    return [place for place in range(len(seen.names)) if place not in roles.values()]


def _completed(seen: _Seen, roles: dict[Role, int]) -> dict[Role, int]:
    """Return the roles, the one that is left given to the one column that is left for it."""
    open_roles = [role for role in NAMES if role not in roles and not (role == "annotator" and seen.person)]
    left = [at for at in _left(seen, roles) if not (seen.header and is_nobodys(seen.names[at]))]
    left = [at for at in left if open_roles != ["annotator"] or not seen.found[at].is_no_label]
    if (
        len(open_roles) == 1
        and len(left) == 1
        and (len(left) == len(_left(seen, roles)) or open_roles[0] != "annotator")
    ):
        return roles | {open_roles[0]: left[0]}
    return roles


def _check_order(seen: _Seen) -> None:
    """Ask about three unnamed columns whose first is not the item, as far as their contents tell.

    Raises:
        InputError: the second column varies twice as much as the first, or the third does.
    """
    if seen.given or len(seen.body) < _FEW_ROWS or seen.options.form == "long":
        return
    first, second, third = (len(one.distinct) for one in seen.found)
    if second > 2 * first or third > 2 * second:
        raise seen.ask("item", "the column of the item to be chosen, since no row names the columns and the first one "
                               "varies less than the next")  # fmt: skip


def _peoples(seen: _Seen, item: int | None) -> list[Column]:
    """Return the columns of a wide table that may hold somebody's labels."""
    return [
        one for one in seen.found
        if one.place != item
        and not (seen.header and one.name and (is_nobodys(one.name) or (is_content(one.name) and item is not None)))
        and not (seen.header and not one.name and _is_count_up(one))
        and (not one.cells or not one.is_no_label)
    ]  # fmt: skip


def _is_count_up(one: Column) -> bool:
    """Say whether a column numbers the rows, as pandas and R write them."""
    return [*one.numbers] in ([*range(len(one.cells))], [*range(1, len(one.cells) + 1)])


def _wide(seen: _Seen) -> Layout:
    item = _item_of_wide(seen)
    names, options = seen.names, seen.options
    if options.annotators:
        places = [column(name, names, "annotators") for name in options.annotators]
    else:
        everybody = _peoples(seen, item)
        if options.form == "auto":
            kind, why = counts.suspected(everybody, seen.body, names if seen.header else ())
            if why:
                raise seen.ask("form", why)
            if kind:
                return _counted(seen, kind)
        places = [one.place for one in _of_one_list(seen, everybody)]
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
    return Layout(seen.header, names, "wide", item, people=tuple(people))


def _of_one_list(seen: _Seen, people: list[Column]) -> list[Column]:
    """Return the columns that hold labels of one list; a single one of another kind beside them is nobody's.

    Raises:
        InputError: several groups of columns hold labels of one list each, or no two do.
    """
    filled = [one for one in people if one.cells]
    if seen.options.form == "wide" or len(filled) <= 2 or len(seen.body) < _FEW_ROWS or not seen.header:
        return people
    groups = families(filled)
    if len(groups) == 1:
        return people
    if len(groups[0]) == 1 or len(groups[1]) > 1:
        listed = "; ".join(named(one.name for one in group) for group in groups[:3])
        raise seen.ask("annotators", f"the columns that hold people's labels to be named, since they are of several "
                                     f"kinds: {listed}")  # fmt: skip
    return groups[0]


def _known_item(seen: _Seen) -> int | None:
    if "item" in seen.given:
        return seen.given["item"]
    known = [at for at in candidates("item", seen.names) if seen.names[at] not in seen.options.annotators]
    unique = [at for at in known if not seen.found[at].repeats]
    return next(iter(unique or known), None) if seen.header else None


def _item_of_wide(seen: _Seen) -> int | None:
    known = _known_item(seen)
    if known is not None:
        return known
    first, names = seen.found[0], seen.names
    if names[0] in seen.options.annotators:
        return None
    if seen.header and not names[0] and not first.repeats:
        return 0
    others = {cell for one in seen.found[1:] for cell in one.distinct}
    distinct = len(names) > 2 and not first.repeats and len(first.cells) > 1 and not others & first.distinct
    return 0 if distinct and len(first.cells) == len(seen.body) else None


def _counted(seen: _Seen, kind: str) -> Layout:
    matrix = kind == "confusion" and seen.header and counts.square([seen.names, *seen.body])
    item = 0 if matrix else _item_of_wide(seen)
    if item is None and not seen.found[0].counts:
        item = 0
    if item is None and seen.header and _is_count_up(seen.found[0]) and len(seen.body) > 2:
        item = 0
    places = [one for one in seen.found if one.place != item and one.counts and not is_nobodys(one.name)]
    if kind == "confusion" and len(places) != len(seen.body):
        raise InputError("form", "as many rows as columns in a confusion matrix", f"{len(seen.body)} by {len(places)}")
    if len(places) < 2:
        raise InputError("form", "a column of whole numbers for each of two or more labels", ", ".join(seen.names))
    people = tuple((one.place, one.name or f"column {one.place + 1}") for one in places)
    notes = ("Each number says how many people gave a label.",) if kind == "counts" else ()
    return Layout(seen.header, seen.names, kind, item, people=people, notes=notes)
