// Runs Python as docs/assets/scripts/boot.mjs starts it in a browser, for the tests: from the snapshot, or from the archive.
// Usage: node started.mjs FOLDER WAY [NAME] < CODE, where FOLDER is what scripts/runtime/folder.py makes, WAY is "snapshot" or
// "archive" and NAME a calculator to lay over the snapshot; prints what `result` is. The code finds what each
// calculator adds, as bytes by name, in `packed`.
import { rmSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const [folder, way, laid] = process.argv.slice(2);
const { lock, snapshot, variables } = JSON.parse(await readFile(join(folder, "facts.json"), "utf-8"));
const inflated = async (/** @type {string} */ name) => new Uint8Array(gunzipSync(await readFile(join(folder, name))));
const layers = await Promise.all(["snapshot.gz", ...(laid ? [`snapshot-${laid}.gz`] : [])].map(inflated));
const packed = new Map();
for (const name of await readdir(folder))
  if (name.startsWith("calculator-")) packed.set(name.slice("calculator-".length, -".gz".length), await inflated(name));
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
await import(pathToFileURL(join(folder, "pyodide.asm.js")).href).catch(() => {});

const archive = join(tmpdir(), `archive-${process.pid}.zip`);
const nothing = Buffer.concat([Buffer.from([0x50, 0x4b, 5, 6]), Buffer.alloc(18)]);
process.on("exit", () => rmSync(archive));
await writeFile(archive, way === "snapshot" ? nothing : await inflated("library.zip.gz"));

let code = "";
for await (const piece of process.stdin) code += piece;

// The loader of the module reads the factory's name only when it starts it, so a setter catches it.
/** @type {(settings: Record<string, unknown>) => Promise<{ HEAPU8: Uint8Array }>} */
let create = /** @type {any} */ (globalThis)._createPyodideModule;
const layOver = () => Object.defineProperty(globalThis, "_createPyodideModule", {
  configurable: true,
  set: (value) => (create = value),
  get: () =>
    create &&
    (async (/** @type {Record<string, unknown>} */ settings) => {
      settings.INITIAL_MEMORY = Math.max(snapshot.memory, snapshot.calculators[laid] ?? 0);
      const module = await create(settings);
      for (const layer of layers) lay(layer.slice().buffer, module.HEAPU8);
      return module;
    }),
});

/** @type {(runs: ArrayBuffer, memory: Uint8Array) => void} */
function lay(runs, memory) {
  const [count] = new Uint32Array(runs, 0, 1);
  const table = new Uint32Array(runs, 4, 2 * count);
  let at = table.byteOffset + table.byteLength;
  for (let run = 0; run < count; run++) {
    memory.set(new Uint8Array(runs, at, table[2 * run + 1]), table[2 * run]);
    at += table[2 * run + 1];
  }
}

try {
  if (way === "snapshot") layOver();
  const pyodide = await loadPyodide({
    indexURL: folder,
    lockFileContents: { info: lock, packages: {} },
    packageBaseUrl: folder,
    stdLibURL: archive,
    env: variables,
    ...(way === "snapshot" && { _loadSnapshot: Uint8Array.from(Buffer.from(snapshot.header, "base64")) }),
    stdout: (/** @type {string} */ line) => console.error(line),
  });
  const names = pyodide.toPy({ __name__: "case", packed });
  pyodide.runPython(code, { globals: names });
  // A pipe takes a long text in pieces, so the end waits for the last.
  await new Promise((written) => process.stdout.write(names.get("result"), written));
} catch (error) {
  console.error(String(/** @type {Error} */ (error).message).slice(-4000));
  process.exit(1);
}
process.exit(0);
