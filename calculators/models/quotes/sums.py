"""The sums behind the quotes as formulas of a spreadsheet, so that a reader can go on calculating.

They are those of the calculator, month by month, with what a quote leaves open at one value for each term. A month is a
row number from 1 to 120, so one formula adds up all months.
"""

from collections.abc import Iterator, Mapping, Sequence

from calculators.core import Cell, Number, Sheet
from calculators.core.workbook import Look, Value, column_name, headings
from calculators.methods.labour import demand
from calculators.models.quotes.bill import acceptance_of, bill, one_label, passes, seconds_of
from calculators.models.quotes.form import Form, choice_cells
from calculators.models.quotes.inputs import PRICING, Quote, QuotesInputs
from calculators.models.quotes.pay import list_price
from calculators.models.quotes.terms import BY_WORK, FILLED, MIDDLE, QUESTIONS, UNITS, filled, usual_payment

WORK, SUMS = "Work", "Sums"
SHARED = (
    "volume", "months", "growth", "overlap", "vendor_seconds", "vendor_acceptance", "rework_effort", "objects_per_item",
)  # fmt: skip
OWN_SIDE = (
    "check_share", "recheck_share", "review_seconds", "reviewer_wage", "benefit_load", "utilisation",
    "oversight_hours", "oversight_rate",
)  # fmt: skip
# Terms that a blank fills with one value; what is paid for is read from the form of the price.
BLANKS = {name: ends[1] for name, ends in FILLED.items() if name not in ("payment", "tool_month")}
_MONTHS = "ROW($1:$120)"


class Work:
    """The sheet with the figures of the work, and with what a term counts as that a quote leaves open."""

    def __init__(self, inputs: QuotesInputs, blanks: Mapping[str, float], *, own_side: bool) -> None:
        self._inputs, self._blanks = inputs, blanks
        self._shared = (*SHARED, *(OWN_SIDE if own_side else ()))

    def __getitem__(self, name: str) -> str:
        """Return the address of a figure, or of what a blank counts as."""
        names = ["", *self._shared, "", *self._blanks]
        return f"{WORK}!$B${names.index(name) + 1}"

    def sheet(self) -> Sheet:
        """Return the sheet."""
        fields = self._inputs.fields()
        rows: list[list[Value | Cell]] = [headings("The work", "Figure", "Unit")]
        for name in self._shared:
            field = fields[name]
            assert isinstance(field, Number)
            rows.append([field.label, Cell(getattr(self._inputs, name), "entry"), field.unit])
        rows.append(headings("A term that a quote leaves open counts as", "Figure", "The question to send back"))
        rows += [[Quote.fields()[name].label, Cell(value, "entry"), QUESTIONS[name]]
                 for name, value in self._blanks.items()]  # fmt: skip
        return Sheet(title=WORK, rows=rows, widths=(58, 18, 70))


