// Makes the two things a worker can start Python from, with Pyodide under Node; scripts/runtime/snapshot calls it.
//   node make.mjs library PYODIDE ENVIRONMENT ARCHIVE OUT PACKAGE   what is in use of that library, and ours, compiled;
//                                                                   which built-in modules are, and what was answered
//   node make.mjs snapshot PYODIDE ENVIRONMENT ARCHIVE OUT ADDED    the memory after the warm-up, as what differs, and
//                                                                   what differs from that with each calculator in ADDED;
//                                                                   what each of them answers from it
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
/** @import { PyodideAPI } from "pyodide" */

/**
 * The inside of Pyodide, as far as it is used here.
 * @typedef {PyodideAPI & { makeMemorySnapshot(): Uint8Array, _module: Inside }} Python
 * @typedef {object} Inside
 * @property {Uint8Array} HEAPU8
 * @property {(size: number) => number} _sbrk
 * @property {(size: number) => number} _PyMem_RawMalloc
 * @property {(place: number) => void} _PyMem_RawFree
 * @property {() => number} _emscripten_stack_get_end
 * @property {() => number} stackSave
 */

const [mode, folder, environment, archive, out, more] = process.argv.slice(2);

// The same bytes on every machine at every time: no clock, no chance, no zone.
const MOMENT = 1767225600000;
const RealDate = Date;
process.env.TZ = "UTC";
globalThis.Date = /** @type {DateConstructor} */ (
  class extends RealDate {
    constructor(/** @type {any[]} */ ...parts) {
      super(.../** @type {[number]} */ (parts.length ? parts : [MOMENT]));
    }
    static now() {
      return MOMENT;
    }
  }
);
performance.now = () => 1;
globalThis.crypto.getRandomValues = (/** @type {any} */ array) => array.fill(7);

const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const lock = JSON.parse(await readFile(join(folder, "pyodide-lock.json"), "utf-8"));
const settings = () => ({
  indexURL: folder,
  lockFileContents: { info: lock.info, packages: {} },
  packageBaseUrl: folder,
  stdLibURL: archive,
  env: JSON.parse(environment),
  // Otherwise it would be the path of this very file.
  _sysExecutable: "python",
  stdout: (/** @type {string} */ line) => console.error(line),
});

/**
 * Runs a file, with the names it is given, and returns what it calls `result`.
 * @param {Python} pyodide
 * @param {string} name
 * @param {Record<string, unknown>} given
 */
async function run(pyodide, name, given = {}) {
  const code = await readFile(new URL(name, import.meta.url), "utf-8");
  const names = pyodide.toPy({ __name__: name, ...given });
  pyodide.runPython(code, { globals: names });
  const result = names.get("result");
  names.destroy();
  return result;
}

