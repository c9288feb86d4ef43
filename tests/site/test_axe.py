"""The rules for accessibility are applied to all that could differ, and to no more."""

from playwright.sync_api import Page

from tests.site.axe import STAND_FOR_ALL, faults_in

ROW = "<li><img src='data:,' width=30 height=30></li>"
FRAME = "<!doctype html><html lang=en><title>A page</title><body><main><h1>A page</h1><ul>{}</ul></main>"


def test_siblings_built_alike_are_told_of_a_few_times(page: Page) -> None:
    """Of a thousand pictures without words, in rows alike, the first are told."""
    page.set_content(FRAME.format(ROW * 1000))
    (fault,) = faults_in(page)
    assert fault["id"] == "image-alt"
    assert len(fault["nodes"]) == STAND_FOR_ALL


def test_one_that_is_built_otherwise_is_looked_at_wherever_it_stands(page: Page) -> None:
    """After many sound rows one that lacks a name is found, and one with a class of its own."""
    sound = "<li><img src='data:,' width=30 height=30 alt='A box'></li>"
    page.set_content(FRAME.format(sound * 100 + ROW + sound + ROW.replace("<img", "<img class=new")))
    (fault,) = faults_in(page)
    assert fault["id"] == "image-alt"
    assert len(fault["nodes"]) == 2
