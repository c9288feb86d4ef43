// Words to choose from beside a field, such as the columns of the file that is open: a list, or boxes to tick.
import { entries } from "./fields.mjs";
/** @import { Field } from "./types.d.ts" */

/**
 * Offer words beside their fields; where none are offered any more, the room for them is hidden.
 * @param {HTMLFormElement} form
 * @param {Record<string, string[]>} offers words by the name of a field
 */
export function showChoices(form, offers) {
  for (const room of rooms(form)) {
    const field = entries(form).find((one) => one.id === room.dataset.offers);
    if (!field) continue;
    const words = offers[field.name] ?? [];
    if (room.dataset.offered !== words.join("\n")) {
      fillRoom(room, field, words);
      unfold(room);
    }
    if (room instanceof HTMLSelectElement) room.value = words.includes(field.value) ? field.value : "";
    else for (const box of boxes(room)) box.checked = listed(field.value).includes(box.value);
  }
}

/**
 * What is ticked in the room that a box belongs to, with commas between.
 * @param {HTMLInputElement} box
 */
export const ticked = (box) =>
  boxes(/** @type {HTMLElement} */ (box.closest("[data-offers]")))
    .filter(({ checked }) => checked)
    .map(({ value }) => value)
    .join(", ");

/** @param {HTMLFormElement} form */
const rooms = (form) => /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-offers]"));

/**
 * The example's rows are read rightly; how the reader's own were read is to be seen, and corrected, at once.
 * @param {HTMLElement} room
 */
function unfold(room) {
  const areas = [...(room.closest("form")?.querySelectorAll("textarea") ?? [])];
  const group = room.closest("details");
  if (group && !room.hidden && areas.some(({ defaultValue, value }) => value !== defaultValue)) group.open = true;
}

/** @param {string} text */
const listed = (text) => text.split(",").map((word) => word.trim());

/** @param {HTMLElement} room */
const boxes = (room) => [...room.querySelectorAll("input")];

/**
 * Put the words in a room, behind what always stands first in it.
 * @param {HTMLElement} room
 * @param {Field} field
 * @param {string[]} words
 */
function fillRoom(room, field, words) {
  room.dataset.offered = words.join("\n");
  room.hidden = !words.length;
  const first = /** @type {Element} */ (room.firstElementChild);
  const list = room instanceof HTMLSelectElement;
  room.replaceChildren(first, ...words.map((word) => (list ? new Option(word, word) : boxed(field, word))));
}

/**
 * @param {Field} field
 * @param {string} word
 */
function boxed(field, word) {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.value = word;
  box.dataset.for = field.id;
  const label = document.createElement("label");
  label.append(box, ` ${word} `);
  return label;
}
