"""Errors: how many are left, what they cost, and how sure one wants to be."""

from collections.abc import Mapping

from calculators.core import Field, Number, assumption
from calculators.facts import basis

# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
FIELDS: Mapping[str, Field] = {
    "inhouse_escape": Number(
        label="Accepted labels still wrong, in-house", unit="%", minimum=0, maximum=100,
        basis=basis("label_error_rate_benchmarks", convert=round, working="rounded to whole per cent"),
        help="Errors that your own checks let through.", driver="escape",
    ),
    "vendor_escape": Number(
        label="Accepted labels still wrong, vendor", unit="%", minimum=0, maximum=100,
        basis=basis("label_error_rate_benchmarks", convert=round, working="rounded to whole per cent"),
        help="Errors in what you accepted from the vendor.", driver="escape",
    ),
    "error_cost": Number(
        label="Cost of one wrong label", unit="¤ a label", minimum=0, maximum=1e6,
        basis=assumption(0.0, "Unknown until you can say what an error does to your product.", low=0.0, high=0.1),
        help="Retraining, debugging, or harm from a label that stays wrong.",
    ),
    "error_limit": Number(
        label="Most wrong labels you accept", unit="%", minimum=0, maximum=100,
        basis=assumption(5.0, "What a promise of 95% means.", low=2.0, high=10.0),
        help="In the labels you finally use, whoever made them.",
    ),
    "confidence_level": Number(
        label="Confidence of every claim", unit="%", minimum=50, maximum=99.9,
        basis=assumption(95.0, "The usual convention.", low=90.0, high=99.0),
        help="How often a claim made in this way would be true.",
    ),
    "power": Number(
        label="Chance that good work passes the proof", unit="%", minimum=50, maximum=99,
        basis=assumption(80.0, "The usual convention.", low=80.0, high=95.0),
        help="A higher chance takes more items.",
    ),
    "cluster_size": Number(
        label="Labels in one image or document", unit="labels", minimum=1, maximum=1_000, whole=True,
        basis=assumption(1, "Labels are drawn one by one.", low=1, high=8),
        help="Labels that are checked together, since one image or document holds them.",
    ),
    "intraclass_correlation": Number(
        label="Correlation of errors inside one image", unit="", minimum=0, maximum=1,
        basis=assumption(0.1, "Nothing was measured yet.", low=0.0, high=0.6),
        help="0 where errors fall anywhere, 1 where an image is all right or all wrong.",
    ),
}
# fmt: on
