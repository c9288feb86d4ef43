"""Measure how an engine folds labels, from a hundred thousand rows to as many as asked for, beside other ways.

python -m scripts.benchmark.warehouse 1e5 1e6 1e7 1e8

Each way runs by itself, and the kernel says how long it took and how much memory it had at most. The engine also folds
half of the most rows, half of those and so on down to the fewest, so that each doubling is measured and none inferred.
Sizes take turns, and the least time counts, because whatever else runs can only add to it. The rows are made anew in
the folder for temporary files and deleted afterwards: a hundred million take 2.6 GB as CSV. Writes the tables and the
picture of docs/reference/warehouse.md.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import duckdb

from scripts.benchmark.long_files import reader
from scripts.benchmark.report import number, table
from scripts.machine.environment import CACHE, ROOT

PAGE = ROOT / "docs" / "reference" / "warehouse.md"
PICTURE = ROOT / "docs" / "assets" / "pictures" / "warehouse.svg"
ROUNDS = 2
BEGIN, END = "<!-- bench: begin -->\n", "<!-- bench: end -->"
WORDS = "Processor seconds by rows, both on a scale of powers of ten; the table below holds the numbers"
# Three labels an item by three of five people from five labels, of which four in five are the item's own.
ROWS = """SELECT i // 3 AS item, 'person-' || ((hash(i // 3) % 5 + i % 3) % 5) AS annotator,
CASE WHEN hash(i * 7 + 1) % 100 < 80 THEN 'label-' || (hash(i // 3 + 99) % 5)
ELSE 'label-' || (hash(i * 13 + 5) % 5) END AS label FROM range({rows}) t(i)"""
PANDAS = """
import sys, pandas, krippendorff
rows = (pandas.read_parquet if sys.argv[1].endswith("parquet") else pandas.read_csv)(sys.argv[1])
rows["label"] = rows["label"].astype("category").cat.codes
wide = rows.pivot(index="annotator", columns="item", values="label")
print(krippendorff.alpha(reliability_data=wide.to_numpy(dtype=float), level_of_measurement="nominal"))
"""
# irrCAC fails with pandas 3, so an older one stands beside it, apart from the project's own packages.
APART = CACHE / "irrcac"
APART_PACKAGES = ("irrCAC==0.4.4", "pandas==2.3.3", "python-dateutil==2.9.0.post0", "pytz==2025.2", "six==1.17.0",
                  "tzdata==2025.2")  # fmt: skip
IRRCAC = f"""
import sys
sys.path.insert(0, {str(APART)!r})
import pandas
from irrCAC.raw import CAC
rows = (pandas.read_parquet if sys.argv[1].endswith("parquet") else pandas.read_csv)(sys.argv[1])
print(CAC(rows.pivot(index="item", columns="annotator", values="label")).gwet()["est"]["coefficient_value"])
"""
OURS = ["-m", "calculators", reader(), "--json", "--table"]
# By its name, what is run, on which file, and on how many rows at most.
WAYS: Sequence[tuple[str, list[str], str, float]] = (
    ("engine, Parquet", OURS, "parquet", math.inf),
    ("engine, CSV", [*OURS[:-1], "--fold", os.devnull + ".json", "--table"], "csv", math.inf),
    ("plain command line, CSV", [*OURS[:-1], "--most_rows", "1000000000", "--table"], "csv", 1e6),
    ("pandas and krippendorff, Parquet", ["-c", PANDAS], "parquet", 1e7),
    ("pandas 2 and irrCAC, Parquet", ["-c", IRRCAC], "parquet", 1e6),
)


@dataclass(frozen=True)
class Run:
    """One way on so many rows.

    Attributes:
        way: its name.
        rows: the number of rows.
        seconds: the time that passed.
        worked: seconds that the processor worked for it.
        memory: bytes at most.
        beside: how many processors other programs kept busy meanwhile.
    """

    way: str
    rows: int
    seconds: float
    worked: float
    memory: int
    beside: float


def halved(sizes: Sequence[int]) -> list[int]:
    """Return the most rows, half of them and so on down to the fewest."""
    least, most = min(sizes), max(sizes)
    return [most >> times for times in range(int(math.log2(most / least)) + 1)]


def measure(sizes: Sequence[int]) -> Iterator[Run]:
    """Yield each way's runs on each number of rows, and the engine's on each that is halved, by turns."""
    if not APART.is_dir():
        pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--only-binary", ":all:", "--target", str(APART)]
        subprocess.run([*pip, *APART_PACKAGES], check=True)
    with tempfile.TemporaryDirectory(prefix="warehouse-") as folder:
        for kind in ("parquet", "csv"):
            ways = [way for way in WAYS if way[2] == kind]
            paths = {rows: written(rows, kind, Path(folder)) for rows in sorted({*sizes, *halved(sizes)})}
            for _ in range(ROUNDS):
                for rows, path in paths.items():
                    # The first way of a kind is the engine's.
                    for way, command, _, most in ways if rows in sizes else ways[:1]:
                        if rows <= most:
                            yield run(way, rows, [arg.replace(os.devnull, f"{folder}/folded") for arg in command], path)
            for path in paths.values():
                path.unlink()


def written(rows: int, kind: str, folder: Path) -> Path:
    """Return a file with so many rows."""
    path = folder / f"labels{rows}.{kind}"
    with duckdb.connect() as engine:
        engine.execute("SET preserve_insertion_order = false")
        engine.execute(f"COPY ({ROWS.format(rows=rows)}) TO '{path}' (FORMAT {kind})")
    return path


def run(way: str, rows: int, command: Sequence[str], path: Path) -> Run:
    """Return what a way takes.

    Raises RuntimeError where it fails.
    """
    started, busy = time.monotonic(), all_worked()
    # In a process of its own, whose memory the kernel tells apart.
    process = subprocess.Popen([sys.executable, *command, str(path)], stdout=subprocess.DEVNULL, cwd=ROOT)
    _, code, used = os.wait4(process.pid, 0)
    if code:
        raise RuntimeError(f"{way} failed on {rows:,} rows")
    seconds, worked = time.monotonic() - started, used.ru_utime + used.ru_stime
    beside = max(0.0, all_worked() - busy - worked) / seconds
    found = Run(way, rows, seconds, worked, used.ru_maxrss * 1024, beside)
    print(found, file=sys.stderr, flush=True)
    return found


def all_worked() -> float:
    """Return for how many seconds all processors worked since this Linux machine started."""
    user, nice, system, _idle, _waiting, *more = Path("/proc/stat").read_text("ascii").splitlines()[0].split()[1:9]
    return sum(map(int, (user, nice, system, *more))) / os.sysconf("SC_CLK_TCK")


def best(runs: Iterable[Run]) -> list[Run]:
    """Return one run for each way and number of rows: the least time, and the most memory and company."""
    found: dict[tuple[str, int], list[Run]] = {}
    for one in runs:
        found.setdefault((one.way, one.rows), []).append(one)
    return [
        Run(way, rows, min(one.seconds for one in those), min(one.worked for one in those),
            max(one.memory for one in those), max(one.beside for one in those))
        for (way, rows), those in found.items()
    ]  # fmt: skip


def model(runs: Sequence[Run]) -> tuple[float, float]:
    """Return the processor seconds to start and those for a million rows: a line through the engine's Parquet runs.

    Its largest relative miss is the least possible of lines through two of them.
    """
    found = [(one.rows / 1e6, one.worked) for one in runs if one.way == WAYS[0][0]]
    lines = []
    for at, (near, least) in enumerate(found):
        for far, most in found[at + 1 :]:
            slope = (most - least) / (far - near)
            start = least - slope * near
            lines.append((max(abs(start + slope * rows - took) / took for rows, took in found), start, slope))
    return min(lines)[1:]


def doublings(runs: Sequence[Run], way: str) -> list[tuple[int, float]]:
    """Return for each number of rows of which a way did half as well, how many times the processor seconds it took."""
    worked = {one.rows: one.worked for one in runs if one.way == way}
    return [(rows, took / worked[rows // 2]) for rows, took in sorted(worked.items()) if rows // 2 in worked]


def drawing(runs: Sequence[Run]) -> str:
    """Return the runs as lines; plain attributes, since an image has no style sheet of the page."""
    sizes, times = [one.rows for one in runs], [one.worked for one in runs]
    low, high = math.log10(min(sizes)), math.log10(max(sizes))
    bottom, top = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))

    def x(rows: float) -> int:
        return round(60 + 400 * (math.log10(rows) - low) / (high - low or 1))

    def y(seconds: float) -> int:
        return round(280 - 250 * (math.log10(seconds) - bottom) / (top - bottom))

    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 330" font-family="sans-serif" font-size="13">',
        f"<title>{escape(WORDS)}</title>",
        '<rect width="720" height="330" fill="#ffffff"/>',
    ]
    for power in range(bottom, top + 1):
        parts.append(f'<path d="M60 {y(10**power)}H460" stroke="#d0d0d0"/>')
        parts.append(f'<text x="8" y="{y(10**power) + 4}" fill="#222222">{10**power:g} s</text>')
    for rows in columns(runs):
        parts.append(f'<text x="{x(rows) - 24}" y="305" fill="#222222">{rows / 1e6:g} million</text>')
    colours = ("#0b6e4f", "#5aa98a", "#6b6b6b", "#b05a00", "#7a3e9d")
    for (way, *_), colour in zip(WAYS, colours, strict=True):
        points = [(x(one.rows), y(one.worked)) for one in runs if one.way == way]
        if points:
            parts.append(f'<polyline points="{" ".join(f"{a},{b}" for a, b in points)}" fill="none" stroke="{colour}" '
                         'stroke-width="2"/>')  # fmt: skip
            parts += [f'<circle cx="{a}" cy="{b}" r="4" fill="{colour}"/>' for a, b in points]
            parts.append(f'<text x="475" y="{40 + 22 * colours.index(colour)}" fill="{colour}">{escape(way)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def columns(runs: Sequence[Run]) -> list[int]:
    """Return the numbers of rows that a table shows, which are powers of ten."""
    return sorted({one.rows for one in runs if f"{one.rows}".strip("0") == "1"})


def tables(runs: Sequence[Run], day: str) -> str:
    """Return the runs, and the line through the engine's, as Markdown."""
    sizes = columns(runs)
    found = {(one.way, one.rows): one for one in runs}

    def cell(way: str, rows: int) -> str:
        one = found.get((way, rows))
        return f"{number(one.worked, 1)} s ({number(one.seconds, 1)}), {number(one.memory / 1e6)} MB" if one else "-"

    rows = [[way, *(cell(way, size) for size in sizes)] for way, *_ in WAYS]
    start, slope = model(runs)
    twice = "; ".join(
        f"{way}, {', '.join(f'{times:.2f} up to {size:,}' for size, times in grown)}"
        for way, *_ in WAYS if (grown := doublings(runs, way))
    )  # fmt: skip
    beside = max(one.beside for one in runs)
    return (
        f"Measured on {day} on {os.cpu_count()} processor cores: processor time of all cores to the whole answer, in "
        f"brackets the time that passed, both the least of {ROUNDS} rounds, and the most memory at one time. Other "
        f"programs kept up to {beside:.1f} cores busy meanwhile, which lengthens the time that passes and adds "
        "a little to that of the processor.\n\n"
        + table(["Way", *(f"{size:,} rows" for size in sizes)], rows)
        + f"\n\nA straight line through the engine's runs on Parquet says {start:.1f} s of the "
        f"processor to start, and {slope:.2f} s for every million rows.\n\n"
        f"Twice the rows took so many times the processor's time, each measured by itself: {twice}.\n"
    )


def publish(runs: Sequence[Run]) -> None:
    """Print the tables, and write them and the picture."""
    text = tables(runs, datetime.now(UTC).date().isoformat())
    print(text)
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    _, after = rest.split(END)
    picture = f"![{WORDS}](/assets/pictures/{PICTURE.name}){{ width=720 height=330 }}\n\n"
    PAGE.write_text(before + BEGIN + picture + text + "\n" + END + after, "utf-8")
    PICTURE.write_text(drawing(runs), "utf-8")


def main() -> None:
    """Measure and publish, or publish what an earlier run noted: the name of its file stands in the place of sizes."""
    if sys.argv[1].endswith(".json"):
        publish(best(Run(**one) for one in json.loads(Path(sys.argv[1]).read_text("utf-8"))))
        return
    runs = []
    for one in measure([int(float(size)) for size in sys.argv[1:]]):
        runs.append(one)
        (CACHE / "warehouse-runs.json").write_text(json.dumps([asdict(one) for one in runs]), "utf-8")
    publish(best(runs))


if __name__ == "__main__":
    main()
