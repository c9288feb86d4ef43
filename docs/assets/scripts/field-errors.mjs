// Shows what is wrong with a field beside it, and with a cell of a table in the cell. Where a number has two readings,
// each can be taken: the keys of many phones have a comma and no point.
import { button, made } from "./elements.mjs";
/** @import { Texts } from "./types.d.ts" */

// "quotes[3].price" is the cell of a row, counted from 1.
const CELL = /^(?<field>\w+)(?:\[(?<row>\d+)\](?:\.(?<column>\w+))?)?$/;

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
    .map(([field, words]) => `${label(form, field)}: ${words.join("; ")}`)
    .join("; ");

/**
 * The error of each field in words; the cells of a table are named by row and column.
 * @param {HTMLFormElement} form
 * @param {Texts} errors
 */
function sentences(form, errors) {
  /** @type {Record<string, string[]>} */
  const found = {};
  for (const [place, sentence] of Object.entries(errors)) {
    const { field, row, column } = placeOf(place);
    const name = column && form.querySelector(`[data-records="${field}"] ${cellOf(column)}`)?.getAttribute("aria-label");
    const where = row ? `Row ${row}${name || column ? `, ${name || column}` : ""}: ` : "";
    found[field] = [...(found[field] ?? []), where + sentence];
  }
  return found;
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
  for (const place of Object.keys(errors)) {
    const { field, row, column } = placeOf(place);
    const line = row && form.querySelectorAll(`[data-records="${field}"] tbody tr`)[Number(row) - 1];
    const cell = line && column && line.querySelector(cellOf(column));
    if (cell) showInCell(cell, errors[place]);
  }
  for (const choice of form.querySelectorAll(".readings")) choice.remove();
  for (const [place, both] of Object.entries(readings)) offerReadings(form, place, both);
}

/**
 * Put a button for each reading of a number behind what is said of it.
 * @type {(form: HTMLFormElement, place: string, both: string[]) => void}
 */
function offerReadings(form, place, both) {
  const { field, row, column } = placeOf(place);
  const holder = form.querySelector(`[data-field="${CSS.escape(field)}"]`);
  const rows = holder?.querySelectorAll("tbody tr") ?? [];
  const entry = row ? rows[Number(row) - 1]?.querySelector(cellOf(column ?? "")) : holder?.querySelector(`[name="${CSS.escape(field)}"]`);
  if (!(entry instanceof HTMLInputElement)) return;
  const take = (/** @type {string} */ text) => {
    entry.value = text;
    entry.focus();
    entry.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const where = row ? ` in row ${row}` : "";
  const choice = made("div", { className: "readings" }, ...both.map((text) => button(`Take ${text}${where}`, () => take(text))));
  holder?.querySelector(".field-error")?.after(choice);
}

/**
 * Where a row is a card, the sentence stands in the cell too, for the table may end far below.
 * @type {(cell: Element, sentence: string) => void}
 */
function showInCell(cell, sentence) {
  invalid(cell, Boolean(sentence));
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
