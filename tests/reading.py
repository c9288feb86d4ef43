"""Reports how each guide page reads: words a sentence, school grade, share of short sentences.

A report, not a limit: a page may have its reasons. ``python -m tests.reading [PATH ...]`` writes one line for each
page outside the aims and one for all; a page named on the command line is always written.
"""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import textstat

from tests.prose import PAGES, Page, prose

WORDS = (13.0, 18.0)
# Flesch-Kincaid counts syllables. Grade 9 is the aim, but where sentences are long enough a lower one only says that
# the words are short, so a page is outside for a high grade alone.
HIGHEST_GRADE = 11.0
# A sentence of fewer words is short, and fewer than this share of a page's sentences are.
SHORT, SHORT_SHARE = 6, 0.1


@dataclass(frozen=True)
class Reading:
    """How one text reads: sentences, mean words in each, Flesch-Kincaid grade, share of short sentences."""

    sentences: int
    words: float
    grade: float
    short: float

    @property
    def outside(self) -> list[str]:
        """What lies outside the aims, in words."""
        words = round(self.words, 1)
        faults = {
            "sentences too short": words < WORDS[0],
            "sentences too long": words > WORDS[1],
            "hard words": round(self.grade, 1) > HIGHEST_GRADE,
            "many short sentences": self.short >= SHORT_SHARE,
        }
        return [name for name, holds in faults.items() if holds]


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text whose lines each hold whole ones."""
    return [sentence for sentence in re.split(r"(?<=[.!?])[\"'”’)\]]*\s+", text) if sentence.split()]


def reading(text: str) -> Reading:
    """Return how a text reads; raises ValueError where it holds no sentence."""
    lengths = [len(sentence.split()) for sentence in sentences_of(text)]
    if not lengths:
        raise ValueError("there is no prose to read")
    return Reading(
        sentences=len(lengths),
        words=sum(lengths) / len(lengths),
        grade=textstat.flesch_kincaid_grade(text),
        short=sum(length < SHORT for length in lengths) / len(lengths),
    )


def line(name: str, found: Reading) -> str:
    """Return a reading as one line."""
    numbers = f"{found.words:5.1f} words, grade {found.grade:4.1f}, {found.short:4.0%} short"
    return f"{name:42} {numbers}  {', '.join(found.outside)}".rstrip()


def report(pages: Sequence[Page], named: bool = False) -> list[str]:
    """Return a line for each page outside the aims, or for every page, and one for all of them."""
    readings = {page.path: reading(prose(page)) for page in pages}
    shown = [line(path, found) for path, found in readings.items() if named or found.outside]
    outside = sum(bool(found.outside) for found in readings.values())
    everything = reading("\n".join(map(prose, pages)))
    return [*shown, line(f"{outside} of {len(pages)} pages outside the aims; all:", everything)]


if __name__ == "__main__":
    asked = [PAGES[path] for path in sys.argv[1:]]
    chosen = asked or [page for page in PAGES.values() if page.is_guide]
    print("\n".join(report(chosen, named=bool(asked))))  # noqa: T201, a report is for reading
