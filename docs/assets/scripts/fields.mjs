// Reads and fills the fields of a calculator's form.
import { amounts } from "./currency.mjs";
import { made } from "./elements.mjs";
/** @import { Field, Texts } from "./types.d.ts" */

/**
 * The form's entries, without sliders, file pickers and the cells of tables.
 * @param {HTMLFormElement} form
 */
export const entries = (form) => /** @type {Field[]} */ ([...form.elements]).filter((field) => field.name);

/**
 * @param {Field} field
 * @returns {field is HTMLInputElement}
 */
const many = (field) => field.type === "radio" || field.type === "checkbox";

/**
 * What every field says, by name; answers of which several are chosen stand with commas between them, and a question
 * that is not answered says nothing.
 * @param {HTMLFormElement} form
 */
export const values = (form) => texts(form, (field) => (many(field) ? field.checked : true) && field.value);

/**
 * What every field says when nothing was changed; for a link, only what a link can hold: never the reader's files.
 * @param {HTMLFormElement} form
 * @param {"all" | "link"} [use]
 */
export const defaults = (form, use) =>
  texts(form, (field) => {
    if (use === "link" && field.tagName === "TEXTAREA") return null;
    if (many(field)) return field.hasAttribute("data-default") && field.value;
    return field.dataset.default ?? /** @type {HTMLTextAreaElement} */ (field).defaultValue;
  });

/**
 * Texts by name from what each entry adds: false for nothing, null where its name is to be left out.
 * @param {HTMLFormElement} form
 * @param {(field: Field) => string | false | null} added
 */
function texts(form, added) {
  /** @type {Texts} */
  const found = {};
  for (const field of entries(form)) {
    const text = added(field);
    if (text !== null) found[field.name] = [found[field.name], text].filter(Boolean).join(",");
  }
  return found;
}

/**
 * What a field can be answered with, in words by value; nothing for one that takes what is typed.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function answersOf(form, name) {
  /** @type {Texts} */
  const found = Object.create(null);
  for (const field of entries(form)) {
    if (field.name !== name) continue;
    if (field.type === "radio") found[field.value] = field.parentElement?.textContent?.trim() ?? "";
    for (const option of field instanceof HTMLSelectElement ? field.options : []) found[option.value] = option.text;
  }
  return found;
}

/**
 * For each question that is not answered yet, the answer that is assumed until then.
 * @param {HTMLFormElement} form
 */
export function unanswered(form) {
  /** @type {Texts} */
  const found = {};
  for (const option of assumed(form)) {
    const question = /** @type {RadioNodeList} */ (form.elements.namedItem(option.name));
    if (!question.value) found[option.name] = option.dataset.assumed || option.value;
  }
  return found;
}

/** @param {HTMLFormElement} form */
const assumed = (form) => /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[data-assumed]"));

/**
 * Put the given texts into the fields of those names.
 * @param {HTMLFormElement} form
 * @param {Texts} inputs
 */
export function fill(form, inputs) {
  for (const field of entries(form)) {
    if (!(field.name in inputs)) continue;
    const text = inputs[field.name];
    if (!many(field)) field.value = text;
    else field.checked = field.type === "radio" ? field.value === text : text.split(",").includes(field.value);
    companions(form, field);
    if (field.type === "hidden") field.dispatchEvent(new Event("filled"));
  }
}

/**
 * Let the slider or the calendar beside a field show what the field says.
 * @param {HTMLFormElement} form
 * @param {Field} field
 */
export function companions(form, field) {
  const beside = field.id && form.querySelector(`[data-for="${field.id}"]:is([type=range], [type=date])`);
  if (beside) /** @type {HTMLInputElement} */ (beside).value = field.value || (field.dataset.assumed ?? "");
}

/**
 * Put every field back to its default.
 * @param {HTMLFormElement} form
 */
export function clear(form) {
  for (const area of form.querySelectorAll("textarea")) area.readOnly = false;
  for (const picker of form.querySelectorAll("input[type=file]")) /** @type {HTMLInputElement} */ (picker).value = "";
  fill(form, defaults(form));
}

/**
 * Whether a field counts under some values; most always do.
 * @param {HTMLElement} holder what holds the field
 * @param {Texts} given
 */
export function counts({ dataset: { when } }, given) {
  const [name, value] = when?.split("=") ?? [];
  return !when || given[name] === value;
}

/**
 * Show only the fields that count under the choices made, mark those that differ from their default, name the currency.
 * @param {HTMLFormElement} form
 */
export function mark(form) {
  const given = values(form);
  const usual = defaults(form);
  for (const holder of holders(form, "[data-field]"))
    holder.classList.toggle("differs", given[fieldOf(holder)] !== usual[fieldOf(holder)]);
  const counting = { ...given, ...unanswered(form) };
  for (const holder of holders(form, "[data-when]")) holder.hidden = !counts(holder, counting);
  amounts(form, given, usual);
}

/**
 * Say beside a field what the last change of it did; beside one at a time, where there is room that nothing else takes.
 * Under a choice that is the room of its help. Where one group is asked at a time, a line of its own says it.
 * @param {HTMLFormElement} form
 * @param {[string, string]} did
 */
export function tellField(form, [name, words]) {
  form.querySelector(".field-did")?.remove();
  const holder = name && form.querySelector(`[data-field="${CSS.escape(name)}"]`);
  const room = holder && (holder.querySelector(".entry") ?? ("oneByOne" in form.dataset ? null : holder.querySelector(".field-help")));
  if (room) room.append(made("span", { className: "field-did", textContent: words }));
}

/** @type {(form: HTMLFormElement, selector: string) => NodeListOf<HTMLElement>} */
const holders = (form, selector) => form.querySelectorAll(selector);
const fieldOf = (/** @type {HTMLElement} */ holder) => /** @type {string} */ (holder.dataset.field);
