"""The sampling model agrees with an independent computation, keeps its promises, and refuses what cannot be."""

import json
import math
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators.catalog import find, presented
from calculators.core import Choice, InputErrors, Number
from calculators.models.sampling.examples import LITTERS, TWO_BAD_IMAGES
from calculators.show.tables import plain
from tests.models import sampling_oracle as oracle

SAMPLING = find("sampling")
DEFAULTS = {
    "lot_size": 10_000, "acceptance_quality_limit": 2, "limiting_quality": 5, "checked": 0, "errors_found": 0,
    "error_cost": 1, "cluster_size": 1, "producer_risk": 5, "consumer_risk": 10, "population": "delivery",
    "confidence_level": 95, "margin_of_error": 1, "check_share": 5, "intraclass_correlation": 0.1,
    "image_errors": "", "review_seconds": 9, "reviewer_wage": 25, "benefit_load": 34.6, "utilisation": 70,
    "delivered_error_rate": 3, "delivered_error_spread": 2, "rework_billed": 0, "refusal_cost": 240,
    "currency": "USD",
}  # fmt: skip
VERDICTS = ("pass", "go_on", "fail")
TRAFFIC = {"cluster_size": 5, "intraclass_correlation": 0.3, "limiting_quality": 14}
CASES: list[dict[str, Any]] = [
    {"lot_size": 1_500, "limiting_quality": 12, "checked": 40, "errors_found": 3},
    {**TRAFFIC, "lot_size": 400, "checked": 100, "errors_found": 5, "delivered_error_spread": 0},
    {**TRAFFIC, "population": "process", "image_errors": TWO_BAD_IMAGES, "rework_billed": 100, "check_share": 20},
    {"lot_size": 60, "acceptance_quality_limit": 0, "limiting_quality": 10, "checked": 60, "errors_found": 2},
    {"acceptance_quality_limit": 40, "limiting_quality": 60, "cluster_size": 8, "population": "process",
     "delivered_error_rate": 45, "delivered_error_spread": 10, "image_errors": LITTERS},
    {"lot_size": 1, "limiting_quality": 100, "error_cost": 0, "delivered_error_rate": 0, "delivered_error_spread": 0},
]  # fmt: skip


def run(given: dict[str, Any]) -> Any:
    """Return the finished result."""
    return SAMPLING.finished(SAMPLING.inputs.parse(given))


def answer(given: dict[str, Any]) -> Any:
    """Return the whole answer."""
    inputs = SAMPLING.inputs.parse(given)
    return presented(SAMPLING, inputs, SAMPLING.finished(inputs))


def differences(ours: Any, theirs: Any, path: str = "") -> Iterator[str]:
    """Yield where two results differ: counts and words at all, numbers by more than a hundred-millionth."""
    if isinstance(theirs, dict):
        assert list(ours) == list(theirs), path
        for name, value in theirs.items():
            yield from differences(ours[name], value, f"{path}.{name}")
    elif isinstance(theirs, list):
        assert len(ours) == len(theirs), path
        for index, value in enumerate(theirs):
            yield from differences(ours[index], value, f"{path}.{index}")
    elif isinstance(theirs, float) and ours is not None:
        near = 1e-6 if path.endswith("aoql_rate") else 1e-8 * max(1, abs(theirs))
        if not abs(ours - theirs) <= near:
            yield f"{path}: {ours} and {theirs}"
    elif ours != theirs:
        yield f"{path}: {ours} and {theirs}"


def test_the_defaults_are_those_of_the_model() -> None:
    """Every input exists with the published name and default, in this order, and no other."""
    assert SAMPLING.inputs().values() == DEFAULTS
    first = [name for name, field in SAMPLING.inputs.fields().items() if field.first]
    assert first == list(DEFAULTS)[:7]


@pytest.mark.parametrize("given", CASES, ids=range(len(CASES)))
def test_whole_results_agree_with_an_independent_computation(given: dict[str, Any]) -> None:
    """Every field of the result, in its place, is what a slow second computation says."""
    limit = 250
    ours = plain(run(given))
    inputs = SAMPLING.inputs.parse(given).values()
    assert list(differences(ours, oracle.expected(inputs, limit))) == []


