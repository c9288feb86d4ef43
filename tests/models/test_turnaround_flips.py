"""What turns the turnaround answer: each flip that is told is one, and numbers are told with the digits they have."""

import re
from typing import Any

import pytest

from calculators.catalog import find
from calculators.models.turnaround.deadline import breaking_delay
from calculators.models.turnaround.present.words import (
    comers,
    longer,
    measured,
    tenths,
    times_allowed,
    two_digits,
)

TURNAROUND = find("turnaround")
INPUTS: Any = TURNAROUND.inputs
# One whole day, with people who start at once and no rounds after it.
ONE_DAY = {
    "deadline_weeks": 0.2, "hiring_weeks": 0, "training_weeks": 0, "vendor_start_weeks": 0, "batch_days": 0,
    "vendor_batch_days": 0, "project_labels": 10, "annotators_now": 0,
}  # fmt: skip
SMALL = {"project_labels": 100, "annotators_now": 1, "hires": 0}


def first(**given: Any) -> Any:
    """Return the first result for some inputs."""
    return TURNAROUND.first(INPUTS.parse(given))


def part(name: str, **given: Any) -> Any:
    """Return the content of one part of the first answer."""
    inputs = INPUTS.parse(given)
    shown = TURNAROUND.present(inputs, TURNAROUND.first(inputs))
    return next(one.content for one in shown.sections if one.id == name)


def headline(**given: Any) -> str:
    """Return the headline of the first answer."""
    inputs = INPUTS.parse(given)
    return TURNAROUND.present(inputs, TURNAROUND.first(inputs)).headline


def told(**given: Any) -> str:
    """Return all that would turn the answer."""
    return "\n".join(part("flip", **given)[1].items)


def row(name: str, **given: Any) -> list[str]:
    """Return one row of the table that sets the ways side by side: in-house, outsourced, hybrid."""
    return next([str(cell) for cell in cells[1:]] for cells in part("compare", **given)[0].rows if cells[0] == name)


@pytest.mark.parametrize(
    ("given", "later", "delay"),
    [
        ({"project_labels": 20_000, "hires": 0, "annotators_now": 4}, {"hiring_weeks": 52}, "nobody is to come"),
        ({"project_labels": 20_000, "hires": 1, "annotators_now": 6}, {"hiring_weeks": 52}, "any number of weeks"),
    ],
)
def test_a_delay_that_changes_nothing_is_no_flip(given: dict[str, Any], later: dict[str, Any], delay: str) -> None:
    """Where those who are there make the deadline, no week is named after which it is missed."""
    assert first(**given, **later).in_house.meets
    assert "Your team no longer makes it" not in told(**given)
    assert row("Everybody may come later by", **given)[0] == delay


@pytest.mark.parametrize("given", [{}, {"deadline_weeks": 20}, {"hires": 20, "deadline_weeks": 16}, ONE_DAY])
def test_the_delay_that_is_told_is_the_first_that_breaks_it(given: dict[str, Any]) -> None:
    """With that delay the deadline is missed and with a week less it is met, up to the last day before it too."""
    delays = re.findall(
        r"(Your team|Outsourcing) no longer makes it if everybody comes (\d+) weeks? later", told(**given)
    )
    assert delays
    for who, weeks in delays:
        way = "in_house" if who == "Your team" else "outsourced"
        for later, kept in ((int(weeks) - 1, True), (int(weeks), False)):
            inputs = INPUTS.parse(given)
            moved = {
                "hiring_weeks": inputs.hiring_weeks + later,
                "vendor_start_weeks": inputs.vendor_start_weeks + later,
            }
            assert getattr(first(**{**given, **moved}), way).meets == kept


def test_a_delay_is_looked_at_beyond_the_slack() -> None:
    """One day's work needs its people even though the slack ends at nought weeks; who is there already needs none."""
    assert breaking_delay(INPUTS.parse(ONE_DAY), "in_house", 0) == 1
    assert breaking_delay(INPUTS.parse({**ONE_DAY, "annotators_now": 9}), "in_house", 0) is None
    assert "Start hiring now: a week later" in headline(**ONE_DAY)


def test_a_peaks_delay_says_where_the_search_ends() -> None:
    """A longer delay than up to the peak's end is not tried, so the longest says that it may be more."""
    name, peak = "Everybody may come later by", {"work_shape": "inflow", "volume": 20_000}
    assert row(name, **peak)[0] == "12 weeks or more"
    assert row(name, **peak, hires=0)[0] == "nobody is to come"
    assert row(name, **peak, hires=0, vendor_annotators=0)[2] == "nobody is to come"
    assert row(name, **TURNAROUND.presets["release-peak"].inputs)[2] == "3 weeks"


