"""Scenarios that can be cited. Every vendor, mark and price in them is invented."""

from collections.abc import Mapping

from calculators.core import Preset

EVERY = 17


def _panel(bidder: str, levels: str, evidence: str) -> dict[str, str]:
    return {"vendor": bidder, "rater": "Panel", "levels": levels, "evidence": evidence}


PRESETS: Mapping[str, Preset] = {
    "four-vendors": Preset(
        title="Four vendors, two raters",
        words=(
            "An assumed case: the cheapest is out, because it fails the gate on ownership and has not proven exit and "
            "pay. The first leads by 4.5 points, until worker conditions weigh more than about 14.7%."
        ),
        inputs={},
    ),
    "equal-weights": Preset(
        title="Four vendors, every criterion alike",
        words="The same assumed vendors with equal weights, to see what the weights decide.",
        inputs={"weighting": "equal"},
    ),
    "claims-only": Preset(
        title="Claims against tests",
        words=(
            "One rater, two invented vendors: level 4 everywhere on a claim, or level 3 everywhere on a test of your "
            "own. Let evidence cap the levels and the second wins; only show the grades, and the first does."
        ),
        inputs={
            "vendors": [{"name": "Claims", "unit_cost": 0.06}, {"name": "Tested", "unit_cost": 0.07}],
            "scores": [
                {"vendor": "Claims", "rater": "Rater", "levels": "4" * EVERY, "evidence": "D" * EVERY},
                {"vendor": "Tested", "rater": "Rater", "levels": "3" * EVERY, "evidence": "A" * EVERY},
            ],
        },
    ),
    "small-job": Preset(
        title="A small job, two freelancers",
        words=(
            "Five criteria are enough for a job of some weeks, with gates on ownership and exit alone. "
            "People, prices and weights are assumptions."
        ),
        inputs={
            "criteria": [
                {"name": "Measured quality", "weight": 45, "rank": 1, "gate": 0},
                {"name": "Clear price terms", "weight": 15, "rank": 3, "gate": 0},
                {"name": "Communication and shared hours", "weight": 20, "rank": 2, "gate": 0},
                {"name": "Ownership and reuse", "weight": 10, "rank": 4, "gate": 3},
                {"name": "Exit", "weight": 10, "rank": 5, "gate": 2},
            ],
            "vendors": [{"name": "Freelancer A", "unit_cost": 0.12}, {"name": "Freelancer B", "unit_cost": 0.09}],
            "scores": [
                {"vendor": "Freelancer A", "rater": "You", "levels": "42333", "evidence": "ABABB"},
                {"vendor": "Freelancer B", "rater": "You", "levels": "33433", "evidence": "ABABB"},
            ],
            "volume": 8_000,
            "months": 2,
        },
    ),
    "public-tender": Preset(
        title="A public tender, five bidders",
        words=(
            "The order of importance is fixed beforehand and turned into weights by rule; gates are fixed too. One "
            "panel scores, and some answers are missing. All assumed."
        ),
        inputs={
            "weighting": "ranks",
            "vendors": [
                {"name": "Bidder 1", "unit_cost": 0.074},
                {"name": "Bidder 2", "unit_cost": 0.068},
                {"name": "Bidder 3", "unit_cost": 0.081},
                {"name": "Bidder 4", "unit_cost": 0.059},
                {"name": "Bidder 5", "unit_cost": 0.077},
            ],
            "scores": [
                _panel("Bidder 1", "3233333322332233?", "BBABBBABBABBBBBB."),
                _panel("Bidder 2", "23332322233232?22", "BBABBBABBABBCB.BB"),
                _panel("Bidder 3", "4343434333433?343", "ABABABABBABAB.ABB"),
                _panel("Bidder 4", "22222323221?22222", "CBBCBBBCBBC.CBCCC"),
                _panel("Bidder 5", "33343242333334?3?", "BBAAABABBABABB.B."),
            ],
        },
    ),
}  # fmt: skip
