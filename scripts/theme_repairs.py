"""Mends in the built pages what the theme leaves inaccessible and no setting or style can reach."""

import re
from pathlib import Path

REPAIRS = (
    # The search dialog has a role but no name.
    (r'data-md-component="search" role="dialog"', r'\g<0> aria-label="Search"'),
    # A section with an index page names its navigation by an empty label; the visible title is a better one.
    (r'aria-labelledby="(__nav_[\d_]+)_label"', r'aria-labelledby="\1_title"'),
    # Two navigations are called "Navigation"; this one is the breadcrumb.
    (r'<nav class="md-path" aria-label="Navigation"', '<nav class="md-path" aria-label="Breadcrumb"'),
    (r'<label class="md-nav__title" for="(__nav_[\d_]+)"', r'\g<0> id="\1_title"'),
)


def repair_theme(site: Path) -> None:
    """Apply every repair to every page."""
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8")
        for old, new in REPAIRS:
            text = re.sub(old, new, text)
        page.write_text(text, "utf-8")
