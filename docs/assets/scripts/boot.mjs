// Starts Python. The one file that knows Pyodide's inside, for exactly the version that package-lock.json pins.
//
// Two ways lead to the same Python. The quick one lays a snapshot of the memory, made when the site was built, over a
// fresh module as soon as that is compiled, and over that the page's calculator. The plain one lets Pyodide start from an archive of compiled modules;
// it is taken on a slow link, and whenever the quick one fails.
import { files, lock, runtime, snapshot, variables } from "./runtime.mjs";

const LOADER = "pyodide.mjs";
const FACTORY = "pyodide.asm.js";
const ARCHIVE = "library.zip.gz";
const SNAPSHOT = "snapshot.gz";
const WASM = "pyodide.asm.wasm";
// What one calculator needs beside what all share. Nothing else that is loaded here grows with the number of them.
const calculatorFile = (name) => `calculator-${name}.gz`;
// The same, imported and warm, to be laid over the snapshot.
const calculatorSnapshot = (name) => `snapshot-${name}.gz`;
// Ours, whatever Pyodide is given while it starts.
const fetch = self.fetch.bind(self);
// An archive with nothing in it: all that is needed is in the snapshot.
const EMPTY_ARCHIVE = new Uint8Array(22);
EMPTY_ARCHIVE.set([0x50, 0x4b, 5, 6]);

// From this speed on (in bits a second) the snapshot answers first; below it the archive does, which is smaller. The
// loader's larger part is what is timed; about as much of the WebAssembly comes along with it.
const QUICK_LINK = 12e6;

/**
 * Start Python for the calculators of those names, and return it with the way that led there ("snapshot" or "plain"),
 * why it was not the quick one, the addresses of what was loaded, and the calculators (`here`) that it has taken in
 * already. `progress` hears the share of bytes that have come.
 */
export async function boot(names, progress) {
  const counter = new Counter(progress);
  const begun = { wasm: compiled(counter), scripts: [script(LOADER, counter), script(FACTORY, counter)] };
  // Whichever fails first is the reason; the others must not be called unhandled.
  for (const started of [begun.wasm, ...begun.scripts]) started.catch(() => {});
  let { why, here } = await chosen(begun, names);
  if (!why) {
    const laid = [SNAPSHOT, ...here.map(calculatorSnapshot)];
    for (const name of laid) counter.expect(name);
    for (const name of names) if (!here.includes(name)) fetchCalculator(name, counter);
    try {
      const memory = Math.max(snapshot.memory, ...here.map((name) => snapshot.calculators[name]));
      return { pyodide: await quickly(counter, begun, laid, memory), way: "snapshot", here, loaded: loaded(...laid) };
    } catch (error) {
      why = String(error?.message ?? error);
    }
  }
  counter.expect(ARCHIVE);
  for (const name of names) fetchCalculator(name, counter);
  return { pyodide: await plainly(counter, begun), way: "plain", why, here: [], loaded: loaded(ARCHIVE) };
}

const coming = new Map();

/**
 * What a calculator needs beside what all share, for Python to take in: fetched once, and as soon as it is known that it
 * will be wanted. Nothing for a name that no calculator has, which Python refuses in its own words.
 */
export function fetchCalculator(name, counter) {
  const file = calculatorFile(name);
  if (!coming.has(name) && file in files) {
    counter?.expect(file);
    coming.set(name, inflated(file, counter));
    // Heard by whoever waits for it.
    coming.get(name).catch(() => {});
  }
  return coming.get(name);
}

/** The address that a calculator's file is kept under. */
export const calculatorAddress = (name) => runtime + calculatorFile(name);

const loaded = (...start) => [LOADER, FACTORY, WASM, ...start].map((name) => runtime + name);

// What the browser keeps decides; with neither at hand, the speed of the link does. The first calculator is laid over
// the snapshot, which is as quick as can be but takes more bytes than its code does: so on a first visit, and where it
// is at hand.
async function chosen({ scripts }, names) {
  const first = names.filter((name) => name in snapshot.calculators).slice(0, 1);
  const kept = [SNAPSHOT, ARCHIVE, ...first.map(calculatorSnapshot)].map(isKept);
  const [snapshotKept, archiveKept, firstKept] = await Promise.all(kept);
  if (snapshotKept) return { why: "", here: firstKept ? first : [] };
  if (archiveKept) return { why: "the archive is at hand, the snapshot is not", here: [] };
  const slow = (await speedOf(FACTORY, scripts[1])) < QUICK_LINK;
  return { why: slow ? "the link is slow" : "", here: first };
}

