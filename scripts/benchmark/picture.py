"""Draws the times to a changed answer as bars."""

from html import escape

from scripts.benchmark.figures import Figures
from scripts.benchmark.peers import OURS, PEERS

WORDS = "Time to a changed answer on the first and the second visit, page by page; the table below holds the numbers"
WIDTH = 720
STEP = 48
HEIGHT = STEP * len(PEERS) + 20


def drawing(figures: Figures) -> str:
    """Return the bars; plain attributes, since an image has no style sheet of the page."""
    visits = ("fast cold answered", "first visit"), ("fast warm answered", "second visit")
    most = max(figures.median(peer.name, name) for peer in PEERS for name, _ in visits)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="13">',
        f"<title>{escape(WORDS)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for place, peer in enumerate(PEERS):
        top = 14 + STEP * place
        parts.append(f'<text x="8" y="{top + 22}" fill="#222222">{escape(peer.name)}</text>')
        colours = ("#0b6e4f", "#5aa98a") if peer is OURS else ("#6b6b6b", "#a8a8a8")
        for row, ((name, words), colour) in enumerate(zip(visits, colours, strict=True)):
            value = figures.median(peer.name, name)
            width = round(340 * value / most)
            y = top + 18 * row
            parts.append(f'<rect x="180" y="{y}" width="{width}" height="15" fill="{colour}"/>')
            parts.append(f'<text x="{186 + width}" y="{y + 12}" fill="#222222">{value:,.0f} ms, {words}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
