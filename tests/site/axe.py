"""What axe finds on a page: the rules for accessibility, as all tests ask for them."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# WCAG 2.2 asks for targets of 24 pixels, or as much room around them, and each cell needs a heading to be told with;
# axe looks only where it is told to. What passes is not listed, since to write it down takes half as long as to look.
RULES = ("target-size", "td-has-header")
OPTIONS: dict[str, Any] = {"rules": {rule: {"enabled": True} for rule in RULES}, "resultTypes": ["violations"]}
# Of siblings built alike so many stand for all: the hundreds of rows of a table differ in their words alone.
STAND_FOR_ALL = 6
LOOK = """async ([within, options, most]) => {
  const passed = "data-stood-for";
  for (const one of document.querySelectorAll(`[${passed}]`)) one.removeAttribute(passed);
  // An element's name, classes and attributes, and those of what is in it, each kind once.
  const built = (element) => {
    const inside = new Map();
    for (const child of element.children) {
      const kind = built(child);
      inside.set(kind, [...(inside.get(kind) ?? []), child]);
    }
    for (const alike of inside.values()) for (const one of alike.slice(most)) one.setAttribute(passed, "");
    const names = element.getAttributeNames().filter((name) => name !== passed).sort();
    const of = ["class", "role", "type", "aria-expanded"].map((name) => element.getAttribute(name) ?? "");
    return `${element.localName} ${names} ${of}(${[...inside.keys()].sort()})`;
  };
  const whole = within ? document.querySelector(within) : document.documentElement;
  built(whole);
  return (await axe.run({ include: [whole], exclude: [[`[${passed}]`]] }, options)).violations;
}"""


def faults_in(page: Page, options: dict[str, Any] = OPTIONS, within: str | None = None) -> list[dict[str, Any]]:
    """Return what axe finds against the rules, on the page or within a part; it is loaded once into each page."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    faults: list[dict[str, Any]] = page.evaluate(LOOK, [within, options, STAND_FOR_ALL])
    return faults
