"""What is said of quotes is what was computed, and reads right at the edges."""

from typing import Any

import pytest
from hypothesis import given, settings

from calculators.catalog import find
from calculators.core import BulletList, InputErrors, Ranges, Rows
from calculators.core.words import money
from calculators.models.quotes.letters import SAME_FOR_ALL, comparison_rows, question_rows
from calculators.models.quotes.presets import BARE
from calculators.models.quotes.terms import QUESTIONS
from calculators.models.quotes.words import apart
from tests.models import quotes_oracle as oracle
from tests.prose import PAGES

QUOTES, COST = find("quotes"), find("cost")


def stated(name: str, price: float, **changed: Any) -> dict[str, Any]:
    """Return a row of a price per accepted label that leaves nothing open."""
    return {"name": name, "pricing": "per_label", "price": price, "payment": "accepted", **BARE, **changed}


def answered(**given_: Any) -> Any:
    """Return the finished answer."""
    inputs = QUOTES.inputs.parse(given_)
    return QUOTES.present(inputs, QUOTES.finished(inputs))


def section(answer: Any, name: str) -> Any:
    """Return one part of an answer."""
    return next(part for part in answer.sections if part.id == name)


TWO_BIDS = dict(QUOTES.presets["two-bids"].inputs)


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        (TWO_BIDS, "B costs least: ¤0.0714 per accepted label, against ¤0.075 for A (5% more)."),
        (TWO_BIDS, "A would be first if its accepted share rose above 84% or its price fell below ¤0.0471."),
        (TWO_BIDS, "A looks cheaper by the label, and is not."),
        ({}, "That C costs least is not certain, because it leaves 6 terms open, and at their dearest it costs "
             "¤0.08202, more than the ¤0.08197 of B."),
        ({}, "B would be first if its price fell below ¤4.19 an hour or its time for a label fell below 13.9 seconds."),
        ({"quotes": [stated("A", 1)]}, "A costs ¤1.02 per accepted label; it leaves no term open."),
        ({"quotes": [stated("A", 1, project_fee=None)]}, "and ¤1.02 to ¤1.22 as its open terms turn out"),
        ({"quotes": [stated("A", 1), stated("B", 1)]}, "A and B cost the same: ¤1.02 per accepted label."),
        ({"quotes": [stated("A", 1), stated("B", 1), stated("C", 1)]}, "A, B and C cost the same"),
        ({"quotes": [stated("A", 0.06), {**stated("B", 0), "minimum_month": 1e6, "vendor_setup": 1e9}]},
         "No single term of B would make it first."),
        ({"quotes": [stated("A", 1), stated("B", 1, vendor_setup=10)]},
         "B would be first if its price fell slightly or its set-up fell to ¤0."),
        ({"quotes": [stated("A", 1), stated("B", 1, vendor_setup=10)]}, "(less than 0.1% more)"),
        ({"quotes": [stated("A", 1), stated("B", 0.95, project_fee=None)], "unknown_terms": "high"},
         "That A costs least is not certain, because B costs ¤0.968 at the cheapest reading of its open terms, and A "
         "¤1.02."),
        ({"quotes": [stated("A", 0), stated("B", 1)], "check_share": 0, "oversight_hours": 0},
         "(the first costs nothing)"),
        ({"quotes": [stated("A", 1), stated("B", 2, currency="eur", exchange_rate=1.1)]},
         "its price fell below EUR 0.909"),
    ],
)  # fmt: skip
def test_the_headline_says_what_was_found(given_: dict[str, Any], words: str) -> None:
    """Each kind of outcome has its sentence."""
    assert words in answered(**given_).headline


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([stated("A", 1)], "A costs ¤1.02 at the reading you chose."),
        ([stated("A", 1), stated("B", 1), stated("C", 2)], "A and B cost the same, ¤1.02 at the reading you chose."),
        ([stated("A", 1), stated("B", 2)], "A costs least, ¤1.02 at the reading you chose."),
    ],
)
def test_the_chart_is_described_as_the_headline_says(rows: list[dict[str, Any]], words: str) -> None:
    """A quote is said to cost least where another costs more, and neither alone nor beside one that costs the same."""
    chart = next(item for item in section(answered(quotes=rows), "compare").content if isinstance(item, Ranges))
    assert chart.description == words


