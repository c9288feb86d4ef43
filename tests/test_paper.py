"""The decision paper: what stands in it and where, what is left out and why, and that it opens again as it was."""

import io
import json
import re
import zipfile
from binascii import a2b_base64
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.__main__ import main
from calculators.bridge import paper, paper_file, paper_opened
from calculators.catalog import catalog
from calculators.core import InputErrors, Records
from calculators.core.calculator import PAPER_ROLES
from calculators.paper import Details, read
from calculators.show.links import LONGEST
from calculators.show.paper_links import paper_fragment, read_paper
from scripts.machine.office import converted
from tests.examples import EXAMPLE, QUESTIONS, READER, ROWS, asking

CHECKLIST, PILOT = asking("data_classes", "viewed_from"), asking("pairing", "only_first")
FOUR = (EXAMPLE, QUESTIONS, CHECKLIST, PILOT)
DETAILS = {
    "title": "Boxes for the 2027 road data",
    "question": "Who labels 30,000 boxes a month from January?",
    "recommendation": "Buy it, after a pilot.\nDecide before the budget closes.",
    "owner": "Head of data",
    "names": "The team of tools",
    "date": "2027-01-15",
    "actions": "2027-01-20 Ask three vendors\n2027-02-01: run the pilot\nWrite the guideline",
    "notes": "The budget is fixed.",
}
SITE = "https://handbook.example/"
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = '<script>alert(1)</script> | *x* [y](z) # ¤ & "q"'


def contents(*names: str, **inputs: dict[str, str]) -> dict[str, Any]:
    """Return the contents of a paper of these calculators."""
    calculators = [{"name": name, "inputs": inputs.get(name, {})} for name in names]
    return {"details": dict(DETAILS), "calculators": calculators}


def answered(content: object, **request: object) -> dict[str, Any]:
    """Return the last reply to a paper."""
    *_, last = paper(json.dumps({"paper": content, "site": SITE, **request}))
    reply: dict[str, Any] = json.loads(last)
    return reply


def saved(content: object, form: str) -> str:
    """Return a paper as a file of text."""
    reply = json.loads(paper_file(json.dumps({"paper": content, "site": SITE, "form": form})))
    assert reply["state"] == "file", reply
    return str(reply["text"])


@pytest.fixture(scope="module")
def four() -> dict[str, Any]:
    """The contents of a paper of four calculators that were asked about the same volume."""
    same = {"volume": "30000"}
    return contents(*FOUR, **{EXAMPLE: same, QUESTIONS: same})


@pytest.fixture(scope="module")
def document(four: dict[str, Any]) -> bytes:
    """That paper as a file for Word."""
    reply = json.loads(paper_file(json.dumps({"paper": four, "site": SITE, "form": "docx"})))
    return a2b_base64(reply["base64"])


def test_the_first_pages_follow_the_reader_who_decides(four: dict[str, Any]) -> None:
    """Question, recommendation, figures, flips, costs, gates, assumptions, steps and notes stand in this order."""
    reply = answered(four)
    first = [part for part in reply["order"] if not part.startswith(("appendix-", "assumptions"))]
    assert first == [
        "title", "head", "recommendation", "figures", "flip", "cost", "gates", "assumed", "actions", "notes",
    ]  # fmt: skip
    assert [part for part in reply["order"] if part not in first] == [
        *(f"appendix-{name}" for name in FOUR), "assumptions",
    ]  # fmt: skip
    assert reply["sheets"] == reply["order"][len(first) :]
    assert reply["left_out"] == {}


def test_the_reader_s_words_and_each_headline_stand_in_it(four: dict[str, Any]) -> None:
    """The paper says what the reader typed and, in the reader's order, what each calculator says."""
    text = saved(four, "markdown")
    for words in DETAILS.values():
        for line in words.splitlines():
            bare = re.sub(r"^\d{4}-\d{2}-\d{2}:? ", "", line)
            assert bare in text, bare
    places = [text.index(f": {catalog()[name].title}\n") for name in FOUR]
    assert places == sorted(places)
    assert "$120,000 against $400,000" in text
    other = answered(contents(*reversed(FOUR)))["order"]
    assert [part for part in other if part.startswith("appendix-")] == [f"appendix-{name}" for name in reversed(FOUR)]


