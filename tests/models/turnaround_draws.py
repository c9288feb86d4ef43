"""Inputs for the turnaround tests: sparse values that make every rule matter, and the edges of each."""

from typing import Any

from hypothesis import strategies as st

EDGES: dict[str, list[Any]] = {
    "project_labels": [1, 50, 1_000, 20_000, 100_000, 200_000],
    "deadline_weeks": [0.2, 1, 2.5, 5, 8, 13, 20],
    "seconds": [5, 26.5, 60, 180],
    "vendor_seconds": [5, 26.5, 60],
    "overlap": [1, 2],
    "review_share": [0, 20, 50, 100],
    "review_seconds": [0, 9, 30, 60],
    "check_share": [0, 5, 20, 100],
    "rework_effort": [0, 50, 100],
    "inhouse_acceptance": [50, 80, 95, 100],
    "vendor_acceptance": [50, 95, 100],
    "paid_hours": [100, 173.33],
    "utilisation": [50, 70, 100],
    "span": [1, 7, 10],
    "attrition": [0, 20, 37.5, 80, 99],
    "training_weeks": [0, 0.5, 2, 3.3],
    "ramp_months": [0, 0.4, 1.5, 4],
    "ramp_speed": [0, 25, 50, 75, 100],
    "ramp_shape": ["even", "learning"],
    "seat_hours": [80, 121, 170],
    "annotators_now": [0, 1, 3, 8],
    "reviewers_now": [0, 0.5, 1, 2, 3.5],
    "hires": [0, 1, 2, 5, 12, 45],
    "reviewer_hires": [0, 1, 3],
    "hiring_weeks": [0, 0.5, 1, 3, 6, 9.5],
    "hires_a_week": [1, 2, 5, 20],
    "hires_possible": [0, 7, 20, 60],
    "training_pass": [33, 90, 100],
    "leavers_replaced": ["yes", "no"],
    "batch_labels": [1, 100, 5_000],
    "batch_days": [0, 0.5, 1, 3],
    "vendor_annotators": [0, 1, 5, 15, 40],
    "vendor_start_weeks": [0, 0.2, 0.5, 1, 2.3, 4, 8],
    "vendor_annotators_a_week": [1, 3, 10],
    "vendor_annotators_possible": [0, 9, 50],
    "vendor_ramp_months": [0, 0.3, 1.5],
    "vendor_batch_days": [0, 1, 2],
    "optimistic_time": [50, 85, 100],
    "pessimistic_time": [100, 150, 300],
    "optimistic_lead": [50, 75, 100],
    "pessimistic_lead": [100, 175, 400],
    "confidence": [50, 80, 95],
    "volume": [100, 5_000, 20_000, 200_000],
    "backlog": [0, 1_000, 50_000],
    "peak_factor": [1, 3, 10],
    "peak_start": [0, 2, 8],
    "peak_weeks": [0, 1, 4],
    "turnaround_weeks": [0, 1, 2, 4, 10],
}


def drawn(shape: str, **fixed: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Return inputs of a shape of work, each one of a few values, some of them given."""
    return st.fixed_dictionaries(
        {name: st.sampled_from(values) for name, values in EDGES.items() if name not in fixed}
        | {name: st.just(value) for name, value in fixed.items()}
        | {"work_shape": st.just(shape)}
    )
