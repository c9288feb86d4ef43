"""Reading JSON: records, one a line or in a list, also with people or their answers nested in them."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import cast

from calculators.core import InputError
from calculators.core.file_text import line_at, refuse_depth
from calculators.label_files.collect import Collector
from calculators.label_files.grid import Grid, read_grid
from calculators.label_files.names import NAMES, candidates, is_prose
from calculators.label_files.request import Found, Reading

_SAMPLE = 100

# Numbers stay as they are written, so that 1 and "1" are one label and none is too long to read.
DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)


@dataclass(frozen=True)
class Records:
    """Records as a file holds them.

    Attributes:
        numbered: the records with their numbers.
        place: what a number counts: "line" or "record".
        total: about how many there are.
        person: whose file it is, where that is known.
    """

    numbered: Iterable[tuple[int, object]]
    place: str
    total: int
    person: str = ""


def parse(text: str, first_line: int, field: str) -> object:
    """Return what a JSON text holds, numbers as text.

    Raises:
        InputError: it is not JSON; the line is named.
    """
    refuse_depth(text, first_line, field)
    try:
        value: object = DECODER.decode(text)
    except json.JSONDecodeError as error:
        line = first_line + line_at(text, error.pos) - 1
        raise InputError(field, f"valid JSON on line {line:,} ({error.msg})") from None
    return value


def read_records(records: Records, collector: Collector) -> Reading:
    """Read records as rows, their keys as columns.

    Raises:
        InputError: a record is not an object with an item, an annotator and a label, or two readings are possible; its
            place is named.
    """
    collector.place = records.place
    numbered = _unfolded(iter(records.numbered), collector)
    sample = list(islice(numbered, _SAMPLE))
    if not sample:
        raise InputError(collector.field, "rows of labels", "an empty file")
    names = _keys(record for _, record in sample)
    if not names:
        raise _no_object(sample[0][0], sample[0][1], collector)
    rows = ((at, _cells(at, record, names, collector)) for at, record in chain(sample, numbered))
    grid = Grid(rows=rows, total=records.total, names=tuple(names), person=records.person)
    found = yield from read_grid(grid, collector)
    form = "JSON, one record a line" if records.place == "line" else "JSON, a list of records"
    return Found(
        form=form if found.form == "one row a label" else f"{form}; {found.form}",
        columns=found.columns, names=found.names, not_read=found.not_read, notes=found.notes, alone=found.alone,
    )  # fmt: skip


def lines_of(text: str, field: str) -> Iterator[tuple[int, object]]:
    """Yield what each line of JSON lines holds, with its number; blank lines are passed over."""
    separator = "\n" if "\n" in text else "\r"
    for at, line in enumerate(text.split(separator), 1):
        if line.strip():
            yield at, parse(line, at, field)


def scalar(value: object, where: str, field: str) -> str:
    """Return a value as text; null as nothing.

    Raises:
        InputError: it is a list or an object.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        raise InputError(field, f"text or a number as name and label on {where}", json.dumps(value))
    return value.strip()


def mapping(value: object, where: str, field: str) -> Mapping[str, object]:
    """Return an object.

    Raises:
        InputError: it is something else.
    """
    if not isinstance(value, dict):
        raise InputError(field, f"an object, as the tool exports it, on {where}", str(value))
    return cast("Mapping[str, object]", value)


