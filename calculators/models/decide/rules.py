"""Weighted rules, as data: what an answer adds to a way or takes from it.

The points are our judgement, small whole numbers on purpose. 1 is a nudge, 2 a good reason, 3 a strong one, 4 the
strongest. A sentence states what is so for this reader; whether it speaks for a way or against it, the points say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculators.core import Source
from calculators.facts import fact


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A weighted criterion.

    Attributes:
        id: its name in plain words, for links and files.
        when: the answers under which it holds, by question; all questions must be answered so.
        says: the rule in a plain sentence.
        points: what it adds to each way.
        source: who supports the sentence; None where it is our judgement. The points are always ours.
    """

    id: str
    when: Mapping[str, Sequence[str]]
    says: str
    points: Mapping[str, int]
    source: Source | None = None


# Rules on sensitivity never add more to a way that sends more out: see STRICTER and the tests.
_DATA = (
    Rule(
        id="open-data",
        when={"may_leave": ["anyone"]},
        says="Anyone may see the data, so secrecy holds nothing back.",
        points={"outsourced": 1, "freelancers": 1, "crowd": 2},
    ),
    Rule(
        id="consent-takes-time",
        when={"sharing_promises": ["ask_first", "forbidden"]},
        says="Each new recipient needs somebody's consent, and that takes time.",
        points={"outsourced": -1, "freelancers": -1},
    ),
    Rule(
        id="fewer-vendors-in-one-place",
        when={"data_location": ["region", "own_systems", "own_rooms"]},
        says="Few vendors qualify when the data are tied to a place.",
        points={"outsourced": -1},
    ),
    Rule(
        id="visitors-in-your-systems",
        when={"data_location": ["own_systems", "own_rooms"]},
        says="Outsiders may work only inside your systems, so direct them yourself.",
        points={"outsourced": -1, "freelancers": -1, "rented_staff": 2},
    ),
    Rule(
        id="recognisable-people",
        when={"people_data": ["visible", "identify"]},
        says="People can be recognised, so each hand-over brings papers and checks.",
        points={"outsourced": -1, "freelancers": -1},
    ),
    Rule(
        id="identifying-people",
        when={"people_data": ["identify"]},
        says="Data that tell who somebody is should pass through few hands.",
        points={"in_house": 1, "outsourced": -1, "freelancers": -1},
    ),
    Rule(
        id="patients",
        when={"health_data": ["identifiable"]},
        says="Health data about known people are safest in few hands.",
        points={"in_house": 2, "outsourced": -1, "freelancers": -1},
    ),
    Rule(
        id="card-scope",
        when={"card_data": ["full"]},
        says="Card numbers pull everyone who sees them under the card industry's rules.",
        points={"in_house": 1, "outsourced": -1},
    ),
    Rule(
        id="children",
        when={"children_data": ["yes"]},
        says="Data about children should pass through few hands.",
        points={"in_house": 1, "outsourced": -1, "freelancers": -1},
    ),
)

