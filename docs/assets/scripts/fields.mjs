// Reads and fills the fields of a calculator's form.
import { read } from "./links.mjs";
import { amounts } from "./currency.mjs";

/** The form's entries, without sliders, file pickers and the cells of tables. */
const entries = (form) => [...form.elements].filter((field) => field.name);
const many = (field) => field.type === "radio" || field.type === "checkbox";

/** What every field says, by name; answers of which several are chosen stand with commas between them. */
export function values(form) {
  const found = {};
  for (const field of entries(form)) {
    if (!many(field)) found[field.name] = field.value;
    else if (field.type === "checkbox") found[field.name] = join(found[field.name], field.checked && field.value);
    else if (field.checked) found[field.name] = field.value;
  }
  return found;
}

/** What every field says when nothing was changed; for a link, only what a link can hold: never the reader's files. */
export function defaults(form, use = "all") {
  const found = {};
  for (const field of entries(form)) {
    if (use === "link" && field.tagName === "TEXTAREA") continue;
    if (!many(field)) found[field.name] = field.dataset.default ?? field.defaultValue;
    else if (field.type === "checkbox")
      found[field.name] = join(found[field.name], field.hasAttribute("data-default") && field.value);
    else if (field.hasAttribute("data-default")) found[field.name] = field.value;
  }
  return found;
}

const join = (before, more) => [before, more].filter(Boolean).join(",");

/** Put the given texts into the fields of those names. */
export function fill(form, inputs) {
  for (const field of entries(form)) {
    if (!(field.name in inputs)) continue;
    const text = inputs[field.name];
    if (field.type === "radio") field.checked = field.value === text;
    else if (field.type === "checkbox") field.checked = text.split(",").includes(field.value);
    else field.value = text;
    companions(form, field);
    if (field.type === "hidden") field.dispatchEvent(new Event("filled"));
  }
}

/** Let the slider or the calendar beside a field show what the field says. */
export function companions(form, field) {
  const beside = field.id && form.querySelector(`[data-for="${field.id}"]:is([type=range], [type=date])`);
  if (beside) beside.value = field.value;
}

/** Offer words to choose from beside their fields, such as the columns of the file that is open; others go. */
export function offer(form, offers) {
  for (const room of form.querySelectorAll("[data-offers]")) {
    const field = document.getElementById(room.dataset.offers);
    const words = offers[field.name] ?? [];
    const offered = words.join("\n");
    if (room.dataset.offered !== offered) {
      room.dataset.offered = offered;
      room.hidden = !words.length;
      const kept = room.firstElementChild;
      const one = room.tagName === "SELECT" ? (word) => new Option(word, word) : (word) => box(field, word);
      room.replaceChildren(kept, ...words.map(one));
    }
    if (room.tagName === "SELECT") room.value = words.includes(field.value) ? field.value : "";
    else for (const [chosen, ticked] of boxes(room)) ticked.checked = list(field.value).includes(chosen);
  }
}

const list = (text) => text.split(",").map((word) => word.trim());
const boxes = (room) => [...room.querySelectorAll("input")].map((ticked) => [ticked.value, ticked]);

function box(field, word) {
  const ticked = document.createElement("input");
  ticked.type = "checkbox";
  ticked.value = word;
  ticked.dataset.for = field.id;
  const label = document.createElement("label");
  label.append(ticked, ` ${word} `);
  return label;
}

/** What is ticked in the room that a box belongs to, with commas between. */
export const ticked = (one) =>
  boxes(one.closest("[data-offers]"))
    .filter(([, { checked }]) => checked)
    .map(([word]) => word)
    .join(", ");

/** Put every field back to its default. */
export function clear(form) {
  for (const area of form.querySelectorAll("textarea")) area.readOnly = false;
  for (const picker of form.querySelectorAll("input[type=file]")) picker.value = "";
  fill(form, defaults(form));
}

