"""The ways of getting data labelled that the advisor weighs, and how they are called."""

# From the way that sends the least data out to the one that sends the most. Ties go to the earlier one.
MAIN = ("in_house", "hybrid", "outsourced")

# Ways for a part of the work, judged one by one beside the main answer.
ASIDES = ("rented_staff", "model_assisted", "freelancers", "crowd")

# The ways in which people outside receive the data.
SENDING = ("hybrid", "outsourced", "freelancers", "crowd")

NAMES = {
    "in_house": "In-house",
    "hybrid": "Hybrid",
    "outsourced": "Outsourced",
    "rented_staff": "Rented staff inside your systems",
    "model_assisted": "Model-assisted labelling",
    "freelancers": "Freelancers",
    "crowd": "Open crowd",
}
