// Lets the keyboard scroll a table that is wider than its column: what the theme puts around it takes no focus.
import { eachPage } from "./each-page.mjs";

const watching = new ResizeObserver((seen) => {
  for (const { target } of seen) reach(/** @type {HTMLElement} */ (target));
});

/** @param {HTMLElement} holder */
function reach(holder) {
  if (holder.scrollWidth > holder.clientWidth) {
    holder.tabIndex = 0;
    holder.setAttribute("role", "group");
    holder.setAttribute("aria-label", `Table: ${heading(holder)}`);
  } else for (const name of ["tabindex", "role", "aria-label"]) holder.removeAttribute(name);
}

/** @param {HTMLElement} holder */
function heading(holder) {
  /** @type {Element | null} */
  let before = holder;
  while (before && !before.matches("h1, h2, h3, h4")) before = before.previousElementSibling ?? before.parentElement;
  const words = /** @type {Element} */ ((before ?? document.querySelector("h1"))?.cloneNode(true));
  for (const sign of words.querySelectorAll(".headerlink")) sign.remove();
  return words.textContent.trim();
}

// The theme puts its holders in while it is told of the new page, as we are; look when it is done.
function watchAll() {
  watching.disconnect();
  requestAnimationFrame(() => {
    for (const holder of document.querySelectorAll(".md-typeset__scrollwrap")) watching.observe(holder);
  });
}

eachPage(watchAll);
