"""What opens the same inputs again: the fragment of a link, the scenario, and a saved file."""

from collections.abc import Collection

from calculators.core import Calculator, InputError, Inputs, Records, Table
from calculators.core.saved_inputs import saved_inputs
from calculators.show import links

# What a file is called that was opened as a saved one.
SAVED = "file"


def about(name: str, calculator: Calculator, inputs: Inputs, answered: Collection[str] = ()) -> dict[str, object]:
    """Return the link of the inputs, without tables that would make it longer than a link may be.

    Of the calculator's questions it also holds those that were ``answered`` as we assume, and open answered.
    """
    texts = opening_texts(inputs, answered)
    link, too_long = links.fragment(name, texts, calculator.version), []
    if len(link) > links.LONGEST:
        too_long = [key for key in texts if isinstance(inputs.fields()[key], Records)]
        kept = {key: text for key, text in texts.items() if key not in too_long}
        link = links.fragment(name, kept, calculator.version)
    fields = inputs.fields()
    given = {key: fields[key].text(getattr(inputs, key)) for key in answered}
    return {"link": link, "scenario": {**inputs.scenario(), **given}, "too_long": too_long}


def opening_texts(inputs: Inputs, answered: Collection[str]) -> dict[str, str]:
    """Return as text by name, in the order of the form, what differs from the defaults or was answered."""
    different = inputs.link_texts()
    return {
        key: different.get(key, field.text(getattr(inputs, key)))
        for key, field in inputs.fields().items()
        if key in different or key in answered
    }


def saved_file(calculator: Calculator, contents: bytes) -> dict[str, object]:
    """Return what a saved file holds, by name.

    Raises:
        InputError: it is not JSON, or no inputs; a reader who opens rows of a spreadsheet is told where those belong.
    """
    try:
        return saved_inputs(SAVED, contents)
    except InputError as error:
        if error.field != SAVED or contents.lstrip()[:1] in (b"{", b"["):
            raise
        # Only a kind of file, such as "a PDF", tells a reader something; a byte or a type does not.
        kind = error.got if error.got.startswith("a") else ""
        raise InputError(SAVED, f"the JSON that “Keep or share” saves{_rows_elsewhere(calculator)}", kind) from None


def _rows_elsewhere(calculator: Calculator) -> str:
    tables = [field.label for field in calculator.inputs.fields().values() if isinstance(field, Records | Table)]
    if not tables:
        return ""
    return f"; rows of a spreadsheet are opened by “Open a file” at {' or '.join(f'“{label}”' for label in tables)}"
