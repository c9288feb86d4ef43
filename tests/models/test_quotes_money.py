"""Quotes in another money than the reader's: what counts one to one, what is refused, and what no rate can change."""

from typing import Any

import pytest

from calculators.core import InputErrors, Rows
from calculators.models.quotes.letters import comparison_rows, question_rows
from calculators.models.quotes.workbook import workbook
from tests.models.test_quotes_words import QUOTES, answered, section, stated

GAMMA = stated("Gamma", 0.06, currency="EUR")
WARNING = (
    "The amounts of Gamma are in EUR and count one to one as USD, because no exchange rate other than 1 is given, so "
    "put in the rate."
)


def refusal(**given: Any) -> str:
    """Return what is said of inputs that are refused."""
    with pytest.raises(InputErrors) as refused:
        QUOTES.inputs.parse(given)
    return str(refused.value)


def test_a_foreign_quote_without_a_rate_warns_in_the_headline() -> None:
    """Euros that count as dollars and win say so right behind the order, and once only."""
    answer = answered(quotes=[GAMMA, stated("Acme", 0.063)])
    order, rest = answer.headline.split(". ", 1)
    assert order.startswith("Gamma costs least")
    assert rest.startswith(WARNING)
    assert WARNING not in answer.cautions


@pytest.mark.parametrize("others", [[stated("Acme", 0.05)], [stated("Acme", 0.06)], []])
def test_the_headline_warns_wherever_it_names_such_a_quote(others: list[dict[str, Any]]) -> None:
    """As the second, in a tie and by itself it counts one to one just as well."""
    assert WARNING in answered(quotes=[*others, GAMMA]).headline


def test_a_foreign_quote_that_the_headline_does_not_name_is_the_first_caution() -> None:
    """A third quote counts one to one too, and a rate, or the reader's own money, leaves nothing to warn of."""
    others = [stated("Acme", 0.04), stated("Beta", 0.05)]
    answer = answered(quotes=[*others, GAMMA])
    assert answer.cautions[0] == WARNING
    assert WARNING not in answer.headline
    for quiet in ({"exchange_rate": 1.08}, {"currency": ""}, {"currency": "usd"}):
        assert "one to one" not in str(answered(quotes=[*others, {**GAMMA, **quiet}]))


def test_every_money_has_a_sentence_of_its_own() -> None:
    """Quotes in one money share a sentence, and the sentence names the reader's own money."""
    rows = [GAMMA, stated("Delta", 0.06, currency="EUR"), stated("Yen", 9, currency="JPY")]
    headline = answered(quotes=rows, currency="GBP").headline
    assert "The amounts of Gamma and Delta are in EUR" in headline
    assert "in EUR and count one to one as GBP, because" in headline


def test_a_rate_that_nobody_gave_stands_in_the_tables_and_the_texts_to_copy() -> None:
    """The table, the figure, both files, the workbook, the questions and the sentence for the file name it."""
    given = {"quotes": [stated("Acme", 0.06, vendor_setup=1e6), {**GAMMA, "price": 0.07}]}
    answer = answered(**given)
    inputs: Any = QUOTES.inputs.parse(given)
    result = QUOTES.finished(inputs)
    so, question = "1 EUR counted as 1 USD", "Can you quote in USD? If not, at what exchange rate from EUR"
    table = next(part for part in section(answer, "compare").content if isinstance(part, Rows))
    assert [row[-1] for row in table.rows] == ["none", f"exchange rate ({so})"]
    assert [figure.note for figure in answer.figures[:2]] == [
        "it leaves no term open", "it leaves 1 term open, the exchange rate, so 1 EUR is counted as 1 USD",
    ]  # fmt: skip
    assert comparison_rows(inputs, result)[2][-1] == f"exchange rate ({so})"
    assert str(question_rows(inputs, result)[1][2]).startswith(question)
    assert question in str(next(sheet for sheet in workbook(inputs, result) if sheet.title == "Questions").rows)
    assert question in str(section(answer, "questions").content)
    (note,) = section(answer, "note").content
    assert "in EUR and were counted one to one as USD, because no exchange rate other than 1 was given." in note
    assert "Terms left open: Gamma 1 term (exchange rate); Acme none." in note


@pytest.mark.parametrize(
    ("open_", "others", "words"),
    [
        ({}, [], "per accepted label; it leaves 1 term open."),
        ({"exit_cost": None}, [], "as its open terms turn out; it leaves 2 terms open."),
        ({"exit_cost": None}, [stated("Acme", 0.0601)],
         "because it leaves 2 terms open, and with the exchange rate still at 1 and the other term at its dearest it"),
        ({"exit_cost": None, "price_rise": None}, [stated("Acme", 0.062)],
         "because it leaves 3 terms open, and with the exchange rate still at 1 and the other terms at their dearest"),
    ],
)  # fmt: skip
def test_a_rate_that_nobody_gave_is_counted_as_open_everywhere(
    open_: dict[str, Any], others: list[dict[str, Any]], words: str
) -> None:
    """The headline, the figure and the table count the same terms, and a rate that nobody gave is one of them."""
    answer = answered(quotes=[{**GAMMA, **open_}, *others])
    assert words in answer.headline
    terms = "1 term" if not open_ else f"{len(open_) + 1} terms"
    assert f"it leaves {terms} open, " in answer.figures[0].note
    assert ("because it leaves" in answer.figures[0].note) is bool(open_)
    assert "the exchange rate, so 1 EUR is counted as 1 USD" in answer.figures[0].note
    table = next(part for part in section(answer, "compare").content if isinstance(part, Rows))
    assert str(table.rows[0][-1]).replace(" and ", ", ").count(", ") == len(open_)


