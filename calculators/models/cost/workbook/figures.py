"""The sheet of inputs, in whose cells a reader changes a figure and sees all others follow."""

from collections.abc import Iterator

from calculators.core import Cell, Choice, Number, Sheet
from calculators.core.workbook import Value, headings
from calculators.models.cost.inputs import CostInputs

INPUTS, CHOICES = "Inputs", "Choices"
# The columns of the sheet, and the one in which the reader writes.
HEADINGS = ("Input", "Figure", "Unit", "From")
_WRITTEN = "B"


class Figures:
    """The inputs of a plan, each in a cell that formulas refer to."""

    def __init__(self, inputs: CostInputs) -> None:
        self._inputs = inputs
        # The currency is the workbook's own; it enters no formula.
        self._fields = {name: field for name, field in inputs.fields().items() if isinstance(field, Number | Choice)}
        self._fields.pop("currency")
        self._rows = list(self._lines())

    def __getitem__(self, name: str) -> str:
        """Return the address of an input's cell, as seen from any sheet."""
        place = next(number for number, (key, _) in enumerate(self._rows, 2) if key == name)
        return f"{INPUTS}!${_WRITTEN}${place}"

    def _lines(self) -> Iterator[tuple[str, list[Value | Cell]]]:
        """Yield the rows below the headings: an input's name, or nothing for a group's title, and its cells."""
        group = ""
        for name, field in self._fields.items():
            if field.group != group:
                group = field.group
                yield "", [Cell(group, "heading"), *[Cell("", "heading")] * (len(HEADINGS) - 1)]
            value = getattr(self._inputs, name)
            shown = field.options[value] if isinstance(field, Choice) else value
            given = value != field.basis.value
            origin = "given" if given else field.basis.origin
            yield name, [field.label, Cell(shown, "entry"), field.unit, origin]

    def sheets(self) -> list[Sheet]:
        """Return the sheet of inputs, and the hidden one with the answers that a choice allows."""
        choices = {name: field for name, field in self._fields.items() if isinstance(field, Choice)}
        ranges: dict[str, str] = {}
        texts: list[list[Value | Cell]] = []
        for name, field in choices.items():
            first = len(texts) + 1
            texts += [[words] for words in field.options.values()]
            ranges[self[name].partition("!")[2].replace("$", "")] = f"{CHOICES}!$A${first}:$A${len(texts)}"
        return [
            Sheet(
                title=INPUTS,
                rows=[headings(*HEADINGS), *(cells for _, cells in self._rows)],
                widths=(44, 16, 26, 90),
                fixed=(1, 1),
                choices=ranges,
            ),
            Sheet(title=CHOICES, rows=texts, hidden=True),
        ]
