"""The calculators as tools for assistants and editors, over the Model Context Protocol on standard input and output.

Each calculator is a tool whose input schema is the calculator's own; its answer is the memo that the page gives, with
every assumption and source, and the link that opens the same inputs in the page. Figures are resources, and so are
the pages of a built site. Nothing is sent anywhere: the server opens no connection.

Source: Model Context Protocol, https://modelcontextprotocol.io
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import anyio
import mcp_types as types
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from calculators.catalog import catalog, find, presented
from calculators.core import Calculator, InputError, InputErrors, Inputs
from calculators.core.currency import DEFAULT, localized
from calculators.facts import all_facts
from calculators.show import links, memos, records

NAME = "labelling"
# A built site holds each page as Markdown beside it, its figures and blocks written out.
PAGE = "index.md"
FIGURES, PAGES = f"{NAME}://figures/", f"{NAME}://pages/"
HOW = (
    "Each tool answers one question on getting training data labelled. Leave out what you do not know: the answer "
    "then uses a published figure or a named assumption, and lists both. Repeat figures with their source and year, "
    "and give the reader the link, which opens the same inputs in a page that computes in the browser."
)

type Context = ServerRequestContext[Any]


def serve(site: str, pages: str) -> None:
    """Answer on standard input and output until the other side closes it.

    ``site`` is the address at which the handbook is published, so that links are whole; ``pages`` is the folder of a
    built site, which holds each page as Markdown. Both may be empty.

    Raises:
        InputError: the folder holds no page.
    """
    folder = Path(pages) if pages else None
    if folder and not any(folder.rglob(PAGE)):
        raise InputError("pages", "the folder of a built site", pages)
    anyio.run(_run, server(site, folder))


async def _run(made: Server[Any]) -> None:
    async with stdio_server() as (incoming, outgoing):
        await made.run(incoming, outgoing, made.create_initialization_options())


def server(site: str = "", pages: Path | None = None) -> Server[Any]:
    """Return the server, which keeps nothing between two requests."""

    async def list_tools(_: Context, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[tool(name, one) for name, one in catalog().items()])

    async def call_tool(_: Context, asked: types.CallToolRequestParams) -> types.CallToolResult:
        return answer(asked.name, asked.arguments or {}, site)

    async def list_resources(_: Context, __: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        return types.ListResourcesResult(resources=list(resources(pages)))

    async def read_resource(_: Context, asked: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        return types.ReadResourceResult(contents=[contents(asked.uri, pages)])

    return Server(
        NAME,
        title="The labelling handbook",
        instructions=HOW if pages else f"{HOW} The text of the pages is not here; the figures are.",
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_read_resource=read_resource,
    )


def tool(name: str, calculator: Calculator) -> types.Tool:
    """Return what a client must know of a calculator: its question and the JSON Schema of its inputs."""
    asked = {
        "name": name,
        "title": calculator.title,
        "description": f"{calculator.title} {' '.join(calculator.groups.values())}",
        "inputSchema": json.loads(records.schema(name, calculator)),
        "annotations": {"readOnlyHint": True, "idempotentHint": True, "openWorldHint": False},
    }
    return types.Tool.model_validate(asked)


def answer(name: str, arguments: Mapping[str, object], site: str = "") -> types.CallToolResult:
    """Return a calculator's answer as a memo and as data, or what is wrong with each input.

    Raises:
        MCPError: no calculator has that name.
    """
    try:
        calculator = find(name)
    except InputError as error:
        raise MCPError(types.INVALID_PARAMS, str(error)) from None
    try:
        inputs = calculator.inputs.parse(dict(arguments))
        return _answered(name, calculator, inputs, site)
    except InputErrors as refusal:
        return _refused(*refusal.errors)
    except InputError as error:
        return _refused(error)


def _answered(name: str, calculator: Calculator, inputs: Inputs, site: str) -> types.CallToolResult:
    result = calculator.finished(inputs)
    memo = memos.memo(name, calculator, inputs, presented(calculator, inputs, result))
    path = links.address(calculator.page).removeprefix("site:")
    link = f"{site.rstrip('/')}/{path}{links.fragment(name, inputs.link_texts(), calculator.version)}"
    data = {**json.loads(records.record(inputs, result)), "link": link}
    words = f"{memo}\nOpen the same inputs in the page: {link}\n"
    return types.CallToolResult(content=[types.TextContent(text=words)], structured_content=data)


def _refused(*errors: InputError) -> types.CallToolResult:
    words = "\n".join(localized(str(error), DEFAULT) for error in errors)
    return types.CallToolResult(content=[types.TextContent(text=words)], is_error=True)


def resources(pages: Path | None) -> Iterator[types.Resource]:
    """Yield the figures of each topic, and each page of a built site."""
    for topic in all_facts():
        title = topic.replace("_", " ").capitalize()
        yield types.Resource(name=topic, title=f"Figures: {title}", uri=FIGURES + topic, mime_type="application/json")
    if not pages:
        return
    for path in sorted(pages.rglob(PAGE)):
        place = path.parent.relative_to(pages).as_posix()
        yield types.Resource(name=place, uri=PAGES + place, mime_type="text/markdown")


def contents(uri: str, pages: Path | None) -> types.TextResourceContents:
    """Return the text of one resource.

    Raises:
        MCPError: there is no such resource.
    """
    if uri.startswith(FIGURES) and (figures := all_facts().get(uri.removeprefix(FIGURES))):
        text = json.dumps({key: asdict(figure) for key, figure in figures.items()}, indent=2, ensure_ascii=False)
        return types.TextResourceContents(uri=uri, mime_type="application/json", text=text)
    # Only what is listed is read, so no address leads out of the folder.
    if pages and uri.startswith(PAGES) and uri in {one.uri for one in resources(pages)}:
        text = (pages / uri.removeprefix(PAGES) / PAGE).read_text("utf-8")
        return types.TextResourceContents(uri=uri, mime_type="text/markdown", text=text)
    raise MCPError(types.INVALID_PARAMS, f"there is no resource {uri}")