@pytest.mark.parametrize(("low", "high"), [(0.0819688, 0.0820216), (1.0001, 1.0002), (100.2, 100.4), (1e6, 1e6 + 1e-3)])
def test_amounts_that_are_compared_are_told_apart(low: float, high: float) -> None:
    """Two amounts that differ by more than noise never read the same, and two that do not read as money does."""
    one, other = apart(low, high)
    assert float(one.strip("¤").replace(",", "")) < float(other.strip("¤").replace(",", ""))
    assert list(apart(low, low)) == [money(low)] * 2
    assert list(apart(0.05, 0.06)) == ["¤0.05", "¤0.06"]


def test_quotes_that_hardly_differ_do_not_read_the_same() -> None:
    """Where one quote costs a trace more than another, both costs have as many decimals as show it."""
    rows = [stated("A", 0.06, acceptance=80), stated("B", 0.0600001)]
    assert "costs least: ¤0.0780089 per accepted label, against ¤0.0780090 for B" in answered(quotes=rows).headline


def test_what_is_not_certain_is_named() -> None:
    """The doubt follows a sentence on another quote, so it says whose place it is about, or stands beside a tie."""
    open_fee = {"project_fee": None}
    tied = answered(quotes=[stated("A", 1, **open_fee), stated("B", 1, **open_fee)]).headline
    assert "¤1.12 per accepted label. That is not certain, because A leaves 1 term open, and at its dearest" in tied
    known = answered(quotes=[stated("A", 1), stated("B", 0.95, **open_fee)], unknown_terms="high").headline
    assert "the dearest of its own" not in known
    both = answered(quotes=[stated("A", 1, price_rise=None), stated("B", 1, **open_fee)], unknown_terms="high").headline
    assert "That A costs least is not certain, because B costs" in both
    assert both.count("at the dearest of its own.") == 1


def test_one_label_is_counted_in_the_singular() -> None:
    """The sentence for the file speaks of one label where there is one, in one month and in many."""
    given_ = {**TWO_BIDS, "volume": 1}
    assert "for 1 label in one month" in str(section(answered(**given_), "note"))
    assert "over 2 months with 1 label in the first" in str(section(answered(**{**given_, "months": 2}), "note"))


def test_what_is_open_in_the_first_alone_is_named_once() -> None:
    """One open term is a term, at its dearest."""
    headline = answered(quotes=[stated("A", 0.06, project_fee=None), stated("B", 0.0665)]).headline
    assert "because it leaves 1 term open, and at its dearest it costs" in headline


def test_a_first_result_has_no_flip_yet_and_says_so() -> None:
    """Before the search the headline stands without the change, and its part is pending."""
    inputs = QUOTES.inputs()
    answer = QUOTES.present(inputs, QUOTES.compute(inputs))
    assert "would be first" not in answer.headline
    assert section(answer, "flip").pending
    assert not section(answered(), "flip").pending


@settings(deadline=None, max_examples=40)
@given(oracle.tables(), oracle.work())
def test_an_answer_has_the_same_parts_whatever_the_inputs(table: list[dict[str, Any]], x: dict[str, Any]) -> None:
    """Parts and their headings do not depend on what was typed, and nothing raises."""
    inputs = QUOTES.inputs.parse({**x, "quotes": table})
    answer = QUOTES.present(inputs, QUOTES.compute(inputs))
    assert [(part.id, part.title) for part in answer.sections] == [
        ("compare", "The quotes side by side"), ("parts", "Where the money goes"),
        ("pay", "What an hour of work is paid"), ("flip", "What would turn the order round"),
        ("questions", "Text to copy: questions to send back"), ("note", "Text to copy: a sentence for the file"),
    ]  # fmt: skip
    assert len(answer.figures) == len(table) + 1


