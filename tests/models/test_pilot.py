"""The pilot's sizes and verdicts agree with published answers and with independent computations."""

import math
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from calculators.catalog import find
from calculators.core import InputErrors
from calculators.methods.comparison import holm, paired_difference, separate_difference
from calculators.models.pilot.samples import SAMPLES

PILOT = find("pilot")
(TABLE,) = SAMPLES.values()
VENDORS = [{"vendor": "A", "right": 95, "checked": 100}, {"vendor": "B", "right": 90, "checked": 100}]


def finished(**given: object) -> Any:
    """Return the finished result for inputs given as a reader gives them."""
    return PILOT.finished(PILOT.inputs.parse(given))


def own_size(result: Any, items: int) -> Any:
    """Return the entry of one size."""
    return next(size for size in result.sizes if size.items == items)


# --- Sizes ----------------------------------------------------------------------------------------


def test_the_published_sizes() -> None:
    """Where no size can do it the plan is none; at a faultless vendor no error is allowed."""
    assert finished(other_accuracy=97).needed is None
    assert finished(question="floor", expected_accuracy=95).plans.floor is None
    perfect = finished(question="floor", expected_accuracy=100)
    assert (perfect.plans.floor.items, perfect.plans.floor.errors_allowed) == (59, 0)
    uses_up = finished(question="not_worse", expected_accuracy=93)
    assert uses_up.plans.not_worse_paired is uses_up.plans.not_worse_separate is uses_up.cost is uses_up.days is None


@settings(max_examples=25, deadline=None)
@given(st.integers(80, 99), st.integers(50, 95), st.sampled_from([60, 80, 95]), st.sampled_from([80, 90, 95]))
def test_no_smaller_pilot_keeps_both_chances(good: int, floor: int, power: int, confidence: int) -> None:
    """At the size found both chances hold; below it no number of errors keeps both."""
    assume(good >= floor + 4)
    alpha, target = 1 - confidence / 100, power / 100
    plan = finished(
        question="floor", expected_accuracy=good, floor_accuracy=floor, power=power, confidence_level=confidence
    ).plans.floor

    def works(items: int, errors: int) -> bool:
        passes_good, passes_floor = (stats.binom.cdf(errors, items, 1 - share / 100) for share in (good, floor))
        return bool(passes_good >= target - 1e-12 and passes_floor <= alpha + 1e-12)

    assert works(plan.items, plan.errors_allowed)
    assert not works(plan.items, plan.errors_allowed - 1)
    for items in range(1, plan.items):
        enough = int(stats.binom.ppf(target - 1e-12, items, 1 - good / 100))
        assert not works(items, enough), f"{items} items with {enough} errors"


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(["better", "not_worse"]), st.sampled_from(["same_items", "separate_items"]),
    st.integers(90, 99), st.integers(80, 95), st.integers(1, 5), st.integers(50, 94), st.integers(50, 98),
)  # fmt: skip
def test_stricter_wishes_never_take_fewer_items(
    question: str, pairing: str, good: int, other: int, vendors: int, power: int, confidence: int
) -> None:
    """More power, more confidence or more vendors never make a formula's size smaller."""
    assume(good > other + 2)
    given = {
        "question": question, "pairing": pairing, "expected_accuracy": good, "other_accuracy": other,
        "vendor_count": vendors, "power": power, "confidence_level": confidence,
    }  # fmt: skip

    def formula(**changes: object) -> int:
        plans = finished(**{**given, **changes}).plans
        if question == "not_worse":
            return (plans.not_worse_paired if pairing == "same_items" else plans.not_worse_separate).items
        return (plans.paired if pairing == "same_items" else plans.separate).formula_items

    size = formula()
    for changes in ({"power": power + 5}, {"confidence_level": confidence + 1.5}, {"vendor_count": vendors + 1}):
        assert formula(**changes) >= size, changes


def test_a_size_beyond_what_is_searched_is_the_formulas() -> None:
    """Over 20,000 items by formula, or over 5,000 of each vendor's own, there is no exact power."""
    plans = finished(expected_accuracy=95.3).plans
    assert plans.paired.formula_items > 20_000
    assert (plans.paired.items, plans.paired.power) == (plans.paired.formula_items, None)
    assert plans.separate.items > 5_000
    assert plans.separate.power is None
    assert plans.floor is None


