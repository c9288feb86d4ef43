"""What opens the same inputs again: the fragment of a link, and the scenario."""

from collections.abc import Collection

from calculators.core import Calculator, Inputs, Records
from calculators.show import links


def about(name: str, calculator: Calculator, inputs: Inputs, answered: Collection[str] = ()) -> dict[str, object]:
    """Return the link of the inputs, without tables that would make it longer than a link may be.

    Of the calculator's questions it also holds those that were ``answered`` as we assume, and open answered.
    """
    texts = opening_texts(inputs, answered)
    link, too_long = links.fragment(name, texts, calculator.version), []
    if len(link) > links.LONGEST:
        too_long = [key for key in texts if isinstance(inputs.fields()[key], Records)]
        kept = {key: text for key, text in texts.items() if key not in too_long}
        link = links.fragment(name, kept, calculator.version)
    fields = inputs.fields()
    given = {key: fields[key].text(getattr(inputs, key)) for key in answered}
    return {"link": link, "scenario": {**inputs.scenario(), **given}, "too_long": too_long}


def opening_texts(inputs: Inputs, answered: Collection[str]) -> dict[str, str]:
    """Return as text by name, in the order of the form, what differs from the defaults or was answered."""
    different = inputs.link_texts()
    return {
        key: different.get(key, field.text(getattr(inputs, key)))
        for key, field in inputs.fields().items()
        if key in different or key in answered
    }
