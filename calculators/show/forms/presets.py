"""Scenarios to start from, as links that fill the form."""

import json
from collections.abc import Mapping

from calculators.core import Calculator, Preset
from calculators.show.links import fragment
from calculators.show.markup import Markup, tag


def presets(name: str, calculator: Calculator, given: Mapping[str, Preset], kind: str, heading: str) -> Markup:
    """Return links to scenarios, each with the words that say what it stands for.

    A preset sets every input; a place fills only the fields that it has figures for.
    """
    if not given:
        return Markup()
    items = []
    for key, preset in given.items():
        inputs = calculator.inputs.parse(preset.inputs)
        texts = {field: calculator.inputs.fields()[field].text(getattr(inputs, field)) for field in preset.inputs}
        link = tag(
            "a", preset.title, href=fragment(name, inputs.link_texts(), calculator.version), data_preset=key,
            data_fills=json.dumps(texts) if kind == "place" else None, id=f"{name}-{kind}-{key}",
        )  # fmt: skip
        items.append(tag("li", link, tag("span", f" {preset.words}")))
    return tag("details", tag("summary", heading), tag("ul", *items), class_="presets calculator-group")
