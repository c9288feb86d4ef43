"""Tables with one row an item and a column for each person and question: "Rater 1 fluency", "Rater 2 fluency"."""

import re
from collections.abc import Mapping, Sequence

from calculators.label_files.names import is_nobodys
from calculators.label_files.seen import Layout, Seen, known_item

_ROLE_THEN_QUESTION = re.compile(
    r"(?i)((?:annotator|rater|coder|judge|reviewer|worker|expert|labell?er|observer|evaluator|annotateur|codeur"
    r"|bewerter)[ _-]*(?:\d+|[a-z]))[ _.:-]+(.*\w.*)"
)
_WHO = re.compile(r"(?i)(?:id|name|e-?mail|user(?:[ _-]?(?:id|name))?|worker(?:[ _-]?id)?|who|initials)")
type Questions = Mapping[str, Mapping[str, int]]


def questions_of(names: Sequence[str]) -> Questions:
    """Return the columns by question and person, where they are called after both; none where fewer than two are.

    A question counts where two people or more have one column each for it; one column called twice makes it unread.
    """
    found: dict[str, dict[str, int]] = {}
    twice = set()
    for place, name in enumerate(names):
        told = _ROLE_THEN_QUESTION.fullmatch(name.strip())
        if told:
            person, question = told.groups()
            if person in found.setdefault(question, {}):
                twice.add(question)
            found[question][person] = place
    questions = {name: people for name, people in found.items() if len(people) > 1 and name not in twice}
    return questions if len(questions) > 1 else {}


def read_questions(seen: Seen, questions: Questions, wanted: str) -> Layout:
    """Return the layout of such a table: the wanted question or, of all, the fullest one, of several such the first.

    Raises:
        InputError: a question says who the person is, and that changes from row to row.
    """
    _refuse_slots(seen, questions)
    filled = {name: sum(len(seen.found[at].cells) for at in people.values()) for name, people in questions.items()}
    # What nobody decides, as how long it took, is shown first only where nothing else is there.
    decided = [name for name in filled if not (is_nobodys(name) or _WHO.fullmatch(name))]
    read = wanted or max(decided or filled, key=lambda name: filled[name])
    return Layout(
        seen.header,
        seen.names,
        "wide",
        known_item(seen),
        people=tuple((place, person) for person, place in questions[read].items()),
        question=read,
        questions={name: tuple(people.values()) for name, people in questions.items()},
        notes=("Each column is one person's answers to one question.",),
    )


def _refuse_slots(seen: Seen, questions: Questions) -> None:
    for name in filter(_WHO.fullmatch, questions):
        changing = next((at for at in questions[name].values() if len(seen.found[at].distinct) > 1), None)
        if changing is not None:
            raise seen.ask(
                "annotators",
                f"one row a label, since {seen.names[changing]!r} says that another person may stand behind these "
                "columns in every row. If it does not matter who is who, name the columns of the labels instead",
            )