@pytest.mark.parametrize(("way", "people"), [("in_house", 7), ("outsourced", 17), ("hybrid", 22)])
def test_who_is_to_come(way: str, people: int) -> None:
    """Hires come to your own team, reviewers to every way, the vendor's people to where the vendor works."""
    assert comers(INPUTS(reviewer_hires=2), way) == people


def test_the_time_for_a_label_is_quoted_as_given() -> None:
    """What was typed is not rounded, however far the limit is away, and a whole number has no decimals."""
    given = {"project_labels": 20_000, "annotators_now": 4, "hires": 0}
    assert "if a label takes 226 seconds instead of 26.5, and" in told(**given)
    assert "seconds instead of 8, and" in told(seconds=8, deadline_weeks=20)
    assert "seconds instead of 240, and" in told(seconds=240, deadline_weeks=20)
    assert not re.search(r"\.0 (?:seconds|instead)", told(seconds=240, deadline_weeks=20, vendor_seconds=8))


@pytest.mark.parametrize(
    "given", [SMALL, {"project_labels": 1_000}, {"project_labels": 5_000, "batch_labels": 1_000_000}]
)
def test_the_labels_that_are_told_are_made_in_time(given: dict[str, Any]) -> None:
    """A larger project has a larger last batch with more rounds, and is in time all the same."""
    found = re.findall(r"(Your team|Outsourcing) still makes it with ([\d,]+) labels", told(**given))
    assert found
    for who, labels in found:
        larger = first(**{**given, "project_labels": int(labels.replace(",", ""))})
        assert (larger.in_house if who == "Your team" else larger.outsourced).meets


def test_more_labels_than_can_be_typed_are_not_told() -> None:
    """A project and a time for a label stay within what their fields accept."""
    words = told(
        project_labels=1_000_000, annotators_now=1000, seconds=0.1, overlap=1, review_share=0, deadline_weeks=156
    )
    assert "Your team still makes it with 1,000,000,000 labels instead of 1,000,000." in words
    assert "if a label takes 360,000 seconds" in told(project_labels=1, annotators_now=1000, seconds=1_000)


@pytest.mark.parametrize(
    ("margin", "words"),
    [
        (0, "no time is short enough"), (2e-5, "must shrink to less than 0.1%"), (0.0049, "must shrink to 0.4%"),
        (0.8132, "must shrink to 81%"), (0.9999, "must shrink to 99.9%"), (1, "may not grow"), (1.0004, "may not grow"),
        (1.0068, "may grow to 100.6%"), (1.1441, "may grow to 114%"), (9.999, "may grow to 999%"),
        (10, "may grow to 10 times"), (433.43, "may grow to 430 times"), (2495.53, "may grow to 2,400 times"),
    ],
)  # fmt: skip
def test_how_far_all_times_may_grow_or_must_shrink(margin: float, words: str) -> None:
    """What must shrink is not said to grow, no limit is rounded up, and one that is far away has two digits."""
    assert times_allowed(margin) == words


def test_times_are_compared_with_those_given() -> None:
    """The table says of each way by itself whether its times may grow or must shrink."""
    name = "All times, against those given"
    assert row(name) == ["must shrink to 81%", "may grow to 114%", "may grow to 190%"]
    assert row(name, vendor_annotators=0)[1] == "no time is short enough"
    peak = {"work_shape": "inflow", "peak_factor": 1}
    assert row(name, **peak, volume=100)[0] == "may grow to 10 times or more"
    assert "Your team still makes it if all times are 10 times those given." in told(**peak, volume=100)
    assert row(name, **peak, volume=1e7)[0] == "must shrink to less than 10%"


@pytest.mark.parametrize(
    ("margin", "words"),
    [(1.08, "takes 8% longer"), (1.1499, "takes 14% longer"), (2, "takes 2 times as long"),
     (8.58, "takes 8.5 times as long"), (13.2, "takes 13 times as long"), (433.43, "takes 430 times as long")],
)  # fmt: skip
def test_how_much_longer_a_label_may_take(margin: float, words: str) -> None:
    """A limit is rounded down, to the digits that it is worth."""
    assert longer(margin) == words


def test_a_plan_without_room_does_not_name_any() -> None:
    """Where the capacity is just enough, no longer time is named."""
    people = {"hires": 0, "annotators_now": 20, "vendor_annotators": 200, "vendor_annotators_a_week": 200}
    enough = int(first(**people).in_house.capacity)
    words = headline(**people, project_labels=enough, vendor_start_weeks=8.8)
    assert words.startswith("Both meet the deadline, on the same day")
    assert "Your team makes it only if no label takes longer than you gave." in words
    assert "0% longer" not in words


