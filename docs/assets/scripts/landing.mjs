// Where a link or the Tab key lands: folded places open, the place is told to screen readers, and nothing covers it.
import { wanted } from "./arriving.mjs";

/** Go to the place that the address names, once what stands there is alive. */
export function arrive() {
  const { place, rest } = wanted();
  if (place && !rest && !place.closest(".moved-parts")) land(place);
}

/**
 * Show a place below all that covers the page, and let it take the focus.
 * @param {HTMLElement} place
 */
export function land(place) {
  /** @type {(inside: Element | null | undefined) => HTMLDetailsElement | null | undefined} */
  const folded = (inside) => inside?.closest("details:not([open])");
  for (let fold = folded(place); fold; fold = folded(fold.parentElement)) fold.open = true;
  place.dispatchEvent(new Event("wanted", { bubbles: true }));
  if (!place.matches("a[href], button, input, select, textarea, [tabindex]")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  // A field is seen with its label.
  const whole = place.closest(".field") ?? place;
  const { top } = whole.getBoundingClientRect();
  // The style sheet leaves room for the header.
  const room = covered(whole) || Number.parseFloat(getComputedStyle(place).scrollMarginTop);
  // Kept at the place, for the browser goes there once more when all is loaded.
  place.style.scrollMarginTop = `${room + place.getBoundingClientRect().top - top}px`;
  if (top < room - 1 || top > innerHeight) place.scrollIntoView();
}

/**
 * How far down the screen an answer reaches that stays in view above a place of its calculator; 0 where none does.
 * @param {Element} place
 */
function covered(place) {
  const { left, right } = place.getBoundingClientRect();
  /** @type {NodeListOf<HTMLElement> | undefined} */
  const heads = place.closest("live-calculator")?.querySelectorAll(".answer-head, .figures-row, .answer-line, .line-earlier");
  const ends = [...(heads ?? [])].map((head) => {
    const { position, top } = getComputedStyle(head);
    const box = head.getBoundingClientRect();
    const above = position === "sticky" && box.left < right && left < box.right && !head.contains(place);
    return above ? Number.parseFloat(top) + box.height : 0;
  });
  return Math.max(0, ...ends);
}

/**
 * Browsers bring what takes the focus to an edge of the screen, where something that stays in view may lie over it.
 * @param {FocusEvent} event
 */
function uncover({ target }) {
  const place = /** @type {HTMLElement} */ (target);
  if (!place.matches(":focus-visible") || place.closest(".md-header, .md-sidebar, dialog")) return;
  requestAnimationFrame(() => {
    const header = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
    const { top } = (place.closest("label") ?? place).getBoundingClientRect();
    const hidden = Math.max(header, covered(place)) - top;
    if (place === document.activeElement && hidden > 0) scrollBy({ top: -hidden - 8, behavior: "instant" });
  });
}

/**
 * The way back to the top lies over the page, and gives way to what has the keyboard there. A rule that asked for it
 * would have browsers look through the page at each change of an answer.
 * @param {FocusEvent} event
 */
function giveWay({ type, target }) {
  const place = /** @type {HTMLElement} */ (target);
  const there = type === "focusin" && place.matches(":focus-visible") && place.closest(".md-main__inner");
  document.body.toggleAttribute("data-keyboard-in-page", Boolean(there));
}

window.addEventListener("hashchange", arrive);
document.addEventListener("focusin", uncover);
for (const kind of /** @type {const} */ (["focusin", "focusout"])) document.addEventListener(kind, giveWay);
