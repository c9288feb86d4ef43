// The reader's own rows in a table's field. What was corrected in how other rows were read is put back, with a way back.
import { button } from "./elements.mjs";
import { label } from "./field-errors.mjs";
import { defaults, fill, values } from "./fields.mjs";
import { later } from "./later.mjs";
/** @import { Calculator } from "./calculator.mjs" */
/** @import { Field, OpenedFile, Texts } from "./types.d.ts" */
/** @import { Tools } from "./opened-files.mjs" */

/**
 * Let files be opened. Their script is one of its own, which only pages with such a field load.
 * @param {Calculator} calculator
 */
export function enableFiles(calculator) {
  /** @type {NodeListOf<HTMLElement>} */
  const areas = calculator.form.querySelectorAll("textarea[data-limit]");
  const { signal } = calculator.leaving;
  if (!areas.length) return;
  /** @type {Tools} */
  const tools = {
    opened: (table, opened, text, note) => replaceRows(calculator, table, text, opened, note),
    tell: (words) => calculator.status.tell(words),
    signal,
  };
  later("opened-files.mjs").then(
    ({ enable }) => {
      if (!signal.aborted) for (const area of areas) enable(/** @type {HTMLElement} */ (area.closest(".field")), tools);
    },
    (error) => calculator.status.tell(`Files cannot be opened: ${error.message}. Load the page again.`),
  );
}

/**
 * The names of opened files, in one line.
 * @param {OpenedFile[] | undefined} opened
 */
export const named = (opened) => (opened ?? []).map(({ path }) => path).join(", ");

/**
 * Put other rows in a table's field. Corrections that were made by hand for the rows before go, with a way back; a
 * link's stay, since they are for the file that the reader is asked to open.
 * @param {Calculator} calculator
 * @param {HTMLTextAreaElement} table
 * @param {string} text
 * @param {OpenedFile[]} [opened]
 * @param {string} [note] what else to say
 */
export function replaceRows(calculator, table, text, opened, note = "") {
  const { files, form, byHand, status } = calculator;
  const before = files[table.name];
  const first = !before && table.value === table.defaultValue && !byHand.size;
  const again = before && named(before) === named(opened);
  if (opened) files[table.name] = opened;
  else delete files[table.name];
  table.value = text;
  // The name of a file is no data: it is emptied before anything is typed.
  table.readOnly = Boolean(opened);
  const back = first || again ? {} : corrections(form, table.name);
  fill(form, asDeclared(form, back));
  byHand.clear();
  calculator.typedBefore = values(form);
  calculator.changed();
  const names = Object.keys(back).map((name) => `“${label(form, name)}”`);
  if (note || names.length) status.tell(names.length ? `${note}Put back, since it was for other rows: ${names.join(", ")}. ` : note);
  if (names.length) status.notice.append(button("Use it again", () => use(calculator, back, table)));
}

/**
 * What the reader chose in place of what was read, by field.
 * @param {HTMLFormElement} form
 * @param {string} table
 * @returns {Texts}
 */
function corrections(form, table) {
  const given = values(form);
  const usual = defaults(form);
  /** @type {NodeListOf<HTMLElement>} */
  const holders = form.querySelectorAll(`[data-corrects="${CSS.escape(table)}"]`);
  const names = [...holders].map((holder) => holder.dataset.field ?? "");
  return Object.fromEntries(names.filter((name) => given[name] !== usual[name]).map((name) => [name, given[name]]));
}

/** @type {(form: HTMLFormElement, named: Texts) => Texts} */
function asDeclared(form, named) {
  const usual = defaults(form);
  return Object.fromEntries(Object.keys(named).map((name) => [name, usual[name]]));
}

/**
 * @param {Calculator} calculator
 * @param {Texts} texts
 * @param {HTMLElement} focused
 */
function use(calculator, texts, focused) {
  fill(calculator.form, texts);
  for (const name of Object.keys(texts)) calculator.byHand.add(name);
  calculator.typedBefore = values(calculator.form);
  calculator.changed();
  focused.focus();
}

/**
 * Remember that a field was corrected by hand, and offer the way back where it was chosen and not typed.
 * @param {Calculator} calculator
 * @param {Field} field what the reader used, perhaps beside the field that it fills
 * @param {string} name the corrected input
 * @param {string} before what it said
 */
export function corrected(calculator, field, name, before) {
  const holder = /** @type {HTMLElement | null} */ (field.closest("[data-corrects]"));
  if (!holder) return;
  const { form, status, byHand } = calculator;
  byHand.add(name);
  if (field.type === "text") return;
  const now = field.type === "radio" ? field.closest("label")?.textContent?.trim() : calculator.field(name).value;
  status.tell(`${label(form, name)}: ${now || "as it was read"}. `);
  status.notice.append(button("Undo", () => use(calculator, { [name]: before }, field)));
  const all = corrections(form, holder.dataset.corrects ?? "");
  if (Object.keys(all).length > 1)
    status.notice.append(" ", button("Undo all corrections", () => use(calculator, asDeclared(form, all), field)));
}
