// Offers a calculator what other pages of this tab know. It is never taken in silence.
import { button } from "./elements.mjs";
import { counts, fill, values } from "./fields.mjs";
import { named, offered } from "./scenario.mjs";
/** @import { Calculator } from "./calculator.mjs" */

/**
 * Offer the values that differ from what stands in the form, with a way back once they are used.
 * @param {Calculator} calculator
 */
export function offer(calculator) {
  const { form, path } = calculator;
  const place = /** @type {HTMLElement} */ (calculator.element.querySelector(".calculator-offer"));
  const could = offered(values(form), path);
  const then = { ...values(form), ...Object.fromEntries(could.map(([name, known]) => [name, known.text])) };
  // What would count for nothing under the choices of this form is no help.
  const found = could.filter(([name]) => counts(/** @type {HTMLElement} */ (form.querySelector(`[data-field=${name}]`)), then));
  place.hidden = !found.length;
  if (!found.length) return;
  const close = () => {
    place.hidden = true;
    /** @type {HTMLElement | null} */ (form.querySelector("input, select"))?.focus();
  };
  const titles = `“${[...new Set(found.map(([, known]) => known.title))].join("”, “")}”: ${named(found)}`;
  const many = found.length === 1 ? "1 value" : `${found.length} values`;
  const use = button("Use them", () => {
    const before = values(form);
    const { hash } = location;
    calculator.fillIn(Object.fromEntries(found.map(([name, known]) => [name, known.text])), before);
    const undo = button("Undo", () => {
      fill(form, before);
      if (!hash.includes("?")) history.replaceState(history.state, "", location.pathname + location.search + hash);
      calculator.answer();
      close();
    });
    place.replaceChildren(`Used ${many} from ${titles}. `, undo);
    undo.focus();
  });
  place.replaceChildren(`Use ${many} from ${titles}? `, use, " ", button("No", close));
}
