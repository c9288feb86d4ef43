// What the buttons around a calculator do: typical cases, figures of a place, example rows, links, files and memos.
import { copy, saveReply } from "./copy-and-save.mjs";
import { stillInDollars } from "./currency.mjs";
import { offerToCopy, openDialog, report } from "./dialogs.mjs";
import { button } from "./elements.mjs";
import { listed } from "./field-errors.mjs";
import { clear, defaults, values } from "./fields.mjs";
import { land } from "./landing.mjs";
import { later } from "./later.mjs";
import { replaceRows } from "./own-rows.mjs";
import { linkWithPins, pinsOf } from "./pinning.mjs";
import { ask } from "./worker-client.mjs";
/** @import { Calculator } from "./calculator.mjs" */
/** @import { Elsewhere, InputsOpened, Refused, SavedFile } from "./types.d.ts" */

/**
 * Do what the pressed button of a calculator is for, if it has a purpose of its own.
 * @param {Calculator} calculator
 * @param {MouseEvent} event
 */
export function pressed(calculator, event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const found = target.closest("[data-tool], [data-preset], [data-rows], [data-download], [data-copy]");
  if (!found) return;
  const source = /** @type {HTMLAnchorElement} */ (found);
  const { tool, preset, rows, download, fills } = source.dataset;
  // The link is followed; the paper asks what it is to hold.
  if (tool === "paper") calculator.put = true;
  if (tool === "open" || tool === "paper") return;
  if ("copy" in source.dataset) return copySection(source);
  if (preset) {
    event.preventDefault();
    // The theme would follow the link too, and open it a second time as if it had come from outside.
    event.stopPropagation();
    if (fills) usePlace(calculator, source, JSON.parse(fills));
    else calculator.open(source.hash);
  } else if (rows !== undefined) {
    const table = /** @type {HTMLTextAreaElement} */ (document.getElementById(source.dataset.for ?? ""));
    replaceRows(calculator, table, rows);
    if (!rows) table.focus();
  } else use(calculator, tool ?? download ?? "");
}

/**
 * Copy the text of the section that a button stands in, as it reads, without its buttons.
 * @param {HTMLElement} button
 */
function copySection(button) {
  const section = /** @type {HTMLElement} */ (button.closest(".calculator-section"));
  const words = /** @type {HTMLElement} */ (section.querySelector("[data-part]"));
  const hidden = /** @type {HTMLElement[]} */ ([...words.querySelectorAll("[data-download]")]);
  for (const one of hidden) one.hidden = true;
  // biome-ignore lint/performance/useDomNodeTextContent: lines and numbers are wanted as they are laid out.
  const text = words.innerText.trim();
  for (const one of hidden) one.hidden = false;
  const report = /** @type {HTMLElement} */ (button.nextElementSibling);
  copy(text, " Copied.", (said) => report.replaceChildren(said));
}

/**
 * The figures of a place fill the fields of that place and leave all others as they are.
 * @param {Calculator} calculator
 * @param {HTMLElement} link
 * @param {Record<string, string>} figures
 */
function usePlace(calculator, link, figures) {
  const { form, status } = calculator;
  const before = values(form);
  const list = link.closest("details");
  calculator.fillIn(figures, before);
  const undo = button("Undo", () => {
    status.tell("");
    calculator.fillIn(before, before);
    land(link);
  });
  status.tell(`Filled in ${Object.keys(figures).length} fields for ${link.textContent}. `);
  status.notice.append(undo, ...stillInDollars(calculator));
  // So long a list would part the form from its answer.
  if (list) list.open = false;
  undo.focus({ preventScroll: true });
  calculator.element.scrollIntoView();
}

/**
 * Fill the form with inputs that were saved as a file.
 * @param {Calculator} calculator
 * @param {HTMLInputElement} picker
 */
export function openSaved(calculator, picker) {
  const file = picker.files?.[0];
  if (!file) return;
  picker.value = "";
  const { form, name } = calculator;
  ask({ name, kind: "opened", files: { saved: file } }, (/** @type {InputsOpened | Refused} */ reply) => {
    if (reply.state === "refused")
      return calculator.status.tell(`${file.name} cannot be used. ${listed(form, reply.errors)}. What you see is unchanged.`);
    const { pins } = reply;
    if (pins) return void pinsOf(calculator).then((own) => own?.take(pins, file.name));
    const left = reply.left_out.length ? ` Not asked for here, so left out: ${reply.left_out.join(", ")}.` : "";
    calculator.fillIn({ ...defaults(form, "link"), ...reply.inputs }, values(form));
    calculator.status.tell(`Opened ${file.name}.${left}`);
  });
}

