// Offers a calculator what other pages of this tab know, and what a link took the place of. It is never taken in silence.
import { button } from "./elements.mjs";
import { label } from "./field-errors.mjs";
import { counts, defaults, fill, values } from "./fields.mjs";
import { named, offered } from "./scenario.mjs";
/** @import { Calculator } from "./calculator.mjs" */
/** @import { Known, Texts } from "./types.d.ts" */

/**
 * Offer what the reader had typed here before a link was opened that says nothing of it.
 * @param {Calculator} calculator
 * @param {Texts} before
 * @param {Texts} opened what the link says
 */
export function offerBack(calculator, before, opened) {
  const { form } = calculator;
  const [usual, now] = [defaults(form), values(form)];
  const gone = (/** @type {[string, string]} */ [name, text]) => text !== usual[name] && text !== now[name] && !(name in opened);
  const typed = Object.entries(before).filter(gone);
  offer(calculator, typed.map(([name, text]) => [name, { text, label: label(form, name), path: "", title: "" }]));
}

/**
 * Offer the values that differ from what stands in the form, with a way back once they are used.
 * @param {Calculator} calculator
 * @param {[string, Known][]} could
 */
export function offer(calculator, could = offered(values(calculator.form), calculator.path)) {
  const { form } = calculator;
  const place = /** @type {HTMLElement} */ (calculator.element.querySelector(".calculator-offer"));
  const then = { ...values(form), ...Object.fromEntries(could.map(([name, known]) => [name, known.text])) };
  // What would count for nothing under the choices of this form is no help.
  const found = could.filter(([name]) => counts(/** @type {HTMLElement} */ (form.querySelector(`[data-field=${name}]`)), then));
  place.hidden = !found.length;
  if (!found.length) return;
  const close = () => {
    place.hidden = true;
    /** @type {HTMLElement | null} */ (form.querySelector("input, select"))?.focus();
  };
  const titles = [...new Set(found.map(([, known]) => known.title))].join("”, “");
  const [many, those] = found.length === 1 ? ["1 value", "it"] : [`${found.length} values`, "them"];
  const what = `${many} from ${titles ? `“${titles}”` : "what you had typed here before the link"}: ${named(found)}`;
  const use = button(`Use ${those}`, () => {
    const before = values(form);
    const { hash } = location;
    calculator.fillIn(Object.fromEntries(found.map(([name, known]) => [name, known.text])), before);
    const undo = button("Undo", () => {
      fill(form, before);
      if (!hash.includes("?")) history.replaceState(history.state, "", location.pathname + location.search + hash);
      calculator.answer();
      close();
    });
    place.replaceChildren(`Used ${what}. `, undo);
    undo.focus();
  });
  place.replaceChildren(`Use ${what}? `, use, " ", button("No", close));
}
