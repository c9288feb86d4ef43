// Asks the one worker of this tab, which is kept across pages.
import { anew } from "./anew.mjs";
/** @import { Answer, Failed, Need, PythonState, Question, Ready, Replied, Reply, Request, Starting } from "./types.d.ts" */

/** @type {Worker | null} */
let worker = null;
let numbered = 0;
/** @type {Map<number, { question: Question, heard: (reply: Reply) => void }>} */
const waiting = new Map();
/**
 * All parts of each calculator's answer: the worker sends only those that changed, whoever listens just then.
 * @type {Map<string, Answer["parts"]>}
 */
const known = new Map();
/** @type {Set<(state: PythonState) => void>} */
const watchers = new Set();
/** @type {PythonState} */
let state = { name: "asleep" };

/**
 * Tell `watcher` now and on every change how the start of Python stands: asleep, starting, ready or failed.
 * @param {(state: PythonState) => void} watcher
 * @returns what ends the watch
 */
export function watch(watcher) {
  watchers.add(watcher);
  watcher(state);
  return () => watchers.delete(watcher);
}

// How many seconds nothing may come while Python starts.
const PATIENCE = 30;
/** @type {ReturnType<typeof setInterval> | undefined} */
let ticking;

function become(/** @type {PythonState} */ next) {
  state = next;
  clearInterval(ticking);
  let quiet = 0;
  /** @type {HTMLElement | null} */
  const host = document.querySelector("[data-patience]");
  const patience = Number(host?.dataset.patience ?? PATIENCE);
  // Counted in ticks: a clock goes on while the laptop sleeps.
  const tick = () => ++quiet >= patience && fail(`nothing has come for ${patience} seconds`);
  if (next.name === "starting") ticking = setInterval(tick, 1000);
  for (const watcher of watchers) watcher(state);
}

/** Start Python if it is not running; harmless when it is. */
export function start() {
  if (state.name === "starting" || state.name === "ready") return;
  again = false;
  begin();
}

function begin() {
  const started = takeWorker();
  become({ name: "starting" });
  const names = [...document.querySelectorAll("live-calculator, decision-paper")].map((calculator) => calculator.getAttribute("name"));
  started.postMessage({ kind: "start", names });
  return started;
}

const WORKER = new URL("worker.mjs", import.meta.url).href;
// After a failure, what makes it an address that nothing is kept for: neither the script nor the policy it came with.
let fresh = "";
/**
 * Whether the worker's script is the one that was built. What is kept damaged would stay so for as long as its headers
 * say, a year, unless it is loaded past the cache.
 * @param {RequestInit} how
 */
const exact = (how) => fetch(WORKER + fresh, { ...how, integrity: "HANDBOOK_WORKER_INTEGRITY" }).then(() => true, () => false);

// Take the worker that the page made early, in which Python starts by itself, or make one; there it comes when told to.
function takeWorker() {
  const started = window.earlyWorker ?? new Worker(WORKER + fresh, { type: "module" });
  window.earlyWorker = null;
  worker = started;
  // Nothing that a damaged worker says is heard.
  const sound = exact({ cache: "force-cache" });
  const over = async () => {
    const mended = await exact(await anew(WORKER));
    if (worker === started) fail("its worker is damaged or could not be loaded", mended);
  };
  sound.then((whole) => void (whole || over()));
  started.addEventListener("message", async (event) => {
    const data = /** @type {Ready | Starting | Failed | Replied} */ (event.data);
    // A worker that was given up may still have words on their way; they are not about the next one.
    if (!(await sound) || worker !== started) return;
    if ("ready" in data) become({ ...data, name: "ready" });
    else if ("share" in data) become({ name: "starting", share: data.share });
    else if ("failed" in data) fail(data.failed, data.mended);
    else {
      const reply = complete(data);
      waiting.get(data.id)?.heard(reply);
      if ("parts" in reply) started.postMessage({ shown: true });
    }
  });
  started.addEventListener("error", async (event) => {
    event.preventDefault();
    // Else it is damaged, which is being seen to.
    if (!(await sound) || worker !== started) return;
    // Without a message it never ran: whole, but sent as what it is not.
    if (event.message) fail(`it broke off (${event.message})`);
    else over();
  });
  return started;
}

/**
 * A reply with all parts of its answer.
 * @param {Replied} replied
 * @returns {Reply}
 */
