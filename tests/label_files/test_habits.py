"""Habits of people and programs: encodings, separators, missing labels, columns of nobody, labels given twice."""

import json

import pytest

from calculators.core import InputError
from calculators.label_files import ReadOptions, read
from tests.label_files.small_files import LONG, RATINGS, WIDE, found, refused
from tests.label_files.written_by_tools import zipped

SIX = [("a", "x", "x"), ("b", "y", "y"), ("c", "x", "y"), ("d", "y", "y"), ("e", "x", "x"), ("f", "y", "x")]


def wide(header: str, *columns: list[str]) -> str:
    """Return six items labelled by two people, with further columns."""
    rows = [",".join([*row, *(column[at] for column in columns)]) for at, row in enumerate(SIX)]
    return "\n".join([header, *rows]) + "\n"


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("created_at", [f"2024-05-0{at}" for at in range(1, 7)]),
        ("when", [f"0{at}.05.2024 10:00" for at in range(1, 7)]),
        ("gold", ["x", "y", "x", "y", "x", "y"]),
        ("true_label", ["x", "y", "x", "y", "x", "y"]),
        ("Majority", ["x", "y", "x", "y", "x", "y"]),
        ("group", ["x", "x", "x", "y", "y", "y"]),
        ("notes", ["x", "", "", "y", "", ""]),
        ("lead_time", ["1.5", "2.5", "3.5", "2.5", "9.5", "3.5"]),
        ("confidence", ["1", "2", "1", "2", "1", "2"]),
        ("Bemerkung", ["x", "", "", "y", "", ""]),
        ("hint", ["one long remark", "and quite another one", "what is this now", "who knows that here", "so it is said"
                  " there", "the end of it"]),
        ("link", [f"https://example.org/{at}" for at in range(6)]),
        ("kind", ["news", "blog", "news", "blog", "news", "blog"]),
        ("words", ["120", "340", "88", "201", "97", "150"]),
    ],
)  # fmt: skip
def test_a_column_that_is_plainly_no_person_is_never_one(name: str, cells: list[str]) -> None:
    """Dates, gold answers, groups, notes, durations, confidences, prose and other lists are named, not read."""
    table = read(wide(f"item,Eva,Jonas,{name}", cells))
    assert table.annotators == ("Eva", "Jonas")
    assert table.detected.not_read == (name,)
    assert f"not read: {name}" in table.sentence()


def test_two_groups_of_columns_are_asked_about() -> None:
    """People who answered two questions have columns of two kinds: which belong together is not guessed."""
    text = wide("item,Eva,Jonas,Eva too,Jonas again", ["p", "n"] * 3, ["p", "n", "n"] * 2)
    message = refused(text)
    assert message.startswith("annotators: expected the columns that hold people's labels to be named")
    assert "Eva, Jonas; Eva too, Jonas again" in message
    assert read(text, ReadOptions(annotators=("Eva too", "Jonas again"))).labels == ("n", "p")


JOINED = ("topic_Eva,topic_Jonas,mood_Eva,mood_Jonas", "Eva.topic,Jonas.topic,Eva.mood,Jonas.mood")


@pytest.mark.parametrize("names", JOINED)
def test_columns_called_after_two_things_are_told_apart_by_their_labels(names: str) -> None:
    """What people choose from differs between questions, so the part of the names that goes with it is the question."""
    table = read(wide(f"item,{names}", ["p", "n"] * 3, ["p", "n", "n"] * 2))
    assert (table.annotators, table.detected.questions) == (("Eva", "Jonas"), ("topic", "mood"))
    assert table.labels == ("x", "y")


@pytest.mark.parametrize("names", JOINED)
def test_columns_called_after_two_things_are_asked_about(names: str) -> None:
    """With the same labels everywhere either part may be the question, and whichever is chosen is read."""
    rows = [f"item,{names}", *(f"{at},{1 + at % 3},{1 + at % 3},{1 + at % 2},{1 + at % 4}" for at in range(30))]
    text = "\n".join(rows)
    message = refused(text)
    assert message.startswith("label: expected the question to be chosen, of ")
    assert "'topic', 'mood'" in message
    assert "'Eva', 'Jonas'" in message
    table = read(text, ReadOptions(label="topic"))
    assert (table.annotators, table.detected.questions) == (("Eva", "Jonas"), ("topic", "mood"))
    assert [label for *_, label in table.ratings][:4] == ["1", "1", "2", "2"]
    assert read(text, ReadOptions(label="Eva")).annotators == ("topic", "mood")


