"""What the reader says in a decision paper: its title, the question, the people, what to do and when."""

from dataclasses import dataclass

from calculators.core import Inputs, assumption, choice, day, words

_EMPTY = assumption("", "The reader's own words; nothing is printed where they are left out.")
WITH, WITHOUT = "with", "without"


@dataclass(frozen=True, kw_only=True)
class Details(Inputs):
    """The reader's own part of a paper; all of it may stay empty."""

    title: str = words("Title", _EMPTY, limit=200, help="What stands on top, as in “Boxes for the 2027 road data”.")
    question: str = words(
        "Question to decide", _EMPTY, limit=2_000, lines=True, help="What must be decided, and for what."
    )
    recommendation: str = words(
        "Recommendation in your own words", _EMPTY, limit=4_000, lines=True,
        help="What you advise. What each calculator says stands below it.",
    )  # fmt: skip
    owner: str = words("Decision owner", _EMPTY, limit=200, help="Who decides.")
    names: str = words("Prepared by", _EMPTY, limit=500, help="The names of those who stand behind this paper.")
    date: str = day("Date", _EMPTY, help="The day of the paper, as in 2027-01-15.")
    actions: str = words(
        "What to do next", _EMPTY, limit=4_000, lines=True,
        help="One line for each step. A date in front, as in “2027-01-15 Ana asks three vendors”, gets its own column. "
        "So does 15.01.2027, but not 03/04/2027, which can mean two days.",
    )  # fmt: skip
    notes: str = words("Notes", _EMPTY, limit=10_000, lines=True, help="Whatever else the reader should know.")
    appendices: str = choice(
        "Appendices",
        {WITH: "with each calculator's answer", WITHOUT: "without, only the first pages"},
        assumption(WITH, "Whoever doubts an answer looks there."),
    )
