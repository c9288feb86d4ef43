// Says whether the answer on the page is for the inputs beside it: while a link opens, and after a refused change.
import { made } from "./elements.mjs";
import { hold } from "./parts.mjs";

/** The marks of one calculator's answer. No classes: where one comes or goes, browsers style all within anew. */
export class AnswerMarks {
  /** @param {HTMLElement} element the calculator */
  constructor(element) {
    this.element = element;
    this.headline = /** @type {HTMLElement} */ (element.querySelector("output"));
    /** @type {Node[]} */
    this.before = [];
    this.earlier = made("dd");
    this.whose = made("dt");
    this.note = made("div", { className: "figure earlier-answer" }, this.whose, this.earlier);
    // Whether there was an answer to what the reader typed; until then the example's stands.
    this.own = false;
  }

  get opening() {
    return this.element.hasAttribute("data-opening");
  }

  /**
   * Until the first answer to it has come, an opened link must not stand beside the answer to something else.
   * @param {string} words
   */
  open(words = "Opening your link …") {
    if (this.opening) return;
    this.element.toggleAttribute("data-opening", true);
    this.before = [...this.headline.childNodes];
    hold(this.headline);
    this.headline.replaceChildren(words);
  }

  /** The link was refused, or its answer is here and changes what differs from the answer before, which stands again. */
  opened() {
    if (!this.opening) return;
    this.element.toggleAttribute("data-opening", false);
    this.headline.replaceChildren(...this.before);
  }

  /**
   * The answer is that of earlier inputs.
   * @param {string} why
   */
  old(why) {
    this.element.toggleAttribute("data-stale", true);
    this.whose.textContent = this.own ? "Earlier answer" : "The example's answer";
    this.earlier.textContent = `Not for what is typed now. ${why}.`;
    this.element.querySelector(".figures-row")?.prepend(this.note);
  }

  /** The answer is for what is typed. */
  current() {
    this.element.toggleAttribute("data-stale", false);
    this.note.remove();
  }
}
