"""Reading JSON: records with an item, an annotator and a label, one a line or in a list."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import cast

from calculators.core import Better, InputError, Progress, Step
from calculators.core.file_text import line_at, refuse_depth
from calculators.label_files.collect import Collector
from calculators.label_files.request import Request
from calculators.label_files.roles import NAMES, Role, chosen, completed, recognised
from calculators.label_files.table import Detected, LabelTable

_SAMPLE = 100
_STEP = 5_000

# Numbers stay as they are written, so that 1 and "1" are one label and none is too long to read.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)


def parse(text: str, first_line: int, field: str) -> object:
    """Return what a JSON text holds, numbers as text.

    Raises:
        InputError: it is not JSON; the line is named.
    """
    refuse_depth(text, first_line, field)
    try:
        value: object = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        line = first_line + line_at(text, error.pos) - 1
        raise InputError(field, f"valid JSON on line {line:,} ({error.msg})") from None
    return value


@dataclass(frozen=True)
class Records:
    """Records as a file holds them.

    Attributes:
        numbered: the records with their numbers.
        place: what a number counts: "line" or "record".
        total: about how many there are.
        encoding: how the file's bytes stood for text.
    """

    numbered: Iterable[tuple[int, object]]
    place: str
    total: int
    encoding: str


def read_records(records: Records, request: Request) -> Iterator[Step[LabelTable]]:
    """Yield progress and, last, the table of records.

    Raises:
        InputError: a record is not an object with an item, an annotator and a label; its place is named.
    """
    numbered, place, field = iter(records.numbered), records.place, request.field
    sample = list(islice(numbered, _SAMPLE))
    if not sample:
        raise InputError(field, "rows of labels", "an empty file")
    keys = _keys([record for _, record in sample], request)
    collector = Collector(request, place)
    for at, record in chain(sample, numbered):
        collector.row(at)
        values = _object(record, f"on {place} {at:,}", field)
        item, annotator = (scalar(values.get(keys[role]), place, at, field) for role in ("item", "annotator"))
        if not collector.add(at, item, annotator, label_in(values.get(keys["label"]), place, at, field)):
            collector.skipped += 1
        if collector.rows % _STEP == 0:
            doing = f"Reading record {collector.rows:,} of about {records.total:,}"
            yield Progress(share=min(collector.rows / records.total, 1.0), doing=doing)
    yield Better(
        collector.table(
            Detected(
                encoding=records.encoding,
                form="JSON, one record a line" if place == "line" else "JSON, a list of records",
                columns=tuple((role.capitalize(), keys[role]) for role in NAMES),
            )
        )
    )


def lines_of(text: str, field: str) -> Iterator[tuple[int, object]]:
    """Yield what each line of JSON lines holds, with its number; blank lines are passed over."""
    separator = "\n" if "\n" in text else "\r"
    for at, line in enumerate(text.split(separator), 1):
        if line.strip():
            yield at, parse(line, at, field)


def scalar(value: object, place: str, at: int, field: str) -> str:
    """Return a value as text; null as nothing.

    Raises:
        InputError: it is a list or an object.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        raise InputError(field, f"text or a number as name and label on {place} {at:,}", json.dumps(value))
    return value.strip()


def label_in(value: object, place: str, at: int, field: str) -> str:
    """Return a label as text; several at once become one, "a + b", in alphabetical order."""
    if isinstance(value, list):
        return " + ".join(sorted(scalar(part, place, at, field) for part in value))
    return scalar(value, place, at, field)


def _object(record: object, where: str, field: str) -> Mapping[str, object]:
    if not isinstance(record, dict):
        raise InputError(field, f'an object such as {{"item": …, "annotator": …, "label": …}} {where}')
    return cast("Mapping[str, object]", record)


def _keys(sample: list[object], request: Request) -> dict[Role, str]:
    names = list(dict.fromkeys(chain.from_iterable(record for record in sample if isinstance(record, dict))))
    roles = completed(chosen(request.options, names), recognised(names), len(names))
    for role in NAMES:
        if role not in roles:
            found = ", ".join(map(str, names)) or "no objects"
            raise InputError(request.field, f"a key that names the {role}; say which it is", found)
    return {role: names[place] for role, place in roles.items()}
