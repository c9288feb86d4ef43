// Tables of typed rows: add, remove, duplicate, move, paste a block from a spreadsheet, open and save files.
// Loaded only by pages that have such a table.
import { button, made } from "./elements.mjs";
import { addGrid } from "./grid.mjs";
import { openBox } from "./paste-box.mjs";
import { another, begin, cellsOf, focusIn, isOne, put, textOf } from "./row-cells.mjs";
import { followRows, renaming, withoutName } from "./row-followers.mjs";
import { readRows, writeRows } from "./rows.mjs";
/** @import { Cell, Refused, Request, RowsRead, SavedFile, Texts } from "./types.d.ts" */

/**
 * What a table needs of the calculator that it is in: to ask Python, to tell of a change, to say in words what was
 * refused first, to save a file, and to know when the reader has left.
 * @typedef {object} Tools
 * @property {(request: Partial<Request>, hear: (reply: any) => void) => void} ask
 * @property {() => void} changed
 * @property {(errors: Texts) => string} said
 * @property {(name: string, type: string, text: string) => void} save
 * @property {AbortSignal} signal
 */

const alone = (/** @type {Blob} */ contents) => (contents instanceof File ? " Nothing else of the file is used." : "");
/** @type {(holder: ParentNode, selector: string) => NodeListOf<HTMLElement>} */
const all = (holder, selector) => holder.querySelectorAll(selector);

/**
 * Bring one table to life.
 * @param {HTMLElement} holder
 * @param {Tools} tools
 */
