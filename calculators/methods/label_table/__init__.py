"""Labels as people have them: tables and exports read, and what they say at a glance.

``read`` takes a file or a pasted text and returns a ``LabelTable``, which also says how it was read.
``ratings`` and ``pair_table`` hand the labels on to ``calculators.methods.agreement``.
"""

from calculators.methods.label_table.collect import MOST_LABELS, MOST_ROWS
from calculators.methods.label_table.insight import (
    DisputedItem,
    LabelAgreement,
    PairAgreement,
    Vote,
    label_agreement,
    majority_votes,
    matrix,
    most_disputed,
    pair_agreement,
    pair_table,
    ratings,
)
from calculators.methods.label_table.options import AS_DETECTED, MISSING, ReadOptions
from calculators.methods.label_table.reading import read, reading
from calculators.methods.label_table.regions import BoxAgreement, SpanAgreement, box_agreement, span_agreement
from calculators.methods.label_table.table import Detected, LabelledBox, LabelTable, Marks

__all__ = [
    "AS_DETECTED",
    "MISSING",
    "MOST_LABELS",
    "MOST_ROWS",
    "BoxAgreement",
    "Detected",
    "DisputedItem",
    "LabelAgreement",
    "LabelTable",
    "LabelledBox",
    "Marks",
    "PairAgreement",
    "ReadOptions",
    "SpanAgreement",
    "Vote",
    "box_agreement",
    "label_agreement",
    "majority_votes",
    "matrix",
    "most_disputed",
    "pair_agreement",
    "pair_table",
    "ratings",
    "read",
    "reading",
    "span_agreement",
]
