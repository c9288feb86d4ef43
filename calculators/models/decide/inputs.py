"""The advisor's questions. Each is a choice in the reader's words; its help says why it matters."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from calculators.core import Choice, Inputs, assumption, choice
from calculators.methods.labour import hours_a_person, whole_up
from calculators.vocabulary import VOCABULARY, shared

DATA = "May others see the data?"
HOLDS = "What does the data hold?"
WORK = "How much, how soon?"
SKILL = "What does a right label take?"
OWN = "Your people, tools and money"
MONEY = "What it costs"

GROUPS = {
    DATA: "Hard rules come from these four. One answer can close a way, however well the rest fits.",
    HOLDS: "The law and the card industry bind whoever sees what these four ask about.",
    WORK: "Volume, its shape, the deadline and the languages.",
    SKILL: "Knowledge, hard cases, moving rules, and what an error does.",
    OWN: "What you have, and what the money may pay for.",
    MONEY: "These change no recommendation. They say what each way costs, by the cost calculator.",
}

# For each question about sensitivity: an answer, and one that is more sensitive. Part and masked cannot be
# compared: the first keeps some files inside, the second changes all of them.
STRICTER = {
    "may_leave": (
        ("anyone", "under_contract"), ("under_contract", "part"), ("under_contract", "masked"),
        ("part", "unchecked"), ("masked", "unchecked"), ("unchecked", "no"),
    ),
    "masking": (("checked", "untested"), ("untested", "impossible")),
    "sharing_promises": (("no_limit", "ask_first"), ("ask_first", "forbidden")),
    "data_location": (("anywhere", "region"), ("region", "own_systems"), ("own_systems", "own_rooms")),
    "people_data": (("nobody", "visible"), ("visible", "identify")),
    "health_data": (("none", "de_identified"), ("de_identified", "identifiable")),
    "card_data": (("none", "masked"), ("masked", "full")),
    "children_data": (("no", "yes"),),
}  # fmt: skip


# Answers of which the one says that the other cannot be, so that no change to the one is proposed beside the other.
CONTRADICTIONS = (
    {"people_data": "nobody", "children_data": "yes"},
    {"people_data": "nobody", "health_data": "identifiable"},
    {"may_leave": "anyone", "sharing_promises": "forbidden"},
    {"may_leave": "anyone", "data_location": "own_rooms"},
)


# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
@dataclass(frozen=True, kw_only=True)
class DecideInputs(Inputs):
    """Everything the advisor asks, in the order of the form."""

    may_leave: str = shared("may_leave", group=DATA, first=True)
    masking: str = choice(
        "Can you remove identifying details in-house and still label it?",
        {
            "checked": "Yes, a checked sample shows it",
            "untested": "Perhaps; not tested",
            "impossible": "No, the label would be lost",
        },
        assumption("untested", "Few teams have tried before they ask."),
        help="Blurring, cropping or codes for names can open a closed way. Counts where data may leave only masked.",
        group=DATA,
        first=True,
    )
    sharing_promises: str = choice(
        "Do contracts or privacy notices limit who may receive it?",
        {"no_limit": "No", "ask_first": "We must ask first", "forbidden": "They forbid it"},
        assumption("no_limit", "Data that you recorded yourself."),
        help="A promise to a customer binds you like a law.",
        group=DATA,
        first=True,
    )
    data_location: str = choice(
        "Must it stay in one place?",
        {
            "anywhere": "No",
            "region": "In one country or region",
            "own_systems": "On our systems; outsiders may log in",
            "own_rooms": "In our rooms; no view from outside",
        },
        assumption("anywhere", "No rule ties it to a place."),
        help="Looking at a screen abroad can count as sending the data there.",
        group=DATA,
        first=True,
    )
    people_data: str = shared("people_data", group=HOLDS, first=True)
    health_data: str = choice(
        "Does it hold health data?",
        {
            "none": "No",
            "de_identified": "Yes, de-identified",
            "identifiable": "Yes, about people who can be recognised",
        },
        assumption("none", "Street scenes hold none."),
        help="Health data have protection of their own in EU and US law.",
        group=HOLDS,
        first=True,
    )
    card_data: str = choice(
        "Does it hold payment card numbers?",
        {"none": "No", "masked": "Cut or masked", "full": "Full numbers, seen or heard"},
        assumption("none", "Street scenes hold none."),
        help="Whoever sees full numbers falls under the card industry's rules. Receipts and calls often hold them.",
        group=HOLDS,
        first=True,
    )
    children_data: str = choice(
        "Does it show or quote children?",
        {"no": "No, or no child can be recognised in it", "yes": "Yes"},
        assumption("no", "Nobody is singled out as a child."),
        help="The law asks for more care with children's data.",
        group=HOLDS,
        first=True,
    )

    volume: float = shared("volume", group=WORK, first=True)
    seconds: float = shared("seconds", group=WORK, first=True)
    volume_shape: str = shared("volume_shape", group=WORK, first=True)
    deadline: str = shared("deadline", group=WORK, first=True)
    languages: str = choice(
        "Which languages must labellers know?",
        {"ours": "Only those our staff speak", "few": "A few others", "many": "Many, or rare ones"},
        assumption("ours", "Pictures need only the language of the rules."),
        help="Speakers are easier to rent than to hire.",
        group=WORK,
        first=True,
    )

    expertise: str = shared("expertise", group=SKILL, first=True)
    hard_cases: str = choice(
        "How many cases are hard?",
        {
            "none": "Hardly any",
            "few": "A few, and we can tell which",
            "mixed": "Some, and we cannot tell which",
            "most": "Most",
        },
        assumption("few", "Night, rain and crowds are known to be hard."),
        help="A split needs a rule that tells hard from plain.",
        group=SKILL,
        first=True,
    )
    guideline_changes: str = choice(
        "How often do the labelling rules change?",
        {
            "settled": "Hardly ever; they are written",
            "monthly": "About once a month",
            "weekly": "Every week, or nothing is written yet",
        },
        assumption("monthly", "Normal for a product in use."),
        help="Every change has to reach every labeller.",
        group=SKILL,
        first=True,
    )
    feedback_loop: str = choice(
        "How closely must you steer the work?",
        {
            "by_batch": "Batches go out and come back",
            "weekly": "A talk each week",
            "daily": "Every day, each step",
        },
        assumption("weekly", "Usual once a project runs."),
        help="Tight loops suffer from distance, queues and time zones.",
        group=SKILL,
        first=True,
    )
    wrong_label: str = choice(
        "What can a wrong label do?",
        {"little": "Little; errors average out", "money": "Cost money or trust", "harm": "Harm people"},
        assumption("money", "A model in a product that customers use."),
        help="The more harm, the more you must check and prove yourself.",
        group=SKILL,
        first=True,
    )

    own_team: str = shared("own_team", group=OWN, first=True)
    daily_management: str = choice(
        "Who can run it?",
        {"full": "Somebody, most of the week", "part": "Somebody, a day a week", "nobody": "Nobody"},
        assumption("part", "An engineer who also has other work."),
        help="Every way needs somebody who answers questions. A team of your own needs the most.",
        group=OWN,
        first=True,
    )
    budget_shape: str = choice(
        "What shape is the money?",
        {
            "posts": "Fixed: posts for staff",
            "either": "Either",
            "per_use": "Variable: a price per label, no new posts",
        },
        assumption("either", "Finance has not said."),
        help="Staff is a fixed cost. A vendor's bill follows the volume.",
        group=OWN,
        first=True,
    )
    annotation_tool: str = choice(
        "Which labelling tool is in place?",
        {"shared": "Ours, and outsiders can log in", "inside": "Ours, inside only", "none": "None"},
        assumption("none", "A team that starts from nothing."),
        help="One tool for both sides makes a split cheaper and keeps the files with you.",
        group=OWN,
        first=True,
    )
    vendor_pilot: str = choice(
        "Have you tried a vendor on your own data?",
        {"passed": "Yes, it passed", "failed": "Yes, it failed", "not_yet": "Not yet"},
        assumption("not_yet", "Most readers ask before they try."),
        help="A pilot replaces opinions with your own figures.",
        group=OWN,
        first=True,
    )

    currency: str = shared("currency", group=MONEY)
    wage: float = shared("wage", group=MONEY)
    label_price: float = shared("label_price", group=MONEY)


# Not asked but worked out, from the labels and the time that each takes. The limits are whole people.
MONTHLY_VOLUME = Choice(
    label="How many people's work is it each month?",
    options={
        "one_person": "One person's at most",
        "up_to_five": "Two to five people's",
        "up_to_twenty": "Six to twenty people's",
        "over_twenty": "More than twenty people's",
    },
    basis=assumption("up_to_twenty", "200,000 labels of half a minute each."),
    help="Worked out from the volume and the time for a label.",
    group=WORK,
)
LIMITS = {"one_person": 1, "up_to_five": 5, "up_to_twenty": 20}


@functools.cache
def questions() -> Mapping[str, Choice]:
    """Return everything that the rules ask about, in the order of the form; the work's size stands for its volume."""
    asked: dict[str, Choice] = {}
    for name, field in DecideInputs.fields().items():
        if name == "volume":
            asked["monthly_volume"] = MONTHLY_VOLUME
        elif isinstance(field, Choice) and field.group != MONEY:
            asked[name] = field
    return asked


@functools.cache
def options() -> Mapping[str, tuple[str, ...]]:
    """Return the possible answers to each question, in the order of the form."""
    return {name: tuple(field.options) for name, field in questions().items()}


def people(inputs: DecideInputs) -> float:
    """Return how many people's work a month's labels are, by the cost calculator's paid hours."""
    paid, useful = (VOCABULARY[name].basis.value for name in ("paid_hours", "utilisation"))
    return inputs.volume * inputs.seconds / 3600 / hours_a_person(paid, useful)


def answers_of(inputs: DecideInputs) -> dict[str, str]:
    """Return the answers by question; a team's size is rounded up to whole people."""
    size = whole_up(people(inputs))
    work = next((answer for answer, limit in LIMITS.items() if size <= limit), "over_twenty")
    return {name: work if name == "monthly_volume" else str(getattr(inputs, name)) for name in questions()}
