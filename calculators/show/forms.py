"""The form of a calculator: grouped fields, each with its unit, its bounds, and where its default comes from."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from calculators.core import (
    Basis,
    Calculator,
    Choice,
    Choices,
    Day,
    Field,
    Inputs,
    Number,
    Preset,
    Records,
    Table,
    Text,
)
from calculators.core.currency import DEFAULT, localized
from calculators.core.words import count
from calculators.show.links import fragment
from calculators.show.markup import Markup, joined, tag
from calculators.show.record_forms import records

# More answers than these are easier to find in a list that unfolds.
MOST_BUTTONS = 8
EMPTY: Mapping[str, Preset] = MappingProxyType({})


def form(
    name: str,
    calculator: Calculator,
    inputs: Inputs,
    extra: Mapping[str, Preset] = EMPTY,
    rows: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> Markup:
    """Return the form, filled with the given inputs; a group is open if it is the first or holds a ``first`` field.

    ``extra`` are places whose figures can be filled in; ``rows`` names the fixed rows of a table that are shown.
    """
    fields = inputs.fields()
    headings = list(calculator.groups) or [""]
    groups = []
    for index, heading in enumerate(headings):
        members = {key: field for key, field in fields.items() if field.group in {heading, ""}}
        inside = [
            _field(
                name, key, field, inputs, rows.get(key), key in calculator.questions, _openers(name, key, calculator)
            )
            for key, field in members.items()
        ]
        words = calculator.groups.get(heading, "")
        folded = index > 0 and not any(field.first for field in members.values())
        groups.append(_group(heading, words, inside, folded))
    return tag(
        "form",
        presets(name, calculator, calculator.presets, "preset", "Start from a typical case"),
        presets(name, calculator, extra, "place", "Use the figures of a place"),
        *groups,
        class_="calculator-form",
        novalidate=True,
        autocomplete="off",
        aria_label=calculator.title,
        data_search_exclude=True,
    )


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


def _group(heading: str, words: str, fields: list[Markup], folded: bool) -> Markup:
    explained = [tag("p", words, class_="group-words")] if words else []
    if folded:
        return tag("details", tag("summary", heading), *explained, *fields, class_="calculator-group")
    legend = [tag("legend", heading)] if heading else []
    return tag("fieldset", *legend, *explained, *fields, class_="calculator-group")


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


def _field(
    name: str,
    key: str,
    field: Field,
    inputs: Inputs,
    rows: Collection[str] | None,
    asked: bool,
    more: Iterable[Markup],
) -> Markup:
    id_ = f"{name}-{key}"
    value = getattr(inputs, key)
    when = field.when
    written = _question(id_, key, field, value) if asked else _written_field(id_, key, field, value, rows)
    return tag(
        "div",
        *written,
        *more,
        tag("p", id=f"{id_}-error", class_="field-error", hidden=True),
        class_="field",
        data_field=key,
        data_follows=getattr(field, "follows", "") or None,
        data_corrects=field.corrects or None,
        data_when=f"{when[0]}={when[1]}" if when else None,
        hidden=bool(when and getattr(inputs, when[0]) != when[1]),
    )


def _written_field(id_: str, key: str, field: Field, value: Any, rows: Collection[str] | None) -> Iterator[Markup]:
    if isinstance(field, Records):
        return _records(id_, key, field, value, rows)
    return _WRITERS[type(field)](id_, key, field, value)


def _number(id_: str, key: str, field: Number, value: float) -> Iterator[Markup]:
    yield tag("label", field.label, for_=id_)
    entry = tag(
        "input", type="text", inputmode="decimal", id=id_, name=key, value=field.text(value), size="9",
        aria_describedby=f"{id_}-unit {id_}-help {id_}-error", data_default=field.text(field.basis.value),
    )  # fmt: skip
    yield tag("span", entry, unit(id_, field), class_="entry")
    if field.slider:
        low, high, step = (field.text(end) for end in field.slider)
        yield tag(
            "input", type="range", min=low, max=high, step=step, value=field.text(value), data_for=id_, hidden=True,
            aria_label=f"{field.label}, slider", tabindex="-1",
        )  # fmt: skip
    yield _help(id_, field)


def unit(id_: str, field: Number) -> Markup:
    """Return a number's unit; one that holds the currency keeps its pattern, for a change of currency."""
    pattern = field.unit if field.is_money else None
    return tag("span", localized(field.unit, DEFAULT), class_="unit", id=f"{id_}-unit", data_unit=pattern)


