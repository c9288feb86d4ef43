"""What to do about the labels, in words: the border to settle, the items to settle first, the people to help."""

from collections.abc import Iterator, Sequence

from calculators.core import Amount, BulletList, Download, Rows, Section
from calculators.core.words import NOT_YET, count, counted, listed, percent
from calculators.models.agreement.adjudicate import OpenItem
from calculators.models.agreement.advice import most_confused
from calculators.models.agreement.confused import MOST_PAIRS, ConfusedPair
from calculators.models.agreement.follow_up import FollowUp
from calculators.models.agreement.people import Checked, People, Person
from calculators.models.agreement.result import MOST_SHOWN, Agreement

# A list in a sentence stops here and says that there are others.
MOST_NAMED = 4


def _section(result: Agreement, id: str, title: str, content: Sequence[object], **more: bool) -> Section:  # noqa: A002
    """Return a section, which waits until the intervals are drawn."""
    waiting = result.follow_up is None and bool(result.items_with_two and result.measures)
    return Section(id=id, title=title, content=[NOT_YET] if waiting else content, pending=waiting, **more)  # type: ignore[arg-type]


def confused(result: Agreement) -> Section:
    """Return which two labels stand against each other, how often, and between whom."""
    content: list[object] = []
    if result.follow_up and result.follow_up.confused:
        shown = result.follow_up.confused
        named = bool(shown[0].who)
        rows: list[list[Amount | str]] = [
            [
                f"{one.first} / {one.second}",
                Amount(value=one.times),
                Amount(value=100 * one.share, kind="percent"),
                *([_between(one)] if named else []),
            ]
            for one in shown
        ]
        content = [
            _most(result, result.follow_up),
            Rows(
                title="Labels that stand against each other",
                columns=["Labels", "Times", "Of all that differ", *(["Most often between"] if named else [])],
                rows=rows,
            ),
            *_rounded(shown),
        ]
    return _section(result, "confused", "Which labels are confused", content)


def _most(result: Agreement, found: FollowUp) -> str:
    """Name the labels that differ most often, all of them where several are as frequent, and what a rule would do."""
    worst, *others = most_confused(result)
    start = f"Of {counted(found.differing, 'pair')} of labels on one item that differ{'s' * (found.differing == 1)}"
    if not others:
        share = "all" if worst.times == found.differing else percent(100 * worst.share)
        return f"{start}, {share} are {worst.first} against {worst.second}. {_gain(result, worst, 'that border')}"
    # In the order of the table, which is that of the scale.
    tied = [f"{one.first} against {one.second}" for one in found.confused if one.times == worst.times]
    names = tied if len(tied) <= MOST_NAMED else [*tied[: MOST_NAMED - 1], "others"]
    gain = _gain(result, worst, f"the border between {worst.first} and {worst.second}")
    return f"{start}, none are more frequent than {listed(names)}, with {count(worst.times)} each. {gain}"


def _rounded(shown: Sequence[ConfusedPair]) -> Iterator[str]:
    """Say why the shares do not add up, where all are shown and rounding is the reason."""
    total = sum(round(100 * one.share) for one in shown)
    if total != 100 and len(shown) < MOST_PAIRS:
        yield f"The shares are rounded, so they add up to {total}% and not to 100%."


def _between(one: ConfusedPair) -> str:
    first, second = one.who
    return f"{first} ({one.first}) and {second} ({one.second}), {counted(one.by_them, 'time')}"


def _gain(result: Agreement, one: ConfusedPair, border: str) -> str:
    values = {measure.name: measure.value for measure in result.measures}
    observed, alpha = values.get("observed"), values.get("krippendorff_alpha")
    if one.observed_settled is None or observed is None:
        return ""
    words = (
        f"If everybody agreed on {border}, people would give the same label {percent(100 * one.observed_settled)} of "
        f"the time at most, instead of {percent(100 * observed)}."
    )
    if len(result.labels) == 2:
        return f"{words} There is no third label, so the two cannot be taken for one."
    if one.alpha_merged is None or alpha is None:
        return f"{words} What alpha would be is not said, since these two labels cannot be taken for one."
    change = (
        f"would be {_two(one.alpha_merged)} instead of {_two(alpha)}"
        if one.alpha_merged > alpha
        else f"would be {_two(one.alpha_merged)}, which is no more than the {_two(alpha)} of today, because people do "
        "tell them apart better than chance; so keep both labels"
    )
    return f"{words} With the two as one label Krippendorff's alpha {change}."


