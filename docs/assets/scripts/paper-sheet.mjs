// Puts the parts of a paper on its sheet, in their order.
import { replace, settle } from "./parts.mjs";
/** @import { PaperReply } from "./types.d.ts" */

/**
 * Put a paper in place of the one before; a part that stood there already keeps its element.
 * @param {HTMLElement} sheet
 * @param {PaperReply} reply
 */
export function putPaper(sheet, { parts, order, sheets }) {
  const holders = order.map((id) => {
    const before = /** @type {HTMLElement | null} */ (sheet.querySelector(`[data-part="${CSS.escape(id)}"]`));
    const holder = before ?? document.createElement("section");
    holder.dataset.part = id;
    holder.className = sheets.includes(id) ? "new-sheet" : "";
    return holder;
  });
  const same = holders.length === sheet.children.length && holders.every((holder, index) => holder === sheet.children[index]);
  if (!same) sheet.replaceChildren(...holders);
  replace(sheet, Object.fromEntries(order.map((id) => [id, parts[id]])));
  settle(sheet);
  // What was held for a longer paper would end a sheet early.
  for (const holder of holders) holder.style.minHeight = "";
}
