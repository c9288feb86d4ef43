// Tables of typed rows: add, remove, duplicate, move, paste a block from a spreadsheet, open and save files.
// Loaded only by pages that have such a table.
import { addGrid } from "./grid.mjs";
import { readRows, writeRows } from "./rows.mjs";

const FOCUSABLE = "input, select, button";

/** Bring one table to life; `ask` asks Python, `changed` tells the calculator, `save` saves a file. */
export function enable(holder, { ask, changed, save, signal }) {
  const hidden = holder.querySelector("input[type=hidden]");
  const body = holder.querySelector("tbody");
  const template = holder.querySelector("template")?.content.querySelector("tr");
  const fixed = holder.hasAttribute("data-fixed");
  const { records: field, least, most } = holder.dataset;
  for (const part of holder.querySelectorAll(".row-tools, .table-tools")) part.hidden = false;
  for (const part of template?.querySelectorAll(".row-tools") ?? []) part.hidden = false;
  const said = document.createElement("p");
  said.className = "records-said";
  said.setAttribute("role", "status");
  holder.append(said);

  const cellsOf = (row) => [...row.querySelectorAll("[data-column]")];
  const textOf = (cell, place) => (place && cell.value === cell.dataset.default ? "" : cell.value);
  // Of rows that are given, only those that were filled say something.
  const lines = () => (fixed ? [...body.querySelectorAll("[data-key]")] : [...body.rows]);
  const text = () => {
    const rows = lines().map((row) => cellsOf(row).map(textOf));
    return writeRows(fixed ? rows.filter((cells) => cells.slice(1).some(Boolean)) : rows);
  };

  function fresh(texts = []) {
    const row = template.cloneNode(true);
    cellsOf(row).forEach((cell, place) => {
      const given = texts[place] ?? "";
      cell.value = given || cell.dataset.default || "";
      if (cell.tagName === "SELECT" && given && cell.value !== given) cell.append(new Option(given, given, true, true));
    });
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
      const texts = given.get(row.dataset.key) ?? [];
      cellsOf(row).forEach((cell, place) => {
        if (place) cell.value = texts[place] || cell.dataset.default || "";
      });
    }
  }

  function number() {
    if (fixed) return;
    [...body.rows].forEach((row, place) => {
      row.setAttribute("aria-label", `Row ${place + 1}`);
      for (const button of row.querySelectorAll("[data-row-tool]"))
        button.setAttribute("aria-label", `${button.title} row ${place + 1}`);
    });
    const full = body.rows.length >= Number(most);
    for (const button of holder.querySelectorAll("[data-rows-tool=add], [data-row-tool=copy]")) button.disabled = full;
    for (const button of holder.querySelectorAll("[data-row-tool=remove]")) button.disabled = body.rows.length <= Number(least);
  }

  function update(words = "", before = null) {
    number();
    hidden.value = text();
    const undo = document.createElement("button");
    Object.assign(undo, { type: "button", className: "example", textContent: "Undo" });
    undo.addEventListener("click", () => {
      hidden.value = before;
      show();
      update("The rows are as they were.");
    });
    said.replaceChildren(words, ...(before === null ? [] : [" ", undo]));
    changed();
  }

  function rowTool(tool, row) {
    const before = text();
    const place = [...body.rows].indexOf(row);
    if (tool === "remove") {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      (next?.querySelector(FOCUSABLE) ?? holder.querySelector("[data-rows-tool=add]")).focus();
      return update(`Row ${place + 1} was removed.`, before);
    }
    if (tool === "copy") {
      const copy = fresh(cellsOf(row).map(textOf));
      row.after(copy);
      copy.querySelector(FOCUSABLE).focus();
      return update(`Row ${place + 1} was duplicated.`, before);
    }
    const other = tool === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (tool === "up") other.before(row);
    else other.after(row);
    row.querySelector(`[data-row-tool=${tool}]`).focus();
    update(`Row ${place + 1} is row ${place + (tool === "up" ? 0 : 2)} now.`);
  }

  function add() {
    const row = fresh();
    body.append(row);
    row.querySelector(FOCUSABLE).focus();
    update();
  }

  function paster() {
    const area = document.createElement("textarea");
    area.rows = 4;
    area.setAttribute("aria-label", "Rows from a spreadsheet");
    area.placeholder = "Paste rows here, with or without a first row that names the columns";
    const use = document.createElement("button");
    Object.assign(use, { type: "button", className: "example", textContent: "Use these rows" });
    use.addEventListener("click", () => take(new Blob([area.value]), 0, body.rows.length));
    said.replaceChildren(area, use);
    area.focus();
  }

  // Python reads what was pasted or opened, so that there is one reader of rows, and it says what it could not read.
  function take(contents, from, replaced) {
    const before = text();
    ask({ kind: "rows", field, files: { [field]: contents } }, (reply) => {
      if (reply.state === "refused") return refused(Object.values(reply.errors)[0]);
      const rows = readRows(before);
      const read = readRows(reply.text);
      rows.splice(fixed ? 0 : from, fixed ? rows.length : (replaced ?? reply.read), ...read);
      hidden.value = writeRows(rows);
      show();
      update(`Read ${reply.read} ${reply.read === 1 ? "row" : "rows"}.`, before);
    });
  }

  function refused(sentence) {
    const words = document.createElement("strong");
    words.textContent = `Not read: ${sentence}. Your rows are unchanged.`;
    said.replaceChildren(words);
  }

  holder.addEventListener(
    "click",
    ({ target }) => {
      const { rowTool: own, rowsTool: tool } = target.closest("button")?.dataset ?? {};
      if (own) rowTool(own, target.closest("tr"));
      else if (tool === "add") add();
      else if (tool === "paste") paster();
      else if (tool === "save") ask({ kind: "saved_rows", field }, (reply) => save(reply.name, reply.type, reply.text));
      else if (tool === "empty") {
        const before = text();
        if (fixed) {
          hidden.value = "";
          show();
        } else body.replaceChildren();
        update(fixed ? "All rows were emptied." : "All rows were removed.", before);
      }
    },
    { signal },
  );
  holder.addEventListener(
    "input",
    (event) => {
      // The calculator hears of the hidden entry, which holds all cells.
      event.stopPropagation();
      if (event.target.matches("[data-column]")) {
        hidden.value = text();
        changed();
      } else if (event.target.type === "file" && event.target.files[0]) {
        take(event.target.files[0], 0, body.rows.length);
        event.target.value = "";
      }
    },
    { signal },
  );
  holder.addEventListener(
    "paste",
    (event) => {
      const pasted = event.clipboardData?.getData("text/plain") ?? "";
      if (!event.target.matches("[data-column]") || !/[\t\n]/.test(pasted.trimEnd())) return;
      event.preventDefault();
      const untouched = fixed || hidden.value === hidden.dataset.default;
      const from = untouched ? 0 : [...body.rows].indexOf(event.target.closest("tr"));
      take(new Blob([pasted]), from, untouched ? body.rows.length : null);
    },
    { signal },
  );
  if (holder.dataset.grid) addGrid(holder, signal);
  hidden.addEventListener("filled", show, { signal });
  if (hidden.value !== hidden.dataset.default) show();
  else number();
}
