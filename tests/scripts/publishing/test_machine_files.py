"""What programs read is there, is valid, and says what the pages say."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import html5lib
import pytest
import sphobjinv
from jsonschema import Draft202012Validator
from lxml import etree

from scripts.publishing.contents import Document, documents
from scripts.publishing.feed import write_feed
from scripts.site.pages import DOCS

SCHEMAS = Path(__file__).parents[2] / "data" / "schemas"
DATA_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def published(site: Path) -> list[Document]:
    """Every page of the site."""
    return documents(site, DOCS)


@pytest.fixture(scope="module")
def links(site: Path) -> dict[str, Any]:
    """The list of everything that can be linked."""
    found: dict[str, Any] = json.loads((site / "links.json").read_text("utf-8"))
    return found


def data_blocks(document: Document) -> Iterator[dict[str, Any]]:
    """Yield the structured data of a page."""
    for block in DATA_BLOCK.findall(document.file.read_text("utf-8")):
        yield json.loads(block)


def test_the_list_of_links_is_as_its_published_schema_says(site: Path, links: dict[str, Any]) -> None:
    """The schema stands beside the list, and is one."""
    schema = json.loads((site / "links.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(links)


def test_the_list_has_every_page_and_part_once(links: dict[str, Any], published: list[Document], address: str) -> None:
    """Ids are names for ever, so none stands twice; each address is one of the site's."""
    ids = [link["id"] for link in links["links"]]
    assert len(ids) == len(set(ids)) == sum(1 + len(document.parts) for document in published)
    assert links["site"] == address
    assert all(link["address"].startswith(address) for link in links["links"])


def test_the_inventory_is_read_back(site: Path, links: dict[str, Any], address: str) -> None:
    """Sphinx's own reader finds each page as std:doc, each part as std:label, with its address and title."""
    inventory = sphobjinv.Inventory(str(site / "objects.inv"))
    assert inventory.project == "The Labelling Handbook"
    found = {
        (item.role, item.name): (address + item.uri_expanded, item.dispname_expanded) for item in inventory.objects
    }
    home, title = found["doc", "index"]
    found["doc", "index"] = (home.partition("#")[0], title)
    assert found == {
        ("doc" if link["kind"] == "page" else "label", link["id"]): (link["address"], link["title"])
        for link in links["links"]
    }


def test_the_sitemap_is_valid_and_complete(site: Path, published: list[Document], address: str) -> None:
    """It has every page."""
    sitemap = etree.parse(site / "sitemap.xml")
    etree.XMLSchema(etree.parse(SCHEMAS / "sitemap.xsd")).assertValid(sitemap)
    assert {found.text for found in sitemap.iter("{*}loc")} == {f"{address}{each.folder}" for each in published}


def test_the_feed_is_valid_and_leads_to_its_entries(site: Path, links: dict[str, Any], address: str) -> None:
    """Every entry links to a part of the page of changes; the feed knows its own address."""
    feed = etree.parse(site / "feed.xml")
    etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng")).assertValid(feed)
    known = {link["address"] for link in links["links"]}
    assert {link.get("href") for link in feed.iterfind("{*}entry/{*}link")} <= known
    assert feed.find("{*}link[@rel='self']").get("href") == f"{address}feed.xml"


def test_entries_of_the_feed_keep_their_names_when_the_site_moves(
    site: Path, published: list[Document], tmp_path: Path
) -> None:
    """A feed reader would show every entry anew."""
    write_feed(tmp_path, "https://elsewhere.example.org/", "Name", published)
    names = [[found.text for found in etree.parse(folder / "feed.xml").iter("{*}id")] for folder in (site, tmp_path)]
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0])


def test_structured_data_is_valid(published: list[Document]) -> None:
    """Each page is an article, each but the home page has its way from there."""
    schema = Draft202012Validator(json.loads((SCHEMAS / "json-ld.schema.json").read_text("utf-8")))
    for document in published:
        blocks = list(data_blocks(document))
        for block in blocks:
            schema.validate(block)
        kinds = [block["@type"] for block in blocks]
        assert kinds[:2] == (["TechArticle", "BreadcrumbList"] if document.folder else kinds[:2])
        calculators = [part for part in document.parts if part.kind == "calculator"]
        assert kinds.count("WebApplication") == len(calculators)
        assert ("FAQPage" in kinds) == (document.name == "reference/questions")


