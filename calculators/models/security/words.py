"""How controls, states, situations and verdicts are written."""

from collections.abc import Mapping

from calculators.core.words import listed
from calculators.models.security.controls import Control

STANDARDS = {
    "mvsp": "MVSP",
    "hecvat": "HECVAT",
    "iso27001": "ISO",
    "ccm": "CCM",
    "csf": "NIST CSF",
    "soc2": "SOC 2",
    "gdpr": "GDPR",
    "hipaa": "HIPAA",
    "pci": "PCI DSS",
}

CLASSES = {
    "public": "Public",
    "confidential": "Confidential, about nobody",
    "personal": "Personal: people can be singled out",
    "special_category": "Health or another protected kind",
    "payment_card": "Payment card numbers",
    "biometric": "Biometric: faces, voices or the like that identify people",
    "children": "Children's data",
    "trade_secret": "Trade secrets",
    "export_controlled": "Export-controlled technical data",
    "us_bulk": "Large sets about people in the US (28 CFR 202)",
    "not_sorted": "Nobody has looked",
}

SITES = {
    "own_rooms": "In your own rooms",
    "own_remote": "Your own people, at home",
    "vendor_site": "At a vendor's site",
    "vendor_remote": "A vendor's people, at home",
    "crowd": "Anywhere: an open crowd",
}

REGIONS = {"eu": "EU or EEA", "uk": "UK", "us": "US", "other": "Elsewhere"}

COUNTRIES = {
    "eu": "EU or EEA",
    "uk": "UK",
    "us": "US",
    "adequate": "A country that the EU has found adequate",
    "other": "Another country",
    "concern": "China with Hong Kong and Macau, Cuba, Iran, North Korea, Russia or Venezuela",
}

TOOL_HOSTS = {"own": "You", "vendor": "The vendor", "third_party": "Another firm"}

YES_OR_NO = {"yes": "Yes", "no": "No", "unknown": "Not known"}

STATES = {
    "yes": "In place",
    "partly": "Partly in place",
    "no": "Not in place",
    "unknown": "Not known",
    "not_applicable": "Does not apply here",
}

EVIDENCE = {
    "A": "A: independent, in scope and in date, or tried by you",
    "B": "B: independent, but scope or date is partial",
    "C": "C: the vendor's own document, dated and specific",
    "D": "D: a claim alone",
}

STATUSES = {
    "met": "In place",
    "lapses": "In place, but the proof runs out",
    "unproven": "Said, not proven",
    "partly": "Partly in place",
    "missing": "Not in place",
    "unknown": "Not known",
    "waived": "Waived on your word",
}

FLAGS = {
    "outside": "people outside your firm label",
    "other_firm": "another firm is involved",
    "remote": "somebody works from home",
    "sensitive": "the data is specially protected",
    "harmful": "the content can disturb or be illegal",
    "us_patient": "it may be US patient data in another firm's hands",
    "eu_transfer": "personal data of people in the EU is seen from another country",
    "uk_transfer": "personal data of people in the UK is seen from another country",
}

VERDICTS = {"go": "Go", "go_with_conditions": "Go with conditions", "no_go": "No go"}

WHO = {"you": "You", "vendor": "The vendor", "both": "Both sides"}

SIDES = {"buyer": "you", "vendor": "the vendor", "both": "both sides"}

# How the values of a control's `when` read inside a sentence, and the sentence around them.
_KEYS: Mapping[str, Mapping[str, str]] = {
    "sites": {name: f"{words[0].lower()}{words[1:]}" for name, words in SITES.items()},
    "regions": {"eu": "the EU (with the EEA)", "uk": "the UK", "us": "the US", "other": "other regions"},
    "tool_host": {"own": "you", "vendor": "the vendor", "third_party": "another firm"},
    "flags": FLAGS,
}
_AROUND = {
    "sites": "people work {}",
    "regions": "you or the people in the data are in {}",
    "tool_host": "{} runs the tool",
    "flags": "{}",
}
# How a class reads inside a sentence.
DATA = {
    "public": "public data",
    "confidential": "confidential data",
    "personal": "personal data",
    "special_category": "health data or another protected kind",
    "payment_card": "payment card numbers",
    "biometric": "biometric data",
    "children": "children's data",
    "trade_secret": "trade secrets",
    "export_controlled": "export-controlled data",
    "us_bulk": "large sets about people in the US",
    "not_sorted": "data nobody has looked at",
}
# In a rule, every class but public brings this one along.
_IN_RULES = {**DATA, "confidential": "any data that is not public"}


def small(sentence: str) -> str:
    """Return a sentence as it goes on after a colon or a comma."""
    return sentence[0].lower() + sentence[1:]


def crosswalk(control: Control) -> str:
    """Return the numbers of all standards that ask for the same, then the laws; empty where there are none."""
    numbers = [f"{STANDARDS[name]} {listed(list(found))}" for name, found in control.crosswalk.items()]
    return " · ".join([*numbers, *control.law])


def applies(control: Control) -> str:
    """Return when a control applies, as a sentence."""
    if not control.when:
        return "Always."
    where = [
        _AROUND[key].format(listed([_KEYS[key][name] for name in values], "or"))
        for key, values in control.when.items()
        if key != "classes"
    ]
    classes = [_IN_RULES[name] for name in control.when.get("classes", ())]
    if not classes:
        return f"Where {listed(where)}."
    return f"For {listed(classes, 'or')}{', where ' if where else ''}{listed(where)}."


def gate(control: Control) -> str:
    """Return when a control is a gate, as a sentence."""
    if not control.gate_for:
        return "Never."
    if "*" in control.gate_for:
        return "Wherever it applies."
    words = [_IN_RULES.get(name) or FLAGS[name] for name in control.gate_for]
    return f"For {listed(words, 'or')}." if control.gate_for[0] in _IN_RULES else f"Where {listed(words, 'or')}."
