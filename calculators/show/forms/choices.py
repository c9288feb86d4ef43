"""A choice: buttons for few answers, a list for many, boxes to tick where several count; with small pictures."""

from collections.abc import Iterator

from calculators.core import Choice, Choices, Field
from calculators.show.forms.help import assumed, help_under
from calculators.show.markup import Markup, tag
from calculators.show.small_pictures import small_picture

# More answers than these are easier to find in a list that unfolds.
MOST_BUTTONS = 8


def choice(id_: str, key: str, field: Choice, value: str) -> Iterator[Markup]:
    """Few short answers stand as buttons side by side, longer ones one below the other, and many in a list."""
    if len(field.options) > MOST_BUTTONS:
        yield from _list(id_, key, field, value, default=field.basis.value)
    else:
        options = [
            _option("radio", key, field, option, option == value, data_default=option == field.basis.value)
            for option in field.options
        ]
        yield _group_of(id_, field, options)
    yield help_under(id_, field)


def asked_choice(id_: str, key: str, field: Choice, value: str) -> Iterator[Markup]:
    """A question is not answered for the reader: what is assumed until then stands under it, in words."""
    usual = field.basis.value
    note = assumed(field.options[usual])
    if len(field.options) > MOST_BUTTONS:
        yield from _list(id_, key, field, "" if value == usual else value, default="", data_assumed=usual)
        yield note
    else:
        options = [
            _option("radio", key, field, option, option == value != usual, data_assumed=option == usual)
            for option in field.options
        ]
        yield _group_of(id_, field, [*options, note])
    yield help_under(id_, field)


def choices(id_: str, key: str, field: Choices, value: tuple[str, ...]) -> Iterator[Markup]:
    """Several answers count at once."""
    options = [
        _option("checkbox", key, field, option, option in value, data_default=option in field.basis.value)
        for option in field.options
    ]
    yield _group_of(id_, field, options)
    yield help_under(id_, field)


def _option(kind: str, key: str, field: Choice | Choices, option: str, checked: bool, **marks: bool) -> Markup:
    entry = tag("input", type=kind, name=key, value=option, checked=checked, **marks)
    picture = field.pictures.get(option, "") if isinstance(field, Choice) else ""
    return tag("label", entry, *([small_picture(picture)] if picture else []), tag("span", f" {field.options[option]}"))


def _group_of(id_: str, field: Field, options: list[Markup]) -> Markup:
    return tag(
        "fieldset", tag("legend", field.label), tag("div", *options, class_="options"), class_="choice", id=id_,
        aria_describedby=f"{id_}-help {id_}-error",
    )  # fmt: skip


def _list(
    id_: str, key: str, field: Choice, value: str, default: str, data_assumed: str | None = None
) -> Iterator[Markup]:
    yield tag("label", field.label, for_=id_)
    options = [
        tag(
            "option",
            words,
            value=option,
            selected=option == value,
            **{f"data_{name}": detail for name, detail in field.details.get(option, {}).items()},
        )
        for option, words in field.options.items()
    ]
    open_ = [tag("option", "Choose …", value="", selected=not value)] if data_assumed else []
    yield tag(
        "select", *open_, *options, id=id_, name=key, aria_describedby=f"{id_}-help {id_}-error",
        data_default=default, data_assumed=data_assumed,
    )  # fmt: skip
