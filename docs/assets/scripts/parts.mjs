// Replaces the parts of an answer that changed. The markup comes from our own writers, which escape every value.
import { putStrips } from "./strips.mjs";

const root = new URL("../../", import.meta.url);
/**
 * The markup that stands in each part.
 * @type {WeakMap<Element, string>}
 */
const shown = new WeakMap();
/**
 * What is still to be shown of each calculator's answer.
 * @type {WeakMap<Element, { work: () => void, timer: ReturnType<typeof setTimeout> }>}
 */
const later = new WeakMap();
// What answers the question; the rest explains it, and may come a moment after.
const FOCUSABLE = "a, button, summary, [tabindex]";
const FIRST = new Set(["headline", "figures", "changed"]);
const HELD = new Set(["headline", "figures"]);
/**
 * How wide a part was when its room was last held.
 * @type {WeakMap<Element, number>}
 */
const room = new WeakMap();
/**
 * How large each part is, as the browser tells whenever it has laid it out: to ask would have it style and lay out the
 * page in the middle of an answer.
 * @type {WeakMap<Element, { width: number, height: number }>}
 */
const sizes = new WeakMap();
const sizing = new ResizeObserver((entries) => {
  for (const { target, borderBoxSize } of entries)
    sizes.set(target, { width: borderBoxSize[0].inlineSize, height: borderBoxSize[0].blockSize });
});

/**
 * Put the given markup into the parts of those names: the answer itself at once, what explains it right after, so that
 * drawing tables never holds the answer up. Null leaves a part as it is, marked as waiting for better.
 * @param {Element} calculator
 * @param {Record<string, string | null>} parts
 */
export function replace(calculator, parts) {
  const entries = Object.entries(parts);
  for (const [name, markup] of entries) if (FIRST.has(name)) show(calculator, name, markup);
  clearTimeout(later.get(calculator)?.timer);
  const work = () => {
    later.delete(calculator);
    for (const [name, markup] of entries) if (!FIRST.has(name)) show(calculator, name, markup);
  };
  later.set(calculator, { work, timer: setTimeout(work) });
}

/**
 * Show now what is still to come.
 * @param {Element} calculator
 */
export function settle(calculator) {
  const waiting = later.get(calculator);
  if (!waiting) return;
  clearTimeout(waiting.timer);
  waiting.work();
}

/**
 * Keep the room of what is to be replaced, so that a shorter answer moves nothing; another width gives it up.
 * @param {HTMLElement} part
 */
export function hold(part) {
  const { width, height } = sizes.get(part) ?? part.getBoundingClientRect();
  part.style.minHeight = room.get(part) === width || !room.has(part) ? `${height}px` : "";
  room.set(part, width);
}

/**
 * Keep an eye on the parts whose room is held.
 * @param {Element} calculator
 */
export function watchRooms(calculator) {
  for (const name of HELD) sizing.observe(partOf(calculator, name));
}

const partOf = (/** @type {Element} */ calculator, /** @type {string} */ name) =>
  /** @type {HTMLElement} */ (calculator.querySelector(`[data-part="${CSS.escape(name)}"]`));

/** @type {(calculator: Element, name: string, markup: string | null) => void} */
function show(calculator, name, markup) {
  const part = partOf(calculator, name);
  part.toggleAttribute("data-pending", markup === null);
  if (markup === null || shown.get(part) === markup) return;
  shown.set(part, markup);
  if (HELD.has(name)) hold(part);
  put(part, markup);
  const holder = /** @type {HTMLElement | null} */ (part.closest(".calculator-section"));
  // Set again, the browser would style all sections anew.
  if (holder && holder.hidden === Boolean(markup)) holder.hidden = !markup;
}

/** @type {(part: Element, markup: string) => void} */
function put(part, markup) {
  const fresh = new DOMParser().parseFromString(markup, "text/html").body;
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (fresh.querySelectorAll('a[href^="site:"]')))
    link.href = new URL(/** @type {string} */ (link.getAttribute("href")).slice("site:".length), root).href;
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (fresh.querySelectorAll("[data-download]"))) button.hidden = false;
  if (fresh.querySelector(".strip")) return putStrips(part, fresh);
  const before = [...part.querySelectorAll(".value")].map((value) => value.textContent);
  const open = [...part.querySelectorAll("details")].map((details) => details.open);
  fresh.querySelectorAll("details").forEach((details, index) => {
    details.open = open[index] ?? details.open;
  });
  fresh.querySelectorAll(".value").forEach((value, index) => {
    if (index < before.length && before[index] !== value.textContent) value.classList.add("changed");
  });
  const place = [...part.querySelectorAll(FOCUSABLE)].indexOf(/** @type {Element} */ (document.activeElement));
  part.replaceChildren(...fresh.childNodes);
  if (place < 0) return;
  /** @type {NodeListOf<HTMLElement>} */
  const reachable = part.querySelectorAll(FOCUSABLE);
  reachable[place]?.focus({ preventScroll: true });
}
