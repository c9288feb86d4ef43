"""The verdict in a sentence or two, and the change that would help most."""

from collections.abc import Mapping

from calculators.core.words import counted, listed
from calculators.models.security.case import Case
from calculators.models.security.controls import control_set
from calculators.models.security.judging import VERDICTS
from calculators.models.security.result import Flip, Security
from calculators.models.security.words import small

FIRST_FEW = 5
# The section in which they stand, which on a phone is far below the headline.
START = "Where to start"
_NUMBERS = ("none", "one", "two", "three", "four", "five")

# What would have to happen for a class to be taken out, as the start of a sentence.
WITHOUT: Mapping[str, str] = {
    "public": "If the public part were left out",
    "confidential": "If nothing confidential were in it",
    "personal": "If masking took the personal data out",
    "special_category": "If masking took the specially protected data out",
    "payment_card": "If the card numbers were cut out",
    "biometric": "If masking took the biometric data out",
    "children": "If the children's data were left out",
    "trade_secret": "If the trade secrets were cut out",
    "export_controlled": "If the export-controlled data were left out",
    "us_bulk": "If the sets about people in the US stayed below the counts",
    "not_sorted": "If somebody sorted the data and found nothing worse",
}
IN_OWN_ROOMS = "If the work stayed in your own rooms, with your own tool"


def headline(case: Case) -> str:
    """Return the verdict, what it rests on, what no word of the reader's can waive, and the nearest better change."""
    parts = (verdict(case.result), assumed_end(case), unwaivable(case), nearest_flip(case.result))
    return " ".join(part for part in parts if part)


def assumed_end(case: Case) -> str:
    """Return a sentence on the months behind a go that nobody changed from our assumptions; empty without any."""
    inputs, fields = case.inputs, case.inputs.fields()
    if case.result.verdict != "go" or not case.result.gates:
        return ""
    names = {"months": f"the {inputs.months} of work", "retention_months": f"the {inputs.retention_months} after it"}
    ours = [words for name, words in names.items() if getattr(inputs, name) == fields[name].basis.value]
    if not ours:
        return ""
    return (
        f"Of these {counted(case.result.horizon, 'month')} {listed(ours)} are our assumption, so put in your own if "
        "the data stays longer."
    )


def unwaivable(case: Case) -> str:
    """Return a sentence on the waived gates that name a law which reaches this case; empty where there are none."""
    found = sum(bool(case.waived_law(control)) for control in case.named(case.result.gates))
    if not found:
        return ""
    return f"A law is named behind {found} of the waived gates, and no word of yours waives a law."


def verdict(result: Security) -> str:
    """Return the verdict as a sentence; where nothing is answered, with where to begin."""
    if result.blocks:
        block = next(block for block in control_set().blocks if block.id == result.blocks[0])
        return f"No go, and no answer can change that: {small(block.says.partition('. ')[0]).rstrip('.')}."
    if len(result.gates_unknown) == len(result.gates):
        return _unanswered(len(result.gates))
    if result.verdict == "no_go":
        return _stopped(len(result.gates_failed), len(result.gates_unknown))
    if result.verdict == "go_with_conditions":
        return _with_conditions(result)
    holds = _all_hold(len(result.gates))
    return f"Go: {holds} until the data is deleted, {counted(result.horizon, 'month')} from now."


def _unanswered(gates: int) -> str:
    if gates == 1:
        return f"Not yet: the one gate that applies is not answered. Start with it, under “{START}”."
    few = _NUMBERS[min(gates, FIRST_FEW)]
    return f"Not yet: none of the {gates} gates that apply is answered. Start with the {few} under “{START}”."


def _stopped(failed: int, unknown: int) -> str:
    not_known = f"{unknown} {'is' if unknown == 1 else 'are'} not known yet"
    if not failed:
        return f"Not yet: no gate fails, but {not_known}."
    fail = f"{counted(failed, 'gate')} {'fails' if failed == 1 else 'fail'}"
    return f"No go: {fail} and {not_known}." if unknown else f"No go: {fail}."


def _all_hold(gates: int) -> str:
    return "the one gate holds" if gates == 1 else f"all {gates} gates hold"


def _with_conditions(result: Security) -> str:
    waived = sum(condition.reason == "waived" for condition in result.conditions)
    gaps = sum(condition.reason == "gap" for condition in result.conditions)
    conditional = len(result.conditions) - waived - gaps
    hold = len(result.gates) - waived
    parts = [f"{counted(hold, 'gate')} {'holds' if hold == 1 else 'hold'}" if waived else _all_hold(hold)]
    if conditional:
        parts.append(f"{conditional} on conditions")
    if waived:
        parts.append(f"{waived} {'is' if waived == 1 else 'are'} waived on your word")
    others = f"; {counted(gaps, 'other control')} {'falls' if gaps == 1 else 'fall'} short" if gaps else ""
    return f"Go with conditions: {', '.join(parts)}{others}."


def flips(result: Security) -> dict[str, Flip]:
    """Return what each change would leave, by the start of its sentence, own rooms last."""
    return {
        **{WITHOUT[name]: flip for name, flip in result.without_class.items()},
        IN_OWN_ROOMS: result.in_own_rooms,
    }


def nearest_flip(result: Security) -> str:
    """Return the change with the best verdict, then the fewest open gates; empty where neither would be better."""
    gates_open = len(result.gates_failed) + len(result.gates_unknown)
    words, flip = min(flips(result).items(), key=lambda one: (-VERDICTS.index(one[1].verdict), one[1].gates_open))
    gains = []
    if VERDICTS.index(flip.verdict) > VERDICTS.index(result.verdict):
        gains.append(f"the answer would be “{flip.verdict.replace('_', ' ')}”")
    elif flip.gates_open >= gates_open:
        return ""
    fewer = len(result.gates) - flip.gates
    if fewer > 0:
        gains.append(f"{counted(fewer, 'gate')} would fall away")
    return f"{words}, {listed(gains)}."
