"""Which single input would give another best option at one end of its range."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculators.core import Number
from calculators.core.currency import DEFAULT
from calculators.models.overlap.inputs import OverlapInputs
from calculators.models.overlap.options import best_of, options_of
from calculators.vocabulary.exchange import rate, worth_of_a_dollar


@dataclass(frozen=True, kw_only=True)
class Flip:
    """An input at one end of its range, and the option that is best there."""

    field: str
    value: float
    best: str


def flips(inputs: OverlapInputs, best: str) -> Iterator[Flip]:
    """Set each input that has a range to its low and its high end, the rest as given, and yield where the best changes.

    The ends of an amount are in US dollars, so in another currency they are what the dated rate makes of them; without
    a rate amounts have no ends. An end that would be refused, such as a shared share of mistakes above all mistakes, is
    left out.
    """
    dollar = worth_of_a_dollar(inputs.currency)
    for name, field in inputs.accepted_by().items():
        if not isinstance(field, Number) or field.basis.low == field.basis.high:
            continue
        if field.is_money and dollar is None:
            continue
        basis = field.worth(dollar or 1).basis
        for end in (basis.low, basis.high):
            varied = inputs.varied({name: field.parse(name, end)})
            if next(varied.refusals(), None):
                continue
            found = best_of(options_of(varied))
            if found != best:
                yield Flip(field=name, value=end, best=found)


def ranges_of_amounts(inputs: OverlapInputs) -> Iterator[str]:
    """Say what became of ranges that are published in US dollars, where the reader counts in something else."""
    if inputs.currency == DEFAULT:
        return
    known = rate(inputs.currency)
    if known:
        yield f"The ranges of amounts, which are in US dollars, are converted ({known.publisher}, {known.year})."
    else:
        yield "Amounts were not tried, because their ranges are in US dollars and we hold no dated rate."
