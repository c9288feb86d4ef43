"""Scenarios that can be cited. What no source gives is an assumption, and the words say so."""

from collections.abc import Mapping

from calculators.core import Preset

PRESETS: Mapping[str, Preset] = {
    "small-batch": Preset(
        title="A small batch, own team ready",
        words=(
            "5,000 boxes in three weeks for a team of three that has time, against a vendor who must still be signed. "
            "All assumptions."
        ),
        inputs={"project_labels": 5_000, "deadline_weeks": 3, "hires": 0, "vendor_annotators": 5},
    ),
    "capacity-page": Preset(
        title="The capacity page's example",
        words=(
            "200,000 boxes in eight weeks with twelve new people on either side from the first day, and nothing lost "
            "to waiting, training, leaving or a last batch. The slow start follows a worked example (undated)."
        ),
        inputs={
            "deadline_weeks": 8, "annotators_now": 0, "hires": 12, "hires_a_week": 12, "hiring_weeks": 0,
            "training_weeks": 0, "attrition": 0, "batch_days": 0, "training_pass": 100, "vendor_annotators": 12,
            "vendor_annotators_a_week": 12, "vendor_start_weeks": 0, "vendor_batch_days": 0,
        },
    ),
    "two-million-objects": Preset(
        title="Two million objects",
        words=(
            "2,300,000 boxes in half a year, with a team to be hired from nothing. The size and the 35 people follow a "
            "published example (CVAT.ai, 2024), which gives no date; the rest are assumptions."
        ),
        inputs={
            "project_labels": 2_300_000, "deadline_weeks": 26, "annotators_now": 0, "hires": 35, "hires_a_week": 10,
            "reviewer_hires": 4, "hires_possible": 100, "vendor_annotators": 50, "vendor_annotators_a_week": 20,
            "vendor_annotators_possible": 200,
        },
    ),
    "regulated-hospital-imaging": Preset(
        title="Regulated hospital imaging",
        words=(
            "12,000 outlines by medical staff in half a year, two people an outline, all reviewed, and a long contract "
            "and security review before the vendor starts. All assumptions."
        ),
        inputs={
            "project_labels": 12_000, "deadline_weeks": 26, "seconds": 180, "vendor_seconds": 180, "overlap": 2,
            "review_share": 100, "review_seconds": 60, "annotators_now": 1, "hires": 4, "hiring_weeks": 10,
            "training_weeks": 4, "vendor_annotators": 6, "vendor_start_weeks": 12, "check_share": 20,
        },
    ),
    "release-peak": Preset(
        title="A release peak",
        words=(
            "A team of fourteen that keeps up, and three times as many items for four weeks before a release; four "
            "weeks of waiting are accepted. All assumptions."
        ),
        inputs={
            "work_shape": "inflow", "annotators_now": 14, "reviewers_now": 2, "hires": 0, "hires_possible": 40,
            "turnaround_weeks": 4, "vendor_annotators": 10,
        },
    ),
    "vendor-at-its-word": Preset(
        title="A vendor's promise at its word",
        words=(
            "The first label one day after the decision, since a vendor claims to assign a person within that time "
            "(2026), and full speed at once. Claims, not measurements."
        ),
        inputs={"vendor_start_weeks": 0.2, "vendor_ramp_months": 0},
    ),
}  # fmt: skip
