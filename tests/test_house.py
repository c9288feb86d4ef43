"""The house rules hold over this checkout, and a fault that is put in by hand is found, line by line."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from calculators.catalog import catalog
from calculators.core import Choice, Number, Table
from tests import house

ROOT = Path(__file__).parent.parent
NAMES = list(catalog())
RULES: tuple[Callable[[Path], list[str]], ...] = (
    house.imports_upwards,
    house.not_for_a_browser,
    house.circles,
    house.declared_twice,
    house.incomplete_calculators,
    house.too_long,
)


def written(root: Path, **files: str) -> Path:
    """Write files of a checkout, each named by its path with two underscores for a slash, and return its folder."""
    for name, text in files.items():
        path = root / name.replace("____init__", "/@").replace("__", "/").replace("@", "__init__")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name(f"{path.name}.py").write_text(text, "utf-8")
    return root


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_holds(rule: Callable[[Path], list[str]]) -> None:
    """Nothing in this checkout breaks the rule; what does is named by file, line and what to do instead."""
    assert rule(ROOT) == []


def test_no_file_names_a_calculator_that_is_not_its_own() -> None:
    """Every list of calculators, and every example of one, comes from the catalogue."""
    assert house.named_calculators(ROOT, NAMES) == []


def test_reasons_for_long_files_are_not_kept_longer_than_the_files() -> None:
    """A file that got shorter, or went, leaves the list of long ones."""
    for file in house.LONGER:
        assert (ROOT / file).is_file(), file
        assert len((ROOT / file).read_text("utf-8").splitlines()) > house.ONE_READING, file


@pytest.mark.parametrize(
    ("place", "line", "part"),
    [
        ("calculators__core__field", "from calculators.models import survey", "core imports calculators.models"),
        ("calculators__methods__sums", "import calculators.show.markup", "methods imports calculators.show"),
        ("calculators__show__page", "from calculators import catalog", "show imports calculators.catalog"),
        ("calculators__models__survey__result", "from scripts.site import pages", "does not ship to the browser"),
        ("calculators__models__survey__result", "from .inputs import Inputs", "Import by full name"),
        ("scripts__publishing__feed", "from scripts.site import pages", "publishing imports scripts.site.pages"),
        ("scripts__machine__server", "from scripts import serve", "may import no other room"),
        ("calculators__models__survey__result", "from calculators.models.poll.sums import total", "inside of poll"),
        ("calculators__models__survey__result", "def late():\n    from calculators import bridge", "models imports"),
    ],
)
def test_an_import_upwards_is_found(tmp_path: Path, place: str, line: str, part: str) -> None:
    """It is named with its line, wherever in the file it stands, and so is an import past another model's face."""
    (found,) = house.imports_upwards(written(tmp_path, **{place: f"import math\n{line}\n"}))
    assert found.startswith(f"{place.replace('__', '/')}.py:{1 + len(line.splitlines())}: ")
    assert part in found


def test_a_models_face_may_be_imported(tmp_path: Path) -> None:
    """A model may ask another for its inputs and its answer."""
    text = "from calculators.models import poll\nfrom calculators.models.poll import Inputs, compute\n"
    assert house.imports_upwards(written(tmp_path, calculators__models__survey__result=text)) == []


@pytest.mark.parametrize("module", ["numpy", "time", "datetime", "js"])
def test_what_no_browser_has_is_found(tmp_path: Path, module: str) -> None:
    """Another package, a clock, or the page itself is refused in what ships."""
    (found,) = house.not_for_a_browser(written(tmp_path, calculators__core__clock=f"import math\nimport {module}\n"))
    assert found.startswith(f"calculators/core/clock.py:2: {module} ")
    assert "as inputs" in found


def test_what_stays_on_our_machines_may_use_its_packages(tmp_path: Path) -> None:
    """Extras, which no browser gets, import the packages they are named for."""
    assert house.not_for_a_browser(written(tmp_path, calculators__extras__mcp="import mcp\n")) == []


