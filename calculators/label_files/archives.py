"""Reading several files at once: a zip of them as the tools give it, or the sheets of a workbook."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from calculators.core import InputError
from calculators.core.spreadsheet import is_workbook, sheets_of
from calculators.core.spreadsheet.archive import Archive
from calculators.core.spreadsheet.cells import Row
from calculators.label_files import other_kinds, span_tools
from calculators.label_files.collect import Collector
from calculators.label_files.decoding import text_of
from calculators.label_files.grid import Grid, read_grid
from calculators.label_files.options import AS_DETECTED
from calculators.label_files.request import File, Found, Reading, Request

type ReadFile = Callable[[File, Collector], Reading]

_NO_LABELS = re.compile(
    r".*\.(?:jpe?g|png|gif|webp|bmp|tiff?|wav|mp3|ogg|flac|mp4|mov|avi|pdf|docx?|txt|md|html?|css|js|conf|cfg|yaml|yml"
    r"|names|data|license|readme|log|ser)|(?:.*/)?(?:\.[^/]*|typesystem\.xml|thumbs\.db|initial_cas\.[^/]*)",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r".*\.(?:txt|tsv|xml|html?|pdf|json|conll|xmi)", re.IGNORECASE)


def read_archive(data: bytes, collector: Collector, read_file: ReadFile) -> Reading:
    """Read a zip: a workbook, or files each of which is one person's or names its people.

    Raises:
        InputError: it is damaged, too large, or holds nothing that can be read; the file is named.
    """
    field = collector.field
    archive = Archive(field, data)
    if is_workbook(field, archive):
        return (yield from _read_sheets(sheets_of(field, archive), collector))
    other_kinds.refuse_archive(archive, field)
    files = list(_files(archive, collector))
    if not files:
        listed = ", ".join(list(archive)[:5]) or "nothing"
        raise InputError(field, "files of labels in the zip", listed)
    if any(file.name.endswith(".ann") for file in files):
        return (yield from span_tools.read_brat(_named_by(files, "folder"), collector))
    if all(span_tools.is_webanno(file.text) for file in files):
        return (yield from span_tools.read_webanno(_named(files), collector))
    if all(file.name.lower().endswith(".xmi") for file in files):
        return (yield from span_tools.read_xmi(_named(files), collector))
    found: list[Found] = []
    for file in _named(files):
        collector.file = file.name
        try:
            found.append((yield from read_file(file, collector)))
        except InputError as error:
            if error.field != field or file.name in str(error):
                raise
            raise InputError(field, f"{error.expected} (in {file.name})", error.got, offers=error.offers) from None
    collector.file = ""
    return _together(found, f"a zip of {len(files):,} files")


def files_of(data: bytes | str, field: str) -> Iterator[File]:
    """Yield the texts that a file holds: itself, or those in a zip that may hold labels.

    Raises:
        InputError: it is damaged, too large, or no text.
    """
    if isinstance(data, bytes) and data.startswith(b"PK\x03\x04"):
        collector = Collector(Request(options=AS_DETECTED, limit=None, field=field))
        yield from _files(Archive(field, data), collector)
    else:
        yield File(*text_of(data, "auto", field))


def _files(archive: Archive, collector: Collector) -> Iterator[File]:
    """Yield the files that may hold labels; of INCEpTION's project the annotators' own, not what was curated."""
    paths = [path for path in archive if not _NO_LABELS.fullmatch(path) and "__MACOSX" not in path]
    if own := [path for path in paths if re.search(r"(?:^|/)annotation/[^/]+/[^/]+$", path)]:
        paths = own
    for path in sorted(paths):
        data = archive.read(path)
        if data.startswith(b"PK\x03\x04"):
            inner = Archive(collector.field, data, archive.room)
            if is_workbook(collector.field, inner):
                raise InputError(collector.field, "text files in a zip; open a workbook by itself", path)
            for name in sorted(inner):
                if not _NO_LABELS.fullmatch(name):
                    text, encoding = text_of(inner.read(name), "auto", collector.field)
                    yield File(text, encoding, f"{path.rpartition('.')[0]}.{name.rpartition('.')[2]}")
            continue
        text, encoding = text_of(data, collector.request.options.encoding, collector.field)
        if text.strip() or path.endswith(".ann"):
            yield File(text, encoding, path)


def _named(files: Sequence[File]) -> list[File]:
    """Return the files with the person whose work each is: by folder where folders hold files of the same names."""
    if len(files) == 1:
        return [*files]
    folders = {file.name.rpartition("/")[0] for file in files}
    names = {file.name.rpartition("/")[2] for file in files}
    if len(folders) > 1 and not all(map(_DOCUMENT.fullmatch, folders)) and len(names) < len(files):
        inception = all(re.search(r"(?:^|/)annotation/[^/]+$", folder) for folder in folders)
        return _named_by(files, "file" if inception else "folder")
    return _named_by(files, "folder" if len(folders) == len(files) and len(names) < len(files) else "file")


def _named_by(files: Sequence[File], what: str) -> list[File]:
    found = []
    for file in files:
        folder, _, name = file.name.rpartition("/")
        person = folder.rpartition("/")[2] if what == "folder" else name.rpartition(".")[0] or name
        found.append(replace(file, person=person))
    return found


def _read_sheets(sheets: dict[str, list[Row]], collector: Collector) -> Reading:
    collector.place = "row"
    if not sheets:
        raise InputError(collector.field, "rows of labels in a sheet", "an empty workbook")
    tables = {name: rows for name, rows in sheets.items() if len(rows) > 1 and len(rows[0][1]) > 1} or sheets
    heads = {tuple(cell.strip() for cell in rows[0][1]) for rows in tables.values()}
    if len(heads) > 1:
        raise InputError(
            collector.field,
            f"one sheet with labels, or one sheet a person with the same columns; this workbook holds different tables "
            f"on {', '.join(list(tables)[:5])}. Keep one, or save it alone as CSV",
        )
    found: list[Found] = []
    for name, rows in tables.items():
        collector.file = f"sheet {name}" if len(tables) > 1 else ""
        person = name if len(tables) > 1 else ""
        found.append((yield from read_grid(Grid(rows=rows, total=len(rows), person=person), collector)))
    collector.file = ""
    other = tuple(f"sheet {name}" for name in sheets if name not in tables)
    together = _together(found, "an Excel workbook" if len(tables) == 1 else f"{len(tables)} sheets of a workbook")
    return replace(together, not_read=(*together.not_read, *other))


def _together(found: Sequence[Found], what: str) -> Found:
    """Return how several files were read, as one description."""
    first = found[0]
    forms = list(dict.fromkeys(one.form for one in found))
    return replace(
        first,
        form=f"{what}: {'; '.join(forms)}",
        not_read=tuple(dict.fromkeys(name for one in found for name in one.not_read)),
        notes=tuple(dict.fromkeys(note for one in found for note in one.notes)),
        cautions=tuple(dict.fromkeys(caution for one in found for caution in one.cautions)),
    )
