"""A sample of scores is folded into counts and thresholds exactly, however its file writes numbers."""

import bisect
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.catalog import find
from calculators.core import Folded, InputError, Progress
from calculators.models.prelabel.sample import MOST_ROWS, STEPS, reading

PRELABEL = find("prelabel")
SCORES = st.one_of(
    st.floats(0, 1), st.integers(0, 100), st.sampled_from([0.1, 0.5, 0.9]), st.floats(-1e9, 1e9, allow_nan=False)
)
SAMPLES = st.lists(st.tuples(SCORES, st.booleans()), min_size=1, max_size=300)


def read(text: str | bytes) -> Folded:
    """Return what a file comes to."""
    *_, last = reading("sample", text.encode() if isinstance(text, str) else text)
    assert isinstance(last, Folded)
    return last


def refusal(text: str | bytes) -> str:
    """Return why a file is refused."""
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.field == "sample"
    return caught.value.sentence


def rows(found: Folded) -> list[tuple[float, int, int]]:
    """Return the thresholds with their items and errors."""
    table: Any = found.inputs["risk_coverage"]
    return [(row.threshold, row.items, row.errors) for row in table]


def written(sample: Sequence[tuple[float, bool]], separator: str = ",", mark: str = ".") -> str:
    """Return a sample as a file."""
    lines = (f"{score!r}".replace(".", mark) + separator + str(int(right)) for score, right in sample)
    return "\n".join([f"score{separator}right", *lines])


@given(SAMPLES)
def test_every_threshold_counts_the_items_at_or_above_it(sample: list[tuple[float, bool]]) -> None:
    """Counted anew, item by item, each row holds; the rows are few, and the calculator takes them as they are."""
    found = read(written(sample))
    for threshold, items, errors in rows(found):
        passing = [right for score, right in sample if score >= threshold]
        assert (items, errors) == (len(passing), passing.count(False))
        assert 0 < items < len(sample)
    assert found.inputs["calibration_items"] == len(sample)
    assert found.inputs["calibration_right"] == sum(right for _, right in sample)
    inputs: Any = PRELABEL.inputs(**found.inputs)
    assert [row.items for row in inputs.coverage] == [items for _, items, _ in rows(found)]


