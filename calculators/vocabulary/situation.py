"""The reader's situation: what the data allow, how the work comes, and who could do it."""

from collections.abc import Mapping

from calculators.core import Choice, Field, assumption

# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
FIELDS: Mapping[str, Field] = {
    "may_leave": Choice(
        label="May the data leave your organisation to be labelled?",
        options={
            "anyone": "Yes, anyone may see it",
            "under_contract": "Yes, to a firm under contract",
            "part": "Part of it",
            "masked": "Only with identifying details removed",
            "unchecked": "Nobody responsible has checked",
            "no": "No, not even masked",
        },
        basis=assumption("under_contract", "Street scenes for a vision project: not public, not secret."),
        help="A no closes every way that sends data out. Law, contracts and your own promises all count.",
    ),
    "people_data": Choice(
        label="Can people be recognised in it?",
        options={
            "nobody": "No",
            "visible": "Yes: faces, voices, names, plates",
            "identify": "Yes, and it serves to tell who they are",
        },
        basis=assumption("visible", "Street scenes show faces and plates."),
        help="Personal data need an agreement with whoever labels. Biometric data need an exception in law.",
    ),
    "volume_shape": Choice(
        label="How even is it?",
        options={
            "steady": "Much the same each month",
            "foreseen": "Peaks we can see coming",
            "sudden": "Sudden peaks",
            "once": "One batch, then nothing",
        },
        basis=assumption("foreseen", "New recordings come with each release."),
        pictures={"steady": "steady", "foreseen": "waves", "sudden": "spikes", "once": "batch"},
        help="Your own seats cost the same when they stand empty.",
    ),
    "deadline": Choice(
        label="When must the first usable labels be there?",
        options={"month": "Within a month", "quarter": "Within three months", "later": "Later, or no date"},
        basis=assumption("quarter", "A usual planning period."),
        help="Hiring and training take longer than most plans allow.",
    ),
    "expertise": Choice(
        label="Who can tell a right label from a wrong one?",
        options={
            "anyone": "Anyone, after reading a page",
            "trained": "Anyone, after days of training",
            "specialist": "Only people of a profession",
            "ours": "Only our own people",
        },
        basis=assumption("trained", "Boxes and outlines with rules for doubtful cases."),
        help="Rare knowledge decides who can label at all.",
    ),
    "own_team": Choice(
        label="Do you have people who can label?",
        options={
            "ready": "Yes, trained and free",
            "busy": "Yes, but needed for other work",
            "can_hire": "No, but we can hire",
            "cannot_hire": "No, and we cannot hire",
        },
        basis=assumption("can_hire", "A team that starts from nothing."),
        help="Trained people who are free are the fastest start there is.",
    ),
}
# fmt: on
