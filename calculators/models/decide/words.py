"""How the advisor's questions, answers, ways and sources are written."""

from collections.abc import Mapping, Sequence

from calculators.core import Source
from calculators.core.words import count, listed
from calculators.models.decide.inputs import questions
from calculators.models.decide.ways import NAMES


def label(question: str) -> str:
    """Return a question in the reader's words."""
    return questions()[question].label


def option(question: str, answer: str) -> str:
    """Return an answer in the reader's words."""
    return questions()[question].options[answer]


def condition(when: Mapping[str, Sequence[str]]) -> str:
    """Return the answers under which a rule holds."""
    return "; and ".join(
        f"{label(question)} {listed([f'“{option(question, answer)}”' for answer in answers], 'or')}"
        for question, answers in when.items()
    )


def ways(given: Sequence[str]) -> str:
    """Return some ways in a row."""
    return listed([NAMES[way].lower() for way in given])


def signed(number: int) -> str:
    """Return points with their sign."""
    return f"+{number}" if number > 0 else count(number)


def source(given: Source | None) -> str:
    """Return who says so, or that it is our judgement."""
    return str(given) if given else "Assumption: our judgement"
