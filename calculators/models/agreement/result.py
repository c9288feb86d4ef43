"""From rows of labels to a result: read, count, then draw the intervals."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from calculators.core import Better, InputError, InputErrors, OpenedFiles, Progress, Step
from calculators.label_files import FIELDS, LabelTable, ReadOptions, reading, uncollected
from calculators.methods.agreement import Undefined
from calculators.models.agreement.cuts import CutScore, cut_agreement
from calculators.models.agreement.enough import Enough, how_enough
from calculators.models.agreement.follow_up import FollowUp, follow_up, marks_to_settle
from calculators.models.agreement.inputs import AgreementInputs
from calculators.models.agreement.insight import (
    MOST_CELLS,
    DisputedItem,
    PairAgreement,
    label_agreement,
    most_disputed,
    pair_agreement,
    pair_table,
    pairs_to_compare,
    ties_and_votes,
)
from calculators.models.agreement.marked import RegionScore, region_cautions, region_scores
from calculators.models.agreement.measures import (
    SKEWED,
    Measure,
    fitting,
    fold,
    measures,
    never_meet,
    with_intervals,
)
from calculators.models.agreement.numbers import NUMBERS, NumberAgreement, number_agreement
from calculators.models.agreement.questions import Compared, QuestionScore, question_scores
from calculators.models.agreement.sets import SetAgreement, set_agreement, with_set_intervals

MOST_SHOWN = 12

# Where the names of what is refused differ from those of the fields.
_OPTION_FIELDS = {**FIELDS, "categories": "scale", "threshold": "overlap_needed"}


@dataclass(frozen=True, kw_only=True)
class LabelCount:
    """One label: how often it was given, and how far people agree on it (0 to 1; None where nobody could)."""

    label: str
    used: int
    items: int
    agreement: float | None


@dataclass(frozen=True, kw_only=True)
class PairScore:
    """Two annotators: the items both labelled, the share they agree on, Cohen's kappa (None: not defined)."""

    first: str
    second: str
    items: int
    observed: float
    kappa: float | None


