"""Working out what the rows and columns of a table mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calculators.core import InputError
from calculators.core.scale_order import number_in
from calculators.label_files.options import DELIMITERS, ReadOptions
from calculators.label_files.roles import (
    NAMES,
    Role,
    chosen,
    column,
    completed,
    plain_name,
    recognised,
)

_SEVERAL = 20  # so many rows with one and the same second column are taken for one annotator's


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a table are.

    Attributes:
        header: whether the first row names them.
        width: their number.
        item: the column of the item's name; None where items are numbered by row.
        annotator: in long form, the column of the annotator's name.
        label: in long form, the column of the label.
        annotators: in wide form, the columns of labels with the annotators' names; empty in long form.
        columns: what was used, as (role, column's name).
        ignored: the names of columns that were not used.
    """

    header: bool
    width: int
    item: int | None
    annotator: int = -1
    label: int = -1
    annotators: tuple[tuple[int, str], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()


def best_delimiter(samples: dict[str, list[list[str]]]) -> str | None:
    """Return the name of the delimiter that gives the most rows of one width; None where all give one column.

    Between equals, the one whose first row is best recognised wins, then the one with more columns.
    """
    ranked: list[tuple[float, int, int, int, str]] = []
    for order, name in enumerate(DELIMITERS):
        rows = samples[name]
        widths = [len(row) for row in rows]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        if usual > 1:
            known = len(recognised(rows[0]))
            ranked.append((widths.count(usual) / len(widths), known, usual, -order, name))
    return max(ranked)[-1] if ranked else None


def layout(sample: Sequence[Sequence[str]], options: ReadOptions, field: str) -> Layout:
    """Return what the columns are, from the first rows and what the options say.

    Raises:
        InputError: an option names no column, or no column can be the item, the annotator or the label.
    """
    first = [cell.strip() for cell in sample[0]]
    header = _has_header(first, sample[1:], options)
    names = first if header else [f"column {place}" for place in range(1, len(first) + 1)]
    body = [[cell.strip() for cell in row] for row in sample[header:] if len(row) == len(first)]
    given = chosen(options, names)
    known = recognised(names) if header else {}
    if _is_long(given, known, body, options, len(first)):
        return _long(header, names, completed(given, known, len(first)), field)
    return _wide(header, names, body, given, options, field)


def _has_header(first: Sequence[str], rest: Sequence[Sequence[str]], options: ReadOptions) -> bool:
    if options.header != "auto":
        return options.header == "yes"
    known = recognised(first)
    asked = {name for name in (options.item, options.annotator, options.label, *options.annotators) if name}
    named = {name for name in asked & set(first) if not name.isdigit()}
    if len(known) >= 2 or known.get("item") == 0 or named:
        return True
    if not rest or all(number_in(cell) is not None for cell in first[1:]):
        return False
    body = {cell.strip() for row in rest for cell in row[1:]}
    return not body & {cell for cell in first[1:] if cell}


def _is_long(
    given: dict[Role, int],
    known: dict[Role, int],
    body: Sequence[Sequence[str]],
    options: ReadOptions,
    width: int,
) -> bool:
    if options.form in ("long", "wide"):
        return options.form == "long"
    if options.annotators:
        return False
    if "label" in known or {"annotator", "label"} & given.keys():
        return True
    if "annotator" in known:  # the names of annotators, or the labels of one who is called so
        place = known["annotator"]
        others = {cell for row in body for at, cell in enumerate(row) if at != place and cell}
        return not others & {row[place] for row in body}
    return width == len(NAMES) and _looks_long(body)


def _looks_long(body: Sequence[Sequence[str]]) -> bool:
    """Say whether three columns look like item, annotator and label, not an item and two annotators."""
    items, annotators, labels = ({row[place] for row in body} for place in range(3))
    apart = not annotators & labels and not items & labels and not items & annotators
    repeats = len(items) < len(body) or (len(annotators) == 1 and len(body) >= _SEVERAL)
    return apart and repeats


def _long(header: bool, names: Sequence[str], roles: dict[Role, int], field: str) -> Layout:
    if len(names) == len(NAMES):
        left = (place for place in range(len(names)) if place not in roles.values())
        roles |= {role: next(left) for role in NAMES if role not in roles}
    for role in NAMES:
        if role not in roles:
            raise InputError(field, f"a column that names the {role}; say which it is", ", ".join(map(repr, names)))
    used = set(roles.values())
    return Layout(
        header=header,
        width=len(names),
        item=roles["item"],
        annotator=roles["annotator"],
        label=roles["label"],
        columns=tuple((role.capitalize(), names[roles[role]]) for role in NAMES),
        ignored=tuple(name for place, name in enumerate(names) if place not in used),
    )


def _wide(
    header: bool,
    names: Sequence[str],
    body: Sequence[Sequence[str]],
    given: dict[Role, int],
    options: ReadOptions,
    field: str,
) -> Layout:
    item = _item_column(header, names, body, given, options)
    if options.annotators:
        places = [column(name, names, "annotators") for name in options.annotators]
    else:
        places = [place for place in range(len(names)) if place != item and not _is_content(names[place], item)]
    annotators = [(place, _annotator(place, names, header)) for place in places]
    called = [name for _, name in annotators]
    if len(places) < 2:
        raise InputError(
            field,
            "a column for each of two or more annotators, or columns that name the item, the annotator and the label",
            ", ".join(map(repr, names)),
        )
    if len(set(called)) < len(called):
        twice = next(name for name in called if called.count(name) > 1)
        raise InputError(field, "a different name for each annotator's column on line 1", twice)
    return Layout(
        header=header,
        width=len(names),
        item=item,
        annotators=tuple(annotators),
        columns=(
            ("Item", "the row's number" if item is None else names[item]),
            ("Annotators", _listed(called)),
        ),
        ignored=tuple(name for place, name in enumerate(names) if place != item and place not in places),
    )


def _item_column(
    header: bool,
    names: Sequence[str],
    body: Sequence[Sequence[str]],
    given: dict[Role, int],
    options: ReadOptions,
) -> int | None:
    if "item" in given:
        return given["item"]
    known = recognised(names).get("item") if header else None
    if known is not None and names[known] not in options.annotators:
        return known
    firsts = [row[0] for row in body]
    others = {cell for row in body for cell in row[1:]}
    distinct = len(names) > 2 and len(set(firsts)) == len(firsts) > 1 and not others & set(firsts)
    return 0 if distinct and names[0] not in options.annotators else None


def _is_content(name: str, item: int | None) -> bool:
    """Say whether a further column is named like an item or its content, so it is no annotator's."""
    return item is not None and plain_name(name) in NAMES["item"]


def _annotator(place: int, names: Sequence[str], header: bool) -> str:
    return names[place] if header and names[place] else f"column {place + 1}"


def _listed(names: Iterable[str]) -> str:
    shown = list(names)
    return ", ".join(shown[:20]) + (f" and {len(shown) - 20:,} more" if len(shown) > 20 else "")
