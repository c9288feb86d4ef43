"""Working out what the rows and columns of a table mean, and asking where they can mean two things."""

from collections.abc import Sequence
from dataclasses import replace

from calculators.core import InputError
from calculators.core.scale_order import number_in
from calculators.label_files import counts, joined_names
from calculators.label_files.columns import columns
from calculators.label_files.long_form import is_long, read_long
from calculators.label_files.names import chosen, column, recognised
from calculators.label_files.options import ReadOptions
from calculators.label_files.request import Request
from calculators.label_files.seen import Layout, Seen
from calculators.label_files.several_questions import Questions, questions_of, read_questions
from calculators.label_files.table import named
from calculators.label_files.wide_form import counted, read_wide

_ROWS_BELOW = 5  # so many rows show that the first one holds no labels


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
    if header and (second := _second_head(own, body)):
        raise InputError(
            request.field,
            f"one row that names the columns; the second row names them too ({named(map(repr, second), 3)}), as under "
            "cells that were merged. Write both rows' words into one, as 'Rater 1 tone'",
        )
    if not options.gold:
        return _told(header, own, body, request, person)
    # What is nobody's label is laid aside before anything is told of the others.
    gold = column(options.gold, own, "gold")
    others = own[:gold] + own[gold + 1 :]
    rest = [row[:gold] + row[gold + 1 :] for row in body]
    named_ = replace(request, options=_by_name(options, own))
    return _beside(gold, own, _told(header, others, rest, named_, person))


def _told(header: bool, own: tuple[str, ...], body: list[list[str]], request: Request, person: str) -> Layout:
    options = request.options
    asked = _asked(own, options) if header and options.form == "auto" and not options.annotators else {}
    if asked and (options.label in asked or not options.label):
        given = chosen(replace(options, label=""), own)
        seen = Seen(header, own, columns(own, body, options.missing), body, given, request, person)
        return read_questions(seen, asked, options.label)
    seen = Seen(header, own, columns(own, body, options.missing), body, chosen(options, own), request, person)
    if options.form in ("counts", "confusion"):
        return counted(seen, options.form)
    if options.form == "auto" and (counting := counts.certain(seen.found, body, own if header else ())):
        if why := counts.summed(seen.found, counting, len(body)):
            raise seen.ask("form", why)
        return counted(seen, "counts", counting)
    return read_long(seen) if is_long(seen) else read_wide(seen)


def _asked(own: Sequence[str], options: ReadOptions) -> Questions:
    """Return the columns by question and person, where their names tell or the reader chose which part is which."""
    return questions_of(own) or joined_names.chosen(own, options.label)


def _by_name(options: ReadOptions, names: Sequence[str]) -> ReadOptions:
    """Return the options with every column by its name, since numbers change where a column is laid aside."""

    asked = _asked(names, options)

    def named_(field: str, given: str) -> str:
        return names[column(given, names, field)] if given and given not in asked else given

    return replace(
        options,
        item=named_("item", options.item),
        annotator=named_("annotator", options.annotator),
        label=named_("label", options.label),
        annotators=tuple(named_("annotators", name) for name in options.annotators),
    )


def _beside(gold: int, names: tuple[str, ...], found: Layout) -> Layout:
    """Return what the columns are, counted with the one that was laid aside."""

    def whole(place: int) -> int:
        return place + (place >= gold)

    return replace(
        found,
        names=names,
        item=None if found.item is None else whole(found.item),
        annotator=None if found.annotator is None else whole(found.annotator),
        label=whole(found.label),
        people=tuple((whole(place), name) for place, name in found.people),
        questions={name: tuple(map(whole, places)) for name, places in found.questions.items()},
        gold=gold,
    )


def _second_head(names: Sequence[str], body: Sequence[Sequence[str]]) -> Sequence[str]:
    """Return what a second row of names says below one whose merged cells left names out; nothing where none does."""
    empty = [at for at in range(2, len(names)) if not names[at] and any(row[at] for row in body)]
    if not empty or len(body) < _ROWS_BELOW or not all(body[0][1:]):
        return ()
    below = [{row[at] for row in body[1:]} for at in range(1, len(names))]
    return () if any(cell in cells for cell, cells in zip(body[0][1:], below, strict=True)) else body[0][1:]


def _has_header(first: Sequence[str], rest: Sequence[Sequence[str]], options: ReadOptions) -> bool:
    if options.header != "auto":
        return options.header == "yes"
    known = recognised(first)
    asked = {name for name in (options.item, options.annotator, options.label, options.gold, *options.annotators)
             if name}  # fmt: skip
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
