"""Workbooks with several sheets, durations and macros."""

import pytest

from calculators.core import InputError
from calculators.label_files import ReadOptions, read
from tests.label_files.small_files import refused
from tests.label_files.written_by_tools import workbook

ROWS = [["item", "Eva", "Jo"], ["1", "x", "y"], ["2", "y", "y"]]
OTHERS = [["item", "Max", "Ida"], ["1", "x", "y"], ["2", "y", "y"]]


def test_of_unlike_sheets_one_is_chosen() -> None:
    """The sheets are offered by their titles, the chosen one is read whatever its capitals, and the rest is named."""
    book = workbook({"First round": ROWS, "Second round": OTHERS})
    with pytest.raises(InputError, match="different tables on First round, Second round") as asked:
        read(book)
    assert asked.value.field == "sheet"
    assert asked.value.offers == {"sheet": ("First round", "Second round")}
    table = read(book, ReadOptions(sheet=" second ROUND"))
    assert table.annotators == ("Max", "Ida")
    assert table.detected.not_read == ("sheet First round",)
    assert table.detected.sheets == ("First round", "Second round")


def test_of_sheets_a_person_each_one_can_be_chosen() -> None:
    """A sheet that is chosen is read alone, even where all of them could be read together."""
    book = workbook({"June": ROWS, "July": ROWS})
    table = read(book, ReadOptions(sheet="July"))
    assert table.annotators == ("Eva", "Jo")
    assert table.detected.not_read == ("sheet June",)


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    """A wrong title names the sheets, and a file without sheets says that it has none."""
    assert "one of the sheets: A" in refused(workbook({"A": ROWS}), sheet="B")
    assert "only workbooks have sheets" in refused("item,Eva,Jo\n1,x,y\n2,y,y\n", sheet="B")


def test_a_workbook_with_macros_is_refused_whatever_its_sheets_hold() -> None:
    """An .xlsm is refused in words, and says how to save it instead."""
    assert "without macros" in refused(workbook({"A": ROWS}, {"xl/vbaProject.bin": b"x"}))
    assert "save it as" in refused(workbook({"A": ROWS}, {"xl/vbaProject.bin": b"x"}), sheet="A")
