"""The theme's faults are mended on the real site; a theme that changed is noticed here."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.machine.errors import BuildError
from scripts.site.theme_repairs import REPAIRS, Repair, refuse_idle, repair_pages
from scripts.site.theme_scripts import (
    coming_later,
    explaining_when_asked,
    keeping_styles,
    leaving_tables,
    repair_scripts,
    staying_on_the_page,
    styling_once,
    switching_colours_at_ease,
    telling_digits_apart,
    waiting_for_the_search,
)


@pytest.mark.parametrize(
    ("mended", "fault"),
    [
        ('role="dialog" aria-label="Search"', 'data-md-component="search" role="dialog">'),
        ('_title"', '_label" aria-expanded'),
        ('<nav class="md-path" aria-label="Breadcrumb"', '<nav class="md-path" aria-label="Navigation"'),
        (
            '<label class="md-nav__title" for="__nav_2" id="__nav_2_title"',
            '<label class="md-nav__title" for="__nav_2">',
        ),
        ('.min.js" defer></script>', '.min.js"></script>'),
    ],
)
def test_a_fault_is_mended(site: Path, mended: str, fault: str) -> None:
    """A page deep in the navigation holds the mended markup and not the faulty one."""
    text = (site / "decide" / "compare" / "index.html").read_text("utf-8")
    assert mended in text
    assert fault not in text


def test_the_theme_s_script_runs_before_ours(site: Path) -> None:
    """Both are found in the head of every page that has ours, first the theme's: with a calculator, what brings it."""
    pages = [text for path in site.rglob("*.html") if "/scripts/handbook." in (text := path.read_text("utf-8"))]
    assert pages
    for text in pages:
        head = text.partition("</head>")[0]
        waits = "<live-calculator" in text
        assert len(re.findall(r'<script data-theme="[^"]*/javascripts/bundle\.', head)) == waits
        assert len(re.findall(r'<script src="[^"]*/javascripts/bundle\.', head)) == (not waits)
        assert 0 < head.find("/javascripts/bundle.") < head.find("/scripts/handbook.")


def test_another_script_of_the_theme_is_refused() -> None:
    """When the theme fetches its search index in another way, the build stops instead of leaving it as it is."""
    with pytest.raises(BuildError, match="search index"):
        waiting_for_the_search("fetch(new URL('search/search_index.json', base))")
    with pytest.raises(BuildError, match="endings"):
        telling_digits_apart("row = row + letter + ',' + node.id")


STYLED_ANEW = (
    'document.documentElement.classList.add("js-focus-visible"),b();'
    'let o=x("meta",{name:"color-scheme"});document.head.appendChild(o);o.content=scheme;'
    'f(document).subscribe(whole);let n=h(document.body,"click").pipe(m());n.subscribe(([a,c])=>{'
    'history.replaceState(c,""),history.pushState(null,"",a)});'
)
STYLED_ONCE = (
    "b();let o={set content(scheme){document.documentElement.style.colorScheme=scheme}};o.content=scheme;"
    'performance.getEntriesByType("navigation")[0]?.type!=="navigate"&&whole(document);'
    'let n=h(document.body,"click").pipe(m());n.subscribe(([a,c])=>{'
    'a.pathname!==location.pathname&&whole(document),history.replaceState(c,""),history.pushState(null,"",a)});'
)


def test_the_theme_s_script_does_not_have_the_page_styled_anew() -> None:
    """What would do so is gone, waits, or changes nothing where a page is light; any other script is refused."""
    assert styling_once(STYLED_ANEW) == STYLED_ONCE
    for other in ("js-focus-visible", "color-scheme", "pushState"):
        with pytest.raises(BuildError, match="not known here; sought"):
            styling_once(STYLED_ANEW.replace(other, "another"))


PUT_UP_ANEW = (
    'let s=t.pipe(k("pathname"),b(a=>get(a,{progress$:o}).pipe(ve(()=>(st(a,!0),y)))),b(whole));'
    'return L(s.pipe(te(t,(a,c)=>c)),s.pipe(b(()=>t),k("hash")),x)'
)

CHANGING_THE_HEAD = (
    "for(let[o,n]of bi(e))t.has(o)?t.delete(o):document.head.appendChild(n);"
    'for(let o of t.values()){let n=o.getAttribute("name");n!=="theme-color"&&n!=="color-scheme"&&o.remove()}'
)
LEAVING_STYLES = (
    "for(let[o,n]of bi(e))t.has(o)?t.delete(o):n.matches('style,[rel=stylesheet]')||document.head.appendChild(n);"
    "for(let o of t.values()){if(o.matches('style,[rel=stylesheet]'))continue;"
    'let n=o.getAttribute("name");n!=="theme-color"&&n!=="color-scheme"&&o.remove()}'
)


