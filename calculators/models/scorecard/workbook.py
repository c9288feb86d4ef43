"""The scorecard as a workbook: raters fill in marks, and scores and gates follow as formulas."""

from collections.abc import Iterator, Sequence

from calculators.core import Cell, Sheet, Workbook
from calculators.core.workbook import Value, column_name, headings
from calculators.models.scorecard.criteria import DESCRIBED, PLAIN_LEVELS
from calculators.models.scorecard.inputs import ScorecardInputs
from calculators.models.scorecard.marks import Marks, marks_by_vendor
from calculators.models.scorecard.result import Scorecard, compute
from calculators.models.scorecard.signs import CAPS, LEVELS, MARKS, NOT_GRADED, UNKNOWN

SHEET, MARKS_SHEET, LISTS = "Scorecard", "Marks", "Lists"
_FIRST_ROW = 3
# Columns of the scorecard before those of the vendors: criterion, weight, share, gate.
_FRONT = 4
_TOTALS = ("Gates", "Score, 0 to 100", "Rank among those that are not out", "Cost per accepted label")
_TWO_RATERS = ("First rater", "Second rater")


class _Card:
    """Where everything stands: criteria are rows, and each vendor has a block of columns on the sheet of marks."""

    def __init__(self, inputs: ScorecardInputs, result: Scorecard) -> None:
        self.inputs, self.result = inputs, result
        self.marks = marks_by_vendor(inputs)
        self.raters = max(len(_TWO_RATERS), *map(len, self.marks))
        self.last_row = _FIRST_ROW + len(inputs.criteria) - 1

    def block(self, vendor: int, kind: int, row: int) -> str:
        """Return the cells of a vendor's raters in a row: their levels (0), grades (1), or levels that count (2)."""
        first = 1 + (vendor * 3 + kind) * self.raters
        return f"{MARKS_SHEET}!{column_name(first)}{row}:{column_name(first + self.raters - 1)}{row}"

    def value_column(self, vendor: int) -> str:
        return column_name(_FRONT + 2 * vendor)

    def gate_column(self, vendor: int) -> str:
        return column_name(_FRONT + 2 * vendor + 1)

    def rows(self, column: str) -> str:
        return f"${column}${_FIRST_ROW}:${column}${self.last_row}"


def workbook(inputs: ScorecardInputs, result: Scorecard) -> Workbook:
    """Return the scorecard, the marks it follows from, and what each level means."""
    card = _Card(inputs, result)
    return [_scorecard(card), _marks(card), _levels(inputs), _lists()]


def blank_scorecard() -> Workbook:
    """Return the handbook's criteria with room for four vendors and two raters, without a mark."""
    inputs = ScorecardInputs(scores=())
    return workbook(inputs, compute(inputs))


def _scorecard(card: _Card) -> Sheet:
    vendors = list(enumerate(card.inputs.vendors))
    names: list[Value | Cell] = [*headings("Criterion", "Weight", "Share of the score", "Gate: least level")]
    for _, vendor in vendors:
        names += headings(vendor.name, f"{vendor.name}: gate")
    unknown: list[Value | Cell] = ["An unknown counts as level", Cell(card.inputs.unknown_level, "entry")]
    rows: list[Sequence[Value | Cell]] = [unknown, names]
    rows += [_criterion(card, place) for place in range(len(card.inputs.criteria))]
    rows += [[], *_totals(card)]
    return Sheet(title=SHEET, rows=rows, widths=(34, 10, 12, 12, 14), fixed=(2, 1))


def _criterion(card: _Card, place: int) -> list[Value | Cell]:
    criterion, row = card.inputs.criteria[place], _FIRST_ROW + place
    weights = card.rows("B")
    share = {
        "points": f"B{row}/SUM({weights})",
        "equal": f'IF(B{row}>0,1/COUNTIF({weights},">0"),0)',
        # Written as they are: the sums behind ranks would hide what they do.
        "ranks": "",
    }[card.inputs.weighting]
    cells: list[Value | Cell] = [
        criterion.name, Cell(criterion.weight, "entry"), Cell(card.result.weights[place], "", share, 4),
        Cell(criterion.gate, "entry"),
    ]  # fmt: skip
    for vendor, given in enumerate(card.marks):
        levels, counted = card.block(vendor, 0, row), card.block(vendor, 2, row)
        asked = f'OR(SUMPRODUCT(--({levels}="{UNKNOWN}"))>0,COUNTA({levels})=0)'
        # A level that does not apply is left out of the sums below, since it is no number.
        value = f'IF(COUNT({counted})>0,AVERAGE({counted}),IF({asked},$B$1,"-"))'
        gate = (
            f'IF($D{row}=0,"",IF(COUNT({levels})=0,IF({asked},"open",""),'
            f'IF(MIN({levels})<$D{row},"fails",IF(MIN({counted})<$D{row},"open","holds"))))'
        )
        cells += [
            Cell(_value(card, vendor, place), "", value, 2),
            Cell(_gate(card, vendor, place, given), "", gate),
        ]
    return cells


def _value(card: _Card, vendor: int, place: int) -> Value:
    return "-" if place in card.result.vendors[vendor].not_applicable else card.result.values[vendor][place]


def _gate(card: _Card, vendor: int, place: int, given: Sequence[Marks]) -> str:
    standing = card.result.vendors[vendor]
    if not card.inputs.criteria[place].gate:
        return ""
    if place in standing.gates_failed:
        return "fails"
    if place in standing.gates_open:
        return "open"
    return "holds" if any(one.signs[place] in LEVELS for one in given) else ""


