// Runs Python in Pyodide, as the site ships it, for the tests: one JSON object a line in, one a line out.
// {"code": "1 + 1"} -> {"result": "2"}; {"code": "import json\nresult = json.dumps([])"} -> {"result": "[]"};
// {"code": "1 / 0"} -> {"error": "...ZeroDivisionError..."}. Every piece of code starts with no names of its own.
// Usage: node pyodide.mjs FOLDER, the runtime folder that scripts/runtime/folder.py makes.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = process.argv[2];
const lockFileURL = join(folder, "pyodide-lock.json");
const lock = JSON.parse(await readFile(lockFileURL, "utf-8"));
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);

const pyodide = await loadPyodide({
  indexURL: folder,
  lockFileURL,
  packageBaseUrl: folder,
  // The whole standard library: tests may use more of it than ships.
  stdLibURL: fileURLToPath(new URL("../node_modules/pyodide/python_stdlib.zip", import.meta.url)),
  packages: Object.keys(lock.packages),
  // Only answers may go to standard output.
  stdout: (/** @type {string} */ line) => console.error(line),
});

const answer = pyodide.runPython(`
def answer(code):
    names = {"__name__": "case"}
    try:
        compiled = compile(code, "case", "eval")
    except SyntaxError:
        exec(compile(code, "case", "exec"), names)
        result = names["result"]
    else:
        result = eval(compiled, names)
    return result if isinstance(result, str) else repr(result)

answer
`);

for await (const line of createInterface({ input: process.stdin })) {
  let reply;
  try {
    reply = { result: answer(JSON.parse(line).code) };
  } catch (error) {
    reply = { error: String(/** @type {any} */ (error).message ?? error) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
