"""The reader's labels, and how they are to be read. Everything that is detected can be corrected."""

from dataclasses import dataclass

from calculators.core import Inputs, assumption, choice, number, table, words
from calculators.facts import basis
from calculators.label_files import MISSING
from calculators.models.agreement.samples import SAMPLES, long_form

LABELS = "Your labels"
READING = "Correct how it was read"

GROUPS = {
    LABELS: "Paste rows or open a file. They stay in your browser.",
    READING: "Leave these alone unless the answer says the file was read wrongly.",
}

FORMS = {
    "auto": "Detect",
    "long": "One row a label",
    "wide": "One column an annotator",
    "sets": "One column a label, 0 or 1",
    "counts": "Counts: one column a label",
    "confusion": "Confusion matrix",
    "json": "JSON records",
    "label studio": "Label Studio export",
}
DELIMITERS = {
    "auto": "Detect",
    "comma": "Comma",
    "tab": "Tab",
    "semicolon": "Semicolon",
    "pipe": "Pipe",
    "space": "Spaces",
}
HEADERS = {"auto": "Detect", "yes": "First row names the columns", "no": "No header"}
AGAIN = {
    "ask": "Ask",
    "first": "The first counts",
    "last": "The last counts",
    "both": "Compare the two: how far people agree with themselves",
}
MINUS_ONE = {"ask": "Ask", "label": "A label like others", "missing": "No label"}
LEVELS = {
    "nominal": "Names, in no order",
    "ordinal": "Steps in order",
    "interval": "Numbers with equal steps",
    "ratio": "Numbers with a true zero",
}

COLUMN_FIELDS = ("item_column", "annotator_column", "label_column", "people_columns", "gold_column")


# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
@dataclass(frozen=True, kw_only=True)
class AgreementInputs(Inputs):
    """Labels by several people, and how to read them."""

    table: str | bytes | tuple[tuple[str, bytes], ...] = table(
        "Rows of labels",
        assumption(long_form(), "Thirty product reviews labelled by three people, made up by us."),
        examples=SAMPLES,
        group=LABELS,
        accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.xlsx,.zip,.xml,.xmi,.ann",
        several=True,
        help="A table, an Excel workbook, an export of a labelling tool, or one file a person: open several together, "
        "a folder or a zip. Up to 1,000,000 rows.",
    )
    level: str = choice(
        "What the labels are",
        LEVELS,
        assumption("nominal", "Most labels are names."),
        group=LABELS,
        first=True,
        help="Ordered labels count a near miss as less of a disagreement than a far one.",
    )
    scale: str = words(
        "Labels in order, from low to high",
        assumption("", "By value for numbers, by alphabet otherwise."),
        group=LABELS,
        help="Only for steps in order. Separate them by commas: poor, fair, good.",
    )
    agreement_needed: float = number(
        "Agreement you need",
        "of the measure that fits",
        0,
        1,
        basis("alpha_reliable_min", "What Krippendorff asks for before firm conclusions are drawn; he adds that it "
                                    "should be higher where a wrong label does harm"),
        group=LABELS,
        help="Yours to set: what a wrong label costs you decides it, and no rule knows that.",
    )

    sheet: str = words(
        "Sheet of a workbook",
        assumption("", "Read from the file."),
        group=READING,
        corrects="table",
        offered=True,
        help="The title of the sheet that holds the labels, where a workbook has several.",
    )
    item_column: str = words(
        "Column that names the item",
        assumption("", "Read from the file."),
        group=READING,
        corrects="table",
        offered=True,
        help="Its name, or its number counted from 1.",
    )
    annotator_column: str = words(
        "Column that names the annotator",
        assumption("", "Read from the file."),
        group=READING,
        corrects="table",
        offered=True,
        help="Its name, or its number counted from 1.",
    )
    label_column: str = words(
        "Column that holds the label",
        assumption("", "Read from the file."),
        group=READING,
        corrects="table",
        offered=True,
        help="Its name, or its number counted from 1. In an export the name of the question or layer.",
    )
    people_columns: str = words(
        "Columns that hold one person's labels each",
        assumption("", "Read from the file."),
        group=READING,
        corrects="table",
        offered=True,
        several=True,
        limit=10_000,
        help="Their names, separated by commas, where each person has a column.",
    )
    gold_column: str = words(
        "Column that holds the right answer",
        assumption("", "No column is taken for it unless you name it."),
        group=READING,
        offered=True,
        corrects="table",
        help="Its name, or its number counted from 1. With it the answer says how often each person was right.",
    )
    form: str = choice(
        "Form",
        FORMS,
        assumption("auto", "Read from the file."),
        group=READING,
        corrects="table",
        help="How the rows are laid out.",
    )
    delimiter: str = choice(
        "Separator",
        DELIMITERS,
        assumption("auto", "Read from the file."),
        group=READING,
        corrects="table",
        help="What stands between two columns.",
    )
    header: str = choice(
        "Header",
        HEADERS,
        assumption("auto", "Read from the file."),
        group=READING,
        corrects="table",
        help="Whether the first row holds names or data.",
    )
    again: str = choice(
        "Where somebody labelled an item twice",
        AGAIN,
        assumption("ask", "Which one counts is yours to say."),
        group=READING,
        corrects="table",
        help="The first, the last, or a test of how far people agree with themselves.",
    )
    minus_one: str = choice(
        "What -1 means",
        MINUS_ONE,
        assumption("ask", "Some programs write it for a missing label."),
        group=READING,
        corrects="table",
        help="Only where a file holds -1 beside labels that give no hint.",
    )
    missing_words: str = words(
        "Words that mean no label",
        assumption(", ".join(word for word in MISSING if word), "As programs write them."),
        group=READING,
        corrects="table",
        help="Separated by commas. An empty cell always means no label.",
    )
    most_rows: int = number(
        "Most rows to read",
        "rows",
        1,
        1_000_000_000,
        assumption(1_000_000, "What a page on a laptop reads in half a minute."),
        group=READING,
        whole=True,
        help="Raise it where there is memory enough, as on the command line.",
    )
    overlap_needed: float = number(
        "Overlap at which two shapes match",
        "share of their union",
        0.05,
        1,
        assumption(0.5, "The usual threshold in object detection.", low=0.5, high=0.75),
        group=READING,
        help="Only for boxes, other shapes, tracks and recordings: intersection over union, or OKS for key points.",
    )