def test_rooms_that_know_each_other_are_found(tmp_path: Path) -> None:
    """Two scripts' rooms, or two models, in a circle, straight or through a third, are named with every step."""
    root = written(
        tmp_path,
        scripts__site__pages="from scripts.publishing.feed import write",
        scripts__publishing__feed="import math\nfrom scripts.markdown.names import name",
        scripts__markdown__names="\nfrom scripts.site import pages",
        scripts__build="from scripts.site.pages import pages",
        calculators__models__survey__result="from calculators.models.poll import compute",
        calculators__models__poll__result="from calculators.models import survey",
        calculators__models__poll____init__="",
        calculators__models__survey____init__="",
    )
    models, rooms = house.circles(root)
    assert models.startswith("calculators/models/")
    assert "survey knows calculators/models/poll" in models
    assert rooms.startswith(("scripts/site/pages.py:1", "scripts/publishing/feed.py:2", "scripts/markdown/names.py:2"))
    for step in ("scripts/site knows scripts/publishing", "scripts/publishing/feed.py:2", "below them"):
        assert step in rooms
    assert "the commands" not in rooms


def test_an_input_declared_twice_is_found(tmp_path: Path) -> None:
    """An input that the vocabulary or another calculator has is named, in both places; a file's table is not."""
    inputs = (
        "class {0}Inputs(Inputs):\n    wage: float = number('Wage')\n    volume: float = shared('volume')\n"
        "    pets: int = number('Pets')\n    table: Rows = table('Rows')\n"
    )
    root = written(
        tmp_path,
        calculators__vocabulary__work="FIELDS: Mapping[str, Field] = {'wage': Number(), 'volume': Number()}",
        calculators__models__poll=inputs.format("Poll"),
        calculators__models__survey__inputs=inputs.format("Survey"),
    )
    vocabulary, between = (
        [line for line in house.declared_twice(root) if f": {name} is declared in" in line] for name in ("wage", "pets")
    )
    assert [line.partition(": ")[0] for line in vocabulary] == [
        "calculators/models/poll.py:2",
        "calculators/models/survey/inputs.py:2",
    ]
    assert all("take it from there with shared(" in line for line in vocabulary)
    (line,) = between
    assert line.startswith("calculators/models/survey/inputs.py:4: pets is declared in calculators/models/poll.py:4")
    assert len(house.declared_twice(root)) == 3


def test_a_calculator_without_page_or_test_is_found(tmp_path: Path) -> None:
    """A page that is not there, or shows another calculator, and a test that is not there are each said."""
    root = written(tmp_path, calculators__models__survey='\ncalculator = Calculator(title="S", page="survey.md")\n')
    written(root, calculators__models___half='calculator = Calculator(title="No calculator yet", page="")\n')
    page, test = house.incomplete_calculators(root)
    assert page.startswith("calculators/models/survey.py:2: survey is on no page. Write docs/survey.md with the lines")
    assert test.startswith("calculators/models/survey.py:2: survey has no test. Write tests/models/test_survey.py")
    written(root, tests__models__test_survey="")
    (root / "docs").mkdir()
    (root / "docs/survey.md").write_text("/// calculator | surveys\n///\n")
    assert len(house.incomplete_calculators(root)) == 1
    (root / "docs/survey.md").write_text("/// calculator | survey\n///\n")
    assert house.incomplete_calculators(root) == []


def test_a_file_of_more_than_one_reading_is_found(tmp_path: Path) -> None:
    """Up to 300 lines are one reading; up to 450 need a reason, outside tests; more need a split, everywhere."""
    root = written(tmp_path, scripts__whole="\n" * 300, scripts__long="\n" * 301, tests__test_long="\n" * 450)
    written(root, tests__test_longer="\n" * 451)
    long, longer = house.too_long(root)
    assert long.startswith("scripts/long.py:300: 301 lines. Split it, or say in LONGER")
    assert longer.startswith("tests/test_longer.py:450: 451 lines. Split it by topic")


