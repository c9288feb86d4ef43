"""All gates, all rules and all outcomes, written from the data and the code that run."""

from calculators.core import Amount, BulletList, Rows, Section
from calculators.core.words import count
from calculators.models.decide.gates import GATES, Gate
from calculators.models.decide.inputs import GROUPS, questions
from calculators.models.decide.outcomes import Pull, closing, possible, pulls, shares, shortest_ways
from calculators.models.decide.present import LEADS_TO, SAYS
from calculators.models.decide.result import OUTCOMES
from calculators.models.decide.rules import RULES, Rule
from calculators.models.decide.ways import MAIN, NAMES
from calculators.models.decide.words import condition, label, option, signed, source, ways

WEIGHTS = (
    "One point is a nudge, two a good reason, three a strong one, four the strongest. All points are our judgement, so "
    "an assumption, even where a source supports the sentence. Each answer says whether one weight, left out or "
    "doubled, would change it, and what equal weights would say."
)


def appendix() -> tuple[Section, ...]:
    """Return the parts that do not depend on the reader's answers."""
    return (_gates(), _rules(), _outcomes(), _sources())


def _gates() -> Section:
    rows = [
        [gate.id, condition(gate.when), gate.says, ways(gate.closes) or "-", _needs(gate), source(gate.source)]
        for gate in GATES
    ]
    return Section(
        id="gates",
        title=f"{count(len(GATES))} hard rules",
        content=[
            "A hard rule closes ways or sets a condition on them. No points make up for it, and none closes in-house.",
            Rows(
                title="Hard rules, the hardest first",
                columns=["Rule", "If you answer", "It says", "Closes", "Sets a condition", "Source"],
                rows=rows,
            ),
        ],
    )


def _needs(gate: Gate) -> str:
    return f"For {ways(gate.binds)}: {gate.needs}" if gate.binds else "-"


def _rules() -> Section:
    content: list[str | Rows] = [WEIGHTS]
    for group in GROUPS:
        rules = [rule for rule in RULES if _group(rule) == group]
        content.append(
            Rows(
                title=f"{group.rstrip('?')}: {count(len(rules))} weighted rules",
                columns=["Rule", "If you answer", "It says", "Points", "Source"],
                rows=[[rule.id, condition(rule.when), rule.says, _points(rule), source(rule.source)] for rule in rules],
            )
        )
    return Section(id="rules", title=f"{count(len(RULES))} weighted rules", content=content)


def _group(rule: Rule) -> str:
    return questions()[next(iter(rule.when))].group


def _points(rule: Rule) -> str:
    return ", ".join(f"{NAMES[way].lower()} {signed(number)}" for way, number in rule.points.items())


def _outcomes() -> Section:
    found = shares()
    rows: list[list[Amount | str]] = [
        [
            words,
            SAYS[name],
            _way_there(name),
            Amount(value=found[name].everywhere, kind="percent"),
            Amount(value=found[name].where_all_are_open, kind="percent"),
        ]
        for name, words in OUTCOMES.items()
    ]
    closed = [condition(when) for when in closing(2)]
    return Section(
        id="outcomes",
        title=f"{count(len(OUTCOMES))} outcomes",
        content=[
            f"There are {count(possible())} sets of answers. Every one of them is counted here. The shares say how the "
            "rules lie, not how likely you are to get an answer, for real answers are not equally likely.",
            Rows(
                title="Outcomes, how often they come up, and the shortest way there",
                columns=[
                    "Outcome", "It says", "From the starting answers, change", "Of all sets of answers",
                    "Of those that close no way",
                ],
                rows=rows,
            ),
            "Each of these alone closes every way but in-house:",
            BulletList(items=closed),
            "Each of these alone closes outsourcing and leaves the hybrid:",
            BulletList(items=[condition(when) for when in closing(1)]),
            *(_towards(way) for way in MAIN),
        ],
    )  # fmt: skip


def _way_there(name: str) -> str:
    made = shortest_ways()[name]
    if not made:
        return "Nothing: it is the starting answer"
    return "; and ".join(f"{label(change.question)} “{option(change.question, change.instead)}”" for change in made)


def _towards(way: str) -> Rows:
    others = [other for other in MAIN if other != way]
    return Rows(
        title=f"Answers that lead towards {LEADS_TO[way]}, the strongest first",
        columns=["Answer", *(f"Points ahead of {LEADS_TO[other]}" for other in others)],
        rows=[[condition(pull.when), *_ahead(pull, others)] for pull in pulls(way)],
    )


def _ahead(pull: Pull, others: list[str]) -> list[str]:
    return [signed(pull.ahead[other]) if pull.ahead[other] else "level" for other in others]


def _sources() -> Section:
    """List what the rules cite, each publication once."""
    cited = {str(rule.source): rule.source for rule in (*GATES, *RULES) if rule.source}
    return Section(
        id="sources",
        title="What the rules cite",
        content=[
            Rows(
                title="Publications, in alphabetical order",
                columns=["Publication", "Address"],
                rows=[[words, found.url or "in the table of figures"] for words, found in sorted(cited.items())],
            )
        ],
    )
