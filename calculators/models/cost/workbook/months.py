"""A way's months as a sheet of formulas: a row a month up to the longest plan, of which those in the plan count."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from calculators.core import Cell, Number, Sheet
from calculators.core.workbook import column_name, headings
from calculators.models.cost.inputs import CostInputs
from calculators.models.cost.sections import COMPONENT_NAMES
from calculators.models.cost.ways import charge, in_house, outsourced, staffing
from calculators.models.cost.workbook.figures import Figures
from calculators.vocabulary.vendor import PRICING

# The first month's row; above it stands the heading.
FIRST = 2
# What rounding must not turn into a person, as in the model.
_NOISE = "0.000000001"

type Formula = Callable[[int], str]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of months.

    Attributes:
        title: its heading.
        values: what we computed, for the months of the plan.
        formula: a month's formula, from its row.
        digits: how many decimals are shown.
    """

    title: str
    values: Sequence[float]
    formula: Formula
    digits: int = 2


class Months:
    """One sheet of months, whose columns know each other by name."""

    def __init__(self, title: str, figures: Figures, share: str, longest: int) -> None:
        self.title, self.length, self._figures, self._share = title, longest, figures, share
        self._columns: dict[str, Column] = {}

    def place(self, name: str) -> str:
        """Return the letters of a column; the months stand in the first."""
        return column_name(1 + list(self._columns).index(name))

    def add(self, name: str, column: Column) -> None:
        """Put a column behind the others."""
        self._columns[name] = column

    def whole(self, name: str) -> str:
        """Return the address of a whole column of months, as seen from any sheet."""
        letters = self.place(name)
        return f"'{self.title}'!${letters}${FIRST}:${letters}${FIRST + self.length - 1}"

    def in_plan(self, row: int, formula: str) -> str:
        """Return a formula that counts only in the months of the plan, and where this side has work at all."""
        return f"IF(AND($A{row}<={self._figures['months']},{self._share}>0),{formula},0)"

    def sheet(self) -> Sheet:
        """Return the sheet."""
        rows = [headings("Month", *(column.title for column in self._columns.values()))]
        for number in range(1, self.length + 1):
            cells = [
                Cell(_at(column.values, number), "", column.formula(FIRST + number - 1), column.digits)
                for column in self._columns.values()
            ]
            rows.append([number, *cells])
        return Sheet(title=self.title, rows=rows, widths=(8, 16), fixed=(1, 1))


def _at(values: Sequence[float], month: int) -> float:
    return values[month - 1] if month <= len(values) else 0.0


def longest_plan(inputs: CostInputs) -> int:
    """Return the most months that a plan may have."""
    field = inputs.fields()["months"]
    assert isinstance(field, Number)
    return int(field.maximum)


def own_side(inputs: CostInputs, wanted: Sequence[float], title: str, figures: Figures, share: str) -> Months:
    """Return the months of making a share of all labels with own people.

    ``wanted`` are that share's labels a month; ``share`` is the formula of the share.
    """
    made = Months(title, figures, share, longest_plan(inputs))
    _labels(made, figures, share, wanted)
    staff = list(staffing(inputs, list(wanted)))
    people = f"{_label_hours(figures)}/{_capacity(figures)}-{_NOISE}"
    counts: Mapping[str, tuple[str, Sequence[float], Formula, int]] = {
        "annotators": (
            "Annotators", [one.annotators for one in staff],
            lambda row: f"-INT(-({made.place('labels')}{row}*{people}))", 0,
        ),
        "reviewers": (
            "Reviewers", [one.reviewers for one in staff],
            lambda row: f"{made.place('labels')}{row}*{_review_hours(figures)}/{_capacity(figures)}", 2,
        ),
        "leads": (
            "Team leads", [one.leads for one in staff],
            lambda row: f"{made.place('annotators')}{row}/{figures['span']}", 2,
        ),
        "hires": (
            "Hires", [one.hires for one in staff], lambda row: _hires(made, figures, row), 2,
        ),
        "seats": (
            "Seats", [one.seats for one in staff],
            lambda row: "+".join(f"{made.place(name)}{row}" for name in ("annotators", "reviewers", "leads")), 2,
        ),
        "new_seats": (
            "New seats", [one.new_seats for one in staff], lambda row: _new_seats(made, row), 2,
        ),
    }  # fmt: skip
    for name, (words, values, formula, digits) in counts.items():
        made.add(name, Column(title=words, values=values, formula=formula, digits=digits))
    _components(made, in_house(inputs, list(wanted)).by_month(), _own_formulas(made, figures), works=sum(wanted) > 0)
    return made


def vendor_side(inputs: CostInputs, wanted: Sequence[float], title: str, figures: Figures, share: str) -> Months:
    """Return the months of buying a share of all labels; ``wanted`` and ``share`` as for the own side."""
    made = Months(title, figures, share, longest_plan(inputs))
    _labels(made, figures, share, wanted)
    bills = [charge(inputs, labels) for labels in wanted]
    made.add(
        "charge",
        Column(
            title="Bill at first-year prices", values=bills, formula=lambda row: _charge(made, figures, row)
        ),
    )  # fmt: skip
    _components(
        made, outsourced(inputs, list(wanted)).by_month(), _vendor_formulas(made, figures), works=sum(wanted) > 0
    )
    return made


def _labels(made: Months, figures: Figures, share: str, wanted: Sequence[float]) -> None:
    def formula(row: int) -> str:
        grown = f"{figures['volume']}*(1+{figures['growth']}/100)^($A{row}-1)*({share})"
        return made.in_plan(row, grown)

    made.add("labels", Column(title="Accepted labels", values=wanted, formula=formula, digits=0))


