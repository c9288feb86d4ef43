"""The form of a calculator: grouped fields, each with its unit, its bounds, and where its default comes from."""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from calculators.core import Calculator, Inputs, Preset
from calculators.show.forms.fields import field_of
from calculators.show.forms.presets import presets
from calculators.show.forms.steps import buttons, place
from calculators.show.markup import Markup, tag

EMPTY: Mapping[str, Preset] = MappingProxyType({})


def form(
    name: str,
    calculator: Calculator,
    inputs: Inputs,
    extra: Mapping[str, Preset] = EMPTY,
    rows: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> Markup:
    """Return the form, filled with the given inputs.

    A group is open if it is the first or holds a ``first`` field; where one group is asked at a time, all are open, and
    a script shows them one by one. ``extra`` are places whose figures can be filled in; ``rows`` names the fixed rows
    of a table that are shown.
    """
    return tag(
        "form",
        presets(name, calculator, calculator.presets, "preset", "Start from a typical case"),
        presets(name, calculator, extra, "place", "Use the figures of a place"),
        *_groups(name, calculator, inputs, rows),
        *([buttons()] if calculator.one_by_one else []),
        class_="calculator-form",
        novalidate=True,
        autocomplete="off",
        aria_label=calculator.title,
        data_search_exclude=True,
        data_one_by_one=calculator.one_by_one,
    )


def _groups(name: str, calculator: Calculator, inputs: Inputs, rows: Mapping[str, Collection[str]]) -> Iterator[Markup]:
    fields = inputs.fields()
    headings = list(calculator.groups) or [""]
    single = len(fields) == len(headings)
    for index, heading in enumerate(headings):
        members = {key: field for key, field in fields.items() if field.group in {heading, ""}}
        inside = [field_of(name, key, inputs, calculator, rows.get(key)) for key in members]
        above = [place(index, len(headings), single=single)] if calculator.one_by_one else []
        folded = index > 0 and not above and not any(field.first for field in members.values())
        if words := calculator.groups.get(heading, ""):
            above.append(tag("p", words, class_="group-words"))
        yield _group(heading, [*above, *inside], folded)


def _group(heading: str, inside: list[Markup], folded: bool) -> Markup:
    if folded:
        return tag("details", tag("summary", heading), *inside, class_="calculator-group", data_arriving=True)
    legend = [tag("legend", heading)] if heading else []
    return tag("fieldset", *legend, *inside, class_="calculator-group")
