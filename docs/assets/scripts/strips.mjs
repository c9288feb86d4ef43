// Flip strips: dragged, stepped or moved by arrow keys, they write into the form's field, and all follows as if typed.
import { unmistakable } from "./links.mjs";
/** @import { Calculator } from "./calculator.mjs" */

/**
 * The strip that the pointer holds, wherever it is by now.
 * @type {Element | null}
 */
let grasped = null;
/**
 * What came for a strip while the reader held it.
 * @type {WeakMap<Element, Element>}
 */
const waiting = new WeakMap();

/**
 * Let the strips of a calculator move its fields.
 * @param {Calculator} calculator
 * @param {AbortSignal} signal
 */
export function enableStrips(calculator, signal) {
  const holder = calculator.element.querySelector("[data-part=strips]");
  if (!holder) return;
  reveal(holder);
  holder.addEventListener("input", ({ target }) => write(calculator, strip(target)), { signal });
  holder.addEventListener("click", ({ target }) => step(calculator, /** @type {Element} */ (target)), { signal });
  for (const begins of ["focusin", "pointerdown"])
    holder.addEventListener(begins, ({ target }) => take(calculator, /** @type {Element} */ (target), begins), { signal });
  // The next element has the focus only after this one has lost it.
  holder.addEventListener("focusout", ({ target }) => setTimeout(letGo, 0, strip(target)), { signal });
  for (const ends of ["pointerup", "pointercancel"])
    window.addEventListener(
      ends,
      () => {
        const held = grasped;
        grasped = null;
        if (held) letGo(held);
      },
      { signal },
    );
}

/**
 * Put fresh strips in place of those that stand. The one in the reader's hand stays, so that neither hold nor focus is
 * lost; its picture does not depend on its own value, and its words follow.
 * @param {Element} part
 * @param {Element} fresh
 */
export function putStrips(part, fresh) {
  reveal(fresh);
  const standing = [...part.children];
  for (const [place, next] of [...fresh.children].entries()) {
    const old = standing[place];
    if (!(old && held(old) && name(old) === name(next) && field(part, old)?.value === slider(old).dataset.written)) {
      if (old) old.replaceWith(next);
      else part.append(next);
      continue;
    }
    follow(old, next);
    waiting.set(old, next);
  }
}

/** @type {(root: Element) => void} */
function reveal(root) {
  const scripted = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".strip [hidden]"));
  for (const hidden of scripted) hidden.hidden = false;
}

const strip = (/** @type {EventTarget | null} */ target) => /** @type {Element} */ (/** @type {Element} */ (target).closest(".strip"));
const slider = (/** @type {Element} */ of) => /** @type {HTMLInputElement} */ (of.querySelector("input"));
const name = (/** @type {Element} */ of) => /** @type {string} */ (/** @type {HTMLElement} */ (of).dataset.strip);
const held = (/** @type {Element} */ one) => one === grasped || one.contains(document.activeElement);

/** @type {(part: Element, of: Element) => HTMLInputElement | null | undefined} */
const field = (part, of) => part.closest("live-calculator")?.querySelector(`form [name="${CSS.escape(name(of))}"]`);

/** @type {(calculator: Calculator, target: Element, begins: string) => void} */
function take(calculator, target, begins) {
  const one = target.closest(".strip");
  if (!one) return;
  if (begins === "pointerdown") grasped = one;
  slider(one).dataset.written = calculator.field(name(one)).value;
}

/** @type {(one: Element) => void} */
function letGo(one) {
  const next = waiting.get(one);
  if (!next || held(one)) return;
  waiting.delete(one);
  one.replaceWith(next);
}

/** @type {(old: Element, next: Element) => void} */
function follow(old, next) {
  for (const words of [".strip-now", ".strip-words"]) {
    const [here, there] = [old, next].map((one) => /** @type {Element} */ (one.querySelector(words)));
    here.textContent = there.textContent;
  }
  slider(old).setAttribute("aria-valuetext", slider(next).getAttribute("aria-valuetext") ?? "");
}

/** @type {(calculator: Calculator, target: Element) => void} */
function step(calculator, target) {
  const pressed = /** @type {HTMLElement | null} */ (target.closest("[data-step]"));
  if (!pressed) return;
  const one = strip(pressed);
  slider(one).valueAsNumber += Number(pressed.dataset.step);
  write(calculator, one);
}

/** @type {(calculator: Calculator, one: Element) => void} */
function write(calculator, one) {
  const range = slider(one);
  const target = calculator.field(name(one));
  target.value = text(range);
  range.dataset.written = target.value;
  target.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * The value at the slider's position, rounded so that the next position still has another one.
 * @param {HTMLInputElement} range
 */
function text(range) {
  const [position, most] = [range.valueAsNumber, Number(range.max)];
  const [low, high] = [Number(range.dataset.low), Number(range.dataset.high)];
  const at = (/** @type {number} */ place) =>
    "byRatio" in range.dataset ? low * (high / low) ** (place / most) : low + ((high - low) * place) / most;
  if (position <= 0) return unmistakable(String(low));
  if (position >= most) return unmistakable(String(high));
  const finest = Math.floor(Math.log10(at(position) - at(position - 1)));
  const power = "whole" in range.dataset ? Math.max(0, finest) : finest;
  const unit = 10 ** power;
  return unmistakable(String(Number((Math.round(at(position) / unit) * unit).toFixed(Math.max(0, -power)))));
}
