"""The plan's workbook goes on calculating: another figure in an input's cell gives the calculator's own numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from calculators.core import Cell, Choice, Sheet
from calculators.core.spreadsheet import table_of
from calculators.core.workbook import Value
from calculators.models.cost import calculator
from calculators.models.cost.inputs import CostInputs
from calculators.models.cost.sections import ways
from calculators.models.cost.workbook import ANSWER, HOW, workbook
from calculators.models.cost.workbook.figures import INPUTS
from calculators.show.workbooks import workbook as as_file
from scripts.machine.office import recalculated
from tests.workbook_files import without_results

# What a reader may type, each against the plan before: longer, shorter, by the hour, by whole seats, all or no hybrid.
CHANGES: Mapping[str, Mapping[str, object]] = {
    "longer and growing": {"months": 120, "growth": 2, "price_rise": 5, "discount": 12},
    "one month": {"months": 1, "exit_cost": 900},
    "shrinking, by the hour": {"growth": -8, "pricing": "per_hour", "hour_rate": 14, "rework_billed": 40},
    "by the seat": {"pricing": "per_seat", "seat_fee": 620, "vendor_acceptance": 80},
    "nothing bought in the hybrid": {"hybrid_share": 0},
    "all bought in the hybrid": {"hybrid_share": 100},
    "a small volume under the minimum": {"volume": 900, "minimum_month": 2_000, "error_cost": 3},
    "more people each": {"overlap": 3, "review_share": 60, "attrition": 80, "span": 6},
}


def retyped(sheet: Sheet, inputs: CostInputs) -> Sheet:
    """Return the sheet of inputs after a reader wrote other figures into it, and nothing else."""
    shown: dict[str, Value] = {}
    for name, field in inputs.fields().items():
        value = getattr(inputs, name)
        shown[field.label] = field.options[value] if isinstance(field, Choice) else value
    rows: list[Sequence[Value | Cell]] = []
    for row in sheet.rows:
        label, *rest = row
        first = rest[0] if rest else None
        if isinstance(label, str) and isinstance(first, Cell) and first.look == "entry":
            rest[0] = first._replace(value=shown[label])
        rows.append([label, *rest])
    return replace(sheet, rows=rows)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """The sheet of the answer, by change, as LibreOffice calculates it from the formulas of the plan before."""
    folder = tmp_path_factory.mktemp("plans")
    before = CostInputs()
    book = workbook(before, calculator.compute(before))
    paths = []
    for number, changes in enumerate(CHANGES.values()):
        after = CostInputs(**changes)  # type: ignore[arg-type]
        sheets = [retyped(sheet, after) if sheet.title == INPUTS else sheet for sheet in book]
        path = folder / f"{number}.xlsx"
        path.write_bytes(without_results(as_file(sheets)))
        paths.append(path)
    found = recalculated(paths, folder)
    return {name: table_of("x", found[f"{number}.xlsx"], [ANSWER]) for number, name in enumerate(CHANGES)}


@pytest.mark.parametrize("name", CHANGES)
def test_another_figure_gives_the_calculator_s_numbers(name: str, answers: dict[str, list[list[str]]]) -> None:
    """Totals, worth today and cost a label of all three ways are those that the calculator computes for the change."""
    result = calculator.compute(CostInputs(**CHANGES[name]))  # type: ignore[arg-type]
    _, _, _, *rows, difference = answers[name]
    for way, row in zip(ways(result).values(), rows, strict=True):
        assert [float(cell) for cell in row[1:4]] == pytest.approx([way.total, way.npv, way.unit_cost], rel=1e-9)
    assert float(difference[1]) == pytest.approx(result.in_house.total - result.outsourced.total, rel=1e-9, abs=1e-6)


def test_the_first_sheet_says_how_to_use_it() -> None:
    """Whoever opens the plan sees the answer first, with a sentence on where to change what."""
    inputs = CostInputs()
    first, second, *_ = workbook(inputs, calculator.compute(inputs))
    assert (first.title, second.title) == (ANSWER, INPUTS)
    assert INPUTS in HOW


def test_each_input_says_where_it_comes_from() -> None:
    """A figure stands with its source, an assumption with its reason, and what the reader typed is called given."""
    inputs = CostInputs(wage=23.5)
    _, sheet, *_ = workbook(inputs, calculator.compute(inputs))
    origins = {row[0]: row[3] for row in sheet.rows if len(row) == 4 and isinstance(row[1], Cell)}
    fields = inputs.fields()
    assert origins[fields["wage"].label] == "given"
    assert origins[fields["seconds"].label] == str(fields["seconds"].basis.source)
    assert str(origins[fields["overlap"].label]).startswith("assumption: ")
