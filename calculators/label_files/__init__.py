"""Labels as people have them: one reader a format, one table out.

``read`` takes a file or a pasted text and returns a ``LabelTable``, which also says how it was read.
"""

from calculators.label_files.checks import MOST_LABELS
from calculators.label_files.collect import MOST_ROWS
from calculators.label_files.drawn import Box, Drawn
from calculators.label_files.options import AS_DETECTED, FIELDS, MISSING, ReadOptions
from calculators.label_files.reading import read, reading, uncollected
from calculators.label_files.table import Detected, LabelledBox, LabelTable, Marks, Span

__all__ = [
    "AS_DETECTED",
    "FIELDS",
    "MISSING",
    "MOST_LABELS",
    "MOST_ROWS",
    "Box",
    "Detected",
    "Drawn",
    "LabelTable",
    "LabelledBox",
    "Marks",
    "ReadOptions",
    "Span",
    "read",
    "reading",
    "uncollected",
]
