"""What stands behind the answer: another method, and what each level means."""

from calculators.core import Amount, Rows, Section
from calculators.core.words import count
from calculators.models.scorecard.criteria import asks
from calculators.models.scorecard.criteria import levels as levels_of
from calculators.models.scorecard.present.view import View
from calculators.models.scorecard.signs import NOT_GRADED


def second_method(view: View) -> Section:
    """Say whether another method agrees on the first."""
    title, found = "Does another method agree?", view.card.second_method
    if found is None:
        words = "Another method needs two vendors that are still in and differ somewhere."
        return Section(id="second-method", title=title, folded=True, content=[words])
    agrees = found.first == view.card.first
    words = (
        "TOPSIS ranks by nearness to the best level on every criterion, and by distance from the worst. "
        f"It {'also puts' if agrees else 'puts'} {view.vendor(found.first)} first"
        + ("." if agrees else ", so the order hangs on how levels are added up. That is one more reason for a pilot.")
    )
    table = Rows(
        title="Closeness to the ideal, from 0 to 1",
        columns=["Vendor", "Closeness"],
        rows=[
            [view.vendor(place), Amount(value=closeness, digits=3)]
            for place, closeness in enumerate(found.closeness)
            if closeness is not None
        ],
    )
    return Section(id="second-method", title=title, folded=True, content=[words, table])


def marks(view: View) -> Section:
    """Read the rows of marks back, criterion by criterion, with what they come to."""
    table = Rows(
        title="Each rater's mark and grade of evidence, and the value that counts",
        columns=["Criterion", *(vendor.name for vendor in view.inputs.vendors)],
        rows=[
            [criterion.name, *(_cell(view, vendor, place) for vendor in range(len(view.inputs.vendors)))]
            for place, criterion in enumerate(view.inputs.criteria)
        ],
    )
    words = (
        "Marks stand in the order of the rows, each with the grade of its evidence. The value is the mean of the "
        "levels, none higher than its evidence carries."
        if view.inputs.evidence_use == "cap"
        else "Marks stand in the order of the rows, each with the grade of its evidence. The value is the mean of the "
        "levels as given."
    )
    return Section(id="marks", title="The marks, read back", folded=True, content=[words, table])


def _cell(view: View, vendor: int, criterion: int) -> str:
    given = " ".join(one.signs[criterion] + one.grades[criterion].replace(NOT_GRADED, "") for one in view.marks[vendor])
    standing, value = view.card.vendors[vendor], view.card.values[vendor][criterion]
    if criterion in standing.unknown:
        counts = "unknown"
    elif criterion in standing.not_applicable or value is None:
        counts = "does not apply"
    else:
        counts = count(value, 0 if value == int(value) else 2)
    return f"{given} = {counts}" if given else counts


def levels(view: View) -> Section:
    """Say in words what each level of each criterion means."""
    table = Rows(
        title="Criteria, questions and levels",
        columns=["Criterion", "Question", "0", "1", "2", "3", "4"],
        rows=[
            [criterion.name, asks(criterion.name) or "Your own criterion", *levels_of(criterion.name)]
            for criterion in view.inputs.criteria
        ],
    )
    words = "The level says how good the answer is. How well it is proven is the grade of the evidence, kept apart."
    return Section(id="levels", title="What each level means", folded=True, content=[words, table])
