"""Columns whose names say nothing: a label is told by differing between items and people, or is asked about."""

import json
import random
from collections.abc import Callable

import pytest

from calculators.label_files import ReadOptions, read
from tests.label_files.small_files import found, refused
from tests.label_files.written_by_tools import csv_text

chance = random.Random(3)
PEOPLE = [f"w{at}" for at in range(6)]
ITEMS = [f"u{at}" for at in range(60)]
SAID = {(item, who): chance.choice(["yes", "no", "unsure"]) for item in ITEMS for who in chance.sample(PEOPLE, 4)}
ALL = sorted((*key, label) for key, label in SAID.items())


def results(*more: str) -> list[list[str]]:
    """Return rows as a crowd's results: what belongs to the item, to the person, and to neither."""
    rows = [["_unit_id", "_worker_id", "_country", "sentence", "length", "age", "q7", *more]]
    for number, ((item, who), label) in enumerate(SAID.items()):
        at, age = int(item[1:]), str(20 + 7 * int(who[1:]))
        rows.append([item, who, "NA", f"Sentence number {at}", str(at % 7), age, label,
                     *(str((number * 7 + at) % 3) for _ in more)])  # fmt: skip
    return rows


def test_the_one_column_that_differs_is_the_label() -> None:
    """What is the same for an item or for a person is nobody's label, whatever it is called."""
    assert found(csv_text(results())) == ALL


def test_two_columns_that_differ_are_two_questions() -> None:
    """A second column of answers is a second question, unless what stands in it hardly repeats, as in a note."""
    rows = csv_text(results("q8"))
    assert found(rows) == found(rows, label="q7") == ALL
    detected = read(rows).detected
    assert (detected.question, detected.questions) == ("q7", ("q7", "q8"))
    assert "q8" not in detected.not_read
    noted = results("said")
    for at, row in enumerate(noted[1:]):
        row[-1] = f"w{at}" if at % 4 else "w"
    assert "several could be: 'q7', 'said'" in refused(csv_text(noted))


def test_a_label_by_name_that_describes_the_item_is_asked_about() -> None:
    """A column called category that never differs within an item may be the item's own, where another differs."""
    rows = [[*row[:4], "category" if not at else f"c{row[0][-1]}", *row[5:]] for at, row in enumerate(results())]
    message = refused(csv_text(rows))
    assert "'category' is always the same for an item or a person" in message
    assert "'q7'" in message
    # Nobody doubts it where no other column could be meant.
    assert len(found(csv_text([[row[0], row[1], row[4]] for row in rows]))) == len(ALL)


def test_what_is_left_over_is_no_person_where_no_item_comes_again() -> None:
    """A county beside a label that each item has once does not say who gave it."""
    rows = [["id", "label", "county"], *([str(at), "ab"[at % 2], f"c{at % 5}"] for at in range(60))]
    assert refused(csv_text(rows)).startswith("annotator: expected a column that names the annotator")


def one_hot(*, several: bool) -> str:
    """Return a table with a column a label; where ``several`` a row may give two labels, or none."""
    names = ["yes", "no", "unsure"]
    rows = [["item", "rater_id", *names]]
    for number, ((item, who), label) in enumerate(SAID.items()):
        given = {label} if not several or number % 5 else {"yes", "no"} if number % 2 else set()
        rows.append([item, who, *(str(int(name in given)) for name in names)])
    return csv_text(rows)


def test_one_label_a_row_in_columns_of_0_and_1() -> None:
    """Where each row gives exactly one label, the table has only one meaning."""
    assert found(one_hot(several=False)) == ALL


def test_several_labels_a_row_are_asked_about() -> None:
    """They may be a set of labels or a question each; either choice is taken."""
    message = refused(one_hot(several=True))
    assert message.startswith("form: expected the form to be chosen, or the column of the label: yes, no, unsure")
    table = read(one_hot(several=True), ReadOptions(form="sets"))
    assert table.sets["no + yes"] == {"yes", "no"}
    assert "none of them" in table.labels
    assert len(table.item_of) == len(ALL)
    assert any("several at once" in caution for caution in table.detected.cautions)
    assert read(one_hot(several=True), ReadOptions(label="yes")).labels == ("0", "1")


