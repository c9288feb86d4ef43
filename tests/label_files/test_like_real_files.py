"""Files made like those of public projects: what was once misread is read rightly or asked about."""

import json
import random

import pytest

from calculators.label_files import ReadOptions, read
from tests.label_files.small_files import found, refused
from tests.label_files.written_by_tools import csv_text, lines, zipped

WORDS = ("sport", "politics", "culture")


def labels_of(items: int, people: int, seed: int = 1) -> dict[tuple[str, str], str]:
    """Return labels of which four in five agree, by numbers of item and person."""
    chance = random.Random(seed)
    right = [chance.choice(WORDS) for _ in range(items)]
    return {
        (str(item), str(person)): right[item] if chance.random() < 0.8 else chance.choice(WORDS)
        for item in range(items)
        for person in range(people)
    }


LABELS = labels_of(40, 3)
ALL = sorted((*key, label) for key, label in LABELS.items())


def headless(item: str, person: str, *, person_first: bool) -> str:
    """Return three columns without names."""
    rows = []
    for (at, who), label in LABELS.items():
        named = [f"{item}{at}", f"{person}{who}"]
        rows.append([*(reversed(named) if person_first else named), label])
    return csv_text(rows, "\t")


@pytest.mark.parametrize(("item", "person"), [("http://example.org/", "p"), ("url", "worker"), ("x", "A2QX7IUS1KI5E")])
@pytest.mark.parametrize("person_first", [False, True])
def test_people_and_items_are_told_apart_without_a_header(item: str, person: str, *, person_first: bool) -> None:
    """Addresses and numbered things are items and platform numbers people, whichever column comes first."""
    told = found(headless(item, person, person_first=person_first))
    assert told == sorted((f"{item}{at}", f"{person}{who}", label) for (at, who), label in LABELS.items())


def test_who_is_who_is_asked_where_nothing_tells() -> None:
    """As many people as items, called alike, are asked about; the answer is taken."""
    labels = labels_of(12, 12)
    text = csv_text([[f"{int(who) + 100}", item, label] for (item, who), label in labels.items()])
    assert refused(text).startswith("item: expected the column of the item to be chosen")
    told = read(text, ReadOptions(item="2", annotator="1", label="3"))
    assert (len(told.items), len(told.annotators)) == (12, 12)


def handed_out(*, even: bool = True, agreeing: bool = True, at_will: bool = True) -> list[list[str]]:
    """Return person, item and label of a crowd that names neither, each item to three.

    Args:
        even: whether each item comes back three times, or every other one twice.
        agreeing: whether people agree on an item, or each on one label whatever the item.
        at_will: whether some take many more items than others, or all about as many.
    """
    chance = random.Random(4)
    rows = []
    for item in range(120):
        people = [*chance.sample(range(4), 2), chance.randint(4, 19)] if at_will else chance.sample(range(20), 3)
        for person in people if even else people[: 2 + item % 2]:
            kind = item if agreeing else person
            rows.append([str(person), str(item), str(chance.randint(0, 1) if chance.random() < 0.2 else kind % 2)])
    return rows


def test_a_crowd_s_items_come_back_as_often() -> None:
    """Of two unnamed columns of numbers the one whose values come equally often, and agree, is the item."""
    rows = handed_out()
    assert found(csv_text(rows, "\t")) == sorted((item, person, label) for person, item, label in rows)


def test_a_crowd_that_might_be_told_otherwise_is_asked_about() -> None:
    """Where items come unlike often, people as often, or labels go with the person, nothing tells who is who."""
    for rows in (handed_out(even=False), handed_out(agreeing=False), handed_out(at_will=False)):
        assert refused(csv_text(rows, "\t")).startswith("item: expected the column of the item to be chosen")


def test_letters_beside_many_numbers_are_people() -> None:
    """Coders a and b before a hundred numbered items are two people, as linguists write them."""
    rows = [["ab"[int(who)], item, label] for (item, who), label in labels_of(100, 2).items()]
    assert read(csv_text(rows, "\t")).annotators == ("a", "b")


def test_a_table_on_its_side_is_turned() -> None:
    """One row a coder and one column a unit, as Krippendorff prints it, with stars for no label."""
    head = ["", *(f"unit {at}" for at in range(40))]
    rows = [[f"Coder_{'ABC'[who]}", *(LABELS[str(at), str(who)] for at in range(40))] for who in range(3)]
    rows[0][1] = "*"
    table = read(csv_text([head, *rows]))
    assert table.annotators == ("Coder_A", "Coder_B", "Coder_C")
    assert (len(table.items), len(table.item_of)) == (40, 119)
    assert table.detected.form == "one row an annotator, one column an item"


