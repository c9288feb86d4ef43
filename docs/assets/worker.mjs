// Runs the calculators. Text in, text out.
import { boot } from "./boot.mjs";

const queue = [];
let bridge = null;
let toPython = null;
let working = false;

self.addEventListener("message", ({ data }) => {
  queue.push(data);
  if (bridge && !working) work();
});

// A macrotask, so that newer questions are heard between two steps of long work; timers would be slowed down.
const { port1, port2 } = new MessageChannel();
const pause = () =>
  new Promise((resume) => {
    port1.onmessage = resume;
    port2.postMessage(null);
  });

const overtaken = ({ kind, name }) =>
  kind === "answer" && queue.some((newer) => newer.kind === "answer" && newer.name === name);

async function work() {
  working = true;
  while (queue.length) {
    const question = queue.shift();
    if (overtaken(question)) continue;
    const { files, unreadable } = await opened(question.files);
    if (unreadable) {
      const errors = { [unreadable]: "expected the file as it was opened, but it changed since: open it again" };
      self.postMessage({ id: question.id, reply: JSON.stringify({ state: "refused", errors }) });
      continue;
    }
    if (question.kind === "answer") await answer(question, files);
    else self.postMessage({ id: question.id, reply: bridge.file(question.request, files) });
    files.destroy();
  }
  working = false;
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

async function answer(question, files) {
  const replies = bridge.answer(question.request, files);
  try {
    for (const reply of replies) {
      self.postMessage({ id: question.id, reply });
      await pause();
      if (overtaken(question)) break;
    }
  } finally {
    replies.destroy();
  }
}

async function start() {
  const { pyodide, way, why } = await boot((share) => self.postMessage({ share }));
  // Every reader gets the same snapshot, so chance must be drawn afresh.
  pyodide.pyimport("random").seed();
  bridge = pyodide.pyimport("calculators.bridge");
  toPython = pyodide.toPy;
  self.postMessage({ ready: true, way, why });
  await work();
}

const failed = (reason) => self.postMessage({ failed: String(reason?.message ?? reason).slice(0, 300) });
self.addEventListener("unhandledrejection", (event) => failed(event.reason));
start().catch(failed);
