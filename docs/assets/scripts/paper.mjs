// The decision paper: what the reader says beside what the calculators of this tab say, as it will print.
// Loaded only by the page that has one.
import { button, made } from "./elements.mjs";
import { inTab, merged, moved, taken } from "./paper-entries.mjs";
import { keep, kept } from "./paper-keeping.mjs";
import { showEntries } from "./paper-list.mjs";
import { putPaper } from "./paper-sheet.mjs";
import { use } from "./paper-tools.mjs";
/** @import { OpenedFile, PaperEntry, PaperOpened, PaperReply, PaperState, Progress, PythonState, Refused, Request, StoredInputs, Texts } from "./types.d.ts" */

/**
 * What a paper needs of the page: one worker and one store serve all that is on it.
 * @typedef {object} Tools
 * @property {(request: Request, hear: (reply: any) => void) => () => void} ask
 * @property {(watcher: (state: PythonState) => void) => () => void} watch
 * @property {() => [string, StoredInputs][]} everything what is stored for every calculator
 */

const root = new URL("../../", import.meta.url).href;
// A word is typed to its end before the paper is put together again.
const PAUSE = 200;
const NONE_YET = "There is no paper yet.";
const LONG = "Up to 8,192 characters fit into a link";

/** The paper on the page. */
export class DecisionPaper {
  /**
   * @param {HTMLElement} element
   * @param {Tools} tools
   */
  constructor(element, { ask, watch, everything }) {
    /** @type {<Found extends HTMLElement>(selector: string) => Found} */
    const part = (selector) => /** @type {any} */ (element.querySelector(selector));
    this.element = element;
    this.ask = ask;
    this.form = /** @type {HTMLFormElement} */ (part("form"));
    this.list = part(".paper-entries");
    this.sheet = part(".paper-sheet");
    this.status = part(".calculator-status");
    this.notice = part(".calculator-notice");
    this.report = part(".calculator-report");
    this.known = /** @type {Record<string, { title: string, page: string, href: string }>} */ (JSON.parse(element.dataset.calculators ?? "{}"));
    for (const one of Object.values(this.known)) one.href = root + one.page;
    this.tab = inTab(everything(), this.known);
    /** @type {PaperReply | undefined} what the paper last was */
    this.reply = undefined;
    /** @type {(() => void) | undefined} what to do once the paper is written */
    this.next = undefined;
    /** @type {(() => void) | undefined} */
    this.unlisten = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    const before = kept();
    /** @type {PaperState} */
    this.paper = { ...before, calculators: merged(before.calculators, this.tab) };
    this.begin(watch);
  }

  /** @param {Tools["watch"]} watch */
  begin(watch) {
    for (const hidden of /** @type {NodeListOf<HTMLElement>} */ (this.element.querySelectorAll(".calculator-tools"))) hidden.hidden = false;
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", (event) => this.typed(/** @type {HTMLInputElement} */ (event.target)));
    this.element.addEventListener("click", (event) => {
      const tool = /** @type {HTMLElement} */ (event.target).closest("button[data-tool]");
      if (tool) use(this, /** @type {HTMLElement} */ (tool).dataset.tool ?? "");
    });
    const picker = /** @type {HTMLInputElement} */ (this.element.querySelector("[data-tool=open]"));
    picker.addEventListener("change", () => {
      const file = picker.files?.[0];
      picker.value = "";
      if (file) this.open({ files: { saved: file } }, file.name);
    });
    this.unwatch = watch((state) => this.python(state));
    this.fill();
    this.keep();
    if (location.hash.startsWith("#paper?")) this.openLink();
    else if (this.isBegun()) this.write();
    const arrived = () => (this.element.isConnected ? this.openLink() : window.removeEventListener("hashchange", arrived));
    window.addEventListener("hashchange", arrived);
  }

  isBegun() {
    return this.paper.calculators.length > 0 || Object.values(this.paper.details).some(Boolean);
  }

  openLink() {
    if (!location.hash.startsWith("#paper?")) return;
    const link = location.hash;
    // What the link says is kept from now on, and would else be opened again over what is typed next.
    history.replaceState(history.state, "", location.pathname + location.search);
    this.open({ link }, "the link");
  }

