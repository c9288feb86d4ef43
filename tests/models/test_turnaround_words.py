"""The turnaround answer in words: which way makes it, what would turn that, and how sure it is."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.catalog import find
from calculators.core import Better, Choice, Number
from calculators.facts import fact
from calculators.show import memos
from tests.models.turnaround_draws import drawn
from tests.prose import PAGES

TURNAROUND = find("turnaround")
SECTIONS = [
    "compare", "flip", "sure", "needed", "over-time", "drivers", "by-start", "chain", "people", "learning",
]  # fmt: skip


def answer(**changes: Any) -> Any:
    """Return the finished answer for some inputs."""
    inputs = TURNAROUND.inputs.parse(changes)
    return TURNAROUND.present(inputs, TURNAROUND.finished(inputs))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {},
            "Outsourcing meets the deadline and your own team does not: 15 vendor people are done on working day 63, "
            "your 3 annotators and 5 hires on day 76; the deadline is day 65. Your team makes it with 13 hires instead "
            "of 5, if hiring starts now; to be 80% sure, no number up to 20 is enough. The outsourced plan is on time "
            "in 53 of 100 cases; 19 vendor people would make that 80.",
        ),
        (
            {"project_labels": 5_000, "deadline_weeks": 3},
            "Your own team meets the deadline and outsourcing does not: your 3 annotators and 5 hires are done on "
            "working day 6, 15 vendor people on day 28; the deadline is day 15. No number of vendor people up to 50 "
            "would let outsourcing meet the deadline, because the vendor's first label comes in week 5.",
        ),
        ({"deadline_weeks": 20}, "Both meet the deadline, outsourcing first: 15 vendor people are done on working day"),
        ({"deadline_weeks": 10}, "Neither meets the deadline alone; together they are done on working day 48."),
        ({"deadline_weeks": 5}, "No way meets the deadline as planned: 15 vendor people are done on working day 63"),
        ({"deadline_weeks": 8}, "because somebody hired today makes the first label in week 9."),
        ({"reviewers_now": 0}, "Nobody reviews, so nothing is ever accepted."),
        ({"reviewers_now": 0, "check_share": 0}, "Nobody reviews, so no label of your own is ever accepted."),
        ({"reviewers_now": 0, "review_share": 0}, "Nobody checks deliveries, so no label of the vendor's is ever"),
        ({"annotators_now": 0, "hires": 0, "vendor_annotators": 0}, "Nobody labels, so nothing is ever made."),
        ({"annotators_now": 0, "hires": 0}, "on working day 63, and nobody else labels; the deadline is day 65."),
        ({"batch_days": 60}, "because the last batch's rounds alone take 180 working days."),
        (
            {"start_date": "2027-01-04", "deadline_date": "2027-04-02"},
            "are done on 31 March 2027, your 3 annotators and 5 hires on 19 April 2027; the deadline is 2 April 2027.",
        ),
        ({"start_date": "2027-01-04"}, "the deadline is 2 April 2027."),
    ],
)
def test_the_headline(changes: dict[str, Any], words: str) -> None:
    """The first sentences say which way meets the deadline, what would turn that, and how sure it is."""
    assert words in answer(**changes).headline


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Book the vendor now: a week later the same people are too late."),
        (
            {"start_date": "2026-11-26", "deadline_date": "2027-03-01"},
            "Book the vendor by 3 December 2026: a week later the same people are too late.",
        ),
        ({"deadline_weeks": 10}, "Hire and book now: a week later the same people are too late."),
        (
            {"vendor_annotators": 0, "hires": 20},
            "Start hiring now: a week later the same people are too late.",
        ),
    ],
)
def test_the_headline_says_by_when_to_decide(changes: dict[str, Any], words: str) -> None:
    """The day up to which the same people still make it, which the search by week of start agrees with."""
    assert answer(**changes).headline.endswith(words)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"deadline_weeks": 5}, "The nearest deadline this plan makes is day 48, with both at once."),
        ({"deadline_weeks": 5, "annotators_now": 0, "hires": 0}, "The nearest deadline this plan makes is day"),
        (
            {"start_date": "2026-11-26", "deadline_date": "2026-12-31"},
            "The nearest deadline this plan makes is 1 February 2027, with both at once.",
        ),
    ],
)
def test_where_no_way_makes_it_the_nearest_deadline_is_named(changes: dict[str, Any], words: str) -> None:
    """The least change that opens a way: with this deadline the same plan makes it, and a day earlier it does not."""
    shown = answer(**changes).headline
    assert words in shown
    nearest = min(
        getattr(TURNAROUND.compute(TURNAROUND.inputs(**changes)), way).finish_days or 9_999
        for way in ("in_house", "outsourced", "hybrid")
    )
    same = {name: value for name, value in changes.items() if name not in ("start_date", "deadline_date")}
    kept, missed = (
        TURNAROUND.compute(TURNAROUND.inputs(**{**same, "deadline_weeks": (nearest - less) / 5})) for less in (0, 1)
    )
    assert any(getattr(kept, way).meets for way in ("in_house", "outsourced", "hybrid"))
    assert not any(getattr(missed, way).meets for way in ("in_house", "outsourced", "hybrid"))


def test_where_nobody_labels_no_deadline_is_named() -> None:
    """Nothing opens a way but people."""
    shown = answer(annotators_now=0, hires=0, vendor_annotators=0).headline
    assert "nearest" not in shown


@pytest.mark.parametrize("changes", [{"project_labels": 5_000, "deadline_weeks": 3}, {"deadline_weeks": 5}])
def test_nothing_is_to_be_decided_where_it_would_not_help(changes: dict[str, Any]) -> None:
    """Where the people there are do it alone, or nobody makes it, no day is named."""
    assert "a week later" not in answer(**changes).headline


def test_the_headline_of_a_peak() -> None:
    """Hiring for a peak has its price said, and the smaller purchase beside it."""
    headline = answer(**TURNAROUND.presets["release-peak"].inputs).headline
    assert headline.startswith(
        "Neither keeps the promise that nothing waits longer than 4 weeks alone; together they do"
    )
    assert headline.endswith(
        "Hiring 16 people for the peak leaves half of your team's hours idle after it; 8 vendor people on top of your "
        "team meet the same promise."
    )


@pytest.mark.parametrize("shape", ["project", "inflow"])
def test_every_step_can_be_shown_and_the_last_is_complete(shape: str) -> None:
    """From the first result to the finished one the sections are the same; only the last has nothing pending."""
    inputs = TURNAROUND.inputs(work_shape=shape)
    results = [step.result for step in TURNAROUND.steps(inputs) if isinstance(step, Better)]
    answers = [TURNAROUND.present(inputs, result) for result in results]
    assert len(answers) >= 3
    for shown in answers:
        assert [section.id for section in shown.sections] == SECTIONS
    pending = [{section.id for section in shown.sections if section.pending} for shown in answers]
    assert {"needed", "by-start", "drivers"} <= pending[0]
    assert pending[-1] == set()


@settings(deadline=None, max_examples=30)
@given(st.sampled_from(["project", "inflow"]).flatmap(drawn))
def test_any_inputs_have_an_answer(given_: dict[str, Any]) -> None:
    """Whatever the inputs, the answer reads as sentences and never claims that something is certain."""
    inputs = TURNAROUND.inputs.parse(given_)
    shown = TURNAROUND.present(inputs, TURNAROUND.finished(inputs))
    text = memos.memo("turnaround", TURNAROUND, inputs, shown)
    assert "None" not in text.partition("## Inputs")[0]
    assert " in 0 of 100" not in text
    assert "100 of 100" not in text
    assert "nan" not in shown.headline
    assert shown.headline.endswith(".")
    assert ".." not in shown.headline


def test_the_chances_at_the_edges_are_never_sure() -> None:
    """A plan that cannot fail, or cannot succeed, is over 99 or under 1 of 100 cases."""
    notes = [figure.note for figure in answer(**TURNAROUND.presets["small-batch"].inputs).figures]
    assert notes[0].endswith("on time in over 99 of 100 cases")
    assert notes[1].endswith("on time in under 1 of 100 cases")


def test_flips_come_nearest_first() -> None:
    """What would turn the answer is listed by how far it is from what was given."""
    (section,) = (part for part in answer().sections if part.id == "flip")
    items = section.content[1].items
    assert items[0] == "Outsourcing still makes it with a deadline of day 63 instead of day 65."
    assert "Outsourcing no longer makes it if everybody comes 1 week later." in items
    assert "Outsourcing still makes it with 228,832 labels instead of 200,000." in items
    assert items[-1].startswith("Your team makes it with 13 hires instead of 5")


@pytest.mark.parametrize(
    ("changes", "words", "said"),
    [
        ({}, "holds in fewer than half of all cases", True),
        ({"pessimistic_time": 110}, "holds in fewer than half of all cases", False),
        ({"vendor_annotators": 0}, "claims until the contract names them", False),
        ({"annotators_now": 1, "hires": 1}, "Hunter, Schmidt and Judiesch", True),
        ({}, "Hunter, Schmidt and Judiesch", False),
        ({"reviewers_now": 0.1}, "Review holds up the work", True),
        ({}, "Review holds up the work", False),
        ({"seat_hours": 160}, "hours of work or of presence", True),
        ({"seat_hours": 130}, "hours of work or of presence", False),
        ({"start_date": "2027-01-04"}, "no public holidays", True),
        ({}, "no public holidays", False),
        ({}, "must be a mean", True),
        ({}, "Shifts round the clock", True),
    ],
)
def test_cautions_come_when_they_matter(changes: dict[str, Any], words: str, said: bool) -> None:
    """Each caution is given where its reason holds, and only there."""
    assert any(words in caution for caution in answer(**changes).cautions) == said


def test_a_learning_curve_is_shown_label_by_label() -> None:
    """The time for a label falls by the rate with each doubling and ends at full speed; the average stays above it."""
    shown = answer(ramp_shape="learning")
    (section,) = (part for part in shown.sections if part.id == "learning")
    rows = section.content[1].rows
    times = [row[1].value for row in rows]
    assert times == sorted(times, reverse=True)
    assert times[-1] == pytest.approx(26.5)
    assert all(row[2].value == pytest.approx(2 * row[1].value) for row in rows)
    assert rows[-1][2].value * 12_362 / 3600 == pytest.approx(0.5 * 6.5 * 28 * 2, rel=0.01)


def test_the_cost_calculator_takes_the_project_as_a_monthly_volume() -> None:
    """Thirteen weeks are three months, and the labels are spread over them; the target accepts what it is given."""
    link = answer().next_steps[0]
    assert link.inputs == {"months": "3", "volume": "66667"}
    cost = find("cost")
    assert cost.inputs.parse(link.inputs).months == 3


@pytest.mark.parametrize("name", list(TURNAROUND.presets))
def test_presets_change_something_and_are_accepted(name: str) -> None:
    """Every typical case is a set of inputs within bounds that differs from the defaults."""
    inputs = TURNAROUND.inputs.parse(TURNAROUND.presets[name].inputs)
    assert len(inputs.scenario()) >= len(TURNAROUND.presets[name].inputs) - 1
    assert answer(**TURNAROUND.presets[name].inputs).headline


def test_numbers_count_only_for_their_shape_of_work() -> None:
    """What belongs to a project or to an inflow alone says so, and nothing else in the form does."""
    fields = TURNAROUND.inputs.fields()
    bound = {name: field.when[1] for name, field in fields.items() if isinstance(field, Number) and field.when}
    assert {"project_labels", "deadline_weeks"} <= {name for name, shape in bound.items() if shape == "project"}
    inflow = {name for name, shape in bound.items() if shape == "inflow"}
    assert inflow == {"volume", "backlog", "peak_factor", "peak_start", "peak_weeks", "turnaround_weeks"}
    assert all(not field.when for field in fields.values() if isinstance(field, Choice))


def test_what_a_page_says_of_a_review_at_a_crowd_s_mean_holds() -> None:
    """With that mean for a look the hours of review, the day and the hires are those that the page tells."""
    mean = fact("bbox_quality_check_seconds").high
    given = {**TURNAROUND.presets["capacity-page"].inputs, "review_seconds": mean}
    late = TURNAROUND.finished(TURNAROUND.inputs.parse(given))
    words = PAGES["scale/index.md"].source
    assert f"are done on day {late.in_house.finish_days}, unless a second reviewer is hired" in words
    assert late.needed.in_house.reviewer_hires == 1
    assert f"the review takes {200_000 * 0.2 * mean / 3600:.0f} hours" in words


@pytest.mark.parametrize(
    "given",
    [{}, {"reviewers_now": 0.3, "review_seconds": 15}, {"hires": 15}, {"seconds": 12.3, "deadline_weeks": 9}],
)
def test_what_turns_it_does_turn_it(given: dict[str, Any]) -> None:
    """With the people, or the time for a label, that a sentence names, the way that it names is in time."""
    inputs = TURNAROUND.inputs.parse(given)
    shown = TURNAROUND.present(inputs, TURNAROUND.finished(inputs))
    told = str({one.id: one.content for one in shown.sections}["flip"])
    fewer = r"still makes it with (\d+) vendor people(?: instead of \d+)?(?: and (\d+) reviewers? hired)?"
    for people, reviewers in re.findall(fewer, told):
        hired = int(reviewers or inputs.reviewer_hires)
        changed = inputs.varied({"vendor_annotators": int(people), "reviewer_hires": hired})
        assert TURNAROUND.first(changed).outsourced.meets
    for seconds in re.findall(r"Your team (?:still )?makes it if a label takes ([\d.]+) seconds", told):
        factor = float(seconds) / inputs.seconds
        changed = inputs.varied({"seconds": float(seconds), "review_seconds": inputs.review_seconds * factor})
        assert TURNAROUND.first(changed).in_house.meets
