"""The command line answers, prints records that agree with the library, and names what it cannot use."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from calculators.__main__ import main
from calculators.catalog import catalog
from calculators.core import Records, Table
from calculators.show.tables import plain
from tests.examples import EXAMPLE, FOLDS, READER


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Return exit code, output and errors of a command."""
    code = main(list(arguments))
    output, errors = capsys.readouterr()
    return code, output, errors


def test_it_lists_the_calculators(capsys: pytest.CaptureFixture[str]) -> None:
    """Without arguments every calculator is listed with its title."""
    code, output, _ = run(capsys)
    assert code == 0
    for name, calculator in catalog().items():
        assert name in output
        assert calculator.title in output


def test_it_answers_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    """The readable answer starts with the verdict."""
    code, output, _ = run(capsys, EXAMPLE, "--volume", "50000", "--pricing", "per_hour")
    assert code == 0
    assert output.startswith("Outsourcing is cheaper over 24 months")


def test_json_holds_the_library_s_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """``--json`` prints inputs and result under the model's names at full precision."""
    _, output, _ = run(capsys, EXAMPLE, "--json", "--volume", "50000")
    content = json.loads(output)
    inputs = catalog()[EXAMPLE].inputs(volume=50000)
    assert content["inputs"] == inputs.values()
    assert content["result"]["in_house"] == plain(catalog()[EXAMPLE].compute(inputs).in_house)


def test_inputs_come_from_a_file_a_preset_and_flags(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A file overrides a preset, a flag overrides a file; what ``--json`` printed is read again."""
    scenario = tmp_path / "scenario.json"
    scenario.write_text(json.dumps({"inputs": {"volume": 1000, "wage": 30}}))
    _, output, _ = run(
        capsys, EXAMPLE, "--preset", "audio-transcription", "--inputs", str(scenario), "--wage", "31", "--json"
    )
    inputs = json.loads(output)["inputs"]
    assert (inputs["seconds"], inputs["volume"], inputs["wage"]) == (240, 1000, 31)


def test_standard_input_is_read(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """``--inputs -`` reads the scenario from standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"volume": 1234}')))
    _, output, _ = run(capsys, EXAMPLE, "--inputs", "-", "--json")
    assert json.loads(output)["inputs"]["volume"] == 1234


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (["cost", "--wage", "-3"], "wage"),
        (["cost", "--months", "1.5"], "months"),
        (["cost", "--pricing", "per_box"], "pricing"),
        (["cost", "--bogus", "3"], "bogus"),
        (["cost", "--inputs", "no such file.json"], "inputs"),
        (["nothing"], "calculator"),
    ],
)
def test_wrong_input_is_one_line_and_exit_code_two(
    capsys: pytest.CaptureFixture[str], arguments: list[str], field: str
) -> None:
    """One line on standard error names the field and what was expected; nothing is printed as an answer."""
    code, output, errors = run(capsys, *arguments)
    assert code == 2
    assert output == ""
    assert errors.startswith(f"{field}: expected ")
    assert errors.count("\n") == 1


@pytest.mark.parametrize("content", ["", "[1]", "nan", '{"volume": NaN}', '{"volume": 1e999}', "[" * 10_000])
def test_hostile_scenario_files_are_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str) -> None:
    """Files that are no object of finite numbers are refused by name."""
    scenario = tmp_path / "scenario.json"
    scenario.write_text(content)
    code, _, errors = run(capsys, EXAMPLE, "--inputs", str(scenario))
    assert code == 2
    assert "expected" in errors


def test_it_runs_as_a_module() -> None:
    """``python -m calculators`` works and exits with the code of the answer."""
    command = [sys.executable, "-m", "calculators", EXAMPLE, "--csv"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Part,Name,Detail,Value,Unit")


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ('{"volume": 5, "volume": 6}', "volume"),
        ('{"inputs": {"volume": 5}, "wage": 9}', "inputs"),
        ('\ufeff{"wage": "x"}', "wage"),
    ],
)
def test_a_scenario_is_read_whole_or_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str, field: str
) -> None:
    """Names given twice and names beside a record's are refused; a byte order mark is no fault."""
    scenario = tmp_path / "scenario.json"
    scenario.write_text(content, encoding="utf-8")
    code, _, errors = run(capsys, EXAMPLE, "--inputs", str(scenario))
    assert code == 2
    assert errors.startswith(f"{field}: expected ")


