"""Tables as textbooks and papers print them: how many people gave an item each label, and confusion matrices."""

import re
from collections.abc import Iterator, Sequence

from calculators.core import InputError
from calculators.label_files.columns import Column

_PERSON = re.compile(
    r"(?i)(?:annotator|rater|coder|judge|reviewer|worker|expert|person|user|labell?er|observer|annotateur|column)s?"
    r"[ _-]*(?:\d+|[a-z])?"
)
_LETTER = re.compile(r"(?i)[a-z]\d*")
_TOTAL = re.compile(
    r"(?i)count|total|sum|all|n|votes|gesamt|summe|somme"
    r"|(?:num|n|no|total)[ _.]?(?:votes|annotations|annotators|raters|judgments?)"
)
_SUM = re.compile(r"(?i)total|sum|all|gesamt|summe|somme")
_VOTES = re.compile(r"(?i)(?:votes?|counts?)[ _.-](?:for[ _.-])?(?!total|all\b|sum)\S+")
_WHOSE = re.compile(r"(?i)(?:predict|pred[ ._:-]|actual|true|truth|gold|real|reference|observed|expected)")
_SURE_ROWS = 5
_MANY_ROWS = 20
_SEVERAL = 3
_MOST_ALIKE = 0.8
_SIDES = ("columns", "rows")
_MOST_PEOPLE = 1_000
# So many labels a matrix may stand for; each becomes one label in memory.
_MOST_PAIRS = 500_000


