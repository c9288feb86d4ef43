"""Reading tables: forms, encodings, hostile files, and both sides of every limit."""

from contextlib import suppress
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core import InputError, Progress
from calculators.label_files import LabelTable, ReadOptions, read, reading
from calculators.models.agreement.insight import matrix
from tests.label_files.small_files import LONG, RATINGS, WIDE, found, refused


@pytest.mark.parametrize("names", ["task,worker,label", "Item,Annotator,Label", "UNIT_ID,Rater-ID,Answer", "x,y,z"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_long_form(names, delimiter, newline):
    """One row a label is read with any separator, line ending and column names, customary or not."""
    lines = [names, *map(",".join, RATINGS)]
    table = read(newline.join(line.replace(",", delimiter) for line in lines))
    assert sorted(table.ratings) == RATINGS
    assert table.detected.header
    assert table.detected.form == "one row a label"
    assert (table.items, table.annotators, table.labels) == (("t1", "t2"), ("ann", "bob"), ("cat", "dog"))


def test_columns_in_any_order():
    """The columns of a long table are found wherever they stand, others are passed over and named."""
    for order in permutations([("task", 0), ("worker", 1), ("label", 2), ("comment", 3)]):
        rows = [(*rating, "so, so") for rating in RATINGS]
        lines = [
            ",".join(name for name, _ in order),
            *(",".join(f'"{row[at]}"' for _, at in order) for row in rows),
        ]
        table = read("\n".join(lines))
        assert sorted(table.ratings) == RATINGS
        assert table.detected.not_read == ("comment",)


def test_long_form_without_a_header():
    """Three columns of unlike content are item, annotator and label even where none of them has a name."""
    table = read("\n".join(map(",".join, RATINGS)))
    assert sorted(table.ratings) == RATINGS
    assert not table.detected.header


def test_long_form_of_one_annotator_after_another():
    """Unnamed columns sorted by annotator are known once one fills twenty rows, and asked about before."""
    rows = [f"t{at},ann,{'xy'[at % 2]}" for at in range(20)]
    assert read("\n".join(rows)).annotators == ("ann",)
    assert "never say the same of an item" in refused("\n".join(rows[:19]))


def test_many_annotators_are_listed_in_part():
    """Of more than twenty columns of annotators twenty are shown and the rest counted."""
    for number, more in ((20, ""), (23, " and 3 more")):
        names = [f"a{at}" for at in range(number)]
        table = read("item," + ",".join(names) + "\nt1" + ",x" * number + "\nt2" + ",y" * number + "\n")
        assert table.detected.columns[1] == ("Annotators", ", ".join(names[:20]) + more)


def test_a_sample_is_cut_at_a_whole_row():
    """Detection looks at the first 200,000 characters, and a row cut there does not mislead it."""
    text = "item,annotator,label,text\n" + "".join(f'i{at},a,x,"{"long, " * 4_000}"\n' for at in range(12))
    assert len(read(text).items) == 12


def test_wide_form():
    """One row an item is read with and without a header and a column of items."""
    assert found(WIDE) == RATINGS
    without_header = read("t1,cat,dog\nt2,dog,dog\n")
    assert sorted(without_header.ratings) == sorted(
        (item, {"ann": "column 2", "bob": "column 3"}[annotator], label) for item, annotator, label in RATINGS
    )
    without_items = read("ann,bob\ncat,dog\ndog,dog\n")
    assert sorted(without_items.ratings) == sorted(
        (item.replace("t", "row "), annotator, label) for item, annotator, label in RATINGS
    )
    assert without_items.detected.columns == (("Item", "the row's number"), ("Annotators", "ann, bob"))


def test_numbers_in_wide_form():
    """A table of bare numbers has no header; its columns are annotators and its rows items."""
    table = read("1,2\n2,2\n3,3\n")
    assert not table.detected.header
    assert table.items == ("row 1", "row 2", "row 3")
    assert matrix(table) == (("1", "2"), ("2", "2"), ("3", "3"))


def test_a_column_of_content_is_no_annotator():
    """A wide table that carries the text of its items does not take it for labels."""
    table = read("id,text,ann,bob\n1,a long text,x,y\n2,another,y,y\n")
    assert table.annotators == ("ann", "bob")
    assert table.detected.not_read == ("text",)


def test_annotators_may_be_called_annotator_and_reviewer():
    """A wide table whose columns are named after roles is told from a long one by what stands in them."""
    table = read("item,annotator,reviewer\nt1,x,y\nt2,y,y\n")
    assert table.annotators == ("annotator", "reviewer")
    assert read("item,expert,crowd,user\nt1,x,y,\nt2,y,y,y\n").annotators == ("expert", "crowd", "user")
    assert found("photo,expert,species\nt1,ann,cat\nt1,bob,dog\n") == RATINGS[:2]


def test_rows_without_content_may_come_first():
    """Blank rows before the header are passed over, and line numbers count them."""
    assert found(",,\n\n" + LONG) == RATINGS
    assert "line 5" in refused(",,\n\n" + LONG.replace("dog", "dog,dog", 1))


def test_a_number_as_an_option_does_not_make_a_header():
    """Column "1" is the first column, even where the first row of data holds a 1."""
    assert read("1,2,1\n2,1,1\n", ReadOptions(item="1")).items == ("1", "2")


def test_everything_detected_can_be_corrected():
    """Each option overrules what would be detected."""
    assert found("a;b,c\nd;e,f\n", delimiter="semicolon", header="no") == found(
        "a|b,c\nd|e,f\n", delimiter="pipe", header="no"
    )
    assert read(WIDE, ReadOptions(header="no")).items == ("item", "t1", "t2")
    assert read("cat,dog\ncat,cat\n", ReadOptions(header="yes")).annotators == ("cat", "dog")
    assert read(WIDE, ReadOptions(annotators=("bob", "2"))).annotators == ("bob", "ann")
    assert read("x,ann,bob\nt1,x,y\nt1b,y,y\n", ReadOptions(item="X")).items == ("t1", "t1b")
    names = "who,what,where,when\nann,cat,t1,now\nbob,dog,t1,now\n"
    chosen = ReadOptions(item="where", annotator="1", label="WHAT")
    assert sorted(read(names, chosen).ratings) == RATINGS[:2]
    assert found("t1,cat,dog\nt1,dog,cat\n", form="long") == [("t1", "cat", "dog"), ("t1", "dog", "cat")]
    assert found("task,worker,label\nt1,cat,dog\n", form="wide")[0] == ("t1", "label", "dog")
    assert found("café,b\nb,b\n".encode("cp1252"), encoding="windows-1252", header="no")[0][2] == "café"


def test_options_are_checked():
    """An unknown option is refused under its own name, and an unknown column with the columns there are."""
    with pytest.raises(InputError, match="delimiter: expected one of auto, comma"):
        ReadOptions(delimiter=":")
    assert refused(LONG, label="verdict").startswith("label: expected one of the columns: task, worker, label")
    assert refused(LONG, label="4").startswith("label")
    assert refused(WIDE, annotators=("ann", "eve")).startswith("annotators")


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", b"\xef\xbb\xbf", "UTF-8 with a byte order mark"),
        ("utf-16-le", b"\xff\xfe", "UTF-16, little end first with a byte order mark"),
        ("utf-16-be", b"\xfe\xff", "UTF-16, big end first with a byte order mark"),
    ],
)
def test_encodings(codec, mark, name):
    """UTF-8 and marked UTF-16 are read, and the mark does not stick to the first name."""
    table = read(mark + LONG.replace("cat", "chât 猫").encode(codec))
    assert table.labels == ("chât 猫", "dog")
    assert table.detected.encoding == name


