"""Answers about pinned answers; imported only when one is pinned. A pin holds inputs, so each is asked again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import quote, urlencode

from calculators.bridge.opening import about, opening_texts
from calculators.core import Calculator, InputError, InputErrors, OpenedFiles, Progress
from calculators.core.currency import localized
from calculators.core.values import written
from calculators.paper import Answered, Entry, LeftOut, Paper, Results, answers
from calculators.paper.details import Details
from calculators.show.comparison import Compared
from calculators.show.links import NESTED_PLAIN, PIN, nested, read_nested
from calculators.show.pins import LONGEST_NAME, MOST, Card, panel

# What was opened in place of one table: a file, or several with their paths.
type Files = bytes | OpenedFiles

_KEYS = {"name", "inputs", "version", "without"}
# The last finished results, so that a new name or one pin more computes none of them again.
_kept: Results = {}


@dataclass(frozen=True, kw_only=True)
class Pin:
    """Inputs that a reader wants to see again, under a name.

    Attributes:
        name: what the reader calls them; empty until a name is found.
        inputs: what was given, by input.
        version: the version of the calculator that it was given to.
        without: the labels of tables of the reader's own that are not among them.
    """

    name: str
    inputs: Mapping[str, object]
    version: int
    without: Sequence[str] = field(default_factory=tuple)


def replies(
    name: str, calculator: Calculator, given: object, link: str, files: Mapping[str, Files], last: Results
) -> Iterator[dict[str, object]]:
    """Yield progress, and last the pins with their names, their panel and their part of a link.

    ``given`` is a list of pins as mappings, or as texts of a link; a file stands in ``files`` under the number of its
    pin, a point and its field's name. ``link`` is what the pins will stand behind, ``last`` results that are known.
    Raises:
        InputErrors: what was given are no pins.
    """
    pins = read(given, calculator.version)
    entries = [_entry(name, number, pin, files) for number, pin in enumerate(pins)]
    known = {**last, **_kept}
    found: Sequence[Answered | LeftOut] = []
    for step in answers(Paper(details=Details(), entries=entries), known, {}):
        if isinstance(step, Progress):
            yield {"state": "progress", "share": step.share, "doing": step.doing}
        else:
            found = step
    _kept.clear()
    _kept.update(known)
    names = _names(pins, found)
    text, without = _link(names, pins, found)
    length = len(link) + len(text) + 1
    cards = [_card(title, pin, one) for title, pin, one in zip(names, pins, found, strict=True)]
    yield {
        "state": "compared",
        "pins": [_plain(title, pin) for title, pin in zip(names, pins, strict=True)],
        "opens": [_opens(pin, one) for pin, one in zip(pins, found, strict=True)],
        "markup": panel(name, cards, without, length),
        "link": text,
    }


def read(given: object, today: int) -> list[Pin]:
    """Return the pins of a request, a saved file or a link.

    Raises:
        InputErrors: they are none, or more than fit side by side.
    """
    if not isinstance(given, list) or len(given) > MOST:
        raise InputErrors([InputError("pins", f"a list of at most {MOST} pinned answers")])
    return [_pin(one, today) for one in given]


def _pin(given: object, today: int) -> Pin:
    if isinstance(given, str):
        try:
            opened = read_nested(given)
        except InputError as error:
            raise InputErrors([error]) from None
        return Pin(name=opened.name[:LONGEST_NAME], inputs=opened.inputs, version=opened.version or today)
    expected = InputErrors([InputError("pins", f"pinned answers with {', '.join(sorted(_KEYS))}")])
    if not isinstance(given, dict) or given.keys() - _KEYS:
        raise expected
    name, inputs, version = given.get("name", ""), given.get("inputs", {}), given.get("version", today)
    without = given.get("without", [])
    if not isinstance(name, str) or not isinstance(inputs, dict) or not isinstance(without, list):
        raise expected
    if not isinstance(version, int) or isinstance(version, bool) or not 0 < version < 1_000_000:
        raise expected
    labels = [label for label in without if isinstance(label, str)]
    return Pin(name=" ".join(name.split())[:LONGEST_NAME], inputs=inputs, version=version, without=labels)


def _plain(name: str, pin: Pin) -> dict[str, object]:
    return {"name": name, "inputs": dict(pin.inputs), "version": pin.version, "without": list(pin.without)}


def _entry(name: str, number: int, pin: Pin, files: Mapping[str, Files]) -> Entry:
    start = f"{number}."
    rows = {key.removeprefix(start): content for key, content in files.items() if key.startswith(start)}
    # Rows that are given again bring back what a reload had lost.
    without = [] if rows else pin.without
    return Entry(name=name, inputs={**pin.inputs, **rows}, version=pin.version, without=without)


def _names(pins: Sequence[Pin], found: Sequence[Answered | LeftOut]) -> list[str]:
    """Return a name for each pin: the reader's own, or what sets its inputs apart; no name stands twice."""
    names: list[str] = []
    before: Answered | None = None
    for number, (pin, one) in enumerate(zip(pins, found, strict=True), 1):
        title = pin.name or _found_name(before, one) or f"Answer {number}"
        others, copy, plain = [other.name for other in pins] + names if not pin.name else names, 2, title
        while title in others:
            title, copy = f"{plain[: LONGEST_NAME - 4]} ({copy})", copy + 1
        names.append(title)
        before = one if isinstance(one, Answered) else before
    return names


