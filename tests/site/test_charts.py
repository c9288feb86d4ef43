"""No number of a chart is ever cut, covered or invisible, in a real browser, narrow to wide."""

import pytest
from playwright.sync_api import Page

from calculators.catalog import catalog
from tests.examples import page_of
from tests.site.conftest import SAVING_DATA

# What is wrong with the words of each chart: outside their frame, or over one another.
FAULTS = """() => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  const found = [];
  for (const chart of document.querySelectorAll("svg.chart")) {
    const frame = chart.parentElement.getBoundingClientRect();
    const texts = [...chart.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
    for (const [words, box] of texts) {
      if (box.left < frame.left - 1 || box.right > frame.right + 1) found.push(["outside", chart.id, words]);
    }
    texts.forEach(([words, one], place) => {
      for (const [others, other] of texts.slice(place + 1)) {
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (across > 1 && down > 0.45 * Math.min(one.height, other.height)) found.push(["over", words, others]);
      }
    });
    for (const line of chart.querySelectorAll(".line, .dot")) {
      const { stroke, fill } = getComputedStyle(line);
      if (stroke === "none" && fill === "none") found.push(["invisible", line.getAttribute("class")]);
    }
  }
  return found;
}"""


# 320 pixels is also what is left of a desk's 1,280 at four times its size.
WIDTHS = (320, 360, 1280)


@pytest.mark.parametrize("name", catalog())
def test_no_words_of_a_chart_are_cut_or_covered(page: Page, address: str, name: str) -> None:
    """On a calculator's page all words of all charts lie in their frames and apart, and every line has a colour.

    The page is loaded once and then made wider, since its charts are drawn by the build and sized by styles alone.
    """
    page.add_init_script(SAVING_DATA)
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    page.goto(address + page_of(name))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(FAULTS) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
