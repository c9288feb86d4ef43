"""The theme's faults are mended on the real site; a theme that changed is noticed here."""

from pathlib import Path

import pytest


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
    ],
)
def test_a_fault_is_mended(site: Path, mended: str, fault: str) -> None:
    """A page deep in the navigation holds the mended markup and not the faulty one."""
    text = (site / "decide" / "compare" / "index.html").read_text("utf-8")
    assert mended in text
    assert fault not in text
