"""Files that answer several questions: how far people agree on each of them, beside the one that is shown in full."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from calculators.core import Amount, Better, InputError, OpenedFiles, Progress, Rows, Section, Step
from calculators.core.words import count
from calculators.label_files import LabelTable, ReadOptions, reading
from calculators.models.agreement.marked import region_scores
from calculators.models.agreement.measures import NAMES, fitting, fold, measures

# Each question reads the file once more, so of very many only the first are shown.
MOST_QUESTIONS = 60


@dataclass(frozen=True, kw_only=True)
class QuestionScore:
    """How far people agree on one question.

    Attributes:
        question: its name in the file.
        items: the items that at least two people answered or, where there are only marks, marked.
        people: how many answered.
        labels: how many distinct labels they gave.
        observed: the share of pairs of labels that are the same (0 to 1); None where it is not defined, as for marks.
        measure: the measure that fits, in words.
        value: its value, or None where it is not defined.
        reason: why it is not defined, or what has to be said before it can be read; else empty.
    """

    question: str
    items: int = 0
    people: int = 0
    labels: int = 0
    observed: float | None = None
    measure: str = ""
    value: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class Compared:
    """What is the same for every question: the rows, how they are read, what the labels are."""

    data: str | bytes | OpenedFiles
    options: ReadOptions
    limit: int
    level: str
    scale: tuple[str, ...] | None
    overlap: float


def question_scores(compared: Compared, table: LabelTable) -> Iterator[Step[tuple[QuestionScore, ...]]]:
    """Yield progress and, last, the score of each question in the file's order; ``table`` is the one that is shown."""
    names = table.detected.questions[:MOST_QUESTIONS]
    found = []
    for at, name in enumerate(names):
        yield Progress(share=at / len(names), doing=f"Reading question {at + 1:,} of {len(names):,}")
        try:
            one = table if name == table.detected.question else _read(compared, name)
            found.append(_score(name, one, compared))
        except InputError as error:
            found.append(QuestionScore(question=name, reason=f"Expected {error.expected}"))
    yield Better(tuple(found))


def _read(compared: Compared, name: str) -> LabelTable:
    options = replace(compared.options, label=name)
    *_, last = reading(compared.data, options, limit=compared.limit, field="table")
    assert isinstance(last, Better)
    return last.result


def _score(name: str, table: LabelTable, compared: Compared) -> QuestionScore:
    together = sum(items for people, items in table.people_together.items() if len(people) > 1)
    score = QuestionScore(
        question=name, items=together, people=len(table.annotators), labels=len(table.labels) or len(table.marked)
    )
    if not table.item_of:
        regions = region_scores(table, compared.overlap)
        known = [one.f1 for one in regions if one.kind == regions[0].kind and one.f1 is not None]
        many = f", mean of {count(len(known))} pairs" if len(known) > 1 else ""
        if not known:
            return replace(score, reason="no two people marked one item")
        return replace(score, measure=f"F1 of {regions[0].kind}{many}", value=sum(known) / len(known))
    folded = fold(table, compared.level, compared.scale)
    every = {one.name: one for one in measures(folded)}
    main = every[fitting(table, folded)[0]]
    return replace(
        score, observed=every["observed"].value, measure=NAMES[main.name], value=main.value, reason=main.reason
    )


def questions_section(shown: str, every: int, scores: tuple[QuestionScore, ...]) -> Section:
    """Return the table of all questions of which one is shown; nothing where the file answers one."""
    rows = [
        [
            f"{one.question} (shown here)" if one.question == shown else one.question,
            Amount(value=one.items),
            Amount(value=one.people),
            Amount(value=one.labels),
            "-" if one.observed is None else Amount(value=100 * one.observed, kind="percent"),
            one.measure or "-",
            one.reason if one.value is None else Amount(value=one.value, digits=2),
        ]
        for one in scores
    ]
    columns = ["Question", "Items with two", "People", "Labels", "Same label", "Measure that fits", "Value"]
    more = f" These are the first {count(len(scores))} of {count(every)}." if 0 < len(scores) < every else ""
    words = (
        "This file answers several questions, and each is measured by itself, as names, steps or numbers as you said "
        f"above.{more} All else on this page is about “{shown}”. To see another in full, choose it in the form as the "
        "column that holds the label."
    )
    table = Rows(title="How far people agree on each question", columns=columns, rows=rows)
    return Section(
        id="questions",
        title="Each question in your file",
        content=[] if not every else [words, table] if rows else [words, "Not counted yet."],
        pending=bool(every and not rows),
    )
