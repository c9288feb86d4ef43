// Runs the calculators. Python takes text and gives text; the page is sent what changed in it.
import { boot, calculatorAddress, fetchCalculator } from "./boot.mjs";
import { mend, Trouble } from "./fetching.mjs";
import { contentsOf } from "./file-contents.mjs";
/** @import { PyProxy } from "pyodide/ffi" */
/** @import { Bridge, Failed, Need, Question, Ready, Replied, Reply, Shown, Start, Starting, Stop } from "./types.d.ts" */

/** @type {(Question | Need | Stop)[]} */
const queue = [];
/** @type {Bridge} */
let bridge;
/** @type {(value: unknown) => PyProxy} */
let toPython;
let working = false;

self.addEventListener("message", (event) => {
  const data = /** @type {Start | Need | Question | Stop | Shown} */ (event.data);
  if ("names" in data) return begin(data.names);
  if ("shown" in data) return seen();
  if (data.kind === "near") near.add(data.name);
  // Fetched at once, whatever is being worked on; what Python starts with is chosen there.
  if (bridge && !takenIn.has(data.name)) fetchCalculator(data.name);
  queue.push(data);
  if (bridge && !working) work();
});

// How the start stands, said again to whoever asks for it late. Bytes that still come after a failure are no news.
/** @type {Starting | Ready | Failed | null} */
let state = null;
const report = (/** @type {Starting | Ready | Failed} */ now) => {
  if (state && "failed" in state) return;
  state = now;
  self.postMessage(now);
};
/**
 * Comes once Python is known to run what was built. It works meanwhile, but nothing that it says is told before.
 * @type {Promise<unknown>}
 */
let sound = Promise.resolve();
/** @type {() => void} */
let answered;
/** Comes once something was replied. */
const replied = new Promise((resolve) => (answered = () => resolve(undefined)));
const reply = (/** @type {Partial<Replied>} */ said) =>
  void sound.then(() => {
    self.postMessage(said);
    answered();
  }, () => {});

/** @param {string[]} names of the calculators on the page */
function begin(names) {
  if (state) {
    self.postMessage(state);
    for (const name of names) queue.push({ kind: "need", name });
    if (bridge && !working) work();
    return;
  }
  report({ share: 0 });
  start(names).catch(failed);
}

// A macrotask, so that newer questions are heard between two steps of long work; timers would be slowed down.
const { port1, port2 } = new MessageChannel();
const pause = () =>
  new Promise((resume) => {
    port1.onmessage = resume;
    port2.postMessage(null);
  });

// For how long, in milliseconds, the page may take to put up the first text before work on the rest goes on anyway.
const PATIENCE = 50;
let seen = () => {};
/** Comes once the page has put up the first text of an answer, for which it may want the processor that the rest takes. */
const shown = () =>
  new Promise((resume) => {
    seen = () => resume(undefined);
    setTimeout(seen, PATIENCE);
  });

/**
 * What is asked besides an answer; every other kind is a file to save.
 * @param {string} kind
 */
const asked = (kind) => (isAsked(kind) ? bridge[kind] : bridge.file);
const ASKED = /** @type {const} */ (["rows", "saved_rows", "opened", "paper_file", "paper_opened", "elsewhere"]);
/**
 * @param {string} kind
 * @returns {kind is (typeof ASKED)[number]}
 */
const isAsked = (kind) => /** @type {readonly string[]} */ (ASKED).includes(kind);

// The calculators that Python has taken in.
/** @type {Set<string>} */
const takenIn = new Set();

/**
 * Take in the other calculators that a question is about, and return what to ask: with the reason for each that could
 * not be loaded, since the others can still answer.
 * @param {Question} question
 */
async function takeInOthers({ request, needs = [] }) {
  // All on their way at once.
  for (const name of needs) if (!takenIn.has(name)) fetchCalculator(name);
  /** @type {Record<string, string>} */
  const missing = {};
  for (const name of needs) {
    try {
      await takeIn(name);
    } catch (error) {
      missing[name] = /** @type {Error} */ (error).message;
    }
  }
  return Object.keys(missing).length ? JSON.stringify({ ...JSON.parse(request), missing }) : request;
}

/** @param {string} name */
async function takeIn(name) {
  if (takenIn.has(name)) return;
  const contents = await fetchCalculator(name);
  if (!contents) return;
  const bytes = toPython(new Uint8Array(contents));
  bridge.arrived(name, bytes);
  bytes.destroy();
  takenIn.add(name);
  // Said again, since what was loaded is kept for when there is no network.
  if (state && "ready" in state) report({ ...state, loaded: [...state.loaded, calculatorAddress(name)] });
}

// What comes in steps, and is overtaken by a newer one of its kind, or stopped.
const STEPS = /** @type {const} */ (["answer", "folded", "paper", "compared"]);
/**
 * @param {string} kind
 * @returns {kind is (typeof STEPS)[number]}
 */
const inSteps = (kind) => /** @type {readonly string[]} */ (STEPS).includes(kind);
/** @param {Question | Need | Stop} question */
const overtaken = ({ kind, name }) =>
  inSteps(kind) && queue.some((newer) => (newer.kind === kind || newer.kind === "stop") && newer.name === name);

async function work() {
  working = true;
  for (let question = queue.shift(); question; question = queue.shift()) await workOn(question);
  working = false;
}

