"""What the sampling model says of rates, counts and small deliveries fits the numbers it is about."""

from typing import Any

import pytest

from calculators.catalog import find, presented
from calculators.core import Lines, Rows
from calculators.models.sampling.present.words import ends, passes, rate

SAMPLING = find("sampling")
HELD = {"lot_size": 100, "checked": 40, "errors_found": 1}
WHOLE = {"lot_size": 60, "acceptance_quality_limit": 2, "limiting_quality": 10, "checked": 60, "errors_found": 1}

IMAGES = {"cluster_size": 5, "intraclass_correlation": 0.3}


def told(**given: object) -> Any:
    """Return the finished answer for inputs given as a reader gives them."""
    inputs = SAMPLING.inputs.parse(given)
    return presented(SAMPLING, inputs, SAMPLING.finished(inputs))


def section(answer: Any, name: str) -> Any:
    """Return what a section holds."""
    return next(one for one in answer.sections if one.id == name).content


def sentences(answer: Any, name: str) -> str:
    """Return the sentences of a section."""
    return " ".join(item for item in section(answer, name) if isinstance(item, str))


def table(answer: Any, name: str) -> dict[str, list[str]]:
    """Return the first table of a section by its first cells."""
    found = next(item for item in section(answer, name) if isinstance(item, Rows))
    return {str(row[0]): [str(cell) for cell in row[1:]] for row in found.rows}


def test_the_interval_says_whose_rate_it_is() -> None:
    """It is that of the work behind a delivery, which may be lower than what is already found wrong in this one."""
    answer = told(**HELD)
    assert answer.headline.endswith(
        "The true rate of the work behind this delivery lies between 0.063% and 13.2%, and 1 to 10 of its 100 labels "
        "are wrong, at 95% confidence."
    )
    rows = table(answer, "sample")
    assert rows["True rate of the work behind this delivery, exact interval (Clopper and Pearson)"] == [
        "0.063% to 13.2%"
    ]
    assert rows["Wrong labels in the delivery"] == ["1 to 10 (1.0% to 10.0%)"]
    assert any("rate of the work behind this delivery is at most 9.4% holds with 90%" in one for one in answer.cautions)


def test_a_process_and_a_delivery_known_in_full_have_one_rate() -> None:
    """There the words about the work behind it are left out, and what is known is no interval and has no limit."""
    process = told(population="process", **HELD)
    assert "The true rate lies between 0.063% and 13.2%, at 95% confidence." in process.headline
    whole = told(**WHOLE)
    rows = table(whole, "sample")
    assert rows["True rate, exact interval (Clopper and Pearson)"] == ["1.7%"]
    assert rows["Wrong labels in the delivery"] == ["1 (1.7%)"]
    assert not any("is at most 1.7%" in one for one in whole.cautions)
    assert not any("is not proven" in one for one in told(**WHOLE, **IMAGES).cautions)


def test_the_ends_of_an_interval_are_told_apart() -> None:
    """A million checks leave a narrow interval, whose ends have the digits they need."""
    answer = told(lot_size=1_000_000, checked=1_000_000, errors_found=28_000, population="process")
    assert "The true rate lies between 2.77% and 2.83%, at 95% confidence." in answer.headline
    assert ends(0.02, 0.05) == ["2.0%", "5.0%"]
    assert ends(0.028, 0.028) == ["2.8%"]
    assert ends(0.0277312, 0.0277313) == ["2.77312%", "2.77313%"]


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0%"), (1e-9, "less than 0.001%"), (1e-5, "0.001%"), (0.02, "2.0%"), (0.9996, "more than 99.9%"), (1, "100%")],
)
def test_a_little_is_not_nothing_and_most_is_not_all(share: float, words: str) -> None:
    """No rate reads as 0 or as 100% that is neither."""
    assert rate(share) == words


@pytest.mark.parametrize("lot", [1, 2, 4])
def test_a_delivery_too_small_for_a_curve_says_so(lot: int) -> None:
    """Where one wrong label is far beyond the bad rate, a sentence stands instead of a chart with a single point."""
    answer = told(lot_size=lot)
    assert not any(isinstance(item, Lines) for item in section(answer, "curve"))
    assert f"one wrong label is already a rate of {rate(1 / lot)}, more than twice the 5%" in sentences(answer, "curve")


@pytest.mark.parametrize(("lot", "digits"), [(5, 2), (13, 3), (100, 2), (10_000, 2)])
def test_positions_of_a_curve_have_few_digits(lot: int, digits: int) -> None:
    """The curve that is drawn begins at 0 and has digits that tell its rates apart, and no more."""
    (chart,) = (item for item in section(told(lot_size=lot), "curve") if isinstance(item, Lines))
    assert chart.position_digits == digits
    assert "one with 0% wrong" not in chart.description


