// Rows of cells as one line of text, as Python's core/fields/row_text.py reads and writes them, by the same cases.

/**
 * Rows of cells as one line; the first cell of a row always stands, so no row is lost.
 * @param {string[][]} rows
 */
export function writeRows(rows) {
  const lines = rows.map((cells) => {
    const written = cells.map((cell) => cell.replace(/[\\,;]/g, "\\$&"));
    while (written.length > 1 && !written.at(-1)) written.pop();
    return written.join(",");
  });
  // An empty line has no row, so a single row that says nothing has two cells.
  return lines.length === 1 && !lines[0] ? "," : lines.join(";");
}

/**
 * The rows of cells that a line describes; an empty line has none.
 * @param {string} text
 */
export function readRows(text) {
  if (!text) return [];
  const rows = [[""]];
  let escaped = false;
  const add = (/** @type {string} */ sign) => {
    const row = /** @type {string[]} */ (rows.at(-1));
    row[row.length - 1] += sign;
  };
  for (const sign of text) {
    if (escaped) {
      add(sign);
      escaped = false;
    } else if (sign === "\\") escaped = true;
    else if (sign === ";") rows.push([""]);
    else if (sign === ",") rows.at(-1)?.push("");
    else add(sign);
  }
  return rows;
}
