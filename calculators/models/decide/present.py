"""The decision in words."""

from collections.abc import Iterator, Mapping, Sequence

from calculators.core import Amount, Answer, BulletList, Field, Figure, Later, Link, Rows, Section
from calculators.core.currency import DEFAULT
from calculators.core.words import bound, count, counted, listed, money
from calculators.models.cost import CostInputs, hybrid_way, in_house_way, outsourced_way
from calculators.models.decide.advice import MISTAKES, STEPS, fitting
from calculators.models.decide.flips import Flip
from calculators.models.decide.gates import GATES
from calculators.models.decide.inputs import DecideInputs, answers_of, questions
from calculators.models.decide.result import Decision, Reason
from calculators.models.decide.rules import RULES
from calculators.models.decide.ways import MAIN, NAMES
from calculators.models.decide.weigh import fired_rules
from calculators.models.decide.words import label, option, signed, source, ways
from calculators.vocabulary.exchange import defaults_in, rate

# In the order in which the handbook shows them.
STYLES = {"in_house": "in-house", "outsourced": "outsourced", "hybrid": "hybrid"}

SAYS = {
    "in_house_without_people": "Only in-house is open, and you have nobody to do it.",
    "in_house_only": "Label in-house: every other way is closed.",
    "in_house": "Label in-house, with people whom you direct.",
    "hybrid": "Split the work: your people keep the rules, hard cases and last check; a vendor takes the rest.",
    "outsourced": "Outsource to a managed team, and keep the rules and the last check.",
}

# How a way is called inside a sentence.
LEADS_TO = {"in_house": "in-house", "hybrid": "a hybrid", "outsourced": "outsourcing"}

VERDICTS = {"fits": "Fits a part of the work", "does_not_fit": "Does not fit", "closed": "Closed"}

# What to say of an aside whatever the reasons.
ASIDE_NOTES = {
    "rented_staff": "You direct them and carry the idle time, so it takes somebody who can lead.",
    "model_assisted": "Let people label a random share without the proposal, and compare.",
    "freelancers": "Each one needs the same papers as a firm.",
    "crowd": "It needs overlap, hidden gold items and fair pay.",
}

LEGAL = "This is not legal advice. A hard rule here is a reason to ask counsel, and so is its absence."

_GATES = {gate.id: gate for gate in GATES}
_RULES = {rule.id: rule for rule in RULES}
_MISTAKES = {mistake.id: mistake for mistake in MISTAKES}


def present(inputs: DecideInputs, decision: Decision) -> Answer:
    """Return the answer: the recommendation with its strongest reasons, then the parts that explain it."""
    return Answer(
        headline=" ".join(_headline(decision)),
        figures=figures(decision),
        sections=Later(lambda: _sections(inputs, decision)),
        cautions=Later(lambda: _cautions(inputs)),
        next_steps=Later(lambda: _next_steps(inputs, decision)),
    )


def _sections(inputs: DecideInputs, decision: Decision) -> list[Section]:
    why, gates, flips = explained(decision)
    return [
        why,
        gates,
        _runner_up(decision),
        flips,
        _mistakes(decision),
        _asides(decision),
        _costs(inputs),
        _points(inputs),
    ]


def figures(decision: Decision) -> list[Figure]:
    """Return how each way stands."""
    return [_figure(decision, way) for way in STYLES]


def explained(decision: Decision) -> tuple[Section, Section, Section]:
    """Return what speaks for the recommendation, which hard rules apply, and what would flip it."""
    return _why(decision), _gates(decision), _flips(decision)


def in_short(decision: Decision) -> str:
    """Return the recommendation and what it hangs on, without the reasons."""
    return " ".join(_recommended(decision))


def _headline(decision: Decision) -> Iterator[str]:
    yield from _recommended(decision)
    reasons = strongest(decision)
    if reasons:
        yield f"Why: {' '.join(reason.sentence for reason in reasons)}"
    if decision.reasons_against:
        yield _against(decision, decision.reasons_against[0])
    else:
        yield "Nothing that you said speaks against it."


def _recommended(decision: Decision) -> Iterator[str]:
    yield SAYS[decision.outcome]
    if decision.outcome == "in_house_without_people":
        fits = decision.asides["rented_staff"].verdict == "fits"
        helps = "Rent staff who work inside your systems" if fits else "Free some hours of your own people"
        yield f"{helps}, or change what closes the other ways."
    needs = [_GATES[name].brief for name in decision.conditions.get(decision.recommendation, ())]
    if needs:
        more = [f"{len(needs) - 2} more below"] if len(needs) > 2 else []
        yield f"Only with {listed(needs[:2] + more)}."


