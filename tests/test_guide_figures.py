"""Figures that guide pages copy from the cost model are what the model says today.

A fact is written as ``{fact KEY}`` and a live block computes itself; what stands in a sentence or a worked table
is a copy, and copies go stale when a default changes. Each is computed here again.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from calculators.catalog import catalog
from calculators.facts import fact
from calculators.models.cost.inputs import CostInputs
from calculators.models.cost.result import Cost, compute
from tests.prose import PAGES

COST = catalog()["cost"]
DEFAULT = CostInputs()
FAST = {"seconds": fact("bbox_open_images_seconds").value}
SECOND_LIST = {**FAST, "label_price": fact("vendor_band_b_bbox").value}
SMALL = {"volume": 5_000, "minimum_month": 10_000}
ONSHORE = {"label_price": fact("onshore_us_bbox_price").high}
# What the page on what a label costs assumes of a team at offshore pay.
OFFSHORE = {"wage": 3, "reviewer_wage": 5, "lead_salary": 10_000, "hire_cost": 500, "seat_overhead": 100}
VISIBLE = 0.05


def result(**changed: Any) -> Cost:
    """Return what the model says with some inputs changed."""
    return compute(DEFAULT.varied(changed))


def finished(calculator: Any, **given: Any) -> tuple[Any, Any]:
    """Return some inputs of a calculator and their finished result."""
    inputs = calculator.inputs.parse(given)
    return inputs, calculator.finished(inputs)


@cache
def annotator_month() -> Mapping[str, float]:
    """Return each component of the in-house cost for one annotator and month."""
    cost = result()
    months = sum(month.annotators for month in cost.people)
    return {name: value / months for name, value in cost.in_house.components.items()}


def cents(changed: Mapping[str, float]) -> str:
    """Return the cost of a label in-house and bought, as two cells of a table."""
    cost = result(**changed)
    return f"${cost.in_house.unit_cost:.2f} | ${cost.outsourced.unit_cost:.2f}"


def lines() -> dict[str, float]:
    """Return the lines of the page on one annotator's month."""
    month = annotator_month()
    loaded = 1 + DEFAULT.benefit_load / 100
    return {
        "Wage": month["labelling"],
        "Benefits and employer's taxes": month["labelling"] * DEFAULT.benefit_load / 100,
        "A share of a team lead": month["management"] * loaded,
        "A share of a reviewer": month["review"] * loaded,
        "Hiring and training": month["recruiting"] + month["training"],
        "Tool, desk, computer": month["tools"] + month["space"] + month["workstations"],
        "Engineer and set-up": month["engineering"] + month["setup"],
        "**All lines**": sum(month.values()),
    }


def wage_and_benefits() -> float:
    """Return the part of an annotator's month that every budget holds."""
    return annotator_month()["labelling"] * (1 + DEFAULT.benefit_load / 100)


def labels_a_month() -> float:
    """Return the accepted labels of one annotator and month, review and overlap left out."""
    hours = DEFAULT.paid_hours * DEFAULT.utilisation / 100
    return hours * 3600 / DEFAULT.seconds * DEFAULT.inhouse_acceptance / 100


def gap() -> float:
    """Return what buying saves on a label, as the page rounds it."""
    cost = result()
    return round(cost.in_house.unit_cost - cost.outsourced.unit_cost, 2)


def label_hour() -> float:
    """Return the cost of an in-house hour that makes labels."""
    return DEFAULT.wage * (1 + DEFAULT.benefit_load / 100) / (DEFAULT.utilisation / 100)


def prices() -> list[float]:
    """Return the low end, the middle and the high end of the first vendor's price band for a box."""
    band = fact("vendor_band_a_bbox")
    assert band.low is not None
    assert band.high is not None
    return [band.low, band.value, band.high]


def flat_rate(hours: int) -> str:
    """Return the price of an hour and of a box when a claimed subscription buys some hours."""
    # A hair more, so that half a cent is rounded up as people do, not to the even digit.
    price = fact("getannotator_subscription_month").value / hours + 1e-9
    return f"| {hours} | ${price:.2f} | ${price * DEFAULT.seconds / 3600:.3f} |"


