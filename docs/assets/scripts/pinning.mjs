// The way to pinned answers: what compares them is loaded once there are any.
import { later } from "./later.mjs";
import { ask } from "./worker-client.mjs";
/** @import { Calculator } from "./calculator.mjs" */

const LONGEST = 8192;
// Where answers were pinned although the browser keeps nothing.
/** @type {Set<string>} */
const places = new Set();

/**
 * The pinned answers of a calculator; nothing where they cannot be loaded, which is said.
 * @param {Calculator} calculator
 */
export async function pinsOf(calculator) {
  places.add(calculator.place);
  try {
    calculator.pins ??= later("pins.mjs").then(({ Pins }) => new Pins(calculator, ask));
    return await calculator.pins;
  } catch (error) {
    calculator.pins = undefined;
    calculator.status.report(`Answers cannot be pinned: ${/** @type {Error} */ (error).message}. Try again, or load the page again.`);
  }
}

/**
 * Bring back what was pinned here before, if anything.
 * @param {Calculator} calculator
 */
export function bringPins(calculator) {
  let kept = places.has(calculator.place);
  try {
    kept ||= Boolean(sessionStorage.getItem(`pins ${calculator.place}`));
  } catch {
    // Then nothing was kept, and whoever pins is told.
  }
  if (kept) pinsOf(calculator);
}

/**
 * A calculator's link with its pins behind it, while both fit.
 * @param {Calculator} calculator
 */
export function linkWithPins({ link, pinLink, version }) {
  const whole = `${link}${link.includes("?") ? "&" : `?version=${version}&`}${pinLink}`;
  return pinLink && whole.length <= LONGEST ? whole : link;
}
