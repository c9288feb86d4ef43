"""Mends in built pages what the theme leaves inaccessible or slow and no setting or style can reach."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.machine.errors import BuildError
from scripts.site.theme_scripts import Renamed, what_to_do


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
HERE = "scripts/site/theme_repairs.py"
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
# A table of the theme's look, and not the rows that a script takes from a template.
TABLE = re.compile(r"(?s)(?<!<template>)<table>.*?</table>")
HELD = r'<div class="md-typeset__scrollwrap"><div class="md-typeset__table">\g<0></div></div>'


def repair_pages(pages: Iterable[Path], scripts: Sequence[Renamed]) -> dict[Repair, int]:
    """Apply every repair to these pages, with the scripts' names, and return how often each found something.

    The theme's script would take each table out and put it back into what holds it, so that a browser styles and lays
    out the whole page again; here they are held from the start, and so without a script too.
    """
    found = dict.fromkeys(REPAIRS, 0)
    for page in pages:
        text = page.read_text("utf-8")
        for before, after in scripts:
            text = text.replace(before, after)
        for repair in REPAIRS:
            text, count = re.subn(repair.old, repair.new, text)
            found[repair] += count
        page.write_text(TABLE.sub(HELD, text), "utf-8")
    return found


def refuse_idle(found: Mapping[Repair, int], site: Path) -> None:
    """Refuse repairs that found nothing although the site has pages where they should have.

    Raises BuildError with such a page, what was sought on it and what to do.
    """
    faults = []
    for repair, count in found.items():
        page = next(iter(sorted(site.glob(repair.pages))), None)
        if not count and page:
            faults.append(
                f"{page.relative_to(site)}: {repair.old} is nowhere, here and on all pages. {what_to_do(HERE)}"
            )
            faults[-1] += f" Without the repair, {repair.why}."
    if faults:
        raise BuildError("The theme writes something else than was to be repaired:\n" + "\n".join(faults))
