"""Several exports of Label Studio, whose numbers of people and tasks mean something else on each server."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence

import pytest

from calculators.core import InputError
from calculators.label_files import LabelTable, ReadOptions, read

TEXTS = ["A fine film.", "A dull one.", "Neither here nor there."]
SAID = {"Eva": ["good", "bad", "bad"], "Jonas": ["good", "good", "bad"], "Mia": ["good", "bad", "good"]}
MOMENTS = {"Eva": 1, "Jonas": 2, "Mia": 3}

type Write = Callable[[Sequence[Mapping[str, object]]], bytes]
type Row = dict[str, object]


def rows(who: str, numbers: Sequence[int] = (1, 2, 3), annotator: object = 1, **shown: Sequence[str]) -> list[Row]:
    """Return what one person said of texts, or of what else the tasks show, as Label Studio's flat exports have it."""
    shown = shown or {"text": TEXTS}
    return [
        {"id": number, "annotator": annotator, "annotation_id": number, "mood": said, "lead_time": 1.5,
         "created_at": f"2026-01-0{MOMENTS[who]}T10:0{at}:00.000{MOMENTS[who]}{at}7Z",
         **{key: values[at] for key, values in shown.items()}}
        for at, (number, said) in enumerate(zip(numbers, SAID[who], strict=True))
    ]  # fmt: skip


def as_csv(records: Sequence[Mapping[str, object]]) -> bytes:
    """Return records as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(records[0]))
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().encode()


def as_min(records: Sequence[Mapping[str, object]]) -> bytes:
    """Return records as JSON-MIN."""
    return json.dumps(records).encode()


def as_json(records: Sequence[Mapping[str, object]]) -> bytes:
    """Return records as tasks with an annotation each."""
    own = {"id", "annotator", "annotation_id", "mood", "lead_time", "created_at"}
    return json.dumps([
        {"id": one["id"], "data": {key: value for key, value in one.items() if key not in own},
         "annotations": [{"completed_by": one["annotator"], "created_at": one["created_at"], "result": [
             {"from_name": "mood", "type": "choices", "value": {"choices": [one["mood"]]}}]}]}
        for one in records
    ]).encode()  # fmt: skip


def together(write: Write, **files: Sequence[Mapping[str, object]]) -> tuple[tuple[str, bytes], ...]:
    """Return files named after people."""
    return tuple((f"{who}.dat", write(records)) for who, records in files.items())


def said(table: LabelTable) -> set[tuple[str, str, str]]:
    """Return who said what of which item."""
    return {(who, item, label) for item, who, label in table.ratings}


def truth(names: Sequence[str], *people: str) -> set[tuple[str, str, str]]:
    """Return who said what, of items called so."""
    return {(who, name, label) for who in people for name, label in zip(names, SAID[who], strict=True)}


ALL = pytest.mark.parametrize("write", [as_csv, as_min, as_json])


@ALL
def test_numbers_that_mean_the_same_in_each_file_name_the_items(write: Write) -> None:
    """Where each number shows the same text in every file, an item is called by its number."""
    table = read(together(write, Eva=rows("Eva"), Jonas=rows("Jonas")))
    assert said(table) == truth("123", "Eva", "Jonas")


@ALL
@pytest.mark.parametrize("numbers", [(1, 2, 3), (7, 8, 9), (3, 1, 2)])
def test_tasks_of_other_numbers_are_matched_by_what_they_show(write: Write, numbers: Sequence[int]) -> None:
    """Numbers that overlap, differ or are mixed up cannot lead one text's labels to another's."""
    table = read(together(write, Eva=rows("Eva"), Jonas=rows("Jonas", numbers)))
    names = "123" if numbers == (1, 2, 3) else TEXTS
    assert said(table) == truth(names, "Eva", "Jonas")
    assert any("matched by what they show" in note for note in table.detected.notes) == (names is TEXTS)


@ALL
def test_an_uploaded_file_is_known_by_its_name(write: Write) -> None:
    """Each server puts a place and eight signs of its own before it."""
    eva = [f"/data/upload/1/0{at}cafe12-img_{at}.jpg" for at in range(3)]
    jonas = [f"/data/upload/42/9{at}beef00-img_{at}.jpg" for at in range(3)]
    files = together(write, Eva=rows("Eva", image=eva), Jonas=rows("Jonas", (5, 6, 7), image=jonas))
    assert said(read(files)) == truth([f"img_{at}.jpg" for at in range(3)], "Eva", "Jonas")


@ALL
def test_what_tasks_show_may_be_called_otherwise_in_each_file(write: Write) -> None:
    """A key that each project named for itself holds the same texts."""
    files = together(write, Eva=rows("Eva", text=TEXTS), Jonas=rows("Jonas", (5, 6, 7), sentence=TEXTS))
    assert said(read(files)) == truth(TEXTS, "Eva", "Jonas")


@ALL
def test_tasks_that_share_numbers_alone_are_asked_about(write: Write) -> None:
    """Person after person numbers the tasks from 1, so the same numbers over other texts are no agreement."""
    files = together(write, Eva=rows("Eva"), Jonas=rows("Jonas", text=["Once.", "Twice.", "Thrice."]))
    with pytest.raises(InputError, match="never the same in two of them") as caught:
        read(files)
    assert caught.value.offers == {"item": ("id", "text")}
    assert said(read(files, ReadOptions(item="id"))) == truth("123", "Eva", "Jonas")
    assert len(read(files, ReadOptions(item="text")).items) == 6


@ALL
def test_numbers_of_rows_do_not_match_tasks_where_words_do(write: Write) -> None:
    """A row's number in the list that was imported says less than the text, whose order may have been another."""
    index = ["0", "1", "2"]
    turned = rows("Jonas", (7, 8, 9), text=[TEXTS[2], TEXTS[0], TEXTS[1]], index=index)
    table = read(together(write, Eva=rows("Eva", text=TEXTS, index=index), Jonas=turned))
    assert {item for _, item, _ in said(table)} == {*TEXTS}


