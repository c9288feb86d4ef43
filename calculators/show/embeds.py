"""What others paste to show a calculator on a page of theirs: a frame, and for wikis without HTML words and a table."""

import re
from collections.abc import Mapping

from calculators.core import Answer, Calculator, Inputs
from calculators.core.currency import currency_of, localized
from calculators.show.links import published
from calculators.show.markup import Markup, tag
from calculators.show.memos import escaped

FOLDER = "embed"
# What a frame may do, and why: the calculator is a script; its worker and its modules are only loaded by a page that
# keeps its own origin; its links open beside the page that shows it; and a reader may keep a file.
SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads"
ANSWER, WHOLE = "answer", ""
# High enough for the answer's head and its first part, where nothing makes the height follow.
HEIGHT = 640


def frame(name: str, calculator: Calculator, site: str, fragment: str = "", show: str = WHOLE) -> Markup:
    """Return the frame that shows a calculator; ``site`` is the handbook's address, with its last slash.

    ``fragment`` opens inputs, as behind the address of the calculator's page. With ``show`` "answer" the form is left
    out.
    """
    source = f"{site}{FOLDER}/{name}/{f'?show={show}' if show else ''}{fragment}"
    return tag(
        "iframe", src=source, title=calculator.title, width="100%", height=str(HEIGHT), loading="lazy",
        sandbox=SANDBOX, allow="clipboard-write", style="border:0",
    )  # fmt: skip


def to_paste(
    name: str, calculator: Calculator, inputs: Inputs, answer: Answer, site: str, fragment: str
) -> Mapping[str, str]:
    """Return every form in which an answer can be shown elsewhere, by what it is called."""
    page = published(calculator.page, site)
    link, picture = f"{page}{fragment}", f"{site}assets/previews/{calculator.page.removesuffix('.md')}.png"
    figures = [(figure.name, str(figure.value), figure.note) for figure in answer.figures]
    markdown = [
        f"[![{escaped(calculator.title)}]({picture})]({link})",
        "",
        f"**{escaped(answer.headline)}**",
        "",
        "| | | |",
        "|---|---|---|",
        *(f"| {' | '.join(map(escaped, row))} |" for row in figures),
        "",
        f"[{escaped(calculator.title)}]({link})",
    ]
    mediawiki = [
        f"'''{_mediawiki(answer.headline)}'''",
        '{| class="wikitable"',
        *(f"|-\n| {' || '.join(map(_mediawiki, row))}" for row in figures),
        "|}",
        f"[{link} {_mediawiki(calculator.title)}]",
    ]
    dokuwiki = [
        f"[[{link}|{{{{{picture}?640|{_plain(calculator.title)}}}}}]]",
        "",
        f"**{_dokuwiki(answer.headline)}**",
        "",
        *(f"| {' | '.join(map(_dokuwiki, row))} |" for row in figures),
        "",
        f"[[{link}|{_plain(calculator.title)}]]",
    ]
    forms = {
        "Frame: form and answer": frame(name, calculator, site, fragment),
        "Frame: the answer alone": frame(name, calculator, site, fragment, ANSWER),
        "Markdown: link, picture, table": "\n".join(markdown),
        "MediaWiki: table and link": "\n".join(mediawiki),
        "DokuWiki: link, picture, table": "\n".join(dokuwiki),
    }
    return {form: localized(text, currency_of(inputs)) for form, text in forms.items()}


def _mediawiki(words: str) -> str:
    """Return words in which nothing is MediaWiki's markup."""
    return "".join(f"&#{ord(sign)};" if sign in "[]{}|<>&'~_" else sign for sign in words.replace("\n", " "))


def _dokuwiki(words: str) -> str:
    """Return words in which nothing is DokuWiki's markup, which two signs of per cent switch off."""
    return "<nowiki>%%</nowiki>".join(f"%%{part}%%" if part else "" for part in words.replace("\n", " ").split("%%"))


def _plain(words: str) -> str:
    """Return words that can name a link or picture of DokuWiki, which ends at two brackets."""
    return re.sub(r"([]{}])(?=\1)", r"\1 ", words)