_WORK = (
    Rule(
        id="volume-for-one",
        when={"monthly_volume": ["one_person"]},
        says="One person's work carries no second set-up and no minimum order.",
        points={"in_house": 1, "hybrid": -2, "outsourced": -1, "model_assisted": -1, "freelancers": 2},
        source=fact("vendor_minimum_order").cited,
    ),
    Rule(
        id="volume-for-a-few",
        when={"monthly_volume": ["up_to_five"]},
        says="A handful of people is a team that you can lead yourself.",
        points={"in_house": 1, "freelancers": 1},
    ),
    Rule(
        id="volume-for-a-team",
        when={"monthly_volume": ["up_to_twenty"]},
        says="Six to twenty people need leads, reviewers and constant hiring.",
        points={"hybrid": 1, "outsourced": 2, "model_assisted": 1, "freelancers": -1},
        source=fact("annotators_per_senior_cvat").cited,
    ),
    Rule(
        id="volume-for-a-department",
        when={"monthly_volume": ["over_twenty"]},
        says="More than twenty people are a department, with managers and turnover.",
        points={"in_house": -2, "hybrid": 1, "outsourced": 2, "model_assisted": 2, "freelancers": -2},
        source=fact("annotators_per_manager_cvat").cited,
    ),
    Rule(
        id="steady-work",
        when={"volume_shape": ["steady"]},
        says="Even work keeps seats of your own filled.",
        points={"in_house": 1},
    ),
    Rule(
        id="peaks-foreseen",
        when={"volume_shape": ["foreseen"]},
        says="Foreseen peaks can be bought while a steady base stays inside.",
        points={"hybrid": 1},
    ),
    Rule(
        id="peaks-sudden",
        when={"volume_shape": ["sudden"]},
        says="Sudden peaks leave your own seats empty, or your work late.",
        points={"in_house": -2, "hybrid": 1, "outsourced": 2, "crowd": 1},
    ),
    Rule(
        id="one-batch",
        when={"volume_shape": ["once"]},
        says="A single batch never pays back hiring and a second set-up.",
        points={"in_house": -1, "hybrid": -1, "outsourced": 2, "freelancers": 1},
    ),
    Rule(
        id="month-before-hiring",
        when={"deadline": ["month"], "own_team": ["can_hire", "cannot_hire"]},
        says="A month is shorter than it takes to hire and train.",
        points={"in_house": -3, "hybrid": -1, "outsourced": 1, "freelancers": 1},
        source=fact("inhouse_lead_time_days").cited,
    ),
    Rule(
        id="quarter-for-hiring",
        when={"deadline": ["quarter"], "own_team": ["can_hire"]},
        says="Hiring and training take most of a quarter.",
        points={"in_house": -1},
        source=fact("inhouse_lead_time_days").cited,
    ),
    Rule(
        id="time-to-build",
        when={"deadline": ["later"]},
        says="There is time to hire and to train.",
        points={"in_house": 1},
    ),
    Rule(
        id="few-languages",
        when={"languages": ["few"]},
        says="A few foreign languages are easier to rent than to hire.",
        points={"hybrid": 1, "outsourced": 1, "freelancers": 1},
    ),
    Rule(
        id="many-languages",
        when={"languages": ["many"]},
        says="Many languages need people in many places.",
        points={"in_house": -2, "hybrid": 1, "outsourced": 3, "freelancers": 1},
    ),
)

_SKILL = (
    Rule(
        id="anyone-can-judge",
        when={"expertise": ["anyone"]},
        says="A page of rules is enough, so knowledge ties you to nobody.",
        points={"outsourced": 1, "crowd": 2},
    ),
    Rule(
        id="training-needed",
        when={"expertise": ["trained"]},
        says="It takes days of training, and most of a crowd would fail the test.",
        points={"crowd": -2},
        source=fact("coco_training_pass_share").cited,
    ),
    Rule(
        id="profession-needed",
        when={"expertise": ["specialist"]},
        says="Professionals are dear, so spend their hours on rules and hard cases.",
        points={"in_house": 1, "hybrid": 1, "outsourced": -1, "freelancers": 2, "crowd": -3},
        source=fact("us_domain_expert_wage_hour").cited,
    ),
    Rule(
        id="knowledge-inside",
        when={"expertise": ["ours"]},
        says="The knowledge sits with your own people.",
        points={"in_house": 2, "hybrid": 1, "crowd": -3},
    ),
    Rule(
        id="hardly-any-hard",
        when={"hard_cases": ["none"]},
        says="Nearly all cases are plain, so little needs your own judgement.",
        points={"outsourced": 1, "model_assisted": 1, "crowd": 1},
    ),
    Rule(
        id="hard-cases-known",
        when={"hard_cases": ["few"]},
        says="The hard cases are few and known, so the work splits well.",
        points={"hybrid": 2, "model_assisted": 1},
    ),
    Rule(
        id="hard-cases-hidden",
        when={"hard_cases": ["mixed"]},
        says="Hard cases show up too late for a rule to route them.",
        points={"hybrid": -1},
    ),
    Rule(
        id="mostly-hard",
        when={"hard_cases": ["most"]},
        says="Most cases need thought, and doubts want an answer the same day.",
        points={"in_house": 2, "model_assisted": -1, "crowd": -2},
    ),
    Rule(
        id="rules-settled",
        when={"guideline_changes": ["settled"]},
        says="Settled, written rules can be handed over.",
        points={"hybrid": 1, "outsourced": 2, "model_assisted": 1, "crowd": 1},
    ),
    Rule(
        id="rules-move-monthly",
        when={"guideline_changes": ["monthly"]},
        says="Rules that change each month mean retraining a vendor each month.",
        points={"outsourced": -1},
    ),
    Rule(
        id="rules-move-weekly",
        when={"guideline_changes": ["weekly"]},
        says="Rules that move every week need labellers who sit close.",
        points={"in_house": 3, "outsourced": -2, "model_assisted": -1, "freelancers": -1, "crowd": -2},
    ),
    Rule(
        id="steer-daily",
        when={"feedback_loop": ["daily"]},
        says="You steer every day, and distance cuts the talk that this takes.",
        points={"in_house": 2, "hybrid": 1, "outsourced": -1},
        source=fact("timezone_sync_loss_per_hour").cited,
    ),
    Rule(
        id="steer-by-batch",
        when={"feedback_loop": ["by_batch"]},
        says="Batches can go out and come back, so distance matters little.",
        points={"outsourced": 1},
    ),
    Rule(
        id="errors-average-out",
        when={"wrong_label": ["little"]},
        says="Single errors hardly matter, so a light check is enough.",
        points={"outsourced": 1, "model_assisted": 1, "crowd": 1},
    ),
    Rule(
        id="errors-harm",
        when={"wrong_label": ["harm"]},
        says="Wrong labels may harm people, so check them yourself and keep records.",
        points={"in_house": 1, "hybrid": 1, "model_assisted": -1, "freelancers": -1, "crowd": -3},
        source=fact("ai_act_art10_annotation").cited,
    ),
)

