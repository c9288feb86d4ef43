// What a calculator says beside its answer: notices, how far the work is, and what a screen reader reads out.
import { button, made } from "./elements.mjs";
/** @import { PythonState } from "./types.d.ts" */

// What takes longer than this, in milliseconds, can be stopped.
const PATIENCE = 1000;

/** The lines of one calculator that speak to the reader. */
export class Status {
  /** @param {HTMLElement} element the calculator */
  constructor(element) {
    /** @type {(selector: string) => HTMLElement} */
    const part = (selector) => /** @type {HTMLElement} */ (element.querySelector(selector));
    this.element = element;
    this.line = part(".calculator-status");
    this.notice = part(".calculator-notice");
    this.announced = part(".calculator-announced");
    this.beside = part(".calculator-report");
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.speaking = undefined;
    /** @type {number | undefined} when the work that is under way began */
    this.since = undefined;
  }

  /**
   * Say how the answer stands.
   * @param {string} words
   */
  say(words) {
    this.line.textContent = words;
  }

  /**
   * Say above the answer what happened to a link, a file or the inputs; nothing takes the notice away.
   * @param {...(string | HTMLElement)} words
   */
  tell(...words) {
    const said = words.filter(Boolean);
    // Each key that is pressed takes away what was told, and set again, the browser would style what is around it anew.
    if (!said.length && this.notice.hidden) return;
    this.notice.replaceChildren(...said);
    this.notice.hidden = !this.notice.textContent;
  }

  /** What was told, without its buttons, which would do nothing once it is brought back. */
  get told() {
    return [...this.notice.childNodes].map((one) => (one instanceof Text ? one.data : "")).join("");
  }

  /** Say beside the tools what one of them did. */
  report = (/** @type {string | HTMLElement} */ words) => this.beside.replaceChildren(words);

  /**
   * Read out by assistive technology, once the reader has stopped typing.
   * @param {string} words
   * @param {number} after milliseconds
   */
  announce(words, after) {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => (this.announced.textContent = words), after);
  }

  /** Say nothing more. */
  leave() {
    clearTimeout(this.speaking);
  }

  /**
   * @param {{ share?: number, doing: string }} progress
   * @param {() => void} [stop] what ends the work; offered once it has taken a while
   */
  progress({ share, doing }, stop) {
    // No class: the theme's rules ask for elements without one, so browsers style all within anew when one comes or goes.
    this.element.toggleAttribute("data-working", true);
    this.since ??= performance.now();
    const bar = this.line.querySelector("progress") ?? made("progress", { max: 1 });
    if (share === undefined) bar.removeAttribute("value");
    else bar.value = share;
    bar.setAttribute("aria-label", doing);
    // The words come last, since they change in length.
    if (bar.isConnected && this.line.lastChild) this.line.lastChild.textContent = ` ${doing}`;
    else this.line.replaceChildren(bar, ` ${doing}`);
    if (stop && !this.line.querySelector("button") && performance.now() - this.since > PATIENCE)
      bar.after(" ", button("Stop", stop));
  }

  /** The work is done. */
  done() {
    this.element.toggleAttribute("data-working", false);
    this.since = undefined;
  }

  /**
   * Say how the start of Python stands.
   * @param {PythonState} state
   */
  python(state) {
    const { dataset } = this.element;
    dataset.python = state.name;
    // What the reader just asked for, such as a text to copy, is not pushed aside by a start nobody waits for; that the
    // calculator stopped is.
    const free = !this.line.hasChildNodes() || this.line.querySelector("progress, button");
    if (state.name === "starting" && free) this.progress({ doing: "Starting Python in your browser", share: state.share });
    if (state.name !== "ready") return;
    for (const group of this.element.querySelectorAll("[data-arriving]")) group.removeAttribute("data-arriving");
    dataset.startedFrom = state.from;
    if (this.line.textContent?.trim().startsWith("Starting")) this.say("Ready.");
  }

  /**
   * Say why Python stopped, and offer to try again, or to load the page anew where only that helps.
   * @param {Extract<PythonState, { name: "failed" }>} state
   * @param {string} left what is left on the page
   * @param {() => void} retry
   */
  stopped({ reason, outdated }, left, retry) {
    const words = `The calculator stopped: ${reason}. ${left} `;
    if (outdated) this.again(words, "Reload", () => location.reload());
    else this.again(words, "Try again", retry);
  }

  /**
   * Say that the work ended before its answer came, and offer to begin it again.
   * @param {string} words
   * @param {string} offered the words of the button
   * @param {() => void} retry
   */
  again(words, offered, retry) {
    const again = button(offered, () => {
      this.line.tabIndex = -1;
      this.line.focus();
      retry();
    });
    const held = this.line.contains(document.activeElement);
    this.line.replaceChildren(words, again);
    // Whoever stopped it by keyboard goes on from here.
    if (held) again.focus();
  }
}
