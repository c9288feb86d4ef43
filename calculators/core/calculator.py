"""A calculator: inputs, a computation, and the words for its result."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from calculators.core.answer import Answer, Section
from calculators.core.errors import InputError, InputErrors
from calculators.core.inputs import Inputs
from calculators.core.sources import Source
from calculators.core.workbook import Workbook


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far long work has come.

    Attributes:
        share: from 0 to 1.
        doing: what is being done, as in "Trying 1,000 cases".
    """

    share: float
    doing: str


@dataclass(frozen=True)
class Better[Result]:
    """A result that long work has reached: the first one, or one that says more than the one before.

    Attributes:
        result: the result.
    """

    result: Result


# What sections can be to whoever reads a decision paper: what would turn it round, what it costs or how long it takes,
# what must hold first, and what to do.
PAPER_ROLES = ("flip", "cost", "gates", "actions")

# What long work yields on its way.
type Step[Result] = Progress | Better[Result]


@dataclass(frozen=True, kw_only=True)
class Renamed:
    """What became of an input that an older version had.

    Attributes:
        to: the input that stands in its place; empty where none does.
        values: for each value of the old input the value of the new one; empty where they are the same.
        words: what happened, in a sentence for whoever opens an old link.
    """

    to: str
    values: Mapping[str, str] = field(default_factory=dict)
    words: str


@dataclass(frozen=True, kw_only=True)
class Folded:
    """What a file came to.

    Attributes:
        inputs: the values that it gives, by input.
        words: what was read, in a sentence or two.
    """

    inputs: Mapping[str, object]
    words: str


@dataclass(frozen=True, kw_only=True)
class Fold:
    """A file of the reader's own that is too long for a form and is folded into a few inputs.

    Attributes:
        label: what is opened, as on a button.
        help: what the file must hold, in a sentence.
        fills: the inputs that it gives; the form offers it beside the last of them.
        read: from the file's name in errors and its bytes to progress and, last, what it came to; raises InputError.
        accept: the file endings offered when opening it.
        page_limit: the largest file that a page opens, in bytes.
    """

    label: str
    help: str
    fills: Sequence[str]
    read: Callable[[str, bytes], Iterator[Progress | Folded]]
    accept: str = ".csv,.tsv,.txt"
    page_limit: int = 64_000_000


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


class Outline(Protocol):
    """What a link to a calculator must know of it; the calculator itself need not be at hand."""

    @property
    def version(self) -> int:
        """The calculator's version."""

    @property
    def fields(self) -> Collection[str]:
        """The names of its inputs."""


@dataclass(frozen=True, kw_only=True)
class TextFile:
    """A download that is no table, such as a list that another tool opens.

    Attributes:
        text: what stands in it.
        ending: the ending of its name, without the dot.
        media_type: its media type, as "application/json".
    """

    text: str
    ending: str
    media_type: str


@dataclass(frozen=True, kw_only=True)
class Calculator:
    """One question the product answers.

    Attributes:
        title: the question's name.
        inputs: the class of its inputs.
        compute: from inputs to a result, at once; pure, on frozen values. Where reading alone takes long, an iterator
            of steps, the last of them a result.
        present: from inputs and result to an answer; it copes with a result that is not refined yet.
        page: the page it lives on, as a source path under ``docs/``.
        version: goes up whenever the same inputs give another answer.
        changes: for each version above 1, what changed, in a sentence.
        renamed: inputs that older versions had, by their old names.
        refine: from inputs and a first result to better ones, in steps; None where there is nothing to add.
        questions: the choices and numbers, by name, that a form starts with unanswered; their default is what is
            assumed until there is an answer, and the page says so.
        one_by_one: whether a page asks one group at a time; all at once without a script, or where the reader wants it.
        changed: from an earlier result and a later one to what became different, each as the rest of a sentence
            ("closes the crowd"); None where a page does not say what an answer did.
        groups: the form's headings in order, each with a sentence; the first is open and holds the ``first`` fields.
        presets: scenarios by id.
        examples: cases with known answers.
        folds: files that are folded into inputs, by name.
        downloads: files beyond the answer by name: from inputs and result to rows, the first of them column names, or
            to a ``TextFile``.
        workbook: the case as a workbook in which a reader goes on calculating; None where there is none.
        forms: blank workbooks to be filled in by others, by the name of their file.
        appendix: parts that do not depend on the inputs, such as a list of all rules.
        paper: the section, by its id, that a decision paper shows on its first pages for each of ``PAPER_ROLES``.
    """

    title: str
    inputs: type[Inputs]
    compute: Callable[[Any], Any]
    present: Callable[[Any, Any], Answer]
    page: str
    version: int = 1
    changes: Mapping[int, str] = field(default_factory=dict)
    renamed: Mapping[str, Renamed] = field(default_factory=dict)
    refine: Callable[[Any, Any], Iterator[Step[Any]]] | None = None
    questions: Collection[str] = ()
    one_by_one: bool = False
    changed: Callable[[Any, Any], Sequence[str]] | None = None
    groups: Mapping[str, str] = field(default_factory=dict)
    presets: Mapping[str, Preset] = field(default_factory=dict)
    examples: Sequence[Example] = ()
    folds: Mapping[str, Fold] = field(default_factory=dict)
    downloads: Mapping[str, Callable[[Any, Any], Sequence[Sequence[object]] | TextFile]] = field(default_factory=dict)
    workbook: Callable[[Any, Any], Workbook] | None = None
    forms: Mapping[str, Callable[[], Workbook]] = field(default_factory=dict)
    appendix: Callable[[], Sequence[Section]] | None = None
    paper: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> Collection[str]:
        """The names of its inputs."""
        return self.inputs.fields().keys()

    def steps(self, inputs: Inputs) -> Iterator[Step[Any]]:
        """Yield the first result, then progress and better results; the last one is finished."""
        result = self.compute(inputs)
        if isinstance(result, Iterator):
            for step in result:
                yield step
                result = step.result if isinstance(step, Better) else result
        else:
            yield Better(result)
        if self.refine:
            yield from self.refine(inputs, result)

    def first(self, inputs: Inputs) -> Any:
        """Return the first result: right, but without what takes long."""
        return next(step.result for step in self.steps(inputs) if isinstance(step, Better))

    def finished(self, inputs: Inputs, watch: Callable[[Progress], None] | None = None) -> Any:
        """Return the finished result, telling ``watch`` how far it is."""
        result = None
        for step in self.steps(inputs):
            if isinstance(step, Better):
                result = step.result
            elif watch:
                watch(step)
        return result

    def opening(self, given: Mapping[str, str], version: int) -> tuple[dict[str, str], list[str]]:
        """Return the inputs of a link of an older version under today's names, and what to say about that.

        Raises:
            InputErrors: a value of an input that was renamed is not one it had.
        """
        inputs, notices = {}, [words for since, words in sorted(self.changes.items()) if since > version]
        for name, value in given.items():
            old = self.renamed.get(name)
            if old is None:
                inputs[name] = value
                continue
            if old.values and value not in old.values:
                raise InputErrors([InputError(name, "one of " + ", ".join(old.values), value)])
            notices.append(old.words)
            if old.to:
                inputs[old.to] = old.values.get(value, value)
        return inputs, notices
