"""How options, shares and amounts are said."""

from calculators.core.words import money, percent

_SENTENCES = {
    "vote_1": "one person",
    "two_then_third": "two people and a third where they differ",
    "two_then_expert": "two people and an expert where they differ",
    "expert": "an expert alone",
}
_SEVERAL = ("two_then_third", "two_then_expert")


def in_table(option: str) -> str:
    """Return an option as a table says it: "5 people, majority"."""
    if option.startswith("vote_") and option != "vote_1":
        return f"{option.removeprefix('vote_')} people, majority"
    return _SENTENCES[option].replace(" and ", ", ")


def in_sentence(option: str) -> str:
    """Return an option as a sentence says it: "a majority of 5 people"."""
    return _SENTENCES.get(option) or f"a majority of {option.removeprefix('vote_')} people"


def verb(option: str, one: str, several: str) -> str:
    """Return the form of a verb that goes with an option."""
    return several if option in _SEVERAL else one


def sentence(words: str) -> str:
    """Return words with a capital letter at the start."""
    return words[0].upper() + words[1:]


def share(value: float) -> str:
    """Return a share as a percentage that is never rounded to all or to nothing."""
    for digits in (1, 3):
        text = percent(100 * value, digits)
        if value in (0, 1) or float(text.rstrip("%")) not in (0, 100):
            return text
    return "over 99.999%" if value > 0.5 else "under 0.001%"


def typed(value: float) -> str:
    """Return a percentage as it was typed."""
    return f"{value:.6g}%"


def cost_of_mistake(error_cost: float) -> str:
    """Return what a wrong label costs, in words."""
    return money(error_cost) if error_cost else "nothing"
