"""The same labels as each tool writes them, so that every reader can be held to the same answer."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping

type Labels = Mapping[tuple[str, str], str]


def items_of(labels: Labels) -> dict[str, dict[str, str]]:
    """Return each item's labels by person."""
    found: dict[str, dict[str, str]] = {}
    for (item, person), label in labels.items():
        found.setdefault(item, {})[person] = label
    return found


def people_of(labels: Labels) -> list[str]:
    """Return the people, each once."""
    return list(dict.fromkeys(person for _, person in labels))


def csv_text(rows: list[list[str]], delimiter: str = ",") -> str:
    """Return rows as a table."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def zipped(files: Mapping[str, str | bytes], *, stored: bool = False) -> bytes:
    """Return files as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def lines(records: list[object]) -> bytes:
    """Return one JSON value a line."""
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def long_table(labels: Labels) -> bytes:
    """Return one row a label, with what people also keep in such a file."""
    rows = [["", "item", "annotator", "label", "lead_time", "created_at", "comment"]]
    for at, ((item, person), label) in enumerate(labels.items()):
        rows.append([str(at), item, person, label, f"{at}.5", f"2024-05-{at % 28 + 1:02}T10:00:00Z", "so, so"])
    return csv_text(rows).encode()


def german(labels: Labels) -> bytes:
    """Return what a German Excel saves: semicolons, a line that says so, Windows-1252."""
    rows = [["Beispiel", "Bewerter", "Kategorie", "Bemerkung"]]
    rows += [[item, person, label, "größer"] for (item, person), label in labels.items()]
    return ("sep=;\n" + csv_text(rows, ";")).encode("cp1252")


def french(labels: Labels) -> bytes:
    """Return a French table in UTF-16 with tabs, as Excel saves "Unicode text"."""
    rows = [["phrase", "annotateur", "catégorie"]]
    rows += [[item, person, label] for (item, person), label in labels.items()]
    return csv_text(rows, "\t").encode("utf-16")


def wide_table(labels: Labels) -> bytes:
    """Return one column a person, with pandas' row numbers, the text, a gold column, dates and notes."""
    people = people_of(labels)
    rows = [["", "id", "text", *people, "gold", "date", "notes"]]
    for at, (item, said) in enumerate(items_of(labels).items()):
        cells = [said.get(person, "NA") for person in people]
        rows.append([str(at), item, f"This is the text of {item}.", *cells, "x", "2024-05-01", "a note of my own"])
    return csv_text(rows).encode()


def wide_records(labels: Labels) -> bytes:
    """Return what pandas writes with orient="records"."""
    people = people_of(labels)
    records = [{"item": item} | {person: said.get(person) for person in people}
               for item, said in items_of(labels).items()]  # fmt: skip
    return json.dumps(records).encode()


def nested(labels: Labels) -> bytes:
    """Return an object of annotators in each record."""
    return json.dumps(
        [{"id": item, "text": "…", "annotations": said} for item, said in items_of(labels).items()]
    ).encode()


def listed(labels: Labels) -> bytes:
    """Return a list of answers in each record, one a line."""
    return lines([
        {"id": item, "answers": [{"worker": person, "answer": label} for person, label in said.items()]}
        for item, said in items_of(labels).items()
    ])  # fmt: skip


def parallel(labels: Labels) -> bytes:
    """Return two lists in each record, of people and of what they said."""
    return lines([
        {"id": item, "annotators": [*said], "labels": [*said.values()]} for item, said in items_of(labels).items()
    ])  # fmt: skip


def studio_task(number: int, item: str, said: Mapping[str, str]) -> dict[str, object]:
    """Return a task as Label Studio exports it."""
    return {
        "id": number,
        "inner_id": number,
        "data": {"item": item},
        "predictions": [],
        "meta": {},
        "total_annotations": len(said),
        "annotations": [
            {
                "id": 100 * number + at,
                "completed_by": {"id": at, "email": person, "first_name": "", "last_name": ""},
                "was_cancelled": False,
                "ground_truth": False,
                "lead_time": 3.2,
                "result": [
                    {
                        "id": "x1",
                        "type": "choices",
                        "from_name": "topic",
                        "to_name": "text",
                        "origin": "manual",
                        "value": {"choices": [label]},
                    }
                ],
            }
            for at, (person, label) in enumerate(said.items())
        ],
    }


