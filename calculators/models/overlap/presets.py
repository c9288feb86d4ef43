"""Scenarios that can be cited. What no source gives is an assumption, and the words say so."""

from calculators.core import Preset

PRESETS = {
    "yes-or-no": Preset(
        title="A yes-or-no question",
        words=(
            "Two labels, people who are right nine times in ten, and a fifth of their mistakes shared by everybody. "
            "The price is that of a box (2026); accuracies and the cost of a mistake are assumptions."
        ),
        inputs={},
    ),
    "ten-classes-by-a-crowd": Preset(
        title="Ten classes by a crowd",
        words=(
            "Images in ten classes, labelled by three strangers each. Accuracy and shared mistakes follow the "
            "published CIFAR-10N set (2022), where the majority was wrong on 9.03% and this comes to 9.08%. The price "
            "is a vendor's for classification (2026)."
        ),
        inputs={
            "classes": 10, "wrong_answers": "one", "tie_rule": "random", "annotator_accuracy": 82.34,
            "shared_mistakes": 3.37, "label_price": 0.03,
        },
    ),
    "clinic": Preset(
        title="A clinic's findings",
        words=(
            "Trained people label, and a doctor is asked where they differ. The doctor's price is a minute of "
            "published pay for medical experts (2025); accuracies, the price of a label and the cost of a mistake are "
            "assumptions."
        ),
        inputs={
            "annotator_accuracy": 85, "shared_mistakes": 3, "label_price": 0.3, "expert_price": 2,
            "expert_accuracy": 96, "error_cost": 50,
        },
    ),
}  # fmt: skip