def test_the_readers_own_money_has_no_rate_that_could_change() -> None:
    """A dollar quote on a dollar page would not be first for an exchange rate; the result keeps the number."""
    rows = [stated("Gamma", 0.0597), stated("Acme", 0.06, currency="usd")]
    inputs = QUOTES.inputs.parse({"quotes": rows})
    result = QUOTES.finished(inputs)
    assert result.flips.second["exchange_rate"].value is not None
    assert "exchange rate" not in str(QUOTES.present(inputs, result)).lower()
    # In euros the same row has one.
    assert "its exchange rate fell" in answered(quotes=[rows[0], {**rows[1], "currency": "EUR"}]).headline


def test_the_sentence_for_the_file_names_no_rate_of_the_readers_own_money() -> None:
    """The nearest change that the file keeps is one that can happen."""
    rows = [stated("Acme", 0.06, vendor_setup=1e6, currency="USD"), stated("Gamma", 0.07)]
    (note,) = section(answered(quotes=rows), "note").content
    assert "The choice would flip if, for Acme," in note
    assert "exchange rate" not in note


@pytest.mark.parametrize(
    ("cell", "page", "words"),
    [
        ({"price": "€0.07"}, "USD", "quotes[2].price: expected an amount in US dollars, the currency chosen here"),
        ({"price": "€0.07", "currency": "usd"}, "USD", "expected an amount in US dollars, the currency of this quote"),
        ({"price": "$0.07", "currency": "EUR"}, "USD", "expected an amount in euros, the currency of this quote"),
        ({"vendor_setup": "500 GBP"}, "EUR", "quotes[2].vendor_setup: expected an amount in euros"),
    ],
)
def test_the_mark_of_another_currency_is_refused(cell: dict[str, str], page: str, words: str) -> None:
    """A sign that contradicts the quote's currency is refused at its cell, as in the form's own amounts."""
    said = refusal(quotes=[stated("Acme", 0.06), {**stated("Gamma", 0.06), **cell}], currency=page)
    assert words in said
    assert f"got {next(iter(cell.values()))!r}" in said


def test_the_mark_of_another_currency_is_refused_in_a_pasted_table() -> None:
    """A file keeps its signs until they are looked at."""
    table = b"Name,Charges,Price\nAcme,per_label,$0.06\nGamma,per_label,\xe2\x82\xac0.07\n"
    assert "quotes[2].price: expected an amount in US dollars" in refusal(quotes=table)
    assert "quotes[1].price: expected an amount in euros" in refusal(quotes=table, currency="EUR")


@pytest.mark.parametrize(
    ("cell", "page"),
    [
        ({"price": "$0.07"}, "USD"),
        ({"price": "$0.07"}, "CAD"),
        ({"price": "€0.07", "currency": "eur"}, "USD"),
        ({"price": "$0.07", "currency": "SGD"}, "USD"),
        ({"price": 0.07}, "EUR"),
    ],
)
def test_a_mark_that_may_be_right_is_taken(cell: dict[str, Any], page: str) -> None:
    """A mark of the quote's own money, one that several share, and one in a money we do not know are no faults."""
    inputs: Any = QUOTES.inputs.parse({"quotes": [{**stated("A", 1), **cell}], "currency": page})
    assert inputs.quotes[0].price == 0.07


def test_the_help_of_the_table_names_the_readers_money() -> None:
    """Amounts are in the reader's own money unless a quote names another, as the question for the currency says."""
    help_ = QUOTES.inputs.fields()["quotes"].help
    assert help_.startswith("Amounts are in the money that a quote's column “Currency” names, and in yours")


def test_what_no_pilot_measured_is_called_an_assumption() -> None:
    """The file says that the untouched default is assumed, and what was measured or typed is not."""

    def note(**more: Any) -> str:
        dear = {"vendor_setup": 1e6, **more.pop("acme", {})}
        return str(section(answered(quotes=[stated("Acme", 0.06, **dear), stated("Gamma", 0.07)], **more), "note"))

    assumed = (
        "We assume that our check accepts 95% of first passes from Gamma and 95% of first passes from Acme, because"
    )
    assert assumed in note()
    assert "assume" not in note(vendor_acceptance=94)
    both = note(acme={"acceptance": 98})
    assert "Our check accepts 98% of first passes from Acme. We assume that it accepts 95% of first passes from" in both
