"""ZIP files, in which workbooks and documents are packed: the same contents give the same bytes.

Source: PKWARE, APPNOTE.TXT 6.3.10.
"""

import zlib
from collections.abc import Mapping

# Noon says nothing either: 1 January 1980, the first day that the format knows.
_MOMENT = (0).to_bytes(2, "little") + (0x21).to_bytes(2, "little")
_VERSION, _UTF_8, _DEFLATED = 20, 0x800, 8


def zipped(files: Mapping[str, str]) -> bytes:
    """Return texts by name as one ZIP file, in their order, without the moment at which it was made."""
    parts, listed, at = [], [], 0
    for name, text in files.items():
        called, contents = name.encode(), text.encode()
        deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = deflater.compress(contents) + deflater.flush()
        about = b"".join([
            *(_short(number) for number in (_VERSION, _UTF_8, _DEFLATED)),
            _MOMENT,
            *(_long(number) for number in (zlib.crc32(contents), len(packed), len(contents))),
            _short(len(called)),
            _short(0),
        ])  # fmt: skip
        part = b"PK\3\4" + about + called + packed
        parts.append(part)
        listed.append(b"PK\1\2" + _short(_VERSION) + about + bytes(10) + _long(at) + called)
        at += len(part)
    contents_list = b"".join(listed)
    end = _short(len(files)) * 2 + _long(len(contents_list)) + _long(at) + _short(0)
    return b"".join([*parts, contents_list, b"PK\5\6" + bytes(4) + end])


def _short(number: int) -> bytes:
    return number.to_bytes(2, "little")


def _long(number: int) -> bytes:
    return number.to_bytes(4, "little")
