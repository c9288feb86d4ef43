"""Reading what people have, whatever it is, with progress: the kind is told by the contents, not by the name.

A reader of a format is loaded when the first file asks for it, so that a page which reads one kind starts as fast.
"""

import gc
import re
from collections.abc import Generator, Iterator, Mapping
from typing import cast

from calculators.core import Better, InputError, OpenedFiles, Progress, Step
from calculators.label_files import label_studio, other_kinds, studio_records
from calculators.label_files.collect import MOST_ROWS, Collector
from calculators.label_files.decoding import text_of
from calculators.label_files.json_parts import READING, parse_in_parts
from calculators.label_files.options import AS_DETECTED, ReadOptions
from calculators.label_files.records import Records, lines_of, parse, read_records
from calculators.label_files.request import File, Reading, Request
from calculators.label_files.separated import read_text
from calculators.label_files.table import LabelTable

_STEP = 1_000
_BRAT = re.compile(r"[TREAMN#*]\S*\t[^\t]+(?:\t.*)?")


def read(
    data: bytes | str | OpenedFiles,
    options: ReadOptions = AS_DETECTED,
    *,
    limit: int | None = MOST_ROWS,
    field: str = "data",
) -> LabelTable:
    """Return the labels in a file, in several, or in a pasted text.

    Args:
        data: a table, a workbook, an export of a tool, a zip of several, or several as pairs of path and contents,
            see the page on what is read.
        options: what to take for granted rather than detect.
        limit: the most rows (or tasks) accepted; None for any number.
        field: the name that errors carry.

    Raises:
        InputError: the data cannot be used, or may be read in two ways; the first line at fault is named. Or an
            option names no column.
    """
    *_, last = reading(data, options, limit=limit, field=field)
    assert isinstance(last, Better)
    return last.result


def reading(
    data: bytes | str | OpenedFiles,
    options: ReadOptions = AS_DETECTED,
    *,
    limit: int | None = MOST_ROWS,
    field: str = "data",
) -> Iterator[Step[LabelTable]]:
    """Yield ``Progress`` while reading and, last, what ``read`` returns; all else is the same."""
    for step in uncollected(_reading(data, options, Collector(Request(options=options, limit=limit, field=field)))):
        if isinstance(step, Better) and options.sheet and not step.result.detected.sheets:
            raise InputError("sheet", "nothing, since only workbooks have sheets", options.sheet)
        yield step


