"""What pages copy from the sampling model is what it says today."""

from calculators.catalog import find
from calculators.facts import fact
from tests.prose import PAGES

SAMPLING = find("sampling")


def test_what_a_page_says_of_checks_by_two_who_label_afresh_holds() -> None:
    """With the time of two whole labels a check, the plan, no check and the cheapest check cost what the page says."""
    seconds = 2 * fact("bbox_pro_end_to_end_seconds").value
    costs = SAMPLING.finished(SAMPLING.inputs.parse({"review_seconds": seconds})).costs
    words = PAGES["quality/overlap-and-review.md"].source
    assert f"${costs.plan.cost:.0f} against ${costs.none:.0f}" in words
    best = costs.cheapest
    assert (best.kind, best.acceptance_number) == ("sample", 1)
    assert f"a sample of {best.checks} with one error allowed, at ${best.cost:.0f}" in words
