"""Reading JSON: records, Label Studio exports, hostile exports."""

import gc
import json
from contextlib import suppress
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core import InputError, Progress, file_text
from calculators.label_files import LabelTable, ReadOptions, read, reading
from calculators.label_files.json_parts import parse_in_parts
from calculators.label_files.records import parse
from tests.label_files.small_files import RATINGS, found, refused


def test_json_lines():
    """Objects with customary keys are read, numbers and truth values as they are written, null as missing."""
    lines = [
        '{"task": "t1", "worker": "ann", "label": "cat", "id": 7}',
        '{"task": "t1", "worker": "bob", "label": "dog", "extra": [1]}',
        "",
        '{"task": "t2", "worker": "ann", "label": null}',
        '{"task": "t2", "worker": "bob", "label": 1.50}',
        '{"task": "t3", "worker": "bob"}',
        '{"task": "t3", "worker": 12, "label": true}',
        '{"task": "t4", "worker": 12, "label": ["b", "a"]}',
    ]
    table = read("\n".join(lines))
    assert list(table.ratings) == [
        *RATINGS[:2],
        ("t2", "bob", "1.50"),
        ("t3", "12", "true"),
        ("t4", "12", "a + b"),
    ]
    assert table.detected.rows_skipped == 2
    assert table.detected.columns == (("Item", "task"), ("Annotator", "worker"), ("Label", "label"))
    assert "line 9 says" in refused("\n".join([*lines, '{"task": "t1", "worker": "ann", "label": "dog"}']))


def test_json_list_of_records():
    """A list of objects reads like the same objects on lines, errors naming the record."""
    records = [{"unit": item, "rater": annotator, "answer": label} for item, annotator, label in RATINGS]
    assert found(json.dumps(records)) == RATINGS
    assert "record 5" in refused(json.dumps([*records, {"unit": "", "rater": "x", "answer": "y"}]))
    assert found(json.dumps(records), form="json", item="unit", label="answer") == RATINGS


def test_numbers_too_long_to_compute_are_still_labels():
    """A number of ten thousand digits is a label like another."""
    table = read('{"item": 1, "annotator": 2, "label": ' + "9" * 10_000 + "}")
    assert len(table.labels[0]) == 10_000


def test_brackets_in_text_are_not_nesting():
    """Hundreds of brackets within strings, after escaped quotes or side by side, are no reason to refuse."""
    text = '\\"[' * 300 + "\\\\"
    data = f'{{"item": "{text}", "annotator": "{"{" * 300}", "label": "x", "more": [{"[], " * 300} []]}}'
    assert list(read(data).ratings) == [('"[' * 300 + "\\", "{" * 300, "x")]


def studio(*annotations, identity=1, **data):
    """Return a task of a Label Studio export."""
    return {
        "id": identity,
        "data": {"text": "…"} | data,
        "annotations": list(annotations),
        "predictions": [{}],
    }


def annotation(by, *results, **more):
    """Return an annotation of such a task."""
    return {"id": 5, "completed_by": by, "result": list(results), "was_cancelled": False} | more


def choice(*choices, name="sentiment"):
    """Return a choice for the whole item."""
    return {"type": "choices", "from_name": name, "value": {"choices": list(choices)}}


def span(start, end, *labels):
    """Return a labelled stretch of text."""
    return {
        "type": "labels",
        "from_name": "ner",
        "value": {"start": start, "end": end, "labels": list(labels)},
    }


def box(x, y, width, height, *labels, rotation=0):
    """Return a labelled box."""
    value = {"x": x, "y": y, "width": width, "height": height, "rotation": rotation}
    return {
        "type": "rectanglelabels",
        "from_name": "bbox",
        "value": value | {"rectanglelabels": list(labels)},
    }


