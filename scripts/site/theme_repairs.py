"""Mends in the built site what the theme leaves inaccessible or slow and no setting or style can reach."""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.machine.errors import BuildError
from scripts.site.search.understanding import understanding

# The name of a script before it was repaired, and after.
type Renamed = tuple[str, str]


class Repair(NamedTuple):
    """A repair of the theme's pages.

    Attributes:
        why: what is wrong without it.
        old: a regular expression of what the theme writes.
        new: what to write instead.
        pages: where the theme must have written it on at least one page, if there are such pages.
    """

    why: str
    old: str
    new: str
    pages: str = "index.html"


IN_A_SECTION = "*/*/index.html"
REPAIRS = (
    Repair(
        "the search dialog has a role but no name",
        r'data-md-component="search" role="dialog"',
        r'\g<0> aria-label="Search"',
    ),
    Repair(
        "a section with an index page names its navigation by an empty label, and the visible title is a better one",
        r'aria-labelledby="(__nav_[\d_]+)_label"',
        r'aria-labelledby="\1_title"',
        IN_A_SECTION,
    ),
    Repair(
        'two navigations are called "Navigation", and this one is the breadcrumb',
        r'<nav class="md-path" aria-label="Navigation"',
        '<nav class="md-path" aria-label="Breadcrumb"',
        IN_A_SECTION,
    ),
    Repair(
        "the visible title of a section has no id by which its navigation could be named",
        r'<label class="md-nav__title" for="(__nav_[\d_]+)"',
        r'\g<0> id="\1_title"',
        IN_A_SECTION,
    ),
    Repair(
        "the button that opens the navigation on a narrow screen has no name and is none to a keyboard",
        r'<label class="md-header__button md-icon" for="__drawer"',
        r'\g<0> title="Navigation" tabindex="0"',
    ),
    Repair(
        "the page waits for the theme's script before it counts as read",
        r'<script src="([^"]*/javascripts/bundle\.[0-9a-f]+\.min\.js)"></script>',
        r'<script src="\1" defer></script>',
    ),
)
SCRIPT = "assets/javascripts/bundle.*.min.js"
SEARCH = "assets/javascripts/workers/search.*.min.js"
WHAT_TO_DO = (
    "If the theme has mended it itself, delete the repair in scripts/site/theme_repairs.py; if it writes it in another "
    "way now, change the pattern there."
)
# Opened from a disk, the theme waits with its search until the reader opens it; these are its words for that.
WAITING = re.compile(
    r'(?P<either>[\w$]+)\((?P<now>[\w$]+)\(location\.protocol!=="file:"\),(?P<switch>[\w$]+)\("search"\)\)'
    r"\.pipe\((?P<once>[\w$]+)\((?P<is>[\w$]+)=>(?P=is)\),(?P<then>[\w$]+)\("
)
SHARED = re.compile(r"\.pipe\([\w$]+\(\(\)=>__index\),(?P<shared>[\w$]+)\(1\)\)")
# From a server it fetches the index on every page: a quarter of the page's weight, and the work of indexing it.
FETCHING = re.compile(r'[\w$]+\(new URL\("search/search_index\.json",[\w$.]+\)\)')
# Left by the tabulator, the search loses the focus before the browser moves it on, and WebKit then begins again at the
# top: by keyboard nobody gets past it.
LEAVING = re.compile(r'case"Escape":case"Tab":(?P<close>[\w$]+\("search",!1\)),(?P<query>[\w$]+)\.blur\(\);break;')
# The search library takes two sets of endings for the same when their letters and numbers, put in a row, look the same:
# a 1 and number 23, a 12 and number 3. Digits in the pages then find words that are nowhere, and the search stops
# (olivernn/lunr.js, issues 279 and 314).
IN_A_ROW = re.compile(r"(?P<row>[\w$]+)=(?P=row)\+(?P<letter>[\w$]+)\+(?P<node>[\w$]+)\.id\b")
# What makes a browser style the whole page anew while the theme's script starts, and what stands there instead: why by
# what is sought and what is written.
RESTYLING = {
    "the window can be told whether it is dark by a style, which changes nothing where it is light": (
        r'let ([\w$]+)=[\w$]+\("meta",\{name:"color-scheme"\}\);document\.head\.appendChild\(\1\);',
        r"let \1={set content(scheme){document.documentElement.style.colorScheme=scheme}};",
    ),
    "no rule asks for this class": (r'document\.documentElement\.classList\.add\("js-focus-visible"\),', ""),
    # The links to style sheets are among them, and each counts as a new sheet. After a reload the way back may change
    # the address at once, and then it is too late.
    "the page's links need not be whole addresses before its own address changes": (
        r"(?s)[\w$]+\(document\)\.subscribe\(([\w$]+)\);(?=let [\w$]+=[\w$]+\(document\.body,\"click\"\))(.*?)"
        r'(history\.replaceState\([\w$]+,""\),history\.pushState\(null,"",([\w$]+)\))',
        r'performance.getEntriesByType("navigation")[0]?.type!=="navigate"&&\1(document);\2'
        r"\4.pathname!==location.pathname&&\1(document),\3",
    ),
}
# The theme fetches a page and puts it up when a path comes that is not the one before. At a reader's first link there
# is none before, so a link within the page put the same page up once more: what was sorted or opened there was lost.
FIRST_PATH = re.compile(
    r"\((?P<to>[\w$]+)=>(?P<fetch>[\w$]+\((?P=to),\{progress\$:[\w$]+\}\)"
    r"\.pipe\([\w$]+\(\(\)=>\([\w$]+\((?P=to),!0\),[\w$]+\)\)\))\)"
)
# And it follows links within a page only once a page was put up.
WITHIN = re.compile(
    r"(?P<before>(?P<merge>[\w$]+)\((?P<pages>[\w$]+)\.pipe\([^;]{,60}),"
    r'(?P=pages)\.pipe\((?P<switch>[\w$]+)\(\(\)=>(?P<paths>[\w$]+)\),(?P<other>[\w$]+\("hash"\))\)'
)
# While colours switch, and so at the start of each page, the theme stills all that moves by a rule for every element:
# each page is styled as a whole once more when it begins, and once more when it ends.
COLOURS = "assets/stylesheets/palette.*.min.css"
STILLING = re.compile(
    r"\[data-md-color-switching\] \*,\[data-md-color-switching\] :after,\[data-md-color-switching\] :before\{[^{}]*\}"
)


