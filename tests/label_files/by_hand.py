"""Reads files of labels by itself, with nothing of ours, so that what the readers found can be checked against it.

Each function takes the contents of the files by path and what the list of files says of their columns, and returns
facts: who said what of which item and, for marks, where.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any
from xml.etree import ElementTree

type Files = Mapping[str, bytes]
type Fact = tuple[object, ...]
OWNER = "the file's owner"
NOT_SAID = {"", "NA", "NULL", "None", "nan", "NaN", "null", "*", ".", "-"}


def text_of(files: Files) -> str:
    """Return the one file as text."""
    (content,) = files.values()
    return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")


def rows(files: Files, delimiter: str) -> list[list[str]]:
    """Return the cells of a table, without blank rows."""
    found = csv.reader(io.StringIO(text_of(files), newline=""), delimiter=delimiter)
    return [row for row in found if any(cell.strip() for cell in row)]


def named(files: Files, delimiter: str) -> list[dict[str, str]]:
    """Return rows by the names in the first one."""
    head, *body = rows(files, delimiter)
    return [{name.strip(): cell.strip() for name, cell in zip(head, row, strict=False)} for row in body]


def long(files: Files, columns: list[str], delimiter: str = ",") -> Iterator[Fact]:
    """Read a row a label: item, person, label."""
    item, person, label = columns
    for row in named(files, delimiter):
        if row[label] not in NOT_SAID:
            yield row[item], row[person], row[label]


def unnamed(files: Files, columns: list[str], delimiter: str = "\t") -> Iterator[Fact]:
    """Read a row a label without a header; ``columns`` are numbers from 0."""
    for row in rows(files, delimiter):
        yield tuple(row[int(at)].strip() for at in columns)


def wide(files: Files, columns: list[str], delimiter: str = ",") -> Iterator[Fact]:
    """Read a column a person; the first of ``columns`` names the item."""
    item, *people = columns
    for at, row in enumerate(named(files, delimiter), 1):
        for who in people:
            if row[who] not in NOT_SAID:
                yield row[item] if item else f"row {at}", who, row[who]


def cells(files: Files, columns: list[str], delimiter: str = ",") -> Iterator[Fact]:
    """Read a column a person without a header."""
    del columns
    for at, row in enumerate(rows(files, delimiter), 1):
        for place, cell in enumerate(row, 1):
            if cell.strip():
                yield f"row {at}", f"column {place}", cell.strip()


def turned(files: Files, columns: list[str], delimiter: str = ",") -> Iterator[Fact]:
    """Read a row a person and a column an item."""
    del columns
    head, *body = rows(files, delimiter)
    for who, *said in body:
        for item, cell in zip(head[1:], said, strict=True):
            if cell.strip() not in NOT_SAID:
                yield item.strip(), who.strip(), cell.strip()


def nested(files: Files, columns: list[str]) -> Iterator[Fact]:
    """Read an object of people with an object of items each."""
    del columns
    for who, said in json.loads(text_of(files)).items():
        for item, label in said.items():
            if label is not None and str(label) not in NOT_SAID:
                yield item, who, str(label)


def chosen(files: Files, columns: list[str], delimiter: str = ",") -> Iterator[Fact]:
    """Read a row an item and a person with one answer, perhaps several at once set apart by a bar."""
    item, person, answer = columns
    for row in named(files, delimiter):
        said = sorted({part for part in row.get(answer, "").split("|") if part})
        if said and row.get("AssignmentStatus", row.get("ASSIGNMENT:status")) not in ("Rejected", "REJECTED"):
            yield row[item], row[person], " + ".join(said)


def matrix(files: Files, columns: list[str], delimiter: str = ",") -> Iterator[Fact]:
    """Read a confusion matrix; ``columns`` are what stands before the names of its columns and rows."""
    before, beside = columns
    head, *body = rows(files, delimiter)
    for name, *said in body:
        for other, times in zip(head[1:], said, strict=True):
            down, across = name.strip().removeprefix(beside), other.strip().removeprefix(before)
            for number in range(1, int(times) + 1):
                item = f"{down} against {across}, {number:,}"
                yield item, "rows", down
                yield item, "columns", across


def task_builder(files: Files, columns: list[str]) -> Iterator[Fact]:
    """Read the responses of Prolific's Task Builder to one instruction."""
    for one in json.loads(text_of(files))["results"]:
        if one["response"]["instruction_id"] == columns[0]:
            said = sorted({answer["value"] for answer in one["response"]["answer"]})
            yield one["task_id"], one["participant_id"], " + ".join(said)


