"""Gives every page one strict content security policy: no inline style and no inline script but known ones.

The same text stands on all pages, because instant navigation swaps pages without reloading and a second,
different policy would be added to the first.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from scripts.machine.errors import BuildError
from scripts.machine.sums import sum_of
from scripts.markdown.markup import Page

CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)


def apply_policy(pages: Mapping[Path, Page], text: str = "") -> str:
    """Write the policy into every page, behind its character set, and return the policy.

    It is made for these pages, unless one is given, which other pages have already.
    Raises BuildError when that does not allow a script or style inside a page, or when a page states no character set
    in the expected form.
    """
    text = text or policy(
        (script for page in pages.values() for script in page.inline_scripts),
        (style for page in pages.values() for style in page.inline_styles),
    )
    for path, page in pages.items():
        for kind, parts in (("script", page.inline_scripts), ("style", page.inline_styles)):
            if any(hash_source(part) not in text for part in parts):
                raise BuildError(f"{path}: the policy of the other pages does not allow a {kind} in it")
        path.write_text(with_policy(page.text, text, path), encoding="utf-8", newline="\n")
    return text


def policy(inline_scripts: Iterable[str], inline_styles: Iterable[str] = ()) -> str:
    """Return the policy that allows exactly these inline scripts and styles, our own files, and WebAssembly."""
    return "; ".join(
        [
            "default-src 'none'",
            # Pyodide compiles WebAssembly; that is not eval.
            f"script-src 'self' 'wasm-unsafe-eval'{hashes(inline_scripts)}",
            f"style-src 'self'{hashes(inline_styles)}",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "frame-src 'self'",
            "base-uri 'self'",
            "form-action 'none'",
            "object-src 'none'",
        ]
    )


def hashes(parts: Iterable[str]) -> str:
    """Return how a policy lists inline scripts or styles behind other sources, whatever order they come in."""
    return "".join(f" {source}" for source in sorted({hash_source(part) for part in parts}))


def hash_source(part: str) -> str:
    """Return how a policy names an inline script or style with exactly this text."""
    return f"'{sum_of(part.encode())}'"


def with_policy(html: str, text: str, path: Path) -> str:
    """Return a page's HTML with the policy behind its character set.

    Raises BuildError when the page states no character set, since the policy must come before any script.
    """
    tag = f'<meta http-equiv="Content-Security-Policy" content="{text}">'
    changed, count = CHARSET.subn(lambda found: f"{found[0]}{tag}", html, count=1)
    if not count:
        raise BuildError(f'{path}: no <meta charset="utf-8"> to put the security policy behind')
    return changed