def test_a_mark_in_pasted_text_is_dropped():
    """Text pasted with a byte order mark reads like text without."""
    assert found("\ufeff" + LONG) == RATINGS


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a,b\nc,caf\xe9\x01\n", ["UTF-8", "line 2", "byte 10", "0xe9"]),
        (b"\xff\xfea\x00,\x00b\x00\n\x00\x00\xd8x\x00", ["UTF-16", "line 2"]),
        (b"PK\x03\x04rest", ["zip", "damaged"]),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ["picture"]),
        (bytes(range(256)), ["line 3", "0x80"]),
        ("a,b\nc,d\0\n", ["NUL", "line 2"]),
        ("", ["empty"]),
        (" \n\t\n", ["empty"]),
        (b"\xef\xbb\xbf", ["empty"]),
        ("task,worker,label\n", ["below the header", "none"]),
        ("task,worker,label\n\n,,\n", ["below the header"]),
        ("label\ncat\ndog\n", ["two or more columns", "line 1"]),
        ("\n\njust words\n", ["two or more columns", "line 3"]),
        (LONG + "\nt3,ann\n", ["3 columns", "line 6", "2 columns"]),
        (LONG + "\nt3\n", ["3 columns", "line 6", "1 column'"]),
        (LONG + "\nt3,ann,a,b\n", ["3 columns", "line 6", "4 columns"]),
        ('task,worker,label\nt1,ann,"cat\nt2,ann,dog\n', ["quote that opens on line 2"]),
        ('"task,worker,label\nt1,ann,cat\n', ["quote that opens on line 1"]),
        ('task,worker,label\nt1,ann,"cat"s\n', ["closing quote on line 2"]),
        (LONG + "\nt1,ann,dog\n", ["'t1'", "'ann'", "line 2 says 'cat'", "line 6 says 'dog'"]),
        (WIDE + "t1,dog,\n", ["'t1'", "'ann'", "line 2 says 'cat'", "line 4 says 'dog'"]),
        (LONG + "\n,ann,dog\n", ["item on line 6", "empty"]),
        (LONG + "\nt3,,dog\n", ["annotator on line 6", "empty"]),
        ("item,ann,ann\nt1,a,b\nt2,b,b\n", ["different name", "'ann'"]),
        ("item,label\nt1,a\nt2,b\n", ["names the annotator"]),
        ("item,ann\nt1,a\nt2,b\n", ["two or more annotators"]),
        ("worker,label,comment,time\nann,a,x,1\n", ["names the item"]),
        ("task,worker,label\nt1,ann,NA\n", ["at least one label"]),
        ("task,worker,label\nt1,ann,cat\ud800\n", ["valid text"]),
        ("[1, 2", ["valid JSON on line 1"]),
        ("[]", ["empty"]),
        ('{"item": 1, "annotator": 2, "label": 3}\n{oops\n', ["valid JSON on line 2"]),
        ('{"item": 1, "annotator": 2, "label": 3}\n[1]\n', ["object", "line 2"]),
        ('{"item": 1, "annotator": 2}', ["name the item, the annotator and the label"]),
        ("{}", ["an object such as"]),
        ("[[1]]", ["an object such as"]),
        ('[{"item": 1, "annotator": 2, "label": 3}, [1]]', ["an object such as", "record 2"]),
        ('{"item": {"a": 1}, "annotator": 2, "label": 3}', ["line 1", "text or a number"]),
        ('{"item": 1, "annotator": 2, "label": "\\u0000"}', ["valid text"]),
        ("[" * 100_000, ["nested at most 100 deep", "line 1"]),
        ('[{"a":' * 50_000, ["nested at most 100 deep", "line 1"]),
        ("[" * 101 + "]" * 101, ["nested at most 100 deep"]),
        ("[" * 100 + "]" * 100, ["an object such as"]),
        ('{"item": 1}\n{"item": ' + "[" * 101, ["nested at most 100 deep, from line 2"]),
    ],
    ids=str,
)
def test_hostile_files(data, words):
    """Each broken file gives one InputError that says what was expected, and where."""
    message = refused(data)
    assert ": expected " in message
    for word in words:
        assert word in message