/** @param {Question | Need | Stop} question */
async function workOn(question) {
  if (question.kind === "stop" || overtaken(question)) return;
  await takeIn(question.name);
  if (!("id" in question)) return state && "ready" in state && rehearse(question.name);
  question.request = await takeInOthers(question);
  const { contents, unreadable } = await contentsOf(question.files);
  if (!contents) {
    const errors = { [unreadable]: "expected the file as it was opened, but it changed since: open it again" };
    return reply({ id: question.id, reply: { state: "refused", errors } });
  }
  const files = toPython(contents);
  if (inSteps(question.kind)) await answer(question, files);
  else reply({ id: question.id, reply: JSON.parse(asked(question.kind)(question.request, files)) });
  files.destroy();
}

/**
 * For how long each calculator was rehearsed, in milliseconds; forever once it has answered, since it would only cost
 * the result kept for files.
 * @type {Map<string, number>}
 */
const rehearsed = new Map();
// The calculators whose form the reader came near.
/** @type {Set<string>} */
const near = new Set();

// What the page has of each calculator's answer, part by part.
/** @type {Map<string, Record<string, string | null>>} */
const sent = new Map();

/**
 * A reply with only those parts of the answer that the page has not got.
 * @param {string} name
 * @param {Reply} reply
 * @returns {Reply}
 */
function changed(name, reply) {
  if (!("parts" in reply)) return reply;
  const before = sent.get(name) ?? {};
  sent.set(name, { ...before, ...reply.parts });
  return { ...reply, parts: Object.fromEntries(Object.entries(reply.parts).filter(([part, markup]) => before[part] !== markup)) };
}

// How often word of progress is passed on, in milliseconds: to draw each would cost the page more than the answer does.
// What is begun is told at once, since it may take long without another word.
const OFTEN = 100;

/**
 * What tells the page each reply to a question, and comes once the work may go on.
 * @param {Question} question
 */
function teller({ id, name }) {
  let [doing, told, first] = ["", 0, true];
  return (/** @type {any} */ said) => {
    if (said.doing === doing && performance.now() - told < OFTEN) return pause();
    reply({ id, name, reply: changed(name, said) });
    if (said.state === "progress") [doing, told] = [said.doing, performance.now()];
    const waits = first && said.state === "answer";
    first &&= !waits;
    return waits ? shown() : pause();
  };
}

// For how long, in milliseconds, an answer just told is not told again: what soon gets better is written once.
const MOMENT = 40;

/** @type {(question: Question, files: PyProxy) => Promise<void>} */
async function answer(question, files) {
  const { name, kind, request } = question;
  rehearsed.set(name, Number.POSITIVE_INFINITY);
  let told = performance.now();
  const due = () => performance.now() - told > MOMENT;
  const replies = inSteps(kind) && kind !== "answer" ? bridge[kind](request, files) : bridge.answer(request, files, due);
  const tell = teller(question);
  try {
    for (const text of replies) {
      const said = JSON.parse(text);
      await tell(said);
      if (said.state === "answer") told = performance.now();
      if (overtaken(question)) break;
      // Reading a long file, or asking pins again, does not hold up what is typed meanwhile.
      const typed = question.kind !== "answer" ? queue.findIndex(({ kind }) => kind === "answer") : -1;
      if (typed >= 0) await workOn(queue.splice(typed, 1)[0]);
    }
  } finally {
    replies.destroy();
  }
}

/**
 * What Python runs for the first time takes several times as long, so it runs before the reader waits for it, and no
 * longer than until something is asked: a quarter of a second once the page is open, since many only read, and a second
 * in all once the reader is near the form, because the browser compiles again what runs often.
 * @param {string} name
 */
async function rehearse(name) {
  const time = near.has(name) ? 1000 : 250;
  const before = rehearsed.get(name) ?? 0;
  if (before >= time) return;
  rehearsed.set(name, time);
  const until = performance.now() + time - before;
  const over = () => queue.length > 0 || performance.now() > until;
  // What is no calculator has nothing to try, and would be asked again and again without a word heard between.
  let some = true;
  while (some && !over()) {
    some = false;
    const replies = bridge.rehearse(name);
    for (const _ of replies) {
      some = true;
      await pause();
      if (over()) break;
    }
    replies.destroy();
  }
  performance.mark(`rehearsed ${name}`);
}

/** @param {string[]} names */
async function start(names) {
  const { pyodide, laid, whole, ...how } = await boot(names, (share) => report({ share }));
  sound = whole;
  // Lets the check begin, which then goes on beside the first answer.
  await pause();
  for (const name of laid) takenIn.add(name);
  // Every reader gets the same snapshot, so chance must be drawn afresh.
  pyodide.pyimport("random").seed();
  bridge = pyodide.pyimport("calculators.bridge");
  toPython = pyodide.toPy;
  for (const name of names) await takeIn(name);
  const ready = () => {
    const come = [...takenIn].filter((name) => !laid.includes(name));
    report({ ready: true, ...how, loaded: [...how.loaded, ...come.map(calculatorAddress)] });
  };
  // Whoever has asked already wants the answer, and not word that it could come.
  const waits = queue.length > 0;
  const worked = work();
  await Promise.all([sound.then(() => waits && Promise.race([replied, worked])).then(ready), worked]);
  for (const name of names) queue.push({ kind: "need", name });
  if (!working) work();
}

async function failed(/** @type {any} */ seen) {
  // What is damaged may break off in many ways, of which the damage is the reason.
  const reason = await sound.then(() => seen, (damage) => damage);
  const words = String(reason?.message ?? reason).trim();
  // Of Python's own trouble the last line says what it was.
  const failed = reason instanceof Trouble ? words : `Python broke off (${words.slice(words.lastIndexOf("\n") + 1).slice(0, 200)})`;
  report({ failed, mended: reason instanceof Trouble && (await mend((share) => report({ share }), reason.file)) });
}
self.addEventListener("unhandledrejection", (event) => failed(event.reason));

// Made by the page itself, ahead of its scripts.
if (self.name) begin(self.name.split(" "));
