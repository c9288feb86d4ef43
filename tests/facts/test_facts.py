"""Figures are refused unless they are complete, known and within their range."""

import re

import pytest

from calculators.facts import FactError, all_facts, basis, fact, read

GOOD = """
[hire]
value = 4425
low = 3420
high = 4425
range_kind = "source"
unit = "USD/hire"
description = "Cost per hire"
source = "A report"
publisher = "A publisher"
url = ""
year = "2017"
checked = "2026-11"
confidence = "medium"
status = "current"
use_as_default = true
derived = ""
note = ""
evidence = "direct"
"""


def test_every_figure_of_ours_loads() -> None:
    """All topics load, and no figure was lost on the way."""
    assert sum(len(facts) for facts in all_facts().values()) == 507


def test_a_good_figure_is_read() -> None:
    """A complete figure comes back with its values and its citation."""
    figure = read(GOOD, "labour")["hire"]
    assert (figure.value, figure.low, figure.high) == (4425, 3420, 4425)
    assert str(figure.cited) == "A publisher, A report (2017)"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('source = "A report"\n', "", "missing key 'source'"),
        ('source = "A report"', 'source = " "', "source is empty"),
        ("low = 3420", "low = 3420\ncolour = 1", "unknown key 'colour'"),
        ("value = 4425", "value = 5000", "outside 3420 to 4425"),
        ("value = 4425", "value = true", "wrong type"),
        ("value = 4425", 'value = "much"', "all be numbers or all be words"),
        ("use_as_default = true", "use_as_default = 1", "wrong type"),
        ('status = "current"', 'status = "fresh"', "expected one of"),
        ('year = "2017"', "year = 2017", "wrong type"),
        ('checked = "2026-11"', 'checked = "2026-13"', "expected a year and month"),
        ('checked = "2026-11"\n', "", "missing key 'checked'"),
        ('evidence = "direct"', 'evidence = "direct"\nreplaced_by = "other"', "not 'superseded'"),
    ],
)
def test_a_bad_figure_is_refused(old: str, new: str, words: str) -> None:
    """Unknown or missing keys, empty sources, wrong types and values outside the range are refused by name."""
    assert old in GOOD
    with pytest.raises(FactError, match=re.escape(words)) as refusal:
        read(GOOD.replace(old, new), "labour")
    assert "labour.hire" in str(refusal.value)


def test_a_figure_in_words_must_agree_with_its_range() -> None:
    """A rule or date has no range: low and high repeat it."""
    text = GOOD.replace("4425", '"Art. 28"').replace("3420", '"Art. 28"')
    assert read(text, "law")["hire"].value == "Art. 28"


def test_unknown_figures_are_refused() -> None:
    """Asking for a figure that does not exist names the key."""
    with pytest.raises(FactError, match="no_such_figure"):
        fact("no_such_figure")


def test_a_basis_converts_value_and_range() -> None:
    """A conversion applies to value, low and high, and may turn low and high round."""
    available = basis("shrinkage_share", convert=lambda share: 100 - share)
    assert (available.low, available.value, available.high) == (65, 70, 74)
    assert available.source == fact("shrinkage_share").cited


def test_words_cannot_be_an_input() -> None:
    """A figure in words gives no basis for a number."""
    with pytest.raises(FactError, match="needs a number"):
        basis("gdpr_art9_special_categories")


def test_a_weak_figure_says_so_wherever_its_origin_is_named() -> None:
    """What files and papers put beside a default ends in "weak" for a claim, and for no other figure."""
    claim, statistic = basis("offshore_bill_rate_hour_band"), basis("us_office_admin_wage_hour")
    assert claim.origin == f"{claim.source}, weak"
    assert statistic.origin == str(statistic.source)
