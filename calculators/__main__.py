"""The command line: the same calculators, with a flag for each input.

``python -m calculators`` lists them; ``python -m calculators cost --volume 50000`` answers.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence

from calculators.bridge.files import workbook_file, written
from calculators.catalog import catalog, find, places_of, presented
from calculators.command import paper
from calculators.command.files import contents, is_far, opened, replaced, save
from calculators.command.parsing import Parser
from calculators.command.streams import silence, speak_utf8
from calculators.core import (
    Calculator,
    Choice,
    Choices,
    Day,
    Field,
    Fold,
    Folded,
    InputError,
    InputErrors,
    Inputs,
    Number,
    Records,
    Table,
    Text,
)
from calculators.core.currency import DEFAULT, localized
from calculators.core.saved_inputs import saved_inputs
from calculators.extras import load
from calculators.show import memos, records
from calculators.show.pictures import pictures


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, 2 where an input cannot be used, 130 where it was stopped."""
    if arguments is None:
        speak_utf8()
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except InputErrors as refusal:
        # All of them, so that all can be corrected at once.
        for error in refusal.errors:
            _complain(error)
    except InputError as error:
        _complain(error)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever reads the output has seen enough.
        silence()
        return 0
    except OSError as error:
        silence()
        print(f"The output could not be written: {error.strerror}.", file=sys.stderr)
    return 2


def _run(given: Sequence[str]) -> int:
    if not given or given[0] in {"-h", "--help"}:
        _list()
        return 0
    if given[0] in COMMANDS:
        return COMMANDS[given[0]](given[1:])
    calculator = find(given[0])
    options, unknown = _parser(given[0], calculator).parse_known_args(given[1:])
    if unknown:
        raise InputError(unknown[0].lstrip("-").partition("=")[0], "an input that --help lists", unknown[0])
    return _answer(given[0], calculator, options)


def _complain(error: InputError) -> None:
    print(localized(str(error), DEFAULT), file=sys.stderr)


_METAVARS = {
    Table: "FILE",
    Records: "FILE",
    Choice: "NAME",
    Choices: "NAME,NAME",
    Number: "NUMBER",
    Text: "WORDS",
    Day: "DATE",
}


def _list() -> None:
    print("Calculators (python -m calculators NAME --help shows the inputs):\n")
    for name, calculator in catalog().items():
        print(f"  {name:<12} {calculator.title}")
    print("\nBeside them:\n")
    for name, command in COMMANDS.items():
        print(f"  {name:<12} {(command.__doc__ or '').partition('.')[0]}")


def _mcp(arguments: Sequence[str]) -> int:
    """Offer the calculators as tools to assistants and editors (Model Context Protocol)."""
    parser = Parser(prog="python -m calculators mcp", description=_mcp.__doc__, allow_abbrev=False)
    parser.add_argument("--site", metavar="ADDRESS", default="", help="where the handbook is published, for links")
    parser.add_argument("--pages", metavar="FOLDER", default="", help="a built site, whose pages are offered too")
    options = parser.parse_args(arguments)
    load("mcp").serve(options.site, options.pages)
    return 0


# What is no calculator, by the word that calls it; the first sentence of each says what it is for.
COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {"mcp": _mcp, paper.NAME: paper.main}


