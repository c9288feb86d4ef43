"""Spans, boxes and other shapes from every tool: what is measured is exact, and what is not is said."""

import json
import re
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calculators.label_files import LabelTable, ReadOptions, read
from calculators.label_files.tokens import tokens_of, touched
from calculators.methods.agreement import SpanF1
from calculators.models.agreement.regions import box_agreement, span_agreement
from tests.label_files.small_files import refused
from tests.label_files.written_by_tools import lines, zipped

# Two texts; both people marked, agreeing on two of three and four spans.
SPANS = {
    ("doc1", "Eva"): [(0, 5, "PER"), (10, 16, "LOC")],
    ("doc1", "Jonas"): [(0, 5, "PER"), (10, 12, "LOC")],
    ("doc2", "Eva"): [(3, 8, "ORG")],
    ("doc2", "Jonas"): [(3, 8, "ORG"), (20, 24, "PER")],
}
TEXT = "abcde fgh ijklmn opq rstu vwx"
# Left, top, width, height and label on two pictures.
BOXES = {
    ("p1.jpg", "Eva"): [(10.0, 10.0, 20.0, 20.0, "car")],
    ("p1.jpg", "Jonas"): [(10.0, 10.0, 20.0, 10.0, "car")],
    ("p2.jpg", "Eva"): [(0.0, 0.0, 8.0, 8.0, "van")],
    ("p2.jpg", "Jonas"): [],
}
PEOPLE = ("Eva", "Jonas")
DOCUMENTS = ("doc1", "doc2")
PICTURES = ("p1.jpg", "p2.jpg")


def brat() -> bytes:
    """Return a folder a person, with relations and an attribute."""
    files = {}
    for (document, person), spans in SPANS.items():
        found = [f"T{at}\t{label} {start} {end}\t{TEXT[start:end]}" for at, (start, end, label) in enumerate(spans, 1)]
        files[f"corpus/{person}/{document}.ann"] = "\n".join([*found, "R1\tRel Arg1:T1 Arg2:T1", "A1\tNeg T1", ""])
        files[f"corpus/{person}/{document}.txt"] = TEXT
    return zipped(files | {"corpus/annotation.conf": "[entities]"})


def webanno() -> bytes:
    """Return an INCEpTION project, with a curated text that is nobody's."""
    words = [(0, 5), (6, 9), (10, 12), (12, 16), (17, 20), (3, 8), (20, 24)]
    files = {"project.json": "{}"}
    for (document, person), spans in SPANS.items():
        rows = [
            "#FORMAT=WebAnno TSV 3.3",
            "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value",
        ]
        rows += ["#T_RL=webanno.custom.Rel|kind|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", "", ""]
        rows.append(f"#Text={TEXT}")
        for number, (start, end) in enumerate(words, 1):
            inside = [(at, span) for at, span in enumerate(spans, 1) if span[0] <= start and end <= span[1]]
            value = "|".join(f"{span[2]}[{at}]" if span[:2] != (start, end) else span[2] for at, span in inside) or "_"
            rows.append(f"1-{number}\t{start}-{end}\t{TEXT[start:end]}\t_\t{value}\t_\t_\t")
        files[f"annotation/{document}.txt/{person}.tsv"] = "\n".join(rows)
        files[f"curation/{document}.txt/CURATION_USER.tsv"] = "\n".join(rows)
    return zipped(files)


def xmi_text(spans: list[tuple[int, int, str]]) -> str:
    """Return a CAS as INCEpTION writes it."""
    ner = "http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore"
    cut = "http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore"
    found = "".join(
        f'<ner:NamedEntity xmi:id="{at}" sofa="1" begin="{start}" end="{end}" value="{label}"/>'
        for at, (start, end, label) in enumerate(spans, 20)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" '
        f'xmlns:ner="{ner}" xmlns:cut="{cut}" xmlns:cas="http:///uima/cas.ecore" xmi:version="2.0">'
        f'<cut:Token xmi:id="9" sofa="1" begin="0" end="5" order="0"/>{found}'
        f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="{TEXT}"/></xmi:XMI>'
    )


