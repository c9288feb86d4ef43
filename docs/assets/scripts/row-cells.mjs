// The cells of a table's rows, and what they say.
/** @import { Cell } from "./types.d.ts" */

export const cellsOf = (/** @type {Element} */ row) => /** @type {Cell[]} */ ([...row.querySelectorAll("[data-column]")]);

/**
 * What a cell says; its column's default is not said, but in the first cell, which always stands.
 * @type {(cell: Cell, place: number) => string}
 */
export const textOf = (cell, place) => (place && cell.value === cell.dataset.default ? "" : cell.value);

/**
 * Let a cell say something, also what its list does not have.
 * @type {(cell: Cell, given?: string) => void}
 */
export function put(cell, given = "") {
  cell.value = given || cell.dataset.default || "";
  if (cell.tagName === "SELECT" && given && cell.value !== given) cell.append(new Option(given, given, true, true));
}

/**
 * A name like another one that no row has.
 * @param {string} name
 * @param {Element[]} rows
 */
export function another(name, rows) {
  const names = new Set(rows.map((row) => cellsOf(row)[0].value));
  let count = 2;
  while (names.has(`${name} ${count}`)) count += 1;
  return `${name} ${count}`;
}

/** Let the first thing in a place that can take the focus have it. */
export const focusIn = (/** @type {ParentNode | null | undefined} */ place) =>
  /** @type {HTMLElement | null | undefined} */ (place?.querySelector("input, select, button"))?.focus();

/**
 * Mark a row as one that is filled in for the first time, until the focus leaves it for another place on the page.
 * @param {HTMLElement} row
 * @param {() => void} left
 */
export function begin(row, left) {
  row.toggleAttribute("data-begun", true);
  // A moment later it is known where the focus went; while another window has it, the page keeps it where it was.
  const leaving = () =>
    setTimeout(() => {
      if (row.contains(document.activeElement)) return;
      row.removeEventListener("focusout", leaving);
      row.toggleAttribute("data-begun", false);
      if (row.isConnected) left();
    });
  row.addEventListener("focusout", leaving);
}

/** Whether a line of what is pasted is one cell and no row; a number may have a decimal comma. */
export const isOne = (/** @type {string} */ line) => !/[\t;]/.test(line) && (!line.includes(",") || /^[\d.,\s]+$/.test(line));
