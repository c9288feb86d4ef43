"""Figures of a place: the wages, on-costs and hours of a country, in its currency, for the fields that ask for them."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from calculators.core import Inputs
from calculators.core.currency import CURRENCIES
from calculators.core.words import bound
from calculators.facts import Fact, figures
from calculators.vocabulary.exchange import rounded

NAMES = {
    "us": "United States", "uk": "United Kingdom", "de": "Germany", "fr": "France", "es": "Spain", "it": "Italy",
    "nl": "Netherlands", "ie": "Ireland", "pt": "Portugal", "ro": "Romania", "bg": "Bulgaria", "hu": "Hungary",
    "pl": "Poland", "ca": "Canada", "au": "Australia", "jp": "Japan", "in": "India", "ph": "Philippines",
    "cn": "China", "ke": "Kenya", "za": "South Africa", "br": "Brazil", "mx": "Mexico",
}  # fmt: skip
# For each field the figures that can fill it, the best first: the pay of clerks stands nearest to annotators'.
_FIGURES = {
    "wage": ("clerk_wage_hour", "general_clerk_wage_hour", "annotator_wage_hour", "minimum_wage_hour"),
    "benefit_load": ("employer_on_cost_share",),
    "paid_hours": ("paid_hours_month",),
    "living_wage": ("living_wage_hour",),
}
# What is paid to people besides. No figure of it is held for most places, so it follows the wage there.
PAY = ("reviewer_wage", "lead_salary", "hire_cost", "engineer_rate", "oversight_rate")
# It holds paid leave, which the load leaves out, so the default stays.
_LEFT_OUT = {"us_employer_on_cost_share"}


@dataclass(frozen=True, kw_only=True)
class Place:
    """A country's figures.

    Attributes:
        name: the country.
        currency: the code of its currency.
        figures: the figure for each field that one is held for.
    """

    name: str
    currency: str
    figures: Mapping[str, Fact]

    def values(self, inputs: type[Inputs]) -> dict[str, str]:
        """Return what the place fills in these inputs, as text by field: its currency and every figure they ask for."""
        known = {"currency": self.currency} if "currency" in inputs.fields() else {}
        fields = inputs.fields()
        return known | {
            name: fields[name].text(float(figure.value)) for name, figure in self.figures.items() if name in fields
        }

    def pay(self, dollars: float) -> float:
        """Return what earns this many dollars in the United States, where pay stands to the wage here as it does there.

        A lead in Nairobi is not paid as one in New York.
        """
        against = float(self.figures["wage"].value) / float(places()["us"].figures["wage"].value)
        return rounded(dollars * against) if against != 1 else dollars

    def words(self, inputs: type[Inputs]) -> str:
        """Return each value with its source and year, in a sentence; for the wage also of which work it is the pay."""
        fields = inputs.fields()
        parts = (
            f"{fields[name].label.lower()} {bound(float(figure.value))} {figure.unit} "
            f"({f'{figure.description}; ' if name == 'wage' else ''}{figure.publisher}, {figure.year})"
            for name, figure in self.figures.items()
            if name in fields
        )
        return "; ".join(parts) + "."


@functools.cache
def places() -> Mapping[str, Place]:
    """Return every place that has a wage in a currency that is known here, by its two letters."""
    found = {}
    for code, name in NAMES.items():
        figures = dict(_figures(code))
        currency = figures["wage"].unit.partition("/")[0] if "wage" in figures else ""
        if currency in CURRENCIES:
            found[code] = Place(name=name, currency=currency, figures=figures)
    return found


def _figures(code: str) -> Iterator[tuple[str, Fact]]:
    facts = figures("regions")
    for field, endings in _FIGURES.items():
        for key in (f"{code}_{ending}" for ending in endings):
            if key in facts and key not in _LEFT_OUT:
                yield field, facts[key]
                break


def places_for(inputs: type[Inputs]) -> dict[str, Place]:
    """Return the places that fill at least one field of these inputs besides the currency."""
    return {code: place for code, place in places().items() if place.values(inputs).keys() - {"currency"}}
