// Replaces the parts of an answer that changed. The markup comes from our own writers, which escape every value.

const root = new URL("../", import.meta.url);
const shown = new WeakMap();

/** Put the given markup into the parts of those names; null leaves a part as it is, marked as waiting for better. */
export function replace(calculator, parts) {
  for (const [name, markup] of Object.entries(parts)) {
    const part = calculator.querySelector(`[data-part="${CSS.escape(name)}"]`);
    part.classList.toggle("pending", markup === null);
    if (markup === null || shown.get(part) === markup) continue;
    shown.set(part, markup);
    put(part, markup);
    const holder = part.closest(".calculator-section");
    if (holder) holder.hidden = !markup;
  }
}

function put(part, markup) {
  const fresh = new DOMParser().parseFromString(markup, "text/html").body;
  for (const link of fresh.querySelectorAll('a[href^="site:"]'))
    link.href = new URL(link.getAttribute("href").slice("site:".length), root).href;
  for (const button of fresh.querySelectorAll("[data-download]")) button.hidden = false;
  const before = [...part.querySelectorAll(".value")].map((value) => value.textContent);
  const open = [...part.querySelectorAll("details")].map((details) => details.open);
  fresh.querySelectorAll("details").forEach((details, index) => (details.open = open[index] ?? details.open));
  fresh.querySelectorAll(".value").forEach((value, index) => {
    if (index < before.length && before[index] !== value.textContent) value.classList.add("changed");
  });
  part.replaceChildren(...fresh.childNodes);
}
