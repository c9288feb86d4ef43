"""What makes labels incomparable though the file could be read: errors, prose, a -1 that may mean nothing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from calculators.core import InputError
from calculators.core.scale_order import in_scale_order, number_in
from calculators.label_files.names import is_model, is_settled, short

MOST_LABELS = 1_000

# What spreadsheets and programs leave where a label should be.
_ERROR = re.compile(
    r"#(REF|VALUE|DIV/0|NULL|NUM)!|#NAME\?|(?i:error|exception|traceback)\b[^:(]{0,40}[:(].+|\w+(Error|Exception):.*"
)
_WHOLE_OR_DECIMAL = re.compile(r"(-?[1-9]\d*|0)(\.\d+)?")
_COMMA = re.compile(r"-?\d+,(\d{1,2}|\d{4,})")
_SIGNS = (" + ", "\n", ";", "|", ", ", ",")
# What people put where something is so, and leave out where it is not.
_TICKS = frozenset(["x", "✓", "✔", "✗", "yes", "y", "ja", "j", "oui", "o", "true", "1", "1.0", "+", "checked"])
# How an answer begins that a form wrote as a record of its own, which commas do not divide into labels.
_RECORDS = ("{", "[{")
_FEW = 6
# A scale has no fewer steps, or its numbers may be any two codes, and hardly more.
_STEPS, _LONGEST = 3, 10
_DISTINCT = 0.6
_WORDS = 4


class Spelling:
    """One spelling for labels that are the same number, as 1 in one column and 1.0 in another."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}
        self._by_number: dict[str, str] = {}
        self._merged: dict[str, str] = {}

    def one(self, label: str) -> str:
        """Return the first spelling that the file has for a label."""
        known = self._seen.get(label)
        if known is None:
            known = self._seen[label] = self._first(label)
        return known

    def _first(self, label: str) -> str:
        plain = label.replace(",", ".") if _COMMA.fullmatch(label) else label
        if not _WHOLE_OR_DECIMAL.fullmatch(plain):
            return label
        number = plain.rstrip("0").rstrip(".") if "." in plain else plain
        # A decimal comma reads as a point, or an order by value would not know the number.
        first = self._by_number.setdefault(number, plain)
        if first != label:
            self._merged[label] = first
        return first

    def notes(self) -> Iterator[str]:
        """Yield what was taken for the same, a sentence each."""
        if self._merged:
            pairs = [f"{short(label)} as {short(first)}" for label, first in list(self._merged.items())[:3]]
            more = f" and {len(self._merged) - 3:,} more" if len(self._merged) > 3 else ""
            yield f"Numbers written in several ways count as one: {', '.join(pairs)}{more}."


def refuse_errors(labels: Iterable[str], field: str) -> None:
    """Refuse labels that are error messages of the program that wrote the file.

    Raises:
        InputError: there is one.
    """
    wrong = next((label for label in labels if _ERROR.fullmatch(label)), None)
    if wrong is not None:
        raise InputError(
            field,
            "labels, but some rows hold an error where a label should be. Take these rows out or repair them, or add "
            "the error's words to those that mean no label",
            wrong,
        )


def refuse_free_text(
    times: Counter[int], labels: Sequence[str], field: str, sets: Mapping[str, frozenset[str]]
) -> None:
    """Refuse labels that are sentences, of which hardly two are ever the same.

    Args:
        times: how often each label was given, by its place.
        labels: all labels.
        field: the name that errors carry.
        sets: those that are several at once, with each of them; then these are looked at one by one.

    Raises:
        InputError: most labels are unlike each other, and they have four words or more on average.
    """
    if sets:
        parts: Counter[str] = Counter()
        for place, often in times.items():
            for part in sets.get(labels[place], (labels[place],)):
                parts[part] += often
        labels, times = [*parts], Counter(dict(enumerate(parts.values())))
    given = times.total()
    if given < _FEW or len(times) < _DISTINCT * given:
        return
    words = sum(len(label.replace(" + ", " ").split()) for label in labels) / len(labels)
    if words >= _WORDS:
        raise InputError(
            field,
            "labels that people choose from a list; these are sentences of their own, and whether two sentences agree "
            "is not a matter of being equal. Sort the answers into categories first",
            labels[0],
        )