def test_a_rate_that_never_passes_is_said_so() -> None:
    """Where all of a small delivery is checked, one wrong label never passes, and it is not said to pass still."""
    words = sentences(told(lot_size=5, consumer_risk=1), "curve")
    assert words == "The worse a delivery is, the less often it passes, and one with 20.0% wrong never does."


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"acceptance_quality_limit": 0, "checked": 45}, "Accept: none wrong in 45, and even one would be too many."),
        ({"acceptance_quality_limit": 0, "checked": 45, "errors_found": 1},
         "Refuse: 1 wrong, and the whole sample may have none."),
        ({"checked": 80, "errors_found": 1}, "Accept: 1 wrong in 80, and up to 1 would pass."),
        ({"checked": 80, "confidence_level": 97.25}, "at 97.25% confidence"),
    ],
)  # fmt: skip
def test_the_verdict_counts_as_people_do(given: dict[str, object], words: str) -> None:
    """None and one are said in words, and a level is quoted as it was given."""
    assert words in told(**given).headline


def test_counts_in_sections_are_singular_and_plural() -> None:
    """The rule of a sample, the contract, a caution and a rule that never passes fit their numbers."""
    assert "A sample of 40 may have no wrong one." in sentences(told(**HELD), "sample")
    assert "A sample of 80 may have 1 wrong one." in sentences(told(checked=80), "sample")
    contract = sentences(told(lot_size=1), "contract")
    assert "draws 1 label at random after receipt and has it checked without knowing who made it" in contract
    assert "accepted if none is wrong" in contract
    assert "accepted if at most 1 is wrong" in sentences(told(**WHOLE), "contract")
    assert "a bad delivery never passes." in sentences(told(lot_size=1), "rules")
    assert any(one.startswith("1 image measures badly") for one in told(image_errors="1/8").cautions)
    assert [passes(chance) for chance in (0, 0.5, 1)] == ["never passes", "passes 50 times in 100", "always passes"]


def test_a_change_that_changes_nothing_has_no_row() -> None:
    """Half of an AQL of 0 is 0, so there is no line about it."""
    assert len(table(told(), "change")) == 5
    assert not any("good instead of" in name for name in table(told(acceptance_quality_limit=0), "change"))


def test_images_are_given_the_right_reason() -> None:
    """Images of a whole delivery pass because it is all there; those without correlation have no reason to differ."""
    assert "because these images are the whole delivery." in sentences(told(**WHOLE, **IMAGES), "images")
    assert "because whole images go wrong together." in sentences(told(**IMAGES), "images")
    assert "because" not in sentences(told(cluster_size=5, intraclass_correlation=0), "images")
    assert "Here labels are drawn one by one" in sentences(told(**IMAGES), "rules")
    assert "drawn one by one" not in sentences(told(), "rules")


def test_a_small_share_of_a_delivery_is_not_nothing() -> None:
    """306 of a million are 0.03%."""
    shares = {size: str(told(lot_size=size).figures[-1].value) for size in (10_000, 1_000_000)}
    assert shares == {10_000: "3.0%", 1_000_000: "0.03%"}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"lot_size": 8_000, "checked": 303, "errors_found": 9},
         "In a sample of 303, accepting is right with fewer than 10 wrong, checking more at 10 and refusing from 11 "
         "on."),
        ({"checked": 250},
         "accepting is right with fewer than 8 wrong, checking more from 8 to 10 and refusing from 11 on."),
        ({"checked": 45}, "accepting is right with none wrong, checking more from 1 to 10 and refusing from 11 on."),
        ({"checked": 304}, "In a sample of 304, accepting is right with fewer than 11 wrong and refusing from 11 on."),
        ({"checked": 20},
         "In a sample of 20, checking more is right with fewer than 11 wrong and refusing from 11 on."),
        ({"checked": 1}, "In a sample of 1, checking more is right however many are wrong."),
    ],
)  # fmt: skip
def test_each_verdict_has_its_range_in_words(given: dict[str, object], words: str) -> None:
    """All three are named, whichever of them stands now, and a range of one number is that number."""
    assert words in sentences(told(**given), "sample")


def test_the_ranges_in_words_are_those_of_the_verdict() -> None:
    """On both sides of each limit that the sentence names, the verdict is the one that it names there."""
    answers = [told(lot_size=8_000, checked=303, errors_found=wrong) for wrong in (9, 10, 11, 12, 15)]
    verdicts = [one.headline.split(":")[0] for one in answers]
    assert verdicts == ["Accept", "Not decided", "Refuse", "Refuse", "Refuse"]
    for one in answers:
        assert "fewer than 10 wrong, checking more at 10 and refusing from 11 on." in sentences(one, "sample")


def test_images_have_no_ranges_in_words() -> None:
    """There more wrong labels change how labels hang together, and with that the limits themselves."""
    assert "is right with" not in sentences(told(image_errors="1/8 0/8 2/8"), "sample")
