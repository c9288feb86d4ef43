"""Tells what was measured: in the terminal, and as tables and a picture on the page about speed."""

import datetime
from collections.abc import Iterable, Sequence

from calculators.catalog import catalog
from scripts.benchmark import long_files
from scripts.benchmark.conditions import CONDITIONS, FAST, HARD, SLOW
from scripts.benchmark.figures import Figures
from scripts.benchmark.lighthouse import CATEGORIES, PAGES
from scripts.benchmark.packages import node_version, versions
from scripts.benchmark.peers import OURS, PEERS, WORKER, pyodide_version
from scripts.benchmark.picture import HEIGHT, WIDTH, WORDS, drawing
from scripts.benchmark.run import BARE, BUILD
from scripts.machine.environment import ROOT

PAGE = ROOT / "docs" / "reference" / "performance.md"
PICTURE = ROOT / "docs" / "assets" / "pictures" / "performance.svg"
BEGIN, END = "<!-- bench: begin -->\n", "<!-- bench: end -->"
AUDITS = (
    *((f"{title}, of 100", name, 1, 0) for name, title in CATEGORIES.items()),
    ("First contentful paint (ms)", "first-contentful-paint", 1, 0),
    ("Largest contentful paint (ms)", "largest-contentful-paint", 1, 0),
    ("Total blocking time (ms)", "total-blocking-time", 1, 0),
    ("Cumulative layout shift", "cumulative-layout-shift", 1, 3),
    ("Sent (kB)", "total-byte-weight", 1000, 0),
)


def publish(figures: Figures) -> None:
    """Print the tables and the ratios, and write the tables and the picture."""
    text = tables(figures)
    print(text, flush=True)
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    _, after = rest.split(END)
    picture = f"![{WORDS}](/assets/pictures/{PICTURE.name}){{ width={WIDTH} height={HEIGHT} }}\n\n"
    PAGE.write_text(before + BEGIN + picture + text + "\n" + END + after, "utf-8")
    PICTURE.write_text(drawing(figures), "utf-8")


def tables(figures: Figures) -> str:
    """Return everything as Markdown."""
    parts = [
        "**Our share of what Pyodide in a worker takes, in one run.**",
        ratios(figures),
        "**Time to a changed answer, and bytes sent.**",
        starts(figures),
        first_seen(figures),
        "**The page's main thread, and changes once Python is there.**",
        threads(figures),
        "**Harder conditions.**",
        conditions(figures),
        "**From a change to its first text and its whole answer, for each calculator of this handbook.**",
        changes(figures),
        "**In Firefox.**",
        in_firefox(figures),
        "**A file of labels, and one twice as long.**",
        files(figures),
        "**Lighthouse, as a phone.**",
        lighthouse(figures),
        f"**Build.** {build(figures)}",
        f"**Versions.** {named_versions(figures)}",
    ]
    return "\n\n".join(parts) + "\n"


def calculators() -> list[tuple[str, str]]:
    """Return every calculator's name and title."""
    return [(name, calculator.title) for name, calculator in catalog().items()]


def starts(figures: Figures) -> str:
    """Return the table of starts on a fast link, a page a row."""
    names = ("fast cold answered", 1), ("fast warm answered", 1), ("fast cold bytes", 1000), ("fast warm bytes", 1000)
    heads = ("Page", "First visit (ms)", "Second visit (ms)", "Sent, first (kB)", "Sent, second (kB)")
    rows = ((peer.name, *(number(figures.median(peer.name, name) / unit) for name, unit in names)) for peer in PEERS)
    return table(heads, rows)


def first_seen(figures: Figures) -> str:
    """Return when a page is first seen, also as a multiple of the theme's page, a calculator or that page a row."""
    lines = (FAST.name, SLOW.name)
    rows = (
        (
            words,
            *(number(figures.median(name, f"{line} first seen")) for line in lines),
            *(share(figures, f"{line} first seen", name, BARE) for line in lines),
        )
        for name, words in (*calculators(), (BARE, "A page of the theme without our scripts"))
    )
    heads = ("First seen, with the default answer", "Fast link (ms)", "Slow link (ms)", "Ratio, fast", "Ratio, slow")
    return table(heads, rows)


def threads(figures: Figures) -> str:
    """Return the table of the main thread's longest task and of changes, a page a row."""
    heads = ("Page", "Longest task (ms)", "Of our scripts (ms)", "Change, median (ms)", "Change, 95 of 100 (ms)")
    rows = (
        (
            peer.name,
            number(figures.median(peer.name, "fast cold blocked")),
            number(figures.median(peer.name, "fast cold blocked by us")) if peer is OURS else "-",
            number(figures.median(peer.name, "fast warm change")),
            number(figures.high(peer.name, "fast warm change")),
        )
        for peer in PEERS
    )
    return table(heads, rows)