/** @type {(pyodide: Python, from: string, to: string) => Promise<void>} */
async function copyIn(pyodide, from, to) {
  pyodide.FS.mkdirTree(to);
  const entries = await readdir(from, { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (entry.isDirectory()) await copyIn(pyodide, join(from, entry.name), `${to}/${entry.name}`);
    else pyodide.FS.writeFile(`${to}/${entry.name}`, await readFile(join(from, entry.name)));
  }
}

// From here on it is known which files are opened, and so which data a calculator needs.
const WATCHED = `
import sys
sys.dont_write_bytecode = True
sys.path.insert(0, "/package")
opened = []
sys.addaudithook(lambda event, found: opened.append(str(found[0])) if event == "open" else None)
`;

async function library() {
  const pyodide = await loadPyodide(settings());
  await copyIn(pyodide, more, "/package");
  pyodide.runPython(WATCHED);
  await run(pyodide, "warm_up.py");
  const ask = await run(pyodide, "ask.py");
  for (const [folder, files] of (await run(pyodide, "compile_library.py", { ask, opened: pyodide.globals.get("opened") })).toJs()) {
    for (const [place, contents] of files) {
      await mkdir(dirname(join(out, folder, place)), { recursive: true });
      await writeFile(join(out, folder, place), contents);
    }
  }
}

async function snapshot() {
  /** @type {Python} */
  const pyodide = await loadPyodide({ ...settings(), _makeSnapshot: true });
  await run(pyodide, "warm_up.py");
  await run(pyodide, "shed.py");
  const shared = taken(pyodide);
  await mkdir(join(out, "calculators"));
  /** @type {Record<string, number>} */
  const calculators = {};
  for (const name of (await readdir(more)).sort()) {
    await arrive(pyodide, shared.memory, name);
    const { header, memory } = await warm(pyodide, shared.memory, name);
    if (Buffer.compare(header, shared.header)) throw new Error(`${name} leaves traces outside of Python's memory`);
    calculators[name] = memory.length;
    await writeFile(join(out, "calculators", name), delta(shared.memory, memory));
  }
  const { header, memory } = shared;
  await writeFile(join(out, "delta"), delta(await untouched(header, memory.length), memory));
  /** @type {Record<string, number>} */
  const answers = {};
  for (const name of Object.keys(calculators)) {
    await arrive(pyodide, memory, name);
    const ask = await run(pyodide, "ask.py");
    answers[name] = ask(name);
    ask.destroy();
  }
  const text = { header: Buffer.from(header).toString("base64"), memory: memory.length, calculators, answers };
  await writeFile(join(out, "snapshot.json"), JSON.stringify(text));
}

/**
 * The memory as it now is, and what Pyodide wants to know about it.
 * @param {Python} pyodide
 */
function taken(pyodide) {
  zeroFree(pyodide._module);
  const whole = pyodide.makeMemorySnapshot();
  const start = new Uint32Array(whole.buffer, whole.byteOffset, 2)[1];
  return { header: whole.slice(0, start), memory: whole.slice(start) };
}

/**
 * Takes a calculator into the memory that knows none.
 * @param {Python} pyodide
 * @param {Uint8Array} shared that memory
 * @param {string} name
 */
async function arrive(pyodide, shared, name) {
  // Whatever the calculator before has left.
  pyodide._module.HEAPU8.fill(0, shared.length);
  pyodide._module.HEAPU8.set(shared);
  const bytes = pyodide.toPy(new Uint8Array(await readFile(join(more, name))));
  const bridge = pyodide.pyimport("calculators.bridge");
  bridge.arrived(name, bytes);
  for (const used of [bytes, bridge]) used.destroy();
}

/**
 * The memory with one calculator in it, from which Python needs neither to import nor to warm up anything.
 * @param {Python} pyodide
 * @param {Uint8Array} shared the memory without it
 * @param {string} name
 */
async function warm(pyodide, shared, name) {
  const ask = await run(pyodide, "ask.py", { once: name });
  ask.destroy();
  pyodide.runPython("import gc, random; random.seed(0); gc.collect(); gc.freeze()");
  const { header, memory } = taken(pyodide);
  // Memory that a calculator before this one had grown is none that this one needs.
  const grown = memory.subarray(shared.length).some((byte) => byte);
  return { header, memory: grown ? memory : memory.subarray(0, shared.length) };
}

/**
 * Fills with zeros what the allocator holds free, by taking all of it: zeros compress, and keep no leftovers.
 * @param {Inside} module
 */
function zeroFree(module) {
  const top = module._sbrk(0);
  const taken = [];
  for (let size = 1 << 20; size >= 16; size = size > 64 ? size >> 1 : size - 16) {
    let place = module._PyMem_RawMalloc(size);
    for (; place + size <= top; place = module._PyMem_RawMalloc(size)) {
      module.HEAPU8.fill(0, place, place + size);
      taken.push(place);
    }
    module._PyMem_RawFree(place);
  }
  for (const place of taken.reverse()) module._PyMem_RawFree(place);
  // The dead part of the stack, which grows downwards.
  module.HEAPU8.fill(0, module._emscripten_stack_get_end(), module.stackSave());
}

/**
 * The memory of a module that waits for its snapshot: what the delta is laid over, in Node as in a browser.
 * @param {Uint8Array} header
 * @param {number} size
 * @returns {Promise<Uint8Array>}
 */
async function untouched(header, size) {
  /** @type {any} */
  let memory;
  const global = /** @type {any} */ (globalThis);
  const create = global._createPyodideModule;
  global._createPyodideModule = async (/** @type {Record<string, unknown>} */ options) => {
    options.INITIAL_MEMORY = size;
    memory = (await create(options)).HEAPU8.slice();
    throw new Error("enough seen");
  };
  await loadPyodide({ ...settings(), _loadSnapshot: header }).catch((/** @type {unknown} */ error) => {
    if (!memory) throw error;
  });
  return memory;
}

const BLOCK = 64;
const NOTHING = new Uint8Array(BLOCK);
// Runs nearer than this many blocks are stored as one.
const NEAR = 4;

/**
 * The number of runs, where each starts and how long it is, then their bytes.
 * @param {Uint8Array} base
 * @param {Uint8Array} memory
 */
function delta(base, memory) {
  /** @type {[number, number][]} */
  const runs = [];
  for (let block = 0; block < memory.length / BLOCK; block++) {
    const [from, to] = [block * BLOCK, (block + 1) * BLOCK];
    if (Buffer.compare(from < base.length ? base.subarray(from, to) : NOTHING, memory.subarray(from, to)) === 0) continue;
    const last = runs.at(-1);
    if (last && block - last[1] < NEAR) last[1] = block + 1;
    else runs.push([block, block + 1]);
  }
  const table = Uint32Array.from([runs.length, ...runs.flatMap(([from, to]) => [from * BLOCK, (to - from) * BLOCK])]);
  const pieces = runs.map(([from, to]) => memory.subarray(from * BLOCK, to * BLOCK));
  return Buffer.concat([new Uint8Array(table.buffer), ...pieces]);
}

try {
  await { library, snapshot }[/** @type {"library" | "snapshot"} */ (mode)]();
} catch (error) {
  // Pyodide's own trace quotes its whole source, which is one line.
  console.error(String(/** @type {Error} */ (error).message).slice(0, 4000));
  process.exit(1);
}
process.exit(0);
