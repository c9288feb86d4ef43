// Amounts in the reader's currency: units follow the choice, and a default in another currency says what it is worth.

import { button } from "./elements.mjs";
import { values } from "./fields.mjs";
import { unmistakable } from "./links.mjs";
/** @import { Calculator } from "./calculator.mjs" */
/** @import { Field, Texts } from "./types.d.ts" */

const HOME = "USD";

/** @type {(form: HTMLFormElement, name: string) => Field | null} */
const fieldOf = (form, name) => /** @type {any} */ (form.elements.namedItem(name));

/**
 * The mark of the chosen currency in place of each "¤".
 * @param {string} pattern
 * @param {string} mark
 */
function localized(pattern, mark) {
  return pattern.replaceAll("¤ ", `${mark.trim()} `).replaceAll("¤", mark);
}

/**
 * Name the chosen currency in the units, and say beside each default that it was given in another.
 * @param {HTMLFormElement} form
 * @param {Texts} given what each field says
 * @param {Texts} usual what each field says when nothing was changed
 */
export function amounts(form, given, usual) {
  const option = /** @type {HTMLSelectElement | null} */ (fieldOf(form, "currency"))?.selectedOptions?.[0];
  if (!option) return;
  for (const unit of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-unit]"))) {
    const words = localized(unit.dataset.unit ?? "", option.dataset.mark ?? "");
    if (unit.textContent !== words) unit.textContent = words;
  }
  const holders = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-field]:has(.unit[data-unit])"));
  for (const holder of holders) {
    const name = holder.dataset.field ?? "";
    const amount = Number(usual[name]);
    const foreign = option.value !== HOME && amount && given[name] === usual[name];
    const before = /** @type {HTMLElement | null} */ (holder.querySelector(":scope > .field-foreign"));
    if (!foreign) before?.remove();
    else if (before?.dataset.currency !== option.value) {
      before?.remove();
      holder.insertBefore(hint(form, name, amount, option), holder.querySelector(".field-error"));
    }
  }
}

/**
 * How many amounts that count are still defaults in dollars, and a button that converts them all; nothing where none can be.
 * @param {Calculator} calculator
 */
export function stillInDollars(calculator) {
  const { form } = calculator;
  /** @type {Texts} */
  const texts = {};
  for (const words of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-field]:not([hidden]) > .field-foreign[data-worth]")))
    texts[words.parentElement?.dataset.field ?? ""] = words.dataset.worth ?? "";
  const many = Object.keys(texts).length;
  if (!many) return [];
  const convert = button(`Use ${fieldOf(form, "currency")?.value} for ${many === 1 ? "it" : `all ${many}`}`, () => {
    calculator.fillIn(texts, values(form));
    convert.replaceWith("Converted.");
  });
  return [` ${many === 1 ? "1 amount is" : `${many} amounts are`} still in US dollars. `, convert];
}

/**
 * Nothing is converted unless the reader presses the button.
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {number} amount
 * @param {HTMLOptionElement} option
 */
function hint(form, name, amount, option) {
  const words = document.createElement("p");
  words.className = "field-foreign";
  words.dataset.currency = option.value;
  const { rate, source, mark } = option.dataset;
  if (!rate) {
    words.textContent = `This default is in US dollars. No dated rate to ${option.value} is held here.`;
    return words;
  }
  const worth = Number((amount * Number(rate)).toPrecision(3));
  const text = unmistakable(String(worth));
  words.dataset.worth = text;
  const use = () => {
    const field = /** @type {Field} */ (fieldOf(form, name));
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  };
  const written = (/** @type {number} */ number) => number.toLocaleString("en", { maximumFractionDigits: 6 });
  words.append(
    `This default is in US dollars: $${written(amount)}. One dollar was ${rate} ${option.value} (${source}). `,
    button(`Use ${mark}${written(worth)}`, use, "example"),
  );
  return words;
}
