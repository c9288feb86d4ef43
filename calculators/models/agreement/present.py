"""The agreement result in words, figures, tables and charts."""

from collections.abc import Sequence

from calculators.core import Amount, Answer, BulletList, Download, Figure, HeatTable, Later, Link, Ranges, Rows, Section
from calculators.core.words import NOT_YET, count, counted, percent
from calculators.models.agreement.advice import advice, shared_labels, warnings
from calculators.models.agreement.enough_words import enough, others_rules
from calculators.models.agreement.follow_up_words import adjudicate, confused, people, rule_to_copy, votes
from calculators.models.agreement.further import further_measures, number, regions_section
from calculators.models.agreement.inputs import COLUMN_FIELDS, AgreementInputs
from calculators.models.agreement.marked import RegionScore
from calculators.models.agreement.measures import NAMES, RESAMPLES, Measure
from calculators.models.agreement.questions import questions_section
from calculators.models.agreement.read import how_it_was_read, what_was_read
from calculators.models.agreement.result import MOST_SHOWN, Agreement


def present(inputs: AgreementInputs, result: Agreement) -> Answer:
    """Return the answer: what was read, how far people agree, whether that is enough, where not, and what to do."""
    return Answer(
        headline=_headline(result),
        figures=_figures(inputs, result),
        sections=Later(
            lambda: [
                what_was_read(result),
                questions_section(result.question, len(result.questions), tuple(result.question_scores)),
                _measures(result),
                regions_section(result),
                _intervals(result),
                enough(result),
                others_rules(result),
                _labels(result),
                confused(result),
                _confusion(result),
                _pairs(result),
                _advice(result, inputs.agreement_needed),
                rule_to_copy(result),
                adjudicate(result),
                people(result),
                votes(result),
                _disputed(result),
                how_it_was_read(result),
            ]
        ),
        offers=_offers(result),
        cautions=Later(lambda: warnings(result)),
        next_steps=Later(
            lambda: [
                Link(words="How to choose a measure, and what low kappa means", page="quality/agreement.md"),
                Link(words="Write a guideline that works", page="quality/guidelines.md"),
                Link(words="How much overlap and review you need", page="quality/overlap-and-review.md"),
                Link(words="The formulas and their sources", page="reference/methods.md#agreement"),
            ]
        ),
    )


def _offers(result: Agreement) -> dict[str, Sequence[str]]:
    columns = dict.fromkeys(COLUMN_FIELDS, result.columns)
    return {**columns, "sheet": result.sheets, "label_column": result.questions or result.columns}


def _interval(measure: Measure) -> str:
    if measure.low is None or measure.high is None:
        return ""
    return f"{number(measure.low)} to {number(measure.high)}"


def _who(result: Agreement) -> str:
    people = len(result.annotators)
    who = "both people" if people == 2 else f"two or more of {count(people)} people"
    if result.unnamed:
        who = "two or more people"
    return f"{counted(result.items_with_two, 'item')} that {who} labelled"


def _headline(result: Agreement) -> str:
    about = f"“{result.question}”, one of {count(len(result.questions))} questions in this file: "
    return (about if result.questions else "") + _finding(result)


def _finding(result: Agreement) -> str:
    main = result.main
    if main is None and result.regions:
        return f"{_region_words(result.regions[0])}"
    if main is None or not result.items_with_two:
        return "No item has labels by two people, so agreement cannot be seen."
    if main.value is None:
        return f"{NAMES[main.name]} is not defined for these labels: {main.reason}."
    interval = f" (95% interval {_interval(main)})" if _interval(main) else ""
    observed, shared = percent(100 * (result.measures[0].value or 0)), shared_labels(result)
    same = (
        f"They gave the same labels {observed} of the time; counting what their sets share, alpha is {number(shared)}."
        if shared is not None
        else f"They gave the same label {observed} of the time."
    )
    return f"{NAMES[main.name]} is {number(main.value)}{interval} on {_who(result)}. {same}"


def _people(result: Agreement) -> str:
    people = f"{count(len(result.annotators))} people"
    return f"up to {people} an item" if result.unnamed else people


def _region_words(score: RegionScore) -> str:
    if score.f1 is None:
        return f"{score.first} and {score.second} marked no {score.kind}, so agreement is not defined."
    return (
        f"{score.first} and {score.second} agree on {score.kind} with an F1 of {number(score.f1)}: "
        f"{count(score.matched)} match, of {count(score.marked_by_first)} and {count(score.marked_by_second)}."
    )


def _figures(inputs: AgreementInputs, result: Agreement) -> Sequence[Figure]:
    figures = []
    main = result.main
    if main:
        figures.append(
            Figure(name=NAMES[main.name], value=number(main.value), note=_interval(main) or main.reason, why="measures")
        )
        observed = result.measures[0]
        value = "not defined" if observed.value is None else percent(100 * observed.value)
        figures.append(
            Figure(name="Observed agreement", value=value, note="pairs of labels that are the same", why="measures")
        )
    elif result.regions:
        figures.append(
            Figure(name="F1", value=number(result.regions[0].f1), note=result.regions[0].kind, why="regions")
        )
    figures.append(
        Figure(
            name="Items with two labels" if main else "Items that two people marked",
            value=Amount(value=result.items_with_two),
            note=f"of {count(result.items)}, by {_people(result)}",
            why="read",
        )
    )
    items, _, rest = result.sentence.removeprefix("I read ").removesuffix(".").partition(", ")
    whose = "the example" if inputs.table == inputs.fields()["table"].basis.value else "your file"
    figures.append(Figure(name=f"Read from {whose}", value=items, note=rest, why="read"))
    return figures


