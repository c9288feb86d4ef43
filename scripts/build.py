"""Build the site into site/, for the address in SITE_URL or else the one in mkdocs.yml, with compressed files beside.

python3 scripts/build.py
"""

import sys
from pathlib import Path

# Away with this folder: its `markdown` and `site` would hide the packages of those names.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.machine.environment import ROOT, enter


def main() -> int:
    """Build, and return the exit code."""
    from scripts.site.pages import address_from_settings
    from scripts.site.pages import main as build

    sys.argv[1:] = [str(ROOT / "site"), address_from_settings(), "compressed"]
    return build()


if __name__ == "__main__":
    enter(__file__)
    raise SystemExit(main())
