"""What a profile tends to get wrong, and where to go next: as data, each with the page that says more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from calculators.models.decide.weigh import Answers

BOUGHT = ("hybrid", "outsourced")


@dataclass(frozen=True, kw_only=True)
class Advice:
    """A mistake to avoid or a step to take.

    Attributes:
        id: its name in plain words.
        says: the mistake, or why to go there.
        page: the page that says more, as a source path under ``docs/``.
        ways: the recommendations it belongs to; empty for all.
        when: the answers it belongs to, by question; all questions must be answered so.
    """

    id: str
    says: str
    page: str
    ways: Sequence[str] = ()
    when: Mapping[str, Sequence[str]] = field(default_factory=dict)


MISTAKES = (
    Advice(
        id="management-underrated",
        says="Counting on nobody in particular. Questions then wait, and doubts turn into labels.",
        page="decide/mistakes.md#management-underrated",
        when={"daily_management": ["nobody", "part"]},
    ),
    Advice(
        id="vague-guidelines",
        says="Handing over rules that still move. Unclear rules fail with any labeller.",
        page="decide/mistakes.md#vague-guidelines",
        when={"guideline_changes": ["weekly", "monthly"]},
    ),
    Advice(
        id="untested-vendor",
        says="Signing on references because time is short.",
        page="decide/mistakes.md#untested-vendor",
        ways=BOUGHT,
        when={"deadline": ["month"], "vendor_pilot": ["not_yet", "failed"]},
    ),
    Advice(
        id="no-pilot",
        says="Skipping the pilot. The first real batch is then the test.",
        page="decide/mistakes.md#no-pilot",
        ways=BOUGHT,
        when={"deadline": ["quarter", "later"], "vendor_pilot": ["not_yet", "failed"]},
    ),
    Advice(
        id="price-alone",
        says="Choosing by the price of a label. Compare accepted labels: your own rework is part of the bill.",
        page="decide/mistakes.md#price-alone",
        ways=BOUGHT,
        when={"budget_shape": ["per_use"]},
    ),
    Advice(
        id="experts-label-all",
        says="Letting experts label what trained people could. Their hours belong to rules, disputes and what only "
        "they can judge.",
        page="decide/hybrid.md#should-experts-label",
        when={"expertise": ["specialist"]},
    ),
    Advice(
        id="safe-by-itself",
        says="Believing that in-house is safe by itself. Home desks and shared log-ins leak as well.",
        page="security/checklist-in-house.md",
        ways=("in_house",),
        when={"people_data": ["visible", "identify"]},
    ),
    Advice(
        id="two-rulers",
        says="Checking each side with its own gold items, so that the halves drift apart.",
        page="decide/hybrid.md#who-owns-quality",
        ways=("hybrid",),
    ),
    Advice(
        id="only-the-labeller-checks",
        says="Letting whoever labels be the only one who checks.",
        page="decide/mistakes.md#only-the-labeller-checks",
    ),
    Advice(
        id="percentages-without-counts",
        says="Trusting a percentage without the count behind it.",
        page="decide/mistakes.md#percentages-without-counts",
        when={"wrong_label": ["money", "harm"]},
    ),
    Advice(
        id="no-way-out",
        says="Leaving data and labels in a vendor's tool without exit terms.",
        page="decide/mistakes.md#no-way-out",
        ways=BOUGHT,
        when={"annotation_tool": ["none"]},
    ),
    Advice(
        id="decided-once",
        says="Deciding once. Ask again for each new source of data, and each year.",
        page="decide/mistakes.md#decided-once",
    ),
)

STEPS = (
    Advice(
        id="get-it-checked",
        says="Sort the data with whoever is responsible, so that the first question has an answer",
        page="security/index.md#four-questions",
        when={"may_leave": ["unchecked"]},
    ),
    Advice(
        id="move-data-down",
        says="See how masking, cropping or a public set can open a closed way",
        page="security/index.md#move-data-down",
        when={"may_leave": ["part", "masked", "no"]},
    ),
    Advice(
        id="in-house",
        says="Read how in-house labelling works, and the first 90 days",
        page="decide/in-house.md",
        ways=("in_house",),
    ),
    Advice(
        id="outsourced",
        says="Read how outsourced labelling works, and what stays your job",
        page="decide/outsourced.md",
        ways=("outsourced",),
    ),
    Advice(
        id="hybrid",
        says="Read which part of a hybrid stays inside, and who owns quality",
        page="decide/hybrid.md",
        ways=("hybrid",),
    ),
    Advice(
        id="pilot",
        says="Plan a pilot that can decide",
        page="vendors/pilot.md",
        ways=BOUGHT,
        when={"vendor_pilot": ["failed", "not_yet"]},
    ),
    Advice(
        id="request-for-proposal",
        says="Ask several vendors the same questions",
        page="vendors/request-for-proposal.md",
        ways=BOUGHT,
    ),
    Advice(
        id="before-sending",
        says="Tick off what must be true before data leave",
        page="security/checklist-before-sending.md",
        ways=BOUGHT,
    ),
    Advice(
        id="hiring",
        says="See how long hiring and training take",
        page="scale/hiring-lead-time.md",
        ways=("in_house",),
        when={"own_team": ["can_hire", "busy"]},
    ),
    Advice(
        id="rent-staff",
        says="See how rented staff can work inside your systems",
        page="decide/other-ways.md#staff-augmentation",
        when={"own_team": ["cannot_hire"]},
    ),
    Advice(
        id="patient-data",
        says="See what US law asks before patient data move",
        page="security/hipaa.md",
        when={"health_data": ["de_identified", "identifiable"]},
    ),
    Advice(
        id="card-data",
        says="See how to take card numbers out",
        page="security/pci-dss.md",
        when={"card_data": ["full"]},
    ),
    Advice(
        id="safer",
        says="See when in-house is safer, and how to stop copying",
        page="security/in-house-or-bought.md",
        ways=("in_house",),
        when={"people_data": ["visible", "identify"]},
    ),
    Advice(
        id="guidelines",
        says="Write rules that hold, with one owner",
        page="quality/guidelines.md",
        when={"guideline_changes": ["weekly", "monthly"]},
    ),
    Advice(
        id="agreement",
        says="Let two people label the same items, and see whether your rules hold",
        page="calculators/agreement.md",
        when={"guideline_changes": ["weekly", "monthly"]},
    ),
    Advice(
        id="mistakes",
        says="See the usual mistakes with symptom, cost and remedy",
        page="decide/mistakes.md",
    ),
    Advice(
        id="other-ways",
        says="Read about freelancers, crowds, rented staff and help from models",
        page="decide/other-ways.md",
    ),
    Advice(
        id="rules",
        says="See every rule behind this answer, and which answers lead where",
        page="calculators/rules.md",
    ),
)


def fitting(advice: Sequence[Advice], answers: Answers, way: str) -> Iterator[Advice]:
    """Yield the advice that belongs to these answers and this recommendation."""
    for one in advice:
        asked = all(answers[name] in options for name, options in one.when.items())
        if asked and (not one.ways or way in one.ways):
            yield one