def pay_an_hour(price: float) -> str:
    """Return what a vendor gets for an hour at a price per box: at the full pace, and for drawing alone."""
    paces = (fact("bbox_pro_end_to_end_seconds").value, fact("bbox_open_images_seconds").value)
    return " | ".join(f"${price * 3600 / pace:.2f} an hour" for pace in paces)


def pair_hour(key: str) -> str:
    """Return what a preference pair pays for an hour of work at the published time of one."""
    return f"${fact(key).value * 60 / fact('rlhf_minutes_per_comparison').value:.0f}"


def claimed_person() -> str:
    """Return another vendor's figure for five people as a month of one."""
    claim = fact("inhouse_team5_cost_year_vendor")
    assert claim.low is not None
    assert claim.high is not None
    return f"${claim.low / 60:,.0f} to ${claim.high / 60:,.0f} each"


def expected() -> list[tuple[str, str]]:
    """Return, for each copied figure, the page and the words that must stand there."""
    cost, famous, by_line = "cost/index.md", "cost/famous-claims.md", "cost/in-house-line-by-line.md"
    preferences = "tasks/preference-data.md"
    offshore = result(**OFFSHORE)
    return [
        (cost, f"| As published | {cents({})} |"),
        (cost, f"{{fact onshore_us_bbox_price range}} | {cents(ONSHORE)} |"),
        (cost, f"{{fact bbox_open_images_seconds}} | {cents(FAST)} |"),
        (cost, f"{{fact vendor_band_b_bbox}} | {cents(SECOND_LIST)} |"),
        (cost, f"| Only 5,000 boxes a month, against a minimum of $10,000 a month | {cents(SMALL)} |"),
        (cost, "$3 an hour, reviewers at $5, leads at $10,000 a year, $500 a hire, $100 a month for each seat."),
        (cost, f"costs ${offshore.in_house.unit_cost:.2f}, against ${offshore.outsourced.unit_cost:.2f} bought"),
        (cost, f"pays ${DEFAULT.label_price * 3600 / DEFAULT.seconds:.2f} for an hour of work"),
        (cost, f"about ${label_hour():.0f} for an hour that does"),
        (by_line, f"about ${round(lines()['**All lines**'], -2):,.0f} a month"),
        (by_line, f"The wage alone is about ${round(lines()['Wage'], -3):,.0f}"),
        (by_line, f"the first two make ${wage_and_benefits():,.0f}"),
        (by_line, f"about {labels_a_month() // 100 * 100:,.0f} accepted labels"),
        (by_line, f"Wage × {DEFAULT.benefit_load / 100:.3f}"),
        (famous, f"| ${wage_and_benefits():,.0f} |"),
        (famous, f"[${lines()['**All lines**']:,.0f}]("),
        (famous, claimed_person()),
        *((famous, flat_rate(hours)) for hours in (160, 80, 40)),
        *(("cost/how-vendors-price.md", pay_an_hour(price)) for price in prices()),
        (preferences, f"expert row pays {pair_hour('rlhf_pair_price_guess')} for an hour"),
        (preferences, f"general row {pair_hour('mixed_market_preference_pair_price')}."),
        ("cost/break-even.md", f"buying saves ${gap():.2f} a label"),
        ("cost/break-even.md", f"must cost about ${round(gap() / 0.03, 1):.2f} "),
    ]  # fmt: skip


@pytest.mark.parametrize(("path", "words"), expected(), ids=lambda value: str(value).replace("::", " "))
def test_a_copied_figure_is_what_the_model_says(path: str, words: str) -> None:
    """The page holds the figure as the model computes it today."""
    text = re.sub(r"\s+", " ", PAGES[path].source)
    assert words in text, f"docs/{path} must say {words!r}: the model says so now, mend the page"


