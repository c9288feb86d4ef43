"""Answers on controls as a link holds them: short, whatever was answered, and without names and notes.

An answer is the control's number, a letter for the state, one for the evidence, and the months if there are any:
``7yB12`` is control 7, yes, evidence B, twelve months to go. A full stop ends an answer, a tilde one whose months are
below zero, so that 86 answers stay under 700 characters and nothing in them needs escaping.
"""

import re
from collections.abc import Iterable
from typing import Any

from calculators.core import InputError
from calculators.models.security.controls import control_set

_STATES = {"y": "yes", "p": "partly", "n": "no", "u": "unknown", "x": "not_applicable"}
_EVIDENCE = {"A": "A", "B": "B", "C": "C", "D": "D", "N": None}
_STATE_LETTERS = {state: letter for letter, state in _STATES.items()}
_EVIDENCE_LETTERS = {evidence: letter for letter, evidence in _EVIDENCE.items()}
_ANSWER = re.compile(r"([1-9]\d{0,2})([ypnux])([ABCDN])(?:(\d{1,3})([.~])|\.)", re.ASCII)


def link_text(rows: Iterable[Any]) -> str:
    """Return answers, rows of the reader's table, as the text that stands in a link; owners and notes stay behind."""
    return "".join(map(_written, rows))


def _written(row: Any) -> str:
    months = "" if row.expires_months is None else str(abs(row.expires_months))
    end = "~" if (row.expires_months or 0) < 0 else "."
    number = control_set().by_id[row.id].number
    return f"{number}{_STATE_LETTERS[row.state]}{_EVIDENCE_LETTERS[row.evidence]}{months}{end}"


def from_link(name: str, text: str) -> list[dict[str, object]]:
    """Return the rows that a link's text stands for, each with its columns by name.

    Args:
        name: the input's name, for the message.
        text: what stands in the link.

    Raises:
        InputError: the text is none that ``link_text`` writes, or a number is that of no control.
    """
    rows: list[dict[str, object]] = []
    at = 0
    while at < len(text):
        found = _ANSWER.match(text, at)
        control = control_set().by_number.get(int(found[1])) if found else None
        if not found or not control:
            raise InputError(name, "answers as a link of this calculator holds them", text[at:])
        months = int(found[4]) * (-1 if found[5] == "~" else 1) if found[4] else None
        rows.append(
            {
                "id": control.id,
                "state": _STATES[found[2]],
                "evidence": _EVIDENCE[found[3]],
                "expires_months": months,
            }
        )
        at = found.end()
    return rows
