"""The quotes as a workbook: a form that vendors fill in, and the sums as formulas."""

from collections.abc import Mapping, Sequence

from calculators.core import Cell, Sheet, Workbook
from calculators.core.workbook import Value, headings
from calculators.models.quotes.form import BUYERS_OWN, SHEET, Form, lists
from calculators.models.quotes.inputs import QuotesInputs
from calculators.models.quotes.letters import SAME_FOR_ALL
from calculators.models.quotes.one_to_one import asked
from calculators.models.quotes.result import Quotes
from calculators.models.quotes.sums import BLANKS, SUMS, WORK, Work, sums


def workbook(inputs: QuotesInputs, result: Quotes) -> Workbook:
    """Return the quotes on the table, their sums, the figures of the work and the questions to send back."""
    form, work = Form(inputs.quotes), Work(inputs, BLANKS, own_side=True)
    rows: list[Sequence[Value | Cell]] = [headings("Quote", "Term", "Question")]
    for one, quote in zip(result.quotes, inputs.quotes, strict=True):
        rows += [[one.name, term, question] for term, question in asked(one, quote, inputs.currency)]
    rows.append(["To all", "", SAME_FOR_ALL])
    return [
        form.sheet(),
        sums(form, work, inputs.quotes, inputs, own_side=True),
        work.sheet(),
        Sheet(title="Questions", rows=rows, widths=(26, 34, 90), fixed=(1, 0)),
        lists(),
    ]


HOW: tuple[str, ...] = (
    f"Fill in the sheet “{SHEET}”: one column for each offer, such as one by the label and one by the hour.",
    "Amounts are in the money that you name. Leave a cell empty where an offer says nothing: it is then asked back.",
    f"The sheet “{WORK}” says how much work is asked for. Whoever sends this form puts in their own figures first.",
    f"The sheet “{SUMS}” shows what each offer comes to for that work, and counts an empty cell as nothing.",
    "Send the file back as it is. It is read by the calculator “What quotes really cost per accepted label”.",
)


def quote_form() -> Workbook:
    """Return the form for a vendor: empty, with the sums of what is filled in, and without the buyer's own side."""
    inputs = QuotesInputs()
    nothing: Mapping[str, float] = dict.fromkeys(BLANKS, 0.0) | {"seat_hours": BLANKS["seat_hours"]}
    form, work = Form((), BUYERS_OWN), Work(inputs, nothing, own_side=False)
    how: list[Sequence[Value | Cell]] = [[Cell("Quote form", "title")], *([line] for line in HOW)]
    return [
        Sheet(title="How to fill it in", rows=how, widths=(110,)),
        form.sheet(),
        work.sheet(),
        sums(form, work, (), inputs, own_side=False),
        lists(),
    ]