def xmi() -> bytes:
    """Return an INCEpTION project whose annotators' files are zips of XMI."""
    return zipped({
        f"annotation/{document}.txt/{person}.zip": zipped({f"{person}.xmi": xmi_text(spans), "TypeSystem.xml": "<t/>"})
        for (document, person), spans in SPANS.items()
    })  # fmt: skip


def doccano() -> bytes:
    """Return doccano's zip of spans."""
    return zipped({
        f"{person}.jsonl": lines([
            {"id": document, "text": TEXT, "label": [[*span] for span in SPANS[document, person]]}
            for document in DOCUMENTS
        ])
        for person in PEOPLE
    })  # fmt: skip


def doccano_relations() -> bytes:
    """Return doccano's zip with entities and relations."""
    return zipped({
        f"{person}.jsonl": lines([
            {"id": document, "text": TEXT, "relations": [], "Comments": [], "entities": [
                {"id": 1, "label": label, "start_offset": start, "end_offset": end}
                for start, end, label in SPANS[document, person]]}
            for document in DOCUMENTS
        ])
        for person in PEOPLE
    })  # fmt: skip


def doccano_old() -> bytes:
    """Return doccano's old lines, with people as numbers in them."""
    return lines([
        {"id": document, "text": TEXT, "annotations": [
            {"label": label, "start_offset": start, "end_offset": end, "user": person}
            for person in PEOPLE for start, end, label in SPANS[document, person]]}
        for document in DOCUMENTS
    ])  # fmt: skip


def prodigy() -> bytes:
    """Return what Prodigy's ner.manual saves."""
    return lines([
        {"text": TEXT, "_input_hash": document, "_task_hash": 1, "_view_id": "ner_manual", "answer": "accept",
         "tokens": [], "_annotator_id": person,
         "spans": [{"start": start, "end": end, "label": label, "token_start": 0} for start, end, label in spans]}
        for (document, person), spans in SPANS.items()
    ])  # fmt: skip


def label_studio() -> bytes:
    """Return Label Studio's JSON of entities."""
    return json.dumps([
        {"id": document, "data": {"text": TEXT}, "annotations": [
            {"completed_by": person, "result": [
                {"id": "a", "type": "labels", "from_name": "ner", "to_name": "text",
                 "value": {"start": start, "end": end, "text": TEXT[start:end], "labels": [label]}}
                for start, end, label in SPANS[document, person]]}
            for person in PEOPLE]}
        for document in DOCUMENTS
    ]).encode()  # fmt: skip


def label_studio_min() -> bytes:
    """Return Label Studio's JSON-MIN of entities."""
    return json.dumps([
        {"text": TEXT, "id": document, "annotator": person, "annotation_id": at, "created_at": "2024-05-01",
         "lead_time": 1.5,
         "ner": [{"start": start, "end": end, "text": TEXT[start:end], "labels": [label]}
                 for start, end, label in spans]}
        for at, ((document, person), spans) in enumerate(SPANS.items())
    ]).encode()  # fmt: skip


def labelbox_spans() -> bytes:
    """Return Labelbox's lines of entities."""
    return lines([
        {"data_row": {"id": document}, "projects": {"p": {"labels": [
            {"label_details": {"created_by": person}, "annotations": {"classifications": [], "objects": [
                {"name": label, "annotation_kind": "TextEntity", "location": {"start": start, "end": end}}
                for start, end, label in SPANS[document, person]]}}
            for person in PEOPLE]}}}
        for document in DOCUMENTS
    ])  # fmt: skip


@pytest.mark.parametrize(
    "write",
    [
        brat,
        webanno,
        xmi,
        doccano,
        doccano_relations,
        doccano_old,
        prodigy,
        label_studio,
        label_studio_min,
        labelbox_spans,
    ],
)
def test_the_same_spans_give_the_same_f1_from_any_tool(write: Callable[[], bytes]) -> None:
    """Two of three and four spans match, so that F1 is 4/7, whatever tool wrote them."""
    table = read(write())
    assert set(table.annotators) == set(PEOPLE)
    assert {item.removesuffix(".txt") for item in table.items} == set(DOCUMENTS)
    (pair,) = span_agreement(table)
    assert (pair.items, pair.f1.shared, pair.f1.first + pair.f1.second) == (2, 2, 7)
    assert pair.f1.f1 == pytest.approx(4 / 7)
    assert "2 items, 2 people" in table.sentence()
    assert "3 labels" in table.sentence()


