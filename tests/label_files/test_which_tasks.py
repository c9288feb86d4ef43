"""Which tasks and people of several exports are the same, where numbers and what is shown contradict each other."""

import io
import json
import zipfile
from collections.abc import Sequence

import pytest

from calculators.core import InputError
from calculators.label_files import LabelTable, ReadOptions, read

TEXTS = ["A fine film", "A dull one", "Neither", "Loved it", "Walked out", "Solid acting"]
OTHERS = ["Router fails", "Wrong invoice", "Cancel it", "Great help", "Lost parcel", "Refund me"]
EVA, JONAS = "gbggbb", "ggbgbg"
WORDS = {"g": "good", "b": "bad"}


def export(
    labels: str, first: int = 1, who: object = 1, day: str = "", made: str = "", **shown: Sequence[object]
) -> bytes:
    """Return an export of tasks numbered from ``first`` on, made at moments of the day's own unless all at one."""
    moments = (made or f"2026-01-{day or '05'}T10:00:0{at}.00{day or labels[0]}{at}17Z" for at in range(9))
    return json.dumps([
        {"id": first + at, "data": {key: values[at] for key, values in shown.items()}, "annotations": [
            {"completed_by": who, "created_at": moment, "result": [
                {"from_name": "mood", "type": "choices", "value": {"choices": [WORDS[label]]}}]}]}
        for at, (label, moment) in enumerate(zip(labels, moments, strict=False))
    ]).encode()  # fmt: skip


def both(eva: bytes, jonas: bytes, **options: str) -> LabelTable:
    """Return the table of two people's files."""
    return read((("Eva.json", eva), ("Jonas.json", jonas)), ReadOptions(**options))  # type: ignore[arg-type]


def pairs(table: LabelTable) -> int:
    """Return how many items two people labelled."""
    return sum(len({who for item, who, _ in table.ratings if item == name}) > 1 for name in table.items)


@pytest.mark.parametrize("key", ["name", "row"])
def test_a_second_column_that_is_alike_is_not_believed_against_the_text(key: str) -> None:
    """Rows of a sheet have the same names in any two sheets, so the reader is asked which column is the item."""
    alike = {key: [f"{key} {at}" for at in "abcdef"]}
    eva, jonas = export(EVA, text=TEXTS, day="11", **alike), export(JONAS, text=OTHERS, day="12", **alike)
    with pytest.raises(InputError, match=r"6 of 6 by 'text'") as caught:
        both(eva, jonas)
    assert caught.value.field == "item"
    assert {*caught.value.offers["item"]} == {"id", "text", key}
    assert pairs(both(eva, jonas, item="id")) == 6


@pytest.mark.parametrize(
    "alike", [["0.1", "0.2", "0.3", "0.4", "0.5", "0.6"], [1, 2, 3, 4, 5, 6], [f"2026-01-0{at}" for at in range(1, 7)]]
)
def test_scores_dates_and_numbers_are_not_what_a_task_shows(alike: Sequence[object]) -> None:
    """Two sets of texts that overlap are matched by text, though a score is the same row by row."""
    mixed = [*TEXTS[3:], *OTHERS[:3]]
    table = both(export(EVA, text=TEXTS, score=alike, day="11"), export(JONAS, 101, text=mixed, score=alike, day="12"))
    assert pairs(table) == 3


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (TEXTS, [*OTHERS[:5], ""]),
        (["ok", "ok", "ok", "fine", "fine", "no"], ["nay", "nay", "nay", "hm", "hm", "yes"]),
        (["yes"] * 3 + ["no"] * 3, ["no"] * 3 + ["yes"] * 3),
        ([[{"text": text}] for text in TEXTS], [[{"text": text}] for text in OTHERS]),
    ],
)
def test_numbers_are_not_believed_where_tasks_show_something_else(
    mine: Sequence[object], theirs: Sequence[object]
) -> None:
    """Texts that are empty, repeated or lists tell no tasks apart, and yet they say that numbers mislead."""
    with pytest.raises(InputError, match="show something else in each file"):
        both(export(EVA, shown=mine, day="11"), export(JONAS, shown=theirs, day="12"))


def test_numbers_are_kept_where_one_text_was_changed() -> None:
    """A typo that was mended in one file hides no item; how many differ is told."""
    table = both(
        export(EVA, who=3, day="11", text=TEXTS), export(JONAS, who=7, day="12", text=[*TEXTS[:5], "Solid  acting"])
    )
    assert pairs(table) == 6
    assert any("1 of 6 by 'text'" in caution for caution in table.detected.cautions)