@st.composite
def deliveries(draw: st.DrawFn) -> dict[str, Any]:
    """Return inputs of a small delivery or a process, with a sample counted one way or the other."""
    lot = draw(st.integers(1, 300))
    good = draw(st.sampled_from([0, 1, 2.5, 10, 30]) | st.floats(0.01, 40))
    rate = draw(st.sampled_from([0, 2, 10, 50, 100]) | st.floats(0.01, 99.99))
    most = 100 * math.sqrt(rate / 100 * (1 - rate / 100))
    given = {
        "lot_size": lot,
        "acceptance_quality_limit": good,
        "limiting_quality": min(100, good + draw(st.sampled_from([5, 10, 50]) | st.floats(4, 60))),
        "producer_risk": draw(st.sampled_from([0.1, 5, 50]) | st.floats(1, 50)),
        "consumer_risk": draw(st.sampled_from([0.1, 10, 50]) | st.floats(1, 50)),
        "population": draw(st.sampled_from(["delivery", "process"])),
        "confidence_level": draw(st.sampled_from([50, 95, 99.9])),
        "cluster_size": draw(st.sampled_from([1, 2, 7])),
        "intraclass_correlation": draw(st.sampled_from([0, 0.1, 1]) | st.floats(0.001, 0.999)),
        "check_share": draw(st.floats(0, 100)),
        "error_cost": draw(st.sampled_from([0, 0.1, 1, 10])),
        "rework_billed": draw(st.sampled_from([0, 40, 100])),
        "refusal_cost": draw(st.sampled_from([0, 5])),
        "delivered_error_rate": rate,
        "delivered_error_spread": min(50, most * draw(st.sampled_from([0, 0.1, 0.9]))),
    }
    if draw(st.booleans()):
        given["checked"] = draw(st.integers(0, lot))
        given["errors_found"] = draw(st.integers(0, given["checked"]))
    else:
        sizes = draw(st.lists(st.integers(1, 6), min_size=1, max_size=12))
        assume(sum(sizes) <= lot)
        given["image_errors"] = " ".join(f"{draw(st.integers(0, size))}/{size}" for size in sizes)
    return given


@settings(deadline=None, max_examples=60)
@given(deliveries())
def test_small_deliveries_agree_with_an_independent_computation(given: dict[str, Any]) -> None:
    """Random small cases agree in all but the other sizes, which the whole results above hold."""
    ours = plain(run(given))
    inputs = SAMPLING.inputs.parse(given).values()
    both = oracle.Both(inputs)
    found = both.plan(300)
    assume(found is not None or ours["plan"] is None)
    chosen = oracle.plan(inputs, both, found) if found else None
    for name, value in {
        "plan": chosen,
        "costs": oracle.costs(inputs, both, chosen),
        "judged": oracle.judged(inputs, both, chosen),
        "measure": oracle.measure(inputs, both),
        **(oracle.curves(both, *found) if found else {}),
    }.items():
        assert list(differences(ours[name], value, name)) == []


def whole_range() -> st.SearchStrategy[dict[str, Any]]:
    """Return any inputs within bounds that may be refused only for going together badly."""
    parts: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in SAMPLING.inputs.fields().items():
        if isinstance(field, Choice):
            parts[name] = st.sampled_from(list(field.options))
        elif isinstance(field, Number):
            ends = st.sampled_from([field.minimum, field.maximum, field.basis.value])
            inner = st.floats(field.minimum, field.maximum)
            parts[name] = (ends | inner).map(int if field.whole else float)
    return st.fixed_dictionaries(parts)


@settings(deadline=None, max_examples=60)
@given(whole_range())
def test_nothing_within_bounds_raises(given: dict[str, Any]) -> None:
    """Whatever is accepted is computed, printed as JSON and put into words, first and finished."""
    try:
        inputs = SAMPLING.inputs.parse(given)
    except InputErrors:
        return
    assume(inputs.cluster_size <= 50 or inputs.intraclass_correlation <= 0.2)
    first, finished = SAMPLING.compute(inputs), SAMPLING.finished(inputs)
    assert json.dumps(plain(finished), allow_nan=False)
    for result in (first, finished):
        assert SAMPLING.present(inputs, result).headline
    ids = [section.id for section in SAMPLING.present(inputs, finished).sections]
    assert ids == [section.id for section in answer({}).sections]


@given(deliveries())
def test_both_risks_are_kept(given: dict[str, Any]) -> None:
    """Where there is a plan, its two chances keep the two risks; the curve of passing never rises."""
    result = run(given)
    if result.plan:
        assert result.plan.pass_good >= 1 - given["producer_risk"] / 100 - 1e-11
        assert result.plan.pass_bad <= given["consumer_risk"] / 100 + 1e-11
        chances = [chance for _, chance in result.oc]
        assert chances == sorted(chances, reverse=True)
        assert all(left <= result.aoql + 1e-11 for _, left in result.aoq)
        assert result.plan.average_checked_bad <= result.plan.checks + 1e-9


