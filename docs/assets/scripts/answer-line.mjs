// On a narrow screen the figures of an answer scroll away, and one line with them stays in view.
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
  const write = () => line.replaceChildren(...[...row.querySelectorAll(".figure:not(.earlier-answer)")].map(short));
  write();
  element.prepend(line);
  const follower = new MutationObserver(write);
  follower.observe(row, { childList: true, subtree: true, characterData: true });
  // What is below the screen counts as on it, so that a jump over the figures is noticed too.
  const onScreen = new IntersectionObserver(
    (entries) => line.classList.toggle("shown", !entries[entries.length - 1].isIntersecting),
    { rootMargin: "0px 0px 1000000px" },
  );
  onScreen.observe(row);
  signal.addEventListener("abort", () => {
    follower.disconnect();
    onScreen.disconnect();
  });
}

/**
 * The value, which is what a reader looks for, and then the name without what follows a comma; a thousand has one too.
 * @type {(figure: Element) => HTMLElement}
 */
function short(figure) {
  const [name] = (figure.querySelector("dt")?.firstChild?.textContent ?? "").split(", ");
  const value = made("strong", { textContent: figure.querySelector(".value")?.textContent ?? "" });
  return made("span", { className: figure.className.replace("figure", "line-figure") }, value, " ", made("span", { textContent: name }));
}
