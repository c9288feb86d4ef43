// On a narrow screen the figures of an answer scroll away, and one line stays in view: with them, or with the reason why
// they are not for what is typed.
import { made } from "./elements.mjs";

/**
 * Let one line repeat the figures of a calculator while they are above the screen. Screen readers have them in place.
 * @param {HTMLElement} element the calculator
 * @param {AbortSignal} signal
 */
export function enableLine(element, signal) {
  const row = element.querySelector(".figures-row");
  if (!row) return;
  const line = made("div", { className: "answer-line" });
  line.setAttribute("aria-hidden", "true");
  const write = () => {
    const earlier = row.querySelector(".earlier-answer");
    line.replaceChildren(...(earlier ? [why(earlier)] : together([...row.querySelectorAll(".figure")]).map(short)));
  };
  write();
  // At the end, since browsers style anew whatever comes after a new element; the styles put it first.
  element.append(line);
  const follower = new MutationObserver(write);
  follower.observe(row, { childList: true, subtree: true, characterData: true });
  const show = (/** @type {boolean} */ is) => {
    line.classList.toggle("shown", is);
    document.body.toggleAttribute("data-figures-in-view", is);
  };
  // What is below the screen counts as on it, so that a jump over the figures is noticed too.
  const onScreen = new IntersectionObserver((entries) => show(!entries[entries.length - 1].isIntersecting), {
    rootMargin: "0px 0px 1000000px",
  });
  onScreen.observe(row);
  signal.addEventListener("abort", () => {
    follower.disconnect();
    onScreen.disconnect();
    show(false);
  });
}

/** @type {(figure: Element) => string} the name without what follows a comma; a thousand has one too */
const nameOf = (figure) => (figure.querySelector("dt")?.firstChild?.textContent ?? "").split(", ")[0];

/**
 * Neighbours of one name, as the ends of a range are, stand together so that the line has room for them.
 * @param {Element[]} figures
 */
function together(figures) {
  /** @type {Element[][]} */
  const groups = [];
  for (const figure of figures) {
    const before = groups.at(-1);
    if (before && nameOf(before[0]) === nameOf(figure)) before.push(figure);
    else groups.push([figure]);
  }
  return groups;
}

/**
 * The values, which are what a reader looks for, and then the name.
 * @type {(figures: Element[]) => HTMLElement}
 */
function short(figures) {
  const values = figures.map((figure) => figure.querySelector(".value")?.textContent ?? "");
  const className = figures[0].className.replace("figure", "line-figure");
  const value = made("strong", { textContent: values.join(" and ") });
  return made("span", { className }, value, " ", made("span", { textContent: nameOf(figures[0]) }));
}

/** @type {(earlier: Element) => HTMLElement} the sentence that marks the answer of earlier inputs */
function why(earlier) {
  const [name, reason] = [...earlier.children].map((part) => part.textContent ?? "");
  return made("span", { className: "line-figure line-earlier" }, made("span", {}, made("strong", { textContent: name }), ` ${reason}`));
}
