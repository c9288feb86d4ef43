"""Links in a real browser: copied in every form, followed when what they lead to moved, landed on and announced."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from docutils.core import publish_parts
from markdown import Markdown
from playwright.sync_api import Browser, Locator, Page, Route, expect

from scripts.machine.environment import PROGRAMS
from scripts.machine.server import serve
from scripts.markdown.markup import read_pages
from scripts.publishing.anchors import Addresses, published_addresses
from scripts.publishing.contents import documents
from scripts.publishing.redirects import leave_old_names, write_redirects
from scripts.site.bundles import PAGE, Bundles, integrity, load_from_pages, names_by_source
from scripts.site.pages import DOCS, built_pages
from scripts.site.policy import apply_policy
from tests.conftest import Served
from tests.examples import EXAMPLE
from tests.site.axe import faults_in
from tests.site.readers import tap

pytestmark = pytest.mark.later_visit

SCRIPTS = DOCS / "assets" / "scripts"

COMPARED = "In-house, outsourced and hybrid side by side"
# A heading, a row of the comparison, an item of a checklist, a term, a question and a figure.
THINGS = {
    "heading": (
        "decide/compare/",
        "#the-short-answer",
        "In-house, outsourced and hybrid side by side: The short answer",
    ),
    "row": ("decide/compare/", "#bus-factor", "In-house, outsourced and hybrid side by side: Bus factor"),
    "item": ("security/checklist-vendor/", "#access-logs", ""),
    "term": ("reference/glossary/", "#bounding-box", "Glossary: Bounding box"),
    "question": ("reference/questions/", "", ""),
    "figure": ("reference/sources/", "#us_cost_per_hire", ""),
    "page": ("decide/compare/", "#compare", COMPARED),
}


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """Fail on any error or refused policy."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    yield found
    assert found == []


def clipboard(page: Page) -> str:
    """Return what a paste would give."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def sign(page: Page, fragment: str) -> Locator:
    """Return the sign by which a thing is copied, once the script has made it ready."""
    expect(page.locator("article a[aria-haspopup=dialog]").first).to_be_attached()
    signs = (f'a{kind}[href$="{fragment}"]' for kind in (".headerlink", ".checklist-link", "[id]"))
    return page.locator("article").locator(", ".join(signs)).first


@pytest.mark.parametrize("kind", THINGS)
def test_each_form_is_copied_and_says_so(page: Page, address: str, complaints: list[str], kind: str) -> None:
    """Seven forms, each with the full address and the words; after each, the confirmation is in a live region."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    folder, fragment, words = THINGS[kind]
    page.goto(address + folder)
    if not fragment:
        fragment = "#" + str(page.locator("article h3[id]").first.get_attribute("id"))
    sign(page, fragment).click()
    dialog = page.get_by_role("dialog", name="Copy a link to")
    expect(dialog).to_be_visible()
    url = f"{address}{folder}{fragment}"
    copied = {}
    for name in ("URL", "Markdown", "HTML", "MediaWiki", "DokuWiki", "Confluence", "reStructuredText"):
        dialog.locator(f'button[name="{name}"]').click()
        expect(dialog.get_by_role("status")).to_have_text(f"Copied as {name}.")
        copied[name] = clipboard(page)
    assert copied["URL"] == url
    html = {
        "HTML": copied["HTML"],
        "Markdown": Markdown().convert(copied["Markdown"]),
        "reStructuredText": publish_parts(copied["reStructuredText"], writer="html5")["body"],
    }
    read = {}
    for name, text in html.items():
        found = re.search(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', text, re.DOTALL)
        assert found, f"{name}: {text}"
        assert unescape(found[1]) == url, name
        read[name] = unescape(found[2])
    assert len(set(read.values())) == 1, read
    assert copied["MediaWiki"].startswith(f"[{url} ")
    assert copied["MediaWiki"].endswith("]")
    assert copied["DokuWiki"].startswith(f"[[{url}|")
    assert copied["Confluence"].endswith(f"|{url}]")
    if words:
        assert read["HTML"] == words
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def from_sources(route: Route) -> None:
    """Answer with a script as it was written, before it was joined with others."""
    route.fulfill(path=SCRIPTS / route.request.url.rpartition("/")[2], content_type="text/javascript")


def test_words_with_signs_of_markup_are_pasted_as_words(page: Page, address: str) -> None:
    """Brackets, pipes, stars and angle brackets in a heading mean nothing in any form."""
    page.route(f"{address}sources/*", from_sources)
    page.goto(f"{address}decide/compare/")
    words = 'A [b] | c* <d> _e_ `f` \\g {h} & "i"'
    forms = page.evaluate(
        """async ([module, words]) => {
          const { FORMS } = await import(module);
          const thing = { url: "https://x.org/a_b/#c_", words };
          return Object.fromEntries(Object.entries(FORMS).map(([name, form]) => [name, form(thing)]));
        }""",
        [f"{address}sources/copy-links.mjs", words],
    )
    text = re.compile(r"<a [^>]*>(.*)</a>", re.DOTALL)
    for html in (
        forms["HTML"],
        Markdown().convert(forms["Markdown"]),
        publish_parts(forms["reStructuredText"], writer="html5")["body"],
    ):
        assert unescape(text.search(html)[1]) == words  # type: ignore[index]
        assert 'href="https://x.org/a_b/#c_"' in html
    inside = forms["MediaWiki"].removeprefix("[https://x.org/a_b/#c_ ").removesuffix("]")
    assert not re.search(r"[\[\]|{}<>]", inside)
    assert unescape(inside) == words
    assert forms["DokuWiki"] == f"[[https://x.org/a_b/#c_|{words}]]"
    label = forms["Confluence"].removeprefix("[").removesuffix("|https://x.org/a_b/#c_]")
    assert re.sub(r"\\(.)", r"\1", label) == words
    assert not re.search(r"(?<!\\)[\[\]|{}]", label)


def test_the_keyboard_alone_copies(page: Page, address: str, complaints: list[str]) -> None:
    """Enter on the sign opens, Tab reaches a form, Enter copies, Escape closes, and focus is back on the sign."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}decide/compare/")
    link = sign(page, "#table")
    expect(link).to_have_attribute("aria-label", "Copy a link to The table")
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Copy a link to")
    expect(dialog.locator('button[name="URL"]')).to_be_focused()
    page.keyboard.press("Tab")
    expect(dialog.locator('button[name="Markdown"]')).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("Copied as Markdown.")
    assert clipboard(page).endswith("decide/compare/#table)")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.copy-links")).to_be_hidden()
    expect(link).to_be_focused()
    assert page.url.endswith("#table")


def test_axe_finds_nothing_wrong_with_the_choice_of_forms(page: Page, address: str) -> None:
    """Names, roles and contrast hold in the open dialog, in both colour schemes."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"{address}decide/compare/")
        sign(page, "#table").click()
        expect(page.locator("dialog.copy-links")).to_be_visible()
        found = faults_in(page, within="dialog.copy-links")
        assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found] == []


