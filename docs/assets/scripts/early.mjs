// Stands inside pages with a calculator, ahead of all they load: Python starts in its worker while the page still comes.
// Which calculators for, the worker is told by its name, since what is said to it waits until the page has time to pass
// it on. With Save-Data on it waits to be wanted.
if (navigator.connection?.saveData !== true) {
  const { calculators } = /** @type {HTMLElement} */ (document.currentScript).dataset;
  const worker = new Worker("HANDBOOK_WORKER", { type: "module", name: calculators });
  window.earlyWorker = worker;
  // Whoever takes it over makes another, and hears why that fails.
  worker.onerror = () => (window.earlyWorker = null);
}
