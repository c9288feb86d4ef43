"""Who labelled and which labels there are, cleaned as the readers of files clean them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from calculators.core import InputError
from calculators.core.scale_order import in_scale_order
from calculators.label_files import MOST_LABELS, ReadOptions, checks
from calculators.label_files.names import alike

# A million people with five labels each, which must all be in memory at one time.
MOST_GIVEN = 5_000_000


class Given(NamedTuple):
    """A person and a label as the table writes them, with their places.

    Attributes:
        annotator: the person, as written.
        label: the label, as written.
        person: the person's place.
        place: the label's place, in scale order.
    """

    annotator: str
    label: str
    person: int
    place: int


@dataclass(frozen=True)
class Said:
    """Who gave which label how often.

    Attributes:
        given: every way in which a person and a label are written together.
        people: the people, in the order of the table.
        labels: the labels, in scale order.
        times: how often each label was given, by place.
        rows: the number of rows, missing labels included.
        missing: the words taken for no label, each with how often it occurs.
        notes: what was taken for the same, a sentence each.
    """

    given: Sequence[Given]
    people: Sequence[str]
    labels: Sequence[str]
    times: Mapping[int, int]
    rows: int
    missing: Sequence[tuple[str, int]]
    notes: tuple[str, ...]
    _none: frozenset[str]
    _spelling: checks.Spelling

    def spelled(self, text: str) -> str | None:
        """Return a right answer as labels are spelled; None where it is a word for a missing one."""
        return None if text.strip() in self._none else self._spelling.one(text.strip())


def said_in(rows: Iterable[Mapping[str, Any]], options: ReadOptions) -> Said:
    """Return who said what, from how often each person gave each label.

    Raises:
        InputError: nobody labelled, somebody has no name, or there are too many labels.
    """
    none = {word.strip() for word in options.missing} | {""}
    none |= {"-1", "-1.0"} if options.minus_one == "missing" else set()
    spelling, missing = checks.Spelling(), Counter[str]()
    people: dict[str, int] = {}
    labels: dict[str, int] = {}
    found: list[tuple[Mapping[str, Any], str, str]] = []
    counted = 0
    # Without an order of rows, that of the names is the same every time.
    ordered = sorted(rows, key=lambda row: (row.get("first", 0), row["annotator"], row["label"]))
    for row in ordered:
        counted += row["rows"]
        who, label = row["annotator"].strip(), row["label"].strip()
        if label in none:
            missing[label] += row["rows"]
            continue
        if not who:
            raise InputError("table", "an annotator in every row", f"{row['rows']:,} rows with an empty name")
        label = spelling.one(label)
        people.setdefault(who, len(people))
        labels[label] = labels.get(label, 0) + row["rows"]
        if len(labels) > MOST_LABELS:
            checks.refuse_more(len(labels), None, ("table", "the table"), label)
        found.append((row, who, label))
    # A column that is no label has more labels than may be, which is said first.
    if len(ordered) > MOST_GIVEN:
        raise InputError(
            "table",
            f"at most {MOST_GIVEN:,} different labels of people, as of a million people who use five labels each, so "
            "fold a part of the table",
        )
    if not found:
        raise InputError("table", "at least one label", f"{counted:,} rows without any")
    scale = in_scale_order(labels)
    place = {label: at for at, label in enumerate(scale)}
    notes = [*spelling.notes()]
    for what, names in (("labels", labels), ("people", people)):
        if same := alike(names):
            notes.append(f"Some {what} differ only in capitals or spaces and were kept apart: {same}.")
    return Said(
        given=[Given(row["annotator"], row["label"], people[who], place[label]) for row, who, label in found],
        people=[*people],
        labels=scale,
        times={place[label]: times for label, times in labels.items()},
        rows=counted,
        missing=sorted(missing.items(), key=lambda word: (-word[1], word[0])),
        notes=tuple(notes),
        _none=frozenset(none),
        _spelling=spelling,
    )


def refuse_unlike(labels: Sequence[str], who: Said, options: ReadOptions) -> None:
    """Refuse labels that cannot be compared: errors of programs, ticks alone, prose, a -1 that may mean nothing.

    Raises:
        InputError: they are such.
    """
    checks.refuse_errors(labels, "table")
    if options.form == "auto":
        checks.refuse_marks(labels, dict(who.missing).get("", 0), "table")
    checks.refuse_free_text(Counter(who.times), list(labels), "table", {})
    if options.minus_one == "ask":
        checks.ask_about_minus_one(labels)
