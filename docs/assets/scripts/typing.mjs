// What happens to the form while the reader types, drags a slider, picks a day or chooses a column.
import { ticked } from "./column-choices.mjs";
import { stillInDollars } from "./currency.mjs";
import { companions, values } from "./fields.mjs";
import { foldFile } from "./folds.mjs";
import { corrected } from "./own-rows.mjs";
/** @import { Calculator } from "./calculator.mjs" */
/** @import { Field } from "./types.d.ts" */

/**
 * Take in that an entry of the form changed, and ask for the answer.
 * @param {Calculator} calculator
 * @param {Field} field
 */
export function typed(calculator, field) {
  if (field.dataset.fold) return foldFile(calculator, /** @type {HTMLInputElement} */ (field));
  // Taken where files are opened.
  if (field.type === "file") return;
  let changed = field;
  if (field.dataset.for) {
    const target = /** @type {HTMLInputElement} */ (document.getElementById(field.dataset.for));
    target.value = field.type === "checkbox" ? ticked(/** @type {HTMLInputElement} */ (field)) : field.value;
    changed = target;
  } else companions(calculator.form, field);
  follow(calculator, changed.name);
  const before = calculator.typedBefore[changed.name];
  calculator.typedBefore = values(calculator.form);
  calculator.changed();
  if (changed.name === "currency") tellKept(calculator);
  corrected(calculator, field, changed.name, before);
}

/**
 * An amount that was put in keeps its number in another currency, which must not go without a word.
 * @param {Calculator} calculator
 */
function tellKept(calculator) {
  const many = calculator.form.querySelectorAll("[data-field].differs:has(.unit[data-unit])").length;
  const kept = many === 1 ? "1 amount that was put in keeps its number" : `${many} amounts that were put in keep their numbers`;
  calculator.status.tell(...(many ? [`${kept}: nothing is converted.`] : []), ...stillInDollars(calculator));
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
