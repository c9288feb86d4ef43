// Tables of typed rows in a calculator's form: loads what edits them, and shows the rows that count.
import { save } from "./copy-and-save.mjs";
import { sentences } from "./field-errors.mjs";
import { fill } from "./fields.mjs";
import { later } from "./later.mjs";
import { ask } from "./worker-client.mjs";
/** @import { Calculator } from "./calculator.mjs" */
/** @import { Tools } from "./records.mjs" */
/** @import { Answer } from "./types.d.ts" */

/**
 * Make the tables editable. Their script is one of its own, which only pages with such a table load.
 * @param {Calculator} calculator
 */
export function enableTables(calculator) {
  /** @type {NodeListOf<HTMLElement>} */
  const holders = calculator.element.querySelectorAll(".records");
  const { signal } = calculator.leaving;
  if (!holders.length) return;
  later("records.mjs").then(
    ({ enable }) => {
      /** @type {Tools} */
      const tools = {
        ask: (more, hear) => ask({ ...calculator.question(), ...more }, hear),
        changed: () => calculator.changed(),
        said: (errors) => Object.values(sentences(calculator.form, errors))[0][0],
        save,
        signal,
      };
      if (!signal.aborted) for (const holder of holders) enable(holder, tools);
    },
    (error) => calculator.status.tell(`The tables cannot be edited: ${error.message}. Load the page again.`),
  );
}

/**
 * Of fixed rows those are seen that count; rows that a link holds in a form of its own are written as text again.
 * @param {HTMLFormElement} form
 * @param {Answer} answer
 * @param {boolean} fromLink whether the form was filled from a link
 */
export function showRows(form, { rows, scenario }, fromLink) {
  for (const holder of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-fixed]"))) {
    const field = holder.dataset.records ?? "";
    const counting = new Set(rows[field]);
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (holder.querySelectorAll("[data-key]")))
      row.hidden = field in rows && !counting.has(row.dataset.key ?? "");
  }
  if (!fromLink) return;
  /** @type {NodeListOf<HTMLInputElement>} */
  const hiddens = form.querySelectorAll(".records > input[type=hidden]");
  for (const hidden of hiddens)
    if (hidden.value.startsWith("~")) fill(form, { [hidden.name]: scenario[hidden.name] ?? "" });
}
