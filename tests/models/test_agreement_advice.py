"""What to do next with labels, by the agreement that the reader needs."""

import pytest

from calculators.catalog import find
from calculators.models.agreement.samples import SAMPLES


@pytest.mark.parametrize(
    ("needed", "says"),
    [
        (
            0.95,
            "far below the 0.95 that you need. Mend the guideline before you label more, and test it on a new batch",
        ),
        (0.80, "a little below the 0.80 that you need, though the high end of its interval reaches it. Settle"),
        (0.72, "Agreement is just at the 0.72 that you need. Settle the disputed items"),
        (0.60, "reaches the 0.60 that you need, though the low end of its interval does not. Label more items"),
        (0.50, "reaches the 0.50 that you need. Keep a small overlap"),
    ],
)
def test_the_advice_goes_by_the_agreement_that_the_reader_needs(needed: float, says: str) -> None:
    """The same 0.724 is far below, a little below, on or above what is needed, and the advice says which."""
    calculator = find("agreement")
    inputs = calculator.inputs.parse({"table": SAMPLES["One row a label (CSV)"], "agreement_needed": needed})
    shown = calculator.present(inputs, calculator.finished(inputs))
    assert says in str(next(one for one in shown.sections if one.id == "advice"))
