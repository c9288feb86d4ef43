"""Workbooks: another program calculates what we say, nothing in them runs, and they read back as they were."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.bridge.files import workbook_file
from calculators.catalog import catalog
from calculators.core import Cell, Inputs, Sheet
from calculators.core.currency import localized
from calculators.core.spreadsheet import table_of
from calculators.core.workbook import column_name
from calculators.show.workbooks import workbook
from scripts.machine.office import recalculated
from tests.workbook_files import without_results

WITH_WORKBOOK = {name: calculator for name, calculator in catalog().items() if calculator.workbook}
CLOSE = 1e-9

type Sheets = Sequence[Sheet]


def filled_cases() -> Iterator[tuple[str, Callable[[], Sheets], str]]:
    """Yield every preset of every calculator with a workbook, and every blank form, with the currency.

    The sheets are made when they are wanted, since every process that runs tests asks for the names.
    """
    for name, calculator in WITH_WORKBOOK.items():
        for preset in ("", *calculator.presets):
            inputs = calculator.inputs.parse(calculator.presets[preset].inputs) if preset else calculator.inputs()
            code = getattr(inputs, "currency", "USD")
            yield f"{name}-{preset or 'default'}", partial(filled, name, inputs), code
        for form, make in calculator.forms.items():
            yield f"form-{form}", make, "USD"


def filled(name: str, inputs: Inputs) -> Sheets:
    """Return the sheets of one case."""
    calculator = WITH_WORKBOOK[name]
    assert calculator.workbook
    return calculator.workbook(inputs, calculator.finished(inputs))


@pytest.fixture(scope="module")
def cases() -> dict[str, tuple[Sheets, str]]:
    """The workbooks to be calculated, by name."""
    return {name: (make(), code) for name, make, code in filled_cases()}


@pytest.fixture(scope="module")
def recalculation(
    cases: Mapping[str, tuple[Sheets, str]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """The same workbooks as LibreOffice calculated them, from files without a result in them."""
    folder = tmp_path_factory.mktemp("office")
    paths = []
    for name, (sheets, code) in cases.items():
        path = folder / f"{name}.xlsx"
        path.write_bytes(without_results(workbook(sheets, code)))
        paths.append(path)
    return recalculated(paths, folder)


def cells_of(sheet: Sheet) -> Iterator[tuple[int, int, Cell]]:
    """Yield the formulas of a sheet with their row and column."""
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, Cell) and cell.formula:
                yield row, column, cell


def same(found: str, expected: object, code: str) -> bool:
    """Return whether a cell that was read is the value that we computed."""
    if isinstance(expected, str) or expected is None:
        return found == localized(expected or "", code)
    return found != "" and abs(float(found) - float(str(expected))) <= CLOSE * max(1, abs(float(str(expected))))


@pytest.mark.parametrize("name", [name for name, _, _ in filled_cases()])
def test_another_program_calculates_the_same(
    name: str, cases: dict[str, tuple[Sheets, str]], recalculation: dict[str, bytes]
) -> None:
    """LibreOffice gets from our formulas the numbers that the calculator gets, for every preset and blank form."""
    sheets, code = cases[name]
    for sheet in sheets:
        # Rows that are empty are passed over by the reader, so both are counted without them.
        full = [place for place, row in enumerate(sheet.rows) if any(said(cell) not in ("", None) for cell in row)]
        rows = table_of("x", recalculation[f"{name}.xlsx"], [sheet.title])
        assert len(rows) == len(full)
        for row, column, cell in cells_of(sheet):
            if row not in full:
                continue
            found = rows[full.index(row)]
            shown = found[column] if column < len(found) else ""
            assert same(shown, cell.value, code), (sheet.title, f"{column_name(column)}{row + 1}", cell, shown)


def said(cell: object) -> object:
    """Return what a cell says."""
    return cell.value if isinstance(cell, Cell) else cell


def test_there_are_formulas_to_calculate(cases: dict[str, tuple[Sheets, str]]) -> None:
    """Every workbook has formulas, or only texts to fill in: none has lost them."""
    formulas = {name: sum(1 for sheet in sheets for _ in cells_of(sheet)) for name, (sheets, _) in cases.items()}
    assert {name for name, number in formulas.items() if not number} == {"form-security-questionnaire"}


@pytest.mark.parametrize("name", WITH_WORKBOOK)
def test_the_same_case_gives_the_same_bytes(name: str) -> None:
    """A workbook depends on nothing but the case: no date, no order of chance."""
    calculator = WITH_WORKBOOK[name]
    inputs = calculator.inputs()
    result = calculator.finished(inputs)
    assert workbook_file(calculator, inputs, result) == workbook_file(calculator, inputs, result)
    for make in calculator.forms.values():
        assert workbook(make()) == workbook(make())


def parts(contents: bytes, part: str) -> str:
    """Return one file of a workbook as text."""
    return zipfile.ZipFile(io.BytesIO(contents)).read(part).decode()


@pytest.mark.parametrize("text", ['=HYPERLINK("http://example.org","x")', "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)"])
def test_a_text_is_never_a_formula(text: str) -> None:
    """A text that begins like a formula is written as a text, stays one when it is edited, and reads back whole."""
    contents = workbook([Sheet(title="S", rows=[[text]])])
    assert table_of("x", contents) == [[text]]
    sheet = parts(contents, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    style = int(re.search(r' s="(\d+)"', sheet)[1])  # type: ignore[index]
    styles = re.findall(r"<xf\b[^>]*>", parts(contents, "xl/styles.xml").partition("<cellXfs")[2])
    assert 'quotePrefix="1"' in styles[style]


@settings(deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8) | st.floats(-1e9, 1e9), max_size=4
        ),
        max_size=4,
    )
)
def test_what_is_written_reads_back(rows: list[list[str | float]]) -> None:
    """Texts and numbers stand in the file as they were, whatever signs they hold."""
    found = table_of("x", workbook([Sheet(title="S", rows=rows)]))
    kept = [trimmed(row) for row in rows if any(str(cell).strip() for cell in row)]
    assert len(found) == len(kept)
    for read, row in zip(found, kept, strict=True):
        for text, cell in zip(read, row, strict=True):
            assert float(text) == cell if isinstance(cell, float) else text == localized(cell, "USD")


def trimmed(row: list[str | float]) -> list[str | float]:
    """Return a row without the empty cells at its end."""
    last = max(place for place, cell in enumerate(row, 1) if cell != "")
    return row[:last]


@pytest.mark.parametrize("name", WITH_WORKBOOK)
def test_a_table_reads_back_from_its_workbook(name: str) -> None:
    """A sheet that is called as a table of the inputs gives the same answer again, where there is one."""
    calculator = WITH_WORKBOOK[name]
    for preset in ("", *calculator.presets):
        inputs = calculator.inputs.parse(calculator.presets[preset].inputs) if preset else calculator.inputs()
        assert calculator.workbook
        sheets = calculator.workbook(inputs, calculator.finished(inputs))
        titles = {sheet.title.casefold().replace(" ", "_") for sheet in sheets}
        contents = workbook(sheets, getattr(inputs, "currency", "USD"))
        for key, field in calculator.inputs.fields().items():
            if key in titles and type(field).__name__ == "Records":
                values = {each: getattr(inputs, each) for each in calculator.inputs.fields()}
                again = calculator.inputs.parse({**values, key: contents})
                assert calculator.finished(again) == calculator.finished(inputs)
