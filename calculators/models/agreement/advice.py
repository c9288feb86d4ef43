"""What a pattern of disagreement means, and what to do about it."""

from collections.abc import Iterator, Sequence

from calculators.core.words import count, counted, listed, percent
from calculators.models.agreement.confused import ConfusedPair
from calculators.models.agreement.enough import ON_THE_MARK
from calculators.models.agreement.further import number
from calculators.models.agreement.measures import NAMES, Measure
from calculators.models.agreement.result import Agreement

# Our judgement, said as such where it is used.
FEW_ITEMS = 50
BEHIND = 0.15
DOMINANT = 0.4
MOSTLY_SHARED = 0.667
# As far as Krippendorff's two limits, 0.8 and 0.667, lie apart.
FAR_BELOW = 0.133


def advice(result: Agreement, needed: float) -> Iterator[str]:
    """Yield what to do next, the most telling pattern first, where the reader needs so much agreement (−1 to 1)."""
    if not result.items_with_two and not result.regions:
        yield "Give some items to two or more people: agreement can only be seen where labels overlap."
        return
    outlier = behind(result)
    if outlier:
        yield (
            f"{outlier} agrees less with everybody than the others do. Go through a few disputed items together: this "
            "is a matter of training, not of the guideline."
        )
    yield from _by_border(result)
    yield from _by_strength(result, needed)
    yield from _by_marks(result)
    hard = [one.label for one in result.by_label if one.agreement is not None and one.agreement < 0.5 and one.used >= 5]
    # Of numbers the same one need not be met, so labels of their own say little.
    if hard and len(result.labels) > 1 and result.numbers is None:
        them = "it" if len(hard) == 1 else "each of them"
        names = listed([f"“{label}”" for label in hard[:4]])
        yield f"People agree least on {names}. Define {them} anew, or merge it with another label."
    if result.ties:
        yield f"Let another person settle {counted(result.ties, 'item')} without a majority, and keep the reasons."


def _by_border(result: Agreement) -> Iterator[str]:
    """Ask for one rule: for the border that the sentence to copy is about, once it has been found."""
    mixed, most = mixed_up(result), most_confused(result)
    if not mixed or not result.confusion:
        return
    first, second = (most[0].first, most[0].second) if most else mixed
    start = (
        f"Much of the disagreement between {result.confusion.first} and {result.confusion.second} is about "
        f"“{first}” against “{second}”"
        if (first, second) == mixed
        else f"No two labels stand against each other more often than “{first}” and “{second}”"
    )
    yield f"{start}. Write one rule with examples for that border into the guideline."


def _by_marks(result: Agreement) -> Iterator[str]:
    """Say of two people's marks whether they miss each other's objects or draw the same ones otherwise."""
    known = [score for score in result.regions if score.f1 is not None]
    if not known:
        return
    worst = min(known, key=lambda score: (score.f1 or 0.0, score.first, score.second))
    who = f"{worst.first} and {worst.second}"
    if worst.f1 == 1:
        yield "All marks match. Keep a small overlap running, so that you notice when that changes."
        return
    yield (
        f"{who} agree least on {worst.kind} (F1 {worst.f1:.2f}). Look at the first items to adjudicate together, and "
        "note of each mark that has no match whether it was missed, drawn elsewhere, or called otherwise, because each "
        "asks for another rule in the guideline."
    )
    if worst.partial_f1 is not None and worst.partial_f1 - (worst.f1 or 0.0) >= BEHIND:
        yield (
            f"Where any overlap counts their F1 is {worst.partial_f1:.2f}, so much of this is about where a mark "
            "begins and ends. Say that first."
        )


def shared_labels(result: Agreement) -> float | None:
    """Return alpha by what two sets of labels share (MASI); None where no label stands for several."""
    return next((one.value for one in result.sets if one.distance == "MASI"), None)


def _by_strength(result: Agreement, needed: float) -> Iterator[str]:
    main = result.main
    if not main or main.value is None:
        return
    shared = shared_labels(result)
    if shared is not None and main.value < MOSTLY_SHARED <= shared and main.value < needed:
        yield (
            "People share most of the labels that they give, but often not the whole set. Say in the guideline when a "
            "further label is due, because what differs is often one label left out or added."
        )
    elif not result.skewed:
        yield _against_the_mark(main, main.value, needed)