def test_mixed_line_endings_and_blank_rows():
    """Line endings may change within a file, and rows without content count for nothing."""
    text = LONG.replace("\n", "\r\n", 1).replace("\nt2", "\rt2", 1) + "\n\n   \n,,\n"
    table = read(text)
    assert sorted(table.ratings) == RATINGS
    assert table.detected.rows_read == 4
    assert "line 9" in refused(text + "t1,ann,dog\n")


def test_content_is_kept_as_it_is():
    """Formulas, right-to-left text, quotes, separators and line breaks in a cell are text, nothing else."""
    labels = ["=cmd|' /C calc'!A0", "שלום", "مرحبا, عالم", 'say "hi"', "two\nlines", "<script>", "+1", "@x"]
    quoted = "\n".join(f'i{at},ann,"{label.replace(chr(34), chr(34) * 2)}"' for at, label in enumerate(labels))
    table = read("item,annotator,label\n" + quoted)
    assert [label for _, _, label in table.ratings] == labels


def test_line_numbers_count_lines_not_rows():
    """After a cell with a line break, errors still name the line in the file."""
    text = 'item,annotator,label\nt1,ann,"two\nlines"\nt2,ann\n'
    assert "line 4" in refused(text)


def test_missing_words():
    """Words for no label are passed over and counted; "none" and "na" are labels; the words can be set."""
    words = ["", "NA", "N/A", "null", "None", "nan", "-", "none", "na", "no"]
    text = "item,annotator,label\n" + "".join(f"i{at},ann,{word}\n" for at, word in enumerate(words))
    table = read(text)
    assert table.labels == ("na", "no", "none")
    assert dict(table.detected.missing) == dict.fromkeys(words[:7], 1)
    assert (table.detected.rows_read, table.detected.rows_skipped) == (10, 7)
    other = read(text, ReadOptions(missing=("no", "NA")))
    assert dict(other.detected.missing) == {"": 1, "no": 1, "NA": 1}
    assert len(table.items) == 3


