"""What further measures say where the data ask for them: numbers, sets of labels, cuts of texts."""

from collections.abc import Iterator, Sequence

from calculators.core import Amount, Rows, Section
from calculators.core.words import count, counted, listed
from calculators.models.agreement.cuts import CutScore
from calculators.models.agreement.numbers import NumberAgreement
from calculators.models.agreement.result import MOST_SHOWN, Agreement
from calculators.models.agreement.sets import SetAgreement

_MEANINGS = {
    "ICC(1,1)": "one rating; each item may have been rated by other people",
    "ICC(2,1)": "one rating; these people stand for others, and an offset counts",
    "ICC(3,1)": "one rating; these people are all there are, and an offset does not count",
    "ICC(1,k)": "the mean of all ratings, other people by item",
    "ICC(2,k)": "the mean of all ratings, these people for others",
    "ICC(3,k)": "the mean of all ratings, these people alone",
}

_MATCHES = {
    "spans": "Spans match when start, end and label are equal; beside that stand the F1 where any overlap counts, and "
    "the F1 by character. The F1 by token, where the file holds the text, compares the words and signs of which a span "
    "covers anything.",
    "boxes": "Boxes match when they overlap enough and carry the same label.",
    "polygons": "Polygons match by the exact area they share.",
    "ellipses": "Ellipses are measured as rings of 128 corners.",
    "masks": "Masks match by the pixels they share.",
    "brush": "Brush strokes match by the pixels they share.",
    "key points": "Key points match by their similarity (OKS), and each of the two people is the reference in turn.",
    "stretches": "Stretches match when the part they share is large enough; beside that stand the F1 where any "
    "overlap counts, and the F1 by length.",
    "video": "In video the F1 is that of identities (IDF1), counted frame by frame: a box counts where it matches that "
    "of the one track its own is paired with.",
}


def further_measures(result: Agreement) -> Iterator[str | Rows]:
    """Yield words and tables, nothing where the labels are plain ones."""
    if result.numbers:
        yield from _numbers(result.numbers)
    if result.sets:
        yield from _sets(result.sets)
    if result.cuts:
        yield from _cuts(result.cuts)


def number(value: float | None) -> str:
    """Return a coefficient in words."""
    # Nought has no sign, however small the number below it was.
    return "not defined" if value is None else f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def _interval(low: float | None, high: float | None) -> str:
    return "-" if low is None or high is None else f"{number(low)} to {number(high)}"


def _numbers(found: NumberAgreement) -> Iterator[str | Rows]:
    left = f"; {counted(found.left_out, 'item')} left out, since a rating is missing" if found.left_out else ""
    yield (
        "Your labels are numbers, so the intraclass correlation (ICC) applies. It needs complete items: "
        f"{count(found.complete)} rated by all {count(found.people)} people{left}. Its intervals are computed from the "
        "F distribution."
    )
    rows = [
        [one.form, number(one.value), _interval(one.low, one.high), _MEANINGS[one.form]] for one in found.correlations
    ]
    if found.concordance:
        words = "two people against the line of equal numbers"
        rows.append(
            ["Lin's concordance", number(found.concordance.value),
             _interval(found.concordance.low, found.concordance.high), words]
        )  # fmt: skip
    if not rows:
        yield f"It is not defined here: {found.reason}."
        return
    yield Rows(title="Ratings as numbers", columns=["Measure", "Value", "95% interval", "Of what"], rows=rows)
    if any(one.form == "ICC(2,1)" for one in found.correlations):
        yield (
            "Report ICC(2,1) where one person's rating will be used, because it asks whether another person would have "
            "given the same number; take ICC(2,k) only where you use the mean of all ratings."
        )
    else:
        yield "Only the first model is shown, because the file does not say who gave which rating."
    if found.concordance:
        yield (
            "For two people Lin's concordance says nearly the same as ICC(2,1), so report it where your field asks for "
            "it."
        )


def _sets(found: Sequence[SetAgreement]) -> Iterator[str | Rows]:
    one = found[0]
    yield (
        f"Some labels are several at once: “{one.example}” was taken as {listed(list(one.parts))}. Krippendorff's "
        "alpha with a distance of sets gives credit for what two answers share. Report MASI, because it tells a "
        "label left out from a label replaced."
    )
    rows = [
        [f"Krippendorff's alpha, {each.distance}", number(each.value), _interval(each.low, each.high),
         each.reason or "-"]
        for each in found
    ]  # fmt: skip
    yield Rows(title="Sets of labels", columns=["Measure", "Value", "95% interval", "Remark"], rows=rows)


def _cuts(found: Sequence[CutScore]) -> Iterator[str | Rows]:
    yield (
        "The spans follow each other without gaps, so they cut the texts into pieces. Pk and WindowDiff slide a window "
        "of half a piece over the characters and count where only one person cuts, or where their numbers of cuts "
        "differ: 0 is agreement, and lower is better. What the pieces are called plays no part."
    )
    rows = [
        [f"{one.first} and {one.second}", count(one.items), count(one.left_out), number(one.pk),
         number(one.window_difference)]
        for one in found[:MOST_SHOWN]
    ]  # fmt: skip
    yield Rows(title="Cuts of texts", columns=["Pair", "Texts", "Left out", "Pk", "WindowDiff"], rows=rows)


def regions_section(result: Agreement) -> Section:
    """Return the scores of what people marked within items, and when two marks match."""
    in_part = any(score.partial_f1 is not None for score in result.regions)
    by_token = any(score.token_f1 is not None for score in result.regions)
    overlap = any(score.mean_overlap is not None for score in result.regions)
    rows: list[list[Amount | str]] = [
        [
            f"{score.first} and {score.second}",
            score.kind,
            number(score.f1),
            *([number(score.partial_f1), number(score.length_f1)] if in_part else []),
            *(["-" if score.token_f1 is None else number(score.token_f1)] if by_token else []),
            *(["-" if score.mean_overlap is None else number(score.mean_overlap)] if overlap else []),
            f"{count(score.matched)} of {count(score.marked_by_first)} and {count(score.marked_by_second)}",
            Amount(value=score.items),
        ]
        for score in result.regions[:MOST_SHOWN]
    ]
    in_parts = ["F1, any overlap", "F1 by length"] if in_part else []
    in_tokens = ["F1 by token"] if by_token else []
    columns = ["Pair", "Of", "F1", *in_parts, *in_tokens, *(["Mean overlap"] if overlap else []), "Match", "Items"]
    table = Rows(title="Each two people", columns=columns, rows=rows)
    kinds = " ".join(score.kind for score in result.regions)
    words = [sentence for word, sentence in _MATCHES.items() if word in kinds]
    return Section(id="regions", title="Spans, shapes and tracks", content=[" ".join(words), table] if rows else [])
