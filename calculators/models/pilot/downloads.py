"""Files beyond the answer: the lists of the result at full precision, and the decision line by line."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from calculators.models.pilot.inputs import PilotInputs
from calculators.models.pilot.judged import ClassVerdict, DayCount, VendorVerdict
from calculators.models.pilot.pairs import Pair
from calculators.models.pilot.result import Pilot
from calculators.models.pilot.sizes import Size

type Download = Callable[[PilotInputs, Pilot], Sequence[Sequence[object]]]


def _rows(kind: type[Any], found: Sequence[Any]) -> list[list[object]]:
    names = [field.name for field in dataclasses.fields(kind)]
    body: list[list[object]] = [[_cell(getattr(one, name)) for name in names] for one in found]
    return [list(names), *body]


def _cell(value: object) -> object:
    return ", ".join(value) if isinstance(value, tuple) else value


def _record(_: PilotInputs, result: Pilot) -> list[list[object]]:
    lines: list[list[object]] = [[line] for line in result.record.splitlines() if line]
    return [["record"], *lines]


DOWNLOADS: Mapping[str, Download] = {
    "record": _record,
    "vendors": lambda _, result: _rows(VendorVerdict, result.judged.vendors if result.judged else ()),
    "pairs": lambda _, result: _rows(Pair, result.judged.pairs if result.judged else ()),
    "classes": lambda _, result: _rows(ClassVerdict, result.judged.classes if result.judged else ()),
    "days": lambda _, result: _rows(DayCount, result.judged.days if result.judged else ()),
    "sizes": lambda _, result: _rows(Size, result.sizes),
}
