"""Which columns beside the item and the person may hold the label: those that neither of the two settles alone.

A text goes with its item and an age with its person, so that only a label differs between people and between items.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, pvariance

from calculators.label_files.columns import Column
from calculators.label_files.names import Role, is_content, is_nobodys, is_strong
from calculators.label_files.seen import Layout, Seen, is_count_up
from calculators.label_files.table import named

# So many further rows of the same person are enough, since nobody gives one label only for long.
_ROWS_A_PERSON = 8
# So many further rows of the same items are needed, since people may well agree on every item of a short table.
_ROWS_AN_ITEM = 100
_FEW_ROWS = 20
_NEARLY_EVERY = 0.8
# Of two columns without names the one that varies so much more holds the items.
MORE_ITEMS = 2
_UNEVEN = 10  # where rows came to people by lot, their numbers' variance would be about their mean
_AGREED = 0.2
# Columns that together say where a label stands in a text or a picture.
_PLACES = (
    frozenset(["start", "end"]), frozenset(["begin", "end"]), frozenset(["start_offset", "end_offset"]),
    frozenset(["xmin", "xmax", "ymin", "ymax"]), frozenset(["x", "y", "width", "height"]),
)  # fmt: skip
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
        if not settles(seen, annotator, one.place, _ROWS_A_PERSON) and not settles(
            seen, item, one.place, _ROWS_AN_ITEM
        ):
            found.append(one)
    return found


def _may_be(one: Column, seen: Seen) -> bool:
    said = one.name and (is_nobodys(one.name) or is_content(one.name) or one.name.startswith("_"))
    numbered = is_count_up(one) or (len(seen.body) >= _FEW_ROWS and not one.repeats)
    return not said and not numbered and not one.is_no_label and len(one.distinct) > 1


def is_held(cell: str) -> bool:
    """Say whether a cell says that its column's label was given."""
    return cell.lower() in _GIVEN


def _held(found: Sequence[Column]) -> list[Column]:
    """Return the columns that each say of one label whether it was given: they hold 0 and 1, or yes and no."""
    return [one for one in found if {cell.lower() for cell in one.distinct} <= _GIVEN | _NOT_GIVEN]


def are_pairs(seen: Seen, item: int, annotator: int) -> bool:
    """Say whether rows are of items and people who both come again, and hardly a row repeats another's pair."""
    both = seen.found[item], seen.found[annotator]
    pairs = {(row[item], row[annotator]) for row in seen.body}
    return all(one.repeats for one in both) and len(pairs) == len(seen.body)


def goes_round(seen: Seen, *, item: int, annotator: int, label: int) -> bool:
    """Say whether nearly every item goes to the same number of people, who take as many as they like and agree on it.

    Crowds work so: whoever hands out the items sees to it that each comes back as often. Since a study may as well give
    the same number of items to each person, the rows of one item must also agree beyond chance, and those of one
    person not half as much. The last items of the first rows may have further rows below.
    """
    rows_an_item, rows_a_person = (Counter(row[place] for row in seen.body) for place in (item, annotator))
    (times, alike), *_ = Counter(rows_an_item.values()).most_common(1)
    agreed, alone = (_agreed_within(seen, place, label) for place in (item, annotator))
    return (
        are_pairs(seen, item, annotator)
        and times > 1
        and alike >= _NEARLY_EVERY * len(rows_an_item)
        and len(rows_an_item) >= max(_FEW_ROWS, MORE_ITEMS * len(rows_a_person))
        and pvariance(rows_a_person.values()) >= _UNEVEN * fmean(rows_a_person.values())
        and agreed >= max(_AGREED, 2 * alone)
    )


