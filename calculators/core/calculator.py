"""A calculator: inputs, a computation, and the words for its result."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from calculators.core.answer import Answer, Section
from calculators.core.inputs import Inputs
from calculators.core.sources import Source


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far long work has come.

    Attributes:
        share: from 0 to 1.
        doing: what is being done, as in "Trying 1,000 possible futures".
    """

    share: float
    doing: str


@dataclass(frozen=True, kw_only=True)
class Example:
    """A case with a known answer, run as a test in CPython and in Pyodide.

    Attributes:
        name: the case in a sentence.
        inputs: the inputs that differ from the defaults.
        expect: paths into the result ("in_house.total") and the number found there.
        source: who published the answer, or None where it was worked out by hand.
        tolerance: the relative difference allowed.
    """

    name: str
    inputs: Mapping[str, object]
    expect: Mapping[str, float | str]
    source: Source | None = None
    tolerance: float = 1e-9


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A scenario that can be cited: a title, what it stands for, and the inputs that differ from the defaults."""

    title: str
    words: str
    inputs: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Calculator:
    """One question the product answers.

    Attributes:
        title: the question's name.
        inputs: the class of its inputs.
        compute: from inputs to a result, at once; pure, on frozen values. Where reading alone takes long, an iterator
            that yields ``Progress`` and, last, the result.
        present: from inputs and result to an answer; it copes with a result that is not refined yet.
        page: the page it lives on, as a source path under ``docs/``.
        version: goes up whenever the same inputs give another answer.
        changes: for each version above 1, what changed, in a sentence.
        refine: from inputs and a first result to a better one, yielding ``Progress`` on the way and the result last;
            None where there is nothing to add.
        groups: the form's headings in order, each with a sentence; the first is open and holds the ``first`` fields.
        presets: scenarios by id.
        examples: cases with known answers.
        downloads: files beyond the answer by name: from inputs and result to rows, the first of them column names.
        appendix: parts that do not depend on the inputs, such as a list of all rules.
    """

    title: str
    inputs: type[Inputs]
    compute: Callable[[Any], Any]
    present: Callable[[Any, Any], Answer]
    page: str
    version: int = 1
    changes: Mapping[int, str] = field(default_factory=dict)
    refine: Callable[[Any, Any], Iterator[Any]] | None = None
    groups: Mapping[str, str] = field(default_factory=dict)
    presets: Mapping[str, Preset] = field(default_factory=dict)
    examples: Sequence[Example] = ()
    downloads: Mapping[str, Callable[[Any, Any], Sequence[Sequence[object]]]] = field(default_factory=dict)
    appendix: Callable[[], Sequence[Section]] | None = None

    def steps(self, inputs: Inputs) -> Iterator[Any]:
        """Yield the first result, then ``Progress`` and, last, the finished result."""
        result = self.compute(inputs)
        if isinstance(result, Iterator):
            for step in result:
                yield step
                result = step
        else:
            yield result
        if self.refine:
            yield from self.refine(inputs, result)

    def first(self, inputs: Inputs) -> Any:
        """Return the first result: right, but without what takes long."""
        return next(step for step in self.steps(inputs) if not isinstance(step, Progress))

    def finished(self, inputs: Inputs, watch: Callable[[Progress], None] | None = None) -> Any:
        """Return the finished result, telling ``watch`` how far it is."""
        result = None
        for step in self.steps(inputs):
            if not isinstance(step, Progress):
                result = step
            elif watch:
                watch(step)
        return result
