"""The open data is read back by Frictionless, is as its schema says, and says what the figures say."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from jsonschema import Draft202012Validator
from lxml import etree

from calculators.facts import Fact, all_facts, fact
from scripts.machine.environment import ROOT
from scripts.publishing import open_data
from scripts.publishing.open_data import COLUMNS, FEED, FOLDER, LICENCE, changes, place, write_open_data

SITE_URL = "https://handbook.example.org/"
SCHEMAS = Path(__file__).parents[2] / "data" / "schemas"
KEYS = {key for facts in all_facts().values() for key in facts}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of open data, written once."""
    site = tmp_path_factory.mktemp("site")
    write_open_data(site, SITE_URL, "Handbook")
    return site / FOLDER


@pytest.fixture(scope="module")
def figures(folder: Path) -> list[dict[str, Any]]:
    """The figures as JSON."""
    found: list[dict[str, Any]] = json.loads((folder / "figures.json").read_text("utf-8"))
    return found


def test_the_package_is_read_back(folder: Path) -> None:
    """Frictionless finds no fault in the description, the types, the required cells or the keys."""
    package = Package(str(folder / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["title", "message"])
    rows = {resource.name: resource.read_rows() for resource in package.resources if resource.name != "figures-json"}
    assert {row["key"] for row in rows["figures"]} == KEYS
    assert {row["key"]: row["value"] for row in rows["figures"]}["gdpr_art33_breach_hours"] == 72
    assert len(rows["changes"]) == len(list(changes()))


def test_a_fault_in_the_package_is_seen(folder: Path, tmp_path: Path) -> None:
    """The reader refuses a cell that is no number, so that it reads at all."""
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    rows = (tmp_path / "figures.csv").read_text("utf-8").splitlines()
    faulty = [rows[0], *[row.replace(",25.0,25.0,25.0,", ",many,25.0,25.0,", 1) for row in rows[1:]]]
    assert faulty != rows
    (tmp_path / "figures.csv").write_text("\r\n".join(faulty) + "\r\n", encoding="utf-8")
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_the_json_is_as_its_schema_says(folder: Path, figures: list[dict[str, Any]]) -> None:
    """The schema is one, and the figures keep to it."""
    schema = json.loads((folder / "figures.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(figures)


def test_both_files_hold_the_same_figures(folder: Path, figures: list[dict[str, Any]]) -> None:
    """Each cell of the CSV is the JSON's, and what one leaves empty the other leaves out."""
    with (folder / "figures.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [{name: str(figure.get(name, "")) for name, *_ in COLUMNS} for figure in figures] == rows


def test_each_figure_says_what_the_facts_say(figures: list[dict[str, Any]]) -> None:
    """Range, unit, year, source, grade and last check are the fact's own, and its address is its row's."""
    assert {figure["key"] for figure in figures} == KEYS
    for figure in figures:
        known = fact(figure["key"])
        value = figure["words"] if isinstance(known.value, str) else figure["value"]
        assert (value, figure["unit"], figure["year"]) == (known.value, known.unit, known.year)
        assert (figure["source"], figure["grade"], figure["checked"]) == (
            known.source, known.confidence, known.checked,
        )  # fmt: skip
        assert figure["address"].startswith(f"{SITE_URL}reference/sources")
        assert figure["address"].endswith(f"#{figure['key']}")


def test_a_figure_of_a_country_says_which() -> None:
    """Each figure of pay by place has its country, market prices have country or market, the rest may be empty."""
    assert all(place(key) for key in all_facts()["regions"])
    assert place("offshore_india_bbox_price") == "India"
    assert place("offshore_agent_loaded_hour") == "Offshore"
    assert place("hipaa_164_308_b") == "United States"
    assert place("ai_act_art10_annotation") == "European Union"
    assert place("ai_feedback_cost_ratio") == ""


def test_changes_name_what_was_and_what_holds() -> None:
    """A figure that is not current, or has a new edition under its name, is a change; one that holds is none."""
    found = {row["key"]: row for row in changes()}
    assert set(found) >= {key for key in KEYS if fact(key).status != "current"}
    assert found["us_time_to_fill_days"]["before"] == "42 (2016, mean)"
    assert found["us_time_to_fill_days"]["now"] == "39 days, 2026"
    assert found["ph_min_wage_day"]["replaced_by"] == "ph_minimum_wage_hour"
    assert found["google_bbox_unit"]["kind"] == "historical"
    assert "gdpr_art33_breach_hours" not in found


def test_the_feed_of_figures_is_valid_and_has_each_change(folder: Path) -> None:
    """It is Atom, and has an entry for each change, which leads to the figure's row and says what was and what is."""
    feed = etree.parse(folder / FEED)
    etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng")).assertValid(feed)
    assert feed.find("{*}link[@rel='self']").get("href") == f"{SITE_URL}data/changes.xml"
    entries = {entry.find("{*}link").get("href").partition("#")[2]: entry for entry in feed.iterfind("{*}entry")}
    assert set(entries) == {row["key"] for row in changes()} != set()
    hire = entries["us_time_to_fill_days"]
    assert hire.find("{*}link").get("href") == f"{SITE_URL}reference/sources/#us_time_to_fill_days"
    assert hire.findtext("{*}summary") == "Was 42 (2016, mean). Now 39 days, 2026."
    assert hire.findtext("{*}title").endswith(": new edition")
    assert "stands under ph_minimum_wage_hour" in entries["ph_min_wage_day"].findtext("{*}summary")
    assert entries["google_bbox_unit"].findtext("{*}summary").endswith("Nothing took its place.")


def test_an_entry_is_new_when_the_figure_is_and_not_when_it_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later check moves the date and keeps the name, so no reader sees it anew; another edition has another name."""
    key = "us_time_to_fill_days"
    known = fact(key)

    def entry_of(figure: Fact) -> tuple[str, str]:
        monkeypatch.setattr(open_data, "all_facts", lambda: {"in_house_labour": {key: figure}})
        entry = etree.fromstring(open_data.feed(SITE_URL, "Handbook").encode()).find("{*}entry")
        return entry.findtext("{*}id"), entry.findtext("{*}updated")

    name, day = entry_of(known)
    checked = entry_of(replace(known, checked="2027-05"))
    newer = entry_of(replace(known, note="Was 39 (2026). Read in the next edition."))
    assert day == "2026-11-01T00:00:00Z"
    assert checked == (name, "2027-05-01T00:00:00Z")
    assert newer[0] != name


def test_the_licence_is_the_one_we_promise() -> None:
    """The description, the licence file and the page about the handbook name the same one."""
    for file in ("LICENSE", "docs/reference/about.md"):
        assert "CC0" in (ROOT / file).read_text("utf-8")
    assert LICENCE["path"] in (ROOT / "docs/reference/about.md").read_text("utf-8")
