"""Working out what the rows and columns of a table mean, and asking where they can mean two things."""

from collections.abc import Sequence

from calculators.core.scale_order import number_in
from calculators.label_files import counts
from calculators.label_files.columns import columns
from calculators.label_files.long_form import is_long, read_long
from calculators.label_files.names import (
    chosen,
    recognised,
)
from calculators.label_files.options import ReadOptions
from calculators.label_files.request import Request
from calculators.label_files.seen import Layout, Seen
from calculators.label_files.wide_form import counted, read_wide


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
    seen = Seen(header, own, found, body, chosen(options, own), request, person)
    if options.form in ("counts", "confusion"):
        return counted(seen, options.form)
    return read_long(seen) if is_long(seen) else read_wide(seen)


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