def test_repeated_labels_count_once():
    """The same label twice by an annotator on an item counts once, as is said; spaces do not matter."""
    table = read(LONG + "\n t1 , ann , cat \n")
    assert sorted(table.ratings) == RATINGS
    assert table.detected.rows_skipped == 1
    assert "1 labels repeat" in " ".join(table.detected.notes)


def test_labels_that_differ_in_case_are_pointed_out():
    """Labels that differ only in capitals are kept apart, and the reader is told."""
    table = read("item,annotator,label\n1,a,Cat\n1,b,cat\n")
    assert table.labels == ("Cat", "cat")
    assert "'Cat' and 'cat'" in " ".join(table.detected.notes)


def test_labels_are_in_scale_order():
    """Labels that are numbers stand by value, whatever the order of the file."""
    table = read("item,annotator,label\n1,a,10\n1,b,9\n2,a,-1.5\n")
    assert table.labels == ("-1.5", "9", "10")
    assert list(table.ratings) == [("1", "a", "10"), ("1", "b", "9"), ("2", "a", "-1.5")]


def test_row_limit():
    """As many rows as the limit are read; one more is refused with its line; the limit can be lifted."""
    assert len(read(LONG, limit=4).item_of) == 4
    message = refused(LONG, limit=3)
    assert "at most 3 rows" in message
    assert "line 5" in message
    assert "command line" in message
    many = "item,annotator,label\n" + "".join(f"i{at},a,x\n" for at in range(200_001))
    assert "at most 200,000 rows; line 200,002" in refused(many)
    assert len(read(many, limit=None).items) == 200_001


def test_limit_of_labels_in_wide_form():
    """A wide row holds several labels; five a row, on average, are read, and one more is refused."""
    header = "item," + ",".join(f"a{at}" for at in range(6)) + "\n"
    full = "t1,x,x,x,x,x,x\nt2,y,x,x,x,,\n"
    assert len(read(header + full, limit=2).item_of) == 10
    assert "at most 10 labels; line 3" in refused(header + full.replace("x,,", "x,x,"), limit=2)


def test_distinct_label_limit():
    """A thousand distinct labels are read; one more is refused with its line and advice."""
    text = "item,annotator,label\n" + "".join(f"i{at},a,x{at}\n" for at in range(1_000))
    assert len(read(text).labels) == 1_000
    message = refused(text + "i1000,a,one too many\n")
    assert "at most 1,000 distinct labels; line 1,002" in message
    assert "which columns" in message
    assert "one too many" in message