def test_the_next_page_s_styles_are_neither_put_in_nor_taken_out() -> None:
    """All other parts of a head change as the theme has it; a script that changes heads in another way is refused."""
    assert keeping_styles(CHANGING_THE_HEAD) == LEAVING_STYLES
    for other in ("appendChild", "theme-color", "values"):
        with pytest.raises(BuildError, match="changes a page's head"):
            keeping_styles(CHANGING_THE_HEAD.replace(other, "another"))


BEGUN_WHEN_READ = (
    'function an(){let e=new It(1);return h(document,"DOMContentLoaded",{once:!0}).subscribe(()=>e.next(document)),e}'
)


def test_the_theme_s_script_may_come_after_the_page() -> None:
    """Where it does not stand in the page, it begins once it has run; any other script is refused."""
    assert coming_later(BEGUN_WHEN_READ) == BEGUN_WHEN_READ.replace(
        "return ", "return document.currentScript.defer?"
    ).replace(")),e}", ")):queueMicrotask(()=>e.next(document)),e}")
    for other in ("DOMContentLoaded", "once", "next"):
        with pytest.raises(BuildError, match="waits for the end of a page"):
            coming_later(BEGUN_WHEN_READ.replace(other, "another"))


EXPLAINED_AT_ONCE = (
    'e=h(e,"mouseenter");L(...M("table:not([class])",e),...M("[title]",e)'
    '.filter(()=>V("content.tooltips")).map(i=>Xe(i,{viewport$:r})),M("[title]",e).pipe(g(()=>V("content.tooltips")),'
    "J(s=>ii(s)))"
)


def test_another_way_to_explain_or_hold_is_refused() -> None:
    """When the theme brings titles to life or holds tables in another way, the build stops and says so."""
    search = 'L($(location.protocol!=="file:"),Je("search")).pipe(Re(o=>o),b('
    mended = explaining_when_asked(leaving_tables(search + EXPLAINED_AT_ONCE))
    assert '.map(i=>L(h(i,"mouseenter"),h(i,"focusin")).pipe(Re(o=>o),b(()=>Xe(i,{viewport$:r}))))' in mended
    assert 'J(s=>L(h(s,"mouseenter"),h(s,"focusin")).pipe(Re(o=>o),b(()=>ii(s)))))' in mended
    for other in ("mouseenter", "viewport$", "ii(s)", "search"):
        with pytest.raises(BuildError, match="explains titles"):
            explaining_when_asked((search + EXPLAINED_AT_ONCE).replace(other, "another"))
    with pytest.raises(BuildError, match="holds tables"):
        leaving_tables(mended)


def test_a_title_is_explained_when_the_pointer_or_the_focus_reaches_it(page: Page, address: str) -> None:
    """The first time as any other, in the words of its title; what is at nothing yet has put nothing into the page."""
    page.goto(f"{address}cost/", wait_until="networkidle")
    shown = page.locator("[role=tooltip], .md-tooltip").filter(visible=True)
    assert page.locator("[role=tooltip], .md-tooltip").count() == 0
    for reached in (
        page.locator("article abbr").first,
        page.locator(".md-header label[title]").filter(visible=True).first,
    ):
        said = reached.get_attribute("title")
        for _ in range(2):
            reached.hover()
            expect(shown).to_have_text(str(said))
            page.mouse.move(0, 0)
            expect(shown).to_have_count(0)
    link = page.locator("article .headerlink").nth(2)
    said = link.get_attribute("title")
    link.focus()
    expect(shown).to_have_text(str(said))
    assert link.get_attribute("aria-describedby") == shown.get_attribute("id")


def test_another_way_to_follow_links_within_a_page_is_refused() -> None:
    """When the theme fetches pages or follows links within one in another way, the build stops and says so."""
    assert staying_on_the_page(PUT_UP_ANEW).count("begun") == 4
    for other in ("progress$", '"hash"'):
        with pytest.raises(BuildError, match="links within a page"):
            staying_on_the_page(PUT_UP_ANEW.replace(other, "another"))


def test_the_window_is_as_dark_as_the_page(page: Page, address: str) -> None:
    """What the window draws itself, such as its scroll bar, has the palette of the page, at once and after a switch."""
    page.emulate_media(color_scheme="dark")
    page.goto(f"{address}cost/")
    scheme = "() => getComputedStyle(document.documentElement).colorScheme"
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate(scheme) == "dark"
    page.get_by_title("Switch to light mode").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    assert page.evaluate(scheme) == "light"


