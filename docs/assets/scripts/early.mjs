// Stands inside pages with a calculator, ahead of all they load: the worker gets ready while the page still comes, and
// Python starts in it as soon as something can be seen. With Save-Data on it waits to be wanted.
if (navigator.connection?.saveData !== true) {
  const worker = new Worker("HANDBOOK_WORKER", { type: "module", name: "calculators" });
  window.earlyWorker = worker;
  // Whoever takes it over makes another, and hears why that fails.
  worker.onerror = () => (window.earlyWorker = null);
  // The first frame is drawn when the styles are there; a page in the background draws none.
  requestAnimationFrame(() => worker.postMessage({ kind: "start" }));
}