@given(SAMPLES)
def test_thresholds_are_every_score_or_lie_a_fortieth_apart(sample: list[tuple[float, bool]]) -> None:
    """Up to 41 scores each has its row but the lowest; of more, no share of a fortieth and no equal scores are torn."""
    found = [items for _, items, _ in rows(read(written(sample)))]
    scores = sorted(score for score, _ in sample)
    every = sorted({len(scores) - bisect.bisect_left(scores, score) for score in scores})[:-1]
    if len(every) <= STEPS:
        assert found == every
    else:
        wanted = [-(-len(scores) * step // STEPS) for step in range(1, STEPS)]
        assert found == sorted(
            {min(items for items in [*every, len(scores)] if items >= one) for one in wanted} & set(every)
        )


@given(SAMPLES, st.sampled_from([("\t", "."), (";", "."), (";", ","), ("\t", ",")]))
def test_other_separators_and_decimal_commas_mean_the_same(
    sample: list[tuple[float, bool]], form: tuple[str, str]
) -> None:
    """A spreadsheet's file of any country comes to the same, with and without its marks, or it asks."""
    sample = [(0.25, True), *((round(score, 6), right) for score, right in sample)]
    # An exponent is written with a point by everybody.
    sample = [(score, right) for score, right in sample if "e" not in repr(score)]
    assert read(written(sample, *form)).inputs == read(written(sample)).inputs
    windows = written(sample, *form).replace("\n", "\r\n")
    assert read(b"\xef\xbb\xbf" + windows.encode()).inputs == read(written(sample)).inputs
    assert read(windows.encode("utf-16")).inputs == read(written(sample)).inputs
    assert read(f"sep={form[0]}\n{written(sample, *form)}").inputs == read(written(sample)).inputs


@pytest.mark.parametrize(
    "text",
    [
        "0.9,1\n0.8,0\n", "score,right\n0.9,yes\n0.8,no\n", "right,score\nTRUE,0.9\nFALSE,0.8\n",
        "id;Score;model;Right\na;0,9;x;1,0\nb;0,8;y;0,0\n", "confidence\tcorrect\n0.9\tpass\n0.8\tfail\n\n",
        "90%,1\n80 %,0\n", "score,right\r0.9,1\r0.8,0\r", ' "0.9" ,1\n0.8,0\n'.replace(' "', '"').replace('" ', '"'),
    ],
)  # fmt: skip
def test_ways_to_write_two_items(text: str) -> None:
    """Names or none, in any order and case, with further columns, words, percent signs and blank lines."""
    found = read(text)
    assert (found.inputs["calibration_items"], found.inputs["calibration_right"]) == (2, 1)
    assert [(items, errors) for _, items, errors in rows(found)] == [(1, 0)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "expected at least one row with a score and whether the label is right, got 'an empty file'"),
        ("score,right\n", "expected at least one row with a score and whether the label is right"),
        ("score,right\n0.9,1\nhigh,0\n", "row 2 (line 3), score: expected a number such as 0.95, got 'high'"),
        ("score,right\n0.9,1\n,0\n", "row 2 (line 3), score: expected a number such as 0.95"),
        ("score,right\n0.9,1\n\nnan,0\n", "row 2 (line 4), score: expected a number such as 0.95, got 'nan'"),
        ("0.9,1\n0.8,maybe\n", "row 2 (line 2), right: expected 1 or 0, yes or no, got 'maybe'"),
        ("0.9,1\n0.8,\n", "row 2 (line 2), right: expected 1 or 0, yes or no"),
        ("0.9,1\n1_0,0\n", "row 2 (line 2), score: expected a number such as 0.95, got '1_0'"),
        ("0.9,1\n1e16,0\n", "row 2 (line 2), score: expected a number such as 0.95, got '1e16'"),
        ("90%,1\n0.8,0\n", "row 2 (line 2), score: expected a number such as 0.95, got '0.8'"),
        ("0.9,1\n80%,0\n", "row 2 (line 2), score: expected a number such as 0.95, got '80%'"),
        ("0,9;1\n0.8;0\n", "row 2 (line 2), score: expected a number such as 0.95, got '0.8'"),
        ("0.9,1\n0.8\n", "row 2 (line 2): expected two cells; where commas stand between them, decimals need a point"),
        ("0,9,1\n", "row 1 (line 1): expected two cells; where commas stand between them, decimals need a point"),
        ("1.234;1\n5.678;0\n", "row 1 (line 1), score: Did you mean 1234 or 1.2340? '1.234' can be read both ways."),
        ("1,234;1\n5;0\n", "row 1 (line 1), score: Did you mean 1234 or 1.2340? '1,234' can be read both ways."),
        ("score,verdict\n0.9,1\n", "expected one column called right in the first row, got 'score, verdict'"),
        ("score,right,score\n0.9,1,2\n", "expected one column called score in the first row"),
        ('[{"score": 1}]', "expected CSV with the columns score and right, got 'JSON'"),
        ('score,right\n"0.9,1\n', "expected complete quotation marks up to line 2"),
        (b"PK\x03\x04", "got 'an Excel workbook or a ZIP file'"),
        ("score,right\n0.9,1\n" * 2, "row 2 (line 3), score: expected a number such as 0.95, got 'score'"),
    ],
)  # fmt: skip
def test_a_fault_names_its_row_and_column(text: str | bytes, said: str) -> None:
    """What is wrong is said where it stands, and what would have been accepted."""
    assert said in refusal(text)


def test_a_mark_that_one_score_makes_clear_is_clear_for_all() -> None:
    """Three digits behind a mark are decimals once another score shows that the mark stands for them."""
    assert rows(read("1.234;1\n5.6;0\n")) == rows(read("1,234;1\n5,6;0\n")) == [(5, 1, 1)]


def test_a_million_rows_and_one_more() -> None:
    """A million rows are read, with progress that grows; one more is refused."""
    row = "0.5,1\n"
    steps = list(reading("sample", (row * MOST_ROWS).encode()))
    shares = [step.share for step in steps if isinstance(step, Progress)]
    assert len(shares) > 40
    assert shares == sorted(shares)
    assert isinstance(steps[-1], Folded)
    assert steps[-1].inputs["calibration_items"] == MOST_ROWS
    assert refusal(row * (MOST_ROWS + 1)) == "expected at most 1,000,000 rows"


def test_what_was_read_is_said() -> None:
    """The words name the rows, the accuracy and the range; scores that run the wrong way are asked about."""
    words = read("0.9,1\n0.8,1\n0.2,0\n").words
    assert words == (
        "Read 3 rows: the model is right on 66.7%. Scores run from 0.2 to 0.9 and give 2 thresholds."
    )  # fmt: skip
    assert "is a high score the surer one here?" in read("0.9,0\n0.8,1\n0.2,1\n0.1,1\n").words
    assert read("7,1\n7,0\n").words == (
        "Read 2 rows: the model is right on 50.0%. All scores are 7, so there is no threshold to choose."
    )


def test_a_threshold_is_the_shortest_number_between_two_scores() -> None:
    """Between 0.8731 and 0.8899 the threshold is 0.88: it lets the same items pass and is easier to say."""
    assert rows(read("0.8899,1\n0.8731,0\n")) == [(0.88, 1, 0)]
    assert rows(read("-1.5,1\n-2.5,0\n")) == [(-2, 1, 0)]