@pytest.mark.parametrize("name", lines())
def test_a_line_of_the_month_stands_beside_its_name(name: str) -> None:
    """Each line of the table on one annotator's month has its own figure."""
    row = next(
        line for line in PAGES["cost/in-house-line-by-line.md"].source.splitlines() if line.startswith(f"| {name} ")
    )
    assert f"${lines()[name]:,.0f}" in row, f"docs/cost/in-house-line-by-line.md: mend the row {name!r}"


def test_what_the_page_says_of_three_votes_on_a_pair_holds() -> None:
    """With three people a pair both ways cost what the page says."""
    three = finished(COST, **{**COST.presets["language-model-preference-data"].inputs, "overlap": 3})[1]
    words = PAGES["tasks/preference-data.md"].source
    assert f"${three.in_house.unit_cost:.2f} in-house and ${three.outsourced.unit_cost:.2f} bought" in words


def test_what_pages_say_of_the_example_in_words_holds() -> None:
    """Sentences without a figure that lean on the example: mend the page named where one no longer holds."""
    cost = result()
    own, bought, both = cost.in_house.unit_cost, cost.outsourced.unit_cost, cost.hybrid.unit_cost
    assert 4.5 <= own / bought < 5.5, "cost/index.md: 'a factor of about five'"
    assert {month.annotators for month in cost.people} == {13}, "cost/in-house-line-by-line.md: 'a team of thirteen'"
    month = annotator_month()
    assert month["labelling"] / sum(month.values()) < 0.5, "cost/in-house-line-by-line.md: 'less than half'"
    assert wage_and_benefits() / sum(month.values()) < 2 / 3, "cost/in-house-line-by-line.md: 'more than a third'"
    assert sum(month.values()) > 2 * month["labelling"], "reference/questions.md: 'More than twice the wage'"
    assert bought < both < own, "decide/hybrid.md: 'the price lies between the two'"
    few = result(volume=5_000)
    assert few.hybrid.unit_cost > max(few.in_house.unit_cost, few.outsourced.unit_cost), (
        "decide/hybrid.md: 'at 5,000 boxes a month it would be above either'"
    )
    claim = fact("outsourcing_saving_claim_vendor").high or 0
    assert abs(100 * (1 - bought / own) - claim) < 3, "cost/famous-claims.md: 'at the top of that range'"
    own_part = sum(cost.outsourced.components[name] for name in ("oversight", "checking")) / cost.outsourced.total
    assert own_part > VISIBLE, "cost/hidden-costs.md: 'a visible part of the outsourced bar'"
    pay = sum(cost.in_house.components[name] for name in ("labelling", "review", "management", "benefits"))
    assert pay > cost.in_house.total / 2, "cost/index.md: 'in-house most of the money is pay for time'"
    price = cost.outsourced.components["service"]
    assert price > cost.outsourced.total / 2, "cost/index.md: 'for bought labels most of it is the price'"


def test_only_the_vendors_price_flips_the_example_alone() -> None:
    """Within its range one input alone turns the answer, and the page names it and the price at which it does."""
    finished = COST.finished(DEFAULT)
    alone = [swing.name for swing in finished.swings if swing.difference_at_low * swing.difference_at_high < 0]
    assert alone == ["label_price"], "cost/index.md: 'No other input does so within the range we give it'"
    assert finished.break_even.price is not None
    words = f"above about ${finished.break_even.price:.2f} a box your own team is cheaper"
    assert words in re.sub(r"\s+", " ", PAGES["cost/index.md"].source)


