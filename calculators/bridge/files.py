"""Writes an answer as a file: text, or a workbook's bytes."""

from collections.abc import Collection

from calculators.bridge.opening import about
from calculators.catalog import presented
from calculators.core import Calculator, InputError, Inputs, TextFile
from calculators.core.currency import currency_of
from calculators.show import links, memos, records, tables

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


def written(
    kind: str,
    name: str,
    calculator: Calculator,
    inputs: Inputs,
    result: object,
    *,
    answered: Collection[str] = (),
    site: str = "",
) -> tuple[str, str, str]:
    """Return a finished result as text, with the file's ending and media type.

    ``answered`` are the calculator's questions that the reader answered; ``site`` is the handbook's address, if known.

    Raises:
        InputError: the kind is unknown.
    """
    if kind == "markdown":
        link = _address(name, calculator, inputs, answered, site) if site else ""
        shown = presented(calculator, inputs, result)
        return memos.memo(name, calculator, inputs, shown, answered=answered, link=link), "md", "text/markdown"
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


def _address(name: str, calculator: Calculator, inputs: Inputs, answered: Collection[str], site: str) -> str:
    """Return the address that opens the same inputs; empty where a link would have to leave some of them out."""
    opening = about(name, calculator, inputs, answered)
    page = links.published(calculator.page, site)
    return "" if opening["too_long"] else f"{page}{opening['link']}"