def _found_name(before: Answered | None, one: Answered | LeftOut) -> str:
    """Return the first input that differs from the pin before, or from the defaults, with its value."""
    if isinstance(one, LeftOut):
        return ""
    for name, declared in one.inputs.fields().items():
        value = getattr(one.inputs, name)
        usual = getattr(before.inputs, name) if before else declared.basis.value
        if value != usual and declared.travels:
            words = f"{declared.label}: {written(declared, value) or 'left open'}"
            unit = "" if declared.unit.lower() in declared.label.lower() else f" ({declared.unit})"
            return localized(f"{words}{unit}", one.currency)[:LONGEST_NAME]
    return "" if before else "As assumed"


def _card(name: str, pin: Pin, one: Answered | LeftOut) -> Card:
    if isinstance(one, LeftOut):
        return Card(name=name, compared=None, notices=[one.why])
    notices = list(one.notices)
    if notices and pin.version < one.calculator.version:
        notices.append("The numbers here are today's.")
    return Card(name=name, compared=Compared(name=name, inputs=one.inputs, answer=one.answer), notices=notices)


def _answered(one: Answered) -> list[str]:
    return [key for key in one.calculator.questions if one.entry.inputs.get(key, "") != ""]


def _opens(pin: Pin, one: Answered | LeftOut) -> dict[str, str]:
    """Return what to fill a form with, under today's names; rows of the reader's own stay as they were pinned."""
    if isinstance(one, LeftOut):
        return {}
    fields = one.inputs.fields()
    own = {key: text for key, text in pin.inputs.items() if key in fields and not fields[key].travels}
    scenario = about(one.entry.name, one.calculator, one.inputs, _answered(one))["scenario"]
    return {**cast("dict[str, str]", scenario), **{key: str(text) for key, text in own.items()}}


def _link(names: Sequence[str], pins: Sequence[Pin], found: Sequence[Answered | LeftOut]) -> tuple[str, list[str]]:
    """Return the pins as they stand in a link, and the names of those that it has to leave out."""
    parts: list[tuple[str, str]] = []
    without: list[str] = []
    for name, pin, one in zip(names, pins, found, strict=True):
        if isinstance(one, LeftOut) or _has_own_rows(one):
            without.append(name)
            continue
        texts = opening_texts(one.inputs, _answered(one))
        parts.append((f"{PIN}{len(parts) + 1}", nested(name, texts, pin.version)))
    return urlencode(parts, safe=NESTED_PLAIN, quote_via=quote), without


def _has_own_rows(one: Answered) -> bool:
    fields = one.inputs.fields()
    return any(not field.travels and getattr(one.inputs, key) != field.basis.value for key, field in fields.items())
