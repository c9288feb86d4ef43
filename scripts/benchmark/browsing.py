"""A browser of its own for every visit, settled before the page is asked for, and on one core if that is wanted."""

import shlex
from pathlib import Path
from typing import Any, cast

from playwright.sync_api import BrowserContext, Playwright

from scripts.benchmark.conditions import FAST, ONE_CORE, Condition
from scripts.machine.browser import LAUNCH_ARGUMENTS, find_or_install

# A fresh browser is busy with itself at first, and that is nobody's page.
SETTLED = 1500
DESK_WINDOW = {"viewport": {"width": 1280, "height": 900}}
PHONE_WINDOW = {
    "viewport": {"width": 360, "height": 780},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}


def opened(playwright: Playwright, folder: str, condition: Condition = FAST) -> BrowserContext:
    """Start a browser with its profile in a folder, and wait until it is done with its own start."""
    program = find_or_install()
    context = playwright.chromium.launch_persistent_context(
        folder,
        executable_path=str(held(program, Path(folder))) if condition.one_core else program,
        args=list(LAUNCH_ARGUMENTS),
        **cast(dict[str, Any], PHONE_WINDOW if condition.phone else DESK_WINDOW),
    )
    context.pages[0].wait_for_timeout(SETTLED)
    return context


def held(program: str, folder: Path) -> Path:
    """Return a program beside the profile that starts the browser on one core."""
    starter = folder.with_suffix(".one-core")
    starter.write_text(f'#!/bin/sh\nexec {ONE_CORE} -c 0 {shlex.quote(program)} "$@"\n', "utf-8")
    starter.chmod(0o755)
    return starter
