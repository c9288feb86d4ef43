"""Every export of labels of whole items: the same labels in any format are the same table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.label_files import ReadOptions, read
from tests.label_files.written_by_tools import BY_TASK_NUMBER, WRITERS, items_of

# Three people, ten items, three labels, a gap; each person uses each label.
LABELS = {
    (f"item-{item}", person): ("sport", "politics", "culture")[(item + (item % 4 == at)) % 3]
    for item in range(10)
    for at, person in enumerate(("Eva", "Jonas", "Mia"))
    if (item, person) != (3, "Mia")
}


def ratings(data: bytes) -> dict[tuple[str, str], str]:
    """Return what is read."""
    return {(item, person): label for item, person, label in read(data).ratings}


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_labels_are_read_from_any_format(name: str) -> None:
    """Thirty labels less one come back from each tool's export, and the sentence says so."""
    table = read(WRITERS[name](LABELS))
    assert {(item, person): label for item, person, label in table.ratings} == LABELS
    assert table.sentence().startswith("I read 10 items, 3 people (")
    assert "3 labels" in table.sentence()
    assert len(table.preview()) == 5


def test_label_studio_calls_items_by_the_number_of_the_task() -> None:
    """In Label Studio's own JSON an item is a task; a key of its data can name it instead."""
    data = BY_TASK_NUMBER["Label Studio JSON"](LABELS)
    numbers = {item: str(at) for at, item in enumerate(items_of(LABELS), 1)}
    assert ratings(data) == {(numbers[item], person): label for (item, person), label in LABELS.items()}
    named = read(data, ReadOptions(item="item"))
    assert {(item, person): label for item, person, label in named.ratings} == LABELS


# Every label is used by every person, or which columns are people could not be told from their contents.
tables = st.lists(st.tuples(*[st.sampled_from(["cat", "dog", "other thing"])] * 3), min_size=3, max_size=12).map(
    lambda rows: [("cat", "cat", "cat"), ("dog", "dog", "dog"), *rows]
)


@settings(deadline=None, max_examples=25)
@given(tables, st.sampled_from([*WRITERS]))
def test_any_labels_are_the_same_in_any_format(rows: list[tuple[str, str, str]], name: str) -> None:
    """Whatever three people say, every format gives it back."""
    people = ("Ana", "Ben", "Chi")
    labels = {(f"n{at}", person): said for at, row in enumerate(rows) for person, said in zip(people, row, strict=True)}
    assert ratings(WRITERS[name](labels)) == labels
