"""Whatever JSON holds, of whatever tool it looks like, it is read or refused."""

import json
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core import InputError
from calculators.label_files import LabelTable, read

KEYS = [
    *("id", "text", "label", "labels", "annotations", "annotator", "annotation_id", "created_at", "lead_time", "user"),
    *("_input_hash", "answer", "spans", "options", "accept", "_view_id", "points", "start", "end", "start_offset"),
    *("end_offset", "entities", "data_row", "projects", "label_details", "objects", "classifications", "name"),
    *("radio_answer", "checklist_answers", "bounding_box", "location", "left", "top", "width", "height"),
    *("images", "categories", "category_id", "image_id", "file_name", "bbox", "segmentation", "keypoints"),
    *("DataRow ID", "Label", "Created By", "result", "value", "type", "from_name", "completed_by", "choices", "x"),
]
START = [
    {"_input_hash": "1", "answer": "accept"},
    {"id": "1", "text": "t", "label": [[0, 1, "A"]]},
    {"id": "1", "annotations": [{"label": "A", "user": 1}]},
    {"data_row": {"id": "1"}, "projects": {"p": {"labels": []}}},
    {"DataRow ID": "1", "Label": {}},
    {"annotator": 1, "annotation_id": 2, "lead_time": 3, "id": 4},
    {"images": [], "annotations": []},
    {"id": 1, "annotations": [{"completed_by": 1, "result": []}]},
]
values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.sampled_from(["", "a", "accept", "labels", "choices", "1.5"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=20,
)
more = st.dictionaries(st.sampled_from(KEYS), values)
records = st.builds(lambda start, others: start | others, st.sampled_from(START), more)


@settings(deadline=None, max_examples=400)
@given(st.lists(records | values, min_size=1, max_size=3), st.booleans())
def test_any_records_are_read_or_refused(found: list[object], one: bool) -> None:
    """A list of records, a record a line or one object gives a table or one InputError."""
    texts = [json.dumps(found), "\n".join(map(json.dumps, found))]
    with suppress(InputError):
        assert isinstance(read(texts[one]), LabelTable)
    with suppress(InputError):
        assert isinstance(read(json.dumps(found[0])), LabelTable)
