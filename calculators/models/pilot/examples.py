"""Cases with known answers: published ones, and those worked out with other programs."""

from calculators.core import Example, Source
from calculators.models.pilot.samples import SAMPLES

CHOW = Source(
    title="Sample Size Calculations in Clinical Research, 2nd edition, example 6.4.3",
    publisher="Chow, Shao and Wang",
    year="2008",
)
NEWCOMBE = Source(
    title="Improved confidence intervals for the difference between binomial proportions based on paired data",
    publisher="Newcombe, Statistics in Medicine 17",
    year="1998",
)
FAGERLAND = Source(
    title="Recommended tests and confidence intervals for paired binomial proportions",
    publisher="Fagerland, Lydersen and Laake, Statistics in Medicine 33",
    year="2014",
)
(MADE_UP,) = SAMPLES.values()

EXAMPLES = [
    Example(
        name="The starting values: the formula gives 1,215 items, the exact test takes 1,287",
        inputs={},
        expect={
            "plans.paired.formula_items": 1_215, "plans.paired.items": 1_287, "plans.paired.power": 0.800042436,
            "plans.paired.p10": 0.041, "plans.paired.p01": 0.021, "plans.not_worse_paired.items": 303,
            "plans.not_worse_separate.items": 376, "needed": 1_287, "alternatives.0.items": 544,
            "alternatives.1.items": 1_686, "alternatives.2.items": 1_030, "alternatives.3.items": 1_605,
            "cost": 463.7796429, "days": 5, "smallest_difference": 0.03009322704, "sizes.3.accuracy_low": 0.9510017743,
            "sizes.3.accuracy_high": 0.9831140158, "sizes.3.power": 0.3633057758, "sizes.3.gate_errors": 16,
            "sizes.3.gate_pass_good": 0.6656043657,
        },
    ),
    Example(
        name="Half of the better vendor's errors are shared",
        inputs={"shared_errors": 50},
        expect={"plans.paired.formula_items": 979, "plans.paired.items": 1_035, "plans.paired.power": 0.8001008261},
    ),
    Example(
        name="A floor of 95% and a vendor at 98.5%",
        inputs={"question": "floor", "expected_accuracy": 98.5, "pilot_items": 300},
        expect={
            "plans.floor.items": 153, "plans.floor.errors_allowed": 3, "plans.floor.pass_if_good": 0.8014529805,
            "plans.floor.pass_if_floor": 0.04944479804, "sizes.3.gate_errors": 8,
            "sizes.3.gate_pass_good": 0.9609627595, "sizes.3.gate_pass_floor": 0.03406581352,
        },
    ),
    Example(
        name="A faultless vendor and a floor of 95%",
        inputs={"question": "floor", "expected_accuracy": 100},
        expect={"plans.floor.items": 59, "plans.floor.errors_allowed": 0},
    ),
    Example(
        name="Three vendors, each with items of its own",
        inputs={"pairing": "separate_items", "vendor_count": 3, "expected_accuracy": 98, "other_accuracy": 94,
                "pilot_items": 400},
        expect={
            "plans.separate.formula_items": 502, "plans.separate.items": 551, "plans.separate.power": 0.8255657583,
            "smallest_difference": 0.04374103384, "sizes.3.power": 0.6898263846,
        },
    ),
    Example(
        name="Two new vendors against a standard, five items a cluster",
        inputs={"question": "not_worse", "vendor_count": 3, "expected_accuracy": 96, "other_accuracy": 96,
                "noninferiority_margin": 3, "cluster_size": 5, "intraclass_correlation": 0.2},
        expect={"plans.not_worse_paired.items": 592, "needed": 1_066, "sizes.3.effective": 277,
                "sizes.3.power": 0.4476989092},
    ),
    Example(
        name="Shares that differ on 50 and 20 items in 100 take 59 pairs by formula",
        source=CHOW,
        inputs={"expected_accuracy": 80, "other_accuracy": 50, "shared_errors": 0},
        expect={"plans.paired.formula_items": 59, "plans.paired.items": 64, "plans.paired.power": 0.8035786063},
    ),
    Example(
        name="Pairs 36, 12, 2 and 0",
        source=NEWCOMBE,
        inputs={
            "counts": [{"vendor": "A", "right": 48, "checked": 50}, {"vendor": "B", "right": 38, "checked": 50}],
            "only_first": 12, "only_second": 2,
        },
        expect={"judged.pairs.0.low": 0.056929584, "judged.pairs.0.high": 0.340427603,
                "judged.pairs.0.p_value": 0.01293945312},
        tolerance=1e-8,
    ),
    Example(
        name="Pairs 59, 6, 16 and 80: the interval leaves out 0, the exact test decides nothing",
        source=FAGERLAND,
        inputs={
            "counts": [{"vendor": "A", "right": 65, "checked": 161}, {"vendor": "B", "right": 75, "checked": 161}],
            "only_first": 6, "only_second": 16,
        },
        expect={"judged.pairs.0.low": -0.1186211956, "judged.pairs.0.high": -0.004625113933,
                "judged.pairs.0.p_value": 0.05247879028, "judged.pairs.0.p_mid": 0.03468966484},
    ),
    Example(
        name="Two vendors, two days and two classes: A passes and wins, B gets worse and is weak on one class",
        inputs={"table": MADE_UP, "floor_accuracy": 90, "rare_items": 20},
        expect={
            "judged.vendors.0.right": 232, "judged.vendors.0.low": 0.9353790077, "judged.vendors.0.high": 0.985501244,
            "judged.vendors.0.final": "PASS", "judged.vendors.0.gate_errors": 16, "judged.vendors.1.right": 218,
            "judged.vendors.1.final": "REPEAT", "judged.vendors.1.factor_to_decide": 15,
            "judged.vendors.1.reasons.1": "drift", "judged.vendors.1.reasons.2": "class", "judged.pairs.0.both": 218,
            "judged.pairs.0.only_first": 14, "judged.pairs.0.neither": 8,
            "judged.pairs.0.difference": 0.05833333333, "judged.pairs.0.low": 0.02901759115,
            "judged.pairs.0.high": 0.09529092556, "judged.pairs.0.p_value": 0.0001220703125, "judged.winner": "A",
            "judged.drift.1.low": -0.1940508915, "judged.drift.1.high": -0.04434635245,
            "judged.drift.1.p_value": 0.001413707911, "judged.drift.1.p_adjusted": 0.002827415823,
            "judged.classes.3.right": 12, "judged.classes.3.p_adjusted": 0.0008312700377,
        },
    ),
]  # fmt: skip
