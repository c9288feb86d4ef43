"""A pilot's result item by item is read in every form that people have, and what cannot be used is named."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import bridge
from calculators.catalog import find
from calculators.core import InputErrors
from calculators.methods.verdicts import RIGHT, WRONG
from calculators.models.pilot.reading import NO_VERDICT
from calculators.models.pilot.scores import in_order

PILOT = find("pilot")
PLAIN = "item,vendor,correct\n1,A,1\n1,B,0\n2,A,0\n2,B,0\n"


def judged(table: str | bytes) -> Any:
    """Return the verdict on a table."""
    return PILOT.finished(PILOT.inputs.parse({"table": table})).judged


def refusal(table: str | bytes) -> str:
    """Return the one refusal of a table, which names the field."""
    with pytest.raises(InputErrors) as refused:
        judged(table)
    (error,) = refused.value.errors
    assert error.field == "table"
    return str(error)


@pytest.mark.parametrize(
    "table",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        "\ufeff" + PLAIN,
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "|"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        "\n ,, \n" + PLAIN.replace("\n", "\n\n,,\n"),
        PLAIN.replace("item,vendor,correct", " ITEM , Vendor,Correct "),
        PLAIN.replace("item", "Task"),
        PLAIN.replace("1,A,1", '" 1 ", A ,TRUE').replace("2,B,0", "2,B,Rejected"),
        PLAIN.replace("\n", ",note\n", 1).replace("1,A,1", '1,A,1,"a ""b"", c"'),
        PLAIN.replace("\n", ",,\n", 1).replace("1,A,1", "1,A,1,x,y,z"),
        json.dumps([dict(zip(PLAIN.split()[0].split(","), row.split(","), strict=True)) for row in PLAIN.split()[1:]]),
        '[{"Item":1,"VENDOR":"A","correct":true},{"item":1,"vendor":"B","correct":false},'
        '{"task":2,"vendor":"A","correct":0},{"item":2,"task":3,"vendor":"B","correct":0.0,"x":{"y":[1],"y":2}}]',
        '\n{"item":1,"vendor":"A","correct":1}\n\n{"item":"1","vendor":"B","correct":"no"}\n'
        '{"item":2,"vendor":"A","correct":"N"}\r\n{"item":2,"vendor":"B","correct":"wrong","day":null}\n',
    ],
)  # fmt: skip
def test_one_result_in_many_forms(table: str | bytes) -> None:
    """Encodings, separators, line ends, quotes, other columns, other names and JSON all say the same."""
    found = judged(table)
    assert [(one.vendor, one.items, one.right) for one in found.vendors] == [("A", 2, 1), ("B", 2, 0)]
    (pair,) = found.pairs
    assert (pair.both, pair.only_first, pair.only_second, pair.neither) == (0, 1, 0, 1)
    assert (found.source, found.rows, found.skipped) == ("rows", 4, 0)
    assert found.days == found.drift == found.classes == found.annotators == ()


@pytest.mark.parametrize("blank", ["", " ", "\n\t\n", b" \r\n", "\ufeff \n", b"\xef\xbb\xbf\n"])
def test_blanks_alone_are_no_table(blank: str | bytes) -> None:
    """Nothing entered gives the plan alone."""
    assert judged(blank) is None


@pytest.mark.parametrize(("words", "right"), [(RIGHT, True), (WRONG, False)])
def test_every_word_for_a_verdict_is_known_in_any_case(words: frozenset[str], right: bool) -> None:
    """Small, large and mixed letters say the same."""
    spelled = [spell(word) for word in sorted(words) for spell in (str.lower, str.upper, str.title)]
    table = "item,vendor,correct\n" + "".join(f"{number},A,{word}\n" for number, word in enumerate(spelled))
    (vendor,) = judged(table).vendors
    assert vendor.right == (len(spelled) if right else 0)
    assert vendor.items == len(spelled)


def test_rows_without_a_verdict_and_repeated_rows_are_only_counted() -> None:
    """No verdict in exactly these spellings; the same item, vendor and annotator twice; another annotator counts."""
    table = PLAIN + "".join(f"{number},C,{word}\n" for number, word in enumerate(sorted(NO_VERDICT), 10))
    found = judged(table + "1,A,yes\n")
    assert [one.vendor for one in found.vendors] == ["A", "B"]
    assert (found.rows, found.skipped) == (4, len(NO_VERDICT) + 1)
    found = judged("item,vendor,correct,worker\n1,A,1,x\n1,A,0,y\n1,A,1,x\n1,B,1,\n")
    assert (found.rows, found.skipped) == (3, 1)
    assert [(one.annotator, one.right) for one in found.annotators] == [("x", 1), ("y", 0)]
    assert found.pairs[0].shared == 0, "an item with two rows of one vendor is not compared"


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("item,vendor\n1,A\n", "correct is missing"),
        ("item,correct\n1,1\n", "vendor is missing"),
        ("vendor,correct\nA,1\n", "item is missing"),
        ("item;vendor,correct\n1;A,1", "is missing"),
        ("item,vendor,correct,Correct\n1,A,1,1\n", "each column once"),
        ("item,vendor,correct,note,note\n1,A,1,a,b\n", "each column once"),
        (PLAIN + ",A,1\n", "row 5, item: expected a name"),
        (PLAIN + "\n3, ,1\n", "row 5, vendor: expected a name"),
        (PLAIN + "3,A,maybe\n", "row 5, correct: expected 1 or 0, yes or no, got 'maybe'"),
        (PLAIN + "3,A,na\n", "got 'na'"),
        (PLAIN + "3,A,2\n", "got '2'"),
        (PLAIN + "1,A,0\n", "row 5, correct: expected one verdict for each item"),
        ("item,vendor,correct\n", "at least one row"),
        ("item,vendor,correct\n1,A,\n", "at least one row"),
        ('item,vendor,correct\n1,"A,1\n2,B,0\n', "quotes that close"),
        ('item,vendor,correct\n1,"A"x,1\n', "quotes that close"),
        ("".join([PLAIN, *(f"3,v{number},1\n" for number in range(11))]), "at most 12 vendors"),
        ("item,vendor,correct\n" + "".join(f"{number},A,1\n" for number in range(200_001)), "at most 200,000 rows"),
        ("[", "valid JSON on line 1"),
        ("[]", "at least one row"),
        ("[1]", "row 1: expected an object"),
        ('{"item":1,"vendor":"A","correct":1}\n{"item":2,', "valid JSON on line 2"),
        ('{"item":1,"vendor":"A","correct":1}\n[1]', "row 2: expected an object"),
        ('[{"item":1,"vendor":"A"}]', "in row 1; correct is missing"),
        ('[{"item":1,"vendor":"A","correct":1,"Item":2}]', "each column once in row 1"),
        ('[{"item":1,"vendor":"A","correct":1,"item":1}]', "each column once in row 1"),
        ('[{"item":null,"vendor":"A","correct":1}]', "row 1, item: expected a name"),
        ('[{"item":1,"vendor":"A","correct":["1"]}]', "row 1, correct: expected 1 or 0"),
        ("[" * 100_000, "nested at most 100 deep"),
        ('[{"item":' + "9" * 5_000 + ',"vendor":"A","correct":1}]', "digits"),
        (b"item,vendor,correct\n1,\xc4,1\n", "UTF-8"),
        (PLAIN.encode("utf-16"), "UTF-8"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(table: str | bytes, words: str) -> None:
    """The refusal says where and what was expected."""
    assert words in refusal(table)


def test_the_most_rows_and_vendors_are_accepted() -> None:
    """Twelve vendors, and 200,000 rows, are read; progress is told on the way."""
    assert len(judged("item,vendor,correct\n" + "".join(f"1,v{n},1\n" for n in range(12))).vendors) == 12
    table = "item,vendor,correct\n" + "".join(f"{number},A,1\n" for number in range(200_000))
    told: list[str] = []
    result = PILOT.finished(PILOT.inputs.parse({"table": table}), lambda step: told.append(step.doing))
    assert result.judged.rows == 200_000
    assert told[0] == "Reading row 5,000 of about 200,000"


@given(st.lists(st.from_regex(r"[+-]?([0-9]{1,30}\.?[0-9]{0,3}|\.[0-9]{1,4})", fullmatch=True), unique=True))
def test_plain_decimals_stand_by_number(names: list[str]) -> None:
    """Whatever their length and sign, by number, equal ones by code point."""

    def exactly(name: str) -> tuple[int, str]:
        whole, _, part = name.lstrip("+-").partition(".")
        size = int(whole or "0") * 10**4 + int(part.ljust(4, "0"))
        return (-size if name.startswith("-") else size), name

    assert in_order(names) == sorted(names, key=exactly)


@pytest.mark.parametrize("names", [["10", "9", "x"], ["2", "10", "1e3"], ["10", "9", "٣"], ["10", "9", "1.2.3"]])
def test_other_names_stand_by_code_point(names: list[str]) -> None:
    """One name that is no plain decimal, and all are text."""
    assert in_order(names) == sorted(names)


def test_days_are_ordered_for_each_vendor_by_itself() -> None:
    """One vendor's numbers are numbers although another's days are dates."""
    table = "item,vendor,correct,day\n1,A,1,10\n2,A,1,9\n3,B,1,2026-11-05\n4,B,1,10\n5,B,1,9\n"
    assert [one.day for one in judged(table).days] == ["9", "10", "10", "2026-11-05", "9"]


def test_what_a_later_step_changes_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scores of a pilot decide it after the plan is shown again: the last sentence is about what stands then."""
    monkeypatch.setattr("calculators.bridge.telling._states", {})

    def told(**inputs: str) -> str:
        replies = [json.loads(reply) for reply in bridge.answer(json.dumps({"name": "pilot", "inputs": inputs}))]
        return [str(reply["parts"]["changed"]) for reply in replies if reply["state"] == "answer"][-1]

    rows = [f"{item},{who},{int(item % wrong > 0)}" for item in range(1, 601) for who, wrong in (("A", 50), ("B", 9))]
    table = "\n".join(["item,vendor,correct", *rows])
    assert told() == ""
    assert "changes the answer" in told(table=table)
    assert "“What they cost” from" in told(table=table, reviewer_wage="40")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (PLAIN + "1,A,0\n", "item '1' of vendor 'A' is right in row 1 and wrong here, so keep the row that counts"),
        ("item,vendor,correct,worker\n1,A,0,x\n1,A,1,x\n",
         "item '1' of vendor 'A', labelled by 'x', is wrong in row 1 and right here"),
        ("".join([PLAIN, *(f"3,v{number},1\n" for number in range(11))]), "at most 12 vendors; 'v10' is one more"),
        ("item,vendor,correct,note,note\n1,A,1,a,b\n",
         "each column once in the header; 'note' stands there 2 times"),
        (PLAIN + f"{'x' * 500},A,1\n{'x' * 500},A,0\n", f"item '{'x' * 37}...' of vendor 'A'"),
    ],
)  # fmt: skip
def test_a_refusal_says_in_a_sentence_what_is_wrong(table: str, words: str) -> None:
    """What was found stands in the sentence that says what would do, in quotes and never at any length."""
    assert words in refusal(table)


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_words_that_json_does_not_have_are_broken_json(word: str) -> None:
    """Python's reader takes them; the line is named, in a list and in lines, and in quotes they stay texts."""
    good = '{"item":"NaN \\" Infinity","vendor":"A","correct":1}'
    bad = f'{{"item":2,"vendor":"A","correct":{word}}}'
    for table in (f"{good}\n{bad}", f"[{good},\n{bad}]"):
        assert f"valid JSON on line 2, which has no {word}; write null" in refusal(table)
    # Broken JSON is no JSON where the column is none that counts, either.
    assert "valid JSON on line 1" in refusal(good.replace("}", f',"note":{word}}}'))
    assert judged(f'[{good},{{"item":2,"vendor":"A","correct":"NaN"}}]').skipped == 1