def doccano(files: Files, columns: list[str]) -> Iterator[Fact]:
    """Read spans, a record a line."""
    del columns
    for record in map(json.loads, text_of(files).splitlines()):
        for note in record.get("annotations", []):
            yield str(record["id"]), str(note["user"]), str(note["label"]), note["start_offset"], note["end_offset"]
        for start, end, label in record.get("labels", []):
            yield str(record.get("id", record["text"])), OWNER, label, start, end


def studio(files: Files, columns: list[str]) -> Iterator[Fact]:
    """Read the boxes of Label Studio's JSON."""
    del columns
    for task in json.loads(text_of(files)):
        for note in task["annotations"]:
            who = note["completed_by"]
            who = str(who["email"] if isinstance(who, dict) else who)
            for one in note["result"]:
                place = one["value"]
                yield from _boxes(str(task["id"]), who, place["rectanglelabels"], place)


def studio_flat(files: Files, columns: list[str], delimiter: str = ",") -> Iterator[Fact]:
    """Read JSON-MIN, CSV or TSV of Label Studio: the boxes, or the choices, of one column."""
    (control,) = columns
    text = text_of(files)
    for row in json.loads(text) if text.startswith("[") else named(files, delimiter):
        said = row.get(control) or []
        if isinstance(said, str) and said.startswith("["):
            said = json.loads(said)
        if isinstance(said, str):
            yield str(row["id"]), row["annotator"], said
            continue
        for place in said:
            yield from _boxes(str(row["id"]), row["annotator"], place["rectanglelabels"], place)


def _boxes(item: str, who: str, labels: Iterable[str], place: Mapping[str, float]) -> Iterator[Fact]:
    for label in labels:
        left, top = place["x"], place["y"]
        yield item, who, label, *_rounded(left, top, left + place["width"], top + place["height"])


def _rounded(*ends: float) -> tuple[float, ...]:
    return tuple(round(float(end), 3) for end in ends)


def labelbox(files: Files, columns: list[str]) -> Iterator[Fact]:
    """Read Labelbox's lines: boxes of pictures, or the answers to the one question named."""
    for record in map(json.loads, text_of(files).splitlines()):
        item = record["data_row"]["external_id"]
        for label in (label for project in record["projects"].values() for label in project["labels"]):
            who, notes = label["label_details"]["created_by"], label["annotations"]
            if columns:
                for question in notes["classifications"]:
                    if question["name"] == columns[0]:
                        yield item, who, question["radio_answer"]["name"]
                continue
            for one in notes["objects"]:
                box = one["bounding_box"]
                ends = box["left"], box["top"], box["left"] + box["width"], box["top"] + box["height"]
                yield item, who, one["name"], *_rounded(*ends)


def coco(files: Files, columns: list[str]) -> Iterator[Fact]:
    """Read COCO: the boxes, and of other shapes what they are; who drew them, where a study of agreement added that."""
    del columns
    whole = json.loads(text_of(files))
    names = {one["id"]: one["name"] for one in whole["categories"]}
    pictures = {one["id"]: one["file_name"] for one in whole["images"]}
    for note in whole["annotations"]:
        label, item, who = names[note["category_id"]], pictures[note["image_id"]], note.get("rater_id", OWNER)
        left, top, width, height = note["bbox"]
        ends = left, top, left + width, top + height
        outline = note.get("segmentation")
        if note.get("num_keypoints"):
            yield item, who, label, "key points"
        elif isinstance(outline, dict):
            yield item, who, label, "masks"
        elif outline and not (len(outline) == 1 and _corners(outline[0]) == _corners([
            left, top, left + width, top, left + width, top + height, left, top + height
        ])):  # fmt: skip
            yield item, who, label, "polygons"
        else:
            yield item, who, label, *_rounded(*ends)


def _corners(flat: list[float]) -> set[tuple[float, float]]:
    return set(zip(flat[::2], flat[1::2], strict=True))


_CVAT = {"polygon": "polygons", "ellipse": "ellipses", "mask": "masks"}


def cvat(files: Files, columns: list[str]) -> Iterator[Fact]:
    """Read CVAT's shapes of pictures, or tracks of boxes; other shapes have no overlap and are left out."""
    del columns
    root = ElementTree.fromstring(text_of(files))
    first: dict[str, str] = {}
    for picture in root.iter("image"):
        item, task = picture.attrib["name"], f"{picture.get('subset', '')} {picture.get('task_id', '')}".strip()
        item = item if first.setdefault(item, task) == task else f"{item} ({task})"
        for shape in picture:
            label = shape.attrib.get("label", "")
            if shape.tag == "box":
                yield item, OWNER, label, *_rounded(*(float(shape.attrib[end]) for end in ("xtl", "ytl", "xbr", "ybr")))
            elif shape.tag in _CVAT:
                yield item, OWNER, label, _CVAT[shape.tag]
    for track in root.iter("track"):
        if track.find("box") is not None:
            yield "the video", OWNER, track.attrib["label"], "boxes in video"