@given(deliveries())
def test_the_rate_lies_between_its_limits(given: dict[str, Any]) -> None:
    """Both intervals hold the rate found; the one-sided limit is not below it."""
    found = run(given).judged
    if found:
        assert found.low <= found.rate + 1e-11
        assert found.rate <= found.high + 1e-11
        assert found.wilson_low - 1e-11 <= found.rate <= found.wilson_high + 1e-11
        if found.wrong_low is not None:
            assert found.errors <= found.wrong_low <= found.wrong_high
            assert found.wrong_high <= given["lot_size"] - found.checked + found.errors


def test_counts_cover_the_truth_as_often_as_promised() -> None:
    """For every true number of wrong labels in 25, the samples whose counts cover it have at least 95 % chance."""
    lot, checked = 25, 8
    ends = [run({"lot_size": lot, "checked": checked, "errors_found": x}).judged for x in range(checked + 1)]
    for truth in range(lot + 1):
        ways = [
            math.comb(truth, x) * math.comb(lot - truth, checked - x)
            for x, found in enumerate(ends)
            if found.wrong_low <= truth <= found.wrong_high
        ]
        assert sum(ways) / math.comb(lot, checked) >= 0.95


@settings(deadline=None)
@given(deliveries(), st.integers(0, 100), st.data())
def test_one_more_wrong_never_helps(given: dict[str, Any], checked: int, data: st.DataObject) -> None:
    """With one more wrong label in the same sample the verdict is the same or worse."""
    checked = min(checked, given["lot_size"])
    assume(checked)
    errors = data.draw(st.integers(0, checked - 1))
    base = {name: value for name, value in given.items() if name != "image_errors"}
    before, after = (run({**base, "checked": checked, "errors_found": errors + more}).judged.verdict for more in (0, 1))
    assert VERDICTS.index(after) >= VERDICTS.index(before)


@settings(deadline=None)
@given(deliveries())
def test_the_whole_sample_decides_at_its_number(given: dict[str, Any]) -> None:
    """As many checked as the plan has labels: its number of wrong ones passes, one more fails."""
    base = {name: value for name, value in given.items() if name != "image_errors"}
    plan = run({**base, "checked": 0, "errors_found": 0}).plan
    assume(plan is not None)
    most = plan.labels_acceptance_number
    assert run({**base, "checked": plan.labels, "errors_found": most}).judged.verdict == "pass"
    if most < plan.labels:
        assert run({**base, "checked": plan.labels, "errors_found": most + 1}).judged.verdict == "fail"


@pytest.mark.parametrize(("error_cost", "kind"), [(0.9, "none"), (1.1, "all")])
def test_if_all_deliveries_are_alike_it_is_none_or_all(error_cost: float, kind: str) -> None:
    """Without spread, with the rest paid and nothing for a refusal, Deming's rule holds on both sides of k/e."""
    same = {"delivered_error_spread": 0, "rework_billed": 100, "refusal_cost": 0}
    break_even = run(same).check_cost / 0.03
    result = run({**same, "error_cost": error_cost * break_even})
    assert result.costs.cheapest.kind == kind
    assert result.costs.break_even_error_cost == pytest.approx(break_even)
    assert result.costs.break_even_error_rate == pytest.approx(0.03 / error_cost)


def test_at_the_break_even_some_check_pays() -> None:
    """A hair below the break-even cost nothing pays, a hair above it something does."""
    found = run({}).costs.break_even_error_cost
    assert run({"error_cost": found * (1 - 1e-6)}).costs.cheapest.kind == "none"
    assert run({"error_cost": found * (1 + 1e-6)}).costs.cheapest.kind != "none"


def test_the_answer_says_what_a_check_is() -> None:
    """Beside the price of a check stands the look it pays for, and that labelling afresh by two people takes longer."""
    found = next(section for section in answer({"review_seconds": 12}).sections if section.id == "costs")
    assert any(
        isinstance(words, str) and "one look at a finished label, of 12 seconds" in words and "53 against 9" in words
        for words in found.content
    )