def _against(decision: Decision, reason: Reason) -> str:
    """Say the strongest reason against, and which way it speaks for."""
    points = _RULES[reason.id].points
    rivals = [way for way in MAIN if way != decision.recommendation and way not in decision.closed]
    gaining = [way for way in rivals if points.get(way, 0) > 0]
    other = max(gaining, key=lambda way: points[way], default="")
    return f"Against it{f', and for {LEADS_TO[other]}' if other else ''}: {reason.sentence}"


def strongest(decision: Decision) -> Sequence[Reason]:
    """Return the two strongest reasons: a gate first, and a second only where nothing is left to weigh.

    A second gate must rest on another question, or it would say the same twice.
    """
    gates = [reason for reason in decision.reasons_for if reason.points is None]
    weighed = [reason for reason in decision.reasons_for if reason.points is not None]
    asked = set(_GATES[gates[0].id].when) if gates else set()
    more = [gate for gate in gates[1:] if asked.isdisjoint(_GATES[gate.id].when) and not decision.runner_up]
    return [*gates[:1], *more, *weighed][:2]


def _figure(decision: Decision, way: str) -> Figure:
    return Figure(
        name=NAMES[way], value=_place(decision, way), note=_note(decision, way), style=STYLES[way], why="points"
    )


def _place(decision: Decision, way: str) -> str:
    if way in decision.closed:
        return "Closed"
    if way == decision.recommendation:
        return "Best fit" if decision.runner_up else "Only way"
    behind = decision.points[decision.recommendation] - decision.points[way]
    return "Level" if behind == 0 else "Close" if behind <= 2 else "Behind"


def _note(decision: Decision, way: str) -> str:
    if way in decision.closed:
        return decision.closed[way][0].replace("-", " ")
    number = _points_words(decision.points[way])
    if way == decision.recommendation:
        return number
    behind = decision.points[decision.recommendation] - decision.points[way]
    return f"{number}, {behind} behind" if behind else f"{number}, but it sends more out"


def _points_words(number: int) -> str:
    return f"{count(number)} point{'' if abs(number) == 1 else 's'}"


def _why(decision: Decision) -> Section:
    """Say what speaks for the recommendation and against it, apart from what only concerns the other ways."""
    way = decision.recommendation
    content: list[str | BulletList] = []
    for heading, reasons in (
        ("A hard rule closes other ways:", [one for one in decision.reasons_for if one.points is None]),
        (f"For {LEADS_TO[way]}:", [one for one in decision.reasons_for if _own(one, way) > 0]),
        ("Against another way:", [one for one in decision.reasons_for if one.points and _own(one, way) <= 0]),
        (f"Against {LEADS_TO[way]}:", [one for one in decision.reasons_against if _own(one, way) < 0]),
        ("For another way:", [one for one in decision.reasons_against if _own(one, way) >= 0]),
    ):
        if reasons:
            content += [heading, BulletList(items=[reason.sentence for reason in reasons[:5]])]
    return Section(id="why", title="Why", content=content or ["Nothing that you said speaks for or against a way."])


def _own(reason: Reason, way: str) -> int:
    """Return what a reason adds to a way by itself; a gate closes others, and adds nothing."""
    return _RULES[reason.id].points.get(way, 0) if reason.id in _RULES else 0


def _gates(decision: Decision) -> Section:
    """Say which gates closed what, and which conditions come with the ways that are open."""
    content: list[str | BulletList | Rows] = []
    closing = [_GATES[reason.id] for reason in decision.gates if _GATES[reason.id].closes]
    binding = [_GATES[reason.id] for reason in decision.gates if _GATES[reason.id].needs]
    main = [gate for gate in closing if not set(MAIN).isdisjoint(gate.closes)]
    if not main:
        content.append("No hard rule closes in-house, hybrid or outsourced under your answers.")
    if closing:
        content.append(
            Rows(
                title="Closed, whatever the points say",
                columns=["Rule", "Closes", "Source"],
                rows=[[gate.says, ways(gate.closes), source(gate.source)] for gate in closing],
            )
        )
    if binding:
        content.append(
            Rows(
                title="Open on a condition",
                columns=["Condition", "For", "Source"],
                rows=[
                    [gate.needs, ways(open_ways), source(gate.source)]
                    for gate in binding
                    if (open_ways := [way for way in gate.binds if way not in decision.closed])
                ],
            )
        )
    return Section(id="gates", title="Hard rules that apply", content=content)


