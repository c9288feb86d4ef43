// Pinned answers of one calculator: inputs with a name, which Python asks again and puts side by side. Loaded when used.
import { save } from "./copy-and-save.mjs";
import { button, made } from "./elements.mjs";
import { label } from "./field-errors.mjs";
import { defaults, values } from "./fields.mjs";
/** @import { Calculator } from "./calculator.mjs" */
/** @import { Compared, KeptPin, Pin, Progress, Refused } from "./types.d.ts" */
/** @typedef {typeof import("./worker-client.mjs").ask} Ask */

const MOST = 4;
/**
 * With opened files, for as long as the page is not loaded anew.
 * @type {Map<string, Pin[]>}
 */
const kept = new Map();

export class Pins {
  /**
   * @param {Calculator} calculator
   * @param {Ask} ask
   */
  constructor(calculator, ask) {
    this.calculator = calculator;
    this.ask = ask;
    this.panel = /** @type {HTMLElement} */ (calculator.element.querySelector(".calculator-pins"));
    this.said = made("p", { className: "pins-said" });
    this.said.setAttribute("role", "status");
    this.inner = made("div");
    this.panel.replaceChildren(this.said, this.inner);
    /** @type {(Pin | string)[]} */
    this.pins = restored(calculator.place);
    /** @type {Compared["opens"]} */
    this.opens = [];
    this.refusedStorage = false;
    // The last question; replies to those before it are old.
    this.turn = 0;
    const { signal } = calculator.leaving;
    this.panel.addEventListener("click", (event) => this.pressed(/** @type {HTMLElement} */ (event.target)), { signal });
    this.panel.addEventListener("change", (event) => this.renamed(/** @type {HTMLInputElement} */ (event.target)), { signal });
    if (this.pins.length) this.show();
  }

  /** Pin the answer to what the form says; the calculator has answered it. */
  add() {
    const { form, scenario, version, files, status } = this.calculator;
    const own = Object.fromEntries(
      [...form.querySelectorAll("textarea")]
        .filter((area) => area.name && !(area.name in files) && area.value !== area.defaultValue)
        .map((area) => [area.name, area.value]),
    );
    const pin = { name: "", inputs: scenario, version, without: [], own, files: { ...files } };
    const same = this.pins.find((one) => typeof one !== "string" && alike(one, pin));
    if (same) return status.report(this.pointing(`This answer is pinned already, as “${/** @type {Pin} */ (same).name}”. `));
    if (this.pins.length >= MOST)
      return status.report(this.pointing("Four answers are pinned, and more do not fit side by side. Remove one first. "));
    this.pins.push(pin);
    this.show(() => {
      const { name } = /** @type {Pin} */ (this.pins[this.pins.length - 1]);
      status.report(this.pointing(`Pinned as “${name}”${this.pins.length > 1 ? "" : "; pin another to compare"}. `));
    });
  }

  /**
   * Take the pins of a link or a file in place of those that stand, with a way back.
   * @param {(KeptPin | string)[]} pins
   * @param {string} from where they come from, as the begin of a sentence
   */
  take(pins, from) {
    const before = this.pins;
    this.pins = pins;
    this.show(
      () => before.length && this.tell(`${from} brought these in place of those that you had pinned. `, () => (this.pins = before)),
      () => (this.pins = before),
    );
  }

  /**
   * Say something in the panel, with a way back where there is one.
   * @param {string} words
   * @param {() => void} [back]
   */
  tell(words, back) {
    this.said.replaceChildren(words);
    if (!back) return;
    const undo = button("Undo", () => {
      back();
      this.said.replaceChildren();
      this.show(() => this.point());
    });
    this.said.append(undo);
    return undo;
  }

  /** @param {string} words */
  pointing(words) {
    return made("span", {}, words, button(this.pins.length > 1 ? "Compare" : "Show", () => this.point()));
  }

  point() {
    const title = this.panel.querySelector("h3");
    title?.scrollIntoView({ block: "center" });
    title?.focus({ preventScroll: true });
  }

  /** @param {HTMLElement} target */
  pressed(target) {
    const { pinTool, pin } = target.dataset;
    const at = Number(pin);
    if (pinTool === "open") this.open(at);
    else if (pinTool === "save") this.save();
    else if (pinTool === "remove") {
      const before = this.pins;
      this.pins = before.filter((_, place) => place !== at);
      this.show();
      this.tell(`Removed “${/** @type {Pin} */ (before[at]).name}”. `, () => (this.pins = before))?.focus();
    }
  }

  /** @param {HTMLInputElement} target */
  renamed(target) {
    const at = Number(target.dataset.pin);
    if (!(at in this.pins)) return;
    this.pins[at] = { .../** @type {Pin} */ (this.pins[at]), name: target.value };
    this.show();
  }

  /**
   * Fill the form with what was pinned.
   * @param {number} at
   */
  open(at) {
    const { calculator } = this;
    const { name, files = {} } = /** @type {Pin} */ (this.pins[at]);
    const { form } = calculator;
    calculator.files = { ...files };
    for (const area of form.querySelectorAll("textarea")) area.readOnly = area.name in files;
    calculator.fillIn({ ...defaults(form), ...this.opens[at] }, values(form));
    calculator.status.tell(`Opened “${name}” again.`);
    calculator.element.scrollIntoView();
  }

