// A text whose signs each stand for a row of another table, such as one mark a criterion, typed in a grid.
// The text in its cell stays what counts: the grid only writes it.

/**
 * Put a grid below a table of rows. Each row of `holder`'s table is a pair of columns here, or as many as it has texts
 * of signs; each row of the table named by `data-grid` is a row.
 * @param {HTMLElement} holder
 * @param {AbortSignal} signal
 */
export function addGrid(holder, signal) {
  const form = /** @type {HTMLFormElement} */ (holder.closest("form"));
  const other = /** @type {HTMLElement} */ (form.querySelector(`[data-records="${holder.dataset.grid}"]`));
  const details = document.createElement("details");
  details.className = "signs-grid";
  const summary = document.createElement("summary");
  summary.textContent = "Type or paste the marks in a grid";
  const help = document.createElement("p");
  help.textContent =
    "What you type moves on to the next row, and the arrow keys move anywhere. A block from a spreadsheet can be pasted at any cell.";
  const table = document.createElement("table");
  table.className = "records-table";
  const scroller = document.createElement("div");
  scroller.className = "table-holder";
  scroller.append(table);
  details.append(summary, help, scroller);
  holder.querySelector(".table-tools")?.before(details);

  const bodyOf = (/** @type {HTMLElement} */ records) => /** @type {HTMLTableSectionElement} */ (records.querySelector("tbody"));
  const names = () =>
    [...bodyOf(other).rows].map((row) => /** @type {HTMLInputElement} */ (row.querySelector("[data-column]")).value || "?");
  /** The texts of signs, row after row. */
  const texts = () => /** @type {HTMLInputElement[]} */ ([...bodyOf(holder).querySelectorAll("[data-signs]")]);
  const bare = (/** @type {HTMLInputElement} */ text) => text.value.replace(/\s/g, "");
  // The last of the signs stands for none.
  const none = (/** @type {HTMLInputElement} */ text) => String(text.dataset.signs).at(-1) ?? "";

  function draw() {
    if (!details.open) return;
    const focused = document.activeElement instanceof HTMLInputElement ? document.activeElement.dataset.at : undefined;
    const rows = names();
    const columns = texts();
    const head = document.createElement("tr");
    head.append(cell("td", ""), ...columns.map((text) => cell("th", label(text), "col")));
    const body = rows.map((name, place) => {
      const row = document.createElement("tr");
      row.append(cell("th", name, "row"), ...columns.map((text, column) => entry(text, name, place, column)));
      return row;
    });
    const top = document.createElement("thead");
    top.append(head);
    const bottom = document.createElement("tbody");
    bottom.append(...body);
    table.replaceChildren(top, bottom);
    if (focused) at(focused)?.focus();
  }

  const at = (/** @type {string} */ place) => /** @type {HTMLInputElement | null} */ (table.querySelector(`[data-at="${place}"]`));

  function label(/** @type {HTMLInputElement} */ text) {
    const row = /** @type {HTMLTableRowElement} */ (text.closest("tr"));
    const own = [...row.querySelectorAll("[data-column]:not([data-signs])")].map((one) => /** @type {HTMLInputElement} */ (one).value);
    return [...own, text.getAttribute("aria-label")].filter(Boolean).join(", ");
  }

  function entry(/** @type {HTMLInputElement} */ text, /** @type {string} */ name, /** @type {number} */ row, /** @type {number} */ column) {
    const input = document.createElement("input");
    Object.assign(input, { type: "text", maxLength: 2, size: 1, autocomplete: "off", spellcheck: false });
    const sign = bare(text)[row] ?? "";
    input.value = sign === none(text) ? "" : sign;
    input.placeholder = none(text);
    input.dataset.at = `${row}-${column}`;
    input.setAttribute("aria-label", `${name}: ${label(text)}`);
    const holding = document.createElement("td");
    holding.append(input);
    return holding;
  }

  /** Put signs into texts, from a row on; `given` has one list of signs a column. */
  function write(/** @type {number} */ row, /** @type {Map<number, string[]>} */ given) {
    for (const [column, signs] of given) {
      const text = texts()[column];
      if (!text) continue;
      const all = names().map((_, place) => bare(text)[place] ?? none(text));
      signs.forEach((sign, place) => {
        if (row + place < all.length) all[row + place] = sign || none(text);
      });
      text.value = all.join("");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  const takes = (/** @type {number} */ column, /** @type {string} */ sign) => !sign || String(texts()[column]?.dataset.signs).includes(sign);

  /** The columns that a pasted block goes into: those next to each other, or those that take its signs. */
  function columnsFor(/** @type {string[][]} */ block, /** @type {number} */ from) {
    const wide = Math.max(...block.map((cells) => cells.length));
    const found = [];
    for (let column = from; column < texts().length && found.length < wide; column += 1)
      if (block.every((cells) => takes(column, cells[found.length] ?? ""))) found.push(column);
    return found.length === wide ? found : null;
  }

  function paste(/** @type {ClipboardEvent} */ event) {
    const { target, clipboardData } = event;
    const pasted = clipboardData?.getData("text/plain") ?? "";
    if (!(target instanceof HTMLInputElement) || !pasted.trim()) return;
    event.preventDefault();
    const block = pasted.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t").map((sign) => sign.trim().toUpperCase()));
    const [row, column] = String(target.dataset.at).split("-").map(Number);
    const columns = columnsFor(block, column);
    if (!columns) {
      help.textContent = `Not pasted: each cell must hold one of ${spoken(texts()[column])}, and the block must fit to the right of where it is pasted.`;
      help.setAttribute("role", "alert");
      return;
    }
    write(row, new Map(columns.map((each, place) => [each, block.map((cells) => cells[place] ?? "")])));
    draw();
  }

  const spoken = (/** @type {HTMLInputElement} */ text) => [...String(text.dataset.signs)].join(" ");

  function typed(/** @type {Event} */ event) {
    const { target } = event;
    event.stopPropagation();
    if (!(target instanceof HTMLInputElement)) return;
    const [row, column] = String(target.dataset.at).split("-").map(Number);
    const sign = target.value.trim().toUpperCase().at(-1) ?? "";
    if (!takes(column, sign)) {
      target.value = target.value.slice(0, -1);
      target.setAttribute("aria-invalid", "true");
      help.textContent = `“${sign}” was not taken: write one of ${spoken(texts()[column])}.`;
      help.setAttribute("role", "alert");
      return;
    }
    target.removeAttribute("aria-invalid");
    target.value = sign;
    write(row, new Map([[column, [sign]]]));
    if (sign) at(`${row + 1}-${column}`)?.focus();
  }

  const MOVES = { ArrowDown: [1, 0], Enter: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
  function moved(/** @type {KeyboardEvent} */ event) {
    const move = Object.hasOwn(MOVES, event.key) ? MOVES[/** @type {keyof typeof MOVES} */ (event.key)] : null;
    if (!move || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const [row, column] = String(event.target.dataset.at).split("-").map(Number);
    at(`${row + move[0]}-${column + move[1]}`)?.focus();
  }

  table.addEventListener("input", typed, { signal });
  table.addEventListener("paste", (event) => {
    event.stopPropagation();
    paste(event);
  }, { signal });
  table.addEventListener("keydown", moved, { signal });
  table.addEventListener("focusin", ({ target }) => target instanceof HTMLInputElement && target.select(), { signal });
  details.addEventListener("toggle", draw, { signal });
  // The tables themselves may change meanwhile: rows come and go, and names are typed.
  const watcher = new MutationObserver(draw);
  for (const records of [holder, other]) {
    watcher.observe(bodyOf(records), { childList: true });
    bodyOf(records).addEventListener("input", draw, { signal });
  }
  signal.addEventListener("abort", () => watcher.disconnect());
}

function cell(/** @type {string} */ kind, /** @type {string} */ words, scope = "") {
  const made = document.createElement(kind);
  made.textContent = words;
  if (scope) made.setAttribute("scope", scope);
  return made;
}