@dataclass(frozen=True, kw_only=True)
class Confusion:
    """What one annotator said (rows) against what another said (columns), on the items both labelled."""

    first: str
    second: str
    labels: Sequence[str]
    counts: Sequence[Sequence[int]]


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What a table of labels says about its annotators.

    Attributes:
        read: how the file was read, as pairs of a title and words.
        sentence: what was read, in a sentence.
        preview: the first labels as they were read: item, annotator, label.
        columns: the names of the file's columns, to choose others from.
        sheets: the titles of a workbook's sheets, to choose another from.
        reading_cautions: what could mislead in how the file was read, a sentence each.
        unnamed: whether the file does not say who gave which label.
        items: the number of items.
        items_with_two: those that at least two people labelled or, where there are only marks, marked.
        annotators: who labelled.
        labels: the distinct labels.
        top_label_share: the share of the most given label (0 to 1).
        measures: every coefficient, defined or not.
        fitting: the measure that fits; empty where there are no labels but spans or boxes.
        why: why it fits.
        by_label: how far people agree on each label.
        pairs: how far each two annotators agree; empty where there are too many labels to compare two by two.
        confusion: the two annotators who share most items, label against label; None where nobody shares any.
        disputed: the items on which people part most.
        regions: agreement on spans and boxes.
        ties: how many items have no majority.
        voted: how many items have a majority label.
        apart: pairs of annotators who share no item.
        more_items: how many more items with two labels would about halve the interval; None where there is none.
        enough: where the agreement stands against what the reader needs; None until drawn, or where there is no value.
        follow_up: what to do about the labels; None until it is worked out, or where there are none.
        numbers: correlations of ratings, where the labels are numbers.
        sets: alpha by distances of sets, where some labels are several at once.
        cuts: agreement on where texts are cut, where the spans are pieces of a whole.
        question: which of several questions all of this is about; empty where the file answers one.
        questions: the names of all of them.
        question_scores: how far people agree on each of them; empty until they are counted.
    """

    read: Sequence[tuple[str, str]]
    sentence: str
    preview: Sequence[tuple[str, str, str]]
    columns: Sequence[str]
    sheets: Sequence[str]
    reading_cautions: Sequence[str]
    unnamed: bool
    items: int
    items_with_two: int
    annotators: Sequence[str]
    labels: Sequence[str]
    top_label_share: float
    measures: Sequence[Measure]
    fitting: str
    why: str
    by_label: Sequence[LabelCount]
    pairs: Sequence[PairScore]
    confusion: Confusion | None
    disputed: Sequence[DisputedItem]
    regions: Sequence[RegionScore]
    ties: int
    voted: int
    apart: Sequence[tuple[str, str]]
    more_items: int | None = None
    enough: Enough | None = None
    follow_up: FollowUp | None = None
    numbers: NumberAgreement | None = None
    sets: Sequence[SetAgreement] = ()
    cuts: Sequence[CutScore] = ()
    question: str = ""
    questions: Sequence[str] = ()
    question_scores: Sequence[QuestionScore] = ()

    @property
    def main(self) -> Measure | None:
        """The measure that fits."""
        return next((measure for measure in self.measures if measure.name == self.fitting), None)

    @property
    def skewed(self) -> bool:
        """Whether one label dominates, so that a high agreement may come with a low kappa."""
        observed = self.measures[0].value if self.measures else None
        main = self.main.value if self.main else None
        return bool(
            self.top_label_share >= SKEWED and observed is not None and observed >= SKEWED
            and main is not None and main < observed - 0.2
        )  # fmt: skip


def compute(inputs: AgreementInputs) -> Iterator[Step[Agreement]]:
    """Read the rows with progress and return everything but the intervals.

    Raises:
        InputErrors: the rows or a correction cannot be used; the field and, for rows, the line are named.
    """
    try:
        for step in uncollected(labels(inputs)):
            if isinstance(step, Progress):
                yield step
            else:
                refuse_one_persons(step.result)
                yield Progress(share=1, doing=f"{step.result.sentence()} Counting")
                yield Better(_counted(inputs, step.result))
    except InputError as error:
        numbers_wanted = error.field == "categories" and inputs.level in {"interval", "ratio"}
        field = "level" if numbers_wanted else _OPTION_FIELDS.get(error.field, error.field)
        offers = {_OPTION_FIELDS.get(name, name): names for name, names in error.offers.items()}
        raise InputErrors([InputError(field, error.expected, error.got, offers=offers)]) from None


def refuse_one_persons(table: LabelTable) -> None:
    """Refuse labels that are all one person's.

    Raises:
        InputError: they are; what to export instead is said, where the reader of the file knows.
    """
    if len(table.annotators) == 1:
        raise InputError(
            "table",
            f"labels by two or more people, since agreement is between them; {table.sentence()} "
            f"{table.detected.alone}".rstrip(),
        )


# Reading takes longer than counting, so a changed option does not read the same rows again.
_last: dict[tuple[str | bytes | OpenedFiles, ReadOptions, float], LabelTable] = {}


def labels(inputs: AgreementInputs) -> Iterator[Step[LabelTable]]:
    """Yield progress while reading and, last, the table.

    Raises:
        InputError: the rows or a correction cannot be used.
    """
    options = _options(inputs)
    key = inputs.table, options, inputs.most_rows
    if key not in _last:
        for step in reading(inputs.table, options, limit=int(inputs.most_rows), field="table"):
            if isinstance(step, Progress):
                yield step
            else:
                _last.clear()
                _last[key] = step.result
    yield Better(_last[key])


def _options(inputs: AgreementInputs) -> ReadOptions:
    return ReadOptions(
        form=inputs.form,  # type: ignore[arg-type]
        delimiter=inputs.delimiter,  # type: ignore[arg-type]
        header=inputs.header,  # type: ignore[arg-type]
        item=inputs.item_column,
        annotator=inputs.annotator_column,
        label=inputs.label_column,
        annotators=tuple(name.strip() for name in inputs.people_columns.split(",") if name.strip()),
        gold=inputs.gold_column,
        again=inputs.again,  # type: ignore[arg-type]
        sheet=inputs.sheet,
        minus_one=inputs.minus_one,  # type: ignore[arg-type]
        missing=("", *(word.strip() for word in inputs.missing_words.split(",") if word.strip())),
    )


def _scale(inputs: AgreementInputs) -> tuple[str, ...] | None:
    given = tuple(word.strip() for word in inputs.scale.split(",") if word.strip())
    return given if given and inputs.level == "ordinal" else None


def _counted(inputs: AgreementInputs, table: LabelTable) -> Agreement:
    folded = fold(table, inputs.level, _scale(inputs))
    compared = pairs_to_compare(table)
    pairs = () if table.unnamed or compared > MOST_CELLS else pair_agreement(table)
    name, why = fitting(table, folded) if table.item_of else ("", "")
    ties, voted = ties_and_votes(table)
    return Agreement(
        read=table.detected.words(),
        sentence=table.sentence(),
        preview=table.preview(),
        columns=table.detected.names,
        sheets=table.detected.sheets,
        reading_cautions=(*table.detected.cautions, *region_cautions(table), *_not_compared(compared)),
        unnamed=table.unnamed,
        items=table.item_count,
        items_with_two=sum(items for people, items in table.people_together.items() if len(people) > 1),
        annotators=table.annotators,
        labels=table.labels,
        top_label_share=_top_share(table),
        measures=measures(folded) if table.item_of else (),
        fitting=name,
        why=why,
        by_label=_by_label(table),
        pairs=_pairs(pairs),
        confusion=_confusion(table, pairs),
        disputed=most_disputed(table, MOST_SHOWN),
        regions=region_scores(table, inputs.overlap_needed),
        ties=ties,
        voted=voted,
        apart=() if table.unnamed else never_meet(table)[:MOST_SHOWN],
        numbers=number_agreement(table) if table.item_of and inputs.level in NUMBERS else None,
        sets=set_agreement(table),
        cuts=cut_agreement(table) if table.marks else (),
        question=table.detected.question,
        questions=table.detected.questions,
    )


def _not_compared(compared: int) -> Iterator[str]:
    if compared > MOST_CELLS:
        yield (
            f"Who agrees with whom is not shown, because that takes {compared:,} comparisons of two labels, and "
            f"{MOST_CELLS:,} are the most. All other numbers count every label; for pairs open a sample of whole items."
        )


def _top_share(table: LabelTable) -> float:
    counts: Counter[int] = Counter()
    for group, items in table.groups.items():
        for _, label in group:
            counts[label] += items
    return max(counts.values()) / counts.total() if counts else 0.0


def _by_label(table: LabelTable) -> tuple[LabelCount, ...]:
    return tuple(
        LabelCount(label=one.label, used=one.used, items=one.items, agreement=_or_none(one.agreement))
        for one in label_agreement(table)
    )


def _pairs(pairs: Sequence[PairAgreement]) -> tuple[PairScore, ...]:
    return tuple(
        PairScore(
            first=pair.first, second=pair.second, items=pair.items, observed=pair.observed, kappa=_or_none(pair.kappa)
        )
        for pair in pairs
    )


def _or_none(value: float | Undefined) -> float | None:
    return None if isinstance(value, Undefined) else value


def _confusion(table: LabelTable, pairs: Sequence[PairAgreement]) -> Confusion | None:
    if not pairs:
        return None
    # The first of those who share most items, so that the choice is the same every time.
    pair = max(pairs, key=lambda one: one.items)
    counted = pair_table(table, pair.first, pair.second)
    rows = counted.rows
    used = [sum(row) + sum(other[at] for other in rows) for at, row in enumerate(rows)]
    shown = sorted(sorted(range(len(rows)), key=lambda at: -used[at])[:MOST_SHOWN])
    return Confusion(
        first=pair.first,
        second=pair.second,
        labels=[table.labels[at] for at in shown],
        counts=[[rows[row][column] for column in shown] for row in shown],
    )


def refine(inputs: AgreementInputs, result: Agreement) -> Iterator[Step[Agreement]]:
    """Add the other questions, 95 % intervals by drawing the items again, and what to do; the last one is finished."""
    yield from uncollected(_refined(inputs, result))


def _refined(inputs: AgreementInputs, result: Agreement) -> Iterator[Step[Agreement]]:
    table = table_of(inputs)
    if table.detected.questions:
        for scored in question_scores(_compared(inputs), table):
            if isinstance(scored, Better):
                result = replace(result, question_scores=scored.result)
            yield scored if isinstance(scored, Progress) else Better(result)
    yield from _drawn_again(inputs, table, result)


def _drawn_again(inputs: AgreementInputs, table: LabelTable, result: Agreement) -> Iterator[Step[Agreement]]:
    if not table.item_of:
        for step in marks_to_settle(table, inputs.overlap_needed):
            yield step if isinstance(step, Progress) else Better(replace(result, follow_up=step.result))
        return
    if not result.items_with_two:
        yield Better(result)
        return
    folded = fold(table, inputs.level, _scale(inputs))
    for drawn in with_intervals(folded, result.measures, inputs.agreement_needed):
        if isinstance(drawn, Progress):
            yield drawn
        else:
            main = next(measure for measure in drawn.result if measure.name == result.fitting)
            wide = main.low is not None and main.high is not None and main.high > main.low
            more_items = 3 * result.items_with_two if wide else None
            enough = how_enough(main, result.items_with_two, inputs.agreement_needed)
            result = replace(result, measures=drawn.result, more_items=more_items, enough=enough)
            yield Better(result)
    for settled in with_set_intervals(table, result.sets) if result.sets else ():
        if isinstance(settled, Progress):
            yield settled
        else:
            result = replace(result, sets=settled.result)
            yield Better(result)
    for step in follow_up(table, folded):
        yield step if isinstance(step, Progress) else Better(replace(result, follow_up=step.result))


def _compared(inputs: AgreementInputs) -> Compared:
    return Compared(
        inputs.table, _options(inputs), int(inputs.most_rows), inputs.level, _scale(inputs), inputs.overlap_needed
    )


def table_of(inputs: AgreementInputs) -> LabelTable:
    """Return the labels, read once more only where they were not the last.

    Raises:
        InputError: the rows or a correction cannot be used.
    """
    *_, read = labels(inputs)
    assert isinstance(read, Better)
    return read.result
