"""Further measures of the agreement calculator, shown only where the data ask for them."""

import json
from random import Random

import pytest

from calculators.methods.agreement.sets import jaccard_distance, masi_distance
from calculators.models.agreement import calculator
from calculators.models.agreement.cuts import is_cut
from tests.label_files import drawn_files

RATINGS = "item,a,b,c,d\n1,9,2,5,8\n2,6,1,3,2\n3,8,4,6,8\n4,7,1,2,6\n5,10,5,6,9\n6,6,2,4,7\n"
SETS = "item,a,b\n1,red|blue,red\n2,red,red\n3,blue,blue\n4,red|blue,red|blue\n5,green,blue\n6,red,red|green\n"


def answered(table, **inputs):
    """Return the result and the words of the section of measures."""
    given = calculator.inputs.parse({"table": table, **inputs})
    *_, last = calculator.steps(given)
    shown = calculator.present(given, last.result)
    (section,) = (one for one in shown.sections if one.id == "measures")
    return last.result, " ".join(map(str, section.content))


def test_ratings_that_are_numbers_have_all_six_correlations():
    """Shrout and Fleiss' example read as a table gives their six answers, with words on which to report."""
    result, words = answered(RATINGS, level="interval")
    assert {one.form: round(one.value, 2) for one in result.numbers.correlations} == {
        "ICC(1,1)": 0.17, "ICC(2,1)": 0.29, "ICC(3,1)": 0.71, "ICC(1,k)": 0.44, "ICC(2,k)": 0.62, "ICC(3,k)": 0.91,
    }  # fmt: skip
    assert (result.numbers.complete, result.numbers.left_out) == (6, 0)
    assert "Report ICC(2,1)" in words
    assert "your mark is held against it" in words, "alpha is marked as the one that fits, and the words say what for"
    assert result.numbers.concordance is None


def test_incomplete_items_are_counted_and_said():
    """An item without somebody's rating is left out of the correlations, and the answer says how many were."""
    result, words = answered(RATINGS + "7,5,,4,4\n8,,,1,\n", level="ratio")
    assert (result.numbers.complete, result.numbers.left_out) == (6, 2)
    assert "2 items left out, since a rating is missing" in words


def test_two_people_have_a_concordance():
    """For two people Lin's concordance stands beside the correlations; for names there is neither."""
    result, words = answered("item,a,b\n1,1,2\n2,3,3\n3,5,6\n4,7,7\n", level="interval")
    assert result.numbers.concordance.low < result.numbers.concordance.value < result.numbers.concordance.high
    assert "Lin's concordance" in words
    result, words = answered("item,a,b\n1,x,x\n2,y,x\n")
    assert result.numbers is None
    assert "ICC" not in words


def test_counts_have_only_the_first_model():
    """Where it is not known who gave which rating, only the model that does not ask is shown."""
    result, words = answered("item,1,2,3\na,0,1,2\nb,3,0,0\nc,0,3,0\n", level="interval", form="counts")
    assert [one.form for one in result.numbers.correlations] == ["ICC(1,1)", "ICC(1,k)"]
    assert "does not say who gave which rating" in words


def test_sets_of_labels_stay_sets():
    """Labels such as red|blue are taken as sets, said as such, and alpha by MASI gives part credit."""
    result, words = answered(SETS)
    assert [one.distance for one in result.sets] == ["MASI", "Jaccard"]
    plain = next(measure.value for measure in result.measures if measure.name == "krippendorff_alpha")
    assert plain < result.sets[0].value < result.sets[1].value
    assert "“red|blue” was taken as blue and red" in words


def alpha_by_hand(items, distance):
    """Return alpha of pairs of sets, from each two labels of an item and each two of all."""
    every = [label for item in items for label in item]
    within = [distance(*item) for item in items]
    between = [distance(a, b) for at, a in enumerate(every) for b in every[at + 1 :]]
    return 1 - (sum(within) / len(within)) / (sum(between) / len(between))


