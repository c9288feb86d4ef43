"""Figures in a sentence read as people write them and carry their source."""

import markdown
import pytest

from calculators.facts import FactError, all_facts, fact
from scripts.markdown.fact_reference import cited, written


def page(text: str) -> str:
    """Return the HTML of Markdown with the extension."""
    return markdown.markdown(text, extensions=["scripts.markdown.fact_reference", "tables"])


@pytest.mark.parametrize(
    ("key", "form", "words"),
    [
        ("us_cost_per_hire", "", "$1,300/hire"),
        ("us_cost_per_hire", "range", "$1,200 to $5,475/hire"),
        ("us_cost_per_hire", "number", "$1,300"),
        ("shrinkage_share", "", "30% of paid time"),
        ("shrinkage_share", "number", "30%"),
        ("offshore_bill_rate_hour_band", "range", "$6 to $18/hour"),
        ("iso27701_standalone_year", "", "2025"),
        ("scale_calibration_days", "", "1 day"),
        ("gdpr_art9_special_categories", "", "Art. 9(1)"),
    ],
)
def test_a_figure_is_written_as_people_write_it(key: str, form: str, words: str) -> None:
    """Dollars stand before, per cent right behind, other units after a space; one day is no days."""
    assert written(fact(key), form) == words


def test_a_reference_links_its_source() -> None:
    """In a sentence the figure is followed by publisher and year, linked to the figure's row."""
    html = page("Hiring costs {fact us_cost_per_hire range}.")
    assert "$1,200 to $5,475/hire" in html
    assert 'href="/reference/sources.md#us_cost_per_hire"' in html
    assert "(SHRM, 2026)" in html


def test_a_weak_figure_shows_its_grade_in_the_sentence() -> None:
    """Nobody has to follow the link to learn that a figure is weak, or that it speaks of the past."""
    assert cited(fact("offshore_bill_rate_hour_band")).endswith(", weak")
    assert cited(fact("google_bbox_unit")) == "Google Cloud, to 2024-01"


def test_a_row_says_by_what_a_figure_was_checked_and_what_replaced_it() -> None:
    """The table tells the source itself from a digest and a sum, and leads both ways between old and new."""
    html = page("/// figures | in_house_labour\n///\n")
    row = html[html.index('<tr id="us_data_entry_median_wage_year_2020">') :].partition("</tr>")[0]
    assert "checked 2026-11: source" in row
    assert "superseded" in row
    assert 'replaced by <a href="/reference/sources-by-place.md#us_general_clerk_wage_hour">' in row
    assert "data-until" not in row, "what is kept for comparison has no date to pass"
    newer = page("/// figures | regions\n///\n")
    newer = newer[newer.index('<tr id="us_general_clerk_wage_hour">') :].partition("</tr>")[0]
    assert 'replaces <a href="/reference/sources.md#us_data_entry_median_wage_year_2020">' in newer
    assert 'data-until="2027-11-30"' in newer


def test_an_unknown_figure_stops_the_build() -> None:
    """A key or topic that does not exist raises, so that no page shows a figure that is not in the facts."""
    with pytest.raises(FactError):
        page("{fact nothing_like_that}")
    with pytest.raises(FactError):
        page("/// figures | nothing\n///\n")


@pytest.mark.parametrize("topic", all_facts())
def test_a_topic_lists_every_figure(topic: str) -> None:
    """The table of a topic has one row a figure, with the key as its anchor."""
    html = page(f"/// figures | {topic}\n///\n")
    for key in all_facts()[topic]:
        assert f'<tr id="{key}">' in html


@pytest.mark.parametrize("key", [key for facts in all_facts().values() for key in facts])
def test_every_figure_can_be_written_and_cited(key: str) -> None:
    """Each figure of ours has words and a short citation."""
    assert written(fact(key))
    assert ", " in cited(fact(key))