def _runner_up(decision: Decision) -> Section:
    """Say how close the next way is, and how much of that is owed to our weights."""
    content = [_distance(decision), _weights(decision)]
    return Section(id="runner-up", title="How close it is", content=content)


def _distance(decision: Decision) -> str:
    if decision.runner_up is None or decision.lead is None:
        return "There is no runner-up: a hard rule closes both other ways."
    name, lead = LEADS_TO[decision.runner_up], decision.lead
    if lead == 0:
        return f"It is a tie with {name}. Between equals we take the way that sends less data out."
    words = "very close" if lead == 1 else "close" if lead <= 2 else "clear" if lead <= 5 else "far"
    far = f"{_points_words(lead)} behind"
    return f"The runner-up is {name}, {far}: {'far off' if words == 'far' else f'that is {words}'}."


def _weights(decision: Decision) -> str:
    """Say what our weights decide, for they are a judgement."""
    if decision.runner_up is None:
        return "So our weights decide nothing here."
    equal = decision.equal_weights
    same = (
        "If every rule counted one point, the answer would be the same."
        if equal == decision.recommendation
        else f"If every rule counted one point, the answer would be {LEADS_TO[equal]}."
    )
    if not decision.decisive_rules:
        return f"The weights are our judgement. No single one, left out or doubled, would change the answer. {same}"
    decisive_rules = [
        f"“{_RULES[rule.id].says.rstrip('.')}”, {'left out' if rule.weight == 'none' else 'doubled'}, "
        f"gives {LEADS_TO[rule.recommendation]}"
        for rule in decision.decisive_rules[:3]
    ]
    more = len(decision.decisive_rules) - len(decisive_rules)
    rest = f" So would {count(more)} other change{'s' if more > 1 else ''} of one weight." if more else ""
    return f"The weights are our judgement, and the answer hangs on them: {'; '.join(decisive_rules)}.{rest} {same}"


def _flips(decision: Decision) -> Section:
    title = "What would flip it"
    pending = not decision.flips and decision.changes_tried == 1
    if pending:
        words = "No single other answer would flip it. Changes of two are being tried."
        return Section(id="flips", title=title, content=[words], pending=True)
    if not decision.flips:
        words = "No change of one or two answers would flip it."
        return Section(id="flips", title=title, content=[words])
    alone = decision.changes_tried == 1
    words = (
        "Each row changes one answer and leaves the rest as you gave it or as we assume it. The smallest change comes "
        "first."
        if alone
        else "No single other answer would flip it. These changes of two would."
    )
    return Section(
        id="flips",
        title=title,
        content=[
            words,
            Rows(
                title="Smallest changes that lead elsewhere",
                columns=["If", "Then"],
                rows=[[_change(flip), NAMES[flip.recommendation]] for flip in decision.flips],
            ),
        ],
    )


def _change(flip: Flip) -> str:
    return "; and ".join(
        f"{label(change.question)} “{option(change.question, change.instead)}”, "
        f"not “{option(change.question, change.given)}”"
        for change in flip.changes
    )


def _mistakes(decision: Decision) -> Section:
    says = [_MISTAKES[name].says for name in decision.mistakes]
    return Section(id="mistakes", title="Mistakes this profile tends to make", content=[BulletList(items=says)])


def _asides(decision: Decision) -> Section:
    rows = []
    for way, aside in decision.asides.items():
        says = [(_GATES if aside.verdict == "closed" else _RULES)[name].says for name in aside.reasons[:2]]
        if aside.verdict == "fits":
            says.append(ASIDE_NOTES[way])
        rows.append([NAMES[way], VERDICTS[aside.verdict], " ".join(says) or "Nothing you said speaks for it."])
    return Section(
        id="other-ways",
        title="Other ways, for a part of the work",
        content=[Rows(title="Beside the main answer", columns=["Way", "Verdict", "Why"], rows=rows)],
    )


