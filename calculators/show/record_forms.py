"""A table of typed rows in a form: one line a row, one entry a cell, complete before any script runs."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from calculators.core import Choice, Day, Field, FixedRow, Number, Records, Text
from calculators.core.currency import DEFAULT, localized
from calculators.show.markup import Markup, tag

# What a script can do with rows; without one the rows are there to be read.
TOOLS = (("add", "Add a {row}"), ("paste", "Paste rows"), ("save", "Save rows as CSV"), ("empty", "Empty"))
ROW_TOOLS = (("up", "↑", "Move up"), ("down", "↓", "Move down"), ("copy", "❐", "Duplicate"), ("remove", "✕", "Remove"))


def records(id_: str, key: str, field: Records, value: tuple[Any, ...], shown: Collection[str] | None = None) -> Markup:
    """Return the table, with a hidden entry that holds all rows as one line of text.

    Of fixed rows only those whose keys are shown are seen.
    """
    if field.fixed:
        return _fixed(id_, key, field, value, field.fixed(), shown)
    columns = field.row.fields()
    tools = tag("th", "Row", scope="col", class_="row-tools", hidden=True)
    head = tag("tr", *(_heading(column) for column in columns.values()), tools)
    body = [_row(columns, row.values()) for row in value]
    empty = {name: column.basis.value for name, column in columns.items()}
    table = tag(
        "table",
        tag("caption", field.label),
        tag("thead", head),
        tag("tbody", *body),
        class_="records-table",
    )
    return tag(
        "div",
        tag(
            "input",
            type="hidden",
            name=key,
            id=id_,
            value=field.text(value),
            data_default=field.text(field.basis.value),
        ),
        tag("div", table, class_="table-holder", tabindex="0", role="group", aria_label=field.label),
        tag("template", tag("table", tag("tbody", _row(columns, empty)))),
        tag("div", *_tools(field), class_="table-tools", hidden=True),
        class_="records",
        data_records=key,
        data_row_name=field.row_name,
        data_least=field.least,
        data_most=field.most,
        data_grid=field.grid or None,
        data_names=field.names or None,
        data_unique=bool(field.unique),
        aria_describedby=f"{id_}-help {id_}-error",
    )


def _fixed(
    id_: str, key: str, field: Records, value: tuple[Any, ...], rows: Sequence[FixedRow], shown: Collection[str] | None
) -> Markup:
    """Return a table whose rows are given: what each is about stands in front, and the reader fills the rest."""
    first, *others = field.row.fields().items()
    given = {getattr(row, first[0]): row.values() for row in value}
    empty = {name: column.basis.value for name, column in others}
    body: list[Markup] = []
    heading = ""
    for row in rows:
        hidden = shown is not None and row.key not in shown
        if row.heading != heading:
            heading = row.heading
            across = tag("th", tag("span", heading), colspan=len(others) + 1, scope="colgroup")
            body.append(tag("tr", across, class_="rows-heading"))
        entry = tag("input", type="hidden", data_column=first[0], value=row.key)
        values = given.get(row.key, empty)
        cells = [_cell(name, column, values[name]) for name, column in others]
        body.append(tag("tr", tag("th", row.words, entry, scope="row"), *cells, data_key=row.key, hidden=hidden))
    head = tag("tr", *(_heading(column) for column in (first[1], *(column for _, column in others))))
    table = tag("table", tag("caption", field.label), tag("thead", head), tag("tbody", *body), class_="records-table")
    return tag(
        "div",
        tag(
            "input",
            type="hidden",
            name=key,
            id=id_,
            value=field.text(value),
            data_default=field.text(field.basis.value),
        ),
        tag("div", table, class_="table-holder", tabindex="0", role="group", aria_label=field.label),
        tag("div", *_tools(field), class_="table-tools", hidden=True),
        class_="records",
        data_records=key,
        data_fixed=True,
        aria_describedby=f"{id_}-help {id_}-error",
    )


def _tools(field: Records) -> Iterator[Markup]:
    for tool, words in TOOLS:
        if tool == "add" and field.fixed:
            continue
        yield tag("button", words.format(row=field.row_name), type="button", class_="example", data_rows_tool=tool)
    opener = tag("input", type="file", accept=".xlsx,.csv,.tsv,.txt,.json", data_rows_tool="open")
    yield tag("label", "Open a file ", opener, class_="file")


def _heading(column: Field) -> Markup:
    pattern = column.unit if isinstance(column, Number) and column.is_money else None
    unit = tag("span", localized(column.unit, DEFAULT), class_="unit", data_unit=pattern) if column.unit else Markup()
    gap = " " if column.unit else ""
    return tag("th", column.label, gap, unit, scope="col", title=column.help or column.basis.words)


def _row(columns: Mapping[str, Field], values: Mapping[str, Any]) -> Markup:
    cells = [_cell(name, column, values[name]) for name, column in columns.items()]
    tools = [
        tag("button", sign, type="button", class_="row-tool", data_row_tool=tool, title=words, aria_label=words)
        for tool, sign, words in ROW_TOOLS
    ]
    return tag("tr", *cells, tag("td", *tools, class_="row-tools", hidden=True))


def _cell(name: str, column: Field, value: Any) -> Markup:
    absent = value is None or not isinstance(value, str | int | float)
    # What is a column's default shows through an empty cell, and a list shows it anyway.
    shows_through = value == column.basis.value and not isinstance(column, Choice)
    text = "" if absent or shows_through else column.text(value)
    return tag("td", _CELLS[type(column)](name, column, text), data_label=_headed(column))


def _headed(column: Field) -> str:
    """Return what stands over a cell where a row is a card: its name and unit, without the sign of a currency."""
    unit = column.unit.replace("¤", "").strip()
    return f"{column.label}, {unit}" if unit else column.label


def _entry(name: str, column: Field, text: str) -> Markup:
    numeric = isinstance(column, Number)
    default = column.basis.value
    # A cell left empty has its column's default, which shows through.
    shown = column.text(default) if isinstance(default, str | int | float) else ""
    return tag(
        "input", type="text", inputmode="decimal" if numeric else None, value=text, placeholder=shown or None,
        size="8" if numeric else "14", data_column=name, aria_label=column.label, spellcheck="false",
        autocomplete="off", class_="number" if numeric else None,
        data_signs=column.signs or None if isinstance(column, Text) else None,
    )  # fmt: skip


def _select(name: str, column: Field, text: str) -> Markup:
    assert isinstance(column, Choice)
    blank = [tag("option", "", value="", selected=not text)] if column.optional or not text else []
    options = [tag("option", words, value=key, selected=key == text) for key, words in column.options.items()]
    default = None if column.optional or not isinstance(column.basis.value, str) else column.basis.value
    return tag("select", *blank, *options, data_column=name, data_default=default, aria_label=column.label)


_CELLS: Mapping[type, Callable[[str, Field, str], Markup]] = {
    Number: _entry,
    Text: _entry,
    Day: _entry,
    Choice: _select,
}
