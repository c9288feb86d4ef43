"""Readers of paper get the addresses that a link hides."""

import markdown

from calculators.facts import fact

EXTENSIONS = ["scripts.markdown.fact_reference", "scripts.markdown.on_paper", "footnotes"]


def page(text: str) -> str:
    """Return the HTML of Markdown with the extension."""
    return markdown.markdown(text, extensions=EXTENSIONS)


def test_links_that_leave_the_site_are_marked() -> None:
    """In the text and in footnotes, and none that stays."""
    html = page("[Away](https://example.org/a), [here](/cost/index.md).[^1]\n\n[^1]: [Far](http://example.com/b)")
    assert '<a href="https://example.org/a" rel="noopener">Away</a>' in html
    assert '<a href="http://example.com/b" rel="noopener">Far</a>' in html
    assert '<a href="/cost/index.md">here</a>' in html


def test_each_source_is_listed_once_in_the_order_of_the_text() -> None:
    """Two figures of one source share a line, and what comes later stands below."""
    words = "{fact shrinkage_share} {fact us_cost_per_hire} {fact us_cost_per_hire range}"
    listed = page(words).partition("paper-only")[2]
    first, second = (fact(key).source for key in ("shrinkage_share", "us_cost_per_hire"))
    assert listed.count("<li>") == 2
    assert 0 < listed.index(first[:20]) < listed.index(second[:20])
    assert fact("us_cost_per_hire").url in listed
    assert "data-search-exclude" in page(words)


def test_a_page_without_figures_has_no_list() -> None:
    """No empty title is printed."""
    assert "paper-only" not in page("Words alone.")
