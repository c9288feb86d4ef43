// A file that is too long for a form, such as a sample of a million rows, is folded into a few of its fields.
import { tool } from "./buttons.mjs";
import { ask } from "./conversation.mjs";
import { values } from "./fields.mjs";

/** Read what was picked in the worker, fill the fields that it comes to, and offer the way back. */
export function foldFile(calculator, picker) {
  const [file] = picker.files;
  if (!file) return;
  // The same file may be picked again.
  picker.value = "";
  const limit = Number(picker.dataset.limit);
  if (file.size > limit) {
    const size = (bytes) => `${Math.round(bytes / 1e6).toLocaleString("en")} MB`;
    return calculator.tell(`${file.name} has ${size(file.size)}; a page takes files up to ${size(limit)}.`);
  }
  calculator.tell("");
  const { fold } = picker.dataset;
  ask({ name: calculator.getAttribute("name"), kind: "folded", fold, files: { [fold]: file } }, (reply) => {
    if (reply.state === "progress") return calculator.progress(reply);
    calculator.say("");
    calculator.classList.remove("working");
    if (reply.state === "refused")
      return calculator.tell(`${file.name} cannot be used. ${Object.values(reply.errors).join("; ")}. What you see is unchanged.`);
    const before = values(calculator.form);
    calculator.fillIn(reply.inputs, before);
    const undo = tool("Undo", () => {
      calculator.tell("");
      calculator.fillIn(Object.fromEntries(Object.keys(reply.inputs).map((name) => [name, before[name]])), values(calculator.form));
      picker.focus();
    });
    calculator.tell(`${file.name}: ${reply.words} `);
    calculator.notice.append(undo);
  });
}
