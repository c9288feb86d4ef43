"""Answers in a notebook, which show themselves with their charts.

``from calculators.extras.notebook import answer``, then ``answer("NAME", volume=50_000)`` as the last line of a cell.
"""

from zlib import crc32

from calculators.catalog import find, presented
from calculators.core import Answer, Calculator, InputError, Inputs
from calculators.show import memos
from calculators.show.standing_alone import standing_alone


class Shown:
    """An answer that a notebook shows as a page does, and a terminal as the command line does.

    Attributes:
        inputs: what was asked, with every default filled in.
        result: what the calculator computed, at full precision.
        answer: what it says, as data.
    """

    def __init__(self, name: str, calculator: Calculator, inputs: Inputs, site: str) -> None:
        self.inputs = inputs
        self.result = calculator.finished(inputs)
        self.answer: Answer = presented(calculator, inputs, self.result)
        self._name, self._calculator, self._site = name, calculator, site

    def _repr_html_(self) -> str:
        """Return the answer as notebooks ask for it: with its own styles, and no script."""
        id_ = f"{self._name}-{crc32(repr(self.inputs).encode()):x}"
        return standing_alone(self._name, self._calculator, self.inputs, self.answer, id_, self._site)

    def __repr__(self) -> str:
        return memos.terminal(self.inputs, self.answer)


def answer(name: str, /, *, preset: str = "", site: str = "", **inputs: object) -> Shown:
    """Return a calculator's answer to inputs by their names, over a typical case where ``preset`` names one.

    ``site`` is the address of a published handbook, with its last slash, for a link that opens the same inputs.

    Raises:
        InputError: there is no such calculator or typical case.
        InputErrors: inputs cannot be used; each is named, with what was expected.
    """
    calculator = find(name)
    if preset and preset not in calculator.presets:
        raise InputError("preset", "one of " + ", ".join(calculator.presets), preset)
    given = {**calculator.presets[preset].inputs, **inputs} if preset else inputs
    return Shown(name, calculator, calculator.inputs.parse(given), site)
