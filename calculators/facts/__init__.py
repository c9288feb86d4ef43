"""Published figures, each with its unit, range, year and source; one TOML file a topic, one table a figure.

The loader refuses what it does not know: a figure that slips through unchecked would be quoted to somebody's boss.
"""

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from calculators.core import Basis, Source
from calculators.core.data import contents, packed

# Looked through in this order, and read no further than needed: what no calculator starts from stands last.
TOPICS = (
    "in_house_labour", "outsourced_pricing", "throughput", "quality", "security", "scale", "prices_by_place",
    "exchange_rates", "regions", "models_that_label", "working_conditions",
)  # fmt: skip
_KNOWN = {
    "range_kind": {"point", "source", "cross-source", "cross-release", "derived"},
    "confidence": {"high", "medium", "low"},
    "status": {"current", "historical", "superseded"},
    "evidence": {"direct", "secondary", "calculated"},
}

# Nothing was read live, and a reader is told so.
_CHECKED_BY = {
    "direct": "the source, in a stored copy",
    "secondary": "a digest: what others quote of the source",
    "calculated": "the figures it is worked out from",
}

# What is added to the words of an input that starts from a claim, a guess or a figure without a method.
WEAK = " The figure is weak."


class FactError(ValueError):
    """A figure that cannot be trusted as it stands, named with its topic and key."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A published figure.

    Attributes:
        value: the figure itself, between ``low`` and ``high``; words where the figure is a rule or a date.
        low: the low end of what sources give.
        high: the high end of what sources give.
        range_kind: how the range came about.
        unit: the unit of all three.
        description: what is counted, in a line.
        source: the publication's title.
        publisher: who published it.
        url: its address, empty where none is recorded.
        year: the date it speaks for.
        checked: the year and month in which it was last compared with its source.
        confidence: how far it can be trusted: high, medium or low.
        status: whether it still holds.
        use_as_default: whether a calculator may start from it.
        derived: the working, where the figure was computed from published ones.
        note: how to use it.
        evidence: whether the source itself was read.
        replaced_by: the key of the newer figure, where this one is superseded; it may be left out.
    """

    value: float | str
    low: float | str
    high: float | str
    range_kind: str
    unit: str
    description: str
    source: str
    publisher: str
    url: str
    year: str
    checked: str
    confidence: str
    status: str
    use_as_default: bool
    derived: str
    note: str
    evidence: str
    replaced_by: str = ""

    @property
    def checked_by(self) -> str:
        """What the figure was last compared with, in words."""
        return _CHECKED_BY[self.evidence]

    @property
    def weak(self) -> bool:
        """Whether it is a claim, a guess or has no method."""
        return self.confidence == "low"

    @property
    def cited(self) -> Source:
        """The figure's source."""
        return Source(title=self.source, publisher=self.publisher, year=self.year, url=self.url)


def read(text: str, topic: str) -> dict[str, Fact]:
    """Return the figures of one topic by key.

    Raises:
        FactError: a key is unknown or missing, a type is wrong, a source is empty, or a value is outside its range.
    """
    # Only our own machines read TOML, so only they load what reads it.
    import tomllib

    return {key: _fact(f"{topic}.{key}", table) for key, table in tomllib.loads(text).items()}


def _fact(place: str, table: object) -> Fact:
    if not isinstance(table, dict):
        raise FactError(f"{place}: expected a table, got {type(table).__name__}")
    expected = {field.name for field in fields(Fact)}
    for name in (table.keys() ^ expected) - {"replaced_by"}:
        raise FactError(f"{place}: {'unknown' if name in table else 'missing'} key {name!r}")
    for name, value in table.items():
        if not isinstance(value, _types(name)) or (name != "use_as_default" and isinstance(value, bool)):
            raise FactError(f"{place}: {name} has the wrong type, {type(value).__name__}")
    for name in ("source", "publisher", "year", "unit", "description"):
        if not table[name].strip():
            raise FactError(f"{place}: {name} is empty")
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", table["checked"]):
        raise FactError(f"{place}: checked is {table['checked']!r}, expected a year and month such as 2026-11")
    _check_words(place, table)
    _check_range(place, table)
    return Fact(**table)


