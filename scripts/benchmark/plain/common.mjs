// As Pyodide's documentation has it: load, install the wheel, import, call.
// @ts-expect-error - the measurement puts it there
import { loadPyodide } from "./pyodide/pyodide.mjs";

export async function start() {
  const pyodide = await loadPyodide({ indexURL: new URL("pyodide/", import.meta.url).href });
  await pyodide.loadPackage(new URL("pyodide/WHEEL", import.meta.url).href);
  const bridge = pyodide.pyimport("calculators.bridge");
  return (/** @type {string} */ volume) => {
    const replies = bridge.answer(JSON.stringify({ name: "CALCULATOR", inputs: { volume } }));
    const first = replies.next().value;
    replies.destroy();
    return { volume, headline: JSON.parse(first).parts.headline };
  };
}
