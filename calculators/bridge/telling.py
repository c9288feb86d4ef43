"""Writes an answer as it gets better, and says what it changed."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from calculators.bridge.opening import about, opening_texts
from calculators.bridge.replies import lists
from calculators.catalog import outlines, presented
from calculators.core import Answer, Calculator, Inputs
from calculators.core.changes import State, change_told, differing, field_told, figures_told
from calculators.core.currency import currency_of, localized
from calculators.show import answers
from calculators.show.markup import Markup, joined

# To say what an answer changed: a calculator's state before that answer, and the last one it was asked about.
_states: dict[str, tuple[State, State]] = {}


class Telling:
    """Writes one answer as it gets better: each result that is to be shown, and what it changed.

    What the page has of an answer is not written again.
    """

    def __init__(self, name: str, calculator: Calculator, inputs: Inputs, answered: Collection[str]) -> None:
        self.name, self.calculator, self.inputs, self.answered = name, calculator, inputs, answered
        self.shown: tuple[object, Answer] | None = None
        self.now: State | None = None
        self.told: dict[str, Markup] = {}
        self.did = ("", "")
        self.written: answers.Written = {}

    def first(self, result: Any) -> str:
        """Return the reply with what answers the question: writing what explains it takes longer than computing it."""
        shown = self._present(result)
        return self._reply(answers.first_parts(self.name, shown), shown)

    def whole(self, result: Any) -> str:
        """Return the reply with all of the answer."""
        shown = self._present(result)
        travelling = {**{one.name: one.text for one in shown.known}, **opening_texts(self.inputs, self.answered)}
        return self._reply(answers.parts(self.name, shown, outlines(), travelling, before=self.written), shown)

    def _present(self, result: Any) -> Answer:
        if self.shown and self.shown[0] is result:
            return self.shown[1]
        shown = presented(self.calculator, self.inputs, result)
        self.shown = result, shown
        # What a file says may come with a later step, and no sentence may then deny that it changed the answer.
        if self.now is None or (shown.figures, shown.headline) != (self.now.figures, self.now.headline):
            first = result if self.now is None else self.now.result
            self.now = State(
                inputs=self.inputs,
                answered=self.answered,
                result=first,
                figures=shown.figures,
                headline=shown.headline,
            )
            words, self.did = _change(self.name, self.calculator, self.now)
            self.told = {"changed": joined(words)}
        return shown

    def _reply(self, parts: Mapping[str, Markup | None], shown: Answer) -> str:
        code = currency_of(self.inputs)
        written = {
            part: None if markup is None else localized(markup, code) for part, markup in {**parts, **self.told}.items()
        }
        facts = {
            **about(self.name, self.calculator, self.inputs, self.answered),
            "known": {one.name: {"text": one.text, "label": one.label} for one in shown.known},
            "did": [self.did[0], localized(self.did[1], code)],
            "rows": lists(shown.rows),
            "offers": lists(shown.offers),
        }
        return json.dumps({"state": "answer", "parts": written, **facts})


def _change(name: str, calculator: Calculator, now: State) -> tuple[str, tuple[str, str]]:
    """Return what the last answer changed, in a sentence and at the one field that did it.

    While one answer is tried in several ways, it is told against the state before it.
    """
    before, last = told_against(name, calculator)
    if differing(last, now) not in ([], differing(before, last)):
        before = last
    _states[name] = before, now
    did = field_told(before, now)
    if calculator.changed:
        return change_told(before, now, calculator.changed(before.result, now.result)), did
    return figures_told(before, now), did


def told_against(name: str, calculator: Calculator) -> tuple[State, State]:
    """Return the state before the last answer and that answer's own: at first what a page shows untouched."""
    if name not in _states:
        usual = calculator.inputs()
        first = calculator.first(usual)
        shown = presented(calculator, usual, first)
        untouched = State(inputs=usual, answered=(), result=first, figures=shown.figures, headline=shown.headline)
        _states[name] = untouched, untouched
    return _states[name]


def tell_against(name: str, states: tuple[State, State]) -> None:
    """Have the next answer told against these states."""
    _states[name] = states
