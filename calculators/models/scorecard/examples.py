"""Cases whose answers can be worked out on paper."""

from calculators.core import Example

TWO = [
    {"name": "First", "weight": 1, "rank": 1},
    {"name": "Second", "weight": 1, "rank": 2},
    {"name": "Gate alone", "weight": 0, "rank": 3, "gate": 1},
]

EXAMPLES = [
    Example(
        name="Invented vendors: B leads A by 4.5 points, C is out, and worker conditions may rise to 32/218 of all",
        inputs={},
        expect={
            "vendors.1.score": 84.375,
            "vendors.0.score": 79.875,
            "vendors.2.gate": "failed",
            "first": 1,
            "second": 0,
            "intervals.11.low": 0.0,
            "intervals.11.high": 32 / 218,
            "smallest_change.criterion": 11,
        },
    ),
    Example(
        name="Two vendors at 4-0 and 0-4 on two criteria tie, and each is ahead in half of all weightings",
        inputs={
            "criteria": TWO,
            "vendors": [{"name": "A"}, {"name": "B"}],
            "scores": [
                {"vendor": "A", "rater": "R", "levels": "404"},
                {"vendor": "B", "rater": "R", "levels": "044"},
            ],
        },
        expect={
            "vendors.0.score": 50.0,
            "vendors.1.rank": 1,
            "pairwise.0.1": 0.5,
            "pairwise.1.0": 0.5,
            "swaps.0": 0.0,
        },
    ),
    Example(
        name="With a third at 3-3 between them, the shares of coming first are a quarter, a half and a quarter",
        inputs={
            "criteria": TWO,
            "vendors": [{"name": "A"}, {"name": "B"}, {"name": "C"}],
            "scores": [
                {"vendor": "A", "rater": "R", "levels": "404"},
                {"vendor": "B", "rater": "R", "levels": "334"},
                {"vendor": "C", "rater": "R", "levels": "044"},
            ],
        },
        expect={
            "first": 1,
            "acceptability.0.0": 0.25,
            "acceptability.1.0": 0.5,
            "acceptability.2.0": 0.25,
            "intervals.0.low": 0.25,
            "intervals.0.high": 0.75,
        },
    ),
    Example(
        name="Ranks 1 to 4 stand for weights of 25, 13, 7 and 3 in 48",
        inputs={
            "criteria": [{"name": f"Criterion {rank}", "weight": 1, "rank": rank} for rank in (1, 2, 3, 4)],
            "weighting": "ranks",
            "vendors": [{"name": "A"}, {"name": "B"}],
            "scores": [
                {"vendor": "A", "rater": "R", "levels": "4000"},
                {"vendor": "B", "rater": "R", "levels": "0444"},
            ],
        },
        expect={
            "weights.0": 25 / 48,
            "weights.1": 13 / 48,
            "weights.2": 7 / 48,
            "weights.3": 3 / 48,
            "vendors.0.score": 2500 / 48,
        },
    ),
    Example(
        name="A claim at level 4 counts as 1, a test at level 3 as 3; the claims leave every gate open",
        inputs={
            "vendors": [{"name": "Claims"}, {"name": "Tested"}],
            "scores": [
                {"vendor": "Claims", "rater": "R", "levels": "4" * 17, "evidence": "D" * 17},
                {"vendor": "Tested", "rater": "R", "levels": "3" * 17, "evidence": "A" * 17},
            ],
        },
        expect={"vendors.0.score": 25.0, "vendors.0.gate": "open", "vendors.1.score": 75.0, "first": 1},
    ),
]
