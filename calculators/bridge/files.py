"""Writes an answer as a file: text, or a workbook's bytes."""

from calculators.catalog import presented
from calculators.core import Calculator, InputError, Inputs, TextFile
from calculators.core.currency import currency_of
from calculators.show import memos, records, tables

WORKBOOK = "xlsx"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_file(calculator: Calculator, inputs: Inputs, result: object) -> bytes:
    """Return the case as a workbook's bytes.

    Raises:
        InputError: the calculator has none.
    """
    # Only who asks for a workbook needs what writes one.
    from calculators.show.workbooks import workbook

    if not calculator.workbook:
        raise InputError("kind", "a calculator that writes a workbook")
    return workbook(calculator.workbook(inputs, result), currency_of(inputs))


def written(kind: str, name: str, calculator: Calculator, inputs: Inputs, result: object) -> tuple[str, str, str]:
    """Return a finished result as text, with the file's ending and media type.

    Raises:
        InputError: the kind is unknown.
    """
    if kind == "markdown":
        return memos.memo(name, calculator, inputs, presented(calculator, inputs, result)), "md", "text/markdown"
    if kind == "csv":
        return tables.answer_table(inputs, presented(calculator, inputs, result)), "csv", "text/csv"
    if kind == "json":
        return records.record(inputs, result), "json", "application/json"
    if kind in calculator.downloads:
        made = calculator.downloads[kind](inputs, result)
        if isinstance(made, TextFile):
            return made.text, made.ending, made.media_type
        return tables.comma_separated(made), "csv", "text/csv"
    raise InputError("kind", "one of " + ", ".join(["markdown", "csv", "json", *calculator.downloads]), kind)