def test_each_alternative_is_the_plan_with_that_one_change() -> None:
    """The four alternatives are what the calculator says when the input is changed."""
    for question in ("floor", "better", "not_worse"):
        given: dict[str, object] = {"question": question, "expected_accuracy": 98, "other_accuracy": 96}
        result = finished(**given)
        assert [one.name for one in result.alternatives] == [
            "expected_accuracy",
            "power",
            "confidence_level",
            "pairing",
        ]
        for one in result.alternatives:
            assert finished(**{**given, one.name: one.value}).needed == one.items
    assert finished(expected_accuracy=99.5).alternatives[0].value == 100


def test_clusters_money_and_days_follow_from_the_items() -> None:
    """Needed is the plan times the design effect; cost and days are for all of it and for the reader's own number."""
    result = finished(cluster_size=5, intraclass_correlation=0.2, vendor_count=3, items_per_day=100, pilot_items=250)
    unit = 3 * (0.06 + 9 / 3600 * 25 * 1.346 / 0.7)
    assert result.design_effect == pytest.approx(1.8)
    assert result.needed == math.ceil(result.plans.paired.items * 1.8 - 1e-9)
    assert result.cost == pytest.approx(result.needed * unit)
    assert result.days == math.ceil(result.needed / 100)
    assert (result.budget_cost, result.budget_days) == (pytest.approx(250 * unit), 3)


@pytest.mark.parametrize("question", ["floor", "better", "not_worse"])
@pytest.mark.parametrize("pairing", ["same_items", "separate_items"])
def test_each_size_is_what_scipy_says(question: str, pairing: str) -> None:
    """Interval, gate and both chances of passing, for every size, clusters counted."""
    result = finished(
        question=question, pairing=pairing, expected_accuracy=96.5, floor_accuracy=94, confidence_level=90,
        cluster_size=3, intraclass_correlation=0.25, pilot_items=140,
    )  # fmt: skip
    assert [size.items for size in result.sizes] == [50, 100, 140, 200, 500, 1000, 2000, 5000]
    for size in result.sizes:
        effective = math.floor(size.items / 1.5 + 1e-9)
        wrong = math.floor(effective * 0.035 + 0.5 + 1e-9)
        right = effective - wrong
        assert size.effective == effective
        assert size.accuracy_low == pytest.approx(stats.beta.ppf(0.05, right, wrong + 1), abs=1e-10)
        assert size.accuracy_high == pytest.approx(stats.beta.ppf(0.95, right + 1, wrong), abs=1e-10)
        gate = max((c for c in range(effective) if stats.binom.cdf(c, effective, 0.06) <= 0.1 + 1e-12), default=-1)
        assert size.gate_errors == gate
        assert size.gate_pass_good == pytest.approx(stats.binom.cdf(gate, effective, 0.035), abs=1e-10)
        assert size.gate_pass_floor == pytest.approx(stats.binom.cdf(gate, effective, 0.06), abs=1e-10)


def test_items_that_count_for_nothing_show_nothing() -> None:
    """One item of a large cluster is worth less than one: no interval, no gate, no power."""
    size = own_size(finished(pilot_items=1, cluster_size=100, intraclass_correlation=1), 1)
    assert (size.effective, size.accuracy_low, size.accuracy_high, size.gate_errors) == (0, 0, 1, -1)
    assert (size.gate_pass_good, size.gate_pass_floor, size.power) == (0, 0, 0)


def test_the_power_of_a_size() -> None:
    """By question: the gate's chance, the exact or the approximate power, none between equals or beyond 20,000."""
    floor = own_size(finished(question="floor"), 500)
    assert floor.power == floor.gate_pass_good
    assert {size.power for size in finished(other_accuracy=97).sizes} == {None}
    assert own_size(finished(pilot_items=20_001), 20_001).power is None
    assert own_size(finished(pilot_items=20_000), 20_000).power == pytest.approx(1)
    sure = finished(question="not_worse", expected_accuracy=100, other_accuracy=100)
    assert {size.power for size in sure.sizes} == {1.0}
    assert sure.plans.not_worse_paired.items == 1


