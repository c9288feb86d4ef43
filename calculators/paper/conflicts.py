"""Where the calculators of a paper were not asked about the same situation."""

from collections.abc import Iterator, Sequence

from calculators.core.currency import PLACEHOLDER
from calculators.paper.answering import Answered
from calculators.paper.assumed import used


def different(answered: Sequence[Answered]) -> Iterator[tuple[str, list[str]]]:
    """Yield the label of each input that calculators share and were given unlike values of, with who has which.

    Amounts are compared only where they are in one currency.
    """
    values: dict[tuple[str, str], dict[str, list[str]]] = {}
    labels: dict[str, str] = {}
    for one in answered:
        for each in used(one):
            if each.name != "currency":
                labels[each.name] = each.field.label
                kind = one.currency if PLACEHOLDER in each.field.unit else ""
                values.setdefault((each.name, kind), {}).setdefault(each.value, []).append(one.short_title)
    for (name, _), said in values.items():
        if len(said) > 1:
            yield labels[name], [f"{value or 'nothing'} in “{'”, “'.join(titles)}”" for value, titles in said.items()]
