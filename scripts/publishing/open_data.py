"""Writes all figures as open data: CSV and JSON, a JSON Schema, and the description by which programs find them.

Each column is declared once here, with its type and meaning; the schema of the JSON, that of the CSV and both files
follow from it. The description is a Data Package of Frictionless, version 2.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from calculators.facts import Fact, all_facts, fact
from calculators.vocabulary.places import NAMES
from scripts.markdown.fact_reference import home
from scripts.publishing.atom import Entry, Feed, atom

FOLDER = "data"
FEED = "changes.xml"
PAGE = "reference/open-data/"
LICENCE = {
    "name": "CC0-1.0",
    "title": "CC0 1.0 Universal",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
}
# What a figure's key begins with, where that names a place or whose law it is. Countries of calculators are known.
PLACES = {
    **NAMES,
    "vn": "Vietnam", "ng": "Nigeria", "co": "Colombia", "cr": "Costa Rica", "do": "Dominican Republic",
    "sv": "El Salvador", "gt": "Guatemala", "jm": "Jamaica", "sk": "Slovakia", "dk": "Denmark", "lu": "Luxembourg",
    "eu": "European Union", "ea": "Euro area", "kenya": "Kenya", "india": "India", "africa": "Africa",
    "na": "North America", "hipaa": "United States", "doj": "United States", "ccpa": "California",
    "gdpr": "European Union", "scc": "European Union", "ai_act": "European Union",
}  # fmt: skip
_MARKETS = re.compile(r"^(onshore|offshore|nearshore|mixed_market)_")
_BEFORE = re.compile(r"^Was (.+?)\.(?: |$)")

# Name, type, whether it may be empty, and what it holds.
COLUMNS = (
    ("key", "string", False, "The figure's name, which stays; it is also the last part of its address"),
    ("topic", "string", False, "The topic it is listed under"),
    ("description", "string", False, "What is counted"),
    ("value", "number", True, "The figure; empty where it is a rule, a date or another word"),
    ("low", "number", True, "The low end of what sources give"),
    ("high", "number", True, "The high end of what sources give"),
    ("words", "string", True, "The figure where it is no number"),
    ("unit", "string", False, "The unit of value, low and high"),
    ("range_kind", "string", False, "How the range came about"),
    ("place", "string", True, "The country, market or law it speaks for; empty where it is bound to none"),
    ("year", "string", False, "The date it speaks for, as its source gives it"),
    ("source", "string", False, "The publication's title"),
    ("publisher", "string", False, "Who published it"),
    ("url", "string", True, "The publication's address, where one is recorded"),
    ("grade", "string", False, "How far it can be trusted: high, medium or low"),
    ("evidence", "string", False, "Compared with the source (direct), a digest (secondary) or a sum (calculated)"),
    ("status", "string", False, "Whether it still holds: current, historical or superseded"),
    ("checked", "string", False, "The year and month in which it was last compared with its source"),
    ("replaced_by", "string", True, "The key of the figure that took its place"),
    ("derived", "string", True, "The working, where it was computed from published figures"),
    ("note", "string", True, "How to use it"),
    ("address", "string", False, "Where it stands on this site"),
)  # fmt: skip
CHANGES = (
    ("checked", "string", False, "The year and month in which the change was made"),
    ("key", "string", False, "The figure that changed"),
    ("kind", "string", False, "new edition (same key, new value), superseded (another key holds) or historical"),
    ("before", "string", True, "What it was"),
    ("now", "string", True, "What holds now; empty where nothing took its place"),
    ("replaced_by", "string", True, "The key that holds now, where it is another"),
)
TABLES = {
    "figures": (COLUMNS, "key", "Every published figure of the handbook with range, source and grade"),
    "changes": (CHANGES, "key", "Figures that were replaced or no longer hold"),
}


def write_open_data(site: Path, site_url: str, name: str) -> None:
    """Write all files into one folder of the site."""
    (site / FOLDER).mkdir()
    for file, text in open_data(site_url, name).items():
        (site / FOLDER / file).write_text(text, encoding="utf-8", newline="")


def open_data(site_url: str, name: str) -> dict[str, str]:
    """Return the figures, what changed as a table and as a feed, their schema and the description, by file name."""
    rows = {"figures": list(figures(site_url)), "changes": list(changes())}
    tables = {f"{table}.csv": _csv([column[0] for column in TABLES[table][0]], rows[table]) for table in TABLES}
    return tables | {
        "figures.json": _json(rows["figures"]),
        "figures.schema.json": _json(json_schema()),
        "datapackage.json": _json(package(site_url, name)),
        FEED: feed(site_url, name),
    }


def figures(site_url: str) -> Iterator[dict[str, Any]]:
    """Yield a row for each figure, with nothing where it has nothing to say."""
    for topic, facts in all_facts().items():
        for key, figure in facts.items():
            yield {name: cell for name, cell in _row(topic, key, figure, site_url).items() if cell not in {"", None}}


def _row(topic: str, key: str, figure: Fact, site_url: str) -> Mapping[str, Any]:
    is_words = isinstance(figure.value, str)
    numbers = {name: None if is_words else getattr(figure, name) for name in ("value", "low", "high")}
    held = {name: getattr(figure, name, "") for name, *_ in COLUMNS}
    own = {
        "key": key,
        "topic": topic,
        "words": figure.value if is_words else "",
        "place": place(key),
        "grade": figure.confidence,
        "address": _address(site_url, key),
    }
    return held | numbers | own


def _address(site_url: str, key: str) -> str:
    return site_url + home(key).lstrip("/").replace(".md#", "/#")


def place(key: str) -> str:
    """Return the place that a figure speaks for, else its market, or nothing where its key names neither."""
    market = _MARKETS.match(key)
    rest = _MARKETS.sub("", key)
    longest_first = sorted(PLACES, key=len, reverse=True)
    named = next((PLACES[start] for start in longest_first if rest.startswith(f"{start}_")), "")
    return named or (market[1].replace("_", " ").capitalize() if market else "")


def changes() -> Iterator[dict[str, Any]]:
    """Yield a row for each figure that another took the place of, that has a new edition, or that holds no longer.

    A new edition under the same key says what it was at the start of its note: "Was 42 (2016, mean)."
    """
    every = {key: figure for facts in all_facts().values() for key, figure in facts.items()}
    for key, figure in every.items():
        row = {"checked": figure.checked, "key": key}
        if before := _BEFORE.match(figure.note):
            yield row | {"kind": "new edition", "before": before[1], "now": _stated(figure)}
        elif figure.replaced_by:
            newer = {"now": _stated(every[figure.replaced_by]), "replaced_by": figure.replaced_by}
            yield row | {"kind": "superseded", "before": _stated(figure)} | newer
        elif figure.status != "current":
            yield row | {"kind": figure.status, "before": _stated(figure)}


def _stated(figure: Fact) -> str:
    return f"{figure.value} {figure.unit}, {figure.year}"


def feed(site_url: str, name: str) -> str:
    """Return the changes of figures as an Atom feed, newest first, each leading to the figure's row.

    An entry is named by the figure and by what it was: a new edition is a new entry, and a mere check is none. Its
    date is the first of the month in which the figure was checked, since no day is kept.
    """
    about = Feed(
        name="figures/feed",
        title=f"{name}: what changed in the figures",
        author=name,
        address=f"{site_url}{FOLDER}/{FEED}",
        page=site_url + PAGE,
    )
    newest_first = sorted(changes(), key=lambda row: str(row["checked"]), reverse=True)
    return atom(about, [_entry(site_url, row) for row in newest_first])


def _entry(site_url: str, row: Mapping[str, str]) -> Entry:
    now = f"Now {row['now']}." if row.get("now") else "Nothing took its place."
    newer = f" It stands under {row['replaced_by']}." if row.get("replaced_by") else ""
    return Entry(
        name=f"figures/{row['key']}/{row['kind']}/{row['before']}",
        title=f"{fact(row['key']).description}: {row['kind']}",
        day=f"{row['checked']}-01",
        address=_address(site_url, row["key"]),
        summary=f"Was {row['before']}. {now}{newer}",
    )


def edition() -> str:
    """Return the edition of the figures: the last month in which one was checked."""
    return max(figure.checked for facts in all_facts().values() for figure in facts.values())


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of ``figures.json``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": TABLES["figures"][2],
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": [name for name, _, may_be_empty, _ in COLUMNS if not may_be_empty],
            "properties": {name: {"type": kind, "description": words} for name, kind, _, words in COLUMNS},
        },
    }


def package(site_url: str, name: str) -> dict[str, Any]:
    """Return the description of the files, as the Data Package standard has it."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "labelling-figures",
        "title": f"{name}: figures",
        "homepage": site_url,
        "version": edition(),
        "licenses": [LICENCE],
        "resources": [*map(_resource, TABLES), _json_resource()],
    }


def _resource(table: str) -> dict[str, Any]:
    columns, key, description = TABLES[table]
    fields = [
        {"name": name, "type": kind, "description": words}
        | ({} if may_be_empty else {"constraints": {"required": True}})
        for name, kind, may_be_empty, words in columns
    ]
    return {
        "name": table,
        "type": "table",
        "path": f"{table}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": description,
        "schema": {"fields": fields, "primaryKey": [key]},
    }


def _json_resource() -> dict[str, Any]:
    return {
        "name": "figures-json",
        "path": "figures.json",
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "description": "The same figures as JSON; figures.schema.json describes them",
    }


def _csv(columns: list[str], rows: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _json(contents: object) -> str:
    return json.dumps(contents, ensure_ascii=False, indent=1) + "\n"