  /**
   * Open a saved paper in place of this one, with a way back.
   * @param {Partial<Request>} from
   * @param {string} name
   */
  open(from, name) {
    this.ask({ name: "paper", kind: "paper_opened", ...from }, (/** @type {PaperOpened | Refused} */ reply) => {
      if (reply.state === "refused") {
        const why = Object.entries(reply.errors).map(([field, words]) => `${field}: ${words}`);
        return this.tell(`${name} cannot be opened. ${why.join("; ")}. What you see is unchanged.`);
      }
      const before = this.paper;
      const calculators = reply.paper.calculators.map((/** @type {Partial<PaperEntry>} */ one) => ({ note: "", included: true, inputs: {}, ...one, from: "file" }));
      this.become({ details: reply.paper.details, calculators: /** @type {PaperEntry[]} */ (calculators) });
      this.tell(`Opened ${name}. `);
      const undo = button("Undo", () => {
        this.become(before);
        this.tell("");
      });
      if (before.calculators.length || Object.values(before.details).some(Boolean)) this.notice.append(undo);
    });
  }

  /** @param {PaperState} paper */
  become(paper) {
    this.paper = paper;
    this.fill();
    this.changed(0);
  }

  /** @param {string} words */
  tell(words) {
    this.notice.textContent = words;
    this.notice.hidden = !words;
  }

  /** Say beside the tools what one of them did. */
  say = (/** @type {string | HTMLElement} */ words) => this.report.replaceChildren(words);

