"""Puts what the pages load into few small files, each named by its contents, so that browsers may keep it for ever.

esbuild joins the modules and style sheets. Pages with a calculator also get a few words of script in their head that
make the worker, so that Python starts while the rest of the page still comes.
"""

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from calculators.show.charts.style import sheet
from calculators.show.embeds import FOLDER
from scripts.machine.errors import BuildError
from scripts.machine.node import ESBUILD, node_program
from scripts.machine.sums import sum_of
from scripts.publishing.embeds import EARLY as IN_FRAMES

SCRIPTS, STYLES = "assets/scripts", "assets/styles"
PAGE, WORKER, EARLY = "handbook.mjs", "worker.mjs", "early.mjs"
# Stands inside every page that loads a script of ours.
GUARD = "guard.mjs"
# Stands inside pages with a calculator, in place of the theme's script, which it brings later.
THEME = "theme-script.mjs"
# What the page's script must know of the worker's, to tell a damaged one.
WORKER_INTEGRITY = "HANDBOOK_WORKER_INTEGRITY"
# The same of the scripts that come later, by name.
LATER_INTEGRITY = '{"HANDBOOK_LATER":""}'
# All that a page in a frame needs, and what stands inside such a page.
EMBED, EMBED_EARLY = "embed.mjs", "embed-early.js"
# Loaded by pages with a table of rows, a field for files, a checklist or the paper alone, once they are there; the last
# two when pictures are asked for or an answer is pinned.
LATER = ("records.mjs", "opened-files.mjs", "checklist.mjs", "paper.mjs", "pictures.mjs", "pins.mjs")
# What a redirect needs, and nothing more.
ARRIVING = "arriving.mjs"
STYLE_SHEETS = ("handbook.css", "links.css")
# Of the charts, which bring their own look; the page's sheet imports it.
CHARTS = "charts.css"
LOADED = re.compile(r'<script src="([^"]*)assets/scripts/(handbook|embed)\.mjs" type="module"></script>')
# The theme's own, without which ours finds nothing to follow.
THEIRS = re.compile(r'<script src="([^"]*/javascripts/bundle\.[0-9a-f]+\.min\.js)" defer></script>')
# Scripts behind a style sheet wait for it.
FIRST_STYLE = '<link rel="stylesheet"'
HASH = re.compile(r"\.[0-9a-f]{8}\.")
LIVE = "<live-calculator"
# One that waits to be asked is of no interest to the worker before.
CALCULATOR = re.compile(r'<live-calculator\b(?![^>]*\bdata-waits\b)[^>]*? name="([^"]+)"')


class Bundles(NamedTuple):
    """What pages load and hold of the joined files.

    Attributes:
        names: each file's place as the sources have it, and its place by the name of its contents.
        guard: the script that stands in each page which loads a script of ours.
        early: the script that makes the worker early, in pages with a calculator.
        theme: the script that brings the theme's own later, in pages with a calculator.
        sums: the sum of each script that a page loads, by its name in the sources.
    """

    names: Mapping[str, str]
    guard: str
    early: str
    theme: str
    sums: Mapping[str, str]


def bundle_assets(site: Path) -> Bundles | None:
    """Join the scripts and styles of a built site, and return what its pages must know to load them.

    A site without them is left as it is.
    Raises BuildError when esbuild refuses a file.
    """
    if not (site / SCRIPTS / PAGE).exists():
        return None
    (site / STYLES / CHARTS).write_text(sheet(), encoding="utf-8", newline="\n")
    sources = (WORKER, ARRIVING, *LATER, EARLY, GUARD, THEME, EMBED_EARLY, PAGE, EMBED)
    wanted = [site / SCRIPTS / name for name in sources] + [site / STYLES / name for name in STYLE_SHEETS]
    # Each is a process of its own, so the cores share them.
    with ThreadPoolExecutor() as pool:
        texts = {path.name: text for path, text in zip(wanted, pool.map(joined, wanted), strict=True)}
    scripts = {name: texts[name] for name in (WORKER, ARRIVING, *LATER)}
    early, guard, theme, in_frames = (texts[name].strip() for name in (EARLY, GUARD, THEME, EMBED_EARLY))
    pages = {page: texts[page] for page in (PAGE, EMBED)}
    sums = json.dumps({name: integrity(scripts[name]) for name in LATER}, separators=(",", ":"))
    pages = {page: text.replace(LATER_INTEGRITY, sums) for page, text in pages.items()}
    for name in (WORKER, *LATER):
        pages = {page: text.replace(name, named(name, scripts[name])) for page, text in pages.items()}
    pages = {page: text.replace(WORKER_INTEGRITY, integrity(scripts[WORKER])) for page, text in pages.items()}
    scripts |= pages
    put(site / SCRIPTS, scripts)
    put(site / STYLES, {name: texts[name] for name in STYLE_SHEETS})
    for page in site.glob(f"{FOLDER}/*/index.html"):
        page.write_text(page.read_text("utf-8").replace(IN_FRAMES, in_frames), encoding="utf-8", newline="\n")
    return Bundles(names_by_source(site), guard, early, theme, {page: integrity(text) for page, text in pages.items()})


