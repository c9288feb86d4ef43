// Stands inside pages with a calculator, ahead of all they load: the worker gets ready while the page still comes, and
// Python starts in it with the first frame: earlier, the two would hold each other up. With Save-Data on it waits to be
// wanted.
if (navigator.connection?.saveData !== true) {
  const worker = new Worker("HANDBOOK_WORKER", { type: "module", name: "calculators" });
  window.earlyWorker = worker;
  // Whoever takes it over makes another, and hears why that fails.
  worker.onerror = () => (window.earlyWorker = null);
  // A page in the background paints nothing; there the other scripts start Python.
  const start = { kind: "start", names: /** @type {HTMLElement} */ (document.currentScript).dataset.calculators?.split(" ") };
  // As that frame begins: a message to ourselves would come after it, but now and then behind the theme's scripts as well.
  requestAnimationFrame(() => worker.postMessage(start));
}
