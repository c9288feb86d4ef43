"""Text to take away: questions to the vendor, the annex to the contract, and a summary for the file."""

from collections.abc import Iterator

from calculators.core.words import count, counted, listed
from calculators.models.security import words
from calculators.models.security.case import Case
from calculators.models.security.controls import Control, control_set

# What the annex leaves blank, with the controls whose sentences speak of it; "" is always asked for.
BLANKS = {
    "Parties: [buyer], [supplier]. Date: [date].": ("",),
    "Kind of data: [class and contents].": ("",),
    "Sites: [site, address]. Countries from which data is seen: [country].": ("where-they-sit",),
    "Transfer routes: [country, route, date of the assessment].": ("transfer-route", "uk-transfer-route"),
    "Subcontractors: [firm, country, role].": ("chain-known", "sub-processors"),
    "Named people: [list, date].": ("named-team", "export-cleared"),
    "Networks: [addresses].": ("network-limits",),
    "Programs and third parties that may receive data: [list].": ("ai-assistants-off", "tool-watched"),
    "Sum of liability and of insurance: [sum, currency].": ("liability-and-insurance",),
    "Lowest pay: [sum an hour, site, source of the living wage, date].": ("pay-and-voice",),
    "Daily limit for harmful content: [hours].": ("harmful-content-care",),
    "Competitors: [names].": ("client-separation",),
    "Table of duties under the card rules: [attached, date].": ("card-agreement",),
    "Data is deleted by: [date]. Backups are gone by: [date].": ("kept-no-longer", "deletion"),
    "People to call: [name, telephone] and [name, telephone] on each side.": ("stop-contact",),
}


def questions(case: Case) -> list[str]:
    """Return the questions to the vendor, the gates first, each with the evidence to attach."""
    return [_question(control) for control in case.gates_first(case.result.questions)]


def _question(control: Control) -> str:
    return f"{control.question} Please attach, with its date and what it covers: {words.small(control.ask)}"


def blanks(case: Case) -> list[str]:
    """Return the lines that both sides fill in before they sign the annex."""
    spoken_of = {"", *case.result.clauses}
    return [line for line, controls in BLANKS.items() if not spoken_of.isdisjoint(controls)]


def annex(case: Case) -> list[str]:
    """Return the annex to the contract: headings by group, and numbered clauses."""
    lines = []
    for number, (group, controls) in enumerate(case.by_group(case.named(case.result.clauses)), 1):
        lines.append(f"{number}. {group.title}")
        lines += [f"{number}.{place} {control.clause}" for place, control in enumerate(controls, 1)]
    return lines


def summary(case: Case) -> list[str]:
    """Return a record for the file: verdict, case, gates, conditions and owners, with the date left blank."""
    return [
        f"Security check before data leaves: {words.small(words.VERDICTS[case.result.verdict])}.",
        "Date: [date]. Decided by: [name, role].",
        *_situation(case),
        *_gates(case),
        *_conditions(case),
        *_owners(case),
        f"Come back when site, tool, owner, subcontractor or class changes, and by [date]. {_share(case)}",
    ]


def _situation(case: Case) -> Iterator[str]:
    inputs = case.inputs
    yield f"Data: {listed([words.DATA[name] for name in inputs.data_classes])}."
    for kind, options, chosen in (
        ("Annotators", words.SITES, inputs.sites),
        ("Where you and the people in the data are", words.REGIONS, inputs.regions),
        ("Seen or stored from", words.COUNTRIES, inputs.viewed_from),
        ("Tool run by", words.TOOL_HOSTS, (inputs.tool_host,)),
    ):
        yield f"{kind}: {'; '.join(options[name] for name in chosen)}."
    end = counted(case.result.horizon, "month")
    yield f"The work lasts {counted(inputs.months, 'month')}; everything is deleted {end} from now."


def _gates(case: Case) -> Iterator[str]:
    result = case.result
    for name in result.blocks:
        yield f"Barred: {next(block.says for block in control_set().blocks if block.id == name)}"
    failing = {*result.gates_failed, *result.gates_unknown}
    waived = {name for name in result.gates if result.status[name] == "waived"}
    holding = [str(control.number) for control in case.named(result.gates) if control.id not in failing | waived]
    which = f": {'control' if len(holding) == 1 else 'controls'} {listed(holding)}" if holding else ""
    hold = "holds" if len(holding) == 1 else "hold"
    yield f"{count(len(holding))} of {counted(len(result.gates), 'gate')} {hold}{which}."
    for control in case.named(result.gates_failed):
        yield f"Gate not in place: {control.number}. {control.says}"
    for control in case.named(result.gates_unknown):
        yield f"Gate not known: {control.number}. {control.says}"


def _conditions(case: Case) -> Iterator[str]:
    for condition in case.result.conditions:
        control = control_set().by_id[condition.id]
        waived = case.result.status[control.id] == "waived"
        law = case.waived_law(control)
        named = f" A law is named behind it, which nobody can waive: {law}." if law else ""
        reason = f"{named} Reason: {case.note(control) or '[reason]'}" if waived else ""
        owner = case.owner(control) or "[owner]"
        yield f"Condition: {control.number}. {control.says} {case.state(control)}.{reason} Owner: {owner}, by [date]."


def _owners(case: Case) -> Iterator[str]:
    owned: dict[str, list[str]] = {}
    for control in case.controls:
        if owner := case.owner(control):
            owned.setdefault(owner, []).append(str(control.number))
    for owner, numbers in sorted(owned.items()):
        yield f"Owner {owner}: {'control' if len(numbers) == 1 else 'controls'} {listed(numbers)}."


def _share(case: Case) -> str:
    share = case.result.weighted_share
    if share is None:
        return "Every control is waived."
    return f"Progress, which is no mark for safety: {count(100 * share)}% by weight."
