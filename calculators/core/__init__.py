"""The words that every other part speaks; it imports nothing of ours."""

from calculators.core.answer import Answer, BulletList, Download, Figure, Link, Rows, Section
from calculators.core.calculator import Better, Calculator, Example, Outline, Preset, Progress, Renamed, Step
from calculators.core.charts import Amount, HeatTable, Lines, Ranges, Series, StackedBars, Tornado
from calculators.core.declared import Row
from calculators.core.errors import InputError, InputErrors
from calculators.core.field import Field, blank, declared, required
from calculators.core.fields import (
    Choice,
    Choices,
    Day,
    LinkForm,
    Number,
    Records,
    Table,
    Text,
    choice,
    choices,
    day,
    number,
    records,
    table,
    words,
)
from calculators.core.inputs import Inputs, Scenario
from calculators.core.sources import Basis, Source, assumption

__all__ = [
    "Amount",
    "Answer",
    "Basis",
    "Better",
    "BulletList",
    "Calculator",
    "Choice",
    "Choices",
    "Day",
    "Download",
    "Example",
    "Field",
    "Figure",
    "HeatTable",
    "InputError",
    "InputErrors",
    "Inputs",
    "Lines",
    "Link",
    "LinkForm",
    "Number",
    "Outline",
    "Preset",
    "Progress",
    "Ranges",
    "Records",
    "Renamed",
    "Row",
    "Rows",
    "Scenario",
    "Section",
    "Series",
    "Source",
    "StackedBars",
    "Step",
    "Table",
    "Text",
    "Tornado",
    "assumption",
    "blank",
    "choice",
    "choices",
    "day",
    "declared",
    "number",
    "records",
    "required",
    "table",
    "words",
]
