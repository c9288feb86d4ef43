"""Two shares compared: intervals and exact tests of their difference, and how many items show it.

Two samples are paired where both judge the same items, and separate where each has items of its own.
"""

from calculators.methods.comparison.intervals import Difference, paired_difference, separate_difference
from calculators.methods.comparison.power import PairedPower, separate_power, smallest
from calculators.methods.comparison.significance import fisher, holm, hypergeometric_tail, mcnemar
from calculators.methods.comparison.sizes import SeparateDesign, margin_items, margin_power, paired_items

__all__ = [
    "Difference",
    "PairedPower",
    "SeparateDesign",
    "fisher",
    "holm",
    "hypergeometric_tail",
    "margin_items",
    "margin_power",
    "mcnemar",
    "paired_difference",
    "paired_items",
    "separate_difference",
    "separate_power",
    "smallest",
]