@pytest.mark.parametrize("pairing", ["same_items", "separate_items"])
def test_the_smallest_difference_is_where_the_formula_meets_the_budget(pairing: str) -> None:
    """A vendor ahead by it needs the budget's items; the question must be better, and a lead must be possible."""
    result = finished(pairing=pairing, pilot_items=700, other_accuracy=90)
    ahead = finished(pairing=pairing, expected_accuracy=100 * (0.9 + result.smallest_difference), other_accuracy=90)
    plan = ahead.plans.paired if pairing == "same_items" else ahead.plans.separate
    assert plan.formula_items == 700
    assert finished(pairing=pairing, question="floor").smallest_difference is None
    assert finished(pairing=pairing, other_accuracy=100).smallest_difference is None
    assert finished(pairing=pairing, pilot_items=3).smallest_difference is None


# --- Verdicts -------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 400), st.integers(0, 100), st.sampled_from([50, 80, 90, 95, 99]))
def test_the_gate_keeps_both_of_its_promises(items: int, floor: int, confidence: int) -> None:
    """At the floor PASS and FAIL have chance alpha at most; a PASS has its one-sided limit at or above the floor."""
    alpha, rate = 1 - confidence / 100, 1 - floor / 100
    found = [
        finished(
            counts=[{"vendor": "A", "right": items - wrong, "checked": items}], floor_accuracy=floor,
            confidence_level=confidence,
        ).judged.vendors[0]
        for wrong in {0, items, items // 2, round(items * rate), max(0, round(items * rate) - 3)}
    ]  # fmt: skip
    for one in found:
        wrong = one.items - one.right
        assert stats.binom.cdf(one.gate_errors, items, rate) <= alpha + 1e-12
        assert one.gate_errors == items - 1 or stats.binom.cdf(one.gate_errors + 1, items, rate) > alpha + 1e-12
        assert (one.gate == "PASS") == (wrong <= one.gate_errors)
        if one.gate == "PASS" and floor:
            assert stats.beta.ppf(alpha, one.right, wrong + 1) >= floor / 100 - 1e-9
        if one.gate != "PASS":
            assert (one.gate == "FAIL") == (stats.binom.sf(wrong - 1, items, rate) <= alpha + 1e-12)


def test_the_factor_that_decides_is_the_first() -> None:
    """The same accuracy on so many times the items is decided; on one time less it is not; beyond 20 there is none."""
    judged = finished(counts=[{"vendor": "B", "right": 218, "checked": 240}], floor_accuracy=90).judged
    factor = judged.vendors[0].factor_to_decide
    for times, decided in ((factor - 1, False), (factor, True)):
        row = {"vendor": "B", "right": 218 * times, "checked": 240 * times}
        assert (finished(counts=[row], floor_accuracy=90).judged.vendors[0].gate != "REPEAT") is decided
    row = {"vendor": "B", "right": 950, "checked": 1_000}
    assert finished(counts=[row]).judged.vendors[0].factor_to_decide is None
    assert finished(counts=[{**row, "right": 1_000}]).judged.vendors[0].factor_to_decide is None


def test_days_and_classes_take_a_pass_away() -> None:
    """A vendor whose errors pass must be repeated where its last day is worse or a class is below the floor."""
    rows = ["item,vendor,correct,day,class"]
    rows += [f"{item},A,{int(item not in range(381, 396))},{item // 200},x" for item in range(400)]
    (vendor,) = finished(table="\n".join(rows)).judged.vendors
    assert (vendor.gate, vendor.final, vendor.reasons) == ("REPEAT", "REPEAT", ("undecided", "drift"))
    (vendor,) = finished(table="\n".join(rows), floor_accuracy=90).judged.vendors
    assert (vendor.gate, vendor.final, vendor.reasons) == ("PASS", "REPEAT", ("drift",))
    rows = [
        row.rpartition(",")[0].rpartition(",")[0] + (",rare" if 370 < n < 401 else ",x") for n, row in enumerate(rows)
    ]
    rows[0] = "item,vendor,correct,class"
    (vendor,) = finished(table="\n".join(rows), floor_accuracy=90).judged.vendors
    assert (vendor.gate, vendor.final, vendor.reasons) == ("PASS", "REPEAT", ("class",))
    (vendor,) = finished(table="\n".join(rows), floor_accuracy=90, rare_items=31).judged.vendors
    assert vendor.final == "PASS"


def test_the_made_up_result_is_judged_as_worked_by_hand() -> None:
    """Days, drift, classes and pairs of the sample have the counts its rule gives; against the standard B fails."""
    judged = finished(table=TABLE, floor_accuracy=90, rare_items=20).judged
    assert [(one.vendor, one.day, one.items, one.right) for one in judged.days] == [
        ("A", "1", 120, 116), ("A", "2", 120, 116), ("B", "1", 120, 116), ("B", "2", 120, 102),
    ]  # fmt: skip
    assert [(one.vendor, one.class_name, one.items) for one in judged.classes] == [
        ("A", "car", 220), ("A", "sign", 20), ("B", "car", 220), ("B", "sign", 20),
    ]  # fmt: skip
    assert [one.below_floor for one in judged.classes] == [False, False, False, True]
    assert [one.drifted for one in judged.drift] == [False, True]
    (pair,) = judged.pairs
    assert (pair.both, pair.only_first, pair.only_second, pair.neither) == (218, 14, 0, 8)
    assert pair.expected_neither == pytest.approx(8 * 22 / 240)
    assert pair.p_shared == pytest.approx(stats.hypergeom.sf(7, 240, 8, 22), rel=1e-9)
    assert pair.shared_error_share == 1
    assert (judged.winner, judged.passed, judged.rows, judged.skipped) == ("A", ("A",), 480, 0)
    (against,) = finished(table=TABLE, floor_accuracy=90, question="not_worse").judged.not_worse
    assert (against.vendor, against.standard, against.not_worse) == ("B", "A", False)
    assert against.lower == pytest.approx(-0.09529092556, abs=1e-10)


def test_with_two_tests_the_standard_is_measured_at_a_stricter_level() -> None:
    """Three vendors: each limit stands at the level for two claims, and the pair's own interval at the reader's."""
    rows = [*VENDORS, {"vendor": "C", "right": 93, "checked": 100}]
    judged = finished(counts=rows, question="not_worse", standard_vendor="B", noninferiority_margin=5).judged
    assert [(one.vendor, one.standard) for one in judged.not_worse] == [("A", "B"), ("C", "B")]
    for one, right in zip(judged.not_worse, (95, 93), strict=True):
        expected = separate_difference(right, 100, 90, 100, 0.975)
        assert (one.difference, one.lower) == pytest.approx((expected.value, expected.low))
        assert one.not_worse == (expected.low > -0.05)
    assert judged.winner is None


def test_no_worse_is_strict_at_its_margin() -> None:
    """A limit just above the margin shows it; one at the margin or below does not."""
    rows = [{"vendor": "B", "right": 95, "checked": 100}, {"vendor": "A", "right": 90, "checked": 100}]
    limit = -100 * finished(counts=rows, question="not_worse").judged.not_worse[0].lower
    for margin, shown in ((limit + 1e-6, True), (limit - 1e-6, False)):
        (found,) = finished(counts=rows, question="not_worse", noninferiority_margin=margin).judged.not_worse
        assert found.not_worse is shown


def test_the_winner_must_pass_and_beat_all_that_did_not_fail() -> None:
    """A failed vendor need not be beaten; an undecided best one does not win; the earlier of equals is the best."""

    def winner(*rows: tuple[str, int, int], **more: object) -> str | None:
        counts = [{"vendor": name, "right": right, "checked": checked} for name, right, checked in rows]
        return finished(counts=counts, floor_accuracy=90, **more).judged.winner

    assert winner(("A", 980, 1000), ("B", 930, 1000)) == "A"
    assert winner(("A", 980, 1000), ("B", 600, 1000), ("C", 975, 1000)) is None
    assert winner(("A", 30, 100), ("B", 297, 300)) == "B"
    assert winner(("A", 48, 50), ("B", 440, 500)) is None
    assert winner(("A", 500, 500), ("B", 500, 500)) is None
    assert winner(("A", 10, 100), ("B", 20, 100)) is None
    assert winner(("A", 980, 1000), ("B", 930, 1000), question="floor") is None
    assert winner(("A", 980, 1000)) is None


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_table_and_its_counts_say_the_same(data: st.DataObject) -> None:
    """Without days and classes the rows and their counts give the same vendors and pairs; exchanged, signs turn."""
    items = data.draw(st.integers(2, 60))
    verdicts = [data.draw(st.tuples(st.booleans(), st.booleans())) for _ in range(items)]
    assume(any(first != second for first, second in verdicts))
    table = "item,vendor,correct\n" + "".join(
        f"{number},A,{int(first)}\n{number},B,{int(second)}\n" for number, (first, second) in enumerate(verdicts)
    )
    counts = [
        {"vendor": name, "right": sum(pair[place] for pair in verdicts), "checked": items}
        for place, name in enumerate("AB")
    ]
    only = [sum(pair[place] and not pair[1 - place] for pair in verdicts) for place in (0, 1)]
    by_rows = finished(table=table, floor_accuracy=70).judged
    by_counts = finished(counts=counts, only_first=only[0], only_second=only[1], floor_accuracy=70).judged
    turned = finished(counts=counts[::-1], only_first=only[1], only_second=only[0], floor_accuracy=70).judged
    assert (by_rows.source, by_counts.source) == ("rows", "counts")
    assert by_rows.rows == by_counts.rows == 2 * items
    assert (by_rows.vendors, by_rows.pairs, by_rows.winner) == (by_counts.vendors, by_counts.pairs, by_counts.winner)
    (pair,), (back,) = by_counts.pairs, turned.pairs
    assert pair.low <= pair.difference <= pair.high
    assert (back.difference, back.low, back.high) == (-pair.difference, -pair.high, -pair.low)
    assert (back.p_value, back.p_mid, back.p_shared) == (pair.p_value, pair.p_mid, pytest.approx(pair.p_shared))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_every_number_of_a_verdict_is_computed_anew(data: st.DataObject) -> None:
    """Random results with days, classes, annotators and missing items, judged again from the rows with scipy."""
    rows = []
    for vendor in "XYZ"[: data.draw(st.integers(1, 3))]:
        for item in range(data.draw(st.integers(1, 50))):
            if data.draw(st.integers(0, 9)):
                right, day = data.draw(st.integers(0, 4)) > 0, data.draw(st.sampled_from(["", "2", "10", "9.5"]))
                rows.append((str(item), vendor, right, day, data.draw(st.sampled_from(["", "b", "a"]))))
    assume(rows)
    table = "item,vendor,correct,day,class\n" + "".join(f"{i},{v},{int(r)},{d},{c}\n" for i, v, r, d, c in rows)
    judged = finished(table=table, floor_accuracy=80, rare_items=8, confidence_level=90).judged
    by_vendor = {one.vendor: [row for row in rows if row[1] == one.vendor] for one in judged.vendors}
    assert list(by_vendor) == list(dict.fromkeys(row[1] for row in rows))
    drifts = []
    for vendor, own in by_vendor.items():
        classes = [one for one in judged.classes if one.vendor == vendor]
        assert [one.class_name for one in classes] == sorted({row[4] for row in own} - {""})
        chances = []
        for one in classes:
            right = [row[2] for row in own if row[4] == one.class_name]
            assert (one.items, one.right, one.rare) == (len(right), sum(right), len(right) < 8)
            if one.rare:
                assert (one.p_value, one.p_adjusted, one.below_floor) == (None, None, False)
            else:
                chances.append(one.p_value)
                tail = stats.binom.sf(one.items - one.right - 1, one.items, 0.2)
                assert one.p_value == pytest.approx(tail, abs=1e-10)
        assert [one.p_adjusted for one in classes if not one.rare] == pytest.approx(holm(chances))
        days = sorted({row[3] for row in own} - {""}, key=float)
        assert [one.day for one in judged.days if one.vendor == vendor] == days
        if len(days) > 1:
            (drift,) = [one for one in judged.drift if one.vendor == vendor]
            first, last = ([row[2] for row in own if row[3] == day] for day in (days[0], days[-1]))
            wrong = last.count(False)
            tail = stats.hypergeom.sf(wrong - 1, len(first + last), (first + last).count(False), len(last))
            assert drift.p_value == pytest.approx(tail, abs=1e-10)
            expected = separate_difference(sum(last), len(last), sum(first), len(first), 0.9)
            assert (drift.difference, drift.low, drift.high) == pytest.approx(expected)
            drifts.append(drift)
    assert [one.p_adjusted for one in judged.drift] == pytest.approx(holm([one.p_value for one in drifts]))
    for pair in judged.pairs:
        one, other = ({row[0]: row[2] for row in by_vendor[name]} for name in (pair.first, pair.second))
        both = [(one[item], other[item]) for item in one if item in other]
        assert pair.shared == len(both)
        if both and 2 * len(both) >= min(len(one), len(other)):
            counts = [both.count(kind) for kind in ((True, True), (True, False), (False, True), (False, False))]
            assert [pair.both, pair.only_first, pair.only_second, pair.neither] == counts
            assert (pair.difference, pair.low, pair.high) == pytest.approx(paired_difference(*counts, 0.9))
        else:
            assert (pair.method, pair.both, pair.neither, pair.p_mid, pair.p_shared) == ("separate", *[None] * 4)
            counts = [[sum(side.values()), len(side) - sum(side.values())] for side in (one, other)]
            assert pair.p_value == pytest.approx(stats.fisher_exact(counts)[1], rel=1e-9)
    assert [pair.p_adjusted for pair in judged.pairs] == pytest.approx(holm([pair.p_value for pair in judged.pairs]))


# --- Refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"counts": VENDORS, "table": TABLE}, "counts"),
        ({"counts": [VENDORS[0], VENDORS[0]]}, "counts[2].vendor"),
        ({"counts": [{"vendor": "A", "right": 5, "checked": 4}]}, "counts[1].right"),
        ({"counts": [{"vendor": "A", "right": 5}]}, "counts[1].checked"),
        ({"counts": [{"vendor": "x" * 41, "right": 5, "checked": 9}]}, "counts[1].vendor"),
        ({"counts": [{"vendor": f"v{n}", "right": 5, "checked": 9} for n in range(13)]}, "counts"),
        ({"only_first": 1}, "only_first"),
        ({"only_second": 1, "table": TABLE}, "only_first"),
        ({"counts": [*VENDORS, {"vendor": "C", "right": 1, "checked": 100}], "only_first": 5}, "only_first"),
        ({"counts": [VENDORS[0], {"vendor": "B", "right": 90, "checked": 99}], "only_first": 5}, "only_first"),
        ({"counts": VENDORS, "only_first": 5, "only_second": 1}, "only_first"),
        ({"counts": VENDORS, "only_first": 96, "only_second": 91}, "only_first"),
        ({"counts": VENDORS, "only_first": 11, "only_second": 6}, "only_first"),
        ({"counts": VENDORS, "question": "not_worse", "standard_vendor": "a"}, "standard_vendor"),
        ({"table": TABLE, "question": "not_worse", "standard_vendor": "C"}, "standard_vendor"),
    ],
)
def test_what_does_not_go_together_is_refused(given: dict[str, object], field: str) -> None:
    """The refusal names the field and says what is accepted."""
    with pytest.raises(InputErrors) as refusal:
        finished(**given)
    (error,) = refusal.value.errors
    assert error.field == field
    assert error.expected


def test_numbers_just_inside_are_accepted() -> None:
    """On the other side of each limit the same inputs give a verdict."""
    assert finished(counts=VENDORS, only_first=10, only_second=5).judged.pairs[0].neither == 0
    assert finished(counts=VENDORS, only_first=5).judged.pairs[0].both == 90
    assert finished(counts=VENDORS, only_first=0, only_second=0).judged.pairs[0].method == "separate"
    assert finished(counts=[VENDORS[0]], question="not_worse", standard_vendor="C").judged.not_worse == ()
    assert finished(counts=VENDORS, table=" \n ").judged.source == "counts"
    assert finished(counts=VENDORS, standard_vendor="C").judged.not_worse == ()