def sets(labels: Iterable[str], known: Mapping[str, frozenset[str]], *, ours: bool) -> dict[str, frozenset[str]]:
    """Return the labels that are several at once, as "a; b" beside "a" and "b", with each of them.

    Args:
        labels: every label.
        known: those of an export that says so itself; only without any is it told by how the labels are written.
        ours: whether "a + b" may be what we wrote for a list; else it is several only where its parts are labels too.
    """
    if known:
        return {label: known[label] for label in labels if label in known}
    every = [label for label in labels if not label.startswith(_RECORDS)]
    for sign in _SIGNS:
        parts = {label: [part.strip(" \"'[]") for part in label.split(sign)] for label in every if sign in label}
        times = Counter(part for inside in parts.values() for part in {*inside})
        single = {*every} | {part for part, often in times.items() if often > 1}
        # What we join ourselves, where an export holds a list, is several in any case.
        several = [
            label for label, inside in parts.items() if (ours and sign == _SIGNS[0]) or single.issuperset(inside)
        ]
        if several:
            return {label: frozenset(filter(None, parts[label])) for label in several}
    return {}


def joined(found: Mapping[str, frozenset[str]]) -> str:
    """Return the caution that some labels are several at once; empty where none are."""
    several = next((label for label, parts in found.items() if len(parts) > 1), "")
    return several and (
        f"Some labels are several at once, as {short(several)}. Each set of labels counts as one label, "
        "so two sets that share a part count as different, except in alpha with a distance of sets."
    )


def records(labels: Iterable[str]) -> str:
    """Return the caution that some labels are records that a form wrote; empty where none are."""
    found = next((label for label in labels if label.startswith(_RECORDS)), "")
    return found and (
        f"Some labels are whole records that a form wrote, as {short(found)}. Two of them count as the same only where "
        "everything in them is, so agreement comes out lower than people would say."
    )


def no_people(names: Iterable[str]) -> Iterator[str]:
    """Yield the caution that some who labelled are hardly people; nothing where all may be."""
    found = [name for name in names if is_settled(name) or is_model(name)]
    if found:
        yield (
            f"Among the people is {short(found[0])}, which is called as a right answer, a majority or a model is. "
            "Unless it is a person, take it out, because every coefficient counts it as one."
        )


def refuse_marks(labels: Iterable[str], empty: int, field: str) -> None:
    """Refuse a table in which people only ticked what is so, and left the rest empty, which counts as not labelled.

    Raises:
        InputError: there is one label alone, a tick whatever its capitals, beside so many empty cells.
    """
    marks = {label.casefold(): label for label in labels}
    if empty and len(marks) == 1 and _TICKS.issuperset(marks):
        raise InputError(
            field,
            "a label in every cell; here there is only a tick, so an empty cell may say no, while it counts as not "
            "labelled. Write what it says into every empty cell that somebody decided or, where nobody did, choose "
            "the form by hand",
            next(iter(marks.values())),
        )


def below_scale(labels: Iterable[str]) -> str:
    """Return the -1 that stands beside the steps of a scale from 1, whole numbers with three or more; else nothing."""
    numbers = {number_in(label): label for label in labels}
    minus_one = numbers.pop(-1.0, "")
    steps = [number for number in numbers if number is not None and number.is_integer() and 1 <= number <= _LONGEST]
    return minus_one if len(steps) == len(numbers) >= _STEPS and min(steps) == 1 else ""


def gap(label: str, scale: Iterable[str]) -> str:
    """Return in words that a label beside a scale stands for none."""
    return (
        f"{label} counts as no label: it stands below a scale from 1 to {in_scale_order(scale)[-1]}, and people leave "
        "it on the same items no more often than chance would have them."
    )


def ask_about_minus_one(labels: Iterable[str]) -> None:
    """Ask what -1 means beside labels that give no hint.

    Raises:
        InputError: -1 stands beside two or more whole numbers from 0, or words.
    """
    others = set(labels)
    if not others & {"-1", "-1.0"}:
        return
    others -= {"-1", "-1.0"}
    numbers = [number_in(label) for label in others]
    scale = any(number is not None and (number < 0 or not number.is_integer()) for number in numbers)
    # Beside one label alone -1 is the other one, for without it there would be nothing to choose between.
    if len(others) > 1 and not scale:
        raise InputError(
            "minus_one",
            "an answer to what -1 means in this file: a label like the others, or that there is no label",
        )


def refuse_more(distinct: int, most: int | None, place: tuple[str, str], label: str) -> None:
    """Refuse one label too many, of so many distinct ones; ``place`` is the field and where the label stands.

    Raises:
        InputError: always.
    """
    field, where = place
    if distinct <= MOST_LABELS:
        raise InputError(field, f"at most {most:,} labels; {where} is past that")
    raise InputError(
        field,
        f"at most {MOST_LABELS:,} distinct labels; {where} brings one more. "
        "If these are texts, names or times, say which columns hold the labels; "
        "if they are measurements, round them or put them into classes",
        label,
    )
