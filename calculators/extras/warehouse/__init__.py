"""Labels where they are, in Parquet, CSV or a database, folded by an engine into what every measure needs.

The engine is DuckDB unless a backend of Ibis is named; what comes back is the text of a fold, which the agreement
calculator opens like any other file, so that each measure has one implementation.
"""

import csv
import io

from calculators.core import InputError
from calculators.extras.warehouse.folding import fold
from calculators.extras.warehouse.sources import Say, opened
from calculators.label_files import FIELDS, MOST_ROWS, ReadOptions

__all__ = ["folded", "rows"]

_SAME = ("again", "minus_one", "form", "header")
_FOUND = ("delimiter", "encoding", "sheet")


def folded(path: str, *, connect: str = "", say: Say = lambda _words, _share: None, **inputs: object) -> str:
    """Return the text of a fold, to be given to a calculator as its table.

    Args:
        path: a Parquet or CSV file, a pattern of files as ``labels/*.parquet``, ``duckdb:FILE/TABLE``, or with
            ``connect`` the name of a table.
        connect: the address of a backend of Ibis, as ``bigquery://project/dataset``; empty for DuckDB.
        say: is told what happens in words, or without words which share of it is done.
        inputs: those inputs of the calculator that say how to read the rows, as ``item_column``; others are left alone.

    Raises:
        InputError: the table cannot be read, or an input names no column.
    """
    for name in _FOUND:
        if inputs.get(name, "auto") not in ("", "auto"):
            raise InputError(name, "nothing, since the engine finds that out by itself", str(inputs[name]))
    given = {option: str(inputs[name]) for option, name in FIELDS.items() if inputs.get(name)}
    given |= {name: str(inputs[name]) for name in _SAME if inputs.get(name)}
    lists = {name: tuple(word.strip() for word in given.pop(name).split(",") if word.strip())
             for name in ("annotators", "missing") if name in given}  # fmt: skip
    try:
        return fold(path, ReadOptions(**given, **lists), connect, say)  # type: ignore[arg-type]
    except InputError as error:
        offers = {FIELDS.get(name, name): names for name, names in error.offers.items()}
        raise InputError(FIELDS.get(error.field, error.field), error.expected, error.got, offers=offers) from None


def rows(path: str, *, connect: str = "") -> str:
    """Return the rows of a table as CSV, for a calculator that reads each of its items.

    Raises:
        InputError: the table cannot be read, or a column is nested.
    """
    with opened(path, connect, lambda _words, _share: None) as source:
        table = source.headed(named=True) if source.headed else source.table
        for name in table.columns:
            if table[name].type().is_nested():
                raise InputError("table", f"columns of plain values; {name!r} is nested, so select one part of it")
        text = table.select(**{name: table[name].cast("string").fill_null("") for name in table.columns})
        # One more than is taken row by row, so that it is the calculator that says there are too many.
        found = source.rows(text.limit(MOST_ROWS + 1))
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerows([table.columns, *(row.values() for row in found)])
    return written.getvalue()