def test_numbers_in_sentences() -> None:
    """A whole number has no decimals, next to nothing is not nothing, and one of a unit is no plural."""
    assert [tenths(value) for value in (0, 0.04, 0.05, 1, 27.86, 1234)] == [
        "0",
        "less than 0.1",
        "0.1",
        "1",
        "27.9",
        "1,234",
    ]
    assert [measured(value, "hour") for value in (1, 1.04, 2, 0.01)] == [
        "1 hour",
        "1 hour",
        "2 hours",
        "less than 0.1 hours",
    ]
    assert [two_digits(value) for value in (10, 99.9, 100, 2495.5, 1e15)] == [10, 99, 100, 2400, 10**15]
    assert "one person gives 28 hours a week." in part("chain")[0]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (SMALL, "your one post is empty 5.1% of the time, because a leaver's post"),
        ({"annotators_now": 20, "hires": 0}, "In the long run 1 of your 20 posts is empty at any time"),
        ({}, "In the long run 0.4 of your 8 posts are empty at any time"),
        ({"attrition": 1}, "In the long run less than 0.1 of your 8 posts are empty at any time"),
    ],
)
def test_empty_posts(given: dict[str, Any], words: str) -> None:
    """One post is told by how often it is empty, more by how many are."""
    assert words in part("chain", **given)[-1]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (SMALL, "your 1 annotator is done on working day 3, 15 vendor people on day 25"),
        ({"vendor_annotators": 1, "annotators_now": 0, "hires": 0, "project_labels": 9}, "1 vendor person is done on"),
        ({"vendor_annotators": 0, "annotators_now": 1, "hires": 0, "seconds": 300_000},
         "your 1 annotator is not done within ten years"),
        ({"annotators_now": 1, "hires": 1, "project_labels": 100}, "your 1 annotator and 1 hire are done on"),
        ({"deadline_weeks": 10}, "Neither meets the deadline alone; together they are done on working day 48."),
    ],
)  # fmt: skip
def test_one_person_is_done_and_several_are(given: dict[str, Any], words: str) -> None:
    """The verb goes with the number of people."""
    assert words in headline(**given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"deadline_weeks": 8}, "No number of hires up to 20 would let your team alone meet the deadline, because"),
        ({"project_labels": 5_000, "deadline_weeks": 3},
         "No number of vendor people up to 50 would let outsourcing meet the deadline, because the vendor's first"),
        ({"work_shape": "inflow"}, "No number of hires up to 20 would let your team alone keep the promise, because"),
        ({"deadline_weeks": 8, "hires_possible": 0},
         "Your team alone cannot meet the deadline, because you could hire nobody."),
        ({"project_labels": 5_000, "deadline_weeks": 3, "vendor_annotators_possible": 0},
         "Outsourcing alone cannot meet the deadline, because the vendor could give nobody."),
        ({"annotators_now": 40, "reviewers_now": 0, "deadline_weeks": 3, "vendor_annotators": 0},
         "The people you have could make the labels, but no number of reviewers hired now reviews them in time."),
        ({"hires": 5, "annotators_now": 9, "reviewers_now": 0.3, "vendor_annotators": 0},
         "Your team makes it with no hires instead of 5 and 1 reviewer hired instead of 0, if hiring starts now."),
    ],
)  # fmt: skip
def test_what_no_number_of_people_can_do_is_said_in_full(given: dict[str, Any], words: str) -> None:
    """The sentence names who would do what, so that it stands by itself."""
    assert words in headline(**given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"vendor_annotators": 0, "annotators_now": 20, "hires": 0},
         "Nobody labels at the vendor, so the hybrid has the same people as your own team alone. It ends later all the "
         "same, because its last batch is counted with the longer rounds of the two sides: 6 working days instead of "
         "3."),
        ({"annotators_now": 0, "hires": 0, "batch_days": 3},
         "Nobody labels in-house, so the hybrid has the same people as the vendor alone. It ends later all the same, "
         "because its last batch is counted with the longer rounds of the two sides: 9 working days instead of 6."),
        ({"check_share": 0, "reviewers_now": 0.01, "project_labels": 20_000},
         "The hybrid ends later than the vendor alone, because the labels of both sides wait for the same reviewers."),
        (SMALL, "The hybrid ends later than your own team alone, because its last batch is counted with the longer "
         "rounds of the two sides: 4 working days instead of 2."),
    ],
)  # fmt: skip
def test_a_hybrid_that_ends_later_is_explained(given: dict[str, Any], words: str) -> None:
    """Where the hybrid ends after one side alone, the rounds of its last batch or the reviewers are the reason."""
    found = first(**given)
    assert found.hybrid.finish_days > min(way.finish_days or 9_999 for way in (found.in_house, found.outsourced))
    assert words in part("compare", **given)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"vendor_annotators": 0, "vendor_batch_days": 1},
        {"check_share": 0, "deadline_weeks": 2},
    ],
)
def test_a_hybrid_that_does_not_end_later_is_not_explained(given: dict[str, Any]) -> None:
    """Where the hybrid is done with or before each side alone, nothing is said of it."""
    assert len(part("compare", **given)) == 1
