"""A paper names every input that its calculators take unlike values of, asked for or worked out."""

from calculators.catalog import catalog, presented
from calculators.core import Answer
from tests.examples import EXAMPLE, asking
from tests.test_paper import contents, saved

# Its answer works out what a place means for the inputs of others.
PLACES = asking("task", "place", "own_team")


def risks(**inputs: dict[str, str]) -> str:
    """Return what a paper of both says of risks."""
    text = saved(contents(EXAMPLE, PLACES, **inputs), "markdown")
    return text.partition("## Risks, and what must hold first")[2].partition("\n## ")[0]


def answer() -> Answer:
    """Return what it says of its own example."""
    calculator = catalog()[PLACES]
    inputs = calculator.inputs()
    return presented(calculator, inputs, calculator.finished(inputs))


def test_a_value_that_an_answer_works_out_is_compared_with_what_others_were_asked() -> None:
    """Where a place's wage is taken over, nothing differs; where another was typed, both are named with their unit."""
    worked_out = {known.name: known.text for known in answer().known}
    assert "Not the same everywhere" not in risks(**{EXAMPLE: worked_out})
    text = risks(**{EXAMPLE: {**worked_out, "wage": "24"}})
    title, other = (catalog()[name].title.partition(":")[0] for name in (EXAMPLE, PLACES))
    label = catalog()[EXAMPLE].inputs.fields()["wage"].label
    assert f"{label}: €24 an hour in “{title}” and €{worked_out['wage']} an hour in “{other}”" in text


def test_amounts_in_another_currency_are_said_to_be_so_and_not_compared() -> None:
    """An answer in a country's money beside one in dollars has both named; a wage in each is no conflict."""
    text = risks()
    assert "The answers are in euros and US dollars, and nothing is converted between them." in text
    assert "an hour against" not in text


def test_many_differences_between_the_same_calculators_take_one_line() -> None:
    """Every input and both values are named, and who takes which is said once."""
    text = risks(**{EXAMPLE: {"currency": "EUR"}})
    asked = {key: field for key, field in catalog()[EXAMPLE].inputs.fields().items() if field.when is None}
    line = next(one for one in text.splitlines() if "an hour against" in one)
    known = {one.name: one.text for one in answer().known if one.name in asked and one.name != "currency"}
    differing = [
        asked[name].label for name, value in known.items() if value != asked[name].text(asked[name].basis.value)
    ]
    assert [label for label in differing if label not in line] == []
    assert len(differing) > 3
    assert line.count(catalog()[EXAMPLE].title.partition(":")[0]) == 1
