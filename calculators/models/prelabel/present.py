"""The result in words, figures, tables and charts."""

from collections.abc import Sequence

from calculators.core import Amount, Answer, Figure, Later, Rows, Section, Series, StackedBars
from calculators.core.charts import tenths
from calculators.core.words import count, percent
from calculators.models.prelabel.advice import LEFT_OUT, best, cautions, next_steps
from calculators.models.prelabel.charts import by_accuracy, by_threshold
from calculators.models.prelabel.headline import headline
from calculators.models.prelabel.inputs import PrelabelInputs
from calculators.models.prelabel.money import Parts
from calculators.models.prelabel.result import Prelabel
from calculators.models.prelabel.strips import strips
from calculators.models.prelabel.ways import NOT_YET, Way
from calculators.models.prelabel.wording import NAMES, at_most, expected, labels, score, typed, verdict

PARTS = {
    "labour": "People",
    "second_look": "Second look",
    "model": "Model's price",
    "fixed": "Set-up, sample, upkeep, audit",
    "errors": "Wrong labels",
}


def present(inputs: PrelabelInputs, result: Prelabel) -> Answer:
    """Return the answer: what to do and what flips it, then the parts that explain it."""
    return Answer(
        headline=headline(inputs, result),
        figures=_figures(result),
        strips=Later(lambda: strips(inputs, result)),
        sections=Later(
            lambda: [
                _ways(inputs, result),
                _thresholds(inputs, result),
                _proof(inputs, result),
                _flips(inputs, result),
            ]
        ),
        cautions=Later(lambda: cautions(inputs, result)),
        next_steps=Later(lambda: next_steps(inputs, result)),
    )


def _figures(result: Prelabel) -> list[Figure]:
    name, way = best(result)
    sure = result.accuracy
    return [
        Figure(
            name="Cost a label", value=Amount(value=way.unit_cost, kind="money"), note=f"{NAMES[name]}.", why="ways"
        ),
        Figure(
            name="Wrong labels a month",
            value=labels(way.wrong_labels),
            note=f"Expected; at most {labels(way.wrong_labels_bound)}.",
            why="ways",
        ),
        Figure(
            name="People needed",
            value=tenths(way.people),
            note=f"Without a model {tenths(result.ways.people.people)}.",
            why="ways",
        ),
        Figure(
            name="Model is right",
            value=expected(sure.estimate),
            note=f"{expected(sure.low)} to {expected(sure.high)}, as your sample shows it.",
            why="proof",
        ),
    ]


def _ways(inputs: PrelabelInputs, result: Prelabel) -> Section:
    limit = typed(inputs.error_limit)
    given = result.ways.given()
    return Section(
        id="ways",
        title="The four ways side by side",
        content=[
            Rows(
                title="For the same labels a month",
                columns=["", "Cost a label", "People", "Wrong, expected", "Wrong, at most", f"Keeps {limit}?"],
                rows=[
                    [
                        NAMES[name],
                        Amount(value=way.unit_cost, kind="money"),
                        tenths(way.people),
                        expected(way.wrong, inputs.error_limit),
                        at_most(way.wrong_bound, inputs.error_limit),
                        verdict(name, way, limit),
                    ]
                    for name, way in given.items()
                ],
            ),
            StackedBars(
                title="Cost of one label by part",
                description=f"The lowest bar that keeps {limit} is {NAMES[best(result)[0]].lower()}.",
                labels=[NAMES[name] for name in given],
                series=_parts([way.parts for way in given.values()]),
            ),
        ],
    )


def _parts(parts: Sequence[Parts]) -> list[Series]:
    series = [
        Series(name=words, values=[getattr(one, name) for one in parts], style=str(style))
        for style, (name, words) in enumerate(PARTS.items(), 1)
    ]
    return [one for one in series if any(one.values)] or series[:1]


def _thresholds(inputs: PrelabelInputs, result: Prelabel) -> Section:
    title = "Which labels may pass unseen"
    if not result.thresholds:
        words = LEFT_OUT if inputs.example_left_out else "Without rows in the table, no label passes by its score."
        return Section(id="thresholds", title=title, content=[words])
    return Section(
        id="thresholds",
        title=title,
        content=[
            _certified(inputs, result),
            Rows(
                title="Each threshold, the strictest first",
                columns=[
                    "Score", "Pass unseen", "Wrong among these", "Wrong in all", "Wrong in all, at most",
                    "Cost a label", "",
                ],
                rows=[
                    [
                        f"{score(one.threshold)} or more",
                        expected(one.passed),
                        "-" if one.passed_wrong is None else expected(one.passed_wrong),
                        expected(one.wrong, inputs.error_limit),
                        at_most(one.wrong_bound, inputs.error_limit),
                        Amount(value=one.unit_cost, kind="money"),
                        "Certified" if one.certified else "",
                    ]
                    for one in result.thresholds
                ],
            ),
            by_threshold(inputs, result),
        ],
    )  # fmt: skip