def _agreed_within(seen: Seen, by: int, label: int) -> float:
    """Return how far rows with one value in a column agree on the label, from 0 as by chance to 1 as always."""
    said: dict[str, Counter[str]] = {}
    for row in seen.body:
        said.setdefault(row[by], Counter())[row[label]] += 1
    used = Counter(row[label] for row in seen.body)
    chance = sum(times * times for times in used.values()) / used.total() ** 2
    pairs_ = sum(one.total() * (one.total() - 1) for one in said.values())
    same = sum(times * (times - 1) for one in said.values() for times in one.values())
    return (same / pairs_ - chance) / (1 - chance) if pairs_ and chance < 1 else 0.0


def item_beside(seen: Seen, annotator: int, label: int | None) -> int | None:
    """Return the one column that names the items where no name tells, but for the people; None where none must.

    Together with the person it tells all rows apart. Where the label is known too, whatever else the table says goes
    with one of the two, as what an item shows goes with the item and somebody's age with the person; where it is not,
    nothing else may be written as the people are called.
    """
    others = [one for one in seen.found if one.place not in (annotator, label) and one.cells]
    told = [
        one.place
        for one in others
        if are_pairs(seen, one.place, annotator) and not settles(seen, annotator, one.place, _ROWS_A_PERSON)
    ]
    if len(told) != 1 or len(seen.body) < _FEW_ROWS:
        return None
    if label is None:
        called = seen.found[annotator].distinct
        return None if any(one.distinct & called for one in others) else told[0]
    rest = [one for one in others if one.place != told[0]]
    return told[0] if all(_goes_with(seen, one, (annotator, told[0])) for one in rest) else None


def _goes_with(seen: Seen, one: Column, known: Sequence[int]) -> bool:
    if is_nobodys(one.name) or one.is_no_label or len(one.distinct) == 1 or not one.repeats:
        return True
    return any(settles(seen, by, one.place, _ROWS_A_PERSON) for by in known)


def is_one_after_the_other(seen: Seen, item: int, annotator: int) -> bool:
    """Say whether a table holds what one person said after the other, of items that come again only further down.

    A column that goes with the person, as an age does, says that it is a person; and rows of which each is an item
    alone could not agree with anybody, so nothing wrong can come of it.
    """
    said = [row[annotator] for row in seen.body]
    runs = 1 + sum(one != other for one, other in pairwise(said))
    if seen.found[item].repeats or runs > len({*said}) or len(said) < _FEW_ROWS:
        return False
    others = [one for one in seen.found if one.place not in (item, annotator) and len(one.distinct) > 1]
    return any(settles(seen, annotator, one.place, _ROWS_A_PERSON) for one in others)


def label_of(seen: Seen, roles: dict[Role, int]) -> Layout | None:
    """Add the column of the label where one alone may hold it; return the layout where several hold labels.

    Several may say of one label each, or answer a question each; then the fullest column is read, of several such the
    first, unless one is called as a label is.

    Raises:
        InputError: several may hold it, or the one that is called so depends on the item alone and others do not.
    """
    item, annotator = roles["item"], roles["annotator"]
    words = {one.name.strip().lower() for one in seen.found if one.numbers}
    if seen.options.form == "auto" and any(pair <= words for pair in _PLACES):
        raise seen.ask(
            "label",
            "the column of the label to be chosen: this table also says where each label stands, which is read from "
            "the exports of tools and not from tables, so only the labels themselves would be compared",
        )
    known = [roles["label"]] if "label" in roles else []
    found = may_be_labels(seen, item, annotator, known)
    sets = _held(found)
    if seen.options.form == "sets":
        return _sets(seen, roles, sets)
    names = [one.name for one in found]
    if known:
        return _beside_known(seen, roles, known[0], found) if seen.options.form == "auto" else None
    if len(sets) > 1 and len(sets) == len(found) and _one_each(seen, sets):
        return _sets(seen, roles, sets)
    if len(sets) > 1 and not _have_grades(sets, found):
        raise seen.ask(
            "form",
            f"the form to be chosen, or the column of the label: {named(one.name for one in sets)} hold 0 or 1 each, "
            "so they may be labels of which a row gives several at once (choose one column a label, 0 or 1), or "
            "questions of which one is compared (choose its column as the label's)",
        )
    if len(found) > 1 and not all(map(_is_from_a_list, found)):
        raise seen.ask(
            "label", f"the column of the label to be chosen, for several could be: {named(map(repr, names))}"
        )
    if len(found) > 1:
        # What never differs within an item may be the item's own, so another question is shown first.
        differing = [one for one in found if not settles(seen, item, one.place, 1)]
        return _questions(seen, roles, max(differing or found, key=lambda one: len(one.cells)).place, found)
    if found:
        roles["label"] = found[0].place
    return None