def test_questions_are_not_people() -> None:
    """Columns called Q1 and Q2 hold one person's answers, so who the people are is asked."""
    rows = ["item,Q1,Q2,Q3", *(f"{at},{'yn'[at % 2]},{'yn'[at % 3 > 0]},{'yn'[at % 5 > 0]}" for at in range(30))]
    assert "are called as questions or items are" in refused("\n".join(rows))


def test_two_people_and_two_questions_by_their_names() -> None:
    """Columns called after a role, a number and a question are read question by question; one called twice is not."""
    rows = wide("item,Rater 1 topic,Rater 2 topic,Rater 1 mood,Rater 2 mood", ["p", "n"] * 3, ["p", "n", "n"] * 2)
    table = read(rows)
    assert (table.annotators, table.detected.questions) == (("Rater 1", "Rater 2"), ("topic", "mood"))
    assert table.detected.question == "topic"
    assert not table.detected.not_read
    assert read(rows, ReadOptions(label="mood")).detected.question == "mood"
    assert refused(rows.replace("Rater 2 mood", "Rater 1 mood")).startswith("annotators: expected")
    right = "\n".join(("p," if at else "right,") + row for at, row in enumerate(rows.splitlines()))
    gold = read(right, ReadOptions(gold="right", label="mood"))
    assert (gold.gold["a"], gold.labels, gold.items[0]) == ("p", ("n", "p"), "a")


def test_rows_that_begin_alike_are_asked_about() -> None:
    """Words that come again before the people's columns may name the item, unless another column tells them apart."""
    rows = [
        ["pair of words", "Eva", "Jonas"],
        *([f"hello {at // 2}", "ab"[at % 3 % 2], "ab"[at % 2]] for at in range(8)),
    ]
    text = "\n".join(map(",".join, rows))
    assert refused(text).startswith("item: expected the column that names the item to be chosen")
    assert refused(text, item="pair of words").startswith("again: expected one label for an item by a person")
    assert len(read(text, ReadOptions(form="wide")).items) == 8
    apart = "\n".join(",".join([row[0], "aspect" if not at else f"q{at % 2}", *row[1:]]) for at, row in enumerate(rows))
    assert len(read(apart, ReadOptions(annotators=("Eva", "Jonas"))).items) == 8


def test_a_question_offers_the_columns() -> None:
    """Where a column must be chosen, the error carries the names of all there are."""
    with pytest.raises(InputError) as caught:
        read("item,worker,label,answer\n1,a,x,p\n1,b,y,q\n2,a,x,q\n")
    assert caught.value.field == "label"
    assert caught.value.offers["label"] == ("item", "worker", "label", "answer")


def test_a_label_beside_columns_of_people_is_asked_about() -> None:
    """A column called label beside people's may be the right answer, so it is not taken for one of them."""
    assert refused(wide("item,Eva,Jonas,label", ["x", "y"] * 3)).startswith("annotators: expected")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("größe;Eva;Jonas\nä;x;y\nö;y;y\n".encode("cp1252"), "windows-1252, since it is not UTF-8"),
        ("item,ann,bob\nt1,cat,dog\nt2,dog,dog\n".encode("utf-16-le"), "UTF-16, little end first, without a mark"),
        ("item,ann,bob\nt1,cat,dog\nt2,dog,dog\n".encode("utf-16-be"), "UTF-16, big end first, without a mark"),
    ],
)
def test_encodings_that_say_nothing_of_themselves(data: bytes, encoding: str) -> None:
    """Windows-1252 and UTF-16 without a mark are read, and said."""
    table = read(data)
    assert len(table.item_of) == 4
    assert table.detected.encoding.lower() == encoding.lower()


