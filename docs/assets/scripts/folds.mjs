// A file that is too long for a form, such as a sample of a million rows, is folded into a few of its fields.
import { button } from "./elements.mjs";
import { values } from "./fields.mjs";
import { ask } from "./worker-client.mjs";
/** @import { Calculator } from "./calculator.mjs" */
/** @import { Folded, Progress, Refused } from "./types.d.ts" */

/**
 * Read what was picked in the worker, fill the fields that it comes to, and offer the way back.
 * @param {Calculator} calculator
 * @param {HTMLInputElement} picker
 */
export function foldFile(calculator, picker) {
  const file = picker.files?.[0];
  if (!file) return;
  // The same file may be picked again.
  picker.value = "";
  const { status } = calculator;
  const limit = Number(picker.dataset.limit);
  if (file.size > limit) {
    const size = (/** @type {number} */ bytes) => `${Math.round(bytes / 1e6).toLocaleString("en")} MB`;
    return status.tell(`${file.name} has ${size(file.size)}; a page takes files up to ${size(limit)}.`);
  }
  status.tell("");
  const fold = picker.dataset.fold ?? "";
  const question = { name: calculator.name, kind: "folded", fold, files: { [fold]: file } };
  ask(question, (/** @type {Folded | Progress | Refused} */ reply) => {
    if (reply.state === "progress") return status.progress(reply);
    status.say("");
    status.done();
    if (reply.state === "folded") fillFrom(calculator, picker, file.name, reply);
    else status.tell(`${file.name} cannot be used. ${Object.values(reply.errors).join("; ")}. What you see is unchanged.`);
  });
}

/**
 * @param {Calculator} calculator
 * @param {HTMLInputElement} picker
 * @param {string} file
 * @param {Folded} reply
 */
function fillFrom(calculator, picker, file, { inputs, words }) {
  const before = values(calculator.form);
  calculator.fillIn(inputs, before);
  const undo = button("Undo", () => {
    calculator.status.tell("");
    const old = Object.fromEntries(Object.keys(inputs).map((name) => [name, before[name]]));
    calculator.fillIn(old, values(calculator.form));
    picker.focus();
  });
  calculator.status.tell(`${file}: ${words} `);
  calculator.status.notice.append(undo);
}
