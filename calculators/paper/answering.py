"""Asks the calculators of a paper, and says of each that cannot answer why it was left out."""

import re
from collections.abc import Collection, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculators.catalog import catalog, presented
from calculators.core import Answer, Better, Calculator, InputError, InputErrors, Inputs, Progress
from calculators.core.currency import DEFAULT, currency_of, localized
from calculators.core.words import listed
from calculators.paper.contents import Entry, Paper

# Finished results by the calculator's name and inputs, so that a word that is typed does not compute them again.
type Results = MutableMapping[tuple[str, Inputs], Any]


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A calculator's answer in a paper.

    Attributes:
        entry: where it stands in the paper.
        calculator: the calculator.
        inputs: what it was asked.
        answered: its questions that were answered, be it as is assumed until they are.
        answer: what it says.
        notices: what to know about inputs that were given to an older version.
    """

    entry: Entry
    calculator: Calculator
    inputs: Inputs
    answered: Collection[str]
    answer: Answer
    notices: Sequence[str]

    @property
    def short_title(self) -> str:
        """The calculator's title as far as its first colon or comma."""
        return re.split("[:,]", self.calculator.title, maxsplit=1)[0]

    @property
    def currency(self) -> str:
        """The code of the currency of its amounts."""
        return currency_of(self.inputs)


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A calculator that is not in the paper although the reader wanted it.

    Attributes:
        name: its name.
        title: its title, or its name where there is none such.
        why: the reason, as a sentence.
    """

    name: str
    title: str
    why: str


def answers(
    paper: Paper, kept: Results, missing: Mapping[str, str]
) -> Iterator[Progress | Sequence[Answered | LeftOut]]:
    """Yield progress, and last what each calculator of the paper says, in the reader's order.

    ``missing`` says of calculators that could not be loaded why. Results that are no longer needed leave ``kept``.
    """
    wanted = [entry for entry in paper.entries if entry.included]
    found: list[Answered | LeftOut] = []
    used: dict[tuple[str, Inputs], Any] = {}
    for number, entry in enumerate(wanted):
        if why := _why_not(entry, missing):
            found.append(LeftOut(name=entry.name, title=_title(entry.name, missing), why=why))
            continue
        calculator = catalog()[entry.name]
        try:
            given, notices = _given(calculator, entry)
            inputs = calculator.inputs.parse(given)
            for step in _steps(calculator, inputs, kept.get((entry.name, inputs))):
                if isinstance(step, Progress):
                    share = (number + step.share) / len(wanted)
                    yield Progress(share=share, doing=f"{calculator.title}: {step.doing}")
                else:
                    used[entry.name, inputs] = step.result
        except InputErrors as refusal:
            found.append(LeftOut(name=entry.name, title=calculator.title, why=_refusal(calculator, refusal.errors)))
            continue
        except InputError as error:
            found.append(LeftOut(name=entry.name, title=calculator.title, why=_refusal(calculator, [error])))
            continue
        answer = presented(calculator, inputs, used[entry.name, inputs])
        found.append(
            Answered(
                entry=entry, calculator=calculator, inputs=inputs, answer=answer, notices=notices,
                answered=[name for name in calculator.questions if name in given],
            )
        )  # fmt: skip
    kept.clear()
    kept.update(used)
    yield found


def _why_not(entry: Entry, missing: Mapping[str, str]) -> str:
    if entry.name in missing:
        return f"It could not be loaded: {missing[entry.name]}."
    if entry.name not in catalog():
        return "There is no calculator of this name. It may have been renamed or taken away since the paper was saved."
    if lost := [label for label in entry.without if label]:
        tables = listed([f"“{label}”" for label in lost])
        return (
            f"Its answer rests on rows of your own ({tables}), which neither a saved paper nor a reload keeps. "
            "Open the calculator, give it the rows again, and it comes back."
        )
    return ""


def _title(name: str, missing: Mapping[str, str]) -> str:
    return catalog()[name].title if name in catalog() and name not in missing else name


def _given(calculator: Calculator, entry: Entry) -> tuple[Mapping[str, object], Sequence[str]]:
    """Return what was given under today's names, and what to say about inputs of an older version.

    A question that is not answered is left to what is assumed until it is.
    """
    given = {key: value for key, value in entry.inputs.items() if value != "" or key not in calculator.questions}
    version = entry.version or calculator.version
    if version > calculator.version:
        raise InputError("version", f"at most {calculator.version}, today's version of the calculator", str(version))
    texts = {key: value for key, value in given.items() if isinstance(value, str)}
    opened, notices = calculator.opening(texts, version)
    others = {key: value for key, value in given.items() if not isinstance(value, str)}
    since = [f"These inputs were given to version {version} of the calculator, and today's is {calculator.version}."]
    return {**others, **opened}, [*(since if version < calculator.version else []), *notices]


def _steps(calculator: Calculator, inputs: Inputs, known: Any) -> Iterator[Any]:
    if known is not None:
        yield Better(known)
    else:
        yield from calculator.steps(inputs)


def _refusal(calculator: Calculator, errors: Sequence[InputError]) -> str:
    """Return what cannot be used, each by the label of its field."""
    fields = calculator.inputs.fields()
    said = []
    for error in errors:
        name, _, place = error.field.partition("[")
        label = fields[name].label if name in fields else error.field
        said.append(f"{label}{f' [{place}' if place else ''}: {error.sentence}")
    return localized(f"Its inputs cannot be used. {'; '.join(said)}.", DEFAULT)
