// The one dialog of the page: it is made when it is first asked for, and holds what was asked for last.
import { copy } from "./copy-and-save.mjs";
import { made } from "./elements.mjs";

/** @type {HTMLDialogElement | undefined} */
let dialog;

export const closeDialog = () => dialog?.close();

/** What a button of the dialog did; it is read out. */
export const report = (/** @type {string | HTMLElement} */ words) =>
  dialog?.querySelector(".copy-links-report")?.replaceChildren(words);

/**
 * Open the dialog with a sentence on what it offers, and the entries of its list.
 * @param {string} what
 * @param {HTMLLIElement[]} entries
 */
export function openDialog(what, entries) {
  dialog ??= build();
  /** @type {(selector: string) => HTMLElement} */
  const part = (selector) => /** @type {HTMLElement} */ (dialog?.querySelector(selector));
  part(".copy-links-what").textContent = what;
  part(".copy-links-list").replaceChildren(...entries);
  part(".copy-links-report").replaceChildren();
  dialog.showModal();
}

/**
 * Open the dialog with a text to copy in several forms.
 * @param {string} what
 * @param {Record<string, string>} forms each text by what it is called
 */
export function offerToCopy(what, forms) {
  const entries = Object.entries(forms).map(([name, text]) => {
    const words = [made("strong", { textContent: name }), made("code", { textContent: text })];
    const button = made("button", { type: "button", name }, ...words);
    button.addEventListener("click", () => copy(text, `Copied as ${name}.`, report));
    return made("li", {}, button);
  });
  openDialog(what, entries);
}

function build() {
  const what = made("p", { className: "copy-links-what", id: "copy-links-what" });
  const said = made("div", { className: "copy-links-report" });
  said.setAttribute("role", "status");
  const close = made("button", { type: "button", textContent: "Close", className: "copy-links-close" });
  const list = made("ul", { className: "copy-links-list" });
  const fresh = made("dialog", { className: "copy-links" }, what, list, said, close);
  fresh.setAttribute("aria-labelledby", "copy-links-what");
  fresh.addEventListener("click", (event) => {
    // What is behind the dialog counts as the dialog itself.
    if (event.target === fresh || event.target === close) fresh.close();
  });
  document.body.append(fresh);
  return fresh;
}