def repair_scripts(site: Path) -> list[Renamed]:
    """Apply the repairs of the theme's scripts, and return what each was called and is called now.

    Raises BuildError when the theme has other scripts than those known.
    """
    # The search's words in other languages, which no page here asks for.
    shutil.rmtree(site / "assets/javascripts/lunr", ignore_errors=True)
    return [
        repair_script(site, SCRIPT, script_of_pages),
        repair_script(site, SEARCH, lambda script: understanding(telling_digits_apart(script))),
        repair_script(site, COLOURS, switching_colours_at_ease),
    ]


def repair_pages(pages: Iterable[Path], scripts: Sequence[Renamed]) -> dict[Repair, int]:
    """Apply every repair to these pages, with the scripts' names, and return how often each found something."""
    found = dict.fromkeys(REPAIRS, 0)
    for page in pages:
        text = page.read_text("utf-8")
        for before, after in scripts:
            text = text.replace(before, after)
        for repair in REPAIRS:
            text, count = re.subn(repair.old, repair.new, text)
            found[repair] += count
        page.write_text(text, "utf-8")
    return found


def refuse_idle(found: Mapping[Repair, int], site: Path) -> None:
    """Refuse repairs that found nothing although the site has pages where they should have.

    Raises BuildError with such a page, what was sought on it and what to do.
    """
    faults = []
    for repair, count in found.items():
        page = next(iter(sorted(site.glob(repair.pages))), None)
        if not count and page:
            faults.append(f"{page.relative_to(site)}: {repair.old} is nowhere, here and on all pages. {WHAT_TO_DO}")
            faults[-1] += f" Without the repair, {repair.why}."
    if faults:
        raise BuildError("The theme writes something else than was to be repaired:\n" + "\n".join(faults))