@pytest.mark.parametrize("write", [xmi, doccano, doccano_relations, prodigy, label_studio, label_studio_min])
def test_the_same_spans_cover_the_same_tokens_in_any_file_that_holds_the_text(write: Callable[[], bytes]) -> None:
    """Four tokens have the same label, of four and five; a span counts for each token of which it covers anything."""
    (pair,) = span_agreement(read(write()))
    assert isinstance(pair.tokens, SpanF1)
    assert (pair.tokens.shared, pair.tokens.first, pair.tokens.second) == (4, 4, 5)


def test_without_the_text_there_is_no_f1_by_token() -> None:
    """Files of marks alone say nothing of tokens, and neither does a text that does not hold the words of its spans."""
    (pair,) = span_agreement(read(brat()))
    assert pair.tokens is None
    other = label_studio().replace(TEXT.encode(), b"another text altogether, longer than it was")
    (pair,) = span_agreement(read(other))
    assert pair.tokens is None


@given(st.text("ab .,-\n", max_size=30), st.integers(0, 30), st.integers(0, 30))
@example("aa", 1, 1)
def test_a_span_touches_the_tokens_whose_characters_it_covers(text: str, one: int, other: int) -> None:
    """Of the tokens, those with a character in the span are touched, in a row, and no other."""
    start, end = min(one, other), max(one, other)
    tokens = tokens_of(text)
    first, last = touched((start, end), tokens)
    covered = [at for at, token in enumerate(tokens) if set(range(*token)) & set(range(start, end))]
    assert list(range(first, last)) == covered
    assert "".join(text[slice(*token)] for token in tokens) == "".join(text.split())


def coco() -> bytes:
    """Return COCO, a file a person."""
    files = {}
    for person in PEOPLE:
        notes = [
            {"id": 10 * at, "image_id": at, "category_id": ("car", "van").index(label) + 1, "bbox": [x, y, w, h],
             "area": w * h, "iscrowd": 0, "segmentation": [[x, y, x + w, y, x + w, y + h, x, y + h]]}
            for at, picture in enumerate(PICTURES) for x, y, w, h, label in BOXES[picture, person]
        ]  # fmt: skip
        files[f"{person}.json"] = json.dumps({
            "info": {}, "categories": [{"id": 1, "name": "car"}, {"id": 2, "name": "van"}], "annotations": notes,
            "images": [{"id": at, "file_name": picture} for at, picture in enumerate(PICTURES)],
        })  # fmt: skip
    return zipped(files)


def cvat() -> bytes:
    """Return CVAT's XML, a file a person."""
    files = {}
    for person in PEOPLE:
        pictures = ""
        for at, picture in enumerate(PICTURES):
            boxes = "".join(
                f'<box label="{label}" source="manual" occluded="0" xtl="{x}" ytl="{y}" xbr="{x + w}" ybr="{y + h}" '
                'z_order="0"><attribute name="color">red</attribute></box>'
                for x, y, w, h, label in BOXES[picture, person]
            )
            pictures += f'<image id="{at}" name="{picture}" width="100" height="100">{boxes}</image>'
        files[f"job_{person}/annotations.xml"] = f"<annotations><version>1.1</version>{pictures}</annotations>"
    return zipped(files)


def labelbox() -> bytes:
    """Return Labelbox's lines of boxes."""
    return lines([
        {"data_row": {"id": picture, "external_id": picture}, "projects": {"p": {"labels": [
            {"label_details": {"created_by": person}, "annotations": {"objects": [
                {"name": label, "annotation_kind": "ImageBoundingBox",
                 "bounding_box": {"top": y, "left": x, "height": h, "width": w}}
                for x, y, w, h, label in BOXES[picture, person]]}}
            for person in PEOPLE]}}}
        for picture in PICTURES
    ])  # fmt: skip


def studio_boxes() -> bytes:
    """Return Label Studio's JSON of boxes."""
    return json.dumps([
        {"id": picture, "data": {}, "annotations": [
            {"completed_by": person, "result": [
                {"id": "b", "type": "rectanglelabels", "from_name": "l", "original_width": 100, "original_height": 100,
                 "value": {"x": x, "y": y, "width": w, "height": h, "rotation": 0, "rectanglelabels": [label]}}
                for x, y, w, h, label in BOXES[picture, person]]}
            for person in PEOPLE]}
        for picture in PICTURES
    ]).encode()  # fmt: skip