def _two(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def rule_to_copy(result: Agreement) -> Section:
    """Return a pattern of the sentence for the guideline that would help most, to be copied."""
    content: list[object] = []
    if result.follow_up and result.follow_up.confused:
        one = most_confused(result)[0]
        # No names, because everybody who labels reads the guideline.
        said = " and ".join(f"{counted(len(who), 'person', 'people')} called “{label}”" for label, who in one.said)
        example = (
            f"Example: item {one.item} is “[the right label]”, because [the reason]."
            if result.unnamed
            else f"Example: item {one.item}, which {said}, is “[the right label]”, because [the reason]."
        )
        content = [
            f"Label an item “{one.first}” if [what makes it so], and “{one.second}” if [what makes it so]. "
            f"Where both seem to hold, choose “[one of the two]”, because [what a mistake would cost]. {example}"
        ]
    return _section(
        result, "rule", "Text to copy: the sentence that would help your guideline most", content, to_copy=True
    )


def adjudicate(result: Agreement) -> Section:
    """Return the items to settle first, and the list of all for the tool that they came from."""
    content: list[object] = []
    if result.follow_up and result.follow_up.first:
        found = result.follow_up
        order, likely = _order(found)
        rows = [[one.item, one.words(), *_likely(one)] for one in found.first]
        content = [
            f"People differ on {counted(found.open_items, 'item')}"
            f"{' without a right answer' if 'Right answer' in dict(result.read) else ''}. {order}",
            Rows(title=f"The first {len(rows)}", columns=["Item", "Who said what", *likely], rows=rows),
            found.tool.how,
            Download(name="items-to-adjudicate", words=found.tool.words),
        ]
    return _section(result, "adjudicate", "Items to adjudicate first", content)


def _order(found: FollowUp) -> tuple[str, list[str]]:
    """Return how the items are ordered, in a sentence, and the columns that say so."""
    if found.people is None:
        words = "They are ordered by the share of marks that no other person's matches, which is 1 minus F1."
        return words, ["Unmatched"]
    if found.first[0].doubt is None:
        words = "They are ordered by the share of pairs of people who differ, since accuracy was not estimated"
        return f"{words}: {found.people.not_estimated}.", ["Given most"]
    words = (
        "They are ordered by how uncertain the right label is, which is the entropy of its chances by the model "
        "described under “How often each person is right”: to settle the first of them tells you most."
    )
    return words, ["Likeliest label", "Chance that it is wrong"]


def _likely(one: OpenItem) -> list[Amount | str]:
    if not one.likely:
        return [Amount(value=100 * one.bits, kind="percent")]
    return [one.likely] if one.doubt is None else [one.likely, Amount(value=100 * one.doubt, kind="percent")]


def people(result: Agreement) -> Section:
    """Return how often each person is right: by the reader's answers, and as far as it can be told without them."""
    content: list[object] = []
    if result.follow_up and result.follow_up.people:
        found = result.follow_up.people
        known = sorted((one for one in found.persons if one.checked or one.estimated is not None), key=_worst_first)
        content = [*_by_answers(result, found), *([] if result.unnamed else _by_model(found))]
        if known:
            shown = known[:MOST_SHOWN]
            if len(known) > len(shown):
                content.append(f"The {MOST_SHOWN} people who are right least often, of {count(len(known))}.")
            content.append(_table(found, shown))
            content.append(Download(name="people-accuracy", words="everybody's labels against the right ones (CSV)"))
    return _section(result, "people", "How often each person is right", content)


def _worst_first(one: Person) -> tuple[float, str]:
    share = one.checked.right / one.checked.of if one.checked else one.estimated or 0.0
    return share, one.name


def _by_answers(result: Agreement, found: People) -> Iterator[str]:
    column = dict(result.read).get("Right answer", "")
    if not column:
        yield (
            "Where your file has a column of right answers, name it under “Column that holds the right answer”, and "
            "you read here how often each person and the majority are right."
        )
    elif not (found.majority or found.ties):
        yield f"No item has a right answer in the column {column!r}."
    if found.majority:
        ties = f" Left out as ties: {counted(found.ties, 'item')}." if found.ties else ""
        yield (
            f"By the column {column!r} the majority is right on {_share(found.majority)}.{ties} Intervals are "
            "Wilson's, and hold where the answers were given without looking at the labels."
        )
    if found.unheard:
        yield (
            f"Nobody ever gave {listed([repr(label) for label in found.unheard[:4]])}, which your right answers hold. "
            "If that is only spelled otherwise, every one of these counts as a mistake."
        )


def _share(checked: Checked) -> str:
    return (
        f"{count(checked.right)} of {counted(checked.of, 'item')}, {percent(100 * checked.right / checked.of)} "
        f"({percent(100 * checked.low)} to {percent(100 * checked.high)})"
    )


def _by_model(found: People) -> Iterator[str | BulletList]:
    if found.not_estimated:
        yield f"What people's accuracy is without right answers was not estimated: {found.not_estimated}."
        return
    yield (
        "The model of Dawid and Skene (1979) estimates the right labels and everybody's mistakes together, from the "
        "labels alone. It takes each person's mistakes to be independent of the others', and the same on every item."
    )
    cautions = [
        "A mistake that people share looks like the truth, so all of them can seem better than they are, and whoever "
        "is right against them worse. Only right answers of your own can show that.",
        "Where items are few it trusts itself too much. On labels that we made up, three people on 60 items, it put "
        "the chance of a wrong label at 8% where they differed, and 11% were wrong; with 1,000 items it was right.",
    ]
    if found.thin:
        cautions.append("Most of your items have fewer than three labels, so these estimates rest on little.")
    if not found.settled:
        cautions.append("It was stopped before it came to rest, so the last digits would still move.")
    yield BulletList(items=cautions)


def _table(found: People, shown: Sequence[Person]) -> Rows:
    gold, model = any(one.checked for one in shown), not found.not_estimated
    columns = ["Person"]
    columns += ["Right by your answers", "95% interval"] if gold else []
    columns += ["Estimated without them" if gold else "Estimated to be right"] if model else []
    columns += ["Commonest mistakes", "Labels given"]
    return Rows(
        title="Everybody's accuracy", columns=columns, rows=[_row(one, gold=gold, model=model) for one in shown]
    )


def _row(one: Person, *, gold: bool, model: bool) -> list[Amount | str]:
    cells: list[Amount | str] = [one.name]
    if gold and one.checked:
        share = f"{percent(100 * one.checked.right / one.checked.of)} ({count(one.checked.right)} of"
        cells += [f"{share} {count(one.checked.of)})", _interval(one.checked)]
    elif gold:
        cells += ["none of these items", "-"]
    if model:
        cells.append("-" if one.estimated is None else Amount(value=100 * one.estimated, kind="percent"))
    mistakes = [f"{wrong.given} for {wrong.right} ({count(wrong.times)})" for wrong in one.mistakes]
    return [*cells, ", ".join(mistakes) or "-", Amount(value=one.labels)]


def _interval(checked: Checked) -> str:
    return f"{percent(100 * checked.low)} to {percent(100 * checked.high)}"


def votes(result: Agreement) -> Section:
    """Return how many items have a majority label, with the file of them."""
    if not result.labels:
        return Section(id="votes", title="Majority labels", content=[])
    return Section(
        id="votes",
        title="Majority labels",
        content=[
            _votes(result),
            Download(name="majority-labels", words="majority labels (CSV)"),
        ],
    )


def _votes(result: Agreement) -> str:
    """Say how many items have a majority, and what became of those that have none."""
    found = f"A majority was found for {counted(result.voted, 'item')}" if result.voted else "No item has a majority"
    if not result.ties:
        return f"{found}, and no item is tied."
    are = "is" if result.ties == 1 else "are"
    return f"{found}, and {counted(result.ties, 'item')} {are} tied, which {are} marked and left for you to settle."
