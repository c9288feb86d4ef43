// Shows what is wrong with a field beside it, and with a cell of a table in the cell. Where a number has two readings,
// each can be taken: the keys of many phones have a comma and no point.
import { button, made } from "./elements.mjs";
/** @import { Cell, Texts } from "./types.d.ts" */

// "quotes[3].price" is the cell of a row, counted from 1; a row that is always there is named by its key instead.
const CELL = /^(?<field>\w+)(?:\[(?<row>[\w-]+)\](?:\.(?<column>\w+))?)?$/;

/**
 * The field that an error is about, and the row and the column if it is about a cell.
 * @param {string} place
 * @returns {{ field: string, row?: string, column?: string }}
 */
export const placeOf = (place) => /** @type {any} */ (CELL.exec(place)?.groups) ?? { field: place };

/**
 * The words that name a field to the reader.
 * @param {HTMLFormElement} form
 * @param {string} field
 */
export function label(form, field) {
  const holder = form.querySelector(`[data-field="${CSS.escape(field)}"]`);
  return holder?.querySelector(":scope > label, legend, caption")?.textContent ?? field;
}

/**
 * All errors in one line, each with the name of its field.
 * @param {HTMLFormElement} form
 * @param {Texts} errors
 */
export const listed = (form, errors) =>
  Object.entries(sentences(form, errors))
    .map(([field, words]) => `${label(form, field)}: ${words.join("; ").replace(/\.$/, "")}`)
    .join("; ");

/**
 * The error of each field in words; the cells of a table are named by row and column.
 * @param {HTMLFormElement} form
 * @param {Texts} errors
 */
export function sentences(form, errors) {
  /** @type {Record<string, string[]>} */
  const found = {};
  for (const [place, sentence] of Object.entries(errors)) {
    const { field, row, column, words } = faultOf(form, place, sentence);
    found[field] = [...(found[field] ?? []), row ? `${[row, column].filter(Boolean).join(", ")}: ${words}` : words];
  }
  return found;
}

/**
 * The errors that a reader is told of now: all but those of empty cells in a row that was just added, which are told
 * once it is left.
 * @param {HTMLFormElement} form
 * @param {Texts} errors
 */
export const due = (form, errors) =>
  Object.fromEntries(
    Object.entries(errors).filter(([place, sentence]) => {
      const { line, cell } = faultOf(form, place, sentence);
      return /** @type {Cell | null} */ (cell)?.value || !line?.hasAttribute("data-begun");
    }),
  );

/**
 * What is wrong where: the row and the column as the table calls them, and both as they stand on the page.
 * @param {HTMLFormElement} form
 * @param {string} place
 * @param {string} sentence
 */
function faultOf(form, place, sentence) {
  const { field, row, column } = placeOf(place);
  const holder = holderOf(form, field);
  const line = row ? lineOf(holder, row) : null;
  // A link or a file may have more rows than the page; then another one tells what the column is called.
  const sample = line ?? holder?.querySelector("template")?.content ?? holder?.querySelector("[data-key]");
  const cell = column ? sample?.querySelector(cellOf(column)) : null;
  const heading = holder?.querySelector("thead th")?.firstChild?.textContent;
  return {
    field,
    line,
    cell: line && cell,
    row: row && (line?.dataset.key ? line.cells[0].textContent.trim().replace(/\.$/, "") : `Row ${row}`),
    // What names a row that is always there is no entry, and has the first heading.
    column: cell ? (cell.getAttribute("aria-label") ?? heading) : column,
    words: inWords(column ? cell?.parentElement : holder, sentence),
  };
}

/** @type {(form: HTMLFormElement, field: string) => HTMLElement | null} */
const holderOf = (form, field) => form.querySelector(`[data-field="${CSS.escape(field)}"]`);

/**
 * The row that an error names. Of rows that are always there only some are sent, so a number says nothing of the page.
 * @param {HTMLElement | null} holder
 * @param {string} row
 */
function lineOf(holder, row) {
  const body = /** @type {HTMLTableSectionElement | null} */ (holder?.querySelector(".records > .table-holder tbody"));
  const fixed = body?.querySelector("[data-key]");
  const found = fixed ? body?.querySelector(`[data-key="${CSS.escape(row)}"]`) : body?.rows[Number(row) - 1];
  return /** @type {HTMLTableRowElement | null} */ (found ?? null);
}

/**
 * A sentence that lists the answers there are, with the words that the page shows for them.
 * @param {Element | null | undefined} place
 * @param {string} sentence
 */
