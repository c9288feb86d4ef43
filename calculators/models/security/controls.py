"""The control set: what must be in place before data leaves, read from ``controls.toml`` and checked strictly.

The loader refuses what it does not know. A rule that slips through unchecked would open a gate.
"""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from calculators.core.data import tables
from calculators.models.security.names import CLASSES, FLAGS, KEYS

SIDES = ("buyer", "vendor", "both")
# What a situation may ask for, the best grade of the evidence ladder left out: nobody can always be asked for that.
GRADES = ("B", "C", "D")
STANDARDS = ("mvsp", "hecvat", "iso27001", "ccm", "csf", "soc2", "gdpr", "hipaa", "pci")
_PLAIN_WORDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ADDRESS = re.compile(rf"security/checklist-[a-z-]+\.md#({_PLAIN_WORDS.pattern})")
_LONGEST_ID = 40


class ControlError(ValueError):
    """A control set that cannot be trusted as it stands, with the place and what is wrong there."""


@dataclass(frozen=True, kw_only=True)
class Control:
    """One thing that must be in place; the fields are those of ``controls.toml``, whose head says what each means.

    ``crosswalk`` holds the numbers of each standard that asks for the same.
    """

    id: str
    number: int
    group: str
    says: str
    why: str
    ask: str
    strong: str
    red_flag: str
    question: str
    clause: str
    instead: str
    side: str
    weight: int
    gate_for: tuple[str, ...]
    when: Mapping[str, tuple[str, ...]]
    page: str
    same_as: tuple[str, ...]
    tool: bool = False
    needs: str = "B"
    law: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    crosswalk: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Group:
    """A heading of the list."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Law:
    """A law that reaches past the crosswalk: what it says, and how that was read."""

    id: str
    says: str
    read: str


@dataclass(frozen=True, kw_only=True)
class Block:
    """A combination that no control can make good."""

    id: str
    says: str
    when: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class ControlSet:
    """The whole set.

    Attributes:
        editions: the edition of each standard, and how it was read.
        ccm_moved: numbers of the Cloud Controls Matrix 4.0 that are others in 4.1.
        laws: laws that reach past the crosswalk.
        blocks: combinations that no control can make good.
        groups: the headings, in order.
        controls: every control, by number.
    """

    editions: Mapping[str, str]
    ccm_moved: Mapping[str, str]
    laws: tuple[Law, ...]
    blocks: tuple[Block, ...]
    groups: tuple[Group, ...]
    controls: tuple[Control, ...]

    @functools.cached_property
    def by_id(self) -> Mapping[str, Control]:
        """Every control by its id."""
        return {control.id: control for control in self.controls}

    @functools.cached_property
    def by_number(self) -> Mapping[int, Control]:
        """Every control by its number."""
        return {control.number: control for control in self.controls}


def built(given: Mapping[str, Any]) -> ControlSet:
    """Return the control set that the tables describe.

    Raises:
        ControlError: a field is unknown, missing or of the wrong type, a name stands for nothing, or an id, a number or
            a printed item's address is used twice.
    """
    _same_names("the file", given, {one.name for one in fields(ControlSet)}, set())
    found = ControlSet(
        editions=_texts("editions", given["editions"]),
        ccm_moved=_texts("ccm_moved", given["ccm_moved"]),
        laws=tuple(Law(**_typed(Law, f"law {number}", table)) for number, table in _numbered(given["laws"])),
        blocks=tuple(Block(**_typed(Block, f"block {number}", table)) for number, table in _numbered(given["blocks"])),
        groups=tuple(Group(**_typed(Group, f"group {number}", table)) for number, table in _numbered(given["groups"])),
        controls=tuple(_control(number, table) for number, table in _numbered(given["controls"])),
    )
    _check_names(found)
    _check_unique(found)
    return found


def _numbered(given: object) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if not isinstance(given, list) or not all(isinstance(table, dict) for table in given):
        raise ControlError(f"expected a list of tables, got {type(given).__name__}")
    return enumerate(given, 1)


def _control(number: int, table: Mapping[str, Any]) -> Control:
    place = f"control {table.get('id', number)}"
    own = {name: value for name, value in table.items() if name not in STANDARDS}
    if "crosswalk" in own:
        raise ControlError(f"{place}: unknown field 'crosswalk'")
    numbers = {name: _list(f"{place}, {name}", table[name]) for name in STANDARDS if name in table}
    control = Control(**_typed(Control, place, own), crosswalk=numbers)
    for name in ("id", "says", "why", "ask", "strong", "red_flag", "instead"):
        if not getattr(control, name).strip():
            raise ControlError(f"{place}: {name} is empty")
    if not _PLAIN_WORDS.fullmatch(control.id) or len(control.id) > _LONGEST_ID:
        raise ControlError(f"{place}: an id is a few plain words")
    if control.number != number:
        raise ControlError(f"{place}: number is {control.number}, expected {number}: numbers go up one by one")
    if control.side not in SIDES or control.needs not in ("B", "C") or control.weight not in range(1, 6):
        raise ControlError(f"{place}: side, needs or weight is none of those known")
    return control


def _typed(kind: type, place: str, table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values for a dataclass, each of the type its field has, lists made fast."""
    known, optional = _known(kind)
    _same_names(place, table, known.keys(), optional)
    return {name: _value(f"{place}, {name}", known[name], value) for name, value in table.items()}


