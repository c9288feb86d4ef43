"""Reading a built page: its scripts, its prose, and what is wrong with it."""

import pytest

from scripts.markdown.markup import read_page


def test_a_sound_page_has_no_faults() -> None:
    """Ordinary HTML, void elements and self-closing drawings pass."""
    page = read_page(
        "<!doctype html><html><head><title>A</title><meta charset=utf-8></head>"
        '<body><p>One<br>two <svg viewBox="0 0 1 1"><path d="M0 0"/></svg></p></body></html>'
    )
    assert page.faults == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<p style="color: red">a</p>', "line 1: a style= attribute on <p>"),
        ("\n<style>p { color: red }</style>", "line 2: an inline <style>"),
        ('<button onclick="go()">a</button>', "line 1: an onclick= attribute on <button>"),
        ('<svg><path ONLOAD="go()"/></svg>', "line 1: an onload= attribute on <path>"),
        ("<ul><li>a</ul>", "line 1: </ul> where <li> is open"),
        ("<div><p>a</p>", "line 1: <div> is never closed"),
        ("a</p>", "line 1: </p> where nothing is open"),
    ],
)
def test_faults_are_found(html: str, fault: str) -> None:
    """What the policy would block, and broken nesting, is reported with its line."""
    (found,) = read_page(html).faults
    assert found.startswith(fault)


def test_only_scripts_that_run_are_collected() -> None:
    """Inline scripts count, exactly as written; scripts from files and data blocks do not."""
    page = read_page(
        '<script>a < b && "</p>"</script><script type="module">c</script><script src="d.js"></script>'
        '<script type="application/json">{"e": 1}</script><script type="application/ld+json">{}</script>'
    )
    assert page.inline_scripts == ['a < b && "</p>"', "c"]


def test_styles_inside_are_kept_as_they_stand() -> None:
    """What a browser would take the sum of, with whatever looks like a tag in it."""
    page = read_page("<style>a > b { background: url('data:,<svg></svg>') }</style><p>c</p><style>d</style>")
    assert page.inline_styles == ["a > b { background: url('data:,<svg></svg>') }", "d"]
    assert page.prose == "c"


def test_prose_is_what_the_page_itself_says() -> None:
    """Code that a page quotes, and scripts, are not its prose."""
    page = read_page("<p>/// a</p><pre><code>/// b</code></pre><p><code>/// c</code></p><script>// /d</script>")
    assert page.prose == "/// a"