  save() {
    const { form, name } = this.calculator;
    const pins = this.pins.filter((pin) => typeof pin !== "string").map((pin) => lasting(pin, form, false));
    save(`${name}-pinned.json`, "application/json", `${JSON.stringify({ calculator: name, pins }, null, 2)}\n`);
    this.tell("Saved. “Open a saved file” brings them back.");
  }

  /**
   * Ask for the pins and show them.
   * @param {() => void} [done]
   * @param {() => void} [refused] what to do about pins that are none
   */
  show(done, refused) {
    const { calculator, pins } = this;
    const turn = ++this.turn;
    this.keep();
    if (!pins.length) {
      this.inner.replaceChildren();
      this.link("");
      return done?.();
    }
    this.panel.hidden = false;
    this.panel.setAttribute("aria-busy", "true");
    const asked = pins.map((pin) => (typeof pin === "string" ? pin : plain(pin)));
    const files = Object.fromEntries(
      pins.flatMap((pin, at) => (typeof pin === "string" ? [] : Object.entries(pin.files ?? {}).map(([field, opened]) => [`${at}.${field}`, opened]))),
    );
    const request = { name: calculator.name, kind: "compared", needs: ["compared"], pins: asked, link: calculator.link, files };
    this.ask(request, (/** @type {Compared | Progress | Refused} */ reply) => {
      if (turn !== this.turn || calculator.leaving.signal.aborted) return;
      if (reply.state === "progress") return this.progress(reply.doing);
      this.panel.removeAttribute("aria-busy");
      if (reply.state === "refused") {
        refused?.();
        this.panel.hidden = !this.pins.length;
        return calculator.status.tell(`These pinned answers cannot be used. ${Object.values(reply.errors).join(". ")}.`);
      }
      for (const [at, pin] of reply.pins.entries()) {
        const old = pins[at];
        pins[at] = typeof old === "string" ? pin : { ...old, name: pin.name };
      }
      this.opens = reply.opens;
      this.put(reply.markup);
      this.link(reply.link);
      if (this.said.textContent?.endsWith("…")) this.said.replaceChildren();
      this.keep();
      done?.();
    });
  }

  /**
   * Say how far the first comparison is, unless something was said that counts for longer.
   * @param {string} doing
   */
  progress(doing) {
    const said = this.said.textContent ?? "";
    if (!this.inner.hasChildNodes() && (!said || said.endsWith("…"))) this.said.replaceChildren(`${doing} …`);
  }

  /** @param {string} markup from our own writers, which escape every value */
  put(markup) {
    const { pin, pinTool } = /** @type {HTMLElement} */ (document.activeElement ?? this.panel).dataset;
    const held = pin && this.inner.contains(document.activeElement);
    this.inner.replaceChildren(...new DOMParser().parseFromString(markup, "text/html").body.childNodes);
    const tool = pinTool ? `[data-pin-tool="${pinTool}"]` : "input";
    if (held) /** @type {HTMLElement | null} */ (this.inner.querySelector(`${tool}[data-pin="${pin}"]`))?.focus({ preventScroll: true });
  }

  /** @param {string} link */
  link(link) {
    this.calculator.pinLink = link;
    this.calculator.followAddress();
  }

  keep() {
    const { calculator, pins } = this;
    const own = /** @type {Pin[]} */ (pins.filter((pin) => typeof pin !== "string"));
    kept.set(calculator.place, own);
    const key = `pins ${calculator.place}`;
    try {
      if (own.length) sessionStorage.setItem(key, JSON.stringify(own.map((pin) => lasting(pin, calculator.form, true))));
      else sessionStorage.removeItem(key);
    } catch {
      if (this.refusedStorage || !pins.length) return;
      this.tell("This browser does not keep your pinned answers over a reload, so copy the link or save them as a file.");
      this.refusedStorage = true;
    }
  }
}

/**
 * What Python is told of a pin.
 * @param {Pin} pin
 * @returns {KeptPin}
 */
const plain = ({ name, inputs, version, without, own }) => ({ name, inputs: { ...inputs, ...own }, version, without });

/**
 * What outlasts the page: opened files do not, and rows of the reader's own stay in this tab.
 * @param {Pin} pin
 * @param {HTMLFormElement} form
 * @param {boolean} here
 */
function lasting({ name, inputs, version, without, own = {}, files = {} }, form, here) {
  const lost = Object.keys(here ? files : { ...own, ...files }).map((field) => label(form, field));
  const left = { name, inputs, version, without: [...new Set([...without, ...lost])] };
  return here ? { ...left, own } : left;
}

/** @type {(one: Pin, other: Pin) => boolean} */
const alike = (one, other) =>
  JSON.stringify([one.inputs, one.own ?? {}, one.version]) === JSON.stringify([other.inputs, other.own ?? {}, other.version]) &&
  Object.values(other.files ?? {}).flat().length === 0 &&
  Object.values(one.files ?? {}).flat().length === 0 &&
  !one.without.length;

/**
 * @param {string} place
 * @returns {Pin[]}
 */
function restored(place) {
  const here = kept.get(place);
  if (here) return here;
  try {
    const found = JSON.parse(sessionStorage.getItem(`pins ${place}`) ?? "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}
