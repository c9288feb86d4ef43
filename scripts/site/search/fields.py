"""Adds the fields of the calculators to the search, each by its label, so that a field leads to its form."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from calculators.catalog import catalog

INDEX = Path("search/search_index.json")
# A table's text travels in a hidden field, to which no link can lead.
HIDDEN = re.compile(r'<input [^>]*type="hidden"[^>]*\bid="([^"]+)"')


def add_fields(site: Path) -> None:
    """Add a part to the search index for each field of each calculator whose page the site has."""
    if not (site / INDEX).exists():
        return
    index = json.loads((site / INDEX).read_text("utf-8"))
    index["docs"] += fields(site)
    (site / INDEX).write_text(json.dumps(index, sort_keys=True, separators=(",", ":")), encoding="utf-8", newline="\n")


def fields(site: Path) -> Iterator[dict[str, str]]:
    """Yield a part for each field that a reader can see: where it is, and its label as the title."""
    for name, calculator in catalog().items():
        page = f"{calculator.page.removesuffix('.md')}/"
        if not (site / page / "index.html").exists():
            continue
        hidden = set(HIDDEN.findall((site / page / "index.html").read_text("utf-8")))
        for field_name, field in calculator.inputs.fields().items():
            if (place := f"{name}-{field_name}") not in hidden:
                yield {"location": f"{page}#{place}", "title": field.label, "text": ""}
