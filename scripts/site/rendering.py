"""Lets MkDocs make the pages, and later some of them again from what it then knows of all."""

import logging
import os
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Any

from mkdocs.__main__ import ColorFormatter
from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.utils import CountHandler

from scripts.machine.environment import ROOT
from scripts.machine.errors import BuildError

# MkDocs' own, to which its warnings go; in its strict mode one of them is enough to stop.
LOG = logging.getLogger("mkdocs")


class Kept(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Keeps what MkDocs has read, once it has read it."""

    def on_nav(self, nav: Any, /, **_: Any) -> Any:
        """Keep the navigation."""
        self.nav = nav
        return nav

    def on_env(self, env: Any, /, *, config: MkDocsConfig, files: Any) -> Any:
        """Keep the files with their pages, and the templates."""
        self.config, self.files, self.env = config, files, env
        return env


class Rendering:
    """MkDocs with the settings of one site."""

    def __init__(self, settings_file: Path, site_url: str) -> None:
        self.settings_file = settings_file
        self.site_url = site_url
        self.kept = Kept()

    def all(self) -> None:
        """Make every page, and whatever else MkDocs writes.

        Raises BuildError when it refuses to, or warns of anything; it has printed why.
        """
        with told():
            # The theme's advertisement for its successor.
            os.environ["NO_MKDOCS_2_WARNING"] = "1"
            config = load_config(str(self.settings_file), strict=True, site_url=self.site_url)
            config.plugins["kept"] = self.kept
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build.build(config)
            finally:
                config.plugins.on_shutdown()

    @contextmanager
    def again(self, sources: Iterable[str]) -> Iterator[list[Path]]:
        """Make these pages again, named by their places below the docs folder, and give where they were written.

        It is what MkDocs does with each page of a build, so links between pages are checked as strictly as there.
        Where the block fails, what other pages know of these stays as it was.
        Raises BuildError when MkDocs refuses a page, or warns of anything; it has printed why.
        """
        pages = [self.kept.files.get_file_from_path(source).page for source in sources]
        before = [(page, dict(vars(page))) for page in pages]
        try:
            with told():
                self._make(pages)
            yield [Path(page.file.abs_dest_path) for page in pages]
        except BaseException:
            for page, known in before:
                vars(page).clear()
                vars(page).update(known)
            raise

    def _make(self, pages: Sequence[Any]) -> None:
        config, files = self.kept.config, self.kept.files
        documents = files.documentation_pages()
        warnings = CountHandler()
        warnings.setLevel(logging.WARNING)
        LOG.addHandler(warnings)
        try:
            for page in pages:
                build._populate_page(page, config, files)
            for page in pages:
                build._build_page(page, config, documents, self.kept.nav, self.kept.env)
            for file in documents:
                file.page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
        finally:
            LOG.removeHandler(warnings)
        if warnings.get_counts():
            raise Abort("it warned of this")


@contextmanager
def told() -> Iterator[None]:
    """Let MkDocs say what it has to say in the terminal, and work from the root, where our extensions are found.

    Raises BuildError in place of whatever it fails with, which is printed.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(ColorFormatter())
    level, handed_on = LOG.level, LOG.propagate
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    try:
        with chdir(ROOT):
            yield
    except Exception as error:
        if not isinstance(error, MkDocsException):
            traceback.print_exc()
        raise BuildError(f"MkDocs stopped; the lines above say why. {error}") from error
    finally:
        LOG.removeHandler(handler)
        LOG.setLevel(level)
        LOG.propagate = handed_on