@pytest.mark.parametrize("write", [coco, cvat, labelbox, studio_boxes])
def test_the_same_boxes_give_the_same_overlap_from_any_tool(write: Callable[[], bytes]) -> None:
    """One box covers half of the other and one stands alone: the mean overlap is a quarter, and F1 two thirds."""
    table = read(write())
    assert len(table.annotators) == 2
    (pair,) = box_agreement(table)
    assert (pair.items, pair.iou.first + pair.iou.second, pair.iou.matched) == (2, 3, 1)
    assert pair.iou.mean_iou == pytest.approx(0.25)
    assert pair.iou.f1_at_threshold == pytest.approx(2 / 3)


def studio(*shapes: tuple[str, dict[str, object]], other: tuple[str, dict[str, object]] | None = None) -> LabelTable:
    """Read a Label Studio task on which one person marked shapes and another one shape."""
    results = [
        {"id": str(at), "type": kind, "from_name": "s", "value": value} for at, (kind, value) in enumerate(shapes)
    ]
    second = [{"id": "z", "type": other[0], "from_name": "s", "value": other[1]}] if other else results[:1]
    notes = [{"completed_by": "Eva", "result": results}, {"completed_by": "Jo", "result": second}]
    return read(json.dumps([{"id": 1, "data": {}, "annotations": notes}]))


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("rectanglelabels", {"x": 1, "y": 1, "width": 5, "height": 5, "rotation": 30}, "turned boxes (2)"),
        ("polygonlabels", {"points": [[1, 1], [2, 1]]}, "polygons (2)"),
        ("ellipselabels", {"x": 5, "y": 5, "radiusX": 2, "radiusY": 3, "rotation": 9}, "ellipses (2)"),
        ("keypointlabels", {"x": 5, "y": 5, "width": 0.5}, "key points (2)"),
        ("brushlabels", {"format": "rle", "rle": [1, 2, 3]}, "brush strokes (2)"),
        ("videorectangle", {"sequence": [{"frame": 1, "x": 1}], "labels": ["car"]}, "boxes in video (2)"),
    ],
)  # fmt: skip
def test_shapes_that_cannot_be_measured_are_compared_as_labels_only(
    kind: str, value: dict[str, object], words: str
) -> None:
    """The set of labels on an item is compared, and a caution says that the places are not."""
    table = studio((kind, {kind: ["car"]} | value), (kind, {kind: ["van"]} | value), other=None)
    caution = table.detected.cautions[0]
    assert caution.startswith("Compared as labels only: ")
    assert words.replace("(2)", "(3)") in caution
    assert sorted(table.ratings) == [("1", "Eva", "car + van"), ("1", "Jo", "car")]


def test_shapes_beside_boxes_are_said_and_left_out() -> None:
    """Where boxes are measured, key points of no object beside them are named as not compared."""
    box = ("rectanglelabels", {"x": 1, "y": 1, "width": 5, "height": 5, "rectanglelabels": ["car"]})
    point = ("keypointlabels", {"x": 5, "y": 5, "width": 0.5, "keypointlabels": ["van"]})
    table = studio(box, point)
    said = "Not compared, since the overlap of such shapes is not measured: key points (1)."
    assert table.detected.cautions == (said,)
    assert len(table.marks[0].boxes) == len(table.marks[1].boxes) == 1


def test_paragraphs_and_hypertext_match_only_at_the_same_place() -> None:
    """The same offsets in another paragraph are another span; global offsets count where there are any."""
    first = {"start": "0", "end": "0", "startOffset": 2, "endOffset": 6, "paragraphlabels": ["q"]}
    later = first | {"start": "1", "end": "1"}
    (pair,) = span_agreement(studio(("paragraphlabels", first), other=("paragraphlabels", later)))
    assert pair.f1.shared == 0
    (pair,) = span_agreement(studio(("paragraphlabels", first), other=("paragraphlabels", first)))
    assert pair.f1.shared == 1
    page = {"start": "/p[1]/text()[1]", "end": "/p[2]/text()[1]", "startOffset": 9, "endOffset": 3}
    offsets = page | {"hypertextlabels": ["x"], "globalOffsets": {"start": 9, "end": 40}}
    (pair,) = span_agreement(studio(("hypertextlabels", offsets), other=("hypertextlabels", offsets)))
    assert (pair.f1.shared, pair.f1.first) == (1, 1)


