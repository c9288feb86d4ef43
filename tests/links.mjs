// Runs the page's own reader of links, and its reader and writer of rows, over the cases that Python's are tested with.
import { deepStrictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { read } from "../docs/assets/scripts/links.mjs";
import { readRows, writeRows } from "../docs/assets/scripts/rows.mjs";

const cases = (/** @type {string} */ name) => JSON.parse(readFileSync(join(process.argv[2], name), "utf-8"));
let done = 0;
for (const { name, inputs, version, fragment } of cases("links.json")) {
  deepStrictEqual(read(fragment, version), { name, inputs, version, pins: [] });
  done++;
}
for (const [text, version, opened] of cases("links_read.json")) {
  const found = read(text, version);
  if (opened) deepStrictEqual(found, opened);
  else deepStrictEqual(Object.keys(found), ["refused"]);
  done++;
}
for (const [text, rows] of cases("rows.json")) {
  deepStrictEqual(readRows(text), rows);
  deepStrictEqual(writeRows(rows), text);
  done++;
}
console.log(`${done} cases`);
