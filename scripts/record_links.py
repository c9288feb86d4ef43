"""Write every address that the site publishes into anchors.txt, so that no later build can lose it.

python3 scripts/record_links.py

Run it after adding pages, headings, items, rows or figures. It only ever adds lines.
"""

import sys
import tempfile
from pathlib import Path

# Away with this folder: its `markdown` and `site` would hide the packages of those names.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.machine.environment import CACHE, ROOT, enter


def main() -> int:
    """Build, add what is new, say what it was, and return the exit code."""
    from scripts.machine.errors import BuildError
    from scripts.publishing.anchors import INVENTORY, published_addresses, record
    from scripts.publishing.contents import documents
    from scripts.site.pages import DOCS, address_from_settings, build_site

    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="record-") as folder:
        try:
            build_site(Path(folder), address_from_settings())
        except BuildError as error:
            print(f"\n{error}", file=sys.stderr, flush=True)
            return 1
        new = record(ROOT / INVENTORY, published_addresses(documents(Path(folder), DOCS)))
    for address in new:
        print(f"new: {address}")
    print(f"{INVENTORY} has {len(new)} new addresses")
    return 0


if __name__ == "__main__":
    enter(__file__)
    raise SystemExit(main())
