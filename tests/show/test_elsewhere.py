"""What shows an answer on other sites: pictures that stand alone, frames, and words for wikis."""

import json
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from markdown import Markdown

from calculators.bridge import elsewhere
from calculators.catalog import catalog
from calculators.show.charts.style import DARK, LIGHT, of_picture
from calculators.show.embeds import SANDBOX, _dokuwiki
from scripts.machine.environment import ROOT
from tests.examples import EXAMPLE

SITE = "https://wiki.example.org/kb/"
SVG = "{http://www.w3.org/2000/svg}"


def asked(name: str, **inputs: str) -> dict[str, object]:
    """Return what the bridge says of an answer."""
    found = json.loads(elsewhere(json.dumps({"name": name, "inputs": inputs, "site": SITE})))
    assert found["state"] == "elsewhere", found
    return dict(found)


@pytest.mark.parametrize("name", catalog())
def test_a_picture_asks_for_nothing_and_holds_all_it_draws(name: str) -> None:
    """Well-formed, without variables or addresses to load, all words inside its frame, and says where it comes from."""
    pictures = asked(name)["pictures"]
    assert isinstance(pictures, list)
    assert len({one["name"] for one in pictures}) == len(pictures) > 0
    for picture in pictures:
        root = ElementTree.fromstring(picture["svg"])
        height = float(root.get("height", ""))
        assert not re.search(r"var\(|@import|<script|href=|site:|¤", picture["svg"])
        for text in root.findall(f"{SVG}text"):
            assert 0 <= float(text.get("x", "")) <= 720
            assert 0 <= float(text.get("y", "")) <= height
        assert SITE in "".join(root.itertext())


def test_a_dark_scheme_changes_only_colours_that_there_are() -> None:
    """Every colour of the dark scheme is one of the light scheme's, and a picture has none left to look up."""
    assert DARK.keys() <= LIGHT.keys()
    assert "--" not in of_picture()


def test_what_is_pasted_opens_the_same_inputs() -> None:
    """Each form holds the address with the inputs and the version; the Markdown is a link, a picture and a table."""
    forms = asked(EXAMPLE, volume="50000")["forms"]
    assert isinstance(forms, dict)
    opening = f"#{EXAMPLE}?volume=50000&version={catalog()[EXAMPLE].version}"
    assert len(forms) == 5
    for form, text in forms.items():
        assert opening in unescape(text), form
    whole, alone = (unescape(text) for form, text in forms.items() if form.startswith("Frame"))
    assert f"{SITE}embed/{EXAMPLE}/{opening}" in whole
    assert f"{SITE}embed/{EXAMPLE}/?show=answer{opening}" in alone
    assert f'sandbox="{SANDBOX}"' in whole
    html = Markdown(extensions=["tables"]).convert(next(text for form, text in forms.items() if "Markdown" in form))
    assert html.count("<table>") == html.count("<img ") == 1
    assert html.count("<tr>") > 2


def test_dokuwiki_reads_no_markup_in_our_words() -> None:
    """Words of ours stand between the signs that switch markup off, and a sign of per cent at their end stays."""
    text = next(text for form, text in asked(EXAMPLE, volume="50000")["forms"].items() if "DokuWiki" in form)  # type: ignore[attr-defined]
    picture, _, headline, _, *rows, _, link = text.splitlines()
    assert re.fullmatch(r"\[\[\S+\|\{\{https\S+\.png\?640\|[^][{}|]+\}\}\]\]", picture)
    assert re.fullmatch(r"\*\*%%.+%%\*\*", headline)
    assert len(rows) > 2
    assert all(re.fullmatch(r"\| (%%.+%%) \| (%%.+%%) \| (%%.+%%)? ?\|", row) for row in rows)
    assert re.fullmatch(r"\[\[\S+\|[^][{}|]+\]\]", link)
    assert _dokuwiki("a **b** %% c 5%") == "%%a **b** %%<nowiki>%%</nowiki>%% c 5%%%"


def test_a_link_to_the_defaults_says_which() -> None:
    """Without inputs the version travels, so that later defaults do not change what was pasted."""
    forms = asked(EXAMPLE)["forms"]
    assert isinstance(forms, dict)
    assert all(f"#{EXAMPLE}?version=" in text for text in forms.values())


def test_inputs_that_are_refused_are_refused_here_too() -> None:
    """What cannot be answered cannot be shown elsewhere, and a file that is missing is named."""
    request = {"name": EXAMPLE, "inputs": {"volume": "x"}, "site": SITE}
    assert list(json.loads(elsewhere(json.dumps(request)))["errors"]) == ["volume"]
    lost = json.loads(elsewhere(json.dumps({**request, "missing": {"elsewhere": "gone"}})))
    assert lost["errors"] == {"elsewhere": "gone"}


def test_the_page_for_wikis_shows_this_very_frame() -> None:
    """The sample that a keeper of a wiki copies by hand has the sandbox that was tried."""
    assert f'sandbox="{SANDBOX}"' in (ROOT / "docs/reference/link-to-us.md").read_text("utf-8")
