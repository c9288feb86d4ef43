// Brings a calculator to life: what is typed is asked of the worker, what comes back replaces the parts that changed.
import { enableLine } from "./answer-line.mjs";
import { AnswerMarks } from "./answer-marks.mjs";
import { showChoices } from "./column-choices.mjs";
import { save } from "./copy-and-save.mjs";
import { due, label, listed, placeOf, showErrors } from "./field-errors.mjs";
import { defaults, fill, mark, tellField, unanswered, values } from "./fields.mjs";
import { menuOf } from "./menu.mjs";
import { offer, offerBack } from "./offers.mjs";
import { openedLink } from "./opened-link.mjs";
import { enableFiles } from "./own-rows.mjs";
import { replace, settle, watchRooms } from "./parts.mjs";
import { bringPins, linkWithPins, pinsOf } from "./pinning.mjs";
import { enableTables, showRows } from "./row-tables.mjs";
import { remember, showPanel } from "./scenario.mjs";
import { Status } from "./status.mjs";
import { stepsOf } from "./steps.mjs";
import { restored, store, storeOverReload } from "./stored-inputs.mjs";
import { openSaved, pressed } from "./tools.mjs";
import { enableStrips } from "./strips.mjs";
import { typed } from "./typing.mjs";
import { Undo } from "./undo.mjs";
import { ask, startWhenWanted, stop, watch } from "./worker-client.mjs";
/** @import { Answer, Field, Finished, OpenedFile, Progress, PythonState, Refused, StoredInputs, Texts } from "./types.d.ts" */

// For how long, in milliseconds, a sentence of four lines on what a change did stays where it lies over the form.
const LINGERS = 10_000;