def _parser(name: str, calculator: Calculator) -> argparse.ArgumentParser:
    parser = Parser(
        prog=f"python -m calculators {name}", description=calculator.title, allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", dest="kind", action="store_const", const="json", help="print inputs and result")
    output.add_argument("--csv", dest="kind", action="store_const", const="csv", help="print a table")
    output.add_argument("--markdown", dest="kind", action="store_const", const="markdown", help="print a memo")
    if calculator.downloads:
        output.add_argument("--download", dest="kind", choices=list(calculator.downloads), help="print another table")
    if calculator.workbook:
        output.add_argument("--xlsx", metavar="FILE", help="write a workbook with formulas; - for standard output")
    output.add_argument("--svg", metavar="FILE", help="write a picture with the first chart; - for standard output")
    output.add_argument("--schema", action="store_true", help="print the inputs' JSON Schema")
    parser.add_argument("--inputs", metavar="FILE.json", help="read inputs from a file; - for standard input")
    parser.add_argument(
        "--scenario",
        metavar="FILE.json",
        help="take what this calculator knows of a scenario, and say what it left out",
    )
    if calculator.presets:
        parser.add_argument("--preset", choices=list(calculator.presets), help="start from a typical case")
    if places := places_of(calculator):
        parser.add_argument("--place", choices=list(places), help="fill in the figures of a country, in its currency")
    for key, fold in calculator.folds.items():
        words = f"{fold.help} It gives {', '.join(fold.fills)}".replace("%", "%%")
        parser.add_argument(f"--{key}", dest=f"fold_{key}", metavar="FILE", help=words)
    if any(isinstance(field, Table) and field.several for field in calculator.inputs.fields().values()):
        parser.add_argument("--fold", metavar="FILE.json", default="", help="let an engine count the table, and write "
                            "what it counted, which this calculator and its page open as a table")  # fmt: skip
    if calculator.folds or any(isinstance(field, Table) for field in calculator.inputs.fields().values()):
        parser.add_argument("--connect", metavar="ADDRESS", default="", help="a backend of Ibis, as "
                            "bigquery://project/dataset, whose table is then named by --table")  # fmt: skip
    for key, field in calculator.inputs.fields().items():
        flags = [f"--{key}", *([f"--{key.replace('_', '-')}"] if "_" in key else [])]
        several = "+" if isinstance(field, Table) and field.several else None
        parser.add_argument(*flags, dest=f"input_{key}", metavar=_metavar(field), help=_help(field), nargs=several)
    return parser


def _metavar(field: Field) -> str:
    return next(words for kind, words in _METAVARS.items() if isinstance(field, kind))


def _help(field: Field) -> str:
    text = f"{field.label}: {field.expected}"
    if isinstance(field, Table) and field.several:
        text += ", in one file, in several, or in the files of a folder"
    elif isinstance(field, Records):
        text += " of CSV or JSON with the columns " + ", ".join(field.row.fields())
    elif field.travels:
        text += f"; default {field.text(field.basis.value) or 'empty'} ({field.basis.kind})"
    return localized(text, DEFAULT).replace("%", "%%")


def _answer(name: str, calculator: Calculator, options: argparse.Namespace) -> int:
    if options.schema:
        print(records.schema(name, calculator))
        return 0
    inputs = _inputs(calculator, options)
    result = calculator.finished(inputs)
    if getattr(options, "xlsx", None) is not None:
        save("xlsx", options.xlsx, workbook_file(calculator, inputs, result))
    elif options.svg is not None:
        source = f"Model {name}, version {calculator.version}"
        picture = next(pictures(calculator.title, inputs, presented(calculator, inputs, result), source))
        save("svg", options.svg, picture.svg.encode())
    elif options.kind:
        text = written(options.kind, name, calculator, inputs, result)[0]
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
    else:
        print(memos.terminal(inputs, presented(calculator, inputs, result)))
        print("\nMore: --markdown for the whole answer, --json or --csv for the numbers.")
    return 0


def _inputs(calculator: Calculator, options: argparse.Namespace) -> Inputs:
    """Return the inputs: a preset, over it a place, over it a scenario, over it a file of inputs, over it the flags.

    A file that is folded counts as the flags of the inputs that it gives.
    """
    given: dict[str, object] = {}
    if getattr(options, "preset", None):
        given |= calculator.presets[options.preset].inputs
    if getattr(options, "place", None):
        given |= places_of(calculator)[options.place].inputs
        _refuse_another_currency(given, options)
    if options.scenario is not None:
        given |= _scenario(calculator, options.scenario)
    if options.inputs is not None:
        given |= _from_file("inputs", options.inputs)
        _needs_rows(calculator, given, options)
    flags = {key: value for key in calculator.inputs.fields()
             if (value := getattr(options, f"input_{key}")) is not None}  # fmt: skip
    far = {key: value for key, value in flags.items() if _is_far(calculator.inputs.fields()[key], value, options)}
    given |= {
        key: opened(key, value, calculator.inputs.fields()[key]) for key, value in flags.items() if key not in far
    }
    given |= {key: _from_engine(key, paths, given, options) for key, paths in far.items()}
    for key, fold in calculator.folds.items():
        if (path := getattr(options, f"fold_{key}")) is not None:
            given |= _folded(key, fold, path, options)
    return calculator.inputs.parse(given)


def _refuse_another_currency(given: Mapping[str, object], options: argparse.Namespace) -> None:
    """The figures of a place are amounts in its own currency, and in another they would be other amounts."""
    own, chosen = given.get("currency"), getattr(options, "input_currency", None)
    if own and chosen not in (None, own):
        raise InputError("currency", f"{own}, in which the figures of --place {options.place} are", chosen)


def _is_far(field: Field, value: str | list[str], options: argparse.Namespace) -> bool:
    """Say whether an engine shall read rows where they are, because they are far, or their fold is asked for."""
    return isinstance(field, Table) and bool(options.connect or getattr(options, "fold", "") or is_far(value))


def _from_engine(key: str, paths: str | list[str], given: Mapping[str, object], options: argparse.Namespace) -> bytes:
    """Return rows as an engine folds them where they are, and keep the fold where a file is named for it.

    Raises:
        InputError: the packages are missing, or the rows cannot be read.
    """
    if isinstance(paths, list) and len(paths) > 1:
        raise InputError(key, "one name, which may be a pattern of files in quotes", " ".join(paths))
    engine = load("warehouse")
    if not hasattr(options, "fold"):
        return str(engine.rows(paths if isinstance(paths, str) else paths[0], connect=options.connect)).encode()
    text: str = engine.folded(paths[0], connect=options.connect, say=_tell, **given)
    if options.fold:
        replaced("fold", options.fold, text.encode())
    return text.encode()


def _tell(words: str, share: float) -> None:
    if words:
        print(words, file=sys.stderr, flush=True)
    elif sys.stderr.isatty():
        print(f"{share:.0%}", end="\r", file=sys.stderr, flush=True)


def _folded(key: str, fold: Fold, path: str, options: argparse.Namespace) -> Mapping[str, object]:
    """Return the inputs that a file comes to; what was read goes to the error stream.

    Raises:
        InputErrors: one of these inputs is given by a flag too.
    """
    if twice := [name for name in fold.fills if getattr(options, f"input_{name}") is not None]:
        raise InputErrors(InputError(name, f"either --{name} or --{key}, which gives it too") for name in twice)
    far = options.connect or is_far(path)
    *_, last = fold.read(key, _from_engine(key, path, {}, options) if far else contents(key, path))
    assert isinstance(last, Folded)
    print(last.words, file=sys.stderr)
    return last.inputs


def _needs_rows(calculator: Calculator, given: Mapping[str, object], options: argparse.Namespace) -> None:
    """Refuse a scenario without the rows it was about: a record never repeats them."""
    for key, field in calculator.inputs.fields().items():
        # Where a table starts empty, a scenario may well be about none.
        missing = isinstance(field, Table) and field.basis.value and key not in given
        if missing and getattr(options, f"input_{key}") is None:
            raise InputError(key, f"the rows that the scenario is about, with --{key} FILE")


def _scenario(calculator: Calculator, path: str) -> dict[str, object]:
    """Return what a calculator knows of a scenario in a JSON file; what it does not is named on the error stream."""
    content = _from_file("scenario", path)
    inputs, left_out = calculator.inputs.taking(content)
    if left_out:
        print(f"Left out, since this calculator does not ask for it: {', '.join(left_out)}", file=sys.stderr)
    return {name: getattr(inputs, name) for name in content if name in inputs.fields()}


def _from_file(option: str, path: str) -> dict[str, object]:
    """Return the inputs in a JSON file."""
    return saved_inputs(option, contents(option, path))


if __name__ == "__main__":
    sys.exit(main())