def test_a_record_without_its_rows_is_not_answered(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A record of agreement does not repeat the rows, so it cannot be answered without them."""
    _, record, _ = run(capsys, READER, "--json")
    scenario = tmp_path / "record.json"
    scenario.write_text(record)
    code, output, errors = run(capsys, READER, "--inputs", str(scenario))
    assert (code, output) == (2, "")
    assert errors.startswith("table: expected the rows")


def test_a_closed_pipe_is_no_error() -> None:
    """A reader who has seen enough gets no traceback."""
    command = f"{sys.executable} -m calculators cost --json | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_a_place_s_figures_stay_in_its_currency(capsys: pytest.CaptureFixture[str]) -> None:
    """Pounds are not taken for euros: another currency beside a place is refused, and its own is taken."""
    assert run(capsys, EXAMPLE, "--place", "uk", "--currency", "GBP")[0] == 0
    code, output, errors = run(capsys, EXAMPLE, "--place", "uk", "--currency", "EUR")
    assert (code, output) == (2, "")
    assert errors.startswith("currency: expected GBP, in which the figures of --place uk are")


def test_any_encoding_of_the_machine_will_do() -> None:
    """Signs beyond ASCII are printed as UTF-8 even where the machine's own encoding lacks them."""
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    # The second is how the installed command begins.
    for begun in (["-m", "calculators"], ["-c", "from calculators.__main__ import main; main()"]):
        command = [sys.executable, *begun, EXAMPLE, "--markdown"]
        done = subprocess.run(command, capture_output=True, env=environment, check=True)
        assert "What labelling costs" in done.stdout.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
def test_an_output_that_cannot_be_written_is_an_error() -> None:
    """A full disk gives one line and a code of its own, and no traceback."""
    command = f"{sys.executable} -m calculators {EXAMPLE} --json > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "The output could not be written: No space left on device.\n")


@pytest.mark.parametrize("flag", ["--inputs", "--scenario", "--xlsx", "--svg"])
def test_a_path_that_a_script_left_empty_is_refused(capsys: pytest.CaptureFixture[str], flag: str) -> None:
    """An empty variable of a script is no file, and must not be passed over."""
    code, _, errors = run(capsys, EXAMPLE, flag, "")
    assert (code, errors) == (2, f"{flag[2:]}: expected the name of a file, and not an empty one\n")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (name, key)
        for name, calculator in catalog().items()
        for key, field in calculator.inputs.fields().items()
        if isinstance(field, Records | Table)
    ],
)
def test_rows_from_nowhere_are_not_passed_over(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, key: str
) -> None:
    """An empty path is refused, and what a failed export leaves is never answered without a word."""
    code, output, errors = run(capsys, name, f"--{key}", "")
    assert (code, output) == (2, "")
    assert errors.startswith(f"{key}: expected the name of a file")
    empty = tmp_path / "empty.csv"
    empty.write_text("\n")
    assert f"{key}: {empty} holds no rows, so none count\n" in run(capsys, name, f"--{key}", str(empty))[2]


def test_a_sample_of_scores_fills_its_inputs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A file of scores gives the two counts and the thresholds, says what it read, and names its faults."""
    file = tmp_path / "sample.csv"
    file.write_text("score,right\n0.9,1\n0.8,0\n", "utf-8")
    code, output, said = run(capsys, FOLDS, "--sample", str(file), "--json")
    assert code == 0
    assert said.startswith("Read 2 rows: the model is right on 50.0%.")
    inputs = json.loads(output)["inputs"]
    assert (inputs["calibration_items"], inputs["calibration_right"]) == (2, 1)
    assert inputs["risk_coverage"] == [{"threshold": 0.9, "items": 1, "errors": 0}]
    file.write_text("score,right\n0.9,1\nhigh,0\n", "utf-8")
    code, _, said = run(capsys, FOLDS, "--sample", str(file))
    assert code == 2
    assert said == "sample: row 2 (line 3), score: expected a number such as 0.95, got 'high'\n"


def test_what_a_sample_gives_is_not_given_twice(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A flag beside a file that gives the same input is refused, since one of the two would be dropped in silence."""
    file = tmp_path / "sample.csv"
    file.write_text("0.9,1\n", "utf-8")
    code, _, said = run(capsys, FOLDS, "--sample", str(file), "--calibration-items", "7")
    assert code == 2
    assert said == "calibration_items: expected either --calibration_items or --sample, which gives it too\n"