def test_rows_of_many_columns_stand_upright() -> None:
    """Rows with more columns than a sheet has room for take a column each, under their names."""
    (field,) = (one for one in catalog()[ROWS].inputs.fields().values() if isinstance(one, Records))
    upright = re.findall(r"(?m)^\| ([^|(]*?)(?: \([^|]*\))? \| (.*) \|$", saved(contents(ROWS), "markdown"))
    found = {name: len(cells.split(" | ")) for name, cells in upright}
    assert {found.get(one.label) for one in field.row.fields().values()} == {len(field.basis.value)}


def test_steps_have_their_dates(four: dict[str, Any]) -> None:
    """A date in front of a step stands in a column of its own, and a step without one has an empty cell there."""
    text = saved(four, "markdown")
    assert "| 2027-01-20 | Ask three vendors |\n| 2027-02-01 | run the pilot |\n|  | Write the guideline |" in text


def test_every_input_has_its_source_or_its_reason(four: dict[str, Any]) -> None:
    """The last appendix gives each input's origin, and each source that has one gives its address."""
    text = saved(four, "markdown").partition("assumptions and sources")[2]
    for name in FOUR:
        for key, field in catalog()[name].inputs.fields().items():
            if field.travels and field.when is None and key != "volume":
                assert field.label.replace("|", "\\|") in text, (name, key)
    assert "| Accepted labels a month | 30,000 labels a month | our own figure |" in text
    assert "assumption: " in text
    assert re.search(r"\(20\d\d[^)]*\): <https://", text)


def test_without_appendices_only_the_first_pages_stay(four: dict[str, Any]) -> None:
    """The reader can leave the appendices out, and what was cut says where the rest is."""
    short = {**four, "details": {**DETAILS, "appendices": "without"}}
    reply = answered(short)
    assert reply["sheets"] == []
    text = saved(short, "markdown")
    assert "Appendix" not in text
    assert "the rest is in the calculator's answer" in text


def test_values_that_differ_are_named() -> None:
    """Two volumes in one paper are both named, and answers in two currencies say that nothing was converted."""
    text = saved(contents(EXAMPLE, QUESTIONS, **{EXAMPLE: {"volume": "30000", "currency": "EUR"}}), "markdown")
    assert "Accepted labels a month: 30,000 labels a month in “What labelling costs” and 200,000 labels" in text
    assert "euros and US dollars, and nothing is converted" in text
    assert "€" in text
    assert "¤" not in text
    same = saved(contents(EXAMPLE, QUESTIONS), "markdown")
    assert "Not the same everywhere" not in same
    assert "nothing is converted between" not in same


@pytest.mark.parametrize("form", ["html", "pasted", "markdown"])
def test_what_a_reader_types_is_never_markup(form: str) -> None:
    """Markup, Markdown and the sign for a currency come out as the words they are."""
    content = contents(EXAMPLE)
    content["details"] = dict.fromkeys(("title", "question", "recommendation", "owner", "names", "notes"), HOSTILE)
    content["calculators"][0]["note"] = HOSTILE
    text = saved(content, form)
    assert not re.search(r"(?<!\\)<script", text)
    if form == "markdown":
        assert r"\<script\>alert(1)\</script\> \| \*x\* \[y\](z) \# ¤" in text
    else:
        assert "&lt;script&gt;alert(1)&lt;/script&gt; | *x* [y](z) # ¤ &amp; &quot;q&quot;" in text
    assert all("<script" not in part for part in answered(content)["parts"].values())


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"name": "nothing"}, "There is no calculator of this name."),
        ({"name": EXAMPLE, "inputs": {"volume": "many"}}, "Accepted labels a month: expected"),
        ({"name": EXAMPLE, "inputs": {"bogus": "1"}}, "bogus: expected"),
        ({"name": EXAMPLE, "version": 99}, "version: expected at most"),
        ({"name": READER, "without": ["Your labels"]}, "rows of your own (“Your labels”)"),
        ({"name": ROWS, "inputs": {"quotes": "A,per_label,x"}}, "expected"),
    ],
)
def test_what_cannot_answer_is_left_out_and_said(entry: dict[str, Any], why: str) -> None:
    """A calculator that is missing or refuses is named with the reason, and the others stay."""
    other = QUESTIONS if entry["name"] != QUESTIONS else EXAMPLE
    content = {"details": {}, "calculators": [entry, {"name": other}]}
    reply = answered(content)
    assert why in reply["left_out"][entry["name"]]
    assert f"appendix-{other}" in reply["order"]
    assert "Left out of this paper" in reply["parts"]["left-out"]
    assert entry["name"] not in json.loads(saved(content, "json"))["answers"]


