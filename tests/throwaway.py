"""A calculator that exists for tests alone: with every kind of input, so that each is tried without a real one."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculators.core import (
    Amount,
    Answer,
    Calculator,
    Figure,
    InputError,
    Inputs,
    Link,
    Preset,
    Renamed,
    Row,
    assumption,
    blank,
    choice,
    choices,
    day,
    number,
    records,
    required,
    words,
)
from calculators.core.words import money
from calculators.vocabulary import shared
from tests.examples import EXAMPLE


@dataclass(frozen=True, kw_only=True)
class Person(Row):
    """Somebody who is asked."""

    name: str = words("Name", required("Who it is."), limit=12, least=1)
    fee: float = number("Fee", "¤", 0, 1_000, required("For one answer."))
    language: str = choice("Language", {"en": "English", "de": "German"}, assumption("en", "Most speak it."))
    answers: int | None = number("Answers", "", 0, 100, blank("Nobody has counted."), whole=True)


PEOPLE = (Person(name="Ann", fee=5), Person(name="Bo", fee=7.5, language="de", answers=3))


@dataclass(frozen=True, kw_only=True)
class SurveyInputs(Inputs):
    """What is known of the survey."""

    currency: str = shared("currency", first=True)
    volume: float = shared("volume", first=True)
    people: tuple[Person, ...] = records(
        "People", Person, assumption(PEOPLE, "Two people, made up."), least=1, most=3, unique="name",
        row_name="person", help="Whom you ask.", first=True,
    )  # fmt: skip
    topics: tuple[str, ...] = choices(
        "Topics", {"cost": "Cost", "quality": "Quality", "speed": "Speed"}, assumption(("cost",), "What all ask."),
        help="What you ask about.",
    )  # fmt: skip
    start: str = day("Start", assumption("", "No date is fixed."), help="When it begins.")
    fee: float = number("Fee", "¤ an answer", 0, 100, assumption(4.0, "A coffee."), help="For one answer.")

    def refusals(self) -> Iterator[InputError]:
        """Refuse a survey about speed without a date."""
        if "speed" in self.topics and not self.start:
            yield InputError("start", "a date, since speed is among the topics")


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What it costs."""

    total: float
    people: int


def compute(inputs: SurveyInputs) -> Survey:
    """Return what the answers cost."""
    return Survey(total=inputs.fee * inputs.volume, people=len(inputs.people))


def present(inputs: SurveyInputs, result: Survey) -> Answer:
    """Return the answer in words."""
    return Answer(
        headline=f"It costs {money(result.total)}.",
        figures=[Figure(name="People", value=Amount(value=result.people))],
        next_steps=[Link(words="What labels cost", page=f"calculators/{EXAMPLE}.md", calculator=EXAMPLE)],
    )


calculator = Calculator(
    title="What a survey costs",
    inputs=SurveyInputs,
    compute=compute,
    present=present,
    page="calculators/survey.md",
    version=2,
    changes={2: "Fees are asked for each person."},
    renamed={
        "size": Renamed(to="volume", values={"small": "100", "large": "1000"}, words="The size became a number."),
        "colour": Renamed(to="", words="Nobody asks for the colour any more."),
    },
    presets={"cheap": Preset(title="Cheap", words="For nothing.", inputs={"fee": 0})},
)