def uncollected[T](steps: Iterator[T]) -> Iterator[T]:
    """Yield what an iterator does, while Python looks for no circles of objects that hold each other.

    Labels hold none, and to look at all of them again and again takes time that grows faster than their number.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        yield from steps
    finally:
        if collected:
            gc.enable()


def _reading(data: bytes | str | OpenedFiles, options: ReadOptions, collector: Collector) -> Iterator[Step[LabelTable]]:
    field = collector.field
    if isinstance(data, tuple):
        from calculators.label_files.archives import read_together

        found = yield from read_together(data, collector, read_file)
        yield Better(collector.table(found, "each file by itself"))
        return
    if isinstance(data, bytes):
        other_kinds.refuse_bytes(data, field)
    if isinstance(data, bytes) and data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from calculators.label_files.archives import read_archive

        found = yield from read_archive(data, collector, read_file)
        yield Better(collector.table(found, "zip"))
        return
    file = File(*text_of(data, options.encoding, field))
    if file.text.startswith('{"folded_labels":'):
        from calculators.label_files import folded

        yield Better(folded.read_folded(file.text, options, field))
        return
    found = yield from read_file(file, collector)
    yield Better(collector.table(found, file.encoding))


def read_file(file: File, collector: Collector) -> Reading:
    """Read a file that is text, by the reader that its contents ask for.

    Raises:
        InputError: see ``read``.
    """
    form = collector.request.options.form
    start = file.text.lstrip()[:1]
    if not start:
        raise InputError(collector.field, "rows of labels", "an empty file")
    if form in ("json", "label studio") or (form == "auto" and start in "[{"):
        return (yield from _read_json(file, start, collector))
    if form == "auto" and start == "<":
        return (yield from _read_xml(file, collector))
    if form == "auto" and _is_tool_s(file.text):
        from calculators.label_files import span_tools

        reader = span_tools.read_brat if _is_brat(file.text) else span_tools.read_webanno
        return (yield from reader([file], collector))
    if form == "auto":
        other_kinds.refuse_text(file.text, collector.field)
    return (yield from read_text(file, collector))


def is_rows(text: str) -> bool:
    """Say whether a file is rows and columns, by how it begins: no JSON, no XML, no lines of a tool for spans."""
    return text.lstrip()[:1] not in ("[", "{", "<") and not _is_tool_s(text)


def _is_tool_s(text: str) -> bool:
    return text.startswith("#FORMAT=WebAnno TSV 3") or _is_brat(text)


def _is_brat(text: str) -> bool:
    start = text[:2_000]
    whole = start if len(text) <= len(start) else start.rpartition("\n")[0]
    return text.startswith(("T1\t", "T2\t")) and all(map(_BRAT.fullmatch, whole.splitlines()))


def _read_xml(file: File, collector: Collector) -> Reading:
    from calculators.label_files import cvat, span_tools, xml

    xml.refuse_definitions(file.text, collector.field)
    root = xml.root_of(file.text[:20_000])
    if span_tools.is_xmi(root):
        return (yield from span_tools.read_xmi([file], collector))
    if root == "annotations":
        return (yield from cvat.read_cvat(file, collector))
    raise other_kinds.refuse_xml(root, collector.field)


def _read_json(file: File, start: str, collector: Collector) -> Reading:
    field, text = collector.field, file.text
    if start == "[":
        found = cast("list[object]", (yield from parse_in_parts(text, field)))
        return (yield from _read_records(Records(enumerate(found, 1), "record", len(found), file.person), collector))
    if collector.request.options.form == "label studio":
        raise InputError(field, "a list of tasks, as Label Studio exports it", start)
    whole = yield from _one_object(text, field)
    if whole is not None:
        return (yield from _read_object(whole, file, collector))
    total = max(text.count("\n"), text.count("\r"), 1)
    return (yield from _read_records(Records(lines_of(text, field), "line", total, file.person), collector))


def _one_object(text: str, field: str) -> Generator[Progress, None, Mapping[str, object] | None]:
    """Return the object that a text is; None where it is one object a line, or none at all."""
    if not text.lstrip().startswith("{"):
        return None
    first, _, rest = text.strip().replace("\r", "\n").partition("\n")
    if rest.strip():
        try:
            parse(first, 1, field)
            return None
        except InputError:
            # A line that is broken is one of several where the next one starts an object too.
            if rest.lstrip().startswith("{"):
                return None
    return cast("Mapping[str, object]", (yield from parse_in_parts(text, field)))


def _read_object(whole: Mapping[str, object], file: File, collector: Collector) -> Reading:
    from calculators.label_files import coco, objects

    other_kinds.refuse_object(whole, collector.field)
    if isinstance(results := whole.get("results"), list) and "meta" in whole:
        return (
            yield from _read_records(Records(enumerate(results, 1), "record", len(results), file.person), collector)
        )
    if objects.is_split(whole):
        return (yield from objects.read_split(whole, file.person, collector))
    if coco.is_coco(whole):
        return (yield from coco.read_coco(whole, file.person, collector))
    if collector.request.options.form == "auto" and objects.is_nested(whole):
        return (yield from objects.read_nested(whole, file.person, collector))
    if collector.request.options.form == "auto" and objects.is_keyed(whole):
        return (yield from objects.read_keyed(whole, file.person, collector))
    return (yield from _read_records(Records([(1, whole)], "line", 1, file.person), collector))


def _read_records(records: Records, collector: Collector) -> Reading:
    """Read records by the reader of the tool that wrote them, if one is known."""
    every, person, step = [], records.person, max(_STEP, records.total // 50)
    for one in records.numbered:
        every.append(one)
        if len(every) % step == 0 and records.place == "line":
            yield Progress(share=min(1.0, len(every) / records.total), doing=READING)
    if not every:
        raise InputError(collector.field, "rows of labels", "an empty file")
    form = collector.request.options.form
    objects = [cast("tuple[int, Mapping[str, object]]", one) for one in every if isinstance(one[1], dict)]
    if form == "label studio" or (form == "auto" and label_studio.is_export([record for _, record in objects])):
        return (yield from label_studio.read_export([record for _, record in every], person, collector))
    collector.place = records.place
    tool = _tool(objects, person, collector) if form == "auto" and len(objects) == len(every) else None
    return (yield from tool or read_records(Records(every, records.place, records.total, person), collector))


def _tool(records: list[tuple[int, Mapping[str, object]]], person: str, collector: Collector) -> Reading | None:
    """Return the reading of records by a tool whose keys they have; None where no tool is known."""
    from calculators.label_files import labelbox, prolific, text_tools

    first = records[0][1]
    if studio_records.is_flat(first):
        return studio_records.read_flat(records, collector)
    if any(text_tools.is_prodigy(record) for _, record in records):
        return text_tools.read_prodigy(records, person, collector)
    if any(text_tools.is_doccano(record) for _, record in records):
        return text_tools.read_doccano(records, person, collector)
    if labelbox.is_labelbox(first):
        return labelbox.read_labelbox(records, collector)
    if prolific.is_response(first):
        return prolific.read_responses(records, collector)
    return None