def test_what_could_not_be_loaded_is_left_out_and_said() -> None:
    """Where the code of a calculator did not come, the paper stands without it and gives the reason."""
    reply = answered(contents(EXAMPLE, QUESTIONS), missing={EXAMPLE: "the server answered 404"})
    assert reply["left_out"] == {EXAMPLE: "It could not be loaded: the server answered 404."}
    assert f"appendix-{QUESTIONS}" in reply["order"]


def test_inputs_of_an_older_version_say_so() -> None:
    """An entry of an older version is answered under today's names and says what changed since."""
    entry = {"name": EXAMPLE, "inputs": {"volume": "30000"}, "version": 1}
    reply = answered({"details": {}, "calculators": [entry]})
    assert "version 1 of the calculator, and today&#x27;s is 2" in reply["parts"]["recommendation"]
    assert catalog()[EXAMPLE].changes[2][:40] in reply["parts"]["recommendation"]


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ("x", "paper"),
        ({"bogus": 1}, "paper"),
        ({"details": []}, "details"),
        ({"details": {"bogus": "x"}}, "bogus"),
        ({"details": {"date": "soon"}}, "date"),
        ({"details": {"title": "two\nlines"}}, "title"),
        ({"details": {"notes": "x" * 10_001}}, "notes"),
        ({"calculators": {}}, "calculators"),
        ({"calculators": [{"name": "a"}] * 51}, "calculators"),
        ({"calculators": [{"name": "a"}, {"name": "a"}]}, "calculators"),
        ({"calculators": [3]}, "calculators[0].calculator"),
        ({"calculators": [{"name": 3}]}, "calculators[0].name"),
        ({"calculators": [{"name": "a", "inputs": 3}]}, "calculators[0].inputs"),
        ({"calculators": [{"name": "a", "note": 3}]}, "calculators[0].note"),
        ({"calculators": [{"name": "a", "version": "1"}]}, "calculators[0].version"),
        ({"calculators": [{"name": "a", "without": "x"}]}, "calculators[0].without"),
    ],
)
def test_what_is_no_paper_is_refused_at_its_field(content: object, field: str) -> None:
    """Contents that cannot be used are refused by the name of what is wrong; nothing is put together."""
    with pytest.raises(InputErrors) as refusal:
        read(content)
    assert field in {error.field for error in refusal.value.errors}
    assert field in answered(content)["errors"]


def test_a_saved_paper_opens_as_it_was(four: dict[str, Any]) -> None:
    """What JSON saved opens to a paper of the same bytes, with what was left out and with every note."""
    content = {**four, "calculators": [*four["calculators"], {"name": ROWS, "included": False, "note": "Later."}]}
    text = saved(content, "json")
    opened = json.loads(paper_opened("{}", {"saved": text.encode()}))
    assert opened["state"] == "paper-opened"
    assert saved(opened["paper"], "json") == text
    assert saved(opened["paper"], "html") == saved(content, "html")
    assert opened["paper"]["calculators"][-1] == {"name": ROWS, "inputs": {}, "note": "Later.", "included": False}


def test_rows_of_the_reader_s_own_are_not_saved() -> None:
    """A saved paper names the table in the place of its rows, which are in neither file nor link, and both say so."""
    rows = b"item,annotator,label\n1,secret,x\n1,b,y\n2,secret,x\n2,b,x\n"
    content = contents(EXAMPLE, READER)
    request = json.dumps({"paper": content, "site": SITE, "form": "json"})
    files = {f"{READER}.table": rows}
    text = json.loads(paper_file(request, files))["text"]
    label = catalog()[READER].inputs.fields()["table"].label
    assert json.loads(text)["paper"]["calculators"][1]["without"] == [label]
    *_, last = paper(request, files)
    reply = json.loads(last)
    assert reply["link_without"] == [catalog()[READER].title]
    assert "secret" not in text
    assert "secret" not in reply["link"]
    opened = json.loads(paper_opened("{}", {"saved": text.encode()}))["paper"]
    assert label in answered(opened)["left_out"][READER]
    excluded = contents(READER, **{READER: {"table": rows.decode()}})
    excluded["calculators"][0]["included"] = False
    assert "secret" not in saved(excluded, "json")


def test_a_link_opens_the_same_paper(four: dict[str, Any]) -> None:
    """The link holds the reader's words and each calculator's own link, and opens to a paper of the same bytes."""
    four["calculators"][0]["note"] = "A note & more?"
    link = answered(four)["link"]
    assert link.startswith("#paper?title=Boxes")
    assert len(link) <= LONGEST
    opened = json.loads(paper_opened(json.dumps({"link": link})))["paper"]
    assert saved(opened, "html") == saved(four, "html")


