"""Which columns beside the item and the person may hold the label: those that neither of the two settles alone.

A text goes with its item and an age with its person, so that only a label differs between people and between items.
"""

from collections.abc import Sequence

from calculators.label_files.columns import Column
from calculators.label_files.names import is_content, is_nobodys
from calculators.label_files.seen import Seen, is_count_up

# So many further rows of the same person are enough, since nobody gives one label only for long.
ROWS_A_PERSON = 8
# So many further rows of the same items are needed, since people may well agree on every item of a short table.
_ROWS_AN_ITEM = 100
_FEW_ROWS = 20
_GIVEN = frozenset(["1", "1.0", "true", "yes"])
_NOT_GIVEN = frozenset(["0", "0.0", "false", "no"])


def settles(seen: Seen, by: int, place: int, enough: int) -> bool:
    """Say whether every value of one column goes with one of another, over enough rows that repeat a value."""
    first: dict[str, str] = {}
    if not all(first.setdefault(row[by], row[place]) == row[place] for row in seen.body):
        return False
    return len(seen.body) - len(first) >= enough


def may_be_labels(seen: Seen, item: int, annotator: int, known: Sequence[int] = ()) -> list[Column]:
    """Return the columns that may hold the label; ``known`` are called so, whatever else they look like."""
    found = []
    for one in seen.found:
        if one.place in (item, annotator) or (one.place not in known and not _may_be(one, seen)):
            continue
        if not settles(seen, annotator, one.place, ROWS_A_PERSON) and not settles(seen, item, one.place, _ROWS_AN_ITEM):
            found.append(one)
    return found


def _may_be(one: Column, seen: Seen) -> bool:
    said = one.name and (is_nobodys(one.name) or is_content(one.name) or one.name.startswith("_"))
    numbered = is_count_up(one) or (len(seen.body) >= _FEW_ROWS and not one.repeats)
    return not said and not numbered and not one.is_no_label and len(one.distinct) > 1


def is_held(cell: str) -> bool:
    """Say whether a cell says that its column's label was given."""
    return cell.lower() in _GIVEN


def held(found: Sequence[Column]) -> list[Column]:
    """Return the columns that each say of one label whether it was given: they hold 0 and 1, or yes and no."""
    return [one for one in found if {cell.lower() for cell in one.distinct} <= _GIVEN | _NOT_GIVEN]


def are_pairs(seen: Seen, item: int, annotator: int) -> bool:
    """Say whether rows are of items and people who both come again, and hardly a row repeats another's pair."""
    both = seen.found[item], seen.found[annotator]
    pairs = {(row[item], row[annotator]) for row in seen.body}
    return all(one.repeats for one in both) and len(pairs) == len(seen.body)