def test_label_studio_choices():
    """Choices are read by task and annotator, given as a number or an object; cancelled ones are not."""
    tasks = [
        studio(annotation(1, choice("cat")), annotation({"id": 2, "email": "bob@x.org"}, choice("dog"))),
        studio(annotation(1, choice("dog", "cat")), annotation(3, choice("cat"), was_cancelled=True), identity=2),
        studio(identity=3),
        studio(annotation(1), identity=4),
    ]
    table = read(json.dumps(tasks))
    assert list(table.ratings) == [("1", "1", "cat"), ("1", "bob@x.org", "dog"), ("2", "1", "cat + dog")]
    assert table.detected.form == "Label Studio export"
    assert (table.detected.rows_read, table.detected.rows_skipped) == (4, 1)
    assert table.marks == ()
    assert [
        item
        for item, *_ in read(
            json.dumps([studio(annotation(1, choice("a")), image="a.png")]), ReadOptions(item="image")
        ).ratings
    ] == ["a.png"]


def test_label_studio_controls():
    """Each control is a question: the one with most answers is read, and each by its name."""
    tasks = [
        studio(annotation(1, choice("a"), choice("x", name="topic"))),
        studio(
            annotation(1, choice("b"), {"type": "rating", "from_name": "stars", "value": {"rating": 4}}),
            identity=2,
        ),
    ]
    data = json.dumps(tasks)
    detected = read(data).detected
    assert (detected.question, detected.questions) == ("sentiment", ("sentiment", "topic", "stars"))
    assert read(data, ReadOptions(label="sentiment")).labels == ("a", "b")
    assert read(data, ReadOptions(label="stars")).labels == ("4",)
    assert "sentiment, topic, stars" in refused(data, label="mood")


def test_label_studio_spans_and_boxes():
    """Spans and boxes are kept by task and annotator; one without any counts as having marked nothing."""
    tasks = [
        studio(
            annotation(1, span(4, 9, "PER"), span(0, 2, "LOC", "ORG"), box(10, 20, 30, 40, "car")),
            annotation(2),
            annotation(3, box(5, 5, 0, 3, "car"), box(5, 5, 3, 0, "car"), {"type": "brushlabels", "value": {}}),
        )
    ]
    table = read(json.dumps(tasks))
    assert table.labels == ()
    assert [(mark.item, table.annotators[mark.annotator]) for mark in table.marks] == [
        (0, "1"),
        (0, "2"),
        (0, "3"),
    ]
    assert table.marks[0].spans == ((0, 2, "LOC"), (0, 2, "ORG"), (4, 9, "PER"))
    assert [(found.box, found.label) for found in table.marks[0].boxes] == [((10, 20, 40, 60), "car")]
    assert table.marks[1].spans == table.marks[1].boxes == table.marks[2].boxes == ()
    assert "boxes without an area (2), brushlabels (1)" in table.detected.cautions[0]


@pytest.mark.parametrize(
    ("tasks", "words"),
    [
        ([studio(annotation(None, choice("a")))], ["completed_by", "task 1"]),
        ([studio(annotation(1, span("/p[1]", 3, "A")))], ["start", "task 1"]),
        ([studio(annotation(1, span(5, 3, "A")))], ["start and end", "task 1"]),
        ([studio(annotation(1, box(1, 1, "wide", 2, "car")))], ["width", "task 1"]),
        ([studio(annotation(1, choice("a")), annotation(1, choice("b")))], ["task 1 says 'a'"]),
        (
            [studio(annotation(1, span(0, 1, "A")), annotation(1, span(0, 2, "A")))],
            ["one annotation", "task 1"],
        ),
        ([studio(annotation(1, choice("a"))), 3], ["task 2", "object"]),
        ([studio(), {"id": 2, "annotations": "many"}], ["task 2", "list"]),
        ([studio(), {"id": 2, "annotations": [{"completed_by": 1, "result": [4]}]}], ["task 2", "object"]),
        ([studio(annotation(1, {"type": "labels", "value": 3}))], ["task 1", "object"]),
        ([studio(annotation(1)), studio()], ["at least one label"]),
        ([{"annotations": [annotation(1, choice("a"))]}], ["item on task 1"]),
    ],
    ids=str,
)
def test_hostile_exports(tasks, words):
    """Each broken export gives one InputError that names the task."""
    message = refused(json.dumps(tasks))
    for word in words:
        assert word in message


