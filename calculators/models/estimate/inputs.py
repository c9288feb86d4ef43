"""The three answers, and the whole case for the cost calculator that they stand for."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from calculators.core import Choice, Inputs, assumption, declared
from calculators.core.currency import DEFAULT
from calculators.models.cost import calculator as cost
from calculators.vocabulary import shared
from calculators.vocabulary.exchange import converted, defaults_in, rate
from calculators.vocabulary.places import PAY, Place, places
from calculators.vocabulary.tasks import TASKS, Task

ASKED = "What have you got to label?"
GROUPS = {ASKED: "Three answers are enough for a first estimate."}


@dataclass(frozen=True, kw_only=True)
class EstimateInputs(Inputs):
    """How many labels a month, of what, and where your own people would sit."""

    volume: float = shared("volume", group=ASKED, first=True)
    task: str = declared(
        Choice(
            label="What is labelled",
            group=ASKED,
            first=True,
            options={name: task.many for name, task in TASKS.items()},
            basis=assumption("boxes", "The label with the most published figures."),
            help="It sets the time for one label and the prices that vendors publish.",
            pictures={name: task.picture for name, task in TASKS.items()},
        )
    )
    place: str = declared(
        Choice(
            label="Where your own people would sit", group=ASKED, first=True,
            options={
                code: place.name
                for code, place in places().items()
                if place.currency == DEFAULT or rate(place.currency)
            },
            basis=assumption("de", "A country with a published wage, on-costs and hours."),
            help="It sets wages, what an employer pays on top, paid hours and the currency.",
        )
    )  # fmt: skip

    @property
    def currency(self) -> str:
        """The code of the place's currency, in which the answer is."""
        # Asked before the place itself has been looked at, which may be refused.
        return self.there.currency if self.place in places() else DEFAULT

    @property
    def there(self) -> Place:
        """The figures of the place."""
        return places()[self.place]

    @property
    def what(self) -> Task:
        """The figures of the task."""
        return TASKS[self.task]

    def worth(self, dollars: float) -> float:
        """Return what an amount in US dollars is worth in the place's currency, at the dated rate."""
        return converted(dollars, self.currency)

    @cached_property
    def case(self) -> Any:
        """The cost calculator's inputs: what is published for the place and the task, the rest its defaults.

        Amounts in dollars are converted; other pay stands to the wage as it does in the United States; and a review
        takes the same share of the time for a label as of a box.
        """
        usual = cost.inputs.fields()
        seconds = self.what.seconds.value
        work = {
            "volume": self.volume,
            "seconds": seconds,
            "vendor_seconds": seconds,
            "review_seconds": self.what.review_seconds,
            "label_price": self.worth(self.what.price.value),
        }
        there = self.there.values(cost.inputs)
        pay = {name: self.there.pay(usual[name].basis.value) for name in PAY}
        return cost.inputs.parse({**defaults_in(cost.inputs, self.currency), **pay, **work, **there})
