"""Agreement of two annotators who mark stretches of text."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calculators.core import InputError
from calculators.methods.agreement.undefined import Undefined

# Start, end (exclusive) and label; both ends in one unit, characters or tokens.
type Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class SpanF1:
    """Exact-match F1 of two sets of spans, the first of them as the reference.

    Attributes:
        f1: 2 x shared / (first + second), from 0 to 1; the same whichever annotator comes first.
        precision: the share of the second's spans that the first has too; None where the second marked
            nothing.
        recall: the share of the first's spans that the second has too; None where the first marked nothing.
        shared: the number of spans equal in start, end and label.
        first: the number of spans of the first annotator.
        second: the number of spans of the second.
    """

    f1: float
    precision: float | None
    recall: float | None
    shared: int
    first: int
    second: int


def span_f1(first: Sequence[Span], second: Sequence[Span]) -> SpanF1 | Undefined:
    """Return the F1 of two annotators' spans, where a match is equal in start, end and label.

    A span marked twice counts twice. F1 is what kappa tends to as the text outside any span grows.

    Raises:
        InputError: a span is not a start, an end at or after it, and a label.

    Source: Hripcsak and Rothschild (2005), Agreement, the F-measure, and reliability in information
    retrieval, Journal of the American Medical Informatics Association 12(3), doi:10.1197/jamia.M1733.
    """
    one, other = _counted("first", first), _counted("second", second)
    return span_f1_from_counts((one & other).total(), one.total(), other.total())


def token_f1(first: Sequence[Span], second: Sequence[Span]) -> SpanF1 | Undefined:
    """Return the F1 of the tokens that two annotators' spans cover, where a match is a token with the same label.

    Spans are in numbers of tokens. A token counts once with each label that somebody gave it, however many spans do so.

    Raises:
        InputError: a span is not a start, an end at or after it, and a label.

    Source: Tjong Kim Sang and De Meulder (2003), Introduction to the CoNLL-2003 shared task, CoNLL-2003, compare whole
    spans; by token it is the Dice coefficient of the labelled tokens, as micro-averaged F1 over tokens is.
    """
    one, other = (
        {(at, label) for start, end, label in _counted(field, spans) for at in range(start, end)}
        for field, spans in (("first", first), ("second", second))
    )
    return span_f1_from_counts(len(one & other), len(one), len(other))


def span_f1_from_counts(shared: int, first: int, second: int) -> SpanF1 | Undefined:
    """Return the same from numbers of spans: shared, of the first annotator, and of the second.

    Raises:
        InputError: a number is negative, or more are shared than one of them has.
    """
    if not 0 <= shared <= min(first, second):
        raise InputError("shared", "from 0 to the smaller number of spans", str(shared))
    if not first + second:
        return Undefined("neither annotator marked a span")
    return SpanF1(
        f1=2 * shared / (first + second),
        precision=shared / second if second else None,
        recall=shared / first if first else None,
        shared=shared,
        first=first,
        second=second,
    )


def _counted(field: str, spans: Iterable[Span]) -> Counter[Span]:
    counted: Counter[Span] = Counter()
    for span in spans:
        start, end, label = span
        if not (isinstance(start, int) and isinstance(end, int) and isinstance(label, str)) or end < start:
            raise InputError(field, "spans of a start, an end at or after it, and a label", str(span))
        counted[start, end, label] += 1
    return counted