/** One calculator on the page, from the moment it is put there until it is taken away. */
export class Calculator {
  /** @param {HTMLElement} element */
  constructor(element) {
    /** @type {(selector: string) => HTMLElement} */
    const part = (selector) => /** @type {HTMLElement} */ (element.querySelector(selector));
    this.element = element;
    this.name = /** @type {string} */ (element.getAttribute("name"));
    this.version = Number(element.dataset.version);
    this.form = /** @type {HTMLFormElement} */ (part("form"));
    this.sections = part(".answer-sections");
    this.status = new Status(element);
    this.marks = new AnswerMarks(element);
    this.path = location.pathname;
    this.place = `${this.path} ${element.id}`;
    this.plainLink = `#${element.id}`;
    this.link = this.plainLink;
    /** @type {Promise<import("./pins.mjs").Pins> | undefined} pinned answers, once there are any */
    this.pins = undefined;
    // What stands behind the link for them.
    this.pinLink = "";
    /** @type {Texts} what was answered or differs from the defaults */
    this.scenario = {};
    // The last address that is accounted for, by what was typed or by what was opened.
    this.address = location.hash;
    /** @type {Record<string, OpenedFile[]>} files opened in place of a table, by its field */
    this.files = {};
    /** @type {Set<string>} inputs that correct how the rows are read, and were chosen on this page */
    this.byHand = new Set();
    /** @type {string[]} tables that the link had to leave out */
    this.tooLong = [];
    /** @type {Promise<boolean | null> | undefined} whether the last question was answered; null where Python stopped */
    this.answered = undefined;
    /** @type {((answered: boolean | null | Promise<boolean | null>) => void) | undefined} */
    this.answering = undefined;
    /** @type {(() => void) | undefined} */
    this.unlisten = undefined;
    /** @type {string} what the last change did, as it was told */
    this.told = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.lingering = undefined;
    /** @type {(() => void) | undefined} what to do with the answer under way */
    this.next = undefined;
    // Whether the reader asked for it to stand in the decision paper.
    this.put = false;
    // Whether nothing was changed here since the form was brought back or a link opened.
    this.quiet = false;
    // Whether a link was opened that there is no reply to yet.
    this.fromLink = false;
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    watchRooms(element);
    // Until now the page said that the answer is the example's and cannot change.
    this.status.say("");
    /** @type {NodeListOf<HTMLElement>} */
    const scripted = element.querySelectorAll(
      "input[type=range], input[type=date], .calculator-tools, .file, .example, [data-download], [data-copy]",
    );
    for (const hidden of scripted) hidden.hidden = false;
    this.form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.form.addEventListener("input", (event) => typed(this, /** @type {Field} */ (event.target)), { signal });
    element.addEventListener("click", (event) => pressed(this, event), { signal });
    const picker = /** @type {HTMLInputElement} */ (part("[data-tool=open]"));
    picker.addEventListener("change", () => openSaved(this, picker), { signal });
    startWhenWanted(element, signal);
    window.addEventListener("hashchange", () => this.arrived(), { signal });
    window.addEventListener("pagehide", () => storeOverReload(this.place, this.typedSoFar()), { signal });
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.putBack(), { signal });
    const unwatch = watch((state) => this.python(state));
    signal.addEventListener("abort", unwatch);
    this.typedBefore = values(this.form);
    this.before = this.typedBefore;
    enableTables(this);
    enableFiles(this);
    enableStrips(this, signal);
    enableLine(element, signal);
    this.toggleMenu = menuOf(element, signal);
    this.undo = new Undo(this);
    this.steps = stepsOf(this);
    const panel = () => showPanel(/** @type {HTMLDetailsElement} */ (part(".calculator-scenario")), save);
    // The answer itself is seen before that.
    window.addEventListener("scenario", () => setTimeout(panel), { signal });
    panel();
    this.begin();
  }

  // The address of what was typed is no news; any other scenario in it is.
  begin() {
    const before = this.restore();
    bringPins(this);
    this.undo.begin();
    if ((!before || location.hash !== before.hash) && this.open()) return;
    if (this.isChanged()) {
      this.marks.open("Working out the answer to what you typed …");
      this.quiet = true;
      this.answer();
    }
    offer(this);
  }

  leave() {
    store(this.place, this.typedSoFar());
    this.leaving.abort();
    this.status.leave();
    this.unlisten?.();
  }

  isChanged() {
    return Boolean(this.form.querySelector(".differs"));
  }

  changed() {
    this.quiet = false;
    this.status.tell("");
    this.answer();
  }

  /**
   * Fill some fields and ask; values that are refused are marked at their fields, and the reader can undo.
   * @param {Texts} inputs
   * @param {Texts} before
   */
  fillIn(inputs, before) {
    this.quiet = false;
    this.before = before;
    fill(this.form, inputs);
    this.typedBefore = values(this.form);
    this.answer();
  }

  restore() {
    const before = restored(this.place);
    if (before) {
      fill(this.form, before.inputs);
      this.status.tell(before.notice ?? "");
      this.files = before.files;
      for (const field of Object.keys(this.files)) this.field(field).readOnly = true;
      if (before.lost?.length) this.status.tell(`Open ${before.lost.join(", ")} again: a page cannot keep a file over a reload.`);
    }
    this.mark();
    return before;
  }

  /**
   * What the form says, to be stored. While a link is being opened, that is what it said before: the link is opened
   * again where the form is put up again.
   * @returns {StoredInputs}
   */
  typedSoFar() {
    const { files, address, put } = this;
    if (this.fromLink) return { inputs: this.before, files, hash: "", notice: "", put };
    return { inputs: values(this.form), files, hash: address, notice: this.status.told, changed: this.isChanged(), put };
  }

  /**
   * Let the form say again what the answer is for. Where WebKit brings back a whole page that was left, it puts fields
   * back to their defaults, soon after it has said so and at no certain time.
   */
  putBack() {
    const { now } = this.undo;
    const again = () => {
      if (this.undo.now !== now) return;
      fill(this.form, now.inputs);
      this.mark();
    };
    for (const late of [0, 100, 500]) setTimeout(again, late);
  }

  /** @param {string} name */
  field(name) {
    return /** @type {HTMLInputElement} */ (this.form.elements.namedItem(name));
  }

  /** Open the link that the address holds, where it is news; say whether it was. */
  arrived() {
    if (location.pathname !== this.path || location.hash === this.address) return false;
    this.address = location.hash;
    return this.open();
  }

  // A scenario in the address is used whole or refused whole: half a scenario would be somebody else's answer.
  open(fragment = location.hash) {
    const { dataset } = this.element;
    if (!fragment.startsWith(`${this.plainLink}?`)) return this.foreign(fragment);
    const renamed = JSON.parse(dataset.renamed ?? "{}");
    const scenario = openedLink(fragment, this.form, this.version, dataset.changes ?? "", renamed);
    if ("refused" in scenario) {
      this.status.tell(`This link cannot be used: ${scenario.refused}. What you see is unchanged.`);
      return false;
    }
    this.before = values(this.form);
    const untouched = !this.isChanged();
    fill(this.form, { ...defaults(this.form, "link"), ...scenario.inputs });
    this.typedBefore = values(this.form);
    // There is a way back to what the reader had typed, but not to what the page shows to everybody.
    if (untouched) this.undo.begin();
    else offerBack(this, this.before, scenario.inputs);
    this.status.tell(scenario.notice);
    this.marks.open();
    const { pins } = scenario;
    if (pins.length) pinsOf(this).then((own) => own?.take(pins, "The link"));
    // In a frame it would move the page around it.
    if (window.parent === window) this.element.scrollIntoView();
    this.answer(true);
    return true;
  }

  /**
   * A link to inputs of something that is not on this page must not stand above an answer to something else.
   * @param {string} fragment
   */
  foreign(fragment) {
    const name = /^#(\w+)\?/.exec(fragment)?.[1];
    const first = document.querySelector("live-calculator") === this.element;
    if (name && first && !document.getElementById(name))
      this.status.tell(`This link holds inputs for “${name}”, which is not on this page. What you see is not about them.`);
    return false;
  }

  /** Show what the form says of itself: which fields count, and how many questions are not answered yet. */
  mark() {
    mark(this.form);
    this.steps?.name();
    const open = /** @type {HTMLElement | null} */ (this.element.querySelector(".calculator-unanswered"));
    if (!open) return;
    const many = Object.keys(unanswered(this.form)).length;
    open.hidden = !many;
    /** @type {HTMLElement} */ (open.firstElementChild).textContent = String(many);
  }

  answer(fromLink = false) {
    this.fromLink = fromLink;
    this.quiet ||= fromLink;
    this.unlisten?.();
    this.sections.setAttribute("aria-busy", "true");
    const earlier = this.answering;
    this.answered = new Promise((resolve) => (this.answering = resolve));
    // Whoever waits for an earlier answer waits for this one.
    earlier?.(this.answered);
    this.unlisten = ask(this.question(), (/** @type {Answer | Progress | Finished | Refused} */ reply) => {
      this.fromLink = false;
      if ("offers" in reply && reply.offers) showChoices(this.form, reply.offers);
      if (reply.state === "refused")
        return fromLink ? this.linkRefused(reply.errors) : this.refused(reply.errors, reply.readings);
      showErrors(this.form, {});
      // What a tool said of refused fields is over with them.
      if (this.element.hasAttribute("data-stale")) this.status.report("");
      this.marks.current();
      if (reply.state === "progress") return this.status.progress(reply, () => this.stop());
      if (reply.state === "finished") return this.finished();
      this.show(reply, fromLink);
    });
    // While Python works on it.
    this.undo.note();
    this.mark();
  }

  /**
   * @param {Answer} reply
   * @param {boolean} fromLink
   */
  show(reply, fromLink) {
    this.marks.opened();
    this.marks.own = true;
    this.link = reply.link;
    this.scenario = reply.scenario;
    this.tooLong = reply.too_long;
    showRows(this.form, reply, fromLink);
    remember(this, reply);
    tellField(this.form, this.quiet ? ["", ""] : reply.did);
    // What was brought back or opened is no change of the reader's.
    replace(this.element, this.quiet ? { ...reply.parts, changed: "" } : reply.parts);
    if (!this.quiet) this.linger(reply.parts.changed ?? "");
    this.answering?.(true);
  }

  /**
   * On a narrow screen what a change did stays in view for as long as it takes to read, and is then found in its place.
   * @param {string} words
   */
  linger(words) {
    const line = /** @type {HTMLElement | null} */ (this.element.querySelector(".answer-changed"));
    if (!line || words === this.told) return;
    this.told = words;
    line.toggleAttribute("data-new", true);
    clearTimeout(this.lingering);
    // Unseen on its way, or the page would seem to move under whoever reads.
    this.lingering = setTimeout(() => {
      line.style.visibility = "hidden";
      line.toggleAttribute("data-new", false);
      requestAnimationFrame(() => requestAnimationFrame(() => (line.style.visibility = "")));
    }, LINGERS);
  }

  // What an opened file holds is not in its field: the field names the file. A question that is not answered is left
  // out, so that Python assumes what the page says it does.
  question() {
    const inputs = values(this.form);
    for (const field of Object.keys({ ...this.files, ...unanswered(this.form) })) delete inputs[field];
    return { name: this.name, inputs, files: this.files };
  }

  /**
   * @param {Texts} errors
   * @param {Record<string, string[]>} [readings]
   */
  refused(errors, readings) {
    this.rest(false);
    this.marks.opened();
    const told = due(this.form, errors);
    showErrors(this.form, told, readings);
    const wrong = Object.keys(told);
    const fields = new Set((wrong.length ? wrong : Object.keys(errors)).map((place) => label(this.form, placeOf(place).field)));
    this.marks.old(`${wrong.length ? "Correct" : "Fill in the new row"} first: ${[...fields].join(", ")}`);
    this.status.say("");
    this.status.announce(listed(this.form, told), 1000);
  }

  /** Stop the work on what is typed; the answer before it stays, marked as such. */
  stop() {
    this.unlisten?.();
    stop(this.name);
    this.rest(null);
    this.marks.opened();
    this.marks.old("You stopped the work on it");
    this.status.again("Stopped. What you typed is kept. ", "Go on", () => this.answer());
  }

  /**
   * A link is blamed for what it can hold. Rows that this tab kept are the reader's own: the link is used, and they are
   * marked where they stand.
   * @param {Texts} errors
   */
  linkRefused(errors) {
    const held = defaults(this.form, "link");
    const blamed = Object.entries(errors).filter(([place]) => placeOf(place).field in held);
    if (!blamed.length) return this.refused(errors);
    this.rest(false);
    this.marks.opened();
    fill(this.form, this.before);
    this.undo.begin();
    this.mark();
    offer(this);
    this.status.tell(`This link cannot be used. ${listed(this.form, Object.fromEntries(blamed))}. What you see is unchanged.`);
    // What stood here before may have been refused itself, and says so again.
    if (this.isChanged()) this.answer();
  }

  finished() {
    settle(this.element);
    this.status.say("");
    this.status.announce([this.marks.headline, ...this.element.querySelectorAll('.answer-changed[aria-live="off"]')]
      .map((part) => part.textContent)
      .join(" ").trim(), 300);
    this.rest(true);
    this.followAddress();
  }

  // The address follows what was typed; the theme's own state in the history stays as it is. On the way to another
  // page the address is that page's already, while this one still stands.
  followAddress() {
    // An answer may come between a link and the browser's word of it, and must not write over the link.
    if (location.pathname !== this.path || this.arrived()) return;
    const link = linkWithPins(this);
    if (location.hash !== link && (link.includes("?") || location.hash.startsWith(`${this.plainLink}?`)))
      history.replaceState(history.state, "", link);
    this.address = location.hash;
  }

  /** @param {PythonState} state */
  python(state) {
    this.status.python(state);
    if (state.name !== "failed") return;
    this.rest(null);
    const { opening, headline } = this.marks;
    if (opening) headline.replaceChildren("There is no answer to these inputs yet.");
    const left = opening ? "What you typed is kept." : "The answer shown is the last one; what you typed is kept.";
    this.status.stopped(state, left, () => this.answer());
  }

  /**
   * Do something with the answer once all of it is there, or what was refused is marked; not where Python stopped.
   * @param {() => void} next
   */
  whenAtRest(next) {
    if (this.sections.hasAttribute("aria-busy")) this.next = next;
    else next();
  }

  /**
   * Nothing is being worked out any more.
   * @param {boolean | null} answered whether there is an answer; null where Python stopped
   */
  rest(answered) {
    this.answering?.(answered);
    this.sections.removeAttribute("aria-busy");
    this.status.done();
    // Once what follows here has marked what was refused.
    if (this.next && answered !== null) setTimeout(this.next);
    this.next = undefined;
  }
}

class LiveCalculator extends HTMLElement {
  connectedCallback() {
    this.calculator = new Calculator(this);
  }

  disconnectedCallback() {
    this.calculator?.leave();
  }
}

// In a task of its own, so that the reader is heard before.
setTimeout(() => customElements.define("live-calculator", LiveCalculator));
