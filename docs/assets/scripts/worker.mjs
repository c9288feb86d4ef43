// Runs the calculators. Python takes text and gives text; the page is sent what changed in it.
import { boot, calculatorAddress, fetchCalculator } from "./boot.mjs";

const queue = [];
let bridge = null;
let toPython = null;
let working = false;

self.addEventListener("message", ({ data }) => {
  if (data.kind === "start") return begin(data.names);
  // Fetched at once, whatever is being worked on; what Python starts with is chosen there.
  if (bridge && !here.has(data.name)) fetchCalculator(data.name);
  queue.push(data);
  if (bridge && !working) work();
});

// How the start stands, said again to whoever asks for it late. Bytes that still come after a failure are no news.
let news = null;
const tell = (words) => news?.failed || self.postMessage((news = words));

function begin(names) {
  if (news) {
    self.postMessage(news);
    for (const name of names) queue.push({ kind: "need", name });
    if (bridge && !working) work();
    return;
  }
  tell({ share: 0 });
  start(names).catch(failed);
}

// A macrotask, so that newer questions are heard between two steps of long work; timers would be slowed down.
const { port1, port2 } = new MessageChannel();
const pause = () =>
  new Promise((resume) => {
    port1.onmessage = resume;
    port2.postMessage(null);
  });

// What is asked besides an answer; every other kind is a file to save.
const asked = (kind) => ({ rows: bridge.rows, saved_rows: bridge.saved_rows, opened: bridge.opened })[kind] ?? bridge.file;

// The calculators that Python has taken in.
const here = new Set();

async function takeIn(name) {
  if (here.has(name)) return;
  const contents = await fetchCalculator(name);
  if (!contents) return;
  const bytes = toPython(new Uint8Array(contents));
  bridge.arrived(name, bytes);
  bytes.destroy();
  here.add(name);
  // Said again, since what was loaded is kept for when there is no network.
  if (news.ready) tell({ ...news, loaded: [...news.loaded, calculatorAddress(name)] });
}

// What comes in steps, and is overtaken by a newer one of its kind.
const STEPS = ["answer", "folded"];
const overtaken = ({ kind, name }) =>
  STEPS.includes(kind) && queue.some((newer) => newer.kind === kind && newer.name === name);

async function work() {
  working = true;
  while (queue.length) await workOn(queue.shift());
  working = false;
}

async function workOn(question) {
  if (overtaken(question)) return;
  await takeIn(question.name);
  if (question.kind === "need") return;
  const { files, unreadable } = await opened(question.files);
  if (unreadable) {
    const errors = { [unreadable]: "expected the file as it was opened, but it changed since: open it again" };
    self.postMessage({ id: question.id, reply: { state: "refused", errors } });
    return;
  }
  if (STEPS.includes(question.kind)) await answer(question, files);
  else self.postMessage({ id: question.id, reply: JSON.parse(asked(question.kind)(question.request, files)) });
  files.destroy();
}

// The bytes of opened files by field, as Python sees them.
async function opened(files) {
  const contents = new Map();
  for (const [field, file] of Object.entries(files)) {
    try {
      contents.set(field, new Uint8Array(await file.arrayBuffer()));
    } catch {
      return { unreadable: field };
    }
  }
  return { files: toPython(contents) };
}

// What the page has of each calculator's answer, part by part.
const sent = new Map();

function changed(name, reply) {
  if (!reply.parts) return reply;
  const before = sent.get(name) ?? {};
  sent.set(name, { ...before, ...reply.parts });
  return { ...reply, parts: Object.fromEntries(Object.entries(reply.parts).filter(([part, markup]) => before[part] !== markup)) };
}

async function answer(question, files) {
  const replies = bridge[question.kind](question.request, files);
  try {
    for (const reply of replies) {
      self.postMessage({ id: question.id, name: question.name, reply: changed(question.name, JSON.parse(reply)) });
      await pause();
      if (overtaken(question)) break;
      // Reading a long file does not hold up what is typed meanwhile.
      const typed = question.kind === "folded" ? queue.findIndex(({ kind }) => kind === "answer") : -1;
      if (typed >= 0) await workOn(queue.splice(typed, 1)[0]);
    }
  } finally {
    replies.destroy();
  }
}

async function start(names) {
  const { pyodide, here: laid, ...how } = await boot(names, (share) => tell({ share }));
  for (const name of laid) here.add(name);
  // Every reader gets the same snapshot, so chance must be drawn afresh.
  pyodide.pyimport("random").seed();
  bridge = pyodide.pyimport("calculators.bridge");
  toPython = pyodide.toPy;
  for (const name of names) await takeIn(name);
  const come = [...here].filter((name) => !laid.includes(name));
  tell({ ready: true, ...how, loaded: [...how.loaded, ...come.map(calculatorAddress)] });
  await work();
}

const failed = (reason) => tell({ failed: String(reason?.message ?? reason).slice(0, 300) });
self.addEventListener("unhandledrejection", (event) => failed(event.reason));
