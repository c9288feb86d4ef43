"""In another currency nothing that is in US dollars passes for the reader's money without a word."""

from collections.abc import Callable

import pytest

from calculators.catalog import catalog, presented
from calculators.core import Number, Records


@pytest.mark.parametrize("name", [name for name, one in catalog().items() if "currency" in one.inputs.fields()])
def test_every_amount_that_is_still_a_default_is_told(name: str) -> None:
    """In yen with all defaults the answer says which amounts are dollars, rows among them, and how many yen one is."""
    calculator = catalog()[name]
    inputs = calculator.inputs.parse({"currency": "JPY"})
    told = " ".join(presented(calculator, inputs, calculator.first(inputs)).cautions)
    fields = calculator.inputs.fields().values()
    amounts = [one for one in fields if isinstance(one, Number) and one.is_money and one.basis.value and not one.when]
    for field in amounts:
        assert field.label.lower() in told, field.label
    tables = [one for one in fields if isinstance(one, Records) and any(map(_has_amounts(one), one.basis.value))]
    for table in tables:
        assert f"all in “{table.label}”" in told
    if amounts or tables:
        assert "One dollar was 160.7" in told


def _has_amounts(table: Records) -> Callable[[object], bool]:
    columns = [key for key, column in table.row.fields().items() if isinstance(column, Number) and column.is_money]
    return lambda row: any(getattr(row, key) for key in columns)
