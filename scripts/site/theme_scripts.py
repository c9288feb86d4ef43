"""Mends in the theme's scripts and sheets what is slow or gets in a reader's way and no setting can reach."""

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from scripts.machine.errors import BuildError
from scripts.site.search.understanding import understanding

# The name of a script before it was repaired, and after.
type Renamed = tuple[str, str]

HERE = "scripts/site/theme_scripts.py"
SCRIPT = "assets/javascripts/bundle.*.min.js"
SEARCH = "assets/javascripts/workers/search.*.min.js"
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
# Opening a page without a load, the theme takes the head's elements that the next page has not, and puts in those that
# only that has. Every page has the same styles, some inside and some as sheets, which would then come and go: the page
# would stand without styles until the sheets are there.
CHANGING_HEADS = re.compile(
    r"(?P<has>[\w$]+\.has\([\w$]+\)\?[\w$]+\.delete\([\w$]+\):)(?P<put>document\.head\.appendChild\((?P<new>[\w$]+)\));"
    r"(?P<each>for\(let (?P<old>[\w$]+) of [\w$]+\.values\(\)\)\{)"
    r"(?P<kept>let (?P<name>[\w$]+)=(?P=old)\.getAttribute\(\"name\"\);(?P=name)!==\"theme-color\"&&)"
)
STYLES = "'style,[rel=stylesheet]'"
# While colours switch, and so at the start of each page, the theme stills all that moves by a rule for every element:
# each page is styled as a whole once more when it begins, and once more when it ends.
COLOURS = "assets/stylesheets/palette.*.min.css"
STILLING = re.compile(
    r"\[data-md-color-switching\] \*,\[data-md-color-switching\] :after,\[data-md-color-switching\] :before\{[^{}]*\}"
)
# The theme brings every explanation of a page to life as it starts, whether it will be looked at or not: each listens
# to whatever scrolls and takes the focus, and those of the header are put into the page, measured and taken out again.
EXPLAINED = re.compile(
    r"(?P<asked>\(\(\)=>[\w$]+\(\"content\.tooltips\"\)\)(?:\.map|,[\w$]+)\()(?P<one>[\w$]+)=>"
    r"(?P<mount>[\w$]+\((?P=one)(?:,\{viewport\$:[\w$]+\})?\))(?P<end>\))"
)
HEARING = re.compile(r'(?P<event>[\w$]+)\([\w$]+,"mouseenter"\)')
# The theme waits for the end of a page. Where its script is put in later, that has passed.
READ = re.compile(
    r'(?P<wait>return )(?P<until>[\w$]+\(document,"DOMContentLoaded",\{once:!0\}\)\.subscribe\(\(\)=>'
    r"(?P<tell>(?P<pages>[\w$]+)\.next\(document\))\)),(?P=pages)\}"
)
# Tables are held by the pages as they are built.
HOLDING = re.compile(r'"table:not\(\[class\]\)"')


def what_to_do(module: str) -> str:
    """Return what to do about a repair, whose module is named, when the theme is not as it expects."""
    return (
        f"If the theme has mended it itself, delete the repair in {module}; if it writes it in another way now, change "
        "the pattern there."
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


def repair_script(site: Path, pattern: str, repair: Callable[[str], str]) -> Renamed:
    """Repair a script or sheet of the theme, and return its name before and after, which tells its contents.

    Raises BuildError when it is not there or not as expected.
    """
    found = list(site.glob(pattern))
    if len(found) != 1:
        raise BuildError(f"{pattern}: expected one such file of the theme, found {len(found)}. {what_to_do(HERE)}")
    try:
        text = repair(found[0].read_text("utf-8"))
    except BuildError as error:
        raise BuildError(f"{found[0].relative_to(site)}: {error}. {what_to_do(HERE)}") from None
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    target = found[0].with_name(Path(pattern).name.replace("*", digest))
    found[0].unlink()
    target.write_text(text, encoding="utf-8", newline="\n")
    return found[0].name, target.name


def script_of_pages(script: str) -> str:
    """Return the theme's script with every repair.

    Raises BuildError when the script is not as expected.
    """
    for repair in REPAIRS:
        script = repair(script)
    return script


def mended(text: str, sought: re.Pattern[str], written: str, does: str) -> str:
    """Return a script or sheet with other words for what is sought, which stands in it once.

    Raises BuildError, with what the theme does there, when it is not as expected.
    """
    text, count = sought.subn(written, text)
    if count != 1:
        raise BuildError(f"{does} in a way not known here; sought {sought.pattern} once")
    return text


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
    return mended(script, LEAVING, r'case"Escape":\g<query>.blur();case"Tab":\g<close>;break;', "its search is left")


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
        script = mended(script, re.compile(sought), written, f"it has the page styled anew, though {why},")
    return script


def telling_digits_apart(script: str) -> str:
    """Return the theme's search with a comma before each letter and number that it puts in a row.

    Raises BuildError when the script is not as expected.
    """
    written = r'\g<row>=\g<row>+","+\g<letter>+\g<node>.id'
    return mended(script, IN_A_ROW, written, "it tells sets of endings apart")


def switching_colours_at_ease(sheet: str) -> str:
    """Return the theme's colours without the rule that stills every element while they switch.

    Raises BuildError when the sheet is not as expected.
    """
    return mended(sheet, STILLING, "", "it switches colours")


def explaining_when_asked(script: str) -> str:
    """Return the theme's script so that an explanation comes to life when the pointer or the focus first reaches it.

    Raises BuildError when the script is not as expected.
    """
    waiting, hearing, count = WAITING.search(script), HEARING.search(script), len(EXPLAINED.findall(script))
    if not waiting or not hearing or count != 2:
        raise BuildError(f"it explains titles in a way not known here; sought {EXPLAINED.pattern} twice")
    heard = ",".join(f'{hearing["event"]}(\\g<one>,"{event}")' for event in ("mouseenter", "focusin"))
    return EXPLAINED.sub(
        rf"\g<asked>\g<one>=>{waiting['either']}({heard}).pipe({waiting['once']}(o=>o),"
        rf"{waiting['then']}(()=>\g<mount>))\g<end>",
        script,
    )


def leaving_tables(script: str) -> str:
    """Return the theme's script so that it leaves alone the tables that pages hold already.

    Raises BuildError when the script is not as expected.
    """
    return mended(script, HOLDING, '":not(.md-typeset__table)>table:not([class])"', "it holds tables")


def coming_later(script: str) -> str:
    """Return the theme's script so that it begins as soon as it has run, where it is put into a page that was read.

    Raises BuildError when the script is not as expected.
    """
    written = r"\g<wait>document.currentScript.defer?\g<until>:queueMicrotask(()=>\g<tell>),\g<pages>}"
    return mended(script, READ, written, "it waits for the end of a page")


def keeping_styles(script: str) -> str:
    """Return the theme's script so that a page opened without a load leaves all styles as they are.

    Raises BuildError when the script is not as expected.
    """
    written = rf"\g<has>\g<new>.matches({STYLES})||\g<put>;\g<each>if(\g<old>.matches({STYLES}))continue;\g<kept>"
    return mended(script, CHANGING_HEADS, written, "it changes a page's head")


REPAIRS = (
    waiting_for_the_search,
    leaving_the_search,
    staying_on_the_page,
    styling_once,
    explaining_when_asked,
    leaving_tables,
    keeping_styles,
    coming_later,
)
