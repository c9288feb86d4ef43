"""Several files that are opened together: the same answer as a zip of them, and each refusal names its file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core import InputError, OpenedFiles
from calculators.core.fields.raw_table import MOST_FILES, Table
from calculators.core.sources import assumption
from calculators.label_files import read
from tests.label_files.small_files import refused
from tests.label_files.written_by_tools import csv_text, workbook, zipped

PEOPLE = ("Eva", "Jonas", "Mia")
LABELS = {(f"item-{at}", who): "xyz"[(at + (at % 4 == by)) % 3] for at in range(12) for by, who in enumerate(PEOPLE)}


def table_of(person: str) -> list[list[str]]:
    """Return one person's labels with a header."""
    return [["id", "label"], *([item, label] for (item, who), label in LABELS.items() if who == person)]


def text_of(person: str) -> bytes:
    """Return one person's labels as CSV."""
    return "".join(",".join(row) + "\n" for row in table_of(person)).encode()


def together(ending: str = "csv", folder: str = "") -> OpenedFiles:
    """Return a file a person."""
    return tuple((f"{folder}{person}.{ending}", text_of(person)) for person in PEOPLE)


@pytest.mark.parametrize("folder", ["", "labels/", "a/b/"])
def test_files_that_are_opened_together_are_people(folder: str) -> None:
    """A file a person gives each label to the person that the file is named after, as a zip of the same files does."""
    opened = together(folder=folder)
    found = read(opened)
    assert {(item, who): label for item, who, label in found.ratings} == LABELS
    assert [*found.ratings] == [*read(zipped(dict(opened))).ratings]
    assert found.detected.form == "3 files: one row a label"


def test_folders_name_people_where_they_hold_files_of_one_name() -> None:
    """Eva/labels.csv and Jonas/labels.csv are Eva's and Jonas's."""
    opened = tuple((f"{person}/labels.csv", text_of(person)) for person in PEOPLE)
    assert {(item, who): label for item, who, label in read(opened).ratings} == LABELS


def test_texts_are_tables_too() -> None:
    """Files that end in .txt are read where they were opened, since nobody opens a file to have it left out."""
    assert {(item, who): label for item, who, label in read(together("txt")).ratings} == LABELS


def test_a_workbook_a_person_is_read() -> None:
    """Workbooks that are opened together are one person's each; one with several tables is refused by name."""
    opened = tuple((f"{person}.xlsx", workbook({"Labels": table_of(person)})) for person in PEOPLE)
    assert {(item, who): label for item, who, label in read(opened).ratings} == LABELS
    two = workbook({"First": table_of("Eva"), "Second": table_of("Eva")})
    with pytest.raises(InputError, match=r"one sheet of labels in each workbook.*Mia\.xlsx"):
        read((*opened[:2], ("Mia.xlsx", two)))


def test_what_holds_no_labels_is_named() -> None:
    """A picture beside the files is left out, and said to be."""
    assert read((*together(), ("photo.jpg", b"\xff\xd8\xff"))).detected.not_read == ("photo.jpg",)
    with pytest.raises(InputError, match=r"files of labels in what was opened.*photo\.jpg"):
        read((("photo.jpg", b"\xff\xd8\xff"), ("other.png", b"\x89PNG")))


def test_a_file_at_fault_is_named() -> None:
    """A ragged row says which file it stands in."""
    with pytest.raises(InputError, match=r"line 3 of Jonas\.csv"):
        read((together()[0], ("Jonas.csv", b"id,label\nitem-0,x\nitem-1\n")))


def test_two_files_of_one_name_are_refused() -> None:
    """Two people cannot have one name."""
    with pytest.raises(InputError, match="different names"):
        read((together()[0], together()[0]))


@given(st.permutations(together()))
def test_the_order_of_files_is_of_no_matter(opened: list[tuple[str, bytes]]) -> None:
    """The same files in any order give the same labels."""
    assert [*read(tuple(opened)).ratings] == [*read(together()).ratings]


TABLE = Table(label="Rows", basis=assumption("", "None."), several=True, limit=100, accept=".csv,.txt")


def test_a_single_file_is_that_file() -> None:
    """One file of a folder is read as if it had been opened alone."""
    assert TABLE.read("table", (("a/b.csv", b"x"),)) == b"x"


@pytest.mark.parametrize(("many", "size"), [(2, 50), (100, 1)])
def test_both_sides_of_how_much_is_opened(many: int, size: int) -> None:
    """Files that have the limit together are taken; one byte more is refused, in words."""
    opened = tuple((f"{at}.csv", b"x" * size) for at in range(many))
    assert TABLE.read("table", opened) == opened
    with pytest.raises(InputError, match="files of at most 100 bytes together, got '101'"):
        TABLE.read("table", (*opened, ("more.csv", b"x")))


def test_both_sides_of_how_many_files_are_opened() -> None:
    """20,000 files are taken; one more is refused, and so is none at all."""
    opened = tuple((f"{at}.csv", b"") for at in range(MOST_FILES))
    assert TABLE.read("table", opened) == opened
    for wrong in ((*opened, ("more.csv", b"")), ()):
        with pytest.raises(InputError, match="from 1 to 20,000 files"):
            TABLE.read("table", wrong)


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("a.csv", True),
        ("deep/er/A.CSV", True),
        ("a.jpg", False),
        (".a.csv", False),
        ("__MACOSX/a.csv", False),
        ("a", False),
    ],
)
def test_of_a_folder_only_files_of_known_kinds_are_read(path: str, taken: bool) -> None:
    """The ending decides, whatever its capitals; hidden files are left out."""
    assert TABLE.takes(path) == taken


def test_files_of_one_person_each_with_several_questions() -> None:
    """Taken together, what goes with an item is told from what people decided; alone neither can be."""
    head = ["id", "topic", "clear", "useful"]
    files = {
        f"{who}.csv": csv_text(
            [head, *([str(at), "ab"[at % 2], str((at + len(who)) % 4), str(at * len(who) % 5)] for at in range(90))]
        )
        for who in ("Eva", "Mia", "Jonas")
    }
    table = read(zipped(files))
    assert (len(table.items), table.annotators) == (90, ("Eva", "Jonas", "Mia"))
    assert table.detected.questions == ("clear", "useful")
    assert table.detected.not_read == ("topic",)
    assert table.detected.form.startswith("a zip of 3 files: one row a label")
    other = files | {"Tom.csv": csv_text([["id", "subject", "clear", "useful"], ["1", "a", "2", "3"]])}
    assert refused(zipped(other)).startswith("label: expected the column of the label to be chosen")


def test_a_list_of_choices_is_a_label_however_long() -> None:
    """What a form writes for several choices at once is no free text, and what a film's player reports is no label."""
    said = '["0_###_Italian","1_###_astronaut","2_###_samantha","4_###_photograph","{}_###_technology"]'
    rows = [[str(at % 30), f"w{at // 30}", said.format(at % 7), str(at % 2)] for at in range(90)]
    table = read(csv_text([["_unit_id", "_worker_id", "selected", "e_loadeddata"], *rows]))
    assert (table.detected.columns[-1], table.detected.not_read) == (("Label", "selected"), ("e_loadeddata",))