def test_one_key_is_used_in_both_files() -> None:
    """A long text or address in one file makes no other key the better one there."""
    images = [f"https://pics.example/{at}.jpg" for at in "abcdef"]
    eva = export(EVA, day="11", text=[*TEXTS[:5], "x" * 300], image=images)
    jonas = export(JONAS, 11, day="12", text=[*TEXTS[:5], "z"], image=[*images[:5], f"https://{'y' * 300}.jpg"])
    assert pairs(both(eva, jonas)) == 5


@pytest.mark.parametrize("who", [{"id": 3, "email": "eva@example.org"}, 4])
def test_copies_are_found_whatever_people_are_called(who: object) -> None:
    """A copy under another's name or address has the moments of the first."""
    with pytest.raises(InputError, match="6 of 6 were first saved at the same moment"):
        both(export(EVA, text=TEXTS, who="jonas@example.org", day="11"), export(JONAS, text=TEXTS, who=who, day="11"))


@pytest.mark.parametrize("made", ["2026-01-05T10:00:00.000000Z", "2026-01-05T10:00:00.123456Z", "2026-01-05"])
def test_one_moment_for_all_says_nothing_of_copies(made: str) -> None:
    """What an import or whole seconds give says nothing; that no copy could be seen is told."""
    table = both(export(EVA, text=TEXTS, made=made), export(JONAS, text=TEXTS, made=made))
    assert pairs(table) == 6
    assert any("would pass for a second person" in caution for caution in table.detected.cautions)


@pytest.mark.parametrize(
    "third",
    [
        b'[{"id": 1, "data": {"text": "A fine film"}, "annotations": [], "predictions": []}]',
        b"item,annotator,label\n1,Mia,good\n2,Mia,bad\n",
    ],
)
def test_a_file_that_is_not_begun_or_no_export_leaves_the_others_compared(third: bytes) -> None:
    """Eva and Jonas, both number 1, stay two people beside it."""
    files = (("Eva.json", export(EVA, text=TEXTS, day="11")), ("Jonas.json", export(JONAS, text=TEXTS, day="12")))
    assert {"Eva", "Jonas"} <= {*read((*files, ("Mia.dat", third))).annotators}


def test_two_exports_of_a_zip_are_each_read_by_their_own_key() -> None:
    """Both are called after the zip, and each calls what it shows otherwise."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("p1.json", export(EVA[:3], text=TEXTS[:3], day="11"))
        archive.writestr("p2.json", export(EVA[3:], 14, review=TEXTS[3:], day="13"))
    table = read((("Eva.zip", data.getvalue()), ("Jonas.json", export(JONAS[::-1], text=TEXTS[::-1], day="12"))))
    assert pairs(table) == 6
    assert table.annotators == ("Eva", "Jonas")
    assert table.detected.not_read == ()
    assert any("The 2 files in 'Eva.zip'" in caution for caution in table.detected.cautions)


def test_two_batches_of_one_number_that_overlap_are_one_person() -> None:
    """Tasks in both that were labelled at the same moments are exported twice and not labelled by two."""
    moments = {"text": [f"Text {at}" for at in range(6)]}
    first, second = export(EVA, who=3, day="11", **moments), export(EVA, who=3, day="11", **moments)[:-1] + b" ]"
    jonas = export(JONAS, who=7, day="12", **moments)
    assert read((("1.json", first), ("2.json", second), ("Jonas.json", jonas))).annotators == ("3", "7")


def test_people_of_two_teams_that_bear_one_number_are_told() -> None:
    """Number 1 of either server may be somebody else."""
    berlin, paris = (
        json.dumps(
            [
                {**task, "annotations": [{**task["annotations"][0], "completed_by": who} for who in (1, 2)]}
                for task in json.loads(export(EVA, first, text=texts, day="11"))
            ]
        ).encode()
        for first, texts in ((1, TEXTS), (50, OTHERS))
    )
    cautions = both(berlin, paris).detected.cautions
    assert any("somebody else's in each" in caution for caution in cautions)


def test_the_users_of_old_doccano_are_numbers_too() -> None:
    """Where people have a doccano of their own each, all are user 1."""
    eva, jonas = (
        "\n".join(json.dumps({"id": at, "text": text, "annotations": [{"label": 1 + (label == "g"), "user": 1}]})
                  for at, (text, label) in enumerate(zip(TEXTS, labels, strict=True))).encode()
        for labels in (EVA, JONAS)
    )  # fmt: skip
    assert pairs(read((("Eva.jsonl", eva), ("Jonas.jsonl", jonas)))) == 6


def test_the_reader_s_item_may_be_called_otherwise_in_one_file() -> None:
    """A file without that column keeps the one that tells its tasks apart."""
    table = both(export(EVA, text=TEXTS, day="11"), export(JONAS, review=OTHERS, day="12"), item="text")
    assert {*table.items} == {*TEXTS, *OTHERS}
