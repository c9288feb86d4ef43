// Rows of one table that stand for rows of another follow them: signs keep to their row, and names to what they name.
// Nothing is told of it here, because whoever changed the other table tells of both at once.
import { readRows, writeRows } from "./rows.mjs";
/** @import { Cell } from "./types.d.ts" */

const bare = (/** @type {string} */ text) => text.replace(/\s/g, "");

/**
 * The tables that follow one, each by the entry that holds its rows.
 * @param {HTMLElement} holder
 * @param {"grid" | "names"} how
 */
const followers = ({ dataset, parentElement }, how) =>
  /** @type {NodeListOf<HTMLInputElement>} */ (
    parentElement?.closest("form")?.querySelectorAll(`[data-${how}="${dataset.records}"] > input[type=hidden]`) ?? []
  );

/** @type {(hidden: HTMLInputElement, text: string) => void} */
function put(hidden, text) {
  if (hidden.value === text) return;
  hidden.value = text;
  hidden.dispatchEvent(new Event("filled"));
}

/**
 * Rewrite the rows of the tables that follow one; gives what puts them back.
 * @param {HTMLElement} holder
 * @param {"grid" | "names"} how
 * @param {(rows: string[][], hidden: HTMLInputElement) => string[][]} rewrite
 */
function rewritten(holder, how, rewrite) {
  const before = [...followers(holder, how)].map((hidden) => {
    const text = hidden.value;
    put(hidden, writeRows(rewrite(readRows(text), hidden)));
    return () => put(hidden, text);
  });
  return () => {
    for (const back of before) back();
  };
}

/**
 * Rows were moved, added or taken out, and the signs that stand for them go along; gives what puts those back.
 * @param {HTMLElement} holder
 * @param {number} many how many rows there were
 * @param {number[]} from for each row of now the place that it had, and -1 for a new one
 */
export const followRows = (holder, many, from) =>
  rewritten(holder, "grid", (rows, hidden) => {
    const columns = /** @type {NodeListOf<Cell>} */ (
      hidden.parentElement?.querySelector("template")?.content.querySelectorAll("[data-column]")
    );
    return rows.map((cells) =>
      cells.map((text, place) => {
        const { signs } = columns[place].dataset;
        // Texts that do not fit the rows are refused, and stay for the reader to mend.
        if (!signs || bare(text).length !== many) return text;
        return from.map((old) => bare(text)[old] ?? signs.at(-1)).join("");
      }),
    );
  });

const calls = (/** @type {string[]} */ cells, /** @type {string} */ name) => Boolean(name.trim()) && cells[0].trim() === name.trim();

/**
 * A row was taken out, and those that name it go with it; gives what puts them back.
 * @param {HTMLElement} holder
 * @param {string} name
 */
export const withoutName = (holder, name) =>
  rewritten(holder, "names", (rows) => rows.filter((cells) => !calls(cells, name)));

/**
 * What gives the rows that name a row now each new name of it, also where another row has that name for a moment.
 * @param {HTMLElement} holder
 * @param {string} name
 */
export function renaming(holder, name) {
  const named = new Map([...followers(holder, "names")].map((hidden) => [hidden, readRows(hidden.value).map((cells) => calls(cells, name))]));
  return (/** @type {string} */ now) =>
    rewritten(holder, "names", (rows, hidden) =>
      rows.map((cells, place) => (named.get(hidden)?.[place] ? [now, ...cells.slice(1)] : cells)),
    );
}
