"""A wiki as readers keep one: pages of Markdown, made by MkDocs, on another host and port than the handbook."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from scripts.machine.server import serve

# The theme would load a highlighter from elsewhere.
SETTINGS = "site_name: A wiki\nuse_directory_urls: false\ntheme: {name: mkdocs, highlightjs: false}\n"


@contextmanager
def served_wiki(folder: Path, pages: Mapping[str, str]) -> Iterator[str]:
    """Make a wiki of pages, each given by its name and its Markdown, and give its address while it is served.

    Files that the pages show lie in ``folder``, below ``docs``.
    """
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    for name, text in pages.items():
        (folder / "docs" / f"{name}.md").write_text(text, "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    with serve(folder / "site") as served:
        yield served.replace("127.0.0.1", "localhost")