function inWords(place, sentence) {
  /** @type {NodeListOf<HTMLOptionElement | HTMLInputElement> | undefined} */
  const answers = place?.querySelectorAll("option, [type=radio], [type=checkbox]");
  const options = [...(answers ?? [])]
    .map((one) => ({ key: one.value, words: (one.closest("option, label")?.textContent ?? "").trim() }))
    // An answer of the reader's own, which is none, stands in the list too.
    .filter(({ key, words }) => key && key !== words);
  const keys = options.map(({ key }) => key).join(", ");
  return keys ? sentence.replace(`of ${keys}`, () => `of ${options.map(({ words }) => `“${words}”`).join(", ")}`) : sentence;
}

/**
 * The forms in which an error stands: every part of every answer says that there is none, and few forms have one.
 * @type {WeakSet<HTMLFormElement>}
 */
const wrong = new WeakSet();

/**
 * Show each field's error beside it and unfold what hides it; clear all others.
 * @param {HTMLFormElement} form
 * @param {Texts} errors
 * @param {Record<string, string[]>} [readings] the two numbers that what stands in a place can mean
 */
export function showErrors(form, errors, readings = {}) {
  const any = Object.keys(errors).length > 0;
  if (!any && !wrong.has(form)) return;
  if (any) wrong.add(form);
  else wrong.delete(form);
  const words = sentences(form, errors);
  for (const holder of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-field]")))
    showError(holder, (words[holder.dataset.field ?? ""] ?? []).join("\n"));
  for (const cell of form.querySelectorAll("[data-column][aria-invalid]")) showInCell(cell, "");
  for (const [place, sentence] of Object.entries(errors)) {
    const { line, cell, words } = faultOf(form, place, sentence);
    // It may be one that does not count.
    if (line) line.hidden = false;
    if (cell) showInCell(cell, words);
  }
  for (const choice of form.querySelectorAll(".readings")) choice.remove();
  for (const [place, both] of Object.entries(readings)) offerReadings(form, place, both);
}

/**
 * Put a button for each reading of a number behind what is said of it.
 * @type {(form: HTMLFormElement, place: string, both: string[]) => void}
 */
function offerReadings(form, place, both) {
  const { field, row, cell } = faultOf(form, place, "");
  const holder = holderOf(form, field);
  const entry = row ? cell : holder?.querySelector(`[name="${CSS.escape(field)}"]`);
  if (!(entry instanceof HTMLInputElement)) return;
  const take = (/** @type {string} */ text) => {
    entry.value = text;
    entry.focus();
    entry.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const where = row ? ` in ${row.replace(/^R/, "r")}` : "";
  const choice = made("div", { className: "readings" }, ...both.map((text) => button(`Take ${text}${where}`, () => take(text))));
  holder?.querySelector(".field-error")?.after(choice);
}

/**
 * Where a table may end far below, the sentence stands in the cell too.
 * @type {(cell: Element, sentence: string) => void}
 */
function showInCell(cell, sentence) {
  invalid(cell, Boolean(sentence));
  const said = cell.closest("[data-field]")?.querySelector(".field-error");
  if (sentence && said) cell.setAttribute("aria-describedby", said.id);
  else cell.removeAttribute("aria-describedby");
  const holder = cell.closest("td");
  if (sentence) holder?.setAttribute("data-error", sentence);
  else holder?.removeAttribute("data-error");
}

/** @type {(holder: HTMLElement, sentence: string) => void} */
function showError(holder, sentence) {
  const place = /** @type {HTMLElement} */ (holder.querySelector(".field-error"));
  if (place.textContent !== sentence) place.textContent = sentence;
  place.hidden = !sentence;
  for (const field of holder.querySelectorAll("[name]")) invalid(field, Boolean(sentence));
  if (!sentence) return;
  holder.hidden = false;
  const group = /** @type {HTMLDetailsElement | null} */ (holder.closest("details.calculator-group"));
  if (group) group.open = true;
  holder.dispatchEvent(new Event("wanted", { bubbles: true }));
}

/**
 * The first entry of a place that was refused.
 * @param {HTMLElement} place
 * @returns {HTMLElement | null}
 */
export const invalidIn = (place) => place.querySelector('[aria-invalid="true"]');

const cellOf = (/** @type {string} */ column) => `[data-column="${CSS.escape(column)}"]`;

/** @type {(field: Element, is: boolean) => void} */
function invalid(field, is) {
  if (is) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}
