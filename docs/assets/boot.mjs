// Starts Python. The one file that knows Pyodide's inside, for exactly the version that package-lock.json pins.
//
// Two ways lead to the same Python. The quick one lays a snapshot of the memory, made when the site was built, over a
// fresh module as soon as that is compiled. The plain one lets Pyodide start from an archive of compiled modules, and
// uses nothing but its documented options; it is taken whenever the quick one fails.
import { files, lock, runtime, snapshot, variables } from "./runtime.mjs";

const ARCHIVE = "library.zip.gz";
const SNAPSHOT = "snapshot.gz";
const WASM = "pyodide.asm.wasm";
// An archive with nothing in it: all that is needed is in the snapshot.
const EMPTY_ARCHIVE = new Uint8Array(22);
EMPTY_ARCHIVE.set([0x50, 0x4b, 5, 6]);

// From this speed on (in bits a second) the snapshot answers first; below it the archive does, which is smaller.
const QUICK_LINK = 12e6;
// Enough of the WebAssembly to judge the link by.
const ENOUGH = 1_500_000;

/**
 * Start Python and return it with the way that led there ("snapshot" or "plain") and why it was not the quick one.
 * `progress` hears the share of bytes that have come.
 */
export async function boot(progress) {
  const counter = new Counter(progress);
  const begun = { wasm: webAssembly(counter), scripts: [script("pyodide.mjs", counter), script("pyodide.asm.js", counter)] };
  // Whichever fails first is the reason; the others must not be called unhandled.
  for (const started of [begun.wasm, ...begun.scripts]) started.catch(() => {});
  let why = await reasonForPlain(counter, begun.wasm);
  if (!why) {
    try {
      counter.expect(SNAPSHOT);
      return { pyodide: await quickly(counter, begun), way: "snapshot" };
    } catch (error) {
      why = String(error?.message ?? error);
      begun.wasm = null;
    }
  }
  counter.expect(ARCHIVE);
  return { pyodide: await plainly(counter, begun), way: "plain", why };
}

// What the browser keeps decides; with neither at hand, the speed of the link does.
async function reasonForPlain(counter, wasm) {
  if (await isKept(SNAPSHOT)) return "";
  if (await isKept(ARCHIVE)) return "the archive is at hand, the snapshot is not";
  wasm.catch((error) => counter.broken(error));
  const speed = await counter.speed();
  return speed < QUICK_LINK ? "the link is slow" : "";
}

async function isKept(name) {
  try {
    const response = await fetch(runtime + name, { cache: "only-if-cached", mode: "same-origin" });
    await response.body?.cancel();
    return response.ok;
  } catch {
    // How browsers say that they do not have it.
    return false;
  }
}

class Counter {
  constructor(progress) {
    this.progress = progress;
    this.last = 0;
    this.received = new Map();
    for (const name of ["pyodide.mjs", "pyodide.asm.js", WASM]) this.expect(name);
  }

  expect(name) {
    this.received.set(name, 0);
  }

  // Bits a second on the wire, once enough of the WebAssembly has come.
  speed() {
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.broken = reject;
      if (this.judged) resolve(this.judged);
    });
  }

  // Replaced by the one who waits for a speed.
  broken() {}

  // A file that ends too soon must not be waited for; it is refused where it is used.
  over() {
    this.judged ??= Infinity;
    this.resolve?.(this.judged);
  }

  // The first piece only starts the watch: when it was sent is not known.
  judge(come) {
    this.begun ??= { when: performance.now(), bytes: come };
    if (this.judged || come < ENOUGH) return;
    const wire = (8 * (come - this.begun.bytes) * files[WASM].wire) / files[WASM].size;
    this.judged = (1000 * wire) / Math.max(1, performance.now() - this.begun.when);
    this.resolve?.(this.judged);
  }

  // Compressed and plain sizes differ, so a file counts by the share of it that has come.
  add(name, bytes) {
    if (!this.received.has(name)) return;
    const come = this.received.get(name) + bytes;
    this.received.set(name, come);
    if (name === WASM) this.judge(come);
    let [sum, whole] = [0, 0];
    for (const [known, size] of this.received) {
      sum += Math.min(1, size / files[known].size) * files[known].wire;
      whole += files[known].wire;
    }
    const share = Math.floor((100 * sum) / whole) / 100;
    if (share > this.last) this.progress((this.last = share));
  }
}