@pytest.mark.parametrize(
    ("wage", "words"),
    [
        (0, "Enter the living wage of the city"),
        (1, "That reaches the living wage of ¤1.00, even at the lowest share."),
        (3, "Whether that reaches the living wage of ¤3.00 is unclear"),
        (5, "That is below the living wage of ¤5.00, even at the highest share."),
    ],
)
def test_pay_is_a_question_and_no_verdict(wage: float, words: str) -> None:
    """At 7.74 an hour the annotator gets 1.24 to 4.65; a wage is below that, unclear or above."""
    rows = [{"name": "A", "pricing": "per_label", "price": 0.06, "payment": "accepted", "rework_billed": 0}]
    text = section(answered(quotes=rows, living_wage=wage), "pay").content[0]
    assert "takes in ¤7.74 for an hour of work; at 16 to 60% of it the annotator gets ¤1.24 to ¤4.65." in text
    assert words in text
    assert "a question, not a verdict" in text
    assert ("would carry it" in text) is (wage > 0)


@pytest.mark.parametrize(("pricing", "of_a_pace"), [("per_label", True), ("per_hour", False)])
def test_a_price_that_carries_a_living_wage_names_its_pace(pricing: str, of_a_pace: bool) -> None:
    """By the label it holds for the mean time, and whoever is paid by the piece and is slower earns less."""
    rows = [{"name": "A", "pricing": pricing, "price": 0.06, "payment": "accepted", "rework_billed": 0}]
    text = section(answered(quotes=rows, living_wage=3), "pay").content[0]
    assert ("whoever is paid by the piece and needs longer earns less" in text) is of_a_pace


def test_questions_go_back_by_quote_and_in_the_same_words_to_all() -> None:
    """Each quote's open terms are its questions, in their order; one sentence is the same for all."""
    answer = answered()
    content = section(answer, "questions").content
    lists = [item.items for item in content if isinstance(item, BulletList)]
    assert [item for item in content if str(item).startswith("To ")][:2] == ["To B:", "To C:"]
    assert lists[0] == [QUESTIONS["exit_cost"]]
    assert lists[1][-1] == "How many labelling hours a month does a seat give, in writing?"
    assert any(SAME_FOR_ALL in str(item) for item in content)
    for word in ("[date]", "one unit", "pass mark"):
        assert word in SAME_FOR_ALL


def test_files_hold_every_question_and_every_number() -> None:
    """The downloads have a line a question and a line a quote, at full precision."""
    inputs = QUOTES.inputs()
    result = QUOTES.finished(inputs)
    asked = question_rows(inputs, result)
    assert len(asked) == 1 + sum(len(one.missing) for one in result.quotes) + 1
    table = comparison_rows(inputs, result)
    assert {len(row) for row in table} == {len(table[0])}
    assert table[1][3] == result.quotes[0].unit_cost
    assert set(QUOTES.downloads) == {"questions", "comparison"}


def test_the_sentence_for_the_file_says_why() -> None:
    """It names unit, pass rates, payment for rejects, open terms and the flip; it is left out where none needs it."""
    (note,) = section(answered(**TWO_BIDS), "note").content
    for words in (
        "We chose B, although A has the lowest price by the label.", "the label that passes our own check",
        "98% of first passes from B and 80% of first passes from A", "B is paid for all that is delivered",
        "Terms left open: B none; A none.", "The choice would flip if, for A, its accepted share rose above 84%.",
    ):  # fmt: skip
        assert words in note
    assert section(answered(), "note").content == []