/** Show only the fields that count under the choices made, mark those that differ from their default, name the currency. */
export function mark(form) {
  const given = values(form);
  const usual = defaults(form);
  for (const holder of form.querySelectorAll("[data-field]"))
    holder.classList.toggle("differs", given[holder.dataset.field] !== usual[holder.dataset.field]);
  for (const holder of form.querySelectorAll("[data-when]")) {
    const [name, value] = holder.dataset.when.split("=");
    holder.hidden = given[name] !== value;
  }
  amounts(form, given, usual);
}

// "quotes[3].price" is the cell of a row, counted from 1.
const CELL = /^(?<field>\w+)(?:\[(?<row>\d+)\](?:\.(?<column>\w+))?)?$/;

/** The error of each field in words; the cells of a table are named by row and column. */
function sentences(form, errors) {
  const found = {};
  for (const [place, sentence] of Object.entries(errors)) {
    const { field, row, column } = CELL.exec(place)?.groups ?? { field: place };
    const name = column && form.querySelector(`[data-records="${field}"] [data-column="${CSS.escape(column)}"]`)?.getAttribute("aria-label");
    const where = row ? `Row ${row}${name || column ? `, ${name || column}` : ""}: ` : "";
    (found[field] ??= []).push(where + sentence);
  }
  return found;
}

/** Show each field's error beside it and unfold what hides it; clear all others. */
export function showErrors(form, errors) {
  const words = sentences(form, errors);
  for (const holder of form.querySelectorAll("[data-field]")) {
    const sentence = (words[holder.dataset.field] ?? []).join("\n");
    const place = holder.querySelector(".field-error");
    if (place.textContent !== sentence) place.textContent = sentence;
    place.hidden = !sentence;
    if (sentence) holder.hidden = false;
    for (const field of holder.querySelectorAll("[name]")) invalid(field, Boolean(sentence));
    const group = sentence && holder.closest("details.calculator-group");
    if (group) group.open = true;
  }
  for (const cell of form.querySelectorAll("[data-column][aria-invalid]")) invalid(cell, false);
  for (const place of Object.keys(errors)) {
    const { field, row, column } = CELL.exec(place)?.groups ?? {};
    if (!row || !column) continue;
    const line = form.querySelectorAll(`[data-records="${field}"] tbody tr`)[Number(row) - 1];
    const cell = line?.querySelector(`[data-column="${CSS.escape(column)}"]`);
    if (cell) invalid(cell, true);
  }
}

function invalid(field, is) {
  if (is) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

/**
 * Read a scenario from an address: its inputs and a notice, or why it is refused.
 * `renamed` says what became of inputs that older versions had.
 */
export function opened(fragment, form, version, changes, renamed) {
  const link = read(fragment, version);
  if ("refused" in link) return link;
  const known = defaults(form, "link");
  const since = changes.split("\n").filter((line) => Number.parseInt(line, 10) > link.version);
  const notices = since.length ? [`This link was made with an older model. Since then: ${since.join("; ")}`] : [];
  const inputs = {};
  for (const [name, value] of Object.entries(link.inputs)) {
    const old = Object.hasOwn(renamed, name) ? renamed[name] : null;
    if (old) {
      if (Object.keys(old.values).length && !Object.hasOwn(old.values, value))
        return { refused: `${name} must be one of ${Object.keys(old.values).join(", ")}` };
      notices.push(old.words);
      if (old.to) inputs[old.to] = old.values[value] ?? value;
    } else if (!Object.hasOwn(known, name)) return { refused: `it names an input that does not exist (${name.slice(0, 40)})` };
    else inputs[name] = value;
  }
  for (const [name, value] of Object.entries(inputs)) {
    const options = entries(form).filter((field) => field.name === name && field.type === "radio");
    if (options.length && !options.some((field) => field.value === value))
      return { refused: `${name} must be one of ${options.map((field) => field.value).join(", ")}` };
  }
  return { inputs, notice: notices.join(" ") };
}