class Sums:
    """The lines of one quote's column; a place without a quote counts nothing."""

    def __init__(self, form: Form, work: Work, inputs: QuotesInputs, place: int, *, own_side: bool) -> None:
        self._form, self._work, self._inputs, self._place, self._own_side = form, work, inputs, place, own_side
        self._column = column_name(place + 1)
        self._lines = [name for name in WORDS if own_side or name not in OWN_LINES]

    def _given(self, name: str) -> str:
        return self._form.cell(self._place, name)

    def _at(self, name: str) -> str:
        return f"{self._column}{self._lines.index(name) + 2}"

    def _term(self, name: str, blank: str, found: str = "") -> str:
        """Return a term of the quote, or what a blank counts as."""
        if name not in self._form.columns:
            return blank
        cell = self._given(name)
        return f'IF({cell}="",{blank},{found or cell})'

    def _share(self, name: str) -> str:
        """Return a term in per cent; whoever types 10% leaves a tenth in the cell, and the cell in that format."""
        cell = self._given(name)
        typed = f'IFERROR(IF(LEFT(CELL("format",{cell}),1)="P",100,1),1)*{cell}'
        return self._term(name, self._work[name], typed)

    def _amount(self, name: str) -> str:
        return self._term(name, self._work[name], f"{self._given(name)}*{self._at('rate')}")

    def formulas(self) -> dict[str, str]:
        """Return the formula of each line."""
        at, work, given = self._at, self._work, self._given
        qa, qa_price = given("qa"), given("qa_price")
        extra, rejects = f"{qa}={choice_cells('qa', 'extra')}", f"(100-{at('acceptance')})/{at('acceptance')}"
        mask, labels = f"({_MONTHS}<={work['months']})", self._labels()
        found = {
            "form": f'IF({given("pricing")}="",0,MATCH({given("pricing")},{choice_cells("pricing")},0))',
            "accepted": self._term(
                "payment",
                f"IF({at('form')}=4,0,1)",
                f"IF({given('payment')}={choice_cells('payment', 'accepted')},1,0)",
            ),
            "acceptance": self._term("acceptance", work["vendor_acceptance"]),
            "seconds": self._term("seconds", work["vendor_seconds"]),
            "rate": self._term("exchange_rate", "1"),
            "again": f"{work['rework_effort']}/100*{rejects}",
            "rework": self._share("rework_billed"),
            "labels_paid": f"IF({at('accepted')}=1,1+{at('rework')}/100*{at('again')},100/{at('acceptance')})",
            "hours_paid": f"IF({at('accepted')}=1,1+{at('rework')}/100*{at('again')},1+{at('again')})",
            "each": self._each(),
            "seat_hours": self._term("seat_hours", work["seat_hours"]),
            "checks_share": (
                f'IF({qa}="",{work["qa"]},IF(AND({extra},{qa_price}=""),{work["qa_price"]},0))'
            ),
            "checks_each": (
                f'IF(AND({extra},{qa_price}<>""),{work["overlap"]}*{qa_price}'
                f"*IF({at('form')}<=4,{at('labels_paid')},1),0)"
            ),
            "rise": self._share("price_rise"),
            "minimum": self._amount("minimum_month"),
            "list_price": self._list_price(),
            "service": f"SUMPRODUCT({mask}*({self._charge()}+{at('minimum')}"
                       f"+ABS({self._charge()}-{at('minimum')}))/2)",
            "project_fee": f"{at('service')}*{self._share('project_fee')}/100",
            "tool": f"{self._term('tool_month', '0')}*{at('rate')}*{work['months']}",
            "setup": self._amount("vendor_setup"),
            "exit": self._amount("exit_cost"),
        }  # fmt: skip
        if self._own_side:
            one = (
                f"{work['review_seconds']}/3600*{work['reviewer_wage']}*(1+{work['benefit_load']}/100)"
                f"/({work['utilisation']}/100)*{work['check_share']}/100"
            )
            again = f"(1+{work['recheck_share']}/100*{rejects})"
            found["oversight"] = f"{work['oversight_hours']}*{work['oversight_rate']}*{work['months']}"
            found["checking"] = f"SUMPRODUCT({mask}*{labels})*{one}*{again}"
        parts = [name for name in PARTS if name in found]
        found["total"] = "+".join(map(at, parts))
        found["unit_cost"] = f"{at('total')}/SUMPRODUCT({mask}*{labels})"
        # The lines stand in the order of their words, and an empty column says nothing.
        return {name: found[name] if name == "form" else f'IF({at("form")}=0,"",{found[name]})' for name in self._lines}

    def _labels(self) -> str:
        return f"{self._work['volume']}*(1+{self._work['growth']}/100)^({_MONTHS}-1)"

    def _each(self) -> str:
        price = self._given("price")
        item = f"{price}/{self._work['objects_per_item']}"
        thousand = f"{price}*{self._term('units_per_label', '1')}/1000"
        return f"CHOOSE({self._at('form')},{price}+0,{item},{thousand},0,0,0)"

    def _list_price(self) -> str:
        at, price = self._at, self._given("price")
        hour = f"{price}*{at('seconds')}/3600"
        month = f"{price}/({self._work['volume']}*{self._work['overlap']})"
        each = at("each")
        return f"CHOOSE({at('form')},{each},{each},{each},{hour},{hour}/{at('seat_hours')},{month})*{at('rate')}"

    def _charge(self) -> str:
        """Return what is charged in each month, before the minimum, in the reader's money."""
        at, price, labels = self._at, self._given("price"), self._labels()
        passes_hours = f"{labels}*{at('seconds')}/3600*{self._work['overlap']}"
        seats = f"ROUNDUP({passes_hours}*(1+{at('again')})/{at('seat_hours')}-0.000000001,0)"
        part = (
            f"(({at('form')}<=3)*{labels}*{self._work['overlap']}*{at('labels_paid')}*{at('each')}"
            f"+({at('form')}=4)*{passes_hours}*{at('hours_paid')}*{price}"
            f"+({at('form')}=5)*{seats}*{price}+({at('form')}=6)*{price})"
        )
        return (
            f"({part}*(1+{at('checks_share')}/100)+{labels}*{at('checks_each')})*{at('rate')}"
            f"*(1+{at('rise')}/100)^INT(({_MONTHS}-1)/12)"
        )


