"""The search answers in a reader's words: the theme's own worker is asked over the built index."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from calculators.catalog import catalog
from scripts.machine.errors import BuildError
from scripts.site.search.fields import fields
from scripts.site.search.understanding import names, understanding
from tests.prose import DOCS, first_result, page_address, searches

# As the theme does: an index for the worker, then one query after the other.
ASK = """async ({worker, index, queries}) => {
  const search = new Worker(worker);
  const ask = message => new Promise(done => {
    search.onmessage = ({data}) => done(data.data);
    search.postMessage(message);
  });
  await ask({type: 0, data: {...await (await fetch(index)).json(), options: {suggest: true}}});
  const found = [];
  for (const query of queries) found.push((await ask({type: 2, data: query})).items.map(parts => parts[0].location));
  return found;
}"""
MOST_GROWTH = 1.25
THEIRS = "e=ce(e),!e)return{items:[]};items:[...n.values()]"


def results(page: Page, site: Path, address: str, asked: list[str]) -> dict[str, list[str]]:
    """Return the addresses of the pages that the built site's search finds, best first, by query."""
    (worker,) = (site / "assets/javascripts/workers").glob("search.*.js")
    page.goto(address)
    settings = {
        "worker": f"{address}{worker.relative_to(site).as_posix()}",
        "index": f"{address}search/search_index.json",
        "queries": asked,
    }
    found = page.evaluate(ASK, settings)
    return {
        query: [location.partition("#")[0] for location in locations]
        for query, locations in zip(asked, found, strict=True)
    }


def open_search(page: Page) -> None:
    """Put the cursor into the search box and wait for the index."""
    page.locator("[data-md-component=search-query]").focus()
    expect(page.locator(".md-search-result__meta")).to_contain_text("Type to start", timeout=30_000)


def test_queries_find_a_page_that_helps(page: Page, site: Path, address: str) -> None:
    """At least 95 of 100 queries in readers' words have a page that helps among the first three results."""
    found = results(page, site, address, list(searches()))
    missed = [
        f"{query}: {found[query][:3]}, not {paths}"
        for query, paths in searches().items()
        if not {page_address(path) for path in paths} & set(found[query][:3])
    ]
    assert len(searches()) >= 100
    assert len(missed) <= 0.05 * len(searches()), "\n".join(missed)


def test_each_query_expects_pages_that_exist() -> None:
    """Each page that would help is there."""
    assert [path for paths in searches().values() for path in paths if not (DOCS / path).is_file()] == []


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("kohens kapa", "quality/agreement.md"),
        ("labeling guidlines", "quality/guidelines.md"),
        ("what does a polygon cost", "tasks/segmentation.md"),
        ("GDPR India", "security/gdpr.md"),
    ],
)
def test_the_search_box_understands(page: Page, address: str, query: str, path: str) -> None:
    """In the real search box, misspelt and American words lead where the right ones do."""
    page.goto(address)
    open_search(page)
    assert first_result(page, query).partition("?")[0].partition("#")[0] == f"{address}{page_address(path)}"


@pytest.mark.parametrize(("query", "missing"), [("cohens kappa", []), ("kappa elephant", ["elephant"])])
def test_a_word_is_missing_only_where_it_is(page: Page, address: str, query: str, missing: list[str]) -> None:
    """A page found by a near word is not said to lack the one that was typed; one that no page has is said to be."""
    page.goto(address)
    open_search(page)
    first_result(page, query)
    assert page.locator(".md-search-result__item").first.locator("del:visible").all_inner_texts() == missing


def test_a_label_leads_to_its_field(page: Page, site: Path, address: str) -> None:
    """A label that one calculator alone has leads from the search box to that field, opened where it was folded."""
    parts = list(fields(site))
    times = Counter(part["title"] for part in parts)
    label, place = min((part["title"], part["location"]) for part in parts if times[part["title"]] == 1)
    page.goto(address)
    open_search(page)
    first_result(page, label)
    location, _, id_ = place.partition("#")
    page.locator(f'li.md-search-result__item a[href*="{location}"][href$="#{id_}"]').click()
    expect(page.locator(f"#{id_}")).to_be_in_viewport(timeout=30_000)


def test_every_field_is_where_the_index_says(site: Path) -> None:
    """Each field that a reader can see is in the index by its label, and its page has a field of that name."""
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    parts = {part["location"]: part["title"] for part in index["docs"]}
    found = list(fields(site))
    assert len({part["location"].partition("#")[0] for part in found}) == len(catalog())
    for part in found:
        page, _, name = part["location"].partition("#")
        assert parts[part["location"]] == part["title"]
        assert f'id="{name}"' in (site / page / "index.html").read_text("utf-8")


def test_the_index_grows_by_a_quarter_at_most(site: Path) -> None:
    """What is added for fields is at most a quarter of what the pages themselves need."""
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    added = {part["location"] for part in fields(site)}
    theirs = [part for part in index["docs"] if part["location"] not in added]
    assert len(json.dumps(index["docs"])) <= MOST_GROWTH * len(json.dumps(theirs))


def test_no_name_is_needless() -> None:
    """A name is one word in small letters, and stands for something else than itself."""
    for name, stands_for in names().items():
        assert re.fullmatch(r"[a-z0-9]+", name)
        assert stands_for != name


def test_another_search_of_the_theme_is_refused() -> None:
    """A theme that reads queries in another way stops the build; one that is known is taught both."""
    taught = understanding(THEIRS)
    assert "withNearWords(ce(withOtherNames(e)),this.index)" in taught
    assert "byWordsFound([...n.values()])" in taught
    with pytest.raises(BuildError, match="once each"):
        understanding(THEIRS * 2)
