"""Reads and writes the files that a command names; "-" is the standard input or output."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from calculators.core import Field, InputError, Records, Table
from calculators.core.fields.raw_table import MOST_FILES


def contents(name: str, path: str, field: Field | None = None) -> bytes:
    """Return what is in a file.

    Raises:
        InputError: it cannot be read, or is larger than the field takes.
    """
    _refuse_no_name(name, path)
    if path == "-" and sys.stdin is None:
        raise InputError(name, "standard input that is open", path)
    try:
        # A file too large is refused before it fills the memory.
        if isinstance(field, Table) and path != "-" and (size := Path(path).stat().st_size) > field.limit:
            raise InputError(name, f"a file of at most {field.limit:,} bytes", f"{size:,}")
        if path != "-":
            return Path(path).read_bytes()
        # Nothing says beforehand how long the standard input is.
        most = field.limit if isinstance(field, Table) else -1
        read = sys.stdin.buffer.read(most + 1) if most >= 0 else sys.stdin.buffer.read()
        if 0 <= most < len(read):
            raise InputError(name, f"at most {most:,} bytes from the standard input")
        return read
    except OSError as error:
        raise InputError(name, f"a file that can be read ({error.strerror})", path) from None


def _refuse_no_name(name: str, path: str) -> None:
    """Refuse what a script passes where its variable is empty; as a path it would be the folder one stands in."""
    if not path:
        raise InputError(name, "the name of a file, and not an empty one")


def is_far(given: str | list[str] | None) -> bool:
    """Say whether rows are given by what only an engine opens: Parquet, a pattern of files, a database."""
    path = given[0] if isinstance(given, list) and len(given) == 1 else given
    if not isinstance(path, str):
        return False
    return path.startswith("duckdb:") or path.endswith((".parquet", ".pq")) or any(sign in path for sign in "*?[")


def replaced(name: str, path: str, written: bytes) -> None:
    """Write a file as a whole or not at all.

    Raises:
        InputError: it cannot be written.
    """
    beside = Path(f"{path}.unfinished")
    try:
        beside.write_bytes(written)
        beside.replace(path)
    except OSError as error:
        raise InputError(name, f"a file that can be written ({error.strerror})", path) from None
    finally:
        # Also where the reader has interrupted the command.
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def save(name: str, path: str, written: bytes) -> None:
    """Write a file.

    Raises:
        InputError: it cannot be written.
    """
    _refuse_no_name(name, path)
    try:
        sys.stdout.buffer.write(written) if path == "-" else Path(path).write_bytes(written)
    except OSError as error:
        raise InputError(name, f"a file that can be written ({error.strerror})", path) from None


def opened(name: str, given: str | list[str], field: Field) -> object:
    """Return what a flag gives: its text, the contents of a file, or the files that were named, those of folders too.

    Raises:
        InputError: a file cannot be read, or there are too many or too much.
    """
    if isinstance(given, str):
        return _rows(name, given, field) if isinstance(field, Table | Records) else given
    assert isinstance(field, Table)
    for path in given:
        _refuse_no_name(name, path)
    if len(given) == 1 and not Path(given[0]).is_dir():
        return _rows(name, given[0], field)
    found = [one for path in given for one in _inside(Path(path), field)]
    size = sum(one.stat().st_size for one in found if one.exists())
    if size > field.limit or not 0 < len(found) <= MOST_FILES:
        words = f"1 to {MOST_FILES:,} files of at most {field.limit:,} bytes together"
        raise InputError(name, words, f"{len(found):,} files of {size:,} bytes")
    # They are called as from the folder that all of them stand in, so that folders may name people.
    above = os.path.commonpath([Path(path).absolute().parent for path in given])
    return tuple((one.absolute().relative_to(above).as_posix(), contents(name, str(one))) for one in found)


def _rows(name: str, path: str, field: Field) -> bytes:
    """Return what is in a file of rows; that there are none, as after a failed export, goes to the error stream."""
    read = contents(name, path, field)
    if not read or read.isspace():
        sys.stderr.write(f"{name}: {path} holds no rows, so none count\n")
    return read


def _inside(path: Path, field: Table) -> list[Path]:
    """Return a file, or those of a folder that may hold rows; how many may not goes to the error stream."""
    if not path.is_dir():
        return [path]
    inside = sorted(one for one in path.rglob("*") if one.is_file())
    found = [one for one in inside if field.takes(one.relative_to(path).as_posix())]
    if left_out := len(inside) - len(found):
        sys.stderr.write(f"Left out of {path}: {left_out:,} file{'s' * (left_out > 1)} of kinds that hold no labels\n")
    return found
