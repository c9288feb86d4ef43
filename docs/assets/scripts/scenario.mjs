// What this tab knows of the reader's situation, by the name of an input: kept in this tab only, never sent.
import { button, made } from "./elements.mjs";
import { label } from "./field-errors.mjs";
import { answersOf } from "./fields.mjs";
/** @import { Calculator } from "./calculator.mjs" */
/** @import { Answer, Known, Texts } from "./types.d.ts" */

const KEY = "scenario";

/**
 * Every value that is known: its text, its label, and the page it was given on.
 * @returns {Record<string, Known>}
 */
export function known() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    return kept && typeof kept === "object" ? kept : {};
  } catch (error) {
    console.warn(`Your scenario could not be read: ${/** @type {Error} */ (error).message}`);
    return {};
  }
}

/** @param {Record<string, Known>} scenario */
function keep(scenario) {
  try {
    if (Object.keys(scenario).length) sessionStorage.setItem(KEY, JSON.stringify(scenario));
    else sessionStorage.removeItem(KEY);
  } catch (error) {
    console.warn(`Your scenario is not kept for other calculators: ${/** @type {Error} */ (error).message}`);
  }
  window.dispatchEvent(new Event("scenario"));
}

/**
 * Remember what was typed into a calculator, and what its answer means elsewhere, for every other calculator of this tab
 * to offer. What is no longer among them is forgotten where it was given here.
 * @param {Calculator} calculator
 * @param {Answer} answer
 */
export function remember({ form, path }, { scenario: inputs, known: meant }) {
  const texts = { ...inputs };
  for (const [name, { text }] of Object.entries(meant)) texts[name] = text;
  const scenario = known();
  let changed = false;
  for (const [name, one] of Object.entries(scenario)) {
    if (one.path !== path || Object.hasOwn(texts, name)) continue;
    delete scenario[name];
    changed = true;
  }
  const title = document.querySelector("h1")?.childNodes[0]?.textContent?.trim() ?? document.title;
  for (const [name, text] of Object.entries(texts)) {
    const same = Object.hasOwn(scenario, name) && scenario[name].text === text;
    // Rows in a field of text may be a file of the reader's, which stays on its page.
    if (same || form.elements.namedItem(name) instanceof HTMLTextAreaElement) continue;
    scenario[name] = { text, label: meant[name]?.label ?? label(form, name), words: answersOf(form, name)[text], path, title };
    changed = true;
  }
  if (changed) keep(scenario);
}

/** Forget everything. */
export const forget = () => keep({});

/**
 * What another page gave and this calculator could use: values of its fields that differ from what stands in them.
 * @param {Texts} now what the fields say
 * @param {string} path this page's
 */
export function offered(now, path) {
  return Object.entries(known()).filter(([name, one]) => Object.hasOwn(now, name) && one.path !== path && one.text !== now[name]);
}

/**
 * A few names in a row, and how many more there are.
 * @param {[string, Known][]} entries
 */
export function named(entries, most = 5) {
  const names = entries.map(([, one]) => one.label.toLowerCase().replace(/\?$/, ""));
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(", ")} and ${more} more` : names.join(", ");
}

/**
 * Show what is known, where each value was given, and a way to empty it, inside a fold.
 * @param {HTMLDetailsElement} panel
 * @param {(name: string, type: string, text: string) => void} save saves a file
 */
export function showPanel(panel, save) {
  const entries = Object.entries(known());
  panel.hidden = !entries.length;
  if (!entries.length) return panel.replaceChildren();
  const body = entries.map(([, one]) => {
    const from = made("a", { href: one.path, textContent: one.title });
    return made("tr", {}, made("th", { scope: "row", textContent: one.label }), made("td", { textContent: one.words ?? one.text }), made("td", {}, from));
  });
  const head = made("tr", {}, ...["Input", "Value", "Given on"].map((words) => made("th", { scope: "col", textContent: words })));
  const table = made("table", { className: "rows" }, made("thead", {}, head), made("tbody", {}, ...body));
  const file = button("Save as a file", () => {
    const texts = Object.fromEntries(entries.map(([name, one]) => [name, one.text]));
    save("scenario.json", "application/json", `${JSON.stringify({ scenario: texts }, null, 2)}\n`);
  });
  const open = panel.open;
  panel.replaceChildren(
    made("summary", { textContent: `Your scenario: ${entries.length} ${entries.length === 1 ? "value" : "values"}` }),
    made("p", { textContent: "Kept in this tab only and never sent. Every calculator that asks for one of these offers it." }),
    made("div", { className: "table-holder", tabIndex: 0 }, table),
    made("p", {}, button("Empty", forget), " ", file),
  );
  panel.open = open;
}
