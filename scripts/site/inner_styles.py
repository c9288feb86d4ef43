"""Puts the style sheets inside the pages with a calculator, where a reader meets the site.

A browser shows nothing before it has the sheets, and asks for them only once it has the page: on a slow line that
second trip is half of what a reader waits for. Inside the page they come with it. All these pages hold the same text,
so the policy names one sum.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from scripts.machine.errors import BuildError
from scripts.markdown.markup import Page
from scripts.publishing.embeds import STYLE_SHEET

CALCULATOR = "<live-calculator"
# Inside a page an encoding is the page's, and a rule that states one breaks the rule behind it.
ENCODING = re.compile(r'^@charset "[^"]*";')
# Sought from the page, where the sheet meant its own place.
RELATIVE = re.compile(r"""\burl\(\s*["']?(?!["']?(?:data:|#))""")
END = re.compile("</style", re.IGNORECASE)


def put_styles_inside(pages: Mapping[Path, Page]) -> None:
    """Put what each page with a calculator links of style sheets where it links the first, and note it in the page.

    Raises BuildError when a sheet cannot stand inside a page.
    """
    for path, page in pages.items():
        links = [*STYLE_SHEET.finditer(page.text)]
        if CALCULATOR in page.text and links:
            styles = "".join(inner(path.parent / link[1]) for link in links)
            page.inline_styles.append(styles)
            start, end = links[0].span()
            page.text = f"{page.text[:start]}<style>{styles}</style>{STYLE_SHEET.sub('', page.text[end:])}"


def inner(sheet: Path) -> str:
    """Return a sheet as it may stand inside a page.

    Raises BuildError when it asks for files by where it lies, or would end the element that holds it.
    """
    text = ENCODING.sub("", sheet.read_text("utf-8").strip())
    for sought, does in ((RELATIVE, "asks for a file by a way from itself"), (END, "ends the element that holds it")):
        if found := sought.search(text):
            raise BuildError(
                f"{sheet.name} {does}, so it cannot stand inside a page: {text[found.start() : found.end() + 40]}"
            )
    return text