def test_the_sentence_names_the_second_where_it_is_a_third() -> None:
    """Where the lowest by the label is not the second, all three are in it, with what is open and how it was read."""
    rows = [
        stated("A", 0.01, vendor_setup=1e6),
        {"name": "B", "pricing": "per_month", "price": 4_000},
        {"name": "C", "pricing": "per_label", "price": 0.05},
    ]
    (note,) = section(answered(quotes=rows), "note").content
    assert "We chose B, although A" in note
    assert "B is paid by time, whatever passes; A is paid for labels that pass only; C does not say who pays" in note
    assert "priced at a middle reading" in note


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"pricing": "per_seat", "seat_hours": None}, "A seat without its hours cannot be compared, so ask A"),
        ({"qa": "none"}, "Without checks of its own, A should have a lower accepted share"),
        ({"pricing": "per_item"}, "try another number of labels in one item"),
        ({"payment": "delivered"}, "Labels that fail are paid for under A. Under B they are redone free"),
    ],
)
def test_a_caution_stands_where_it_applies(row: dict[str, Any], words: str) -> None:
    """Each caution is there for the quotes it is about, and not otherwise."""
    plain = [stated("A", 1), stated("B", 2)]
    assert words in " ".join(answered(quotes=[{**plain[0], **row}, plain[1]]).cautions)
    assert words not in " ".join(answered(quotes=plain).cautions)


def test_flips_stand_nearest_first_and_by_whose_they_are() -> None:
    """The second's terms come first, then the first's, then what both share; in each the nearest by ratio leads."""
    tables = [item for item in section(answered(**TWO_BIDS), "flip").content if isinstance(item, Rows)]
    assert [table.title.split()[3] for table in tables] == ["A", "B"]
    assert [row[0] for row in tables[0].rows] == ["Accepted share", "Price", "Payment for labels that fail"]
    assert list(tables[0].rows[2][1:]) == ["rejects are paid for too", "only labels that pass are paid for"]


def test_a_foreign_rate_says_that_what_we_filled_in_moves_with_it() -> None:
    """Where a currency is named, the words say so; else they do not."""
    named = [stated("A", 1), stated("B", 2, currency="EUR")]
    assert "move with the exchange rate" in str(section(answered(quotes=named), "flip").content)
    assert "exchange rate" not in str(section(answered(), "flip").content)


# --- Where it leads -------------------------------------------------------------------------------

LEADS = [
    {"name": "A", "pricing": "per_label", "price": 0.06},
    {"name": "A", "pricing": "per_label", "price": 0.06, "payment": "delivered", "acceptance": 80},
    {"name": "A", "pricing": "per_label", "price": 0.06, "payment": "accepted", "rework_billed": 30},
    {"name": "A", "pricing": "per_item", "price": 0.4, "currency": "EUR", "exchange_rate": 1.1, "qa": "extra"},
    {"name": "A", "pricing": "per_thousand", "price": 4, "units_per_label": 12, "qa": "extra", "qa_price": 0.01},
    {"name": "A", "pricing": "per_hour", "price": 8, "seconds": 20},
    {"name": "A", "pricing": "per_seat", "price": 499, "seat_hours": 130},
    {"name": "A", "pricing": "per_month", "price": 9_000, "price_rise": 0},
]


@pytest.mark.parametrize("end", ["low", "middle", "high"])
@pytest.mark.parametrize("row", LEADS)
def test_the_cost_calculator_takes_the_first_quote_along(row: dict[str, Any], end: str) -> None:
    """With what travels and what both share, buying costs there what the quote costs here, the tool aside."""
    inputs = QUOTES.inputs.parse({"quotes": [row], "unknown_terms": end, "check_share": 7})
    result = QUOTES.compute(inputs)
    link = QUOTES.present(inputs, result).next_steps[0]
    shared = {name: text for name, text in inputs.scenario().items() if name in COST.inputs.fields()}
    theirs = COST.compute(COST.inputs.parse({**shared, **link.inputs})).outsourced
    one = result.quotes[0]
    assert theirs.total == pytest.approx(one.total - one.components["tool"], rel=1e-9)


def test_no_dust_of_binary_fractions_travels() -> None:
    """A rate times a price is written with the digits that count: 0.6 euros at 3 are 1.8, not 1.7999999999999998."""
    row = stated("A", 0.6, pricing="per_hour", currency="EUR", exchange_rate=3)
    assert 0.6 * 3 != 1.8
    assert answered(quotes=[row]).next_steps[0].inputs["hour_rate"] == "1.8"


