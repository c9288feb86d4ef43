import { start } from "./common.mjs";

const field = document.querySelector("#field");
const result = document.querySelector("#result");
let answer = null;
const show = () => {
  if (!answer) return;
  const { volume, headline } = answer(field.value);
  result.dataset.volume = volume;
  result.replaceChildren(headline);
};
field.addEventListener("input", show);
window.listening = true;
answer = await start();
show();
