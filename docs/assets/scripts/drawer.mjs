// The drawer that holds the navigation on a narrow screen, for whoever has no pointer. What it does not show takes no
// focus, which the style sheet sees to; its labels are buttons while it is open.
const toggle = () => /** @type {HTMLInputElement | null} */ (document.querySelector("#__drawer"));

document.addEventListener("change", ({ target }) => {
  if (target !== toggle()) return;
  const open = /** @type {HTMLInputElement} */ (target).checked;
  /** @type {NodeListOf<HTMLElement>} */
  const labels = document.querySelectorAll(".md-sidebar--primary .md-nav__title[for], .md-sidebar--primary .md-nav__link[for]");
  for (const label of labels) label.tabIndex = open ? 0 : -1;
});

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key === " " && target instanceof HTMLLabelElement) {
    event.preventDefault();
    target.click();
  }
  if (key === "Escape" && toggle()?.checked) {
    toggle()?.click();
    /** @type {HTMLElement | null} */ (document.querySelector(".md-header [for=__drawer]"))?.focus();
  }
});

// Whoever goes on past its end is in the page again, which it would cover.
document.addEventListener("focusin", ({ target }) => {
  if (toggle()?.checked && !(/** @type {Element} */ (target).closest(".md-sidebar--primary, .md-header"))) toggle()?.click();
});
