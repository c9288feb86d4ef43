"""Calculators that tests of every calculator take as examples, each found by what such a test needs of one.

A test that is about one calculator's own numbers belongs to that calculator's own test file.
"""

from calculators.catalog import catalog
from calculators.show.links import address


def asking(*names: str) -> str:
    """Return the calculator with the most inputs of those that ask for all of these.

    Raises ValueError when none does.
    """
    forms = {name: calculator.inputs.fields() for name, calculator in catalog().items()}
    fitting = [name for name, fields in forms.items() if fields.keys() >= set(names)]
    return max(fitting, key=lambda name: len(forms[name]))


def page_of(name: str) -> str:
    """Return the address of a calculator's page, from the site's root."""
    return address(catalog()[name].page).removeprefix("site:")


# The longest form with money in it; its answer comes in steps.
EXAMPLE = asking("volume", "wage", "pricing")
# One that reads a file of the reader's own.
READER = asking("table", "annotator_column")
# One that asks in questions, most of them by choices.
QUESTIONS = asking("may_leave", "wrong_label")
# One with a table of rows to edit.
ROWS = asking("unknown_terms", "living_wage")
# One that folds a long file into a few of its fields.
FOLDS = asking("risk_coverage", "calibration_items")