def _certified(inputs: PrelabelInputs, result: Prelabel) -> str:
    """Return which rows are certified, and why looking at all of them was allowed."""
    certified = [one for one in result.thresholds if one.certified]
    limit, sure = typed(inputs.error_limit), typed(inputs.confidence_level)
    if not certified:
        return (
            f"No row is certified: either your sample is too small to show at {sure} confidence that {limit} is kept, "
            "or too many labels with a high score are wrong."
        )
    loosest = score(certified[-1].threshold)
    if inputs.overcorrection:
        return (
            f"Every score from {loosest} up keeps {limit} at {sure} confidence. Because reviewers also spoil right "
            "labels, that holds only if you fixed the scores before you saw the errors."
        )
    return (
        f"Every score from {loosest} up keeps {limit} at {sure} confidence, and it was allowed to look at all rows "
        "first, since a stricter score can never let more errors pass."
    )


def _proof(inputs: PrelabelInputs, result: Prelabel) -> Section:
    given = result.ways.given()
    waiting = any(NOT_YET in (way.items_needed, way.proof) for way in given.values())
    return Section(
        id="proof",
        title="How many items would prove it",
        content=[
            "A larger sample would prove a way if it showed the same shares as yours. It rests on your guess of the "
            "errors that reviewers miss. A check of finished labels, drawn at random and labelled blind, does not.",
            Rows(
                title=f"To show that at most {typed(inputs.error_limit)} are wrong",
                columns=["", "Sample that would do", "Check of finished labels"],
                rows=[[NAMES[name], _sample(name, way), _check(way)] for name, way in given.items()],
            ),
            f"Work as good as expected passes the check {percent(inputs.power)} of the time, and work at the limit at "
            f"most {typed(round(100 - inputs.confidence_level, 9))} of the time.",
        ],
        pending=waiting,
    )


def _sample(name: str, way: Way) -> str:
    if name == "people":
        return "-"
    if way.items_needed == NOT_YET:
        return "searching"
    return "none" if way.items_needed is None else count(way.items_needed)


def _check(way: Way) -> str:
    if way.proof == NOT_YET:
        return "searching"
    return "none" if way.proof is None else f"{count(way.proof.items)}, at most {count(way.proof.allowed)} wrong"


def _flips(inputs: PrelabelInputs, result: Prelabel) -> Section:
    flips, needs = result.break_even, result.needed
    rows: list[list[Amount | str]] = [
        ["Model's accuracy", _share(flips.accuracy, "no accuracy"), expected(result.accuracy.estimate)],
        [
            "Model's price per item",
            _amount(flips.model_price, "no price", kind="money"),
            Amount(value=inputs.model_price, kind="money"),
        ],
        [
            "Seconds to review one label",
            _amount(flips.review_seconds, "no time", digits=1),
            Amount(value=inputs.review_seconds, digits=1),
        ],
        ["Labels a month", _amount(flips.volume, "no volume"), Amount(value=inputs.volume)],
    ]
    limits: list[list[Amount | str]] = [
        ["Model's accuracy, at least", _share(needs.accuracy, "no accuracy is enough"),
         expected(result.accuracy.estimate)],
        ["Errors that reviewers miss, at most", _share(needs.undercorrection, "no share is small enough"),
         typed(inputs.undercorrection)],
    ]  # fmt: skip
    return Section(
        id="flip",
        title="What would flip it",
        content=[
            Rows(
                title="Where people alone and a review of everything cost the same",
                columns=["", "Both cost the same at", "You gave"],
                rows=rows,
            ),
            Rows(
                title=f"What a review of everything needs to keep {typed(inputs.error_limit)}",
                columns=["", "Needs", "You gave"],
                rows=limits,
            ),
            "Errors that a reviewer misses save time, so on money alone a poor model can look cheap. Then the limit "
            "decides, not the money.",
            by_accuracy(inputs, result),
        ],
    )


def _share(value: float | None, nowhere: str) -> str:
    return nowhere if value is None else expected(value)


def _amount(value: float | None, nowhere: str, kind: str = "count", digits: int = 0) -> Amount | str:
    return nowhere if value is None else Amount(value=value, kind=kind, digits=digits)