def test_separators() -> None:
    """A line that names the separator, runs of spaces, and R's row names are read like any table."""
    assert found("sep=;\n" + WIDE.replace(",", ";")) == RATINGS
    assert found("sep=,\n" + WIDE) == RATINGS
    assert found(LONG.replace(",", "   ")) == RATINGS
    assert found('"item" "ann" "bob"\n"1" "t1" "cat" "dog"\n"2" "t2" "dog" "dog"\n') == RATINGS
    assert found('"","item","ann","bob"\n"1","t1","cat","dog"\n"2","t2","dog","dog"\n') == RATINGS
    assert "line 3" in refused("sep=;\nitem;ann;bob\nt1;cat\n")


def test_numbers_written_in_several_ways_are_one_label() -> None:
    """1 in one column and 1.0 in another are one label, and 1,5 with a comma is the number 1.5; both are said."""
    table = read("item,Eva,Jonas\na,1,1.0\nb,2,2.0\nc,1,2.0\n")
    assert table.labels == ("1", "2")
    assert "'1.0' as '1'" in " ".join(table.detected.notes)
    comma = read("item;Eva;Jonas\na;1,5;1,5\nb;2;2,0\nc;1,5;2\n")
    assert comma.labels == ("1.5", "2")
    assert read("item,Eva,Jonas\na,01,1\nb,1,01\n").labels == ("01", "1")
    assert read("item;Eva;Jonas\na;1,234;1,234\nb;1,234;5\n").labels == ("1,234", "5")


def test_missing_labels() -> None:
    """A dot, NA and #N/A mean no label; -1 is asked about, unless other labels are below zero too."""
    table = read("item,Eva,Jonas\na,x,.\nb,NA,y\nc,x,#N/A\nd,y,y\n")
    assert dict(table.detected.missing) == {".": 1, "NA": 1, "#N/A": 1}
    text = "item,Eva,Jonas\na,1,-1\nb,0,0\nc,-1,1\n"
    assert refused(text).startswith("minus_one: expected an answer to what -1 means")
    assert read(text, ReadOptions(minus_one="label")).labels == ("-1", "0", "1")
    assert dict(read(text, ReadOptions(minus_one="missing")).detected.missing) == {"-1": 2}
    assert read(text.replace("b,0,0", "b,-2,0")).labels == ("-2", "-1", "0", "1")
    # Beside one other label alone it is one, or there would be nothing to choose between.
    assert read(text.replace("b,0,0", "b,1,1")).labels == ("-1", "1")


@pytest.mark.parametrize("both", ["p; q", "p|q", "p, q", '["p", "q"]', "p + q"])
def test_several_labels_in_one_cell_are_said(both: str) -> None:
    """A label that is two others together counts as one of its own, which a caution says; other labels bring none."""
    rows = [("1", "p", both), ("2", "q", "q"), ("3", both, both), ("4", "p", "q")]
    table = read("item\tEva\tJo\n" + "\n".join("\t".join(row).replace('"', "'") for row in rows))
    assert "several at once" in table.detected.cautions[0]
    assert read(WIDE).detected.cautions == ()


def test_one_column_a_label_with_ones_is_asked_about() -> None:
    """Where each row has exactly one 1, the columns may be labels of one person, so the reader is asked."""
    text = "item,cat,dog,bird\n1,1,0,0\n2,0,1,0\n3,0,0,1\n4,1,0,0\n5,0,1,0\n"
    assert refused(text).startswith("form: expected the form to be chosen")


def test_unnamed_columns_in_another_order_are_asked_about() -> None:
    """Item, label and person without names are not taken for item, person and label."""
    rows = [f"t{at // 3},{'ab'[at % 2]},w{at % 3}" for at in range(30)]
    assert refused("\n".join(rows)).startswith("annotator: expected the column of the annotator to be chosen")


def test_a_number_of_an_item_is_never_a_person() -> None:
    """One person's file with an id, a text and a label has nobody's name in it, and says so."""
    text = "id,text,label\n" + "".join(f"{at},x,{'ab'[at % 2]}\n" for at in range(6))
    assert refused(text).startswith("annotator: expected a column that names the annotator, to tell people apart")


def test_titles_above_a_table_are_passed_over() -> None:
    """Rows with one cell above the table are no header, and the reader is told."""
    table = read("Ratings,,\nof May,,\n" + WIDE)
    assert sorted(table.ratings) == RATINGS
    assert "passed over: 2" in " ".join(table.detected.notes)


