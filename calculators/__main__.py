"""The command line: the same calculators, with a flag for each input.

``python -m calculators`` lists them; ``python -m calculators cost --volume 50000`` answers.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from calculators.bridge import written
from calculators.catalog import catalog, find
from calculators.core import Calculator, Choice, Field, InputError, InputErrors, Inputs, Number, Table, Text
from calculators.show import memos, records


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line; exit with 2."""
        self.exit(2, f"{message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, or 2 where an input cannot be used."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] in {"-h", "--help"}:
        _list()
        return 0
    try:
        calculator = find(given[0])
        options, unknown = _parser(given[0], calculator).parse_known_args(given[1:])
        if unknown:
            raise InputError(unknown[0].lstrip("-").partition("=")[0], "an input that --help lists", unknown[0])
        return _answer(given[0], calculator, options)
    except InputErrors as refusal:
        print(refusal.errors[0], file=sys.stderr)
    except InputError as error:
        print(error, file=sys.stderr)
    return 2


def _list() -> None:
    print("Calculators (python -m calculators NAME --help shows the inputs):\n")
    for name, calculator in catalog().items():
        print(f"  {name:<12} {calculator.title}")


def _parser(name: str, calculator: Calculator) -> argparse.ArgumentParser:
    parser = _Parser(
        prog=f"python -m calculators {name}", description=calculator.title, allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", dest="kind", action="store_const", const="json", help="print inputs and result")
    output.add_argument("--csv", dest="kind", action="store_const", const="csv", help="print a table")
    output.add_argument("--markdown", dest="kind", action="store_const", const="markdown", help="print a memo")
    if calculator.downloads:
        output.add_argument("--download", dest="kind", choices=list(calculator.downloads), help="print another table")
    output.add_argument("--schema", action="store_true", help="print the inputs' JSON Schema")
    parser.add_argument("--inputs", metavar="FILE.json", help="read inputs from a file; - for standard input")
    if calculator.presets:
        parser.add_argument("--preset", choices=list(calculator.presets), help="start from a typical case")
    for key, field in calculator.inputs.fields().items():
        flags = [f"--{key}", *([f"--{key.replace('_', '-')}"] if "_" in key else [])]
        metavar = {Table: "FILE", Choice: "NAME", Number: "NUMBER", Text: "WORDS"}[type(field)]
        parser.add_argument(*flags, dest=f"input_{key}", metavar=metavar, help=_help(field))
    return parser


def _help(field: Field) -> str:
    text = f"{field.label}: {field.expected}"
    if not isinstance(field, Table):
        text += f"; default {field.text(field.basis.value)} ({field.basis.kind})"
    return text.replace("%", "%%")


def _answer(name: str, calculator: Calculator, options: argparse.Namespace) -> int:
    if options.schema:
        print(records.schema(name, calculator))
        return 0
    inputs = _inputs(calculator, options)
    result = calculator.finished(inputs)
    if options.kind:
        print(written(options.kind, name, calculator, inputs, result)[0])
    else:
        print(memos.terminal(calculator.present(inputs, result)))
        print("\nMore: --markdown for the whole answer, --json or --csv for the numbers.")
    return 0


def _inputs(calculator: Calculator, options: argparse.Namespace) -> Inputs:
    """Return the inputs: a preset, over it a file, over it the flags."""
    given: dict[str, object] = {}
    if getattr(options, "preset", None):
        given |= calculator.presets[options.preset].inputs
    if options.inputs:
        given |= _from_file(options.inputs)
    for key, field in calculator.inputs.fields().items():
        value = getattr(options, f"input_{key}")
        if value is not None:
            given[key] = _bytes(key, value) if isinstance(field, Table) else value
    return calculator.inputs.parse(given)


def _from_file(path: str) -> dict[str, object]:
    """Return the inputs in a JSON file: an object of them, or what ``--json`` printed."""
    text = sys.stdin.read() if path == "-" else _bytes("inputs", path).decode("utf-8", "replace")
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise InputError("inputs", "a file of JSON", path) from None
    content = content.get("inputs", content) if isinstance(content, dict) else content
    if not isinstance(content, dict):
        raise InputError("inputs", "a JSON object of inputs by name", path)
    return content


def _bytes(name: str, path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputError(name, f"a file that can be read ({error.strerror})", path) from None


if __name__ == "__main__":
    sys.exit(main())
