// Keeps the ticks of a checklist in this browser and lets the reader take the list away. The page works without it.
import { copy, save } from "./copy-and-save.mjs";
import { made } from "./elements.mjs";

class TickableChecklist extends HTMLElement {
  leaving = new AbortController();
  progress = made("p", { className: "checklist-progress" });
  stored = made("p", { className: "checklist-stored" });
  report = made("div", { className: "checklist-report" });
  /** @type {HTMLElement | undefined} */
  tools = undefined;

  get key() {
    return `checklist:${this.dataset.name}`;
  }

  get boxes() {
    return [.../** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll(".checklist-item > input"))];
  }

  connectedCallback() {
    this.tools ??= this.toolbar();
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.addEventListener("change", () => this.changed(), { signal });
    window.addEventListener("storage", (event) => event.key === this.key && this.restore(), { signal });
    this.restore();
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  toolbar() {
    for (const live of [this.progress, this.stored, this.report]) live.setAttribute("role", "status");
    const buttons = [
      made("button", { type: "button", textContent: "Copy as Markdown", onclick: () => this.copied() }),
      made("button", { type: "button", textContent: "Download CSV", onclick: () => this.saved() }),
      made("button", { type: "button", textContent: "Print", onclick: () => window.print() }),
      this.clearing(),
    ];
    const tools = made("div", { className: "checklist-tools" });
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", "This checklist");
    tools.append(this.progress, this.stored, ...buttons, this.report);
    this.prepend(tools);
    return tools;
  }

  // Asks again in the button itself: a browser gives no question box to a page inside another page.
  clearing() {
    const button = made("button", { type: "button", textContent: "Clear all ticks" });
    let asked = false;
    const ask = (/** @type {boolean} */ again) => {
      asked = again;
      button.textContent = asked ? "Press again to clear" : "Clear all ticks";
      this.say(asked ? "Press again to clear every tick; Escape keeps them." : "");
    };
    button.onclick = () => {
      if (!asked) return ask(true);
      ask(false);
      for (const box of this.boxes) box.checked = false;
      this.changed();
      this.say("All ticks are cleared.");
    };
    button.onblur = () => {
      if (asked) ask(false);
    };
    button.onkeydown = (event) => {
      if (asked && event.key === "Escape") ask(false);
    };
    return button;
  }

  restore() {
    try {
      const ticked = new Set(JSON.parse(localStorage.getItem(this.key) ?? "[]"));
      for (const box of this.boxes) box.checked = ticked.has(box.parentElement?.id);
      this.sayStored(true);
    } catch {
      this.sayStored(false);
    }
    this.count();
  }

  changed() {
    const ticked = this.boxes.filter((box) => box.checked).map((box) => box.parentElement?.id);
    try {
      localStorage.setItem(this.key, JSON.stringify(ticked));
      this.sayStored(true);
    } catch {
      this.sayStored(false);
    }
    this.say("");
    this.count();
  }

  /** @param {boolean} stored */
  sayStored(stored) {
    const sentence = stored
      ? "Ticks stay in this browser, on this device only. Nothing is sent."
      : "This browser keeps no ticks for this page: they are lost when you leave. Copy or download them first.";
    // The same sentence written again would be read out again.
    if (this.stored.textContent !== sentence) this.stored.textContent = sentence;
  }

  count() {
    const ticked = this.boxes.filter((box) => box.checked).length;
    this.progress.textContent = `${ticked} of ${this.boxes.length} ticked`;
  }

  /** @param {string | HTMLElement} what */
  say(what) {
    this.report.replaceChildren(what);
  }

  // Headings, items and notes in reading order; every way out of the page is written from these.
  entries() {
    const entries = [];
    let section = "";
    for (const part of this.querySelectorAll("h2, h3, h4, .checklist-item")) {
      const box = part.querySelector("input");
      const label = part.querySelector("label");
      if (!box || !label) section = words(part);
      else {
        entries.push({
          section,
          id: part.id,
          done: box.checked,
          item: words(label),
          notes: [...part.querySelectorAll("li")].map((note) => [note.dataset.kind ?? "Note", words(note)]),
          link: new URL(`#${part.id}`, location.href).href,
        });
      }
    }
    return entries;
  }

  copied() {
    const lines = [`${title()}: ${this.progress.textContent} on ${today()}`];
    let before = "";
    for (const { section, done, item, notes, link } of this.entries()) {
      if (section !== before) lines.push("", `## ${section}`);
      lines.push("", `- [${done ? "x" : " "}] ${item} ([link](${link}))`, ...notes.map(([, note]) => `    - ${note}`));
      before = section;
    }
    return copy(`${lines.join("\n")}\n`, "Copied. Paste it into your wiki or ticket.", (what) => this.say(what));
  }

  saved() {
    const entries = this.entries();
    const kinds = [...new Set(entries.flatMap(({ notes }) => notes.map(([kind]) => kind)))];
    const rows = entries.map(({ section, id, done, item, notes, link }) => [
      section,
      id,
      done ? "yes" : "no",
      item,
      ...kinds.map((wanted) => notes.filter(([kind]) => kind === wanted).map(([kind, note]) => bare(kind, note)).join("; ")),
      link,
    ]);
    const table = [["Section", "Id", "Done", "Item", ...kinds, "Link"], ...rows];
    // The mark at the start tells spreadsheets that the text is UTF-8.
    const text = `\ufeff${table.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
    save(`${this.dataset.name}-${today()}.csv`, "text/csv", text);
    this.say("Saved with your downloads.");
  }
}

/** @param {Element} element */
function words(element) {
  const copied = /** @type {Element} */ (element.cloneNode(true));
  for (const extra of copied.querySelectorAll(".headerlink, sup")) extra.remove();
  return (copied.textContent ?? "").replace(/\s+/g, " ").trim();
}

function title() {
  return words(/** @type {Element} */ (document.querySelector("h1") ?? document.querySelector("title")));
}

function today() {
  return new Date().toISOString().slice(0, 10);
}

/**
 * A note without the name of its kind in front.
 * @param {string} kind
 * @param {string} note
 */
function bare(kind, note) {
  return note.startsWith(`${kind}: `) ? note.slice(kind.length + 2) : note;
}

/**
 * A cell of a CSV file. A spreadsheet would run one that starts like a formula; an apostrophe makes it text.
 * @param {string} text
 */
function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

customElements.define("handbook-checklist", TickableChecklist);
