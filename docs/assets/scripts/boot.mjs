// Starts Python. The one file that knows Pyodide's inside, for exactly the version that package-lock.json pins.
//
// Two ways lead to the same Python. The quick one lays a snapshot of the memory, made when the site was built, over a
// fresh module as soon as that is compiled, and over that the page's calculator. The plain one lets Pyodide start from an archive of
// compiled modules; it is taken on a slow link, and whenever the quick one fails.
import { checkCopy, checked, Counter, fetch, fetched, inflated, isKept, messageOf, speedOf, Trouble, WASM_TYPE } from "./fetching.mjs";
import { files, lock, runtime, snapshot, variables } from "./runtime.mjs";
/** @import { loadPyodide, PyodideAPI } from "pyodide" */

/** @typedef {Promise<{ loadPyodide: typeof loadPyodide }>} Loader */
/** @typedef {{ wasm: Promise<WebAssembly.Module>, scripts: [Loader, Promise<unknown>], whole: Promise<unknown> }} Begun */
/**
 * What Emscripten's function that makes the module takes and gives, as far as it is used here.
 * @typedef {(settings: Record<string, unknown>) => Promise<{ HEAPU8: Uint8Array }>} MakeModule
 */
const global = /** @type {{ _createPyodideModule: MakeModule }} */ (/** @type {unknown} */ (self));

const LOADER = "pyodide.mjs";
const FACTORY = "pyodide.asm.js";
const ARCHIVE = "library.zip.gz";
const SNAPSHOT = "snapshot.gz";
const WASM = "pyodide.asm.wasm";
// What one calculator needs beside what all share. Nothing else that is loaded here grows with the number of them.
const calculatorFile = (/** @type {string} */ name) => `calculator-${name}.gz`;
// The same, imported and warm, to be laid over the snapshot.
const calculatorSnapshot = (/** @type {string} */ name) => `snapshot-${name}.gz`;
// An archive with nothing in it: all that is needed is in the snapshot.
const EMPTY_ARCHIVE = new Uint8Array(22);
EMPTY_ARCHIVE.set([0x50, 0x4b, 5, 6]);

// From this speed on (in bits a second) the snapshot answers first; below it the archive does, which is smaller. The
// loader's larger part is what is timed; about as much of the WebAssembly comes along with it.
const QUICK_LINK = 12e6;
// Milliseconds that a first visit's page has to itself, to be seen: Python would want the processor meanwhile.
const HEAD_START = 40;

/**
 * Start Python for the calculators of those names, and return it with what it was started from, why that was not the
 * quicker one, the addresses of what was loaded, the calculators that were laid over the snapshot, and what it comes to
 * once everything is known to be whole: before that nothing may be told that Python says.
 * @param {string[]} names
 * @param {(share: number) => void} progress hears the share of bytes that have come
 * @returns {Promise<{ pyodide: PyodideAPI, from: "snapshot" | "archive", why?: string, laid: string[], loaded: string[], whole: Promise<unknown> }>}
 */
export async function boot(names, progress) {
  if (!self.WebAssembly) throw new Trouble("WebAssembly, which Python runs in, is switched off in this browser");
  const counter = new Counter(progress, [LOADER, FACTORY, WASM]);
  const kept = await isKept(WASM, true);
  // Only a worker that the page made ahead of its scripts has a name; later the page has been seen.
  if (self.name && !kept) await new Promise((resume) => setTimeout(resume, HEAD_START));
  const come = webAssembly();
  const wasm = come.then(({ response }) => compiled(response));
  const copied = come.then(({ copy }) => checkCopy(WASM, copy, counter, kept));
  /** @type {Begun["scripts"]} */
  const scripts = [script(LOADER, counter), script(FACTORY, counter)];
  // The other files are checked as they are inflated; these run as they come, and nothing of what they say is told before
  // they are known to be whole.
  const whole = Promise.all([wasm.then(() => copied), ...[LOADER, FACTORY].map((name, place) => scripts[place].then(() => checked(name)))]);
  const begun = { wasm, scripts, whole };
  // Whichever fails first is the reason; the others must not be called unhandled.
  for (const started of [wasm, copied, ...scripts, whole]) started.catch(() => {});
  let { why, laid } = await chosen(begun, names);
  if (!why) {
    const layers = [SNAPSHOT, ...laid.map(calculatorSnapshot)];
    for (const name of layers) counter.expect(name);
    for (const name of names) if (!laid.includes(name)) fetchCalculator(name, counter);
    try {
      const memory = Math.max(snapshot.memory, ...laid.map((name) => snapshot.calculators[name]));
      const pyodide = await unlessDamaged(whole, quickly(counter, begun, layers, memory));
      return { pyodide, from: "snapshot", laid, loaded: loaded(...layers), whole };
    } catch (error) {
      why = messageOf(error);
    }
  }
  counter.expect(ARCHIVE);
  for (const name of names) fetchCalculator(name, counter);
  const [pyodide] = await Promise.all([plainly(counter, begun), begun.whole]);
  return { pyodide, from: "archive", why, laid: [], loaded: loaded(ARCHIVE), whole };
}

/**
 * What comes, without waiting for the check; but where that fails first, there is nothing to wait for.
 * @template T
 * @param {Promise<unknown>} whole
 * @param {Promise<T>} started
 * @returns {Promise<T>}
 */