def test_sets_have_intervals_as_the_other_measures_do():
    """Alpha by both distances has the percentile interval of items drawn by another generator, and says so."""
    draw = Random(5)
    names = [frozenset("a"), frozenset("ab"), frozenset("b"), frozenset("bc"), frozenset("abc")]
    items = [(one, one if draw.random() < 0.6 else draw.choice(names)) for one in draw.choices(names, k=60)]
    rows = "".join(f"{at},{'|'.join(sorted(a))},{'|'.join(sorted(b))}\n" for at, (a, b) in enumerate(items))
    result, words = answered(f"item,p,q\n{rows}")
    for found, distance in zip(result.sets, (masi_distance, jaccard_distance), strict=True):
        assert found.value == pytest.approx(alpha_by_hand(items, distance))
        drawn = sorted(alpha_by_hand(draw.choices(items, k=60), distance) for _ in range(600))
        assert found.low == pytest.approx(drawn[14], abs=0.03)
        assert found.high == pytest.approx(drawn[584], abs=0.03)
        assert f"{found.low:.2f} to {found.high:.2f}" in words


def test_sets_that_leave_nothing_to_expect_have_no_interval():
    """Where alpha is not defined there is no interval either, and the reason stands there."""
    result, words = answered("item,p,q\n1,a|b,a|b\n2,a|b,a|b\n3,a,\n4,,b\n")
    assert [(one.value, one.low, one.high) for one in result.sets] == [(None, None, None)] * 2
    assert "there is no disagreement to expect" in words


def test_choices_of_an_export_are_sets_whatever_their_names():
    """Two choices at once are two labels though a name holds a plus, since the export says which they are."""

    def task(number, *choices):
        notes = [
            {"completed_by": person, "result": [{"from_name": "c", "type": "choices", "value": {"choices": list(one)}}]}
            for person, one in zip("ab", choices, strict=True)
        ]
        return {"id": number, "data": {}, "annotations": notes}

    result, _ = answered(json.dumps([task(1, ["x + y", "z"], ["z"]), task(2, ["x + y"], ["x + y"])]))
    assert result.sets[0].parts == ["x + y", "z"]
    assert answered(json.dumps([task(1, ["x + y"], ["z"]), task(2, ["z"], ["x + y"])]))[0].sets == ()


def spans_of(*people):
    """Return Label Studio's JSON of spans by people on one text."""
    return drawn_files.studio({
        name: [{"type": "labels", "value": {"start": start, "end": end, "labels": [label]}}
               for start, end, label in spans]
        for name, spans in zip(("Eva", "Jonas"), people, strict=True)
    })  # fmt: skip


def test_spans_stand_exact_in_part_and_by_character():
    """A span marked one word longer is no exact match, a partial one, and nearly all of it by character."""
    result, _ = answered(spans_of([(4, 11, "company"), (30, 40, "place")], [(4, 16, "company"), (30, 40, "place")]))
    (score,) = result.regions
    assert (score.f1, score.partial_f1, score.length_f1) == (0.5, 1, pytest.approx(34 / 39))
    assert result.cuts == ()


def test_cuts_are_compared_where_spans_are_pieces_of_a_whole():
    """Three pieces against two of the same text: the one cut both made is found, the other counts as different."""
    result, words = answered(spans_of([(0, 40, "a"), (41, 80, "b"), (81, 120, "c")], [(0, 40, "a"), (41, 120, "b")]))
    (score,) = result.cuts
    assert 0 < score.pk <= score.window_difference < 1
    assert "Pk and WindowDiff" in words
    same, _ = answered(spans_of([(0, 40, "a"), (41, 80, "b")], [(0, 40, "x"), (41, 80, "y")]))
    assert same.cuts[0].window_difference == 0
    other, _ = answered(spans_of([(0, 40, "a"), (41, 80, "b")], [(0, 40, "a"), (41, 99, "b")]))
    assert other.cuts == ()
    assert is_cut([(0, 4, "a"), (4, 6, "b")])
    assert not is_cut([(0, 4, "a"), (3, 6, "b")])
    assert not is_cut([(0, 4, "a"), (9, 12, "b")])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (drawn_files.cvat_polygons(), "polygons"),
        (drawn_files.coco_packed_masks(), "masks"),
        (drawn_files.cvat_video(), "boxes in video"),
        (drawn_files.studio_sound(), "stretches of sound"),
        (drawn_files.coco_bodies(("front", "back")), "key points"),
    ],
)
def test_shapes_have_a_headline_and_a_table(data, kind):
    """What people drew is told in the headline, and the section of regions says when two marks match."""
    given = calculator.inputs.parse({"table": data})
    *_, last = calculator.steps(given)
    shown = calculator.present(given, last.result)
    assert kind in shown.headline
    (section,) = (one for one in shown.sections if one.id == "regions")
    assert str(section.content[0]).strip()
    assert (last.result.items_with_two, list(last.result.apart)) == (1, [])