def _advice(result: Agreement, needed: float) -> Section:
    items = list(advice(result, needed))
    return Section(
        id="advice", title="What to do next with these labels", content=[BulletList(items=items)] if items else []
    )


def _measures(result: Agreement) -> Section:
    rows = [
        [
            f"{NAMES[measure.name]}{' (fits)' if measure.name == result.fitting else ''}",
            number(measure.value),
            _interval(measure) or "-",
            measure.reason or "-",
        ]
        for measure in result.measures
    ]
    table = Rows(title="Every coefficient", columns=["Measure", "Value", "95% interval", "Remark"], rows=rows)
    return Section(
        id="measures",
        title="Which measure fits, and what all of them say",
        content=[*[part for part in (result.why, table) if rows], *further_measures(result)],
    )


def _intervals(result: Agreement) -> Section:
    drawn = [measure for measure in result.measures if measure.value is not None and measure.low is not None]
    if not drawn:
        waiting = any(measure.value is not None for measure in result.measures) and result.items_with_two > 0
        return Section(id="intervals", title="How sure this is", content=[NOT_YET] if waiting else [], pending=waiting)
    words = f"95% intervals from drawing the items again {count(RESAMPLES)} times, with a fixed seed."
    content: list[str | Ranges] = [words]
    if result.more_items:
        content.append(
            f"To halve the interval you need about {count(result.more_items)} more items with two labels: its width "
            "shrinks with the square root of their number."
        )
    content.append(
        Ranges(
            title="Coefficients with their 95% intervals",
            description=words,
            rows=[
                (NAMES[one.name], one.low or 0.0, one.value or 0.0, one.high or 0.0, _style(one, result))
                for one in drawn
            ],
            low_name="Low end",
            middle_name="Value",
            high_name="High end",
            kind="count",
            digits=2,
        )
    )
    return Section(id="intervals", title="How sure this is", content=content)


def _style(measure: Measure, result: Agreement) -> str:
    return "1" if measure.name == result.fitting else "7"


def _labels(result: Agreement) -> Section:
    rows = [
        [
            one.label,
            Amount(value=one.used),
            Amount(value=one.items),
            "not defined" if one.agreement is None else Amount(value=100 * one.agreement, kind="percent"),
        ]
        for one in result.by_label
    ]
    rows.sort(key=lambda row: row[3].value if isinstance(row[3], Amount) else 101)
    more = f"The {MOST_SHOWN} labels with the least agreement, of {count(len(rows))}." if len(rows) > MOST_SHOWN else ""
    table = Rows(
        title="If one person gives the label, how often does another",
        columns=["Label", "Given", "On items", "Agreement"],
        rows=rows[:MOST_SHOWN],
    )
    return Section(
        id="labels",
        title="Label by label",
        content=[*([more] if more else []), table] if rows and result.items_with_two else [],
    )


def _confusion(result: Agreement) -> Section:
    if not result.confusion:
        return Section(id="confusion", title="Who says what when they differ", content=[], folded=True)
    return Section(
        id="confusion",
        title="Who says what when they differ",
        folded=True,
        content=[
            "The two people who share most items. The diagonal is agreement.",
            HeatTable(
                title=f"{result.confusion.first} against {result.confusion.second}",
                description="Counts of items by the label each of the two gave.",
                row_name=result.confusion.first,
                column_name=result.confusion.second,
                rows=result.confusion.labels,
                columns=result.confusion.labels,
                values=result.confusion.counts,
            ),
        ],
    )


def _pairs(result: Agreement) -> Section:
    pairs = sorted(result.pairs, key=lambda pair: (pair.observed, pair.first, pair.second))
    more = f"The {MOST_SHOWN} pairs who agree least, of {count(len(pairs))}." if len(pairs) > MOST_SHOWN else ""
    table = Rows(
        title="Each two people",
        columns=["Pair", "Items", "Same label", "Cohen's kappa"],
        rows=[
            [
                f"{pair.first} and {pair.second}",
                Amount(value=pair.items),
                Amount(value=100 * pair.observed, kind="percent"),
                number(pair.kappa),
            ]
            for pair in pairs[:MOST_SHOWN]
        ],
    )
    return Section(
        id="pairs", title="Pair by pair", content=[*([more] if more else []), table] if pairs else [], folded=True
    )


def _disputed(result: Agreement) -> Section:
    if not result.disputed:
        return Section(id="disputed", title="The most disputed items", content=[], folded=True)
    table = Rows(
        title=f"The first {len(result.disputed)}",
        columns=["Item", "Pairs that differ", "Labels"],
        rows=[
            [
                item.item,
                Amount(value=100 * item.disagreeing, kind="percent"),
                ", ".join(f"{label} {times}" for label, times in item.counts),
            ]
            for item in result.disputed
        ],
    )
    return Section(
        id="disputed",
        title="The most disputed items",
        folded=True,
        content=[table, Download(name="disputed-items", words="all disputed items (CSV)")],
    )