export function enable(holder, { ask, changed, said, save, signal }) {
  const hidden = /** @type {HTMLInputElement} */ (holder.querySelector("input[type=hidden]"));
  const body = /** @type {HTMLTableSectionElement} */ (holder.querySelector("tbody"));
  const template = holder.querySelector("template")?.content.querySelector("tr");
  const fixed = holder.hasAttribute("data-fixed");
  const { records: field = "", least, most } = holder.dataset;
  for (const part of all(holder, ".row-tools, .table-tools")) part.hidden = false;
  for (const part of template ? all(template, ".row-tools") : []) part.hidden = false;
  const report = made("p", { className: "records-report" });
  report.setAttribute("role", "status");
  holder.append(report);
  const headings = [.../** @type {HTMLElement} */ (holder.querySelector("thead")).querySelectorAll("th")];
  for (const [place, heading] of headings.entries()) heading.id = `${hidden.id}-column-${place}`;
  let called = 0;
  /** @type {((now: string) => void) | undefined} what renames the rows of other tables that name the row being renamed */
  let rename;

  // Of rows that are given, only those that were filled say something.
  const lines = () => (fixed ? [...all(body, "[data-key]")] : [...body.rows]);
  const text = () => {
    const said = lines().map((row) => cellsOf(row).map(textOf));
    const filled = said.map((cells) => !fixed || cells.slice(1).some(Boolean));
    lines().forEach((row, place) => void row.classList.toggle("filled", filled[place]));
    return writeRows(said.filter((_, place) => filled[place]));
  };

  /**
   * Let a screen reader say of each cell in which row it is: what is heard of a row is what its element is called.
   * @param {HTMLTableRowElement} row
   */
  function call(row) {
    const name = fixed ? row.cells[0] : row;
    name.id = `${hidden.id}-row-${++called}`;
    for (const [place, cell] of cellsOf(row).entries())
      cell.setAttribute("aria-labelledby", `${headings[place].id} ${name.id}`);
  }

  /** @param {string[]} texts */
  function fresh(texts = []) {
    const row = /** @type {HTMLTableRowElement} */ (template?.cloneNode(true));
    call(row);
    for (const [place, cell] of cellsOf(row).entries()) put(cell, texts[place]);
    return row;
  }

  const show = () => {
    if (fixed) return fillFixed();
    body.replaceChildren(...readRows(hidden.value).map((texts) => fresh(texts)));
    number();
  };

  function fillFixed() {
    const given = new Map(readRows(hidden.value).map((texts) => [texts[0], texts]));
    for (const row of lines()) {
      const texts = given.get(row.dataset.key ?? "") ?? [];
      cellsOf(row).forEach((cell, place) => {
        if (place) put(cell, texts[place]);
      });
      row.classList.toggle("filled", texts.length > 1);
    }
  }

  function number() {
    if (fixed) return;
    [...body.rows].forEach((row, place) => {
      row.setAttribute("aria-label", [`Row ${place + 1}`, cellsOf(row)[0].value].filter(Boolean).join(", "));
      for (const tool of all(row, "[data-row-tool]")) tool.setAttribute("aria-label", `${tool.title} row ${place + 1}`);
    });
    const full = body.rows.length >= Number(most);
    for (const tool of all(holder, "[data-rows-tool=add], [data-row-tool=copy]")) tool.toggleAttribute("disabled", full);
    const fewest = body.rows.length <= Number(least);
    for (const tool of all(holder, "[data-row-tool=remove]")) tool.toggleAttribute("disabled", fewest);
  }

  /**
   * The rows were changed: say how, and offer to undo it where it is known how they were.
   * @param {string} words
   * @param {string | null} before
   * @param {...(() => void)} back what puts back the rows of other tables that followed
   */
  function update(words = "", before = null, ...back) {
    number();
    hidden.value = text();
    const undo = () => {
      hidden.value = before ?? "";
      show();
      for (const put of back) put();
      update("The rows are as they were.");
    };
    report.replaceChildren(words, ...(before === null ? [] : [" ", button("Undo", undo, "example")]));
    changed();
  }

  /**
   * Change which rows there are, and let what stands for them in another table follow; gives what puts that back.
   * @param {() => void} change
   */
  function moving(change) {
    const rows = [...body.rows];
    change();
    return followRows(holder, rows.length, [...body.rows].map((row) => rows.indexOf(row)));
  }

  /**
   * @param {string} tool
   * @param {HTMLTableRowElement} row
   */
  function rowTool(tool, row) {
    const before = text();
    const place = [...body.rows].indexOf(row);
    if (tool === "remove") {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      const back = [moving(() => row.remove()), withoutName(holder, cellsOf(row)[0].value)];
      if (next) focusIn(next);
      else all(holder, "[data-rows-tool=add]")[0].focus();
      return update(`Row ${place + 1} was removed.`, before, ...back);
    }
    if (tool === "copy") {
      const [name, ...cells] = cellsOf(row).map(textOf);
      const copy = fresh([holder.hasAttribute("data-unique") ? another(name, [...body.rows]) : name, ...cells]);
      const back = moving(() => row.after(copy));
      focusIn(copy);
      return update(`Row ${place + 1} was duplicated.`, before, back);
    }
    const other = tool === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    moving(() => (tool === "up" ? other.before(row) : other.after(row)));
    all(row, `[data-row-tool=${tool}]`)[0].focus();
    update(`Row ${place + 1} is row ${place + (tool === "up" ? 0 : 2)} now.`);
  }

  function add() {
    const row = fresh();
    moving(() => body.append(row));
    focusIn(row);
    begin(row, changed);
    update();
  }

  /**
   * One column of a spreadsheet goes down the column that it is pasted in, and leaves the others as they are.
   * @param {string[]} values
   * @param {Cell} cell
   */
  function fillDown(values, cell) {
    const before = text();
    const first = /** @type {HTMLElement} */ (cell.closest("tr"));
    const [column, from] = [cellsOf(first).indexOf(cell), lines().indexOf(first)];
    const room = (fixed ? lines().length : Number(most)) - from;
    if (values.length > room) return refuse(refusal(`expected at most ${room} rows`));
    const back = moving(() => {
      while (lines().length < from + values.length) body.append(fresh());
    });
    for (const [place, value] of values.entries()) cellsOf(lines()[from + place])[column].value = value.trim();
    update(`Filled ${values.length} rows.`, before, back);
  }

  /**
   * Python reads what was pasted or opened, so that there is one reader of rows, and it says what it could not read.
   * @param {Blob} contents
   * @param {number} from the place of the first row that they stand in for
   * @param {number | null} replaced how many they stand in for; null for as many as they are
   * @param {(words: string) => void} refused says what could not be read
   */
  function take(contents, from, replaced, refused = refuse) {
    const before = text();
    ask({ kind: "rows", field, files: { [field]: contents } }, (/** @type {RowsRead | Refused} */ reply) => {
      if (reply.state === "refused") return refused(refusal(said(reply.errors)));
      const rows = fixed ? [] : readRows(before);
      const read = readRows(reply.text);
      rows.splice(from, replaced ?? reply.read, ...read);
      hidden.value = writeRows(rows);
      show();
      const pasted = report.contains(document.activeElement);
      const rowsRead = reply.read === 1 ? "1 row" : `${reply.read} rows`;
      update(`Read ${rowsRead}.${alone(contents)}${foreign(read)}`, before);
      if (pasted) all(holder, "[data-rows-tool=paste]")[0].focus();
    });
  }

  /**
   * Say of which rows nothing is used, since those of this table are always the same.
   * @param {string[][]} read
   */
  function foreign(read) {
    const keys = new Set(lines().map((row) => row.dataset.key));
    const left = fixed ? read.map(([key]) => key).filter((key) => !keys.has(key)) : [];
    return left.length ? ` Left out, since this table has no such row: ${left.join(", ")}.` : "";
  }

  const refusal = (/** @type {string} */ sentence) => `Not read: ${sentence.replace(/\.$/, "")}. Your rows are unchanged.`;
  const refuse = (/** @type {string} */ words) => report.replaceChildren(made("strong", { textContent: words }));

  /** @param {string} tool */
  function tableTool(tool) {
    if (tool === "add") return add();
    if (tool === "paste")
      return openBox(report, `${hidden.id}-pasted`, (pasted, refused) => take(new Blob([pasted]), 0, body.rows.length, refused));
    if (tool === "save")
      return ask({ kind: "saved_rows", field }, (/** @type {SavedFile} */ reply) => save(reply.name, reply.type, reply.text ?? ""));
    const before = text();
    if (fixed) {
      hidden.value = "";
      show();
    } else body.replaceChildren();
    update(fixed ? "All rows were emptied." : "All rows were removed.", before);
  }

  holder.addEventListener(
    "click",
    (event) => {
      const target = /** @type {Element} */ (event.target);
      const { rowTool: own, rowsTool: tool } = target.closest("button")?.dataset ?? {};
      if (own) rowTool(own, /** @type {HTMLTableRowElement} */ (target.closest("tr")));
      else if (tool) tableTool(tool);
    },
    { signal },
  );
  holder.addEventListener(
    "input",
    (event) => {
      // The calculator hears of the hidden entry, which holds all cells.
      event.stopPropagation();
      const target = /** @type {HTMLInputElement} */ (event.target);
      if (target.matches("[data-column]")) {
        if (target.matches("td:first-child *")) {
          number();
          rename?.(target.value);
        }
        hidden.value = text();
        changed();
      } else if (target.type === "file" && target.files?.[0]) {
        take(target.files[0], 0, body.rows.length);
        target.value = "";
      }
    },
    { signal },
  );
  // Firefox lets a cell be of which any part is seen, and the first column may lie over the rest.
  holder.addEventListener(
    "focusin",
    ({ target }) => {
      const cell = /** @type {Element} */ (target);
      if (cell.matches("td:first-child [data-column]")) rename = renaming(holder, /** @type {Cell} */ (cell).value);
      if (cell.matches("[data-column]:focus-visible")) cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
    { signal },
  );
  holder.addEventListener(
    "paste",
    (event) => {
      const pasted = event.clipboardData?.getData("text/plain") ?? "";
      const target = /** @type {Element} */ (event.target);
      if (!target.matches("[data-column]") || !/[\t\n]/.test(pasted.trimEnd())) return;
      event.preventDefault();
      const values = pasted.trimEnd().split(/\r?\n/);
      if (target.matches("td:not(:first-child) input") && values.every(isOne)) return fillDown(values, /** @type {Cell} */ (target));
      const untouched = fixed || hidden.value === hidden.dataset.default;
      const from = untouched ? 0 : [...body.rows].indexOf(/** @type {HTMLTableRowElement} */ (target.closest("tr")));
      take(new Blob([pasted]), from, untouched ? body.rows.length : null);
    },
    { signal },
  );
  if (holder.dataset.grid) addGrid(holder, signal);
  for (const row of lines()) call(/** @type {HTMLTableRowElement} */ (row));
  hidden.addEventListener("filled", show, { signal });
  if (hidden.value !== hidden.dataset.default) show();
  else number();
}
