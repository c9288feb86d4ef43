"""Tells other programs what each page is: for previews in chats and wikis, for search, for feed readers."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from scripts.publishing.contents import Document
from scripts.publishing.embeds import OEMBED_TYPE, discovery
from scripts.publishing.open_data import FEED as FIGURES
from scripts.publishing.open_data import FOLDER
from scripts.publishing.pictures import ICON_SIZES, picture_of

QUESTIONS = "reference/questions.md"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# The theme takes every link[rel=alternate] for another language of the site and asks for its sitemap. To browsers and
# feed readers the space makes no difference; to the theme it does.
ALTERNATE = "alternate "
FEED = f'<link rel="{ALTERNATE}" type="application/atom+xml" title="{{title}}" href="{{up}}/{{file}}">'
# The feeds that the head of each page announces, where the site has them.
FEEDS = {"feed.xml": "What changed", f"{FOLDER}/{FIGURES}": "What changed in the figures"}
NEUTRAL = "Vendor-neutral; no vendor paid for a word"


def write_metadata(
    site: Path, site_url: str, name: str, pages: Sequence[Document], published: Sequence[Document]
) -> None:
    """Put the tags into the head of these pages of all that are published, and write the web manifest."""
    titles = {document.folder: document.title for document in published}
    feeds = {file: title for file, title in FEEDS.items() if (site / file).exists()}
    for document in pages:
        up = os.path.relpath(site, document.file.parent).replace(os.sep, "/")
        head = [
            *tags(document, site_url, name),
            *(FEED.format(up=up, file=file, title=title) for file, title in feeds.items()),
            f'<link rel="manifest" href="{up}/manifest.webmanifest">',
            f'<link rel="apple-touch-icon" href="{up}/assets/icons/180.png">',
            *(data_block(found) for found in structured(document, site_url, name, titles)),
        ]
        text = document.file.read_text("utf-8")
        lines = "\n".join(f"    {line}" for line in head)
        document.file.write_text(text.replace("</head>", f"{lines}\n  </head>", 1), encoding="utf-8", newline="\n")
    (site / "manifest.webmanifest").write_text(manifest(name), encoding="utf-8", newline="\n")


def tags(document: Document, site_url: str, name: str) -> Iterator[str]:
    """Yield the tags for previews, and the links to the page's other forms."""
    image = f"{site_url}{picture_of(document)}"
    properties = {
        "og:type": "article" if document.folder else "website",
        "og:site_name": name,
        "og:title": document.title,
        "og:description": document.description,
        "og:url": f"{site_url}{document.folder}",
        "og:image": image,
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"{name}: {document.title}",
        "og:locale": "en",
    }
    if document.checked:
        properties["article:modified_time"] = document.checked.isoformat()
    for key, value in properties.items():
        yield f'<meta property="{key}" content="{escape(value)}">'
    yield '<meta name="twitter:card" content="summary_large_image">'
    yield f'<link rel="{ALTERNATE}" type="text/markdown" title="This page as Markdown" href="index.md">'
    for title, address in discovery(str(document.source), site_url):
        yield f'<link rel="{ALTERNATE}" type="{OEMBED_TYPE}" title="{escape(title)}" href="{escape(address)}">'


def structured(document: Document, site_url: str, name: str, titles: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield what the page is in the vocabulary of schema.org."""
    yield article(document, site_url, name)
    if document.folder:
        yield breadcrumb(document, site_url, titles)
    if str(document.source) == QUESTIONS:
        yield questions(document, site_url)
    for part in document.parts:
        if part.kind == "calculator":
            yield application(document, part.title, f"{site_url}{document.folder}#{part.name}")


def article(document: Document, site_url: str, name: str) -> dict[str, Any]:
    """Return the page as an article."""
    publisher = {"@type": "Organization", "name": name, "url": site_url, "description": NEUTRAL}
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": document.title,
        "description": document.description,
        "url": f"{site_url}{document.folder}",
        "mainEntityOfPage": f"{site_url}{document.folder}",
        "image": f"{site_url}{picture_of(document)}",
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "license": LICENCE,
        "author": publisher,
        "publisher": publisher,
        "isPartOf": {"@type": "WebSite", "name": name, "url": site_url},
    }
    if document.checked:
        found["dateModified"] = document.checked.isoformat()
    return found


def breadcrumb(document: Document, site_url: str, titles: Mapping[str, str]) -> dict[str, Any]:
    """Return the way from the home page to the page, over those folders that are pages."""
    words = document.folder.strip("/").split("/")
    folders = ["", *("/".join(words[: length + 1]) + "/" for length in range(len(words)))]
    items = [
        {"@type": "ListItem", "position": position, "name": titles[folder], "item": f"{site_url}{folder}"}
        for position, folder in enumerate((folder for folder in folders if folder in titles), 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def questions(document: Document, site_url: str) -> dict[str, Any]:
    """Return the questions that the page shows with their answers."""
    entities = [
        {
            "@type": "Question",
            "name": part.title,
            "url": f"{site_url}{document.folder}#{part.name}",
            "acceptedAnswer": {"@type": "Answer", "text": part.words},
        }
        for part in document.parts
        if part.kind == "question"
    ]
    return {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": entities}


def application(document: Document, title: str, address: str) -> dict[str, Any]:
    """Return a calculator as a program that runs in the browser and costs nothing."""
    return {
        "@context": "https://schema.org",
        "@type": "WebApplication",
        "name": title,
        "description": document.description,
        "url": address,
        "applicationCategory": "BusinessApplication",
        "operatingSystem": "Any",
        "browserRequirements": "Requires JavaScript and WebAssembly",
        "isAccessibleForFree": True,
        "offers": {"@type": "Offer", "price": "0", "priceCurrency": "USD"},
    }


def data_block(found: Mapping[str, Any]) -> str:
    """Return data for a page's head, in which nothing can end the block."""
    text = json.dumps(found, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def manifest(name: str) -> str:
    """Return the web manifest. Its addresses are relative to itself."""
    icons = [{"src": f"assets/icons/{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in ICON_SIZES]
    icons.append({"src": "assets/icon.svg", "sizes": "any", "type": "image/svg+xml"})
    found = {
        "name": name,
        "short_name": "Labelling",
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": "#1f3a4d",
        "icons": icons,
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
