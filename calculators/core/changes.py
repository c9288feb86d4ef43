"""What the reader's last answer changed, in a sentence: two states of the same form are compared."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from calculators.core.answer import Figure
from calculators.core.fields import Choice, Number, Records, Table
from calculators.core.inputs import Inputs
from calculators.core.values import written
from calculators.core.words import bound, listed

# Of more figures than these nobody keeps before and after in mind.
MOST_FIGURES = 2


@dataclass(frozen=True, kw_only=True)
class State:
    """A form and its result.

    Attributes:
        inputs: what was asked.
        answered: the questions that the reader has answered, even if as is assumed.
        result: what came of it.
        figures: the numbers that the answer leads with.
        headline: the answer in words.
    """

    inputs: Inputs
    answered: Collection[str]
    result: Any
    figures: Sequence[Figure] = ()
    headline: str = ""


def differing(before: State, after: State) -> list[str]:
    """Return the inputs whose value differs, or that are answered in one state only, in the order of the form."""
    return [
        name
        for name in after.inputs.fields()
        if getattr(before.inputs, name) != getattr(after.inputs, name)
        or (name in before.answered) != (name in after.answered)
    ]


def change_told(before: State, after: State, effects: Sequence[str]) -> str:
    """Return what the change from one state to the other did; ``effects`` are its ends, as in "closes the crowd"."""
    names = differing(before, after)
    if not names:
        return ""
    did = listed(list(effects)) or _nothing(before, after)
    return f"{_subject(names, after)} {did}."


def field_told(before: State, after: State) -> tuple[str, str]:
    """Return the one input that differs and what it did to the first figure that moved, or to the words."""
    names = differing(before, after)
    moved = _figures_moved(before, after)
    if len(names) != 1 or "currency" in names:
        return "", ""
    if not moved:
        if _figures_named(before) != _figures_named(after):
            return names[0], "The answer changes."
        return names[0], "No figure moves." if before.headline == after.headline else "The answer in words changes."
    # The numbers come first, since there is little room beside a field.
    name, was, now = moved[0]
    return names[0], f"{was} → {now}, {name}"


def _figures_named(state: State) -> list[str]:
    """Return what the figures are called, in which a row's own name may stand: under another, none can be compared."""
    return [figure.name for figure in state.figures]


def _figures_moved(before: State, after: State) -> list[tuple[str, str, str]]:
    """Return each figure that has another value, with what it was and what it is."""
    earlier = {figure.name: str(figure.value) for figure in before.figures}
    return [
        (figure.name, earlier[figure.name], str(figure.value))
        for figure in after.figures
        if figure.name in earlier and earlier[figure.name] != str(figure.value)
    ]


def figures_told(before: State, after: State) -> str:
    """Return what a change of any inputs did to the figures, each with what it was and what it is."""
    names = differing(before, after)
    # Amounts of two currencies do not stand in one sentence.
    if not names or "currency" in names:
        return ""
    moved = [f"“{name}” from {_said(was)} to {_said(now)}" for name, was, now in _figures_moved(before, after)]
    subject = _moved(names, before, after)
    if not moved and _figures_named(before) != _figures_named(after):
        return f"{subject} changes the answer."
    if not moved:
        did = "" if before.headline == after.headline else "changes the answer in words and "
        return f"{subject} {did}leaves the figures as they were."
    shown = moved[:MOST_FIGURES] + ([f"{len(moved) - MOST_FIGURES} more"] if len(moved) > MOST_FIGURES else [])
    return f"{subject} takes {listed(shown)}."


def _said(value: str) -> str:
    """Return a figure within a sentence: words of its own are quoted, and a dash is nothing."""
    if value == "-":
        return "nothing"
    return value if any(map(str.isdigit, value)) else f"“{value}”"


def _moved(names: Sequence[str], before: State, after: State) -> str:
    if len(names) > 1:
        return f"Changing {len(names)} inputs at once"
    field = after.inputs.fields()[names[0]]
    if isinstance(field, Table | Records):
        return f"Changing “{field.label}”"
    was, is_ = (written(field, getattr(state.inputs, names[0])) or "nothing" for state in (before, after))
    return f"Changing “{field.label}” from {was} to {is_}"


def _subject(names: Sequence[str], after: State) -> str:
    if len(names) > 1:
        return f"Changing {len(names)} answers at once"
    field, value = after.inputs.fields()[names[0]], getattr(after.inputs, names[0])
    if value == field.basis.value and names[0] not in after.answered:
        return f"Taking back the answer to “{field.label}”"
    text = field.text(value)
    if isinstance(field, Choice):
        text = field.options[text]
    elif isinstance(field, Number) and value is not None:
        text = bound(value)
    return f"Answering “{field.label}” with “{text}”"


def _nothing(before: State, after: State) -> str:
    same = "leaves the answer as it was"
    return f"{same}, because it is what we assumed" if before.inputs == after.inputs else same


def likely_change(inputs: type[Inputs]) -> dict[str, str]:
    """Return a form's texts by field as a reader may well have changed them first: one of its first numbers is higher.

    Of forms without such a number the texts are as they stand untouched.
    """
    usual, fields = inputs(), inputs.fields()
    texts = {name: field.text(getattr(usual, name)) for name, field in fields.items()}
    for name, field in fields.items():
        start = getattr(usual, name)
        if isinstance(field, Number) and field.first and not field.when and start:
            higher = (start + min(field.maximum, 2 * start)) / 2
            return {**texts, name: field.text(round(higher) if field.whole else higher)}
    return texts