def test_a_matrix_of_agreement_is_no_table_of_labels() -> None:
    """How far each two people agree is no label of anything."""
    assert "how far each two people agree" in refused(",Eva,Jo\nEva,1,0.8\nJo,0.8,1\n")


@pytest.mark.parametrize("more", [{}, {"options": [], "accept": ["k"]}, {"label": "x"}, {"spans": [], "tokens": []}])
def test_a_record_of_prodigy_without_its_text_is_refused(more: dict[str, object]) -> None:
    """A later line without _input_hash belongs to no item, and its label is not taken for one."""
    first = {"_input_hash": 1, "answer": "accept", "_session_id": "p", **more}
    second = {"answer": "accept", "_session_id": "q", **more}
    assert "_input_hash, as Prodigy writes it, on line 2" in refused("\n".join(map(json.dumps, (first, second))))


def test_accept_and_reject_of_prodigy_are_labels() -> None:
    """Where Prodigy asks whether a label or span is right, accept and reject are the labels, task by task."""
    rows = [
        {"text": "x", "_input_hash": 1, "_task_hash": task, "_view_id": "ner", "answer": said, "_session_id": who,
         "spans": [{"start": 0, "end": 1, "label": "A"}]}
        for task, who, said in ((7, "p", "accept"), (7, "q", "reject"), (8, "p", "reject"), (8, "q", "ignore"))
    ]  # fmt: skip
    table = read("\n".join(map(json.dumps, rows)))
    assert sorted(table.ratings) == [("7", "p", "accept"), ("7", "q", "reject"), ("8", "p", "reject")]
    assert "1 ignored" in table.detected.notes[0]


AGAIN = "item,worker,label\n1,Eva,x\n1,Jo,x\n1,Eva,y\n2,Eva,x\n2,Eva,x\n2,Jo,x\n"


def test_an_item_labelled_twice_is_the_readers_choice() -> None:
    """Of two labels by one person the first, the last, or both for a test of self-agreement count; it is asked."""
    message = refused(AGAIN)
    assert message.startswith("again: expected one label for an item by a person")
    assert "'Eva' labelled '1' twice: line 2 says 'x' and line 4 says 'y'" in message
    assert ("1", "Eva", "x") in read(AGAIN, ReadOptions(again="first")).ratings
    last = read(AGAIN, ReadOptions(again="last"))
    assert ("1", "Eva", "y") in last.ratings
    assert "the last counts" in last.detected.cautions[0]


def test_both_labels_compare_a_person_with_herself() -> None:
    """With both, only what was labelled twice is left: the first time against the second, also where they agree."""
    table = read(AGAIN, ReadOptions(again="both"))
    assert table.annotators == ("first time", "second time")
    assert sorted(table.ratings) == [
        ("1 (Eva)", "first time", "x"),
        ("1 (Eva)", "second time", "y"),
        ("2 (Eva)", "first time", "x"),
        ("2 (Eva)", "second time", "x"),
    ]
    assert "2 times" in table.detected.cautions[0]
    assert refused(WIDE, again="both").startswith("again: expected the first or the last label")


def test_unnamed_columns_of_numbers() -> None:
    """Three bare columns are item, person and label where their contents leave no doubt; else it is asked."""
    rows = [f"{item} {person} {(item + person) % 2}" for item in range(30) for person in range(100, 105)]
    table = read("\n".join(rows))
    assert (len(table.items), len(table.annotators), table.labels) == (30, 5, ("0", "1"))
    near = [f"{item} {person} {(item + person) % 2}" for item in range(30) for person in range(5)]
    assert refused("\n".join(near)).startswith("form: expected the form to be chosen")


