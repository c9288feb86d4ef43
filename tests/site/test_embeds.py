"""Calculators in frames on another site: a page that MkDocs made, from another host and port, in a real browser."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from calculators.bridge.opening import about
from calculators.catalog import catalog, presented
from calculators.core.currency import currency_of, localized
from calculators.show.embeds import SANDBOX, frame
from scripts.engines.firefox import Firefox
from tests.examples import EXAMPLE
from tests.site.wiki import served_wiki

pytestmark = pytest.mark.later_visit

GIVEN = {"volume": "50000"}
CALCULATOR = catalog()[EXAMPLE]
INPUTS = CALCULATOR.inputs.parse(GIVEN)
HEADLINE = localized(
    presented(CALCULATOR, INPUTS, CALCULATOR.finished(INPUTS)).headline, currency_of(INPUTS)
)  # fmt: skip


@pytest.fixture(scope="module")
def wiki(site: Path, address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that MkDocs made of frames as they are pasted, and the lines that make heights follow.

    It is served at another host and port than the handbook, so that all is as on somebody else's site.
    """
    folder = tmp_path_factory.mktemp("wiki")
    fragment = str(about(EXAMPLE, CALCULATOR, INPUTS)["link"])
    shown = html.unescape(re.sub("<[^>]+>", "", (site / "reference/link-to-us/index.html").read_text("utf-8")))
    lines = re.search(r"<script>\s*addEventListener.*?</script>", shown, re.DOTALL)
    assert lines, "the page for wikis shows the lines that make the height follow"
    whole, alone = (frame(EXAMPLE, CALCULATOR, address, fragment, show) for show in ("", "answer"))
    pages = {"index": whole, "answer": alone, "wrong": alone.replace("show=answer", "show=all")}
    pages["narrow"] = whole.replace(f'sandbox="{SANDBOX}"', 'sandbox="allow-scripts"')
    pages["below"] = "<p>word</p>\n" * 200 + alone
    follows = {name: "" if name == "narrow" else lines[0] for name in pages}
    texts = {name: f"# A wiki\n\n{pasted}\n\nAfter it.\n\n{follows[name]}\n" for name, pasted in pages.items()}
    with served_wiki(folder, texts) as served:
        yield served


def test_a_frame_shows_the_answer_of_its_link(page: Page, wiki: str, address: str) -> None:
    """The inputs of the link are answered, the height follows, the way out opens them, and nothing else is asked."""
    hosts: set[str] = set()
    page.context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.goto(f"{wiki}index.html")
    inside = page.frame_locator("iframe")
    expect(inside.locator("output.headline")).to_have_text(HEADLINE, timeout=60_000)
    expect(inside.locator("[name=volume]").first).to_have_value(GIVEN["volume"])
    expect(inside.locator(".md-header, .md-sidebar, .md-footer")).to_have_count(0)
    expect(inside.locator(".answer-sections")).not_to_have_attribute("aria-busy", "true")
    high = inside.locator("main").evaluate("(main) => Math.ceil(main.getBoundingClientRect().height)")
    expect(page.locator("iframe")).to_have_css("height", f"{high}px")
    assert high > 640
    with page.context.expect_page() as opened:
        # By key: a click goes to a place, which a section that is laid out late may move.
        inside.locator(".embed-source a").press("Enter")
    fragment = str(about(EXAMPLE, CALCULATOR, INPUTS)["link"])
    expect(opened.value).to_have_url(f"{address}{CALCULATOR.page.replace('.md', '/')}{fragment}")
    assert {host for host in hosts if host} == {urlsplit(wiki).netloc, urlsplit(address).netloc}


def test_a_frame_answers_in_firefox(wiki: str) -> None:
    """The snippet is pasted as it is; in Firefox too the link in it is answered, and the height follows."""
    with Firefox() as firefox:
        firefox.resize(1280, 900)
        firefox.open(f"{wiki}index.html")
        with firefox.in_frame():
            firefox.wait("document.querySelector('output.headline').textContent", lambda words: words == HEADLINE)
            # What explains the answer comes later, and makes the frame higher.
            firefox.wait("document.querySelectorAll('.answer-sections[aria-busy]').length", lambda many: many == 0)
            high = firefox.ask("Math.ceil(document.querySelector('main').getBoundingClientRect().height)")
        height = "Number.parseInt(document.querySelector('iframe').style.height)"
        firefox.wait(height, lambda tall: tall and abs(tall - high) <= 1)


