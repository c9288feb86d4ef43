"""Draws the picture that chats and wikis show beside a link, one for each page, and the site's icons.

Each is our own SVG turned into a PNG by resvg with a font from a package, so a picture has the same bytes on every
machine. What was drawn once is kept in the cache.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import resvg_py

from scripts.machine.environment import CACHE
from scripts.publishing.contents import Document

WIDTH, HEIGHT = 1200, 630
ICON_SIZES = (48, 192, 512)
TOUCH_ICON = 180
# One colour a section, none lighter than white text can stand on, and none that means a way of working.
COLOURS = {
    "decide": "#1f3a4d",
    "cost": "#4b5563",
    "quality": "#4a6b1f",
    "security": "#2b313a",
    "vendors": "#6b6200",
    "tasks": "#9b2f66",
    "scale": "#7c5a74",
    "calculators": "#a3313b",
}
OTHERWISE = "#1f3a4d"
FONTS = ("SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf")


def picture_of(document: Document) -> str:
    """Return the address of a page's picture below the site's own."""
    return f"assets/previews/{document.name}.png"


def draw_pictures(site: Path, name: str, published: Sequence[Document]) -> None:
    """Draw the picture of every page, and the icons if the site has one to draw them from."""
    for document in published:
        file = site / picture_of(document)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(drawn(drawing(document, name), WIDTH))
    icon = site / "assets" / "icon.svg"
    if icon.exists():
        folder = site / "assets" / "icons"
        folder.mkdir(exist_ok=True)
        for size in (*ICON_SIZES, TOUCH_ICON):
            (folder / f"{size}.png").write_bytes(drawn(icon.read_text("utf-8"), size))


def drawn(drawing: str, width: int) -> bytes:
    """Return a drawing as PNG of a width, from the cache if it was drawn before."""
    key = hashlib.sha256(f"{_tools()} {width} {drawing}".encode()).hexdigest()
    kept = CACHE / "pictures" / f"{key}.png"
    if kept.exists():
        return kept.read_bytes()
    picture = bytes(resvg_py.svg_to_bytes(svg_string=drawing, width=width, skip_system_fonts=True, font_files=fonts()))
    kept.parent.mkdir(parents=True, exist_ok=True)
    # Renamed into place: two builds may draw at the same time.
    unfinished = kept.with_suffix(f".{hashlib.sha256(str(id(picture)).encode()).hexdigest()[:8]}")
    unfinished.write_bytes(picture)
    unfinished.replace(kept)
    return picture


@cache
def _tools() -> str:
    return f"resvg-py {version('resvg-py')} font {version('font-source-sans-pro')}"


@cache
def fonts() -> list[str]:
    """Return the paths of the fonts' files."""
    folder = files("font_source_sans_pro") / "files"
    return [str(folder / name) for name in FONTS]


def drawing(document: Document, name: str) -> str:
    """Return a page's picture as SVG: the section's colour, the title, and what the page is about."""
    section = document.folder.partition("/")[0]
    colour = COLOURS.get(section, OTHERWISE)
    size, title = fitted(document.title)
    lines = [
        f'<text x="80" y="{190 + number * size * 1.15:.0f}" font-size="{size}" font-weight="700">{escape(line)}</text>'
        for number, line in enumerate(title)
    ]
    below = 190 + len(title) * size * 1.15 + 10
    about = wrapped(document.description, 30, 1040)[: 5 if len(title) < 3 else 3]
    lines += [
        f'<text x="80" y="{below + number * 42:.0f}" font-size="30" fill-opacity="0.9">{escape(line)}</text>'
        for number, line in enumerate(about)
    ]
    label = section.replace("-", " ").capitalize() if section else "Labelling"
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">
<rect width="{WIDTH}" height="{HEIGHT}" fill="{colour}"/>
<g fill="none" stroke="#fff" stroke-opacity="0.14" stroke-width="4">{"".join(boxes(document.name))}</g>
<rect y="{HEIGHT - 90}" width="{WIDTH}" height="90" fill="#000" fill-opacity="0.28"/>
<g font-family="Source Sans Pro" fill="#fff">
<text x="80" y="100" font-size="30" font-weight="700" fill-opacity="0.85">{escape(label)}</text>
{chr(10).join(lines)}
<text x="80" y="{HEIGHT - 35}" font-size="32" font-weight="700">{escape(name)}</text>
<text x="{WIDTH - 80}" y="{HEIGHT - 35}" font-size="26" text-anchor="end">In-house, outsourced, or both</text>
</g>
</svg>
"""


def boxes(seed: str) -> Iterator[str]:
    """Yield a few bounding boxes, placed by the page's name, so that pictures differ but never between builds."""
    digest = hashlib.sha256(seed.encode()).digest()
    for first, second, third, fourth in (digest[start : start + 4] for start in range(0, 20, 4)):
        x, y = 620 + first * 2, 20 + second * 1.6
        yield f'<rect x="{x}" y="{y:.0f}" width="{70 + third // 2}" height="{50 + fourth // 2}" rx="4"/>'


def fitted(title: str) -> tuple[int, list[str]]:
    """Return the largest size at which a title takes at most three lines, and the lines."""
    for size in (72, 64, 56, 48):
        lines = wrapped(title, size, 1040)
        if len(lines) <= 3:
            return size, lines
    return 40, wrapped(title, 40, 1040)[:4]


def wrapped(text: str, size: int, width: int) -> list[str]:
    """Return text in lines no wider than a width, by a width of letters that is never too small."""
    most = int(width / (size * 0.53))
    lines = [""]
    for word in re.split(r"\s+", text.strip()):
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= most or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
