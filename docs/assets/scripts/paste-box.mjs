// A box for rows of a spreadsheet. What cannot be read stays in it, to be corrected where it was pasted.
import { button, made } from "./elements.mjs";

/**
 * Open the box, or go to the one that is open.
 * @param {HTMLElement} report what stands in for whatever was said of the table before
 * @param {string} id what names the sentence on what could not be read
 * @param {(pasted: string, refused: (words: string) => void) => void} use
 */
export function openBox(report, id, use) {
  const open = report.querySelector("textarea");
  if (open) return open.focus();
  const placeholder = "Paste rows here, with or without a first row that names the columns";
  const area = made("textarea", { rows: 4, placeholder });
  const fault = made("strong", { id });
  area.setAttribute("aria-label", "Rows from a spreadsheet");
  area.setAttribute("aria-describedby", id);
  const refused = (/** @type {string} */ words) => {
    fault.textContent = words;
    area.setAttribute("aria-invalid", "true");
    area.focus();
  };
  report.replaceChildren(area, fault, button("Use these rows", () => use(area.value, refused), "example"));
  area.focus();
}