/**
 * @param {Calculator} calculator
 * @param {string} tool
 */
function use(calculator, tool) {
  if (tool === "print") return calculator.whenAtRest(() => window.print());
  if (tool === "link") return copyLink(calculator);
  if (tool === "pin") return pin(calculator);
  if (tool === "keep") return calculator.toggleMenu();
  if (tool === "undo") return calculator.undo.back();
  if (tool === "reset") return reset(calculator);
  if (tool === "embed" || tool === "picture") return showElsewhere(calculator, tool);
  ask({ ...calculator.question(), kind: tool, site: root }, (/** @type {SavedFile | Refused} */ reply) => {
    if (reply.state === "refused") return calculator.refused(reply.errors);
    if (tool !== "markdown") return saveReply(reply);
    copy(reply.text ?? "", "Memo copied.", calculator.status.report);
  });
}

/** @param {Calculator} calculator */
async function pin(calculator) {
  if (!(await isAnswered(calculator))) return;
  (await pinsOf(calculator))?.add();
}

/** @param {Calculator} calculator */
function reset(calculator) {
  // A way back: the scenario that is thrown away stays one step behind in the history.
  if (location.hash.includes("?")) history.pushState(history.state, "", calculator.plainLink);
  calculator.address = location.hash;
  clear(calculator.form);
  calculator.files = {};
  calculator.byHand.clear();
  calculator.status.tell("");
  calculator.answer();
}

/**
 * Wait for the answer under way, so that what is taken along is never that of an earlier one.
 * @param {Calculator} calculator
 * @returns {Promise<boolean>} whether there is an answer to take along; why not is said
 */
async function isAnswered(calculator) {
  const answered = await calculator.answered;
  if (answered === false) calculator.status.report("Correct the marked fields first.");
  if (answered === null) calculator.status.report("The calculator stopped, so try again first.");
  return answered !== false && answered !== null;
}

const root = new URL("../../", import.meta.url).href;
const WITHOUT_ROWS = "without the rows: they would make it longer than 8,192 characters";

/**
 * Offer what to paste into another page, or pictures to save, of the answer to what is typed.
 * @param {Calculator} calculator
 * @param {"embed" | "picture"} tool
 */
async function showElsewhere(calculator, tool) {
  if (!(await isAnswered(calculator))) return;
  const { name, status, tooLong } = calculator;
  const request = { ...calculator.question(), kind: "elsewhere", needs: ["elsewhere"], site: root };
  ask(request, async (/** @type {Elsewhere | Refused} */ reply) => {
    if (reply.state === "refused") {
      const { elsewhere } = reply.errors;
      return elsewhere ? status.report(`That needs a file that could not be loaded: ${elsewhere}`) : calculator.refused(reply.errors);
    }
    if (tool === "embed") {
      offerToCopy("Show this calculator on another page, as", reply.forms);
      if (tooLong.length) report(`The inputs come along ${WITHOUT_ROWS}.`);
      return;
    }
    try {
      const { offerPictures } = await later("pictures.mjs");
      offerPictures(name, reply.pictures, openDialog, report);
    } catch (error) {
      status.report(`The pictures cannot be shown: ${/** @type {Error} */ (error).message}. Try again, or load the page again.`);
    }
  });
}

/**
 * Copy the link to what is typed.
 * @param {Calculator} calculator
 */
async function copyLink(calculator) {
  if (!(await isAnswered(calculator))) return;
  // A link to the defaults says so too, or it would change nothing where something else was typed.
  const whole = linkWithPins(calculator);
  const link = whole.includes("?") ? whole : `${whole}?version=${calculator.version}`;
  const { pinLink, tooLong } = calculator;
  let copied = "Link copied.";
  if (tooLong.length) copied = `Link copied, ${WITHOUT_ROWS}. Save the rows as CSV and send the file along.`;
  if (pinLink && !whole.endsWith(pinLink))
    copied = "Link copied, without the pinned answers: it would be longer than 8,192 characters. Save those as a file.";
  copy(location.href.split(/[?#]/)[0] + link, copied, calculator.status.report);
}
