// PyScript starts the worker of the page's script element, which calls what that lays out for it.
// @ts-expect-error - the measurement puts it there
import "./core/core.js";

const field = /** @type {HTMLInputElement} */ (document.querySelector("#field"));
const result = /** @type {HTMLElement} */ (document.querySelector("#result"));
const script = /** @type {any} */ (document.querySelector("script[worker]"));
/** @type {any} */
let worker = null;
const show = async () => {
  if (!worker) return;
  const volume = field.value;
  const headline = await worker.sync.answer(volume);
  result.dataset.volume = volume;
  result.replaceChildren(headline);
};
field.addEventListener("input", show);
/** @type {any} */ (window).listening = true;
while (!script.xworker) await new Promise((resolve) => setTimeout(resolve, 2));
await script.xworker.ready;
worker = script.xworker;
await show();
