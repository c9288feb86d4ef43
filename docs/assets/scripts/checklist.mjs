// Keeps the ticks of a checklist in this browser and lets the reader take the list away. The page works without it.
import { copy, save } from "./keeping.mjs";

class TickableChecklist extends HTMLElement {
  connectedCallback() {
    this.key = `checklist:${this.dataset.name}`;
    this.boxes = [...this.querySelectorAll(".checklist-item > input")];
    this.tools ??= this.toolbar();
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.addEventListener("change", () => this.changed(), { signal });
    window.addEventListener("storage", (event) => event.key === this.key && this.recall(), { signal });
    this.recall();
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  toolbar() {
    this.progress = made("p", { className: "checklist-progress" });
    this.kept = made("p", { className: "checklist-kept" });
    this.said = made("div", { className: "checklist-said" });
    for (const live of [this.progress, this.kept, this.said]) live.setAttribute("role", "status");
    const buttons = [
      made("button", { type: "button", textContent: "Copy as Markdown", onclick: () => this.copied() }),
      made("button", { type: "button", textContent: "Download CSV", onclick: () => this.saved() }),
      made("button", { type: "button", textContent: "Print", onclick: () => window.print() }),
      this.clearing(),
    ];
    const tools = made("div", { className: "checklist-tools" });
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", "This checklist");
    tools.append(this.progress, this.kept, ...buttons, this.said);
    this.prepend(tools);
    return tools;
  }

  // Asks again in the button itself: a browser gives no question box to a page inside another page.
  clearing() {
    const button = made("button", { type: "button", textContent: "Clear all ticks" });
    let asked = false;
    const ask = (again) => {
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
    button.onblur = () => asked && ask(false);
    button.onkeydown = (event) => event.key === "Escape" && asked && ask(false);
    return button;
  }

  recall() {
    try {
      const ticked = new Set(JSON.parse(localStorage.getItem(this.key) ?? "[]"));
      for (const box of this.boxes) box.checked = ticked.has(box.parentElement.id);
      this.keeps(true);
    } catch {
      this.keeps(false);
    }
    this.count();
  }

  changed() {
    const ticked = this.boxes.filter((box) => box.checked).map((box) => box.parentElement.id);
    try {
      localStorage.setItem(this.key, JSON.stringify(ticked));
      this.keeps(true);
    } catch {
      this.keeps(false);
    }
    this.say("");
    this.count();
  }

  keeps(kept) {
    const sentence = kept
      ? "Ticks stay in this browser, on this device only. Nothing is sent."
      : "This browser keeps no ticks for this page: they are lost when you leave. Copy or download them first.";
    // The same sentence written again would be read out again.
    if (this.kept.textContent !== sentence) this.kept.textContent = sentence;
  }

  count() {
    const ticked = this.boxes.filter((box) => box.checked).length;
    this.progress.textContent = `${ticked} of ${this.boxes.length} ticked`;
  }

  say(what) {
    this.said.replaceChildren(what);
  }

  // Headings, items and notes in reading order; every way out of the page is written from these.
  entries() {
    const entries = [];
    let section = "";
    for (const part of this.querySelectorAll("h2, h3, h4, .checklist-item")) {
      if (!part.matches(".checklist-item")) section = words(part);
      else {
        entries.push({
          section,
          id: part.id,
          done: part.querySelector("input").checked,
          item: words(part.querySelector("label")),
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

function made(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

function words(element) {
  const copied = element.cloneNode(true);
  for (const extra of copied.querySelectorAll(".headerlink, sup")) extra.remove();
  return copied.textContent.replace(/\s+/g, " ").trim();
}

function title() {
  return words(document.querySelector("h1") ?? document.querySelector("title"));
}

function today() {
  return new Date().toISOString().slice(0, 10);
}

function bare(kind, note) {
  return note.startsWith(`${kind}: `) ? note.slice(kind.length + 2) : note;
}

// A spreadsheet would run a cell that starts like a formula; an apostrophe makes it text.
function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

customElements.define("handbook-checklist", TickableChecklist);