@pytest.mark.parametrize("place", ["", "quality/overlap-and-review/"])
def test_a_finger_s_sign_is_seen_whole(browser: Browser, address: str, place: str) -> None:
    """On a phone a heading that fills its line leaves room for the sign behind it."""
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + place)
    ends = page.locator("article :is(h1, h2, h3) > .headerlink:visible").evaluate_all(
        """signs => signs.map((sign) => {
            const [end, line] = [sign, sign.parentElement].map((one) => one.getBoundingClientRect().right);
            return end - line;
        })"""
    )
    assert ends
    assert max(ends) <= 0
    context.close()


def test_a_finger_copies(browser: Browser, address: str) -> None:
    """On a phone the sign is there without hovering, and a tap on it and on a form is enough."""
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}decide/compare/")
    link = sign(page, "#the-short-answer")
    expect(link).to_have_css("opacity", "1")
    tap(page, link)
    button = page.locator("dialog.copy-links").locator('button[name="Confluence"]')
    box = button.bounding_box()
    assert box
    assert box["height"] >= 24
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    tap(page, button)
    expect(page.locator("dialog.copy-links").get_by_role("status")).to_have_text("Copied as Confluence.")
    context.close()


def test_without_a_clipboard_the_text_can_be_taken_by_hand(page: Page, address: str) -> None:
    """Browsers give no clipboard to plain HTTP hosts, as many inside networks are."""
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(f"{address}decide/compare/")
    sign(page, "#table").click()
    page.locator("dialog.copy-links").locator('button[name="URL"]').click()
    expect(page.get_by_label("Copy this text")).to_have_value(f"{address}decide/compare/#table")


def test_copying_works_after_instant_navigation(page: Page, address: str, complaints: list[str]) -> None:
    """On a page that was swapped in, the signs work, and the words are those of that page."""
    # The theme swaps pages once it knows them all; before that it loads them whole.
    page.goto(f"{address}decide/compare/", wait_until="networkidle")
    page.evaluate("window.stayed = true")
    page.locator("article").get_by_role("link", name="Break-even").first.click()
    expect(page.locator("article h1")).to_contain_text("reak-even")
    assert page.evaluate("window.stayed") is True
    sign(page, "#the-short-answer").click()
    expect(page.locator("dialog.copy-links").locator('button[name="URL"]')).to_contain_text(
        "/cost/break-even/#the-short-answer"
    )
    expect(page.locator("dialog.copy-links")).to_have_count(1)


@pytest.mark.parametrize("kind", [kind for kind in THINGS if THINGS[kind][1]])
def test_a_deep_link_lands_in_view_and_is_announced(page: Page, address: str, complaints: list[str], kind: str) -> None:
    """The thing is in the window, below the header, and has the focus, which screen readers tell."""
    folder, fragment, _ = THINGS[kind]
    page.goto(address + folder + fragment)
    place = page.locator(fragment)
    expect(place).to_be_focused()
    expect(place).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    box = place.bounding_box()
    assert header
    assert box
    assert box["y"] >= header["y"] + header["height"] - 1