def test_progress_is_shown():
    """Reading yields progress from 0 to 1 in words, and the table last."""
    many = "item,annotator,label\n" + "".join(f"i{at},a,x\n" for at in range(20_000))
    *steps, read = reading(many)
    table = read.result
    assert isinstance(table, LabelTable)
    assert len(steps) == 4
    assert all(isinstance(step, Progress) for step in steps)
    assert [step.share for step in steps] == sorted(step.share for step in steps)
    assert 0 < steps[0].share <= steps[-1].share <= 1
    assert "Reading line 5,000" in steps[0].doing


def test_a_form_that_does_not_fit_is_refused():
    """Asking for an export, or for JSON, where the file is something else, says so."""
    assert "list of tasks" in refused('{"item": 1}', form="label studio")
    assert "list of tasks" in refused(LONG, form="label studio")
    assert "valid JSON on line 1" in refused(LONG, form="json")
    assert "object" in refused("[1]", form="label studio")


def test_cells_have_a_limit():
    """A cell longer than a text can sensibly be is taken for an open quote, and named."""
    for delimiter in ("auto", "comma"):
        assert "is a quote open since line 2?" in refused(
            LONG.replace("t1", '"' + "x" * 140_000, 1), delimiter=delimiter
        )
        assert "is a quote open since line 1?" in refused("x" * 140_000 + ",a\nb,c\n", delimiter=delimiter)


def test_one_column_for_the_chosen_delimiter():
    """A delimiter that the file does not have leaves one column, which is said."""
    assert "two or more columns" in refused(LONG, delimiter="tab")
    for delimiter in ("auto", "comma"):
        assert "empty" in refused("\n,\n,,\n", delimiter=delimiter)


def test_words_for_display():
    """What was detected is told in words that can be shown as they are."""
    words = dict(read(LONG + "\nt9,ann,NA\nt9,bob,\n").detected.words())
    assert words == {
        "Form": "one row a label",
        "Encoding": "text",
        "Separator": "comma",
        "Header": "yes",
        "Item": "task",
        "Annotator": "worker",
        "Label": "label",
        "Taken for no label": "empty (1), NA (1)",
        "Rows read": "6",
        "Rows skipped": "2",
    }


def test_the_largest_table_of_a_page_is_read():
    """Just under 200,000 rows are read whole."""
    many = "task,worker,label\n" + "".join(f"item {at // 3},{at % 3},{at % 7}\n" for at in range(199_999))
    assert len(read(many).item_of) == 199_999


names = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\x85"),
    min_size=1,
    max_size=6,
).map(lambda text: "k" + text.strip())


@settings(deadline=None, max_examples=200)
@given(
    st.dictionaries(st.tuples(names, names), names, min_size=1, max_size=12),
    st.sampled_from(["comma", "tab", "semicolon", "pipe"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_is_read(ratings, delimiter, codec):
    """Any names, however odd, come back from a quoted table in any separator and encoding."""
    mark = {"comma": ",", "tab": "\t", "semicolon": ";", "pipe": "|"}[delimiter]
    rows = [("item", "annotator", "label"), *((*key, label) for key, label in ratings.items())]
    text = "\r\n".join(mark.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows)
    table = read(text.encode(codec))
    assert sorted(table.ratings) == sorted((*key, label) for key, label in ratings.items())


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=200) | st.text(max_size=200) | st.text('ab,;\t|"\n\r 1{}[]:', max_size=80))
def test_anything_at_all_is_read_or_refused(data):
    """Whatever is pasted, the answer is a table or one InputError, never another exception."""
    with suppress(InputError):
        assert isinstance(read(data), LabelTable)


def test_rows_in_quotes_as_a_whole_are_said_to_be_so() -> None:
    """A program that quoted each row lost where its cells end, and the line at fault is the first that shows it."""
    message = refused('item,annotator,label\n"t1,ann,[""a"",1]"\n"t2,bob,[""b"",2]"\n')
    assert "line 2 is one cell, which holds what belongs into 3" in message
    assert "line 1 has one" in refused("only\nwords\n")
