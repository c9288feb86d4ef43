"""The files beyond the answer: majority labels, disputed items, the list to adjudicate, everybody's accuracy."""

from calculators.core import Better, TextFile
from calculators.label_files import LabelTable
from calculators.methods.agreement import DawidSkene
from calculators.models.agreement.adjudicate import open_items
from calculators.models.agreement.inputs import AgreementInputs
from calculators.models.agreement.insight import majority_votes, most_disputed
from calculators.models.agreement.open_marks import open_marked
from calculators.models.agreement.people import estimated, people_rows
from calculators.models.agreement.result import Agreement, table_of
from calculators.models.agreement.tasks import adjudication_file


def majority_rows(inputs: AgreementInputs, _: Agreement) -> list[list[str]]:
    """Return the majority label of every item, ties marked and left empty."""
    rows = [["item", "label", "votes", "labels", "tie"]]
    for vote in majority_votes(table_of(inputs)):
        tie = "" if vote.label is not None else " / ".join(vote.winners)
        rows.append([vote.item, vote.label or "", str(vote.votes), str(vote.of), tie])
    return rows


def adjudication(inputs: AgreementInputs, _: Agreement) -> TextFile | list[list[object]]:
    """Return the items on which people differ, the least certain first, for the tool that they came from."""
    table = table_of(inputs)
    if table.item_of:
        items = open_items(table, _model(table, inputs.level))
    else:
        *__, last = open_marked(table, inputs.overlap_needed)
        assert isinstance(last, Better)
        items = last.result
    return adjudication_file(table, inputs.table, items)


def accuracy_rows(inputs: AgreementInputs, _: Agreement) -> list[list[object]]:
    """Return everybody's estimated and checked confusions."""
    table = table_of(inputs)
    return people_rows(table, _model(table, inputs.level))


def _model(table: LabelTable, level: str) -> DawidSkene | str:
    *_, last = estimated(table, level)
    assert isinstance(last, Better)
    return last.result


def disputed_rows(inputs: AgreementInputs, _: Agreement) -> list[list[str]]:
    """Return every item on which people differ, the most disputed first."""
    rows = [["item", "disagreeing_pairs", "entropy_bits", "labels"]]
    table = table_of(inputs)
    for item in most_disputed(table, len(table.items)):
        said = "; ".join(f"{label}: {times}" for label, times in item.counts)
        rows.append([item.item, f"{item.disagreeing:.4f}", f"{item.entropy:.4f}", said])
    return rows