@pytest.fixture(scope="module")
def moved(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """The site as it would be after moves: a page, a part within its page, a part to another page."""
    folder = tmp_path_factory.mktemp("moved") / "site"
    shutil.copytree(site, folder)
    published = documents(folder, DOCS)
    moves = {
        "/decide/matrix/": "/decide/compare/",
        "/decide/matrix/#hidden": "/cost/hidden-costs/#the-short-answer",
        "/decide/compare/#price": "/decide/compare/#cost",
        "/decide/compare/#welfare": "/vendors/responsible-sourcing/#the-short-answer",
        "/tools/cost/": f"/calculators/{EXAMPLE}/",
    }
    addresses = Addresses(frozenset(published_addresses(published)), frozenset(moves), moves)
    with serve(folder, "/kb/") as address:
        leave_old_names(published, published, addresses)
        write_redirects(folder, address, published, addresses)
        (script,) = (folder / "assets" / "scripts").glob(PAGE.replace(".", ".*."))
        sums = {PAGE: integrity(script.read_text("utf-8"))}
        load_from_pages(built_pages(folder), Bundles(names_by_source(folder), guard="", early="", theme="", sums=sums))
        for path in built_pages(folder):
            text = path.read_text("utf-8")
            path.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text), "utf-8")
        apply_policy(read_pages(built_pages(folder)))
        yield lambda path: address + path


WAYS = [
    ("decide/matrix/", "decide/compare/"),
    ("decide/matrix/?from=wiki#cost", "decide/compare/?from=wiki#cost"),
    ("decide/matrix/?from=wiki#hidden", "cost/hidden-costs/?from=wiki#the-short-answer"),
    ("decide/compare/?from=wiki#welfare", "vendors/responsible-sourcing/?from=wiki#the-short-answer"),
    (f"tools/cost/#{EXAMPLE}?wage=31.5&version=1", f"calculators/{EXAMPLE}/#{EXAMPLE}?wage=31.5&version=1"),
]


@pytest.mark.parametrize(("old", "new"), WAYS)
def test_old_links_land_on_the_right_place(
    page: Page, moved: Callable[[str], str], complaints: list[str], old: str, new: str
) -> None:
    """Query and fragment are kept, and the way back does not lead into the redirect again."""
    page.goto(moved(""))
    page.goto(moved(old))
    expect(page).to_have_url(moved(new))
    if "#" in new and "?" not in new.partition("#")[2]:
        expect(page.locator(f"#{new.partition('#')[2]}")).to_be_in_viewport()
    page.go_back()
    expect(page).to_have_url(moved(""))


def test_a_renamed_part_is_reached_by_its_old_name(page: Page, moved: Callable[[str], str]) -> None:
    """On its page, in view."""
    page.goto(moved("decide/compare/#price"))
    expect(page.locator("[id=cost]")).to_be_in_viewport()


def test_old_links_work_without_a_script(browser: Browser, moved: Callable[[str], str]) -> None:
    """A page that moved forwards; a part that moved has a line that leads on, in view."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(moved("decide/matrix/"))
    expect(page).to_have_url(moved("decide/compare/"))
    page.goto(moved("decide/compare/#welfare"))
    line = page.locator("#welfare a")
    expect(line).to_be_in_viewport()
    line.click()
    expect(page).to_have_url(moved("vendors/responsible-sourcing/#the-short-answer"))
    page.goto(moved("decide/compare/#price"))
    expect(page.locator("[id=cost]")).to_be_in_viewport()
    context.close()


def test_nothing_is_broken_offline_anchors_included(served_site: Served, tmp_path: Path) -> None:
    """Lychee follows every link of every page to its page, part or file, at the address the site is built for."""
    folder, address = served_site
    # As on a host, where the page for lost readers has links from the root.
    mounted = tmp_path / urlsplit(address).path.strip("/")
    mounted.symlink_to(folder)
    command = [
        str(PROGRAMS / "lychee"),
        "--offline",
        "--no-progress",
        "--include-fragments",
        "--index-files=index.html",
        f"--root-dir={tmp_path}",
        f"--remap={address} file://{mounted}/",
        # A calculator reads what stands behind the question mark itself.
        "--remap=(.*#[a-z-]+)[?].* $1",
        *(str(mounted / path.relative_to(folder)) for path in sorted(folder.rglob("*.html"))),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def test_the_site_works_under_any_host_and_path(site: Path, page: Page, complaints: list[str]) -> None:
    """Built for one host and path, served on others: pages, search, calculators and copied links all work."""
    with serve(site, "/another/place/") as address:
        page.goto(f"{address}decide/compare/#bus-factor")
        expect(page.locator("#bus-factor")).to_be_in_viewport()
        sign(page, "#bus-factor").click()
        expect(page.locator("dialog.copy-links").locator('button[name="URL"]')).to_contain_text(
            f"{address}decide/compare/#bus-factor"
        )
        page.keyboard.press("Escape")
        page.goto(f"{address}calculators/{EXAMPLE}/")
        page.get_by_label("Annotator's wage", exact=True).fill("31.5")
        expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "ready", timeout=60_000)
