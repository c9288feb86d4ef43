// Makes the two things a worker can start Python from, with Pyodide under Node; scripts/snapshot calls it.
//   node make.mjs library PYODIDE ENVIRONMENT ARCHIVE OUT PACKAGE   what is in use of that library, and ours, compiled
//   node make.mjs snapshot PYODIDE ENVIRONMENT ARCHIVE OUT          the memory after the warm-up, as what differs
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [mode, folder, environment, archive, out, ours] = process.argv.slice(2);

// The same bytes on every machine at every time: no clock, no chance, no zone.
const MOMENT = 1767225600000;
const RealDate = Date;
process.env.TZ = "UTC";
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length ? parts : [MOMENT]));
  }
  static now() {
    return MOMENT;
  }
};
performance.now = () => 1;
globalThis.crypto.getRandomValues = (array) => array.fill(7);

const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const lock = JSON.parse(await readFile(join(folder, "pyodide-lock.json"), "utf-8"));
const settings = () => ({
  indexURL: folder,
  lockFileContents: { info: lock.info, packages: {} },
  packageBaseUrl: folder,
  stdLibURL: archive,
  env: JSON.parse(environment),
  // Otherwise it would be the path of this very file.
  _sysExecutable: "python",
  stdout: (line) => console.error(line),
});

// Runs a file and returns what it calls `result`.
async function run(pyodide, name) {
  const code = await readFile(new URL(name, import.meta.url), "utf-8");
  const names = pyodide.toPy({ __name__: name });
  pyodide.runPython(code, { globals: names });
  return names.get("result");
}

async function copyIn(pyodide, from, to) {
  pyodide.FS.mkdirTree(to);
  const entries = await readdir(from, { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (entry.isDirectory()) await copyIn(pyodide, join(from, entry.name), `${to}/${entry.name}`);
    else pyodide.FS.writeFile(`${to}/${entry.name}`, await readFile(join(from, entry.name)));
  }
}

async function library() {
  const pyodide = await loadPyodide(settings());
  await copyIn(pyodide, ours, "/package");
  pyodide.runPython("import sys; sys.dont_write_bytecode = True; sys.path.insert(0, '/package')");
  await run(pyodide, "warm_up.py");
  for (const [place, contents] of (await run(pyodide, "compile_library.py")).toJs()) {
    await mkdir(dirname(join(out, place)), { recursive: true });
    await writeFile(join(out, place), contents);
  }
}

async function snapshot() {
  const pyodide = await loadPyodide({ ...settings(), _makeSnapshot: true });
  await run(pyodide, "warm_up.py");
  await run(pyodide, "shed.py");
  zeroFree(pyodide._module);
  const whole = pyodide.makeMemorySnapshot();
  const start = new Uint32Array(whole.buffer, whole.byteOffset, 2)[1];
  const header = whole.slice(0, start);
  const memory = whole.subarray(start);
  await writeFile(join(out, "delta"), delta(await untouched(header, memory.length), memory));
  const text = { header: Buffer.from(header).toString("base64"), memory: memory.length };
  await writeFile(join(out, "snapshot.json"), JSON.stringify(text));
  await writeFile(join(out, "memory"), memory);
}

// Fills with zeros what the allocator holds free, by taking all of it: zeros compress, and keep no leftovers.
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

// The memory of a module that waits for its snapshot: what the delta is laid over, in Node as in a browser.
async function untouched(header, size) {
  let memory;
  const create = globalThis._createPyodideModule;
  globalThis._createPyodideModule = async (options) => {
    options.INITIAL_MEMORY = size;
    memory = (await create(options)).HEAPU8.slice();
    throw new Error("enough seen");
  };
  await loadPyodide({ ...settings(), _loadSnapshot: header }).catch((error) => {
    if (!memory) throw error;
  });
  return memory;
}

const BLOCK = 64;
// Runs nearer than this many blocks are stored as one.
const NEAR = 4;

// The number of runs, where each starts and how long it is, then their bytes.
function delta(base, memory) {
  const runs = [];
  for (let block = 0; block < memory.length / BLOCK; block++) {
    const [from, to] = [block * BLOCK, (block + 1) * BLOCK];
    if (Buffer.compare(base.subarray(from, to), memory.subarray(from, to)) === 0) continue;
    if (runs.length && block - runs.at(-1)[1] < NEAR) runs.at(-1)[1] = block + 1;
    else runs.push([block, block + 1]);
  }
  const table = Uint32Array.from([runs.length, ...runs.flatMap(([from, to]) => [from * BLOCK, (to - from) * BLOCK])]);
  const pieces = runs.map(([from, to]) => memory.subarray(from * BLOCK, to * BLOCK));
  return Buffer.concat([new Uint8Array(table.buffer), ...pieces]);
}

try {
  await { library, snapshot }[mode]();
} catch (error) {
  // Pyodide's own trace quotes its whole source, which is one line.
  console.error(String(error.message).slice(0, 4000));
  process.exit(1);
}
process.exit(0);
