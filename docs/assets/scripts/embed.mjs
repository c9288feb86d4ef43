// All that a page in a frame needs: the calculator, the height told to the page around it, and links that leave the
// frame.
import "./calculator.mjs";
import "./tables.mjs";
import { eachPage } from "./each-page.mjs";
import { made } from "./elements.mjs";
import { arrive } from "./landing.mjs";

// What the address may ask for; without one of these it is as the reader's system has it, with form and answer.
/** @type {Record<string, string[]>} */
const ASKED = { show: ["answer"], colours: ["light", "dark"] };

const main = /** @type {HTMLElement} */ (document.querySelector("main"));

for (const [name, value] of new URLSearchParams(location.search)) {
  if (ASKED[name]?.includes(value)) continue;
  const expected = ASKED[name] ? `${name} must be ${ASKED[name].join(" or ")}` : `there is ${Object.keys(ASKED).join(" and ")}`;
  const words = `The address of this frame asks for ${name}=${value.slice(0, 40)}, but ${expected}.`;
  const notice = made("p", { className: "calculator-notice", textContent: words });
  notice.setAttribute("role", "alert");
  main.prepend(notice);
}

eachPage(arrive);

// The height is no secret, and whoever shows the frame may be anybody.
if (window.parent !== window) {
  const tell = () => window.parent.postMessage({ labellingHandbookHeight: Math.ceil(main.getBoundingClientRect().height) }, "*");
  new ResizeObserver(tell).observe(main);
}

// All links open beside the page around the frame, but for those to a place in here.
document.addEventListener("click", (event) => {
  const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("a[href]"));
  if (link && link.href.split("#")[0] === location.href.split("#")[0]) link.target = "_self";
}, { capture: true });

// The whole page opens with what is typed here, which stands in the address.
const whole = /** @type {HTMLAnchorElement} */ (document.querySelector(".embed-source a"));
const follow = () => (whole.hash = location.hash);
for (const kind of ["pointerdown", "focusin", "click"]) whole.addEventListener(kind, follow);
