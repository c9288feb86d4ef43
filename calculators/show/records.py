"""JSON: a result with the inputs it came from, and the schema of the inputs."""

import json

from calculators.core import Calculator, Inputs
from calculators.show.tables import plain


def record(inputs: Inputs, result: object) -> str:
    """Return inputs and result at full precision; the reader's own rows are not repeated."""
    values = {name: field.plain(getattr(inputs, name)) for name, field in inputs.fields().items() if field.travels}
    content = {"inputs": values, "result": plain(result)}
    return json.dumps(content, indent=2, allow_nan=False, ensure_ascii=False)


def schema(name: str, calculator: Calculator) -> str:
    """Return the JSON Schema (2020-12) of the inputs."""
    content = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": calculator.title,
        "description": f"Inputs of the calculator {name!r}, version {calculator.version}",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            key: {**field.schema(), "x-source": field.basis.origin if field.basis.source else "assumption"}
            for key, field in calculator.inputs.fields().items()
            if field.travels
        }
        | {key: field.schema() for key, field in calculator.inputs.fields().items() if not field.travels},
    }
    text = json.dumps(content, indent=2, allow_nan=False, ensure_ascii=False)
    return text.replace("Unit: ¤ ", "Unit: an amount in `currency`, ")