function complete({ name, reply }) {
  if (!("parts" in reply)) return reply;
  const parts = { ...known.get(name), ...reply.parts };
  known.set(name, parts);
  return { ...reply, parts };
}

/** @type {(work: () => void) => void} */
const whenIdle = "requestIdleCallback" in window ? window.requestIdleCallback : (work) => setTimeout(work, 1000);

/** Whether the reader asked their browser to save data. */
export const savesData = () => navigator.connection?.saveData === true;

/**
 * Start Python on the first sign that it will be needed: the pointer comes near, a field is entered, or the page has
 * been idle. With Save-Data on, or where the page says so, only when a field is entered. Where Python runs already, it
 * takes in what this calculator needs beside what all share, and hears when the reader comes near the form.
 * @param {HTMLElement} calculator
 * @param {AbortSignal} signal ends it when the reader leaves the page
 */
export function startWhenWanted(calculator, signal) {
  const waits = savesData() || "waits" in calculator.dataset;
  const tell = (/** @type {Need["kind"]} */ kind) => worker?.postMessage({ kind, name: calculator.getAttribute("name") });
  if (!waits) tell("need");
  const wanted = () => state.name === "asleep" && !signal.aborted && start();
  const hear = (/** @type {"focusin" | "pointerenter"} */ sign) => {
    calculator.addEventListener(sign, wanted, { signal });
    // After Python was told to start, where that is what starts it.
    calculator.addEventListener(sign, () => tell("near"), { signal, once: true });
  };
  hear("focusin");
  if (waits) return;
  hear("pointerenter");
  if (document.readyState === "complete") whenIdle(wanted);
  else window.addEventListener("load", () => whenIdle(wanted), { signal });
}

// Begun by the page itself, before this was loaded.
if (window.earlyWorker) start();

/**
 * Wait until Python is not just starting, so that what is in no hurry does not hold it up; give how it then stands.
 * @returns {Promise<PythonState>}
 */
export const settled = () =>
  new Promise((resolve) => {
    const unwatch = watch((now) => {
      if (now.name === "starting") return;
      resolve(now);
      queueMicrotask(() => unwatch());
    });
  });

// Whether this start is a second one, after a file was mended.
let again = false;

/**
 * Give up the worker. Where a file was damaged and is whole now, all is asked again, once, without a word.
 * @param {string} reason
 * @param {boolean} [mended]
 */
async function fail(reason, mended = false) {
  clearInterval(ticking);
  fresh = `?${Date.now()}`;
  worker?.terminate();
  worker = null;
  known.clear();
  if (mended && !again) {
    again = true;
    const started = begin();
    for (const { question } of waiting.values()) started.postMessage(question);
    return;
  }
  waiting.clear();
  const failed = /** @type {const} */ ({ name: "failed", reason: navigator.onLine ? reason : "there is no network", outdated: false });
  become(failed);
  const newer = "a newer version of this page was put up since you opened it";
  if ((await outdated()) && state === failed) become({ ...failed, reason: newer, outdated: true });
}

/** Whether a newer version of this page was put up since it was opened, whose files have other names. */
async function outdated() {
  try {
    const response = await fetch(location.pathname, { cache: "no-store", signal: AbortSignal.timeout(5000) });
    const text = await response.text();
    return text.includes("<live-calculator") && !text.includes(import.meta.url.replace(/^.*\/|\?.*$/g, ""));
  } catch {
    return false;
  }
}

/**
 * Give up what a calculator is working on.
 * @param {string} name
 */
export const stop = (name) => worker?.postMessage({ kind: "stop", name });

/**
 * Ask for an answer or a file; `hear` gets every reply. A newer question for the same calculator overtakes this one.
 * Opened files are handed over as they are and read in the worker.
 * @template {Reply} Expected the replies that can come to such a question
 * @param {Request} request
 * @param {(reply: Expected) => void} hear
 * @returns what stops the listening
 */
export function ask({ files = {}, needs = [], ...request }, hear) {
  start();
  const id = ++numbered;
  const { name, kind = "answer" } = request;
  const question = { id, kind, name, request: JSON.stringify(request), files, needs };
  const heard = (/** @type {Reply} */ reply) => {
    if (reply.state !== "answer" && reply.state !== "progress") waiting.delete(id);
    hear(/** @type {Expected} */ (reply));
  };
  waiting.set(id, { question, heard });
  worker?.postMessage(question);
  return () => waiting.delete(id);
}
