"""What a paper is made of: the reader's details, and the calculators with their inputs in the reader's order.

The same contents stand in a saved file and in a request, as a mapping: ``details`` holds texts by name, ``calculators``
one mapping for each, with ``name``, ``inputs`` and, where they are needed, ``version``, ``note``, ``included`` and
``without``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from calculators.core import InputError, InputErrors, Text
from calculators.core.field import blank
from calculators.paper.details import Details

MOST_CALCULATORS = 50
_NOTE = Text(label="Note", basis=blank("Nothing is said."), limit=2_000, lines=True)
_KEYS = {"name", "inputs", "version", "note", "included", "without"}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One calculator in a paper.

    Attributes:
        name: the calculator's name.
        inputs: what was given, by input.
        version: the version of the calculator that it was given to; 0 for today's.
        note: what the reader says about it.
        included: whether it stands in the paper; what does not is kept.
        without: tables of the reader's own that the inputs were about and that a saved paper does not carry.
    """

    name: str
    inputs: Mapping[str, object]
    version: int = 0
    note: str = ""
    included: bool = True
    without: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The contents of a paper.

    Attributes:
        details: the reader's own words.
        entries: the calculators in the reader's order.
    """

    details: Details
    entries: Sequence[Entry] = field(default_factory=tuple)


def read(content: object) -> Paper:
    """Return the paper that a mapping describes.

    Raises:
        InputErrors: it is none, or a part of it cannot be used; all of them are named.
    """
    if not isinstance(content, dict) or content.keys() - {"details", "calculators"}:
        raise InputErrors([InputError("paper", "a decision paper with details and calculators")])
    errors: list[InputError] = []
    details, entries = Details(), []
    given = content.get("details", {})
    listed = content.get("calculators", [])
    if not isinstance(given, dict):
        errors.append(InputError("details", "texts by name"))
    else:
        try:
            details = Details.parse(given)
        except InputErrors as refusal:
            errors += refusal.errors
    if not isinstance(listed, list) or len(listed) > MOST_CALCULATORS:
        errors.append(InputError("calculators", f"a list of at most {MOST_CALCULATORS} calculators"))
        listed = []
    for number, one in enumerate(listed):
        try:
            entries.append(_entry(one))
        except InputError as error:
            errors.append(error.within(f"calculators[{number}]"))
    errors += _twice(entries)
    if errors:
        raise InputErrors(errors)
    return Paper(details=details, entries=tuple(entries))


def _entry(one: object) -> Entry:
    if not isinstance(one, dict) or one.keys() - _KEYS:
        raise InputError("calculator", f"a calculator with {', '.join(sorted(_KEYS))}")
    name, inputs = one.get("name"), one.get("inputs", {})
    if not isinstance(name, str):
        raise InputError("name", "a calculator's name")
    if not isinstance(inputs, dict):
        raise InputError("inputs", "inputs by name")
    return Entry(
        name=name, inputs=inputs, version=_version(one.get("version", 0)), note=_NOTE.read("note", one.get("note", "")),
        included=one.get("included", True) is True, without=_labels(one.get("without", [])),
    )  # fmt: skip


def _version(given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given < 1_000_000:
        raise InputError("version", "the version of the calculator, a whole number", repr(given))
    return given


def _labels(given: object) -> Sequence[str]:
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise InputError("without", "a list of the tables that were left out")
    return tuple(given)


def _twice(entries: Sequence[Entry]) -> Iterator[InputError]:
    names = [entry.name for entry in entries]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield InputError("calculators", "each calculator once", name[:60])


def plain(paper: Paper) -> dict[str, object]:
    """Return the mapping that ``read`` reads back."""
    calculators: list[dict[str, object]] = []
    for entry in paper.entries:
        one: dict[str, object] = {"name": entry.name, "inputs": dict(entry.inputs)}
        one |= {"version": entry.version} if entry.version else {}
        one |= {"note": entry.note} if entry.note else {}
        one |= {} if entry.included else {"included": False}
        one |= {"without": list(entry.without)} if entry.without else {}
        calculators.append(one)
    return {"details": paper.details.scenario(), "calculators": calculators}