def _choice(id_: str, key: str, field: Choice, value: str) -> Iterator[Markup]:
    """Few short answers stand as buttons side by side, longer ones one below the other, and many in a list."""
    if len(field.options) > MOST_BUTTONS:
        yield from _list(id_, key, field, value)
        return
    options = [
        _option("radio", key, option, words, option == value, data_default=option == field.basis.value)
        for option, words in field.options.items()
    ]
    yield _group_of(id_, field, options)
    yield _help(id_, field)


def _question(id_: str, key: str, field: Field, value: str) -> Iterator[Markup]:
    """A question is not answered for the reader: what is assumed until then stands under it, in words."""
    assert isinstance(field, Choice)
    assumed = field.basis.value
    options = [
        _option("radio", key, option, words, option == value != assumed, data_assumed=option == assumed)
        for option, words in field.options.items()
    ]
    note = tag("p", f"Not answered yet. Until then we assume: {field.options[assumed]}.", class_="field-assumed")
    yield _group_of(id_, field, [*options, note])
    yield _help(id_, field)


def _option(kind: str, key: str, option: str, words: str, checked: bool, **marks: bool) -> Markup:
    entry = tag("input", type=kind, name=key, value=option, checked=checked, **marks)
    return tag("label", entry, tag("span", f" {words}"))


def _group_of(id_: str, field: Field, options: list[Markup]) -> Markup:
    return tag(
        "fieldset", tag("legend", field.label), tag("div", *options, class_="options"), class_="choice", id=id_,
        aria_describedby=f"{id_}-help {id_}-error",
    )  # fmt: skip


def _list(id_: str, key: str, field: Choice, value: str) -> Iterator[Markup]:
    yield tag("label", field.label, for_=id_)
    options = [
        tag(
            "option",
            words,
            value=key,
            selected=key == value,
            **{f"data_{name}": detail for name, detail in field.details.get(key, {}).items()},
        )
        for key, words in field.options.items()
    ]
    yield tag(
        "select", *options, id=id_, name=key, aria_describedby=f"{id_}-help {id_}-error",
        data_default=field.basis.value,
    )  # fmt: skip
    yield _help(id_, field)


def _choices(id_: str, key: str, field: Choices, value: tuple[str, ...]) -> Iterator[Markup]:
    options = [
        _option("checkbox", key, option, words, option in value, data_default=option in field.basis.value)
        for option, words in field.options.items()
    ]
    yield _group_of(id_, field, options)
    yield _help(id_, field)


def _day(id_: str, key: str, field: Day, value: str) -> Iterator[Markup]:
    yield tag("label", field.label, for_=id_)
    entry = tag(
        "input", type="text", inputmode="numeric", id=id_, name=key, value=value, size="12", placeholder="2027-01-04",
        aria_describedby=f"{id_}-help {id_}-error", data_default=field.basis.value,
    )  # fmt: skip
    # The browser's own calendar stands beside the text, which keeps whatever is typed.
    calendar = tag(
        "input", type="date", value=value or None, data_for=id_, hidden=True, tabindex="-1",
        aria_label=f"{field.label}, calendar",
    )  # fmt: skip
    yield tag("span", entry, calendar, class_="entry")
    yield _help(id_, field)


