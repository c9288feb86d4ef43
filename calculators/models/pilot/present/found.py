"""What was found, in words, tables and charts."""

from collections.abc import Sequence

from calculators.core import Amount, Download, Ranges, Rows, Section
from calculators.core.answer import Content
from calculators.core.words import count, percent, plain
from calculators.models.pilot.doubts import compared_as_different, days_as_text, unknown_items
from calculators.models.pilot.inputs import PilotInputs
from calculators.models.pilot.judged import LARGEST_FACTOR, ClassVerdict, Drift, Judged, VendorVerdict
from calculators.models.pilot.pairs import NotWorse, Pair
from calculators.models.pilot.phrases import (
    accuracy_digits,
    chance,
    clusters,
    in_points,
    points,
    reasons,
    spread,
    verdict,
)
from calculators.models.pilot.terms import Terms

STYLES = {"PASS": "1", "REPEAT": "3", "FAIL": "2"}
LIMIT_STYLE = "7"  # for a row that is a limit and no vendor
READING = "The rows are still being read."


def _share(value: float) -> Amount:
    return Amount(value=100 * value, kind="percent", digits=accuracy_digits(value))


def _section(id_: str, title: str, content: Sequence[Content], *, waiting: bool) -> Section:
    return Section(id=id_, title=title, content=[READING] if waiting else content, pending=waiting)


def vendors(inputs: PilotInputs, judged: Judged | None, *, waiting: bool) -> Section:
    """Return each vendor against the floor."""
    content: list[Content] = []
    if judged:
        content = [verdict(inputs, judged), *_counted_as(inputs, judged)]
        content += [_vendor_table(judged.vendors), _accuracies(inputs, judged.vendors)]
        content.append(Download(name="vendors", words="the vendors as a table (CSV)"))
    return _section("verdict", "What the result means", content, waiting=waiting)


def _counted_as(inputs: PilotInputs, judged: Judged) -> list[str]:
    if Terms.of(inputs).design_effect <= 1:
        return []
    return [f"This is {clusters(inputs, items)}." for items in dict.fromkeys(one.items for one in judged.vendors)]


def _vendor_table(found: Sequence[VendorVerdict]) -> Rows:
    return Rows(
        title="Each vendor against the floor",
        columns=["Vendor", "Scored", "Right", "Accuracy", "Exact interval", "Wilson's interval", "Wrong",
                 "Most wrong to pass", "Verdict by the errors alone", "Verdict", "Why",
                 "Items that would decide at this accuracy"],
        rows=[
            [
                one.vendor,
                Amount(value=one.items),
                Amount(value=one.right),
                _share(one.accuracy),
                spread(one.low, one.high),
                spread(one.wilson_low, one.wilson_high),
                Amount(value=one.items - one.right),
                Amount(value=one.gate_errors) if one.gate_errors >= 0 else "none is few enough",
                one.gate,
                one.final,
                reasons(one) or "-",
                _factor(one),
            ]
            for one in found
        ],
    )  # fmt: skip


def _factor(one: VendorVerdict) -> str:
    """Return how many items would decide, as a multiple of those scored, as far as multiples were tried."""
    if one.gate != "REPEAT":
        return "these do"
    if one.factor_to_decide is None:
        return f"not even {LARGEST_FACTOR} times as many"
    return f"{one.factor_to_decide} times as many"


def _accuracies(inputs: PilotInputs, found: Sequence[VendorVerdict]) -> Ranges:
    floor = inputs.floor_accuracy
    words = f"Accuracy of each vendor with its exact interval, and the floor of {plain(floor)}%"
    rows = [(one.vendor, 100 * one.low, 100 * one.accuracy, 100 * one.high, STYLES[one.final]) for one in found]
    return Ranges(
        title="Accuracy against the floor",
        description=words,
        rows=[*rows, ("Floor", floor, floor, floor, LIMIT_STYLE)],
        low_name="Low end",
        middle_name="Accuracy",
        high_name="High end",
        kind="percent",
        digits=max(accuracy_digits(floor / 100), *(accuracy_digits(*{one.low, one.high}) for one in found)),
    )


def differences(inputs: PilotInputs, judged: Judged | None, *, waiting: bool) -> Section:
    """Return every two vendors compared, and each against the standard where that is the question."""
    content: list[Content] = []
    if judged and judged.pairs:
        paired = [pair for pair in judged.pairs if pair.method == "paired"]
        if judged.not_worse:
            content.append(_against_standard(inputs, judged.not_worse))
        if different := compared_as_different(inputs, judged):
            content.append(different)
        content.append(_pair_table(judged.pairs, known=not unknown_items(inputs, judged)))
        if paired:
            content.append(_shared_table(paired))
        content += [_pair_chart(inputs, judged), Download(name="pairs", words="the comparisons as a table (CSV)")]
    return _section("differences", "Vendor against vendor", content, waiting=waiting)


def _pair_table(pairs: Sequence[Pair], *, known: bool) -> Rows:
    """Return every two vendors; ``known`` is whether the result says which items both labelled."""
    return Rows(
        title="Every two vendors, the first minus the second",
        columns=["Vendors", "Compared on", "Items of both", "Difference in points", "Interval", "p", "p for all pairs",
                 "Mid-p", "Shown to be better"],
        rows=[
            [
                f"{pair.first} and {pair.second}",
                "the same items" if pair.method == "paired" else "all items of each",
                Amount(value=pair.shared) if known else "not known",
                Amount(value=100 * pair.difference, digits=1),
                f"{points(pair.low)} to {points(pair.high)}",
                chance(pair.p_value),
                chance(pair.p_adjusted),
                "-" if pair.p_mid is None else chance(pair.p_mid),
                pair.better or "neither",
            ]
            for pair in pairs
        ],
    )  # fmt: skip


