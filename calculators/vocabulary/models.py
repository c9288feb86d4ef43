"""Models that label first, and the people who correct them."""

from collections.abc import Mapping

from calculators.core import Field, Number, assumption

# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
FIELDS: Mapping[str, Field] = {
    "correct_seconds": Number(
        label="Extra time to correct a wrong model label", unit="seconds", minimum=0, maximum=360_000,
        basis=assumption(21.0, "Four fifths of making it anew, on top of looking at it.", low=8.0, high=26.5),
        help="On top of the time to review it.",
    ),
    "undercorrection": Number(
        label="Model errors that a reviewer lets through", unit="%", minimum=0, maximum=100,
        basis=assumption(36.0, "No published figure fits all tasks, so measure yours first.", low=10.0, high=60.0),
        help="Let people review proposals with known errors among them, and count.",
    ),
    "overcorrection": Number(
        label="Right model labels that a reviewer spoils", unit="%", minimum=0, maximum=100,
        basis=assumption(0.0, "Few reviewers change what is right.", low=0.0, high=2.0),
        help="Changes for the worse.",
    ),
    "model_price": Number(
        label="Model's price per item", unit="¤ an item", minimum=0, maximum=100_000,
        basis=assumption(
            0.003, "Near the high end of list prices of 2026, since a picture or a long text costs more than a short "
            "text, for which they come to $0.00003 to $0.0037 an item.", low=0.00003, high=0.0037,
        ),
        help="What the model costs for each item it labels.",
    ),
    "model_setup": Number(
        label="Set-up of the model", unit="¤ once", minimum=0, maximum=1e9,
        basis=assumption(
            10_000.0, "Prompts or training, tests, and wiring into the tool.", low=2_000.0, high=60_000.0,
        ),
        help="Paid once and spread over the months you plan for.",
    ),
    "model_upkeep": Number(
        label="Upkeep of the model", unit="¤ a month", minimum=0, maximum=1e9,
        basis=assumption(1_000.0, "Ten hours of an engineer.", low=200.0, high=5_000.0),
        help="Tests after each change of the model, the prompt or the data.",
    ),
    "person_overhead": Number(
        label="Everything else per annotator", unit="¤ a person a month", minimum=0, maximum=1_000_000,
        basis=assumption(
            2_000.0, "Lead, hiring, training, tool and desk come to 1,911 at the cost calculator's defaults; "
            "rounded up, since reviewers need desks too.", low=1_000.0, high=3_500.0,
        ),
        help="What a person costs a month beyond pay and benefits.",
    ),
}
# fmt: on