def label_studio(labels: Labels) -> bytes:
    """Return Label Studio's JSON, whose items are tasks by number."""
    tasks = [studio_task(at, item, said) for at, (item, said) in enumerate(items_of(labels).items(), 1)]
    return json.dumps(tasks).encode()


def studio_rows(labels: Labels) -> list[dict[str, object]]:
    """Return one record an annotation, as JSON-MIN and CSV have it."""
    return [
        {
            "text": f"Text of {item}",
            "id": item,
            "topic": label,
            "annotator": person,
            "annotation_id": at,
            "created_at": "2024-05-01T10:00:00.000000Z",
            "updated_at": "2024-05-01T10:00:00.000000Z",
            "lead_time": 3.25,
        }
        for at, ((item, person), label) in enumerate(labels.items())
    ]


def label_studio_min(labels: Labels) -> bytes:
    """Return Label Studio's JSON-MIN."""
    return json.dumps(studio_rows(labels)).encode()


def label_studio_csv(labels: Labels) -> bytes:
    """Return Label Studio's CSV, whose columns stand in alphabetical order."""
    records = studio_rows(labels)
    names = sorted(records[0])
    return csv_text([names, *([str(record[name]) for name in names] for record in records)]).encode()


def label_studio_tsv(labels: Labels) -> bytes:
    """Return Label Studio's TSV."""
    records = studio_rows(labels)
    return csv_text([[*records[0]], *([str(cell) for cell in record.values()] for record in records)], "\t").encode()


def doccano_old(labels: Labels) -> bytes:
    """Return doccano's JSONL before 1.4: people in each record."""
    return lines([
        {"id": item, "text": "…", "meta": {}, "annotation_approver": None,
         "annotations": [{"id": 1, "label": label, "user": person} for person, label in said.items()]}
        for item, said in items_of(labels).items()
    ])  # fmt: skip


def doccano_new(labels: Labels) -> bytes:
    """Return doccano's zip since 1.4: a file a person."""
    return zipped({
        f"{person}.jsonl": lines([
            {"id": item, "text": "…", "label": [said[person]], "Comments": []}
            for item, said in items_of(labels).items() if person in said
        ])
        for person in people_of(labels)
    })  # fmt: skip


def prodigy(labels: Labels) -> bytes:
    """Return what ``prodigy db-out`` writes for choices, with an example that was ignored."""
    options = [{"id": label, "text": label} for label in sorted(set(labels.values()))]
    records: list[object] = [
        {"text": "…", "_input_hash": item, "_task_hash": at, "options": options, "accept": [label], "answer": "accept",
         "_session_id": f"set-{person}", "_annotator_id": person, "_view_id": "choice", "_timestamp": 1700000000}
        for at, ((item, person), label) in enumerate(labels.items())
    ]  # fmt: skip
    (item, person), _ = next(iter(labels.items()))
    ignored = {"_input_hash": f"{item} ignored", "_task_hash": 0, "options": options, "accept": [], "answer": "ignore"}
    return lines([*records, ignored | {"_annotator_id": person}])


def labelbox(labels: Labels) -> bytes:
    """Return Labelbox's NDJSON."""
    return lines([
        {"data_row": {"id": f"row-{item}", "external_id": item, "row_data": "https://example.org/x.jpg"},
         "media_attributes": {"mime_type": "image/jpeg"},
         "projects": {"p1": {"name": "Topics", "labels": [
             {"label_kind": "Default", "id": "l1",
              "label_details": {"created_at": "2024-05-01", "created_by": person},
              "performance_details": {"seconds_to_create": 8, "skipped": False},
              "annotations": {"objects": [], "classifications": [
                  {"name": "topic", "value": "topic", "radio_answer": {"name": label, "value": label.lower()}}]}}
             for person, label in said.items()]}}}
        for item, said in items_of(labels).items()
    ])  # fmt: skip