const unlessDamaged = (whole, started) =>
  new Promise((resolve, reject) => {
    started.then(resolve, reject);
    whole.catch(reject);
  });

/** @type {Map<string, Promise<ArrayBuffer>>} */
const coming = new Map();

/**
 * What a calculator needs beside what all share, for Python to take in: fetched once, and as soon as it is known that it
 * will be wanted. Nothing for a name that no calculator has, which Python refuses in its own words.
 * @param {string} name
 * @param {Counter} [counter]
 */
export function fetchCalculator(name, counter) {
  const file = calculatorFile(name);
  if (!coming.has(name) && file in files) {
    counter?.expect(file);
    const contents = inflated(file, counter);
    coming.set(name, contents);
    // Heard by whoever waits for it; asked for again, it is fetched again.
    contents.catch(() => coming.delete(name));
  }
  return coming.get(name);
}

/** The address that a calculator's file is kept under. */
export const calculatorAddress = (/** @type {string} */ name) => runtime + calculatorFile(name);

const loaded = (/** @type {string[]} */ ...start) => [LOADER, FACTORY, WASM, ...start].map((name) => runtime + name);

/**
 * What the browser keeps decides; with neither at hand, the speed of the link does. The first calculator is laid over
 * the snapshot, which is as quick as can be but takes more bytes than its code does: so on a first visit, and where it
 * is at hand.
 * @param {Begun} begun
 * @param {string[]} names
 */
async function chosen({ scripts }, names) {
  const first = names.filter((name) => name in snapshot.calculators).slice(0, 1);
  const [snapshotKept, firstKept] = await Promise.all([SNAPSHOT, ...first.map(calculatorSnapshot)].map((name) => isKept(name, true)));
  if (snapshotKept) return { why: "", laid: firstKept ? first : [] };
  if (await isKept(ARCHIVE)) return { why: "the archive is at hand, the snapshot is not", laid: [] };
  const slow = (await speedOf(FACTORY, scripts[1])) < QUICK_LINK;
  return { why: slow ? "the link is slow" : "", laid: first };
}

/**
 * Compiled as it comes, long before Pyodide asks for it.
 * @param {Response} response
 */
async function compiled(response) {
  try {
    return await WebAssembly.compileStreaming(response);
  } catch (error) {
    throw new Trouble(mayCompile() ? `${WASM} is damaged or did not arrive whole` : FORBIDDEN, { cause: error });
  }
}

const FORBIDDEN = "a rule of the server or of this browser forbids WebAssembly, which Python runs in";

/** Whether the smallest module there is may be compiled. */
function mayCompile() {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return false;
  }
}

/**
 * Taken as it is, since only the browser's own response keeps the compiled code, and brings it along on a later visit;
 * with a copy.
 */
async function webAssembly() {
  const response = await fetched(WASM);
  const copy = response.clone();
  const typed = response.headers.get("Content-Type") === WASM_TYPE;
  return { response: typed ? response : new Response(response.body, { headers: { "Content-Type": WASM_TYPE } }), copy };
}

/** @type {(name: string, counter: Counter) => Promise<any>} */
async function script(name, counter) {
  const module = await import(runtime + name).catch(() => {
    throw new Trouble(`${name} could not be loaded`);
  });
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
 * @param {Promise<WebAssembly.Module>} wasm
 * @param {BodyInit} archive
 * @param {object} settings what differs from the usual options
 * @param {typeof loadPyodide} load
 * @returns {Promise<PyodideAPI>}
 */
async function started(wasm, archive, settings, load) {
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
      load(/** @type {any} */ ({ ...options(), ...settings })).then(resolve, reject);
    });
  } finally {
    self.fetch = original;
    Object.assign(WebAssembly, { instantiateStreaming });
  }
}

/**
 * @param {Counter} counter
 * @param {Begun} begun
 * @param {string[]} names of the files that are laid over the module's memory
 * @param {number} memory how much of it the module needs
 */
async function quickly(counter, { wasm, scripts }, names, memory) {
  const deltas = Promise.all(names.map((name) => inflated(name, counter)));
  deltas.catch(() => {});
  const [{ loadPyodide }] = await Promise.all(scripts);
  const create = global._createPyodideModule;
  global._createPyodideModule = async (settings) => {
    const [module, layers] = await Promise.all([create({ ...settings, INITIAL_MEMORY: memory }), deltas]);
    for (const runs of layers) lay(runs, module.HEAPU8);
    return module;
  };
  try {
    const _loadSnapshot = Uint8Array.from(atob(snapshot.header), (character) => character.charCodeAt(0));
    return await started(wasm, EMPTY_ARCHIVE, { _loadSnapshot }, loadPyodide);
  } finally {
    global._createPyodideModule = create;
  }
}

/**
 * Lay what differs over a memory: the number of runs, where each starts and how long it is, then their bytes.
 * @param {ArrayBuffer} runs
 * @param {Uint8Array} memory
 */
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

/**
 * @param {Counter} counter
 * @param {Begun} begun
 */
async function plainly(counter, { wasm, scripts }) {
  const [archive, { loadPyodide }] = await Promise.all([inflated(ARCHIVE, counter), ...scripts]);
  return await started(wasm, archive, {}, loadPyodide);
}