def test_what_the_page_on_break_even_says_in_words_holds() -> None:
    """The box example has no volume and no wage at which both ways meet; a faster pace gives one; experts differ."""
    finished = COST.finished(DEFAULT).break_even
    assert finished.volume == (), "cost/break-even.md: 'The calculator says \"none\"'"
    assert finished.wage is None, "cost/break-even.md: 'In the box example none is low enough'"
    assert finished.price is not None
    assert finished.price > 3 * DEFAULT.label_price, "cost/break-even.md: 'several times above the asked price'"
    assert result(**FAST).break_even.wage is not None, "cost/break-even.md: 'With faster tools there is one'"
    experts = DEFAULT.parse(COST.presets["language-model-preference-data"].inputs)
    assert isinstance(experts, CostInputs)
    cost = compute(experts)
    assert cost.in_house.total > cost.outsourced.total, "cost/break-even.md: 'At that price buying is cheaper'"
    assert COST.finished(experts).break_even.volume == (), "cost/break-even.md: 'whatever the volume'"
    dear = experts.varied({"label_price": fact("rlhf_pair_price_guess").high})
    cost = compute(dear)
    assert cost.in_house.total < cost.outsourced.total, "cost/break-even.md: 'at its high end your own team is cheaper'"
    assert COST.finished(dear).break_even.volume, "cost/break-even.md: 'so there a break-even volume exists'"


def test_both_halves_of_a_price_turn_what_pages_say_they_turn() -> None:
    """Where a page says that one end of a published price favours buying and the other a team, both ends do."""
    texts = DEFAULT.parse(COST.presets["multilingual-text-at-scale"].inputs)
    for inputs, key, page in (
        (texts, "onshore_us_text_record_price", "tasks/sentiment-and-classification.md: 'where this turns'"),
        (DEFAULT, "onshore_us_bbox_price", "cost/famous-claims.md: 'more than making them'"),
    ):
        price = fact(key)
        low, high = (compute(inputs.varied({"label_price": end})) for end in (price.low, price.high))
        assert low.outsourced.total < low.in_house.total, page
        assert high.outsourced.total > high.in_house.total, page


def test_the_sum_of_a_switch_adds_up() -> None:
    """Each line follows from what the example assumes, and so do the sum and its shares of the yearly price."""
    text = PAGES["vendors/leaving.md"].source
    volume, price = 50_000, 0.2
    year = 12 * volume * price
    lines = {
        "Both paid at once": round(8 * 7 * year / 365.25 / 3, -2),
        "Bridge batch": 300,
        "Second pilot": 500,
        "Choosing again": 60 * 60,
        "Export, conversion, check": 24 * 80,
        "Relabelling what does not fit": 0.02 * year,
    }
    for name, money in lines.items():
        assert re.search(rf"^\| {name} \|.*\| \${money:,.0f} \|$", text, re.MULTILINE), (name, money)
    total = sum(lines.values())
    twice = lines["Both paid at once"] + lines["Relabelling what does not fit"]
    assert f"**${total:,.0f}**" in text
    assert f"that is {100 * total / year:.0f}% of the yearly price" in text
    assert f"Without overlap and relabelling it is about {100 * (total - twice) / year:.0f}%" in text
    assert twice > total / 2


def test_questions_multiply_as_they_say() -> None:
    """The first answers are sums of figures that the same answers name."""
    text = PAGES["reference/questions.md"].source
    boxes = 10_000 * number("coco_instances_per_image")
    low, high = boxes * number("labelyourdata_bbox"), boxes * fact_end("onshore_us_bbox_price")
    assert f"about {boxes:,.0f} boxes" in text
    assert f"from ${low:,.0f} to ${high:,.0f}" in text
    assert f"from ${low:,.0f} to ${high:,.0f}" in PAGES["decide/when-not-to-label.md"].source
    hours = boxes * number("bbox_pro_end_to_end_seconds") / 3_600
    assert f"about {round(hours, -1):.0f} hours" in text
    assert f"${wage_and_benefits():,.0f} a month for wage, benefits" in text
    assert f"and ${lines()['**All lines**']:,.0f}, more than twice the wage" in text
    for price in (0.1, 0.02):
        assert f"${price * 3_600 / number('bbox_pro_end_to_end_seconds'):.2f}" in text


def number(key: str) -> float:
    """Return a figure as a number."""
    return float(fact(key).value)


def fact_end(key: str) -> float:
    """Return the high end of a figure's range."""
    return float(fact(key).high)