def xmi(files: Files, columns: list[str]) -> Iterator[Fact]:
    """Read the annotations of one layer and feature of a CAS."""
    layer, feature = columns
    for one in ElementTree.fromstring(text_of(files)):
        if one.tag.rpartition("}")[2] == layer:
            label = one.attrib[feature] if feature else layer
            yield "text", OWNER, label, int(one.attrib["begin"]), int(one.attrib["end"])


def brat(files: Files, columns: list[str]) -> Iterator[Fact]:
    """Read folders of brat, a folder a person."""
    del columns
    for path, content in files.items():
        for line in content.decode().splitlines():
            if told := re.match(r"T\d+\t(\S+) (\d+)(?: \d+;\d+)* (\d+)\t", line):
                parts = re.findall(r"\d+ \d+", line.split("\t")[1])
                label = told[1] if len(parts) == 1 else f"{told[1]} in {';'.join(parts)}"
                yield PurePath(path).stem, PurePath(path).parent.name, label, int(told[2]), int(told[3])


def webanno(files: Files, columns: list[str]) -> Iterator[Fact]:
    """Read one column of WebAnno's TSV, counted from 0 after the token; numbers in brackets join tokens."""
    for path, content in files.items():
        spans: dict[tuple[str, str], tuple[int, int]] = {}
        for line in content.decode().splitlines():
            told = re.match(r"(\d+-\d+(?:\.\d+)?)\t(\d+)-(\d+)\t", line)
            said = line.split("\t")[3:] if told else []
            if not told or len(said) <= int(columns[0]):
                continue
            for nth, value in enumerate(re.split(r"(?<!\\)\|", said[int(columns[0])])):
                number = re.fullmatch(r"(.*)\[(\d+)\]", value)
                label, key = (number[1], number[2]) if number else (value, f"{told[1]} {nth}")
                if label and label != "_":
                    start, end = spans.get((label, key), (int(told[2]), int(told[3])))
                    spans[label, key] = min(start, int(told[2])), max(end, int(told[3]))
        for (label, _), (start, end) in spans.items():
            yield "the text", PurePath(path).stem, label.replace("\\", ""), start, end


def excel(files: Files, columns: list[str]) -> Iterator[Fact]:
    """Read the first sheet of a workbook, a column a person; the first of ``columns`` names the item."""
    item, *people = columns
    head, *body = next(iter(_sheets(files).values()))
    for at, row in enumerate((dict(zip(head, cells_, strict=False)) for cells_ in body), 1):
        for who in people:
            if row.get(who, "") not in NOT_SAID:
                yield row[item] if item else f"row {at}", who, row[who]


def excel_sheets(files: Files, columns: list[str]) -> Iterator[Fact]:
    """Read a workbook with a sheet a person."""
    for who, (head, *body) in _sheets(files).items():
        for row in body:
            yield row[head.index(columns[0])], who, row[head.index(columns[1])]


def _sheets(files: Files) -> dict[str, list[list[str]]]:
    space = {"a": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(*files.values())) as archive:
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist() if ".xml" in name}
    shared = parts.get("xl/sharedStrings.xml", ElementTree.Element("none"))
    texts = ["".join(one.itertext()) for one in shared.findall("a:si", space)]
    found = {}
    for at, sheet in enumerate(parts["xl/workbook.xml"].findall("a:sheets/a:sheet", space), 1):
        rows_ = parts[f"xl/worksheets/sheet{at}.xml"].findall("a:sheetData/a:row", space)
        found[sheet.attrib["name"]] = [[_said(cell, texts) for cell in row.findall("a:c", space)] for row in rows_]
    return found


def _said(cell: ElementTree.Element, texts: list[str]) -> str:
    said = "".join(cell.itertext())
    return texts[int(said)] if cell.attrib.get("t") == "s" else said


READERS: dict[str, Callable[..., Iterator[Any]]] = {
    one.__name__: one
    for one in (long, unnamed, wide, cells, turned, nested, chosen, matrix, task_builder, doccano, studio, studio_flat,
                labelbox, coco, cvat, xmi, brat, webanno, excel, excel_sheets)
}  # fmt: skip
