"""What unlike quotes really cost per accepted label, what they leave open, and what would turn their order round."""

from calculators.core import Calculator, Example
from calculators.models.quotes.inputs import GROUPS, QuotesInputs
from calculators.models.quotes.letters import comparison_rows, question_rows
from calculators.models.quotes.present import present
from calculators.models.quotes.presets import BARE, PRESETS
from calculators.models.quotes.result import compute, refine
from calculators.models.quotes.workbook import quote_form, workbook

__all__ = ["calculator"]

TWO_BIDS = PRESETS["two-bids"].inputs
PAID_FOR_PASSING = [
    {"name": name, "pricing": "per_label", "price": price, "payment": "accepted", "acceptance": acceptance, **BARE}
    for name, price, acceptance in (("A", 0.05, 80), ("B", 0.06, 98))
]
FOREIGN = [
    {"name": "Label", "pricing": "per_label", "price": 0.06, "payment": "accepted", **BARE},
    {"name": "Item", "pricing": "per_item", "price": 0.6, "payment": "accepted", **BARE},
    {"name": "Thousand", "pricing": "per_thousand", "price": 30, "units_per_label": 2, "payment": "accepted", **BARE},
    {"name": "Foreign", "pricing": "per_label", "price": 0.12, "currency": "XYZ", "exchange_rate": 0.5,
     "payment": "accepted", **BARE},
]  # fmt: skip

calculator = Calculator(
    title="What quotes really cost per accepted label",
    inputs=QuotesInputs,
    compute=compute,
    present=present,
    refine=refine,
    page="calculators/quotes.md",
    groups=GROUPS,
    presets=PRESETS,
    downloads={"questions": question_rows, "comparison": comparison_rows},
    workbook=workbook,
    forms={"quote-form": quote_form},
    examples=[
        Example(
            name="Each delivery is paid: (5 + 1) / 0.80 = 7.5 cents against (6 + 1) / 0.98 = 7.14, so B is first",
            inputs=TWO_BIDS,
            expect={
                "quotes.0.unit_cost": 0.06 / 0.8, "quotes.1.unit_cost": 0.07 / 0.98, "first": 1,
                "flips.second.price.value": 0.8 * 0.07 / 0.98 - 0.01, "flips.second.acceptance.value": 6 * 98 / 7,
            },
        ),
        Example(
            name="Only labels that pass are paid: 5 + 1 / 0.80 = 6.25 cents against 6 + 1 / 0.98 = 7.02, so A is first",
            inputs={**TWO_BIDS, "quotes": PAID_FOR_PASSING},
            expect={"quotes.0.unit_cost": 0.0625, "quotes.1.unit_cost": 0.06 + 0.01 / 0.98, "first": 0},
        ),
        Example(
            name="20,000 boxes at 0.06 come to 1,200; the minimum of 5,000 and 15% on it make 5,750",
            inputs=PRESETS["small-order"].inputs,
            expect={"quotes.0.total": 5_750.0, "quotes.0.unit_cost": 0.2875},
        ),
        Example(
            name="One price as label, item of ten, thousand half labels and foreign money gives one total",
            inputs={"quotes": FOREIGN, "objects_per_item": 10},
            expect={
                "quotes.0.components.service": 0.06 * 200_000 * 24, "quotes.1.components.service": 0.06 * 200_000 * 24,
                "quotes.2.components.service": 0.06 * 200_000 * 24, "quotes.3.components.service": 0.06 * 200_000 * 24,
                "quotes.3.rank": 1, "second": 1,
            },
        ),
        Example(
            name="List prices of the guide: an hour at 8, a seat at 499 for 160 and 80 hours, 26.5 seconds a box",
            inputs={"quotes": [
                {"name": "Hour", "pricing": "per_hour", "price": 8},
                {"name": "Seat", "pricing": "per_seat", "price": 499, "seat_hours": 160},
                {"name": "Half a seat", "pricing": "per_seat", "price": 499, "seat_hours": 80},
            ]},
            expect={
                "quotes.0.list_price": 8 / 3600 * 26.5, "quotes.1.list_price": 499 / (160 * 3600 / 26.5),
                "quotes.2.list_price": 499 / (80 * 3600 / 26.5),
            },
        ),
    ],
    paper={"flip": "flip", "cost": "compare"},
)  # fmt: skip
