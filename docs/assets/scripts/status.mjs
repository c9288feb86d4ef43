// What a calculator says beside its answer: notices, how far the work is, and what a screen reader reads out.
import { button, made } from "./elements.mjs";
/** @import { PythonState } from "./types.d.ts" */

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
   * @param {string} words
   */
  tell(words) {
    this.notice.textContent = words;
    this.notice.hidden = !words;
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

  /** @param {{ share?: number, doing: string }} progress */
  progress({ share, doing }) {
    this.element.classList.add("working");
    const bar = this.line.querySelector("progress") ?? made("progress", { max: 1 });
    if (share === undefined) bar.removeAttribute("value");
    else bar.value = share;
    bar.setAttribute("aria-label", doing);
    if (!bar.isConnected || this.line.textContent !== `${doing} `) this.line.replaceChildren(`${doing} `, bar);
  }

  /** The work is done. */
  done() {
    this.element.classList.remove("working");
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
    dataset.startedFrom = state.from;
    if (this.line.textContent?.startsWith("Starting")) this.say("Ready.");
  }

  /**
   * Say why Python stopped, and offer to try again.
   * @param {string} reason
   * @param {string} left what is left on the page
   * @param {() => void} retry
   */
  stopped(reason, left, retry) {
    const again = button("Try again", () => {
      this.line.tabIndex = -1;
      this.line.focus();
      retry();
    });
    this.line.replaceChildren(`The calculator stopped: ${reason}. ${left} `, again);
  }
}
