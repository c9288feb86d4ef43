"""Tells what was measured: in the terminal, and as a table and a picture on the page about speed."""

import json
from html import escape

from scripts.benchmark.run import BARE, OURS, PEERS, WORKER, Figures
from scripts.environment import ROOT
from scripts.runtime import PYODIDE

PAGE = ROOT / "docs" / "reference" / "performance.md"
PICTURE = ROOT / "docs" / "assets" / "pictures" / "performance.svg"
PICTURE_WORDS = "Time to a changed answer, this handbook beside plain Pyodide; the table below holds the numbers"
BEGIN, END = "<!-- bench: begin -->\n", "<!-- bench: end -->"
ROWS = (
    ("Answered, first visit (ms)", "fast cold answered", 1),
    ("Answered, second visit (ms)", "fast warm answered", 1),
    ("Answered, first visit, slow link (ms)", "slow cold answered", 1),
    ("Answered, second visit, slow link (ms)", "slow warm answered", 1),
    ("First result seen (ms)", "fast cold first", 1),
    ("Sent on the first visit (kB)", "fast cold bytes", 1000),
    ("Sent on the first visit, slow link (kB)", "slow cold bytes", 1000),
    ("Sent on the second visit (kB)", "fast warm bytes", 1000),
    ("Longest block of the page's main thread (ms)", "fast cold blocked", 1),
)
PICTURED = ROWS[:4]


def publish(figures: Figures) -> None:
    """Print the table, and write it and the picture."""
    text = table(figures)
    print(text, flush=True)
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    _, after = rest.split(END)
    picture = f"![{PICTURE_WORDS}](/assets/pictures/{PICTURE.name}){{ width=720 height=260 }}\n\n"
    PAGE.write_text(before + BEGIN + picture + text + "\n" + END + after, "utf-8")
    PICTURE.write_text(drawing(figures), "utf-8")


def table(figures: Figures) -> str:
    """Return everything as Markdown, with our share of plain Pyodide in a worker."""
    lines = [
        f"| Measured | {' | '.join(peer.name for peer in PEERS)} | ours ÷ worker |",
        f"|---|{'---|' * (len(PEERS) + 1)}",
    ]
    for title, name, unit in ROWS:
        cells = [_number(figures.median(peer.name, name) / unit) for peer in PEERS]
        lines.append(_row(title, cells, figures.median(OURS.name, name), figures.median(WORKER.name, name)))
    changes = ("Change to text, median (ms)", figures.median), ("Change to text, 95 of 100 (ms)", figures.high)
    for title, value in changes:
        cells = [_number(value(peer.name, "fast warm change")) for peer in PEERS]
        ours, theirs = value(OURS.name, "fast warm change"), value(WORKER.name, "fast warm change")
        lines.append(_row(title, cells, ours, theirs))
    ours, bare = figures.median(OURS.name, "fast cold first"), figures.median(BARE, "fast cold first")
    version = json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"]
    lines += [
        "",
        f"A page of the same theme without a calculator is first seen after {_number(bare)} ms; "
        f"ours takes {ours / bare:.2f} times that.",
        f"Pyodide {version}, {figures.browser}, gzip; medians.",
    ]
    return "\n".join(lines) + "\n"


def _row(title: str, cells: list[str], ours: float, theirs: float) -> str:
    share = f"{ours / theirs:.2f}" if _is_number(ours) and _is_number(theirs) and theirs else "-"
    return f"| {title} | {' | '.join(cells)} | {share} |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if _is_number(value) else "-"


def _is_number(value: float) -> bool:
    return value == value


def drawing(figures: Figures) -> str:
    """Return bars of the time to a changed answer; plain attributes, since an image has no style sheet of the page."""
    pairs = [(title, figures.median(OURS.name, name), figures.median(WORKER.name, name)) for title, name, _ in PICTURED]
    pairs = [pair for pair in pairs if _is_number(pair[1]) and _is_number(pair[2])]
    most = max((max(ours, theirs) for _, ours, theirs in pairs), default=1.0)
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 260" font-family="sans-serif" font-size="13">',
        f"<title>{escape(PICTURE_WORDS)}</title>",
        '<rect width="720" height="260" fill="#ffffff"/>',
    ]
    for place, (title, ours, theirs) in enumerate(pairs):
        top = 14 + 60 * place
        parts.append(f'<text x="8" y="{top + 22}" fill="#222222">{escape(title.removesuffix(" (ms)"))}</text>')
        bars = (ours, "#0b6e4f", "this handbook"), (theirs, "#8a8a8a", "plain Pyodide")
        for row, (value, colour, name) in enumerate(bars):
            width = round(250 * value / most)
            y = top + 4 + 20 * row
            parts.append(f'<rect x="270" y="{y}" width="{width}" height="16" fill="{colour}"/>')
            parts.append(f'<text x="{276 + width}" y="{y + 13}" fill="#222222">{value:,.0f} ms, {name}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
