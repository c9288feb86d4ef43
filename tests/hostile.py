"""Texts, links and files of nobody's good will, ten thousand of them, the same every time."""

import io
import json
import random
import zipfile
from collections.abc import Iterator
from urllib.parse import quote

from calculators.catalog import catalog
from calculators.core import Records
from tests.examples import READER

SEED = 18
FIELDS, LINKS, PASTES, FILES = 5500, 2000, 1000, 1500
ATOMS = [
    *("__proto__", "constructor", "toString", "hasOwnProperty", "1e999", "-1e999", "nan", "NaN", "inf", "-Infinity"),
    *("e5", "1e", "--1", "+", "-", ".", ",", "0x10", "1_000", "1,5", "200.000", "1.5.2", "5%", "%", "1/0", "−5"),
    *("\u0661\u0662\u0663", "\uff11\uff12", "½", "²", "∞", "\u202e100\u202c", "\u200f5", "\ufeff7", "\u00a05", "\x00"),
    *("1\x002", "<script>window.hostile=1</script>", "<img src=x onerror=window.hostile=1>", "javascript:hostile=1"),
    *('"><svg onload=window.hostile=1>', "{{7*7}}", "${7*7}", "=cmd|' /C calc'!A0", "'; DROP TABLE x;--", "%00"),
    *("%E0%A4%A", "\ud800", "\U0001f4a9" * 20, "[" * 200, "{" * 99, "9" * 400, "a" * 2000, "\r\n", "\t", "|", ";"),
    *("", " ", "yes", "no", "10", "20", "0.5", "100000", "1e3", "version", "2026-13-45", "0000-00-00", "1e-320"),
]


def text(chance: random.Random) -> str:
    """Return one to three pieces of mischief."""
    return "".join(chance.choice(ATOMS) for _ in range(chance.choice([1, 1, 1, 2, 3])))


def fields(many: int = FIELDS) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield a calculator's name and what is typed into some of its fields, or into one that it has not."""
    chance = random.Random(SEED)
    for _ in range(many):
        name = chance.choice([*catalog()])
        known = [*catalog()[name].inputs.fields()]
        asked = [chance.choice(known) for _ in range(chance.choice([1, 1, 2]))]
        if chance.random() < 0.05:
            asked.append(chance.choice(["__proto__", "constructor", "toString", "name", "", "\x00"]))
        yield name, {field: text(chance) for field in asked}


def links(many: int = LINKS) -> Iterator[str]:
    """Yield the fragments of addresses."""
    chance = random.Random(SEED + 1)
    for _ in range(many):
        name = chance.choice([*catalog()])
        known = [*catalog()[name].inputs.fields(), "version", "__proto__", "constructor", ""]
        pairs = [(chance.choice(known), text(chance)) for _ in range(chance.randint(0, 4))]
        written = "&".join(f"{key}={piece if chance.random() < 0.3 else safe(piece)}" for key, piece in pairs)
        # An address holds no half of a letter.
        written = written.encode("utf-8", "replace").decode()
        yield f"#{name}{chance.choice(['?', '?', '?', '', '??', '&'])}{written}"


def safe(piece: str) -> str:
    """Return a text as an address holds it."""
    return quote(piece.encode("utf-8", "replace"), safe="")


def pastes(many: int = PASTES) -> Iterator[tuple[str, str, bytes]]:
    """Yield a calculator's name, its field of rows, and what is pasted into it."""
    chance = random.Random(SEED + 2)
    tables = [
        (name, key)
        for name, calculator in catalog().items()
        for key, field in calculator.inputs.fields().items()
        if isinstance(field, Records)
    ]
    for _ in range(many):
        name, field = chance.choice(tables)
        lines = ["\t".join(text(chance) for _ in range(chance.randint(1, 5))) for _ in range(chance.randint(0, 4))]
        yield name, field, "\n".join(lines).encode("utf-8", "replace")


def files(many: int = FILES) -> Iterator[tuple[str, bytes]]:
    """Yield the calculator that reads files, and contents: good ones that were spoilt, and bombs."""
    chance = random.Random(SEED + 3)
    good = [*starts()]
    for number in range(many):
        contents = bytearray(good[number % len(good)])
        for _ in range(chance.randint(0, 6)):
            place = chance.randint(0, len(contents))
            harm = chance.choice(["flip", "cut", "insert", "double"])
            if harm == "flip" and place < len(contents):
                contents[place] ^= 1 << chance.randint(0, 7)
            elif harm == "cut":
                del contents[place : place + chance.randint(1, 40)]
            elif harm == "insert":
                contents[place:place] = chance.choice(ATOMS).encode("utf-8", "replace")
            elif harm == "double":
                contents[place:place] = contents[:200]
        yield READER, bytes(contents)


def starts() -> Iterator[bytes]:
    """Yield what files are spoilt from: each kind that is read, nested to no end, and packed to burst."""
    rows = [("item", "annotator", "label"), *((f"i{row}", f"a{row % 3}", "xyz"[row % 3]) for row in range(30))]
    table = "\n".join(map(",".join, rows))
    yield table.encode()
    yield table.replace(",", "\t").encode("utf-16")
    yield json.dumps([dict(zip(rows[0], row, strict=True)) for row in rows[1:]]).encode()
    yield b"[" * 5000 + b"]" * 5000
    yield b'{"a":' * 3000 + b"1" + b"}" * 3000
    yield packed({"a.csv": table.encode()})
    yield packed({f"{number}.csv": bytes(2_000_000) for number in range(20)})
    yield packed({"a.zip": packed({"b.zip": packed({"c.csv": table.encode()})})})
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><workbook>&l11;</workbook>'.encode()
    yield packed({"xl/workbook.xml": bomb, "xl/worksheets/sheet1.xml": bomb, "[Content_Types].xml": bomb})
    yield bomb
    yield b""
    yield bytes(1000)


def packed(contents: dict[str, bytes]) -> bytes:
    """Return a zip of these files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
