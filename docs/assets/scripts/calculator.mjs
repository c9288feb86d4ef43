// Brings a calculator to life: what is typed is asked of the worker, what comes back replaces the parts that changed.
import { tool } from "./buttons.mjs";
import { ask, startWhenWanted, watch } from "./conversation.mjs";
import { clear, companions, defaults, fill, mark, opened, showErrors, values } from "./fields.mjs";
import { copy, save, saveReply } from "./keeping.mjs";
import { keep, keepOverReload, recall } from "./memory.mjs";
import { replace, settle } from "./parts.mjs";
import { named, offered, remember, showPanel } from "./scenario.mjs";

class LiveCalculator extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.notice = this.querySelector(".calculator-notice");
    this.status = this.querySelector(".calculator-status");
    this.announced = this.querySelector(".calculator-announced");
    this.told = this.querySelector(".calculator-told");
    this.offer = this.querySelector(".calculator-offer");
    this.panel = this.querySelector(".calculator-scenario");
    this.path = location.pathname;
    this.place = `${this.path} ${this.id}`;
    // The last address that is accounted for, by what was typed or by what was opened.
    this.address = location.hash;
    this.sections = this.querySelector(".answer-sections");
    this.link = `#${this.id}`;
    this.files = {};
    // Until now the page said that the answer is the example's and cannot change.
    this.status.replaceChildren();
    for (const hidden of this.querySelectorAll("input[type=range], input[type=date], .calculator-tools, .file, .example, [data-download]"))
      hidden.hidden = false;
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.form.addEventListener("input", (event) => this.typed(event.target), { signal });
    this.addEventListener("click", (event) => this.clicked(event), { signal });
    this.querySelector("[data-tool=open]").addEventListener("change", (event) => this.openSaved(event.target), { signal });
    startWhenWanted(this, signal);
    window.addEventListener("hashchange", () => this.arrived(), { signal });
    window.addEventListener("pagehide", () => keepOverReload(this.place, this.typedSoFar()), { signal });
    this.unwatch = watch((state) => this.python(state));
    this.typedBefore = values(this.form);
    this.tables(signal);
    const panel = () => showPanel(this.panel, save);
    window.addEventListener("scenario", panel, { signal });
    panel();
    const before = this.restore();
    // The address of what was typed is no news; any other scenario in it is.
    if ((!before || location.hash !== before.hash) && this.open()) return;
    if (this.form.querySelector(".differs")) {
      this.opening("Working out the answer to what you typed …");
      this.answer();
    }
    this.suggest();
  }

  // Tables of rows have a script of their own, which only pages with such a table load.
  tables(signal) {
    const holders = this.querySelectorAll(".records");
    if (!holders.length) return;
    import("./records.mjs").then(
      ({ enable }) => {
        const request = (more) => ({ ...this.question(), ...more });
        const tools = { ask: (more, hear) => ask(request(more), hear), changed: () => this.changed(), save, signal };
        if (!signal.aborted) for (const holder of holders) enable(holder, tools);
      },
      (error) => this.tell(`The tables cannot be edited: ${error.message}. Load the page again.`),
    );
  }

  changed() {
    this.tell("");
    this.answer();
  }

  // What other pages know is offered and never taken in silence.
  suggest() {
    const found = offered(values(this.form), this.path);
    this.offer.hidden = !found.length;
    if (!found.length) return;
    const titles = [...new Set(found.map(([, one]) => one.title))];
    const many = found.length === 1 ? "1 value" : `${found.length} values`;
    const use = tool("Use them", () => {
      const before = values(this.form);
      const { hash } = location;
      this.fillIn(Object.fromEntries(found.map(([name, one]) => [name, one.text])), before);
      const undo = tool("Undo", () => {
        fill(this.form, before);
        if (!hash.includes("?")) history.replaceState(history.state, "", location.pathname + location.search + hash);
        this.offer.hidden = true;
        this.answer();
        this.form.querySelector("input, select")?.focus();
      });
      this.offer.replaceChildren(`Used ${many} from “${titles.join("”, “")}”: ${named(found)}. `, undo);
      undo.focus();
    });
    const leave = tool("No", () => {
      this.offer.hidden = true;
      this.form.querySelector("input, select")?.focus();
    });
    this.offer.replaceChildren(`Use ${many} from “${titles.join("”, “")}”: ${named(found)}? `, use, " ", leave);
  }

  // Fill some fields and ask; values that are refused are marked at their fields, and the reader can undo.
  fillIn(inputs, before) {
    this.before = before;
    fill(this.form, inputs);
    this.typedBefore = values(this.form);
    this.answer();
  }

  restore() {
    const before = recall(this.place);
    if (before) {
      fill(this.form, before.inputs);
      this.files = before.files;
      for (const field of Object.keys(this.files)) this.form.elements[field].readOnly = true;
      if (before.lost?.length) this.tell(`Open ${before.lost.join(", ")} again: a page cannot keep a file over a reload.`);
    }
    mark(this.form);
    return before;
  }

  typedSoFar() {
    return { inputs: values(this.form), files: this.files, hash: this.address };
  }

  disconnectedCallback() {
    keep(this.place, this.typedSoFar());
    this.leaving.abort();
    clearTimeout(this.speaking);
    this.unwatch();
    this.unlisten?.();
  }

  arrived() {
    if (location.pathname !== this.path || location.hash === this.address) return;
    this.address = location.hash;
    this.open();
  }

  // A scenario in the address is used whole or refused whole: half a scenario would be somebody else's answer.
  open(fragment = location.hash) {
    if (!fragment.startsWith(`#${this.id}?`)) return false;
    const renamed = JSON.parse(this.dataset.renamed ?? "{}");
    const scenario = opened(fragment, this.form, Number(this.dataset.version), this.dataset.changes ?? "", renamed);
    if (scenario.refused) {
      this.tell(`This link cannot be used: ${scenario.refused}. What you see is unchanged.`);
      return false;
    }
    this.before = values(this.form);
    fill(this.form, { ...defaults(this.form, "link"), ...scenario.inputs });
    this.typedBefore = values(this.form);
    this.tell(scenario.notice);
    this.opening();
    this.scrollIntoView();
    this.answer(true);
    return true;
  }

  typed(field) {
    let typed = field;
    if (field.dataset.for) {
      const target = document.getElementById(field.dataset.for);
      if (field.type === "file") return this.opened(field, target);
      target.value = field.value;
      typed = target;
    } else companions(this.form, field);
    this.follow(typed.name);
    this.typedBefore = values(this.form);
    this.changed();
  }

  // A field that follows another one takes what is typed there, until the two have been given different values.
  follow(name) {
    for (const holder of this.form.querySelectorAll(`[data-follows="${CSS.escape(name)}"]`)) {
      const follower = this.form.elements[holder.dataset.field];
      if (follower.value !== this.typedBefore[name]) continue;
      follower.value = this.form.elements[name].value;
      companions(this.form, follower);
    }
  }

  // Until the first answer to it has come, an opened link must not stand beside the answer to something else.
  opening(words = "Opening your link …") {
    if (this.classList.contains("opening")) return;
    this.classList.add("opening");
    const headline = this.querySelector("output");
    this.closed = [...headline.childNodes];
    headline.replaceChildren(words);
  }

  // The answer to what was opened is here, or the link was refused and the answer before it stands again.
  isOpen(restore = false) {
    if (!this.classList.contains("opening")) return;
    this.classList.remove("opening");
    if (restore) this.querySelector("output").replaceChildren(...this.closed);
  }

  opened(field, target) {
    const [file] = field.files;
    if (!file) return;
    const limit = Number(target.dataset.limit);
    if (file.size > limit) {
      field.value = "";
      const size = (bytes) => `${Math.round(bytes / 1e6).toLocaleString("en")} MB`;
      return this.tell(
        `${file.name} has ${size(file.size)}; a page takes files up to ${size(limit)}. ` +
          "The command line takes any file that fits in memory.",
      );
    }
    this.files[target.name] = file;
    target.value = `${file.name}, ${file.size.toLocaleString("en")} bytes`;
    // The name of a file is no data: it is emptied before anything is typed. The same file may be picked again.
    target.readOnly = true;
    field.value = "";
    this.tell("");
    this.answer();
  }

  answer(fromLink = false) {
    mark(this.form);
    this.unlisten?.();
    this.sections.setAttribute("aria-busy", "true");
    const earlier = this.answering;
    this.answered = new Promise((resolve) => (this.answering = resolve));
    // Whoever waits for an earlier answer waits for this one.
    earlier?.(this.answered);
    this.unlisten = ask(this.question(), (reply) => {
      if (reply.state === "refused") return this.refused(reply.errors, fromLink);
      showErrors(this.form, {});
      this.classList.remove("stale");
      if (reply.state === "answer") this.isOpen();
      if (reply.state === "progress") return this.progress(reply);
      if (reply.state === "finished") return this.finished();
      this.link = reply.link;
      this.scenario = reply.scenario;
      this.showRows(reply, fromLink);
      this.remember();
      this.tooLong = reply.too_long;
      replace(this, reply.parts);
      this.answering(true);
    });
  }

  // Of fixed rows those are seen that count; rows that a link holds in a form of its own are written as text again.
  showRows({ rows, scenario }, fromLink) {
    for (const holder of this.form.querySelectorAll("[data-fixed]")) {
      const field = holder.dataset.records;
      const counting = new Set(rows[field]);
      for (const row of holder.querySelectorAll("[data-key]")) row.hidden = field in rows && !counting.has(row.dataset.key);
    }
    if (!fromLink) return;
    for (const hidden of this.form.querySelectorAll(".records > input[type=hidden]"))
      if (hidden.value.startsWith("~")) fill(this.form, { [hidden.name]: scenario[hidden.name] ?? "" });
  }

  // What an opened file holds is not in its field: the field names the file.
  question() {
    const inputs = values(this.form);
    for (const field of Object.keys(this.files)) delete inputs[field];
    return { name: this.getAttribute("name"), inputs, files: this.files };
  }

  refused(errors, fromLink) {
    this.sections.removeAttribute("aria-busy");
    this.answering?.(false);
    if (fromLink) {
      this.isOpen(true);
      fill(this.form, this.before);
      mark(this.form);
      const words = Object.entries(errors).map(([field, sentence]) => `${this.label(field)}: ${sentence}`);
      return this.tell(`This link cannot be used. ${words.join("; ")}. What you see is unchanged.`);
    }
    showErrors(this.form, errors);
    this.classList.add("stale");
    this.say("The answer is still that of your last complete inputs.");
    const words = Object.entries(errors).map(([field, sentence]) => `${this.label(field)}: ${sentence}`);
    this.announce(words.join("; "), 1000);
  }

  // Read out by assistive technology, once the reader has stopped typing.
  announce(words, after = 0) {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => (this.announced.textContent = words), after);
  }

  label(field) {
    const holder = this.form.querySelector(`[data-field="${CSS.escape(field)}"]`);
    return holder?.querySelector(":scope > label, legend, caption")?.textContent ?? field;
  }

  finished() {
    settle(this);
    this.say("");
    this.announce(this.querySelector("output").textContent, 300);
    this.sections.removeAttribute("aria-busy");
    this.classList.remove("working");
    this.followAddress();
  }

  // What was typed here is offered by every other calculator of this tab.
  remember() {
    const labels = Object.fromEntries(Object.keys(defaults(this.form, "link")).map((name) => [name, this.label(name)]));
    const title = document.querySelector("h1")?.childNodes[0]?.textContent.trim() ?? document.title;
    remember(this.scenario ?? {}, labels, { path: this.path, title });
  }

  // The address follows what was typed; the theme's own state in the history stays as it is. On the way to another
  // page the address is that page's already, while this one still stands.
  followAddress() {
    if (location.pathname !== this.path) return;
    if (location.hash !== this.link && (this.link.includes("?") || location.hash.startsWith(`#${this.id}?`)))
      history.replaceState(history.state, "", this.link);
    this.address = location.hash;
  }

  progress({ share, doing }) {
    this.classList.add("working");
    const bar = this.status.querySelector("progress") ?? document.createElement("progress");
    bar.max = 1;
    if (share === undefined) bar.removeAttribute("value");
    else bar.value = share;
    bar.setAttribute("aria-label", doing);
    if (!bar.isConnected || this.status.textContent !== `${doing} `) this.status.replaceChildren(`${doing} `, bar);
  }

  say(words) {
    this.status.replaceChildren(words);
  }

  tell(words) {
    this.notice.textContent = words;
    this.notice.hidden = !words;
  }

  python(state) {
    this.dataset.python = state.name;
    if (state.way) this.dataset.way = state.way;
    // What the reader just asked for, such as a text to copy, is not pushed aside by a start nobody waits for; that the
    // calculator stopped is.
    const free = !this.status.hasChildNodes() || this.status.querySelector("progress, button");
    if (state.name === "starting" && free) this.progress({ doing: "Starting Python in your browser", share: state.share });
    if (state.name === "ready" && this.status.textContent.startsWith("Starting")) this.say("Ready.");
    if (state.name !== "failed") return;
    this.answering?.(null);
    this.sections.removeAttribute("aria-busy");
    this.classList.remove("working");
    const again = document.createElement("button");
    again.type = "button";
    again.className = "tool";
    again.textContent = "Try again";
    again.addEventListener("click", () => {
      this.status.tabIndex = -1;
      this.status.focus();
      this.answer();
    });
    const opening = this.classList.contains("opening");
    if (opening) this.querySelector("output").replaceChildren("There is no answer to these inputs yet.");
    const shown = opening ? "What you typed is kept. " : "The answer shown is the last one; what you typed is kept. ";
    this.status.replaceChildren(`The calculator stopped: ${state.reason}. ${shown}`, again);
  }

  clicked(event) {
    const button = event.target.closest("[data-tool], [data-preset], [data-rows], [data-download]");
    if (!button) return;
    const { tool, preset, rows, download } = button.dataset;
    if (tool === "open") return;
    if (preset) {
      event.preventDefault();
      // The theme would follow the link too, and open it a second time as if it had come from outside.
      event.stopPropagation();
      if (button.dataset.fills) this.usePlace(button);
      else this.open(button.hash);
    } else if (rows !== undefined) {
      const target = document.getElementById(button.dataset.for);
      delete this.files[target.name];
      target.readOnly = false;
      target.value = rows;
      if (!rows) target.focus();
      this.answer();
    } else this.use(tool ?? download);
  }

  // The figures of a place fill the fields of that place and leave all others as they are.
  usePlace(link) {
    const before = values(this.form);
    const figures = JSON.parse(link.dataset.fills);
    this.fillIn(figures, before);
    const undo = tool("Undo", () => {
      this.tell("");
      this.fillIn(before, before);
      link.focus();
    });
    this.tell(`Filled in ${Object.keys(figures).length} fields for ${link.textContent}. `);
    this.notice.append(undo);
    this.scrollIntoView();
  }

  openSaved(picker) {
    const [file] = picker.files;
    if (!file) return;
    picker.value = "";
    ask({ name: this.getAttribute("name"), kind: "opened", files: { saved: file } }, (reply) => {
      if (reply.state === "refused") {
        const words = Object.entries(reply.errors).map(([field, sentence]) => `${this.label(field)}: ${sentence}`);
        return this.tell(`${file.name} cannot be used. ${words.join("; ")}. What you see is unchanged.`);
      }
      const left = reply.left_out.length ? ` Not asked for here, so left out: ${reply.left_out.join(", ")}.` : "";
      this.fillIn({ ...defaults(this.form, "link"), ...reply.inputs }, values(this.form));
      this.tell(`Opened ${file.name}.${left}`);
    });
  }

  use(tool) {
    if (tool === "print") return window.print();
    if (tool === "link") return this.copyLink();
    if (tool === "reset") {
      // A way back: the scenario that is thrown away stays one step behind in the history.
      if (location.hash.includes("?")) history.pushState(history.state, "", `#${this.id}`);
      this.address = location.hash;
      clear(this.form);
      this.files = {};
      this.tell("");
      return this.answer();
    }
    ask({ ...this.question(), kind: tool }, (reply) => {
      if (reply.state === "refused") return this.refused(reply.errors, false);
      if (tool !== "markdown") return saveReply(reply);
      copy(reply.text, "Memo copied.", (words) => this.told.replaceChildren(words));
    });
  }

  // Waits for the answer under way, so that the link is never that of an earlier one.
  async copyLink() {
    const answered = await this.answered;
    if (answered === false) return this.told.replaceChildren("Correct the marked fields first.");
    if (answered === null) return this.told.replaceChildren("The calculator stopped, so try again first.");
    // A link to the defaults says so too, or it would change nothing where something else was typed.
    const link = this.link.includes("?") ? this.link : `${this.link}?version=${this.dataset.version}`;
    const copied = this.tooLong?.length
      ? "Link copied, without the rows: they would make it longer than 8,192 characters. Save the rows as CSV and send the file along."
      : "Link copied.";
    copy(new URL(link, location.href).href, copied, (words) => this.told.replaceChildren(words));
  }
}

customElements.define("live-calculator", LiveCalculator);
