"""Reading several files at once: opened together, in a zip as the tools give it, or the sheets of a workbook."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from calculators.core import InputError, OpenedFiles
from calculators.core.spreadsheet import is_workbook, sheets_of
from calculators.core.spreadsheet.archive import Archive, Room
from calculators.core.spreadsheet.cells import Row
from calculators.label_files import other_kinds, servers, span_tools
from calculators.label_files.collect import Collector
from calculators.label_files.decoding import text_of
from calculators.label_files.grid import Grid, read_grid
from calculators.label_files.options import AS_DETECTED
from calculators.label_files.request import File, Found, Reading, Request
from calculators.label_files.separated import read_as_one
from calculators.label_files.table import named

_ALONE = File("")
type ReadFile = Callable[[File, Collector], Reading]

_NO_LABELS = re.compile(
    r".*\.(?:jpe?g|png|gif|webp|bmp|tiff?|wav|mp3|ogg|flac|mp4|mov|avi|pdf|docx?|txt|md|html?|css|js|conf|cfg|yaml|yml"
    r"|names|data|license|readme|log|ser)|(?:.*/)?(?:\.[^/]*|typesystem\.xml|thumbs\.db|initial_cas\.[^/]*)",
    re.IGNORECASE,
)
# Where INCEpTION's project keeps what each annotator did, a folder a document.
_ANNOTATORS_OWN = re.compile(r"(?:^|/)annotation/[^/]+/[^/]+$")
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
    return (yield from _read_all(archive, "a zip of ", collector, read_file))


def read_together(opened: OpenedFiles, collector: Collector, read_file: ReadFile) -> Reading:
    """Read files that were opened together, each of which is one person's or names its people, as those of a zip.

    Raises:
        InputError: two have one name, one cannot be read, or none holds labels; the file is named.
    """
    times = Counter(path for path, _ in opened)
    if twice := next((path for path, many in times.items() if many > 1), ""):
        raise InputError(collector.field, "files of different names, since each is named after its person", twice)
    return (yield from _read_all(_Together(opened), "", collector, read_file))


class _Together:
    """Files that were opened together, as an archive has them; zips among them share its room."""

    def __init__(self, opened: OpenedFiles) -> None:
        self._contents = dict(opened)
        self.room = Room()

    def __iter__(self) -> Iterator[str]:
        return iter(self._contents)

    def __contains__(self, name: object) -> bool:
        return name in self._contents

    def read(self, name: str) -> bytes:
        return self._contents[name]


def _read_all(archive: Archive | _Together, what: str, collector: Collector, read_file: ReadFile) -> Reading:
    field = collector.field
    files = list(_files(archive, collector))
    if not files:
        listed = ", ".join(list(archive)[:5]) or "nothing"
        raise InputError(field, f"files of labels in {'the zip' if what else 'what was opened'}", listed)
    if any(file.name.endswith(".ann") for file in files):
        return (yield from span_tools.read_brat(_named_by(files, "folder"), collector))
    if all(span_tools.is_webanno(file.text) for file in files):
        return (yield from span_tools.read_webanno(_named(files), collector))
    if all(file.name.lower().endswith(".xmi") for file in files):
        return (yield from span_tools.read_xmi(_named(files), collector))
    found: list[Found] = []
    named_files = _named(files)
    opened = {file.name for file in files} | {f"{file.name.rpartition('.')[0]}.zip" for file in files}
    unread = () if what else sorted({*archive} - opened)
    told = yield from servers.compared(named_files, collector.request.options, field)
    for at, file in enumerate(named_files):
        collector.file, collector.place = file.name, "line"
        collector.instead = file.person if at in told.by_file else ""
        collector.shown = told.shown.get(at, "")
        try:
            reading = read_file(file, collector) if file.sheets is None else _read_sheets(file.sheets, collector, file)
            found.append((yield from reading))
        except InputError as error:
            if error.field == "label" and not found and (as_one := _as_one(named_files, collector)):
                one = yield from as_one
                form = f"{what}{len(files):,} files: {one.form}"
                return replace(one, form=form, not_read=(*one.not_read, *unread))
            if error.field != field or file.name in str(error):
                raise
            raise InputError(field, f"{error.expected} (in {file.name})", error.got, offers=error.offers) from None
    collector.file = ""
    together = _together(found, f"{what}{len(files):,} file" + "s" * (len(files) > 1))
    if told.by_file:
        together = replace(together, columns=(together.columns[0], ("Annotator", "the file's name")))
    return replace(
        together,
        notes=(*together.notes, *told.notes),
        cautions=(*together.cautions, *told.cautions, *_bundled(files)),
        not_read=(*together.not_read, *unread),
    )


def _bundled(files: Sequence[File]) -> Iterator[str]:
    """Say in words which zips among other files hold several, which count as one person's unless they name theirs."""
    for name, many in Counter(file.name for file in files).items():
        if many > 1:
            called = name.rpartition(".")[0]
            yield (
                f"The {many:,} files in '{called}.zip' were taken for one person's, called after it, unless they name "
                "their people; where they are several people's, open that zip alone."
            )


def _as_one(files: Sequence[File], collector: Collector) -> Reading | None:
    """Return the reading of tables, a file a person, as one; None where they are none, or the reader chose columns."""
    if collector.rows or collector.request.options != AS_DETECTED or any(file.sheets for file in files):
        return None
    if not all(file.person and file.text.lstrip()[:1] not in ("[", "{", "<") for file in files):
        return None
    collector.file, collector.place = "the files taken together", "row"
    return read_as_one(files, collector)