def _check_words(place: str, table: dict[str, Any]) -> None:
    for name, words in _KNOWN.items():
        if table[name] not in words:
            raise FactError(f"{place}: {name} is {table[name]!r}, expected one of {sorted(words)}")
    if table.get("replaced_by") and table["status"] != "superseded":
        raise FactError(f"{place}: replaced_by is given, but status is {table['status']!r} and not 'superseded'")


def _check_range(place: str, table: dict[str, Any]) -> None:
    low, value, high = table["low"], table["value"], table["high"]
    if isinstance(value, str) != isinstance(low, str) or isinstance(value, str) != isinstance(high, str):
        raise FactError(f"{place}: value, low and high must all be numbers or all be words")
    if not (low == value == high if isinstance(value, str) else low <= value <= high):
        raise FactError(f"{place}: value {value} is outside {low} to {high}")


def _types(name: str) -> tuple[type, ...]:
    if name in {"value", "low", "high"}:
        return (int, float, str)
    return (bool,) if name == "use_as_default" else (str,)


@functools.cache
def all_facts() -> Mapping[str, Mapping[str, Fact]]:
    """Return every figure by topic and key.

    Raises:
        FactError: see ``read``; also where one key stands in two topics, or what replaced a figure does not hold.
    """
    topics: dict[str, Mapping[str, Fact]] = {}
    for topic in TOPICS:
        facts = figures(topic)
        for other, known in topics.items():
            for key in known.keys() & facts.keys():
                raise FactError(f"{topic}.{key}: stands in {other} too")
        topics[topic] = facts
    _check_replacements({key: figure for facts in topics.values() for key, figure in facts.items()})
    return topics


def _check_replacements(every: Mapping[str, Fact]) -> None:
    for key, figure in every.items():
        newer = every.get(figure.replaced_by)
        if figure.replaced_by and (newer is None or newer.status == "superseded"):
            raise FactError(f"{key}: replaced_by is {figure.replaced_by!r}, expected the key of a figure that holds")


@functools.cache
def figures(topic: str) -> Mapping[str, Fact]:
    """Return every figure of one topic by key.

    Raises:
        FactError: see ``read``; not in a browser, for the build has checked what it packed.
    """
    if (found := packed(__name__, topic)) is not None:
        return {key: Fact(**table) for key, table in found.items()}
    return read(contents(__name__, f"{topic}.toml").decode(), topic)


@functools.cache
def fact(key: str) -> Fact:
    """Return one figure; a browser holds those alone that its calculators ask for.

    Raises:
        FactError: there is no such figure.
    """
    if (found := packed(__name__, key)) is not None:
        return Fact(**found)
    for topic in TOPICS:
        if key in figures(topic):
            return figures(topic)[key]
    raise FactError(f"no figure is called {key!r}")


def basis(
    key: str,
    words: str = "",
    convert: Callable[[float], float] = lambda value: value,
    working: str = "",
    low: str = "",
    high: str = "",
) -> Basis[float]:
    """Return an input's basis: the figure's value, range and source.

    Args:
        key: the figure's key.
        words: what to say of it; its own description where empty.
        convert: from the figure's unit to the input's, where they differ; it may turn low and high round.
        working: the conversion in words, such as "2,080 hours a year / 12".
        low: the key of the figure whose low end the range begins at; the same figure where empty.
        high: the key of the figure whose high end it ends at.

    Raises:
        FactError: there is no such figure, or it is not a number.
    """
    figure = fact(key)
    if isinstance(figure.value, str):
        raise FactError(f"{key}: an input needs a number, and this figure is words")
    ends = sorted(convert(end) for end in (_end(low or key, "low"), _end(high or key, "high")))
    description = words or figure.description
    return Basis(
        value=convert(figure.value),
        low=ends[0],
        high=ends[1],
        words=(f"{description} ({working})." if working else f"{description}.") + WEAK * figure.weak,
        source=figure.cited,
        fact=key,
        weak=figure.weak,
    )


def _end(key: str, end: str) -> float:
    value = getattr(fact(key), end)
    if isinstance(value, str):
        raise FactError(f"{key}: an input needs a number, and this figure is words")
    return float(value)
