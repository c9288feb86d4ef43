"""Cases with known answers: published ones, and those that were worked out apart from this code."""

from collections.abc import Sequence

from calculators.core import Example, Source

_R_PLANS = Source(
    title="Visualizing and assessing acceptance sampling plans: the R package AcceptanceSampling",
    publisher="Kiermeier, Journal of Statistical Software 26(6)",
    year="2008",
    url="https://www.jstatsoft.org/article/view/v026i06",
)
_LITTERS = Source(
    title="A simple method for the analysis of clustered binary data",
    publisher="Rao and Scott, Biometrics 48(2)",
    year="1992",
)
_STANDARD = Source(
    title="MIL-STD-105E, Sampling procedures and tables for inspection by attributes",
    publisher="US Department of Defense",
    year="1989",
)
_INTERVALS = Source(
    title="Two-sided confidence intervals for the single proportion: comparison of seven methods",
    publisher="Newcombe, Statistics in Medicine 17",
    year="1998",
)

LITTERS = "12/12 11/11 10/10 9/9 10/11 9/10 9/10 8/9 8/9 4/5 7/9 4/7 5/10 3/6 3/10 0/7"
TWO_BAD_IMAGES = "3/8 3/8 " + " ".join(["0/8"] * 38)

# One case reads as one paragraph, so the formatter is kept out.
# fmt: off
EXAMPLES: Sequence[Example] = (
    Example(
        name="The defaults: a delivery of 10,000, good at 2 % and bad at 5 %",
        inputs={},
        expect={
            "plan.checks": 304, "plan.acceptance_number": 10, "plan.average_checked_good": 302.2176723,
            "plan.average_checked_bad": 215.6930847, "zero_acceptance.checks": 45,
            "zero_acceptance.pass_bad": 0.09892189368, "aoql": 0.02088785173, "standard_table_aql": 1.5,
            "comparisons.3.name": "share_flat_limit", "comparisons.3.checks": 500,
            "comparisons.3.acceptance_number": 25, "comparisons.3.pass_bad": 0.5530609283,
            "comparisons.5.checks": 200, "comparisons.5.acceptance_number": 7,
            "comparisons.5.pass_bad": 0.2105959606, "costs.cheapest.kind": "sample", "costs.cheapest.checks": 200,
            "costs.cheapest.acceptance_number": 7, "costs.cheapest.cost": 239.4698349,
            "costs.cheapest.refused": 0.3025028465, "costs.cheapest.wrong_left": 142.8334374,
            "costs.break_even_error_cost": 0.4932908435, "costs.ladder.70.0": 10_000,
        },
    ),
    Example(
        name="A process, good at 5 % and bad at 15 %: 80 checks, 7 allowed",
        inputs={"population": "process", "acceptance_quality_limit": 5, "limiting_quality": 15, "consumer_risk": 7.5},
        expect={
            "plan.checks": 80, "plan.acceptance_number": 7, "plan.pass_good": 0.9534084725,
            "plan.pass_bad": 0.07271749286, "zero_acceptance.checks": 16, "aoql": 0.05589579881,
        },
        source=_R_PLANS,
    ),
    Example(
        name="A lot of 100, good at 5 % and bad at 10 %: 64 checks, 4 allowed",
        inputs={"lot_size": 100, "acceptance_quality_limit": 5, "limiting_quality": 10, "producer_risk": 20},
        expect={
            "plan.checks": 64, "plan.acceptance_number": 4, "plan.pass_good": 0.898728076,
            "plan.pass_bad": 0.09547271444,
        },
        source=_R_PLANS,
    ),
    Example(
        name="Twelve labels in an image that hang together, and a sample that passes",
        inputs={
            "lot_size": 20_000, "acceptance_quality_limit": 1.5, "limiting_quality": 4, "cluster_size": 12,
            "intraclass_correlation": 0.2, "error_cost": 4, "rework_billed": 50, "delivered_error_rate": 2.5,
            "delivered_error_spread": 1, "checked": 1_200, "errors_found": 22,
        },
        expect={
            "design_effect": 3.2, "plan.checks": 352, "plan.acceptance_number": 9, "plan.images": 94,
            "plan.labels": 1_128, "plan.labels_acceptance_number": 28, "plan.clustered_pass_good": 0.9301556885,
            "plan.clustered_pass_bad": 0.06784262025, "costs.plan.cost": 1596.785644, "costs.cheapest.checks": 1_799,
            "costs.cheapest.acceptance_number": 41, "costs.cheapest.cost": 1563.680309,
            "costs.break_even_error_cost": 2.270793251, "judged.low": 0.007327323335, "judged.allowed": 28,
            "judged.verdict": "pass", "measure.checks": 2_864,
        },
    ),
    Example(
        name="Weil's litters show how much pups of one litter hang together",
        inputs={"population": "process", "image_errors": LITTERS},
        expect={
            "judged.design_effect": 3.952860626, "judged.effective_checked": 36.68229511,
            "judged.low": 0.6043792543, "judged.intraclass_estimated": 0.3498078356,
        },
        source=_LITTERS,
    ),
    Example(
        name="Two bad images among forty leave it open",
        inputs={"image_errors": TWO_BAD_IMAGES},
        expect={
            "judged.design_effect": 2.978931896, "judged.allowed": 5, "judged.verdict": "go_on",
            "judged.more_checks": 586,
        },
    ),
    Example(
        name="3 wrong in 180 of 1,200 pass before the sample is whole",
        inputs={"lot_size": 1_200, "checked": 180, "errors_found": 3},
        expect={
            "plan.checks": 247, "plan.acceptance_number": 8, "judged.wrong_low": 5, "judged.wrong_high": 54,
            "judged.high": 0.0479322005, "judged.upper": 0.03673726179, "judged.allowed": 5, "judged.verdict": "pass",
        },
    ),
    Example(
        name="81 of 263: the exact interval and Wilson's",
        inputs={"population": "process", "checked": 263, "errors_found": 81},
        expect={"judged.low": 0.2527367456, "judged.wilson_low": 0.2552885199},
        source=_INTERVALS,
    ),
    Example(
        name="Sixty labels in images of five: checking them all is the plan",
        inputs={
            "lot_size": 60, "acceptance_quality_limit": 2, "limiting_quality": 10, "cluster_size": 5,
            "intraclass_correlation": 0.3,
        },
        expect={
            "plan.checks": 30, "plan.acceptance_number": 1, "plan.images": 12, "plan.labels": 60,
            "plan.labels_acceptance_number": 1, "plan.clustered_pass_good": 1, "plan.clustered_pass_bad": 0,
        },
    ),
    Example(
        name="The standard's plan for a lot of 500 at AQL 2.5",
        inputs={"lot_size": 500, "acceptance_quality_limit": 2.5, "limiting_quality": 8},
        expect={
            "comparisons.5.name": "standard_table", "comparisons.5.checks": 50,
            "comparisons.5.acceptance_number": 3,
        },
        source=_STANDARD,
    ),
    Example(
        name="A rate of 6 % to within 5 points takes 87 checks",
        inputs={"population": "process", "delivered_error_rate": 6, "margin_of_error": 5},
        expect={"measure.checks": 87},
        source=Source(title="Sample size for a proportion", publisher="OpenEpi", year="2013"),
    ),
)
# fmt: on
