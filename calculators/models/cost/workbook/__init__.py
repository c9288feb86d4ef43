"""The cost plan as a workbook: inputs to change, every month of each way as formulas, and what they come to."""

from collections.abc import Sequence

from calculators.core import Cell, Sheet, Workbook
from calculators.core.workbook import Value, headings
from calculators.models.cost.inputs import CostInputs
from calculators.models.cost.result import Cost
from calculators.models.cost.sections import WAYS, ways
from calculators.models.cost.ways import Way, demand
from calculators.models.cost.workbook.figures import Figures
from calculators.models.cost.workbook.months import FIRST, Months, own_side, vendor_side

ANSWER = "Answer"
HOW = (
    "Change a figure on the sheet “Inputs”: every month, and the sums here, follow. Amounts are in the currency of the "
    "plan. What would flip the answer, and how sure it is, stands in the calculator; this is the plan behind it."
)


def workbook(inputs: CostInputs, result: Cost) -> Workbook:
    """Return the plan: what it comes to, the inputs, and the months of each side of each way."""
    figures, wanted = Figures(inputs), demand(inputs)
    bought = f"({figures['hybrid_share']}/100)"
    part = inputs.hybrid_share / 100
    sides: dict[str, Sequence[Months]] = {
        "in_house": [own_side(inputs, wanted, "In-house", figures, "1")],
        "outsourced": [vendor_side(inputs, wanted, "Outsourced", figures, "1")],
        "hybrid": [
            own_side(inputs, [labels * (1 - part) for labels in wanted], "Hybrid, made", figures, f"(1-{bought})"),
            vendor_side(inputs, [labels * part for labels in wanted], "Hybrid, bought", figures, bought),
        ],
    }
    tables = [table.sheet() for tables in sides.values() for table in tables]
    return [_answer(result, figures, sides), *figures.sheets(), *tables]


def _answer(result: Cost, figures: Figures, sides: dict[str, Sequence[Months]]) -> Sheet:
    rows: list[Sequence[Value | Cell]] = [
        [Cell("What labelling costs", "title")],
        [Cell(HOW, "note")],
        headings("Way", "All months", "At today's worth", "Cost per accepted label"),
    ]
    rows += [[WAYS[name], *_sums(way, figures, sides[name], sides)] for name, way in ways(result).items()]
    first, second = len(rows) - 2, len(rows) - 1
    difference = result.in_house.total - result.outsourced.total
    rows.append(["In-house less outsourced", Cell(difference, "result", f"B{first}-B{second}", 2)])
    return Sheet(title=ANSWER, rows=rows, widths=(60, 20))


def _sums(way: Way, figures: Figures, tables: Sequence[Months], sides: dict[str, Sequence[Months]]) -> list[Cell]:
    spent = [table.whole("total") for table in tables]
    total = "+".join(f"SUM({months})" for months in spent)
    # Paid at the end of each month; the months stand in the first column.
    rate = f"(1+{figures['discount']}/100)^(1/12)"
    worth = "+".join(
        f"SUMPRODUCT({months}/({rate})^{_numbers(table)})" for months, table in zip(spent, tables, strict=True)
    )
    labels = sides["in_house"][0].whole("labels")
    return [
        Cell(way.total, "result", total, 2),
        Cell(way.npv, "result", worth, 2),
        Cell(way.unit_cost, "result", f"({total})/SUM({labels})", 4),
    ]


def _numbers(table: Months) -> str:
    """Return the address of a sheet's months."""
    return f"'{table.title}'!$A${FIRST}:$A${FIRST + table.length - 1}"