def test_a_paper_that_is_too_long_for_a_link_has_none() -> None:
    """At the limit there is a link, one character beyond there is none, and how long it would be is said."""
    content = contents(EXAMPLE)
    content["details"] = {"notes": "n"}
    room = LONGEST - answered(content)["link_length"]
    content["details"]["notes"] = "n" * (1 + room)
    assert answered(content)["link_length"] == LONGEST
    assert len(answered(content)["link"]) == LONGEST
    content["details"]["notes"] += "n"
    assert answered(content)["link"] == ""
    assert answered(content)["link_length"] == LONGEST + 1


@pytest.mark.parametrize(
    "link",
    [
        f"#{EXAMPLE}?volume=1", "#paper?title=a&title=b", "#paper?note=x",
        f"#paper?calculator={EXAMPLE}?volume%3D1%26volume%3D2",
        f"#paper?calculator={EXAMPLE}?version%3Dx", f"#paper?calculator={EXAMPLE}&note=a&note=b", "#paper?bogus=1",
        f"#paper?notes={'n' * LONGEST}",
    ],
)  # fmt: skip
def test_links_that_are_no_paper_are_refused(link: str) -> None:
    """A link that says something twice, or what a paper does not have, changes nothing."""
    assert json.loads(paper_opened(json.dumps({"link": link})))["state"] == "refused"


@pytest.mark.parametrize("content", [b"", b"[", b"\xff\xfe", b"3", b'{"inputs": {}}', b'{"paper": 3}', b"[" * 100_000])
def test_files_that_are_no_paper_are_refused(content: bytes) -> None:
    """A file that holds no paper is refused in words."""
    reply = json.loads(paper_opened("{}", {"saved": content}))
    assert reply["state"] == "refused"
    assert all(words.startswith("expected") for words in reply["errors"].values())


PRINTED = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=60).map(str.strip)
NAMES = [name for name, field in Details.fields().items() if type(field).__name__ == "Text"]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), PRINTED.filter(bool)), st.lists(PRINTED, max_size=3))
def test_any_words_survive_a_link(details: dict[str, str], notes: list[str]) -> None:
    """Whatever a reader types comes back from the link as it was."""
    calculators = [
        {"name": f"a{number}", "inputs": {"x": note}, "version": 1, "note": note} for number, note in enumerate(notes)
    ]
    opened = read_paper(paper_fragment({"details": details, "calculators": calculators}))
    assert opened["details"] == details
    assert [(one["name"], one["inputs"], one.get("note", "")) for one in opened["calculators"]] == [
        (f"a{number}", {"x": note}, note) for number, note in enumerate(notes)
    ]


def test_a_page_that_stands_alone_asks_for_nothing(four: dict[str, Any]) -> None:
    """The saved page has no script, picture, style sheet or frame, and its only addresses are links."""
    text = saved(four, "html")
    assert not re.search(r"<(script|img|link|iframe|object)\b|url\(|@import|\bsrc=", text)
    headings = [int(level) for level in re.findall(r"<h(\d)", text)]
    assert headings[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))


def test_the_document_is_well_formed_and_links_lead_somewhere(document: bytes) -> None:
    """Every part of the file for Word is XML, and each link of its text has an address."""
    files = zipfile.ZipFile(io.BytesIO(document))
    body, relations = (
        ElementTree.fromstring(files.read(f"word/{name}")) for name in ("document.xml", "_rels/document.xml.rels")
    )
    for name in files.namelist():
        ElementTree.fromstring(files.read(name))
    ids = {one.get("Id"): one.get("Target") for one in relations}
    links = [
        one.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        for one in body.iter(f"{WORDS}hyperlink")
    ]
    assert links
    assert all(re.match("https?://", ids[link] or "") for link in links)
    assert {style.get(f"{WORDS}val") for style in body.iter(f"{WORDS}pStyle")} >= {"Title", "Heading1", "Heading2"}