def _beside_known(seen: Seen, roles: dict[Role, int], known: int, found: Sequence[Column]) -> Layout | None:
    """Return the layout where others answer questions beside a column that is called as a label is; else None.

    Raises:
        InputError: what is called so depends on the item or the person alone, and others do not.
    """
    fixed = any(settles(seen, by, known, _ROWS_A_PERSON) for by in (roles["item"], roles["annotator"]))
    others = [one for one in found if one.place != known and 2 * len(one.distinct) <= len(one.cells)]
    if others and fixed:
        raise seen.ask(
            "label",
            f"the column of the label to be chosen: {seen.names[known]!r} is always the same for an item or a person, "
            f"so it may describe them, while {named(repr(one.name) for one in others)} may hold what people said",
        )
    if not others or is_strong(seen.names[known]):
        return None
    return _questions(seen, roles, known, [one for one in found if one.place == known or one in others])


def _is_from_a_list(one: Column) -> bool:
    """Say whether people chose what stands in a column from a list, or gave a number."""
    return bool(one.numbers) or 2 * len(one.distinct) <= len(one.cells)


def chosen_of_several(seen: Seen, roles: dict[Role, int]) -> Layout | None:
    """Return the layout where the reader chose one of several questions; None where the table has no others."""
    item, annotator, label = roles["item"], roles["annotator"], roles["label"]
    found = may_be_labels(seen, item, annotator)
    if len(found) < 2 or len(_held(found)) > 1 or not all(map(_is_from_a_list, found)):
        return None
    return _questions(seen, roles, label, found) if label in {one.place for one in found} else None


def _questions(seen: Seen, roles: dict[Role, int], read: int, found: Sequence[Column]) -> Layout:
    """Return the layout of a table with a column for each of several questions, of which one is read."""
    asked = {one.name: (one.place,) for one in found}
    return Layout(
        seen.header, seen.names, "long", roles["item"], roles["annotator"], read,
        question=seen.names[read], questions=asked,
    )  # fmt: skip


def _have_grades(sets: Sequence[Column], found: Sequence[Column]) -> bool:
    """Say whether each column of 0 and 1 stands beside one of grades that bears its name up to the last word.

    Such a form asks two things of each of several matters, "structure_relevance" and "structure_quality", so that each
    column is a question of its own.
    """
    grades = Counter(_matter(one.name) for one in found if one not in sets)
    matters = {_matter(one.name) for one in sets}
    return len(matters) == len(sets) and all(matter and grades[matter] == 1 for matter in matters)


def _matter(name: str) -> str:
    return re.sub(r"[ _.:]*[^ _.:]*$", "", name.strip()).casefold()


def _one_each(seen: Seen, sets: Sequence[Column]) -> bool:
    """Say whether every row gives exactly one label."""
    return all(sum(is_held(row[one.place]) for one in sets) == 1 for row in seen.body)


def _sets(seen: Seen, roles: dict[Role, int], sets: Sequence[Column]) -> Layout:
    if len(sets) < 2:
        raise seen.ask(
            "form", "two or more columns of 0 and 1, one a label, beside those of the item and the annotator"
        )
    people = tuple((one.place, one.name) for one in sets)
    return Layout(seen.header, seen.names, "sets", roles["item"], roles["annotator"], people=people)