def conditions(figures: Figures) -> str:
    """Return the table of the harder conditions, for ours and Pyodide in a worker."""
    heads = ("Condition", "Page", "First visit (ms)", "Second visit (ms)", "Sent, first (kB)")
    rows = (
        (
            condition.words,
            peer.name,
            number(figures.median(peer.name, f"{condition.name} cold answered")),
            number(figures.median(peer.name, f"{condition.name} warm answered")),
            number(figures.median(peer.name, f"{condition.name} cold bytes") / 1000),
        )
        for condition in HARD
        for peer in (OURS, WORKER)
    )
    return table(heads, rows)


def changes(figures: Figures) -> str:
    """Return the table of the time from a change to its answer, a calculator a row."""
    rows = (
        (
            words,
            number(figures.median(name, "first change")),
            *(number(value(name, "change")) for value in (figures.median, figures.high)),
            *(number(value(name, "whole change")) for value in (figures.median, figures.high)),
        )
        for name, words in calculators()
    )
    heads = (
        "Calculator",
        "First text of the first change (ms)",
        "Of all, median (ms)",
        "95 of 100 (ms)",
        "Whole answer, median (ms)",
        "95 of 100 (ms)",
    )
    return table(heads, rows)


def in_firefox(figures: Figures) -> str:
    """Return the middle times of the changes in Firefox, a calculator a row."""
    rows = (
        (words, *(number(figures.median(name, f"firefox {change}")) for change in ("change", "whole change")))
        for name, words in calculators()
    )
    return table(("Calculator", "First text, median (ms)", "Whole answer, median (ms)"), rows)


def files(figures: Figures) -> str:
    """Return how long files of two lengths take until the first and the whole answer, a kind and answer a row."""
    rows = (
        (
            f"{2 * size:,} {kind}",
            part,
            *(number(figures.median(f"long {kind}", f"{words} {part}") / 1000, 1) for words in long_files.LENGTHS),
            number(long_files.ratio(figures, kind, part), 2),
        )
        for kind, (_, size, _) in long_files.FILES.items()
        for part in long_files.PARTS
    )
    return table(("File", "Answer", "Half of it (s)", "All of it (s)", "Ratio"), rows)


def lighthouse(figures: Figures) -> str:
    """Return the table of what Lighthouse says, a page a column."""
    rows = (
        (title, *(number(figures.audit(page, name) / unit, places) for page in PAGES))
        for title, name, unit, places in AUDITS
    )
    return table(("Measured", *PAGES), rows)


def build(figures: Figures) -> str:
    """Return how long the build takes, in a sentence or two."""
    whole, page, unchanged = (figures.median(BUILD, name) for name in ("whole", "page", "unchanged"))
    return (
        f"{figures.pages} pages in {whole / 1000:.1f} s, which is {number(whole / figures.pages)} ms a page. "
        f"While it is edited, a page is made again in {number(page)} ms, {number(whole / page)} times sooner than all. "
        f"That nothing changed is seen in {number(unchanged)} ms."
    )


def named_versions(figures: Figures) -> str:
    """Return the versions of everything that was measured or measures."""
    found = versions()
    return (
        f"Pyodide {pyodide_version()} in every page; PyScript {found['@pyscript/core']}, "
        f"markdown-exec {found['markdown-exec']}, Lighthouse {found['lighthouse']}, Node {node_version()}, "
        f"{figures.browser}, {figures.firefox}; measured on {datetime.date.today()}. Times are medians."
    )


def ratios(figures: Figures) -> str:
    """Return our share of what Pyodide in a worker takes and sends, a condition a row."""
    names = ("cold answered", "warm answered", "cold bytes")
    circumstances = [*((one.name, one.words) for one in CONDITIONS), ("firefox", "Firefox, fast link")]
    rows = (
        (words, *(share(figures, f"{condition} {name}", OURS.name, WORKER.name) for name in names))
        for condition, words in circumstances
    )
    return table(("Condition", "First visit", "Second visit", "Bytes, first"), rows)


def share(figures: Figures, name: str, one: str, other: str) -> str:
    """Return the ratio of two middle values for a cell."""
    return number(figures.median(one, name) / figures.median(other, name), 2)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def number(value: float, places: int = 0) -> str:
    """Return a number for a cell; a line where nothing was measured."""
    return f"{value:,.{places}f}" if value == value else "-"