def _totals(card: _Card) -> Iterator[list[Value | Cell]]:
    vendors = range(len(card.inputs.vendors))
    lines: list[list[Value | Cell]] = [[Cell(words, "result"), "", "", ""] for words in _TOTALS]
    verdicts, scores, ranks, costs = lines
    at = card.last_row + 2
    row_of_scores, row_of_gates = _across(card, at + 1), _across(card, at)
    for vendor in vendors:
        value, gates = card.rows(card.value_column(vendor)), card.rows(card.gate_column(vendor))
        shares, column = card.rows("C"), card.value_column(vendor)
        standing = card.result.vendors[vendor]
        verdict = f'IF(COUNTIF({gates},"fails")>0,"failed",IF(COUNTIF({gates},"open")>0,"open","passed"))'
        applying = f"SUMPRODUCT({shares}*ISNUMBER({value}))"
        score = f'IF({applying}=0,"",25*SUMPRODUCT({shares},{value})/{applying})'
        rank = (
            f'IF(OR({column}{at}="failed",{column}{at + 1}=""),"",'
            f'1+COUNTIFS({row_of_scores},">"&({column}{at + 1}+0.000000001),{row_of_gates},"<>failed"))'
        )
        verdicts += [Cell(standing.gate, "result", verdict), ""]
        scores += [Cell("" if standing.score is None else standing.score, "result", score, 1), ""]
        ranks += [Cell("" if standing.rank is None else standing.rank, "result", rank), ""]
        costs += [Cell(card.inputs.vendors[vendor].unit_cost, "entry"), ""]
    yield from lines
    yield []
    yield [Cell("Gates are never averaged away. Price stands beside the score and never in it.", "note")]


def _across(card: _Card, row: int) -> str:
    last = card.gate_column(len(card.inputs.vendors) - 1)
    return f"${column_name(_FRONT)}${row}:${last}${row}"


def _marks(card: _Card) -> Sheet:
    names: list[Value | Cell] = headings("")
    raters: list[Value | Cell] = headings("Criterion")
    choices: dict[str, str] = {}
    for vendor, row in enumerate(card.inputs.vendors):
        called = _raters(card, vendor)
        for kind, words in enumerate(("level", "evidence", "counts")):
            names += headings(*[f"{row.name}, {words}"] * card.raters)
            raters += headings(*called)
            if kind < 2:
                first, last = card.block(vendor, kind, _FIRST_ROW).removeprefix(f"{MARKS_SHEET}!").split(":")
                area = f"{first}:{last.rstrip('0123456789')}{card.last_row}"
                choices[area] = f"{LISTS}!${'AB'[kind]}$1:${'AB'[kind]}${(len(MARKS), len(CAPS) - 1)[kind]}"
    rows = [names, raters, *(_marked(card, place) for place in range(len(card.inputs.criteria)))]
    return Sheet(title=MARKS_SHEET, rows=rows, widths=(34, 12), fixed=(2, 1), choices=choices)


def _raters(card: _Card, vendor: int) -> list[str]:
    given = [one.rater for one in card.marks[vendor]]
    return [*given, *[f"Rater {place + 1}" for place in range(len(given), card.raters)]]


def _marked(card: _Card, place: int) -> list[Value | Cell]:
    row = _FIRST_ROW + place
    cells: list[Value | Cell] = [Cell(card.inputs.criteria[place].name, "", f"{SHEET}!A{row}")]
    caps = ",".join(str(CAPS[grade]) for grade in "ABCD")
    capped = card.inputs.evidence_use == "cap"
    for vendor, given in enumerate(card.marks):
        levels: list[Value] = [_level(one.signs[place]) for one in given]
        grades: list[Value] = [None if one.grades[place] == NOT_GRADED else one.grades[place] for one in given]
        counts: list[Value] = [_counted(one.levels[place]) for one in given]
        empty: list[Value] = [None] * (card.raters - len(given))
        cells += [Cell(one, "entry") for one in (*levels, *empty)]
        cells += [Cell(one, "entry") for one in (*grades, *empty)]
        for rater, count in enumerate([*counts, *[""] * len(empty)]):
            at = 1 + vendor * 3 * card.raters + rater
            level, grade = (f"{column_name(at + kind * card.raters)}{row}" for kind in (0, 1))
            most = f'IFERROR(CHOOSE(MATCH({grade},{{"A","B","C","D"}},0),{caps}),{LEVELS[-1]})'
            counted = f"MIN({level},{most})" if capped else level
            cells.append(Cell(count, "", f'IF(ISNUMBER({level}),{counted},"")'))
    return cells


def _counted(level: int | None) -> Value:
    return "" if level is None else level


def _level(sign: str) -> Value:
    return int(sign) if sign in LEVELS else sign


def _levels(inputs: ScorecardInputs) -> Sheet:
    described = {one.name: one for one in DESCRIBED}
    rows: list[Sequence[Value | Cell]] = [headings("Criterion", "What it asks", *LEVELS)]
    for criterion in inputs.criteria:
        one = described.get(criterion.name)
        rows.append([criterion.name, one.asks if one else "", *(one.levels if one else PLAIN_LEVELS)])
    rows += [[], *([Cell(line, "note")] for line in (
        f"{UNKNOWN} is not known, and a question to the vendor; - does not apply.",
        "Evidence: A tested by you, or independent, in scope and in date; B independent, but partial; "
        "C the vendor's own dated document; D a claim.",
    ))]  # fmt: skip
    return Sheet(title="What the levels mean", rows=rows, widths=(34, 44, 32), fixed=(1, 1))


def _lists() -> Sheet:
    grades = [grade for grade in CAPS if grade != NOT_GRADED]
    rows: list[list[Value | Cell]] = [
        [_level(mark), grades[place] if place < len(grades) else None] for place, mark in enumerate(MARKS)
    ]
    return Sheet(title=LISTS, rows=rows, hidden=True)
