// Stands inside pages with a calculator, ahead of all they load: the worker gets ready while the page still comes, and
// Python starts in it once the page's head is read. With Save-Data on it waits to be wanted.
if (navigator.connection?.saveData !== true) {
  const worker = new Worker("HANDBOOK_WORKER", { type: "module", name: "calculators" });
  window.earlyWorker = worker;
  // Whoever takes it over makes another, and hears why that fails.
  worker.onerror = () => (window.earlyWorker = null);
  const start = { kind: "start", names: /** @type {HTMLElement} */ (document.currentScript).dataset.calculators?.split(" ") };
  // Said at once, what it asks for would come ahead of the page's own.
  setTimeout(() => worker.postMessage(start));
}
