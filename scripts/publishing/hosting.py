"""Fills the samples for web servers, and the pages that show snippets, with what only a build knows."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

# Who may show pages in a frame. A browser heeds this in a header alone, so it is no part of the pages' own policy.
WIKIS = (
    "https://*.atlassian.net",
    "https://*.sharepoint.com",
    "https://teams.microsoft.com",
    "https://*.cloud.microsoft",
    "https://www.notion.so",
)
SAMPLES = (
    "_headers",
    "reference/hosting/apache.conf",
    "reference/hosting/Caddyfile",
    "reference/hosting/nginx.conf",
)
SHOWING = (
    "reference/host-it/index.*",
    "reference/link-to-us/index.*",
    "reference/changes/index.*",
    "reference/open-data/index.*",
    "search/search_index.json",
)


def fill_hosting(site: Path, site_url: str, policy: str) -> None:
    """Write the policy, the path and the address of the site wherever a sample leaves room for them."""
    values = {
        "HANDBOOK_POLICY": header_policy(policy),
        "HANDBOOK_PATH": urlsplit(site_url).path or "/",
        "HANDBOOK_ADDRESS": site_url,
    }
    for file in files(site):
        before = text = file.read_text("utf-8")
        for name, value in values.items():
            text = text.replace(name, value)
        if text != before:
            file.write_text(text, encoding="utf-8", newline="\n")


def header_policy(policy: str) -> str:
    """Return the pages' policy with what only a header can say."""
    return f"{policy}; frame-ancestors 'self' {' '.join(WIKIS)}"


def files(site: Path) -> Iterable[Path]:
    """Return the samples and pages that are there to be filled."""
    yield from (site / name for name in SAMPLES if (site / name).exists())
    for pattern in SHOWING:
        yield from sorted(site.glob(pattern))
