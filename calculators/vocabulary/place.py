"""What your own people need around them."""

from collections.abc import Mapping

from calculators.core import Field, Number, assumption
from calculators.facts import basis

# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
FIELDS: Mapping[str, Field] = {
    "tool_seat": Number(
        label="Annotation tool", unit="¤ a seat a month", minimum=0, maximum=100_000,
        basis=basis("cvat_online_seat_month"),
        help="0 for an open-source tool that you run yourself.",
    ),
    "workstation": Number(
        label="Workstation", unit="¤ a new seat", minimum=0, maximum=1_000_000,
        basis=assumption(1_500.0, "A computer and a screen.", low=800.0, high=3_000.0),
        help="Paid once for each seat you did not have before.",
    ),
    "seat_overhead": Number(
        label="Space, network and support", unit="¤ a seat a month", minimum=0, maximum=100_000,
        basis=assumption(300.0, "A shared office desk.", low=100.0, high=600.0),
        help="What one more person in the building costs.",
    ),
    "inhouse_setup": Number(
        label="Set-up in-house", unit="¤ once", minimum=0, maximum=1e9,
        basis=assumption(20_000.0, "Tool roll-out, guidelines and a first gold set.", low=5_000.0, high=60_000.0),
        help="Paid in the first month.",
    ),
    "engineer_hours": Number(
        label="Engineer's time for the in-house team", unit="hours a month", minimum=0, maximum=10_000,
        basis=assumption(30.0, "Pipelines, exports and tool upkeep.", low=10.0, high=70.0),
        help="Hours an engineer gives to the labelling set-up.",
    ),
    "engineer_rate": Number(
        label="Engineer's cost", unit="¤ an hour", minimum=0, maximum=10_000,
        basis=assumption(100.0, "Salary with everything on top.", low=70.0, high=150.0),
        help="With benefits.",
    ),
}
# fmt: on