def test_the_answer_alone_follows_the_reader_s_colours(page: Page, wiki: str) -> None:
    """No form is seen, and a dark system gets dark colours."""
    page.emulate_media(color_scheme="dark")
    page.goto(f"{wiki}answer.html")
    inside = page.frame_locator("iframe")
    expect(inside.locator("output.headline")).to_have_text(HEADLINE, timeout=60_000)
    expect(inside.locator("form")).to_be_hidden()
    expect(inside.locator("html")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("name", catalog())
def test_the_answer_alone_has_no_form_however_wide_it_is(page: Page, address: str, name: str) -> None:
    """A wide frame too begins with the answer, also where the form is a table."""
    page.set_viewport_size({"width": 1280, "height": 640})
    page.goto(f"{address}embed/{name}/?show=answer")
    expect(page.locator("output.headline")).to_be_in_viewport(ratio=1)
    expect(page.locator(".calculator-form")).to_be_hidden()


def test_what_the_address_asks_for_is_used_or_refused(page: Page, wiki: str) -> None:
    """A part that does not exist is named in words, and all parts are shown."""
    page.goto(f"{wiki}wrong.html")
    inside = page.frame_locator("iframe")
    expect(inside.get_by_text("show=all, but show must be answer")).to_be_visible()
    expect(inside.locator("form")).to_be_visible()


def test_a_narrower_sandbox_leaves_the_example(page: Page, wiki: str) -> None:
    """Without its own origin a frame can start no worker, so it says that it shows the example."""
    page.goto(f"{wiki}narrow.html")
    inside = page.frame_locator("iframe")
    expect(inside.get_by_text("This is the example's answer.")).to_be_visible()
    expect(inside.locator("output.headline")).not_to_have_text(HEADLINE)


def test_a_frame_leaves_the_page_around_it_where_it_is(page: Page, wiki: str) -> None:
    """A link that is opened in a frame below the window does not make the reader's page jump there."""
    page.goto(f"{wiki}below.html")
    page.locator("iframe").evaluate("(frame) => frame.loading = 'eager'")
    expect(page.frame_locator("iframe").locator("output.headline")).to_have_text(HEADLINE, timeout=60_000)
    assert page.evaluate("scrollY") == 0


def test_what_is_offered_is_copied_and_saved(page: Page, address: str) -> None:
    """On the calculator's page a frame is copied with what was typed, and a chart is saved as SVG and as PNG."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}{CALCULATOR.page.replace('.md', '/')}")
    page.locator("[name=volume]").first.fill(GIVEN["volume"])
    expect(page.locator("output.headline")).to_have_text(HEADLINE, timeout=60_000)
    page.locator("[data-tool=embed]").dispatch_event("click")
    dialog = page.locator("dialog.copy-links")
    dialog.get_by_role("button", name="Frame: the answer alone").click()
    expect(dialog.get_by_role("status")).to_contain_text("Copied as Frame")
    fragment = str(about(EXAMPLE, CALCULATOR, INPUTS)["link"])
    assert page.evaluate("navigator.clipboard.readText()") == frame(EXAMPLE, CALCULATOR, address, fragment, "answer")
    page.keyboard.press("Escape")
    page.locator("[data-tool=picture]").dispatch_event("click")
    for form, start in (("SVG", b"<svg "), ("PNG", b"\x89PNG")):
        with page.expect_download() as saved:
            dialog.get_by_role("button", name=f"as {form}").first.click()
        assert saved.value.path().read_bytes().startswith(start)


@pytest.mark.parametrize("name", catalog())
def test_every_calculator_can_be_found_and_shown(site: Path, address: str, name: str) -> None:
    """Its own page names the oEmbed file, which holds the frame that leads to the page for frames."""
    page = (site / catalog()[name].page.replace(".md", "/index.html")).read_text("utf-8")
    assert f'type="application/json+oembed" title="{html.escape(catalog()[name].title)}"' in page
    found = json.loads((site / "embed" / name / "oembed.json").read_text("utf-8"))
    assert found["version"] == "1.0"
    assert found["type"] == "rich"
    assert found["html"] == frame(name, catalog()[name], address)
    assert "HANDBOOK_" not in (site / "embed" / name / "index.html").read_text("utf-8")
    assert (site / found["thumbnail_url"].removeprefix(address)).exists()
