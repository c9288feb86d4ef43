"""The report on how pages read: it measures what it says, and names only the pages outside its aims."""

import pytest

from tests.prose import Page
from tests.reading import Reading, reading, report, sentences_of

IN_AIMS = Reading(sentences=40, words=15.0, grade=8.0, short=0.05)


def test_words_sentences_and_short_ones_are_counted() -> None:
    """Two sentences of four and ten words have a mean of seven, and one of them is short."""
    found = reading("You label it first.\nThen somebody else looks at each of the same items.")
    assert (found.sentences, found.words, found.short) == (2, 7.0, 0.5)


def test_a_sentence_may_end_in_a_bracket_or_a_quotation_mark() -> None:
    """The mark after the full stop belongs to the sentence, and the next begins behind it."""
    assert len(sentences_of('He said "go." Then (so it seemed.) he went.')) == 3


def test_a_text_without_a_sentence_is_refused() -> None:
    """No measure is made up for an empty text."""
    with pytest.raises(ValueError, match="no prose"):
        reading(" ")


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"words": 12.9}, ["sentences too short"]),
        ({"words": 13.0}, []),
        ({"words": 18.0}, []),
        ({"words": 18.1}, ["sentences too long"]),
        ({"grade": 11.0}, []),
        ({"grade": 11.1}, ["hard words"]),
        ({"short": 0.099}, []),
        ({"short": 0.1}, ["many short sentences"]),
    ],
)
def test_each_aim_has_two_sides(changed: dict[str, float], fault: list[str]) -> None:
    """At the limit a page is within the aims, and just beyond it is not."""
    assert Reading(**{**vars(IN_AIMS), **changed}).outside == fault


def test_a_page_within_the_aims_is_not_named() -> None:
    """Only a page outside the aims gets a line, and the last line is of all pages."""
    inside = "You can read this sentence aloud in one breath, because it has neither few nor very many words."
    pages = [Page("good.md", inside), Page("bad.md", "Short. Very short. Too short by far.")]
    lines = report(pages)
    assert [line.split()[0] for line in lines] == ["bad.md", "1"]
    assert "1 of 2 pages outside the aims" in lines[-1]
