"""Files that hold no labels that could be compared: what they look like, and what to export instead."""

import re
from collections.abc import Iterable, Mapping

from calculators.core import InputError

_SPREADSHEET = "save it as “Excel Workbook (.xlsx)” or “CSV UTF-8”"
_STARTS = (
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls) or one with a password", _SPREADSHEET),
    (b"%PDF", "a PDF", "open the table that the PDF was made from"),
    (b"\x89PNG", "a picture", "export the labels, not the pictures, from the tool they were made with"),
    (b"\xff\xd8\xff", "a picture", "export the labels, not the pictures, from the tool they were made with"),
    (b"GIF8", "a picture", "export the labels, not the pictures, from the tool they were made with"),
    (b"II*\x00", "a picture", "export the labels, not the pictures, from the tool they were made with"),
    (b"MM\x00*", "a picture", "export the labels, not the pictures, from the tool they were made with"),
    (b"ID3", "sound", "export the labels from the tool they were made with"),
    (b"OggS", "sound", "export the labels from the tool they were made with"),
    (b"fLaC", "sound", "export the labels from the tool they were made with"),
    (b"RIFF", "sound, a picture or video", "export the labels from the tool they were made with"),
    (b"\x1f\x8b", "a compressed file (.gz)", "unpack it first, or pack the files as a zip"),
    (b"BZh", "a compressed file (.bz2)", "unpack it first, or pack the files as a zip"),
    (b"\xfd7zXZ", "a compressed file (.xz)", "unpack it first, or pack the files as a zip"),
    (b"\x28\xb5\x2f\xfd", "a compressed file (.zst)", "unpack it first, or pack the files as a zip"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "pack the files as a zip"),
    (b"Rar!", "a RAR archive", "pack the files as a zip"),
    (b"PAR1", "a Parquet file", "save it as CSV (in pandas: to_csv)"),
    (b"\x80\x04\x95", "a Python pickle", "save it as CSV (in pandas: to_csv)"),
    (b"\x80\x05\x95", "a Python pickle", "save it as CSV (in pandas: to_csv)"),
    (b"SQLite format 3", "a SQLite database", "export its table as CSV; from Prodigy with prodigy db-out"),
    (b"\x89HDF", "an HDF5 file", "save its table as CSV (in pandas: read_hdf, then to_csv)"),
    (b"\x93NUMPY", "a NumPy array", "save it as CSV with a row a label, or a column a person"),
    (b"ARROW1", "an Arrow file", "save it as CSV (in pandas: to_csv)"),
    (b"$FL2", "an SPSS file", "save it as CSV (File, Save as)"),
    (b"<stata_dta>", "a Stata file", "save it as CSV (export delimited)"),
    (b"RDX", "an R workspace", "write the table with write.csv"),
)
_ARCHIVES = (
    ("word/document.xml", "a Word document", "export the labels as a table"),
    ("ppt/presentation.xml", "a PowerPoint file", "export the labels as a table"),
    ("content.xml", "an OpenDocument file", _SPREADSHEET),
    ("Index/Document.iwa", "an Apple Numbers file", "choose File, Export To, CSV"),
    ("index.xml", "an old Apple file", "choose File, Export To, CSV"),
)
_TASK_BUILDER = frozenset(["responses-by-task.jsonl", "responses-by-submission.jsonl"])
_PROJECT = re.compile(r"(?:.*/)?exportedproject\d*\.json")
_READABLE = re.compile(r"(?:.*/)?annotation/.+\.(?:tsv|xmi|zip)")
_TAGGED = re.compile(r"(?:\S+[ \t]+){1,9}(?:O|[BIESLU]-\S+)\s*")
_YOLO = re.compile(r"\d{1,4}(?: (?:0|1|0?\.\d+|1\.0+|\d\.\d+e-\d+)){4,}\s*")


def refuse_bytes(data: bytes, field: str) -> None:
    """Refuse a file that is known by its first bytes.

    Raises:
        InputError: it is one.
    """
    for start, kind, instead in _STARTS:
        if data.startswith(start):
            raise _other(field, kind, instead)
    if data[257:262] == b"ustar":
        raise _other(field, "a tar archive", "pack the files as a zip")
    if data[4:8] == b"ftyp":
        raise _other(field, "a video", "export the labels from the tool they were made with")


