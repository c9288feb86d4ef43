"""The vocabulary that every other part speaks; it imports nothing of ours."""

from calculators.core.answer import Answer, Download, Figure, Link, Points, Rows, Section
from calculators.core.calculator import Calculator, Example, Preset, Progress
from calculators.core.charts import Amount, HeatTable, Lines, Ranges, Series, StackedBars, Tornado
from calculators.core.errors import InputError, InputErrors
from calculators.core.fields import Choice, Field, Number, Table, Text, choice, number, table, words
from calculators.core.inputs import Inputs
from calculators.core.sources import Basis, Source, assumption

__all__ = [
    "Amount",
    "Answer",
    "Basis",
    "Calculator",
    "Choice",
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
    "Number",
    "Points",
    "Preset",
    "Progress",
    "Ranges",
    "Rows",
    "Section",
    "Series",
    "Source",
    "StackedBars",
    "Table",
    "Text",
    "Tornado",
    "assumption",
    "choice",
    "number",
    "table",
    "words",
]