def test_a_page_opened_without_a_load_keeps_its_styles_and_links(page: Page, address: str) -> None:
    """From a page deep in the site to one above it and back: no sheet goes or comes twice, and each link leads home."""
    page.goto(f"{address}quality/agreement/", wait_until="networkidle")
    page.evaluate("window.stayed = true")
    sheets = "() => [...document.styleSheets].map((sheet) => sheet.href)"
    before = page.evaluate(sheets)
    page.locator(".md-tabs").get_by_role("link", name="Buy").click()
    expect(page).to_have_url(f"{address}vendors/")
    expect(page.locator(".md-tabs__item--active")).to_have_text("Buy")
    assert page.evaluate("window.stayed")
    assert page.evaluate(sheets) == before
    page.locator(".md-header a.md-logo").click()
    expect(page).to_have_url(address)
    assert page.evaluate("window.stayed")
    assert page.evaluate(sheets) == before
    page.go_back()
    page.go_back()
    expect(page).to_have_url(f"{address}quality/agreement/")
    assert page.evaluate(sheets) == before
    leads = page.locator(".md-tabs a").evaluate_all("links => links.map((link) => link.href)")
    assert leads
    assert all(link.startswith(address) for link in leads)


def test_the_way_back_after_a_reload_keeps_the_styles_and_links(page: Page, address: str) -> None:
    """The browser changes the address and not the page, so the page's own links must not follow the address."""
    page.goto(f"{address}quality/agreement/")
    expect(page.locator("html.js")).to_be_attached()
    page.locator(".md-tabs").get_by_role("link", name="Buy").click()
    expect(page.locator(".md-tabs__item--active")).to_have_text("Buy")
    page.reload()
    page.go_back()
    expect(page).to_have_url(f"{address}quality/agreement/")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(re.compile("vendor", re.IGNORECASE))
    leads = page.locator(".md-tabs a").evaluate_all("links => links.map((link) => link.href)")
    assert all(link.startswith(address) for link in leads)
    assert page.evaluate("[...document.styleSheets].every((sheet) => sheet.href.includes('/assets/'))")


def test_links_within_a_page_keep_the_page(page: Page, address: str) -> None:
    """They fetch nothing and undo nothing, the first one too; the way back leads to where the reader was."""
    page.goto(f"{address}decide/compare/", wait_until="networkidle")
    heading = page.locator(".sortable th").first
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    # Hidden here, since the table takes the whole width.
    within = page.locator(".md-sidebar--secondary a.md-nav__link")
    last = "#" + str(within.last.get_attribute("href")).partition("#")[2]
    within.last.dispatch_event("click")
    expect(page).to_have_url(re.compile(f"{last}$"))
    expect(page.locator(last)).to_be_in_viewport()
    within.first.dispatch_event("click")
    expect(page.locator(last)).not_to_be_in_viewport()
    page.go_back()
    expect(page.locator(last)).to_be_in_viewport()
    page.go_back()
    expect(page).to_have_url(f"{address}decide/compare/")
    page.wait_for_function("scrollY === 0")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    # The browser asks for the page's sign again at each address.
    assert {url for url in asked if not url.endswith(".svg")} == set()


PAGE = """<label class="md-header__button md-icon" for="__drawer"></label>
<div data-md-component="search" role="dialog"></div><nav aria-labelledby="__nav_2_label"></nav>
<nav class="md-path" aria-label="Navigation"></nav><label class="md-nav__title" for="__nav_2"></label>
<link rel="stylesheet" href="assets/stylesheets/palette.3.min.css">
<script src="assets/javascripts/bundle.1.min.js"></script>"""
SWITCHING = ",".join(f"[data-md-color-switching] {each}" for each in ("*", ":after", ":before")) + "{b:0s!important}"


def themed(site: Path, page: str) -> Path:
    """Write a site of a home page and a page in a section, with scripts that the repairs know."""
    scripts = {
        "assets/javascripts/bundle.1.min.js": 'e(n(location.protocol!=="file:"),s("search")).pipe(o(x=>x),t(()=>a))'
        ';i=c(new URL("search/search_index.json",base));j=i.pipe(m(()=>__index),r(1))'
        ';case"Escape":case"Tab":at("search",!1),q.blur();break;'
        f"{STYLED_ANEW}{PUT_UP_ANEW}{EXPLAINED_AT_ONCE}{CHANGING_THE_HEAD}{BEGUN_WHEN_READ}",
        "assets/javascripts/workers/search.2.min.js": "row=row+letter+node.id;"
        "e=ce(e),!e)return{items:[]};items:[...n.values()]",
        "assets/stylesheets/palette.3.min.css": f"a{{}}{SWITCHING}b{{}}",
    }
    for name, text in {**scripts, "index.html": page, "decide/compare/index.html": page}.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    return site