def test_too_close_rates_have_no_plan() -> None:
    """2 % and 2.05 % of a process: no plan, no curves; a sample is still judged, on all sides of its limits."""
    close = {"population": "process", "limiting_quality": 2.05, "checked": 200}
    result = run(close)
    assert (result.plan, result.oc, result.aoq, result.aoql, result.aoql_rate) == (None, (), (), None, None)
    assert result.costs.plan is None
    verdicts = {wrong: run({**close, "errors_found": wrong}).judged.verdict for wrong in (1, 2, 7, 8)}
    assert verdicts == {1: "pass", 2: "go_on", 7: "go_on", 8: "fail"}
    assert "No plan of up to 20,000 checks tells 2% from 2.05%" in answer({**close, "checked": 0}).headline


def test_images_replace_the_counts() -> None:
    """With images given, the two counts are not looked at, impossible ones included, and the page says so."""
    impossible = {"checked": 5, "errors_found": 9, "image_errors": " \n "}
    with pytest.raises(InputErrors):
        SAMPLING.inputs.parse(impossible)
    given = {**impossible, "image_errors": "1/4 0/4"}
    assert run(given).judged.checked == 8
    assert any("not looked at" in caution for caution in answer(given).cautions)


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"limiting_quality": 2}, "limiting_quality", "above the 2% you call good"),
        ({"limiting_quality": 1}, "limiting_quality", "above the 2% you call good"),
        ({"delivered_error_spread": 17.06}, "delivered_error_spread", "below 17.06 points at a rate of 3%"),
        ({"delivered_error_rate": 0}, "delivered_error_spread", "0 at 0 or 100"),
        *[({"delivered_error_rate": rate, "delivered_error_spread": met}, "delivered_error_spread", f"below {met}")
          for rate, met in ((10, 30), (98, 14), (2, 14), (20, 40), (80, 40), (90, 30), (50, 50), (7.84, 26.88))],
        ({"errors_found": 1}, "errors_found", "at most 0"),
        ({"checked": 10_001}, "checked", "or judge the process"),
        ({"lot_size": 7, "image_errors": "1/8"}, "image_errors", "at most 7"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(given: dict[str, Any], field: str, words: str) -> None:
    """The field is named and the message says what would do."""
    with pytest.raises(InputErrors) as refused:
        SAMPLING.inputs.parse(given)
    (error,) = refused.value.errors
    assert error.field == field
    assert words in error.expected


@pytest.mark.parametrize(
    "given",
    [
        {"limiting_quality": 2.01}, {"delivered_error_spread": 17.05},
        {"delivered_error_rate": 100, "delivered_error_spread": 0}, {"checked": 10_000, "errors_found": 10_000},
        {"checked": 10_001, "population": "process"}, {"lot_size": 8, "image_errors": "1/8"},
        {"lot_size": 7, "image_errors": "1/8", "population": "process"},
    ],
)  # fmt: skip
def test_the_other_side_of_each_limit_is_accepted(given: dict[str, Any]) -> None:
    """Just inside each rule the inputs are computed."""
    assert run(given).check_cost > 0


def test_everything_wrong_with_the_inputs_is_said_at_once() -> None:
    """Three contradictions give three messages."""
    with pytest.raises(InputErrors) as refused:
        SAMPLING.inputs.parse({"limiting_quality": 1, "delivered_error_spread": 50, "checked": 5, "errors_found": 6})
    assert [error.field for error in refused.value.errors] == [
        "limiting_quality", "delivered_error_spread", "errors_found",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Check 304 labels drawn at random and accept with at most 10 wrong. With 2% wrong it passes 96 times in "
             "100; with 5%, 10 times. Asking for 4% instead of 5% takes 583 checks, allowing 6% takes 194. A delivery "
             "ten times as large takes 306."),
        ({"lot_size": 1_200, "checked": 180, "errors_found": 3},
         "Accept: 3 wrong in 180, and up to 5 would pass. The true rate of the work behind this delivery lies "
         "between 0.3% and 4.8%, and 5 to 54 of its 1,200 labels are wrong, at 95% confidence."),
        ({"checked": 304, "errors_found": 14}, "Refuse: 14 wrong, and the whole sample may have 10."),
        ({"checked": 27}, "Not decided: check 277 more."),
        ({"lot_size": 20_000, "acceptance_quality_limit": 1.5, "limiting_quality": 4, "cluster_size": 12,
          "intraclass_correlation": 0.2},
         "Check all labels in 94 images (1,128), accept with at most 28 wrong."),
        ({"checked": 10_000, "errors_found": 100}, "Everything was checked, so the rate is 1.0%"),
        ({"acceptance_quality_limit": 0}, "accept with none wrong. With 0% wrong it passes always"),
    ],
)  # fmt: skip
def test_the_headline_says_it(given: dict[str, Any], sentence: str) -> None:
    """The answer begins with what to do, or with the verdict."""
    assert sentence in answer(given).headline


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"image_errors": "1/4 0/4"}, "2 images measure badly"),
        ({"cluster_size": 12, "intraclass_correlation": 0.2}, "less often than the 95% you asked for"),
        ({"checked": 27}, "90% confidence, one minus your own risk"),
        ({}, "up to twice as many checks"),
        ({"currency": "EUR"}, "without being converted"),
    ],
)
def test_cautions(given: dict[str, Any], words: str) -> None:
    """What must not be forgotten is said where it applies."""
    assert any(words in caution for caution in answer(given).cautions)


