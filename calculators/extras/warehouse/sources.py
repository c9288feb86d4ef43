"""Opening labels where they are: a Parquet or CSV file, many of them, a table of a database, or a backend of Ibis."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
from ibis.common.exceptions import IbisError, TableNotFound

from calculators.core import InputError

DATABASE = "duckdb:"
_WAIT = 0.5  # seconds between two words of progress
# A laptop keeps room for its other programs: half of its memory, and no more than this in bytes.
_MOST_MEMORY = 6_000_000_000
_HEAD = 1_000
_BEGINS = 10_000  # characters
# What DuckDB says where it may keep no more, in memory or on disk.
_FULL = ("No space left", "max_temp_directory_size", "Out of Memory", "Could not write file")


# Is told what happens, or with no words which share of it is done.
type Say = Callable[[str, float], None]


class Headed(Protocol):
    """Opens a table whose columns are named by its first row, or by nothing."""

    def __call__(self, *, named: bool) -> ir.Table:
        """Return the rows, without the first where it names the columns."""


@dataclass(frozen=True)
class Source:
    """A table of labels and the engine that reads it.

    Attributes:
        name: what the reader called it.
        engine: the backend of Ibis.
        table: its rows.
        ordered: whether rows have an order that the engine knows.
        say: see ``Say``.
        headed: where columns are named by the first row or by nothing, opens the table the one way or the other; the
            first row is then among the rows until it is told.
        begins: the first characters of a file of text.
    """

    name: str
    engine: Any
    table: ir.Table
    ordered: bool
    say: Say
    headed: Headed | None = None
    begins: str = ""

    @property
    def combined(self) -> str:
        """How the engine combines numbers bit by bit, see ``expressions.by_item``."""
        return "or" if self.engine.has_operation(ops.BitOr) else "builtin or"

    def rows(self, asked: ir.Table) -> list[dict[str, Any]]:
        """Return what the engine answers, and say how far it is."""
        if self.engine.name != "duckdb":
            return [*self.engine.to_pyarrow(asked).to_pylist()]
        with ThreadPoolExecutor(1) as apart:
            asking = apart.submit(self.engine.to_pyarrow, asked)
            try:
                while not wait([asking], _WAIT).done:
                    self.say("", max(0.0, self.engine.con.query_progress()) / 100)
            except BaseException:
                self.engine.con.interrupt()
                raise
            return [*asking.result().to_pylist()]

    def head(self) -> list[list[str]]:
        """Return the first rows as text, an empty one where there is nothing."""
        text = {name: self.table[name].cast("string").fill_null("") for name in self.table.columns}
        return [[*row.values()] for row in self.rows(self.table.select(**text).limit(_HEAD))]


@contextmanager
def opened(path: str, backend: str, say: Say) -> Iterator[Source]:
    """Give a table of labels, and put away what its engine wrote to disk meanwhile.

    Args:
        path: a file, a pattern of files, ``duckdb:FILE/TABLE``, or a table of the backend.
        backend: the address of a backend as Ibis takes it, as ``postgres://…``; empty for DuckDB.
        say: see ``Say``.

    Raises:
        InputError: it cannot be opened, or the engine fails; what is missing is said in a sentence.
    """
    folder = tempfile.mkdtemp(prefix="labelling-")
    engine = None
    try:
        engine = _connected(backend, folder)
        yield _source(path, engine, backend, say)
    except (duckdb.Error, IbisError, OSError) as error:
        raise _refused(path, error) from None
    except InputError:
        raise
    except Exception as error:
        # A backend fails with errors of its own driver, which have nothing in common.
        if not backend:
            raise
        raise _refused(path, error) from None
    finally:
        # A session of Spark may be the caller's own, and to disconnect would end it.
        if engine is not None and engine.name != "pyspark" and hasattr(engine, "disconnect"):
            engine.disconnect()
        shutil.rmtree(folder, ignore_errors=True)


def _connected(backend: str, folder: str) -> Any:
    if backend:
        try:
            return ibis.connect(backend)
        except ImportError as error:
            # Ibis raises one of its own from that which names the package.
            package = error.name or getattr(error.__cause__, "name", None) or "that speaks to it"
            command = f"pip install 'ibis-framework[{backend.partition(':')[0]}]'"
            raise InputError("connect", f"the package {package}; install it with: {command}") from None
        except Exception as error:
            # A log keeps what is printed, so who may come in, and by which word, is left out.
            shown = re.sub(r"//[^/]*@", "//", backend)
            said = _first_line(error).replace(backend, shown)
            raise InputError("connect", f"a backend that answers ({said})", shown) from None
    engine = ibis.duckdb.connect()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else _MOST_MEMORY
    engine.raw_sql(f"SET memory_limit = '{min(_MOST_MEMORY, memory // 2)}B'")
    # In a notebook DuckDB counts how far it is only where a package that draws is installed, so there it may not.
    with suppress(duckdb.InvalidInputException):
        engine.raw_sql("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    engine.raw_sql(f"SET temp_directory = '{folder.replace(chr(39), chr(39) * 2)}'")
    return engine


def _source(path: str, engine: Any, backend: str, say: Say) -> Source:
    if backend:
        *schema, name = path.split(".")
        return Source(path, engine, _named(path, engine, name, tuple(schema)), ordered=False, say=say)
    if path.startswith(DATABASE):
        file, _, name = path.removeprefix(DATABASE).rpartition("/")
        if not file or not Path(file).is_file():
            raise InputError("table", f"a database that is there, as {DATABASE}FILE/TABLE", path)
        engine.attach(file, name="labels", read_only=True)
        *schema, last = name.split(".")
        table = _named(path, engine, last, ("labels", *(schema or ["main"])))
        return Source(path, engine, table, ordered=True, say=say)
    files = sorted(glob(path))  # noqa: PTH207 - a pattern may be absolute, which a folder's own cannot or ([path] if Path(path).is_file() else [])
    if not files:
        raise InputError("table", "files that are there", path)
    endings = {Path(file).suffix.lower() in (".parquet", ".pq") for file in files}
    if len(endings) > 1:
        raise InputError("table", "files of one kind, all Parquet or all CSV", path)
    if endings == {True}:
        return Source(path, engine, engine.read_parquet(files), ordered=True, say=say)

    def headed(*, named: bool) -> ir.Table:
        # What looks like a number may be a name with a zero in front, so every cell stays as it is written.
        return engine.read_csv(files, all_varchar=True, header=named)

    with Path(files[0]).open(encoding="utf-8-sig", errors="replace") as first:
        begins = first.read(_BEGINS)
    return Source(path, engine, headed(named=False), ordered=True, say=say, headed=headed, begins=begins)


def _named(path: str, engine: Any, name: str, database: tuple[str, ...]) -> ir.Table:
    try:
        return engine.table(name, database=database or None)
    except (TableNotFound, ValueError):
        # Too many dots are a fault of the value, to Ibis.
        raise InputError("table", "a table that is there", path) from None


def _refused(path: str, error: Exception) -> InputError:
    said = _first_line(error)
    if any(words in said for words in _FULL):
        folder = tempfile.gettempdir()
        return InputError(
            "table",
            f"room to work in: memory and the disk of {folder} are full. Set TMPDIR to one with more room ({said})",
            path,
        )
    if "lock on file" in said or "Conflicting lock" in said:
        return InputError("table", f"a database that no other program holds open for writing ({said})", path)
    return InputError("table", f"a table that can be read ({said})", path)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:300].rstrip(".")