def square(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether rows are a matrix whose first row and column hold the same names, as a confusion matrix has."""
    return bool(sides(rows))


def sides(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return what stands before the names of a square matrix's columns and of its rows; nothing where it is none.

    Their order may differ, "predicted" may stand before each, and the row of a label that nobody gave may be left out.
    """
    across, body = [cell.strip() for cell in rows[0][1:]], rows[1:]
    down = [row[0].strip() for row in body if row]
    if len(across) < len(_SIDES) or any(len(row) != len(rows[0]) for row in body):
        return ()
    for before in (("", ""), (_before(across), _before(down))):
        wide, high = ([name.removeprefix(start) for name in names]
                      for start, names in zip(before, (across, down), strict=True))  # fmt: skip
        if len({*wide}) < len(wide) or len({*high}) < len(high):
            return ()
        if {*wide} >= {*high} and len(high) > 1 and len(high) >= _MOST_ALIKE * len(wide):
            return before
    return ()


def _before(names: Sequence[str]) -> str:
    """Return the words that stand before every name, where they say whose labels these are."""
    if not names:
        return ""
    first, last = min(names), max(names)
    alike = next((at for at, pair in enumerate(zip(first, last, strict=False)) if len({*pair}) > 1), len(first))
    shared = first[:alike]
    before = shared[: len(shared) - len(re.split(r"[ ._:-]", shared)[-1])]
    return before if _WHOSE.match(before) else ""


def sums_up(found: Sequence[Column], body: Sequence[Sequence[str]], place: int) -> bool:
    """Say whether a column of a matrix is called a sum and is the sum of the others, as people add on the margin."""
    one = found[place]
    if not _TOTAL.fullmatch(one.name.strip()) or len(one.numbers) < len(body):
        return False
    rest = [other for other in found[1:] if other is not one and len(other.numbers) == len(body)]
    return all(sum(other.numbers[at] for other in rest) == one.numbers[at] for at in range(len(body)))


def suspected(people: Sequence[Column], body: Sequence[Sequence[str]], names: Sequence[str]) -> tuple[str, str]:
    """Return the kind of table that counts ("counts" or "confusion", or empty), and what to ask where it is unsure.

    Args:
        people: the columns that would otherwise each be somebody's labels.
        body: the rows.
        names: the names of all columns; empty where they have none.
    """
    if not people or not all(one.counts for one in people) or len(body) < 2:
        return "", ""
    if names and square([names, *body]):
        return "confusion", ""
    if not names:
        square_ = len(people) == len(body) == len(body[0])
        return "", _SQUARE if square_ else ""
    if [*people[0].numbers] in ([*range(len(body))], [*range(1, len(body) + 1)]) and people[0].place == 0:
        people = people[1:]  # it numbers the items
    if len(people) < 2 or any(len(one.cells) < len(body) for one in people):
        return "", ""
    if all(_PERSON.fullmatch(one.name.strip()) for one in people):
        return "", ""
    return _by_sums(people, len(body))


def certain(found: Sequence[Column], body: Sequence[Sequence[str]], names: Sequence[str]) -> Sequence[Column]:
    """Return the columns that surely count: called so, or with their sum in a column of its own; none where none are.

    Args:
        found: all columns.
        body: the rows.
        names: the names of all columns; empty where they have none.
    """
    whole = [one for one in found if one.counts and len(one.cells) == len(body)]
    if not names or len(body) < _SURE_ROWS:
        return ()
    votes = [one for one in whole if _VOTES.fullmatch(one.name.strip())]
    if len(votes) > 1:
        return votes
    for total in (one for one in whole if _TOTAL.fullmatch(one.name.strip()) and len(one.distinct) > 1):
        rest = [one for one in whole if one is not total]
        for start in range(len(rest)):
            for end in range(len(rest), start + 1, -1):
                sums = (sum(cells) for cells in zip(*(one.numbers for one in rest[start:end]), strict=True))
                if all(one == other for one, other in zip(sums, total.numbers, strict=True)):
                    return () if _may_be_ratings(total, rest[start:end]) else rest[start:end]
    return ()


def _may_be_ratings(total: Column, summed: Sequence[Column]) -> bool:
    """Say whether numbers beside their sum may be ratings: people's, or without zeros and with a mere sum."""
    people = all(_PERSON.fullmatch(one.name.strip()) for one in summed)
    zeros = any(0 in one.numbers for one in summed)
    return people or (_SUM.fullmatch(total.name.strip()) is not None and not zeros)


def summed(found: Sequence[Column], counting: Sequence[Column], rows: int) -> str:
    """Return what to ask where columns with zeros stand beside their sum: they may be counts, or ratings."""
    total = next((one for one in found if _SUM.fullmatch(one.name.strip()) and len(one.cells) == rows), None)
    if total is None or total in counting or any(_VOTES.fullmatch(one.name.strip()) for one in counting):
        return ""
    return _COUNTS_OR_LABELS.format(", ".join(one.name for one in counting[:5]))


_COUNTS_OR_LABELS = (
    "the form to be chosen: these numbers may be counts, one column a label, or labels, one column an annotator ({})"
)
_SQUARE = (
    "the form to be chosen: a square of bare numbers may be a confusion matrix, counts of labels, or one column an "
    "annotator"
)


def _by_sums(counting: Sequence[Column], rows: int) -> tuple[str, str]:
    sums = {sum(one.numbers[at] for one in counting) for at in range(rows)}
    cells = [number for one in counting for number in one.numbers]
    zeros = cells.count(0) / len(cells) if cells else 0
    alike = len({tuple(one.numbers[at] for one in counting) for at in range(rows)}) == 1
    if len(sums) == 1 and sums != {0} and not alike:
        if rows >= _SURE_ROWS and zeros and max(sums) >= 2:
            return "counts", ""
    elif zeros < 0.3 or max(cells) < 2 or _are_labels(counting, rows):
        return "", ""
    return "", _COUNTS_OR_LABELS.format(", ".join(one.name for one in counting[:5]))


def _are_labels(people: Sequence[Column], rows: int) -> bool:
    """Say whether whole numbers are labels for sure: their columns are called after letters, or their rows agree.

    Most rows then repeat one number, now this, now that, as people who agree do and counts of labels do not.
    """
    if all(_LETTER.fullmatch(one.name.strip()) for one in people):
        return True
    whole = [{one.numbers[at] for one in people} for at in range(rows)]
    alike = [min(row) for row in whole if len(row) == 1]
    return rows >= _MANY_ROWS and len(alike) * 2 > rows and len({*alike} - {0}) >= _SEVERAL


def refuse_more(found: Sequence[Column], field: str) -> None:
    """Refuse a matrix of more pairs than there is room for.

    Raises:
        InputError: it is one.
    """
    pairs = sum(sum(one.numbers) for one in found)
    if pairs > _MOST_PAIRS:
        raise InputError(
            field,
            f"a confusion matrix of at most {_MOST_PAIRS:,} pairs of labels in all. Divide every cell by the same "
            "number and round: the coefficients hardly change, but the intervals become wider",
            f"{pairs:,.0f}",
        )


def of_item(row: Sequence[str], people: Sequence[tuple[int, str]], field: str, where: str) -> Iterator[str]:
    """Yield the labels of an item, each as often as it was given.

    Raises:
        InputError: a cell is no whole number from 0 to 1,000.
    """
    for place, label in people:
        times = number(row[place], field, where, _MOST_PEOPLE)
        for _ in range(times):
            yield label


def number(cell: str, field: str, where: str, most: int = _MOST_PAIRS) -> int:
    """Return how often a cell says.

    Raises:
        InputError: it is no whole number, or larger than the most.
    """
    text = re.sub(r"\.0+$", "", cell.strip()) or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= most):
        raise InputError(field, f"whole numbers from 0 to {most:,} in a table of counts, on {where}", cell)
    return int(text)
