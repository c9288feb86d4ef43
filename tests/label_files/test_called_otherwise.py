"""Columns and files that are called after something else than people: asked about, and never counted in silence."""

import random

import pytest

from calculators.label_files import ReadOptions, read
from tests.label_files.small_files import refused
from tests.label_files.written_by_tools import csv_text, zipped

chance = random.Random(5)
WORDS = ("cat", "dog", "cow")


def said(people: int, rows: int = 40, words: tuple[str, ...] = WORDS) -> list[list[str]]:
    """Return rows in which people mostly agree."""
    right = [chance.choice(words) for _ in range(rows)]
    return [[one if chance.random() < 0.8 else chance.choice(words) for _ in range(people)] for one in right]


def table(names: list[str], rows: list[list[str]]) -> str:
    """Return rows below their names, each with a number before it."""
    return csv_text([["id", *names], *([str(at), *row] for at, row in enumerate(rows))])


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["round1", "round2"], "called as times are"),
        (["before", "after"], "called as times are"),
        (["test", "retest"], "called as times are"),
        (["Image 1", "Image 2", "Image 3"], "called as questions or items are"),
        (["hate", "offensive"], "'hate' is called as what is judged is"),
        (["Fluency", "Coherence", "Eva"], "'Fluency' is called as what is judged is"),
        (["Eva", "Eva.1"], "'Eva.1' is called as a second column of one name is"),
        (["Eva", "Eva (2)", "Jonas"], "'Eva (2)' is called as a second column of one name is"),
        (["Eva", "Jonas", "cleaned_label"], "'cleaned_label' is called as an answer is"),
        (["dataset answer", "Eva", "Jonas"], "'dataset answer' is called as an answer is"),
    ],
)
def test_what_is_called_otherwise_is_asked_about(names: list[str], words: str) -> None:
    """Times, items, questions and answers are no people, until the reader says that their columns hold labels."""
    text = table(names, said(len(names)))
    message = refused(text)
    assert message.startswith("annotators: expected the columns")
    assert words in message
    assert read(text, ReadOptions(annotators=tuple(names))).annotators == tuple(names)


@pytest.mark.parametrize(
    "name", ["truth", "key", "solution", "Goldstandard", "Referenz", "correct_answer", "official", "Adjudicator"]
)
def test_what_is_right_is_left_out_and_said(name: str) -> None:
    """A column of right or settled answers beside people's is not one of them."""
    told = read(table([name, "Eva", "Jonas"], said(3)))
    assert told.annotators == ("Eva", "Jonas")
    assert told.detected.not_read == (name,)


@pytest.mark.parametrize("names", [["Eva_label", "Jonas_label"], ["label1", "label2", "label3"], ["anno_1", "anno_2"]])
def test_people_who_are_all_called_alike_are_people(names: list[str]) -> None:
    """Where every column is called an answer, that says nothing against any of them."""
    assert read(table(names, said(len(names)))).annotators == tuple(names)


@pytest.mark.parametrize("names", [["t1", "t2"], ["label_1", "label_2"], ["y", "y2"]])
def test_columns_that_say_nothing_of_who_filled_them_are_told(names: list[str]) -> None:
    """They are taken for people, since they agree as people do, and the reader learns that nothing else says so."""
    text = table(names, said(2))
    assert any("No name says who filled" in note for note in read(text).detected.notes)
    assert not read(text, ReadOptions(annotators=tuple(names))).detected.notes
    assert not read(table(["Eva", "t2"], said(2))).detected.notes


def test_rows_of_an_item_and_somebody_are_no_columns_of_people() -> None:
    """Where an item has a row for each number beside it, that may be who labelled, and the columns are questions."""
    rows = [["tweet_id", "id", "hateful_words", "rude_words"]]
    for at in range(30):
        rows += [[str(at), str(who), *("01"[chance.random() < 0.1 + 0.8 * (at % 2)] for _ in range(2))]
                 for who in range(3)]  # fmt: skip
    text = csv_text(rows)
    message = refused(text)
    assert message.startswith("annotator: expected the column of the annotator to be chosen: one 'tweet_id' has")
    found = read(text, ReadOptions(annotator="id", label="rude_words"))
    assert (len(found.items), found.annotators) == (30, ("0", "1", "2"))
    assert "again" in refused(text, annotators=("hateful_words", "rude_words"))


def test_columns_that_name_who_labelled_hold_no_labels() -> None:
    """Two columns of names beside two of labels are asked about, and the labels can be named instead."""
    rows = [[*chance.sample(["Eva", "Jonas", "Mia", "Tom"], 2), *row] for row in said(2)]
    text = table(["annotator_1", "annotator_2", "label_1", "label_2"], rows)
    assert "seem to name who labelled: no two of them say the same" in refused(text)
    assert read(text, ReadOptions(annotators=("label_1", "label_2"))).labels == tuple(sorted(WORDS))
    ids = [[row[0], row[2], row[1], row[3]] for row in rows]
    text = table(["annotator1_id", "annotator1_label", "annotator2_id", "annotator2_label"], ids)
    assert "'annotator1_id' says that another person may stand behind these columns" in refused(text)


def test_what_nobody_decided_is_shown_last() -> None:
    """Of a person's columns the label is shown first, and how sure or slow they were only when it is chosen."""
    rows = [["5", row[0], "3", row[1]] for row in said(2)]
    told = read(table(["rater1_confidence", "rater1_topic", "rater2_confidence", "rater2_topic"], rows))
    assert (told.detected.question, told.detected.questions) == ("topic", ("confidence", "topic"))


@pytest.mark.parametrize("mark", ["X", "1", "yes"])
def test_ticks_beside_empty_cells_are_refused(mark: str) -> None:
    """One label alone beside empty cells would agree always, though an empty cell may well say no."""
    rows = [[mark if chance.random() < 0.4 else "" for _ in range(3)] for _ in range(40)]
    text = table(["rater 1", "rater 2", "rater 3"], rows)
    assert "an empty cell may say no" in refused(text)
    assert read(text, ReadOptions(form="wide")).labels == (mark,)
    full = [[cell or "no" for cell in row] for row in rows]
    assert "no" in read(table(["rater 1", "rater 2", "rater 3"], full)).labels


def test_two_rows_of_names_are_refused() -> None:
    """Names under merged cells say that the first row of labels is none."""
    rows = [["", "Annotator 1", "", "Annotator 2", ""], ["id", "topic", "tone", "topic", "tone"],
            *([str(at), row[0], "ab"[at % 2], row[1], "ba"[at % 2]] for at, row in enumerate(said(2)))]  # fmt: skip
    assert "the second row names them too ('topic', 'tone', 'topic' and 1 more)" in refused(csv_text(rows))


def test_a_file_in_a_project_is_called_after_its_annotator() -> None:
    """A project's file is its annotator's, by the name of the file within a zip of any name."""
    xmi = (
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:a="http:///a.ecore"><a:Mark begin="0" end="3" value="{}"/>'
        "</xmi:XMI>"
    )
    inner = {who: zipped({f"{who}.xmi": xmi.format(label), "TypeSystem.xml": "<t/>"}) for who, label in
             (("eva", "X"), ("jonas", "Y"))}  # fmt: skip
    project = {f"project/annotation/{text}.txt/webanno{number}{at}export.zip": inner[who]
               for text, number in (("one", 10), ("two", 20)) for at, who in enumerate(inner)}  # fmt: skip
    told = read(zipped(project))
    assert (told.items, told.annotators) == (("one.txt", "two.txt"), ("eva", "jonas"))