def _points(inputs: DecideInputs) -> Section:
    rules = [rule for rule in fired_rules(answers_of(inputs)) if not set(MAIN).isdisjoint(rule.points)]
    rows = [[rule.says, *(signed(rule.points.get(way, 0)) for way in STYLES)] for rule in rules]
    total = [sum(rule.points.get(way, 0) for rule in rules) for way in STYLES]
    rows.append(["All together, before any hard rule", *(signed(number) for number in total)])
    return Section(
        id="points",
        title="How the points add up",
        folded=True,
        content=[
            "One point is a nudge, two a good reason, three a strong one, four the strongest. They are our judgement.",
            Rows(title="Points by rule", columns=["Rule that holds", *(NAMES[way] for way in STYLES)], rows=rows),
        ],
    )


def _asked(inputs: DecideInputs) -> Mapping[str, Field]:
    names = ("volume" if name == "monthly_volume" else name for name in questions())
    return {name: inputs.fields()[name] for name in names}


def _case(inputs: DecideInputs) -> CostInputs:
    """Return the case for the cost calculator: what was asked here, and its defaults in the reader's money."""
    asked = ("currency", "volume", "seconds", "wage", "label_price")
    once = {"months": 1} if inputs.volume_shape == "once" else {}
    given = {name: getattr(inputs, name) for name in asked}
    return CostInputs.parse(
        {**defaults_in(CostInputs, inputs.currency), **once, **given, "vendor_seconds": inputs.seconds}
    )


def _converted(inputs: DecideInputs) -> str:
    """Say what became of defaults that are in US dollars."""
    if inputs.currency == DEFAULT:
        return ""
    known = rate(inputs.currency)
    return ", converted at the dated rate" if known else ", whose amounts are US dollars that we hold no rate for"


def _costs(inputs: DecideInputs) -> Section:
    """Return what the three ways cost by the cost calculator, all else at its defaults."""
    given = _case(inputs)
    found = {"in_house": in_house_way(given), "outsourced": outsourced_way(given), "hybrid": hybrid_way(given)}
    rows: list[list[Amount | str]] = [
        [NAMES[way], Amount(value=found[way].unit_cost, kind="money"), Amount(value=found[way].total, kind="money")]
        for way in STYLES
    ]  # fmt: skip
    return Section(
        id="costs",
        title="What each way costs",
        content=[
            f"For {_labels(inputs)} at {_seconds(inputs)} for one, a wage of {money(inputs.wage)} an hour and a "
            f"vendor's price of {money(inputs.label_price)} a label. All else is at the cost calculator's defaults"
            f"{_converted(inputs)}, so ask it before you quote these. They change no point above.",
            Rows(
                title=f"Cost over {counted(given.months, 'month')}",
                columns=["", "Per accepted label", "In all"],
                rows=rows,
            ),
        ],
    )


def _labels(inputs: DecideInputs) -> str:
    # A month's mean need not be whole, and is written without its decimals.
    labels = counted(round(inputs.volume), "label")
    return f"{labels}, made once," if inputs.volume_shape == "once" else f"{labels} a month"


def _seconds(inputs: DecideInputs) -> str:
    return "1 second" if inputs.seconds == 1 else f"{bound(inputs.seconds)} seconds"


def _cautions(inputs: DecideInputs) -> Iterator[str]:
    kept = sum(getattr(inputs, name) == field.basis.value for name, field in _asked(inputs).items())
    if kept:
        are, check = (
            ("is the one", "Check it, unless you gave it yourself.")
            if kept == 1
            else ("are those", "Check each of them that you did not give yourself.")
        )
        yield (
            f"{count(kept)} of {count(len(questions()))} answers {are} that we assume where nobody has answered, for "
            f"an imagined project with street scenes. {check}"
        )
    yield LEGAL
    yield "The points say what fits your answers. They do not say what it costs: ask the cost calculator."


def _next_steps(inputs: DecideInputs, decision: Decision) -> Sequence[Link]:
    """Return where to go: first the cost with what is known here, then the pages that fit."""
    answers = answers_of(inputs)
    steps = [Link(words=step.says, page=step.page) for step in fitting(STEPS, answers, decision.recommendation)]
    known = {"months": "1"} if answers["volume_shape"] == "once" else {}
    price = Link(
        words="Put a price on each way, starting from your volume",
        page="calculators/cost.md",
        calculator="cost",
        inputs=known,
    )
    return [price, *steps]