def test_progress_of_json_and_exports():
    """Records and exports show progress too."""
    records = [{"item": at // 2, "annotator": at % 2, "label": "x"} for at in range(10_000)]
    tasks = [studio(annotation(1, choice("x")), identity=at) for at in range(2_000)]
    for data, words in (
        (records, "Reading record 5,000 of about 10,000"),
        (tasks, "Reading task 1,000 of 2,000"),
    ):
        *steps, read = reading(json.dumps(data))
        assert isinstance(read.result, LabelTable)
        assert [step.share for step in steps if step.doing == words] == [0.5]
        assert steps[-1].share == 1


@pytest.mark.parametrize("rows", ["list", "object", "lines"])
def test_a_long_file_says_how_far_it_is_before_its_records_are_known(rows):
    """A list, an object around one and JSON lines of some megabytes are taken in part by part, never all at once."""
    records = [{"item": at // 2, "annotator": at % 2, "label": "x", "text": '\\"[{' * 40} for at in range(16_000)]
    if rows == "lines":
        text = "\n".join(map(json.dumps, records))
    else:
        text = json.dumps(records if rows == "list" else {"annotations": records, "images": [], "categories": []})
    steps = []
    with suppress(InputError):
        steps.extend(reading(text))
    first = [step.share for step in steps if isinstance(step, Progress) and step.doing == "Reading the file"]
    assert len(first) >= 5
    assert first == sorted(first)


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


def outcome(steps):
    """Return what steps end with, or the words of the refusal."""
    try:
        while True:
            next(steps)
    except StopIteration as end:
        return end.value
    except InputError as error:
        return str(error)


@given(any_json, st.sampled_from([None, 1]), st.data())
def test_json_in_parts_is_what_it_is_at_once(value, indent, data):
    """Whole, cut off, or with a sign in the wrong place, a text gives the same values or the same refusal."""
    text = json.dumps(value, indent=indent)
    at = data.draw(st.integers(0, len(text)))
    sign = data.draw(st.sampled_from(["", ",", "]", "}", ":", '"', " ", "1", "\u00a0"]))
    for changed in (text, text[:at], text[:at] + sign + text[at:], text[:at] + sign + text[at + 1 :]):

        def at_once(changed=changed):
            return parse(changed, 1, "data")
            yield

        assert outcome(parse_in_parts(changed, "data")) == outcome(at_once())


@given(any_json, st.integers(1, 7))
def test_brackets_are_counted_across_parts(value, part):
    """However a text is divided, it is refused if and only if its brackets stand deeper than allowed."""
    deepest = 3
    text = json.dumps(value, ensure_ascii=False)

    def depth(one):
        inside = one.values() if isinstance(one, dict) else one if isinstance(one, list) else None
        return 0 if inside is None else 1 + max(map(depth, inside), default=0)

    with mock.patch.multiple(file_text, _PART=part, _DEEPEST=deepest):
        refused_it = False
        try:
            file_text.refuse_depth(text, 1, "data")
        except InputError:
            refused_it = True
    assert refused_it == (depth(value) > deepest)


def test_looking_for_circles_rests_while_a_file_is_read():
    """The collector of circles is off between two steps, and on again at the end, after a refusal, and when left."""
    records = json.dumps([{"item": at // 2, "annotator": at % 2, "label": "x"} for at in range(10_000)])
    steps = reading(records)
    next(steps)
    assert not gc.isenabled()
    list(steps)
    assert gc.isenabled()
    with pytest.raises(InputError):
        list(reading("[1,"))
    assert gc.isenabled()
    left = reading(records)
    next(left)
    left.close()
    assert gc.isenabled()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "annotations",
                    "result",
                    "value",
                    "type",
                    "completed_by",
                    "choices",
                    "labels",
                    "start",
                    "end",
                ]
            )
            | st.sampled_from(["item", "annotator", "label", "rectanglelabels", "x", "from_name", "data"]),
            inner | st.sampled_from(["choices", "labels", "rectanglelabels", "rating"]),
            max_size=5,
        )
    ),
    max_leaves=25,
)


@settings(deadline=None, max_examples=300)
@given(st.lists(json_values, max_size=3), st.sampled_from(["auto", "json", "label studio"]))
def test_any_json_is_read_or_refused(value, form):
    """Whatever JSON holds, the answer is a table or one InputError."""
    with suppress(InputError):
        assert isinstance(read(json.dumps(value), ReadOptions(form=form)), LabelTable)
