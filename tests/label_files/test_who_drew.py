"""Exports that name nobody, or number everybody 1: whose each label is."""

import json
from collections.abc import Callable

import pytest

from calculators.core import InputError, OpenedFiles
from calculators.label_files import LabelTable, read
from tests.label_files.small_files import refused

BOX = {"category_id": 1, "bbox": [0, 0, 10, 10]}


def coco(images: list[dict[str, object]], notes: list[dict[str, object]]) -> bytes:
    """Return a COCO file."""
    return json.dumps({"images": images, "annotations": notes, "categories": [{"id": 1, "name": "cat"}]}).encode()


def drawn(table: LabelTable) -> dict[tuple[str, str], int]:
    """Return how many boxes each person drew on each picture that they looked at."""
    return {(table.items[one.item], table.annotators[one.annotator]): len(one.boxes) for one in table.marks}


def test_a_rater_of_each_annotation_is_who_drew_it() -> None:
    """Where annotations name a rater, a file is several people's; who drew nothing on a picture did not look at it."""
    images: list[dict[str, object]] = [{"id": at, "file_name": f"{at}.jpg"} for at in (1, 2)]
    notes = [BOX | {"image_id": at, "rater_id": who} for at, who in ((1, "r1"), (1, "r2"), (2, "r1"))]
    table = read(coco(images, notes))
    assert drawn(table) == {("1.jpg", "r1"): 1, ("1.jpg", "r2"): 1, ("2.jpg", "r1"): 1}
    assert any("drew nothing" in note for note in table.detected.notes)
    assert ("Annotator", "rater_id") in table.detected.columns


def test_a_list_of_raters_says_who_drew_nothing() -> None:
    """Where pictures name those who looked at them, as in LVIS's double annotations, nothing drawn is an answer."""
    images: list[dict[str, object]] = [
        {"id": at, "file_name": f"{at}.jpg", "rater_list": ["r1", "r2"]} for at in (1, 2)
    ]
    notes = [BOX | {"image_id": at, "rater_id": who} for at, who in ((1, "r1"), (1, "r2"), (2, "r1"))]
    table = read(coco(images, notes))
    assert drawn(table) == {("1.jpg", "r1"): 1, ("1.jpg", "r2"): 1, ("2.jpg", "r1"): 1, ("2.jpg", "r2"): 0}
    assert not table.detected.notes


def test_an_annotator_of_each_picture_is_who_drew_on_it() -> None:
    """A picture that stands in a file once a person, as kalphacv takes it, is one item."""
    images: list[dict[str, object]] = [
        {"id": at, "file_name": "1.jpg", "annotator": who} for at, who in ((1, "Eva"), (2, "Jonas"))
    ]
    table = read(coco(images, [BOX | {"image_id": 1}, BOX | {"image_id": 1}]))
    assert drawn(table) == {("1.jpg", "Eva"): 2, ("1.jpg", "Jonas"): 0}


def test_an_annotation_of_nobody_beside_others_is_refused() -> None:
    """Whose it is cannot be guessed."""
    notes = [BOX | {"image_id": 1, "annotator": "Eva"}, BOX | {"image_id": 1, "annotator": "Jonas"}]
    data = coco([{"id": 1, "file_name": "1.jpg"}], [*notes, BOX | {"image_id": 1}])
    assert "some say 'Jonas' and others nobody" in refused(data)


def test_files_of_one_rater_each_are_named_after_the_files() -> None:
    """Files that each call their one person 1 are several people's."""
    one = coco([{"id": 1, "file_name": "1.jpg"}], [BOX | {"image_id": 1, "rater_id": 1}])
    assert read((("Eva.json", one), ("Jonas.json", one))).annotators == ("Eva", "Jonas")


def tasks(label: str, number: object = 1) -> bytes:
    """Return Label Studio's JSON of one task."""
    note = {
        "completed_by": number,
        "result": [{"from_name": "c", "type": "choices", "value": {"choices": [label]}}],
    }
    return json.dumps([{"id": 1, "annotations": [note], "data": {}}]).encode()


def flat(label: str, number: object = 1) -> bytes:
    """Return Label Studio's CSV of one task and another that the same person labelled otherwise."""
    rows = "".join(f"{at},{said},{number},{at},2026-01-01\n" for at, said in enumerate((label, "z", "z")))
    return f"id,c,annotator,annotation_id,created_at\n{rows}".encode()


def least(label: str, number: object = 1) -> bytes:
    """Return the same as JSON-MIN."""
    rows = [
        {"id": at, "c": said, "annotator": number, "annotation_id": at, "created_at": "2026-01-01"}
        for at, said in enumerate((label, "z", "z"))
    ]
    return json.dumps(rows).encode()


@pytest.mark.parametrize(("write", "ending"), [(tasks, "json"), (flat, "csv"), (least, "json")])
def test_everybody_who_is_number_1_of_a_server_of_their_own_is_another_person(
    write: Callable[[str], bytes], ending: str
) -> None:
    """Each person's own Label Studio calls them 1, so exports that all say 1 are the people, and the reader is told."""
    opened: OpenedFiles = tuple((f"{who}.{ending}", write(said)) for who, said in (("Eva", "x"), ("Jonas", "y")))
    table = read(opened)
    assert table.annotators == ("Eva", "Jonas")
    assert {label for *_, label in table.ratings} >= {"x", "y"}
    assert any("by number 1" in note for note in table.detected.notes)
    assert ("Annotator", "the file's name") in table.detected.columns


@pytest.mark.parametrize("number", [{"id": 1, "email": "eva@example.org"}, "eva@example.org"])
def test_a_name_in_several_exports_is_one_person(number: object) -> None:
    """Who has a name is the same in every file, so labelling a task twice is asked about."""
    with pytest.raises(InputError, match="twice"):
        read((("a.json", tasks("x", number)), ("b.json", tasks("y", number))))


def test_one_export_twice_is_refused() -> None:
    """The same file under two names is nobody's agreement with anybody."""
    with pytest.raises(InputError, match=r"b\.json is the same as a\.json"):
        read((("a.json", tasks("x")), ("b.json", tasks("x"))))
