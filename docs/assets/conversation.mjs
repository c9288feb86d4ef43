// Talks with the one worker of this tab, which is kept across pages. Messages are text.

let worker = null;
let numbered = 0;
const waiting = new Map();
const watchers = new Set();
let state = { name: "asleep" };

/** Tell `watcher` now and on every change how the start of Python stands: asleep, starting, ready or failed. */
export function watch(watcher) {
  watchers.add(watcher);
  watcher(state);
  return () => watchers.delete(watcher);
}

function become(next) {
  state = next;
  for (const watcher of watchers) watcher(state);
}

/** Start Python if it is not running; harmless when it is. */
export function start() {
  if (worker) return;
  become({ name: "starting" });
  const started = new Worker(new URL("worker.mjs", import.meta.url), { type: "module", name: "calculators" });
  worker = started;
  started.addEventListener("message", ({ data }) => {
    // A worker that was given up may still have words on their way; they are not about the next one.
    if (worker !== started) return;
    if (data.ready) become({ name: "ready", way: data.way, why: data.why });
    else if (data.share !== undefined) become({ name: "starting", share: data.share });
    else if (data.failed) fail(data.failed);
    else waiting.get(data.id)?.(JSON.parse(data.reply));
  });
  started.addEventListener("error", (event) => {
    event.preventDefault();
    if (worker === started) fail(event.message || "the worker could not be loaded");
  });
}

const IDLE = "requestIdleCallback" in window ? window.requestIdleCallback : (work) => setTimeout(work, 1000);

/**
 * Start Python on the first sign that it will be needed: the pointer comes near, a field is entered, or the page has
 * been idle. With Save-Data on, only when a field is entered.
 */
export function startWhenWanted(calculator, signal) {
  const wanted = () => state.name === "asleep" && !signal.aborted && start();
  calculator.addEventListener("focusin", wanted, { signal });
  if (navigator.connection?.saveData) return;
  calculator.addEventListener("pointerenter", wanted, { signal });
  if (document.readyState === "complete") IDLE(wanted);
  else window.addEventListener("load", () => IDLE(wanted), { signal });
}

function fail(reason) {
  worker?.terminate();
  worker = null;
  waiting.clear();
  become({ name: "failed", reason });
}

/**
 * Ask for an answer or a file; `hear` gets every reply. A newer question for the same calculator overtakes this one.
 * `files` are opened files by field: they are handed over as they are and read in the worker.
 * Returns a function that stops listening.
 */
export function ask({ files = {}, ...request }, hear) {
  start();
  const id = ++numbered;
  waiting.set(id, (reply) => {
    if (reply.state !== "answer" && reply.state !== "progress") waiting.delete(id);
    hear(reply);
  });
  worker.postMessage({ id, kind: request.kind ?? "answer", name: request.name, request: JSON.stringify(request), files });
  return () => waiting.delete(id);
}
