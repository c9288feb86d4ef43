"""Files beyond the answer: the lists of the result at full precision, and the decision as a text to file."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from calculators.core import TextFile
from calculators.models.pilot.inputs import PilotInputs
from calculators.models.pilot.judged import ClassVerdict, DayCount, VendorVerdict
from calculators.models.pilot.pairs import Pair
from calculators.models.pilot.result import Pilot
from calculators.models.pilot.sizes import Size

type Download = Callable[[PilotInputs, Pilot], Sequence[Sequence[object]] | TextFile]


def _rows(kind: type[Any], found: Sequence[Any]) -> list[list[object]]:
    names = [field.name for field in dataclasses.fields(kind)]
    body: list[list[object]] = [[_cell(getattr(one, name)) for name in names] for one in found]
    return [list(names), *body]


def _cell(value: object) -> object:
    return ", ".join(value) if isinstance(value, tuple) else value


DOWNLOADS: Mapping[str, Download] = {
    "record": lambda _, result: TextFile(text=f"{result.record.rstrip()}\n", ending="txt", media_type="text/plain"),
    "vendors": lambda _, result: _rows(VendorVerdict, result.judged.vendors if result.judged else ()),
    "pairs": lambda _, result: _rows(Pair, result.judged.pairs if result.judged else ()),
    "classes": lambda _, result: _rows(ClassVerdict, result.judged.classes if result.judged else ()),
    "days": lambda _, result: _rows(DayCount, result.judged.days if result.judged else ()),
    "sizes": lambda _, result: _rows(Size, result.sizes),
}