PARTS = ("service", "project_fee", "tool", "oversight", "checking", "setup", "exit")
WORDS: Mapping[str, tuple[str, int | None]] = {
    "form": ("Form of the price, by its place in the list", 0),
    "accepted": ("Only labels that pass are paid for: 1, else 0", 0),
    "acceptance": ("First passes that are accepted, %", None),
    "seconds": ("Seconds for one label", None),
    "rate": ("Your money for one of the quote's", None),
    "again": ("Work that is done again for each accepted label", 4),
    "rework": ("Rework that is billed, %", None),
    "labels_paid": ("Labels paid for each accepted one", 4),
    "hours_paid": ("Hours paid for each hour of first passes", 4),
    "each": ("Price of one label, where labels, items or units are billed", 6),
    "seat_hours": ("Labelling hours of a seat a month", None),
    "checks_share": ("The vendor's checks, % of the price", None),
    "checks_each": ("The vendor's checks for one accepted label", 6),
    "rise": ("Price rise, % a year", None),
    "minimum": ("Minimum bill a month", 2),
    "list_price": ("What a naive reader compares: the price of one label", 6),
    "service": ("Bills over all months", 2),
    "project_fee": ("Project fee", 2),
    "tool": ("Tool", 2),
    "oversight": ("Your managing", 2),
    "checking": ("Your checks", 2),
    "setup": ("Set-up", 2),
    "exit": ("Leaving", 2),
    "total": ("Total", 2),
    "unit_cost": ("Per accepted label", 6),
}
# What only a buyer's own sheet has.
OWN_LINES = ("oversight", "checking")
_RESULTS = frozenset(["list_price", "total", "unit_cost"])


def results(quote: Quote, inputs: QuotesInputs, *, own_side: bool) -> dict[str, Value]:
    """Return the result of each line as the calculator has it, with what the quote leaves open at a middle reading."""
    accepted = quote.payment == "accepted" if quote.payment else usual_payment(quote)
    terms = filled(quote, MIDDLE, accepted=accepted)
    wanted = demand(inputs.volume, inputs.growth, inputs.months)
    paid, found = passes(terms, inputs), bill(terms, inputs, wanted)
    parts = {name: value for name, value in found.components.items() if own_side or name not in OWN_LINES}
    total = found.total if own_side else sum(parts.values())
    return {
        "form": list(PRICING).index(quote.pricing) + 1,
        "accepted": int(terms.accepted),
        "acceptance": acceptance_of(terms, inputs),
        "seconds": seconds_of(terms, inputs),
        "rate": terms.exchange_rate,
        "again": paid.again,
        "rework": terms.rework_billed,
        "labels_paid": paid.labels,
        "hours_paid": paid.hours,
        "each": one_label(terms, inputs) if terms.pricing in UNITS else 0,
        "seat_hours": terms.seat_hours,
        "checks_share": terms.qa_share,
        "checks_each": inputs.overlap * terms.qa_price * (paid.labels if terms.pricing in BY_WORK else 1),
        "rise": terms.price_rise,
        "minimum": terms.minimum_month * terms.exchange_rate,
        "list_price": list_price(terms, inputs),
        **parts,
        "total": total,
        "unit_cost": total / sum(wanted),
    }


def sums(form: Form, work: Work, quotes: Sequence[Quote], inputs: QuotesInputs, *, own_side: bool) -> Sheet:
    """Return the sheet with one column of formulas for each place of the form."""
    columns = [Sums(form, work, inputs, place, own_side=own_side).formulas() for place in range(form.places)]
    values = [results(quote, inputs, own_side=own_side) for quote in quotes]
    rows: list[list[Value | Cell]] = [[Cell("A quote's sums", "heading"), *_names(form, quotes)]]
    for name in columns[0]:
        words, digits = WORDS[name]
        cells = [
            Cell(values[place][name] if place < len(values) else _empty(name), _look(name), column[name], digits)
            for place, column in enumerate(columns)
        ]
        rows.append([Cell(words, _look(name)), *cells])
    return Sheet(title=SUMS, rows=rows, widths=(58, 26), fixed=(1, 1))


def _names(form: Form, quotes: Sequence[Quote]) -> Iterator[Cell]:
    for place in range(form.places):
        cell = form.cell(place, "name")
        name = quotes[place].name if place < len(quotes) else ""
        yield Cell(name, "heading", f'IF({cell}="","",{cell})')


def _empty(name: str) -> Value:
    return 0 if name == "form" else ""


def _look(name: str) -> Look:
    return "result" if name in _RESULTS else ""
