"""The content security policy: strict, and the same text on every page."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.machine.errors import BuildError
from scripts.markdown.markup import read_pages
from scripts.site.policy import apply_policy, hash_source, policy

PAGE = '<html><head><meta charset="utf-8"><script>{script}</script></head><body></body></html>'


def test_a_hash_is_the_one_browsers_compute() -> None:
    """The published example of the specification comes out."""
    assert hash_source("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_pages_share_one_policy(tmp_path: Path) -> None:
    """Every page carries the policy once, behind its character set, with the scripts of all pages."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "index.html").write_text(PAGE.format(script="one"))
    (tmp_path / "deep" / "index.html").write_text(PAGE.format(script="two"))
    text = apply_policy(read_pages(tmp_path.rglob("*.html")))
    tag = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{text}">'
    for path in tmp_path.rglob("*.html"):
        assert path.read_text().count(tag) == 1
    assert hash_source("one") in text
    assert hash_source("two") in text


def test_the_policy_loosens_nothing() -> None:
    """No eval and nothing unsafe but WebAssembly; nothing from other origins."""
    text = policy(["script"], ["style"])
    assert "unsafe-inline" not in text
    assert "unsafe-eval" not in text.replace("'wasm-unsafe-eval'", "")
    assert "http" not in text
    assert "*" not in text
    assert text.startswith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-")


def test_the_order_of_pages_does_not_matter() -> None:
    """Adding a page in front must not change the policy of pages whose scripts are known."""
    assert policy(["one", "two", "one"], ["a", "b"]) == policy(["two", "one"], ["b", "a", "b"])


def test_a_page_without_a_character_set_is_refused(tmp_path: Path) -> None:
    """There is then no safe place for the policy, and the message names the page."""
    (tmp_path / "bare.html").write_text("<html></html>")
    with pytest.raises(BuildError, match=r"bare\.html"):
        apply_policy(read_pages([tmp_path / "bare.html"]))


def test_a_page_made_again_has_the_policy_of_the_others(tmp_path: Path) -> None:
    """It gets the text that they have, and is refused with a script that this would block."""
    page = tmp_path / "index.html"
    given = policy(["one", "two"])
    page.write_text(PAGE.format(script="two"))
    assert apply_policy(read_pages([page]), given) == given
    assert page.read_text().count(f'content="{given}"') == 1
    page.write_text(PAGE.format(script="three"))
    with pytest.raises(BuildError, match=r"index\.html: the policy of the other pages does not allow a script in it"):
        apply_policy(read_pages([page]), given)


def test_styles_inside_are_allowed_as_styles_alone(tmp_path: Path) -> None:
    """The sum of a page's style stands behind the styles' sources, and a page made again with another is refused."""
    page = tmp_path / "index.html"
    page.write_text(PAGE.format(script="one").replace("</head>", "<style>p{color:red}</style></head>"))
    read = read_pages([page])
    text = apply_policy(read)
    assert f"; style-src 'self' {hash_source('p{color:red}')}; " in text
    with pytest.raises(BuildError, match=r"index\.html: the policy of the other pages does not allow a style in it"):
        apply_policy(read, policy(["one"], ["p{color:blue}"]))


def test_a_browser_finds_nothing_to_block(page: Page, address: str) -> None:
    """The theme works under the policy: no complaint, no request to another host, and the search answers."""
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    # A search in the link, since one typed before the theme's script has started would be lost.
    page.goto(f"{address}?q=cost")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert complaints == []
    assert [url for url in requests if not url.startswith(address)] == []