async function fetched(name) {
  const response = await fetch(runtime + name);
  if (!response.ok) throw new Error(`${name} could not be loaded (the server answered ${response.status})`);
  return response;
}

// The response as it comes, counted; it flows from now on, whether it is being read yet or not.
async function streamed(name, counter) {
  const response = await fetched(name);
  const reader = response.body.getReader();
  const body = new ReadableStream({
    start(controller) {
      const pump = async () => {
        for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
          counter.add(name, piece.value.byteLength);
          controller.enqueue(piece.value);
        }
        controller.close();
        if (name === WASM) counter.over();
      };
      pump().catch((error) => {
        counter.broken(error);
        controller.error(error);
      });
    },
  });
  return new Response(body, { headers: { "Content-Type": "application/wasm" } });
}

// From the browser's own store it is taken as it is: only the browser's own response brings its compiled code along.
async function webAssembly(counter) {
  if (!(await isKept(WASM))) return streamed(WASM, counter);
  const response = await fetched(WASM);
  counter.add(WASM, files[WASM].size);
  counter.over();
  return response;
}

// The contents of a compressed file of ours, which must be the very bytes that were built.
async function inflated(name, counter) {
  const response = await streamed(name, counter);
  const bytes = await response.arrayBuffer();
  const inflating = new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  // Refused here, or below with a better reason.
  inflating.catch(() => {});
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== files[name].sha256) throw new Error(`${name} is damaged`);
  return inflating;
}

async function script(name, counter) {
  const module = await import(runtime + name);
  counter.add(name, files[name].size);
  return module;
}

const options = () => ({
  indexURL: runtime,
  lockFileContents: { info: lock, packages: {} },
  packageBaseUrl: runtime,
  stdLibURL: runtime + ARCHIVE,
  env: { ...variables },
});

// While Pyodide starts it gets what it fetches from us: counted, checked, and begun before it asked.
async function withAnswers(answers, work) {
  const real = self.fetch;
  self.fetch = (address, ...rest) => answers[String(address).slice(runtime.length)] ?? real(address, ...rest);
  try {
    return await work();
  } finally {
    self.fetch = real;
  }
}

async function quickly(counter, { wasm, scripts }) {
  const delta = inflated(SNAPSHOT, counter);
  delta.catch(() => {});
  const [{ loadPyodide }] = await Promise.all(scripts);
  const create = self._createPyodideModule;
  self._createPyodideModule = async (settings) => {
    const [module, runs] = await Promise.all([create({ ...settings, INITIAL_MEMORY: snapshot.memory }), delta]);
    lay(runs, module.HEAPU8);
    return module;
  };
  try {
    const header = Uint8Array.from(atob(snapshot.header), (character) => character.charCodeAt(0));
    const answers = { [WASM]: wasm, [ARCHIVE]: Promise.resolve(new Response(EMPTY_ARCHIVE)) };
    // Pyodide waits for a module whose WebAssembly failed for ever, so the failure is heard here.
    return await withAnswers(answers, () => orFailure(wasm, loadPyodide({ ...options(), _loadSnapshot: header })));
  } finally {
    self._createPyodideModule = create;
  }
}

function lay(runs, memory) {
  const [count] = new Uint32Array(runs, 0, 1);
  const table = new Uint32Array(runs, 4, 2 * count);
  let at = table.byteOffset + table.byteLength;
  for (let run = 0; run < count; run++) {
    const [from, length] = [table[2 * run], table[2 * run + 1]];
    memory.set(new Uint8Array(runs, at, length), from);
    at += length;
  }
}

async function plainly(counter, begun) {
  const wasm = begun.wasm ?? webAssembly(counter);
  wasm.catch(() => {});
  const [archive, { loadPyodide }] = await Promise.all([inflated(ARCHIVE, counter), ...begun.scripts]);
  const answers = { [WASM]: wasm, [ARCHIVE]: Promise.resolve(new Response(archive)) };
  return await withAnswers(answers, () => orFailure(wasm, loadPyodide(options())));
}

// Pyodide only warns when its WebAssembly cannot be had, and then waits for ever.
function orFailure(wasm, starting) {
  return Promise.race([
    starting,
    new Promise((_, reject) => {
      wasm.catch(reject);
      const warn = console.warn;
      console.warn = (...words) => {
        if (String(words[0]).includes("wasm instantiation failed")) reject(new Error(`${WASM} is damaged or did not arrive`));
        else warn.apply(console, words);
      };
      starting.finally(() => (console.warn = warn)).catch(() => {});
    }),
  ]);
}
