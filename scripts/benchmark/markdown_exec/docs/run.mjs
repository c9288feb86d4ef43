// A reader would press Run; here it is pressed as soon as it does anything.
/** @type {any} */ (window).listening = true;
const press = () => {
  const run = /** @type {HTMLElement | null} */ (document.querySelector(".pyodide-clickable"));
  if (run?.onclick) run.click();
  else setTimeout(press, 2);
};
press();