def labelbox_old(labels: Labels) -> bytes:
    """Return Labelbox's export before 2023."""
    return json.dumps([
        {"ID": f"{item} {person}", "DataRow ID": item, "Labeled Data": "https://example.org/x.jpg",
         "Created By": person, "External ID": item, "Skipped": False,
         "Label": {"objects": [], "classifications": [{"title": "topic", "answer": {"title": label, "value": label}}]}}
        for (item, person), label in labels.items()
    ]).encode()  # fmt: skip


def mturk(labels: Labels) -> bytes:
    """Return a batch of Mechanical Turk, with one piece of work that was rejected."""
    names = ["HITId", "HITTypeId", "Title", "AssignmentId", "WorkerId", "AssignmentStatus", "WorkTimeInSeconds",
             "Input.text", "Answer.topic.label", "Approve", "Reject"]  # fmt: skip
    rows = [
        [item, "T", "Topics", f"A{at}", person, "Approved", "12", "a text of some length here", label, "", ""]
        for at, ((item, person), label) in enumerate(labels.items())
    ]
    rejected = [rows[0][0], "T", "Topics", "A", "spammer", "Rejected", "1", "a text", "nonsense", "", "x"]
    return csv_text([names, *rows, rejected]).encode()


def mturk_options(labels: Labels) -> bytes:
    """Return a batch whose question has a column for each option."""
    options = sorted(set(labels.values()))
    names = ["HITId", "WorkerId", "AssignmentStatus", *(f"Answer.topic.{option}" for option in options)]
    rows = [[item, person, "Approved", *(str(option == label).lower() for option in options)]
            for (item, person), label in labels.items()]  # fmt: skip
    return csv_text([names, *rows]).encode()


def toloka(labels: Labels) -> bytes:
    """Return Toloka's assignments."""
    names = ["INPUT:image", "OUTPUT:result", "GOLDEN:result", "HINT:text", "ASSIGNMENT:link", "ASSIGNMENT:task_id",
             "ASSIGNMENT:assignment_id", "ASSIGNMENT:worker_id", "ASSIGNMENT:status", "ASSIGNMENT:started"]  # fmt: skip
    rows = [
        [
            f"/{item}.jpg",
            label,
            "",
            "",
            "https://example.org",
            item,
            f"a{at}",
            person,
            "APPROVED",
            "2024-05-01T10:00:00",
        ]
        for at, ((item, person), label) in enumerate(labels.items())
    ]
    return csv_text([names, *rows], "\t").encode()


def prolific(labels: Labels) -> bytes:
    """Return the responses of Prolific's Task Builder, as its interface gives them."""
    records = [
        {"id": f"r{at}", "participant_id": person, "task_id": item, "submission_id": f"s{at}", "metadata": {},
         "response": {"instruction_id": "i1", "type": "multiple_choice", "answer": [{"value": label}]}}
        for at, ((item, person), label) in enumerate(labels.items())
    ]  # fmt: skip
    return json.dumps({"results": records, "meta": {"count": len(records)}}).encode()


def one_column_a_label(labels: Labels) -> bytes:
    """Return a row an item and a person, with 1 in the column of the label that was given."""
    options = sorted(set(labels.values()))
    rows = [[item, who, *(str(int(option == said)) for option in options)] for (item, who), said in labels.items()]
    return csv_text([["item", "annotator", *options], *rows]).encode()


def cvat_tags(labels: Labels) -> bytes:
    """Return CVAT's XML of tags on pictures, a file a person."""
    files = {}
    for person in people_of(labels):
        pictures = "".join(
            f'<image id="{at}" name="{item}" width="9" height="9"><tag label="{said[person]}" source="manual"></tag>'
            "</image>"
            for at, (item, said) in enumerate(items_of(labels).items())
            if person in said
        )
        start = '<?xml version="1.0" encoding="utf-8"?>\n<annotations><version>1.1</version><meta></meta>'
        files[f"{person}.xml"] = f"{start}{pictures}</annotations>"
    return zipped(files)


