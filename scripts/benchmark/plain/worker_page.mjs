const field = /** @type {HTMLInputElement} */ (document.querySelector("#field"));
const result = /** @type {HTMLElement} */ (document.querySelector("#result"));
const worker = new Worker(new URL("worker.mjs", import.meta.url), { type: "module" });
worker.addEventListener("message", ({ data }) => {
  result.dataset.volume = data.volume;
  result.replaceChildren(data.headline);
});
const ask = () => worker.postMessage(field.value);
field.addEventListener("input", ask);
/** @type {any} */ (window).listening = true;
ask();