def test_an_hour_in_shillings_travels_as_it_is() -> None:
    """What is beyond a bound in dollars and within that of the reader's currency is not cut."""
    answer = answered(quotes=[stated("A", 15_000, pricing="per_hour", seconds=10)], currency="KES")
    theirs = COST.inputs.parse({"currency": "KES", **answer.next_steps[0].inputs})
    assert theirs.hour_rate == 15_000


def test_no_link_carries_what_the_cost_calculator_refuses() -> None:
    """Amounts beyond its bounds are cut to them, so that the link opens."""
    extreme = stated("A", 1e7, exchange_rate=1e6, minimum_month=1e9, vendor_setup=1e9, exit_cost=1e9)
    answer = answered(quotes=[extreme])
    assert COST.inputs.parse(answer.next_steps[0].inputs)


def test_the_scorecard_takes_two_to_eight_unit_costs_along() -> None:
    """Names and costs travel for as many vendors as it takes; a comma in a name does not break a row."""
    link = answered(quotes=[stated("A, the first", 1), stated("B", 2)]).next_steps[1]
    assert link.calculator == "scorecard"
    assert link.inputs["vendors"].startswith("A\\, the first,1.01")
    # With six digits that count, and not with all that a division leaves.
    assert answered().next_steps[1].inputs["vendors"] == "A,0.0860406;B,0.0819687;C,0.0519721"
    assert answered(quotes=[stated("A", 1)]).next_steps[1].inputs == {}
    assert answered(quotes=[stated(str(place), 1 + place) for place in range(9)]).next_steps[1].inputs == {}


def test_every_next_step_of_this_site_exists() -> None:
    """Pages and headings named by the answer are there; the scorecard's page comes with the scorecard."""
    for link in answered().next_steps:
        path, _, anchor = link.page.partition("#")
        if path != "calculators/scorecard.md":
            assert path in PAGES
            assert not anchor or anchor in PAGES[path].ids


# --- Pages that copy figures ----------------------------------------------------------------------


def test_the_guides_pages_say_what_the_model_says() -> None:
    """The two bids in cents, paid for rejects and redone free, and the 23 objects of a preset's words."""
    page = PAGES["vendors/index.md"].source
    paid = [100 * one.unit_cost for one in QUOTES.compute(QUOTES.inputs.parse(TWO_BIDS)).quotes]
    rows = [{**row, "payment": "accepted"} for row in TWO_BIDS["quotes"]]
    free = [100 * one.unit_cost for one in QUOTES.compute(QUOTES.inputs.parse({**TWO_BIDS, "quotes": rows})).quotes]
    assert f"if rejects are paid for | {paid[0]:.1f} | {paid[1]:.1f} |" in page
    assert f"if rejects are redone free | {free[0]:.2f} | {free[1]:.1f} |" in page
    small = QUOTES.compute(QUOTES.inputs.parse(QUOTES.presets["small-order"].inputs)).quotes[0]
    reading = PAGES["cost/reading-a-quote.md"].source
    assert f"you pay ${small.total:,.0f}, or ${small.unit_cost + 1e-9:.2f} a box" in reading


@pytest.mark.parametrize("name", QUOTES.presets)
def test_presets_are_accepted(name: str) -> None:
    """Every preset is a set of inputs within bounds that has an answer."""
    assert answered(**QUOTES.presets[name].inputs).headline


def test_images_and_objects_change_places_with_what_an_image_holds() -> None:
    """At 7.7 and at 23 objects the image is cheaper; below 6.7 the box is."""
    given_ = dict(QUOTES.presets["image-or-object"].inputs)
    firsts = [QUOTES.compute(QUOTES.inputs.parse({**given_, "objects_per_item": n})).first for n in (6.6, 6.7, 7.7, 23)]
    assert firsts == [1, 0, 0, 0]