def test_other_controls_of_whole_items() -> None:
    """Taxonomies, ratings, numbers, pairs and rankings are labels; several choices at once are said to be one."""
    for kind, value, label in (
        ("taxonomy", {"taxonomy": [["Animal", "Cat"]]}, "Animal > Cat"),
        ("rating", {"rating": 4}, "4"),
        ("number", {"number": 3.5}, "3.5"),
        ("pairwise", {"selected": "left"}, "left"),
        ("ranker", {"ranker": {"rank": ["b", "a"]}}, "rank: b > a"),
    ):
        assert {said for *_, said in studio((kind, value)).ratings} == {label}
    one = ("choices", {"choices": ["b", "a"]})
    table = studio(one, other=("choices", {"choices": ["a"]}))
    assert sorted(said for *_, said in table.ratings) == ["a", "a + b"]
    assert "Each set of labels counts as one label" in table.detected.cautions[0]


def test_polygons_and_masks_of_coco_are_no_boxes() -> None:
    """A box that COCO works out around an outline is not compared as if somebody had drawn it."""

    def of(outline: object) -> list[str]:
        whole = {"images": [{"id": 1, "file_name": "p"}], "categories": [{"id": 1, "name": "car"}], "annotations": [
            {"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 4, 4], "segmentation": outline}]}  # fmt: skip
        marks = read(zipped({"Eva.json": json.dumps(whole), "Jo.json": json.dumps(whole)})).marks
        assert not any(one.boxes for one in marks)
        return [shape.kind for one in marks for shape in one.shapes]

    assert of([[0, 0, 4, 1, 2, 4]]) == ["polygons", "polygons"]
    assert of({"size": [4, 4], "counts": [2, 3, 11]}) == ["masks", "masks"]


def test_tracks_of_other_shapes_are_said() -> None:
    """Tracks of polygons are compared as labels only, since only boxes are followed frame by frame."""
    text = ('<annotations><track id="0" label="car" source="manual"><polygon frame="0" outside="0" keyframe="1" '
            'points="1,1;2,2;1,2"></polygon></track></annotations>')  # fmt: skip
    table = read(zipped({"Eva.xml": text, "Jo.xml": text.replace("car", "van")}))
    assert "tracks of polygons (2)" in table.detected.cautions[0]
    assert sorted(said for *_, said in table.ratings) == ["car", "van"]


def test_each_feature_of_a_layer_is_a_question() -> None:
    """Of several layers with spans the fullest is read and each by its name; brat's pieces count together."""
    both = xmi_text(SPANS["doc1", "Eva"]).replace('value="PER"', 'value="PER" identifier="Q1"')
    archive = zipped({"Eva.xmi": both, "Jo.xmi": both})
    assert read(archive).detected.questions == ("NamedEntity|value", "NamedEntity|identifier")
    assert len(read(archive, ReadOptions(label="NamedEntity|value")).marks[0].spans) == 2
    assert refused(archive, label="Other").startswith("label: expected one of the layers: NamedEntity|value")
    pieces = "T1\tLOC 0 3;8 12\tabc ijkl\n"
    table = read(zipped({"Eva/a.ann": pieces, "Jo/a.ann": pieces.replace("8", "9")}))
    assert span_agreement(table)[0].f1.shared == 0


def test_one_persons_export_is_read_as_one_persons() -> None:
    """COCO, CVAT, brat and WebAnno alone hold one person's work, and say what to do for more."""
    coco_ = json.dumps(
        {"images": [{"id": 1}], "annotations": [{"image_id": 1, "category_id": 1, "bbox": [0, 0, 1, 1]}]}
    )
    for text in (coco_, "T1\tPER 0 5\tabcde\n", xmi_text(SPANS["doc1", "Eva"])):
        table = read(text)
        assert table.annotators == ("the file's owner",)
        assert re.search("together|folder|zip", table.detected.alone)