MEASURED = csv_text([["unit", "quality", "first"], *([f"u{at}", f"0.{at * 37}", f"0.{at * 41}"] for at in range(1, 9))])
NEVER = csv_text([["id", "one", "two"], *([str(at), "ab"[at % 2], "ba"[at % 2]] for at in range(6))])
CHANCE = csv_text([["id", "one", "two"], *([str(at), "ab"[at % 2], "ab"[at // 2 % 2]] for at in range(24))])
PEOPLE = csv_text([["job", "worker", "unit", "response", "speed"],
                   *(["j", str(at), str(at % 3), str(at % 4), "0.5"] for at in range(9))])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (MEASURED, "hold numbers that hardly repeat"),
        (NEVER, "never say the same of an item"),
        (CHANCE, "agree no more often than chance"),
        ("name,version\nmodel,3\nlayer,4\n", "hold nothing in common"),
        ('{"depth": 3, "heads": 3, "size": 12}', "stand in one row alone"),
        (PEOPLE, "each row has another 'worker'"),
    ],
)
def test_results_and_settings_are_not_taken_for_labels(text: str, words: str) -> None:
    """Columns that hardly are people's are asked about, with the reason."""
    assert words in refused(text)


def test_whoever_says_which_columns_are_people_is_believed() -> None:
    """Columns chosen by hand, or called as raters are, need no agreement."""
    assert read(NEVER, ReadOptions(annotators=("one", "two"))).annotators == ("one", "two")
    assert read(MEASURED.replace("quality,first", "rater 1,rater 2")).annotators == ("rater 1", "rater 2")


def test_a_label_of_a_model_is_nobodys() -> None:
    """A column of predictions beside two people's is left out, and said."""
    rows = [[f"t{at}", "sport", LABELS[str(at), "0"], LABELS[str(at), "1"]] for at in range(40)]
    table = read(csv_text([["id", "pre_annotation", "Eva", "Jonas"], *rows]))
    assert table.annotators == ("Eva", "Jonas")
    assert "pre_annotation" in table.detected.not_read


def by_item(shape: str) -> bytes:
    """Return records by the name of their item, with the people's answers as two texts or as an object."""
    records = {}
    for item in range(40):
        said = {f"Ann{who}": LABELS[str(item), str(who)] for who in range(3)}
        answers = (
            {"annotators": ",".join(said), "annotations": ",".join(said.values())}
            if shape == "texts"
            else {"annotators": ",".join(said), "annotations": said}
        )
        rest = {"text": {"post": "a", "reply": "b"}, "number of annotations": 3, "lang": "en",
                "hard_label": "sport", "soft_label": {"sport": 0.7, "politics": 0.3}}  # fmt: skip
        records[str(item)] = answers | rest
    return json.dumps(records).encode()


@pytest.mark.parametrize("shape", ["texts", "object"])
def test_records_by_the_name_of_their_item(shape: str) -> None:
    """An object of records gives each person's label, and neither the majority nor its shares count as one."""
    assert found(by_item(shape)) == sorted((item, f"Ann{who}", label) for (item, who), label in LABELS.items())


def test_counts_with_their_total_need_no_question() -> None:
    """A column of totals, or names that say votes, makes a table of counts certain; a majority beside them is left."""
    rows = []
    for item in range(40):
        said = [LABELS[str(item), str(who)] for who in range(3 if item % 4 else 2)]
        counts = [said.count(word) for word in WORDS]
        rows.append([str(item), str(len(said)), *map(str, counts), str(max(range(3), key=counts.__getitem__)), "text"])
    table = read(csv_text([["", "count", *WORDS, "class", "tweet"], *rows]))
    assert table.unnamed
    assert table.labels == tuple(sorted(WORDS))
    assert len(table.item_of) == 110
    votes = read(csv_text([["id", *(f"votes_{word}" for word in WORDS)], *([row[0], *row[2:5]] for row in rows)]))
    assert len(votes.item_of) == 110


def test_a_batch_without_its_last_two_cells() -> None:
    """Mechanical Turk names Approve and Reject in the first row alone; a survey's code is no answer."""
    head = ["HITId", "WorkerId", "AssignmentStatus", "Answer.topic", "Answer.surveycode", "Approve", "Reject"]
    rows = [[item, who, "Submitted", label, f"code {item} {who}"] for (item, who), label in LABELS.items()]
    assert found(csv_text([head, *rows])) == ALL


def test_scores_of_judges() -> None:
    """Ratings under plural names are read, the column that is left over being the item."""
    rows = [[f"wine {item}", f"judge {who}", str(WORDS.index(label))] for (item, who), label in LABELS.items()]
    assert len(found(csv_text([["Wine", "Judge", "Scores"], *rows]))) == 120


def video(shape: str) -> bytes:
    """Return a video labelled by two people, one of whom left its second frame empty."""

    def box(left: int) -> dict[str, object]:
        place = {"top": 1, "left": left, "height": 5, "width": 5}
        return {"title": "fish", "name": "fish", "bbox": place, "bounding_box": place}

    if shape == "old":
        return json.dumps([
            {"DataRow ID": "v1", "External ID": "v.mp4", "Created By": who, "Label": [
                {"frameNumber": at, "objects": [box(at)], "classifications": []} for at in frames]}
            for who, frames in (("Eva", (1, 2)), ("Jonas", (1,)))
        ]).encode()  # fmt: skip
    return lines([{"data_row": {"id": "v1", "external_id": "v.mp4"}, "projects": {"p": {"labels": [
        {"label_details": {"created_by": who},
         "annotations": {"frames": {str(at): {"objects": {"f1": box(at)}, "classifications": []} for at in frames}}}
        for who, frames in (("Eva", (1, 2)), ("Jonas", (1,)))]}}}])  # fmt: skip


@pytest.mark.parametrize("shape", ["old", "new"])
def test_a_labelbox_video_is_read_by_frame(shape: str) -> None:
    """Each frame that somebody labelled is an item, and whoever left it empty marked nothing there."""
    table = read(video(shape))
    assert table.items == ("v.mp4, frame 1", "v.mp4, frame 2")
    assert [len(marks.boxes) for marks in table.marks] == [1, 1, 1, 0]


def test_a_labelbox_video_behind_a_link_is_refused() -> None:
    """Frames that the file only links to cannot be read, and the way to have them is told."""
    record = {"DataRow ID": "v1", "Created By": "Eva", "Label": {"frames": "https://example.org/frames"}}
    assert "a link to them. In Labelbox export the project again" in refused(json.dumps([record]))


def webanno(label: str, other: str = "*", words: str = "cats") -> str:
    """Return one text of two tokens with a span."""
    return (
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=a.b.POS|PosValue|coarseValue\n\n"
        f"#Text=see {words}\n1-1\t0-3\tsee\t_\t_\t\n1-2\t4-8\t{words}\t{label}\t{other}\t\n"
    )


def test_files_named_after_people_hold_one_text() -> None:
    """Two people's files of the same text are two annotations of one item; features without a value are none."""
    table = read(zipped({"eva.tsv": webanno("NN"), "jonas.tsv": webanno("VB")}))
    assert (table.items, table.annotators, table.marked) == (("the text",), ("eva", "jonas"), ("NN", "VB"))
    assert len(read(zipped({"eva.tsv": webanno("NN"), "jonas.tsv": webanno("NN", words="dogs")})).items) == 2
    assert read(zipped({"eva.tsv": webanno("*"), "jonas.tsv": webanno("*")})).marked == ("*",)
    both = read(zipped({"eva.tsv": webanno("NN", "N"), "jonas.tsv": webanno("NN")}))
    assert both.detected.questions == ("POS|PosValue", "POS|coarseValue")


def test_a_project_that_holds_only_its_own_copies_is_refused() -> None:
    """INCEpTION's backup without a second format says how to export it with one."""
    project = {"exportedproject.json": '{"name": "p"}', "annotation_ser/a.txt/eva.ser": "x", "source/a.txt": "see"}
    assert "choose “UIMA CAS XMI (XML 1.0)” or “WebAnno TSV v3.3” as secondary format" in refused(zipped(project))


def test_kinds_of_coco() -> None:
    """Panoptic segments are masks, labels of whole pictures are labels, and captions are refused."""
    whole = {"images": [{"id": 1, "file_name": "a.jpg"}], "categories": [{"id": 1, "name": "cat"}]}
    segments = {"image_id": 1, "segments_info": [{"category_id": 1, "bbox": [0, 0, 2, 2]}]}
    for note in (segments, {"image_id": 1, "category_id": 1}):
        table = read(json.dumps(whole | {"annotations": [note]}))
        assert list(table.ratings) == [("a.jpg", "the file's owner", "cat")]
    assert "not captions" in refused(json.dumps(whole | {"annotations": [{"image_id": 1, "caption": "A cat."}]}))
