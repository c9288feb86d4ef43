"""What several tests share: the built site and its address, a browser, and Python as the browser runs it."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from scripts.machine.environment import PROGRAMS, ROOT
from scripts.machine.server import serve
from scripts.runtime.folder import PYODIDE, STOCK_LIBRARY, build_runtime
from scripts.runtime.snapshot import add_stand_ins
from scripts.site.pages import build_site

# Not the root of the host: links that forget where the site is mounted must fail here, not at a reader's.
PREFIX = "/handbook/"


# Tests never measure time: on a busy machine any case may take long. What was seen to pass passes everywhere, so the
# cases are the same in every run; `--hypothesis-profile=explore` looks at others.
settings.register_profile("same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", settings.get_profile("same"), derandomize=False)
settings.load_profile("same")


class Served(NamedTuple):
    """A site and the address it is served at."""

    folder: Path
    address: str


class Shared(NamedTuple):
    """What all processes of one run of the tests share: a folder, and the address of the site that is built in it."""

    folder: Path
    address: str


SHARED = pytest.StashKey[Shared]()


def pytest_configure(config: pytest.Config) -> None:
    """Serve the folder that the first test to need the site builds it in, for all processes and from the first of them.

    Silence a warning that is about the inside of the Playwright plugin, where we cannot mend it.
    """
    config.addinivalue_line("markers", "long_without_site: takes a minute or more, and nothing of the built site")
    config.addinivalue_line("filterwarnings", "ignore:Session-scoped fixtures defined as instance methods")
    if handed := getattr(config, "workerinput", None):
        config.stash[SHARED] = Shared(Path(handed["shared"]), handed["address"])
        return
    running = ExitStack()
    config.add_cleanup(running.close)
    folder = Path(running.enter_context(TemporaryDirectory(prefix="handbook-", ignore_cleanup_errors=True)))
    config.stash[SHARED] = Shared(folder, running.enter_context(serve(folder / "site", PREFIX)))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a process that runs a share of the tests what it shares with the others."""
    shared = node.config.stash[SHARED]
    node.workerinput.update(shared=str(shared.folder), address=shared.address)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with a file that needs the site, so that a process builds it, and with long ones that need none.

    Then comes whatever drives browsers: a file that takes minutes, come last, would leave the other cores idle.
    """
    needs_site = {item: bool({"address", "browser", "site"} & {*getattr(item, "fixturenames", ())}) for item in items}
    first = next((item.path for item in items if needs_site[item]), None)

    def place(item: pytest.Item) -> int:
        if item.path == first:
            return 0
        if item.get_closest_marker("long_without_site"):
            return 1
        return 2 if needs_site[item] else 3

    items.sort(key=place)


# Chromium makes three pages that nobody sees for each that somebody does: two lists below the address bar, made before
# anybody types there, and a spare for the next address. They took half of all the tests' time. The argument that
# switches features off counts once, so here stand also those that Playwright would have switched off by it.
SWITCHED_OFF = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "SpareRendererForSitePerProcess",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
)

# The tabs of one context run in one process, and compile Python's WebAssembly once between them; and no window unfolds
# before anybody, as it would at each new tab.
FEWER = ("--process-per-site", "--animation-duration-scale=0")

# Seconds that a process waits for another's build, which takes one of them, on a slow and busy machine.
LONGEST_BUILD = 600


def built_once(folder: Path, address: str) -> Served:
    """Return the site for an address, built by whichever process asks first; the others wait for it.

    Whoever wants to change it takes a copy. Fails where the first did.
    """
    begun, ended = folder.with_suffix(".begun"), folder.with_suffix(".ended")
    try:
        begun.mkdir()
    except FileExistsError:
        end = time.monotonic() + LONGEST_BUILD
        while not ended.exists():
            assert time.monotonic() < end, f"another process never ended building {folder}"
            time.sleep(0.2)
    else:
        try:
            build_site(folder, address)
        finally:
            ended.mkdir()
    assert (folder / "index.html").exists(), "the site could not be built; the first test that needed it says why"
    return Served(folder, address)


@pytest.fixture(scope="session")
def shared(pytestconfig: pytest.Config) -> Shared:
    """What this process shares with those that run the other tests."""
    return pytestconfig.stash[SHARED]


@pytest.fixture(scope="session")
def served_site(shared: Shared) -> Served:
    """The real site, built once for exactly the address it is served at, as instant navigation needs."""
    return built_once(shared.folder / "site", shared.address)


@pytest.fixture(scope="session")
def site(served_site: Served) -> Path:
    """The folder of the built site."""
    return served_site.folder


@pytest.fixture(scope="session")
def address(served_site: Served) -> str:
    """The address of the home page, ending in a slash."""
    return served_site.address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium of this machine, without windows where there is such a one."""
    from scripts.machine.browser import LAUNCH_ARGUMENTS, find_for_tests

    return {
        **browser_type_launch_args,
        "executable_path": find_for_tests(),
        "args": [*LAUNCH_ARGUMENTS, *FEWER, f"--disable-features={','.join(SWITCHED_OFF)}"],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Give pages a desk-sized window and no animations to wait for."""
    return {
        **browser_context_args,
        "viewport": {"width": 1280, "height": 900},
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def runtime_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder a browser loads Python and the calculators from."""
    destination = tmp_path_factory.mktemp("runtime")
    return destination / build_runtime(destination)


@pytest.fixture(scope="session")
def pyodide(runtime_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Run Python in Pyodide: give it an expression, or statements that define ``result``, and get the text.

    What is no text comes back as its ``repr``. Raises RuntimeError with the traceback when the code fails.
    """
    node = shutil.which("node", path=f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")
    assert node, "Node was not found; scripts/test.py installs it"
    scratch = tmp_path_factory.mktemp("pyodide")
    library, package = scratch / STOCK_LIBRARY, scratch / "package"
    add_stand_ins(PYODIDE / STOCK_LIBRARY, library)
    (wheel,) = runtime_folder.glob("*.whl")
    shutil.unpack_archive(wheel, package, "zip")
    command = [node, str(ROOT / "tests" / "pyodide.mjs"), *map(str, (runtime_folder, library, package))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdin
        assert process.stdout
        send, receive = process.stdin, process.stdout

        def run(code: str) -> str:
            send.write(f"{json.dumps({'code': code})}\n")
            send.flush()
            line = receive.readline()
            if not line:
                raise RuntimeError("Pyodide ended; its last words are above")
            answer = json.loads(line)
            if "error" in answer:
                raise RuntimeError(answer["error"])
            return str(answer["result"])

        yield run
        send.close()