def files_of(data: bytes | str | OpenedFiles, field: str) -> Iterator[File]:
    """Yield the texts that a file holds: itself, or those in a zip or among several that may hold labels.

    Raises:
        InputError: it is damaged, too large, or no text.
    """
    if isinstance(data, tuple):
        yield from _files(_Together(data), _alone(field))
    elif isinstance(data, bytes) and data.startswith(b"PK\x03\x04"):
        yield from _files(Archive(field, data), _alone(field))
    else:
        yield File(*text_of(data, "auto", field))


def _alone(field: str) -> Collector:
    return Collector(Request(options=AS_DETECTED, limit=None, field=field))


def _files(archive: Archive | _Together, collector: Collector) -> Iterator[File]:
    """Yield the files that may hold labels; of INCEpTION's project the annotators' own, not what was curated."""
    paths = [path for path in archive if not _NO_LABELS.fullmatch(path) and "__MACOSX" not in path]
    if isinstance(archive, _Together):
        # A text that the reader opened is a table, unless somebody's marks stand beside it.
        texts = [path for path in archive if path.lower().endswith(".txt")]
        paths += [path for path in texts if f"{path[:-4]}.ann" not in archive]
    if own := [path for path in paths if _ANNOTATORS_OWN.search(path)]:
        paths = own
    for path in sorted(paths):
        data = archive.read(path)
        if data.startswith(b"PK\x03\x04"):
            inner = Archive(collector.field, data, archive.room)
            if is_workbook(collector.field, inner):
                yield File("", name=path, sheets=sheets_of(collector.field, inner))
                continue
            for name in sorted(inner):
                if not _NO_LABELS.fullmatch(name):
                    text, encoding = text_of(inner.read(name), "auto", collector.field)
                    yield File(text, encoding, _within(path, name))
            continue
        text, encoding = text_of(data, collector.request.options.encoding, collector.field)
        if text.strip() or path.endswith(".ann"):
            yield File(text, encoding, path)


def _within(path: str, name: str) -> str:
    """Return what to call a file in a zip among others: after the zip, but in INCEpTION's project after itself.

    There the zip may bear a number alone, as "webanno1007export.zip", and the file in it is called after its person.
    """
    if _ANNOTATORS_OWN.search(path):
        return f"{path.rpartition('/')[0]}/{name.rpartition('/')[2]}"
    return f"{path.rpartition('.')[0]}.{name.rpartition('.')[2]}"


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


def _read_sheets(sheets: Mapping[str, list[Row]], collector: Collector, file: File = _ALONE) -> Reading:
    """Read a workbook; ``file`` is where it comes from, if it is one of several.

    Raises:
        InputError: its sheets hold different tables and none of them is chosen, no sheet has the title that is, or
            there are several tables where the workbook is one person's.
    """
    collector.place = "row"
    if not sheets:
        raise InputError(collector.field, "rows of labels in a sheet", "an empty workbook")
    tables = {name: rows for name, rows in sheets.items() if len(rows) > 1 and len(rows[0][1]) > 1} or sheets
    names = tuple(tables)
    if collector.request.options.sheet:
        tables = _chosen(sheets, collector.request.options.sheet)
    heads = {tuple(cell.strip() for cell in rows[0][1]) for rows in tables.values()}
    if len(heads) > 1:
        raise InputError(
            "sheet",
            f"the sheet of the labels to be chosen, since this workbook holds different tables on {named(names)}",
            offers={"sheet": names},
        )
    if len(tables) > 1 and file.person:
        listed = ", ".join(list(tables)[:5])
        raise InputError(collector.field, "one sheet of labels in each workbook, where there are several files", listed)
    found: list[Found] = []
    for name, rows in tables.items():
        collector.file = f"sheet {name}" if len(tables) > 1 else file.name
        person = name if len(tables) > 1 else file.person
        found.append((yield from read_grid(Grid(rows=rows, total=len(rows), person=person), collector)))
    collector.file = ""
    other = tuple(f"sheet {name}" for name in sheets if name not in tables)
    together = _together(found, "an Excel workbook" if len(tables) == 1 else f"{len(tables)} sheets of a workbook")
    return replace(together, not_read=(*together.not_read, *other), sheets=names)


def _chosen(sheets: Mapping[str, list[Row]], title: str) -> dict[str, list[Row]]:
    """Return the sheet of that title alone, whatever its capitals.

    Raises:
        InputError: there is none.
    """
    found = {name: rows for name, rows in sheets.items() if name.strip().casefold() == title.strip().casefold()}
    if not found:
        raise InputError("sheet", f"one of the sheets: {named(sheets)}", title, offers={"sheet": tuple(sheets)})
    return found


def _together(found: Sequence[Found], what: str) -> Found:
    """Return how several files were read, as one description."""
    first = found[0]
    forms = list(dict.fromkeys(one.form for one in found))
    return replace(
        first,
        form=f"{what}: {'; '.join(forms)}",
        not_read=tuple(dict.fromkeys(name for one in found for name in one.not_read)),
        sheets=tuple(dict.fromkeys(name for one in found for name in one.sheets)),
        notes=tuple(dict.fromkeys(note for one in found for note in one.notes)),
        cautions=tuple(dict.fromkeys(caution for one in found for caution in one.cautions)),
    )