def _shared_table(pairs: Sequence[Pair]) -> Rows:
    rows: list[list[Amount | str]] = []
    for pair in pairs:
        counts = (pair.both, pair.only_first, pair.only_second, pair.neither)
        rows.append(
            [
                f"{pair.first} and {pair.second}",
                *("-" if number is None else Amount(value=number) for number in counts),
                "-" if pair.expected_neither is None else Amount(value=pair.expected_neither, digits=1),
                "-" if pair.p_shared is None else chance(pair.p_shared),
                "-" if pair.shared_error_share is None else percent(100 * pair.shared_error_share),
            ]
        )
    return Rows(
        title="Items that both labelled",
        columns=["Vendors", "Both right", "Only the first", "Only the second", "Both wrong",
                 "Both wrong, expected by luck alone", "Chance that luck alone makes so many both wrong",
                 "Errors of the better vendor that the other made too"],
        rows=rows,
    )  # fmt: skip


def _against_standard(inputs: PilotInputs, found: Sequence[NotWorse]) -> Rows:
    return Rows(
        title=f"No worse by more than {in_points(inputs.noninferiority_margin)}?",
        columns=["Vendor", "Measured against", "Difference in points", "At worst", "No worse"],
        rows=[
            [
                one.vendor,
                one.standard,
                Amount(value=100 * one.difference, digits=1),
                Amount(value=100 * one.lower, digits=1),
                "yes" if one.not_worse else "not shown",
            ]
            for one in found
        ],
    )


def _pair_chart(inputs: PilotInputs, judged: Judged) -> Ranges:
    limit = -inputs.noninferiority_margin if judged.not_worse else 0.0
    name = "Margin" if judged.not_worse else "No difference"
    where = f"the margin of {in_points(-limit)} below 0" if judged.not_worse else "no difference at 0"
    return Ranges(
        title="Differences of accuracy, in points",
        description=f"Each difference with its interval, and {where}",
        rows=[
            *(
                (
                    f"{pair.first} minus {pair.second}", 100 * pair.low, 100 * pair.difference, 100 * pair.high,
                    "1" if pair.better else "3",
                )
                for pair in judged.pairs
            ),
            (name, limit, limit, limit, LIMIT_STYLE),
        ],
        low_name="Low end",
        middle_name="Difference",
        high_name="High end",
        kind="count",
        digits=1,
    )  # fmt: skip


def days(judged: Judged | None, *, waiting: bool) -> Section:
    """Return each vendor's days, and its last day against its first."""
    content: list[Content] = []
    if judged and judged.days:
        content = [_drift_table(judged.drift)] if judged.drift else []
        if in_doubt := days_as_text(judged):
            content.insert(0, in_doubt)
        content.append(
            Rows(
                title="Each day",
                columns=["Vendor", "Day", "Scored", "Right", "Accuracy"],
                rows=[
                    [
                        one.vendor,
                        one.day,
                        Amount(value=one.items),
                        Amount(value=one.right),
                        _share(one.right / one.items),
                    ]
                    for one in judged.days
                ],
            )
        )
        content.append(Download(name="days", words="the days as a table (CSV)"))
    return _section("days", "Day by day", content, waiting=waiting)


def _drift_table(found: Sequence[Drift]) -> Rows:
    return Rows(
        title="The last day against the first",
        columns=["Vendor", "First day", "Last day", "Change in points", "Interval", "p", "p for all vendors", "Worse"],
        rows=[
            [
                one.vendor,
                f"{one.first_day}: {count(one.first_right)} of {count(one.first_items)}",
                f"{one.last_day}: {count(one.last_right)} of {count(one.last_items)}",
                Amount(value=100 * one.difference, digits=1),
                f"{points(one.low)} to {points(one.high)}",
                chance(one.p_value),
                chance(one.p_adjusted),
                "yes" if one.drifted else "not shown",
            ]
            for one in found
        ],
    )


def classes(judged: Judged | None, *, waiting: bool) -> Section:
    """Return each vendor's classes against the floor, and its annotators."""
    content: list[Content] = []
    if judged and judged.classes:
        content += [_class_table(judged.classes), Download(name="classes", words="the classes as a table (CSV)")]
    if judged and judged.annotators:
        content.append(
            Rows(
                title="Each annotator, not judged",
                columns=["Vendor", "Annotator", "Scored", "Right", "Accuracy", "Exact interval"],
                rows=[
                    [
                        one.vendor, one.annotator, Amount(value=one.items), Amount(value=one.right),
                        _share(one.accuracy), spread(one.low, one.high),
                    ]
                    for one in judged.annotators
                ],
            )
        )  # fmt: skip
    return _section("classes", "Classes and annotators", content, waiting=waiting)


def _class_table(found: Sequence[ClassVerdict]) -> Rows:
    return Rows(
        title="Each class against the floor",
        columns=["Vendor", "Class", "Scored", "Right", "Accuracy", "Exact interval", "p", "p for all classes",
                 "Below the floor"],
        rows=[
            [
                one.vendor,
                one.class_name,
                Amount(value=one.items),
                Amount(value=one.right),
                _share(one.accuracy),
                spread(one.low, one.high),
                "-" if one.p_value is None else chance(one.p_value),
                "-" if one.p_adjusted is None else chance(one.p_adjusted),
                "too few to judge" if one.rare else "yes" if one.below_floor else "not shown",
            ]
            for one in found
        ],
    )  # fmt: skip
