"""Lists every figure with its source, year, grade, last check and the pages that use it, and finds what must not stand.

A figure must not stand once it is past its date twice over, or where a page uses a weak one without saying so.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from markdown import Markdown

from calculators.catalog import catalog
from calculators.core import Basis
from calculators.facts import Fact, all_facts, fact
from scripts.markdown.fact_reference import PATTERN, FactReferenceExtension
from scripts.publishing.last_checked import twice_over

REFERENCE = re.compile(PATTERN)
TABLE = re.compile(r"^/// figures \| (\w+)$", re.MULTILINE)
CALCULATOR = "/calculators/{}.md"


def figure_list(docs: Path) -> Iterator[str]:
    """Yield a line for each figure: key, value, source, year, grade, last check and the pages that quote it."""
    pages = quoting(docs)
    for facts in all_facts().values():
        for key, figure in facts.items():
            used = ", ".join(sorted(pages.get(key, ()))) or "listed with its topic"
            grade = f"{figure.confidence}, {figure.status}"
            cells = (key, f"{figure.value} {figure.unit}", f"{figure.publisher}, {figure.source}", figure.year)
            yield " | ".join((*cells, grade, f"{figure.checked} ({figure.evidence})", used))


def quoting(docs: Path) -> Mapping[str, set[str]]:
    """Return the pages that quote each figure, those of the calculators that start from it included."""
    found: dict[str, set[str]] = defaultdict(set)
    for page in sorted(docs.rglob("*.md")):
        for key in quoted_in(page):
            found[key].add(f"/{page.relative_to(docs).as_posix()}")
    for calculator, _, basis in starting():
        found[basis.fact].add(CALCULATOR.format(calculator))
    return found


def quoted_in(page: Path) -> set[str]:
    """Return the keys of the figures that a page's source quotes."""
    return {reference[1] for reference in REFERENCE.finditer(page.read_text("utf-8"))}


def must_not_stand(docs: Path, today: date) -> list[str]:
    """Return a line for each figure that is past its date twice over, or weak where no reader sees it."""
    past = [f"{line}: past its date twice over" for line in twice_over((), today)]
    return [*past, *unseen_grades(docs), *unsaid_in_fields()]


def unseen_grades(docs: Path) -> Iterator[str]:
    """Yield a line for each weak figure that a page quotes or lists without its grade, as the page is rendered."""
    for page in sorted(docs.rglob("*.md")):
        for key in sorted(filter(lambda key: is_weak(fact(key)), quoted_in(page))):
            if "weak" not in rendered(f"{{fact {key}}}"):
                yield f"{key} is weak, and {page.relative_to(docs).as_posix()} does not say so"
    listed = {topic for page in docs.rglob("*.md") for topic in TABLE.findall(page.read_text("utf-8"))}
    for topic in sorted(set(all_facts()) - listed):
        yield f"no page lists the figures of {topic} with their grades"


def unsaid_in_fields() -> Iterator[str]:
    """Yield a line for each input that starts from a weak figure and does not say so."""
    for calculator, field, basis in starting():
        if is_weak(fact(basis.fact)) and "weak" not in basis.words:
            yield f"{basis.fact} is weak, and the field {field} of {calculator} does not say so"


def starting() -> Iterator[tuple[str, str, Basis[Any]]]:
    """Yield each input that starts from a figure: its calculator, its name and its basis."""
    for calculator, declared in catalog().items():
        for name, field in declared.inputs.fields().items():
            if field.basis.fact:
                yield calculator, name, field.basis


def is_weak(figure: Fact) -> bool:
    """Say whether a figure is a claim, a guess or has no method."""
    return figure.weak


def rendered(text: str) -> str:
    """Return a text as a page shows it."""
    return Markdown(extensions=[FactReferenceExtension()]).convert(text)
