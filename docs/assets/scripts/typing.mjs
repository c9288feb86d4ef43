// What happens to the form while the reader types, drags a slider, picks a day or opens a file.
import { ticked } from "./column-choices.mjs";
import { companions, values } from "./fields.mjs";
import { foldFile } from "./folds.mjs";
/** @import { Calculator } from "./calculator.mjs" */
/** @import { Field } from "./types.d.ts" */

/**
 * Take in that an entry of the form changed, and ask for the answer.
 * @param {Calculator} calculator
 * @param {Field} field
 */
export function typed(calculator, field) {
  if (field.dataset.fold) return foldFile(calculator, /** @type {HTMLInputElement} */ (field));
  let changed = field;
  if (field.dataset.for) {
    const target = /** @type {HTMLInputElement} */ (document.getElementById(field.dataset.for));
    if (field.type === "file") return openTable(calculator, /** @type {HTMLInputElement} */ (field), target);
    target.value = field.type === "checkbox" ? ticked(/** @type {HTMLInputElement} */ (field)) : field.value;
    changed = target;
  } else companions(calculator.form, field);
  follow(calculator, changed.name);
  calculator.typedBefore = values(calculator.form);
  calculator.changed();
}

/**
 * A field that follows another one takes what is typed there, until the two have been given different values.
 * @param {Calculator} calculator
 * @param {string} name
 */
function follow(calculator, name) {
  /** @type {NodeListOf<HTMLElement>} */
  const holders = calculator.form.querySelectorAll(`[data-follows="${CSS.escape(name)}"]`);
  for (const holder of holders) {
    const follower = calculator.field(holder.dataset.field ?? "");
    if (follower.value !== calculator.typedBefore[name]) continue;
    follower.value = calculator.field(name).value;
    companions(calculator.form, follower);
  }
}

/**
 * Open a file in place of the rows that a table's field holds.
 * @param {Calculator} calculator
 * @param {HTMLInputElement} picker
 * @param {HTMLInputElement} target
 */
function openTable(calculator, picker, target) {
  const file = picker.files?.[0];
  if (!file) return;
  // The same file may be picked again.
  picker.value = "";
  const limit = Number(target.dataset.limit);
  if (file.size > limit) {
    const size = (/** @type {number} */ bytes) => `${Math.round(bytes / 1e6).toLocaleString("en")} MB`;
    return calculator.status.tell(
      `${file.name} has ${size(file.size)}; a page takes files up to ${size(limit)}. ` +
        "The command line takes files up to 1 GB.",
    );
  }
  calculator.files[target.name] = file;
  target.value = `${file.name}, ${file.size.toLocaleString("en")} bytes`;
  // The name of a file is no data: it is emptied before anything is typed.
  target.readOnly = true;
  calculator.changed();
}
