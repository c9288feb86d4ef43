"""An entry to type into: a number, a day, words, a table."""

from collections.abc import Collection, Iterator

from calculators.core import Day, Number, Records, Table, Text
from calculators.core.currency import DEFAULT, localized
from calculators.core.words import count
from calculators.show.forms.help import assumed, help_under
from calculators.show.markup import Markup, joined, tag
from calculators.show.record_forms import records


def number(id_: str, key: str, field: Number, value: float) -> Iterator[Markup]:
    """A number with its unit, and a slider where the field has one."""
    yield from _number(id_, key, field, field.text(value), data_default=field.text(field.basis.value))
    yield help_under(id_, field)


def asked_number(id_: str, key: str, field: Number, value: float) -> Iterator[Markup]:
    """A number that the reader has not given yet: what is assumed until then stands in grey, and under it in words."""
    usual = field.text(field.basis.value)
    text = "" if value == field.basis.value else field.text(value)
    yield from _number(id_, key, field, text, data_default="", data_assumed=usual, placeholder=usual)
    yield assumed(f"{count(field.basis.value)} {localized(field.unit, DEFAULT)}")
    yield help_under(id_, field)


def _number(id_: str, key: str, field: Number, text: str, **marks: str) -> Iterator[Markup]:
    yield tag("label", field.label, for_=id_)
    entry = tag(
        "input", type="text", inputmode="decimal", id=id_, name=key, value=text, size="9",
        aria_describedby=f"{id_}-unit {id_}-help {id_}-error", **marks,
    )  # fmt: skip
    yield tag("span", entry, unit(id_, field), class_="entry")
    if field.slider:
        low, high, step = (field.text(end) for end in field.slider)
        shown = text or marks.get("placeholder", "")
        yield tag(
            "input", type="range", min=low, max=high, step=step, value=shown, data_for=id_, hidden=True,
            aria_label=f"{field.label}, slider", tabindex="-1",
        )  # fmt: skip


def unit(id_: str, field: Number) -> Markup:
    """Return a number's unit; one that holds the currency keeps its pattern, for a change of currency."""
    pattern = field.unit if field.is_money else None
    return tag("span", localized(field.unit, DEFAULT), class_="unit", id=f"{id_}-unit", data_unit=pattern)


def day(id_: str, key: str, field: Day, value: str) -> Iterator[Markup]:
    """A day as text, with the browser's own calendar beside it."""
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
    yield help_under(id_, field)


def rows(
    id_: str, key: str, field: Records, value: tuple[object, ...], shown: Collection[str] | None
) -> Iterator[Markup]:
    """A table of typed rows."""
    yield records(id_, key, field, value, shown)
    yield help_under(id_, field)


def text(id_: str, key: str, field: Text, value: str) -> Iterator[Markup]:
    """A line of words, with room for what an answer offers to choose from."""
    yield tag("label", field.label, for_=id_)
    yield tag(
        "input", type="text", id=id_, name=key, value=value, maxlength=field.limit, class_="words", spellcheck="false",
        aria_describedby=f"{id_}-help {id_}-error", data_default=field.basis.value,
    )  # fmt: skip
    if field.offered:
        yield _offers(id_, field)
    yield help_under(id_, field)


def _offers(id_: str, field: Text) -> Markup:
    """Return room for what an answer offers to choose from: a list, or boxes to tick where several may be chosen."""
    if field.several:
        return tag("fieldset", tag("legend", f"{field.label}, as the file names them"), class_="choice offers",
                   data_offers=id_, hidden=True)  # fmt: skip
    return tag("select", tag("option", "As it was read", value=""), class_="offers", data_offers=id_, data_for=id_,
               hidden=True, aria_label=f"{field.label}, as the file names it")  # fmt: skip


def table(id_: str, key: str, field: Table, value: str) -> Iterator[Markup]:
    """A table as lines of text, or a file in its place."""
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
    yield help_under(id_, field)