def test_a_name_that_is_no_text_is_refused() -> None:
    """A line break in a name would break the texts to copy."""
    with pytest.raises(InputErrors):
        QUOTES.inputs.parse({"quotes": [stated("A\nB", 1)]})


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"pricing": "per_hour", "price": 8, "payment": "delivered", "qa": "extra", "qa_price": 0.02}, ""),
        (
            {
                "pricing": "per_hour",
                "price": 8,
                "payment": "accepted",
                "rework_billed": 30,
                "qa": "extra",
                "qa_price": 0.02,
            },
            "",
        ),
        ({"pricing": "per_label", "price": 0.06, "payment": "delivered", "qa": "extra", "qa_price": 0.02}, ""),
        ({"pricing": "per_seat", "price": 499, "qa": "extra", "qa_price": 0.02}, ", without the price of its checks"),
        ({"pricing": "per_month", "price": 12_000, "price_rise": 8}, ", without the yearly rise of its fee"),
        ({"pricing": "per_label", "price": 0.06, "payment": "accepted", "tool_month": 50}, ", without its tool"),
    ],
)
@pytest.mark.parametrize("effort", [100, 40])
def test_the_cost_plan_opens_with_what_the_quote_costs(terms: dict[str, Any], words: str, effort: float) -> None:
    """The link holds all that the quote bills; what has no place there is named in its words."""
    plain = {"rework_billed": 0, "minimum_month": 0, "vendor_setup": 0, "project_fee": 0, "qa": "included",
             "tool_month": 0, "price_rise": 0, "exit_cost": 0, "seat_hours": 121}  # fmt: skip
    inputs = QUOTES.inputs.parse({"quotes": [{"name": "A", **plain, **terms}], "rework_effort": effort})
    result = QUOTES.finished(inputs)
    link = QUOTES.present(inputs, result).next_steps[0]
    assert link.words == f"Compare A with a team of your own{words}"
    plan = COST.compute(COST.inputs.parse({"rework_effort": effort, **link.inputs}))
    missing = result.quotes[0].total - plan.outsourced.total
    assert (missing > 1) is bool(words)
    if not words:
        assert plan.outsourced.total == pytest.approx(result.quotes[0].total, rel=1e-9)


def test_what_is_filled_into_a_quote_is_said_to_be_dollars() -> None:
    """Amounts that a quote leaves open are named where the reader counts in something else, and nowhere else."""
    free = dict.fromkeys(("rework_billed", "minimum_month", "project_fee", "tool_month", "price_rise", "exit_cost"), 0)
    stated = {"name": "A", "pricing": "per_label", "price": 10, "payment": "accepted", "qa": "included", **free}
    words = "What we fill in where a quote leaves an amount open (set-up)"
    assert words in str(answered(currency="JPY", quotes=[stated]).cautions)
    assert words not in str(answered(quotes=[stated]).cautions)
    assert "we fill in" not in str(answered(currency="JPY", quotes=[{**stated, "vendor_setup": 0}]).cautions)


@pytest.mark.parametrize(
    ("said", "payment"),
    [("Labels that pass", "accepted"), ("all that is delivered", "delivered"), ("delivered", "delivered")],
)
def test_what_is_paid_for_is_read_in_the_words_of_the_page(said: str, payment: str) -> None:
    """The guide writes an answer without what follows its colon, and that can be pasted."""
    pasted = f"Name\tCharges\tPrice\tPaid for\nA\tper_label\t0.05\t{said}\n".encode()
    assert QUOTES.inputs.parse({"quotes": pasted}).quotes[0].payment == payment


def test_pasted_rows_with_a_wrong_cell_name_that_cell() -> None:
    """Rows that are plainly of this table are not called another one because a price in each of them is none."""
    with pytest.raises(InputErrors) as refusal:
        QUOTES.inputs.parse({"quotes": b"A\tper_label\t-5\nB\tper_hour\tabc\n"})
    assert [error.field for error in refusal.value.errors] == ["quotes[1].price", "quotes[2].price"]
