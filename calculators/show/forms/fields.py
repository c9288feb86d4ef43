"""One field of a form: its entry, what opens a file beside it, and room for an error."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from calculators.core import Calculator, Choice, Choices, Day, Field, Inputs, Number, Records, Table, Text
from calculators.show.forms import choices, entries
from calculators.show.markup import Markup, tag


def field_of(
    name: str, key: str, inputs: Inputs, calculator: Calculator, rows: Collection[str] | None = None
) -> Markup:
    """Return a calculator's field with its label, entry, help and room for an error."""
    field, value = inputs.fields()[key], getattr(inputs, key)
    id_, when = f"{name}-{key}", field.when
    return tag(
        "div",
        *_written(id_, key, field, value, rows, key in calculator.questions),
        *_openers(name, key, calculator),
        tag("p", id=f"{id_}-error", class_="field-error", hidden=True),
        class_="field",
        data_field=key,
        data_follows=getattr(field, "follows", "") or None,
        data_corrects=field.corrects or None,
        data_when=f"{when[0]}={when[1]}" if when else None,
        hidden=bool(when and getattr(inputs, when[0]) != when[1]),
    )


def _written(
    id_: str, key: str, field: Field, value: Any, rows: Collection[str] | None, asked: bool
) -> Iterator[Markup]:
    if isinstance(field, Records):
        return entries.rows(id_, key, field, value, rows)
    if asked:
        return _ASKED[type(field)](id_, key, field, value)
    return _WRITERS[type(field)](id_, key, field, value)


def _openers(name: str, key: str, calculator: Calculator) -> Iterator[Markup]:
    """Yield what opens a file that is folded into inputs, beside the last of them."""
    for fold_name, fold in calculator.folds.items():
        if fold.fills[-1] != key:
            continue
        id_ = f"{name}-{fold_name}-help"
        picker = tag(
            "input", type="file", accept=fold.accept, data_fold=fold_name, data_limit=fold.page_limit,
            aria_describedby=id_,
        )  # fmt: skip
        yield tag("div", tag("label", f"{fold.label} ", picker, class_="file", hidden=True), class_="table-tools")
        yield tag("div", tag("span", fold.help, id=id_), class_="field-help")


_WRITERS: Mapping[type, Callable[..., Iterator[Markup]]] = {
    Number: entries.number,
    Choice: choices.choice,
    Choices: choices.choices,
    Day: entries.day,
    Table: entries.table,
    Text: entries.text,
}
# What a form may ask without having answered it for the reader.
_ASKED: Mapping[type, Callable[..., Iterator[Markup]]] = {
    Number: entries.asked_number,
    Choice: choices.asked_choice,
}
