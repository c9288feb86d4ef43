// PyScript starts the worker of the page's script element, which calls what that lays out for it.
import "./core/core.js";

const field = document.querySelector("#field");
const result = document.querySelector("#result");
const script = document.querySelector("script[worker]");
let worker = null;
const show = async () => {
  if (!worker) return;
  const volume = field.value;
  const headline = await worker.sync.answer(volume);
  result.dataset.volume = volume;
  result.replaceChildren(headline);
};
field.addEventListener("input", show);
window.listening = true;
while (!script.xworker) await new Promise((resolve) => setTimeout(resolve, 2));
await script.xworker.ready;
worker = script.xworker;
await show();