def test_a_bad_delivery_that_passes_too_often_in_images_is_named() -> None:
    """No case within bounds is known, so the plan is made worse by hand."""
    inputs = SAMPLING.inputs(cluster_size=12)
    result = SAMPLING.finished(inputs)
    worse = replace(result, plan=replace(result.plan, clustered_pass_bad=0.11))
    cautions = SAMPLING.present(inputs, worse).cautions
    assert any("passes 11 times in 100, more often than the 10% " in caution for caution in cautions)


def test_what_explains_the_plan_is_pending_at_first_and_said_in_the_end() -> None:
    """The first answer has every section, some of them pending; the finished one says when checking pays."""
    inputs = SAMPLING.inputs()
    first = SAMPLING.present(inputs, SAMPLING.compute(inputs))
    finished = SAMPLING.present(inputs, SAMPLING.finished(inputs))
    assert [section.id for section in first.sections if section.pending] == ["curve", "rules", "costs", "outgoing"]
    assert not any(section.pending for section in finished.sections)
    words = next(section for section in finished.sections if section.id == "costs").content[0]
    assert words == (
        "Checking pays once a wrong label costs more than ¤0.493. At ¤1.00 the cheapest is to check 200 and allow 7."
    )


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"acceptance_quality_limit": 3.9},
        {"acceptance_quality_limit": 4.99},
        {"checked": 200, "errors_found": 4},
        {"lot_size": 40},
        {"cluster_size": 12, "population": "process"},
    ],
)
def test_the_first_answer_is_the_finished_one_without_what_explains_it(changed: dict[str, float | str]) -> None:
    """Headline, figures and cautions do not change once the rest has come, with a plan, without one, and judged."""
    inputs = SAMPLING.inputs(**changed)
    first = SAMPLING.present(inputs, SAMPLING.first(inputs))
    finished = SAMPLING.present(inputs, SAMPLING.finished(inputs))
    assert (first.headline, first.figures) == (finished.headline, finished.figures)
    assert first.cautions == finished.cautions
    assert [one.id for one in first.sections if one.content] == [one.id for one in finished.sections if one.content]


def test_the_next_step_carries_what_was_found() -> None:
    """The cost calculator gets the share of checks and the cost of an error, and accepts them."""
    link = next(link for link in answer({}).next_steps if link.calculator == "cost")
    assert link.inputs == {"error_cost": "1", "check_share": "3.04"}
    find("cost").inputs.parse(link.inputs)


@pytest.mark.parametrize("name", SAMPLING.presets)
def test_presets_are_accepted_and_have_a_plan(name: str) -> None:
    """Every typical case differs from the defaults and leads to a plan."""
    inputs = SAMPLING.inputs.parse(SAMPLING.presets[name].inputs)
    assert inputs.scenario()
    assert SAMPLING.compute(inputs).plan


def test_equal_inputs_give_equal_results() -> None:
    """Nothing is drawn by chance."""
    assert run({"cluster_size": 4}) == run({"cluster_size": 4})


def test_the_command_line_prints_every_field(tmp_path: Path) -> None:
    """The record on the command line has the finished result, and takes the images as text."""
    file = tmp_path / "inputs.json"
    file.write_text(json.dumps({"lot_size": 400, "image_errors": TWO_BAD_IMAGES}), encoding="utf-8")
    command = [sys.executable, "-m", "calculators", "sampling", "--json"]
    from_file = subprocess.run([*command, "--inputs", file], capture_output=True, text=True, check=True).stdout
    flags = ["--lot-size", "400", "--image-errors", TWO_BAD_IMAGES]
    from_flags = subprocess.run([*command, *flags], capture_output=True, text=True, check=True).stdout
    assert from_file == from_flags
    assert json.loads(from_file)["result"] == plain(run({"lot_size": 400, "image_errors": TWO_BAD_IMAGES}))