def a_file_a_person(labels: Labels) -> bytes:
    """Return a zip of tables, each named after its person."""
    found = {}
    for person in people_of(labels):
        rows = [[item, said[person]] for item, said in items_of(labels).items() if person in said]
        found[f"labels/{person}.csv"] = csv_text([["id", "label"], *rows])
    return zipped(found)


def cells(rows: list[list[str]]) -> str:
    """Return rows as a sheet of a workbook, texts in the cells themselves."""
    lines_ = []
    for at, row in enumerate(rows, 1):
        inside = "".join(
            f'<c r="{chr(65 + place)}{at}" t="inlineStr"><is><t>{_escaped(cell)}</t></is></c>' if not _is_number(cell)
            else f'<c r="{chr(65 + place)}{at}"><v>{cell}</v></c>'
            for place, cell in enumerate(row) if cell != ""
        )  # fmt: skip
        lines_.append(f'<row r="{at}">{inside}</row>')
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{"".join(lines_)}</sheetData></worksheet>'


def _is_number(cell: str) -> bool:
    return cell.isascii() and cell.replace(".", "", 1).isdigit() and not (len(cell) > 1 and cell.startswith("0"))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def workbook(sheets: Mapping[str, list[list[str]]], more: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return a workbook of sheets as Excel lays its files out."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(sheets, 1))
    kinds = {f"worksheets/sheet{at}": "worksheet" for at in range(1, len(sheets) + 1)}
    kinds |= {kind: kind for kind in ("sharedStrings", "styles") if f"xl/{kind}.xml" in (more or {})}
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{relations}/{kind}" Target="{name}.xml"/>'
        for at, (name, kind) in enumerate(kinds.items(), 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{relations}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{links}</Relationships>',
    }
    for at, rows in enumerate(sheets.values(), 1):
        files[f"xl/worksheets/sheet{at}.xml"] = cells(rows)
    return zipped(files | dict(more or {}))


def excel(labels: Labels) -> bytes:
    """Return a workbook with one column a person."""
    people = people_of(labels)
    rows = [["item", *people]]
    rows += [[item, *(said.get(person, "") for person in people)] for item, said in items_of(labels).items()]
    return workbook({"Labels": rows, "Notes": [["just a remark"]]})


def excel_sheets(labels: Labels) -> bytes:
    """Return a workbook with one sheet a person."""
    return workbook({
        person: [["id", "label"], *([item, said[person]] for item, said in items_of(labels).items() if person in said)]
        for person in people_of(labels)
    })  # fmt: skip


BY_TASK_NUMBER: dict[str, Callable[[Labels], bytes]] = {"Label Studio JSON": label_studio}
WRITERS: dict[str, Callable[[Labels], bytes]] = {
    "long": long_table,
    "German": german,
    "French": french,
    "wide": wide_table,
    "wide records": wide_records,
    "object of annotators": nested,
    "list of answers": listed,
    "parallel lists": parallel,
    "Label Studio JSON-MIN": label_studio_min,
    "Label Studio CSV": label_studio_csv,
    "Label Studio TSV": label_studio_tsv,
    "doccano before 1.4": doccano_old,
    "doccano": doccano_new,
    "Prodigy": prodigy,
    "Labelbox": labelbox,
    "Labelbox before 2023": labelbox_old,
    "Mechanical Turk": mturk,
    "Mechanical Turk, a column an option": mturk_options,
    "Toloka": toloka,
    "Prolific": prolific,
    "one column a label": one_column_a_label,
    "CVAT tags": cvat_tags,
    "a file a person": a_file_a_person,
    "Excel": excel,
    "Excel, a sheet a person": excel_sheets,
}
