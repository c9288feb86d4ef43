// Talks with the one worker of this tab, which is kept across pages.

let worker = null;
let numbered = 0;
const waiting = new Map();
// All parts of each calculator's answer: the worker sends only those that changed, whoever listens just then.
const known = new Map();
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
  if (state.name === "starting" || state.name === "ready") return;
  adopt();
  become({ name: "starting" });
  const names = [...document.querySelectorAll("live-calculator")].map((calculator) => calculator.getAttribute("name"));
  worker.postMessage({ kind: "start", names });
}

// Take the worker that the page made early, or make one; Python comes when it is told to start.
function adopt() {
  const started = window.earlyWorker ?? new Worker(new URL("worker.mjs", import.meta.url), { type: "module", name: "calculators" });
  window.earlyWorker = null;
  worker = started;
  started.addEventListener("message", ({ data }) => {
    // A worker that was given up may still have words on their way; they are not about the next one.
    if (worker !== started) return;
    if (data.ready) become({ ...data, name: "ready" });
    else if (data.share !== undefined) become({ name: "starting", share: data.share });
    else if (data.failed) fail(data.failed);
    else {
      const reply = complete(data);
      waiting.get(data.id)?.(reply);
    }
  });
  started.addEventListener("error", (event) => {
    event.preventDefault();
    if (worker === started) fail(event.message || "the worker could not be loaded");
  });
}

function complete({ name, reply }) {
  if (!reply.parts) return reply;
  known.set(name, { ...known.get(name), ...reply.parts });
  return { ...reply, parts: known.get(name) };
}

const IDLE = "requestIdleCallback" in window ? window.requestIdleCallback : (work) => setTimeout(work, 1000);

/** Whether the reader asked their browser to save data. */
export const savesData = () => navigator.connection?.saveData === true;

/**
 * Start Python on the first sign that it will be needed: the pointer comes near, a field is entered, or the page has
 * been idle. With Save-Data on, only when a field is entered. Where Python runs already, it takes in what this
 * calculator needs beside what all share.
 */
export function startWhenWanted(calculator, signal) {
  if (worker && !savesData()) worker.postMessage({ kind: "need", name: calculator.getAttribute("name") });
  const wanted = () => state.name === "asleep" && !signal.aborted && start();
  calculator.addEventListener("focusin", wanted, { signal });
  if (savesData()) return;
  calculator.addEventListener("pointerenter", wanted, { signal });
  if (document.readyState === "complete") IDLE(wanted);
  else window.addEventListener("load", () => IDLE(wanted), { signal });
}

// Begun by the page itself, before this was loaded.
if (window.earlyWorker) start();

/** Wait until Python is not just starting, so that what is in no hurry does not hold it up; give how it then stands. */
export const settled = () =>
  new Promise((resolve) => {
    const unwatch = watch((now) => {
      if (now.name === "starting") return;
      resolve(now);
      queueMicrotask(() => unwatch());
    });
  });

function fail(reason) {
  worker?.terminate();
  worker = null;
  waiting.clear();
  known.clear();
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