def sequence(value: object, where: str, field: str) -> list[object]:
    """Return a list; nothing as an empty one.

    Raises:
        InputError: it is something else.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise InputError(field, f"a list, as the tool exports it, on {where}", str(value))
    return value


def finite(value: object, what: str, where: str, field: str) -> float:
    """Return a number.

    Raises:
        InputError: it is none, or too large to be a place.
    """
    try:
        number = float(value) if isinstance(value, str) and len(value) < 40 else float("nan")
    except ValueError:
        number = float("nan")
    if not abs(number) <= 1e9:
        raise InputError(field, f"a number as {what} on {where}", str(value))
    return number


def _cells(at: int, record: object, names: Sequence[str], collector: Collector) -> list[str]:
    if not isinstance(record, dict):
        raise _no_object(at, record, collector)
    cells = []
    for name in names:
        value = record.get(name)
        if isinstance(value, list):
            cells.append(_several(value, collector.where(at), collector.field))
        elif isinstance(value, dict) and (is_prose(name) or not any(candidates(role, [name]) for role in NAMES)):
            cells.append("")
        else:
            cells.append(scalar(value, collector.where(at), collector.field))
    return cells


def _several(values: list[object], where: str, field: str) -> str:
    """Return several labels at once as one, "a + b", in alphabetical order."""
    if any(isinstance(value, list | dict) for value in values):
        return json.dumps(values)
    return " + ".join(sorted(scalar(value, where, field) for value in values))


def _no_object(at: int, record: object, collector: Collector) -> InputError:
    what = f'an object such as {{"item": …, "annotator": …, "label": …}} on {collector.where(at)}'
    return InputError(collector.field, what, json.dumps(record)[:60])


def _keys(records: Iterable[object]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(record for record in records if isinstance(record, dict))))


def _unfolded(numbered: Iterator[tuple[int, object]], collector: Collector) -> Iterator[tuple[int, object]]:
    """Yield the records, those within records taken out: a list of answers, or an object of annotators."""
    sample = list(islice(numbered, _SAMPLE))
    objects = [record for _, record in sample if isinstance(record, dict)]
    lists = _nested(objects, lambda value: isinstance(value, list) and bool(value) and isinstance(value[0], dict))
    people = _nested(objects, _is_people)
    parallel = _parallel(objects)
    for at, record in chain(sample, numbered):
        if not isinstance(record, dict):
            yield at, record
        elif lists:
            outer = {name: value for name, value in record.items() if name != lists}
            for inner in sequence(record.get(lists), collector.where(at), collector.field):
                yield at, outer | dict(mapping(inner, collector.where(at), collector.field))
        elif people and is_answers(people):
            # What else the record says of people and labels is not what these people said.
            outer = {name: value for name, value in record.items() if not is_answers(name)}
            inner = mapping(record.get(people) or {}, collector.where(at), collector.field)
            yield from ((at, {**outer, "annotator": who, "label": said}) for who, said in inner.items())
        elif people and not parallel:
            inner = record.get(people) or {}
            # Whoever is called as a column is outside keeps a name of its own.
            yield at, record | {people: None} | dict(mapping(inner, collector.where(at), collector.field))
        elif parallel:
            yield from ((at, {**record, **one}) for one in _split(record, parallel, collector.where(at), collector))
        else:
            yield at, record


def _nested(objects: list[dict[str, object]], fits: Callable[[object], bool]) -> str:
    """Return the one key whose values fit in most records; empty where there is none or are several."""
    times = Counter(name for one in objects for name, value in one.items() if fits(value))
    often = [name for name, count in times.items() if count * 2 > len(objects)]
    roles = [name for name in often if is_answers(name)]
    often = [name for name in (roles or often) if not candidates("item", [name])]
    return often[0] if len(often) == 1 else ""


def is_answers(name: str) -> bool:
    """Say whether a key is that of people or of what they said, in the singular or plural."""
    names = [name, name.removesuffix("s")]
    return bool(candidates("label", names) or candidates("annotator", names))


def _is_people(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and not any(isinstance(one, list | dict) for one in value.values())


def _parallel(objects: list[dict[str, object]]) -> tuple[str, str] | None:
    """Return the keys of two lists of one length, the annotators' names and their labels; None where there are none."""
    names = _keys(objects)
    lists = [str(name) for name in names if all(_listed(one.get(name)) for one in objects)]
    if not any(len(_listed(one[name])) > 1 for one in objects for name in lists):
        return None
    singular = [name[:-1] if name.endswith("s") else name for name in lists]
    who, what = candidates("annotator", singular), candidates("label", singular)
    if not who or not what or who[0] == what[0]:
        return None
    return lists[who[0]], lists[what[0]]


def _listed(value: object) -> list[object]:
    """Return a list, or one that is written as text with commas, as "Ann1,Ann2"."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",")]
    return value if isinstance(value, list) else []


def _split(
    record: Mapping[str, object], keys: tuple[str, str], where: str, collector: Collector
) -> Iterator[dict[str, object]]:
    who, what = (_listed(record.get(key)) for key in keys)
    if len(who) != len(what):
        raise InputError(collector.field, f"as many {keys[1]} as {keys[0]} on {where}", f"{len(what)} and {len(who)}")
    for one, label in zip(who, what, strict=True):
        yield {keys[0]: None, keys[1]: None, "annotator": one, "label": label}