def repair_theme(site: Path) -> None:
    """Make every repair of a site."""
    refuse_idle(repair_pages(site.rglob("*.html"), repair_scripts(site)), site)


def test_no_rule_for_every_element_hangs_on_the_switch_of_colours(tmp_path: Path) -> None:
    """The sheet loses that rule alone, its new name is the one the pages have, and another sheet is refused."""
    repair_theme(themed(tmp_path, PAGE))
    (sheet,) = (tmp_path / "assets/stylesheets").iterdir()
    assert sheet.read_text() == "a{}b{}"
    assert f'href="assets/stylesheets/{sheet.name}"' in (tmp_path / "index.html").read_text()
    with pytest.raises(BuildError, match="switches colours"):
        switching_colours_at_ease("a{}")


def test_every_repair_is_made(tmp_path: Path) -> None:
    """Where the theme writes what is known, each repair finds its place."""
    repair_theme(themed(tmp_path, PAGE))
    text = (tmp_path / "decide/compare/index.html").read_text()
    for repair in REPAIRS:
        assert re.search(repair.old + r"(?! aria-label| id| title)", text) is None, repair.why


@pytest.mark.parametrize("repair", REPAIRS, ids=lambda repair: repair.why)
def test_a_repair_without_a_place_stops_the_build(tmp_path: Path, repair: Repair) -> None:
    """A theme that writes one of them in another way is told of by page, by what was sought, and by what to do."""
    with pytest.raises(BuildError) as refused:
        repair_theme(themed(tmp_path, re.sub(repair.old, "<p>", PAGE)))
    (line,) = str(refused.value).splitlines()[1:]
    assert line.startswith(("index.html: ", "decide/compare/index.html: "))
    assert repair.old in line
    assert "delete the repair in scripts/site/theme_repairs.py" in line
    assert repair.why in line


def test_a_site_without_sections_needs_no_repair_of_them(tmp_path: Path) -> None:
    """A site of one page has no breadcrumb and no navigation of a section, so their repairs may find nothing."""
    page = PAGE.split("<nav")[0] + PAGE.splitlines()[-1]
    (themed(tmp_path, page) / "decide/compare/index.html").unlink()
    repair_theme(tmp_path)


@pytest.mark.parametrize("name", ["bundle.1.min.js", "workers/search.2.min.js"])
def test_a_script_that_changed_or_went_is_named(tmp_path: Path, name: str) -> None:
    """A script of the theme that is written in another way, or that is not there, stops the build by its name."""
    changed, gone = (themed(tmp_path / case, PAGE) for case in ("changed", "gone"))
    (changed / "assets/javascripts" / name).write_text("another()")
    with pytest.raises(BuildError, match=rf"{name}: it .* not known here; sought .*delete the repair"):
        repair_theme(changed)
    (gone / "assets/javascripts" / name).unlink()
    with pytest.raises(BuildError, match="expected one such file of the theme, found 0"):
        repair_theme(gone)


def test_every_number_of_the_pages_can_be_searched_for(page: Page, address: str) -> None:
    """No digit, nor two of them, stops the search, whatever numbers the pages hold."""
    warned: list[str] = []
    page.on("console", lambda said: warned.append(said.text) if said.type == "warning" else None)
    page.goto(address)
    box = page.get_by_role("textbox", name="Search")
    box.click()
    box.fill("kappa")
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=30_000)
    told = page.locator(".md-search-result__meta")
    for number in range(100):
        box.fill(str(number))
        box.dispatch_event("keyup")
    box.fill("kappa")
    box.dispatch_event("keyup")
    expect(told).to_contain_text("matching")
    assert warned == []


def test_the_search_index_comes_when_the_search_opens(page: Page, address: str) -> None:
    """A page that is only read does not load the index; opening the search loads it once, and finds."""
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url) if "search_index" in sent.url else None)
    page.goto(f"{address}cost/", wait_until="networkidle")
    assert asked == []
    page.get_by_role("textbox", name="Search").click()
    page.get_by_role("textbox", name="Search").fill("kappa")
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=30_000)
    assert len(asked) == 1


def test_words_are_still_marked_where_a_search_led(page: Page, address: str) -> None:
    """An address with the words that were searched for marks them on the page."""
    page.goto(f"{address}quality/agreement/?h=kappa")
    expect(page.locator("article mark").first).to_be_visible(timeout=30_000)