def _records(
    id_: str, key: str, field: Records, value: tuple[object, ...], rows: Collection[str] | None
) -> Iterator[Markup]:
    yield records(id_, key, field, value, rows)
    yield _help(id_, field)


def _words(id_: str, key: str, field: Text, value: str) -> Iterator[Markup]:
    yield tag("label", field.label, for_=id_)
    yield tag(
        "input", type="text", id=id_, name=key, value=value, maxlength=field.limit, class_="words", spellcheck="false",
        aria_describedby=f"{id_}-help {id_}-error", data_default=field.basis.value,
    )  # fmt: skip
    if field.offered:
        yield _offers(id_, field)
    yield _help(id_, field)


def _offers(id_: str, field: Text) -> Markup:
    """Return room for what an answer offers to choose from: a list, or boxes to tick where several may be chosen."""
    if field.several:
        return tag("fieldset", tag("legend", f"{field.label}, as the file names them"), class_="choice offers",
                   data_offers=id_, hidden=True)  # fmt: skip
    return tag("select", tag("option", "As it was read", value=""), class_="offers", data_offers=id_, data_for=id_,
               hidden=True, aria_label=f"{field.label}, as the file names it")  # fmt: skip


def _table(id_: str, key: str, field: Table, value: str) -> Iterator[Markup]:
    yield tag("label", field.label, for_=id_)
    examples = [
        tag("button", title, type="button", class_="example", data_rows=rows, data_for=id_, hidden=True)
        for title, rows in field.examples.items()
    ]
    ways = {"Open a file or several ": {"multiple": True}, "Open a folder ": {"webkitdirectory": True}}
    openers = [
        tag("label", words, tag("input", type="file", accept=field.accept, **more), class_="file", hidden=True)
        for words, more in (ways if field.several else {"Open a file ": {}}).items()
    ]
    empty = tag("button", "Empty", type="button", class_="example", data_rows="", data_for=id_, hidden=True)
    yield tag("div", *openers, *examples, empty, class_="table-tools")
    yield tag(
        "textarea", Markup("\n") + joined(value), id=id_, name=key, rows="10", spellcheck="false", wrap="off",
        data_limit=field.page_limit,
        aria_describedby=f"{id_}-help {id_}-error",
    )  # fmt: skip
    yield _help(id_, field)


def _help(id_: str, field: Field) -> Markup:
    inner = [tag("span", f"{field.help} ", id=f"{id_}-help")] if field.help else [tag("span", id=f"{id_}-help")]
    # A choice whose answer is the reader's own has no default worth a source.
    if isinstance(field, Number):
        inner.append(_basis(field))
    return tag("div", *inner, class_="field-help")


def _basis(field: Number) -> Markup:
    basis = field.basis
    return tag(
        "details",
        tag("summary", basis.kind, aria_label=f"{basis.kind} of the default for {field.label.lower()}"),
        tag("p", *_origin(field, basis)),
        class_="basis",
    )


def _origin(field: Number, basis: Basis[float]) -> Iterator[Markup]:
    yield joined(f"Default {_written(basis.value)} {localized(field.unit, DEFAULT)}")
    if basis.low != basis.high:
        yield joined(f", range {_written(basis.low)} to {_written(basis.high)}")
    yield joined(". ", basis.words if basis.source else f"Assumption: {basis.words}")
    if not basis.source:
        return
    title = basis.source.title
    linked = tag("a", title, href=basis.source.url, rel="noopener") if basis.source.url.startswith("http") else title
    yield joined(" Source: ", basis.source.publisher, ", ", linked, f" ({basis.source.year}).")


def _written(value: float) -> str:
    return count(value, min(4, len(f"{value:.4f}".rstrip("0").partition(".")[2])))


_WRITERS: Mapping[type, Callable[..., Iterator[Markup]]] = {
    Number: _number,
    Choice: _choice,
    Choices: _choices,
    Day: _day,
    Table: _table,
    Text: _words,
}
