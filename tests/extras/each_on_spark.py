"""Spark is asked of every vector and every file by itself, which takes too long for every run of the tests.

    python3 scripts/test.py tests/extras/each_on_spark.py

The tests ask it of all of them as one table.
"""

from collections.abc import Callable, Iterator

import pytest

from calculators.core import InputError
from calculators.label_files import ReadOptions, read
from tests.extras.spark import assert_same_on, spark
from tests.extras.tables import Given, flat_files, vectors


@pytest.fixture(scope="module")
def ask() -> Iterator[Callable[[Given], str]]:
    """Give one local Spark for all tables."""
    with spark() as ask:
        yield ask


@pytest.mark.parametrize("table", [*vectors(), *flat_files()], ids=lambda table: table.name)
def test_spark_gives_the_same_fold(table: Given, ask: Callable[[Given], str]) -> None:
    """The patterns, every measure and every interval are those of the rows.

    Where somebody gave an item two labels it is refused, since no row comes first. A file without names of columns has
    them given, as a table of Spark must.
    """
    plain = read(table.text, ReadOptions(**table.options))  # type: ignore[arg-type]
    if plain.detected.rows_skipped and "again" in table.options:
        with pytest.raises(InputError, match="rows in an order"):
            ask(table)
    else:
        assert_same_on(ask, table)