@ALL
def test_one_number_in_two_of_three_files_is_two_people(write: Write) -> None:
    """Numbers 1, 2 and 1 of the same tasks are three people; the reader is told why."""
    files = together(write, Eva=rows("Eva"), Jonas=rows("Jonas", annotator=2), Mia=rows("Mia"))
    table = read(files)
    assert said(table) == truth("123", "Eva", "Jonas", "Mia")
    assert any("two files say the same number" in note for note in table.detected.notes)


@ALL
def test_one_number_of_other_tasks_stays_one_person(write: Write) -> None:
    """Who labelled a second batch of one project is called by the number as before."""
    more = rows("Mia", (4, 5, 6), text=["Once.", "Twice.", "Thrice."])
    table = read(together(write, Eva=rows("Eva"), Jonas=rows("Jonas", annotator=2), Mia=more))
    assert set(table.annotators) == {"1", "2"}


@ALL
@pytest.mark.parametrize("number", [1, 2])
def test_a_copy_with_labels_changed_is_no_second_person(write: Write, number: int) -> None:
    """Annotations that were first saved at the same moments are one person's, whoever changed them later."""
    copy: list[Row] = [{**one, "mood": label, "annotator": number}
                       for one, label in zip(rows("Eva"), SAID["Jonas"], strict=True)]  # fmt: skip
    with pytest.raises(InputError, match=r"copy\.dat holds those of Eva\.dat, since 3 of 3"):
        read(together(write, Eva=rows("Eva"), copy=copy, Mia=rows("Mia")))


@pytest.mark.parametrize("same", [2, 3, 4, 5])
def test_a_few_annotations_in_common_are_told(same: int) -> None:
    """Half of them and fewer say nothing of the rest, and yet each counts twice; one or two may be chance."""
    eva, jonas = (
        [{"id": at, "annotator": 1, "annotation_id": at, "text": f"Text {at}", "mood": "good" if at % 2 else "bad",
          "created_at": f"2026-01-01T10:00:0{at}.{7 if at < same else shift:06}Z"} for at in range(8)]
        for shift in (1, 2)
    )  # fmt: skip
    if same > 4:
        with pytest.raises(InputError, match="5 of 8"):
            read(together(as_csv, Eva=eva, Jonas=jonas))
        return
    cautions = read(together(as_csv, Eva=eva, Jonas=jonas)).detected.cautions
    assert any(f"have {same} annotations in common" in caution for caution in cautions) == (same > 2)


def test_a_note_is_no_label_where_people_agree() -> None:
    """In a file of one person, or where all agree, the label is what most records hold of a list."""
    one: list[Row] = [{**row, "note": "odd" if at == 7 else ""} for at, row in enumerate(
        {"id": at, "annotator": 1, "annotation_id": at, "mood": "good" if at % 2 else "bad",
         "created_at": "2026-01-01", "text": f"text {at % 9}"} for at in range(10))]  # fmt: skip
    for write in (as_csv, as_min):
        table = read(write(one))
        assert dict(table.detected.columns)["Label"] == "mood"
    two: list[Row] = [*one, *({**row, "annotator": 2, "note": "hm"} for row in one)]
    assert dict(read(as_csv(two)).detected.columns)["Label"] == "mood"


def doccano(texts: Sequence[str], labels: Sequence[str], first: int, key: str = "text") -> bytes:
    """Return doccano's export of a project that numbers its texts from ``first`` on."""
    lines = [{"id": at, key: text, "label": [label], "Comments": []}
             for at, (text, label) in enumerate(zip(texts, labels, strict=True), first)]  # fmt: skip
    return "".join(json.dumps(one) + "\n" for one in lines).encode()


@pytest.mark.parametrize(("first", "turned"), [(1, True), (101, False), (2, True)])
def test_texts_of_doccano_s_projects_are_matched_too(first: int, turned: bool) -> None:
    """Each project numbers its texts for itself."""
    order = (2, 1, 0) if turned else (0, 1, 2)
    jonas = doccano([TEXTS[at] for at in order], [SAID["Jonas"][at] for at in order], first)
    table = read((("Eva.jsonl", doccano(TEXTS, SAID["Eva"], 1)), ("Jonas.jsonl", jonas)))
    assert said(table) == truth(TEXTS, "Eva", "Jonas")
    assert ("Item", "text") in table.detected.columns


def test_texts_of_one_project_of_doccano_keep_their_numbers() -> None:
    """A zip of a project holds a file a person, with the same numbers in each."""
    table = read((("Eva.jsonl", doccano(TEXTS, SAID["Eva"], 1)), ("Jonas.jsonl", doccano(TEXTS, SAID["Jonas"], 1))))
    assert said(table) == truth("123", "Eva", "Jonas")


@ALL
def test_one_question_of_two_names_is_told(write: Write) -> None:
    """Where each file calls what it asked otherwise nobody can be compared, and the reader learns why."""
    renamed = write([{**row} for row in rows("Jonas")]).replace(b"mood", b"feeling")
    found = read((("Eva.dat", write(rows("Eva"))), ("Jonas.dat", renamed))).detected
    assert "'mood' by 'Eva', 'feeling' by 'Jonas'. If these are one question" in found.alone
    assert "completed_by" in read(write(rows("Eva"))).detected.alone