def test_an_item_is_not_the_number_of_the_row() -> None:
    """Where ``id`` numbers the rows and the text repeats, the text is the item."""
    rows = ["id,text,worker,label"]
    for at, (text, worker) in enumerate((text, worker) for text in "pqrs" for worker in ("Eva", "Jo")):
        rows.append(f"{at},{text},{worker},{'xy'[at % 2]}")
    assert read("\n".join(rows)).items == ("p", "q", "r", "s")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("item,Eva,Jonas\n1,x,#REF!\n2,x,x\n", "hold an error where a label should be"),
        ("item,Eva,Jonas\n1,x,Error: timed out\n2,x,x\n", "hold an error where a label should be"),
        ("item,worker,label\n" + "".join(f"{at // 2},w{at % 2},this is what I think of it {at}\n" for at in range(8)),
         "sentences of their own"),
        ("EU NNP B-ORG\nrejects VBZ O\nGerman JJ B-MISC\n\nPeter NNP B-PER\n", "CoNLL"),
        ("0 0.5 0.5 0.1 0.2\n1 0.25 0.75 0.3 0.1\n", "YOLO"),
        ("<annotation><object><name>cat</name></object></annotation>", "Pascal VOC"),
        ("<html><body></body></html>", "a web page"),
        ('{"_via_settings": {}, "_via_img_metadata": {}}', "VGG"),
        ("Submission id,Participant id,Status\n1,a,APPROVED\n", "Prolific's list of submissions"),
        ('{"cells": [], "nbformat": 4}', "a Jupyter notebook"),
        ("<View><Choices name='a'/></View>", "a labelling interface of Label Studio"),
        ("<GateDocument></GateDocument>", "a document of GATE"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_says_what_to_do(text: str, words: str) -> None:
    """Errors, prose and exports that name nobody are refused with the kind and the way out."""
    assert words in refused(text)


@pytest.mark.parametrize(
    "start",
    [
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x1f\x8b\x08",
        b"PAR1",
        b"SQLite format 3\0",
        b"\x89HDF\r\n",
        b"BZh9",
        b"\x93NUMPY",
        b"OggS",
        bytes(4) + b"ftypisom",
        bytes(257) + b"ustar",
    ],
)
def test_a_binary_file_says_what_it_looks_like(start: bytes) -> None:
    """A file known by its first bytes is named, with what to save instead."""
    message = refused(start + bytes(50))
    assert "this looks like" in message
    assert "Instead: " in message


def test_a_backup_of_cvat_says_what_to_export() -> None:
    """A backup names nobody who drew; the export of a job is what can be opened."""
    message = refused(zipped({"task.json": "{}", "annotations.json": "[]", "data/a.jpg": "x"}))
    assert "a backup of CVAT" in message
    assert "Export job dataset" in message


@pytest.mark.parametrize("sign", [", ", ";", "|"])
def test_cells_with_one_label_twice_hold_repeats(sign: str) -> None:
    """A cell "0, 0" says that one person answered twice, so it is no label; two answers in it are asked about."""
    rows = ["item,Eva,Jonas", f'1,0,"0{sign}0"', '2,1,1', '3,0,1', '4,1,1', '5,0,0']  # fmt: skip
    table = read("\n".join(rows))
    assert table.labels == ("0", "1")
    assert ("1", "Jonas", "0") in table.ratings
    assert any("one time after the other" in note for note in table.detected.notes)
    text = "\n".join([*rows, f'6,0,"1{sign}0"'])
    assert "'Jonas' labelled '6' twice: line 7 says '1' and line 7 says '0'" in refused(text)
    assert ("6", "Jonas", "1") in read(text, ReadOptions(again="first")).ratings
    assert ("6", "Jonas", "0") in read(text, ReadOptions(again="last")).ratings
    both = read(text, ReadOptions(again="both"))
    assert sorted(both.ratings) == [
        ("1 (Jonas)", "first time", "0"), ("1 (Jonas)", "second time", "0"),
        ("6 (Jonas)", "first time", "1"), ("6 (Jonas)", "second time", "0"),
    ]  # fmt: skip


def test_cells_with_several_labels_stay_sets() -> None:
    """Without a label that stands twice in a cell, several are a set; nor is "1,1" beside "1" anything but a number."""
    assert read('item,Eva,Jonas\n1,a,"a, b"\n2,b,b\n3,a,a\n4,b,a').sets["a, b"] == {"a", "b"}
    assert read("item;Eva;Jonas\n1;1;1,1\n2;1;1\n3;1,1;1,1\n4;1;1").labels == ("1", "1.1")