def refuse_archive(paths: Iterable[str], field: str) -> None:
    """Refuse an archive that is a document of an office program.

    Raises:
        InputError: it is one.
    """
    found = {*paths}
    for path, kind, instead in _ARCHIVES:
        if path in found:
            raise _other(field, kind, instead)
    if {"task.json", "annotations.json"} <= found or {"project.json", "task_0/task.json"} <= found:
        raise _other(
            field,
            "a backup of CVAT",
            "choose Actions, Export job dataset, CVAT for images or for video, for each person",
        )
    if any(path.rpartition("/")[2] in _TASK_BUILDER for path in found):
        raise _other(
            field,
            "the archive that Prolific's Task Builder exports, whose records are not known to us",
            "ask Prolific's interface for the batch's responses (Get Batch Responses) and open that JSON",
        )
    if any(map(_PROJECT.fullmatch, found)) and not any(map(_READABLE.fullmatch, found)):
        raise InputError(
            field,
            "annotations in a form that others can read; this INCEpTION project holds its own copies alone. In "
            "INCEpTION open the project's Settings, Export, choose “UIMA CAS XMI (XML 1.0)” or “WebAnno TSV v3.3” as "
            "secondary format, and choose Export backup archive again",
        )


def refuse_text(text: str, field: str) -> None:
    """Refuse a text that is no table: tagged tokens, boxes of one picture.

    Raises:
        InputError: it is one.
    """
    lines = [line for line in text[:20_000].splitlines()[:200] if line.strip() and not line.startswith("-DOCSTART-")]
    lines = lines[: len(lines) - (len(text) > 20_000 and len(lines) > 1)]
    if (
        len(lines) > 2
        and all(map(_TAGGED.fullmatch, lines))
        and any(re.search(r"[ \t][BIESLU]-\S+\s*$", line) for line in lines)
    ):
        raise _other(
            field,
            "CoNLL, tokens with tags of one person",
            "the tool's own format keeps who marked what: in Label Studio choose Export, JSON; in doccano JSONL; in "
            "INCEpTION the whole project",
        )
    if lines and all(map(_YOLO.fullmatch, lines)):
        raise _other(
            field,
            "YOLO, the boxes of one picture",
            "YOLO does not say who drew: export COCO once for each person and zip the files, or in Label Studio JSON",
        )


def refuse_xml(root: str, field: str) -> InputError:
    """Return the error about an XML file that no reader knows."""
    if root == "annotation":
        return _other(
            field,
            "Pascal VOC, the boxes of one picture",
            "it does not say who drew: export COCO or CVAT for images once for each person, and zip the files",
        )
    if root == "View":
        return _other(field, "a labelling interface of Label Studio", "choose Export, JSON in the project itself")
    if root == "GateDocument":
        return _other(field, "a document of GATE", "a table with one row a label: item, annotator, label")
    if root.lower() in ("html", "!doctype"):
        return _other(field, "a web page", "open the page and export the table from the tool itself")
    return _other(
        field, f"XML with the root {root or 'unknown'!r}", "CVAT for images, or INCEpTION's CAS XMI, are read"
    )


def refuse_object(whole: Mapping[str, object], field: str) -> None:
    """Refuse a JSON object of a tool whose files say nothing of who labelled.

    Raises:
        InputError: it is one.
    """
    if "_via_img_metadata" in whole or "_via_settings" in whole:
        raise _other(
            field,
            "a VGG Image Annotator project",
            "choose Annotation, Export Annotations (COCO format) once for each person, and open the files together",
        )
    if {"shapes", "imagePath"} <= whole.keys():
        raise _other(
            field, "LabelMe, the shapes of one picture", "convert it to COCO once for each person, and zip the files"
        )
    if {"cells", "nbformat"} <= whole.keys():
        raise _other(field, "a Jupyter notebook", "write the table with to_csv in the notebook, and open that file")
    if {"features", "type"} <= whole.keys() and whole.get("type") == "FeatureCollection":
        raise _other(field, "GeoJSON", "a table with one row a label: item, annotator, label")


def _other(field: str, kind: str, instead: str) -> InputError:
    return InputError(field, f"labels by several people; this looks like {kind}. Instead: {instead}")