@functools.cache
def _known(kind: type) -> tuple[Mapping[str, object], set[str]]:
    """Return the types of a dataclass's fields, and which of them may be left out."""
    known = {one.name: one for one in fields(kind) if one.name != "crosswalk"}
    return {name: one.type for name, one in known.items()}, {
        name for name, one in known.items() if one.default is not MISSING
    }


def _value(place: str, kind: object, value: object) -> object:
    if kind == tuple[str, ...]:
        return _list(place, value)
    if kind == Mapping[str, tuple[str, ...]]:
        return _when(place, value)
    if type(value) is not kind:
        raise ControlError(f"{place}: wrong type, {type(value).__name__}")
    return value


def _same_names(place: str, table: Mapping[str, Any], known: Any, optional: set[str]) -> None:
    for name in table.keys() - known:
        raise ControlError(f"{place}: unknown field {name!r}")
    for name in known - table.keys() - optional:
        raise ControlError(f"{place}: missing field {name!r}")


def _list(place: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ControlError(f"{place}: expected a list of words")
    return tuple(value)


def _when(place: str, value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise ControlError(f"{place}: expected a table")
    found = {key: _list(place, values) for key, values in value.items()}
    for key, values in found.items():
        if key not in KEYS or not values or not set(values) <= set(KEYS[key]):
            raise ControlError(f"{place}: unknown key or value, {key} {list(values)}")
    return found


def _texts(place: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(text, str) and text for text in value.values()):
        raise ControlError(f"{place}: expected words by name")
    return dict(value)


def _check_names(found: ControlSet) -> None:
    """Refuse a control that names a group, class, flag, law or printed item that does not exist."""
    if found.editions.keys() != set(STANDARDS):
        raise ControlError("editions: expected one for each standard, and no other")
    groups = {group.id for group in found.groups}
    laws = {law.id for law in found.laws}
    gates = {"*", *CLASSES, *FLAGS}
    for control in found.controls:
        place = f"control {control.id}"
        if control.group not in groups:
            raise ControlError(f"{place}: unknown group {control.group!r}")
        if not set(control.gate_for) <= gates:
            raise ControlError(f"{place}: gate_for names no class or flag, {list(control.gate_for)}")
        if not set(control.law) <= laws:
            raise ControlError(f"{place}: unknown law, {list(control.law)}")
        for address in (*([control.page] if control.page else []), *control.same_as):
            if not _ADDRESS.fullmatch(address):
                raise ControlError(f"{place}: {address!r} is no item of a printed checklist")
        if control.page and not control.page.endswith(f"#{control.id}"):
            raise ControlError(f"{place}: its item on the page must have its own id")


def _check_unique(found: ControlSet) -> None:
    """Refuse whatever stands twice; a printed item is known by the word after the # alone."""
    items = [
        address.partition("#")[2]
        for control in found.controls
        for address in (*([control.page] if control.page else []), *control.same_as)
    ]
    for place, names in (
        ("controls", [control.id for control in found.controls]),
        ("groups", [group.id for group in found.groups]),
        ("laws", [law.id for law in found.laws]),
        ("blocks", [block.id for block in found.blocks]),
        ("printed items", items),
    ):
        if twice := {name for name in names if names.count(name) > 1}:
            raise ControlError(f"{place}: {', '.join(sorted(twice))} stands twice")


@functools.cache
def control_set() -> ControlSet:
    """Return the control set.

    Raises:
        ControlError: see ``built``.
    """
    return built(tables("calculators.models.security", "controls"))


def addresses(control: Control) -> Sequence[str]:
    """Return the printed items that ask for a control, its own first."""
    return (*([control.page] if control.page else []), *control.same_as)