  fill() {
    for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll("[name]"))) {
      const usual = field instanceof HTMLSelectElement ? field.options[0].value : "";
      field.value = this.paper.details[field.name] ?? usual;
    }
    this.showList();
  }

  showList() {
    const empty = /** @type {HTMLElement} */ (this.form.querySelector(".paper-empty"));
    empty.hidden = this.paper.calculators.length > 0;
    const change = (/** @type {number} */ index, /** @type {Partial<PaperEntry>} */ changes) => {
      this.paper.calculators = this.paper.calculators.map((entry, at) => (at === index ? { ...entry, ...changes } : entry));
      this.changed("note" in changes ? PAUSE : 0);
    };
    showEntries(this.list, this.paper.calculators, this.known, (entry) => entry.from === "file" && this.tab.has(entry.name), {
      change,
      move: (index, by) => {
        this.paper.calculators = moved(this.paper.calculators, index, by);
        this.showList();
        this.changed(0);
      },
      renew: (index) => {
        const entry = this.paper.calculators[index];
        const now = this.tab.get(entry.name);
        if (now) change(index, taken(entry, now));
        this.showList();
      },
    });
    this.showLeftOut();
  }

  /** @param {HTMLInputElement} field */
  typed(field) {
    if (!field.name) return;
    this.paper.details = { ...this.paper.details, [field.name]: field.value };
    this.changed(PAUSE);
  }

  /** @param {number} pause milliseconds before the paper is put together again */
  changed(pause) {
    this.keep();
    // From now on what stands there is the paper before.
    this.sheet.setAttribute("aria-busy", "true");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.write(), pause);
  }

  keep() {
    if (keep(this.paper)) return;
    this.tell("This browser keeps nothing over a reload, so save the paper to go on later before you close or reload the page.");
  }

  /** What is asked of Python, with the files that the reader opened in the calculators. */
  question() {
    const { details, calculators } = this.paper;
    /** @type {Record<string, OpenedFile[]>} */
    const files = {};
    const entries = calculators.map(({ from, ...entry }) => {
      const opened = from === "tab" ? (this.tab.get(entry.name)?.files ?? {}) : {};
      for (const [field, file] of Object.entries(opened)) files[`${entry.name}.${field}`] = file;
      return entry;
    });
    const needs = entries.filter(({ included, name }) => included && name in this.known).map(({ name }) => name);
    return { name: "paper", paper: { details, calculators: entries }, site: root, needs, files };
  }

  write() {
    if (!this.element.isConnected) return;
    this.unlisten?.();
    this.sheet.setAttribute("aria-busy", "true");
    this.instead("Your paper is being put together …");
    this.unlisten = this.ask({ ...this.question(), kind: "paper" }, (/** @type {PaperReply | Progress | Refused} */ reply) => {
      if (reply.state === "progress") return this.progress(reply);
      this.sheet.removeAttribute("aria-busy");
      this.status.textContent = "";
      this.showErrors(reply.state === "refused" ? reply.errors : {});
      const { next } = this;
      this.next = undefined;
      if (reply.state === "refused") {
        this.instead(NONE_YET);
        return next && this.say("Correct the marked fields first.");
      }
      this.reply = reply;
      this.showLeftOut();
      putPaper(this.sheet, reply);
      if (this.element.isConnected) next?.();
    });
  }

  /** @param {string} words what stands in the paper's place, as long as there was none */
  instead(words) {
    if (!this.reply) this.sheet.replaceChildren(made("p", { textContent: words }));
  }

  /**
   * Do something with the paper once all that was changed stands in it.
   * @param {() => void} next
   */
  whenWritten(next) {
    if (!this.sheet.hasAttribute("aria-busy")) return next();
    this.say("The paper is put together first …");
    this.next = next;
  }

  /** @param {Progress} progress */
  progress({ doing, share }) {
    const percent = share === undefined ? "" : ` (${Math.round(100 * share)}%)`;
    this.status.textContent = `${doing}${percent}`;
  }

  showLeftOut() {
    this.paper.calculators.forEach(({ name }, index) => {
      const line = /** @type {HTMLElement | null} */ (this.list.children[index]?.querySelector(".field-error"));
      if (!line) return;
      const why = this.reply?.left_out[name];
      line.textContent = why ? `Left out. ${why}` : "";
      line.hidden = !why;
    });
  }

  /** @param {Texts} errors */
  showErrors(errors) {
    const left = { ...errors };
    for (const holder of /** @type {NodeListOf<HTMLElement>} */ (this.form.querySelectorAll("[data-field]"))) {
      const field = holder.dataset.field ?? "";
      const line = /** @type {HTMLElement} */ (holder.querySelector(".field-error"));
      line.textContent = errors[field] ?? "";
      line.hidden = !errors[field];
      holder.querySelector("[name]")?.toggleAttribute("aria-invalid", Boolean(errors[field]));
      delete left[field];
    }
    const others = Object.entries(left).map(([field, words]) => `${field}: ${words}`);
    if (others.length) this.tell(`The paper cannot be put together. ${others.join("; ")}.`);
    else if (this.notice.textContent?.startsWith("The paper cannot")) this.tell("");
  }

  /** @param {PythonState} state */
  python(state) {
    if (!this.element.isConnected) return void queueMicrotask(() => this.unwatch?.());
    this.element.dataset.python = state.name;
    if (state.name === "starting" && this.sheet.hasAttribute("aria-busy")) this.progress({ state: "progress", doing: "Starting Python in your browser", share: state.share });
    if (state.name !== "failed") return;
    this.sheet.removeAttribute("aria-busy");
    this.next = undefined;
    this.say("");
    this.instead(NONE_YET);
    const again = state.outdated ? button("Reload", () => location.reload()) : button("Try again", () => this.write());
    this.status.replaceChildren(`The paper could not be put together: ${state.reason}. What you typed is kept. `, again);
  }

  /** Why there is no link, or what it leaves out; nothing where it holds the whole paper. */
  aboutLink() {
    if (!this.reply) return "The paper is not put together yet.";
    const { link, link_length, link_without } = this.reply;
    if (!link)
      return `${LONG}, and this paper takes ${link_length.toLocaleString("en")}. Save it to go on later, and send the file.`;
    return link_without.length ? `Link copied. It leaves out what a link cannot hold: ${link_without.join("; ")}.` : "";
  }
}

/**
 * Bring the paper of a page to life.
 * @param {HTMLElement} element
 * @param {Tools} tools
 */
export const enliven = (element, tools) => new DecisionPaper(element, tools);
