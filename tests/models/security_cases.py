"""What the security tests share: cases to try, and the plainest reading of the rules, straight from the data file."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from calculators.catalog import find
from calculators.core import Choice, Choices
from tests.prose import ROOT

SECURITY = find("security")
FIELDS = SECURITY.inputs.fields()
DATA: dict[str, Any] = tomllib.loads((ROOT / "calculators/models/security/controls.toml").read_text("utf-8"))
CONTROLS: list[dict[str, Any]] = DATA["controls"]
BY_ID = {control["id"]: control for control in CONTROLS}
CLASSES = [
    "public", "confidential", "personal", "special_category", "payment_card", "biometric", "children", "trade_secret",
    "export_controlled", "us_bulk", "not_sorted",
]  # fmt: skip
STATES = ("yes", "partly", "no", "unknown", "not_applicable")
WORST_TO_BEST = ["no_go", "go_with_conditions", "go"]
SENSITIVE = {
    "special_category", "payment_card", "biometric", "children", "export_controlled", "us_bulk", "not_sorted",
}  # fmt: skip
FLAGS = [
    "outside", "other_firm", "remote", "sensitive", "harmful", "us_patient", "eu_transfer", "uk_transfer",
]  # fmt: skip


def several(name: str) -> st.SearchStrategy[list[str]]:
    """Return some answers to a question that takes one or more."""
    field = FIELDS[name]
    assert isinstance(field, Choices)
    return st.lists(st.sampled_from(list(field.options)), min_size=1, max_size=3, unique=True)


def one(name: str) -> st.SearchStrategy[str]:
    """Return an answer to a question that takes one."""
    field = FIELDS[name]
    assert isinstance(field, Choice)
    return st.sampled_from(list(field.options))


def rows(states: Sequence[str] = STATES) -> st.SearchStrategy[dict[str, Any]]:
    """Return an answer on some control, without its id."""
    return st.fixed_dictionaries(
        {
            "state": st.sampled_from(states),
            "evidence": st.sampled_from(["A", "B", "C", "D", None]),
            "expires_months": st.none() | st.integers(-120, 120),
        }
    )


@st.composite
def cases(draw: st.DrawFn, most: int = 86) -> dict[str, Any]:
    """Return inputs by name. Some leave most controls unanswered, and some have nearly all in place."""
    questions = ("data_classes", "sites", "regions", "viewed_from")
    given: dict[str, Any] = {name: draw(several(name)) for name in questions}
    given |= {name: draw(one(name)) for name in ("tool_host", "us_patient_data", "harmful_content")}
    given |= {"months": draw(st.integers(1, 120)), "retention_months": draw(st.integers(0, 120))}
    answers: dict[str, dict[str, Any]] = {}
    if draw(st.booleans()):
        answers = {name: {"state": "yes", "evidence": "A", "expires_months": None} for name in BY_ID}
    answers |= draw(st.dictionaries(st.sampled_from(sorted(BY_ID)), rows(), max_size=most))
    given["answers"] = [{"id": name, **row} for name, row in answers.items()]
    return given


def everything_in_place(**given: Any) -> dict[str, Any]:
    """Return inputs in which every control has the best proof."""
    answers = [{"id": name, "state": "yes", "evidence": "A"} for name in BY_ID]
    return {"answers": answers, **given}


# --- The plainest reading -------------------------------------------------------------------------


def completed(given: Mapping[str, Any]) -> set[str]:
    """Return the classes with those they bring along."""
    classes = set(given["data_classes"])
    if "not_sorted" in classes or given["us_patient_data"] == "yes":
        classes.add("special_category")
    if classes & {"special_category", "payment_card", "biometric", "children"}:
        classes.add("personal")
    if classes != {"public"}:
        classes.add("confidential")
    return classes


def flags(given: Mapping[str, Any]) -> set[str]:
    """Return the flags that hold."""
    classes, sites, viewed = completed(given), set(given["sites"]), set(given["viewed_from"])
    outside = bool(sites & {"vendor_site", "vendor_remote", "crowd"})
    other = outside or given["tool_host"] != "own"
    people = "personal" in classes and other
    found = {
        "outside": outside,
        "other_firm": other,
        "remote": bool(sites & {"own_remote", "vendor_remote", "crowd"}),
        "sensitive": bool(classes & SENSITIVE),
        "harmful": given["harmful_content"] in ("yes", "unknown"),
        "us_patient": given["us_patient_data"] in ("yes", "unknown") and other,
        "eu_transfer": people and "eu" in given["regions"] and bool(viewed - {"eu"}),
        "uk_transfer": people and "uk" in given["regions"] and bool(viewed - {"eu", "uk"}),
    }
    return {name for name, holds in found.items() if holds}


def applying(given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the controls that apply."""
    present = {
        "classes": completed(given),
        "flags": flags(given),
        "sites": set(given["sites"]),
        "regions": set(given["regions"]),
        "tool_host": {given["tool_host"]},
    }
    return [one for one in CONTROLS if all(present[key] & set(values) for key, values in one["when"].items())]


def is_gate(control: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Say whether a control is a gate."""
    return bool(set(control["gate_for"]) & {"*", *completed(given), *flags(given)})


def judged(control: Mapping[str, Any], given: Mapping[str, Any]) -> tuple[str, float]:
    """Return a control's status and shortfall."""
    answer = {row["id"]: row for row in given["answers"]}.get(control["id"], {"state": "unknown"})
    grade = "B" if "sensitive" in flags(given) else "C" if "confidential" in completed(given) else "D"
    asked = "ABCD"[max("ABCD".index(grade), "ABCD".index(control.get("needs", "B")))]
    months, evidence = answer.get("expires_months"), answer.get("evidence")
    if months is not None and months <= 0:
        evidence = None
    proven = asked == "D" or (evidence is not None and "ABCD".index(evidence) <= "ABCD".index(asked))
    ends = months is not None and months < given["months"] + given["retention_months"]
    return {
        ("yes", True, False): ("met", 0.0),
        ("yes", True, True): ("lapses", 0.25),
        ("yes", False, ends): ("unproven", 0.5),
        ("partly", True, ends): ("partly", 0.5),
        ("partly", False, ends): ("partly", 0.75),
        ("no", proven, ends): ("missing", 1.0),
        ("unknown", proven, ends): ("unknown", 1.0),
        ("not_applicable", proven, ends): ("waived", 0.0),
    }[answer["state"], proven, ends]


def verdict(given: Mapping[str, Any]) -> tuple[str, int, int]:
    """Return the verdict, the gates and those of them that are missing or unknown."""
    found = [(one, is_gate(one, given), *judged(one, given)) for one in applying(given)]
    gates = [status for _, gate, status, _ in found if gate]
    shut = sum(status in ("missing", "unknown") for status in gates)
    if shut or ("crowd" in given["sites"] and "confidential" in completed(given)):
        return "no_go", len(gates), shut
    weighty = any(not gate and one["weight"] >= 4 and short >= 0.5 for one, gate, _, short in found)
    return "go_with_conditions" if weighty or set(gates) != {"met"} else "go", len(gates), shut


def who(control: Mapping[str, Any], given: Mapping[str, Any]) -> str:
    """Return who must act on a control."""
    holding = flags(given)
    if control["side"] == "buyer":
        return "you"
    if control.get("tool"):
        return "you" if given["tool_host"] == "own" else control["side"]
    if "other_firm" not in holding or (control["group"] in ("people", "place") and "outside" not in holding):
        return "you"
    return str(control["side"])