_OWN = (
    Rule(
        id="team-ready",
        when={"own_team": ["ready"]},
        says="Your own people are trained and free.",
        points={"in_house": 3, "hybrid": 1, "rented_staff": -1},
    ),
    Rule(
        id="team-busy",
        when={"own_team": ["busy"]},
        says="Your people are worth more on the model than on labels.",
        points={"in_house": -1, "hybrid": 1, "outsourced": 1, "rented_staff": 1},
    ),
    Rule(
        id="nobody-to-hire",
        when={"own_team": ["cannot_hire"]},
        says="You have nobody who can label, and you cannot hire.",
        points={"in_house": -4, "hybrid": -1, "outsourced": 2, "rented_staff": 2},
    ),
    Rule(
        id="time-to-manage",
        when={"daily_management": ["full"]},
        says="Somebody has the time to run a team.",
        points={"in_house": 1, "hybrid": 1, "rented_staff": 1},
    ),
    Rule(
        id="a-day-to-manage",
        when={"daily_management": ["part"]},
        says="A team of your own takes a day a week at the least, by one firm's account; a vendor may take less.",
        points={"in_house": -1, "outsourced": 1},
        source=fact("ml_engineer_oversight_share").cited,
    ),
    Rule(
        id="nobody-to-manage",
        when={"daily_management": ["nobody"]},
        says="Nobody can run it, and your own team needs the most running.",
        points={
            "in_house": -3, "hybrid": -3, "outsourced": -1, "rented_staff": -3, "freelancers": -2, "crowd": -2,
        },
    ),
    Rule(
        id="money-for-posts",
        when={"budget_shape": ["posts"]},
        says="Fixed money for posts pays people, not invoices.",
        points={"in_house": 2, "outsourced": -1},
    ),
    Rule(
        id="money-per-label",
        when={"budget_shape": ["per_use"]},
        says="Variable money and no new posts fit a price per label.",
        points={"in_house": -2, "hybrid": 1, "outsourced": 2, "freelancers": 1, "crowd": 1},
    ),
    Rule(
        id="shared-tool",
        when={"annotation_tool": ["shared"]},
        says="Outsiders can log in to your tool, so one tool serves both sides.",
        points={"hybrid": 1, "rented_staff": 1},
    ),
    Rule(
        id="closed-tool",
        when={"annotation_tool": ["inside"]},
        says="Your tool is in place, and only your own people can use it.",
        points={"in_house": 1, "outsourced": -1},
    ),
    Rule(
        id="no-tool",
        when={"annotation_tool": ["none"]},
        says="You have no tool yet, and vendors bring one.",
        points={"outsourced": 1},
    ),
    Rule(
        id="pilot-passed",
        when={"vendor_pilot": ["passed"]},
        says="A vendor has passed on your own data.",
        points={"hybrid": 1, "outsourced": 2},
    ),
    Rule(
        id="pilot-failed",
        when={"vendor_pilot": ["failed"]},
        says="A vendor has failed on your own data.",
        points={"hybrid": -1, "outsourced": -3},
    ),
)  # fmt: skip

RULES = (*_DATA, *_WORK, *_SKILL, *_OWN)
