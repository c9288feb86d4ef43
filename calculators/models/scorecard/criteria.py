"""The criteria that stand in the table at the start: a question each, and what each level means in words.

The levels say how good the answer is; how well it is proven is the grade of the evidence, kept apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Described:
    """A criterion with its words.

    Attributes:
        name: what it is called in the table.
        weight: how much it counts; the weights are an assumption and add up to 100.
        rank: its place in the order of importance, 1 first.
        gate: the level that must be reached, 0 where it is no gate.
        asks: the question it asks of a vendor.
        levels: what the levels 0 to 4 mean.
    """

    name: str
    weight: float
    rank: int
    gate: int
    asks: str
    levels: Sequence[str]


# What the levels of a reader's own criterion mean.
PLAIN_LEVELS = ("Does not fit.", "Barely fits.", "Fits.", "Fits well.", "As good as we can imagine.")

DESCRIBED = (
    Described(
        name="Experience", weight=5, rank=7, gate=0,
        asks="Have these people done work like ours?",
        levels=(
            "No similar task.",
            "Similar data, another task.",
            "A similar task, told in general terms.",
            "A similar task, with a client we may call.",
            "A similar task at our size, a client who confirms it, and a mistake they told of unasked.",
        ),
    ),
    Described(
        name="Tooling", weight=4, rank=11, gate=0,
        asks="Does the work fit our tools and formats?",
        levels=(
            "A closed format and no raw labels.",
            "Export on request, without ids or history.",
            "Our format, with ids.",
            "Our format at any time, with ids, times and versions.",
            "Works in our own tool, or the export was loaded into it without loss.",
        ),
    ),
    Described(
        name="Security", weight=10, rank=2, gate=2,
        asks="Are people, place, tool and data protected to the level our data class needs?",
        levels=(
            "Refuses our terms, or a gate of the security checklist fails.",
            "Signs our terms; several gates are still open.",
            "All gates are met or have a dated plan before the first file.",
            "All gates are met, and most other controls.",
            "All controls that apply are met, and we tested the most important ourselves.",
        ),
    ),
    Described(
        name="Workforce", weight=8, rank=4, gate=0,
        asks="Who does the work, employed how, and how long do they stay?",
        levels=(
            "Not said, or an open crowd.",
            "Said in general: a network of partners.",
            "Sites, kind of employment and head counts are given.",
            "A named team, with turnover, training and test results.",
            "A named team that we met, with low turnover and a plan for replacements.",
        ),
    ),
    Described(
        name="Quality process", weight=10, rank=3, gate=2,
        asks="How are errors found and mended, and do they accept our acceptance plan?",
        levels=(
            "Refuses a sample plan or a way to reject.",
            "Several layers of checks, with no figure.",
            "Accepts our plan, our gold items and a way to reject.",
            "Also shows agreement figures, checks on reviewers and a rejected batch.",
            "Also showed in a trial that its own checks found what ours found.",
        ),
    ),
    Described(
        name="Clear price terms", weight=4, rank=12, gate=0,
        asks="Are unit, minimum, rework, fees, rises and changes spelled out? "
        "How high the price is does not count here.",
        levels=(
            "One rate for everything, terms later.",
            "Unit and rate only.",
            "Unit, minimum, fees and rework are stated.",
            "Also price steps, yearly rise, cost of changed rules and of leaving.",
            "All of it, with an example invoice for our forecast.",
        ),
    ),
    Described(
        name="Measured quality", weight=14, rank=1, gate=0,
        asks="How good are the labels, measured on our items?",
        levels=(
            "No figure, or a bare percentage.",
            "A figure of their own, with metric and count.",
            "Our trial: near the pass mark, or too few items to say.",
            "Our trial: above the pass mark, the interval included.",
            "Our trial: clearly above it in every class that matters.",
        ),
    ),
    Described(
        name="Surge", weight=5, rank=8, gate=0,
        asks="Can they grow when we need it, without more errors?",
        levels=(
            "Cannot, or claims no limit at all.",
            "Says how many people, not by when.",
            "A plan with weeks and training.",
            "A past ramp, week by week, with error rates.",
            "The same, and our trial had a surge day that held.",
        ),
    ),
    Described(
        name="Subcontracting", weight=4, rank=13, gate=2,
        asks="Who else sees the data?",
        levels=(
            "Partners as needed.",
            "Named on request.",
            "All named with country, and none added without our consent.",
            "The same, with the duties passed down in writing.",
            "None at all, or each one checked by us.",
        ),
    ),
    Described(
        name="Ownership and reuse", weight=6, rank=6, gate=3,
        asks="Are data, labels and guidelines ours, and is nothing trained on them?",
        levels=(
            "Silent, or claims rights.",
            "May use it to improve its services.",
            "Ours on payment; no training by the vendor.",
            "Ours when made; no training or reuse by anyone in the chain.",
            "The same, and we saw where learning is switched off.",
        ),
    ),
    Described(
        name="Exit", weight=5, rank=9, gate=2,
        asks="How do we leave, with everything?",
        levels=(
            "Never been asked.",
            "To be agreed.",
            "Steps, days, format and proof of deletion in writing.",
            "The same, with the price and help fixed.",
            "The same, and an export was rehearsed.",
        ),
    ),
    Described(
        name="Worker conditions", weight=7, rank=5, gate=2,
        asks="Are people paid and treated fairly?",
        levels=(
            "Pay per accepted label only, or not said.",
            "Above market, no figure.",
            "A pay floor at or above the local living wage, by site.",
            "The same, with rework, training and waiting paid, and care for harmful content.",
            "The same, confirmed by an independent audit or by workers we spoke with.",
        ),
    ),
    Described(
        name="Use of models", weight=4, rank=14, gate=0,
        asks="Where do machines label, and how is it controlled?",
        levels=(
            "All human, with no control shown.",
            "Some machine help, not said where.",
            "Says where, and asks first.",
            "The same, with checks for hidden use of chatbots.",
            "The same, and planted items showed that the checks work.",
        ),
    ),
    Described(
        name="Communication and shared hours", weight=5, rank=10, gate=0,
        asks="Do questions get answered in time, by someone who knows?",
        levels=(
            "No shared working hours, or a ticket system only.",
            "Answers within days.",
            "Two shared hours a day and a named lead.",
            "Four shared hours, a lead who knows the task, a log of questions.",
            "The same, and in the trial each question was answered within a working day.",
        ),
    ),
    Described(
        name="Language testing", weight=3, rank=15, gate=0,
        asks="Are people tested in the languages and registers of our data?",
        levels=(
            "Not tested.",
            "Own statement of each person.",
            "A general language test.",
            "A test on our kind of text or speech, with pass marks.",
            "The same, set or checked by us.",
        ),
    ),
    Described(
        name="Financial stability", weight=3, rank=16, gate=0,
        asks="Will the firm be there until the end?",
        levels=(
            "Signs of distress, or refuses to say.",
            "Young firm, no figures.",
            "Some years of trading and a bank or trade reference.",
            "Audited figures, no client above half of sales.",
            "The same, with a plan for our data and labels should it fail.",
        ),
    ),
    Described(
        name="Conflicts of interest", weight=3, rank=17, gate=0,
        asks="Whom else do they serve, and who owns them?",
        levels=(
            "Owned by, or selling to, a rival with no wall between.",
            "Not said.",
            "Owners named; rivals among clients are named or denied.",
            "The same, with separate teams and a promise in writing.",
            "No rival among owners and clients, and notice of any change.",
        ),
    ),
)  # fmt: skip

BY_NAME = {criterion.name: criterion for criterion in DESCRIBED}


def asks(name: str) -> str:
    """Return the question of a criterion, or nothing for one of the reader's own."""
    return BY_NAME[name].asks if name in BY_NAME else ""


def meaning(name: str, level: int) -> str:
    """Return what a level means, together with the lower ones that its words go on from."""
    words = levels(name)[level]
    if level and words.startswith(("The same", "Also")):
        return f"{meaning(name, level - 1)} {words}"
    return words


def levels(name: str) -> Sequence[str]:
    """Return what the levels 0 to 4 of a criterion mean."""
    return BY_NAME[name].levels if name in BY_NAME else PLAIN_LEVELS
