"""An assistant finds every calculator as a tool, and gets the answer that the page gives."""

import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import anyio
import jsonschema
import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult, TextContent, TextResourceContents

from calculators.__main__ import main
from calculators.catalog import catalog
from calculators.facts import all_facts
from calculators.show.links import read
from scripts.machine.environment import ROOT
from tests.examples import EXAMPLE, READER

SITE = "https://handbook.example/kb/"


def asked[Found](question: Callable[[ClientSession], Awaitable[Found]], *arguments: str) -> Found:
    """Return what the protocol's own client gets from the command, over standard input and output."""
    command = ["-m", "calculators", "mcp", "--site", SITE, *arguments]
    started = StdioServerParameters(command=sys.executable, args=command, cwd=ROOT, env={**os.environ})

    async def ask() -> Found:
        async with stdio_client(started) as (incoming, outgoing), ClientSession(incoming, outgoing) as session:
            await session.initialize()
            return await question(session)

    # In a thread of its own: a browser that other tests drive keeps a loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(anyio.run, ask).result()


def refusal(question: Callable[[ClientSession], Awaitable[object]], *arguments: str) -> str:
    """Return the protocol's own error that a question ends in."""

    async def ask(session: ClientSession) -> str:
        with pytest.raises(MCPError) as refused:
            await question(session)
        return str(refused.value)

    return asked(ask, *arguments)


def words(result: CallToolResult) -> str:
    """Return the text of an answer."""
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def test_every_calculator_is_a_tool_with_its_own_schema() -> None:
    """Each tool has a calculator's name and title, and a valid JSON Schema of its inputs."""
    found = asked(lambda session: session.list_tools())
    assert {tool.name: tool.title for tool in found.tools} == {name: one.title for name, one in catalog().items()}
    for tool in found.tools:
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        assert set(tool.input_schema["properties"]) == set(catalog()[tool.name].inputs.fields())


def test_an_answer_is_the_command_line_s_with_its_sources_and_a_link(capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers, assumptions and sources are those of ``--json`` and ``--markdown``; the link opens the same inputs."""
    result = asked(lambda session: session.call_tool(EXAMPLE, {"volume": 50000}))
    assert not result.is_error
    assert main([EXAMPLE, "--volume", "50000", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert {key: result.structured_content[key] for key in record} == record
    assert main([EXAMPLE, "--volume", "50000", "--markdown"]) == 0
    assert words(result).startswith(capsys.readouterr().out)
    link = result.structured_content["link"]
    assert link.startswith(SITE + "calculators/")
    assert link in words(result)
    assert read("#" + urlsplit(link).fragment, catalog()[EXAMPLE].version).inputs == {"volume": "50000"}


def test_rows_are_given_as_text() -> None:
    """A table of labels travels as the text of its file."""
    result = asked(lambda session: session.call_tool(READER, {"table": "item,Eva,Jonas\n1,a,a\n2,b,a\n3,b,b\n4,a,a\n"}))
    assert not result.is_error
    assert "Eva" in words(result)


def test_each_wrong_input_is_named() -> None:
    """Inputs that cannot be used come back by name with what was expected, so that an assistant can correct them."""
    result = asked(lambda session: session.call_tool(EXAMPLE, {"volume": -1, "wage": "much"}))
    assert result.is_error
    assert {line.partition(":")[0] for line in words(result).splitlines()} == {"volume", "wage"}


def test_another_tool_is_refused() -> None:
    """A name that no calculator has is refused with the names there are."""
    assert EXAMPLE in refusal(lambda session: session.call_tool("headcount", {}))


def test_figures_are_resources() -> None:
    """Each topic's figures are read with their sources and years."""
    found = asked(lambda session: session.list_resources())
    assert [one.uri for one in found.resources] == [f"labelling://figures/{topic}" for topic in all_facts()]
    topic, figures = next(iter(all_facts().items()))
    read_back = asked(lambda session: session.read_resource(f"labelling://figures/{topic}"))
    (content,) = read_back.contents
    assert isinstance(content, TextResourceContents)
    key, figure = next(iter(figures.items()))
    assert json.loads(content.text)[key]["year"] == figure.year


def test_pages_of_a_built_site_are_resources_and_nothing_beside_them(tmp_path: Path) -> None:
    """A page is read by its place in the site; a way out of the folder leads nowhere."""
    (tmp_path / "site" / "cost").mkdir(parents=True)
    (tmp_path / "site" / "cost" / "index.md").write_text("# What it costs\n")
    (tmp_path / "index.md").write_text("not ours\n")
    folder = str(tmp_path / "site")
    found = asked(lambda session: session.read_resource("labelling://pages/cost"), "--pages", folder)
    assert isinstance(found.contents[0], TextResourceContents)
    assert found.contents[0].text == "# What it costs\n"
    assert "no resource" in refusal(lambda session: session.read_resource("labelling://pages/.."), "--pages", folder)


def test_a_folder_without_pages_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A folder that is no built site ends the command with a sentence."""
    assert main(["mcp", "--pages", str(tmp_path)]) == 2
    assert "built site" in capsys.readouterr().err


def test_without_the_package_the_command_says_how_to_get_it() -> None:
    """Where the extra is not installed, one line names the command that brings it."""
    without = "import sys; sys.modules['mcp'] = None; from calculators.__main__ import main; sys.exit(main(['mcp']))"
    done = subprocess.run([sys.executable, "-c", without], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install '.[mcp]'" in done.stderr
