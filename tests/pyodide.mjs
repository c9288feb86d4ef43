// Runs Python in Pyodide, as the site ships it, for the tests: one JSON object a line in, one a line out.
// {"code": "1 + 1"} -> {"result": "2"}; {"code": "import json\nresult = json.dumps([])"} -> {"result": "[]"};
// {"code": "1 / 0"} -> {"error": "...ZeroDivisionError..."}. Every piece of code starts with no names of its own.
// Usage: node pyodide.mjs FOLDER LIBRARY PACKAGE: the runtime folder that scripts/runtime/folder.py makes, a standard
// library with our stand-ins, for tests may use more of it than ships, and the folder our package stands in.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [folder, stdLibURL, root] = process.argv.slice(2);
const { info } = JSON.parse(await readFile(join(folder, "pyodide-lock.json"), "utf-8"));
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);

const pyodide = await loadPyodide({
  indexURL: folder,
  lockFileContents: { info, packages: {} },
  packageBaseUrl: folder,
  stdLibURL,
  // Only answers may go to standard output.
  stdout: (/** @type {string} */ line) => console.error(line),
});
pyodide.FS.mkdirTree("/package");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root }, "/package");
pyodide.runPython('import sys\nsys.dont_write_bytecode = True\nsys.path.insert(0, "/package")');

pyodide.runPython(`
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
`);
// The stand-in for what runs code gives no value back.
const answer = pyodide.globals.get("answer");

for await (const line of createInterface({ input: process.stdin })) {
  let reply;
  try {
    reply = { result: answer(JSON.parse(line).code) };
  } catch (error) {
    reply = { error: String(/** @type {any} */ (error).message ?? error) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