def _components(
    made: Months, costs: Mapping[str, Sequence[float]], formulas: Mapping[str, Formula], *, works: bool
) -> None:
    """Add a column for each component, and their sum; a side without work costs nothing."""
    if not works:
        costs = {name: [0.0] * len(months) for name, months in costs.items()}
    for name, months in costs.items():
        made.add(name, Column(title=COMPONENT_NAMES[name], values=months, formula=_counted(made, formulas[name])))
    names = list(costs)
    monthly = [sum(month) for month in zip(*costs.values(), strict=True)]
    made.add("total", Column(
        title="All costs", values=monthly,
        formula=lambda row: f"SUM({made.place(names[0])}{row}:{made.place(names[-1])}{row})",
    ))  # fmt: skip


def _counted(made: Months, formula: Formula) -> Formula:
    return lambda row: made.in_plan(row, formula(row))


def _redo(figures: Figures, acceptance: str) -> str:
    return f"({figures['rework_effort']}/100*(100-{figures[acceptance]})/{figures[acceptance]})"


def _label_hours(figures: Figures) -> str:
    again = _redo(figures, "inhouse_acceptance")
    return f"({figures['seconds']}/3600*{figures['overlap']}*(1+{again}))"


def _review_hours(figures: Figures) -> str:
    return f"({figures['review_seconds']}/3600*{figures['review_share']}/{figures['inhouse_acceptance']})"


def _capacity(figures: Figures) -> str:
    return f"({figures['paid_hours']}*{figures['utilisation']}/100)"


def _loaded(figures: Figures) -> str:
    return f"(1+{figures['benefit_load']}/100)"


def _hires(made: Months, figures: Figures, row: int) -> str:
    now = f"{made.place('annotators')}{row}"
    before = f"{made.place('annotators')}{row - 1}" if row > FIRST else "0"
    return f"MAX(0,{now}-{before})+{now}*(1-(1-{figures['attrition']}/100)^(1/12))"


def _new_seats(made: Months, row: int) -> str:
    letters = made.place("seats")
    most = f"MAX({letters}${FIRST}:{letters}{row - 1})" if row > FIRST else "0"
    return f"MAX(0,{letters}{row}-{most})"


def _own_formulas(made: Months, figures: Figures) -> Mapping[str, Formula]:
    def each(name: str, price: str) -> Formula:
        return lambda row: f"{made.place(name)}{row}*{price}"

    def benefits(row: int) -> str:
        paid = "+".join(f"{made.place(name)}{row}" for name in ("labelling", "review", "management"))
        return f"({paid})*{figures['benefit_load']}/100"

    slow = f"{figures['ramp_months']}*{figures['paid_hours']}*(1-{figures['ramp_speed']}/100)"
    lost = f"({figures['training_weeks']}*{figures['paid_hours']}*12/52+{slow})"
    return {
        "labelling": each("annotators", f"{figures['paid_hours']}*{figures['wage']}"),
        "review": each("reviewers", f"{figures['paid_hours']}*{figures['reviewer_wage']}"),
        "management": each("leads", f"{figures['lead_salary']}/12"),
        "benefits": benefits,
        "recruiting": each("hires", figures["hire_cost"]),
        "training": each("hires", f"{lost}*{figures['wage']}*{_loaded(figures)}"),
        "tools": lambda row: f"({made.place('annotators')}{row}+{made.place('reviewers')}{row})*{figures['tool_seat']}",
        "workstations": each("new_seats", figures["workstation"]),
        "space": each("seats", figures["seat_overhead"]),
        "engineering": lambda _: f"{figures['engineer_hours']}*{figures['engineer_rate']}",
        "setup": lambda row: figures["inhouse_setup"] if row == FIRST else "0",
        "errors": each("labels", f"{figures['inhouse_escape']}/100*{figures['error_cost']}"),
    }


def _charge(made: Months, figures: Figures, row: int) -> str:
    labels, again = f"{made.place('labels')}{row}", _redo(figures, "vendor_acceptance")
    paid = f"(1+{figures['rework_billed']}/100*{again})"
    hours = f"{labels}*{figures['vendor_seconds']}/3600*{figures['overlap']}"
    bills = {
        "per_label": f"{labels}*{figures['label_price']}*{figures['overlap']}*{paid}",
        "per_hour": f"{hours}*{paid}*{figures['hour_rate']}",
        "per_seat": f"-INT(-({hours}*(1+{again})/{figures['seat_hours']}-{_NOISE}))*{figures['seat_fee']}",
    }
    *others, last = PRICING
    formula = bills[last]
    for name in reversed(others):
        formula = f'IF({figures["pricing"]}="{PRICING[name]}",{bills[name]},{formula})'
    return formula


def _vendor_formulas(made: Months, figures: Figures) -> Mapping[str, Formula]:
    def service(row: int) -> str:
        level = f"(1+{figures['price_rise']}/100)^INT(($A{row}-1)/12)"
        return f"MAX({made.place('charge')}{row}*{level},{figures['minimum_month']})"

    check = (
        f"{figures['review_seconds']}/3600*{figures['reviewer_wage']}*{_loaded(figures)}/({figures['utilisation']}/100)"
    )
    return {
        "service": service,
        "project_fee": lambda row: f"{made.place('service')}{row}*{figures['project_fee']}/100",
        "oversight": lambda _: f"{figures['oversight_hours']}*{figures['oversight_rate']}",
        "checking": lambda row: f"{made.place('labels')}{row}*{check}*{figures['check_share']}/100",
        "setup": lambda row: figures["vendor_setup"] if row == FIRST else "0",
        "exit": lambda row: f"IF($A{row}={figures['months']},{figures['exit_cost']},0)",
        "errors": lambda row: f"{made.place('labels')}{row}*{figures['vendor_escape']}/100*{figures['error_cost']}",
    }