def test_an_office_reads_words_and_tables(four: dict[str, Any], document: bytes, tmp_path: Path) -> None:
    """LibreOffice Writer opens the file for Word and what is copied, with every heading and the same tables."""
    (tmp_path / "word.docx").write_bytes(document)
    (tmp_path / "pasted.html").write_text(saved(four, "pasted"), "utf-8")
    found = converted([tmp_path / "word.docx"], tmp_path, "fodt:OpenDocument Text Flat XML")
    found |= converted([tmp_path / "pasted.html"], tmp_path, "fodt:OpenDocument Text Flat XML", "HTML (StarWriter)")
    assert len(found) == 2
    many = saved(four, "pasted").count("<table")
    for name, content in found.items():
        tree = ElementTree.fromstring(content)
        said = " ".join("".join(tree.itertext()).split())
        for words in (*(DETAILS["title"], DETAILS["owner"], "Ask three vendors"), "$120,000 against $400,000"):
            assert words in said, (name, words)
        tables = [one for one in tree.iter() if one.tag.endswith("}table")]
        assert len(tables) == many, name
        headings = ["".join(one.itertext()) for one in tree.iter() if one.tag.endswith("}h")]
        assert {"Recommendation", "What would flip it", "Notes"} <= set(headings), name


def test_a_paper_computes_each_answer_once(four: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that is typed puts the paper together again without asking any calculator again."""
    answered(four)
    calculator = type(catalog()[EXAMPLE])
    monkeypatch.setattr(calculator, "steps", lambda *_: pytest.fail("asked again"))
    four = {**four, "details": {**DETAILS, "title": "Another"}}
    assert "Another" in answered(four)["parts"]["title"]


@pytest.mark.parametrize("name", catalog())
def test_what_a_calculator_gives_a_paper_exists(name: str) -> None:
    """Each role is one that a paper knows, and its section is one that the answer has."""
    calculator = catalog()[name]
    inputs = calculator.inputs()
    sections = {section.id for section in calculator.present(inputs, calculator.finished(inputs)).sections}
    assert set(calculator.paper) <= set(PAPER_ROLES)
    assert set(calculator.paper.values()) <= sections


@pytest.mark.parametrize("name", catalog())
def test_every_calculator_and_preset_goes_into_a_paper(name: str) -> None:
    """No preset of any calculator is left out, none leaves a sign for a currency, and each says its headline."""
    for preset in ({}, *(dict(one.inputs) for one in catalog()[name].presets.values())):
        content = {"details": {}, "calculators": [{"name": name, "inputs": preset}]}
        reply = answered(content)
        assert reply["left_out"] == {}
        assert not any("¤" in part for part in reply["parts"].values())


def test_the_command_line_writes_the_same_paper(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Calculators, a scenario and the reader's words come as flags, and what was saved opens again."""
    scenario, inputs, page = (tmp_path / name for name in ("scenario.json", "inputs.json", "paper.html"))
    scenario.write_text('{"scenario": {"volume": "30000", "project_labels": "5"}}')
    inputs.write_text('{"wage": 30}')
    words = [part for name, text in DETAILS.items() for part in (f"--{name}", text)]
    given = ["paper", "--calculator", EXAMPLE, "--calculator", QUESTIONS, "--scenario", str(scenario), *words]
    given += ["--inputs", f"{EXAMPLE}={inputs}", "--note", f"{EXAMPLE}=Finance agrees.", "--site", SITE]
    assert main([*given, "--json"]) == 0
    text = capsys.readouterr().out
    opened = json.loads(text)["paper"]
    assert opened["calculators"][0]["inputs"] == {"volume": "30000", "wage": "30"}
    saved_file = tmp_path / "paper.json"
    saved_file.write_text(text)
    assert main(["paper", "--open", str(saved_file), "--html", str(page), "--site", SITE]) == 0
    assert page.read_text("utf-8") == saved(opened, "html")
    assert main(["paper", "--open", str(saved_file), "--docx", str(tmp_path / "paper.docx")]) == 0
    assert zipfile.is_zipfile(tmp_path / "paper.docx")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--calculator", "nothing"], "calculator: expected one of"),
        (["--date", "soon"], "date: expected a date"),
        (["--note", f"{EXAMPLE}=x"], "note: expected the name of a calculator in the paper"),
        (["--open", "no such file.json"], "open: expected a file that can be read"),
    ],
)
def test_a_command_that_cannot_be_used_says_why(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """One line names the flag and what was expected, and the exit code is 2."""
    assert main(["paper", *arguments]) == 2
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.startswith(words)


def test_a_command_that_leaves_something_out_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What had to be left out is named on the error stream, and the exit code is 1."""
    path = tmp_path / "paper.json"
    path.write_text(json.dumps({"paper": {"calculators": [{"name": EXAMPLE, "inputs": {"volume": "x"}}]}}))
    assert main(["paper", "--open", str(path)]) == 1
    assert capsys.readouterr().err.startswith("Left out: What labelling costs")