def form(*names: str) -> str:
    """Return rows with a column of 0 and 1, one of grades, and both once more, under these names."""
    rows = [["item", "rater_id", *names]]
    for number, ((item, who), label) in enumerate(SAID.items()):
        rows.append([item, who, str(int(label == "yes")), str(number % 4), str(number % 3 % 2), str(number % 5)])
    return csv_text(rows)


def test_columns_of_0_and_1_with_grades_of_their_own_are_questions() -> None:
    """A form that asks whether something matters and then how good it is asks each question by itself."""
    names = ("tone_matters", "tone_grade", "facts_matter", "facts_grade")
    detected = read(form(*names)).detected
    assert (detected.question, detected.questions) == ("tone_matters", names)
    assert read(form(*names)).labels == ("0", "1")
    # Without a grade of its own a column may be a label of which a row gives several.
    assert refused(form("tone_matters", "tone_grade", "facts_matter", "grade")).startswith("form: expected the form")


def test_sets_need_two_columns_of_0_and_1() -> None:
    """A table without them is refused when they are asked for."""
    assert "two or more columns of 0 and 1" in refused(csv_text(results()), form="sets")


def rated(**more: list[str]) -> str:
    """Return forty items rated by two people, with further columns."""
    rows = [["observation", "kind", "Rater_1", "Rater_2", *more]]
    for at in range(40):
        low = 1 + at % 4
        rows.append(
            [f"o{at % 20}", "AB"[at // 20], str(low), str(low + at % 3 // 2), *(more[name][at] for name in more)]
        )
    return csv_text(rows)


def test_people_called_by_number_are_the_people() -> None:
    """A scale of the same numbers beside Rater 1 and Rater 2 is no third person, nor is a category their label."""
    told = read(rated(steps=["5"] * 40, Kategorie=["x", "y"] * 20))
    assert told.annotators == ("Rater_1", "Rater_2")
    assert {"steps", "Kategorie"} <= {*told.detected.not_read}


def test_another_that_is_called_a_person_is_asked_about() -> None:
    """An expert beside them may be the third, or what was settled."""
    assert "'expert' may be a person beside 'Rater_1', 'Rater_2'" in refused(rated(expert=["1", "2"] * 20))


def four(last: str) -> str:
    """Return votes of three people with a fourth column: a person's, or the majority."""
    chance_ = random.Random(9)
    rows = [["id", "Eva", "Jonas", "Mia", last]]
    for at in range(80):
        right = "ab"[at % 2]
        said = [right if chance_.random() < 0.7 else chance_.choice("ab") for _ in range(3)]
        whole = max("ab", key=said.count) if last == "outcome" else right
        rows.append([str(at), *said, whole])
    return csv_text(rows)


def test_a_majority_beside_the_people_is_asked_about() -> None:
    """A column that always says what most others do is no person, whatever its name; a person is."""
    assert "'outcome' says in every row what most of the others do" in refused(four("outcome"))
    assert len(read(four("Nora")).annotators) == 4


def test_columns_that_share_no_label_are_asked_about() -> None:
    """Conditions of a study beside experts' votes are no people, though a third column has numbers of both."""
    rows = [["graph", "Eva", "Jonas", "points", "effect"]]
    rows += [[str(at), str(at % 2), str(at // 2 % 2), str(3 + 2 * (at % 2)), str(at % 6)] for at in range(60)]
    assert "hardly have a label in common" in refused(csv_text(rows))


@pytest.mark.parametrize("name", ["agg", "reconciliation", "True", "adjudication", "wahrheit"])
def test_what_was_settled_is_nobodys(name: str) -> None:
    """A column of settled labels is left out, and said."""
    rows = [
        ["id", "Eva", "Jonas", name],
        *([str(at), "ab"[at % 2], "ab"[at % 2 * (at % 5 > 0)], "a"] for at in range(40)),
    ]
    table = read(csv_text(rows))
    assert table.annotators == ("Eva", "Jonas")
    assert name in table.detected.not_read


def rated_by_three(**more: Callable[[list[int]], object]) -> str:
    """Return numbers of three people with a further column, worked out from theirs."""
    chance_ = random.Random(5)
    rows = [["id", "Eva", "Jonas", "Mia", *more]]
    for at in range(60):
        right = at % 4 + 1
        said = [right if chance_.random() < 0.8 else chance_.randint(1, 4) for _ in range(3)]
        rows.append([str(at), *map(str, said), *(str(one(said)) for one in more.values())])
    return csv_text(rows)


def test_the_mean_of_the_people_is_no_person() -> None:
    """A column that is the mean of the others is asked about, whatever its name; a sum is of another kind."""
    assert "'R' is the mean or the sum of the others" in refused(rated_by_three(R=lambda said: f"{sum(said) / 3:.0f}"))
    assert read(rated_by_three(R=sum)).annotators == ("Eva", "Jonas", "Mia")
    assert read(rated_by_three(Durchschnitt=lambda said: f"{sum(said) / 3:.2f}", Summe=sum)).annotators == (
        "Eva", "Jonas", "Mia",
    )  # fmt: skip


def test_a_column_that_agrees_with_nobody_is_asked_about() -> None:
    """Numbers of another kind are no third person, where two agree well; nor are lengths, by their name."""
    chance_ = random.Random(8)
    assert "'kappas' agrees with the others no more often than chance" in refused(
        rated_by_three(kappas=lambda _: chance_.randint(1, 4))
    )
    assert read(rated_by_three(length=lambda _: chance_.randint(1, 4))).annotators == ("Eva", "Jonas", "Mia")


def test_a_model_beside_people_is_asked_about() -> None:
    """A column that is called as a program is may be compared with people or left out; the reader says which."""
    text = rated_by_three(gpt4_label=lambda said: said[0])
    assert "'gpt4_label' is called as a program is" in refused(text)
    assert len(read(text, ReadOptions(annotators=("Eva", "Jonas", "gpt4_label"))).annotators) == 3


@pytest.mark.parametrize("who", ["gold", "majority", "gpt-4", "Konsens"])
def test_a_person_who_is_none_by_name_is_cautioned_about(who: str) -> None:
    """In a table with a row a label, a right answer or a model among the people is told of before any number."""
    rows = [["item", "annotator", "label"]]
    rows += [[str(at), name, "ab"[at % 2]] for at in range(20) for name in ("Eva", "Jonas", who)]
    (caution,) = read(csv_text(rows)).detected.cautions
    assert f"Among the people is '{who}'" in caution
    assert not read(csv_text([row for row in rows if row[1] != who])).detected.cautions


def test_a_sum_beside_ratings_is_no_count() -> None:
    """Numbers with their sum are ratings where none is 0, counts where the sum counts people, and else asked about."""
    assert read(rated_by_three(Total=sum)).annotators == ("Eva", "Jonas", "Mia")
    binary = [["id", "Eva", "Jonas", "Mia", "Total"]]
    counted = [["id", "no", "maybe", "yes", "n"]]
    for at in range(30):
        said = [int(at % 2 > 0), int(at % 3 > 0), int(at % 5 > 0)]
        binary.append([str(at), *map(str, said), str(sum(said))])
        times = [at % 3, 2 - at % 2, at % 2 * 3]
        counted.append([str(at), *map(str, times), str(sum(times))])
    assert refused(csv_text(binary)).startswith("form: expected the form to be chosen")
    assert read(csv_text(counted)).unnamed


def test_a_second_column_of_answers_is_a_second_question() -> None:
    """A sentiment may be one question of two, and each is read by its name, while a label is the label."""
    rows = [["item", "annotator", "sentiment", "toxic"]]
    rows += [[item, who, label, "yn"[(int(item[1:]) + int(who[1:])) % 2]] for (item, who), label in SAID.items()]
    table = read(csv_text(rows))
    assert (table.detected.question, table.detected.questions) == ("sentiment", ("sentiment", "toxic"))
    assert "for “sentiment”, one of 2 questions." in table.sentence()
    other = read(csv_text(rows), ReadOptions(label="toxic"))
    assert other.labels == ("n", "y")
    assert other.detected.questions == table.detected.questions
    rows[0][2] = "label"
    assert found(csv_text(rows)) == ALL


def test_places_of_spans_are_not_read_from_tables() -> None:
    """A table with a start and an end says more than a label, so its reader is asked first."""
    rows = [["item", "annotator", "start", "end", "label"]]
    rows += [[item, who, str(at % 7), str(at % 7 + 5), label] for at, ((item, who), label) in enumerate(SAID.items())]
    assert "where each label stands" in refused(csv_text(rows))
    assert found(csv_text(rows), label="label") == ALL


def test_lines_above_a_table_are_passed_over() -> None:
    """A comment or a title above the names is no row, and is said."""
    rows = [["item", "annotator", "label"], *([item, who, label] for (item, who), label in SAID.items())]
    table = read("# exported in May\n" + csv_text(rows))
    assert sorted(table.ratings) == ALL
    assert "Title rows above the table, passed over: 1." in table.detected.notes


def test_a_table_as_pandas_splits_it() -> None:
    """Names, numbers and rows apart are one table."""
    whole = {"columns": ["item", "annotator", "label"], "index": [*range(len(SAID))],
             "data": [[item, who, label] for (item, who), label in SAID.items()]}  # fmt: skip
    assert found(json.dumps(whole)) == ALL


def beside(*names: str) -> str:
    """Return rows with a column for the item, the person, the label, what goes with the item, and with the person."""
    rows = [
        [item, who, label, str(int(item[1:]) % 3), str(20 + 7 * int(who[1:]))] for (item, who), label in SAID.items()
    ]
    return csv_text([list(names), *rows])


def test_an_item_that_no_name_tells_is_told_by_people_and_labels() -> None:
    """The one column that with the person tells all rows apart is the item, if all else goes with one of the two."""
    text = beside("Graph", "Expert", "Decision", "CDC", "age")
    assert found(text) == ALL
    assert read(text).detected.not_read == ("CDC", "age")
    assert refused(text.replace("u1,", "u2,")).startswith("item: expected a column that names the item")
    other = csv_text([[*line.split(","), str(at % 4)] for at, line in enumerate(text.splitlines())])
    assert refused(other.replace("age,0", "age,more")).startswith("item: expected")


def test_an_item_and_several_questions_that_no_name_tells() -> None:
    """A person's two columns of labels are two questions where the item is told by structure alone."""
    rows = [[item[1:], who, label, label] for (item, who), label in SAID.items()]
    detected = read(csv_text([["row", "annotator", "first", "second"], *rows])).detected
    assert (detected.columns[0], detected.questions) == (("Item", "row"), ("first", "second"))


def test_one_person_after_the_other_is_a_row_a_label() -> None:
    """Where the first rows are one person's each, what goes with the person tells that it is one."""
    names = ["instance_id", "user_id", "gender", "offensiveness"]
    rows = [[str(at), str(who), "ab"[who % 2], str((at + who) % 4 + 1)] for who in range(12) for at in range(100)]
    table = read(csv_text([names, *rows]))
    assert (len(table.items), len(table.annotators), len(table.labels)) == (100, 12, 4)
    assert table.detected.not_read == ("gender",)


def test_columns_of_numbers_that_mostly_agree_are_labels() -> None:
    """Numbers with many zeros are no counts where most rows repeat one number, now this, now that."""
    rows = [[str(at % 5 * (at % 3 > 0))] * 2 + [str(at % 5 * (at % 3 > 0) if at % 4 else 1)] for at in range(40)]
    assert read(csv_text([["relation 1", "relation 2", "relation 3"], *rows])).annotators[2] == "relation 3"
    assert refused(csv_text([["one", "two", "three"], *([row[0], "0", row[2]] for row in rows)])).startswith("form")