// By the browser's own clock, which a busy worker does not hold up; at the latest when the script is there.
async function speedOf(name, imported) {
  const timed = new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      if (!list.getEntriesByName(runtime + name).length) return;
      observer.disconnect();
      resolve();
    });
    observer.observe({ type: "resource", buffered: true });
  });
  await Promise.race([timed, imported]);
  const [entry] = performance.getEntriesByName(runtime + name);
  return entry ? (8000 * entry.encodedBodySize) / Math.max(1, entry.responseEnd - entry.responseStart) : Infinity;
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
    for (const name of [LOADER, FACTORY, WASM]) this.expect(name);
  }

  expect(name) {
    this.received.set(name, 0);
  }

  // Compressed and plain sizes differ, so a file counts by the share of it that has come.
  add(name, bytes) {
    if (!this.received.has(name)) return;
    const come = this.received.get(name) + bytes;
    this.received.set(name, come);
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
          counter?.add(name, piece.value.byteLength);
          controller.enqueue(piece.value);
        }
        controller.close();
      };
      pump().catch((error) => controller.error(error));
    },
  });
  return new Response(body, { headers: { "Content-Type": "application/wasm" } });
}

// Compiled as it comes, long before Pyodide asks for it.
async function compiled(counter) {
  const response = await webAssembly(counter);
  try {
    return await WebAssembly.compileStreaming(response);
  } catch (error) {
    throw new Error(`${WASM} is damaged or did not arrive (${error.message})`, { cause: error });
  }
}

// From the browser's own store it is taken as it is: only the browser's own response brings its compiled code along.
async function webAssembly(counter) {
  if (!(await isKept(WASM))) return streamed(WASM, counter);
  const response = await fetched(WASM);
  counter.add(WASM, files[WASM].size);
  return response;
}

// The contents of a compressed file of ours, which must be the very bytes that were built.
async function inflated(name, counter) {
  const response = await streamed(name, counter);
  // Inflated as it comes; whether it is what was built is known at its end, and nothing uses it before.
  const [come, copy] = response.body.tee();
  const inflating = new Response(come.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  // Refused here, or below with a better reason.
  inflating.catch(() => {});
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await new Response(copy).arrayBuffer()));
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

/**
 * Let Pyodide start, with the archive and the module that were begun before it asked. It only warns when it cannot use
 * the module, and then waits for ever, so a failure there is heard here.
 */
async function started(wasm, archive, settings, loadPyodide) {
  const original = self.fetch;
  const { instantiateStreaming } = WebAssembly;
  self.fetch = (address, ...rest) => {
    const name = String(address).slice(runtime.length);
    if (name === ARCHIVE) return Promise.resolve(new Response(archive));
    return name === WASM ? Promise.resolve(new Response()) : fetch(address, ...rest);
  };
  try {
    return await new Promise((resolve, reject) => {
      WebAssembly.instantiateStreaming = async (_, imports) => {
        try {
          const module = await wasm;
          return { module, instance: await WebAssembly.instantiate(module, imports) };
        } catch (error) {
          reject(error);
          throw error;
        }
      };
      loadPyodide({ ...options(), ...settings }).then(resolve, reject);
    });
  } finally {
    self.fetch = original;
    Object.assign(WebAssembly, { instantiateStreaming });
  }
}

async function quickly(counter, { wasm, scripts }, names, memory) {
  const deltas = Promise.all(names.map((name) => inflated(name, counter)));
  deltas.catch(() => {});
  const [{ loadPyodide }] = await Promise.all(scripts);
  const create = self._createPyodideModule;
  self._createPyodideModule = async (settings) => {
    const [module, layers] = await Promise.all([create({ ...settings, INITIAL_MEMORY: memory }), deltas]);
    for (const runs of layers) lay(runs, module.HEAPU8);
    return module;
  };
  try {
    const _loadSnapshot = Uint8Array.from(atob(snapshot.header), (character) => character.charCodeAt(0));
    return await started(wasm, EMPTY_ARCHIVE, { _loadSnapshot }, loadPyodide);
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

async function plainly(counter, { wasm, scripts }) {
  const [archive, { loadPyodide }] = await Promise.all([inflated(ARCHIVE, counter), ...scripts]);
  return await started(wasm, archive, {}, loadPyodide);
}