def test_the_questions_of_the_data_are_those_on_the_page(published: list[Document]) -> None:
    """Search engines punish answers that readers do not see."""
    page = next(document for document in published if document.name == "reference/questions")
    tree = html5lib.parse(page.file.read_text("utf-8"), namespaceHTMLElements=False)
    shown = " ".join("".join(tree.find("body").itertext()).split())
    data = next(block for block in data_blocks(page) if block["@type"] == "FAQPage")
    assert len(data["mainEntity"]) == 42
    for question in data["mainEntity"]:
        assert question["name"] in shown
        first = question["acceptedAnswer"]["text"].split(". ")[0]
        assert first.replace(" ", "") in shown.replace(" ", "")


def test_previews_have_what_wikis_and_chats_ask_for(published: list[Document], address: str) -> None:
    """Title, description and picture, with full addresses; and a description for search."""
    for document in published:
        tree = html5lib.parse(document.file.read_text("utf-8"), namespaceHTMLElements=False)
        tags = {tag.get("property") or tag.get("name"): tag.get("content") for tag in tree.iter("meta")}
        canonical = next(link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical")
        assert tags["og:title"] == document.title
        assert tags["og:description"] == tags["description"] == document.description
        assert tags["og:url"] == canonical == f"{address}{document.folder}"
        assert tags["og:image"].startswith(address)
        assert tags["twitter:card"] == "summary_large_image"


def test_every_file_that_a_head_names_is_there(site: Path, published: list[Document], address: str) -> None:
    """Icons, manifest, feed, Markdown: nothing named is missing."""
    for document in published:
        tree = html5lib.parse(document.file.read_text("utf-8"), namespaceHTMLElements=False)
        for link in tree.find("head").iter("link"):
            href = link.get("href")
            if link.get("rel") in {"canonical", "prev", "next"}:
                continue
            inside = href.removeprefix(address)
            target = site / inside if href.startswith(address) else document.file.parent / urlsplit(href).path
            assert target.resolve().is_file(), f"{document.name}: {href}"


def test_the_manifest_names_icons_that_exist_in_their_size(site: Path) -> None:
    """An icon of another size is stretched, or refused."""
    manifest = json.loads((site / "manifest.webmanifest").read_text("utf-8"))
    assert {"name", "short_name", "start_url", "icons"} <= manifest.keys()
    for icon in manifest["icons"]:
        data = (site / icon["src"]).read_bytes()
        if icon["type"] == "image/png":
            width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
            assert icon["sizes"] == f"{width}x{height}"


def test_pages_and_their_list_are_there_as_markdown(site: Path, published: list[Document], address: str) -> None:
    """Each page has its Markdown beside it, with nothing that only our build understands; llms.txt lists all."""
    listed = re.findall(r"\]\((\S+/index\.md)\)", (site / "llms.txt").read_text("utf-8"))
    assert {*listed} == {f"{address}{each.folder}index.md" for each in published} | {f"{address}index.md"}
    for document in published:
        text = re.sub(
            r"```.*?```|`[^`\n]*`", "", document.file.with_name("index.md").read_text("utf-8"), flags=re.DOTALL
        )
        left = re.findall(r"^///.*|\{fact .*|\{[#:.][^}]*\}|\]\((?!http|mailto)[^)]*\)|</?div.*", text, re.MULTILINE)
        assert left == [], document.name


def test_a_calculator_as_markdown_has_inputs_defaults_and_answer(site: Path) -> None:
    """What the page shows is in the text: the headline, each input with its default and its source."""
    from calculators.catalog import catalog
    from calculators.core.currency import currency_of, localized

    for calculator in catalog().values():
        text = (site / calculator.page.removesuffix(".md") / "index.md").read_text("utf-8")
        inputs = calculator.inputs()
        answer = calculator.present(inputs, calculator.finished(inputs))
        plain = text.replace("\\", "")
        assert localized(answer.headline, currency_of(inputs)) in plain
        for field in inputs.fields().values():
            if type(field).__name__ != "Table":
                assert f"| {field.label} |" in plain


def test_each_page_shows_when_it_was_checked(published: list[Document]) -> None:
    """In words, and in a form for programs."""
    for document in published:
        if document.checked:
            text = document.file.read_text("utf-8")
            assert text.count(f'Last checked: <time datetime="{document.checked.isoformat()}">') == 1
    assert all(isinstance(document.checked, date) for document in published)
