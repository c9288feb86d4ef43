"""What a pilot's result leaves in doubt by its form is said: items that counts hide, and days ordered as text."""

from typing import Any

import pytest

from calculators.catalog import find
from calculators.core import Answer, InputErrors, Rows
from calculators.models.pilot.samples import SAMPLES

PILOT = find("pilot")
(TABLE,) = SAMPLES.values()
AS_DIFFERENT = "because counts do not say which items both got right"
AS_TEXT = "so they were put in order as text"


def told(**given: object) -> tuple[Answer, Any]:
    """Return the finished answer and its result for inputs given as a reader gives them."""
    inputs = PILOT.inputs.parse(given)
    result = PILOT.finished(inputs)
    return PILOT.present(inputs, result), result


def counts(*rows: tuple[str, int, int]) -> list[dict[str, object]]:
    """Return a result in counts."""
    return [{"vendor": name, "right": right, "checked": checked} for name, right, checked in rows]


def section(answer: Answer, name: str) -> list[Any]:
    """Return what a section holds."""
    return list(next(one for one in answer.sections if one.id == name).content)


def sentences(answer: Answer, name: str) -> str:
    """Return the sentences of a section."""
    return " ".join(item for item in section(answer, name) if isinstance(item, str))


def items_of_both(answer: Answer) -> list[str]:
    """Return what the comparison of every two vendors says of the items of both."""
    table = next(
        item for item in section(answer, "differences") if isinstance(item, Rows) and "Items of both" in item.columns
    )
    return [str(row[list(table.columns).index("Items of both")]) for row in table.rows]


def dated(**days: tuple[str, str]) -> str:
    """Return a table of vendors that each work on two days and do worse on the second of those given."""
    lines = ["item,vendor,correct,day"]
    for vendor, (first, last) in days.items():
        lines += [f"{item},{vendor},1,{first}" for item in range(50)]
        lines += [f"{item},{vendor},{int(item % 3 > 0)},{last}" for item in range(50, 100)]
    return "\n".join(lines) + "\n"


def test_counts_do_not_say_which_items_were_shared() -> None:
    """The caution, the comparison and the decision say that items counted as different, why, and what to enter."""
    answer, result = told(counts=counts(("A", 98, 100), ("B", 90, 100)))
    assert "The same items for all: yes." in result.record
    for words in (" ".join(answer.cautions), sentences(answer, "differences"), result.record):
        assert words.count(AS_DIFFERENT) == 1
        assert "enter the result item by item, or how many items only the first and how many only the second" in words
    assert items_of_both(answer) == ["not known"]


@pytest.mark.parametrize("rows", [(("A", 98, 100), ("B", 90, 101)), (("A", 98, 100), ("B", 90, 100), ("C", 90, 100))])
def test_only_what_is_accepted_is_offered_instead(rows: tuple[tuple[str, int, int], ...]) -> None:
    """Items that only one got right are for two vendors with equally many items; others have the table alone."""
    (said,) = (one for one in told(counts=counts(*rows))[0].cautions if AS_DIFFERENT in one)
    assert said.endswith("enter the result item by item.")


@pytest.mark.parametrize(
    "given",
    [
        {"pairing": "separate_items", "counts": counts(("A", 98, 100), ("B", 90, 100))},
        {"counts": counts(("A", 98, 100), ("B", 90, 100)), "only_first": 9, "only_second": 1},
        {"counts": counts(("A", 98, 100))},
        {"table": TABLE},
        {},
    ],
)
def test_nothing_is_said_of_shared_items_where_they_are_known(given: dict[str, object]) -> None:
    """Each its own, both numbers given, one vendor, a table, or no result: no doubt, and items of both are a number."""
    answer, result = told(**given)
    assert AS_DIFFERENT not in " ".join([*answer.cautions, sentences(answer, "differences"), result.record])
    if result.judged and result.judged.pairs:
        assert items_of_both(answer) != ["not known"]


def test_days_in_order_as_text_are_named() -> None:
    """December stands before November there, so that the day that got worse counts as the first one."""
    answer, result = told(table=dated(A=("30/11/2026", "03/12/2026"), B=("30/11/2026", "03/12/2026")))
    assert [(one.first_day, one.drifted) for one in result.judged.drift] == [("03/12/2026", False)] * 2
    for words in (" ".join(answer.cautions), sentences(answer, "days")):
        assert words.count(AS_TEXT) == 1
        assert "03/12/2026 counts as the first day and 30/11/2026 as the last for A and B" in words
        assert "write dates as 2026-11-05" in words
    right, result = told(table=dated(A=("2026-11-30", "2026-12-03"), B=("2026-11-30", "2026-12-03")))
    assert all(one.drifted for one in result.judged.drift)
    assert AS_TEXT not in " ".join([*right.cautions, sentences(right, "days")])


@pytest.mark.parametrize(
    ("first", "last", "in_order"),
    [
        ("9", "10", True),
        ("2026-11-30", "2026-12-03", True),
        ("2026-30-11", "2026-03-12", False),
        ("day 9", "day 10", False),
        ("2026-11-30", "1", False),
        ("3.12.2026", "30.11.2026", False),
    ],
)
def test_numbers_and_dates_stand_in_their_order(first: str, last: str, in_order: bool) -> None:
    """Plain numbers or dates with the year in front need no caution; a mixture and all other spellings do."""
    assert (AS_TEXT not in " ".join(told(table=dated(A=(first, last)))[0].cautions)) is in_order


def test_each_vendor_has_days_of_its_own() -> None:
    """Only the vendors whose days are in doubt are named, the first three pairs of days, and none at any length."""
    answer, _ = told(table=dated(A=("1", "2"), B=("Mon", "Tue"), C=("x" * 90, "z")))
    (said,) = (one for one in answer.cautions if AS_TEXT in one)
    assert f"Mon counts as the first day and Tue as the last for B; {'x' * 37}... counts as the first day" in said
    assert "for A" not in said
    many, _ = told(table=dated(**{f"v{number}": (f"a{number}", f"b{number}") for number in range(5)}))
    (said,) = (one for one in many.cautions if AS_TEXT in one)
    assert "for v2; the table of days has those of the other vendors" in said
    assert "v3" not in said
    assert AS_TEXT not in " ".join(told(table="item,vendor,correct,day\n1,A,1,Mon\n2,A,1,Mon\n")[0].cautions)


@pytest.mark.parametrize(
    ("right", "only", "words"),
    [
        ((95, 90), (5, 1), "expected 5 more than the 1 that only the second got right, because by the counts the first "
                           "got 5 more right, got '5'"),
        ((90, 95), (5, 1), "expected 5 fewer than the 1 that only the second got right, because by the counts the "
                           "first got 5 fewer right, got '5'"),
        ((90, 90), (5, 1), "expected 1, as many as only the second got right, because by the counts both got equally "
                           "many right, got '5'"),
        ((95, 90), (11, 6), "only the second got 6 right, but the first got only 5 wrong"),
        ((95,), (0, 3), "expected both numbers of items that only one got right to be 0, or the counts of two vendors"),
    ],
)  # fmt: skip
def test_numbers_that_no_result_has_are_refused_in_a_sentence(
    right: tuple[int, ...], only: tuple[int, int], words: str
) -> None:
    """The refusal says what the counts ask for and why, and never "got '5 and 1'"."""
    rows = counts(*(("AB"[place], number, 100) for place, number in enumerate(right)))
    with pytest.raises(InputErrors) as refused:
        told(counts=rows, only_first=only[0], only_second=only[1])
    (error,) = refused.value.errors
    assert error.field == "only_first"
    assert words in str(error)
