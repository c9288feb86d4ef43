import { start } from "./common.mjs";

const field = /** @type {HTMLInputElement} */ (document.querySelector("#field"));
const result = /** @type {HTMLElement} */ (document.querySelector("#result"));
/** @type {Awaited<ReturnType<typeof start>> | null} */
let answer = null;
const show = () => {
  if (!answer) return;
  const { volume, headline } = answer(field.value);
  result.dataset.volume = volume;
  result.replaceChildren(headline);
};
field.addEventListener("input", show);
/** @type {any} */ (window).listening = true;
answer = await start();
show();
