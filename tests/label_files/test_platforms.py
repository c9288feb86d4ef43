"""Platforms and tools: what is read only as they mean it, and what they export that holds no labels."""

import json

from calculators.label_files import ReadOptions, read
from tests.label_files.small_files import found, refused
from tests.label_files.written_by_tools import csv_text, zipped


def response(task: str, who: str, said: list[str], instruction: str = "q1", kind: str = "multiple_choice") -> object:
    """Return an answer as Prolific's interface gives it."""
    answer = [{"value": one} for one in said]
    return {"id": f"{task}{who}", "participant_id": who, "task_id": task, "submission_id": "s", "metadata": {},
            "response": {"instruction_id": instruction, "type": kind, "answer": answer}}  # fmt: skip


def responses(*records: object) -> str:
    """Return the answer to "Get Batch Responses"."""
    return json.dumps({"results": records, "meta": {"count": len(records)}})


def test_responses_of_task_builder() -> None:
    """Choices are labels, several at once a set, and free text is left out, and said."""
    text = responses(
        response("t1", "eva", ["a"]), response("t1", "jonas", ["b", "a"]), response("t2", "eva", ["b"]),
        response("t2", "jonas", ["b"]), response("t1", "eva", ["because"], "q2", "free_text"),
    )  # fmt: skip
    table = read(text)
    assert sorted(table.ratings) == [("t1", "eva", "a"), ("t1", "jonas", "a + b"), ("t2", "eva", "b"),
                                     ("t2", "jonas", "b")]  # fmt: skip
    assert table.sets["a + b"] == {"a", "b"}
    assert table.detected.not_read == ("answers of the type free_text",)


def test_each_instruction_is_a_question() -> None:
    """Of several instructions the one with most answers is read and all are named; each can be read by its name."""
    records = [response("t1", who, ["a"], q) for who in ("eva", "jonas") for q in ("q1", "q2")]
    detected = read(responses(*records)).detected
    assert (detected.question, detected.questions) == ("q1", ("q1", "q2"))
    assert read(responses(*records, response("t2", "eva", ["a"], "q2"))).detected.question == "q2"
    assert len(found(responses(*records), label="q2")) == 2


def test_the_same_responses_one_a_line() -> None:
    """A list or lines of the same records are read alike."""
    records = [response("t1", "eva", ["a"]), response("t1", "jonas", ["b"])]
    assert found(json.dumps(records)) == found("\n".join(map(json.dumps, records))) == found(responses(*records))


def test_what_holds_no_answers_says_where_they_are() -> None:
    """Prolific's archive and its list of submissions, and a batch with the codes of a survey, name the way."""
    archive = zipped({"responses-by-task.jsonl": "{}", "batch.json": "{}"})
    assert "Get Batch Responses" in refused(archive)
    people = csv_text([["Submission id", "Participant id", "Status"], ["1", "2", "APPROVED"]])
    assert "the survey or task that Prolific sent people to" in refused(people)
    codes = csv_text([["HITId", "WorkerId", "AssignmentStatus", "Answer.surveycode"], ["h", "w", "Approved", "AB12"]])
    assert "only the code that people bring back from a survey" in refused(codes)


def test_a_picture_in_several_parts_of_a_project() -> None:
    """CVAT's project may hold a picture of one name in several tasks or subsets; each is its own item."""
    box = '<box label="car" xtl="0" ytl="0" xbr="4" ybr="4"/>'
    parts = [("train", "1"), ("test", "1"), ("train", "2")]
    pictures = "".join(f'<image id="0" name="a.jpg" subset="{one}" task_id="{two}">{box}</image>' for one, two in parts)
    table = read(f"<annotations><version>1.1</version>{pictures}</annotations>")
    assert table.items == ("a.jpg", "a.jpg (test 1)", "a.jpg (train 2)")
    assert sum(len(marks.boxes) for marks in table.marks) == 3
    assert "kept apart" in table.detected.notes[0]


def test_a_relation_is_no_span() -> None:
    """An arrow between two spans has a place in XMI too, which says nothing of a label."""
    text = (
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:a="http:///a.ecore"><a:Mark begin="0" end="3" value="X"/>'
        '<a:Link begin="0" end="9" Governor="4" Dependent="5" kind="of"/></xmi:XMI>'
    )
    table = read(text)
    assert [marks.spans for marks in table.marks] == [((0, 3, "X"),)]
    assert read(text, ReadOptions(label="Mark|value")).marked == ("X",)


def test_a_response_that_lacks_something_is_refused_by_its_number() -> None:
    """A record without a response, or without its participant, is named."""
    whole = response("t1", "eva", ["a"])
    assert "record 2" in refused(responses(whole, {"task_id": "t1", "participant_id": "jonas"}))
    assert "record 2" in refused(responses(whole, response("t1", "", ["a"])))


NAMES = ["INPUT:left", "INPUT:right", "OUTPUT:result", "ASSIGNMENT:worker_id", "ASSIGNMENT:status"]


def test_a_task_of_toloka_is_told_by_all_that_it_shows() -> None:
    """Two tasks that show the same first thing are two items, and rows of nothing set pages apart."""
    rows = [["a", "x", "YES", "eva", "APPROVED"], ["a", "y", "NO", "eva", "APPROVED"], [""] * 5,
            ["a", "x", "NO", "jonas", "APPROVED"], ["a", "y", "NO", "jonas", "APPROVED"]]  # fmt: skip
    text = csv_text([NAMES, *rows], "\t")
    assert found(text) == [("a", "eva", "YES"), ("a", "jonas", "NO"), ("a (2)", "eva", "NO"), ("a (2)", "jonas", "NO")]
    assert "as 'a' and 'a (2)'" in read(text).detected.notes[0]
    once = csv_text([NAMES, rows[0], ["b", *rows[3][1:]]], "\t")
    assert not read(once).detected.notes


def test_records_that_a_form_wrote_are_no_sets() -> None:
    """Commas do not divide a record into labels, and that all of it has to be the same is said."""
    rows = [[f"h{at % 9}", f"w{at}", f'[{{"part": ["a", "b"], "at": {at % 3}}}]'] for at in range(27)]
    table = read(csv_text([["HITId", "WorkerId", "Answer.spans"], *rows]))
    assert not table.sets
    assert "whole records that a form wrote" in table.detected.cautions[0]


def test_many_choices_at_once_are_no_sentences() -> None:
    """Sets of choices that hardly repeat are judged by their choices, which do."""
    choices = [f"Assignment > Kind of call {at}" for at in range(6)]
    tasks = [{"id": at, "annotations": [{"completed_by": who, "result": [
        {"from_name": "c", "to_name": "t", "type": "taxonomy",
         "value": {"taxonomy": [one.split(" > ") for place, one in enumerate(choices) if (at + who) >> place & 1]}}
    ]} for who in (1, 2)], "data": {"text": "a"}} for at in range(1, 40)]  # fmt: skip
    assert len(read(json.dumps(tasks)).labels) > 30


def test_a_file_of_two_columns_for_each_person() -> None:
    """A number of the item and a label are told apart whatever the label's column is called."""
    head = ["IMAGE NUMBER", "TRUCK/ NO TRUCK"]
    rows = [[str(at), ("TRUCK", "NO TRUCK")[at % 2]] for at in range(9)]
    table = read(zipped({"Eva.csv": csv_text([head, *rows]), "Jonas.csv": csv_text([head, *rows])}))
    assert (len(table.items), table.annotators) == (9, ("Eva", "Jonas"))