def _against_the_mark(main: Measure, value: float, needed: float) -> str:
    """Say what to do by how far the value lies from the reader's own mark, and not from a custom."""
    if needed - value > FAR_BELOW:
        return (
            f"Agreement is far below the {number(needed)} that you need. Mend the guideline before you label more, and "
            "test it on a new batch, because people remember the old one. Label this batch again only to repair it."
        )
    on_it = abs(value - needed) < ON_THE_MARK and value < 1
    if value < needed or on_it:
        where = "just at" if on_it else "a little below"
        high = main.high is not None and main.high >= needed and not on_it
        but = ", though the high end of its interval reaches it" if high else ""
        return (
            f"Agreement is {where} the {number(needed)} that you need{but}. Settle the disputed items and add their "
            "answers to the guideline."
        )
    if main.low is not None and main.low < needed:
        return (
            f"Agreement reaches the {number(needed)} that you need, though the low end of its interval does not. Label "
            "more items before you rely on it, or decide by the chance that the true value is below your mark."
        )
    return (
        f"Agreement reaches the {number(needed)} that you need. Keep a small overlap running, so that you notice when "
        "it drops."
    )


def behind(result: Agreement) -> str:
    """Return the annotator whose mean agreement with the others is clearly the lowest, or nothing.

    At least three annotators who agree well enough to compare; "clearly" is 0.15 below the next.
    """
    scores: dict[str, list[float]] = {}
    for pair in result.pairs:
        for name in (pair.first, pair.second):
            scores.setdefault(name, []).append(pair.observed)
    if len(scores) < 3:
        return ""
    (lowest, name), (second, _), *_ = sorted((sum(found) / len(found), name) for name, found in scores.items())
    return name if second - lowest >= BEHIND else ""


def mixed_up(result: Agreement) -> tuple[str, str] | None:
    """Return the two labels that make up most of the disagreement in the confusion table, or None."""
    if not result.confusion or len(result.labels) < 3:
        return None
    labels, counts = result.confusion.labels, result.confusion.counts
    borders = {
        (labels[one], labels[other]): counts[one][other] + counts[other][one]
        for one in range(len(labels))
        for other in range(one + 1, len(labels))
    }
    total = sum(borders.values())
    pair = max(borders, key=lambda border: borders[border])
    return pair if total >= 5 and borders[pair] >= DOMINANT * total and borders[pair] > 1 else None


def most_confused(result: Agreement) -> Sequence[ConfusedPair]:
    """Return the two labels that differ most often; of several as frequent, those first that two people mix up most.

    The advice and the sentence to copy both take the first of them, so that they ask for one rule.
    """
    found = result.follow_up.confused if result.follow_up else ()
    most = [one for one in found if one.times == found[0].times]
    return sorted(most, key=lambda one: (one.first, one.second) != mixed_up(result))


def warnings(result: Agreement) -> Iterator[str]:
    """Yield what could mislead in these numbers."""
    yield from result.reading_cautions
    main = result.main
    if main and main.value is None:
        yield f"{NAMES[main.name]} is not defined here: {main.reason}. That is no 0 and no 1; it is no answer."
    if result.skewed and main and main.value is not None:
        yield (
            f"One label makes up {percent(100 * result.top_label_share)} of all. With so skewed labels "
            f"{NAMES[main.name]} can be low though people agree. Show observed agreement, Gwet's AC1 and the agreement "
            "on the rare label beside it, and look for more items with the rare label."
        )
    if main and main.low is not None and main.low == main.high:
        yield "The interval has no width because every resample of these items agrees. That is no proof of certainty."
    if 0 < result.items_with_two < FEW_ITEMS:
        what, then = (
            ("with two labels or more", ": look at the interval before the number")
            if main
            else ("that two people marked", ", so the next items may well give another number")
        )
        yield (
            f"Only {counted(result.items_with_two, 'item')} {what}. That is few (fewer than {FEW_ITEMS} are few, an "
            f"assumption of ours){then}."
        )
    if result.apart:
        names = [f"{one} and {other}" for one, other in result.apart[:3]]
        yield f"These people share no item, so nothing is known of how they agree: {listed(names)}."
    if result.items and result.items_with_two < result.items:
        rest = result.items - result.items_with_two
        yield f"{count(rest)} of {counted(result.items, 'item')} with one label only: they say nothing of agreement."
    if not main:
        yield (
            "An F1 is not corrected for chance, and no custom says how much of it is enough. People can also agree on "
            "the same mistake: agreement is not accuracy."
        )
        return
    yield (
        "0.8 and 0.667 are customs, not laws (Krippendorff 2004). What counts is what a wrong label costs you. "
        "People can also agree on the same mistake: agreement is not accuracy."
    )
