// Lets readers sort a table inside <div class="sortable"> by any column. The page is complete without it.
import { eachPage } from "./each-page.mjs";
import { made } from "./elements.mjs";
/** @typedef {"none" | "ascending" | "descending"} Order */

/** @type {Record<Order, Order>} */
const NEXT = { none: "ascending", ascending: "descending", descending: "none" };
const SIGN = { none: "▴▾", ascending: "▴", descending: "▾" };

/** @param {Element} holder */
function enable(holder) {
  const table = holder.querySelector("table");
  const body = table?.tBodies[0];
  const headers = [...(table?.tHead?.rows[0]?.cells ?? [])].filter((header) => header.textContent.trim());
  if (!body || body.rows.length < 2 || table?.tHead?.querySelector("button")) return;
  const rows = [...body.rows];
  const hint = made("p", { textContent: "Press a column's heading to sort by it; a third press restores the order." });
  const said = made("p", { className: "unseen" });
  said.setAttribute("role", "status");
  const columns = headers.map((header) => column(header));
  holder.prepend(hint);
  holder.append(said);

  /** @param {HTMLTableCellElement} header */
  function column(header) {
    const name = header.textContent.trim();
    const sign = made("span", { textContent: ` ${SIGN.none}`, ariaHidden: "true" });
    const state = { header, sign, order: /** @type {Order} */ ("none") };
    const sorter = made("button", { type: "button", onclick: () => sort(state, name) });
    sorter.append(made("strong", {}, ...header.childNodes), sign);
    header.append(sorter);
    return state;
  }

  /**
   * The sign and aria-sort say the order to eyes and ears; the links to rows stay, as rows move with their ids.
   * @param {ReturnType<typeof column>} chosen
   * @param {string} name
   */
  function sort(chosen, name) {
    for (const state of columns) {
      state.order = state === chosen ? NEXT[state.order] : "none";
      state.sign.textContent = ` ${SIGN[state.order]}`;
      if (state.order === "none") state.header.removeAttribute("aria-sort");
      else state.header.setAttribute("aria-sort", state.order);
    }
    body?.append(...ordered(rows, chosen.header.cellIndex, chosen.order));
    said.textContent = chosen.order === "none" ? "The table is in its own order again." : `Sorted by ${name}, ${chosen.order}.`;
  }
}

/**
 * Equal cells keep the page's order in both directions; empty ones come last.
 * @param {HTMLTableRowElement[]} rows
 * @param {number} index
 * @param {Order} order
 */
function ordered(rows, index, order) {
  if (order === "none") return rows;
  // Made no sooner, since the browser takes milliseconds for the first.
  const { compare } = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const direction = order === "ascending" ? 1 : -1;
  const text = (/** @type {HTMLTableRowElement} */ row) => row.cells[index]?.textContent.trim() ?? "";
  return rows.toSorted((one, other) => {
    const [a, b] = [text(one), text(other)];
    return a && b ? direction * compare(a, b) : Number(!a) - Number(!b);
  });
}

function enableAll() {
  for (const holder of document.querySelectorAll(".sortable")) enable(holder);
}

eachPage(enableAll);
