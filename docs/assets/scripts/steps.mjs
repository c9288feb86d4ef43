// Shows one group of a form at a time, with the way on and back. Without this script all groups stand on the page.
import { invalidIn } from "./field-errors.mjs";
import { unanswered } from "./fields.mjs";
import { land } from "./landing.mjs";
/** @import { Calculator } from "./calculator.mjs" */

// Whether this tab shows all groups of every form, as the reader chose.
const ALL = "all questions on one page";

/** The groups of one form, and where the reader is among them. */
class Steps {
  /** @param {Calculator} calculator */
  constructor(calculator) {
    const { form, leaving } = calculator;
    const { signal } = leaving;
    this.calculator = calculator;
    this.form = form;
    this.groups = /** @type {HTMLFieldSetElement[]} */ ([...form.querySelectorAll("fieldset.calculator-group")]);
    this.key = `step ${calculator.place}`;
    this.all = kept(ALL) === "yes";
    this.at = this.within(addressed() ?? Number(kept(this.key)));
    const button = (/** @type {string} */ name) => /** @type {HTMLButtonElement} */ (form.querySelector(`[data-step=${name}]`));
    this.back = button("back");
    this.next = button("next");
    this.switch = button("all");
    const { textContent, dataset } = this.switch;
    this.words = { one: dataset.words ?? "", all: textContent ?? "" };
    this.next.disabled = this.switch.disabled = false;
    this.back.addEventListener("click", () => this.go(this.at - 1), { signal });
    this.switch.addEventListener("click", () => this.show(!this.all), { signal });
    form.addEventListener("submit", () => this.forward(), { signal });
    form.addEventListener("wanted", (event) => this.reveal(/** @type {HTMLElement} */ (event.target)), { signal });
    window.addEventListener("popstate", () => this.returned(), { signal });
    this.draw();
    // What the address names now. It may be followed by the name of a place, which is no way back or on.
    this.named = addressed();
    // Or the browser's own way back could not tell this group from the first.
    if (this.at && !this.all) this.address("replaceState");
  }

  /** Show the groups as they are to be seen, and say what the button does. */
  draw() {
    this.form.classList.toggle("stepping", !this.all);
    this.form.classList.add("stepped");
    this.groups.forEach((group, index) => {
      group.hidden = !this.all && index !== this.at;
    });
    this.back.hidden = this.all || this.at === 0;
    this.next.hidden = this.all;
    this.switch.textContent = this.all ? this.words.one : this.words.all;
    this.name();
  }

  /** Name the button after what going on means: a group without an answer is skipped. */
  name() {
    const names = this.names(this.at);
    const open = names.filter((name) => name in unanswered(this.form));
    const last = this.at === this.groups.length - 1;
    const skips = names.length > 0 && open.length === names.length;
    const words = skips ? (names.length > 1 ? `Skip these ${names.length} questions` : "Skip this question") : "Next";
    this.next.textContent = last ? "See what it comes to" : words;
  }

  /**
   * The questions of a group.
   * @param {number} index
   */
  names(index) {
    return [...new Set([...this.groups[index].querySelectorAll("[data-assumed]")].map((field) => field.getAttribute("name") ?? ""))];
  }

  /** @param {boolean} all */
  show(all) {
    this.all = all;
    keep(ALL, all ? "yes" : "no");
    if (!all) this.address("replaceState");
    this.draw();
    land(/** @type {HTMLElement} */ (this.groups[all ? 0 : this.at].querySelector("legend")));
  }

  /**
   * Go to a group, which the browser's own way back then leaves again.
   * @param {number} index
   */
  go(index) {
    this.at = index;
    this.address("pushState");
    this.arrive();
  }

  // The heading takes the focus.
  arrive() {
    keep(this.key, String(this.at));
    this.draw();
    land(/** @type {HTMLElement} */ (this.groups[this.at].querySelector("legend")));
  }

  /**
   * Name the group in the address. Not in the history's state, which the theme writes over; nor from within a frame,
   * where the way back is that of the page around it.
   * @param {"pushState" | "replaceState"} how
   */
  address(how) {
    if (window.parent !== window) return;
    history[how](history.state, "", `${location.pathname}${this.at ? `?step=${this.at + 1}` : ""}${location.hash}`);
    this.named = addressed();
  }

  // The browser went back or on among the groups. What was answered meanwhile stays, and so does the link to it.
  returned() {
    const { path, address } = this.calculator;
    const named = addressed();
    if (this.all || location.pathname !== path || named === this.named) return;
    this.named = named;
    history.replaceState(history.state, "", location.pathname + location.search + address);
    this.at = this.within(named ?? 0);
    this.arrive();
  }

  /** @param {number} index */
  within(index) {
    return Math.max(0, Math.min(index || 0, this.groups.length - 1));
  }

  // What is typed is judged before the reader goes on. While Python still starts nobody waits for it: what it then
  // refuses is shown where it stands.
  async forward() {
    const { answered, element } = this.calculator;
    const { at } = this;
    if (element.dataset.python === "ready") await answered;
    if (this.all || at !== this.at) return;
    const refused = invalidIn(this.groups[at]);
    if (refused) return refused.focus();
    if (at < this.groups.length - 1) return this.go(at + 1);
    const headline = /** @type {HTMLElement} */ (element.querySelector(".headline"));
    land(headline);
    // On a phone it begins at the lower edge, where the press would seem to have done nothing.
    if (headline.getBoundingClientRect().bottom > innerHeight) headline.scrollIntoView();
  }

  /**
   * A place in a group that is not seen is to be shown.
   * @param {HTMLElement} place
   */
  reveal(place) {
    const index = this.groups.findIndex((group) => group.contains(place));
    if (index < 0 || !this.groups[index].hidden) return;
    this.at = index;
    this.draw();
    invalidIn(place)?.focus();
  }
}

/** The group that the address names, counted from 0. */
function addressed() {
  const step = new URLSearchParams(location.search).get("step");
  return step ? Number(step) - 1 : null;
}

/**
 * What this tab kept under a name.
 * @param {string} name
 */
function kept(name) {
  try {
    return sessionStorage.getItem(name);
  } catch (error) {
    console.warn(`How far you were could not be read: ${/** @type {Error} */ (error).message}`);
    return null;
  }
}

/** @type {(name: string, value: string) => void} */
function keep(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch (error) {
    console.warn(`How far you are is not kept over a reload: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * Let a form that asks one group at a time do so.
 * @param {Calculator} calculator
 */
export const stepsOf = (calculator) => ("oneByOne" in calculator.form.dataset ? new Steps(calculator) : null);
