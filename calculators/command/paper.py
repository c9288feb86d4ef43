"""``python -m calculators paper``: several calculators' answers as one decision paper.

The calculators come from a saved paper, or are named with ``--calculator``, in the order in which they shall stand.
"""

import argparse
import sys
from binascii import a2b_base64
from collections.abc import Sequence
from dataclasses import replace

from calculators.bridge.papers import saved_paper, written
from calculators.catalog import find
from calculators.command.files import contents, save
from calculators.command.parsing import Parser
from calculators.core import InputError, Progress
from calculators.core.saved_inputs import saved_inputs
from calculators.paper import Details, Entry, LeftOut, Paper, answers, read

NAME = "paper"


def main(arguments: Sequence[str]) -> int:
    """Gather the answers of several calculators in a decision paper. The exit code is 1 where one was left out.

    Raises:
        InputError, InputErrors: an argument cannot be used.
    """
    options = _parser().parse_args(arguments)
    paper = _paper(options)
    *_, found = answers(paper, {}, {})
    assert not isinstance(found, Progress)
    form = options.kind or next((kind for kind in ("html", "docx") if getattr(options, kind) is not None), "markdown")
    file = written(form, paper, found, options.site and f"{options.site.rstrip('/')}/")
    if (path := getattr(options, form, None)) is not None:
        save(form, path, a2b_base64(str(file["base64"])) if "base64" in file else str(file["text"]).encode())
    else:
        sys.stdout.write(str(file["text"]))
    left_out = [one for one in found if isinstance(one, LeftOut)]
    for one in left_out:
        sys.stderr.write(f"Left out: {one.title}. {one.why}\n")
    return 1 if left_out else 0


def _parser() -> argparse.ArgumentParser:
    about = (main.__doc__ or "").partition("\n")[0]
    parser = Parser(prog=f"python -m calculators {NAME}", description=about, allow_abbrev=False)
    output = parser.add_mutually_exclusive_group()
    output.add_argument(
        "--markdown", dest="kind", action="store_const", const="markdown", help="print it, as without this"
    )
    output.add_argument("--json", dest="kind", action="store_const", const="json", help="print what opens it again")
    output.add_argument("--html", metavar="FILE", help="write a page that stands alone; - for standard output")
    output.add_argument("--docx", metavar="FILE", help="write a document; - for standard output")
    parser.add_argument("--open", metavar="FILE.json", help="start from a saved paper; - for standard input")
    parser.add_argument("--calculator", metavar="NAME", action="append", default=[], help="one more calculator")
    parser.add_argument("--scenario", metavar="FILE.json", help="what each of these takes as far as it knows it")
    parser.add_argument(
        "--inputs", metavar="NAME=FILE.json", action="append", default=[], help="the inputs of one of these"
    )
    parser.add_argument("--note", metavar="NAME=WORDS", action="append", default=[], help="a note on an answer")
    parser.add_argument("--site", default="", help="the address of the handbook, for the links")
    for name, field in Details.fields().items():
        parser.add_argument(f"--{name}", metavar="WORDS", help=f"{field.label}: {field.help or field.expected}")
    return parser


def _paper(options: argparse.Namespace) -> Paper:
    opened = read(saved_paper(contents("open", options.open))) if options.open is not None else Paper(details=Details())
    said = {name: given for name in Details.fields() if (given := getattr(options, name)) is not None}
    details = Details.parse({**opened.details.scenario(), **said})
    entries = {entry.name: entry for entry in opened.entries}
    scenario = saved_inputs("scenario", contents("scenario", options.scenario)) if options.scenario is not None else {}
    for name in options.calculator:
        known = find(name).inputs.fields()
        inputs = {key: value for key, value in scenario.items() if key in known}
        entries[name] = Entry(name=name, inputs=inputs)
    for name, path in _named("inputs", options.inputs, entries):
        given = {**entries[name].inputs, **saved_inputs("inputs", contents("inputs", path))}
        entries[name] = replace(entries[name], inputs=given)
    for name, note in _named("note", options.note, entries):
        entries[name] = replace(entries[name], note=note)
    return Paper(details=details, entries=tuple(entries.values()))


def _named(option: str, given: Sequence[str], entries: dict[str, Entry]) -> list[tuple[str, str]]:
    """Return the calculators and what was given for each.

    Raises:
        InputError: a calculator is not in the paper.
    """
    pairs = [(name, rest) for name, _, rest in (one.partition("=") for one in given)]
    for name, _ in pairs:
        if name not in entries:
            raise InputError(option, "the name of a calculator in the paper, an equals sign and what is given", name)
    return pairs