@pytest.mark.parametrize(
    "line",
    [
        'poll = find("poll")',
        'poll = catalog()["poll"]',
        'answer(JSON.stringify({ name: "poll", inputs }))',
        'links = [link for link in links if link.calculator == "poll"]',
        'subprocess.run([sys.executable, "-m", "calculators", "poll"])',
        'main(["poll", "--json"])',
        'finished(page, "poll")',
        'ALL = ("poll", "survey")',
        'page.goto(f"{address}calculators/poll/")',
        'html = page("/// calculator | poll")',
        'page.locator("#poll output")',
        'link = "#poll?volume=5"',
        "from calculators.models import poll",
    ],
)
def test_a_calculators_name_in_the_wrong_place_is_found(tmp_path: Path, line: str) -> None:
    """Looked up, linked to, shown or listed in tests of others or in scripts, a name is found; in its own it is not."""
    root = written(tmp_path, tests__test_all=f"\n{line}\n", tests__models__test_poll=f"{line}\n")
    written(root, tests__models__test_poll_words=f"{line}\n", scripts__site__pages=f"{line}\n")
    found = house.named_calculators(root, ["poll"] if "survey" not in line else ["poll", "survey"])
    assert {each.partition(": ")[0] for each in found} >= {"tests/test_all.py:2", "scripts/site/pages.py:1"}
    assert not any(each.startswith("tests/models/") and "poll." in each for each in found)
    assert all("Ask the catalogue" in each for each in found)


def test_a_word_that_is_also_a_name_is_no_name(tmp_path: Path) -> None:
    """What a word means elsewhere, an input, a page, a row, is nobody's business here."""
    text = "# what a poll costs\nvalues = {'poll': 5}\npage = 'decide/poll/'\nrow = 'decide/compare/#poll'\n"
    root = written(tmp_path, tests__test_all=text, scripts__site__pages=text)
    assert house.named_calculators(root, ["poll", "survey"]) == []


def test_a_model_may_be_named_where_another_leads_to_it(tmp_path: Path) -> None:
    """A calculator's own tests may name those that its next steps lead to, and no others."""
    root = written(tmp_path, calculators__models__survey="Link(calculator='poll')")
    written(root, tests__models__test_survey='find("poll")\nfind("quiz")\n')
    (found,) = house.named_calculators(root, ["poll", "quiz", "survey"])
    assert found.startswith("tests/models/test_survey.py:2: names the calculator quiz.")


def test_tracked_files_name_no_registry_and_no_machine() -> None:
    """No tracked file names a package registry's host or an absolute path of somebody's machine."""
    words = ["py" + "pi.org", "python" + "hosted", "registry" + ".npmjs", "deb.debian" + ".org", "/wo" + "rk/"]
    words += ["/ro" + "ot/."]
    command = ["git", "grep", "-n", "-I", "-i", "-F", *(part for word in words for part in ("-e", word))]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = [line for line in found.stdout.splitlines() if "core.ac.uk/wo" not in line]
    assert lines == []


@pytest.mark.parametrize("name", catalog())
def test_every_input_is_documented_and_its_basis_lies_within_bounds(name: str) -> None:
    """Each input has a label, help and a basis; a number's default and range are values the field accepts."""
    for key, field in catalog()[name].inputs.fields().items():
        assert field.label, key
        assert field.help, key
        assert field.basis.words, key
        if isinstance(field, Number):
            for value in (field.basis.low, field.basis.value, field.basis.high):
                assert field.parse(key, value) == value
            assert field.basis.low <= field.basis.value <= field.basis.high


def test_the_same_name_means_the_same_everywhere() -> None:
    """An input's name has one label, kind and unit in all calculators, so that scenarios can travel; files do not."""
    meanings: dict[str, set[tuple[str, str, str]]] = {}
    for calculator in catalog().values():
        for key, field in calculator.inputs.fields().items():
            if field.travels:
                meanings.setdefault(key, set()).add((type(field).__name__, field.label, field.unit))
    assert {key: found for key, found in meanings.items() if len(found) > 1} == {}


def test_reserved_names_are_free() -> None:
    """No input is called as something a link or the command line already uses."""
    reserved = {"version", "inputs", "json", "csv", "markdown", "schema", "preset", "help", "kind", "name"}
    for name, calculator in catalog().items():
        assert reserved & calculator.inputs.fields().keys() == set(), name


def test_no_style_names_a_calculator() -> None:
    """Style sheets work for any calculator: none of them names one."""
    for path in (ROOT / "docs/assets").rglob("*.css"):
        text = path.read_text("utf-8")
        for name in catalog():
            assert f'"{name}"' not in text, path
            assert f"#{name}" not in text, path


@pytest.mark.parametrize("name", catalog())
def test_choices_offer_their_default(name: str) -> None:
    """A choice's starting answer is among its options; a table's starting rows are accepted."""
    for key, field in catalog()[name].inputs.fields().items():
        if isinstance(field, Choice | Table):
            assert field.parse(key, field.basis.value) == field.basis.value