def repair_script(site: Path, pattern: str, repair: Callable[[str], str]) -> Renamed:
    """Repair a script or sheet of the theme, and return its name before and after, which tells its contents.

    Raises BuildError when it is not there or not as expected.
    """
    found = list(site.glob(pattern))
    if len(found) != 1:
        raise BuildError(f"{pattern}: expected one such file of the theme, found {len(found)}. {WHAT_TO_DO}")
    try:
        text = repair(found[0].read_text("utf-8"))
    except BuildError as error:
        raise BuildError(f"{found[0].relative_to(site)}: {error}. {WHAT_TO_DO}") from None
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    target = found[0].with_name(Path(pattern).name.replace("*", digest))
    found[0].unlink()
    target.write_text(text, encoding="utf-8", newline="\n")
    return found[0].name, target.name


def script_of_pages(script: str) -> str:
    """Return the theme's script with every repair.

    Raises BuildError when the script is not as expected.
    """
    for repair in (waiting_for_the_search, leaving_the_search, staying_on_the_page, styling_once):
        script = repair(script)
    return script


def waiting_for_the_search(script: str) -> str:
    """Return the theme's script so that it fetches the search index once: when the search opens, or marks words.

    Raises BuildError when the script is not as expected.
    """
    waiting, shared, fetching = WAITING.search(script), SHARED.search(script), len(FETCHING.findall(script))
    if not waiting or not shared or fetching != 1:
        sought = {WAITING: bool(waiting), SHARED: bool(shared), FETCHING: fetching == 1}
        missing = " and ".join(pattern.pattern for pattern, there in sought.items() if not there)
        raise BuildError(f"it fetches its search index in a way not known here; sought {missing}")
    marks = 'new URL(location).searchParams.has("h")'
    opened = f'{waiting["either"]}({waiting["now"]}({marks}),{waiting["switch"]}("search"))'
    return FETCHING.sub(
        lambda fetch: f"{opened}.pipe({waiting['once']}(o=>o),{waiting['then']}(()=>{fetch[0]}),{shared['shared']}(1))",
        script,
    )


def leaving_the_search(script: str) -> str:
    """Return the theme's script so that the browser alone moves the focus when the tabulator leaves the search.

    Raises BuildError when the script is not as expected.
    """
    mended, count = LEAVING.subn(r'case"Escape":\g<query>.blur();case"Tab":\g<close>;break;', script)
    if count != 1:
        raise BuildError(f"its search is left in a way not known here; sought {LEAVING.pattern} once")
    return mended


def staying_on_the_page(script: str) -> str:
    """Return the theme's script so that a reader's first link within a page does not put the page up once more.

    Raises BuildError when the script is not as expected.
    """
    script, fetched = FIRST_PATH.subn(
        r"((begun=>(\g<to>,index)=>!index&&\g<to>.pathname===begun?[]:\g<fetch>)(location.pathname))", script
    )
    script, within = WITHIN.subn(
        r"\g<before>,\g<merge>([0],\g<pages>).pipe(\g<switch>((begun=>(page,index)=>index?\g<paths>:"
        r"\g<paths>.pipe(\g<switch>(to=>to.pathname===begun?[to]:[])))(location.pathname)),\g<other>)",
        script,
    )
    if fetched != 1 or within != 1:
        raise BuildError(
            f"it follows links within a page in a way not known here; sought {FIRST_PATH.pattern} and {WITHIN.pattern}"
        )
    return script


def styling_once(script: str) -> str:
    """Return the theme's script without what makes a browser style the whole page anew while it starts.

    Raises BuildError when the script is not as expected.
    """
    for why, (sought, written) in RESTYLING.items():
        script, count = re.subn(sought, written, script)
        if count != 1:
            raise BuildError(f"it has the page styled anew in a way not known here; sought {sought} once, for {why}")
    return script


def telling_digits_apart(script: str) -> str:
    """Return the theme's search with a comma before each letter and number that it puts in a row.

    Raises BuildError when the script is not as expected.
    """
    mended, count = IN_A_ROW.subn(r'\g<row>=\g<row>+","+\g<letter>+\g<node>.id', script)
    if count != 1:
        raise BuildError(f"it tells sets of endings apart in a way not known here; sought {IN_A_ROW.pattern} once")
    return mended


def switching_colours_at_ease(sheet: str) -> str:
    """Return the theme's colours without the rule that stills every element while they switch.

    Raises BuildError when the sheet is not as expected.
    """
    mended, count = STILLING.subn("", sheet)
    if count != 1:
        raise BuildError(f"it switches colours in a way not known here; sought {STILLING.pattern} once")
    return mended
