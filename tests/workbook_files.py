"""Workbooks as another program must calculate them."""

import io
import re
import zipfile

RESULT = re.compile(rb"(</f>)(?:<v>[^<]*</v>|<v/>)")


def without_results(contents: bytes) -> bytes:
    """Return a workbook whose formulas have no result, so that whoever opens it must calculate."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contents)) as opened, zipfile.ZipFile(target, "w") as written:
        for name in opened.namelist():
            written.writestr(name, RESULT.sub(rb"\1", opened.read(name)))
    return target.getvalue()
