// Takes back the last changes of a form, one after the other. What is typed into a field keeps the browser's own undo.
import { label } from "./field-errors.mjs";
import { fill, values } from "./fields.mjs";
/** @import { Calculator } from "./calculator.mjs" */
/** @import { OpenedFile, Texts } from "./types.d.ts" */

// What is typed into one field with shorter breaks than this, in milliseconds, is one change.
const BREAK = 1500;
const MOST = 50;

export class Undo {
  /** @param {Calculator} calculator */
  constructor(calculator) {
    this.calculator = calculator;
    this.button = /** @type {HTMLElement} */ (calculator.element.querySelector("[data-tool=undo]"));
    /** @type {{ inputs: Texts, files: Record<string, OpenedFile[]> }[]} */
    this.steps = [];
    this.now = this.state();
    this.name = "";
    this.since = 0;
    const { signal } = calculator.leaving;
    document.addEventListener("keydown", (event) => this.key(event), { signal });
  }

  state() {
    return { inputs: values(this.calculator.form), files: { ...this.calculator.files } };
  }

  /** Begin here: what was brought back, from a reload or by a link, is no change of the reader's. */
  begin() {
    this.now = this.state();
  }

  /** Take in that the form changed. */
  note() {
    const before = this.now;
    this.now = this.state();
    const names = differing(before.inputs, this.now.inputs);
    if (!names.length) return;
    // The name of a row may stand in the rows of another table too.
    const name = names.length <= 2 ? names.join() : "";
    const typing = name && name === this.name && performance.now() - this.since < BREAK;
    this.name = name;
    this.since = performance.now();
    if (!typing) this.steps.push(before);
    if (this.steps.length > MOST) this.steps.shift();
    this.show();
  }

  back() {
    const { calculator } = this;
    const before = this.steps.pop();
    if (!before) return calculator.status.report("There is nothing to undo.");
    const names = differing(before.inputs, this.now.inputs);
    calculator.files = before.files;
    for (const area of calculator.form.querySelectorAll("textarea")) area.readOnly = area.name in before.files;
    fill(calculator.form, before.inputs);
    calculator.typedBefore = before.inputs;
    this.now = before;
    this.name = "";
    this.show();
    calculator.changed();
    const what = names.length === 1 ? `“${label(calculator.form, names[0])}” is as it was before` : `${names.length} inputs are as they were before`;
    calculator.status.report(`Undone: ${what}.`);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.code !== "KeyZ") return;
    const target = /** @type {Node} */ (event.target);
    if (target !== document.body && !this.calculator.element.contains(target)) return;
    event.preventDefault();
    this.back();
  }

  // Not disabled, or the focus would be lost with the last step.
  show() {
    this.button.setAttribute("aria-disabled", String(!this.steps.length));
  }
}

/** @type {(before: Texts, now: Texts) => string[]} */
const differing = (before, now) => Object.keys(now).filter((name) => before[name] !== now[name]);
