"""Folds labels on a local Spark, another engine for the same expressions, whose rows have no order."""

import csv
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from unittest import mock

import ibis

from calculators.catalog import find
from calculators.extras.warehouse import folded
from calculators.label_files import FIELDS, LabelTable, ReadOptions, read
from scripts.machine.programs import JAVA
from tests.examples import READER
from tests.extras.tables import Given

# Code that is made for one question takes longer to make than a small table takes without it.
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": "512m",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "1",
}
# What the calculator says that needs neither the order of the people nor the name of an item.
MEASURED = ("items", "items_with_two", "labels", "measures", "fitting", "by_label", "ties", "voted", "enough")


@contextmanager
def spark() -> Iterator[Callable[[Given], str]]:
    """Give a function that returns the text of a table's fold on a local Spark."""
    JAVA.find_or_install()
    with mock.patch.dict(os.environ, {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}):
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[1]")
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        try:
            with mock.patch.object(ibis, "connect", return_value=ibis.pyspark.connect(session)):
                yield lambda table: _folded(session, table)
        finally:
            session.stop()


def _folded(session: Any, table: Given) -> str:
    rows = [*csv.reader(io.StringIO(table.text), delimiter="\t" if "\t" in table.text else ",")]
    found = read(table.text, ReadOptions(**table.options)).detected  # type: ignore[arg-type]
    head: Sequence[str] = found.names
    roles: Mapping[str, str] = {}
    if found.header:
        head = rows.pop(0)
    else:
        # Columns without names are given those by which the reader calls them.
        roles = {role.lower(): name for role, name in found.columns}
    # Spark takes some names for parts of others, so they are put in quotes.
    columns = ", ".join(f"`{name}` string" for name in head)
    session.createDataFrame([tuple(row) for row in rows], columns).createOrReplaceTempView("given")
    return folded("given", connect="pyspark://", **fields({**table.options, **roles}))


def fields(options: Mapping[str, str]) -> dict[str, Any]:
    """Return options as inputs of the calculator."""
    return {FIELDS.get(name, name): value for name, value in options.items()}


def counts(table: LabelTable) -> Mapping[Any, int]:
    """Return how many items have each right answer and each set of people and labels, by their names."""
    return {
        (frozenset((table.annotators[who], table.labels[label]) for who, label in group), answer): items
        for (group, answer), items in table.answered.items()
    }


def together(tables: Iterable[Given]) -> Given:
    """Return the labels of all tables as one, in which items and people are named after theirs as well."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(("item", "annotator", "label"))
    for one in tables:
        table = read(one.text, ReadOptions(**one.options))  # type: ignore[arg-type]
        for item, who, label in zip(table.item_of, table.annotator_of, table.label_of, strict=True):
            names = (f"{one.name}: {table.items[item]}", f"{one.name}: {table.annotators[who]}", table.labels[label])
            lines.writerow(names)
    return Given("all together", written.getvalue(), {"form": "long"})


def measured(inputs: Mapping[str, object]) -> list[Any]:
    """Return the measures with their intervals, and what else needs neither an order of people nor an item's name."""
    calculator = find(READER)
    result = calculator.finished(calculator.inputs.parse(inputs))
    return [getattr(result, name) for name in MEASURED]


def assert_same_on(ask: Callable[[Given], str], table: Given) -> None:
    """Hold that a table's fold on Spark has the patterns, the measures and the intervals of its rows."""
    text = ask(table)
    plain, ours = read(table.text, ReadOptions(**table.options)), read(text)  # type: ignore[arg-type]
    assert {*ours.annotators} == {*plain.annotators}
    assert counts(ours) == counts(plain)
    assert measured({"table": text}) == measured({"table": table.text, **fields(table.options)})