def names_by_source(site: Path) -> dict[str, str]:
    """Return the places of a site's joined files by the places that their sources have."""
    files = [path for folder in (SCRIPTS, STYLES) for path in (site / folder).iterdir()]
    return {HASH.sub(".", place): place for place in (path.relative_to(site).as_posix() for path in files)}


def load_from_pages(pages: Iterable[Path], bundles: Bundles) -> None:
    """Make these pages load the joined files by their names, and make the worker early where it is needed.

    A page's script that is not the one with its sum is not run, and the guard loads it again.
    """
    for path in pages:
        path.write_text(loading(path.read_text("utf-8"), *bundles), encoding="utf-8", newline="\n")


def joined(path: Path) -> str:
    """Return a script or style sheet with all it imports, minified.

    Raises BuildError when esbuild refuses it; the message holds what it said.
    """
    return esbuild(path, "--bundle", "--minify", "--format=esm")


def without_comments(path: Path) -> str:
    """Return a script without its comments and spaces, in which all names stay as they are.

    Raises BuildError when esbuild refuses it; the message holds what it said.
    """
    return esbuild(path, "--minify-whitespace", "--minify-syntax")


def esbuild(path: Path, *options: str) -> str:
    """Return what esbuild makes of a file.

    Raises BuildError when it refuses it; the message holds what it said.
    """
    command = [node_program(), str(ESBUILD), path.name, "--target=es2022", *options]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BuildError(f"{path} was refused by esbuild:\n{done.stderr}")
    return done.stdout


def named(name: str, contents: str) -> str:
    """Return a file's name with a short hash of its contents in it."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(contents.encode()).hexdigest()[:8]}.{ending}"


def without(tag: re.Pattern[str], html: str) -> str:
    """Return a page without a tag and the space in front of it, which in the pattern itself would take far longer."""
    parts, end = [], 0
    for found in tag.finditer(html):
        parts.append(html[end : found.start()].rstrip())
        end = found.end()
    return "".join([*parts, html[end:]])


def put(folder: Path, files: Mapping[str, str]) -> None:
    """Write joined files, by their names, in place of all that the folder holds."""
    shutil.rmtree(folder)
    folder.mkdir()
    for name, contents in files.items():
        (folder / named(name, contents)).write_text(contents, encoding="utf-8", newline="\n")


def integrity(text: str) -> str:
    """Return the sum by which a browser tells that a script is the one that was built."""
    return sum_of(text.encode())


def loading(html: str, names: Mapping[str, str], guard: str, early: str, theme: str, sums: Mapping[str, str]) -> str:
    """Return a page that loads the files of those names, its scripts from its head, where they are found early."""
    if found := LOADED.search(html):
        source = f"{found[2]}.mjs"
        tag = (
            # A module in the head is fetched like a style sheet, and would keep those waiting on a narrow line.
            f'<script src="{found[1]}{SCRIPTS}/{source}" type="module" fetchpriority="low" '
            f'integrity="{sums[source]}"></script>'
        )
        html, theirs = without(LOADED, html), THEIRS.search(html)
        if theirs:
            later = f'<script data-theme="{theirs[1]}">{theme}</script>'
            html, tag = without(THEIRS, html), (later if LIVE in html else theirs[0]) + tag
        html = html.replace("</head>", f"{tag}</head>", 1)
        html = html.replace(FIRST_STYLE, f"<script>{guard}</script>{FIRST_STYLE}", 1)
        if calculators := CALCULATOR.findall(html):
            early = early.replace("HANDBOOK_WORKER", found[1] + names[f"{SCRIPTS}/{WORKER}"])
            # As an attribute, which no policy hashes, so that the script is the same on all pages.
            tag = f'<script data-calculators="{" ".join(calculators)}">{early}</script>'
            html = html.replace(FIRST_STYLE, f"{tag}{FIRST_STYLE}", 1)
    for place, name in names.items():
        html = html.replace(f'{place}"', f'{name}"')
    return html
