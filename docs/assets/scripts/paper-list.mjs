// The list of the calculators in a paper: each can be left out, moved, and given a note.
import { button, made } from "./elements.mjs";
/** @import { PaperEntry } from "./types.d.ts" */

/**
 * @typedef {object} Hands what the list asks of the paper
 * @property {(index: number, changes: Partial<PaperEntry>) => void} change
 * @property {(index: number, by: number) => void} move
 * @property {(index: number) => void} renew takes what this tab has typed since
 */

/**
 * Show the entries, with the focus where it was.
 * @param {HTMLElement} list
 * @param {PaperEntry[]} entries
 * @param {Record<string, { title: string, href: string }>} known
 * @param {(entry: PaperEntry) => boolean} renewable whether this tab has other values for it
 * @param {Hands} hands
 */
export function showEntries(list, entries, known, renewable, hands) {
  const focused = /** @type {HTMLElement} */ (document.activeElement)?.dataset.hand;
  list.replaceChildren(...entries.map((entry, index) => item(entry, index, entries.length, known, renewable(entry), hands)));
  if (!focused) return;
  /** @type {HTMLButtonElement | null} */
  const again = list.querySelector(`[data-hand="${CSS.escape(focused)}"]`);
  const other = focused.startsWith("up ") ? focused.replace("up", "down") : focused.replace("down", "up");
  // At the end of the list its button can do nothing more, so its neighbour takes the focus.
  const reachable = again?.disabled ? /** @type {HTMLElement | null} */ (list.querySelector(`[data-hand="${CSS.escape(other)}"]`)) : again;
  reachable?.focus();
}

/**
 * @param {PaperEntry} entry
 * @param {number} index
 * @param {number} many
 * @param {Record<string, { title: string, href: string }>} known
 * @param {boolean} renewable
 * @param {Hands} hands
 */
function item(entry, index, many, known, renewable, hands) {
  const { name, note, included, from } = entry;
  const title = known[name]?.title ?? name;
  const id = `paper-entry-${name}`;
  const box = hand(made("input", { type: "checkbox", id, checked: included }), `box ${name}`);
  box.addEventListener("change", () => hands.change(index, { included: box.checked }));
  const move = (/** @type {string} */ words, /** @type {number} */ by) => {
    const mover = hand(button(words, () => hands.move(index, by), "example"), `${words.toLowerCase()} ${name}`);
    mover.setAttribute("aria-label", `${words}: ${title}`);
    mover.disabled = index + by < 0 || index + by >= many;
    return mover;
  };
  const words = hand(made("textarea", { id: `${id}-note`, rows: 2, maxLength: 2000, value: note, className: "words" }), `note ${name}`);
  words.addEventListener("input", () => hands.change(index, { note: words.value }));
  const label = made("label", { htmlFor: words.id, textContent: "Your note on this answer" });
  const open = made("a", { href: known[name]?.href ?? "", textContent: "Open it" });
  const tools = made("p", { className: "paper-tools" }, move("Up", -1), " ", move("Down", 1), " ", open);
  if (renewable) tools.append(" ", hand(button("Use what this tab has", () => hands.renew(index), "example"), `renew ${name}`));
  const origin = from === "file" ? [made("p", { className: "field-help", textContent: "From the paper that you opened." })] : [];
  const why = made("p", { className: "field-error", hidden: true });
  return made("li", { className: "field" }, made("label", { htmlFor: id }, box, ` ${title}`), ...origin, why, tools, label, words);
}

/**
 * Name what the hand holds, so that it is found again in a new list.
 * @template {HTMLElement} Held
 * @param {Held} element
 * @param {string} name
 */
function hand(element, name) {
  element.dataset.hand = name;
  return element;
}
